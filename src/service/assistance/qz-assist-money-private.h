/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-book.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/* What the money of medical assistance leaves in the books (DT-27, domain 3.5). */

/* One voucher in the assistance fund's books of @agency. */
typedef struct {
  const char *event;  /* EV-40 … EV-45 */
  QzFlow flow;        /* matters for EV-44 */
  const char *agency; /* whose books: L_AG_<agency>_MAF */
  const char *county; /* whose money; NULL: where the posting names none */
  const char *other_name; /* who paid or is paid, for the summary */
  QzDay day;
  QzPeriod period;
  QzFen amount_fen;
  gint64 bank_account_id; /* 0: none */
  const char *made_by, *checked_by;
} QzAssistEntry;
/* Posts it inside @act, with sub-accounts made where they are missing; refused in a closed month.
 * *out_name (nullable): "L_AG_140200_MAF/2026-06/3", (transfer full). 0 on error. */
gint64 qz_assist_money_post (QzBook *book, QzAct *act, QzPolicy *policy,
                             const QzAssistEntry *entry, char **out_name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* EV-45 (DT-19b): @county confirmed form 4 of @period with the assist_event @event_id; what its
 * persons' bills of other areas cost, net of deductions, is expenditure of its own fund on the day
 * of @act. Nothing is posted when the book set does not keep that county's books, and nothing for
 * an amount of zero. */
gboolean qz_assist_money_post_county (QzBook *book, QzAct *act, QzPolicy *policy, gint64 event_id,
                                      QzPeriod period, const char *county, QzFen cross_net_fen,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
