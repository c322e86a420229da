/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-deposit-usage.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* How large a deposit is and who pays which part of it (NL-17, AMB-03, domain 5.4). Pure. */

/* What one fund of one agency has to do with a deposit. */
typedef struct {
  const char *agency; /* interned */
  QzInsurance insurance;
  QzFen base_fen;  /* last year's costs: the weight; below zero counts as zero */
  QzFen share_fen; /* filled in */
} QzDepositShare;

/* NL-17b: @base_fen × quota_months ÷ 12, rounded once (half away from zero). Refused: a deposit of
 * zero or less ("deposit-zero", NL-17b). */
gboolean qz_deposit_quota_compute (const QzNonLocalTerms *terms, QzFen base_fen, QzFen *out,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NL-17c: one of the two is zero, or both; @quota_fen - @balance_fen = to_pay - to_refund. */
void qz_deposit_adjust (QzFen quota_fen, QzFen balance_fen, QzFen *out_to_pay,
                        QzFen *out_to_refund);
/* Splits @total_fen by residue, first over the agencies by their costs, then in each over its
 * funds, so that everything adds up (domain 5.4). Shares of an agency stand together. Refused when
 * there is something to split and nobody has costs ("deposit-no-weights"). */
gboolean qz_deposit_split (QzFen total_fen, QzDepositShare *shares, gsize n_shares, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
