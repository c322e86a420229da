/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-usage.h"
#include "qz-example-private.h"

/* Worked examples of care away from home. */

gboolean
qz_example_run_warning (QzPolicy *policy, QzSection *section, GString *out, GError **error)
{
  QzDepositUsage usage;
  QzFen clearing, deposit;
  g_autofree char *rate = NULL;

  if (!qz_section_get_fen (section, "clearing", &clearing, error)
      || !qz_section_get_fen (section, "deposit", &deposit, error)
      || !qz_deposit_usage_compute (qz_policy_get_nonlocal (policy), clearing, deposit, &usage,
                                    error))
    return FALSE;
  rate = usage.has_rate ? qz_ppm_to_percent (usage.rate_ppm) : g_strdup ("—");
  g_string_append_printf (out, "usage %s\nlevel %s\n", rate,
                          qz_warning_level_to_text (usage.level));
  qz_example_print_fen (out, "raise_months", usage.raise_months_fen);
  qz_example_print_fen (out, "raise_green", usage.raise_green_fen);
  return TRUE;
}
