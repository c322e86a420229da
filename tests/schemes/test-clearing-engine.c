/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-engine.h"

#include <string.h>

#include "qz-error.h"

#define QIQIHAR_HOSPITAL 1
#define NEHE_HOSPITAL    2
#define HARBIN_HOSPITAL  3
#define LOST_HOSPITAL    4

static QzAreaMap *
make_map (void)
{
  QzAreaMap *map = qz_area_map_new ("230000");

  qz_area_map_add_area (map, "230000", "黑龙江省", "province", NULL);
  qz_area_map_add_area (map, "230200", "齐齐哈尔市", "city", "230000");
  qz_area_map_add_area (map, "230202", "龙沙区", "county", "230200");
  qz_area_map_add_area (map, "230281", "讷河市", "county", "230200");
  qz_area_map_add_area (map, "231200", "绥化市", "city", "230000");
  qz_area_map_add_area (map, "239900", "黑龙江省本级", "city", "230000");
  qz_area_map_add_agency (map, "230200", "齐齐哈尔", "230200", "city");
  qz_area_map_add_agency (map, "230281", "讷河", "230281", "county");
  qz_area_map_add_agency (map, "231200", "绥化", "231200", "city");
  qz_area_map_add_agency (map, "239900", "省本级", "239900", "city");
  return map;
}

static QzClearingEngine *
make_engine (QzAreaMap *map, QzNlScope scope, gboolean clear_acct)
{
  QzClearingEngine *engine = qz_clearing_engine_new (map, scope, clear_acct);

  qz_clearing_engine_add_provider (engine, QIQIHAR_HOSPITAL, "H1", "230200");
  qz_clearing_engine_add_provider (engine, NEHE_HOSPITAL, "H2", "230281");
  qz_clearing_engine_add_provider (engine, HARBIN_HOSPITAL, "H3", "239900");
  qz_clearing_engine_add_provider (engine, LOST_HOSPITAL, "H4", "999999");
  return engine;
}

static QzNlClaim
make_claim (gint64 provider_id, const char *area, QzFen pool, QzFen big)
{
  return (QzNlClaim) { .id = 1,
                       .provider_id = provider_id,
                       .area = area,
                       .insurance = QZ_INS_EMP,
                       .period = 202605,
                       .n_visits = 1,
                       .medfee_fen = 2 * (pool + big),
                       .parts = { pool, big },
                       .acct_fen = 700 };
}

static void
add (QzClearingEngine *engine, QzNlClaim claim)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clearing_engine_add_claim (engine, &claim, &error));
  g_assert_no_error (error);
}

static GArray *
finish (QzClearingEngine *engine)
{
  g_autoptr (GError) error = NULL;
  GArray *rows = qz_clearing_engine_finish (engine, &error);

  g_assert_no_error (error);
  g_assert_nonnull (rows);
  return rows;
}

static const QzClearingRow *
get (GArray *rows, guint i)
{
  g_assert_cmpuint (i, <, rows->len);
  return &g_array_index (rows, QzClearingRow, i);
}

static void
assert_refused (QzClearingEngine *engine, QzNlClaim claim, const char *id, const char *rule)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_clearing_engine_add_claim (engine, &claim, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_cmpstr (qz_error_get_rule (error), ==, rule);
}

/* NL-26a, K07: a claim in the province stands on both sides; a district belongs to its city. */
static void
test_both_sides (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, FALSE);
  g_autoptr (GArray) rows = NULL;

  add (engine, make_claim (HARBIN_HOSPITAL, "230202", 100, 20));
  add (engine, make_claim (HARBIN_HOSPITAL, "230200", 1000, 0));
  add (engine, make_claim (NEHE_HOSPITAL, "231200", 5, 0));
  rows = finish (engine);
  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpstr (get (rows, 0)->treat_agency, ==, "230281");
  g_assert_cmpstr (get (rows, 0)->treat_unit, ==, "230200");
  g_assert_cmpint (get (rows, 1)->amount_fen, ==, 1120);
  g_assert_cmpint (get (rows, 1)->n_visits, ==, 2);
  g_assert_cmpint (get (rows, 1)->parts[QZ_FC_BIG], ==, 20);
  g_assert_false (get (rows, 1)->is_payable);
  g_assert_true (get (rows, 2)->is_payable);
  g_assert_cmpstr (get (rows, 2)->insured_unit, ==, "230200");
  g_assert_cmpint (get (rows, 2)->amount_fen, ==, 1120);
  g_assert_cmpint (get (rows, 2)->provider_id, ==, 0);
}

/* A refund takes money and its visit back. */
static void
test_refund (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, FALSE);
  QzNlClaim refund = make_claim (HARBIN_HOSPITAL, "230200", -40, 0);
  g_autoptr (GArray) rows = NULL;

  refund.n_visits = -1;
  add (engine, make_claim (HARBIN_HOSPITAL, "230200", 100, 0));
  add (engine, refund);
  rows = finish (engine);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (get (rows, 0)->amount_fen, ==, 60);
  g_assert_cmpint (get (rows, 0)->n_visits, ==, 0);
}

static void
test_account (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, TRUE);
  g_autoptr (GArray) rows = NULL;

  add (engine, make_claim (HARBIN_HOSPITAL, "230200", 100, 0));
  rows = finish (engine);
  g_assert_cmpint (get (rows, 0)->fund_fen, ==, 100);
  g_assert_cmpint (get (rows, 0)->amount_fen, ==, 800);
}

/* NL-38a, domain 5.4: 0.05 over 3333333, 3333333, 3333334 gives 0.02, 0.01, 0.02. */
static void
test_deduction (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, FALSE);
  QzNlDeduction deduction = { .id = 1,
                              .claim = make_claim (HARBIN_HOSPITAL, "230200", 3333333, 3333333),
                              .orig_period = 202603,
                              .amount_fen = 5,
                              .reason = "重复收费" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;

  deduction.claim.parts[QZ_FC_MAF] = 3333334;
  g_assert_true (qz_clearing_engine_add_deduction (engine, &deduction, &error));
  g_assert_no_error (error);
  add (engine, make_claim (HARBIN_HOSPITAL, "230200", 5, 0));
  rows = finish (engine);
  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpuint (qz_clearing_engine_get_rests (engine)->len, ==, 0);
  for (guint i = 1; i < rows->len; i += 2)
    {
      const QzClearingRow *row = get (rows, i);

      g_assert_true (row->is_deduction);
      g_assert_cmpint (row->orig_period, ==, 202603);
      g_assert_cmpstr (row->reason, ==, "重复收费");
      g_assert_cmpint (row->parts[QZ_FC_POOL], ==, 2);
      g_assert_cmpint (row->parts[QZ_FC_BIG], ==, 1);
      g_assert_cmpint (row->parts[QZ_FC_MAF], ==, 2);
      g_assert_cmpint (row->amount_fen, ==, 5);
      g_assert_cmpint (row->medfee_fen, ==, 0);
      g_assert_cmpint (row->n_visits, ==, 1);
    }
}

static QzNlDeduction
make_late (gint64 id, QzFen amount)
{
  return (QzNlDeduction) { .id = id,
                           .claim = make_claim (HARBIN_HOSPITAL, "230200", 60000, 40000),
                           .orig_period = 202603,
                           .amount_fen = amount,
                           .reason = "稽核" };
}

static void
deduct (QzClearingEngine *engine, QzNlDeduction deduction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clearing_engine_add_deduction (engine, &deduction, &error));
  g_assert_no_error (error);
}

/* What is left of one record; 0: nothing. */
static QzFen
get_rest (QzClearingEngine *engine, QzNlSource source, gint64 id)
{
  const GArray *rests = qz_clearing_engine_get_rests (engine);

  for (guint i = 0; i < rests->len; i++)
    {
      const QzClearingRest *rest = &g_array_index (rests, QzClearingRest, i);

      if (rest->source == source && rest->record_id == id)
        return rest->amount_fen;
    }
  return 0;
}

/* Net of one side. */
static QzFen
sum_up (const GArray *rows, gboolean is_payable)
{
  QzFen sum = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);

      if (row->is_payable == is_payable)
        sum += row->is_deduction ? -row->amount_fen : row->amount_fen;
    }
  return sum;
}

/* NL-38a, K01, K07: of recoveries that are more than an agency's month, what fits is taken on both
 * sides alike, the older ones first; the rest waits. */
static void
test_too_much (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, FALSE);
  g_autoptr (GArray) rows = NULL;

  deduct (engine, make_late (8, 900));
  deduct (engine, make_late (7, 700));
  add (engine, make_claim (HARBIN_HOSPITAL, "230200", 1000, 0));
  add (engine, make_claim (HARBIN_HOSPITAL, "231200", 5000, 0));
  rows = finish (engine);
  g_assert_cmpint (get_rest (engine, QZ_NL_SOURCE_DEDUCTION, 7), ==, 0);
  g_assert_cmpint (get_rest (engine, QZ_NL_SOURCE_DEDUCTION, 8), ==, 600);
  g_assert_cmpint (sum_up (rows, FALSE), ==, 5000);
  g_assert_cmpint (sum_up (rows, TRUE), ==, 5000);
}

/* NL-38a, domain 5.4: a recovery that three months take is taken whole, part by part, and is one
 * person's only once. */
static void
test_carried (void)
{
  const QzFen months[] = { 33, 1, 66 };
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingCarries) past = qz_clearing_carries_new ();
  QzFen pool = 0, big = 0;
  gint64 n_visits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, FALSE);
      g_autoptr (GArray) rows = NULL;
      QzFen rest;

      qz_clearing_engine_set_carries (engine, past, NULL);
      add (engine, make_claim (HARBIN_HOSPITAL, "230200", months[i], 0));
      deduct (engine, make_late (7, 100));
      rows = finish (engine);
      g_assert_cmpuint (rows->len, ==, 4);
      g_assert_true (get (rows, 1)->is_deduction);
      g_assert_cmpint (get (rows, 1)->amount_fen, ==, months[i]);
      g_assert_cmpint (get (rows, 1)->fund_fen, ==, months[i]);
      pool += get (rows, 1)->parts[QZ_FC_POOL];
      big += get (rows, 1)->parts[QZ_FC_BIG];
      n_visits += get (rows, 1)->n_visits;
      rest = get_rest (engine, QZ_NL_SOURCE_DEDUCTION, 7);
      if (rest > 0)
        qz_clearing_carries_add (past, QZ_NL_SOURCE_DEDUCTION, 7, rest);
    }
  g_assert_cmpint (pool, ==, 60);
  g_assert_cmpint (big, ==, 40);
  g_assert_cmpint (n_visits, ==, 1);
}

/* K01: a refund that is more than the month's costs waits as well, its fees and its visit go with
 * the first of it; an explanation is told what was left. */
static void
test_refund_carried (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, FALSE);
  g_autoptr (QzClearingCarries) past = qz_clearing_carries_new ();
  g_autoptr (QzClearingCarries) left = qz_clearing_carries_new ();
  QzNlClaim refund = make_claim (HARBIN_HOSPITAL, "230200", -300, -100);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  QzClearingRow alone[2];
  guint n = 0;

  refund.id = 9;
  refund.n_visits = -1;
  add (engine, refund);
  add (engine, make_claim (HARBIN_HOSPITAL, "230200", 100, 50));
  rows = finish (engine);
  g_assert_cmpint (sum_up (rows, FALSE), ==, 0);
  g_assert_cmpint (sum_up (rows, TRUE), ==, 0);
  g_assert_cmpint (get (rows, 0)->n_visits, ==, 0);
  g_assert_cmpint (get_rest (engine, QZ_NL_SOURCE_CLAIM, 9), ==, 250);
  qz_clearing_carries_add (left, QZ_NL_SOURCE_CLAIM, 9, 250);
  qz_clearing_engine_set_carries (engine, past, left);
  g_assert_true (qz_clearing_engine_place (engine, &refund, NULL, FALSE, alone, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (alone[0].amount_fen, ==, -150);
  g_assert_cmpint (alone[0].n_visits, ==, -1);
}

/* NL-26b: a refund of the national file whose parts have both signs cannot be parted; it waits
 * until it fits. */
static void
test_indivisible (void)
{
  g_autoptr (QzAreaMap) map = make_map ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_CROSS_PROV, FALSE);
      QzNlClaim item = make_claim (0, "230281", 900 - i, 0);
      QzNlClaim refund = make_claim (0, "230281", -1000, 100);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) rows = NULL;

      refund.id = 9;
      item.treat_area = refund.treat_area = "110101";
      g_assert_true (qz_clearing_engine_add_item (engine, &item, NULL, &error));
      g_assert_true (qz_clearing_engine_add_item (engine, &refund, NULL, &error));
      rows = finish (engine);
      g_assert_cmpint (sum_up (rows, TRUE), ==, i == 0 ? 0 : 899);
      g_assert_cmpint (get_rest (engine, QZ_NL_SOURCE_ITEM, 9), ==, i == 0 ? 0 : 900);
    }
}

/* AMB-33: others' patients are received for, our own are paid for by the national file. */
static void
test_cross (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_CROSS_PROV, FALSE);
  QzNlClaim item = make_claim (0, "230281", 900, 0);
  QzNlClaim foreign = make_claim (0, "220200", 900, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;

  item.treat_area = "110101";
  foreign.treat_area = "110101";
  add (engine, make_claim (QIQIHAR_HOSPITAL, "210102", 100, 0));
  g_assert_true (qz_clearing_engine_add_item (engine, &item, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (qz_clearing_engine_add_item (engine, &foreign, NULL, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "national-file-foreign");
  rows = finish (engine);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (get (rows, 0)->other_province, ==, "210000");
  g_assert_cmpstr (get (rows, 0)->insured_unit, ==, "");
  g_assert_cmpstr (get (rows, 1)->other_province, ==, "110000");
  g_assert_cmpstr (get (rows, 1)->insured_agency, ==, "230281");
  g_assert_cmpstr (get (rows, 1)->treat_unit, ==, "");
}

/* NL-4, NL-5d. */
static void
test_bad_areas (void)
{
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (QzClearingEngine) in = make_engine (map, QZ_NL_IN_PROV, FALSE);
  g_autoptr (QzClearingEngine) cross = make_engine (map, QZ_NL_CROSS_PROV, FALSE);

  assert_refused (in, make_claim (HARBIN_HOSPITAL, "239999", 1, 0), "area-unknown", "NL-4");
  assert_refused (in, make_claim (HARBIN_HOSPITAL, "110101", 1, 0), "area-wrong-side", "NL-4");
  assert_refused (cross, make_claim (HARBIN_HOSPITAL, "230200", 1, 0), "area-wrong-side", "NL-4");
  assert_refused (in, make_claim (NEHE_HOSPITAL, "230281", 1, 0), "claim-not-nonlocal", "NL-4");
  assert_refused (in, make_claim (LOST_HOSPITAL, "230200", 1, 0), "agency-unknown", "NL-5d");
}

/* The same records in any order give the same rows in the same order. */
static void
test_order (void)
{
  static const char *const areas[] = { "230200", "230281", "231200" };
  g_autoptr (QzAreaMap) map = make_map ();
  g_autoptr (GArray) first = NULL;

  for (guint turn = 0; turn < 3; turn++)
    {
      g_autoptr (QzClearingEngine) engine = make_engine (map, QZ_NL_IN_PROV, FALSE);
      g_autoptr (GArray) rows = NULL;

      for (guint i = 0; i < 300; i++)
        add (engine, make_claim (HARBIN_HOSPITAL, areas[(i + turn) % 3], (i + turn) % 3 + 1, 0));
      rows = finish (engine);
      if (first == NULL)
        first = g_array_ref (rows);
      g_assert_cmpmem (rows->data, rows->len * sizeof (QzClearingRow), first->data,
                       first->len * sizeof (QzClearingRow));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clearing/NL-26a-K07-both-sides", test_both_sides);
  g_test_add_func ("/clearing/refund", test_refund);
  g_test_add_func ("/clearing/account", test_account);
  g_test_add_func ("/clearing/NL-38a-deduction", test_deduction);
  g_test_add_func ("/clearing/NL-38a-K01-K07-too-much", test_too_much);
  g_test_add_func ("/clearing/NL-38a-carried", test_carried);
  g_test_add_func ("/clearing/K01-refund-carried", test_refund_carried);
  g_test_add_func ("/clearing/NL-26b-indivisible", test_indivisible);
  g_test_add_func ("/clearing/NL-26b-AMB-33-cross", test_cross);
  g_test_add_func ("/clearing/NL-4-bad-areas", test_bad_areas);
  g_test_add_func ("/clearing/order", test_order);
  return g_test_run ();
}
