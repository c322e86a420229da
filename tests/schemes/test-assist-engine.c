/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-engine.h"

#include "test-schemes.h"

#define N_RANDOM 10000

typedef struct {
  QzPolicy *policy;
  QzDay day; /* on which its parameters hold */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->policy = load_pack ("datong-assistance", NULL, NULL);
  g_assert_true (qz_day_from_ymd (2026, 5, 18, &f->day));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->policy, qz_policy_unref);
}

static const QzAssistLayers *
get_layers (Fixture *f, QzAssistCategory category)
{
  g_autoptr (GError) error = NULL;
  const QzAssistLayers *layers = qz_policy_get_layers (f->policy, category, f->day, &error);

  g_assert_no_error (error);
  return layers;
}

static void
compute (const QzAssistLayers *layers, const QzAssistBill *bill, const QzAssistYear *year,
         QzAssistResult *out)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_assist_compute (layers, bill, year, out, &error));
  g_assert_no_error (error);
}

/* ── EX-5 ────────────────────────────────────────────────────────────────────────────────────── */

/* All five rows of the table; the two of A are one person's year. */
static void
test_ex5 (Fixture *f, gconstpointer data)
{
  static const struct {
    QzAssistCategory category;
    gboolean goes_on;
    QzAssistBill bill;
    QzFen scp, basic, rest, ci, rest2, maf, fund_total, person;
  } rows[] = {
    { QZ_ASSIST_LB, FALSE, { FALSE, 8642050, 642050, 0, 400000, 0, 0 },
      7600000, 5640000, 1960000, 1008000, 952000, 666400, 7314400, 1327650 },
    { QZ_ASSIST_LB, TRUE, { FALSE, 3000000, 200000, 0, 100000, 0, 0 },
      2700000, 1995000, 705000, 564000, 141000, 98700, 2657700, 342300 },
    { QZ_ASSIST_TK, FALSE, { FALSE, 5233333, 111111, 22222, 100000, 0, 0 },
      5000000, 3960000, 1040000, 272000, 768000, 768000, 5000000, 233333 },
    { QZ_ASSIST_BY, FALSE, { FALSE, 39876543, 2000000, 76543, 1800000, 0, 0 },
      36000000, 8000000, 28000000, 21030000, 6970000, 3000000, 32030000, 7846543 },
    { QZ_ASSIST_LB, FALSE, { FALSE, 150000, 0, 0, 0, 0, 0 },
      150000, 52500, 97500, 0, 97500, 68250, 120750, 29250 },
  };
  QzAssistYear year = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      QzAssistResult r;

      if (!rows[i].goes_on)
        year = (QzAssistYear) { 0 };
      compute (get_layers (f, rows[i].category), &rows[i].bill, &year, &r);
      g_assert_true (qz_assist_year_add (&year, &r, &error));
      g_assert_cmpint (r.scp_fen, ==, rows[i].scp);
      g_assert_cmpint (r.basic_fen, ==, rows[i].basic);
      g_assert_cmpint (r.rest_fen, ==, rows[i].rest);
      g_assert_cmpint (r.ci_fen, ==, rows[i].ci);
      g_assert_cmpint (r.rest2_fen, ==, rows[i].rest2);
      g_assert_cmpint (r.maf_fen, ==, rows[i].maf);
      g_assert_cmpint (r.fund_total_fen, ==, rows[i].fund_total);
      g_assert_cmpint (r.person_fen, ==, rows[i].person);
    }
}

/* ── properties ──────────────────────────────────────────────────────────────────────────────── */

static QzFen
draw_fen (GRand *rand, QzFen limit)
{
  return limit <= 0 ? 0
                    : (QzFen) ((((guint64) g_rand_int (rand) << 32) | g_rand_int (rand))
                               % (guint64) (limit + 1));
}

/* A bill that can be computed under any parameters: other funds take what the person owns alone. */
static QzAssistBill
draw_bill (GRand *rand)
{
  static const QzFen limits[] = { 1, 100000, 10000000, 1000000000 };
  QzAssistBill bill = { .is_outpatient = g_rand_boolean (rand) };

  bill.fee_fen = draw_fen (rand, limits[g_rand_int_range (rand, 0, G_N_ELEMENTS (limits))]);
  bill.fullself_fen = draw_fen (rand, bill.fee_fen);
  bill.overlimit_fen = draw_fen (rand, bill.fee_fen - bill.fullself_fen);
  bill.preself_fen = draw_fen (rand, bill.fee_fen - bill.fullself_fen - bill.overlimit_fen);
  bill.hosp_part_fen = draw_fen (rand, bill.fullself_fen);
  return bill;
}

static QzAssistYear
draw_year (GRand *rand)
{
  return (QzAssistYear) {
    .rest_fen = draw_fen (rand, 30000000),
    .basic_fen = draw_fen (rand, 9000000),
    .ci_fen = draw_fen (rand, 45000000),
    .maf_dedc_fen = draw_fen (rand, 300000),
    .maf_fen = draw_fen (rand, 7000000),
    .n_stays = (guint) g_rand_int_range (rand, 0, 3),
  };
}

static void
assert_cap (QzFen cap, QzFen used, QzFen paid)
{
  if (cap != QZ_ASSIST_NO_LIMIT)
    g_assert_cmpint (used + paid, <=, MAX (cap, used));
}

static void
assert_sound (const QzAssistLayers *layers, const QzAssistBill *bill, const QzAssistYear *year,
              const QzAssistResult *r)
{
  g_assert_cmpint (r->dedc_fen, >=, 0);
  g_assert_cmpint (r->basic_fen, >=, 0);
  g_assert_cmpint (r->ci_fen, >=, 0);
  g_assert_cmpint (r->maf_fen, >=, 0);
  g_assert_cmpint (r->maf_dedc_fen, >=, 0);
  g_assert_cmpint (r->person_fen, >=, 0);
  g_assert_cmpint (r->basic_fen + r->ci_fen + bill->other_fen + r->maf_fen + r->person_fen
                       + bill->hosp_part_fen,
                   ==, bill->fee_fen);
  /* Out of the catalogue nothing is paid. */
  g_assert_cmpint (r->basic_fen + r->ci_fen + r->maf_fen, <=, r->scp_fen);
  g_assert_cmpint (r->maf_dedc_fen + r->maf_fen, <=, r->rest2_fen);
  assert_cap (layers->basic_cap_fen, year->basic_fen, r->basic_fen);
  assert_cap (layers->ci_cap_fen, year->ci_fen, r->ci_fen);
  assert_cap (layers->maf_cap_fen, year->maf_fen, r->maf_fen);
  assert_cap (layers->maf_dedc_fen, year->maf_dedc_fen, r->maf_dedc_fen);
  g_assert_cmpint (r->basic_fen, <=, r->basic_uncapped_fen);
  g_assert_cmpint (r->ci_fen, <=, r->ci_uncapped_fen);
  g_assert_cmpint (r->maf_fen, <=, r->maf_uncapped_fen);
}

static void
test_sound (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      const QzAssistLayers *layers = get_layers (f, (QzAssistCategory) (i % (QZ_ASSIST_NONE + 1)));
      const QzAssistBill bill = draw_bill (rand);
      const QzAssistYear year = draw_year (rand);
      QzAssistResult result;

      compute (layers, &bill, &year, &result);
      assert_sound (layers, &bill, &year, &result);
      if (layers->category == QZ_ASSIST_NONE)
        g_assert_cmpint (result.maf_fen, ==, 0);
    }
}

/* A higher ratio never leaves the person more, of whichever layer it is; and a larger bill never
 * gets less from the funds together. */
static void
test_monotone (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      QzAssistLayers layers = *get_layers (f, (QzAssistCategory) (i % QZ_ASSIST_NONE));
      QzAssistBill bill = draw_bill (rand);
      const QzAssistYear year = draw_year (rand);
      QzPpm *const ratios[] = { &layers.maf_ratio_ppm, &layers.maf_ratio_ppm,
                                bill.is_outpatient ? &layers.outpatient_ratio_ppm
                                                   : &layers.basic_ratio_ppm };
      QzPpm *ratio = ratios[i % G_N_ELEMENTS (ratios)];
      QzAssistResult low, high, larger;

      compute (&layers, &bill, &year, &low);
      *ratio += draw_fen (rand, QZ_PPM_ONE - *ratio);
      compute (&layers, &bill, &year, &high);
      if (ratio == &layers.maf_ratio_ppm)
        g_assert_cmpint (high.maf_fen, >=, low.maf_fen);
      else
        g_assert_cmpint (high.basic_fen, >=, low.basic_fen);
      bill.fee_fen += draw_fen (rand, 100000);
      compute (&layers, &bill, &year, &larger);
      g_assert_cmpint (larger.basic_fen, >=, high.basic_fen);
      g_assert_cmpint (larger.ci_fen, >=, 0);
    }
}

/* However a year's costs are cut into bills, critical illness pays the same but for one rounding a
 * bill: it counts the accumulated rest (AS-3). */
static void
test_cut (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  QzAssistLayers layers = *get_layers (f, QZ_ASSIST_TK);

  layers.basic_ratio_ppm = 0;
  for (guint i = 0; i < 1000; i++)
    {
      const QzFen total = draw_fen (rand, 20000000);
      QzAssistYear year = { 0 }, whole = { 0 };
      QzFen left = total;
      QzAssistResult result;

      for (guint bill_no = 0; bill_no < 5; bill_no++)
        {
          const QzAssistBill bill = { .fee_fen = bill_no < 4 ? draw_fen (rand, left) : left };
          g_autoptr (GError) error = NULL;

          compute (&layers, &bill, &year, &result);
          g_assert_true (qz_assist_year_add (&year, &result, &error));
          left -= bill.fee_fen;
        }
      compute (&layers, &(QzAssistBill) { .fee_fen = total }, &whole, &result);
      g_assert_cmpint (ABS (year.ci_fen - result.ci_fen), <=, 2);
      g_assert_cmpuint (year.n_stays, ==, 5);
    }
}

/* ── the year ────────────────────────────────────────────────────────────────────────────────── */

/* A refund takes its original's own parts, and what was before is there again. */
static void
test_refund (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 1000; i++)
    {
      const QzAssistBill bill = draw_bill (rand);
      const QzAssistYear before = draw_year (rand);
      QzAssistYear year = before;
      g_autoptr (GError) error = NULL;
      QzAssistResult result;

      compute (get_layers (f, QZ_ASSIST_BY), &bill, &year, &result);
      g_assert_true (qz_assist_year_add (&year, &result, &error));
      g_assert_cmpuint (year.n_stays, ==, before.n_stays + !bill.is_outpatient);
      g_assert_true (qz_assist_year_take (&year, &result, &error));
      g_assert_cmpint (year.rest_fen, ==, before.rest_fen);
      g_assert_cmpint (year.basic_fen, ==, before.basic_fen);
      g_assert_cmpint (year.ci_fen, ==, before.ci_fen);
      g_assert_cmpint (year.maf_dedc_fen, ==, before.maf_dedc_fen);
      g_assert_cmpint (year.maf_fen, ==, before.maf_fen);
      g_assert_cmpuint (year.n_stays, ==, before.n_stays);
    }
}

static void
test_refund_unknown (Fixture *f, gconstpointer data)
{
  QzAssistYear year = { .n_stays = 1 };
  const QzAssistResult original = { .is_stay = TRUE, .maf_fen = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_assist_year_take (&year, &original, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "refund-unknown");
  g_assert_cmpuint (year.n_stays, ==, 1);
}

/* ── impossible input ────────────────────────────────────────────────────────────────────────── */

static void
test_impossible (Fixture *f, gconstpointer data)
{
  static const struct {
    QzAssistBill bill;
    const char *id, *rule, *field;
  } cases[] = {
    { { FALSE, 100, 60, 30, 11, 0, 0 }, "scp-negative", "V1", "fullself" },
    { { FALSE, 100, 0, 0, 0, 101, 0 }, "person-negative", "V3", "other" },
    { { FALSE, 100, 0, 0, 0, 0, 101 }, "person-negative", "V3", "other" },
    { { FALSE, -1, 0, 0, 0, 0, 0 }, "amount-negative", "DT-14", "fee" },
    { { FALSE, 100, -1, 0, 0, 0, 0 }, "amount-negative", "DT-14", "fullself" },
    { { FALSE, 100, 0, -1, 0, 0, 0 }, "amount-negative", "DT-14", "overlimit" },
    { { FALSE, 100, 0, 0, -1, 0, 0 }, "amount-negative", "DT-14", "preself" },
    { { FALSE, 100, 0, 0, 0, -1, 0 }, "amount-negative", "DT-14", "other" },
    { { TRUE, 100, 0, 0, 0, 0, -1 }, "amount-negative", "DT-14", "hosp_part" },
    { { TRUE, QZ_FEN_MAX + 1, 0, 0, 0, 0, 0 }, "amount-negative", "DT-14", "fee" },
  };
  const QzAssistYear year = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      QzAssistResult result;

      g_assert_false (qz_assist_compute (get_layers (f, QZ_ASSIST_LB), &cases[i].bill, &year,
                                         &result, &error));
      g_assert_cmpstr (qz_error_get_id (error), ==, cases[i].id);
      g_assert_cmpstr (qz_error_get_rule (error), ==, cases[i].rule);
      g_assert_cmpstr (qz_error_get_field (error), ==, cases[i].field);
    }
}

/* The largest amounts there are do not overflow on the way. */
static void
test_largest (Fixture *f, gconstpointer data)
{
  const QzAssistBill bill = { .fee_fen = QZ_FEN_MAX };
  QzAssistYear year = { .rest_fen = QZ_FEN_MAX };
  g_autoptr (GError) error = NULL;
  QzAssistResult result;

  compute (get_layers (f, QZ_ASSIST_TK), &bill, &year, &result);
  g_assert_cmpint (result.basic_fen, ==, 8000000);
  /* 85 % of 9,999,999,991,999,999 */
  g_assert_cmpint (result.ci_fen, ==, G_GINT64_CONSTANT (8499999993199999));
  g_assert_cmpint (result.person_fen, ==, 0);
  g_assert_false (qz_assist_year_add (&year, &result, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "amount-overflow");
  g_assert_cmpint (year.rest_fen, ==, QZ_FEN_MAX);
}

/* ── explanation ─────────────────────────────────────────────────────────────────────────────── */

static guint
find_step (QzSheet *sheet, const char *step)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (strcmp (qz_sheet_get_text (sheet, row, 0), step) == 0)
      return row;
  g_assert_not_reached ();
}

/* EX-5 C: a cap says what it cut and what was left. */
static void
test_explain (Fixture *f, gconstpointer data)
{
  const QzAssistBill bill = { FALSE, 39876543, 2000000, 76543, 1800000, 0, 0 };
  const QzAssistLayers *layers = get_layers (f, QZ_ASSIST_BY);
  const QzAssistYear year = { 0 };
  g_autoptr (QzSheet) sheet = NULL;
  QzAssistResult result;
  guint row;

  compute (layers, &bill, &year, &result);
  sheet = qz_assist_explain (layers, &bill, &year, &result);
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, 10);
  row = find_step (sheet, "maf");
  g_assert_cmpint (qz_sheet_get_number (sheet, row, 2), ==, 3000000);
  g_assert_cmpstr (qz_sheet_get_text (sheet, row, 3), ==,
                   "(69,700.00 − 3,000.00) × 60.00% = 40,020.00, but of the year’s cap of "
                   "30,000.00, 0.00 are used: 30,000.00 are left");
  g_assert_cmpstr (qz_sheet_get_text (sheet, row, 4), ==, "DT-14, EX-5");
  row = find_step (sheet, "ci");
  g_assert_cmpstr (qz_sheet_get_text (sheet, row, 3), ==,
                   "The rest of the year goes from 0.00 to 280,000.00, above the deductible of "
                   "14,000.00: 50,000.00 × 75.00% + 216,000.00 × 80.00%");
  row = find_step (sheet, "person");
  g_assert_cmpint (qz_sheet_get_number (sheet, row, 2), ==, 7846543);
}

/* ── what the model's bills do not reach ─────────────────────────────────────────────────────── */

static void
test_kinds (Fixture *f, gconstpointer data)
{
  g_autoptr (QzPolicy) without =
      load_pack ("datong-assistance", "outpatient = yes", "outpatient = no");

  g_assert_cmpint (qz_policy_get_assist_kind (f->policy, "21"), ==, QZ_ASSIST_STAY);
  g_assert_cmpint (qz_policy_get_assist_kind (f->policy, "2101"), ==, QZ_ASSIST_STAY);
  g_assert_cmpint (qz_policy_get_assist_kind (f->policy, "14"), ==, QZ_ASSIST_OUTPATIENT);
  g_assert_cmpint (qz_policy_get_assist_kind (f->policy, "11"), ==, QZ_ASSIST_OTHER);
  g_assert_cmpint (qz_policy_get_assist_kind (f->policy, NULL), ==, QZ_ASSIST_OTHER);
  g_assert_cmpint (qz_policy_get_assist_kind (without, "14"), ==, QZ_ASSIST_OTHER);
  g_assert_cmpint (qz_policy_get_assist_kind (without, "52"), ==, QZ_ASSIST_STAY);
}

/* DT-11, EX-6: a county with nothing is warned of nothing; deductions may leave less than zero. */
static void
test_reserve (Fixture *f, gconstpointer data)
{
  const QzAssistTerms *terms = qz_policy_get_assistance (f->policy);
  static const struct {
    QzFen used, reserve;
    QzReserveLevel level;
    QzFen left;
  } cases[] = {
    { 0, 0, QZ_RESERVE_NORMAL, 0 },           { 1, 0, QZ_RESERVE_OVERDRAWN, -1 },
    { -5, 100, QZ_RESERVE_NORMAL, 105 },      { 89, 100, QZ_RESERVE_NORMAL, 11 },
    { 90, 100, QZ_RESERVE_WARNED, 10 },       { 100, 100, QZ_RESERVE_WARNED, 0 },
    { 101, 100, QZ_RESERVE_OVERDRAWN, -1 },   { QZ_FEN_MAX, QZ_FEN_MAX, QZ_RESERVE_WARNED, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      QzReserveUsage usage;

      g_assert_true (qz_assist_usage (terms, cases[i].used, cases[i].reserve, &usage, &error));
      g_assert_cmpint (usage.level, ==, cases[i].level);
      g_assert_cmpint (usage.left_fen, ==, cases[i].left);
      g_assert_cmpint (usage.has_rate, ==, cases[i].reserve > 0);
    }
}

static void
test_reserve_refused (Fixture *f, gconstpointer data)
{
  const QzAssistTerms *terms = qz_policy_get_assistance (f->policy);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  QzReserveUsage usage;
  QzFen reserve;

  g_assert_false (qz_assist_reserve_of (terms, -1, &reserve, &error));
  g_assert_cmpstr (qz_error_get_rule (error), ==, "DT-11");
  g_assert_false (qz_assist_usage (terms, 0, -1, &usage, &again));
  g_assert_cmpstr (qz_error_get_field (again), ==, "reserve");
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*run) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/schemes/EX-5", test_ex5 },
    { "/schemes/DT-14/sound", test_sound },
    { "/schemes/DT-14/monotone", test_monotone },
    { "/schemes/AS-3/cut", test_cut },
    { "/schemes/AS-3/refund", test_refund },
    { "/schemes/AS-3/refund-unknown", test_refund_unknown },
    { "/schemes/V1-V3/impossible", test_impossible },
    { "/schemes/DT-14/largest", test_largest },
    { "/schemes/EX-5/explain", test_explain },
    { "/schemes/DT-26/kinds", test_kinds },
    { "/schemes/DT-11/reserve", test_reserve },
    { "/schemes/DT-11/refused", test_reserve_refused },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
