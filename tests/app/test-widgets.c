/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <string.h>

#include "qz-announce.h"
#include "qz-application.h"
#include "qz-day-row.h"
#include "qz-document-jobs.h"
#include "qz-document-page.h"
#include "qz-error.h"
#include "qz-facts.h"
#include "qz-filter-button.h"
#include "qz-import-dialog.h"
#include "qz-import-fields.h"
#include "qz-import-verdict.h"
#include "qz-inspector.h"
#include "qz-jobs-button.h"
#include "qz-list-page.h"
#include "qz-load-page.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-preview-page.h"
#include "qz-record-page.h"
#include "qz-run-dialog.h"
#include "qz-sheet-view.h"
#include "qz-shortcuts.h"
#include "qz-state-strip.h"
#include "qz-thumbnails.h"
#include "qz-warning-pill.h"
#include "qz-window.h"

/* What stands in no window on the screen says nothing, whatever result reaches it. */
static void
test_announce (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new ("…"));
  GtkWindow *window;

  g_assert_false (qz_announce (label, "nowhere yet"));
  window = app_present (label);
  g_assert_true (qz_announce (label, "on the screen"));
  gtk_window_destroy (window);
  g_assert_false (qz_announce (label, "closed"));
}

static gboolean
is_labelled (GtkWidget *label, gpointer text)
{
  return g_str_equal (gtk_label_get_label (GTK_LABEL (label)), text);
}

/* Of the toast that says "second", in pixels of the window; 0: there is none yet. */
static float
find_foot_of_second (GtkWindow *window)
{
  GtkWidget *toast = app_find (GTK_WIDGET (window), GTK_TYPE_LABEL, is_labelled, "second");
  graphene_rect_t bounds;

  while (toast != NULL && !g_str_equal (gtk_widget_get_css_name (toast), "toast"))
    toast = gtk_widget_get_parent (toast);
  if (toast == NULL || !gtk_widget_compute_bounds (toast, GTK_WIDGET (window), &bounds))
    return 0;
  return bounds.size.height > 0 ? bounds.origin.y + bounds.size.height : 0;
}

/* The newest message is the one that is shown, and leaves the buttons at the foot free. */
static void
test_toast (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *foot = gtk_action_bar_new ();
  GtkWidget *next = gtk_button_new_with_label ("Next");
  GtkWindow *window;
  graphene_rect_t button;
  float below = 0, before;

  gtk_action_bar_pack_start (GTK_ACTION_BAR (foot), next);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), gtk_label_new ("content"));
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (bars), foot);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), bars);
  window = app_present (overlay);
  app_wait_drawn (overlay);
  qz_nav_toast (next, "first", NULL, NULL);
  qz_nav_toast (next, "second", NULL, NULL);
  do
    {
      before = below;
      app_wait_drawn (overlay);
      below = find_foot_of_second (window);
    }
  while (below == 0 || below != before);
  g_assert_true (gtk_widget_compute_bounds (next, GTK_WIDGET (window), &button));
  g_assert_cmpfloat (below, <, button.origin.y);
  gtk_window_destroy (window);
}

/* Every template loads, binds its children and lets go of everything. */
static void
test_templates (void)
{
  const GType types[] = {
    QZ_TYPE_DAY_ROW,       QZ_TYPE_FACTS,       QZ_TYPE_INSPECTOR,    QZ_TYPE_FILTER_BUTTON,
    QZ_TYPE_JOBS_BUTTON,   QZ_TYPE_SHEET_VIEW,  QZ_TYPE_STATE_STRIP,  QZ_TYPE_LIST_PAGE,
    QZ_TYPE_DOCUMENT_PAGE, QZ_TYPE_RECORD_PAGE, QZ_TYPE_PREVIEW_PAGE, QZ_TYPE_RUN_DIALOG,
    QZ_TYPE_PDF_VIEW,      QZ_TYPE_IMPORT_DIALOG, QZ_TYPE_IMPORT_FIELDS, QZ_TYPE_IMPORT_VERDICT,
    QZ_TYPE_THUMBNAILS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_new (types[i], NULL);

      g_test_message ("%s", g_type_name (types[i]));
      g_object_ref_sink (widget);
      g_object_run_dispose (G_OBJECT (widget));
      g_assert_finalize_object (widget);
    }
}

static void
test_shortcuts_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const QzShortcut *shortcuts = qz_shortcuts_get_all (&n);

  g_assert_cmpuint (n, >, 10);
  for (guint i = 0; i < n; i++)
    {
      guint key;
      GdkModifierType modifiers;

      if (!gtk_accelerator_parse (shortcuts[i].keys, &key, &modifiers))
        g_error ("“%s” is no shortcut", shortcuts[i].keys);
      if (!g_hash_table_add (seen, gtk_accelerator_name (key, modifiers)))
        g_error ("%s is given twice", shortcuts[i].keys);
    }
}

static gboolean
shows (GtkWidget *widget, gpointer title)
{
  g_autofree char *shown = NULL;

  g_object_get (widget, "title", &shown, NULL);
  return g_strcmp0 (shown, title) == 0;
}

/* The window of shortcuts lists the table. */
static void
test_shortcuts_window (void)
{
  GtkWindow *window = qz_shortcuts_new_window ();
  guint n;
  const QzShortcut *shortcuts = qz_shortcuts_get_all (&n);

  for (guint i = 0; i < n; i++)
    if (app_find (GTK_WIDGET (window), g_type_from_name ("GtkShortcutsShortcut"), shows,
                  (gpointer) shortcuts[i].title)
        == NULL)
      g_error ("%s is not listed", shortcuts[i].title);
  gtk_window_destroy (window);
}

static void
test_message_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  qz_error_set (&error, QZ_ERROR_INPUT, "bad-amount", "Not an amount");
  qz_error_add_place (&error, "claims.csv", 12, 3, "medfee_sumamt");
  qz_error_add_rule (&error, "V9");
  text = qz_message_dup_text (error);
  g_assert_cmpstr (text, ==,
                   "Not an amount\nFile: claims.csv\nLine: 12\nColumn: 3\nField: medfee_sumamt\n"
                   "Rule: V9");
  g_assert_false (qz_message_is_cancel (error));
}

static void
test_day_row (void)
{
  QzDayRow *row = g_object_ref_sink (g_object_new (QZ_TYPE_DAY_ROW, NULL));
  g_autoptr (GError) error = NULL;
  QzDay day = 0, read = 0;

  g_assert_true (qz_day_from_ymd (2026, 3, 10, &day));
  qz_day_row_set_day (row, day);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "2026-03-10");
  g_assert_true (qz_day_row_get_day (row, &read, &error));
  g_assert_cmpint (read, ==, day);
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-02-30");
  g_assert_false (qz_day_row_get_day (row, &read, &error));
  g_assert_nonnull (error);
  g_object_run_dispose (G_OBJECT (row));
  g_assert_finalize_object (row);
}

static gboolean
has_calendar (gpointer row)
{
  GtkWidget *calendar = app_find (row, GTK_TYPE_CALENDAR, NULL, NULL);

  return calendar != NULL && gtk_widget_get_mapped (calendar);
}

/* The calendar is made when it is first opened, on the day that is typed, and writes what is chosen
 * in it. */
static void
test_day_row_calendar (void)
{
  QzDayRow *row = g_object_new (QZ_TYPE_DAY_ROW, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWindow *window;
  GtkCalendar *calendar;
  g_autoptr (GDateTime) other = g_date_time_new_utc (2026, 1, 7, 0, 0, 0);

  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
  window = app_present (list);
  gtk_editable_set_text (GTK_EDITABLE (row), "2026-01-05");
  g_assert_null (app_find (GTK_WIDGET (row), GTK_TYPE_CALENDAR, NULL, NULL));
  gtk_menu_button_popup (
      GTK_MENU_BUTTON (app_find (GTK_WIDGET (row), GTK_TYPE_MENU_BUTTON, NULL, NULL)));
  app_wait_until (has_calendar, row, "the calendar");
  calendar = GTK_CALENDAR (app_find (GTK_WIDGET (row), GTK_TYPE_CALENDAR, NULL, NULL));
  g_assert_cmpint (gtk_calendar_get_year (calendar), ==, 2026);
  g_assert_cmpint (gtk_calendar_get_month (calendar), ==, 0);
  g_assert_cmpint (gtk_calendar_get_day (calendar), ==, 5);
  gtk_calendar_select_day (calendar, other);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "2026-01-07");
  gtk_window_destroy (window);
}

/* What the bank did not pay of a document is a warning, not something that is still to come. */
static void
test_strip_part_paid (void)
{
  g_autoptr (QzSheet) document = qz_sheet_new ("document");
  g_autoptr (QzSheet) events = qz_sheet_new ("events");
  GtkWidget *strip = g_object_ref_sink (g_object_new (QZ_TYPE_STATE_STRIP, NULL));
  const char *const columns[] = { "act", "state", "actor" };
  g_autofree char *told = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    qz_sheet_add_column (events, columns[i], columns[i], QZ_VALUE_TEXT);
  qz_sheet_add_row (events);
  qz_sheet_put_text (events, 0, 0, "export");
  qz_sheet_put_text (events, 0, 1, "sent");
  qz_sheet_put_text (events, 0, 2, "qian");
  qz_sheet_set_text (document, "state", "State", "part-paid");
  qz_sheet_add_child (document, events);
  qz_state_strip_set_document (QZ_STATE_STRIP (strip), document);
  told = qz_state_strip_dup_summary (QZ_STATE_STRIP (strip));
  g_assert_cmpstr (told, ==,
                   "○ Made, ○ Reviewed, ○ Approved, ✓ Sent to the bank qian, ⚠ Partly paid");
  g_assert_finalize_object (strip);
}

/* Of payments, how the bank answered stands beside the amount, wherever the sheet has it. */
static void
test_status_in_sight (void)
{
  const QzSheetLayout layout = { NULL, "name", "amount", NULL, FALSE };
  static const char *const names[] = { "name", "account", "amount", "purpose", "status",
                                       "bank_message" };
  static const char *const shown[] = { "name", "amount", "status", "bank_message", "account",
                                       "purpose" };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("lines");
  GtkWidget *view = g_object_ref_sink (g_object_new (QZ_TYPE_SHEET_VIEW, NULL));
  GListModel *columns;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    qz_sheet_add_column (sheet, names[i], names[i],
                         g_str_equal (names[i], "amount") ? QZ_VALUE_FEN : QZ_VALUE_TEXT);
  qz_sheet_add_row (sheet);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!g_str_equal (names[i], "amount"))
      qz_sheet_put_text (sheet, 0, i, names[i]);
  qz_sheet_put_number (sheet, 0, 2, 1639883);
  qz_sheet_view_set_sheet (QZ_SHEET_VIEW (view), sheet, &layout);
  columns = gtk_column_view_get_columns (qz_sheet_view_get_table (QZ_SHEET_VIEW (view)));
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, G_N_ELEMENTS (shown));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_assert_cmpstr (gtk_column_view_column_get_id (column), ==, shown[i]);
    }
  g_object_run_dispose (G_OBJECT (view));
  g_assert_finalize_object (view);
}

/* A list of more columns than there is room for. */
#define N_WORDS 4

static QzSheet *
make_wide_list (void)
{
  QzSheet *sheet = qz_sheet_new ("list");

  for (guint i = 0; i < N_WORDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("w%u", i);

      qz_sheet_add_column (sheet, name, name, QZ_VALUE_TEXT);
    }
  qz_sheet_add_column (sheet, "number", "Number", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", "State", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "total", "Total", QZ_VALUE_FEN);
  qz_sheet_add_row (sheet);
  for (guint i = 0; i < N_WORDS + 2; i++)
    qz_sheet_put_text (sheet, 0, i, "twenty letters of it");
  qz_sheet_put_number (sheet, 0, N_WORDS + 2, 1639883);
  return sheet;
}

static gboolean
begins_with (gpointer view, const char *first, const char *second, const char *third)
{
  GListModel *columns = gtk_column_view_get_columns (qz_sheet_view_get_table (view));
  const char *const names[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!g_str_equal (gtk_column_view_column_get_id (column), names[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_tight (gpointer view)
{
  return begins_with (view, "number", "total", "state");
}

static gboolean
has_room (gpointer view)
{
  return begins_with (view, "w0", "w1", "w2");
}

/* Where the edge would cut it off, what matters most comes first; where all has room, everything
 * stands in its usual order. Neither changes how the rows are sorted. */
static void
test_tight (void)
{
  static const QzSheetLayout layout = { "number", "number", "total", NULL, FALSE };
  g_autoptr (QzSheet) sheet = make_wide_list ();
  QzSheetView *view = g_object_new (QZ_TYPE_SHEET_VIEW, NULL);
  GtkWindow *window = app_present (GTK_WIDGET (view));
  g_autofree char *sorted = NULL;
  gboolean descending = FALSE;

  gtk_window_set_default_size (window, 900, 760);
  qz_sheet_view_set_sheet (view, sheet, &layout);
  qz_sheet_view_sort_by_name (view, "total", TRUE);
  app_wait_until (is_tight, view, "what matters most to come first");
  gtk_window_set_default_size (window, 1580, 760);
  app_wait_until (has_room, view, "the usual order");
  gtk_window_set_default_size (window, 900, 760);
  app_wait_until (is_tight, view, "what matters most to come first again");
  sorted = qz_sheet_view_dup_order (view, &descending);
  g_assert_cmpstr (sorted, ==, "total");
  g_assert_true (descending);
  gtk_window_destroy (window);
}

static gboolean
expands (GtkWidget *view, guint column)
{
  GListModel *columns =
      gtk_column_view_get_columns (qz_sheet_view_get_table (QZ_SHEET_VIEW (view)));
  g_autoptr (GtkColumnViewColumn) found = g_list_model_get_item (columns, column);

  return gtk_column_view_column_get_expand (found);
}

/* A table is never narrower than its place: where no name takes the room, the last words do. */
static void
test_room (void)
{
  const QzSheetLayout layout = { NULL, "time", NULL, NULL, FALSE }; /* of what happened */
  const QzSheetLayout linked = { "act", "time", NULL, NULL, FALSE };
  static const char *const names[] = { "time", "act", "actor", "amount" };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("events");
  GtkWidget *view = g_object_ref_sink (g_object_new (QZ_TYPE_SHEET_VIEW, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    qz_sheet_add_column (sheet, names[i], names[i], i == 3 ? QZ_VALUE_FEN : QZ_VALUE_TEXT);
  qz_sheet_add_row (sheet);
  for (guint i = 0; i < 3; i++)
    qz_sheet_put_text (sheet, 0, i, names[i]);
  qz_sheet_put_number (sheet, 0, 3, 100);
  qz_sheet_view_set_sheet (QZ_SHEET_VIEW (view), sheet, &layout);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (expands (view, i), ==, i == 2);
  qz_sheet_view_set_sheet (QZ_SHEET_VIEW (view), sheet, &linked);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (expands (view, i), ==, i == 1);
  g_object_run_dispose (G_OBJECT (view));
  g_assert_finalize_object (view);
}

/* What is late or refused is red wherever a state stands, what stands still is yellow, what is done
 * is green; whatever goes its way is plain. */
static void
test_levels_of_states (void)
{
  static const struct {
    const char *state;
    QzLevel level;
  } states[] = {
    { "paid", QZ_LEVEL_GOOD },        { "received", QZ_LEVEL_GOOD },
    { "ADMITTED", QZ_LEVEL_GOOD },    { "NOTICE_CLOSED", QZ_LEVEL_GOOD },
    { "NORMAL", QZ_LEVEL_GOOD },      { "SUSPENDED", QZ_LEVEL_YELLOW },
    { "OBJECTED", QZ_LEVEL_YELLOW },  { "part-paid", QZ_LEVEL_YELLOW },
    { "OVERDUE", QZ_LEVEL_RED },      { "REFUSED", QZ_LEVEL_RED },
    { "STOPPED", QZ_LEVEL_RED },      { "made", QZ_LEVEL_PLAIN },
    { "ACCEPTED", QZ_LEVEL_PLAIN },   { NULL, QZ_LEVEL_PLAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpint (qz_level_from_state (states[i].state), ==, states[i].level);
}

/* Nothing is open: the window says so, and closing it ends its worker. */
static void
test_window_start (void)
{
  g_autoptr (GtkApplication) application =
      GTK_APPLICATION (adw_application_new ("org.qingzhang.Test", G_APPLICATION_NON_UNIQUE));
  g_autoptr (GError) error = NULL;
  QzWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  window = g_object_ref (qz_window_new (application, NULL));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (qz_session_get_path (qz_window_get_session (window)));
  g_assert_null (adw_navigation_view_get_visible_page (qz_window_get_navigation (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

/* ── what is open or pressed ─────────────────────────────────────────────────────────────────── */

#define NUMBER "RB-220200-20260105-EMP-001"

static gboolean
says (QzDocumentPage *page, const char *word)
{
  g_autofree char *strip = qz_document_page_dup_strip (page);

  return strstr (strip, word) != NULL;
}

static gboolean
is_made (gpointer page)
{
  return qz_document_page_get_sheet (page) != NULL && says (page, "✓ Made")
         && g_str_equal (qz_load_page_get_shown (page), "content");
}

static gboolean
is_reviewed (gpointer page)
{
  return says (page, "✓ Reviewed");
}

static gboolean
is_refused (gpointer page)
{
  return says (page, "✗ Refused");
}

static gpointer
nothing (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return input;
}

static const QzJobKind nothing_kind = { "Nothing", nothing, FALSE };
static const QzJobKind nothing_read_kind = { NULL, nothing, FALSE };

/* Until all that was begun before has been read and handed out. */
static void
settle (QzSession *session)
{
  for (guint i = 0; i < 2; i++)
    {
      app_run (session, &nothing_kind, session);
      app_run (session, &nothing_read_kind, session);
    }
}

/* As GTK marks a press: on the widget and all that it stands in. */
static void
press (GtkWidget *widget, gboolean down)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (down)
      gtk_widget_set_state_flags (widget, GTK_STATE_FLAG_ACTIVE, FALSE);
    else
      gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_ACTIVE);
}

/* Data that come in wait until the menu is closed, and until the press has ended. */
static void
test_held (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkMenuButton *more;
  GtkWidget *menu, *total;
  QzDocumentPage *page;
  GtkWindow *window;

  app_make_day (session, "2026-01-05");
  page = QZ_DOCUMENT_PAGE (qz_document_page_new (session, NUMBER));
  window = app_present (GTK_WIDGET (page));
  app_wait_until (is_made, page, "the document");
  more = GTK_MENU_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (page), QZ_TYPE_DOCUMENT_PAGE, "more"));
  gtk_menu_button_popup (more);
  menu = GTK_WIDGET (gtk_menu_button_get_popover (more));
  app_wait_until (app_is_mapped, menu, "the menu");
  qz_session_set_user (session, "li");
  app_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REVIEW, NULL));
  settle (session);
  g_assert_true (gtk_widget_get_mapped (menu));
  g_assert_true (GTK_WIDGET (gtk_menu_button_get_popover (more)) == menu);
  g_assert_false (is_reviewed (page));
  gtk_menu_button_popdown (more);
  app_wait_until (is_reviewed, page, "the strip to say reviewed");

  total = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (page), QZ_TYPE_DOCUMENT_PAGE, "total"));
  press (total, TRUE);
  qz_session_set_user (session, "zhao");
  app_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REFUSE, "不清楚"));
  settle (session);
  g_assert_false (is_refused (page));
  press (total, FALSE);
  app_wait_until (is_refused, page, "the strip to say refused");
  gtk_window_destroy (window);
}

/* A press that does not end is no click: what is shown is not old for ever. */
static void
test_held_too_long (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzDocumentPage *page;
  GtkWindow *window;

  app_make_day (session, "2026-01-05");
  page = QZ_DOCUMENT_PAGE (qz_document_page_new (session, NUMBER));
  window = app_present (GTK_WIDGET (page));
  app_wait_until (is_made, page, "the document");
  press (GTK_WIDGET (page), TRUE);
  qz_session_set_user (session, "li");
  app_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REVIEW, NULL));
  app_wait_until (is_reviewed, page, "the strip to say reviewed");
  gtk_window_destroy (window);
}

/* In the window no message tells to type a command. */
static void
test_hints (void)
{
  g_autoptr (QzApplication) application =
      g_object_new (QZ_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_autofree char *before = qz_error_dup_hinted ("see “qz user list”");
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  after = qz_error_dup_hinted ("see “qz user list”");
  g_assert_cmpstr (before, ==, "see “qz user list”");
  g_assert_cmpstr (after, ==, "see “Users”");
  qz_error_set_hints (NULL);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/widgets/templates", test_templates);
  g_test_add_func ("/widgets/shortcuts/unique", test_shortcuts_unique);
  g_test_add_func ("/widgets/shortcuts/window", test_shortcuts_window);
  g_test_add_func ("/widgets/message", test_message_text);
  g_test_add_func ("/widgets/announce", test_announce);
  g_test_add_func ("/widgets/toast", test_toast);
  g_test_add_func ("/widgets/day-row", test_day_row);
  g_test_add_func ("/widgets/day-row-calendar", test_day_row_calendar);
  g_test_add_func ("/widgets/state-strip/part-paid", test_strip_part_paid);
  g_test_add_func ("/widgets/sheet-view/status", test_status_in_sight);
  g_test_add_func ("/widgets/sheet-view/room", test_room);
  g_test_add_func ("/widgets/levels", test_levels_of_states);
  g_test_add_func ("/widgets/sheet-view/tight", test_tight);
  g_test_add_func ("/page/held", test_held);
  g_test_add_func ("/page/held-too-long", test_held_too_long);
  g_test_add_func ("/window/start", test_window_start);
  g_test_add_func ("/window/hints", test_hints);
  return app_fixture_run ();
}
