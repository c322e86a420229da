/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <glib/gstdio.h>

#include "qz-documents.h"
#include "qz-nav.h"
#include "qz-payments.h"
#include "qz-sample-city.h"

#define NOW        "2026-04-01T09:00"
#define PATIENCE_S 60

static char *folder; /* all book sets lie here */
static char *city;   /* made once for the program */
static guint n_copies;

/* ── waiting ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
expired_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
app_wait_until (ConditionFunc condition, gpointer data, const char *what)
{
  gboolean expired = FALSE;
  const guint source = g_timeout_add_seconds (PATIENCE_S, expired_cb, &expired);

  while (!condition (data) && !expired)
    g_main_context_iteration (NULL, TRUE);
  if (expired)
    g_error ("waited in vain: %s", what);
  g_source_remove (source);
}

/* ── the sample city ─────────────────────────────────────────────────────────────────────────── */

static void
make_city (void)
{
  g_autoptr (GError) error = NULL;
  QzContext context = { NULL };

  folder = g_dir_make_tmp ("qz-app-XXXXXX", &error);
  g_assert_no_error (error);
  city = g_build_filename (folder, "city.qz", NULL);
  g_assert_true (qz_clock_init_at (&context.clock, NOW, &error));
  if (!qz_sample_city_make (city, &context, &error))
    g_error ("the sample city: %s", error->message);
}

static char *
copy_book (const char *path)
{
  g_autofree char *copy = g_strdup_printf ("%s-%u", path, ++n_copies);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&copy);
}

static gboolean
is_open (gpointer data)
{
  return qz_session_get_path (data) != NULL;
}

static void
opened (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_no_error (error);
}

QzSession *
app_open_copy (const char *from, const char *now, const char *user)
{
  QzSession *session = qz_session_new ();
  g_autofree char *path = copy_book (from);
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_session_set_now (session, now, &error));
  qz_session_open (session, path, NULL, opened);
  app_wait_until (is_open, session, "the book set to open");
  qz_session_set_user (session, user);
  return session;
}

QzSession *
app_open_city (const char *user)
{
  if (city == NULL)
    make_city ();
  return app_open_copy (city, NOW, user);
}

/* ── the sources ─────────────────────────────────────────────────────────────────────────────── */

static guint
look_through (const char *below, guint (*look) (const char *path))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (below, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (below, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += look_through (path, look);
      else if (g_str_has_suffix (name, ".c"))
        n += look (path);
    }
  return n;
}

guint
app_look_through (const char *below, guint (*look) (const char *path))
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, below, NULL);

  return look_through (path, look);
}

/* ── jobs ────────────────────────────────────────────────────────────────────────────────────── */

static gboolean run_ended;

static void
ran (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_assert_no_error (error);
  run_ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return run_ended;
}

void
app_run (QzSession *session, const QzJobKind *kind, gpointer input)
{
  run_ended = FALSE;
  qz_session_run (session, kind, input, NULL, NULL, ran);
  app_wait_until (has_ended, NULL, "a job to end");
}

static gpointer
make_day (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzDay day;

  return qz_day_parse (input, &day, error) ? qz_daily_run (book, context, day, day, -1, -1, error)
                                           : NULL;
}

static const QzJobKind make_day_kind = { "Making a day", make_day, TRUE, g_free,
                                         (GDestroyNotify) qz_sheet_unref };

void
app_make_day (QzSession *session, const char *day)
{
  app_run (session, &make_day_kind, g_strdup (day));
}

/* ── the bank ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
sign_all (QzBook *book, const QzContext *context, const char *number, GError **error)
{
  static const struct {
    const char *user;
    QzDocumentAct act;
  } steps[] = { { "li", QZ_ACT_REVIEW },
                { "zhao", QZ_ACT_APPROVE },
                { "wang", QZ_ACT_PUSH },
                { "qian", QZ_ACT_HAND_OVER } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      QzContext own = *context;

      own.user = steps[i].user;
      if (!qz_document_act (book, &own, number, steps[i].act, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
ask_bank (const AppPayment *payment, const char *sent, const char *back, GError **error)
{
  g_autofree char *tool = g_test_build_filename (G_TEST_DIST, "tools", "make-bank-return", NULL);
  const char *argv[] = { "python3", tool, sent, "--date", "2026-04-01", "--output", back, "--fail",
                         payment->failing, "--serial", payment->signs ? "X" : "Y", NULL };
  int status = -1;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                       &status, error)
         && g_spawn_check_wait_status (status, error);
}

static gpointer
pay (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const AppPayment *payment = input;
  const char *const numbers[] = { payment->number, NULL };
  QzContext finance = *context;
  g_autofree char *between = g_dir_make_tmp ("qz-pay-XXXXXX", error);
  g_autofree char *sent = g_build_filename (between, "batch.txt", NULL);
  g_autofree char *back = g_build_filename (between, "return.txt", NULL);
  g_autoptr (QzSheet) batches = NULL;
  g_autoptr (QzSheet) exported = NULL;
  g_autoptr (QzSheet) posted = NULL;

  finance.user = "qian";
  if (payment->signs && !sign_all (book, context, payment->number, error))
    return NULL;
  batches = qz_payment_batch (book, &finance, numbers, error);
  if (batches != NULL)
    exported = qz_payment_export (book, &finance, qz_sheet_get_text (batches, 0, 0), sent, error);
  if (exported != NULL && ask_bank (payment, sent, back, error))
    posted = qz_payment_return (book, &finance, back, error);
  g_unlink (sent);
  g_unlink (back);
  g_rmdir (between);
  return posted != NULL ? input : NULL;
}

static const QzJobKind pay_kind = { "Paying", pay, TRUE };

void
app_pay (QzSession *session, AppPayment *payment)
{
  app_run (session, &pay_kind, payment);
}

/* ── widgets ─────────────────────────────────────────────────────────────────────────────────── */

GtkWindow *
app_present (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 760);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

guint
app_count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += app_count_widgets (child);
  return n;
}

gboolean
app_is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

gboolean
app_is_unmapped (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer n)
{
  *(guint *) n += 1;
  return G_SOURCE_CONTINUE;
}

static gboolean
are_enough (gpointer n)
{
  return *(guint *) n > 2;
}

void
app_wait_drawn (GtkWidget *widget)
{
  guint n = 0;
  const guint ticks = gtk_widget_add_tick_callback (widget, count_cb, &n, NULL);

  app_wait_until (are_enough, &n, "the window to be drawn");
  gtk_widget_remove_tick_callback (widget, ticks);
}

GtkWidget *
app_find (GtkWidget *widget, GType type, gboolean (*matches) (GtkWidget *, gpointer), gpointer data)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (matches == NULL || matches (widget, data)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_find (child, type, matches, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct {
  GtkWidget *page;
  const char *text;
} Said;

static gboolean
is_label (GtkWidget *widget, gpointer text)
{
  return g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

static gboolean
is_said (gpointer data)
{
  const Said *said = data;

  return app_find (said->page, GTK_TYPE_LABEL, is_label, (gpointer) said->text) != NULL;
}

void
app_wait_label (GtkWidget *page, const char *text)
{
  Said said = { page, text };

  app_wait_until (is_said, &said, text);
}

void
app_fixture_init (int *argc, char ***argv)
{
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  qz_nav_calm_labels ();
}

int
app_fixture_run (void)
{
  const int result = g_test_run ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = folder != NULL ? g_dir_open (folder, 0, &error) : NULL;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  return result;
}
