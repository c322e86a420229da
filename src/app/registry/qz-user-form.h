/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-book-setup.h"

G_BEGIN_DECLS

/**
 * QzUserForm:
 *
 * The fields of one user: name, full name, a switch for each role that says which others it
 * excludes, and for a new user a passphrase if he wants one. What is wrong stands beside its
 * field.
 *
 */
#define QZ_TYPE_USER_FORM (qz_user_form_get_type ())
G_DECLARE_FINAL_TYPE (QzUserForm, qz_user_form, QZ, USER_FORM, AdwBin)

GtkWidget *qz_user_form_new (void);
/* An existing user, whose name stands and whose passphrase is set elsewhere. */
void qz_user_form_set_user (QzUserForm *self, const char *name, const char *full_name,
                            guint roles);
/* For a new user, what is proposed. */
void qz_user_form_propose (QzUserForm *self, const char *name, guint roles);
/* Takes the keyboard to the first field. */
void qz_user_form_begin (QzUserForm *self);
/* Adds what was typed to @setup; FALSE when it will not do, which the form then says. */
gboolean qz_user_form_read (QzUserForm *self, QzBookSetup *setup);
/* Says what the service found wrong, beside the field that it is about. */
void qz_user_form_show_error (QzUserForm *self, const GError *error);

G_END_DECLS
