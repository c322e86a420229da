/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-source.h"

#include <glib/gi18n-lib.h>

#include "qz-digest.h"
#include "qz-error.h"
#include "qz-target.h"
#include "qz-text-decoder.h"

#define BLOCK_SIZE 65536
#define SNIFF_SIZE 8192

/* Passes bytes on and digests them. */
#define QZ_TYPE_DIGEST_STREAM (qz_digest_stream_get_type ())
G_DECLARE_FINAL_TYPE (QzDigestStream, qz_digest_stream, QZ, DIGEST_STREAM, GFilterInputStream)

struct _QzDigestStream {
  GFilterInputStream parent_instance;
  QzDigest *digest;
};

G_DEFINE_FINAL_TYPE (QzDigestStream, qz_digest_stream, G_TYPE_FILTER_INPUT_STREAM)

struct _QzImportSource {
  QzDigestStream *stream;
  QzRowReader *reader;
  char *name;
  guint64 size;
  char delimiter;
};

static gssize
qz_digest_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                       GError **error)
{
  QzDigestStream *self = QZ_DIGEST_STREAM (stream);
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  gssize n_read = g_input_stream_read (base, buffer, count, cancellable, error);

  if (n_read > 0)
    qz_digest_add_raw (self->digest, buffer, (gsize) n_read);
  return n_read;
}

static void
qz_digest_stream_finalize (GObject *object)
{
  qz_digest_free (QZ_DIGEST_STREAM (object)->digest);
  G_OBJECT_CLASS (qz_digest_stream_parent_class)->finalize (object);
}

static void
qz_digest_stream_class_init (QzDigestStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_digest_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = qz_digest_stream_read;
}

static void
qz_digest_stream_init (QzDigestStream *self)
{
  self->digest = qz_digest_new ();
}

static QzDigestStream *
open_stream (const char *path, guint64 *size, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) base = g_file_read (file, NULL, &reason);
  g_autoptr (GFileInfo) info = NULL;

  if (base == NULL)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "cannot-open", _("The file cannot be opened: %s"),
                    reason->message);
      qz_error_add_place (error, path, 0, 0, NULL);
      return NULL;
    }
  info = g_file_input_stream_query_info (base, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  *size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
  return g_object_new (QZ_TYPE_DIGEST_STREAM, "base-stream", base, NULL);
}

/* The separator that the first line with any has the most of. A comma decides at once: it stands in
 * no title, while '|' may. */
static char
count_delimiters (const char *text, gsize n)
{
  static const char delimiters[] = { ',', '\t', ';', '|' };
  guint counts[G_N_ELEMENTS (delimiters)] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!is_quoted && text[i] == '\n' && counts[0] + counts[1] + counts[2] + counts[3] > 0)
        break;
      is_quoted = is_quoted != (text[i] == '"');
      for (guint j = 0; !is_quoted && j < G_N_ELEMENTS (delimiters); j++)
        counts[j] += text[i] == delimiters[j];
    }
  for (guint j = 1; counts[0] == 0 && j < G_N_ELEMENTS (delimiters); j++)
    if (counts[j] > counts[best])
      best = j;
  return delimiters[best];
}

/* A look of its own at the beginning; what is wrong there is said by those who read it. */
static char
find_delimiter (const char *path, const char *encoding)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &unreadable);
  g_autoptr (QzTextDecoder) decoder = NULL;
  g_autofree char *text = g_malloc (SNIFF_SIZE);
  gsize n = 0;

  /* A pipe can be read only once. */
  if (stream == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return ',';
  decoder = qz_text_decoder_new (G_INPUT_STREAM (stream));
  qz_text_decoder_set_encoding (decoder, encoding);
  if (!qz_text_decoder_read (decoder, text, SNIFF_SIZE, &n, &unreadable))
    return ',';
  return count_delimiters (text, n);
}

/* What the file is by its first bytes, in a look of its own. */
static QzFileLook
look_at_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  guint8 bytes[QZ_WORKBOOK_LOOK_SIZE];
  gsize n = 0;

  /* A pipe can be read only once; it brings CSV. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return QZ_FILE_TEXT;
  stream = g_file_read (file, NULL, &unreadable);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, sizeof bytes, &n, NULL,
                                   &unreadable))
    return QZ_FILE_TEXT;
  return qz_workbook_look (bytes, n);
}

static void
open_csv (QzImportSource *self, const char *path, const char *encoding, char delimiter)
{
  QzCsvReader *csv = qz_csv_reader_new (G_INPUT_STREAM (self->stream), self->name);

  self->delimiter = delimiter != '\0' ? delimiter : find_delimiter (path, encoding);
  qz_csv_reader_set_encoding (csv, encoding);
  qz_csv_reader_set_delimiter (csv, self->delimiter);
  self->reader = qz_row_reader_new_csv (csv);
}

/* Through the stream that digests them: what is read is what is hashed. */
static GBytes *
read_all (QzImportSource *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  g_autoptr (GError) reason = NULL;
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (self->stream), block, BLOCK_SIZE, NULL,
                                   &reason)) > 0
         && bytes->len <= QZ_WORKBOOK_MAX_FILE)
    g_byte_array_append (bytes, block, (guint) n);
  if (n < 0)
    {
      qz_error_set (error, QZ_ERROR_STORE, "read-failed",
                    _("The file cannot be read to its end: %s"), reason->message);
      return NULL;
    }
  if (bytes->len > QZ_WORKBOOK_MAX_FILE)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "workbook-too-large",
                    _("The workbook is larger than %d MiB; save the list as CSV"),
                    QZ_WORKBOOK_MAX_FILE >> 20);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
open_workbook (QzImportSource *self, const char *sheet, GError **error)
{
  g_autoptr (GBytes) bytes = read_all (self, error);
  QzWorkbook *workbook = bytes != NULL ? qz_workbook_new (bytes, self->name, sheet, error) : NULL;

  if (workbook != NULL)
    self->reader = qz_row_reader_new_workbook (workbook, self->name, self->size);
  return workbook != NULL;
}

static gboolean
fail_markup (GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "not-a-workbook",
                _("This is a web page or XML under the name of a list; open it in a "
                  "spreadsheet program and save it as .xlsx or as CSV UTF-8"));
  return FALSE;
}

static gboolean
fail_sheet (GError **error)
{
  qz_error_set (error, QZ_ERROR_USAGE, "no-sheets",
                _("This file is no workbook and has no sheets to choose from (--sheet)"));
  return FALSE;
}

static gboolean
open_rows (QzImportSource *self, const char *path, const char *encoding, char delimiter,
           const char *sheet, GError **error)
{
  const QzFileLook look = look_at_file (path);

  if (look == QZ_FILE_ZIP || look == QZ_FILE_OLE)
    return open_workbook (self, sheet, error);
  if (look == QZ_FILE_MARKUP)
    return fail_markup (error);
  if (sheet != NULL)
    return fail_sheet (error);
  open_csv (self, path, encoding, delimiter);
  return TRUE;
}

QzImportSource *
qz_import_source_open (const char *path, const char *encoding, char delimiter, const char *sheet,
                       GError **error)
{
  g_autoptr (QzImportSource) self = NULL;
  guint64 size = 0;
  QzDigestStream *stream;

  if (!qz_target_check_source (path, error))
    return NULL;
  stream = open_stream (path, &size, error);
  if (stream == NULL)
    return NULL;
  self = g_new0 (QzImportSource, 1);
  self->stream = stream;
  self->size = size;
  self->name = g_filename_display_basename (path);
  if (open_rows (self, path, encoding, delimiter, sheet, error))
    return g_steal_pointer (&self);
  qz_error_add_place (error, self->name, 0, 0, NULL);
  return NULL;
}

void
qz_import_source_free (QzImportSource *self)
{
  if (self == NULL)
    return;
  qz_row_reader_free (self->reader);
  g_object_unref (self->stream);
  g_free (self->name);
  g_free (self);
}

QzRowReader *
qz_import_source_get_reader (QzImportSource *self)
{
  return self->reader;
}

const char *
qz_import_source_get_name (QzImportSource *self)
{
  return self->name;
}

char
qz_import_source_get_delimiter (QzImportSource *self)
{
  return self->delimiter;
}

QzWorkbook *
qz_import_source_get_workbook (QzImportSource *self)
{
  return qz_row_reader_get_workbook (self->reader);
}

char *
qz_import_source_dup_encoding (QzImportSource *self)
{
  QzWorkbook *workbook = qz_import_source_get_workbook (self);

  if (workbook == NULL)
    return g_strdup (qz_row_reader_get_encoding (self->reader));
  return g_strdup_printf ("%s %s", qz_workbook_get_format (workbook),
                          qz_workbook_get_sheet (workbook));
}

guint64
qz_import_source_get_size (QzImportSource *self)
{
  return self->size;
}

static char *
finish_digest (QzDigestStream *stream, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  g_autoptr (GError) reason = NULL;
  guint8 digest[QZ_DIGEST_SIZE];
  gssize n_read;

  do
    n_read = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK_SIZE, NULL, &reason);
  while (n_read > 0);
  if (n_read < 0)
    {
      qz_error_set (error, QZ_ERROR_STORE, "read-failed",
                    _("The file cannot be read to its end: %s"),
                    reason->message);
      return NULL;
    }
  qz_digest_finish (stream->digest, digest);
  return qz_digest_to_hex (digest);
}

char *
qz_import_source_dup_digest (QzImportSource *self, GError **error)
{
  return finish_digest (self->stream, error);
}

char *
qz_import_digest_path (const char *path, GError **error)
{
  guint64 size = 0;
  g_autoptr (QzDigestStream) stream = open_stream (path, &size, error);

  return stream != NULL ? finish_digest (stream, error) : NULL;
}
