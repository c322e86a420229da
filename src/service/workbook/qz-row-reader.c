/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-row-reader.h"

struct _QzRowReader {
  QzCsvReader *csv;     /* or */
  QzWorkbook *workbook;
  char *file_name; /* of a workbook */
  guint64 n_bytes; /* of it */
};

QzRowReader *
qz_row_reader_new_csv (QzCsvReader *csv)
{
  QzRowReader *self = g_new0 (QzRowReader, 1);

  self->csv = csv;
  return self;
}

QzRowReader *
qz_row_reader_new_workbook (QzWorkbook *workbook, const char *file_name, guint64 n_bytes)
{
  QzRowReader *self = g_new0 (QzRowReader, 1);

  self->workbook = workbook;
  self->file_name = g_strdup (file_name);
  self->n_bytes = n_bytes;
  return self;
}

void
qz_row_reader_free (QzRowReader *self)
{
  if (self == NULL)
    return;
  qz_csv_reader_free (self->csv);
  qz_workbook_free (self->workbook);
  g_free (self->file_name);
  g_free (self);
}

gboolean
qz_row_reader_next (QzRowReader *self, const QzCsvField **fields, guint *n_fields, GError **error)
{
  return self->csv != NULL ? qz_csv_reader_next (self->csv, fields, n_fields, error)
                           : qz_workbook_next (self->workbook, fields, n_fields, error);
}

void
qz_row_reader_set_width (QzRowReader *self, guint n_fields)
{
  if (self->workbook != NULL)
    qz_workbook_set_width (self->workbook, n_fields);
}

guint64
qz_row_reader_get_line (QzRowReader *self)
{
  return self->csv != NULL ? qz_csv_reader_get_line (self->csv)
                           : qz_workbook_get_row (self->workbook);
}

guint64
qz_row_reader_get_bytes_read (QzRowReader *self)
{
  return self->csv != NULL
             ? qz_csv_reader_get_bytes_read (self->csv)
             : self->n_bytes * qz_workbook_get_permille (self->workbook) / 1000;
}

const char *
qz_row_reader_get_encoding (QzRowReader *self)
{
  return self->csv != NULL ? qz_csv_reader_get_encoding (self->csv)
                           : qz_workbook_get_format (self->workbook);
}

const char *
qz_row_reader_get_file_name (QzRowReader *self)
{
  return self->csv != NULL ? qz_csv_reader_get_file_name (self->csv) : self->file_name;
}

QzWorkbook *
qz_row_reader_get_workbook (QzRowReader *self)
{
  return self->workbook;
}
