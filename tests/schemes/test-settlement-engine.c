/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-settlement-engine.h"

#include "qz-explain.h"
#include "test-schemes.h"

static QzFen
sum_items (const GArray *items)
{
  QzFen sum = 0;

  for (guint i = 0; i < items->len; i++)
    sum += g_array_index (items, QzOpenItem, i).amount_fen;
  return sum;
}

/* Settles one random month; @open keeps what stays open, *excess the deductions left; adds to
 * *payable and *paid. */
static void
settle_month (QzPolicy *policy, QzPeriod period, GArray *open, QzFen *excess, QzFen *payable,
              QzFen *paid)
{
  g_auto (QzSettlementResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  QzSettlementInput input = { .period = period, .deduct_carried_fen = *excess };

  input.declared_fen = g_test_rand_int_range (-1000, 100000);
  input.deduct_audit_fen = g_test_rand_int_range (0, 30000) * g_test_rand_bit ();
  input.deduct_inspect_fen = g_test_rand_int_range (0, 90000) * g_test_rand_bit ();
  input.open = (const QzOpenItem *) (gpointer) open->data;
  input.n_open = open->len;
  g_assert_true (qz_settlement_compute (policy, &input, &result, &error));
  g_assert_no_error (error);
  /* The identity: payable = offset + pay; nothing of the open items is lost. */
  g_assert_cmpint (result.figures[QZ_SETTLE_PAYABLE], ==,
                   result.figures[QZ_SETTLE_OFFSET] + result.pay_fen);
  g_assert_cmpint (result.figures[QZ_SETTLE_OFFSET], ==, sum_items (result.offsets));
  g_assert_cmpint (sum_items (open), ==, sum_items (result.offsets) + sum_items (result.left));
  g_assert_cmpint (result.figures[QZ_SETTLE_PAYABLE] - result.figures[QZ_SETTLE_DEDUCT_LEFT], ==,
                   input.declared_fen - input.deduct_audit_fen - input.deduct_inspect_fen
                       - *excess);
  *excess = result.figures[QZ_SETTLE_DEDUCT_LEFT];
  *payable += result.figures[QZ_SETTLE_PAYABLE];
  *paid += result.pay_fen;
  g_array_set_size (open, 0);
  g_array_append_vals (open, result.left->data, result.left->len);
}

/* MS-1, MS-2 over many months: all that was ever paid is what was payable plus what is open. */
static void
test_conservation (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("heilongjiang-instant", NULL, NULL);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (QzOpenItem));
      QzFen payable = 0, paid = 0, excess = 0;

      for (int month = 0; month < 24; month++)
        {
          QzPeriod period = qz_period_add (202501, month);

          for (guint path = 0; path < QZ_N_PATHS; path++)
            {
              QzOpenItem item = { path, period, g_test_rand_int_range (1, 60000) };

              if (g_test_rand_bit ())
                continue;
              g_array_append_val (open, item);
              paid += item.amount_fen;
            }
          settle_month (policy, period, open, &excess, &payable, &paid);
          g_assert_cmpint (paid, ==, payable + sum_items (open));
        }
    }
}

/* AMB-30, SQ-3.1, JL-15b: the two ways of counting. */
static void
test_deadlines (void)
{
  g_autoptr (QzPolicy) next_month = load_pack ("suqian-advance", NULL, NULL);
  g_autoptr (QzPolicy) cutoff =
      load_pack ("suqian-advance", "deadline_from = next-month", "deadline_from = cutoff");
  g_autoptr (QzCalendar) calendar = qz_calendar_new ();
  QzDay day, audit_due, pay_due, wanted;

  g_assert_true (qz_day_from_ymd (2026, 2, 10, &day));
  /* Without holidays: February 2026 begins on a Sunday, its twentieth working day is the 27th. */
  qz_settlement_get_deadlines (next_month, calendar, 202601, day, &audit_due, &pay_due);
  g_assert_true (qz_day_from_ymd (2026, 2, 27, &wanted));
  g_assert_cmpint (pay_due, ==, wanted);
  g_assert_cmpint (audit_due, ==, wanted - 7);
  qz_settlement_get_deadlines (cutoff, calendar, 202601, day, &audit_due, &pay_due);
  g_assert_cmpint (pay_due, ==, day + 28);
  g_assert_cmpint (audit_due, ==, day + 21);
}

/* The arrangement that travels with the program. (transfer full) */
static QzCalendar *
load_calendar (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("QZ_TEST_POLICIES"), "..", "codes", "holidays.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) csv = NULL;
  QzCalendar *calendar;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  csv = g_bytes_new_take (g_steal_pointer (&text), length);
  calendar = qz_calendar_new_from_csv (csv, "holidays.csv", &error);
  g_assert_no_error (error);
  return calendar;
}

/* HLJ-IS-16d (DL-HLJ-MS), JL-15b (DL-JL-MS): twenty working days after the cut-off, by the State
 * Council's arrangement of the year. */
static void
test_twenty_workdays (void)
{
  static const struct {
    const char *cutoff, *due;
  } cases[] = {
    { "2026-02-10", "2026-03-16" }, { "2026-03-10", "2026-04-08" },
    { "2026-09-10", "2026-10-14" }, { "2025-01-10", "2025-02-13" },
    { "2024-04-10", "2024-05-10" },
  };
  static const char *const packs[] = { "heilongjiang-instant", "jilin-daily" };
  g_autoptr (QzCalendar) calendar = load_calendar ();

  for (guint i = 0; i < G_N_ELEMENTS (packs) * G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (QzPolicy) policy = load_pack (packs[i % 2], NULL, NULL);
      QzDay cutoff, wanted, audit_due, pay_due;

      g_assert_true (qz_day_parse_plain (cases[i / 2].cutoff, 10, &cutoff));
      g_assert_true (qz_day_parse_plain (cases[i / 2].due, 10, &wanted));
      qz_settlement_get_deadlines (policy, calendar, 202601, cutoff, &audit_due, &pay_due);
      g_assert_cmpint (pay_due, ==, wanted);
    }
}

static void
test_reconcile (void)
{
  static const char *const how[] = { "reconcile = refuse", "reconcile = warn", "reconcile = off" };

  for (guint i = 0; i < G_N_ELEMENTS (how); i++)
    {
      g_autoptr (QzPolicy) policy = load_pack ("jilin-daily", "reconcile = warn", how[i]);
      g_auto (QzSettlementResult) result = { 0 };
      g_autoptr (GError) error = NULL;
      QzSettlementInput input = {
        .period = 202602, .declared_fen = 100, .has_claims_base = TRUE, .claims_base_fen = 99
      };

      g_assert_cmpint (qz_settlement_compute (policy, &input, &result, &error), ==, i != 0);
      g_assert_cmpint (result.differs, ==, i != 2);
      if (i != 0)
        continue;
      g_assert_cmpstr (qz_error_get_id (error), ==, "declaration-differs");
      g_assert_cmpstr (qz_error_get_rule (error), ==, "JL-12");
    }
}

static void
test_refusals (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("jilin-daily", NULL, NULL);
  const QzOpenItem bad = { QZ_PATH_DAILY, 202602, -1 };
  const QzOpenItem huge[] = { { QZ_PATH_DAILY, 202602, QZ_FEN_MAX }, { QZ_PATH_DAILY, 202601, 1 } };
  const QzSettlementInput inputs[] = {
    { .period = 202602, .deduct_audit_fen = -1 },
    { .period = 202602, .deduct_carried_fen = -1 },
    { .period = 202602, .day_carry_fen = 1 },
    { .period = 202602, .open = &bad, .n_open = 1 },
    { .period = 202602, .open = huge, .n_open = 2 },
    { .period = 202602, .declared_fen = -QZ_FEN_MAX, .deduct_audit_fen = 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_auto (QzSettlementResult) result = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (qz_settlement_compute (policy, &inputs[i], &result, &error));
      g_assert_nonnull (error);
    }
}

/* Every figure of every kind has a formula in which nothing is left blank. */
static void
test_explain (void)
{
  g_autoptr (QzPolicy) policy = load_pack ("jilin-daily", NULL, NULL);
  const QzFen figures[QZ_MAX_FIGURES] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
  g_autofree char *rule = NULL;
  g_autofree char *formula = NULL;

  for (guint kind = 0; kind < QZ_N_DOCUMENT_KINDS; kind++)
    for (int f = QZ_EXPLAIN_PAY; f < (int) qz_document_kind_get_n_figures (kind); f++)
      {
        g_clear_pointer (&rule, g_free);
        g_clear_pointer (&formula, g_free);
        qz_explain_figure (f % 2 ? policy : NULL, kind, f, figures, 13, &rule, &formula);
        g_assert_nonnull (rule);
        g_assert_null (strchr (formula, '{'));
      }
  g_clear_pointer (&rule, g_free);
  g_clear_pointer (&formula, g_free);
  qz_explain_figure (policy, QZ_DOCUMENT_SETTLEMENT, QZ_EXPLAIN_PAY, figures, 13, &rule, &formula);
  g_assert_cmpstr (rule, ==, "JL-15a, MS-1, MS-2");
  g_assert_cmpstr (formula, ==, "0.05 − 0.09 = 0.13");
}

/* A pack whose example does not come true is refused with file, line and what came instead. */
static void
test_false_example (void)
{
  g_autofree char *text = read_pack ("suqian-advance");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (GError) error = NULL;
  const char *at;
  guint line = 1;

  g_assert_cmpuint (g_string_replace (changed, "  standard 1081445.41", "  standard 1081445.42", 1),
                    ==, 1);
  at = strstr (changed->str, "expect =\n  standard 1081445.42");
  g_assert_nonnull (at);
  for (const char *p = changed->str; p < at; p++)
    line += *p == '\n';
  g_assert_null (qz_policy_load (changed->str, -1, "false.policy", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "example-failed");
  g_assert_cmpstr (qz_error_get_file (error), ==, "false.policy");
  g_assert_cmpuint (qz_error_get_line (error), ==, line);
  g_assert_nonnull (strstr (error->message, "standard 1081445.41"));
}

/* The same parameters that the examples prove: a changed ratio makes them fail. */
static void
test_examples_guard_parameters (void)
{
  static const char *const changes[][3] = {
    { "suqian-advance", "ratio = 0.30", "ratio = 0.31" },
    { "suqian-advance", "due_day = 10", "due_day = 9" },
    { "suqian-advance", "pay_workdays = 20", "pay_workdays = 19" },
    { "suqian-advance", "base_years = 1", "base_years = 2" },
    { "jilin-daily", "ratio = 0.70", "ratio = 0.69" },
    { "jilin-daily", "other = hifmi_pay", "" },
    { "heilongjiang-instant", "nl_in_instant = none", "nl_in_instant = in_prov" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (QzPolicy) policy = load_pack (changes[i][0], changes[i][1], changes[i][2]);
      g_autoptr (GError) error = NULL;
      guint n_run = 0;

      g_assert_false (qz_policy_run_examples (policy, &n_run, &error));
      g_assert_cmpuint (n_run, <, qz_policy_get_n_examples (policy));
      g_assert_cmpuint (qz_error_get_line (error), >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settlement/MS-1-MS-2/conservation", test_conservation);
  g_test_add_func ("/settlement/AMB-30/deadlines", test_deadlines);
  g_test_add_func ("/settlement/DL-HLJ-MS/twenty-workdays", test_twenty_workdays);
  g_test_add_func ("/settlement/JL-12/reconcile", test_reconcile);
  g_test_add_func ("/settlement/refusals", test_refusals);
  g_test_add_func ("/explain/every-figure", test_explain);
  g_test_add_func ("/examples/false-example", test_false_example);
  g_test_add_func ("/examples/guard-parameters", test_examples_guard_parameters);
  return g_test_run ();
}
