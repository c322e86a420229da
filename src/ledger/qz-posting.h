/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-open-item.h"
#include "qz-policy.h"
#include "qz-voucher.h"

G_BEGIN_DECLS

/* What happened, for one document line. */
typedef struct {
  gint64 provider_id;
  QzPeriod period;         /* month of the costs */
  QzPath path;             /* for payments before the settlement (EV-01, EV-03) */
  gint64 bank_account_id;  /* the account that paid; 0: no money moved */
  QzFen pay_fen;
  QzFen payable_fen;
  const QzOpenItem *offsets; /* what the settlement used up, oldest first; nullable */
  guint n_offsets;
} QzPostingInput;

/* The event of a document line: EV-01 advance, EV-03 daily, and for settlements EV-04 when daily
 * payments are offset, EV-02 otherwise, EV-02n when no money moves. NULL: nothing to post. */
const char *qz_posting_pick_event (QzDocumentKind kind, const QzPostingInput *input);
/* Appends the lines that @rule makes of @input: a line of amount zero is left out, a line with the
 * dimension item becomes one per offset item (its month, its path). Refused when the result does
 * not balance: payable must be offset + pay. */
gboolean qz_posting_apply (const QzPostingRule *rule, const QzPostingInput *input,
                           QzVoucher *voucher, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Fills {provider} {period} {insurance} of the rule's summary. (transfer full) */
char *qz_posting_dup_summary (const QzPostingRule *rule, const char *provider_name,
                              QzPeriod period, QzInsurance insurance);
/* Every account that the policy's postings name is a leaf of @chart; of care away from home see
 * qz_nl_posting_check_accounts(). */
gboolean qz_posting_check_accounts (QzPolicy *policy, QzChart *chart, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
