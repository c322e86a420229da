/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* RFC 4180 CSV from a stream, UTF-8 (BOM allowed) or GB18030, detected; rows are handed out as
 * slices into an internal buffer, so a file of any size costs the memory of one block. */
typedef struct _QzCsvReader QzCsvReader;

typedef struct {
  const char *text; /* UTF-8, ends in NUL, valid until the next row */
  gsize length;
  guint column; /* from 1: character column of the field in its line */
  guint flaw;   /* 0 in CSV; of workbooks, why the text is not what the cell says (QzCellFlaw) */
} QzCsvField;

/* @file_name is for messages. The whole of @stream is sampled for its encoding as it is read; a
 * byte that fits neither encoding is an error with line and column. */
QzCsvReader *qz_csv_reader_new (GInputStream *stream, const char *file_name);
/* Opens a path; the error names it. */
QzCsvReader *qz_csv_reader_new_for_path (const char *path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Before the first row: another separator than the comma (tab, ';' or '|'; asserted), and an
 * encoding that is known (see qz_text_decoder_set_encoding()). */
void qz_csv_reader_set_delimiter (QzCsvReader *self, char delimiter);
void qz_csv_reader_set_encoding (QzCsvReader *self, const char *encoding);
void qz_csv_reader_free (QzCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCsvReader, qz_csv_reader_free)

/* TRUE with a row; FALSE at the end (no error) or on an error. A field over 1 MiB, a row over 4096
 * fields, a NUL byte and an unclosed quote are errors. Empty lines are skipped. Lines that start
 * with '#' are handed out like any other (see the trailer of domain 4.8). */
gboolean qz_csv_reader_next (QzCsvReader *self, const QzCsvField **fields, guint *n_fields,
                             GError **error);
guint64 qz_csv_reader_get_line (QzCsvReader *self);        /* first line of the current row */
guint64 qz_csv_reader_get_bytes_read (QzCsvReader *self);  /* for progress */
const char *qz_csv_reader_get_encoding (QzCsvReader *self); /* "UTF-8" or "GB18030" */
const char *qz_csv_reader_get_file_name (QzCsvReader *self);

G_END_DECLS
