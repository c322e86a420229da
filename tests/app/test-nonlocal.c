/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of care away from home on the sample province: May 2026, whose figures are those of
 * EX-3. */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-care-forms.h"
#include "qz-cells.h"
#include "qz-clearing-lists-pages.h"
#include "qz-clearing-page.h"
#include "qz-clearing-steps.h"
#include "qz-clearing.h"
#include "qz-config.h"
#include "qz-deposit-page.h"
#include "qz-deposits-page.h"
#include "qz-error.h"
#include "qz-flow-chart.h"
#include "qz-imports.h"
#include "qz-list-page.h"
#include "qz-money-page.h"
#include "qz-operation-page.h"
#include "qz-page-spec.h"
#include "qz-preview-page.h"
#include "qz-record-page.h"
#include "qz-registration.h"
#include "qz-report.h"
#include "qz-supervision.h"
#include "qz-tabs-page.h"
#include "qz-transfers.h"
#include "qz-words.h"

#define PERIOD 202605
#define UNIT   "230200"

static char *folder;
static char *province; /* made once; the lists of the month are made, one unit has confirmed */

/* ── the sample province ─────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *kind, *file;
} files[] = {
  { "areas", "areas.csv" },
  { "agencies", "agencies.csv" },
  { "providers", "providers.csv" },
  { "accounts", "accounts.csv" },
  { "deposit-base", "deposit-base-2025.csv" },
  { "deposit-opening", "deposit-opening.csv" },
  { "registrations", "registrations.csv" },
  { "claims", "claims-2026-05.csv" },
  { "national-items", "national-2026-05.csv" },
};

static QzContext
make_context (const char *user, const char *now, const char *actor)
{
  QzContext context = { .user = user, .actor = actor };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_clock_init_at (&context.clock, now, &error));
  return context;
}

static void
fill (QzBook *book)
{
  const QzContext owner = make_context ("lin", "2026-06-02T09:00", NULL);
  const QzContext maker = make_context ("wang", "2026-06-02T09:00", NULL);
  const QzImportOptions options = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_book_put_user (book, &owner, "wang", "王敏", QZ_ROLE_MAKER, TRUE, &error)
                 && qz_book_put_user (book, &owner, "li", "李航", QZ_ROLE_REVIEWER, TRUE, &error)
                 && qz_book_put_user (book, &owner, "zhao", "赵蕾", QZ_ROLE_APPROVER, TRUE, &error)
                 && qz_book_put_user (book, &owner, "qian", "钱峰", QZ_ROLE_FINANCE, TRUE, &error)
                 && qz_book_put_user (book, &owner, "chu", "楚娜", QZ_ROLE_FINANCE, TRUE, &error)
                 && qz_policy_activate (book, &owner, "heilongjiang-nonlocal", &error));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (QZ_SOURCE_DATA_DIR, "sample", "heilongjiang",
                                                files[i].file, NULL);
      g_autoptr (QzSheet) report =
          qz_import_run (book, &maker, files[i].kind, path, &options, &error);

      g_assert_no_error (error);
    }
  g_assert_true (qz_actors_put (book, &owner, UNIT, TRUE, &error));
}

/* They were confirmed on the 9th. */
static void
import_deductions (QzBook *book)
{
  const QzContext maker = make_context ("wang", "2026-06-17T09:00", NULL);
  const QzImportOptions options = { NULL };
  g_autofree char *path = g_build_filename (QZ_SOURCE_DATA_DIR, "sample", "heilongjiang",
                                            "nl-deductions-2026-05.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) report =
      qz_import_run (book, &maker, "nl-deductions", path, &options, &error);

  g_assert_no_error (error);
}

static void
clear_month (QzBook *book)
{
  const QzContext maker = make_context ("wang", "2026-06-21T09:00", NULL);
  const QzContext unit = make_context ("li", "2026-06-22T09:00", UNIT);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      g_autoptr (QzSheet) list =
          qz_clearing_generate (book, &maker, PERIOD, (QzNlScope) i, &error);

      g_assert_no_error (error);
    }
  g_assert_true (qz_clearing_confirm (book, &unit, PERIOD, QZ_NL_IN_PROV, UNIT, &error));
}

static void
publish (QzBook *book)
{
  const QzContext maker = make_context ("wang", "2026-06-25T09:00", NULL);
  const QzContext reviewer = make_context ("li", "2026-06-25T09:00", NULL);
  const QzContext approver = make_context ("zhao", "2026-06-30T09:00", NULL);
  const char *const all[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) uploaded = qz_clearing_upload (book, &maker, all, &error);
  g_autoptr (QzSheet) notices = NULL;

  g_assert_no_error (error);
  g_assert_true (qz_clearing_confirm_national (book, &reviewer, PERIOD, &error));
  notices = qz_clearing_publish (book, &approver, PERIOD, &error);
  g_assert_no_error (error);
}

static void
make_province (void)
{
  const QzContext context = make_context ("lin", "2026-06-01T09:00", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = NULL;

  folder = g_dir_make_tmp ("qz-nonlocal-XXXXXX", &error);
  province = g_build_filename (folder, "province.qz", NULL);
  g_assert_true (
      qz_book_create (province, "230000", "黑龙江省", "lin", &context.clock, &error));
  book = qz_book_open (province, TRUE, &error);
  g_assert_no_error (error);
  fill (book);
  import_deductions (book);
  clear_month (book);
}

static gboolean
is_open (gpointer session)
{
  return qz_session_get_path (session) != NULL;
}

static QzSession *
open_province (const char *now, gboolean published)
{
  QzSession *session = qz_session_new ();
  g_autoptr (GError) error = NULL;

  if (province == NULL)
    make_province ();
  if (published)
    {
      g_autoptr (QzBook) book = qz_book_open (province, TRUE, &error);

      g_assert_no_error (error);
      publish (book);
    }
  g_assert_true (qz_session_set_now (session, now, &error));
  qz_session_open (session, province, NULL, NULL);
  app_wait_until (is_open, session, "the province to open");
  qz_session_set_user (session, "li");
  return session;
}

static gboolean
has_loaded (gpointer page)
{
  return qz_load_page_get_sheet (page) != NULL;
}

static void
let_go (gpointer page)
{
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

/* ── pages ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_form (gpointer page)
{
  return qz_sheet_view_get_sheet (qz_clearing_unit_get_view (qz_clearing_page_get_unit (page)))
         != NULL;
}

static gboolean
is_cross (gpointer page)
{
  QzSheet *sheet = qz_load_page_get_sheet (page);

  return sheet != NULL && g_strcmp0 (qz_fact_text (sheet, "scope"), "cross_prov") == 0;
}

static gboolean
says_payable (GtkWidget *button, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0;
}

static gboolean
names_payable (gpointer page)
{
  return app_find (GTK_WIDGET (qz_clearing_page_get_units (page)), GTK_TYPE_BUTTON, says_payable,
                   (gpointer) "Payable 1,261,234.57")
         != NULL;
}

/* The figures of EX-3, the unit's own notice, and the other scope. */
static void
test_clearing (void)
{
  g_autoptr (QzSession) session = open_province ("2026-06-22T10:00", FALSE);
  QzClearingPage *page = QZ_CLEARING_PAGE (qz_clearing_page_new (session));
  QzClearingUnit *unit = qz_clearing_page_get_unit (page);
  GtkWindow *window;
  QzSheet *units;
  guint row = 0;

  g_object_ref_sink (page);
  app_wait_until (has_loaded, page, "the clearing period");
  units = qz_sheet_view_get_sheet (qz_clearing_page_get_units (page));
  g_assert_cmpuint (qz_sheet_get_n_rows (units), ==, 14);
  while (g_strcmp0 (qz_cell_text (units, row, "unit"), UNIT) != 0)
    row++;
  g_assert_cmpint (qz_cell_number (units, row, "receivable"), ==, 20050025);
  g_assert_cmpint (qz_cell_number (units, row, "payable"), ==, 126123457);
  g_assert_cmpstr (qz_cell_text (units, row, "confirm"), ==, "CONFIRMED");
  g_assert_cmpstr (qz_clearing_page_get_next (page), ==, "");
  qz_clearing_unit_show (unit, qz_load_page_get_sheet (QZ_LOAD_PAGE (page)), row);
  qz_clearing_unit_choose_form (unit, "F-NL-9");
  g_assert_cmpstr (qz_clearing_unit_get_form (unit), ==, "F-NL-9");
  app_wait_until (has_form, page, "the notice");
  qz_clearing_page_set_scope (page, QZ_NL_CROSS_PROV);
  app_wait_until (is_cross, page, "the other scope");
  g_assert_cmpstr (qz_clearing_page_get_next (page), ==, "upload");
  g_assert_cmpstr (qz_clearing_unit_get_unit (unit), ==, UNIT);
  /* Of two amounts, that beside a row says which it is. */
  qz_clearing_page_set_scope (page, QZ_NL_IN_PROV);
  window = app_present (GTK_WIDGET (page));
  app_wait_until (names_payable, page, "the amount to say what it is");
  gtk_window_destroy (window);
  let_go (page);
}

/* What the province cannot do yet says from when on it can, or what is open before it. */
static void
test_steps (void)
{
  static const struct {
    const char *now, *action, *says; /* NULL: it can be done */
  } steps[] = {
    { "2026-06-20T10:00", "page.generate", "2026-06-21" },          /* NL-31d, NL-31e */
    { "2026-06-22T10:00", "page.generate", NULL },
    { "2026-06-22T10:00", "page.national", "2026-06-25" },          /* NL-31h */
    { "2026-06-25T10:00", "page.national", "confirmed yet" },       /* NL-31f */
    { "2026-06-29T10:00", "page.publish", "2026-06-30" },           /* NL-31i */
    { "2026-06-30T10:00", "page.publish", "confirmed yet" },        /* NL-31f */
    { "2026-06-22T10:00", "page.upload", NULL },                    /* NL-31c */
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (QzSession) session = open_province (steps[i].now, FALSE);
      QzClearingPage *page = QZ_CLEARING_PAGE (qz_clearing_page_new (session));
      g_autofree char *why = NULL;

      g_object_ref_sink (page);
      qz_clearing_page_set_scope (page, QZ_NL_CROSS_PROV);
      app_wait_until (is_cross, page, "the clearing period");
      why = qz_clearing_steps_dup_refusal (qz_load_page_get_sheet (QZ_LOAD_PAGE (page)),
                                           steps[i].action);
      g_test_message ("%s %s: %s", steps[i].now, steps[i].action, why != NULL ? why : "");
      g_assert_true (steps[i].says != NULL ? why != NULL && strstr (why, steps[i].says) != NULL
                                           : why == NULL);
      let_go (page);
    }
}

/* Once they are published nothing is made, confirmed or published again. */
static void
test_steps_done (void)
{
  static const char *const actions[] = { "page.generate", "page.national", "page.publish" };
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);
  QzClearingPage *page = QZ_CLEARING_PAGE (qz_clearing_page_new (session));

  g_object_ref_sink (page);
  qz_clearing_page_set_scope (page, QZ_NL_CROSS_PROV);
  app_wait_until (is_cross, page, "the clearing period");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *why = qz_clearing_steps_dup_refusal (
          qz_load_page_get_sheet (QZ_LOAD_PAGE (page)), actions[i]);

      g_assert_nonnull (why);
      g_assert_nonnull (strstr (why, "published already"));
    }
  let_go (page);
}

/* Two scopes of fourteen units; with the months of one unit behind each. */
static void
test_deposits (void)
{
  g_autoptr (QzSession) session = open_province ("2026-06-22T10:00", FALSE);
  AdwNavigationPage *page = qz_deposits_page_new (session);
  AdwNavigationPage *city = qz_deposit_page_new (session, UNIT, "in_prov");
  guint n = 0;

  g_object_ref_sink (page);
  g_object_ref_sink (city);
  app_wait_until (has_loaded, page, "the deposits");
  app_wait_until (has_loaded, city, "the deposit");
  while (gtk_list_box_get_row_at_index (qz_deposits_page_get_gauges (QZ_DEPOSITS_PAGE (page)),
                                        (int) n)
         != NULL)
    n++;
  g_assert_cmpuint (n, ==, 28);
  g_assert_cmpstr (qz_plot_frame_get_shown (qz_deposit_page_get_chart (QZ_DEPOSIT_PAGE (city))),
                   ==, "empty");
  let_go (page);
  let_go (city);
}

/* What is regarded as done by then is no use case of the page: every act applies it. */
static void
test_money (void)
{
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", TRUE);
  AdwNavigationPage *page = qz_money_page_new (session);
  QzPlot *chart = qz_plot_frame_get_chart (qz_money_page_get_picture (QZ_MONEY_PAGE (page)));
  QzSheet *legs;

  g_object_ref_sink (page);
  app_wait_until (has_loaded, page, "the money");
  legs = qz_sheet_find_child (qz_load_page_get_sheet (QZ_LOAD_PAGE (page)), "legs");
  g_assert_cmpuint (qz_sheet_get_n_rows (legs), ==, 7);
  g_assert_cmpuint (qz_plot_get_n_points (chart), ==, 7);
  g_assert_cmpstr (qz_cell_text (legs, 0, "leg"), ==, "D1");
  g_assert_cmpint (qz_cell_number (legs, 0, "due"), ==, 311561235);
  g_assert_cmpint (qz_cell_number (legs, 3, "due"), ==, 311561235);
  let_go (page);
}

/* Pays the first transfer of @leg; its number is kept in @number (char **). */
static gpointer
pay_leg (QzBook *book, const QzContext *context, gpointer number, GError **error)
{
  const QzTransferFilter filter = { .period = PERIOD, .scope = QZ_NL_IN_PROV, .leg = QZ_LEG_D1 };
  g_autoptr (QzSheet) list = qz_transfer_list (book, context, &filter, error);
  QzTransferPayment payment = { .bank_name = "冰凌花银行",
                                .serial = "B000001",
                                .day = context->clock.today };
  QzContext as = *context;
  g_autoptr (QzSheet) confirmed = NULL;

  if (list == NULL)
    return NULL;
  *(char **) number = g_strdup (qz_cell_text (list, 0, "transfer"));
  payment.number = *(char **) number;
  as.actor = qz_cell_text (list, 0, "payer");
  as.user = "lin";
  if (!qz_actors_put (book, &as, as.actor, TRUE, error))
    return NULL;
  as.user = "qian";
  if (!qz_transfer_pass_papers (book, &as, PERIOD, QZ_NL_IN_PROV, QZ_LEG_D1, NULL, error)
      || !qz_transfer_pay (book, &as, &payment, error))
    return NULL;
  as.user = "chu";
  confirmed = qz_transfer_confirm_payment (book, &as, payment.number, NULL, error);
  return confirmed != NULL ? book : NULL;
}

static gboolean
is_confirmed (QzSheet *events, guint row)
{
  return g_strcmp0 (qz_cell_text (events, row, "act"), "confirm-payment") == 0;
}

static gboolean
shows_voucher (gpointer view)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (view);

  return QZ_IS_RECORD_PAGE (page) && has_loaded (page);
}

/* What was posted for a transfer is called as people call a voucher, and opens it. */
static void
test_transfer_voucher (void)
{
  static const QzJobKind kind = { "Paying", pay_leg, TRUE, NULL, NULL };
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);
  g_autofree char *number = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *view = adw_navigation_view_new ();
  GtkWindow *window = app_present (view);
  AdwNavigationPage *page;
  QzSheet *events;
  guint row = 0;

  app_run (session, &kind, &number);
  page = qz_transfer_page_new (session, number);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
  app_wait_until (has_loaded, page, "the transfer");
  events = qz_sheet_find_child (qz_load_page_get_sheet (QZ_LOAD_PAGE (page)), "events");
  while (!is_confirmed (events, row))
    {
      g_assert_null (qz_cell_text (events, row, "voucher"));
      row++;
    }
  shown = qz_words_dup_cell (events, row, (guint) qz_sheet_find_column (events, "voucher"));
  g_assert_cmpstr (shown, ==, "Provincial fiscal account of clearing, 2026-07 no. 1");
  g_signal_emit_by_name (qz_tabs_page_get_view (QZ_TABS_PAGE (page), "events"), "row-activated",
                         row);
  app_wait_until (shows_voucher, view, "the voucher");
  gtk_window_destroy (window);
}

static gboolean
has_pages (gpointer page)
{
  return qz_pdf_view_get_n_pages (qz_preview_page_get_view (page)) > 0;
}

/* The finance office's two tables (NL-36) are printed together; the report (NL-37). */
static void
test_papers (void)
{
  static const char *const forms[] = { "F-NL-36", "F-NL-37" };
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      AdwNavigationPage *page = qz_preview_page_new (session, "202605", forms[i], NULL);

      g_object_ref_sink (page);
      app_wait_until (has_pages, page, forms[i]);
      if (i == 0)
        g_assert_cmpuint (
            qz_pdf_view_get_n_pages (qz_preview_page_get_view (QZ_PREVIEW_PAGE (page))), >=, 2);
      let_go (page);
    }
}

static void
test_lists (void)
{
  static const char *const ids[] = { "notices", "regions" };
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      AdwNavigationPage *page = qz_page_new (session, qz_pages_find (ids[i]));

      g_object_ref_sink (page);
      app_wait_until (has_loaded, page, ids[i]);
      g_assert_cmpstr (qz_list_page_get_shown (QZ_LIST_PAGE (page)), ==, "table");
      let_go (page);
    }
}

/* ── areas by their names ────────────────────────────────────────────────────────────────────── */

static gpointer
suspend_person (QzBook *book, const QzContext *given, gpointer input, GError **error)
{
  const QzContext context = make_context ("zhao", "2026-07-06T09:00", UNIT);
  const QzPersonSuspendInput person = { .certno = "230202198801010018",
                                        .psn_name = "韩丽",
                                        .insured_area = UNIT,
                                        .from_day = QZ_DAY_NONE,
                                        .reported_day = QZ_DAY_NONE,
                                        .reason = "冒名就医" };

  return qz_person_suspend (book, &context, &person, error) ? input : NULL;
}

static const QzJobKind suspend_kind = { "Suspending", suspend_person, TRUE };

/* Every row of @id has in @column a name, no code; without rows nothing would be proven. */
static void
assert_named (QzSession *session, const char *id, const char *column)
{
  AdwNavigationPage *page = qz_page_new (session, qz_pages_find (id));
  QzSheet *sheet;

  g_object_ref_sink (page);
  app_wait_until (has_loaded, page, id);
  sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (page));
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), >, 0);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *name = qz_cell_text (sheet, row, column);

      if (name == NULL || g_ascii_isdigit (*name))
        g_error ("%s: %s is shown as “%s”", id, column, name != NULL ? name : "");
    }
  let_go (page);
}

static void
test_areas (void)
{
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);

  app_run (session, &suspend_kind, session);
  assert_named (session, "persons", "insured_area");
  assert_named (session, "unmatched", "insured_area");
  assert_named (session, "unmatched", "treat_area"); /* in other provinces, too */
}

/* NL-38: of this month nothing is left for a later one, which the page says. */
static void
test_carried (void)
{
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);
  AdwNavigationPage *page = qz_clearing_carried_page_new (session, PERIOD);
  QzSheet *carried;

  g_object_ref_sink (page);
  app_wait_until (has_loaded, page, "what is carried");
  carried = qz_sheet_find_child (qz_load_page_get_sheet (QZ_LOAD_PAGE (page)), "carried");
  g_assert_nonnull (carried);
  g_assert_cmpuint (qz_sheet_get_n_rows (carried), ==, 0);
  g_assert_cmpint (qz_sheet_find_column (carried, "to"), >=, 0);
  let_go (page);
}

/* Those that have something to show without another act. */
static void
test_care (void)
{
  static const struct {
    const char *id, *shown;
  } pages[] = { { "registrations", "table" }, { "unmatched", "table" },  { "manual", "empty" },
                { "inspections", "empty" },   { "complaints", "empty" }, { "persons", "empty" } };
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);
  AdwNavigationPage *report = qz_page_new (session, qz_pages_find ("operation"));
  QzPlotFrame *providers;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwNavigationPage *page = qz_page_new (session, qz_pages_find (pages[i].id));

      g_object_ref_sink (page);
      app_wait_until (has_loaded, page, pages[i].id);
      g_assert_cmpstr (qz_list_page_get_shown (QZ_LIST_PAGE (page)), ==, pages[i].shown);
      let_go (page);
    }
  g_object_ref_sink (report);
  app_wait_until (has_loaded, report, "the report");
  providers = qz_operation_page_find_chart (QZ_OPERATION_PAGE (report), "providers");
  g_assert_cmpstr (qz_plot_frame_get_shown (providers), ==, "chart");
  g_assert_cmpuint (qz_plot_get_n_points (qz_plot_frame_get_chart (providers)), ==, 10);
  let_go (report);
}

static QzPeriod
find_newest (QzBook *book, const QzPeriod *months, guint n)
{
  g_autoptr (QzSheet) periods = qz_sheet_new ("periods");
  g_autoptr (GError) error = NULL;
  QzPeriod found = 0;

  qz_sheet_add_column (periods, "period", "", QZ_VALUE_PERIOD);
  for (guint i = 0; i < n; i++)
    qz_sheet_put_number (periods, qz_sheet_add_row (periods), 0, months[i]);
  g_assert_true (qz_report_find_newest (book, QZ_REPORT_NONLOCAL, periods, &found, &error));
  return found;
}

/* The report begins with the newest month that it has figures of. */
static void
test_newest_report (void)
{
  const QzPeriod months[] = { 202607, 202606, PERIOD, 202604 };
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = qz_book_open (province, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (find_newest (book, months, G_N_ELEMENTS (months)), ==, PERIOD);
  g_assert_cmpint (find_newest (book, months, 2), ==, 202607);
  g_assert_cmpint (find_newest (book, months, 0), ==, 0);
}

/* ── forms ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_ready (gpointer dialog)
{
  return qz_form_dialog_is_ready (dialog);
}

static void
write_field (QzFormDialog *dialog, const char *name, const char *text)
{
  QzFormRow *row = qz_form_dialog_find_row (dialog, name);

  g_assert_nonnull (row);
  qz_form_row_set_text (row, text);
}

static gpointer
count_registrations (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzRegistrationQuery query = { .person = "23020000000099900001" };
  g_autoptr (QzSheet) list = qz_registration_list (book, &query, error);

  g_assert_nonnull (list);
  *(guint *) input = qz_sheet_get_n_rows (list);
  return input;
}

static const QzJobKind count_kind = { "Counting", count_registrations, FALSE };

static guint
count (QzSession *session)
{
  guint n = 0;

  app_run (session, &count_kind, &n);
  return n;
}

/* All that is wrong stands beside its field and nothing is written; put right, it is registered. */
static void
test_register (void)
{
  static const struct {
    const char *field, *text;
  } right[] = { { "psn_name", "韩英" },         { "psn_no", "23020000000099900001" },
                { "certno", "230202199702210027" }, { "insured_area", "230200" },
                { "treat_area", "231100" },     { "begin_day", "2026-07-06" },
                { "hospitals", "H23110000101" } };
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);
  GtkWindow *window = app_present (adw_bin_new ());
  GtkWidget *owner = gtk_window_get_child (window);
  QzFormDialog *dialog;

  qz_session_set_user (session, "wang");
  qz_session_set_actor (session, UNIT);
  dialog = qz_form_dialog_present (owner, session, &qz_form_register, "");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  app_wait_until (is_ready, dialog, "the registers");
  qz_form_dialog_submit (dialog);
  g_assert_true (qz_form_row_has_fault (qz_form_dialog_find_row (dialog, "psn_name")));
  g_assert_true (qz_form_row_has_fault (qz_form_dialog_find_row (dialog, "hospitals")));
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    write_field (dialog, right[i].field, right[i].text);
  write_field (dialog, "certno", "230202199702210028");
  qz_form_dialog_submit (dialog);
  app_wait_until (is_ready, dialog, "the check");
  g_assert_true (qz_form_row_has_fault (qz_form_dialog_find_row (dialog, "certno")));
  g_assert_false (qz_form_row_has_fault (qz_form_dialog_find_row (dialog, "psn_name")));
  g_assert_cmpuint (count (session), ==, 0);
  write_field (dialog, "certno", "230202199702210027");
  qz_form_dialog_submit (dialog);
  for (guint i = 0; i < 4; i++)
    g_test_message ("registered: %u", count (session));
  g_assert_cmpuint (count (session), ==, 1);
  gtk_window_destroy (window);
}

/* Whom the book set acts for can be chosen, but nobody else. */
static void
test_actor (void)
{
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);

  g_assert_cmpstr (qz_session_get_actor (session), ==, "230000");
  qz_session_set_actor (session, UNIT);
  g_assert_cmpstr (qz_session_get_actor (session), ==, UNIT);
  qz_session_set_actor (session, "231200");
  g_assert_cmpstr (qz_session_get_actor (session), ==, "230000");
}

/* Who acts for another office is told both by their names. */
static void
test_other_office (void)
{
  const QzContext context = make_context ("li", "2026-07-06T10:00", UNIT);
  g_autoptr (QzSession) session = open_province ("2026-07-06T10:00", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = qz_book_open (province, FALSE, &error);

  g_assert_no_error (error);
  g_assert_false (qz_actor_check (book, &context, "230000", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "actor-other");
  g_assert_nonnull (strstr (error->message, "黑龙江省医疗保险经办中心"));
  g_assert_nonnull (strstr (error->message, "齐齐哈尔市医疗保险经办中心"));
}

/* No code of a form, a notice or a method stands on a page. */
static void
test_words (void)
{
  static const struct {
    const char *column, *code, *says;
  } words[] = { { "form", "F-NL-9-1", "Form 9-1: employees by place of care" },
                { "form", "F-NL-4", "Form 4: clearing of all units" },
                { "state", "NOTICE_CLOSED", "Settled in full" },
                { "state", "received", "Received in full" },
                { "state", "find", "Looked into" },
                { "act", "finding", "Finding recorded" },
                { "state", "NOTICE_PAID", "Paid, not received" } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = qz_words_dup (words[i].column, words[i].code);

      g_assert_cmpstr (word, ==, words[i].says);
    }
}

static void
count_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint *n = user_data;

  if (parameter != NULL)
    g_assert_cmpstr (g_variant_get_string (parameter, NULL), ==, "clearing");
  ++*n;
}

/* How often Ctrl+N does what the button of the empty page does. */
static guint
press_first_step (QzSession *session, const char *id, const char *act, const GVariantType *type)
{
  AdwNavigationPage *page = qz_page_new (session, qz_pages_find (id));
  GtkWindow *window = app_present (GTK_WIDGET (page));
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new (act, type);
  guint n = 0;

  g_signal_connect (action, "activate", G_CALLBACK (count_cb), &n);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
  app_wait_until (has_loaded, page, id);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.first-step", NULL));
  gtk_window_destroy (window);
  return n;
}

/* Where there is nothing yet it is the first step; where there is something, it is no longer. */
static void
test_first_step (void)
{
  g_autoptr (QzSession) empty = app_open_city ("wang");
  g_autoptr (QzSession) full = open_province ("2026-07-06T10:00", FALSE);

  g_assert_cmpuint (press_first_step (empty, "deposits", "import", NULL), ==, 1);
  g_assert_cmpuint (press_first_step (empty, "clearing", "import", NULL), ==, 1);
  g_assert_cmpuint (press_first_step (empty, "money", "page", G_VARIANT_TYPE_STRING), ==, 1);
  g_assert_cmpuint (press_first_step (full, "deposits", "import", NULL), ==, 0);
  g_assert_cmpuint (press_first_step (full, "clearing", "import", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  app_fixture_init (&argc, &argv);
  g_test_add_func ("/nonlocal/clearing", test_clearing);
  g_test_add_func ("/nonlocal/steps", test_steps);
  g_test_add_func ("/nonlocal/deposits", test_deposits);
  g_test_add_func ("/nonlocal/money", test_money);
  g_test_add_func ("/nonlocal/transfer-voucher", test_transfer_voucher);
  g_test_add_func ("/nonlocal/report/newest", test_newest_report);
  g_test_add_func ("/nonlocal/papers/NL-36", test_papers);
  g_test_add_func ("/nonlocal/steps-done", test_steps_done);
  g_test_add_func ("/nonlocal/lists", test_lists);
  g_test_add_func ("/nonlocal/care", test_care);
  g_test_add_func ("/nonlocal/areas", test_areas);
  g_test_add_func ("/nonlocal/carried/NL-38", test_carried);
  g_test_add_func ("/nonlocal/register", test_register);
  g_test_add_func ("/nonlocal/actor", test_actor);
  g_test_add_func ("/nonlocal/other-office", test_other_office);
  g_test_add_func ("/nonlocal/words", test_words);
  g_test_add_func ("/nonlocal/first-step", test_first_step);
  result = app_fixture_run ();
  if (province != NULL)
    {
      g_unlink (province);
      g_rmdir (folder);
    }
  g_free (province);
  g_free (folder);
  return result;
}
