/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-day.h"

G_BEGIN_DECLS

/* Whether the provider takes part in instant settlement on @day (SM-1): admitted by then, and not
 * yet suspended or stopped. */
gboolean qz_withdrawal_repo_is_admitted (QzStore *store, gint64 provider_id, QzDay day,
                                         gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AMB-32: whether the provider was suspended or stopped, by @day, after the line was made and
 * before it was ever sent to the bank; resuming later does not undo that. */
gboolean qz_withdrawal_repo_was_hit (QzStore *store, gint64 document_line_id, QzDay day,
                                     gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The living settlement that settled the provider's month of a daily or advance line, or NULL
 * (JL-15a: it pays what was not paid by then). (transfer full) */
gboolean qz_withdrawal_repo_find_settlement (QzStore *store, gint64 document_line_id,
                                             char **out_number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* AMB-32: the line is withdrawn from its document for good. */
gboolean qz_withdrawal_repo_insert (QzAct *act, gint64 document_line_id, QzDay day,
                                    const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
