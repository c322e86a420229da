/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-passphrase.h"

#include <gcrypt.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "qz-error.h"
#include "qz-gcrypt.h"

#define MAX_BYTES 1024

/* The second choice of RFC 9106, section 4: 64 MiB, three passes, four lanes. */
#define MEMORY_KIB  65536
#define N_PASSES    3
#define N_LANES     4
#define SALT_LENGTH 16
#define HASH_LENGTH 32

/* A string from a file that somebody made must not take all memory, or for ever. */
#define MAX_MEMORY_KIB 1048576
#define MAX_PASSES     64
#define MAX_LANES      64
#define MAX_PART       64 /* bytes of salt or hash */

#define PREFIX "$argon2id$v=19$"

/* ── the function ────────────────────────────────────────────────────────────────────────────── */

static gboolean
compute (gcry_kdf_hd_t handle, guint8 *out, gsize out_length)
{
  return gcry_kdf_compute (handle, NULL) == 0
         && gcry_kdf_final (handle, out_length, out) == 0;
}

gboolean
qz_argon2_derive (const QzArgon2Input *input, guint8 *out, gsize out_length, GError **error)
{
  const unsigned long terms[] = { out_length, input->n_passes, input->memory_kib, input->n_lanes };
  gcry_kdf_hd_t handle = NULL;
  gboolean done;

  qz_gcrypt_init ();
  done = gcry_kdf_open (&handle, GCRY_KDF_ARGON2, GCRY_KDF_ARGON2ID, terms, G_N_ELEMENTS (terms),
                        input->text, input->text_length, input->salt, input->salt_length,
                        input->key, input->key_length, input->data, input->data_length)
         == 0;
  if (done)
    {
      done = compute (handle, out, out_length);
      gcry_kdf_close (handle);
    }
  if (!done)
    qz_error_set (error, QZ_ERROR_STORE, "argon2",
                  _("The passphrase could not be worked on: is there enough memory?"));
  return done;
}

/* ── the text ────────────────────────────────────────────────────────────────────────────────── */

void
qz_passphrase_free (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static gboolean
is_plain (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

/* The NFC form; NULL when @text is no UTF-8 or no passphrase could be so long. */
static char *
dup_normal (const char *text)
{
  char *normal;

  if (strlen (text) > MAX_BYTES)
    return NULL;
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (normal == NULL || strlen (normal) <= MAX_BYTES)
    return normal;
  qz_passphrase_free (normal);
  return NULL;
}

static gboolean
check_normal (const char *normal, GError **error)
{
  if (normal == NULL || !is_plain (normal))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "passphrase-text",
                    _("The passphrase is too long or has characters that cannot be typed"));
      return FALSE;
    }
  if (g_utf8_strlen (normal, -1) >= QZ_PASSPHRASE_MIN_LENGTH)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "passphrase-short",
                _("The passphrase is too short: use %d characters or more, a few words are best"),
                QZ_PASSPHRASE_MIN_LENGTH);
  return FALSE;
}

gboolean
qz_passphrase_check (const char *text, GError **error)
{
  char *normal = dup_normal (text);
  const gboolean good = check_normal (normal, error);

  qz_passphrase_free (normal);
  return good;
}

/* ── base64 without padding ──────────────────────────────────────────────────────────────────── */

static char *
encode (const guint8 *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  text[strcspn (text, "=")] = '\0';
  return text;
}

/* Only what encode() would give is taken. */
static gboolean
decode (const char *text, guint8 out[MAX_PART], gsize *out_length)
{
  static const char *const padding[] = { "", NULL, "==", "=" };
  const char *pad = padding[strlen (text) % 4];
  g_autofree char *padded = pad != NULL ? g_strconcat (text, pad, NULL) : NULL;
  g_autofree guint8 *bytes = NULL;
  g_autofree char *again = NULL;

  if (padded == NULL || *padded == '\0')
    return FALSE;
  bytes = g_base64_decode (padded, out_length);
  if (*out_length == 0 || *out_length > MAX_PART)
    return FALSE;
  again = encode (bytes, *out_length);
  memcpy (out, bytes, *out_length);
  return g_str_equal (again, text);
}

/* ── what is kept ────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  guint memory_kib, n_passes, n_lanes;
  guint8 salt[MAX_PART];
  gsize salt_length;
  guint8 hash[MAX_PART];
  gsize hash_length;
} Kept;

static gboolean
read_number (const char *text, const char *name, guint limit, guint *out)
{
  const gsize length = strlen (name);
  g_autoptr (GError) ignored = NULL;
  guint64 value = 0;

  if (strncmp (text, name, length) != 0
      || !g_ascii_string_to_unsigned (text + length, 10, 1, limit, &value, &ignored))
    return FALSE;
  *out = (guint) value;
  return TRUE;
}

static gboolean
read_terms (const char *text, Kept *kept)
{
  g_auto (GStrv) terms = g_strsplit (text, ",", 4);

  return g_strv_length (terms) == 3
         && read_number (terms[0], "m=", MAX_MEMORY_KIB, &kept->memory_kib)
         && read_number (terms[1], "t=", MAX_PASSES, &kept->n_passes)
         && read_number (terms[2], "p=", MAX_LANES, &kept->n_lanes)
         && kept->memory_kib >= 8 * kept->n_lanes;
}

static gboolean
read_kept (const char *text, Kept *kept)
{
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_prefix (text, PREFIX))
    return FALSE;
  parts = g_strsplit (text + strlen (PREFIX), "$", 4);
  return g_strv_length (parts) == 3 && read_terms (parts[0], kept)
         && decode (parts[1], kept->salt, &kept->salt_length) && kept->salt_length >= 8
         && decode (parts[2], kept->hash, &kept->hash_length) && kept->hash_length >= 16;
}

static gboolean
derive (const Kept *kept, const char *normal, guint8 *out, gsize out_length, GError **error)
{
  const QzArgon2Input input = {
    .memory_kib = kept->memory_kib,
    .n_passes = kept->n_passes,
    .n_lanes = kept->n_lanes,
    .text = normal,
    .text_length = strlen (normal),
    .salt = kept->salt,
    .salt_length = kept->salt_length,
  };

  return qz_argon2_derive (&input, out, out_length, error);
}

char *
qz_passphrase_hash (const char *text, GError **error)
{
  Kept kept = { .memory_kib = MEMORY_KIB, .n_passes = N_PASSES, .n_lanes = N_LANES,
                .salt_length = SALT_LENGTH };
  guint8 hash[HASH_LENGTH];
  g_autofree char *salt_text = NULL;
  g_autofree char *hash_text = NULL;
  char *normal = dup_normal (text);
  gboolean done = check_normal (normal, error);

  qz_gcrypt_init ();
  gcry_randomize (kept.salt, kept.salt_length, GCRY_STRONG_RANDOM);
  done = done && derive (&kept, normal, hash, sizeof hash, error);
  qz_passphrase_free (normal);
  if (!done)
    return NULL;
  salt_text = encode (kept.salt, kept.salt_length);
  hash_text = encode (hash, sizeof hash);
  return g_strdup_printf (PREFIX "m=%u,t=%u,p=%u$%s$%s", kept.memory_kib, kept.n_passes,
                          kept.n_lanes, salt_text, hash_text);
}

/* Looks at every byte, so that the time says nothing. */
static gboolean
is_equal (const guint8 *one, const guint8 *other, gsize length)
{
  volatile guint8 difference = 0;

  for (gsize i = 0; i < length; i++)
    difference = (guint8) (difference | (one[i] ^ other[i]));
  return difference == 0;
}

gboolean
qz_passphrase_verify (const char *kept_text, const char *text, gboolean *out_match, GError **error)
{
  guint8 hash[MAX_PART];
  Kept kept;
  char *normal;
  gboolean done;

  *out_match = FALSE;
  if (!read_kept (kept_text, &kept))
    {
      qz_error_set (error, QZ_ERROR_STORE, "passphrase-kept",
                    _("The passphrase that is kept cannot be read; an administrator must set a "
                       "new one"));
      return FALSE;
    }
  /* What cannot be a passphrase is worked on all the same, as an empty one, and never matches. */
  normal = dup_normal (text);
  done = derive (&kept, normal != NULL ? normal : "", hash, kept.hash_length, error);
  *out_match = done && normal != NULL && is_equal (hash, kept.hash, kept.hash_length);
  qz_passphrase_free (normal);
  explicit_bzero (hash, sizeof hash);
  return done;
}
