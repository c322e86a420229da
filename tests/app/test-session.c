/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <string.h>

#include "qz-book-actions.h"
#include "qz-clock-warning.h"
#include "qz-error.h"
#include "qz-window.h"

/* The two threads of a session. */

/* ── a piece of long work that ends when it is told to ───────────────────────────────────────── */

typedef struct {
  GMutex mutex;
  GCond cond;
  gboolean begun, released;
} Gate;

static gpointer
hold (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  Gate *gate = input;

  g_mutex_lock (&gate->mutex);
  gate->begun = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->released)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return gate;
}

static void
wait_begun (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  while (!gate->begun)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
release (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->released = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static const QzJobKind hold_kind = { "Holding", hold, TRUE };

static gpointer
read_users (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_book_list_users (book, error);
}

static const QzJobKind read_kind = { NULL, read_users, FALSE, NULL,
                                     (GDestroyNotify) qz_sheet_unref };

static void
ended (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_no_error (error);
  *(gboolean *) input = TRUE;
}

static gboolean
holds (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_idle (gpointer data)
{
  return g_list_model_get_n_items (qz_session_get_jobs (data)) == 0;
}

static void
test_reading_passes_long_work (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  gboolean read = FALSE;
  Gate gate = { 0 };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  qz_session_run (session, &hold_kind, &gate, NULL, NULL, NULL);
  wait_begun (&gate);
  qz_session_run (session, &read_kind, &read, NULL, NULL, ended);
  app_wait_until (holds, &read, "a list to be read while long work is under way");
  g_assert_cmpuint (g_list_model_get_n_items (qz_session_get_jobs (session)), ==, 1);
  release (&gate);
  app_wait_until (is_idle, session, "the long work to end");
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

/* ── another book set meanwhile ──────────────────────────────────────────────────────────────── */

static gpointer
touch (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_assert_not_reached ();
}

static const QzJobKind touch_kind = { "Touching", touch, TRUE };
static const QzJobKind touch_titled_kind = { "Reading at length", touch };

static gpointer
note (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return input;
}

static const QzJobKind bookless_kind = { "Looking elsewhere", note, FALSE, NULL, NULL, TRUE };

static void
refused (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_cmpstr (qz_error_get_id (error), ==, "other-book");
  (*(guint *) input)++;
}

/* What was asked of one book set is not done to the one that was opened before its turn came. */
static void
test_other_book (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autoptr (QzSession) other = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (other));
  gboolean noted = FALSE;
  guint n_refused = 0;
  Gate gate = { 0 };

  g_clear_object (&other);
  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  qz_session_run (session, &hold_kind, &gate, NULL, NULL, NULL);
  wait_begun (&gate);
  qz_session_open (session, path, NULL, NULL);
  qz_session_run (session, &touch_kind, &n_refused, NULL, NULL, refused);
  qz_session_run (session, &touch_titled_kind, &n_refused, NULL, NULL, refused);
  qz_session_run (session, &bookless_kind, &noted, NULL, NULL, ended);
  release (&gate);
  app_wait_until (is_idle, session, "the queue to end");
  g_assert_cmpuint (n_refused, ==, 2);
  g_assert_true (noted);
  g_assert_cmpstr (qz_session_get_path (session), ==, path);
  qz_session_set_user (session, "wang");
  app_make_day (session, "2026-01-05");
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

static gboolean
has_alert (gpointer window)
{
  return ADW_IS_ALERT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (window)));
}

static gboolean
has_none (gpointer window)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (window)) == NULL;
}

/* No book set is written under the name that was given for the one before. */
static void
test_backup_of_other_book (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  const char *path = qz_session_get_path (session);
  g_autofree char *before = g_strconcat (path, "-before", NULL);
  g_autofree char *backup = g_strconcat (path, "-backup.qz", NULL);
  GtkWidget *inside = adw_bin_new ();
  GtkWindow *window = app_present (inside);
  /* The heading of an AdwAlertDialog of 1.7 measures itself for less than it needs, and warns. */
  const GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  qz_book_back_up (inside, session, before, backup);
  app_wait_until (has_alert, window, "the refusal");
  app_wait_until (is_idle, session, "the end of all work");
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (window)));
  app_wait_until (has_none, window, "the message to go");
  gtk_window_destroy (window);
  g_log_set_always_fatal (fatal);
}

/* ── what was written is read ────────────────────────────────────────────────────────────────── */

static gpointer
add_user (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_book_put_user (book, context, "zhou", "周洁", QZ_ROLE_MAKER, TRUE, error) ? input : NULL;
}

static const QzJobKind add_kind = { NULL, add_user, TRUE };

typedef struct {
  guint n_before, n_after;
} Counts;

static void
counted_before (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_no_error (error);
  ((Counts *) input)->n_before = qz_sheet_get_n_rows (output);
}

static void
counted_after (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_no_error (error);
  ((Counts *) input)->n_after = qz_sheet_get_n_rows (output);
}

static gboolean
has_before (gpointer data)
{
  return ((Counts *) data)->n_before > 0;
}

static gboolean
has_after (gpointer data)
{
  return ((Counts *) data)->n_after > 0;
}

static void
test_reader_sees_what_was_written (void)
{
  g_autoptr (QzSession) session = app_open_city ("lin");
  Counts counts = { 0 };
  gboolean dummy = FALSE;

  qz_session_run (session, &read_kind, &counts, NULL, NULL, counted_before);
  app_wait_until (has_before, &counts, "the first reading");
  app_run (session, &add_kind, &dummy);
  qz_session_run (session, &read_kind, &counts, NULL, NULL, counted_after);
  app_wait_until (has_after, &counts, "the second reading");
  g_assert_cmpuint (counts.n_after, ==, counts.n_before + 1);
}

/* ── a clock that was set back ───────────────────────────────────────────────────────────────── */

#define FAR "2098-01-01"

static gboolean
is_opened (gpointer window)
{
  return qz_session_get_user (qz_window_get_session (window)) != NULL;
}

/* A window on the book set @path, by this computer's clock. */
static QzWindow *
open_window (const char *path)
{
  QzWindow *window = g_object_ref (qz_window_new (NULL, NULL));

  gtk_window_present (GTK_WINDOW (window));
  qz_window_open_book (window, path, "lin");
  app_wait_until (is_opened, window, "the book set to open");
  return window;
}

static void
close_window (QzWindow *window)
{
  qz_session_close (qz_window_get_session (window));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static QzClockWarning *
find_warning (QzWindow *window)
{
  return QZ_CLOCK_WARNING (
      app_find (GTK_WIDGET (window), QZ_TYPE_CLOCK_WARNING, NULL, NULL));
}

static gboolean
is_gone (gpointer window)
{
  return !gtk_widget_get_visible (GTK_WIDGET (find_warning (window)));
}

static void
assert_quiet (const char *path)
{
  QzWindow *window = open_window (path);

  g_assert_true (is_gone (window));
  g_assert_cmpstr (qz_clock_warning_get_text (find_warning (window)), ==, "");
  close_window (window);
}

static void
test_clock_behind (void)
{
  g_autoptr (QzSession) session = app_open_city ("lin");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  g_autofree char *today = NULL;
  g_autoptr (GError) error = NULL;
  gboolean dummy = FALSE;
  QzWindow *window;
  QzClock clock;

  qz_session_close (session);
  assert_quiet (path);
  window = open_window (path);
  g_assert_true (qz_session_set_now (qz_window_get_session (window), FAR "T09:00", &error));
  app_run (qz_window_get_session (window), &add_kind, &dummy);
  close_window (window);

  window = open_window (path);
  qz_session_init_clock (qz_window_get_session (window), &clock);
  today = qz_day_format (clock.today);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_warning (window))));
  g_assert_nonnull (strstr (qz_clock_warning_get_text (find_warning (window)), FAR));
  g_assert_nonnull (strstr (qz_clock_warning_get_text (find_warning (window)), today));
  /* Nothing is refused, and it stays. */
  app_run (qz_window_get_session (window), &add_kind, &dummy);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_warning (window))));
  /* The clock is set right. */
  g_assert_true (qz_session_set_now (qz_window_get_session (window), FAR "T10:00", &error));
  qz_clock_warning_update (find_warning (window));
  app_wait_until (is_gone, window, "the warning to go");
  close_window (window);
}

/* A training has a day of its own. */
static void
test_clock_of_training (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-clock-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "training.qz", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);
  QzContext context = { .user = "lin" };
  QzBook *book;

  g_assert_true (qz_clock_init_at (&context.clock, FAR "T09:00", &error));
  if (!qz_book_create (path, "220200", "训练", "lin", &context.clock, &error)
      || (book = qz_book_open (path, TRUE, &error)) == NULL
      || !qz_book_begin_training (book, &context, context.clock.today, &error))
    g_error ("%s: %s", path, error->message);
  qz_book_close (book);
  assert_quiet (path);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/session/reading-passes-long-work", test_reading_passes_long_work);
  g_test_add_func ("/session/other-book", test_other_book);
  g_test_add_func ("/session/backup-of-other-book", test_backup_of_other_book);
  g_test_add_func ("/session/reader-sees-what-was-written", test_reader_sees_what_was_written);
  g_test_add_func ("/session/clock-behind", test_clock_behind);
  g_test_add_func ("/session/clock-of-training", test_clock_of_training);
  return app_fixture_run ();
}
