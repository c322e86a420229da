/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-book.h"
#include "qz-document-line-repo.h"
#include "qz-policy.h"
#include "qz-voucher.h"

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

/* What a county's persons cost in the hospitals of other areas, net of deductions. */
typedef struct {
  gint64 event_id; /* assist_event: the county confirmed form 4 */
  QzPeriod period;
  const char *county;
  QzFen net_fen;
} QzAssistCountyCost;
/* EV-45 (DT-19b): the cost is expenditure of the county's own fund on the day of @act. Nothing is
 * posted when the book set does not keep that county's books, and nothing for an amount of zero. */
gboolean qz_assist_money_post_county (QzBook *book, QzAct *act, QzPolicy *policy,
                                      const QzAssistCountyCost *cost, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── hospitals ── */
typedef struct {
  const QzDocumentRecord *document;
  const QzDocumentLine *line;
  gint64 payer_account_id;
  QzDay day; /* the bank's */
  /* EV-42: what is charged to counties' reserves; EV-43: what is paid on counties' own account;
   * EV-09 when the money came back, EV-09r when it was paid again (DT-10, DT-11, AMB-26) */
  const char *event;
} QzAssistPayment;
/* The voucher of a line that the bank paid or sent back, with sub-accounts made where they are
 * missing; people and attachments are the caller's. *out NULL: the line has no such money.
 * (transfer full) */
gboolean qz_assist_pay_make_voucher (QzBook *book, QzAct *act, QzPolicy *policy,
                                     const QzAssistPayment *payment, QzVoucher **out,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── the year ── */
/* DL-DT-Q1: appends to @found (element-type QzDeadline) the clearings of the years with reserves or
 * costs that are due from @from to @until. A clearing is done when all counties confirmed it and
 * all its money moved (DT-12, DT-18). */
gboolean qz_assist_clear_add_deadlines (QzBook *book, QzDay from, QzDay until, GPtrArray *found,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
