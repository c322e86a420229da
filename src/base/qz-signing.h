/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ed25519 signatures (RFC 8032) and the sealing of their private keys: Argon2id of a passphrase
 * (RFC 9106) and ChaCha20-Poly1305 (RFC 8439), all of libgcrypt. */

#define QZ_SIGNING_KEY_SIZE 32
#define QZ_SIGNING_SIGNATURE_SIZE 64
#define QZ_SIGNING_SALT_SIZE 16
#define QZ_SIGNING_NONCE_SIZE 12
#define QZ_SIGNING_SEALED_SIZE (QZ_SIGNING_KEY_SIZE + 16)

typedef struct {
  guint8 public_key[QZ_SIGNING_KEY_SIZE];
  guint8 private_key[QZ_SIGNING_KEY_SIZE];
} QzSigningPair;
gboolean qz_signing_make_pair (QzSigningPair *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Overwrites it. */
void qz_signing_clear_pair (QzSigningPair *self);
gboolean qz_signing_sign (const QzSigningPair *pair, gconstpointer data, gsize length,
                          guint8 out[QZ_SIGNING_SIGNATURE_SIZE], GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_signing_verify (const guint8 public_key[QZ_SIGNING_KEY_SIZE], gconstpointer data,
                            gsize length, const guint8 signature[QZ_SIGNING_SIGNATURE_SIZE]);

/* A private key as it may lie on a disk. */
typedef struct {
  guint memory_kib, n_passes, n_lanes;
  guint8 salt[QZ_SIGNING_SALT_SIZE];
  guint8 nonce[QZ_SIGNING_NONCE_SIZE];
  guint8 sealed[QZ_SIGNING_SEALED_SIZE];
} QzSealedKey;
/* @bound: what the sealed key is bound to (whose it is), the same when it is opened. The passphrase
 * is checked as qz_passphrase_check() does. */
gboolean qz_signing_seal (const QzSigningPair *pair, const char *passphrase, const char *bound,
                          QzSealedKey *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* QZ_ERROR_PERMISSION ("key-passphrase") when the passphrase is another one or the key was changed.
 * @out->public_key is left alone. */
gboolean qz_signing_open (const QzSealedKey *self, const char *passphrase, const char *bound,
                          QzSigningPair *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SHA-256 as hex. (transfer full) */
char *qz_signing_sha256 (gconstpointer data, gsize length);
/* "ab12 cd34 …", ten groups of the SM3 of a public key: what two offices read to each other.
 * (transfer full) */
char *qz_signing_dup_fingerprint (const guint8 public_key[QZ_SIGNING_KEY_SIZE]);
/* Exactly @size bytes as hex of either case. */
gboolean qz_signing_parse_hex (const char *text, guint8 *out, gsize size);
char *qz_signing_to_hex (const guint8 *bytes, gsize size); /* (transfer full) */

G_END_DECLS
