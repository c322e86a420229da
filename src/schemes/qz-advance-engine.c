/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-advance-engine.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

static gboolean
sum_years (QzPolicy *policy, const QzAdvanceInput *input, QzFen *out, GError **error)
{
  guint wanted = qz_policy_get_advance (policy)->base_years;

  if (input->n_years != wanted)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "spending-missing",
                    ngettext ("The audited spending of %u past year is needed, %u are there; "
                              "import the spending table",
                              "The audited spending of %u past years is needed, %u are there; "
                              "import the spending table",
                              wanted),
                    wanted, input->n_years);
      qz_error_add_rule (error, qz_policy_get_rule (policy, "advance", "base_years"));
      return FALSE;
    }
  *out = 0;
  for (guint i = 0; i < input->n_years; i++)
    if (!qz_fen_accumulate (out, input->spending[i], error))
      return FALSE;
  if (*out >= 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "spending-negative",
                _("The spending of the past years is negative; correct the spending table"));
  return FALSE;
}

gboolean
qz_advance_compute (QzPolicy *policy, const QzAdvanceInput *input, QzAdvanceResult *out,
                    GError **error)
{
  QzPpm ratio;
  QzFen base, standard;

  *out = (QzAdvanceResult) { 0 };
  if (qz_policy_get_advance (policy) == NULL)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "path-not-used",
                    _("The policy “%s” has no monthly advance"), qz_policy_get_id (policy));
      return FALSE;
    }
  if (!sum_years (policy, input, &base, error)
      || !qz_policy_get_ratio (policy,
                               &(QzRatioCase) { QZ_PATH_MPREPAY, input->insurance, QZ_MED_UNMAPPED,
                                                input->level,
                                                qz_period_get_first_day (input->period) },
                               &ratio, &out->ratio_rule, error))
    return FALSE;
  /* AMB-01, SQ-3.2.1: one exact quotient, rounded once. */
  if (!qz_fen_mul_div (base, ratio, QZ_PPM_ONE * 12 * input->n_years, QZ_ROUND_HALF_AWAY, &standard,
                       error))
    return FALSE;
  out->figures[QZ_ADVANCE_BASE] = base;
  out->figures[QZ_ADVANCE_RATIO] = ratio;
  out->figures[QZ_ADVANCE_STANDARD] = standard;
  out->pay_fen = standard;
  return TRUE;
}

QzDay
qz_advance_get_due_day (QzPolicy *policy, QzCalendar *calendar, QzPeriod period)
{
  const QzAdvanceTerms *terms = qz_policy_get_advance (policy);

  g_assert (terms != NULL);
  return qz_calendar_roll_forward (calendar,
                                   qz_period_get_first_day (period) + (QzDay) terms->due_mday - 1);
}
