/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* 1 to 40 characters that can be seen, without white space, commas, slashes and quotes. */
gboolean qz_user_check_name (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Facts of one user: name full_name roles active passphrase; the rows are the acts that his roles
 * may do (group, act, rule). */
QzSheet *qz_user_show (QzBook *book, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lets a user act again or no more, by an administrator; the reason stands in the change log. */
gboolean qz_user_set_active (QzBook *book, const QzContext *context, const char *name,
                             gboolean active, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
