/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-day.h"

G_BEGIN_DECLS

/* Policy packs that were activated; never changed, never taken out. */

typedef struct {
  gint64 id;
  char *policy_id;
  guint version;
  QzDay valid_from;
  QzDay valid_to; /* QZ_DAY_NONE: open */
  char *digest;   /* SM3 of the text */
  char *text;
} QzPolicyPack;
void qz_policy_pack_free (QzPolicyPack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPolicyPack, qz_policy_pack_free)

/* In the order of activation. (element-type QzPolicyPack) (transfer full) */
GPtrArray *qz_policy_repo_list (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets @pack->id. */
gboolean qz_policy_repo_put (QzAct *act, QzPolicyPack *pack, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The area of an agency of the registry; NULL without error when it is not there. */
char *qz_policy_repo_dup_agency_area (QzStore *store, const char *agency, GError **error);

G_END_DECLS
