/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-row-reader.h"
#include "qz-import-report.h"

G_BEGIN_DECLS

/* The columns of a kind of file, and where they stand in a given one. */

typedef enum {
  QZ_FIELD_TEXT,
  QZ_FIELD_FEN,
  QZ_FIELD_COUNT,
  QZ_FIELD_DAY,
  QZ_FIELD_TIME, /* yyyy-mm-dd[ HH:mm:ss] */
  QZ_FIELD_PERIOD,
  QZ_FIELD_YEAR,
  QZ_FIELD_INSURANCE, /* EMP, RES */
  QZ_FIELD_FUND,      /* EMP, RES, MAF */
  QZ_FIELD_CHOICE,
} QzFieldType;
const char *qz_field_type_get_name (QzFieldType type); /* "amount", "day" … for --kinds */

typedef enum {
  QZ_COLUMN_REQUIRED = 1 << 0, /* the column must be there and no value empty */
  QZ_COLUMN_SIGNED = 1 << 1,   /* an amount may be negative */
  QZ_COLUMN_LONG = 1 << 2,     /* a text of up to QZ_MAX_LONG_TEXT bytes (a list) */
} QzColumnFlags;

typedef struct {
  const char *name;
  const char *alias; /* nullable */
  QzFieldType type;
  guint flags;
  const char *choices; /* "EMP RES"; CHOICE only */
  const char *meaning; /* N_(…) */
} QzImportColumn;

#define QZ_MAX_IMPORT_COLUMNS 48
#define QZ_MAX_IMPORT_TEXT 200 /* bytes; platform type C50 in UTF-8 */
#define QZ_MAX_LONG_TEXT   4000

typedef struct {
  gint16 index[QZ_MAX_IMPORT_COLUMNS]; /* in the file's rows; -1: not in the file */
  guint n_fields;                      /* of every row */
} QzImportMap;

/* Reads the header row. Refuses a file without a required column (naming all of them) and a column
 * given twice; names unknown columns in one warning. */
gboolean qz_import_map_read (QzImportMap *map, const QzImportColumn *columns, guint n_columns,
                             QzRowReader *reader, QzImportReport *report, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The field of a column, or NULL when the file has no such column. */
const QzCsvField *qz_import_map_get (const QzImportMap *map, const QzCsvField *fields,
                                     guint column);

/* The first column whose cell has a flaw (QzCellFlaw), or -1; never in CSV. */
int qz_import_map_find_flaw (const QzImportMap *map, const QzCsvField *fields, guint n_columns);

/* Whether @text can be kept: at most QZ_MAX_IMPORT_TEXT bytes and no control characters. */
gboolean qz_import_check_text (const char *text, gsize length);
/* The same of a list. */
gboolean qz_import_check_long_text (const char *text, gsize length);
/* What is wrong with an amount that qz_fen_parse_plain() did not take (V9). */
const char *qz_import_explain_amount (const char *text, gsize length);
/* "yyyy-mm-dd" or "yyyy-mm-dd HH:mm:ss". */
gboolean qz_import_parse_time (const char *text, gsize length, QzDay *out);

G_END_DECLS
