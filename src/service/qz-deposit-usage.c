/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-usage.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

#define YELLOW_PERCENT 70
#define RED_PERCENT    90

/* NL-21b, NL-21c: exactly 70 % is already yellow, exactly 90 % already red. Both products fit into
 * 64 bits: an amount has at most 16 digits. */
static QzWarningLevel
get_level (QzFen clearing_fen, QzFen deposit_fen)
{
  G_STATIC_ASSERT (QZ_FEN_MAX <= G_MAXINT64 / 100);
  if (deposit_fen == 0)
    /* AMB-25: money is cleared against nothing. */
    return clearing_fen > 0 ? QZ_LEVEL_RED : QZ_LEVEL_GREEN;
  if (clearing_fen * 100 >= deposit_fen * RED_PERCENT)
    return QZ_LEVEL_RED;
  return clearing_fen * 100 >= deposit_fen * YELLOW_PERCENT ? QZ_LEVEL_YELLOW : QZ_LEVEL_GREEN;
}

/* AMB-05: the least r with C × 100 < (P + r) × 70. */
static gboolean
compute_raises (QzFen clearing_fen, QzFen deposit_fen, QzDepositUsage *out, GError **error)
{
  QzFen twice;
  QzFen target;

  if (!qz_fen_add (clearing_fen, clearing_fen, &twice, error)
      || !qz_fen_mul_div (clearing_fen, 100, YELLOW_PERCENT, QZ_ROUND_TRUNCATE, &target, error)
      || !qz_fen_add (target, clearing_fen > 0 ? 1 : 0, &target, error))
    return FALSE;
  out->raise_months_fen = MAX (0, twice - deposit_fen);
  out->raise_green_fen = MAX (0, target - deposit_fen);
  return TRUE;
}

gboolean
qz_deposit_usage_compute (QzFen clearing_fen, QzFen deposit_fen, QzDepositUsage *out,
                          GError **error)
{
  *out = (QzDepositUsage) { 0 };
  if (clearing_fen < 0 || deposit_fen < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "amount-negative",
                    _("Clearing and deposit cannot be negative"));
      qz_error_add_rule (error, "NL-21");
      return FALSE;
    }
  out->level = get_level (clearing_fen, deposit_fen);
  out->has_rate = deposit_fen > 0;
  if (out->has_rate
      && !qz_fen_mul_div (clearing_fen, QZ_PPM_ONE, deposit_fen, QZ_ROUND_TRUNCATE, &out->rate_ppm,
                          error))
    return FALSE;
  return compute_raises (clearing_fen, deposit_fen, out, error);
}

const char *
qz_warning_level_to_text (QzWarningLevel level)
{
  switch (level)
    {
    case QZ_LEVEL_GREEN:
      return "green";
    case QZ_LEVEL_YELLOW:
      return "yellow";
    case QZ_LEVEL_RED:
      return "red";
    default:
      g_assert_not_reached ();
    }
}
