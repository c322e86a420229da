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
  QzCsvReader *reader;
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

QzImportSource *
qz_import_source_open (const char *path, const char *encoding, char delimiter, GError **error)
{
  guint64 size = 0;
  QzDigestStream *stream;
  QzImportSource *self;

  if (!qz_target_check_source (path, error))
    return NULL;
  stream = open_stream (path, &size, error);
  if (stream == NULL)
    return NULL;
  self = g_new0 (QzImportSource, 1);
  self->stream = stream;
  self->size = size;
  self->name = g_filename_display_basename (path);
  self->delimiter = delimiter != '\0' ? delimiter : find_delimiter (path, encoding);
  self->reader = qz_csv_reader_new (G_INPUT_STREAM (stream), self->name);
  qz_csv_reader_set_encoding (self->reader, encoding);
  qz_csv_reader_set_delimiter (self->reader, self->delimiter);
  return self;
}

void
qz_import_source_free (QzImportSource *self)
{
  if (self == NULL)
    return;
  qz_csv_reader_free (self->reader);
  g_object_unref (self->stream);
  g_free (self->name);
  g_free (self);
}

QzCsvReader *
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
