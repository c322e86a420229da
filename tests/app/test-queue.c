/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work queue, its month, and the holidays with their preview. */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qz-agenda.h"
#include "qz-document-page.h"
#include "qz-documents.h"
#include "qz-holidays-dialog.h"
#include "qz-holidays-page.h"
#include "qz-month-view.h"
#include "qz-queue-page.h"
#include "qz-queue-rows.h"
#include "qz-run-dialog.h"

#define APRIL_1 20544 /* 2026-04-01, the day of the fixture */

static gboolean
is_queue_loaded (gpointer page)
{
  return g_str_equal (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), "content");
}

static QzQueuePage *
open_queue (QzSession *session)
{
  QzQueuePage *page = QZ_QUEUE_PAGE (qz_queue_page_new (session));

  g_object_ref_sink (page);
  app_wait_until (is_queue_loaded, page, "the work queue to load");
  return page;
}

static void
let_go (gpointer page)
{
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

static guint
count_rows (GtkWidget *widget, const char *css_class)
{
  guint n = gtk_widget_has_css_class (widget, css_class);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, css_class);
  return n;
}

static gboolean
is_unnamed_button (GtkWidget *widget, gpointer data)
{
  return !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         && gtk_widget_has_css_class (widget, data);
}

static guint
count_done (QzSheet *deadlines)
{
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (deadlines); row++)
    n += qz_deadline_is_done (deadlines, row);
  return n;
}

static gboolean
has_done (gpointer page)
{
  return count_done (qz_queue_page_get_deadlines (page)) > 0;
}

static gpointer
say_done (QzBook *book, const QzContext *context, gpointer key, GError **error)
{
  return qz_agenda_done (book, context, key, "报送完毕", error) ? book : NULL;
}

/* Says of one deadline that it was met. */
static void
tick_one (QzSession *session, QzQueuePage *page)
{
  static const QzJobKind kind = { "Ticking", say_done, TRUE, NULL, NULL };
  QzSheet *deadlines = qz_queue_page_get_deadlines (page);
  guint row = 0;

  while (qz_queue_get_number (deadlines, row, "by_person") == 0)
    row++;
  app_run (session, &kind, (gpointer) qz_queue_get_text (deadlines, row, "key"));
  app_wait_until (has_done, page, "the deadline to be done");
}

/* What is done is shown to who asks for it. */
static void
test_done (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzQueuePage *page = open_queue (session);
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (gtk_widget_get_template_child (
      GTK_WIDGET (page), QZ_TYPE_QUEUE_PAGE, "done_button"));
  const guint n = count_rows (GTK_WIDGET (page), "qz-queue-row");

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
  tick_one (session, page);
  g_assert_cmpuint (count_rows (GTK_WIDGET (page), "qz-queue-row"), ==, n - 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (button)));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Show Done (1)");
  gtk_toggle_button_set_active (button, TRUE);
  g_assert_cmpuint (count_rows (GTK_WIDGET (page), "qz-queue-row"), ==, n);
  gtk_toggle_button_set_active (button, FALSE);
  g_assert_cmpuint (count_rows (GTK_WIDGET (page), "qz-queue-row"), ==, n - 1);
  let_go (page);
}

/* Every row of the sheets is a button with a name and a way to its work. */
static void
test_rows (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzQueuePage *page;
  guint n;

  app_make_day (session, "2026-01-05");
  page = open_queue (session);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_queue_page_get_waiting (page)), >, 0);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_queue_page_get_deadlines (page)), >, 0);
  n = MIN (qz_sheet_get_n_rows (qz_queue_page_get_waiting (page)), 150)
      + MIN (qz_sheet_get_n_rows (qz_queue_page_get_deadlines (page)), 150);
  g_assert_cmpuint (count_rows (GTK_WIDGET (page), "qz-queue-row"), ==, n);
  g_assert_null (
      app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_unnamed_button, (gpointer) "qz-queue-row"));
  let_go (page);
}

static gboolean
is_for_document (GtkWidget *widget, gpointer data)
{
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));
  GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));

  return g_strcmp0 (action, "win.open-document") == 0
         && g_str_equal (g_variant_get_string (target, NULL), data);
}

static gboolean
is_for_run (GtkWidget *widget, gpointer data)
{
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));
  GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));

  return g_strcmp0 (action, "win.run") == 0
         && g_str_equal (g_variant_get_string (target, NULL), data);
}

/* What waits for the reviewer opens the document; what the maker made does not wait for him. */
static void
test_opens_document (void)
{
  g_autoptr (QzSession) session = app_open_city ("li");
  QzQueuePage *page;

  qz_session_set_user (session, "wang");
  app_make_day (session, "2026-01-05");
  qz_session_set_user (session, "li");
  page = open_queue (session);
  g_assert_nonnull (app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_for_document,
                              (gpointer) "RB-220200-20260105-EMP-001"));
  g_assert_cmpstr (qz_queue_get_text (qz_queue_page_get_waiting (page), 0, "act"), ==, "review");
  let_go (page);
}

/* What is to be made opens the dialog with its day, or its month, whatever file came in last. */
static void
assert_runs (QzSession *session, QzQueuePage *page, const char *act, QzDocumentKind kind,
             const char *field)
{
  QzSheet *waiting = qz_queue_page_get_waiting (page);
  g_autofree char *target = NULL;
  GtkWidget *owner = adw_bin_new ();
  GtkWindow *window = app_present (owner);
  QzRunDialog *dialog;
  guint row = 0;

  while (!g_str_equal (qz_queue_get_text (waiting, row, "act"), act))
    row++;
  target = g_strdup_printf ("%s %s", kind == QZ_DOCUMENT_DAILY ? "daily" : "settlement",
                            qz_queue_get_text (waiting, row, "number"));
  g_assert_nonnull (app_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, is_for_run, target));
  qz_run_dialog_present (owner, session, kind, strchr (target, ' ') + 1);
  dialog = QZ_RUN_DIALOG (app_find (GTK_WIDGET (window), QZ_TYPE_RUN_DIALOG, NULL, NULL));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_template_child (
                       GTK_WIDGET (dialog), QZ_TYPE_RUN_DIALOG, field))),
                   ==, strchr (target, ' ') + 1);
  gtk_window_destroy (window);
}

static void
test_runs_what_waits (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzQueuePage *page = open_queue (session);

  assert_runs (session, page, "run", QZ_DOCUMENT_DAILY, "from");
  assert_runs (session, page, "run", QZ_DOCUMENT_DAILY, "to");
  assert_runs (session, page, "settle", QZ_DOCUMENT_SETTLEMENT, "month");
  let_go (page);
}

static gpointer
settle (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_settle_run (book, context, *(const QzPeriod *) input, -1, error);
}

static gboolean
has_title (gpointer page)
{
  return strchr (adw_navigation_page_get_title (page), ' ') != NULL;
}

/* A settlement is called by the month that it settles, not by the day on which it was made. */
static void
test_settlement_title (void)
{
  static const QzJobKind kind = { "Settling", settle, TRUE, NULL, (GDestroyNotify) qz_sheet_unref };
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzPeriod month = 202601;
  QzSheet *waiting;
  QzQueuePage *queue;
  AdwNavigationPage *page;
  guint row = 0;

  app_run (session, &kind, &month);
  qz_session_set_user (session, "li");
  queue = open_queue (session);
  waiting = qz_queue_page_get_waiting (queue);
  while (!g_str_has_prefix (qz_queue_get_text (waiting, row, "number"), "JS-"))
    row++;
  page = qz_document_page_new (session, qz_queue_get_text (waiting, row, "number"));
  g_object_ref_sink (page);
  app_wait_until (has_title, page, "the document");
  g_assert_true (g_str_has_prefix (qz_queue_get_text (waiting, row, "title"), "2026-01 Month"));
  g_assert_true (g_str_has_prefix (adw_navigation_page_get_title (page), "2026-01 Month"));
  let_go (page);
  let_go (queue);
}

/* ── the words ───────────────────────────────────────────────────────────────────────────────── */

static void
assert_when (const char *status, gint64 left, const char *expected, QzLevel level)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("deadlines");
  g_autofree char *when = NULL;

  qz_sheet_add_column (sheet, "status", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "days_left", "", QZ_VALUE_COUNT);
  qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, 0, 0, status);
  qz_sheet_put_number (sheet, 0, 1, left);
  when = qz_deadline_dup_when (sheet, 0);
  g_assert_cmpstr (when, ==, expected);
  g_assert_cmpint (qz_deadline_get_level (sheet, 0), ==, level);
}

static void
test_words (void)
{
  assert_when ("overdue", -2, "2 days overdue", QZ_LEVEL_RED);
  assert_when ("today", 0, "due today", QZ_LEVEL_YELLOW);
  assert_when ("soon", 3, "3 working days left", QZ_LEVEL_YELLOW);
  assert_when ("open", 12, "12 working days left", QZ_LEVEL_PLAIN);
  assert_when ("done", 0, "done", QZ_LEVEL_GOOD);
}

static gboolean
says (GtkWidget *label, gpointer text)
{
  return g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) == 0;
}

static gboolean
row_says (const char *number, const char *title, const char *text)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("waiting");
  g_autoptr (GtkWidget) row = NULL;

  qz_sheet_add_column (sheet, "act", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "number", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", "", QZ_VALUE_FEN);
  qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, 0, 0, "check");
  qz_sheet_put_text (sheet, 0, 1, number);
  qz_sheet_put_text (sheet, 0, 2, title);
  qz_sheet_put_number (sheet, 0, 3, 123456);
  row = g_object_ref_sink (qz_queue_row_new (sheet, 0));
  return app_find (row, GTK_TYPE_LABEL, says, (gpointer) text) != NULL;
}

/* A number that stands in the title is not said again below it. */
static void
test_number_once (void)
{
  g_assert_true (row_says ("1", "voucher draft 1 · 补记", "1,234.56"));
  g_assert_true (row_says ("RB-2", "daily payment", "RB-2 · 1,234.56"));
}

/* ── the month ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_april (gpointer page)
{
  g_autofree char *name =
      qz_month_view_dup_day_name (qz_queue_page_get_month_view (page), APRIL_1);

  return *name != '\0';
}

static gboolean
has_march (gpointer page)
{
  g_autofree char *name =
      qz_month_view_dup_day_name (qz_queue_page_get_month_view (page), APRIL_1 - 1);

  return *name != '\0';
}

static void
assert_day (QzMonthView *view, QzDay day, const char *beginning)
{
  g_autofree char *name = qz_month_view_dup_day_name (view, day);

  if (!g_str_has_prefix (name, beginning))
    g_error ("“%s” does not begin with “%s”", name, beginning);
}

/* 6.2: the days around the holiday of April 2026 are said in words, not by colour alone. */
static void
test_month (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzQueuePage *page = open_queue (session);
  QzMonthView *view = qz_queue_page_get_month_view (page);

  app_wait_until (has_april, page, "April to load");
  g_assert_cmpuint (count_rows (GTK_WIDGET (view), "qz-day"), ==, 30);
  g_assert_cmpuint (count_rows (GTK_WIDGET (view), "qz-today"), ==, 1);
  g_assert_cmpuint (count_rows (GTK_WIDGET (view), "qz-chosen"), ==, 1);
  g_assert_cmpint (qz_month_view_get_chosen (view), ==, APRIL_1);
  assert_day (view, APRIL_1, "2026-04-01 Wednesday, working day");
  assert_day (view, APRIL_1 + 3, "2026-04-04 Saturday, Holiday 清明节");
  assert_day (view, APRIL_1 + 5, "2026-04-06 Monday, Holiday 清明节");
  assert_day (view, APRIL_1 + 10, "2026-04-11 Saturday, Weekend");
  g_assert_null (
      app_find (GTK_WIDGET (view), GTK_TYPE_BUTTON, is_unnamed_button, (gpointer) "qz-day"));
  let_go (page);
}

/* Narrow cells keep every day and its name. */
static void
test_month_narrow (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzQueuePage *page = open_queue (session);
  QzMonthView *view = qz_queue_page_get_month_view (page);

  app_wait_until (has_april, page, "April to load");
  qz_month_view_set_narrow (view, TRUE);
  g_assert_cmpuint (count_rows (GTK_WIDGET (view), "qz-day"), ==, 30);
  g_assert_null (
      app_find (GTK_WIDGET (view), GTK_TYPE_BUTTON, is_unnamed_button, (gpointer) "qz-day"));
  let_go (page);
}

static void
test_month_before (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzQueuePage *page = open_queue (session);
  QzMonthView *view = qz_queue_page_get_month_view (page);

  app_wait_until (has_april, page, "April to load");
  g_signal_emit_by_name (view, "month-wanted", -1);
  app_wait_until (has_march, page, "March to load");
  g_assert_cmpuint (count_rows (GTK_WIDGET (view), "qz-day"), ==, 31);
  let_go (page);
}

static gboolean
is_inactive_toggle (GtkWidget *widget, gpointer data)
{
  return !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget));
}

static gboolean
is_day (GtkWidget *widget, gpointer data)
{
  return gtk_widget_has_css_class (widget, "qz-day")
         && GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "qz-day"))
                == GPOINTER_TO_INT (data);
}

/* The day that has the focus, 0: none. */
static int
get_focused (QzMonthView *view)
{
  GtkWidget *grid = app_find (GTK_WIDGET (view), GTK_TYPE_GRID, NULL, NULL);
  GtkWidget *focus = gtk_widget_get_focus_child (grid);

  return focus != NULL ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (focus), "qz-day")) : 0;
}

static void
press (QzMonthView *view, guint key)
{
  GtkWidget *grid = app_find (GTK_WIDGET (view), GTK_TYPE_GRID, NULL, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (grid);
  g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, 0);
  gboolean stopped = FALSE;

  g_assert_true (GTK_IS_EVENT_CONTROLLER_KEY (keys));
  g_signal_emit_by_name (keys, "key-pressed", key, 0, 0, &stopped);
  g_assert_true (stopped);
}

/* Arrow keys go from day to day, and over the end of the month into the next one. */
static void
test_month_keys (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzQueuePage *page = QZ_QUEUE_PAGE (qz_queue_page_new (session));
  GtkWindow *window = app_present (GTK_WIDGET (page));
  QzMonthView *view = qz_queue_page_get_month_view (page);

  app_wait_until (is_queue_loaded, page, "the work queue to load");
  app_wait_until (has_april, page, "April to load");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (
          app_find (GTK_WIDGET (page), GTK_TYPE_TOGGLE_BUTTON, is_inactive_toggle, NULL)),
      TRUE);
  gtk_widget_grab_focus (
      app_find (GTK_WIDGET (view), GTK_TYPE_BUTTON, is_day, GINT_TO_POINTER (APRIL_1 + 7)));
  g_assert_cmpint (get_focused (view), ==, APRIL_1 + 7);
  press (view, GDK_KEY_Right);
  g_assert_cmpint (get_focused (view), ==, APRIL_1 + 8);
  press (view, GDK_KEY_Up);
  g_assert_cmpint (get_focused (view), ==, APRIL_1 + 1);
  press (view, GDK_KEY_End); /* Sunday the fifth */
  g_assert_cmpint (get_focused (view), ==, APRIL_1 + 4);
  press (view, GDK_KEY_Up);
  app_wait_until (has_march, page, "March to load");
  g_assert_cmpint (get_focused (view), ==, APRIL_1 - 3);
  press (view, GDK_KEY_Down);
  app_wait_until (has_april, page, "April to load again");
  g_assert_cmpint (get_focused (view), ==, APRIL_1 + 4);
  press (view, GDK_KEY_Page_Up); /* the fifth of March */
  app_wait_until (has_march, page, "March to load again");
  g_assert_cmpint (get_focused (view), ==, APRIL_1 - 27);
  gtk_window_destroy (window);
}

/* ── holidays ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_days (gpointer page)
{
  return g_str_equal (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), "content");
}

static void
test_holidays (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzHolidaysPage *page = QZ_HOLIDAYS_PAGE (qz_holidays_page_new (session));

  g_object_ref_sink (page);
  app_wait_until (has_days, page, "the holidays to load");
  g_assert_cmpuint (
      qz_sheet_get_n_rows (qz_sheet_view_get_sheet (qz_holidays_page_get_view (page))), ==, 108);
  let_go (page);
}

static gboolean
has_preview (gpointer dialog)
{
  return g_str_equal (qz_holidays_dialog_get_shown (dialog), "preview");
}

static gboolean
has_33_days_less (gpointer page)
{
  return qz_sheet_get_n_rows (qz_sheet_view_get_sheet (qz_holidays_page_get_view (page))) == 70;
}

static gboolean
has_chooser (gpointer n_before)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) > GPOINTER_TO_UINT (n_before);
}

/* Ctrl+N does what the button does, where that can be pressed. */
static void
test_first_step (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  AdwNavigationPage *page = qz_holidays_page_new (session);
  GtkWidget *button =
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page), QZ_TYPE_HOLIDAYS_PAGE,
                                                 "import"));
  GtkWindow *window = app_present (GTK_WIDGET (page));
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (windows);

  app_wait_until (has_days, page, "the holidays");
  gtk_widget_set_sensitive (button, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.first-step", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n);
  gtk_widget_set_sensitive (button, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.first-step", NULL));
  app_wait_until (has_chooser, GUINT_TO_POINTER (n), "the chooser of files");
  gtk_window_destroy (window);
}

/* A file of one day for 2026 is shown, with its warning, before it replaces the year. */
static void
test_preview (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzHolidaysPage *page = QZ_HOLIDAYS_PAGE (qz_holidays_page_new (session));
  GtkWindow *window = app_present (GTK_WIDGET (page));
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "qz-holidays-test.csv", NULL);
  g_autoptr (GError) error = NULL;
  QzHolidaysDialog *dialog;
  QzSheet *preview;

  g_assert_true (g_file_set_contents (
      path, "date,type,name,source\n2026-01-01,holiday,元旦,test\n", -1, &error));
  app_wait_until (has_days, page, "the holidays to load");
  dialog = qz_holidays_dialog_present (GTK_WIDGET (page), session, path);
  app_wait_until (has_preview, dialog, "the preview");
  preview = qz_holidays_dialog_get_preview (dialog);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (preview, "changes")), ==, 38);
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (preview, "warnings")), ==, 1);
  /* Nothing is written before the button is pressed. */
  g_assert_false (has_33_days_less (page));
  g_signal_emit_by_name (app_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON,
                                   (gboolean (*) (GtkWidget *, gpointer))
                                       gtk_widget_has_css_class,
                                   (gpointer) "suggested-action"),
                         "clicked");
  app_wait_until (has_33_days_less, page, "the year to be replaced");
  gtk_window_destroy (window);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/queue/done", test_done);
  g_test_add_func ("/queue/rows", test_rows);
  g_test_add_func ("/queue/opens-document", test_opens_document);
  g_test_add_func ("/queue/runs-what-waits", test_runs_what_waits);
  g_test_add_func ("/queue/settlement-title", test_settlement_title);
  g_test_add_func ("/queue/words", test_words);
  g_test_add_func ("/queue/number-once", test_number_once);
  g_test_add_func ("/queue/month", test_month);
  g_test_add_func ("/queue/month-narrow", test_month_narrow);
  g_test_add_func ("/queue/month-before", test_month_before);
  g_test_add_func ("/queue/month-keys", test_month_keys);
  g_test_add_func ("/holidays/list", test_holidays);
  g_test_add_func ("/holidays/first-step", test_first_step);
  g_test_add_func ("/holidays/6.3/preview", test_preview);
  return app_fixture_run ();
}
