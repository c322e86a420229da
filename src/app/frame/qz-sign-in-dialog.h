/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzSignInDialog:
 *
 * Asks who works on the book set that is open: the active users with their roles, and for those who
 * have one, the passphrase. What is wrong stands beside its field.
 */
#define QZ_TYPE_SIGN_IN_DIALOG (qz_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzSignInDialog, qz_sign_in_dialog, QZ, SIGN_IN_DIALOG, AdwDialog)

/* @user (nullable) is chosen at first. Gives the dialog for tests. (transfer none) */
QzSignInDialog *qz_sign_in_dialog_present (GtkWidget *parent, QzSession *session,
                                           const char *user);

G_END_DECLS
