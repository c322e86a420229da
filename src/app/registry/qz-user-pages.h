/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* Users with their roles, and the table of who may do what. */
extern const QzPageSpec qz_users_page;
extern const QzPageSpec qz_rights_page;

/* Adds the actions edit-user, user-passphrase, deactivate-user and activate-user, each with a
 * user's name ("" for a new one), to @window. */
void qz_user_pages_add_actions (GtkWidget *window, QzSession *session);

G_END_DECLS
