/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-purposes.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "qz-csv-reader.h"
#include "qz-data.h"
#include "qz-error.h"

#define FILE_NAME "codes/purposes.csv"

struct _QzPurposes {
  char *templates[QZ_N_DOCUMENT_KINDS];
};

void
qz_purposes_free (QzPurposes *self)
{
  for (guint i = 0; i < QZ_N_DOCUMENT_KINDS; i++)
    g_free (self->templates[i]);
  g_free (self);
}

static gboolean
check_complete (QzPurposes *self, GError **error)
{
  for (guint i = 0; i < QZ_N_DOCUMENT_KINDS; i++)
    {
      if (self->templates[i] != NULL)
        continue;
      qz_error_set (error, QZ_ERROR_INPUT, "purpose-missing",
                    _("%s has no purpose for payments of kind “%s”."), FILE_NAME,
                    qz_document_kind_to_text (i));
      return FALSE;
    }
  return TRUE;
}

QzPurposes *
qz_purposes_load (GError **error)
{
  g_autoptr (QzPurposes) self = g_new0 (QzPurposes, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (QzCsvReader) reader = NULL;
  g_autoptr (GError) local = NULL;
  const QzCsvField *fields = NULL;
  guint n_fields = 0;

  if (!qz_data_load (FILE_NAME, &bytes, error))
    return NULL;
  stream = g_memory_input_stream_new_from_bytes (bytes);
  reader = qz_csv_reader_new (stream, FILE_NAME);
  while (qz_csv_reader_next (reader, &fields, &n_fields, &local))
    {
      QzDocumentKind kind = QZ_DOCUMENT_DAILY;
      if (n_fields == 2 && qz_document_kind_parse (fields[0].text, &kind))
        {
          g_free (self->templates[kind]);
          self->templates[kind] = g_strdup (fields[1].text);
        }
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return check_complete (self, error) ? g_steal_pointer (&self) : NULL;
}

char *
qz_purposes_dup (QzPurposes *self, QzDocumentKind kind, QzInsurance insurance, QzPeriod period,
                 QzDay day)
{
  GString *text = g_string_new (self->templates[kind]);
  g_autofree char *year = g_strdup_printf ("%d", period / 100);
  g_autofree char *month = g_strdup_printf ("%d", period % 100);
  g_autofree char *day_text = NULL;
  int y = 0, m = 0, d = 0;

  qz_day_to_ymd (day, &y, &m, &d);
  day_text = g_strdup_printf ("%d年%d月%d日", y, m, d);
  g_string_replace (text, "{year}", year, 0);
  g_string_replace (text, "{month}", month, 0);
  g_string_replace (text, "{day}", day_text, 0);
  g_string_replace (text, "{insurance}", qz_insurance_get_paper_name (insurance), 0);
  return g_string_free_and_steal (text);
}
