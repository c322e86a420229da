/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-peer-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-target.h"

#define PUBLIC_HEAD "qingzhang-public-key 1"
#define PRIVATE_HEAD "qingzhang-private-key 1"
#define MAX_SIZE 4096

void
qz_key_file_clear (QzKeyFile *self)
{
  g_clear_pointer (&self->agency, g_free);
}

char *
qz_key_file_dup_bound (const QzKeyFile *self)
{
  g_autofree char *hex = qz_signing_to_hex (self->public_key, sizeof self->public_key);

  return g_strdup_printf ("%s %s %s", PRIVATE_HEAD, self->agency, hex);
}

gboolean
qz_key_file_open (const QzKeyFile *self, const char *passphrase, QzSigningPair *out,
                  GError **error)
{
  g_autofree char *bound = qz_key_file_dup_bound (self);

  memcpy (out->public_key, self->public_key, sizeof out->public_key);
  return qz_signing_open (&self->sealed, passphrase, bound, out, error);
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

static const char *
find_value (char **lines, const char *word)
{
  const gsize length = strlen (word);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], word, length) == 0 && lines[i][length] == ' ')
      return lines[i] + length + 1;
  return "";
}

static gboolean
read_count (char **lines, const char *word, guint *out)
{
  g_autoptr (GError) ignored = NULL;
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (find_value (lines, word), 10, 1, G_MAXINT32, &value, &ignored))
    return FALSE;
  *out = (guint) value;
  return TRUE;
}

static gboolean
read_sealed (char **lines, QzSealedKey *out)
{
  return read_count (lines, "argon2id-memory", &out->memory_kib)
         && read_count (lines, "argon2id-passes", &out->n_passes)
         && read_count (lines, "argon2id-lanes", &out->n_lanes)
         && qz_signing_parse_hex (find_value (lines, "salt"), out->salt, sizeof out->salt)
         && qz_signing_parse_hex (find_value (lines, "nonce"), out->nonce, sizeof out->nonce)
         && qz_signing_parse_hex (find_value (lines, "chacha20-poly1305"), out->sealed,
                                  sizeof out->sealed);
}

static gboolean
parse (QzKeyFile *self, const char *text, gboolean is_private)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 32);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  if (lines[0] == NULL || strcmp (lines[0], is_private ? PRIVATE_HEAD : PUBLIC_HEAD) != 0)
    return FALSE;
  self->agency = g_strdup (find_value (lines, "agency"));
  return self->agency[0] != '\0'
         && qz_signing_parse_hex (find_value (lines, "public"), self->public_key,
                                  sizeof self->public_key)
         && (!is_private || read_sealed (lines, &self->sealed));
}

gboolean
qz_key_file_read (QzKeyFile *self, const char *path, gboolean is_private, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;

  *self = (QzKeyFile) { 0 };
  if (!qz_target_check_source (path, error))
    return FALSE;
  if (g_file_get_contents (path, &text, &size, &failure) && size <= MAX_SIZE
      && strlen (text) == size && parse (self, text, is_private))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "key-file",
                is_private ? _("There is no private key in %s; make one with “qz peer key --new”")
                           : _("%s is not the public key of an office, as “qz peer key --output” "
                               "writes it"),
                path);
  return FALSE;
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

static void
add_hex (GString *text, const char *word, const guint8 *bytes, gsize size)
{
  g_autofree char *hex = qz_signing_to_hex (bytes, size);

  g_string_append_printf (text, "%s %s\n", word, hex);
}

static char *
describe (const QzKeyFile *self, gboolean is_private)
{
  GString *text = g_string_new (is_private ? PRIVATE_HEAD "\n" : PUBLIC_HEAD "\n");

  g_string_append_printf (text, "agency %s\n", self->agency);
  add_hex (text, "public", self->public_key, sizeof self->public_key);
  if (is_private)
    {
      g_string_append_printf (text,
                              "argon2id-memory %u\nargon2id-passes %u\nargon2id-lanes %u\n",
                              self->sealed.memory_kib, self->sealed.n_passes,
                              self->sealed.n_lanes);
      add_hex (text, "salt", self->sealed.salt, sizeof self->sealed.salt);
      add_hex (text, "nonce", self->sealed.nonce, sizeof self->sealed.nonce);
      add_hex (text, "chacha20-poly1305", self->sealed.sealed, sizeof self->sealed.sealed);
    }
  return g_string_free_and_steal (text);
}

gboolean
qz_key_file_write (const QzKeyFile *self, const char *path, gboolean is_private, GError **error)
{
  g_autofree char *text = describe (self, is_private);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) failure = NULL;

  if (!qz_target_check (path, error))
    return FALSE;
  if ((!is_private || g_mkdir_with_parents (folder, 0700) == 0)
      && g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   is_private ? 0600 : 0644, &failure))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "key-write", _("Cannot write %s: %s."), path,
                failure != NULL ? failure->message : g_strerror (errno));
  return FALSE;
}
