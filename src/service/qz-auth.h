/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Passphrases of users. A user who has one acts only after qz_auth_sign_in() on this open book set;
 * qz_book_check_role() refuses else. Kept as Argon2id strings. */

gboolean qz_auth_has_passphrase (QzBook *book, const char *user, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Wrong ones are refused (QZ_ERROR_PERMISSION) and logged. */
gboolean qz_auth_sign_in (QzBook *book, const QzContext *context, const char *user,
                          const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @passphrase NULL: takes it away. By the user himself (signed in) or an administrator. */
gboolean qz_auth_set_passphrase (QzBook *book, const QzContext *context, const char *user,
                                 const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
