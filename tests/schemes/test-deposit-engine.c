/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-engine.h"

#include <stdlib.h>
#include <string.h>

#include "qz-deposit-forecast.h"
#include "qz-error.h"

static const QzNonLocalTerms terms = {
  .quota_months = 2,
  .yellow_ppm = 700000,
  .red_ppm = 900000,
};

/* ── quota and adjustment ───────────────────────────────────────────────────────────────────── */

static void
test_quota (void)
{
  static const struct {
    QzFen base, quota;
  } cases[] = {
    { 4865543210, 810923868 }, /* EX-3: 8,109,238.683… */
    { 3612345678, 602057613 }, /* 6,020,576.13 exactly */
    { 3, 1 },                  /* half a fen goes up */
    { 15, 3 },
    { 9999999999999999, 1666666666666667 }, /* ….666… rounded up */
  };
  g_autoptr (GError) error = NULL;
  QzFen quota;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (qz_deposit_quota_compute (&terms, cases[i].base, &quota, &error));
      g_assert_no_error (error);
      g_assert_cmpint (quota, ==, cases[i].quota);
    }
}

static void
test_zero (void)
{
  static const QzFen bases[] = { 0, 2, -100 };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autoptr (GError) error = NULL;
      QzFen quota;

      g_assert_false (qz_deposit_quota_compute (&terms, bases[i], &quota, &error));
      g_assert_cmpstr (qz_error_get_id (error), ==, "deposit-zero");
      g_assert_cmpstr (qz_error_get_rule (error), ==, "NL-17b");
    }
}

/* AMB-03: the number of months is the policy's. */
static void
test_months (void)
{
  const QzNonLocalTerms six = { .quota_months = 6, .yellow_ppm = 700000, .red_ppm = 900000 };
  g_autoptr (GError) error = NULL;
  QzFen quota;

  g_assert_true (qz_deposit_quota_compute (&six, 4865543211, &quota, &error));
  g_assert_no_error (error);
  g_assert_cmpint (quota, ==, 2432771606);
}

static void
test_adjust (void)
{
  static const struct {
    QzFen quota, balance, pay, refund;
  } cases[] = {
    { 810923868, 600000000, 210923868, 0 }, /* EX-3 */
    { 602057613, 650000000, 0, 47942387 },
    { 100, 100, 0, 0 },
    { 100, 0, 100, 0 },
  };
  QzFen pay, refund;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      qz_deposit_adjust (cases[i].quota, cases[i].balance, &pay, &refund);
      g_assert_cmpint (pay, ==, cases[i].pay);
      g_assert_cmpint (refund, ==, cases[i].refund);
      g_assert_cmpint (cases[i].quota - cases[i].balance, ==, pay - refund);
    }
}

/* ── who pays which part ────────────────────────────────────────────────────────────────────── */

static QzFen
sum_agency (const QzDepositShare *shares, gsize n, const char *agency)
{
  QzFen total = 0;

  for (gsize i = 0; i < n; i++)
    if (agency == NULL || strcmp (shares[i].agency, agency) == 0)
      total += shares[i].share_fen;
  return total;
}

static void
test_split (void)
{
  const char *own = g_intern_string ("230200");
  const char *one = g_intern_string ("230221");
  const char *two = g_intern_string ("230281");
  QzDepositShare shares[] = {
    { own, QZ_INS_EMP, 1200000000, 0 }, { own, QZ_INS_RES, 811122233, 0 },
    { one, QZ_INS_EMP, 500000000, 0 },  { one, QZ_INS_RES, 487654321, 0 },
    { two, QZ_INS_EMP, 1866766656, 0 }, { two, QZ_INS_RES, 0, 0 },
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_deposit_split (810923868, shares, G_N_ELEMENTS (shares), &error));
  g_assert_no_error (error);
  g_assert_cmpint (sum_agency (shares, 6, own), ==, 335187039); /* EX-3 */
  g_assert_cmpint (sum_agency (shares, 6, one), ==, 164609053);
  g_assert_cmpint (sum_agency (shares, 6, two), ==, 311127776);
  g_assert_cmpint (shares[4].share_fen, ==, 311127776);
  g_assert_cmpint (shares[5].share_fen, ==, 0);
  g_assert_cmpint (sum_agency (shares, 6, NULL), ==, 810923868);
}

static void
test_split_nobody (void)
{
  QzDepositShare shares[] = { { "230200", QZ_INS_EMP, 0, 7 }, { "230221", QZ_INS_EMP, -5, 7 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_deposit_split (0, shares, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (shares[0].share_fen, ==, 0);
  g_assert_cmpint (shares[1].share_fen, ==, 0);
  g_assert_false (qz_deposit_split (1, shares, 2, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "deposit-no-weights");
}

/* Another way of the residue method: hand out fen by fen to who lacks most of his exact part, the
 * heavier and then the smaller code first. */
static void
give_slowly (QzFen total, const QzFen *weights, QzFen *shares, gsize n)
{
  __int128 all = 0;
  QzFen left = total;

  for (gsize i = 0; i < n; i++)
    all += weights[i];
  for (gsize i = 0; i < n; i++)
    {
      shares[i] = (QzFen) ((__int128) total * weights[i] / all);
      left -= shares[i];
    }
  while (left-- > 0)
    {
      gsize best = n;

      for (gsize i = 0; i < n; i++)
        {
          const __int128 lacks = (__int128) total * weights[i] - shares[i] * all;

          if (lacks <= 0)
            continue;
          if (best == n)
            best = i;
          else
            {
              const __int128 other = (__int128) total * weights[best] - shares[best] * all;

              if (lacks > other || (lacks == other && weights[i] > weights[best]))
                best = i;
            }
        }
      g_assert_cmpuint (best, <, n);
      shares[best]++;
    }
}

#define MAX_AGENCIES 8

static void
check_random_split (GRand *rand)
{
  const gsize n = (gsize) g_rand_int_range (rand, 1, MAX_AGENCIES + 1);
  const QzFen total =
      g_rand_int_range (rand, 0, 1000000) * (QzFen) g_rand_int_range (rand, 1, 9999);
  QzDepositShare shares[MAX_AGENCIES * 2];
  QzFen weights[MAX_AGENCIES], expected[MAX_AGENCIES];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("2302%02u", (guint) i);

      for (gsize j = 0; j < 2; j++)
        shares[i * 2 + j] =
            (QzDepositShare) { g_intern_string (code), (QzInsurance) j,
                               g_rand_boolean (rand) ? g_rand_int_range (rand, 1, 2000000000) : 1,
                               -1 };
      weights[i] = shares[i * 2].base_fen + shares[i * 2 + 1].base_fen;
    }
  give_slowly (total, weights, expected, n);
  g_assert_true (qz_deposit_split (total, shares, n * 2, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    {
      const QzFen inner[2] = { shares[i * 2].base_fen, shares[i * 2 + 1].base_fen };
      QzFen parts[2];

      g_assert_cmpint (shares[i * 2].share_fen + shares[i * 2 + 1].share_fen, ==, expected[i]);
      give_slowly (expected[i], inner, parts, 2);
      g_assert_cmpint (shares[i * 2].share_fen, ==, parts[0]);
      g_assert_cmpint (shares[i * 2 + 1].share_fen, ==, parts[1]);
    }
}

static void
test_split_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260209);

  for (guint i = 0; i < 2000; i++)
    check_random_split (rand);
}

/* ── forecast ───────────────────────────────────────────────────────────────────────────────── */

static void
test_forecast_few (void)
{
  QzFen history[18];
  QzForecast forecast;

  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    history[i] = 100000 + (i % 12) * 1000;
  qz_forecast_compute (history, 11, &forecast);
  g_assert_cmpint (forecast.state, ==, QZ_FORECAST_NONE);
  qz_forecast_compute (history, 12, &forecast);
  g_assert_cmpint (forecast.state, ==, QZ_FORECAST_TOO_FEW);
  g_assert_cmpint (forecast.amount_fen, ==, 100000);
  g_assert_cmpuint (forecast.n_errors, ==, 0);
  qz_forecast_compute (history, 17, &forecast);
  g_assert_cmpint (forecast.state, ==, QZ_FORECAST_TOO_FEW);
  qz_forecast_compute (history, 18, &forecast);
  g_assert_cmpint (forecast.state, ==, QZ_FORECAST_FULL);
  g_assert_cmpuint (forecast.n_errors, ==, 6);
}

/* A year that repeats is foretold without an error. */
static void
test_forecast_season (void)
{
  QzFen history[36];
  QzForecast forecast;

  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    history[i] = 500000 + (i % 12) * (i % 12) * 7919;
  qz_forecast_compute (history, G_N_ELEMENTS (history), &forecast);
  g_assert_cmpint (forecast.method, ==, QZ_FORECAST_SEASONAL);
  g_assert_cmpint (forecast.amount_fen, ==, 500000);
  g_assert_cmpint (forecast.low_fen, ==, 500000);
  g_assert_cmpint (forecast.high_fen, ==, 500000);
  g_assert_cmpuint (forecast.n_covered, ==, 24);
}

/* A straight line goes on exactly. */
static void
test_forecast_line (void)
{
  QzFen history[30];
  QzForecast forecast;

  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    history[i] = 7000000 - (QzFen) i * 123456;
  qz_forecast_compute (history, G_N_ELEMENTS (history), &forecast);
  g_assert_cmpint (forecast.method, ==, QZ_FORECAST_DRIFT);
  g_assert_cmpint (forecast.amount_fen, ==, 7000000 - 30 * (QzFen) 123456);
  g_assert_cmpint (forecast.low_fen, ==, forecast.amount_fen);
  g_assert_cmpint (forecast.high_fen, ==, forecast.amount_fen);
}

static QzFen
make_month (GRand *rand, guint month, int season, int noise)
{
  return 10000000 + (month % 12 < 6 ? season : -season)
         + g_rand_int_range (rand, -noise, noise + 1);
}

/* The interval holds of the months that it was not made from. With 24 past errors two are left out
 * at each end: 20 of 25 places of the next one, less what choosing the way costs. */
static void
check_coverage (int season, int noise)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (season + noise));
  guint n_in = 0;

  for (guint i = 0; i < 2000; i++)
    {
      QzFen history[37];
      QzForecast forecast;

      for (guint j = 0; j < G_N_ELEMENTS (history); j++)
        history[j] = make_month (rand, j, season, noise);
      qz_forecast_compute (history, 36, &forecast);
      g_assert_cmpint (forecast.state, ==, QZ_FORECAST_FULL);
      g_assert_cmpint (forecast.low_fen, <=, forecast.high_fen);
      g_assert_cmpuint (forecast.n_covered, >=, forecast.n_errors - 2 * (forecast.n_errors / 10));
      n_in += history[36] >= forecast.low_fen && history[36] <= forecast.high_fen;
    }
  g_assert_cmpuint (n_in, >=, 1400); /* 70 % */
  g_assert_cmpuint (n_in, <=, 1880); /* 94 %: nor is it so wide that it says nothing */
}

static void
test_forecast_covers (void)
{
  check_coverage (0, 1000000);
  check_coverage (3000000, 1000000);
}

/* The way is chosen by what was wrong, and only by the months before: found again by hand. */
static void
test_forecast_choice (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 300; i++)
    {
      QzFen history[40];
      const gsize n = (gsize) g_rand_int_range (rand, 18, 41);
      gint64 wrong[QZ_N_FORECASTS] = { 0 };
      QzForecast forecast;

      for (gsize j = 0; j < n; j++)
        history[j] = make_month (rand, (guint) j, g_rand_int_range (rand, 0, 900000), 1000000);
      for (gsize j = 12; j < n; j++)
        {
          gint64 one = 0, two = 0, mean;

          for (gsize k = 0; k < 6; k++)
            {
              one += history[j - 12 + k];
              two += history[j - 6 + k];
            }
          mean = (2 * (19 * two - 7 * one) + 72) / 144;
          wrong[QZ_FORECAST_SEASONAL] += ABS (history[j] - history[j - 12]);
          wrong[QZ_FORECAST_DRIFT] += ABS (history[j] - mean);
        }
      qz_forecast_compute (history, n, &forecast);
      g_assert_cmpint (forecast.method, ==,
                       wrong[QZ_FORECAST_DRIFT] < wrong[QZ_FORECAST_SEASONAL]
                           ? QZ_FORECAST_DRIFT
                           : QZ_FORECAST_SEASONAL);
    }
}

static void
test_forecast_extremes (void)
{
  QzFen history[24];
  QzForecast forecast;

  for (guint i = 0; i < G_N_ELEMENTS (history); i++)
    history[i] = i < 12 ? -QZ_FEN_MAX : QZ_FEN_MAX;
  qz_forecast_compute (history, G_N_ELEMENTS (history), &forecast);
  g_assert_cmpint (forecast.low_fen, >=, -QZ_FEN_MAX);
  g_assert_cmpint (forecast.high_fen, <=, QZ_FEN_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deposit/NL-17b/quota", test_quota);
  g_test_add_func ("/deposit/NL-17b/zero", test_zero);
  g_test_add_func ("/deposit/AMB-03/months", test_months);
  g_test_add_func ("/deposit/NL-17c/adjust", test_adjust);
  g_test_add_func ("/deposit/5.4/split", test_split);
  g_test_add_func ("/deposit/5.4/split-nobody", test_split_nobody);
  g_test_add_func ("/deposit/5.4/split-random", test_split_random);
  g_test_add_func ("/forecast/too-few", test_forecast_few);
  g_test_add_func ("/forecast/season", test_forecast_season);
  g_test_add_func ("/forecast/line", test_forecast_line);
  g_test_add_func ("/forecast/covers", test_forecast_covers);
  g_test_add_func ("/forecast/choice", test_forecast_choice);
  g_test_add_func ("/forecast/extremes", test_forecast_extremes);
  return g_test_run ();
}
