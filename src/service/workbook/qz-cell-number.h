/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers of spreadsheets as decimal text, without a floating-point type anywhere: the 64 bits of
 * an IEEE 754 number and the digits of an XML file are both worked on as whole numbers. Programs
 * for tables calculate with binary fractions and show 15 digits of them, so 4.14 stands in a file
 * as 4.1399999999999997; rounding to 15 significant digits gives back what was typed, exactly, as
 * "%.15g" would. */

/* What a cell says that no text can be made of. */
typedef enum {
  QZ_CELL_SOUND,
  QZ_CELL_LOST_DIGITS, /* a number of more digits than such files keep */
  QZ_CELL_ERROR,       /* #REF! and the like */
  QZ_CELL_NO_VALUE,    /* a formula whose result is not in the file */
  QZ_CELL_BAD_DATE,    /* a number shown as a date, but no day */
} QzCellFlaw;

/* What to do about it, translated; NULL for a sound cell. */
const char *qz_cell_flaw_explain (QzCellFlaw flaw);

#define QZ_CELL_DIGITS 15

/* The number whose IEEE 754 bits are @bits, moved @shift decimal places (-2: a hundredth). Appends
 * plain decimal text to @out ("1234.5", "-0.25", "0"). QZ_CELL_LOST_DIGITS when it is not below
 * 10^15, QZ_CELL_ERROR when it is no number. */
QzCellFlaw qz_cell_number_from_bits (guint64 bits, int shift, GString *out);
/* The same for a whole number. */
QzCellFlaw qz_cell_number_from_int (gint64 number, int shift, GString *out);
/* The same for the text of a number in XML ("12", "-1.5E-3"). FALSE when it is no such text. */
gboolean qz_cell_number_from_text (const char *text, GString *out, QzCellFlaw *flaw)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
