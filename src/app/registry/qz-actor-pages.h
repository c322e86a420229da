/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-dialog.h"

G_BEGIN_DECLS

/* The agencies that a book set acts for beside its own, as a table of the page of agencies, and the
 * acts on them. */

extern const QzNlAct qz_act_add_actor;    /* values: agency */
extern const QzNlAct qz_act_remove_actor; /* key: code of the agency */
extern const QzFormSpec qz_form_add_actor; /* "" */

/* The table "actors": code name area_name state. (transfer full) */
QzSheet *qz_actor_pages_list (QzBook *book, QzSheet *agencies, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The page of one row of it. (transfer floating) */
AdwNavigationPage *qz_actor_pages_open (QzSession *session, QzSheet *table, guint row);

G_END_DECLS
