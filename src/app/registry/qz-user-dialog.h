/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* A new user, or another name and other roles for one that is there. */
#define QZ_TYPE_USER_DIALOG (qz_user_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzUserDialog, qz_user_dialog, QZ, USER_DIALOG, AdwDialog)

/* @user NULL or "": a new one. Gives the dialog for tests. (transfer none) */
QzUserDialog *qz_user_dialog_present (GtkWidget *parent, QzSession *session, const char *user);

G_END_DECLS
