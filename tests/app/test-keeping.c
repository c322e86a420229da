/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "qz-actor-pages.h"
#include "qz-actors.h"
#include "qz-book-actions.h"
#include "qz-cells.h"
#include "qz-error.h"
#include "qz-guard.h"
#include "qz-imports.h"
#include "qz-message.h"
#include "qz-page-spec.h"
#include "qz-restore-dialog.h"
#include "qz-row.h"
#include "qz-tabs-page.h"
#include "qz-verify-page.h"
#include "qz-window.h"

/* The book set as a whole, in the window: backed up, restored, proven; and who it acts for. */

#define CHILD(dialog, type, id) gtk_widget_get_template_child (GTK_WIDGET (dialog), type, id)
#define PART(dialog, id)        CHILD (dialog, QZ_TYPE_RESTORE_DIALOG, id)

/* ── a folder, and book sets in it ───────────────────────────────────────────────────────────── */

static char *folder;

static char *
dup_place (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static const char *
get_path (QzSession *session)
{
  return qz_session_get_path (session);
}

static gpointer
back_up (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gboolean whole = FALSE;

  return qz_book_backup (book, context, input, &whole, error) ? input : NULL;
}

static const QzJobKind back_up_kind = { "Test", back_up };

static char *
dup_backup (QzSession *session, const char *name)
{
  char *path = dup_place (name);

  app_run (session, &back_up_kind, path);
  return path;
}

static void
run_sql (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* As somebody with another program would: a name is another, and the triggers stand as before. */
static void
damage (const char *path)
{
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) away = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *rows = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                                       " AND tbl_name = 'provider_fact'",
                                       -1, &rows, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_ptr_array_add (away, g_strdup_printf ("DROP TRIGGER %s", sqlite3_column_text (rows, 0)));
      g_ptr_array_add (again, g_strdup ((const char *) sqlite3_column_text (rows, 1)));
    }
  sqlite3_finalize (rows);
  for (guint i = 0; i < away->len; i++)
    run_sql (db, away->pdata[i]);
  run_sql (db, "UPDATE provider_fact SET name = name || '!' WHERE id = 2");
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  for (guint i = 0; i < again->len; i++)
    run_sql (db, again->pdata[i]);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static QzSheet *
look_into (const char *path)
{
  QzContext context = { 0 };
  g_autoptr (GError) error = NULL;
  QzSheet *sheet;

  qz_clock_init_now (&context.clock);
  sheet = qz_backup_look (path, &context, &error);
  g_assert_no_error (error);
  return sheet;
}

/* ── waiting ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_content (gpointer page)
{
  return !g_str_equal (qz_load_page_get_shown (page), "loading");
}

static gboolean
is_ready (gpointer dialog)
{
  return !gtk_widget_get_visible (GTK_WIDGET (PART (dialog, "progress")));
}

static gboolean
is_idle (gpointer session)
{
  return g_list_model_get_n_items (qz_session_get_jobs (session)) == 0;
}

static QzWindow *
new_window (const char *path)
{
  QzWindow *window = g_object_ref (qz_window_new (NULL, NULL));

  gtk_window_present (GTK_WINDOW (window));
  if (path != NULL)
    qz_window_open_book (window, path, NULL);
  return window;
}

static void
end_window (QzWindow *window)
{
  app_wait_until (is_idle, qz_window_get_session (window), "the window to be idle");
  qz_session_close (qz_window_get_session (window));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static AdwDialog *
get_dialog (gpointer window)
{
  return adw_application_window_get_visible_dialog (window);
}

static gboolean
has_alert (gpointer window)
{
  return ADW_IS_ALERT_DIALOG (get_dialog (window));
}

static gboolean
has_restore (gpointer window)
{
  return QZ_IS_RESTORE_DIALOG (get_dialog (window));
}

static gboolean
is_opened (gpointer window)
{
  return qz_session_get_path (qz_window_get_session (window)) != NULL
         && adw_navigation_view_get_visible_page (qz_window_get_navigation (window)) != NULL;
}

static void
activate (QzWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action, NULL));
}

static QzRestoreDialog *
present_restore (QzWindow *window)
{
  activate (window, "win.restore-book");
  app_wait_until (has_restore, window, "the dialog");
  return QZ_RESTORE_DIALOG (get_dialog (window));
}

static void
look_at_backup (QzRestoreDialog *dialog, const char *path)
{
  qz_restore_dialog_set_backup (dialog, path);
  g_assert_false (is_ready (dialog));
  app_wait_until (is_ready, dialog, "the backup to be looked at");
}

static void
assert_fault (QzRestoreDialog *dialog, const char *part)
{
  GtkLabel *fault = GTK_LABEL (PART (dialog, "fault"));

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fault)));
  if (strstr (gtk_label_get_label (fault), part) == NULL)
    g_error ("“%s” does not say “%s”", gtk_label_get_label (fault), part);
}

static gboolean
can_restore (QzRestoreDialog *dialog)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (PART (dialog, "restore")));
}

static void
press_restore (QzRestoreDialog *dialog)
{
  g_assert_true (can_restore (dialog));
  g_signal_emit_by_name (PART (dialog, "restore"), "clicked");
}

/* ── proving ─────────────────────────────────────────────────────────────────────────────────── */

static QzVerifyPage *
prove (QzSession *session)
{
  QzVerifyPage *page = QZ_VERIFY_PAGE (qz_verify_page_new (session));

  g_object_ref_sink (page);
  app_wait_until (has_content, page, "the proof");
  return page;
}

static QzSheetView *
get_view (QzVerifyPage *page)
{
  return qz_lines_get_view (qz_verify_page_get_lines (page));
}

static GtkWidget *
find_advice (QzVerifyPage *page)
{
  return GTK_WIDGET (CHILD (page, QZ_TYPE_VERIFY_PAGE, "advice"));
}

static void
test_whole (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (QzVerifyPage) page = prove (session);
  QzSheet *sheet = qz_sheet_view_get_sheet (get_view (page));

  g_assert_cmpstr (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), ==, "content");
  g_assert_cmpuint (qz_sheet_get_n_rows (sheet), >=, 20);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    g_assert_cmpint (qz_cell_number (sheet, row, "ok"), ==, TRUE);
  g_assert_true (g_str_has_prefix (qz_verify_page_get_result (page), "Whole"));
  g_assert_false (gtk_widget_get_visible (find_advice (page)));
}

static gboolean
has_one_row (gpointer view)
{
  return g_list_model_get_n_items (qz_sheet_view_get_rows (view)) == 1;
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* The checks are searched and counted like any lines. */
static void
test_searched (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (QzVerifyPage) page = prove (session);
  GtkWidget *lines = GTK_WIDGET (qz_verify_page_get_lines (page));
  GtkWidget *search = app_find (lines, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  GtkWidget *nothing = GTK_WIDGET (CHILD (lines, QZ_TYPE_LINES, "nothing_found"));
  GtkLabel *totals = GTK_LABEL (CHILD (lines, QZ_TYPE_LINES, "totals"));

  g_assert_false (gtk_widget_get_visible (nothing));
  gtk_editable_set_text (GTK_EDITABLE (search), "CHAIN");
  app_wait_until (has_one_row, get_view (page), "the check to be found");
  g_assert_true (g_str_has_prefix (gtk_label_get_label (totals), "1 "));
  gtk_editable_set_text (GTK_EDITABLE (search), "no such check");
  app_wait_until (is_visible, nothing, "that nothing was found to be said");
}

/* Its first line is what fails, and where. */
static void
test_damaged (void)
{
  g_autoptr (QzSession) first = app_open_city ("wang");
  g_autofree char *path = dup_backup (first, "damaged.qz");
  g_autoptr (QzSession) session = NULL;
  g_autoptr (QzVerifyPage) page = NULL;
  g_autoptr (GObject) top = NULL;
  QzSheet *sheet;
  guint row;

  damage (path);
  session = app_open_copy (path, "2026-04-01T09:00", "wang");
  page = prove (session);
  g_assert_true (g_str_has_prefix (qz_verify_page_get_result (page), "Not whole"));
  g_assert_true (gtk_widget_get_visible (find_advice (page)));
  top = g_list_model_get_item (qz_sheet_view_get_rows (get_view (page)), 0);
  sheet = qz_sheet_view_find_row (get_view (page), qz_row_get_number (QZ_ROW (top)), &row);
  g_assert_cmpint (qz_cell_number (sheet, row, "ok"), ==, FALSE);
  g_assert_cmpstr (qz_cell_text (sheet, row, "code"), ==, "ROWS");
  g_assert_cmpuint (strlen (qz_cell_text (sheet, row, "detail")), >, 0);
  g_test_message ("%s", qz_cell_text (sheet, row, "detail"));
}

/* Stopped in the list of jobs, it says so and can be tried again. */
static void
test_stopped (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (QzVerifyPage) page = QZ_VERIFY_PAGE (g_object_ref_sink (qz_verify_page_new (session)));
  g_autoptr (QzJob) job = g_list_model_get_item (qz_session_get_jobs (session), 0);

  g_assert_nonnull (job);
  qz_job_cancel (job);
  app_wait_until (has_content, page, "the end of it");
  g_assert_cmpstr (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), ==, "failed");
  g_assert_cmpstr (qz_verify_page_get_result (page), ==, "");
  qz_load_page_show_loading (QZ_LOAD_PAGE (page));
  qz_load_page_reload (QZ_LOAD_PAGE (page));
  app_wait_until (has_content, page, "the proof");
  g_assert_cmpstr (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), ==, "content");
}

/* ── backup and restore ──────────────────────────────────────────────────────────────────────── */

static gboolean
exists (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Each fact but the time of the file, and the hash of each check. */
static void
assert_same (const char *path, const char *other)
{
  static const char *const texts[] = { "name", "agency", "administrators", "last_change" };
  static const char *const numbers[] = { "claims", "documents", "vouchers", "ok" };
  g_autoptr (QzSheet) a = look_into (path);
  g_autoptr (QzSheet) b = look_into (other);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (qz_fact_text (a, texts[i]), ==, qz_fact_text (b, texts[i]));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpint (qz_fact_number (a, numbers[i]), ==, qz_fact_number (b, numbers[i]));
  g_assert_cmpstr (qz_fact_text (a, "administrators"), ==, "林岚");
  g_assert_cmpint (qz_fact_number (a, "claims"), >, 0);
  g_assert_cmpint (qz_fact_number (a, "ok"), ==, TRUE);
  g_assert_cmpstr (qz_fact_text (qz_sheet_find_child (a, "checks"), "head"), ==,
                   qz_fact_text (qz_sheet_find_child (b, "checks"), "head"));
}

/* From the window's own backup to the restored book set, which is opened. */
static void
test_journey (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *original = g_strdup (get_path (session));
  g_autofree char *backup = dup_place ("journey.qz");
  g_autofree char *place = dup_place ("恢复");
  g_autofree char *made = dup_place ("恢复.qz");
  QzWindow *window = new_window (NULL);
  QzRestoreDialog *dialog;

  qz_book_back_up (GTK_WIDGET (qz_window_get_navigation (window)), session, original, backup);
  app_wait_until (exists, backup, "the backup");
  app_wait_until (is_idle, session, "the backup to be whole");
  dialog = present_restore (window);
  g_assert_false (can_restore (dialog));
  look_at_backup (dialog, backup);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (PART (dialog, "holds"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (PART (dialog, "faults"))));
  /* Over nothing that exists, the backup least of all. */
  qz_restore_dialog_set_place (dialog, backup);
  press_restore (dialog);
  app_wait_until (is_ready, dialog, "the refusal");
  assert_fault (dialog, "exists already");
  qz_restore_dialog_set_place (dialog, place);
  press_restore (dialog);
  app_wait_until (has_alert, window, "the offer");
  assert_same (original, made);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (get_dialog (window)), "open");
  adw_dialog_close (get_dialog (window));
  app_wait_until (is_opened, window, "the restored book set");
  g_assert_cmpstr (get_path (qz_window_get_session (window)), ==, made);
  end_window (window);
}

/* No book set at all, a part of one, and one that was changed: none is restored. */
static void
test_broken (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *whole = dup_backup (session, "whole.qz");
  g_autofree char *changed = dup_backup (session, "changed.qz");
  g_autofree char *part = dup_place ("part.qz");
  g_autofree char *place = dup_place ("never.qz");
  g_autofree char *bytes = NULL;
  gsize length = 0;
  QzContext context = { 0 };
  g_autoptr (GError) error = NULL;
  QzWindow *window = new_window (NULL);
  QzRestoreDialog *dialog = present_restore (window);

  g_assert_true (g_file_get_contents (whole, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (part, bytes, (gssize) (length / 2), &error));
  look_at_backup (dialog, part);
  assert_fault (dialog, "part.qz");
  g_assert_false (can_restore (dialog));
  damage (changed);
  look_at_backup (dialog, changed);
  assert_fault (dialog, "not whole");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (PART (dialog, "faults"))));
  g_assert_false (can_restore (dialog));
  look_at_backup (dialog, whole);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (PART (dialog, "fault"))));
  qz_restore_dialog_set_place (dialog, place);
  g_assert_true (can_restore (dialog));
  /* So does the command. */
  qz_clock_init_now (&context.clock);
  g_assert_false (qz_book_restore (&context, changed, place, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "backup-broken");
  g_assert_false (exists (place));
  end_window (window);
}

/* How many names of the folder begin with that of @path. */
static guint
count_beside (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *entry;
  guint n = 0;

  g_assert_no_error (error);
  while ((entry = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (entry, name);
  return n;
}

typedef struct {
  const char *place;
  GCancellable *cancellable;
} Stop;

/* As soon as there is something to be left behind. */
static void
stop_in_copy_cb (const char *what, guint64 done, guint64 total, gpointer data)
{
  const Stop *stop = data;

  if (count_beside (stop->place) == 0 || g_cancellable_is_cancelled (stop->cancellable))
    return;
  g_test_message ("stopped at “%s”", what);
  g_cancellable_cancel (stop->cancellable);
}

/* Nothing of what is written already stays behind. */
static void
test_restore_stopped_in_copy (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *backup = dup_backup (session, "copied.qz");
  g_autofree char *place = dup_place ("quarter.qz");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { place, cancellable };
  g_autoptr (QzProgress) progress = qz_progress_new (stop_in_copy_cb, &stop);
  QzContext context = { .progress = progress, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  qz_clock_init_now (&context.clock);
  g_assert_cmpuint (count_beside (place), ==, 0);
  g_assert_false (qz_book_restore (&context, backup, place, &error));
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_true (qz_message_is_cancel (error));
  g_assert_cmpuint (count_beside (place), ==, 0);
}

static void
test_restore_stopped (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *backup = dup_backup (session, "stopped.qz");
  g_autofree char *place = dup_place ("half.qz");
  QzWindow *window = new_window (NULL);
  QzRestoreDialog *dialog = present_restore (window);

  look_at_backup (dialog, backup);
  qz_restore_dialog_set_place (dialog, place);
  press_restore (dialog);
  g_signal_emit_by_name (PART (dialog, "stop"), "clicked");
  app_wait_until (is_ready, dialog, "the end of it");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (PART (dialog, "fault"))));
  g_assert_cmpuint (count_beside (place), ==, 0);
  g_assert_true (can_restore (dialog));
  end_window (window);
}

/* What is done with the book set that is open is not offered without one. */
static void
test_menu (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzWindow *window = new_window (NULL);
  GAction *proof = g_action_map_lookup_action (G_ACTION_MAP (window), "verify-book");

  g_assert_false (g_action_get_enabled (proof));
  g_assert_false (
      g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (window), "back-up")));
  qz_window_open_book (window, get_path (session), NULL);
  app_wait_until (is_opened, window, "the book set");
  g_assert_true (g_action_get_enabled (proof));
  activate (window, "win.verify-book");
  g_assert_true (QZ_IS_VERIFY_PAGE (
      adw_navigation_view_get_visible_page (qz_window_get_navigation (window))));
  end_window (window);
}

/* ── who it acts for ─────────────────────────────────────────────────────────────────────────── */

static gboolean
is_form_ready (gpointer dialog)
{
  return qz_form_dialog_is_ready (dialog);
}

static gboolean
acts_for_two (gpointer session)
{
  return qz_sheet_get_n_rows (qz_session_get_actors (session)) == 2;
}

static gboolean
acts_for_one (gpointer session)
{
  QzSheet *actors = qz_session_get_actors (session);

  return qz_sheet_get_n_rows (actors) == 2 && qz_cell_number (actors, 1, "active") == 0;
}

static QzTabsPage *
load_agencies (QzSession *session)
{
  QzTabsPage *page = QZ_TABS_PAGE (qz_page_new (session, qz_pages_find ("agencies")));

  g_object_ref_sink (page);
  app_wait_until (has_content, page, "the agencies");
  return page;
}

#define OTHER "220221"

static gpointer
import_other (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzImportOptions options = { NULL };

  return qz_import_run (book, context, "agencies", input, &options, error);
}

static const QzJobKind import_kind = { "Test", import_other, TRUE, NULL,
                                       (GDestroyNotify) qz_sheet_unref };

/* One more agency in the register. */
static void
know_other (QzSession *session)
{
  g_autofree char *path = dup_place ("agencies.csv");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "code,name,area,level,uscc\n" OTHER
                                      ",永吉县医保经办中心,220200,county,\n",
                                      -1, &error));
  app_run (session, &import_kind, path);
}

/* What can be chosen from is not what is acted for. */
static void
add_other (QzSession *session, GtkWidget *owner)
{
  QzFormDialog *dialog = qz_form_dialog_present (owner, session, &qz_form_add_actor, "");

  app_wait_until (is_form_ready, dialog, "the form");
  qz_form_dialog_submit (dialog);
  g_assert_true (qz_form_row_has_fault (qz_form_dialog_find_row (dialog, "agency")));
  qz_form_row_set_text (qz_form_dialog_find_row (dialog, "agency"), OTHER);
  qz_form_dialog_submit (dialog);
  app_wait_until (acts_for_two, session, "the agency to be acted for");
}

/* Added and taken away by an administrator, by the same rules as with the command. */
static void
test_actors (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  GtkWidget *content = gtk_label_new ("owner");
  GtkWindow *window = app_present (content);
  g_autoptr (QzTabsPage) page = NULL;
  QzSheet *actors;

  know_other (session);
  qz_session_set_user (session, "lin");
  add_other (session, content);
  g_assert_cmpstr (qz_cell_text (qz_session_get_actors (session), 1, "agency"), ==, OTHER);
  page = load_agencies (session);
  actors = qz_sheet_find_child (qz_tabs_page_get_sheet (page), "actors");
  g_assert_cmpuint (qz_sheet_get_n_rows (actors), ==, 2);
  g_assert_cmpstr (qz_cell_text (actors, 1, "name"), ==, "永吉县医保经办中心");
  qz_nl_act_run (content, session, &qz_act_remove_actor,
                 qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, OTHER));
  app_wait_until (acts_for_one, session, "the agency to be acted for no longer");
  gtk_window_destroy (window);
}

/* Who gives out no rights is told so at the button. */
static void
test_actors_right (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *why = qz_guard_dup_refusal (session, "win.add-actor");
  g_autofree char *allowed = NULL;

  g_assert_nonnull (why);
  qz_session_set_user (session, "lin");
  allowed = qz_guard_dup_refusal (session, "win.add-actor");
  g_assert_null (allowed);
}

int
main (int argc, char *argv[])
{
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  app_fixture_init (&argc, &argv);
  folder = g_dir_make_tmp ("qz-keeping-XXXXXX", &error);
  g_assert_no_error (error);
  command = g_strdup_printf ("rm -rf '%s'", folder);
  g_test_add_func ("/keeping/whole", test_whole);
  g_test_add_func ("/keeping/searched", test_searched);
  g_test_add_func ("/keeping/damaged", test_damaged);
  g_test_add_func ("/keeping/stopped", test_stopped);
  g_test_add_func ("/keeping/restore/journey", test_journey);
  g_test_add_func ("/keeping/restore/broken", test_broken);
  g_test_add_func ("/keeping/restore/stopped", test_restore_stopped);
  g_test_add_func ("/keeping/restore/stopped-in-copy", test_restore_stopped_in_copy);
  g_test_add_func ("/keeping/menu", test_menu);
  g_test_add_func ("/keeping/actors", test_actors);
  g_test_add_func ("/keeping/actors-right", test_actors_right);
  result = app_fixture_run ();
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
  g_free (folder);
  return result;
}
