/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worked examples of the rules, end to end: from files to vouchers and back down to the
 * files. */
#include <locale.h>

#include "document-acts.h"
#include "qz-book-private.h"
#include "qz-document-slips.h"

/* ── the statement for the provider ──────────────────────────────────────────────────────────── */

static QzFen
fact (QzSheet *sheet, const char *name)
{
  const int found = qz_sheet_find_fact (sheet, name);

  g_assert_cmpint (found, >=, 0);
  return qz_sheet_get_fact_number (sheet, (guint) found);
}

static QzFen
sum (QzSheet *sheet, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);
  QzFen total = 0;

  g_assert_cmpint (column, >=, 0);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    total += qz_sheet_get_number (sheet, row, (guint) column);
  return total;
}

/* The tables below the figures of F-STMT add up to the figures. */
static void
assert_statements (Fixture *self, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzDocumentRecord) head =
      qz_document_repo_find (qz_book_get_store (self->book), number, &error);
  g_autoptr (GPtrArray) sheets = NULL;

  g_assert_no_error (error);
  sheets = qz_document_fill_form (self->book, head, "F-STMT", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, >, 0);
  for (guint i = 0; i < sheets->len; i++)
    {
      QzSheet *sheet = sheets->pdata[i];
      QzSheet *paid = qz_sheet_find_child (sheet, "paid");

      g_assert_cmpint (sum (paid, "paid"), ==,
                       fact (sheet, "advance_paid") + fact (sheet, "daily_paid")
                           + fact (sheet, "open_carried"));
      g_assert_cmpint (sum (paid, "used"), ==, fact (sheet, "offset"));
      g_assert_cmpint (sum (paid, "left"), ==, fact (sheet, "open_left"));
      g_assert_cmpint (sum (qz_sheet_find_child (sheet, "deductions"), "amount"), ==,
                       fact (sheet, "deduct_audit") + fact (sheet, "deduct_inspect"));
    }
}

/* ── EX-2: daily disbursement at 70 % ────────────────────────────────────────────────────────── */

static void
make_ex2_days (Fixture *self)
{
  g_autoptr (QzSheet) made = NULL;

  fixture_open (self, "220200", "jilin-daily", "jilin-ex2");
  at (self, "2026-02-12T09:00");
  import_sample (self, "claims", "claims-2026-01.csv");
  import_sample (self, "claims", "claims-2026-02.csv");
  made = run_daily (self, "2026-02-01", "2026-02-28");
  assert_n_made (made, 3);
}

static void
assert_day (Fixture *self, const char *number, const char *const *expected)
{
  static const char *const columns[] = { "medfee", "base",     "pool",     "acct", "other",
                                         "amount", "carry_in", "deferred", "pay",  "carry_out" };
  g_autoptr (QzSheet) sheet = show (self, number);

  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    assert_cell (sheet, 0, columns[i], expected[i]);
}

#define D1 "RB-220200-20260209-RES-001"
#define D2 "RB-220200-20260210-RES-001"
#define D3 "RB-220200-20260211-RES-001"

static void
test_ex2 (void)
{
  const char *const d1[] = { "20233.47", "16090.19", "6860.09", "840.00",   "3563.05",
                             "11263.14", "0.00",     "0.00",    "11263.14", "0.00" };
  const char *const d2[] = { "27770.00", "21492.12", "9916.05", "228.44",   "4900.00",
                             "15044.49", "0.00",     "0.00",    "15044.49", "0.00" };
  const char *const d3[] = { "-4035.00", "-3781.65", "-1959.79", "-127.36", "-560.00",
                             "-2647.15", "0.00",     "0.00",     "0.00",    "-2647.15" };
  const char *const settlement = "JS-220200-20260312-RES-001";
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) settled = NULL;
  g_autoptr (QzSheet) shown = NULL;
  g_autoptr (QzSheet) balance = NULL;

  make_ex2_days (&f);
  assert_day (&f, D1, d1);
  assert_day (&f, D2, d2);
  assert_day (&f, D3, d3);
  for (guint i = 0; i < 3; i++)
    {
      const char *number = (const char *[]) { D1, D2, D3 }[i];

      sign (&f, number);
      hand_over (&f, number);
      if (i < 2)
        pay (&f, number, "2026-02-12");
      assert_state (&f, number, "paid");
      explain_all (&f, number);
    }
  at (&f, "2026-03-12T09:00");
  import_sample (&f, "declarations", "declarations-2026-02.csv");
  import_sample (&f, "deductions", "deductions-2026-02.csv");
  settled = qz_settle_run (f.book, as (&f, "ma"), 202602, -1, &error);
  g_assert_no_error (error);
  assert_n_made (settled, 1);
  assert_cell (settled, 0, "number", settlement);
  assert_cell (settled, 0, "due_day", "2026-04-08");
  assert_cell (settled, 0, "note", "");
  shown = show (&f, settlement);
  assert_cell (shown, 0, "declared", "33800.66");
  assert_cell (shown, 0, "deduct_audit", "1100.00");
  assert_cell (shown, 0, "deduct_inspect", "400.00");
  assert_cell (shown, 0, "payable", "32300.66");
  assert_cell (shown, 0, "daily_paid", "26307.63");
  assert_cell (shown, 0, "claims_base", "33800.66");
  assert_cell (shown, 0, "pay", "5993.03"); /* AMB-22: the carry of D3 is dropped */
  explain_all (&f, settlement);
  assert_statements (&f, settlement);
  sign (&f, settlement);
  pay (&f, settlement, "2026-03-12");
  explain_all (&f, settlement);
  assert_state (&f, settlement, "paid");
  balance = qz_ledger_balance (f.book, "L_AG_220200_RES", 202603, "TEMP_PAID.INSTANT", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < qz_sheet_get_n_rows (balance); i++)
    assert_cell (balance, i, "balance", "0.00");
  fixture_close (&f);
}

/* Equal money for three would be shared by the residue; here one line gets what there is. */
static void
test_insufficient (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) again = NULL;
  g_autoptr (QzSheet) next = NULL;
  g_autoptr (QzSheet) first = NULL;
  g_autoptr (QzSheet) second = NULL;

  fixture_open (&f, "220200", "jilin-daily", "jilin-ex2");
  at (&f, "2026-02-12T09:00");
  import_sample (&f, "claims", "claims-2026-01.csv");
  import_sample (&f, "claims", "claims-2026-02.csv");
  made = qz_daily_run (f.book, as (&f, "ma"), day ("2026-02-09"), day ("2026-02-09"), QZ_INS_RES,
                       1000000, &error);
  g_assert_no_error (error);
  assert_n_made (made, 1);
  assert_cell (made, 0, "total", "10000.00");
  again = qz_daily_run (f.book, as (&f, "ma"), day ("2026-02-09"), day ("2026-02-09"), QZ_INS_RES,
                        1000000, &error);
  assert_n_made (again, 0);
  next = run_daily (&f, "2026-02-10", "2026-02-10");
  assert_n_made (next, 1);
  assert_cell (next, 0, "total", "16307.63"); /* 15,044.49 + 1,263.14 put off */
  first = show (&f, D1);
  assert_cell (qz_sheet_find_child (first, "deferred"), 0, "amount", "1263.14");
  assert_cell (qz_sheet_find_child (first, "deferred"), 0, "back_in", D2);
  second = show (&f, D2);
  assert_cell (second, 1, "deferred", "1263.14");
  assert_cell (second, 1, "amount", "0.00");
  explain_all (&f, D1);
  explain_all (&f, D2);
  act_fails (&f, "ma", D1, QZ_ACT_CANCEL, "test", 1, "built-upon");
  fixture_close (&f);
}

/* ── EX-1: monthly advance of 30 % ───────────────────────────────────────────────────────────── */

typedef struct {
  QzPeriod period;
  const char *advance_day;
  const char *settle_day;
  const char *due_day;
  const char *emp_pay, *emp_open, *res_pay; /* what is paid, what stays open */
} Month;

static void
run_month (Fixture *f, const Month *month)
{
  const char *const insurances[] = { "EMP", "RES" };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) again = NULL;

  at (f, month->advance_day);
  made = qz_advance_run (f->book, as (f, "ma"), month->period, -1, &error);
  g_assert_no_error (error);
  assert_n_made (made, 2);
  for (guint i = 0; i < 2; i++)
    {
      const char *number = qz_sheet_get_text (made, i, 0);

      assert_cell (made, i, "insurance", insurances[i]);
      assert_cell (made, i, "due_day", month->advance_day);
      assert_cell (made, i, "total", i == 0 ? "1081445.41" : "746859.13");
      sign (f, number);
      pay (f, number, month->advance_day);
      explain_all (f, number);
    }
  again = qz_advance_run (f->book, as (f, "ma"), month->period, -1, &error);
  g_assert_no_error (error);
  assert_n_made (again, 0);
}

static void
settle_month (Fixture *f, const Month *month)
{
  g_autofree char *text = qz_period_format (month->period);
  g_autofree char *declarations = g_strdup_printf ("declarations-%s.csv", text);
  g_autofree char *deductions = g_strdup_printf ("deductions-%s.csv", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;

  at (f, month->settle_day);
  import_sample (f, "declarations", declarations);
  if (month->period != 202604) /* the file of April is empty */
    import_sample (f, "deductions", deductions);
  made = qz_settle_run (f->book, as (f, "ma"), month->period, -1, &error);
  g_assert_no_error (error);
  assert_n_made (made, month->res_pay != NULL ? 2 : 1);
  for (guint i = 0; i < qz_sheet_get_n_rows (made); i++)
    {
      const char *number = qz_sheet_get_text (made, i, 0);
      const char *expected = i == 0 ? month->emp_pay : month->res_pay;
      g_autoptr (QzSheet) shown = show (f, number);

      assert_cell (made, i, "due_day", month->due_day);
      assert_cell (shown, 0, "pay", expected);
      assert_cell (shown, 0, "open_left", i == 0 ? month->emp_open : "0.00");
      explain_all (f, number);
      assert_statements (f, number);
      sign (f, number);
      if (g_str_equal (expected, "0.00"))
        assert_state (f, number, "paid"); /* EV-02n: nothing for the bank */
      else
        pay (f, number, month->settle_day);
      explain_all (f, number);
    }
}

static void
test_ex1 (void)
{
  static const Month months[] = {
    { 202601, "2026-01-12", "2026-03-02", "2026-03-05", "2812735.04", "0.00", "1901176.17" },
    { 202602, "2026-02-10", "2026-03-24", "2026-03-27", "2014951.79", "0.00", "1631140.87" },
    { 202603, "2026-03-10", "2026-04-24", "2026-04-29", "0.00", "84095.41", "1753140.87" },
    { 202604, "2026-04-10", "2026-05-26", NULL, "2334459.18", "0.00", NULL },
  };
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) early = NULL;
  Month april = months[3];

  fixture_open (&f, "321300", "suqian-advance", "suqian");
  import_sample (&f, "spending", "spending.csv");
  /* The advance of February is paid before January is settled: only January's is deducted. */
  run_month (&f, &months[0]);
  run_month (&f, &months[1]);
  settle_month (&f, &months[0]);
  run_month (&f, &months[2]);
  settle_month (&f, &months[1]);
  run_month (&f, &months[3]);
  settle_month (&f, &months[2]);
  april.due_day = "2026-06-01";
  settle_month (&f, &april);
  early = qz_settle_run (f.book, as (&f, "ma"), 202604, -1, &error);
  g_assert_no_error (error);
  assert_n_made (early, 0);
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/EX-1/advances-and-settlements", test_ex1);
  g_test_add_func ("/documents/EX-2/daily-and-settlement", test_ex2);
  g_test_add_func ("/documents/EX-2/money-not-enough", test_insufficient);
  return g_test_run ();
}
