/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-package-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-target.h"

#define BLOCK_SIZE 65536
#define EPOCH 315532800 /* 1980-01-01, the first day that a zip can name */
#define ITEM_PREFIX "items/"
#define ITEM_SUFFIX ".json"

QzZipEntry *
qz_zip_entry_new (const char *name, GBytes *data)
{
  QzZipEntry *entry = g_new0 (QzZipEntry, 1);

  entry->name = g_strdup (name);
  entry->data = data;
  return entry;
}

void
qz_zip_entry_free (gpointer entry)
{
  QzZipEntry *self = entry;

  g_free (self->name);
  g_bytes_unref (self->data);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *id, const char *path, const char *why)
{
  g_autofree char *name = g_path_get_basename (path);

  qz_error_set (error, QZ_ERROR_INPUT, id, _("%s is no package that can be taken: %s"), name, why);
  qz_error_add_place (error, path, 0, 0, NULL);
  return FALSE;
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *path;
  struct archive *archive;
  GHashTable *entries;
  gsize total;
} Reader;

/* Only names that a package has: digits between "items/" and ".json". */
static gboolean
is_good_name (const char *name)
{
  gsize length = strlen (name);

  if (g_str_equal (name, QZ_PACKAGE_MANIFEST) || g_str_equal (name, QZ_PACKAGE_SIGNATURE))
    return TRUE;
  if (!g_str_has_prefix (name, ITEM_PREFIX) || !g_str_has_suffix (name, ITEM_SUFFIX)
      || length != strlen (ITEM_PREFIX) + 4 + strlen (ITEM_SUFFIX))
    return FALSE;
  name += strlen (ITEM_PREFIX);
  return strspn (name, "0123456789") == 4;
}

static gboolean
check_entry (Reader *self, struct archive_entry *entry, GError **error)
{
  const char *name = archive_entry_pathname (entry);

  if (name == NULL || archive_entry_filetype (entry) != AE_IFREG || !is_good_name (name))
    return refuse (error, "package-name", self->path,
                   _("it holds something that no package has (a strange name, a folder or a "
                     "link)"));
  if (g_hash_table_contains (self->entries, name))
    return refuse (error, "package-duplicate", self->path, _("it holds the same name twice"));
  if (g_hash_table_size (self->entries) >= QZ_PACKAGE_MAX_ENTRIES)
    return refuse (error, "package-size", self->path, _("it holds too many files"));
  return TRUE;
}

static GBytes *
read_data (Reader *self, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  la_ssize_t n;

  /* What the zip says of its sizes is not believed: the bytes that come out are counted. */
  while ((n = archive_read_data (self->archive, block, BLOCK_SIZE)) > 0)
    {
      self->total += (gsize) n;
      if (data->len + (gsize) n > QZ_PACKAGE_MAX_ENTRY || self->total > QZ_PACKAGE_MAX_TOTAL)
        {
          refuse (error, "package-size", self->path, _("it is larger than any package is"));
          return NULL;
        }
      g_byte_array_append (data, block, (guint) n);
    }
  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
  refuse (error, "package-unreadable", self->path, _("it is damaged or cut off"));
  return NULL;
}

static gboolean
read_entries (Reader *self, GError **error)
{
  struct archive_entry *entry = NULL;
  int result;

  while ((result = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK)
    {
      GBytes *data;

      if (!check_entry (self, entry, error))
        return FALSE;
      data = read_data (self, error);
      if (data == NULL)
        return FALSE;
      g_hash_table_insert (self->entries, g_strdup (archive_entry_pathname (entry)), data);
    }
  return result == ARCHIVE_EOF
         || refuse (error, "package-unreadable", self->path, _("it is damaged or cut off"));
}

static GBytes *
load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *name = g_path_get_basename (path);
  char *data = NULL;
  gsize size = 0;

  if (!qz_target_check_source (path, error))
    return NULL;
  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, &failure);
  if (info != NULL
      && (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
          || g_file_info_get_size (info) > QZ_PACKAGE_MAX_FILE))
    {
      refuse (error, "package-size", path, _("it is larger than any package is, or no file"));
      return NULL;
    }
  if (info != NULL && g_file_get_contents (path, &data, &size, &failure))
    return g_bytes_new_take (data, size);
  qz_error_set (error, QZ_ERROR_INPUT, "package-unreadable", _("Cannot read %s: %s"), name,
                failure->message);
  return NULL;
}

GHashTable *
qz_package_zip_read (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = load (path, error);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  Reader self = { .path = path, .entries = entries };
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  gboolean done;

  if (bytes == NULL)
    return NULL;
  self.archive = archive_read_new ();
  /* By its directory alone: a reader of streams would find files that the directory does not
   * name. */
  done = (self.archive != NULL
          && archive_read_support_format_zip_seekable (self.archive) == ARCHIVE_OK && size > 0
          && archive_read_open_memory (self.archive, data, size) == ARCHIVE_OK)
         || refuse (error, "package-unreadable", path, _("it is no zip file"));
  done = done && read_entries (&self, error);
  if (self.archive != NULL)
    archive_read_free (self.archive);
  return done ? g_steal_pointer (&entries) : NULL;
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

static la_ssize_t
write_block (struct archive *archive, void *user_data, const void *block, size_t size)
{
  g_byte_array_append (user_data, block, (guint) size);
  return (la_ssize_t) size;
}

static gboolean
add_entry (struct archive *archive, const QzZipEntry *from)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (from->data, &size);
  gboolean done;

  archive_entry_set_pathname (entry, from->name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, EPOCH, 0);
  done = archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);
  return done;
}

GBytes *
qz_package_zip_write (const GPtrArray *entries, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  gboolean done = archive != NULL && archive_write_set_format_zip (archive) == ARCHIVE_OK
                  && archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK
                  && archive_write_open (archive, bytes, NULL, write_block, NULL) == ARCHIVE_OK;

  for (guint i = 0; done && i < entries->len; i++)
    done = add_entry (archive, entries->pdata[i]);
  done = done && archive_write_close (archive) == ARCHIVE_OK;
  if (archive != NULL)
    archive_write_free (archive);
  if (done && bytes->len <= QZ_PACKAGE_MAX_FILE)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  qz_error_set (error, QZ_ERROR_STORE, "package-write",
                _("The package could not be put together, or is larger than any may be"));
  return NULL;
}
