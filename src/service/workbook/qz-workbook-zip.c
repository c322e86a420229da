/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-workbook-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

#define BLOCK_SIZE   65536
#define MAX_ENTRIES  4096
#define MAX_SILENCE  (8 << 20) /* bytes without an element or its text */

struct _QzZipPart {
  struct archive *archive;
  GBytes *file;
  guint64 n_out;
  guint64 n_said; /* bytes that the zip says there are; 0 */
  guint64 limit;
  guint64 silence;
  guint n_seen;
  char block[BLOCK_SIZE];
};

gboolean
qz_workbook_fail_damaged (GError **error, const char *detail)
{
  if (detail == NULL)
    qz_error_set (error, QZ_ERROR_INPUT, "workbook-damaged",
                  _("The workbook is damaged or cut off; open it in a spreadsheet program and save "
                    "it again as .xlsx, or ask the sender for it once more"));
  else
    qz_error_set (error, QZ_ERROR_INPUT, "workbook-damaged",
                  _("The workbook is damaged (%s); open it in a spreadsheet program and save it "
                    "again as .xlsx, or ask the sender for it once more"),
                  detail);
  return FALSE;
}

static gboolean
fail_size (GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "workbook-too-large",
                _("The workbook unpacks to far more than a list of this size can hold and was not "
                  "read further; save only the sheet that is needed in a new workbook, or as CSV"));
  return FALSE;
}

gboolean
qz_workbook_fail_encrypted (GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "workbook-encrypted",
                _("The workbook is protected by a password; open it with the password and save it "
                  "without one"));
  return FALSE;
}

static QzZipPart *
open_archive (GBytes *file, GError **error)
{
  QzZipPart *self = g_new0 (QzZipPart, 1);
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (file, &size);

  self->file = g_bytes_ref (file);
  self->limit = QZ_ZIP_MAX_TOTAL;
  self->archive = archive_read_new ();
  /* By its directory alone: a reader of streams would find files that the directory does not
   * name. */
  if (self->archive != NULL
      && archive_read_support_format_zip_seekable (self->archive) == ARCHIVE_OK
      && archive_read_open_memory (self->archive, data, size) == ARCHIVE_OK)
    return self;
  qz_zip_part_free (self);
  qz_workbook_fail_damaged (error, NULL);
  return NULL;
}

/* Whether the part is there; FALSE without an error when it is not. */
static gboolean
find_entry (QzZipPart *self, const char *name, GError **error)
{
  struct archive_entry *entry = NULL;
  int result = ARCHIVE_OK;

  for (guint i = 0; i < MAX_ENTRIES && result == ARCHIVE_OK; i++)
    {
      const char *found;

      result = archive_read_next_header (self->archive, &entry);
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        break;
      result = ARCHIVE_OK;
      found = archive_entry_pathname (entry);
      if (found == NULL || g_ascii_strcasecmp (found, name) != 0)
        continue;
      self->n_said = (guint64) MAX (archive_entry_size (entry), 0);
      return !archive_entry_is_data_encrypted (entry) || qz_workbook_fail_encrypted (error);
    }
  return result == ARCHIVE_EOF ? FALSE : qz_workbook_fail_damaged (error, NULL);
}

QzZipPart *
qz_zip_part_open (GBytes *file, const char *name, GError **error)
{
  g_autoptr (QzZipPart) self = open_archive (file, error);

  if (self == NULL || !find_entry (self, name, error))
    return NULL;
  return g_steal_pointer (&self);
}

QzZipPart *
qz_zip_part_need (GBytes *file, const char *name, GError **error)
{
  GError *reason = NULL;
  QzZipPart *self = qz_zip_part_open (file, name, &reason);

  if (self == NULL && reason == NULL)
    qz_workbook_fail_damaged (error, NULL);
  else if (self == NULL)
    g_propagate_error (error, reason);
  return self;
}

void
qz_zip_part_free (QzZipPart *self)
{
  if (self == NULL)
    return;
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_bytes_unref (self->file);
  g_free (self);
}

guint
qz_zip_part_get_permille (QzZipPart *self)
{
  return self->n_out < self->n_said ? (guint) (self->n_out * 1000 / self->n_said) : 1000;
}

gboolean
qz_zip_part_read (QzZipPart *self, const char **bytes, gsize *length, GError **error)
{
  const la_ssize_t n = archive_read_data (self->archive, self->block, BLOCK_SIZE);

  if (n < 0)
    return qz_workbook_fail_damaged (error, NULL);
  self->n_out += (guint64) n;
  if (self->n_out > self->limit
      || (self->n_out > QZ_ZIP_FREE
          && self->n_out / QZ_ZIP_MAX_RATIO > g_bytes_get_size (self->file)))
    return fail_size (error);
  *bytes = self->block;
  *length = (gsize) n;
  return TRUE;
}

/* ── XML ────────────────────────────────────────────────────────────────────────────────────── */

/* What the parser says of the text, unless it was a callback that stopped it. */
static gboolean
take_fault (GError *fault, GError **error)
{
  if (fault->domain == QZ_ERROR)
    {
      g_propagate_error (error, fault);
      return FALSE;
    }
  qz_workbook_fail_damaged (error, fault->message);
  g_error_free (fault);
  return FALSE;
}

gboolean
qz_zip_part_feed (QzZipPart *self, GMarkupParseContext *parser, const guint *seen,
                  gboolean *at_end, GError **error)
{
  GError *fault = NULL;
  const char *bytes = NULL;
  gsize length = 0;

  *at_end = FALSE;
  if (!qz_zip_part_read (self, &bytes, &length, error))
    return FALSE;
  if (length == 0)
    {
      *at_end = TRUE;
      return g_markup_parse_context_end_parse (parser, &fault) || take_fault (fault, error);
    }
  if (!g_markup_parse_context_parse (parser, bytes, (gssize) length, &fault))
    return take_fault (fault, error);
  self->silence = *seen == self->n_seen ? self->silence + length : 0;
  self->n_seen = *seen;
  return self->silence <= MAX_SILENCE || qz_workbook_fail_damaged (error, NULL);
}

gboolean
qz_zip_parse_small (GBytes *file, const char *name, const GMarkupParser *callbacks, gpointer data,
                    GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (QzZipPart) part = qz_zip_part_open (file, name, &reason);
  g_autoptr (GMarkupParseContext) parser = NULL;
  gboolean at_end = FALSE;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (part == NULL)
    return TRUE;
  part->limit = QZ_ZIP_MAX_SMALL;
  parser = g_markup_parse_context_new (callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, data, NULL);
  while (!at_end)
    if (!qz_zip_part_feed (part, parser, data, &at_end, error))
      return FALSE;
  return TRUE;
}

const char *
qz_xml_local (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

const char *
qz_xml_get (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  /* With whatever prefix it has. */
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (qz_xml_local (names[i]), name) == 0)
      return values[i];
  return NULL;
}

guint
qz_xml_get_number (const char **names, const char **values, const char *name, guint max,
                   guint fallback)
{
  const char *text = qz_xml_get (names, values, name);
  g_autoptr (GError) no_number = NULL;
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, max, &number, &no_number))
    return fallback;
  return (guint) number;
}
