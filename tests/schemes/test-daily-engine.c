/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-daily-engine.h"

#include "qz-csv-reader.h"
#include "qz-daily-private.h"
#include "test-schemes.h"

#define N_PROVIDERS 7
#define N_DAYS      70

static QzDay
first_day (void)
{
  QzDay day;

  g_assert_true (qz_day_from_ymd (2026, 1, 1, &day));
  return day;
}

static QzDailyEngine *
make_engine (QzPolicy *policy)
{
  QzDailyEngine *engine = qz_daily_engine_new (policy, first_day () + 100, first_day ());
  g_autoptr (GError) error = NULL;

  /* Codes run against the numbers, so that sorting shows. */
  for (gint64 id = 1; id <= N_PROVIDERS; id++)
    {
      g_autofree char *code = g_strdup_printf ("H%02d", (int) (50 - id));

      g_assert_true (qz_daily_engine_add_provider (engine, id * 3, code, NULL, &error));
    }
  return engine;
}

static QzClaim
random_claim (void)
{
  static const char *const types[] = { "11", "140104", "21", "52", "41" };
  QzClaim claim = { .setl_type = "2", .pay_loc = "2" };
  QzFen sign = g_test_rand_int_range (0, 5) == 0 ? -1 : 1;

  claim.provider_id = 3 * g_test_rand_int_range (1, N_PROVIDERS + 1);
  claim.insurance = (QzInsurance) g_test_rand_bit ();
  claim.day = first_day () + g_test_rand_int_range (0, N_DAYS);
  claim.med_type = types[g_test_rand_int_range (0, G_N_ELEMENTS (types))];
  claim.refund = sign < 0;
  claim.amounts[QZ_CLAIM_HIFP] = sign * g_test_rand_int_range (0, 2000000);
  claim.amounts[QZ_CLAIM_ACCT] = sign * g_test_rand_int_range (0, 100000);
  claim.amounts[claim.insurance == QZ_INS_EMP ? QZ_CLAIM_HIFOB : QZ_CLAIM_HIFMI] =
      sign * g_test_rand_int_range (0, 3) * 777;
  return claim;
}

/* Half away from zero, written apart from the engine's way. */
static QzFen
naive_share (QzFen base, gint64 ppm)
{
  gint64 size = (base < 0 ? -base : base) * ppm;
  gint64 whole = size / 1000000;

  if (size % 1000000 >= 500000)
    whole++;
  return base < 0 ? -whole : whole;
}

typedef struct {
  QzFen amount;
  guint n_claims, n_refunds;
} Sum;

static void
check_line (QzDailyEngine *engine, const QzDailyBatch *batch, const QzDailyLine *line, Sum *sums,
            QzFen *carry)
{
  const QzFen *f = line->figures;
  Sum *sum = &sums[line->group];
  QzFen *open = &carry[line->provider_id * QZ_N_INSURANCES + batch->insurance];

  g_assert_cmpint (f[QZ_DAILY_AMOUNT], ==, sum->amount);
  g_assert_cmpuint (line->n_claims, ==, sum->n_claims);
  g_assert_cmpuint (line->n_refunds, ==, sum->n_refunds);
  g_assert_cmpint (f[QZ_DAILY_POOL] + f[QZ_DAILY_ACCT] + f[QZ_DAILY_OTHER], ==, f[QZ_DAILY_AMOUNT]);
  g_assert_cmpint (f[QZ_DAILY_BASE_POOL] + f[QZ_DAILY_BASE_ACCT] + f[QZ_DAILY_BASE_OTHER], ==,
                   f[QZ_DAILY_BASE]);
  g_assert_cmpint (f[QZ_DAILY_CARRY_IN], ==, *open);
  g_assert_cmpint (line->pay_fen + f[QZ_DAILY_CARRY_OUT], ==, f[QZ_DAILY_AMOUNT] + *open);
  g_assert_true (line->pay_fen == 0 || f[QZ_DAILY_CARRY_OUT] == 0);
  g_assert_cmpint (line->pay_fen, >=, 0);
  *open = f[QZ_DAILY_CARRY_OUT];
  sum->n_claims = G_MAXUINT; /* each group is seen once */
}

static void
check_batches (QzDailyEngine *engine, Sum *sums)
{
  QzFen carry[(N_PROVIDERS + 1) * 3 * QZ_N_INSURANCES] = { 0 };
  guint n_lines = 0;
  QzPeriod month = 0;

  for (guint i = 0; i < qz_daily_engine_get_n_batches (engine); i++)
    {
      const QzDailyBatch *batch = qz_daily_engine_get_batch (engine, i);
      const char *before = "";
      QzFen pay = 0;

      if (batch->period != month)
        memset (carry, 0, sizeof carry); /* AMB-22: dropped with the month */
      month = batch->period;
      for (guint j = 0; j < batch->n_lines; j++)
        {
          const QzDailyLine *line = qz_daily_engine_get_line (engine, batch->first_line + j);

          g_assert_cmpstr (before, <, line->provider_code);
          before = line->provider_code;
          check_line (engine, batch, line, sums, carry);
          pay += line->pay_fen;
        }
      g_assert_cmpint (batch->pay_fen, ==, pay);
      n_lines += batch->n_lines;
    }
  g_assert_cmpuint (n_lines, ==, qz_daily_engine_get_n_groups (engine));
}

/* JL-11b, AMB-21: a line is the sum of its claims' own rounded amounts, in any order of claims. */
static void
test_random (void)
{
  g_autoptr (QzPolicy) policy =
      load_pack ("jilin-daily", "[daily]",
                 "[ratio]\npath = daily\ninsurance = any\nmed_group = ZY\nlevel = any\n"
                 "ratio = 0.333333\n[daily]");

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (QzDailyEngine) engine = make_engine (policy);
      g_autofree Sum *sums = g_new0 (Sum, N_PROVIDERS * N_DAYS * QZ_N_INSURANCES);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 3000; i++)
        {
          QzClaim claim = random_claim ();
          QzFen parts[QZ_N_PARTS];
          QzFen base = qz_policy_get_base (policy, &claim, parts);
          QzFen amount;
          guint group;

          g_assert_true (qz_daily_engine_add_claim (engine, &claim, &group, &amount, &error));
          g_assert_cmpint (amount, ==,
                           naive_share (base, *claim.med_type == '2' ? 333333 : 700000));
          sums[group].amount += amount;
          sums[group].n_claims += !claim.refund;
          sums[group].n_refunds += claim.refund;
        }
      g_assert_true (qz_daily_engine_finish (engine, &error));
      g_assert_no_error (error);
      check_batches (engine, sums);
    }
}

/* EX-2: whatever is at hand, nothing is lost and nobody gets more than is due. */
static void
test_available (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("jilin-daily", NULL, NULL);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (QzDailyEngine) engine = make_engine (policy);
      g_autoptr (GError) error = NULL;
      QzFen available = g_test_rand_int_range (0, 30000000);
      const QzDailyBatch *batch;

      qz_daily_engine_set_available (engine, available);
      for (guint i = 0; i < 20; i++)
        {
          QzClaim claim = random_claim ();
          QzFen amount;
          guint group;

          claim.day = first_day ();
          claim.insurance = QZ_INS_EMP;
          g_assert_true (qz_daily_engine_add_claim (engine, &claim, &group, &amount, &error));
        }
      g_assert_true (qz_daily_engine_finish (engine, &error));
      g_assert_cmpuint (qz_daily_engine_get_n_batches (engine), ==, 1);
      batch = qz_daily_engine_get_batch (engine, 0);
      g_assert_cmpint (batch->pay_fen, <=, available);
      g_assert_true (batch->put_off_fen == 0 || batch->pay_fen == available);
      for (guint i = 0; i < batch->n_lines; i++)
        {
          const QzDailyLine *line = qz_daily_engine_get_line (engine, i);

          g_assert_cmpint (line->pay_fen + line->put_off_fen, ==,
                           MAX (0, line->figures[QZ_DAILY_AMOUNT]));
        }
    }
}

static QzFen
fen_of (const char *text)
{
  QzFen amount = 0;

  g_assert_true (qz_fen_parse_plain (text, strlen (text), &amount));
  return amount;
}

/* AMB-34: the vectors of the independent oracle, tests/oracle. */
static void
test_split_oracle (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("QZ_TEST_DATA"), "oracle-vectors.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCsvReader) reader = qz_csv_reader_new_for_path (path, &error);
  const QzCsvField *fields;
  guint n_fields, n = 0;

  g_assert_no_error (error);
  while (qz_csv_reader_next (reader, &fields, &n_fields, &error))
    {
      g_auto (GStrv) parts = NULL, wanted = NULL;
      QzFen sums[QZ_N_PARTS], split[QZ_N_PARTS];
      __int128 weighted[QZ_N_PARTS];

      if (strcmp (fields[0].text, "line") != 0)
        continue;
      parts = g_strsplit (fields[3].text, ";", -1);
      wanted = g_strsplit (fields[4].text, ";", -1);
      for (guint i = 0; i < QZ_N_PARTS; i++)
        {
          sums[i] = fen_of (parts[i]);
          weighted[i] = (__int128) sums[i] * g_ascii_strtoll (fields[1].text, NULL, 10);
        }
      g_assert_true (qz_daily_split (fen_of (fields[2].text), sums, weighted, split, &error));
      for (guint i = 0; i < QZ_N_PARTS; i++)
        g_assert_cmpint (split[i], ==, fen_of (wanted[i]));
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 300);
}

static void
assert_claim_refused (QzDailyEngine *engine, const QzClaim *claim, const char *id)
{
  g_autoptr (GError) error = NULL;
  QzFen amount = 1;
  guint group = 1;

  g_assert_false (qz_daily_engine_add_claim (engine, claim, &group, &amount, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
}

static void
test_refusals (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("jilin-daily", NULL, NULL);
  g_autoptr (QzDailyEngine) engine = make_engine (policy);
  g_autoptr (GError) error = NULL;
  QzClaim claim = random_claim ();

  claim.provider_id = 4;
  assert_claim_refused (engine, &claim, "provider-unknown");
  claim.provider_id = G_MAXINT64;
  assert_claim_refused (engine, &claim, "provider-unknown");
  claim.provider_id = 3;
  claim.day = first_day () - 1;
  assert_claim_refused (engine, &claim, "policy-not-valid");
  g_assert_false (qz_daily_engine_add_provider (engine, 3, "H47", NULL, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "provider-repeated");
  g_clear_error (&error);
  g_assert_false (qz_daily_engine_add_provider (engine, 0x1000000, "H1", NULL, &error));
  g_clear_error (&error);
  g_assert_false (qz_daily_engine_add_carry (engine, QZ_INS_EMP, 3, 202601, 5, &error));
  g_assert_cmpstr (qz_error_get_rule (error), ==, "AMB-22");
  g_clear_error (&error);
  g_assert_false (qz_daily_engine_add_deferred (engine, QZ_INS_EMP, 3, 202601, -5, 1, &error));
  g_assert_cmpstr (qz_error_get_rule (error), ==, "SM-5");
}

/* A sum past the largest amount is refused, and the line stays as it was. */
static void
test_overflow (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("jilin-daily", "ratio = 0.70", "ratio = 1.00");
  g_autoptr (QzDailyEngine) engine = make_engine (policy);
  g_autoptr (GError) error = NULL;
  QzClaim claim = {
    .provider_id = 3, .day = first_day (), .med_type = "21", .setl_type = "2", .pay_loc = "2"
  };
  QzFen amount;
  guint group;

  claim.amounts[QZ_CLAIM_HIFP] = QZ_FEN_MAX;
  g_assert_true (qz_daily_engine_add_claim (engine, &claim, &group, &amount, &error));
  claim.amounts[QZ_CLAIM_HIFP] = 1;
  assert_claim_refused (engine, &claim, "amount-overflow");
  g_assert_true (qz_daily_engine_finish (engine, &error));
  g_assert_cmpint (qz_daily_engine_get_line (engine, 0)->pay_fen, ==, QZ_FEN_MAX);
  g_assert_cmpuint (qz_daily_engine_get_line (engine, 0)->n_claims, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/daily/JL-11b-AMB-21-AMB-22/random-claims", test_random);
  g_test_add_func ("/daily/EX-2/available-money", test_available);
  g_test_add_func ("/daily/AMB-34/split-oracle", test_split_oracle);
  g_test_add_func ("/daily/refusals", test_refusals);
  g_test_add_func ("/daily/overflow", test_overflow);
  return g_test_run ();
}
