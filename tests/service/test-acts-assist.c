/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every act of medical assistance, cancelled in its middle: from statements to the clearing of the
 * year (act-trial.h). */
#include "act-trial.h"
#include "assist-fixture.h"
#include "qz-assist-acts.h"
#include "qz-assist-bills.h"
#include "qz-cells.h"
#include "qz-sample-assist.h"

#define CITY_HOSPITAL "H14021300101"
#define COUNTY        "140213"
#define PART          "202605/H14021300107/140222"

/* ── statements and reserves ─────────────────────────────────────────────────────────────────── */

/* DT-11, DT-16a: on a book set of which nothing was done yet. */
static void
test_begin (void)
{
  static const AssistBill bills[] = { { "C0001", "2026-05-10", YUNGANG, 1000 },
                                      { "C0002", "2026-05-11", ZUOYUN, 300 } };
  Fixture self;
  g_autofree char *path = NULL;

  assist_set_up (&self, NULL);
  path = g_build_filename (self.folder, "book.qz", NULL);
  at (&self, "2026-02-02T09:00");
  import_text (&self, "assistance-allotments", "a.csv",
               "year,county,document_no,allotted_day,amount\n"
               "2026," ZUOYUN ",1号,2026-02-01,1000.00\n");
  at (&self, "2026-06-05T09:00");
  assist_import_bills (&self, "bills.csv", bills, G_N_ELEMENTS (bills));
  trial_begin (self.book, path);
  trial_do (TRIAL (qz_act_assist_reserve, .user = "fi", .now = "2026-06-05T09:00", .key = "2026",
                   .values = "document_no=1号;bank=工商银行;serial=S1;day=2026-06-05"));
  trial_do (TRIAL (qz_act_assist_make, .user = "ma", .now = "2026-06-05T10:00", .period = MAY));
  trial_do (TRIAL (qz_act_assist_push, .user = "ma", .now = "2026-06-05T11:00", .period = MAY));
  g_assert_cmpuint (trial_end (), >=, 3);
  assist_tear_down (&self, NULL);
}

/* ── the sample city ─────────────────────────────────────────────────────────────────────────── */

static QzBook *book;

static QzContext
make_context (const char *now)
{
  QzContext context = { .user = "wang" };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clock_init_at (&context.clock, now, &error));
  return context;
}

static QzSheet *
show_month (void)
{
  const QzContext context = make_context ("2026-06-20T09:00");
  g_autoptr (GError) error = NULL;
  QzSheet *month = qz_assist_month_show (book, &context, MAY, &error);

  g_assert_no_error (error);
  return month;
}

static void
hear_hospitals (void)
{
  g_autoptr (QzSheet) month = show_month ();
  QzSheet *hospitals = qz_sheet_find_child (month, "hospitals");

  for (guint row = 0; row < qz_sheet_get_n_rows (hospitals); row++)
    {
      g_autofree char *key =
          g_strdup_printf ("202605/%s", qz_cell_text (hospitals, row, "provider"));

      if (qz_cell_number (hospitals, row, "hospital") < qz_cell_number (hospitals, row, "parts"))
        trial_do (TRIAL (qz_act_assist_confirm_hospital, .user = "li", .now = "2026-06-09T10:00",
                         .key = key, .values = "handled_by=周晓燕;led_by=马建国"));
    }
}

/* @act: of every county, said by itself. */
static void
hear_counties (const QzNlAct *act, const char *name, const char *now)
{
  g_autoptr (QzSheet) month = show_month ();
  QzSheet *counties = qz_sheet_find_child (month, "counties");

  g_assert_cmpuint (qz_sheet_get_n_rows (counties), >, 0);
  for (guint row = 0; row < qz_sheet_get_n_rows (counties); row++)
    {
      const char *county = qz_cell_text (counties, row, "county");

      trial_do (&(const TrialAct) { .act = act,
                                    .name = name,
                                    .user = "li",
                                    .now = now,
                                    .actor = county,
                                    .period = MAY,
                                    .unit = county });
    }
}

/* DT-16 … DT-19. */
static void
clear_month (void)
{
  g_autofree char *dispute = NULL;

  trial_do (TRIAL (qz_act_assist_dispute, .user = "li", .now = "2026-06-09T09:00", .key = PART,
                   .values = "raised_by=hospital;raised_day=2026-06-09;reason=人员所属县区待核"));
  {
    g_autoptr (QzSheet) month = show_month ();
    QzSheet *disputes = qz_sheet_find_child (month, "disputes");

    dispute = g_strdup_printf ("202605/%d", (int) qz_cell_number (disputes, 0, "dispute"));
  }
  hear_hospitals ();
  hear_counties (&qz_act_assist_confirm_county, "qz_act_assist_confirm_county", "2026-06-09T11:00");
  trial_do (TRIAL (qz_act_assist_solve, .user = "li", .now = "2026-06-10T09:00", .key = dispute,
                   .values = "paper_no=DT-2026-05-01;stamped_day=2026-06-10;"
                             "hospital_day=2026-06-10;county_day=2026-06-10;corrections="));
  trial_do (
      TRIAL (qz_act_assist_details, .user = "wang", .now = "2026-06-12T09:00", .period = MAY));
  trial_do (TRIAL (qz_act_assist_form4, .user = "zhao", .now = "2026-06-15T09:00", .period = MAY));
  trial_do (TRIAL (qz_act_assist_form4_back, .user = "zhao", .now = "2026-06-15T10:00",
                   .period = MAY, .unit = COUNTY, .reason = "经办人有误"));
  trial_do (TRIAL (qz_act_assist_form4, .user = "zhao", .now = "2026-06-15T11:00", .period = MAY,
                   .unit = COUNTY));
  hear_counties (&qz_act_assist_form4_confirm, "qz_act_assist_form4_confirm", "2026-06-18T09:00");
}

/* Recorded by one, confirmed by another (3.6 rule 5). */
static void
record (const TrialAct *what)
{
  g_autofree char *number = trial_make (what);

  trial_do (TRIAL (qz_act_assist_money_confirm, .user = "zhou", .now = what->now, .key = number));
}

/* EV-41, DT-19b. */
static void
pay (void)
{
  g_autofree char *wrong = trial_make (
      TRIAL (qz_act_assist_move, .user = "qian", .now = "2026-06-18T13:00", .key = "2026",
             .values = "amount=#100;bank=工商银行;serial=M0;day=2026-06-18"));

  trial_do (TRIAL (qz_act_assist_money_cancel, .user = "qian", .now = "2026-06-18T13:30",
                   .key = wrong, .reason = "金额记错"));
  record (TRIAL (qz_act_assist_move, .user = "qian", .now = "2026-06-18T14:00", .key = "2026",
                 .values = "amount=#100000000;bank=工商银行;serial=M1;day=2026-06-18"));
  record (TRIAL (qz_act_assist_move_back, .user = "qian", .now = "2026-06-19T14:00", .key = "2026",
                 .values = "amount=#250000;bank=工商银行;serial=M2;day=2026-06-19"));
  trial_do (TRIAL (qz_act_assist_pay, .user = "wang", .now = "2026-06-20T09:00", .period = MAY));
}

/* The one document of the month goes to the bank, which pays all of it. */
static void
go_through_bank (const char *folder)
{
  static const struct {
    const char *user;
    QzDocumentAct act;
  } signatures[] = { { "li", QZ_ACT_REVIEW },
                     { "zhao", QZ_ACT_APPROVE },
                     { "wang", QZ_ACT_PUSH },
                     { "qian", QZ_ACT_HAND_OVER } };
  QzContext context = make_context ("2026-06-20T10:00");
  g_autofree char *sent = g_build_filename (folder, "sent.txt", NULL);
  g_autofree char *back = g_build_filename (folder, "back.txt", NULL);
  g_autofree char *tool = g_test_build_filename (G_TEST_DIST, "tools", "make-bank-return", NULL);
  const char *argv[] = { "python3", tool, sent, "--date", "2026-06-20", "--output", back, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = qz_assist_pay_list (book, &context, MAY, &error);
  const char *numbers[] = { qz_cell_text (list, 0, "document"), NULL };
  g_autoptr (QzSheet) batches = NULL;
  g_autoptr (QzSheet) exported = NULL;
  g_autoptr (QzSheet) returned = NULL;
  g_autofree char *batch = NULL;
  int status = -1;

  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      context.user = signatures[i].user;
      if (!qz_document_act (book, &context, numbers[0], signatures[i].act, NULL, &error))
        g_error ("%s: %s", numbers[0], error->message);
    }
  batches = qz_payment_batch (book, &context, numbers, &error);
  g_assert_no_error (error);
  batch = qz_sheet_dup_machine (batches, 0, 0);
  exported = qz_payment_export (book, &context, batch, sent, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
  returned = qz_payment_return (book, &context, back, &error);
  g_assert_no_error (error);
}

/* ── the year ────────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
list_clearing (void)
{
  const QzContext context = make_context ("2027-02-20T09:00");
  g_autoptr (GError) error = NULL;
  QzSheet *list = qz_assist_clear_list (book, &context, 2026, &error);

  g_assert_no_error (error);
  return list;
}

/* "2026/140213": a county that has a surplus or shortage. (transfer full) */
static char *
dup_key (const char *column)
{
  g_autoptr (QzSheet) list = list_clearing ();

  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (qz_cell_number (list, row, column) > 0)
      return g_strdup_printf ("2026/%s", qz_cell_text (list, row, "county"));
  g_error ("nobody has a %s", column);
}

/* DT-12. */
static void
clear_year (void)
{
  g_autoptr (QzSheet) list = NULL;
  g_autofree char *surplus = NULL;
  g_autofree char *shortage = NULL;

  record (TRIAL (qz_act_assist_pay_back, .user = "qian", .now = "2026-06-25T09:00", .key = "2026",
                 .values = "county=" COUNTY ";period=2026-05;bank=建设银行;serial=R1;"
                           "day=2026-06-25"));
  trial_do (TRIAL (qz_act_assist_clear_make, .user = "wang", .now = "2027-02-01T09:00", .n = 2026));
  trial_do (TRIAL (qz_act_assist_clear_object, .user = "li", .now = "2027-02-03T09:00",
                   .actor = COUNTY, .n = 2026, .unit = COUNTY, .reason = "使用额不符"));
  trial_do (TRIAL (qz_act_assist_clear_make, .user = "wang", .now = "2027-02-10T09:00", .n = 2026));
  list = list_clearing ();
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    trial_do (TRIAL (qz_act_assist_clear_confirm, .user = "li", .now = "2027-02-12T09:00",
                     .actor = qz_cell_text (list, row, "county"), .n = 2026,
                     .unit = qz_cell_text (list, row, "county")));
  surplus = dup_key ("surplus");
  shortage = dup_key ("shortage");
  record (TRIAL (qz_act_assist_surplus, .user = "qian", .now = "2027-03-01T09:00", .key = surplus,
                 .values = "bank=农业银行;serial=S1;day=2027-03-01"));
  record (TRIAL (qz_act_assist_shortage, .user = "qian", .now = "2027-03-01T10:00", .key = shortage,
                 .values = "bank=农业银行;serial=S2;day=2027-03-01"));
}

/* ── persons and bills ───────────────────────────────────────────────────────────────────────── */

/* DT-15b. */
static void
reimburse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = qz_assist_manual_list (book, NULL, &error);
  const char *first = qz_cell_text (list, 0, "setl_id");

  trial_do (TRIAL (qz_act_assist_accept, .user = "li", .now = "2026-06-08T11:00", .key = first,
                   .reason = "材料齐全"));
  trial_do (TRIAL (qz_act_assist_refuse, .user = "li", .now = "2026-06-08T11:10",
                   .key = qz_cell_text (list, 1, "setl_id"), .reason = "票据不全"));
  trial_do (TRIAL (qz_act_assist_reimburse, .user = "qian", .now = "2026-06-08T14:00", .key = first,
                   .reason = "已转账"));
}

/* DT-22; a person of the sample. */
static void
suspend (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "sample", "datong",
                                                 "assisted-civil-140224-2026-04-20.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) cells = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  cells = g_strsplit (lines[1], ",", -1);
  begin = g_strdup_printf ("certno=%s;county=140224;from_day=2026-06-08;reason=涉嫌冒用", cells[3]);
  end = g_strdup_printf ("certno=%s;from_day=2026-06-09;reason=查无违规", cells[3]);
  trial_do (
      TRIAL (qz_act_assist_suspend, .user = "sun", .now = "2026-06-08T15:00", .values = begin));
  trial_do (TRIAL (qz_act_assist_resume, .user = "sun", .now = "2026-06-09T08:00", .values = end));
}

static void
test_city (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-acts-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "city.qz", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);
  const QzContext context = make_context ("2027-03-02T09:00");
  g_autoptr (QzSheet) checks = NULL;
  gboolean sound = FALSE;

  if (!qz_sample_assist_make (path, &context, &error)
      || (book = qz_book_open (path, TRUE, &error)) == NULL)
    g_error ("%s: %s", path, error->message);
  trial_begin (book, path);
  reimburse ();
  suspend ();
  clear_month ();
  pay ();
  go_through_bank (folder);
  clear_year ();
  g_assert_cmpuint (trial_end (), >, 50);
  checks = qz_book_verify (book, &context, &sound, &error);
  g_assert_no_error (error);
  g_assert_true (sound);
  qz_book_close (book);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
test_all (void)
{
  trial_assert_all ("src/app/assistance");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acts-assist/begin/DT-11/DT-16a", test_begin);
  g_test_add_func ("/acts-assist/city/DT-12/DT-19", test_city);
  g_test_add_func ("/acts-assist/left-out/none", test_all);
  return g_test_run ();
}
