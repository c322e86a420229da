/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-signing.h"

G_BEGIN_DECLS

/* Files of keys: a name in the first line, then "word value" lines. */

typedef struct {
  char *agency;
  guint8 public_key[QZ_SIGNING_KEY_SIZE];
  QzSealedKey sealed; /* of a private key's file */
} QzKeyFile;
void qz_key_file_clear (QzKeyFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzKeyFile, qz_key_file_clear)

/* QZ_ERROR_INPUT ("key-file") when it is none. */
gboolean qz_key_file_read (QzKeyFile *self, const char *path, gboolean is_private, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A private key's file can be read by its owner alone. */
gboolean qz_key_file_write (const QzKeyFile *self, const char *path, gboolean is_private,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the sealed key is bound to: whose it is. (transfer full) */
char *qz_key_file_dup_bound (const QzKeyFile *self);
/* The pair of the file. */
gboolean qz_key_file_open (const QzKeyFile *self, const char *passphrase, QzSigningPair *out,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
