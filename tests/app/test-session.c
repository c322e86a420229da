/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

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

int
main (int argc, char *argv[])
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/session/reading-passes-long-work", test_reading_passes_long_work);
  g_test_add_func ("/session/reader-sees-what-was-written", test_reader_sees_what_was_written);
  return app_fixture_run ();
}
