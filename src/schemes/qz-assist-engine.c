/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-engine.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

/* ── one bill ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
fail_bill (GError **error, const char *id, const char *rule, const char *field, const char *message)
{
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s", message);
  qz_error_add_rule (error, rule);
  qz_error_add_place (error, NULL, 0, 0, field);
  return FALSE;
}

static gboolean
check_bill (const QzAssistBill *bill, GError **error)
{
  const struct {
    const char *field;
    QzFen amount;
  } amounts[] = {
    { "fee", bill->fee_fen },         { "fullself", bill->fullself_fen },
    { "overlimit", bill->overlimit_fen }, { "preself", bill->preself_fen },
    { "other", bill->other_fen },     { "hosp_part", bill->hosp_part_fen },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (amounts[i].amount < 0 || amounts[i].amount > QZ_FEN_MAX)
      return fail_bill (error, "amount-negative", "DT-14", amounts[i].field,
                        _("An amount of a bill must not be below 0 or too large; a refund takes "
                          "its original away and is not computed"));
  return TRUE;
}

/* What remains of a cap of the year. Categories of one year may have different caps, so more than
 * the cap may be used already. */
static QzFen
apply_cap (QzFen amount_fen, QzFen cap_fen, QzFen used_fen)
{
  return cap_fen == QZ_ASSIST_NO_LIMIT ? amount_fen
                                       : MIN (amount_fen, MAX (0, cap_fen - used_fen));
}

/* Nothing here is negative and no ratio is above 1, so no result is larger than the amount. */
static QzFen
round_ppm (__int128 fen_times_ppm)
{
  return (QzFen) ((fen_times_ppm + QZ_PPM_ONE / 2) / QZ_PPM_ONE);
}

static void
compute_basic (const QzAssistLayers *layers, const QzAssistBill *bill, const QzAssistYear *year,
               QzAssistResult *out)
{
  const QzFen dedc = bill->is_outpatient  ? layers->outpatient_dedc_fen
                     : year->n_stays == 0 ? layers->basic_dedc_first_fen
                                          : layers->basic_dedc_next_fen;
  const QzPpm ratio =
      bill->is_outpatient ? layers->outpatient_ratio_ppm : layers->basic_ratio_ppm;

  out->dedc_fen = MIN (out->scp_fen, dedc);
  out->basic_uncapped_fen = round_ppm ((__int128) (out->scp_fen - out->dedc_fen) * ratio);
  out->basic_fen = apply_cap (out->basic_uncapped_fen, layers->basic_cap_fen, year->basic_fen);
  out->rest_fen = out->scp_fen - out->basic_fen;
}

/* Σ of the bands that @rest_fen of a year reaches, times their ratios, unrounded. */
static __int128
sum_tiers (const QzAssistLayers *layers, QzFen rest_fen)
{
  const QzFen above = MAX (0, rest_fen - layers->ci_dedc_fen);
  QzFen from = 0;
  __int128 sum = 0;

  for (guint i = 0; i < layers->n_ci_bands && above > from; i++)
    {
      const QzAssistBand *band = &layers->ci_bands[i];
      const QzFen to = band->reach_fen == QZ_ASSIST_NO_LIMIT ? above : MIN (above, band->reach_fen);

      sum += (__int128) (to - from) * band->ratio_ppm;
      from = to;
    }
  return sum;
}

/* AS-3: on the year's accumulated rest; the exact difference is rounded once. */
static void
compute_ci (const QzAssistLayers *layers, const QzAssistYear *year, QzAssistResult *out)
{
  out->ci_uncapped_fen = round_ppm (sum_tiers (layers, year->rest_fen + out->rest_fen)
                                    - sum_tiers (layers, year->rest_fen));
  out->ci_fen = apply_cap (out->ci_uncapped_fen, layers->ci_cap_fen, year->ci_fen);
}

static void
compute_maf (const QzAssistLayers *layers, const QzAssistBill *bill, const QzAssistYear *year,
             QzAssistResult *out)
{
  const QzFen dedc_left = MAX (0, layers->maf_dedc_fen - year->maf_dedc_fen);

  out->rest2_fen = MAX (0, out->rest_fen - out->ci_fen - bill->other_fen);
  out->maf_dedc_fen = MIN (out->rest2_fen, dedc_left);
  out->maf_uncapped_fen =
      round_ppm ((__int128) (out->rest2_fen - out->maf_dedc_fen) * layers->maf_ratio_ppm);
  out->maf_fen = apply_cap (out->maf_uncapped_fen, layers->maf_cap_fen, year->maf_fen);
}

/* Amounts up to QZ_FEN_MAX: four of them fit a gint64 many times over. */
gboolean
qz_assist_compute (const QzAssistLayers *layers, const QzAssistBill *bill,
                   const QzAssistYear *year, QzAssistResult *out, GError **error)
{
  *out = (QzAssistResult) { .is_stay = !bill->is_outpatient };
  if (!check_bill (bill, error))
    return FALSE;
  out->scp_fen = bill->fee_fen - bill->fullself_fen - bill->overlimit_fen - bill->preself_fen;
  if (out->scp_fen < 0)
    return fail_bill (error, "scp-negative", "V1", "fullself",
                      _("What the person pays alone, over limits and first is more than the whole "
                        "fee; correct the bill"));
  compute_basic (layers, bill, year, out);
  compute_ci (layers, year, out);
  compute_maf (layers, bill, year, out);
  out->fund_total_fen = out->basic_fen + out->ci_fen + bill->other_fen + out->maf_fen;
  out->person_fen = bill->fee_fen - out->fund_total_fen - bill->hosp_part_fen;
  return out->person_fen >= 0
         || fail_bill (error, "person-negative", "V3", "other",
                       _("The funds and the hospital’s part together are more than the whole fee; "
                         "correct the other funds or the hospital’s part"));
}

/* ── the year ────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_year_add (QzAssistYear *year, const QzAssistResult *result, GError **error)
{
  QzAssistYear sum = *year;

  if (!qz_fen_accumulate (&sum.rest_fen, result->rest_fen, error)
      || !qz_fen_accumulate (&sum.basic_fen, result->basic_fen, error)
      || !qz_fen_accumulate (&sum.ci_fen, result->ci_fen, error)
      || !qz_fen_accumulate (&sum.maf_dedc_fen, result->maf_dedc_fen, error)
      || !qz_fen_accumulate (&sum.maf_fen, result->maf_fen, error))
    return FALSE;
  sum.n_stays += result->is_stay;
  *year = sum;
  return TRUE;
}

gboolean
qz_assist_year_take (QzAssistYear *year, const QzAssistResult *result, GError **error)
{
  const guint n_stays = result->is_stay ? 1 : 0;

  if (year->rest_fen < result->rest_fen || year->basic_fen < result->basic_fen
      || year->ci_fen < result->ci_fen || year->maf_dedc_fen < result->maf_dedc_fen
      || year->maf_fen < result->maf_fen || year->n_stays < n_stays)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "refund-unknown",
                    _("The refund takes away more than the year holds; its original bill was never "
                      "counted"));
      qz_error_add_rule (error, "AS-3");
      return FALSE;
    }
  year->rest_fen -= result->rest_fen;
  year->basic_fen -= result->basic_fen;
  year->ci_fen -= result->ci_fen;
  year->maf_dedc_fen -= result->maf_dedc_fen;
  year->maf_fen -= result->maf_fen;
  year->n_stays -= n_stays;
  return TRUE;
}

/* ── which category ──────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *text;
  const char *name;
  const char *rule;
} reasons[] = {
  [QZ_ASSIST_VALID] = { "valid", N_ ("On the list on the day of the settlement"), "AMB-31" },
  [QZ_ASSIST_LEFT] = { "left", N_ ("Left the list during the stay: as on admission"),
                       "DT-6c, AS-2" },
  [QZ_ASSIST_SUSPENDED] = { "suspended", N_ ("Admitted while direct settlement was suspended"),
                            "DT-22" },
  [QZ_ASSIST_EXITED] = { "exited", N_ ("Left the list before admission"), "DT-6c" },
  [QZ_ASSIST_NOT_YET] = { "not-yet", N_ ("Not on the list yet"), "DT-6b" },
  [QZ_ASSIST_UNLISTED] = { "unlisted", N_ ("On no list"), "DT-5" },
};

const char *
qz_assist_reason_to_text (QzAssistReason reason)
{
  g_assert ((guint) reason < G_N_ELEMENTS (reasons));
  return reasons[reason].text;
}

const char *
qz_assist_reason_get_name (QzAssistReason reason)
{
  g_assert ((guint) reason < G_N_ELEMENTS (reasons));
  return _ (reasons[reason].name);
}

const char *
qz_assist_reason_get_rule (QzAssistReason reason)
{
  g_assert ((guint) reason < G_N_ELEMENTS (reasons));
  return reasons[reason].rule;
}

static gboolean
is_valid_on (const QzAssistSpell *spell, QzDay day)
{
  return spell->from <= day && (spell->exit == QZ_DAY_NONE || day < spell->exit);
}

/* Why somebody who is entitled to nothing is not. */
static QzAssistReason
explain_none (const QzAssistSpell *spells, gsize n_spells, QzDay settled)
{
  for (gsize i = 0; i < n_spells; i++)
    if (spells[i].from <= settled)
      return QZ_ASSIST_EXITED;
  return n_spells > 0 ? QZ_ASSIST_NOT_YET : QZ_ASSIST_UNLISTED;
}

QzAssistEntitlement
qz_assist_find_entitlement (const QzAssistSpell *spells, gsize n_spells, QzDay begun,
                            QzDay settled, gboolean is_suspended)
{
  guint valid = 0;
  guint left = 0;

  for (gsize i = 0; i < n_spells; i++)
    {
      const guint bit = QZ_ASSIST_BIT (spells[i].category);

      if (is_valid_on (&spells[i], settled))
        valid |= bit;
      /* The day of the exit counts no more, so an admission on it is none. */
      else if (is_valid_on (&spells[i], begun))
        left |= bit;
    }
  if (is_suspended)
    return (QzAssistEntitlement) { 0, settled, QZ_ASSIST_SUSPENDED };
  if (valid != 0)
    return (QzAssistEntitlement) { valid, settled, QZ_ASSIST_VALID };
  if (left != 0)
    return (QzAssistEntitlement) { left, begun, QZ_ASSIST_LEFT };
  return (QzAssistEntitlement) { 0, settled, explain_none (spells, n_spells, settled) };
}

static gboolean
add_try (QzPolicy *policy, QzAssistCategory category, QzDay day, const QzAssistBill *bill,
         const QzAssistYear *year, QzAssistChoice *out, GError **error)
{
  QzAssistTry *try = &out->tries[out->n_tries];

  try->category = category;
  try->layers = qz_policy_get_layers (policy, category, day, error);
  if (try->layers == NULL || !qz_assist_compute (try->layers, bill, year, &try->result, error))
    return FALSE;
  if (try->result.person_fen < out->tries[out->best].result.person_fen)
    out->best = out->n_tries;
  out->n_tries += 1;
  return TRUE;
}

gboolean
qz_assist_choose (QzPolicy *policy, const QzAssistEntitlement *entitlement,
                  const QzAssistBill *bill, const QzAssistYear *year, QzAssistChoice *out,
                  GError **error)
{
  const QzAssistTerms *terms = qz_policy_get_assistance (policy);
  const QzDay day = entitlement->policy_day;

  g_assert (terms != NULL);
  *out = (QzAssistChoice) { 0 };
  if (entitlement->categories == 0)
    return add_try (policy, QZ_ASSIST_NONE, day, bill, year, out, error);
  for (guint i = 0; i < QZ_N_ASSIST_CATEGORIES; i++)
    if ((entitlement->categories & QZ_ASSIST_BIT (terms->order[i])) != 0
        && !add_try (policy, terms->order[i], day, bill, year, out, error))
      return FALSE;
  return TRUE;
}
