/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "qz-error.h"
#include "qz-policy-examples.h"

/* What every policy that loads must keep. */
static void
check_policy (QzPolicy *policy)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (qz_policy_get_n_parameters (policy), >, 0);
  g_assert_cmpuint (qz_policy_get_n_examples (policy), >, 0);
  g_assert_true (qz_policy_is_valid_on (policy, qz_policy_get_valid_from (policy)));
  g_assert_false (qz_policy_check_overlap (policy, policy, &error));
  for (guint path = 0; path < QZ_N_PATHS; path++)
    for (guint insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
      {
        g_autoptr (GError) missing = NULL;
        QzPpm ratio;

        if (qz_policy_get_ratio (policy,
                                 &(QzRatioCase) { path, insurance, QZ_MED_MZ, NULL,
                                                  qz_policy_get_valid_from (policy) },
                                 &ratio, NULL, &missing))
          g_assert_true (ratio > 0 && ratio <= QZ_PPM_ONE);
      }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (QzPolicy) policy = NULL;
  g_autoptr (QzPolicy) proven = NULL;

  policy = qz_policy_new_from_text (text != NULL ? text : "", (gssize) size, "fuzz.policy", &error);
  if (policy == NULL)
    {
      g_assert_cmpstr (qz_error_get_file (error), ==, "fuzz.policy");
      return 0;
    }
  check_policy (policy);
  proven = qz_policy_load (text, (gssize) size, "fuzz.policy", &again);
  if (proven == NULL)
    g_assert_cmpuint (qz_error_get_line (again), >, 0);
  return 0;
}
