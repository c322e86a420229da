/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of medical assistance on the sample city: May 2026, whose figures are those of the
 * independent answer key (tests/data/datong-answer-key.json). */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-forms.h"
#include "qz-assist-month.h"
#include "qz-assist-pages.h"
#include "qz-cells.h"
#include "qz-config.h"
#include "qz-imports.h"
#include "qz-list-page.h"
#include "qz-operation-page.h"
#include "qz-preview-page.h"
#include "qz-tabs-page.h"
#include "qz-words.h"

#define PERIOD   202605
#define HOSPITAL "H14021300101"
#define COUNTY   "140213"
/* The platform gave a fen too little. */
#define DIFFERING "14020020260503000020"
#define MANUAL    "14020020260502000010"

static char *folder;
static char *city; /* made once; the statements of the month are with hospitals and counties */

/* ── the sample city ─────────────────────────────────────────────────────────────────────────── */

static QzContext
make_context (const char *user, const char *now)
{
  QzContext context = { .user = user };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clock_init_at (&context.clock, now, &error));
  return context;
}

static void
import (QzBook *book, const char *now, const char *kind, const char *file)
{
  const QzContext maker = make_context ("wang", now);
  const QzImportOptions options = { NULL };
  g_autofree char *path =
      g_build_filename (QZ_SOURCE_DATA_DIR, "sample", "datong", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) report = qz_import_run (book, &maker, kind, path, &options, &error);

  g_assert_no_error (error);
}

/* Lists of an office come one after the other: their names sort so. */
static void
import_lists (QzBook *book)
{
  g_autofree char *path = g_build_filename (QZ_SOURCE_DATA_DIR, "sample", "datong", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "assisted-"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < names->len; i++)
    import (book, "2026-05-26T09:00", "assisted", names->pdata[i]);
}

static void
fill (QzBook *book)
{
  static const char *const registers[] = { "areas", "agencies", "providers", "accounts" };
  const QzContext owner = make_context ("lin", "2026-01-05T09:00");
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_book_put_user (book, &owner, "wang", "王敏", QZ_ROLE_MAKER, TRUE, &error)
                 && qz_book_put_user (book, &owner, "li", "李航", QZ_ROLE_REVIEWER, TRUE, &error)
                 && qz_policy_activate (book, &owner, "datong-assistance", &error));
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      g_autofree char *file = g_strconcat (registers[i], ".csv", NULL);

      import (book, "2026-01-05T09:00", registers[i], file);
    }
  g_assert_true (qz_actors_put (book, &owner, COUNTY, TRUE, &error));
  import (book, "2026-01-26T09:00", "assistance-allotments", "allotments-2026-1.csv");
  import_lists (book);
  import (book, "2026-06-01T09:00", "assistance-suspensions", "suspensions.csv");
  import (book, "2026-06-01T09:00", "assistance-bills", "assistance-bills-2026-05.csv");
}

static void
push (QzBook *book)
{
  const QzContext maker = make_context ("wang", "2026-06-03T09:00");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = qz_assist_month_make (book, &maker, PERIOD, &error);

  g_assert_no_error (error);
  g_assert_true (qz_assist_month_push (book, &maker, PERIOD, &error));
}

static void
make_city (void)
{
  const QzContext context = make_context ("lin", "2026-01-04T09:00");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = NULL;

  folder = g_dir_make_tmp ("qz-assistance-XXXXXX", &error);
  city = g_build_filename (folder, "datong.qz", NULL);
  g_assert_true (qz_book_create (city, "140200", "大同市", "lin", &context.clock, &error));
  book = qz_book_open (city, TRUE, &error);
  g_assert_no_error (error);
  fill (book);
  push (book);
}

static gboolean
is_open (gpointer session)
{
  return qz_session_get_path (session) != NULL;
}

static QzSession *
open_city (void)
{
  QzSession *session = qz_session_new ();
  g_autoptr (GError) error = NULL;

  if (city == NULL)
    make_city ();
  g_assert_true (qz_session_set_now (session, "2026-06-08T10:00", &error));
  qz_session_open (session, city, NULL, NULL);
  app_wait_until (is_open, session, "the city to open");
  qz_session_set_user (session, "li");
  return session;
}

static gboolean
has_loaded (gpointer page)
{
  return qz_load_page_get_sheet (page) != NULL;
}

/* Its sheet, when it has come. */
static QzSheet *
wait_for (AdwNavigationPage *page, const char *what)
{
  g_object_ref_sink (page);
  app_wait_until (has_loaded, page, what);
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (page));
}

static void
let_go (gpointer page)
{
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

static guint
find_row (QzSheet *sheet, const char *column, const char *text)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_cell_text (sheet, row, column), text) == 0)
      return row;
  g_error ("no row of %s has %s in %s", qz_sheet_get_name (sheet), text, column);
}

static gboolean
is_button (GtkWidget *widget, gpointer action)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static GtkWidget *
find_button (AdwNavigationPage *page, const char *action)
{
  return app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_button, (gpointer) action);
}

/* ── the month ───────────────────────────────────────────────────────────────────────────────── */

/* DT-16 … DT-19: five days, all hospitals and counties, and what can be done next. */
static void
test_month (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *list = qz_page_new (session, &qz_assist_months_spec);
  AdwNavigationPage *page = qz_assist_month_page_new (session, PERIOD);
  QzSheet *months = wait_for (list, "the months");
  QzSheet *month = wait_for (page, "the month");
  QzSheet *hospitals = qz_sheet_find_child (month, "hospitals");

  g_assert_cmpuint (qz_sheet_get_n_rows (months), ==, 1);
  g_assert_cmpint (qz_cell_number (months, 0, "bills"), ==, 172);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (month, "stages")), ==, 5);
  g_assert_cmpuint (qz_sheet_get_n_rows (hospitals), ==, 14);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (month, "counties")), ==, 10);
  g_assert_cmpint (qz_cell_number (hospitals, 0, "maf"), ==, 1365235);
  g_assert_cmpstr (qz_fact_text (month, "city_agency"), ==, "140200");
  g_assert_nonnull (find_button (page, "win.assist-details"));
  g_assert_null (find_button (page, "win.assist-push"));
  let_go (list);
  let_go (page);
}

static gboolean
has_confirmed (gpointer page)
{
  QzSheet *sheet = qz_load_page_get_sheet (page);

  return qz_fact_number (sheet, "hospital") == qz_fact_number (sheet, "parts");
}

static gboolean
is_ready (gpointer dialog)
{
  return qz_form_dialog_is_ready (dialog);
}

/* DT-16b: without the names of who handled it and who is responsible nothing is recorded. */
static void
test_hospital (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *page = qz_assist_hospital_page_new (session, PERIOD, HOSPITAL);
  QzSheet *sheet = wait_for (page, "the hospital");
  GtkWindow *window = app_present (GTK_WIDGET (page));
  QzFormDialog *dialog = qz_form_dialog_present (GTK_WIDGET (page), session,
                                                 &qz_form_assist_hospital,
                                                 "202605/" HOSPITAL);

  g_assert_cmpint (qz_fact_number (sheet, "hospital"), ==, 0);
  app_wait_until (is_ready, dialog, "the form");
  qz_form_row_set_text (qz_form_dialog_find_row (dialog, "handled_by"), "王敏");
  qz_form_dialog_submit (dialog);
  g_assert_true (qz_form_row_has_fault (qz_form_dialog_find_row (dialog, "led_by")));
  qz_form_row_set_text (qz_form_dialog_find_row (dialog, "led_by"), "赵蕾");
  qz_form_dialog_submit (dialog);
  app_wait_until (has_confirmed, page, "the hospital's word");
  g_assert_null (find_button (page, "win.assist-confirm-hospital"));
  g_object_unref (page);
  gtk_window_destroy (window);
}

/* A county's word is its agency's: the button says for whom to act. */
static void
test_county (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *page = qz_assist_county_page_new (session, PERIOD, COUNTY);
  QzSheet *sheet = wait_for (page, "the county");
  g_autofree char *why = qz_assist_dup_refusal (session, sheet, "agency");
  g_autofree char *city_why = qz_assist_dup_refusal (session, sheet, "city_agency");
  g_autofree char *then = NULL;

  g_assert_nonnull (why);
  g_assert_null (city_why);
  qz_session_set_actor (session, COUNTY);
  then = qz_assist_dup_refusal (session, sheet, "agency");
  g_assert_null (then);
  let_go (page);
}

/* ── persons and bills ───────────────────────────────────────────────────────────────────────── */

/* Whose number is masked is opened all the same. */
static void
test_persons (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *list = qz_page_new (session, &qz_assisted_spec);
  QzSheet *persons = wait_for (list, "the persons");
  AdwNavigationPage *page =
      qz_assist_person_page_new (session, qz_cell_number (persons, 0, "spell"));
  QzSheet *person = wait_for (page, "the person");

  g_assert_nonnull (strchr (qz_cell_text (persons, 0, "certno"), '*'));
  g_assert_cmpstr (qz_fact_text (person, "certno"), ==, qz_cell_text (persons, 0, "certno"));
  g_assert_cmpstr (qz_fact_text (person, "psn_name"), ==, qz_cell_text (persons, 0, "psn_name"));
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (person, "spells")), >, 0);
  let_go (list);
  let_go (page);
}

/* Each layer beside what the platform settled. */
static void
test_bills (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *list = qz_page_new (session, &qz_assist_bills_spec);
  AdwNavigationPage *page = qz_assist_bill_page_new (session, DIFFERING);
  QzSheet *bills = wait_for (list, "the bills");
  QzSheet *bill = wait_for (page, "the bill");
  QzSheet *layers = qz_sheet_find_child (bill, "compared");
  const guint maf = find_row (layers, "step", "maf");
  const guint basic = find_row (layers, "step", "basic");

  g_assert_cmpuint (qz_sheet_get_n_rows (bills), ==, 227);
  g_assert_cmpint (qz_cell_number (layers, maf, "platform"), ==, 129430);
  g_assert_cmpint (qz_cell_number (layers, maf, "rules"), ==, 129431);
  g_assert_cmpint (qz_cell_number (layers, maf, "difference"), ==, -1);
  g_assert_cmpint (qz_cell_number (layers, basic, "difference"), ==, 0);
  g_assert_null (find_button (page, "win.assist-accept"));
  let_go (list);
  let_go (page);
}

/* DT-15b: what the person paid in full is decided here. */
static void
test_manual (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *list = qz_page_new (session, &qz_assist_manual_spec);
  AdwNavigationPage *page = qz_assist_bill_page_new (session, MANUAL);
  QzSheet *bills = wait_for (list, "what is reimbursed by hand");
  QzSheet *bill = wait_for (page, "the bill");
  g_autofree char *state = qz_words_dup_fact (bill, "state");

  g_assert_cmpuint (qz_sheet_get_n_rows (bills), ==, 9);
  g_assert_cmpint (qz_fact_number (bill, "reimbursed"), ==, 1394523 + 274504);
  g_assert_cmpstr (state, !=, "OPEN");
  g_assert_nonnull (find_button (page, "win.assist-accept"));
  g_assert_null (find_button (page, "win.assist-reimburse"));
  let_go (list);
  let_go (page);
}

/* ── money ───────────────────────────────────────────────────────────────────────────────────── */

/* DT-11, EX-6: 90 % and more is said with icon, word and colour. */
static void
test_reserve (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *page = qz_page_new (session, &qz_assist_reserve_spec);
  QzSheet *sheet = wait_for (page, "the reserves");
  const guint near = find_row (sheet, "county", "140212");
  const guint over = find_row (sheet, "county", "140226");

  g_assert_cmpint (qz_cell_number (sheet, near, "reserve"), ==, 2515911);
  g_assert_cmpint (qz_cell_number (sheet, near, "used"), ==, 2364957);
  g_assert_cmpstr (qz_cell_text (sheet, near, "reserve_status"), ==, "warned");
  g_assert_cmpstr (qz_cell_text (sheet, over, "reserve_status"), ==, "overdrawn");
  g_assert_cmpuint (
      qz_sheet_get_n_rows (qz_sheet_view_get_sheet (
          qz_tabs_page_get_view (QZ_TABS_PAGE (page), "allotments"))),
      >, 0);
  let_go (page);
}

static gboolean
is_table (gpointer page)
{
  return g_str_equal (qz_list_page_get_shown (page), "table");
}

/* "Counties whose reserve runs out: 2" opens those two and no other. */
static void
test_short (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *all = qz_page_new (session, &qz_assist_reserve_spec);
  QzSheet *counties = wait_for (all, "the reserves");
  AdwNavigationPage *page = qz_assist_short_page_new (session);
  QzSheet *sheet = wait_for (page, "the reserves that run out");
  guint n = 0;

  app_wait_until (is_table, page, "the table");
  for (guint row = 0; row < qz_sheet_get_n_rows (counties); row++)
    if (g_strcmp0 (qz_cell_text (counties, row, "reserve_status"), "normal") != 0)
      {
        const guint found = find_row (sheet, "county", qz_cell_text (counties, row, "county"));

        g_assert_cmpstr (qz_cell_text (sheet, found, "reserve_status"), ==,
                         qz_cell_text (counties, row, "reserve_status"));
        n++;
      }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, qz_sheet_get_n_rows (counties));
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, n);
  let_go (page);
  let_go (all);
}

static gint64
sum (QzSheet *sheet, const char *column, const char *county)
{
  gint64 total = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (county == NULL || g_strcmp0 (qz_cell_text (sheet, row, "county"), county) == 0)
      total += qz_cell_number (sheet, row, column);
  return total;
}

/* AMB-26: what a county has used is a list of bills that add up to it; each opens. */
static void
test_used (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *page = qz_assist_county_reserve_page_new (session, "2026/140212");
  QzSheet *sheet = wait_for (page, "the reserve of the county");
  QzSheetView *view = qz_tabs_page_get_view (QZ_TABS_PAGE (page), "sources");
  QzSheet *bills = qz_sheet_find_child (sheet, "sources");

  g_assert_cmpint (qz_fact_number (sheet, "used"), ==, 2364957);
  g_assert_true (qz_sheet_view_get_sheet (view) == bills);
  g_assert_cmpint (sum (bills, "maf", NULL) - sum (bills, "deducted", NULL), ==, 2364957);
  let_go (page);
}

/* DT-16: what a hospital gets for a county, and for all, is the bills of its form 3. */
static void
test_bills_of_part (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *part =
      qz_assist_part_page_new (session, PERIOD, HOSPITAL, COUNTY);
  AdwNavigationPage *hospital = qz_assist_hospital_page_new (session, PERIOD, HOSPITAL);
  QzSheet *of_part = wait_for (part, "the part");
  QzSheet *of_hospital = wait_for (hospital, "the hospital");
  QzSheet *few = qz_sheet_find_child (of_part, "paper");
  QzSheet *all = qz_sheet_find_child (of_hospital, "paper");

  g_assert_cmpint (sum (few, "maf", NULL), ==, qz_fact_number (of_part, "maf"));
  g_assert_cmpint (sum (all, "maf", NULL), ==, qz_fact_number (of_hospital, "maf"));
  g_assert_cmpint (sum (all, "maf", COUNTY), ==, sum (few, "maf", NULL));
  g_assert_cmpuint (qz_sheet_get_n_rows (few), <, qz_sheet_get_n_rows (all));
  let_go (part);
  let_go (hospital);
}

/* A book set without rules of assistance says so instead of failing. */
static void
test_without (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  AdwNavigationPage *page = qz_page_new (session, &qz_assist_reserve_spec);
  QzSheet *sheet = wait_for (page, "no reserves");

  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), ==, 0);
  g_assert_cmpstr (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), ==, "content");
  g_assert_null (find_button (page, "win.assist-move"));
  let_go (page);
}

/* DT-12: a year that is not over has a line, but nothing is cleared. */
static void
test_clearing (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *list = qz_page_new (session, &qz_assist_clear_spec);
  AdwNavigationPage *page = qz_assist_clear_page_new (session, 2026);
  QzSheet *years = wait_for (list, "the years");
  QzSheet *year = wait_for (page, "the year");

  g_assert_cmpuint (qz_sheet_get_n_rows (years), ==, 1);
  g_assert_cmpstr (qz_cell_text (years, 0, "state"), ==, "none");
  g_assert_cmpstr (qz_fact_text (year, "state"), ==, "none");
  g_assert_nonnull (find_button (page, "win.assist-clear"));
  let_go (list);
  let_go (page);
}

/* ── forms ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_pages (gpointer page)
{
  return qz_pdf_view_get_n_pages (qz_preview_page_get_view (page)) > 0;
}

static void
test_forms (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *pages[] = {
    qz_assist_form1_new (session, DIFFERING),
    qz_assist_preview_new (session, "F-DT-2", "202605/" HOSPITAL),
    qz_assist_preview_new (session, "F-DT-3", "202605/" HOSPITAL),
    qz_preview_page_new (session, "202605", "F-DT-25", NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_object_ref_sink (pages[i]);
      app_wait_until (has_pages, pages[i], "the form");
      let_go (pages[i]);
    }
}

/* DT-25: the page has the form's tables and charts, with the report's figures. */
static void
test_report (void)
{
  g_autoptr (QzSession) session = open_city ();
  AdwNavigationPage *page = qz_page_new (session, qz_pages_find ("assist-report"));
  QzSheet *report = wait_for (page, "the report");
  QzSheet *counties = qz_sheet_find_child (report, "counties");
  QzSheetView *table = qz_operation_page_find_table (QZ_OPERATION_PAGE (page), "counties");
  QzPlotFrame *chart = qz_operation_page_find_chart (QZ_OPERATION_PAGE (page), "counties");
  QzSheet *shown = qz_sheet_view_get_sheet (table);

  g_assert_cmpuint (qz_sheet_get_n_rows (counties), >, 5);
  g_assert_cmpuint (qz_sheet_get_n_rows (shown), ==, qz_sheet_get_n_rows (counties));
  for (guint row = 0; row < qz_sheet_get_n_rows (shown); row++)
    g_assert_cmpint (qz_cell_number (shown, row, "maf"), ==,
                     qz_cell_number (counties, row, "maf"));
  g_assert_cmpstr (qz_sheet_get_column_title (shown, 0), ==, "县（区）"); /* the form's heading */
  g_assert_cmpuint (qz_plot_get_n_points (qz_plot_frame_get_chart (chart)), ==,
                    qz_sheet_get_n_rows (counties));
  g_assert_null (qz_operation_page_find_table (QZ_OPERATION_PAGE (page), "disputes"));
  let_go (page);
}

/* In June the platform took something off a bill of May, and no bill is of June. */
static gpointer
take_off (QzBook *book, const QzContext *context, gpointer path, GError **error)
{
  const QzContext maker = make_context ("wang", "2026-06-08T10:00");
  const QzImportOptions options = { NULL };
  g_autoptr (QzSheet) report = NULL;

  if (!g_file_set_contents (path,
                            "setl_id,period,det_type,amount,reason,confirmed_day\n"
                            "14020020260518000129,2026-06,20,1.00,重复收费,2026-06-05\n",
                            -1, error))
    return NULL;
  report = qz_import_run (book, &maker, "assistance-deductions", path, &options, error);
  return report != NULL ? book : NULL;
}

/* The page begins with the newest month of bills; an empty one can be chosen. */
static void
test_report_newest (void)
{
  static const QzJobKind kind = { "Taking off", take_off, TRUE, NULL, NULL };
  g_autoptr (QzSession) session = open_city ();
  g_autofree char *path = g_build_filename (folder, "off.csv", NULL);
  AdwNavigationPage *page;
  QzSheet *report;

  app_run (session, &kind, path);
  g_unlink (path);
  page = qz_page_new (session, qz_pages_find ("assist-report"));
  report = wait_for (page, "the report");
  g_assert_cmpint (qz_cell_number (qz_sheet_find_child (report, "periods"), 0, "period"), ==,
                   202606);
  g_assert_cmpint (qz_fact_number (report, "period"), ==, PERIOD);
  g_assert_cmpint (qz_fact_number (report, "empty"), ==, 0);
  let_go (page);
}

int
main (int argc, char **argv)
{
  int result;

  app_fixture_init (&argc, &argv);
  g_test_add_func ("/assistance/month/DT-16", test_month);
  g_test_add_func ("/assistance/hospital/DT-16b", test_hospital);
  g_test_add_func ("/assistance/county/DT-3", test_county);
  g_test_add_func ("/assistance/persons/DT-6", test_persons);
  g_test_add_func ("/assistance/bills/DT-14", test_bills);
  g_test_add_func ("/assistance/manual/DT-15b", test_manual);
  g_test_add_func ("/assistance/reserve/DT-11", test_reserve);
  g_test_add_func ("/assistance/short/DT-11", test_short);
  g_test_add_func ("/assistance/used/AMB-26", test_used);
  g_test_add_func ("/assistance/bills-of-part/DT-16", test_bills_of_part);
  g_test_add_func ("/assistance/clearing/DT-12", test_clearing);
  g_test_add_func ("/assistance/without-rules", test_without);
  g_test_add_func ("/assistance/forms/DT-16a", test_forms);
  g_test_add_func ("/assistance/report/DT-25", test_report);
  g_test_add_func ("/assistance/report/newest", test_report_newest);
  result = app_fixture_run ();
  if (city != NULL)
    {
      g_unlink (city);
      g_rmdir (folder);
    }
  g_free (city);
  g_free (folder);
  return result;
}
