/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-calendar.h"
#include "qz-open-item.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/* Month settlement (月结算): MS-1 after advances, MS-2 after daily payments. */

typedef struct {
  QzPeriod period; /* M: the month whose costs are settled */
  QzFen declared_fen;
  QzFen deduct_audit_fen;   /* kind 10, >= 0 */
  QzFen deduct_inspect_fen; /* kind 20, >= 0 */
  QzFen deduct_carried_fen; /* deduct_left of the settlement before, >= 0 */
  gboolean has_claims_base;
  QzFen claims_base_fen;    /* Σ base of the claims of M in scope */
  QzFen day_carry_fen;      /* negative rest of the last daily batch of M: dropped (AMB-22) */
  const QzOpenItem *open;   /* paid (status 00) and not yet offset, in any order */
  guint n_open;
} QzSettlementInput;

typedef struct {
  QzFen figures[QZ_MAX_FIGURES]; /* QzSettleFigure */
  QzFen pay_fen;
  GArray *offsets;  /* QzOpenItem: what was used, oldest first (month, then mprepay before daily) */
  GArray *left;     /* QzOpenItem: what of the months up to M stays open */
  gboolean differs; /* declared is not the claims' base (policy: warn) */
  QzFen dropped_carry_fen;
} QzSettlementResult;

/* payable = max (0, declared − deductions); pay = payable − offset; payable = offset + pay always.
 * Only items of months up to M are offset (two advances may be open at once, EX-1). An excess of
 * deductions is carried (deduct_left), and so is what could not be offset (AMB-02). Refused (id
 * "declaration-differs") when the policy reconciles and the declaration is not the claims' base. */
gboolean qz_settlement_compute (QzPolicy *policy, const QzSettlementInput *input,
                                QzSettlementResult *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_settlement_result_clear (QzSettlementResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzSettlementResult, qz_settlement_result_clear)

/* Days until which the costs of @period are audited (QZ_DAY_NONE: no day of its own) and paid: n-th
 * working days of the next month (SQ-3.1) or after the declaration cut-off (HLJ-IS-16d, JL-15b). */
void qz_settlement_get_deadlines (QzPolicy *policy, QzCalendar *calendar, QzPeriod period,
                                  QzDay cutoff, QzDay *out_audit_due, QzDay *out_pay_due);

G_END_DECLS
