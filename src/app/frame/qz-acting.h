/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* Who acts, as the window's header offers it. */

/* Adds the actions act-as (a user's name; opens the dialog for users with a passphrase), act-for
 * (an agency that the book set acts for), sign-in, sign-out and change-passphrase to @window, which
 * stands for as long as they do. */
void qz_acting_add_actions (GtkWidget *window, QzSession *session);
/* Gives @button the menu of the users and of what the acting one may do about himself, as they
 * change. */
void qz_acting_follow (GtkMenuButton *button, QzSession *session);
/* The agency that is acted for, when the book set acts for several; else "". (transfer full) */
char *qz_acting_dup_actor_name (QzSession *session);
/* A book set was opened: @wanted (nullable) acts, else who makes documents; but where anybody has a
 * passphrase nobody acts unasked, and the dialog is offered over @window. */
void qz_acting_begin (GtkWidget *window, QzSession *session, const char *wanted);

G_END_DECLS
