/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-source.h"

#include <glib/gi18n-lib.h>

#include "qz-digest.h"
#include "qz-error.h"

#define BLOCK_SIZE 65536

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

QzImportSource *
qz_import_source_open (const char *path, GError **error)
{
  guint64 size = 0;
  QzDigestStream *stream = open_stream (path, &size, error);
  QzImportSource *self;

  if (stream == NULL)
    return NULL;
  self = g_new0 (QzImportSource, 1);
  self->stream = stream;
  self->size = size;
  self->name = g_filename_display_basename (path);
  self->reader = qz_csv_reader_new (G_INPUT_STREAM (stream), self->name);
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
