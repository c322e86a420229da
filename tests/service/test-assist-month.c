/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assist-fixture.h"
#include "qz-agenda.h"

/* The stages of a month of medical assistance, and what each waits for (DT-16, DT-17, DT-19). */

static const AssistBill bills[] = {
  { "C0001", "2026-05-10", YUNGANG, 1000 },
  { "C0002", "2026-05-11", ZUOYUN, 300 },
};

static gboolean
confirm_hospital (Fixture *f, const char *user, GError **error)
{
  return qz_assist_month_confirm_hospital (f->book, as (f, user), MAY, HOSPITAL, "甲", "乙", error);
}

static gboolean
confirm_county (Fixture *f, const char *user, const char *county, GError **error)
{
  return qz_assist_month_confirm_county (f->book, as (f, user), MAY, county, NULL, NULL, error);
}

static void
make_and_push (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  assist_import_bills (f, "bills.csv", bills, G_N_ELEMENTS (bills));
  assert_sheet (qz_assist_month_make (f->book, as (f, "ma"), MAY, &error), error);
  g_assert_true (qz_assist_month_push (f->book, as (f, "ma"), MAY, &error));
  g_assert_no_error (error);
}

static void
assert_part (Fixture *f, const char *column, const char *want)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) shown = qz_assist_month_show (f->book, as (f, "ma"), MAY, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = assist_dup_cell (shown, "parts", column, 0);
  g_assert_cmpstr (found, ==, want);
}

/* Each stage refuses to come before the one that it rests on. */
static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  at (f, "2026-05-31T18:00");
  assist_import_bills (f, "bills.csv", bills, G_N_ELEMENTS (bills));
  g_assert_null (qz_assist_month_make (f->book, as (f, "ma"), MAY, &error));
  assert_refused (&error, "month-not-over", "DT-16a");
  at (f, "2026-06-05T09:00");
  g_assert_false (qz_assist_month_push (f->book, as (f, "ma"), MAY, &error));
  assert_refused (&error, "no-statements", "DT-16a");
  assert_sheet (qz_assist_month_make (f->book, as (f, "ma"), MAY, &error), error);
  g_assert_false (confirm_hospital (f, "re", &error));
  assert_refused (&error, "statements-not-pushed", "DT-16b");
  g_assert_false (qz_assist_month_push_details (f->book, as (f, "ma"), MAY, &error));
  assert_refused (&error, "statements-not-pushed", "DT-17");
  g_assert_false (qz_assist_month_make_form4 (f->book, as (f, "re"), MAY, NULL, NULL, &error));
  assert_refused (&error, "statements-not-pushed", "DT-19a");
  g_assert_true (qz_assist_month_push (f->book, as (f, "ma"), MAY, &error));
  g_assert_false (qz_assist_month_push (f->book, as (f, "ma"), MAY, &error));
  assert_refused (&error, "pushed-already", "DT-16a");
  g_assert_false (qz_assist_month_confirm_form4 (f->book, as (f, "ap"), MAY, YUNGANG, &error));
  assert_refused (&error, "form4-missing", "DT-19b");
}

/* DT-16b, DT-19a: form 4 of a county waits for hospital and county, and for no other county. */
static void
test_confirmations (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  at (f, "2026-06-05T09:00");
  make_and_push (f);
  g_assert_true (confirm_county (f, "re", YUNGANG, &error));
  g_assert_false (qz_assist_month_make_form4 (f->book, as (f, "re"), MAY, YUNGANG, NULL, &error));
  assert_refused (&error, "part-not-confirmed", "DT-19a");
  g_assert_true (confirm_hospital (f, "re", &error));
  g_assert_false (confirm_hospital (f, "re", &error));
  assert_refused (&error, "nothing-to-confirm", "DT-16b");
  g_assert_false (qz_assist_month_make_form4 (f->book, as (f, "re"), MAY, NULL, NULL, &error));
  assert_refused (&error, "part-not-confirmed", "DT-19a");
  g_assert_true (qz_assist_month_make_form4 (f->book, as (f, "re"), MAY, YUNGANG, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (qz_assist_month_make_form4 (f->book, as (f, "re"), MAY, YUNGANG, NULL, &error));
  assert_refused (&error, "form4-made", "DT-19a");
  g_assert_true (qz_assist_month_confirm_form4 (f->book, as (f, "ap"), MAY, YUNGANG, &error));
  g_assert_false (qz_assist_month_withdraw_form4 (f->book, as (f, "re"), MAY, YUNGANG, "误",
                                                  &error));
  assert_refused (&error, "confirmed-already", "DT-19b");
  g_assert_no_error (error);
}

/* Maker, reviewer and approver of a form 4 are three people, whatever roles one has. */
static void
test_three_people (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  at (f, "2026-06-05T09:00");
  assist_import_bills (f, "bills.csv", bills, G_N_ELEMENTS (bills));
  assert_sheet (qz_assist_month_make (f->book, as (f, "ma"), MAY, &error), error);
  g_assert_true (qz_assist_month_push (f->book, as (f, "all"), MAY, &error));
  g_assert_false (confirm_hospital (f, "all", &error));
  assert_refused (&error, "same-person", "DT-16b");
  g_assert_false (confirm_county (f, "all", YUNGANG, &error));
  assert_refused (&error, "same-person", "DT-16b");
  g_assert_true (confirm_hospital (f, "re", &error));
  g_assert_true (confirm_county (f, "re", YUNGANG, &error));
  g_assert_false (qz_assist_month_make_form4 (f->book, as (f, "all"), MAY, YUNGANG, NULL, &error));
  assert_refused (&error, "same-person", "DT-19a");
  g_assert_true (qz_assist_month_make_form4 (f->book, as (f, "re"), MAY, YUNGANG, NULL, &error));
  g_assert_false (qz_assist_month_confirm_form4 (f->book, as (f, "re"), MAY, YUNGANG, &error));
  assert_refused (&error, "same-person", "DT-19b");
  g_assert_false (qz_assist_month_confirm_form4 (f->book, as (f, "all"), MAY, YUNGANG, &error));
  assert_refused (&error, "same-person", "DT-19b");
  g_assert_true (qz_assist_month_confirm_form4 (f->book, as (f, "ap"), MAY, YUNGANG, &error));
  g_assert_no_error (error);
}

/* Statements that are made again ask those anew whose figures changed, until form 4 is made. */
static void
test_again (Fixture *f, gconstpointer data)
{
  static const AssistBill more[] = { { "C0003", "2026-05-12", YUNGANG, 20 } };
  static const AssistBill late[] = { { "C0004", "2026-05-13", YUNGANG, 20 } };
  g_autoptr (GError) error = NULL;

  at (f, "2026-06-05T09:00");
  make_and_push (f);
  g_assert_true (confirm_hospital (f, "re", &error));
  g_assert_true (confirm_county (f, "re", YUNGANG, &error));
  assist_import_bills (f, "more.csv", more, G_N_ELEMENTS (more));
  assert_sheet (qz_assist_month_make (f->book, as (f, "ma"), MAY, &error), error);
  assert_part (f, "hospital", "LAPSED");
  g_assert_true (qz_assist_month_push (f->book, as (f, "ma"), MAY, &error));
  assert_part (f, "hospital", "ASKED");
  g_assert_true (confirm_hospital (f, "re", &error));
  g_assert_true (confirm_county (f, "re", YUNGANG, &error));
  g_assert_true (qz_assist_month_make_form4 (f->book, as (f, "re"), MAY, YUNGANG, NULL, &error));
  assist_import_bills (f, "late.csv", late, G_N_ELEMENTS (late));
  g_assert_null (qz_assist_month_make (f->book, as (f, "ma"), MAY, &error));
  assert_refused (&error, "form4-made", "DT-19a");
}

static const QzAssistDisputeAct dispute = { MAY, HOSPITAL, YUNGANG, FALSE, QZ_DAY_NONE, "待核" };

/* DT-16c: a dispute ends with stamped papers, which correct and confirm its part alone. */
static void
test_dispute (Fixture *f, gconstpointer data)
{
  const QzAssistCorrection correction = { "C0001", 5000 };
  QzAssistDisputeAct act = dispute;
  QzAssistSolution papers = { .paper_no = "1号",
                              .stamped_day = QZ_DAY_NONE,
                              .hospital_day = QZ_DAY_NONE,
                              .county_day = QZ_DAY_NONE,
                              .note = "" };
  g_autoptr (GError) error = NULL;

  at (f, "2026-06-05T09:00");
  make_and_push (f);
  act.day = f->context.clock.today;
  g_assert_true (qz_assist_month_dispute (f->book, as (f, "re"), &act, &papers.dispute, &error));
  g_assert_false (qz_assist_month_dispute (f->book, as (f, "re"), &act, &papers.dispute, &error));
  assert_refused (&error, "dispute-open", "DT-16c");
  g_assert_true (confirm_hospital (f, "re", &error));
  assert_part (f, "hospital", "ASKED");
  assert_part (f, "county_state", "DISPUTED");
  g_assert_false (qz_assist_month_solve (f->book, as (f, "re"), &papers, &error));
  assert_refused (&error, "papers-missing", "DT-16c");
  papers.stamped_day = papers.hospital_day = papers.county_day = act.day;
  papers.corrections = &correction;
  papers.n_corrections = 1;
  g_assert_false (qz_assist_month_solve (f->book, as (f, "ma"), &papers, &error));
  assert_refused (&error, "same-person", "DT-16c");
  g_assert_true (qz_assist_month_solve (f->book, as (f, "re"), &papers, &error));
  g_assert_no_error (error);
  assert_part (f, "hospital", "CONFIRMED");
  assert_part (f, "county_state", "CONFIRMED");
  assert_part (f, "net", "950.00");
  g_assert_false (qz_assist_month_solve (f->book, as (f, "re"), &papers, &error));
  assert_refused (&error, "dispute-settled", "DT-16c");
}

static gboolean
is_asked_for (Fixture *f, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list =
      qz_agenda_list (f->book, as (f, "ma"), f->context.clock.today, &error);

  g_assert_no_error (error);
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (g_strcmp0 (qz_sheet_get_text (list, row, 0), key) == 0)
      return TRUE;
  return FALSE;
}

/* DL-DT-*: of the month before the book set began the steps are asked for only when its bills are
 * here; of months since, with bills or without. */
static void
test_before (Fixture *f, gconstpointer data)
{
  static const AssistBill december = { "C0009", "2025-12-10", YUNGANG, 1000 };

  at (f, "2026-03-02T09:00");
  g_assert_false (is_asked_for (f, "DL-DT-20/2025-12"));
  g_assert_true (is_asked_for (f, "DL-DT-20/2026-01"));
  assist_import_bills (f, "december.csv", &december, 1);
  g_assert_true (is_asked_for (f, "DL-DT-20/2025-12"));
  g_assert_false (is_asked_for (f, "DL-DT-20/2025-11"));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*run) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/service/DT-16-DT-19/order", test_order },
    { "/service/DT-16b-DT-19a/confirmations", test_confirmations },
    { "/service/DT-19/three-people", test_three_people },
    { "/service/DT-16a/again", test_again },
    { "/service/DT-16c/dispute", test_dispute },
    { "/service/DL-DT/before", test_before },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, assist_set_up, tests[i].run, assist_tear_down);
  return g_test_run ();
}
