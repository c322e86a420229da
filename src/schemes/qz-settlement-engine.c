/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-settlement-engine.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

static gboolean
check_input (const QzSettlementInput *input, GError **error)
{
  gboolean ok = input->deduct_audit_fen >= 0 && input->deduct_inspect_fen >= 0
                && input->deduct_carried_fen >= 0 && input->day_carry_fen <= 0;

  for (guint i = 0; i < input->n_open; i++)
    ok = ok && input->open[i].amount_fen > 0 && (guint) input->open[i].path < QZ_N_PATHS;
  if (!ok)
    qz_error_set (error, QZ_ERROR_INPUT, "settlement-sign",
                  _("Deductions and open payments must not be negative, a day's carry must not be "
                     "positive; correct them where they were entered"));
  return ok;
}

/* JL-12, HLJ-IS-11: both sides' figures must agree before money moves. */
static gboolean
reconcile (QzPolicy *policy, const QzSettlementInput *input, QzSettlementResult *out,
           GError **error)
{
  QzReconcile how = qz_policy_get_settlement (policy)->reconcile;
  g_autofree char *declared = NULL;
  g_autofree char *claims = NULL;

  if (how == QZ_RECONCILE_OFF || !input->has_claims_base
      || input->declared_fen == input->claims_base_fen)
    return TRUE;
  out->differs = TRUE;
  if (how == QZ_RECONCILE_WARN)
    return TRUE;
  declared = qz_fen_format (input->declared_fen);
  claims = qz_fen_format (input->claims_base_fen);
  qz_error_set (error, QZ_ERROR_REFUSED, "declaration-differs",
                _("The declaration says %s, the claims of the month add up to %s; reconcile with "
                   "the provider and import the corrected declaration or the missing claims"),
                declared, claims);
  qz_error_add_rule (error, qz_policy_get_rule (policy, "settlement", "reconcile"));
  return FALSE;
}

/* payable = declared − deductions, never below 0; what is deducted beyond it is carried. */
static gboolean
compute_payable (const QzSettlementInput *input, QzSettlementResult *out, GError **error)
{
  QzFen net = input->declared_fen;

  if (!qz_fen_sub (net, input->deduct_audit_fen, &net, error)
      || !qz_fen_sub (net, input->deduct_inspect_fen, &net, error)
      || !qz_fen_sub (net, input->deduct_carried_fen, &net, error))
    return FALSE;
  out->figures[QZ_SETTLE_DECLARED] = input->declared_fen;
  out->figures[QZ_SETTLE_DEDUCT_AUDIT] = input->deduct_audit_fen;
  out->figures[QZ_SETTLE_DEDUCT_INSPECT] = input->deduct_inspect_fen;
  out->figures[QZ_SETTLE_DEDUCT_CARRIED] = input->deduct_carried_fen;
  out->figures[QZ_SETTLE_PAYABLE] = MAX (net, 0);
  out->figures[QZ_SETTLE_DEDUCT_LEFT] = MAX (-net, 0);
  out->figures[QZ_SETTLE_CLAIMS_BASE] = input->has_claims_base ? input->claims_base_fen : 0;
  return TRUE;
}

/* AMB-02: oldest first; of one month the advance before the daily payments. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const QzOpenItem *x = a;
  const QzOpenItem *y = b;

  if (x->period != y->period)
    return x->period < y->period ? -1 : 1;
  return (int) x->path - (int) y->path;
}

static gboolean
collect_open (QzPolicy *policy, const QzSettlementInput *input, QzSettlementResult *out,
              GError **error)
{
  for (guint i = 0; i < input->n_open; i++)
    {
      const QzOpenItem *item = &input->open[i];
      QzSettleFigure figure = QZ_SETTLE_OPEN_CARRIED;

      /* EX-1: the advance of the month after is open already, but belongs to its own month. */
      if (item->period > input->period
          || !qz_policy_get_settlement (policy)->offset_path[item->path])
        continue;
      if (item->period == input->period)
        figure = item->path == QZ_PATH_MPREPAY ? QZ_SETTLE_ADVANCE_PAID : QZ_SETTLE_DAILY_PAID;
      if (!qz_fen_accumulate (&out->figures[figure], item->amount_fen, error))
        return FALSE;
      g_array_append_val (out->left, *item);
    }
  g_array_sort (out->left, compare_items);
  return TRUE;
}

static void
use_open (QzSettlementResult *out)
{
  QzFen rest = out->figures[QZ_SETTLE_PAYABLE];
  QzFen left = 0;
  guint n_left = 0;

  for (guint i = 0; i < out->left->len; i++)
    {
      QzOpenItem item = g_array_index (out->left, QzOpenItem, i);
      QzOpenItem used = item;

      used.amount_fen = MIN (rest, item.amount_fen);
      item.amount_fen -= used.amount_fen;
      rest -= used.amount_fen;
      left += item.amount_fen;
      if (used.amount_fen > 0)
        g_array_append_val (out->offsets, used);
      if (item.amount_fen > 0)
        g_array_index (out->left, QzOpenItem, n_left++) = item;
    }
  g_array_set_size (out->left, n_left);
  out->pay_fen = rest;
  out->figures[QZ_SETTLE_OFFSET] = out->figures[QZ_SETTLE_PAYABLE] - rest;
  out->figures[QZ_SETTLE_OPEN_LEFT] = left;
}

/* What must hold whatever came in. */
static void
assert_result (const QzSettlementResult *out)
{
  const QzFen *f = out->figures;

  g_assert (f[QZ_SETTLE_PAYABLE] == f[QZ_SETTLE_OFFSET] + out->pay_fen);
  g_assert (f[QZ_SETTLE_ADVANCE_PAID] + f[QZ_SETTLE_DAILY_PAID] + f[QZ_SETTLE_OPEN_CARRIED]
            == f[QZ_SETTLE_OFFSET] + f[QZ_SETTLE_OPEN_LEFT]);
  g_assert (out->pay_fen >= 0 && f[QZ_SETTLE_OPEN_LEFT] >= 0);
  g_assert (out->pay_fen == 0 || f[QZ_SETTLE_OPEN_LEFT] == 0);
}

gboolean
qz_settlement_compute (QzPolicy *policy, const QzSettlementInput *input, QzSettlementResult *out,
                       GError **error)
{
  QzFen open = 0;

  *out = (QzSettlementResult) { 0 };
  out->offsets = g_array_new (FALSE, FALSE, sizeof (QzOpenItem));
  out->left = g_array_new (FALSE, FALSE, sizeof (QzOpenItem));
  for (guint i = 0; i < input->n_open; i++)
    if (!qz_fen_accumulate (&open, input->open[i].amount_fen, error))
      return FALSE;
  if (!check_input (input, error) || !reconcile (policy, input, out, error)
      || !compute_payable (input, out, error) || !collect_open (policy, input, out, error))
    return FALSE;
  use_open (out);
  /* AMB-22: the payable is already net of the refunds, so the day's negative rest is not deducted
   * once more. */
  out->dropped_carry_fen = input->day_carry_fen;
  assert_result (out);
  return TRUE;
}

void
qz_settlement_result_clear (QzSettlementResult *self)
{
  g_clear_pointer (&self->offsets, g_array_unref);
  g_clear_pointer (&self->left, g_array_unref);
}

void
qz_settlement_get_deadlines (QzPolicy *policy, QzCalendar *calendar, QzPeriod period, QzDay cutoff,
                             QzDay *out_audit_due, QzDay *out_pay_due)
{
  const QzSettlementTerms *terms = qz_policy_get_settlement (policy);
  /* AMB-30. Working days of the next month are counted on past its end (domain 6.5). */
  QzDay start =
      terms->deadline_from == QZ_DEADLINE_FROM_CUTOFF ? cutoff : qz_period_get_last_day (period);

  *out_pay_due = qz_calendar_add_workdays (calendar, start, terms->pay_workdays);
  *out_audit_due = terms->audit_workdays == 0
                       ? QZ_DAY_NONE
                       : qz_calendar_add_workdays (calendar, start, terms->audit_workdays);
}
