/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-usage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

static const char *const levels[] = {
  [QZ_WARNING_GREEN] = "green",
  [QZ_WARNING_YELLOW] = "yellow",
  [QZ_WARNING_RED] = "red",
};

/* NL-21b, NL-21c: exactly 70 % is already yellow, exactly 90 % already red. */
static gboolean
reaches (QzFen clearing_fen, QzFen deposit_fen, QzPpm ppm)
{
  return (__int128) clearing_fen * QZ_PPM_ONE >= (__int128) deposit_fen * ppm;
}

static QzWarningLevel
get_level (const QzNonLocalTerms *terms, QzFen clearing_fen, QzFen deposit_fen)
{
  if (deposit_fen == 0)
    /* AMB-25: money is cleared against nothing. */
    return clearing_fen > 0 ? QZ_WARNING_RED : QZ_WARNING_GREEN;
  if (reaches (clearing_fen, deposit_fen, terms->red_ppm))
    return QZ_WARNING_RED;
  return reaches (clearing_fen, deposit_fen, terms->yellow_ppm) ? QZ_WARNING_YELLOW
                                                                : QZ_WARNING_GREEN;
}

/* AMB-05: the least r with C < (P + r) × yellow. */
static gboolean
compute_raises (const QzNonLocalTerms *terms, QzFen clearing_fen, QzFen deposit_fen,
                QzDepositUsage *out, GError **error)
{
  QzFen months;
  QzFen target;

  if (!qz_fen_mul_div (clearing_fen, terms->quota_months, 1, QZ_ROUND_TRUNCATE, &months, error)
      || !qz_fen_mul_div (clearing_fen, QZ_PPM_ONE, terms->yellow_ppm, QZ_ROUND_TRUNCATE, &target,
                          error)
      || !qz_fen_add (target, clearing_fen > 0 ? 1 : 0, &target, error))
    return FALSE;
  out->raise_months_fen = MAX (0, months - deposit_fen);
  out->raise_green_fen = MAX (0, target - deposit_fen);
  return TRUE;
}

gboolean
qz_deposit_usage_compute (const QzNonLocalTerms *terms, QzFen clearing_fen, QzFen deposit_fen,
                          QzDepositUsage *out, GError **error)
{
  const QzFen used = MAX (0, clearing_fen); /* AMB-24 */

  *out = (QzDepositUsage) { 0 };
  if (deposit_fen < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "amount-negative",
                    _("A deposit cannot be negative"));
      qz_error_add_rule (error, "NL-21");
      return FALSE;
    }
  out->level = get_level (terms, used, deposit_fen);
  out->has_rate = deposit_fen > 0;
  if (out->has_rate
      && !qz_fen_mul_div (used, QZ_PPM_ONE, deposit_fen, QZ_ROUND_TRUNCATE, &out->rate_ppm, error))
    return FALSE;
  return compute_raises (terms, used, deposit_fen, out, error);
}

const char *
qz_warning_level_to_text (QzWarningLevel level)
{
  g_assert ((guint) level < G_N_ELEMENTS (levels));
  return levels[level];
}

gboolean
qz_warning_level_parse (const char *text, QzWarningLevel *out)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (levels); i++)
    if (strcmp (levels[i], text) == 0)
      {
        *out = (QzWarningLevel) i;
        return TRUE;
      }
  return FALSE;
}
