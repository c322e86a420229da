/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-workbook.h"

G_BEGIN_DECLS

/* The rows of a list, whether it is CSV or a sheet of a workbook: what imports read. */
typedef struct _QzRowReader QzRowReader;

/* Takes the reader; exactly one of the two. */
QzRowReader *qz_row_reader_new_csv (QzCsvReader *csv);
QzRowReader *qz_row_reader_new_workbook (QzWorkbook *workbook, const char *file_name,
                                         guint64 n_bytes);
void qz_row_reader_free (QzRowReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzRowReader, qz_row_reader_free)

/* As qz_csv_reader_next(). */
gboolean qz_row_reader_next (QzRowReader *self, const QzCsvField **fields, guint *n_fields,
                             GError **error);
/* After the row with the titles: so many columns there are. Rows of CSV keep what they have. */
void qz_row_reader_set_width (QzRowReader *self, guint n_fields);
guint64 qz_row_reader_get_line (QzRowReader *self); /* of the file, or row of the sheet */
guint64 qz_row_reader_get_bytes_read (QzRowReader *self);
const char *qz_row_reader_get_encoding (QzRowReader *self); /* "UTF-8", "GB18030", "XLSX" … */
const char *qz_row_reader_get_file_name (QzRowReader *self);
/* NULL for CSV. */
QzWorkbook *qz_row_reader_get_workbook (QzRowReader *self);

G_END_DECLS
