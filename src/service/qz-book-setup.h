/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* A new book set with everything that work begins with, in one go: made aside, and put in place
 * only when all of it is there. */

typedef struct {
  char *name;
  char *full_name;
  guint roles;
  char *passphrase; /* nullable */
} QzSetupUser;

typedef struct {
  char *path;
  char *agency; /* code */
  char *name;
  GPtrArray *policies; /* ids of shipped packs (char *) */
  GPtrArray *users;    /* QzSetupUser; the first one must be an administrator */
} QzBookSetup;

QzBookSetup *qz_book_setup_new (void);
void qz_book_setup_free (QzBookSetup *self); /* wipes the passphrases */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBookSetup, qz_book_setup_free)
void qz_book_setup_add_user (QzBookSetup *self, const char *name, const char *full_name,
                             guint roles, const char *passphrase);

/* Each part as its step of an assistant ends; the field at fault is named by the error's field:
 * "path", "agency", "name", "policies", "users" with the user's name as its id. */
gboolean qz_book_setup_check_place (const QzBookSetup *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_book_setup_check_user (const QzSetupUser *user, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_book_setup_check_users (const QzBookSetup *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Creates, adds users, activates policies, sets passphrases. After an error or cancelling there is
 * no file at its path, nor anything beside it. */
gboolean qz_book_setup_run (const QzBookSetup *self, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The shipped packs that apply to the area of @agency: id, title, issuer, version, valid_from,
 * valid_to, paths, in_force (on @today). */
QzSheet *qz_book_setup_list_policies (const char *agency, QzDay today, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
