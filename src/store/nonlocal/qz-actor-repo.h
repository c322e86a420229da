/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-area-map.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Whom a book set acts for, and where areas and agencies lie. */

gboolean qz_actor_repo_put (QzAct *act, const char *agency, gboolean active, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_actor_repo_is_active (QzStore *store, const char *agency, gboolean *out,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @agencies: comma list, "": all. */
gboolean qz_actor_repo_put_user (QzAct *act, const char *user, const char *agencies,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): "" when the user is not limited; NULL on error. */
char *qz_actor_repo_dup_user (QzStore *store, const char *user, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* agency name area level own active; @own: the agency that keeps the book set. */
QzSheet *qz_actor_repo_list (QzStore *store, const char *own, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) */
QzAreaMap *qz_actor_repo_load_map (QzStore *store, const char *province, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
