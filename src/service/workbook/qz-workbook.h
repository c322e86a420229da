/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-cell-number.h"
#include "qz-csv-reader.h"

G_BEGIN_DECLS

/* A sheet of a workbook (.xlsx, .xls of Excel 97 to 2003, .ods) as rows of text, like those of a
 * CSV file. Numbers are decimal text, exactly as they were typed (see qz-cell-number.h); days are
 * yyyy-mm-dd whatever they look like; formulas are what they came to when the file was saved. Of
 * merged cells the first has the value. Rows without any value are left out. */
typedef struct _QzWorkbook QzWorkbook;

#define QZ_WORKBOOK_MAX_FILE (512 << 20) /* bytes */

/* What the bytes are, whatever the name of the file says. */
typedef enum {
  QZ_FILE_TEXT,
  QZ_FILE_ZIP,
  QZ_FILE_OLE,
  QZ_FILE_MARKUP, /* a web page or XML, which some programs call .xls */
} QzFileLook;
QzFileLook qz_workbook_look (const guint8 *bytes, gsize length);
#define QZ_WORKBOOK_LOOK_SIZE 512

/* @bytes: all of the file. @sheet: its name, or "#2" for the second; NULL: the first that is shown
 * and has any value. */
QzWorkbook *qz_workbook_new (GBytes *bytes, const char *file_name, const char *sheet,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_workbook_free (QzWorkbook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzWorkbook, qz_workbook_free)

/* As qz_csv_reader_next(); the column of a field is that of the sheet, and its flaw tells when no
 * text can be made of it. */
gboolean qz_workbook_next (QzWorkbook *self, const QzCsvField **fields, guint *n_fields,
                           GError **error);
/* So many fields have the rows from now on: what lies to the right of the last title belongs to no
 * column, and missing cells are empty. Rows that are empty so far are left out. */
void qz_workbook_set_width (QzWorkbook *self, guint n_fields);
guint qz_workbook_get_row (QzWorkbook *self); /* of the sheet, from 1 */
guint qz_workbook_get_permille (QzWorkbook *self); /* how far the reading is */

const char *qz_workbook_get_format (QzWorkbook *self); /* "XLSX", "XLS", "ODS" */
const char *qz_workbook_get_sheet (QzWorkbook *self);  /* its name */
/* All of them: (name, hidden, whether it has any value). */
guint qz_workbook_get_n_sheets (QzWorkbook *self);
const char *qz_workbook_get_sheet_name (QzWorkbook *self, guint index);
gboolean qz_workbook_is_hidden (QzWorkbook *self, guint index);
gboolean qz_workbook_has_content (QzWorkbook *self, guint index);

G_END_DECLS
