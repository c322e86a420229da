/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-usage.h"

#include "qz-error.h"

static const QzNonLocalTerms terms = {
  .quota_months = 2,
  .yellow_ppm = 700000,
  .red_ppm = 900000,
};

typedef struct {
  QzFen clearing, deposit;
  QzWarningLevel level;
  QzFen months, green;
} Case;

/* The raise is enough, and one fen less is not. */
static void
assert_least_raise (const Case *given, const QzDepositUsage *usage)
{
  const QzFen enough = given->deposit + usage->raise_green_fen;

  if (usage->raise_green_fen == 0)
    return;
  g_assert_cmpint (given->clearing * 100, <, enough * 70);
  g_assert_cmpint (given->clearing * 100, >=, (enough - 1) * 70);
}

/* EX-3, AMB-05, AMB-24, AMB-25 */
static void
test_levels (void)
{
  static const Case cases[] = {
    { 420000000, 600000000, QZ_WARNING_YELLOW, 240000000, 1 },
    { 419999999, 600000000, QZ_WARNING_GREEN, 239999998, 0 },
    { 539999999, 600000000, QZ_WARNING_YELLOW, 479999998, 171428571 },
    { 540000000, 600000000, QZ_WARNING_RED, 480000000, 171428572 },
    { 558000000, 600000000, QZ_WARNING_RED, 516000000, 197142858 },
    { 720000000, 600000000, QZ_WARNING_RED, 840000000, 428571429 },
    { 0, 0, QZ_WARNING_GREEN, 0, 0 },
    { 1, 0, QZ_WARNING_RED, 2, 2 },
    { -5, 0, QZ_WARNING_GREEN, 0, 0 },
    { -5, 100, QZ_WARNING_GREEN, 0, 0 },
    { 100, 600, QZ_WARNING_GREEN, 0, 0 },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      QzDepositUsage usage;

      g_assert_true (qz_deposit_usage_compute (&terms, cases[i].clearing, cases[i].deposit,
                                               &usage, &error));
      g_assert_no_error (error);
      g_assert_cmpint (usage.level, ==, cases[i].level);
      g_assert_cmpint (usage.raise_months_fen, ==, cases[i].months);
      g_assert_cmpint (usage.raise_green_fen, ==, cases[i].green);
      g_assert_true (usage.has_rate == (cases[i].deposit > 0));
      assert_least_raise (&cases[i], &usage);
    }
}

/* No product of two amounts overflows; the thresholds are those of the terms. */
static void
test_limits (void)
{
  const QzNonLocalTerms fine = { .quota_months = 2, .yellow_ppm = 699999, .red_ppm = 700001 };
  g_autoptr (GError) error = NULL;
  QzDepositUsage usage;

  g_assert_true (
      qz_deposit_usage_compute (&terms, QZ_FEN_MAX / 2, QZ_FEN_MAX, &usage, &error));
  g_assert_cmpint (usage.level, ==, QZ_WARNING_GREEN);
  g_assert_true (qz_deposit_usage_compute (&fine, 7000000000, 10000000000, &usage, &error));
  g_assert_cmpint (usage.level, ==, QZ_WARNING_YELLOW);
  g_assert_true (qz_deposit_usage_compute (&fine, 7000010000, 10000000000, &usage, &error));
  g_assert_cmpint (usage.level, ==, QZ_WARNING_RED);
  g_assert_false (qz_deposit_usage_compute (&terms, 1, -1, &usage, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "amount-negative");
}

static void
test_words (void)
{
  QzWarningLevel level;

  for (guint i = QZ_WARNING_GREEN; i <= QZ_WARNING_RED; i++)
    {
      g_assert_true (qz_warning_level_parse (qz_warning_level_to_text (i), &level));
      g_assert_cmpint (level, ==, i);
    }
  g_assert_false (qz_warning_level_parse ("orange", &level));
  g_assert_false (qz_warning_level_parse (NULL, &level));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/NL-21a-21b-21c/levels", test_levels);
  g_test_add_func ("/NL-21/limits", test_limits);
  g_test_add_func ("/NL-21/words", test_words);
  return g_test_run ();
}
