/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-engine.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

static const struct {
  const char *text;
  const char *name;
} levels[QZ_N_RESERVE_LEVELS] = {
  [QZ_RESERVE_NORMAL] = { "normal", N_ ("Normal") },
  [QZ_RESERVE_WARNED] = { "warned", N_ ("Nearly used up") },
  [QZ_RESERVE_OVERDRAWN] = { "overdrawn", N_ ("Overdrawn") },
};

const char *
qz_reserve_level_to_text (QzReserveLevel level)
{
  g_assert ((guint) level < QZ_N_RESERVE_LEVELS);
  return levels[level].text;
}

const char *
qz_reserve_level_get_name (QzReserveLevel level)
{
  g_assert ((guint) level < QZ_N_RESERVE_LEVELS);
  return _ (levels[level].name);
}

gboolean
qz_reserve_level_parse (const char *text, QzReserveLevel *out)
{
  for (guint i = 0; text != NULL && i < QZ_N_RESERVE_LEVELS; i++)
    if (strcmp (levels[i].text, text) == 0)
      {
        *out = (QzReserveLevel) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_not_negative (QzFen amount_fen, const char *field, const char *message, GError **error)
{
  if (amount_fen >= 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "amount-negative", "%s", message);
  qz_error_add_rule (error, "DT-11");
  qz_error_add_place (error, NULL, 0, 0, field);
  return FALSE;
}

gboolean
qz_assist_reserve_of (const QzAssistTerms *terms, QzFen allotted_fen, QzFen *out, GError **error)
{
  return check_not_negative (allotted_fen, "allotted",
                             _("What is allotted to a county in a year cannot be negative"), error)
         && qz_fen_apply_rate (allotted_fen, terms->reserve_ppm, QZ_ROUND_HALF_AWAY, out, error);
}

static QzReserveLevel
get_level (const QzAssistTerms *terms, QzFen used_fen, QzFen reserve_fen)
{
  if (used_fen > reserve_fen)
    return QZ_RESERVE_OVERDRAWN;
  /* Nothing used of nothing warns of nothing. */
  return used_fen > 0
                 && (__int128) used_fen * QZ_PPM_ONE
                        >= (__int128) reserve_fen * terms->reserve_warning_ppm
             ? QZ_RESERVE_WARNED
             : QZ_RESERVE_NORMAL;
}

gboolean
qz_assist_usage (const QzAssistTerms *terms, QzFen used_fen, QzFen reserve_fen,
                 QzReserveUsage *out, GError **error)
{
  *out = (QzReserveUsage) { 0 };
  if (!check_not_negative (reserve_fen, "reserve", _("A reserve cannot be negative"), error)
      || !qz_fen_sub (reserve_fen, used_fen, &out->left_fen, error))
    return FALSE;
  out->level = get_level (terms, used_fen, reserve_fen);
  out->has_rate = reserve_fen > 0;
  return !out->has_rate
         || qz_fen_mul_div (used_fen, QZ_PPM_ONE, reserve_fen, QZ_ROUND_TRUNCATE, &out->rate_ppm,
                            error);
}

/* ── days ────────────────────────────────────────────────────────────────────────────────────── */

QzDay
qz_assist_get_due (const QzAssistTerms *terms, QzPeriod period, QzAssistStage stage)
{
  const guint mdays[QZ_N_ASSIST_STAGES] = {
    [QZ_ASSIST_STATEMENT] = terms->statement_mday,
    [QZ_ASSIST_CONFIRM] = terms->confirm_mday,
    [QZ_ASSIST_DETAILS] = terms->details_mday,
    [QZ_ASSIST_FORM4] = terms->form4_mday,
    [QZ_ASSIST_FORM4_CONFIRM] = terms->form4_confirm_mday,
    [QZ_ASSIST_CLEARING] = terms->clearing_mday,
  };
  const QzPeriod month = stage == QZ_ASSIST_CLEARING
                             ? (period / 100 + 1) * 100 + (QzPeriod) terms->clearing_month
                             : qz_period_add (period, 1);

  g_assert ((guint) stage < QZ_N_ASSIST_STAGES);
  return qz_period_get_first_day (month) + (QzDay) mdays[stage] - 1;
}
