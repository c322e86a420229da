/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"

G_BEGIN_DECLS

/* Passphrases of users as Argon2id strings, and what the change log knows of wrong ones. */

/* How acts of signing in stand in the change log. */
#define QZ_ACT_SIGN_IN         "user sign-in"
#define QZ_ACT_SIGN_IN_REFUSED "user sign-in refused"
#define QZ_ACT_PASSPHRASE      "user passphrase"
#define QZ_ACT_NO_PASSPHRASE   "user passphrase removed"

/* @secret "": none any more. */
gboolean qz_secret_repo_put (QzAct *act, const char *user, const char *secret, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The valid one: *out_id 0 and *out_secret NULL when there is none. @out_secret may be NULL.
 * (transfer full) */
gboolean qz_secret_repo_get (QzStore *store, const char *user, gint64 *out_id, char **out_secret,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Names of the users who have one, in order. */
GPtrArray *qz_secret_repo_list (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Wrong tries since the user last did anything or got a new passphrase (never more than @limit),
 * and the real time of the last one. (transfer full) (nullable) */
gboolean qz_secret_repo_count_refusals (QzStore *store, const char *user, guint limit, guint *out_n,
                                        char **out_last, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
