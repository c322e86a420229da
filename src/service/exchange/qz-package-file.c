/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-package-file.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-digest.h"
#include "qz-error.h"
#include "qz-item-json.h"
#include "qz-package-zip.h"

#define FORMAT "qingzhang-package"
#define VERSION 1
#define MAX_NUMBER 999999
#define MAX_CODE 20

static void
free_item (gpointer data)
{
  qz_package_item_free (data);
}

QzPackage *
qz_package_new (const char *sender, const char *receiver, gint64 number, const char *made)
{
  QzPackage *self = g_new0 (QzPackage, 1);

  self->sender = g_strdup (sender);
  self->receiver = g_strdup (receiver);
  self->number = number;
  self->made = g_strdup (made);
  self->items = g_ptr_array_new_with_free_func (free_item);
  return self;
}

void
qz_package_free (QzPackage *self)
{
  g_free (self->sender);
  g_free (self->receiver);
  g_free (self->made);
  g_free (self->digest);
  g_ptr_array_unref (self->items);
  g_free (self);
}

char *
qz_package_dup_way (const char *sender, const char *receiver)
{
  return g_strdup_printf ("%s-%s", sender, receiver);
}

char *
qz_package_dup_number (const QzPackage *self)
{
  return g_strdup_printf ("%s-%s-%06" PRId64, self->sender, self->receiver, self->number);
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_item_name (guint index)
{
  return g_strdup_printf ("items/%04u.json", index + 1);
}

static JsonObject *
describe_item (const QzPackageItem *item, guint index)
{
  JsonObject *object = json_object_new ();
  const gsize length = strlen (item->content);
  g_autofree char *name = dup_item_name (index);
  g_autofree char *sm3 = qz_digest_bytes (item->content, length);
  g_autofree char *sha256 = qz_signing_sha256 (item->content, length);

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "kind", item->kind);
  json_object_set_string_member (object, "key", item->key);
  json_object_set_int_member (object, "revision", item->revision);
  json_object_set_string_member (object, "sm3", sm3);
  json_object_set_string_member (object, "sha256", sha256);
  return object;
}

static char *
write_manifest (const QzPackage *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autofree char *key = qz_signing_to_hex (self->public_key, sizeof self->public_key);

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_string_member (object, "sender", self->sender);
  json_object_set_string_member (object, "receiver", self->receiver);
  json_object_set_int_member (object, "number", self->number);
  json_object_set_string_member (object, "made", self->made);
  json_object_set_string_member (object, "key", key);
  for (guint i = 0; i < self->items->len; i++)
    json_array_add_object_element (items, describe_item (self->items->pdata[i], i));
  json_object_set_array_member (object, "items", items);
  return qz_item_json_write (object);
}

static void
add_text (GPtrArray *entries, const char *name, const char *text)
{
  g_ptr_array_add (entries, qz_zip_entry_new (name, g_bytes_new (text, strlen (text))));
}

GBytes *
qz_package_write (QzPackage *self, const QzSigningPair *pair, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (qz_zip_entry_free);
  g_autofree char *manifest = NULL;
  g_autofree char *signature = NULL;
  guint8 raw[QZ_SIGNING_SIGNATURE_SIZE];

  memcpy (self->public_key, pair->public_key, sizeof self->public_key);
  manifest = write_manifest (self);
  if (!qz_signing_sign (pair, manifest, strlen (manifest), raw, error))
    return NULL;
  signature = qz_signing_to_hex (raw, sizeof raw);
  add_text (entries, QZ_PACKAGE_MANIFEST, manifest);
  add_text (entries, QZ_PACKAGE_SIGNATURE, signature);
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *name = dup_item_name (i);

      add_text (entries, name, ((QzPackageItem *) self->items->pdata[i])->content);
    }
  self->digest = qz_digest_bytes (manifest, strlen (manifest));
  return qz_package_zip_write (entries, error);
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *path;
  GHashTable *entries;
  guint n_found;
} Reader;

static gboolean
refuse (const Reader *self, GError **error, const char *id, const char *why)
{
  g_autofree char *name = g_path_get_basename (self->path);

  qz_error_set (error, QZ_ERROR_INPUT, id, _("%s is no package that can be taken: %s"), name, why);
  qz_error_add_place (error, self->path, 0, 0, NULL);
  return FALSE;
}

static gboolean
refuse_manifest (const Reader *self, GError **error)
{
  return refuse (self, error, "package-manifest", _("its manifest.json is missing or wrong"));
}

/* A code of an agency stands in file names and keys. */
static gboolean
is_code (const char *text)
{
  const gsize length = strlen (text);

  if (length == 0 || length > MAX_CODE)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return TRUE;
}

static QzPackage *
read_head (const Reader *self, JsonObject *manifest, GError **error)
{
  const char *format = NULL;
  const char *sender = NULL;
  const char *receiver = NULL;
  const char *made = NULL;
  gint64 version = 0;
  gint64 number = 0;

  if (!qz_item_json_get_text (manifest, "format", &format) || strcmp (format, FORMAT) != 0
      || !qz_item_json_get_count (manifest, "version", G_MAXINT32, &version)
      || !qz_item_json_get_text (manifest, "sender", &sender) || !is_code (sender)
      || !qz_item_json_get_text (manifest, "receiver", &receiver) || !is_code (receiver)
      || !qz_item_json_get_count (manifest, "number", MAX_NUMBER, &number) || number == 0
      || !qz_item_json_get_text (manifest, "made", &made))
    {
      refuse_manifest (self, error);
      return NULL;
    }
  if (version == VERSION)
    return qz_package_new (sender, receiver, number, made);
  refuse (self, error, "package-version", _("a newer version of this program made it"));
  return NULL;
}

static gboolean
check_signature (const Reader *self, JsonObject *manifest, GBytes *text, QzPackage *package,
                 GError **error)
{
  GBytes *signature = g_hash_table_lookup (self->entries, QZ_PACKAGE_SIGNATURE);
  guint8 raw[QZ_SIGNING_SIGNATURE_SIZE];
  g_autofree char *hex = NULL;
  const char *key = NULL;
  gsize size = 0;
  gconstpointer data;

  if (signature == NULL || !qz_item_json_get_text (manifest, "key", &key)
      || !qz_signing_parse_hex (key, package->public_key, sizeof package->public_key))
    return refuse (self, error, "package-signature", _("it is not signed"));
  data = g_bytes_get_data (signature, &size);
  hex = g_strndup (data, size);
  data = g_bytes_get_data (text, &size);
  return (qz_signing_parse_hex (hex, raw, sizeof raw)
          && qz_signing_verify (package->public_key, data, size, raw))
         || refuse (self, error, "package-signature",
                    _("its signature is wrong: it was changed after it was signed"));
}

static gboolean
has_digests (JsonObject *object, gconstpointer data, gsize size)
{
  g_autofree char *sm3 = qz_digest_bytes (data, size);
  g_autofree char *sha256 = qz_signing_sha256 (data, size);
  const char *said = NULL;

  return qz_item_json_get_text (object, "sm3", &said) && strcmp (said, sm3) == 0
         && qz_item_json_get_text (object, "sha256", &said) && strcmp (said, sha256) == 0;
}

static gboolean
read_item (Reader *self, JsonObject *object, guint index, QzPackage *package, GError **error)
{
  g_autofree char *want = dup_item_name (index);
  const char *name = NULL;
  const char *kind = NULL;
  const char *key = NULL;
  gint64 revision = 0;
  GBytes *bytes = g_hash_table_lookup (self->entries, want);
  gsize size = 0;
  gconstpointer data;
  QzPackageItem *item;

  if (object == NULL || !qz_item_json_get_text (object, "name", &name) || strcmp (name, want) != 0
      || !qz_item_json_get_text (object, "kind", &kind)
      || !qz_item_json_get_text (object, "key", &key)
      || !qz_item_json_get_count (object, "revision", G_MAXINT32, &revision))
    return refuse_manifest (self, error);
  if (bytes == NULL)
    return refuse (self, error, "package-digest", _("something that it names is missing"));
  data = g_bytes_get_data (bytes, &size);
  if (!has_digests (object, data, size) || !g_utf8_validate_len (data, size, NULL))
    return refuse (self, error, "package-digest", _("something in it was changed"));
  item = g_new0 (QzPackageItem, 1);
  item->kind = g_strdup (kind);
  item->key = g_strdup (key);
  item->revision = revision;
  item->content = g_strndup (data, size);
  item->way = qz_package_dup_way (package->sender, package->receiver);
  g_ptr_array_add (package->items, item);
  self->n_found++;
  return TRUE;
}

static gboolean
read_items (Reader *self, JsonObject *manifest, QzPackage *package, GError **error)
{
  JsonArray *list = qz_item_json_get_list (manifest, "items");

  if (list == NULL)
    return refuse_manifest (self, error);
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!read_item (self, qz_item_json_get_element (list, i), i, package, error))
      return FALSE;
  /* manifest and signature beside the items */
  return self->n_found + 2 == g_hash_table_size (self->entries)
         || refuse (self, error, "package-digest", _("it holds something that nobody signed"));
}

QzPackage *
qz_package_read (const char *path, GError **error)
{
  g_autoptr (GHashTable) entries = qz_package_zip_read (path, error);
  g_autoptr (JsonObject) manifest = NULL;
  g_autoptr (QzPackage) package = NULL;
  Reader self = { .path = path, .entries = entries };
  GBytes *text = entries != NULL ? g_hash_table_lookup (entries, QZ_PACKAGE_MANIFEST) : NULL;
  gsize size = 0;
  gconstpointer data = text != NULL ? g_bytes_get_data (text, &size) : NULL;

  if (entries == NULL)
    return NULL;
  manifest = size > 0 ? qz_item_json_parse (data, size) : NULL;
  if (manifest == NULL)
    {
      refuse_manifest (&self, error);
      return NULL;
    }
  package = read_head (&self, manifest, error);
  if (package == NULL || !check_signature (&self, manifest, text, package, error)
      || !read_items (&self, manifest, package, error))
    return NULL;
  package->digest = qz_digest_bytes (data, size);
  return g_steal_pointer (&package);
}
