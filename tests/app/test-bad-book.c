/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "qz-agenda.h"
#include "qz-document-jobs.h"
#include "qz-document-page.h"
#include "qz-holidays.h"
#include "qz-import-dialog.h"
#include "qz-import-jobs.h"
#include "qz-page-spec.h"
#include "qz-policy-jobs.h"
#include "qz-start-page.h"
#include "qz-table-job.h"
#include "qz-voucher-jobs.h"
#include "qz-voucher-page.h"
#include "qz-window.h"

/* A book set that somebody else writes, that is damaged, that is gone; a disk that is full; a
 * window that is closed in the middle of writing. */

#define DAY    "2026-01-05"
#define NUMBER "RB-220200-20260105-EMP-001"
#define NOW    "2026-04-01T09:00"

/* ── the window ──────────────────────────────────────────────────────────────────────────────── */

static QzWindow *
new_window (void)
{
  QzWindow *window = g_object_ref (qz_window_new (NULL, NULL));
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_session_set_now (qz_window_get_session (window), NOW, &error));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
has_page (gpointer window)
{
  return adw_navigation_view_get_visible_page (qz_window_get_navigation (window)) != NULL;
}

/* A window that was closed has none, and may not be asked. */
static AdwDialog *
get_dialog (gpointer window)
{
  if (!gtk_widget_get_realized (window))
    return NULL;
  return adw_application_window_get_visible_dialog (window);
}

static gboolean
has_dialog (gpointer window)
{
  return get_dialog (window) != NULL;
}

static gboolean
has_no_dialog (gpointer window)
{
  return get_dialog (window) == NULL;
}

static gboolean
is_idle (gpointer session)
{
  return g_list_model_get_n_items (qz_session_get_jobs (session)) == 0;
}

/* A refusal with words in it, which is then closed. */
static void
take_refusal (QzWindow *window, const char *heading)
{
  AdwDialog *dialog;
  GtkWidget *label;

  app_wait_until (has_dialog, window, heading);
  dialog = get_dialog (window);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==, heading);
  label = adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog));
  g_assert_cmpuint (strlen (gtk_label_get_label (GTK_LABEL (label))), >, 10);
  g_test_message ("%s", gtk_label_get_label (GTK_LABEL (label)));
  adw_dialog_force_close (dialog);
  app_wait_until (has_no_dialog, window, "the refusal to go");
}

static gboolean
is_pressable (GtkWidget *widget, gpointer data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_sensitive (widget)
         && gtk_widget_has_css_class (widget, "suggested-action");
}

/* ── of an older version ─────────────────────────────────────────────────────────────────────── */

static gboolean
is_opened (gpointer window)
{
  return qz_session_get_path (qz_window_get_session (window)) != NULL && has_page (window);
}

static char *
thaw (const char *folder)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "tests", "data", "schema-1.qz",
                                                   NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  char *path = g_build_filename (folder, "old.qz", NULL);
  gsize length = 0;

  g_assert_true (g_file_get_contents (source, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, &error));
  return path;
}

static gboolean
has_copy (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "old.qz.before-") && !g_str_has_suffix (name, ".partial"))
      return TRUE;
  return FALSE;
}

/* Asked first; a copy stays. */
static void
test_older (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("qz-old-XXXXXX", &error);
  g_autofree char *path = thaw (folder);
  QzWindow *window = new_window ();
  AdwDialog *dialog;

  qz_window_open_book (window, path, NULL);
  app_wait_until (has_dialog, window, "the question");
  g_assert_false (is_opened (window));
  dialog = get_dialog (window);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==,
                   "Bring the Book Set Up to Date?");
  g_signal_emit_by_name (dialog, "response", "migrate");
  adw_dialog_force_close (dialog);
  app_wait_until (is_opened, window, "the book set to be opened");
  g_assert_true (has_copy (folder));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* The start page is back at once, and the book set is not opened after all, unless it was open a
 * moment before: then it is shown. */
static void
test_cancel_opening (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  QzWindow *window = new_window ();
  GtkWidget *start = app_find (GTK_WIDGET (window), QZ_TYPE_START_PAGE, NULL, NULL);
  GtkWidget *stack = app_find (start, GTK_TYPE_STACK, NULL, NULL);

  qz_window_open_book (window, qz_session_get_path (session), NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "opening");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel-opening", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "choose");
  app_wait_until (is_idle, qz_window_get_session (window), "the opening to end");
  if (qz_session_get_path (qz_window_get_session (window)) != NULL)
    app_wait_until (is_opened, window, "the book set that was open already");
  g_assert_true (has_no_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* ── locked by another start ─────────────────────────────────────────────────────────────────── */

static gboolean refused;

static void
refused_cb (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error == NULL)
    g_error ("done, though the book set is read only");
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "reading only"));
  refused = TRUE;
}

static gboolean
was_refused (gpointer data)
{
  return refused;
}

static void
assert_refused (QzSession *session, const QzJobKind *kind, gpointer input)
{
  refused = FALSE;
  qz_session_run (session, kind, input, NULL, NULL, refused_cb);
  app_wait_until (was_refused, NULL, "the refusal");
}

static gpointer
put_user (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzContext other = *context;

  other.user = "lin";
  return qz_book_put_user (book, &other, "zhou", "周宁", QZ_ROLE_MAKER, TRUE, error) ? input : NULL;
}

static const QzJobKind put_user_kind = { "Saving", put_user, TRUE };

static gpointer
import_holidays (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "codes", "holidays.csv", NULL);
  QzContext other = *context;

  other.user = "lin";
  return qz_holidays_import (book, &other, path, NULL, NULL, NULL, error);
}

static const QzJobKind holidays_kind = { "Importing", import_holidays, TRUE, NULL,
                                         (GDestroyNotify) qz_sheet_unref };

static gpointer
activate (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzContext other = *context;

  other.user = "lin";
  return qz_job_activate_policy.func (book, &other, input, error);
}

static const QzJobKind activate_kind = { "Activating", activate, TRUE, NULL, g_free };

static QzVoucherInput *
new_voucher (void)
{
  QzVoucherInput *input = qz_voucher_input_new ();

  input->draft = (QzDraft) { .ledger = "L_AG_220200_EMP", .day = 20512 };
  return input;
}

static void
assert_all_refused (QzSession *session)
{
  QzImportInput import = { .kind = (char *) "declarations" };

  import.path = g_test_build_filename (G_TEST_DIST, "data", "sample", "city",
                                       "declarations-2026-01.csv", NULL);
  qz_session_set_user (session, "li");
  assert_refused (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REVIEW, NULL));
  qz_session_set_user (session, "qian");
  assert_refused (session, &qz_job_make_batch, g_strdup (NUMBER));
  qz_session_set_user (session, "wang");
  assert_refused (session, &qz_voucher_save_kind, new_voucher ());
  assert_refused (session, &qz_job_import_check, qz_import_input_copy (&import));
  assert_refused (session, &qz_job_import, qz_import_input_copy (&import));
  assert_refused (session, &put_user_kind, session);
  assert_refused (session, &holidays_kind, NULL);
  assert_refused (session, &activate_kind, (gpointer) "\nsuqian-advance");
  g_free (import.path);
}

static gboolean
says_holder (GtkWidget *widget, gpointer data)
{
  const char *title = adw_banner_get_title (ADW_BANNER (widget));

  return adw_banner_get_revealed (ADW_BANNER (widget)) && strstr (title, "Read only") != NULL
         && strstr (title, "process ") != NULL && strstr (title, g_get_user_name ()) != NULL;
}

static gboolean
has_document (gpointer window)
{
  AdwNavigationPage *page =
      adw_navigation_view_get_visible_page (qz_window_get_navigation (window));

  return QZ_IS_DOCUMENT_PAGE (page) && qz_document_page_get_sheet (QZ_DOCUMENT_PAGE (page)) != NULL;
}

static gboolean
can_write (gpointer window)
{
  return *qz_session_get_banner (qz_window_get_session (window)) == '\0';
}

static void
test_locked (void)
{
  QzSession *writer = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (writer));
  QzWindow *window = new_window ();
  QzSession *session = qz_window_get_session (window);
  GtkWidget *button;

  app_make_day (writer, DAY);
  qz_window_open_book (window, path, "li");
  app_wait_until (has_page, window, "a page");
  g_assert_nonnull (app_find (GTK_WIDGET (window), ADW_TYPE_BANNER, says_holder, NULL));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-document", "s", NUMBER);
  app_wait_until (has_document, window, "the document");
  /* Either it cannot be pressed, or it is refused. */
  button = app_find (GTK_WIDGET (adw_navigation_view_get_visible_page (
                         qz_window_get_navigation (window))),
                     GTK_TYPE_BUTTON, is_pressable, NULL);
  if (button != NULL)
    {
      g_signal_emit_by_name (button, "clicked");
      take_refusal (window, "This Was Not Done");
    }
  assert_all_refused (session);
  /* The other one ends: opened again, it can be written. */
  g_object_unref (writer);
  qz_window_open_book (window, path, "li");
  app_wait_until (can_write, window, "the book set to be free");
  qz_session_set_user (session, "li");
  app_run (session, &qz_job_act, qz_act_input_new (NUMBER, QZ_ACT_REVIEW, NULL));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* ── damaged, and gone ───────────────────────────────────────────────────────────────────────── */

typedef enum { NO_FILE, NO_FOLDER, FOLDER, EMPTY, TEXT, SHORT, NO_HEADER, N_DAMAGES } Damage;

/* A copy of the book set, spoilt. (transfer full) */
static char *
spoil (const char *sound, Damage damage)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s-bad-%d", sound, damage);
  g_autofree char *data = NULL;
  gsize size = 0;

  if (damage == NO_FILE)
    return g_steal_pointer (&path);
  if (damage == NO_FOLDER)
    return g_strdup ("/no/such/folder/book.qz");
  if (damage == FOLDER)
    return g_path_get_dirname (sound);
  g_assert_true (g_file_get_contents (sound, &data, &size, &error));
  if (damage == NO_HEADER)
    memset (data, 'x', 100);
  else if (damage == TEXT)
    size = g_strlcpy (data, "这不是账套\n", size);
  else
    size = damage == EMPTY ? 0 : 5000;
  g_assert_true (g_file_set_contents (path, data, (gssize) size, &error));
  return g_steal_pointer (&path);
}

static void
test_damaged (void)
{
  QzSession *session = app_open_city ("wang");
  g_autofree char *sound = g_strdup (qz_session_get_path (session));
  QzWindow *window = new_window ();

  g_object_unref (session);
  for (guint i = 0; i < 2; i++)
    {
      for (Damage damage = NO_FILE; damage < N_DAMAGES; damage++)
        {
          g_autofree char *path = spoil (sound, damage);

          qz_window_open_book (window, path, "wang");
          take_refusal (window, "The Book Set Was Not Opened");
          g_assert_cmpstr (qz_session_get_path (qz_window_get_session (window)), ==,
                           i == 0 ? NULL : sound);
          if (damage >= EMPTY)
            g_unlink (path);
        }
      /* The second time there is a book set at hand, which stays. */
      qz_window_open_book (window, sound, "wang");
      app_wait_until (has_page, window, "a page");
    }
  app_make_day (qz_window_get_session (window), DAY);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static gboolean shown_all;

static gboolean
waited_cb (gpointer data)
{
  shown_all = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_shown_all (gpointer data)
{
  return shown_all;
}

static void
show_every_page (QzWindow *window)
{
  guint n = 0;
  const QzPageSpec *const *all = qz_pages_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      qz_window_show_page (window, all[i]->id);
      shown_all = FALSE;
      g_timeout_add (150, waited_cb, NULL);
      app_wait_until (is_shown_all, NULL, "time to pass");
    }
}

/* The header is whole, the rest is not: nothing of it brings the window down. */
static void
test_rotten (void)
{
  QzSession *session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  QzWindow *window = new_window ();
  gsize size = 0;

  app_make_day (session, DAY);
  g_object_unref (session);
  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  for (gsize at = size / 3; at + 600 < size; at += 40960)
    memset (data + at, 0xA5, 600);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, &error));
  qz_window_open_book (window, path, "wang");
  while (!has_page (window) && !has_dialog (window))
    g_main_context_iteration (NULL, TRUE);
  if (has_page (window))
    show_every_page (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* The folder is unmounted or deleted while it is open. */
static void
test_vanishes (void)
{
  QzSession *session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  g_autofree char *gone = g_strconcat (path, "-gone", NULL);
  QzWindow *window = new_window ();

  g_object_unref (session);
  qz_window_open_book (window, path, "wang");
  app_wait_until (has_page, window, "a page");
  g_assert_cmpint (g_rename (path, gone), ==, 0);
  show_every_page (window);
  qz_window_open_book (window, path, "wang");
  take_refusal (window, "The Book Set Was Not Opened");
  g_assert_cmpint (g_rename (gone, path), ==, 0);
  qz_window_open_book (window, path, "wang");
  app_wait_until (is_idle, qz_window_get_session (window), "the book set to open again");
  g_assert_true (has_no_dialog (window));
  app_make_day (qz_window_get_session (window), DAY);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* ── a full disk ─────────────────────────────────────────────────────────────────────────────── */

typedef gpointer (*WriteFunc) (QzBook *book, const QzContext *context, const char *path,
                               GError **error);

static gpointer
write_document (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  QzPrintInput input = { .number = (char *) NUMBER, .path = (char *) path };

  return qz_job_print.func (book, context, &input, error);
}

static gpointer
write_calendar (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  return qz_agenda_export (book, context, context->clock.today + 300, path, error);
}

static gpointer
write_holidays (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  return qz_holidays_export (book, context, 0, path, error);
}

static gpointer
write_table (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  g_autoptr (QzSheet) imports = qz_import_list (book, error);
  g_autoptr (QzTableTake) take = qz_table_take_new (imports, NULL);
  g_autofree char *made = NULL;

  for (guint32 row = 0; row < qz_sheet_get_n_rows (imports); row++)
    g_array_append_val (take->rows, row);
  for (guint column = 0; column < qz_sheet_get_n_columns (imports); column++)
    g_array_append_val (take->columns, column);
  take->title = g_strdup ("Imports");
  take->filters = g_strdup ("");
  take->path = g_strdup (path);
  made = qz_job_export_table.func (book, context, take, error);
  return made != NULL ? qz_sheet_ref (imports) : NULL;
}

/* Into the book set itself; of @path nothing comes to be. */
static gpointer
write_draft (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  static const QzDraftLine lines[] = {
    { "收到利息", "ACC_OUT", NULL, 0, "", 500, 0 },
    { "收到利息", "REV_INTEREST", NULL, 0, "", 0, 500 },
  };
  QzVoucherInput *input = new_voucher ();
  gpointer saved;

  g_array_append_vals (input->lines, lines, G_N_ELEMENTS (lines));
  saved = qz_voucher_save_kind.func (book, context, input, error);
  qz_voucher_input_free (input);
  return saved;
}

static const struct {
  const char *name;
  WriteFunc func;
} writes[] = {
  { "document.pdf", write_document }, { "document.xlsx", write_document },
  { "document.csv", write_document }, { "deadlines.ics", write_calendar },
  { "holidays.csv", write_holidays }, { "table.csv", write_table },
  { "table.xlsx", write_table },      { "table.pdf", write_table },
};

#define DRAFT G_N_ELEMENTS (writes) /* comes after them */

typedef struct {
  guint write;
  char *path;
  gboolean fails, ended;
} Full;

/* No file may grow beyond what it has for the time of @func: what a full disk does, without one. */
static gpointer
write_full (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  Full *full = input;
  struct rlimit before, small;
  gpointer output;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 64;
  if (full->fails)
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  output = (full->write == DRAFT ? write_draft : writes[full->write].func) (book, context,
                                                                              full->path, error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  return output;
}

static const QzJobKind write_kind = { "Writing", write_full, FALSE, NULL,
                                      (GDestroyNotify) qz_sheet_unref };
static const QzJobKind draft_kind = { "Writing", write_full, TRUE, NULL,
                                      (GDestroyNotify) qz_sheet_unref };

static void
written_cb (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  Full *full = input;

  full->ended = TRUE;
  if (full->fails && error == NULL)
    g_error ("%s: written to a full disk", full->path);
  if (!full->fails)
    g_assert_no_error (error);
  else
    g_test_message ("%s", error->message);
}

static gboolean
has_ended (gpointer data)
{
  return ((Full *) data)->ended;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_test_message ("there is %s", name);
      n++;
    }
  return n;
}

static void
test_full_disk (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *folder = g_dir_make_tmp ("qz-full-XXXXXX", &error);

  app_make_day (session, DAY);
  signal (SIGXFSZ, SIG_IGN);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autofree char *path = g_build_filename (folder, writes[i].name, NULL);

      for (guint n = 0; n < 2; n++)
        {
          Full full = { i, path, n == 0 };

          qz_session_run (session, &write_kind, &full, NULL, NULL, written_cb);
          app_wait_until (has_ended, &full, writes[i].name);
          g_assert_cmpuint (count_files (folder), ==, n);
        }
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static guint
count_drafts (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = qz_book_open (path, FALSE, &error);
  g_autoptr (QzSheet) drafts = book != NULL ? qz_draft_list (book, FALSE, &error) : NULL;

  g_assert_no_error (error);
  return qz_sheet_get_n_rows (drafts);
}

/* What was typed stays with whoever typed it, the book set is as it was, and when there is room
 * again the same can be saved. */
static void
test_full_book (void)
{
  g_autoptr (QzSession) session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  const guint n_before = count_drafts (path);

  signal (SIGXFSZ, SIG_IGN);
  for (guint n = 0; n < 2; n++)
    {
      Full full = { DRAFT, path, n == 0 };

      qz_session_run (session, &draft_kind, &full, NULL, NULL, written_cb);
      app_wait_until (has_ended, &full, "the draft");
      g_assert_cmpuint (count_drafts (path), ==, n_before + n);
    }
}

/* A folder in which nobody may write, or that is none. */
static void
test_no_folder (void)
{
  static const char *const folders[] = { "/proc", "/no/such/folder", "/dev/null" };
  g_autoptr (QzSession) session = app_open_city ("wang");

  app_make_day (session, DAY);
  for (guint i = 0; i < G_N_ELEMENTS (writes) * G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i % G_N_ELEMENTS (folders)],
                                                writes[i / G_N_ELEMENTS (folders)].name, NULL);
      Full full = { (guint) (i / G_N_ELEMENTS (folders)), path, TRUE };

      qz_session_run (session, &write_kind, &full, NULL, NULL, written_cb);
      app_wait_until (has_ended, &full, path);
    }
}

/* ── closing in the middle of writing ────────────────────────────────────────────────────────── */

static QzVoucherPage *
get_voucher (QzWindow *window)
{
  AdwNavigationPage *page =
      adw_navigation_view_get_visible_page (qz_window_get_navigation (window));

  return QZ_IS_VOUCHER_PAGE (page) ? QZ_VOUCHER_PAGE (page) : NULL;
}

static gboolean
has_voucher (gpointer window)
{
  QzVoucherPage *page = get_voucher (window);

  return page != NULL && g_str_equal (qz_load_page_get_shown (QZ_LOAD_PAGE (page)), "content");
}

static gboolean
is_labelled (GtkWidget *widget, gpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
close_and_answer (QzWindow *window, const char *label)
{
  GtkWidget *button;

  gtk_window_close (GTK_WINDOW (window));
  app_wait_until (has_dialog, window, "the question");
  button = app_find (GTK_WIDGET (get_dialog (window)), GTK_TYPE_BUTTON, is_labelled,
                     (gpointer) label);
  if (button == NULL)
    g_error ("a %s, “%s”, cannot be answered with %s", G_OBJECT_TYPE_NAME (get_dialog (window)),
             ADW_IS_ALERT_DIALOG (get_dialog (window))
                 ? adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (get_dialog (window)))
                 : adw_dialog_get_title (get_dialog (window)),
             label);
  g_signal_emit_by_name (button, "clicked");
  app_wait_until (has_no_dialog, window, "the question to go");
}

static gboolean
is_closed (gpointer window)
{
  return !gtk_widget_get_realized (window);
}

static QzWindow *
open_voucher (const char *path)
{
  QzWindow *window = new_window ();
  QzVoucherGrid *grid;

  qz_window_open_book (window, path, "wang");
  app_wait_until (has_page, window, "a page");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-voucher", NULL);
  app_wait_until (has_voucher, window, "the voucher");
  grid = qz_voucher_page_get_grid (get_voucher (window));
  for (guint line = 0; line < 2; line++)
    {
      qz_voucher_grid_type (grid, line, QZ_CELL_SUMMARY, "收到利息");
      qz_voucher_grid_type (grid, line, QZ_CELL_ACCOUNT, line == 0 ? "1003" : "4201");
      qz_voucher_grid_type (grid, line, line == 0 ? QZ_CELL_DEBIT : QZ_CELL_CREDIT, "1.00");
    }
  return window;
}

static gboolean
is_free (gpointer path)
{
  g_autofree char *lock = g_strconcat (path, "-lock", NULL);

  return !g_file_test (lock, G_FILE_TEST_EXISTS);
}

/* It is gone with all that belongs to it: others may write. */
static void
wait_closed (QzWindow *window, const char *path)
{
  app_wait_until (is_closed, window, "the window to close");
  g_object_unref (window);
  app_wait_until (is_free, (gpointer) path, "the book set to be let go of");
}

static void
test_close_voucher (void)
{
  QzSession *session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  const guint n_before = count_drafts (path);
  QzWindow *window;

  g_object_unref (session);
  window = open_voucher (path);
  close_and_answer (window, "_Stay");
  g_assert_true (gtk_widget_get_realized (GTK_WIDGET (window)));
  g_assert_true (has_voucher (window));
  close_and_answer (window, "_Discard");
  wait_closed (window, path);
  g_assert_cmpuint (count_drafts (path), ==, n_before);
  window = open_voucher (path);
  close_and_answer (window, "Sa_ve");
  wait_closed (window, path);
  g_assert_cmpuint (count_drafts (path), ==, n_before + 1);
}

/* What cannot be saved keeps the window open, on what is wrong. */
static void
test_close_wrong (void)
{
  QzSession *session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  QzWindow *window;

  g_object_unref (session);
  window = open_voucher (path);
  qz_voucher_grid_type (qz_voucher_page_get_grid (get_voucher (window)), 0, QZ_CELL_DEBIT,
                        "1.005");
  close_and_answer (window, "Sa_ve");
  g_assert_true (gtk_widget_get_realized (GTK_WIDGET (window)));
  close_and_answer (window, "_Discard");
  wait_closed (window, path);
}

/* Somebody impatient asks twice, and is asked once. */
static void
test_close_twice (void)
{
  QzSession *session = app_open_city ("wang");
  g_autofree char *path = g_strdup (qz_session_get_path (session));
  QzWindow *window;

  g_object_unref (session);
  window = open_voucher (path);
  gtk_window_close (GTK_WINDOW (window));
  gtk_window_close (GTK_WINDOW (window));
  close_and_answer (window, "_Stay");
  g_assert_true (has_no_dialog (window));
  close_and_answer (window, "_Discard");
  wait_closed (window, path);
}

/* Without a book set the keys of the window do nothing, quietly. */
static void
test_keys_without_book (void)
{
  static const char *const actions[] = { "win.find",   "win.back",       "win.print",
                                         "win.search", "win.first-step", "win.refresh",
                                         "win.new-voucher" };
  QzWindow *window = new_window ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL);
      g_assert_false (has_page (window));
      if (has_dialog (window))
        adw_dialog_force_close (get_dialog (window));
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "daily");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", "s", "daily");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.section", "i", 1);
  g_assert_false (has_page (window));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  /* The heading of an AdwAlertDialog of 1.7 measures itself for less than it needs, and warns. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/bad-book/older", test_older);
  g_test_add_func ("/bad-book/cancel-opening", test_cancel_opening);
  g_test_add_func ("/bad-book/locked", test_locked);
  g_test_add_func ("/bad-book/damaged", test_damaged);
  g_test_add_func ("/bad-book/rotten", test_rotten);
  g_test_add_func ("/bad-book/vanishes", test_vanishes);
  g_test_add_func ("/bad-book/full-disk", test_full_disk);
  g_test_add_func ("/bad-book/full-disk/draft", test_full_book);
  g_test_add_func ("/bad-book/no-folder", test_no_folder);
  g_test_add_func ("/bad-book/close/voucher", test_close_voucher);
  g_test_add_func ("/bad-book/close/wrong", test_close_wrong);
  g_test_add_func ("/bad-book/close/twice", test_close_twice);
  g_test_add_func ("/bad-book/keys-without-book", test_keys_without_book);
  return app_fixture_run ();
}
