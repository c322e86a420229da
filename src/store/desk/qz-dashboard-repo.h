/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What the dashboard reads: summaries and heads only, never claims and never all lines. The fills
 * take sheets whose columns stand in the order named. */

/* day kind out: money out less what came back, by day and kind of document. */
gboolean qz_dashboard_repo_fill_paid (QzStore *store, QzDay from, QzDay to, QzSheet *sheet,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number kind insurance period day paid: the same by document and month of costs, the newest
 * first. */
gboolean qz_dashboard_repo_fill_payments (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* period advance daily in_time late total: by month of costs, those between @from and @to that have
 * money out or a settlement. in_time and late are cash of settlements, by their due days; total is
 * what living settlements fix. */
gboolean qz_dashboard_repo_fill_shares (QzStore *store, QzPeriod from, QzPeriod to, QzSheet *sheet,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number insurance day part amount: what those figures of a month add up, document by document and
 * day by day: money out (part advance, daily, in_time or late), or what settlements @fixed (total,
 * without a day). */
gboolean qz_dashboard_repo_fill_share_parts (QzStore *store, QzPeriod period, gboolean fixed,
                                             QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* item_period provider_id open: 暂付款—即时结算 not yet offset (IC-3); no zeros. */
gboolean qz_dashboard_repo_fill_open (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Its code and name; "" when there is none. (transfer full) */
gboolean qz_dashboard_repo_get_provider (QzStore *store, gint64 provider_id, char **out_code,
                                         char **out_name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Whether the book set holds any claim or document. */
gboolean qz_dashboard_repo_has_begun (QzStore *store, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 n;
  gint64 total_fen;
  QzDay oldest; /* pay day; QZ_DAY_NONE when there is none */
} QzWaitingBatches;
/* Exported and not answered by the bank. */
gboolean qz_dashboard_repo_get_waiting (QzStore *store, QzWaitingBatches *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* kind state n total: documents whose money did not get there, or not all of it. */
gboolean qz_dashboard_repo_fill_unpaid (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
