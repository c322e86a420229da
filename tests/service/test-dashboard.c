/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard's figures against those of the worked examples, whose amounts and days the rules
 * themselves give. */
#include <locale.h>

#include "document-acts.h"
#include "qz-agenda.h"
#include "qz-dashboard.h"

#define D1         "RB-220200-20260209-RES-001"
#define D2         "RB-220200-20260210-RES-001"
#define SETTLEMENT "JS-220200-20260312-RES-001"

static QzSheet *
load_at (Fixture *f, const char *time)
{
  g_autoptr (GError) error = NULL;
  QzSheet *sheet;

  at (f, time);
  sheet = qz_dashboard_load (f->book, as (f, "fi"), &error);
  g_assert_no_error (error);
  return sheet;
}

static void
assert_no_fact (QzSheet *sheet, const char *fact)
{
  g_assert_cmpint (qz_sheet_find_fact (sheet, fact), ==, -1);
}

/* The row of a child in which @column reads @value. */
static guint
find_row (QzSheet *child, const char *column, const char *value)
{
  const int found = qz_sheet_find_column (child, column);

  g_assert_cmpint (found, >=, 0);
  for (guint row = 0; row < qz_sheet_get_n_rows (child); row++)
    {
      g_autofree char *text = qz_sheet_dup_machine (child, row, (guint) found);

      if (g_str_equal (text, value))
        return row;
    }
  g_error ("no row of %s has %s %s", qz_sheet_get_name (child), column, value);
}

static void
assert_child_cell (QzSheet *dashboard, const char *child, const char *key, const char *value,
                   const char *column, const char *expected)
{
  QzSheet *sheet = qz_sheet_find_child (dashboard, child);

  g_assert_nonnull (sheet);
  assert_cell (sheet, find_row (sheet, key, value), column, expected);
}

/* ── EX-2 ────────────────────────────────────────────────────────────────────────────────────── */

static void
open_ex2 (Fixture *f)
{
  g_autoptr (QzSheet) made = NULL;

  fixture_open (f, "220200", "jilin-daily", "jilin-ex2");
  at (f, "2026-02-12T09:00");
  import_sample (f, "claims", "claims-2026-01.csv");
  import_sample (f, "claims", "claims-2026-02.csv");
  made = run_daily (f, "2026-02-01", "2026-02-28");
  assert_n_made (made, 3);
}

static void
pay_ex2_days (Fixture *f)
{
  const char *const numbers[] = { D1, D2 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      sign (f, numbers[i]);
      hand_over (f, numbers[i]);
      pay (f, numbers[i], "2026-02-12");
    }
}

static void
settle_ex2 (Fixture *f, const char *bank_day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) settled = NULL;
  g_autofree char *time = g_strdup_printf ("%sT09:00", bank_day);

  at (f, "2026-03-12T09:00");
  import_sample (f, "declarations", "declarations-2026-02.csv");
  import_sample (f, "deductions", "deductions-2026-02.csv");
  settled = qz_settle_run (f->book, as (f, "ma"), 202602, -1, &error);
  g_assert_no_error (error);
  assert_cell (settled, 0, "number", SETTLEMENT);
  sign (f, SETTLEMENT);
  at (f, time);
  pay (f, SETTLEMENT, bank_day);
}

/* Nothing has moved yet: every figure says so, and none is invented. */
static void
test_nothing (void)
{
  Fixture f;
  g_autoptr (QzSheet) sheet = NULL;

  open_ex2 (&f);
  sheet = load_at (&f, "2026-02-12T17:00");
  assert_fact (sheet, "begun", "true");
  assert_fact (sheet, "paid", "0.00");
  assert_fact (sheet, "paid_before", "0.00");
  assert_no_fact (sheet, "change");
  assert_fact (sheet, "open", "0.00");
  assert_fact (sheet, "batches", "0");
  assert_no_fact (sheet, "batches_days");
  assert_no_fact (sheet, "share");
  assert_no_fact (sheet, "checks_time");
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "providers")), ==, 0);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "shares")), ==, 12);
  fixture_close (&f);
}

/* A book set with registers alone: the window then offers the first step. */
static void
test_not_begun (void)
{
  Fixture f;
  g_autoptr (QzSheet) sheet = NULL;

  fixture_open (&f, "220200", "jilin-daily", "jilin-ex2");
  sheet = load_at (&f, "2026-02-12T17:00");
  assert_fact (sheet, "begun", "false");
  assert_fact (sheet, "level", "");
  fixture_close (&f);
}

/* February 2026 has 16 working days (6.2: the 14th and 28th are worked, the 16th to 23rd free), so
 * the 12th is the ninth; in March the 12th is the ninth too. */
static void
test_paid (void)
{
  Fixture f;
  g_autoptr (QzSheet) then = NULL;
  g_autoptr (QzSheet) later = NULL;

  open_ex2 (&f);
  pay_ex2_days (&f);
  then = load_at (&f, "2026-02-12T17:00");
  assert_fact (then, "workday", "9");
  assert_fact (then, "paid", "26307.63"); /* 11,263.14 + 15,044.49 */
  assert_no_fact (then, "change");
  assert_child_cell (then, "days", "day", "2026-02-12", "workday", "9");
  assert_child_cell (then, "days", "day", "2026-02-12", "daily", "26307.63");
  assert_child_cell (then, "days", "day", "2026-02-12", "settlement", "0.00");
  assert_child_cell (then, "days", "day", "2026-02-12", "value", "2026-02-12");
  assert_child_cell (then, "days", "day", "2026-02-11", "paid", "0.00");
  settle_ex2 (&f, "2026-03-12");
  later = load_at (&f, "2026-03-12T17:00");
  assert_fact (later, "workday", "9");
  assert_fact (later, "paid", "5993.03");
  assert_fact (later, "paid_before", "26307.63");
  assert_fact (later, "change", "-0.772194"); /* (5,993.03 - 26,307.63) / 26,307.63 */
  assert_child_cell (later, "days", "day", "2026-03-12", "settlement", "5993.03");
  assert_child_cell (later, "days", "day", "2026-03-12", "paid_before", "26307.63");
  assert_child_cell (later, "days", "day", "2026-03-12", "day_before", "2026-02-12");
  fixture_close (&f);
}

/* The list behind a figure of money out adds up to it: that of the month, and that of a day. */
static void
assert_listed (QzSheet *list, const char *column, const char *value, gint64 fen)
{
  const guint at = (guint) qz_sheet_find_column (list, column);
  const guint paid = (guint) qz_sheet_find_column (list, "paid");
  gint64 sum = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    {
      g_autofree char *shown = qz_sheet_dup_display (list, row, at);

      if (g_str_equal (shown, value))
        sum += qz_sheet_get_number (list, row, paid);
    }
  g_assert_cmpint (sum, ==, fen);
}

static void
test_paid_list (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = NULL;

  open_ex2 (&f);
  pay_ex2_days (&f);
  settle_ex2 (&f, "2026-03-14"); /* a Saturday: it counts to the Friday before */
  list = qz_dashboard_list_paid (f.book, &error);
  g_assert_no_error (error);
  assert_listed (list, "month", "2026-02", 2630763);
  assert_listed (list, "counted", "2026-02-12", 2630763);
  assert_listed (list, "month", "2026-03", 599303);
  assert_listed (list, "counted", "2026-03-13", 599303);
  assert_listed (list, "counted", "2026-03-14", 0);
  fixture_close (&f);
}

/* The balances that a row of a provider opens add up to what is open with it. */
static void
assert_provider_listed (Fixture *f, QzSheet *dashboard)
{
  QzSheet *providers = qz_sheet_find_child (dashboard, "providers");
  const guint value = (guint) qz_sheet_find_column (providers, "value");
  const guint open = (guint) qz_sheet_find_column (providers, "open");
  g_auto (GStrv) wanted = g_strsplit (qz_sheet_get_text (providers, 0, value), "\n", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list =
      qz_ledger_balance (f->book, "L_AG_220200_RES", 202602, NULL, &error);
  guint name, code, balance;
  gint64 sum = 0;

  g_assert_no_error (error);
  name = (guint) qz_sheet_find_column (list, "account_name");
  code = (guint) qz_sheet_find_column (list, "provider_code");
  balance = (guint) qz_sheet_find_column (list, "balance");
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (g_strcmp0 (qz_sheet_get_text (list, row, name), wanted[0]) == 0
        && g_strcmp0 (qz_sheet_get_text (list, row, code), wanted[1]) == 0)
      sum += qz_sheet_get_number (list, row, balance);
  g_assert_cmpint (sum, ==, qz_sheet_get_number (providers, 0, open));
}

/* Each bucket opens the balances that it adds up, and no others. */
static void
assert_buckets_listed (Fixture *f, QzSheet *dashboard, const char *today)
{
  QzSheet *ageing = qz_sheet_find_child (dashboard, "ageing");
  const guint value = (guint) qz_sheet_find_column (ageing, "value");
  const guint open = (guint) qz_sheet_find_column (ageing, "open");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = qz_ledger_balance (f->book, "L_AG_220200_RES", 0, NULL, &error);

  g_assert_no_error (error);
  for (guint bucket = 0; bucket < qz_sheet_get_n_rows (ageing); bucket++)
    {
      gint64 sum = 0;

      assert_cell (ageing, bucket, "column", "age");
      for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
        {
          const gint64 balance =
              qz_sheet_get_number (list, row, (guint) qz_sheet_find_column (list, "balance"));
          const guint month = (guint) qz_sheet_find_column (list, "item_period");
          const char *age = qz_dashboard_find_age (
              qz_sheet_get_text (list, row, 0),
              qz_sheet_is_empty (list, row, month)
                  ? 0
                  : (QzPeriod) qz_sheet_get_number (list, row, month),
              balance, day (today));

          if (g_strcmp0 (age, qz_sheet_get_text (ageing, bucket, value)) == 0)
            sum += balance;
        }
      g_assert_cmpint (sum, ==, qz_sheet_get_number (ageing, bucket, open));
    }
}

/* IC-3: the age of February's money counts from 28 February. */
static void
test_ageing (void)
{
  static const struct {
    const char *day;
    const char *from; /* the bucket that holds it all */
    const char *column;
  } ages[] = {
    { "2026-02-12", "0", "age_0" },   { "2026-03-30", "0", "age_0" },
    { "2026-03-31", "31", "age_31" }, { "2026-04-29", "31", "age_31" },
    { "2026-04-30", "61", "age_61" }, { "2026-05-29", "61", "age_61" },
    { "2026-05-30", "91", "age_91" },
  };
  Fixture f;

  open_ex2 (&f);
  pay_ex2_days (&f);
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autoptr (QzSheet) sheet = load_at (&f, ages[i].day);
      const gboolean old = g_str_equal (ages[i].from, "91");

      assert_fact (sheet, "open", "26307.63");
      assert_fact (sheet, "open_old", old ? "26307.63" : "0.00");
      assert_child_cell (sheet, "ageing", "from_days", ages[i].from, "open", "26307.63");
      assert_child_cell (sheet, "ageing", "from_days", ages[i].from, "n_providers", "1");
      assert_cell (qz_sheet_find_child (sheet, "providers"), 0, ages[i].column, "26307.63");
      assert_provider_listed (&f, sheet);
      assert_buckets_listed (&f, sheet, ages[i].day);
      if (old)
        assert_child_cell (sheet, "alerts", "level", "yellow", "column", "age");
    }
  settle_ex2 (&f, "2026-05-29");
  {
    g_autoptr (QzSheet) sheet = load_at (&f, "2026-05-30");

    assert_fact (sheet, "open", "0.00");
    g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "providers")), ==, 0);
  }
  fixture_close (&f);
}

static gint64
get_fact (QzSheet *sheet, const char *fact)
{
  const int found = qz_sheet_find_fact (sheet, fact);

  g_assert_cmpint (found, >=, 0);
  return qz_sheet_get_fact_number (sheet, (guint) found);
}

/* The rows of @child that count as @part. */
static gint64
sum_part (QzSheet *shown, const char *child, const char *part)
{
  QzSheet *sheet = qz_sheet_find_child (shown, child);
  const guint column = (guint) qz_sheet_find_column (sheet, "share_part");
  const guint amount = (guint) qz_sheet_find_column (sheet, "amount");
  gint64 sum = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_sheet_get_text (sheet, row, column), part) == 0)
      sum += qz_sheet_get_number (sheet, row, amount);
  return sum;
}

/* What opens behind the share of a month has its four parts, each with the rows that add up to it,
 * the same as the dashboard's row. */
static void
assert_opened (Fixture *f, QzSheet *dashboard, QzPeriod period)
{
  static const char *const parts[] = { "advance", "daily", "in_time", "late", "total" };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) shown = qz_dashboard_show_share (f->book, period, &error);
  g_autofree char *month = qz_period_format (period);
  QzSheet *shares = qz_sheet_find_child (dashboard, "shares");
  const guint row = find_row (shares, "period", month);
  const guint share = (guint) qz_sheet_find_column (shares, "share");

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const guint column = (guint) qz_sheet_find_column (shares, parts[i]);
      const char *child = g_str_equal (parts[i], "total") ? "settled" : "paid";

      g_assert_cmpint (get_fact (shown, parts[i]), ==, qz_sheet_get_number (shares, row, column));
      g_assert_cmpint (get_fact (shown, parts[i]), ==, sum_part (shown, child, parts[i]));
    }
  g_assert_cmpint (get_fact (shown, "instant"), ==,
                   get_fact (shown, "advance") + get_fact (shown, "daily")
                       + get_fact (shown, "in_time"));
  g_assert_cmpint (get_fact (shown, "share"), ==, qz_sheet_get_number (shares, row, share));
  assert_cell (shares, row, "page", "settlement");
  assert_cell (shares, row, "column", "open-share");
  assert_cell (shares, row, "value", month);
}

/* 3.9: paid by its due day (8 April) the settlement counts, a day later it does not. */
static void
test_share (void)
{
  static const struct {
    const char *bank_day;
    const char *in_time, *late, *share, *met;
  } ways[] = {
    { "2026-04-08", "5993.03", "0.00", "1.00", "true" },
    { "2026-04-09", "0.00", "5993.03", "0.814461", "true" }, /* 26,307.63 / 32,300.66 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Fixture f;
      g_autoptr (GError) error = NULL;
      g_autoptr (QzSheet) opened = NULL;
      g_autoptr (QzSheet) before = NULL;
      g_autoptr (QzSheet) sheet = NULL;

      open_ex2 (&f);
      pay_ex2_days (&f);
      before = load_at (&f, "2026-03-11");
      assert_no_fact (before, "share");
      opened = qz_dashboard_show_share (f.book, 202602, &error);
      g_assert_no_error (error);
      assert_no_fact (opened, "share");
      assert_fact (opened, "daily", "26307.63");
      assert_fact (opened, "total", "0.00");
      assert_child_cell (before, "shares", "period", "2026-02", "daily", "26307.63");
      settle_ex2 (&f, ways[i].bank_day);
      sheet = load_at (&f, "2026-04-10");
      assert_child_cell (sheet, "shares", "period", "2026-02", "daily", "26307.63");
      assert_child_cell (sheet, "shares", "period", "2026-02", "in_time", ways[i].in_time);
      assert_child_cell (sheet, "shares", "period", "2026-02", "late", ways[i].late);
      assert_child_cell (sheet, "shares", "period", "2026-02", "total", "32300.66");
      assert_fact (sheet, "share_period", "2026-02");
      assert_fact (sheet, "share", ways[i].share);
      assert_fact (sheet, "target_met", ways[i].met);
      assert_opened (&f, sheet, 202602);
      fixture_close (&f);
    }
}

/* ── batches at the bank ─────────────────────────────────────────────────────────────────────── */

static void
test_batches (void)
{
  const char *const numbers[] = { D1, NULL };
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) batches = NULL;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) exported = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autofree char *out = NULL;

  open_ex2 (&f);
  sign (&f, D1);
  hand_over (&f, D1);
  batches = qz_payment_batch (f.book, as (&f, "fi"), numbers, &error);
  g_assert_no_error (error);
  /* Made is not yet at the bank. */
  made = load_at (&f, "2026-02-12T17:00");
  assert_fact (made, "batches", "0");
  out = g_build_filename (f.folder, "batch.txt", NULL);
  exported = qz_payment_export (f.book, as (&f, "fi"), qz_sheet_get_text (batches, 0, 0), out,
                                &error);
  g_assert_no_error (error);
  sheet = load_at (&f, "2026-02-26T09:00");
  assert_fact (sheet, "batches", "1");
  assert_fact (sheet, "batches_total", "11263.14");
  assert_fact (sheet, "batches_days", "5"); /* 13, 14, 24, 25, 26 */
  assert_child_cell (sheet, "links", "fact", "batches", "page", "batches");
  assert_child_cell (sheet, "links", "fact", "batches", "value", "exported");
  fixture_close (&f);
}

/* ── warnings, checks ────────────────────────────────────────────────────────────────────────── */

static guint
count_status (QzSheet *agenda, const char *status)
{
  const int column = qz_sheet_find_column (agenda, "status");
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (agenda); row++)
    n += g_strcmp0 (qz_sheet_get_text (agenda, row, (guint) column), status) == 0;
  return n;
}

/* Days that were not handed over are overdue, which is red, stands first and leads to the list. */
static void
test_overdue (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) agenda = NULL;
  g_autofree char *overdue = NULL;

  open_ex2 (&f);
  sheet = load_at (&f, "2026-02-14T09:00");
  agenda = qz_agenda_list (f.book, as (&f, "fi"), f.context.clock.today + 30, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_status (agenda, "overdue"), >, 0);
  overdue = g_strdup_printf ("%u", count_status (agenda, "overdue"));
  assert_fact (sheet, "overdue", overdue);
  assert_fact (sheet, "level", "red");
  assert_cell (qz_sheet_find_child (sheet, "alerts"), 0, "level", "red");
  assert_cell (qz_sheet_find_child (sheet, "alerts"), 0, "page", "agenda");
  assert_cell (qz_sheet_find_child (sheet, "alerts"), 0, "value", "overdue");
  assert_cell (qz_sheet_find_child (sheet, "agenda"), 0, "status", "overdue");
  g_assert_cmpuint (count_status (qz_sheet_find_child (sheet, "agenda"), "done"), ==, 0);
  fixture_close (&f);
}

static void
test_checks (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) checks = NULL;
  g_autoptr (QzSheet) nobody = NULL;
  g_autoptr (QzSheet) before = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autofree char *n = NULL;

  open_ex2 (&f);
  pay_ex2_days (&f);
  at (&f, "2026-02-12T18:30");
  /* Nobody acts, so nothing is written. */
  nobody = qz_dashboard_run_checks (f.book, as (&f, NULL), &error);
  g_assert_no_error (error);
  before = load_at (&f, "2026-02-12T18:30");
  assert_no_fact (before, "checks_time");
  checks = qz_dashboard_run_checks (f.book, as (&f, "fi"), &error);
  g_assert_no_error (error);
  sheet = load_at (&f, "2026-02-13T08:00");
  n = g_strdup_printf ("%u", qz_sheet_get_n_rows (checks));
  assert_fact (sheet, "checks_time", "2026-02-12T18:30:00");
  assert_fact (sheet, "checks_ok", "true");
  assert_fact (sheet, "checks_n", n);
  assert_fact (sheet, "checks_bad", "0");
  fixture_close (&f);
}

/* ── EX-1: the path of advances ──────────────────────────────────────────────────────────────── */

static void
pay_all (Fixture *f, QzSheet *made, const char *bank_day)
{
  for (guint i = 0; i < qz_sheet_get_n_rows (made); i++)
    {
      const char *number = qz_sheet_get_text (made, i, 0);
      g_autoptr (QzSheet) shown = show (f, number);
      QzFen total = 0;
      g_autoptr (GError) error = NULL;

      sign (f, number);
      g_assert_true (qz_sheet_sum (shown, (guint) qz_sheet_find_column (shown, "pay"), &total,
                                   &error));
      if (total > 0)
        pay (f, number, bank_day);
    }
}

static void
advance (Fixture *f, QzPeriod period, const char *bank_day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;

  at (f, bank_day);
  made = qz_advance_run (f->book, as (f, "ma"), period, -1, &error);
  g_assert_no_error (error);
  assert_n_made (made, 2);
  pay_all (f, made, bank_day);
}

static void
settle (Fixture *f, QzPeriod period, const char *bank_day)
{
  g_autofree char *text = qz_period_format (period);
  g_autofree char *declarations = g_strdup_printf ("declarations-%s.csv", text);
  g_autofree char *deductions = g_strdup_printf ("deductions-%s.csv", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;

  at (f, bank_day);
  import_sample (f, "declarations", declarations);
  import_sample (f, "deductions", deductions);
  made = qz_settle_run (f->book, as (f, "ma"), period, -1, &error);
  g_assert_no_error (error);
  pay_all (f, made, bank_day);
}

static void
test_advances (void)
{
  Fixture f;
  g_autoptr (QzSheet) sheet = NULL;

  fixture_open (&f, "321300", "suqian-advance", "suqian");
  import_sample (&f, "spending", "spending.csv");
  advance (&f, 202601, "2026-01-12");
  advance (&f, 202602, "2026-02-10");
  settle (&f, 202601, "2026-03-02"); /* due 5 March */
  advance (&f, 202603, "2026-03-10");
  settle (&f, 202602, "2026-03-24");
  advance (&f, 202604, "2026-04-10");
  settle (&f, 202603, "2026-04-24");
  sheet = load_at (&f, "2026-05-08");
  /* 1,081,445.41 + 746,859.13 in advance; 2,812,735.04 + 1,901,176.17 at the settlement. */
  assert_child_cell (sheet, "shares", "period", "2026-01", "advance", "1828304.54");
  assert_child_cell (sheet, "shares", "period", "2026-01", "in_time", "4713911.21");
  assert_child_cell (sheet, "shares", "period", "2026-01", "total", "6542215.75");
  assert_child_cell (sheet, "shares", "period", "2026-01", "share", "1.00");
  /* AMB-02: more in advance than 997,350.00 payable of 职工, so more than all of it. */
  assert_child_cell (sheet, "shares", "period", "2026-03", "in_time", "1753140.87");
  assert_child_cell (sheet, "shares", "period", "2026-03", "total", "3497350.00");
  assert_child_cell (sheet, "shares", "period", "2026-03", "share", "1.024045");
  assert_opened (&f, sheet, 202601);
  assert_opened (&f, sheet, 202603);
  assert_fact (sheet, "share_period", "2026-03");
  /* What was too much of March, 38 days after its end, and April's advance, 8 days after. */
  assert_child_cell (sheet, "ageing", "from_days", "31", "open", "84095.41");
  assert_child_cell (sheet, "ageing", "from_days", "0", "open", "1828304.54");
  assert_fact (sheet, "open", "1912399.95");
  assert_fact (sheet, "paid", "0.00");
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/nothing-yet", test_nothing);
  g_test_add_func ("/dashboard/not-begun", test_not_begun);
  g_test_add_func ("/dashboard/EX-2/paid-by-working-day", test_paid);
  g_test_add_func ("/dashboard/EX-2/paid-by-working-day-list", test_paid_list);
  g_test_add_func ("/dashboard/IC-3/ageing", test_ageing);
  g_test_add_func ("/dashboard/3.9/share", test_share);
  g_test_add_func ("/dashboard/EX-1/advances", test_advances);
  g_test_add_func ("/dashboard/batches", test_batches);
  g_test_add_func ("/dashboard/overdue", test_overdue);
  g_test_add_func ("/dashboard/checks", test_checks);
  return g_test_run ();
}
