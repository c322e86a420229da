/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Passphrases as Argon2id (RFC 9106) in the PHC string format:
 *   $argon2id$v=19$m=KIBIBYTES,t=PASSES,p=LANES$SALT$HASH
 * with salt and hash in base64 without padding. The parameters of a string that is kept are read
 * from it, so that they can be raised later. A passphrase is compared in its NFC form, in which the
 * same characters are the same bytes on every keyboard. */

#define QZ_PASSPHRASE_MIN_LENGTH 8 /* characters */

/* QZ_ERROR_INPUT when @text is no passphrase to choose: too short, too long, or no plain text. */
gboolean qz_passphrase_check (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The string to keep, with a salt of its own; the text is checked as above. (transfer full) */
char *qz_passphrase_hash (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @text is the passphrase behind @kept; an error when @kept is no such string. Takes the
 * same time whatever is wrong with @text. */
gboolean qz_passphrase_verify (const char *kept, const char *text, gboolean *out_match,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Overwrites the text and frees it. */
void qz_passphrase_free (char *text);

/* Everything that goes into Argon2id; borrowed. */
typedef struct {
  guint memory_kib, n_passes, n_lanes;
  gconstpointer text;
  gsize text_length;
  gconstpointer salt;
  gsize salt_length;
  gconstpointer key; /* nullable, with length 0 */
  gsize key_length;
  gconstpointer data; /* associated data; the same */
  gsize data_length;
} QzArgon2Input;

gboolean qz_argon2_derive (const QzArgon2Input *input, guint8 *out, gsize out_length,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
