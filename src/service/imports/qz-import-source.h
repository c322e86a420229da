/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-row-reader.h"

G_BEGIN_DECLS

/* A file to be imported: its rows, and the digest of its bytes as they pass by. */
typedef struct _QzImportSource QzImportSource;

/* @encoding: "UTF-8" or "GB18030"; NULL: by the bytes. @delimiter: 0: as the first line has it, the
 * comma when nothing tells. @sheet: of a workbook (see qz_workbook_new()), nullable; an error for a
 * file that has no sheets. What a file is, its bytes tell. */
QzImportSource *qz_import_source_open (const char *path, const char *encoding, char delimiter,
                                       const char *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_import_source_free (QzImportSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzImportSource, qz_import_source_free)

QzRowReader *qz_import_source_get_reader (QzImportSource *self);
const char *qz_import_source_get_name (QzImportSource *self); /* without the folder, UTF-8 */
/* 0 for a workbook. */
char qz_import_source_get_delimiter (QzImportSource *self);
QzWorkbook *qz_import_source_get_workbook (QzImportSource *self); /* NULL for CSV */
/* What is kept with the import: the encoding of CSV; of a workbook its kind and the sheet, as in
 * "XLSX 明细". (transfer full) */
char *qz_import_source_dup_encoding (QzImportSource *self);
guint64 qz_import_source_get_size (QzImportSource *self);     /* 0 when not known */
/* SM3 of the whole file as hex, once all rows are read; reads what is left when reading stopped
 * early. NULL when the file cannot be read. (transfer full) */
char *qz_import_source_dup_digest (QzImportSource *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same from a second look at the file, while the first is still under way. (transfer full) */
char *qz_import_digest_path (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
