/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-signing.h"

#include <gcrypt.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-digest.h"
#include "qz-error.h"
#include "qz-gcrypt.h"
#include "qz-passphrase.h"

/* The second choice of RFC 9106, section 4, as for passphrases of people. */
#define MEMORY_KIB 65536
#define N_PASSES   3
#define N_LANES    4
/* A file that somebody made must not take all memory, or for ever. */
#define MAX_MEMORY_KIB 1048576
#define MAX_PASSES     64
#define MAX_LANES      64

static gboolean
fail (GError **error)
{
  qz_error_set (error, QZ_ERROR_STORE, "signing", _("The cryptographic library failed"));
  return FALSE;
}

/* ── pairs ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_signing_clear_pair (QzSigningPair *self)
{
  explicit_bzero (self, sizeof *self);
}

/* The bytes of @name; a point may have a byte 0x40 before it. */
static gboolean
take_part (gcry_sexp_t key, const char *name, guint8 out[QZ_SIGNING_KEY_SIZE])
{
  gcry_sexp_t part = gcry_sexp_find_token (key, name, 0);
  size_t length = 0;
  const char *data = part != NULL ? gcry_sexp_nth_data (part, 1, &length) : NULL;
  const gboolean good = data != NULL && length >= QZ_SIGNING_KEY_SIZE
                        && length <= QZ_SIGNING_KEY_SIZE + 1;

  if (good)
    memcpy (out, data + (length - QZ_SIGNING_KEY_SIZE), QZ_SIGNING_KEY_SIZE);
  gcry_sexp_release (part);
  return good;
}

gboolean
qz_signing_make_pair (QzSigningPair *out, GError **error)
{
  gcry_sexp_t terms = NULL;
  gcry_sexp_t key = NULL;
  gboolean done;

  qz_gcrypt_init ();
  done = gcry_sexp_build (&terms, NULL, "(genkey (ecc (curve Ed25519) (flags eddsa)))") == 0
         && gcry_pk_genkey (&key, terms) == 0 && take_part (key, "q", out->public_key)
         && take_part (key, "d", out->private_key);
  gcry_sexp_release (terms);
  gcry_sexp_release (key);
  return done || fail (error);
}

/* ── signatures ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
build_data (gcry_sexp_t *out, gconstpointer data, gsize length)
{
  return length <= G_MAXINT
         && gcry_sexp_build (out, NULL, "(data (flags eddsa) (hash-algo sha512) (value %b))",
                             (int) length, data)
                == 0;
}

static gboolean
take_signature (gcry_sexp_t signature, guint8 out[QZ_SIGNING_SIGNATURE_SIZE])
{
  return take_part (signature, "r", out)
         && take_part (signature, "s", out + QZ_SIGNING_KEY_SIZE);
}

gboolean
qz_signing_sign (const QzSigningPair *pair, gconstpointer data, gsize length,
                 guint8 out[QZ_SIGNING_SIGNATURE_SIZE], GError **error)
{
  gcry_sexp_t key = NULL;
  gcry_sexp_t text = NULL;
  gcry_sexp_t signature = NULL;
  gboolean done;

  qz_gcrypt_init ();
  done = gcry_sexp_build (&key, NULL,
                          "(private-key (ecc (curve Ed25519) (flags eddsa) (q %b) (d %b)))",
                          QZ_SIGNING_KEY_SIZE, pair->public_key, QZ_SIGNING_KEY_SIZE,
                          pair->private_key)
             == 0
         && build_data (&text, data, length) && gcry_pk_sign (&signature, text, key) == 0
         && take_signature (signature, out);
  gcry_sexp_release (key);
  gcry_sexp_release (text);
  gcry_sexp_release (signature);
  /* A private key that does not belong to its public one would sign what nobody can verify. */
  return (done && qz_signing_verify (pair->public_key, data, length, out)) || fail (error);
}

gboolean
qz_signing_verify (const guint8 public_key[QZ_SIGNING_KEY_SIZE], gconstpointer data, gsize length,
                   const guint8 signature[QZ_SIGNING_SIGNATURE_SIZE])
{
  gcry_sexp_t key = NULL;
  gcry_sexp_t text = NULL;
  gcry_sexp_t value = NULL;
  gboolean good;

  qz_gcrypt_init ();
  good = gcry_sexp_build (&key, NULL, "(public-key (ecc (curve Ed25519) (flags eddsa) (q %b)))",
                          QZ_SIGNING_KEY_SIZE, public_key)
             == 0
         && build_data (&text, data, length)
         && gcry_sexp_build (&value, NULL, "(sig-val (eddsa (r %b) (s %b)))", QZ_SIGNING_KEY_SIZE,
                             signature, QZ_SIGNING_KEY_SIZE, signature + QZ_SIGNING_KEY_SIZE)
                == 0
         && gcry_pk_verify (value, text, key) == 0;
  gcry_sexp_release (key);
  gcry_sexp_release (text);
  gcry_sexp_release (value);
  return good;
}

/* ── sealing ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
derive (const QzSealedKey *self, const char *normal, guint8 key[QZ_SIGNING_KEY_SIZE],
        GError **error)
{
  const QzArgon2Input input = { .memory_kib = self->memory_kib,
                                .n_passes = self->n_passes,
                                .n_lanes = self->n_lanes,
                                .text = normal,
                                .text_length = strlen (normal),
                                .salt = self->salt,
                                .salt_length = sizeof self->salt };

  return qz_argon2_derive (&input, key, QZ_SIGNING_KEY_SIZE, error);
}

/* NULL when @key cannot be set. */
static gcry_cipher_hd_t
open_cipher (const QzSealedKey *self, const guint8 key[QZ_SIGNING_KEY_SIZE], const char *bound)
{
  gcry_cipher_hd_t cipher = NULL;

  if (gcry_cipher_open (&cipher, GCRY_CIPHER_CHACHA20, GCRY_CIPHER_MODE_POLY1305, 0) != 0)
    return NULL;
  if (gcry_cipher_setkey (cipher, key, QZ_SIGNING_KEY_SIZE) == 0
      && gcry_cipher_setiv (cipher, self->nonce, sizeof self->nonce) == 0
      && gcry_cipher_authenticate (cipher, bound, strlen (bound)) == 0)
    return cipher;
  gcry_cipher_close (cipher);
  return NULL;
}

/* In NFC, in which the same characters are the same bytes on every keyboard. */
static char *
dup_normal (const char *passphrase)
{
  char *normal = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);

  return normal != NULL ? normal : g_strdup ("");
}

static gboolean
encrypt (QzSealedKey *self, gcry_cipher_hd_t cipher, const QzSigningPair *pair)
{
  return gcry_cipher_encrypt (cipher, self->sealed, QZ_SIGNING_KEY_SIZE, pair->private_key,
                              QZ_SIGNING_KEY_SIZE)
             == 0
         && gcry_cipher_gettag (cipher, self->sealed + QZ_SIGNING_KEY_SIZE,
                                QZ_SIGNING_SEALED_SIZE - QZ_SIGNING_KEY_SIZE)
                == 0;
}

gboolean
qz_signing_seal (const QzSigningPair *pair, const char *passphrase, const char *bound,
                 QzSealedKey *out, GError **error)
{
  guint8 key[QZ_SIGNING_KEY_SIZE];
  gcry_cipher_hd_t cipher = NULL;
  char *normal;
  gboolean done;

  if (!qz_passphrase_check (passphrase, error))
    return FALSE;
  qz_gcrypt_init ();
  *out = (QzSealedKey) { .memory_kib = MEMORY_KIB, .n_passes = N_PASSES, .n_lanes = N_LANES };
  gcry_randomize (out->salt, sizeof out->salt, GCRY_STRONG_RANDOM);
  gcry_randomize (out->nonce, sizeof out->nonce, GCRY_STRONG_RANDOM);
  normal = dup_normal (passphrase);
  done = derive (out, normal, key, error);
  qz_passphrase_free (normal);
  if (!done)
    return FALSE;
  cipher = open_cipher (out, key, bound);
  explicit_bzero (key, sizeof key);
  done = cipher != NULL && encrypt (out, cipher, pair);
  if (cipher != NULL)
    gcry_cipher_close (cipher);
  return done || fail (error);
}

static gboolean
decrypt (const QzSealedKey *self, gcry_cipher_hd_t cipher, QzSigningPair *out)
{
  return gcry_cipher_decrypt (cipher, out->private_key, QZ_SIGNING_KEY_SIZE, self->sealed,
                              QZ_SIGNING_KEY_SIZE)
             == 0
         && gcry_cipher_checktag (cipher, self->sealed + QZ_SIGNING_KEY_SIZE,
                                  QZ_SIGNING_SEALED_SIZE - QZ_SIGNING_KEY_SIZE)
                == 0;
}

static gboolean
has_good_terms (const QzSealedKey *self)
{
  return self->n_lanes >= 1 && self->n_lanes <= MAX_LANES && self->n_passes >= 1
         && self->n_passes <= MAX_PASSES && self->memory_kib >= 8 * self->n_lanes
         && self->memory_kib <= MAX_MEMORY_KIB;
}

gboolean
qz_signing_open (const QzSealedKey *self, const char *passphrase, const char *bound,
                 QzSigningPair *out, GError **error)
{
  guint8 key[QZ_SIGNING_KEY_SIZE];
  gcry_cipher_hd_t cipher;
  char *normal;
  gboolean done;

  if (!has_good_terms (self))
    return fail (error);
  qz_gcrypt_init ();
  normal = dup_normal (passphrase);
  done = derive (self, normal, key, error);
  qz_passphrase_free (normal);
  if (!done)
    return FALSE;
  cipher = open_cipher (self, key, bound);
  explicit_bzero (key, sizeof key);
  done = cipher != NULL && decrypt (self, cipher, out);
  if (cipher != NULL)
    gcry_cipher_close (cipher);
  if (done)
    return TRUE;
  explicit_bzero (out->private_key, sizeof out->private_key);
  qz_error_set (error, QZ_ERROR_PERMISSION, "key-passphrase",
                _("The passphrase does not open the private key, or its file was changed"));
  return FALSE;
}

/* ── texts ──────────────────────────────────────────────────────────────────────────────────── */

char *
qz_signing_to_hex (const guint8 *bytes, gsize size)
{
  GString *text = g_string_sized_new (2 * size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free_and_steal (text);
}

gboolean
qz_signing_parse_hex (const char *text, guint8 *out, gsize size)
{
  if (strlen (text) != 2 * size)
    return FALSE;
  for (gsize i = 0; i < 2 * size; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  for (gsize i = 0; i < size; i++)
    out[i] = (guint8) (g_ascii_xdigit_value (text[2 * i]) * 16
                       + g_ascii_xdigit_value (text[2 * i + 1]));
  return TRUE;
}

char *
qz_signing_sha256 (gconstpointer data, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
}

#define N_GROUPS     10
#define GROUP_LENGTH 4

char *
qz_signing_dup_fingerprint (const guint8 public_key[QZ_SIGNING_KEY_SIZE])
{
  g_autofree char *hex = qz_digest_bytes (public_key, QZ_SIGNING_KEY_SIZE);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_GROUPS; i++)
    g_string_append_printf (text, "%s%.*s", i > 0 ? " " : "", GROUP_LENGTH,
                            hex + (gsize) i * GROUP_LENGTH);
  return g_string_free_and_steal (text);
}
