/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-calc.h"

#include <glib/gi18n-lib.h>

#include "qz-data.h"
#include "qz-deposit-usage.h"
#include "qz-error.h"

#define PACK_FILE "policies/heilongjiang-nonlocal.policy"

static QzPolicy *
load_pack (GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *text;

  if (!qz_data_load (PACK_FILE, &bytes, error))
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return qz_policy_new_from_text (text, (gssize) length, PACK_FILE, error);
}

QzSheet *
qz_calc_usage (QzFen clearing_fen, QzFen deposit_fen, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("usage");
  g_autoptr (QzPolicy) policy = NULL;
  QzDepositUsage usage;

  if (clearing_fen < 0 || deposit_fen < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "amount-negative",
                    _("Clearing and deposit cannot be negative"));
      qz_error_add_rule (error, "NL-21");
      return NULL;
    }
  policy = load_pack (error);
  if (policy == NULL
      || !qz_deposit_usage_compute (qz_policy_get_nonlocal (policy), clearing_fen, deposit_fen,
                                    &usage, error))
    return NULL;
  if (usage.has_rate)
    qz_sheet_set_number (sheet, "usage", _("Usage"), QZ_VALUE_PPM, usage.rate_ppm);
  else
    qz_sheet_set_text (sheet, "usage", _("Usage"), "—");
  qz_sheet_set_text (sheet, "level", _("Level"), qz_warning_level_to_text (usage.level));
  qz_sheet_set_number (sheet, "raise_two_months", _("Raise to two months"), QZ_VALUE_FEN,
                       usage.raise_months_fen);
  qz_sheet_set_number (sheet, "raise_under_70", _("Raise to under 70%"), QZ_VALUE_FEN,
                       usage.raise_green_fen);
  return g_steal_pointer (&sheet);
}
