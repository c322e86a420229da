/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assist-fixture.h"

/* The states of the assistance fund's money: recorded by one, confirmed by another or taken back;
 * reserves that grow and shrink; the clearing of a year (DT-10 … DT-12, 3.6 rule 5). */

#define HEAD "year,county,document_no,allotted_day,amount\n"

static void
allot (Fixture *f, const char *name, const char *rows)
{
  g_autofree char *text = g_strconcat (HEAD, rows, NULL);

  import_text (f, "assistance-allotments", name, text);
}

/* The number of what was recorded; NULL on error. */
static char *
record (Fixture *f, const QzAssistMoneyRecord *asked, GError **error)
{
  static guint n_slips;
  g_autofree char *serial = g_strdup_printf ("S%u", ++n_slips);
  QzAssistMoneyRecord row = *asked;
  g_autoptr (QzSheet) sheet = NULL;

  row.bank_name = "某银行";
  row.serial = serial;
  row.day = f->context.clock.today;
  sheet = qz_assist_money_record (f->book, as (f, "fi"), &row, error);
  return sheet != NULL ? g_strdup (qz_sheet_get_fact_text (
             sheet, (guint) qz_sheet_find_fact (sheet, "number")))
                       : NULL;
}

static gboolean
confirm (Fixture *f, const char *user, const char *number, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_assist_money_confirm (f->book, as (f, user), number, error);

  return sheet != NULL;
}

static void
move (Fixture *f, const QzAssistMoneyRecord *asked)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = record (f, asked, &error);

  g_assert_no_error (error);
  g_assert_true (confirm (f, "fi2", number, &error));
  g_assert_no_error (error);
}

/* Debit less credit of the fund's accounts: at finance, at the agency. */
static void
assert_accounts (Fixture *f, QzFen at_finance, QzFen at_agency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_assist_reserve_list (f->book, as (f, "fi"), 2026, &error);

  g_assert_no_error (error);
  g_assert_cmpint (qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet,
                                                                                "at_finance")),
                   ==, at_finance);
  g_assert_cmpint (qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet,
                                                                                "at_agency")),
                   ==, at_agency);
}

#define RESERVE(paper) &(QzAssistMoneyRecord) { .kind = "reserve", .document_no = paper }

/* 3.6 rule 5: nothing is posted before another person confirmed, nor after it was taken back. */
static void
test_two_people (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  at (f, "2026-02-02T09:00");
  allot (f, "a.csv", "2026," ZUOYUN ",1号,2026-02-01,1000.00\n");
  first = record (f, RESERVE ("1号"), &error);
  g_assert_no_error (error);
  assert_accounts (f, 0, 0);
  g_assert_false (confirm (f, "fi", first, &error));
  assert_refused (&error, "same-person", "3.6-5");
  g_assert_true (qz_assist_money_cancel (f->book, as (f, "fi"), first, "记错", &error));
  g_assert_false (confirm (f, "fi2", first, &error));
  assert_refused (&error, "cancelled-already", "3.6-5");
  second = record (f, RESERVE ("1号"), &error);
  g_assert_true (confirm (f, "fi2", second, &error));
  assert_accounts (f, 30000, 0);
  g_assert_false (confirm (f, "fi2", second, &error));
  assert_refused (&error, "confirmed-already", "3.6-5");
  g_assert_false (qz_assist_money_cancel (f->book, as (f, "fi"), second, "又", &error));
  assert_refused (&error, "confirmed-already", "3.6-5");
}

/* EV-40, EV-40r, EV-41, EV-41r: money goes there and back, never more than there is. */
static void
test_both_ways (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  at (f, "2026-02-02T09:00");
  allot (f, "a.csv", "2026," ZUOYUN ",1号,2026-02-01,1000.00\n"
                     "2026," ZUOYUN ",2号,2026-02-02,-500.00\n");
  g_assert_null (record (f, RESERVE ("2号"), &error));
  assert_refused (&error, "reserve-below-zero", "DT-11");
  move (f, RESERVE ("1号"));
  move (f, &(QzAssistMoneyRecord) { .kind = "move", .amount_fen = 20000 });
  assert_accounts (f, 10000, 20000);
  g_assert_null (record (f, RESERVE ("2号"), &error));
  assert_refused (&error, "more-than-there-is", "DT-10");
  g_assert_null (record (f, &(QzAssistMoneyRecord) { .kind = "back", .amount_fen = 20001 },
                         &error));
  assert_refused (&error, "more-than-there-is", "DT-10");
  move (f, &(QzAssistMoneyRecord) { .kind = "back", .amount_fen = 5000 });
  assert_accounts (f, 15000, 15000);
  move (f, RESERVE ("2号"));
  assert_accounts (f, 0, 15000);
  g_assert_null (record (f, RESERVE ("2号"), &error));
  assert_refused (&error, "reserve-twice", "DT-11");
}

/* DT-12, EX-6: a year without costs is cleared by giving the reserves back; its states. */
static void
test_clearing (Fixture *f, gconstpointer data)
{
  const QzAssistMoneyRecord surplus = { .kind = "surplus", .year = 2026, .county = ZUOYUN };
  g_autoptr (GError) error = NULL;

  at (f, "2026-02-02T09:00");
  allot (f, "a.csv", "2026," ZUOYUN ",1号,2026-02-01,1000.00\n");
  move (f, RESERVE ("1号"));
  g_assert_null (qz_assist_clear_make (f->book, as (f, "ma"), 2026, &error));
  assert_refused (&error, "year-not-over", "DT-12");
  at (f, "2027-02-02T09:00");
  assert_sheet (qz_assist_clear_make (f->book, as (f, "all"), 2026, &error), error);
  g_assert_null (qz_assist_clear_make (f->book, as (f, "ma"), 2026, &error));
  assert_refused (&error, "clearing-made", "DT-12");
  g_assert_null (record (f, &surplus, &error));
  assert_refused (&error, "not-cleared", "DT-12");
  g_assert_false (qz_assist_clear_confirm (f->book, as (f, "all"), 2026, ZUOYUN, &error));
  assert_refused (&error, "same-person", "DT-12");
  g_assert_true (qz_assist_clear_confirm (f->book, as (f, "re"), 2026, ZUOYUN, &error));
  g_assert_false (qz_assist_clear_object (f->book, as (f, "re"), 2026, ZUOYUN, "异议", &error));
  assert_refused (&error, "confirmed-already", "DT-12");
  allot (f, "b.csv", "2026," ZUOYUN ",2号,2027-02-02,100.00\n");
  g_assert_null (record (f, &surplus, &error));
  assert_refused (&error, "clearing-outdated", "DT-12");
  move (f, RESERVE ("2号"));
  assert_sheet (qz_assist_clear_make (f->book, as (f, "ma"), 2026, &error), error);
  g_assert_true (qz_assist_clear_confirm (f->book, as (f, "re"), 2026, ZUOYUN, &error));
  move (f, &surplus);
  assert_accounts (f, 0, 0);
  g_assert_null (qz_assist_clear_make (f->book, as (f, "ma"), 2026, &error));
  assert_refused (&error, "clearing-paid", "DT-12");
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*run) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/service/3.6-5/two-people", test_two_people },
    { "/service/DT-10-DT-11/both-ways", test_both_ways },
    { "/service/DT-12/clearing", test_clearing },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, assist_set_up, tests[i].run, assist_tear_down);
  return g_test_run ();
}
