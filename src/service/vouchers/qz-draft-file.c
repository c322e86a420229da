/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a voucher from a CSV file. */
#include <glib/gi18n-lib.h>

#include "qz-csv-reader.h"
#include "qz-drafts.h"
#include "qz-error.h"

typedef enum {
  FIELD_SUMMARY,
  FIELD_ACCOUNT,
  FIELD_PROVIDER,
  FIELD_PERIOD,
  FIELD_PATH,
  FIELD_DEBIT,
  FIELD_CREDIT,
  N_FIELDS,
} Field;

static const char *const field_names[N_FIELDS] = { "summary", "account", "provider", "item_period",
                                                   "path",    "debit",   "credit" };

typedef struct {
  int columns[N_FIELDS]; /* where each stands; -1: nowhere */
  GStringChunk *texts;
  GArray *lines; /* of QzDraftLine */
} Reading;

static gboolean
refuse_field (GError **error, Field field, const char *format, const char *text)
{
  g_autofree char *message = g_strdup_printf (format, text);

  qz_error_set (error, QZ_ERROR_INPUT, "bad-field", "%s", message);
  qz_error_add_place (error, NULL, 0, 0, field_names[field]);
  return FALSE;
}

static gboolean
read_header (Reading *self, const QzCsvField *fields, guint n_fields, GError **error)
{
  static const Field needed[] = { FIELD_ACCOUNT, FIELD_DEBIT, FIELD_CREDIT };

  for (guint i = 0; i < N_FIELDS; i++)
    {
      self->columns[i] = -1;
      for (guint c = 0; c < n_fields; c++)
        if (g_str_equal (fields[c].text, field_names[i]))
          self->columns[i] = (int) c;
    }
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (self->columns[needed[i]] < 0)
      return refuse_field (error, needed[i],
                           _("The first line must name the columns; “%s” is missing."),
                           field_names[needed[i]]);
  return TRUE;
}

static const char *
get_text (Reading *self, const QzCsvField *fields, guint n_fields, Field field)
{
  const int column = self->columns[field];

  if (column < 0 || (guint) column >= n_fields)
    return "";
  return g_string_chunk_insert (self->texts, fields[column].text);
}

static gboolean
read_amount (const char *text, Field field, QzFen *out, GError **error)
{
  *out = 0;
  if (*text == '\0' || qz_fen_parse (text, out, error))
    return TRUE;
  qz_error_add_place (error, NULL, 0, 0, field_names[field]);
  return FALSE;
}

static gboolean
read_period (const char *text, QzPeriod *out, GError **error)
{
  *out = 0;
  if (*text == '\0' || qz_period_parse (text, out, error))
    return TRUE;
  qz_error_add_place (error, NULL, 0, 0, field_names[FIELD_PERIOD]);
  return FALSE;
}

static gboolean
read_line (Reading *self, const QzCsvField *fields, guint n_fields, GError **error)
{
  QzDraftLine line = { 0 };

  line.summary = get_text (self, fields, n_fields, FIELD_SUMMARY);
  line.account = get_text (self, fields, n_fields, FIELD_ACCOUNT);
  line.provider = get_text (self, fields, n_fields, FIELD_PROVIDER);
  line.path = get_text (self, fields, n_fields, FIELD_PATH);
  if (!read_period (get_text (self, fields, n_fields, FIELD_PERIOD), &line.item_period, error)
      || !read_amount (get_text (self, fields, n_fields, FIELD_DEBIT), FIELD_DEBIT,
                       &line.debit_fen, error)
      || !read_amount (get_text (self, fields, n_fields, FIELD_CREDIT), FIELD_CREDIT,
                       &line.credit_fen, error))
    return FALSE;
  g_array_append_val (self->lines, line);
  return TRUE;
}

static gboolean
read_file (Reading *self, const char *path, GError **error)
{
  g_autoptr (QzCsvReader) reader = qz_csv_reader_new_for_path (path, error);
  g_autoptr (GError) reason = NULL;
  const QzCsvField *fields = NULL;
  gboolean is_first = TRUE;
  guint n_fields = 0;

  if (reader == NULL)
    return FALSE;
  while (qz_csv_reader_next (reader, &fields, &n_fields, &reason))
    {
      const gboolean done = is_first ? read_header (self, fields, n_fields, &reason)
                                     : read_line (self, fields, n_fields, &reason);

      is_first = FALSE;
      if (done)
        continue;
      qz_error_add_place (&reason, qz_csv_reader_get_file_name (reader),
                          qz_csv_reader_get_line (reader), 0, NULL);
      break;
    }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

QzSheet *
qz_draft_save_file (QzBook *book, const QzContext *context, const QzDraft *draft, const char *path,
                    GError **error)
{
  Reading reading = { .texts = g_string_chunk_new (256),
                      .lines = g_array_new (FALSE, TRUE, sizeof (QzDraftLine)) };
  QzDraft whole = *draft;
  QzSheet *sheet = NULL;

  if (read_file (&reading, path, error))
    {
      whole.lines = (const QzDraftLine *) (void *) reading.lines->data;
      whole.n_lines = reading.lines->len;
      sheet = qz_draft_save (book, context, &whole, error);
    }
  g_array_unref (reading.lines);
  g_string_chunk_free (reading.texts);
  return sheet;
}
