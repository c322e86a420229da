/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Passphrases of users. A user who has one acts only after qz_auth_sign_in() on this open book set;
 * qz_book_check_role() refuses else. Kept as Argon2id strings. */

gboolean qz_auth_has_passphrase (QzBook *book, const char *user, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Signs @user in, in place of whoever was before, who stays when it fails. Wrong ones are refused
 * (QZ_ERROR_PERMISSION, "passphrase-wrong") and stand in the change log, dry run or not; after five
 * of them the next tries are refused unseen for a growing time ("sign-in-wait", with the seconds
 * in the message). A user without a passphrase needs none: nothing is compared. */
gboolean qz_auth_sign_in (QzBook *book, const QzContext *context, const char *user,
                          const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By the user himself (signed in, where he has one already) or by an administrator. @passphrase
 * NULL takes it away, which only an administrator may. */
gboolean qz_auth_set_passphrase (QzBook *book, const QzContext *context, const char *user,
                                 const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the user may act on this open book set as far as passphrases go; part of
 * qz_book_check_role(). */
gboolean qz_auth_check (QzBook *book, const char *user, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * QzSignIn:
 *
 * Who is signed in. Every open book set has one of its own; several on one file (the two threads
 * of a window) may share one. Safe on all threads.
 */
typedef struct _QzSignIn QzSignIn;
QzSignIn *qz_sign_in_new (void);
QzSignIn *qz_sign_in_ref (QzSignIn *self);
void qz_sign_in_unref (QzSignIn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSignIn, qz_sign_in_unref)
/* Signs out. */
void qz_sign_in_clear (QzSignIn *self);
void qz_auth_share_sign_in (QzBook *book, QzSignIn *sign_in);

G_END_DECLS
