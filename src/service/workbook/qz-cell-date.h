/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-cell-number.h"

G_BEGIN_DECLS

/* How a cell shows its number. Dates are numbers of days in workbooks; only the format tells. */
typedef enum {
  QZ_FORMAT_NUMBER,
  QZ_FORMAT_DAY,      /* a day, or a part of one that says the whole (5 March) */
  QZ_FORMAT_DAY_TIME, /* a day and a time of day */
  QZ_FORMAT_MONTH,    /* year and month alone */
  QZ_FORMAT_CLOCK,    /* a time of day */
  QZ_FORMAT_ZEROS,    /* a number filled up with zeros in front: 000000 */
} QzFormatKind;

typedef struct {
  guint8 kind;    /* QzFormatKind */
  guint8 n_zeros; /* QZ_FORMAT_ZEROS: how long */
} QzCellFormat;

/* The formats that have a number and no text, and those that have a text. */
QzCellFormat qz_cell_format_builtin (guint id);
QzCellFormat qz_cell_format_parse (const char *code);

/* Appends what a cell of that format says: @number is plain decimal text of qz-cell-number.h. Days
 * come out as yyyy-mm-dd, with " HH:mm:ss" when the format has a time and it is not midnight,
 * months as yyyy-mm, times as HH:mm:ss. @from_1904: the days are counted from 1904-01-01. */
QzCellFlaw qz_cell_format_append (QzCellFormat format, const char *number, gboolean from_1904,
                                  GString *out);
/* The same of a date or time as ISO 8601 has it: 2026-01-05T10:30:00, PT10H30M00S. */
void qz_cell_append_iso (const char *text, GString *out);

G_END_DECLS
