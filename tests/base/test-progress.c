/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-progress.h"

#include <string.h>

#include "qz-clock.h"
#include "test-base.h"

typedef struct {
  guint n_calls;
  guint64 first;
  guint64 last;
  char *what;
} Log;

static void
log_cb (const char *what, guint64 done, guint64 total, gpointer user_data)
{
  Log *log = user_data;

  if (log->n_calls++ == 0)
    log->first = done;
  log->last = done;
  g_set_str (&log->what, what);
}

static void
test_throttle (void)
{
  Log log = { 0 };
  g_autoptr (QzProgress) progress = qz_progress_new (log_cb, &log);
  gint64 began = qz_clock_get_tick_us ();
  gint64 used;

  for (guint64 i = 1; i <= 100000; i++)
    qz_progress_report (progress, "claims", i, 100000);
  used = qz_clock_get_tick_us () - began;
  g_assert_cmpuint (log.first, ==, 1);
  g_assert_cmpuint (log.last, ==, 100000);
  g_assert_cmpint (log.n_calls, <=, 2 + used * 20 / G_USEC_PER_SEC + 1);
  g_free (log.what);
}

static void
test_new_phase (void)
{
  Log log = { 0 };
  g_autoptr (QzProgress) progress = qz_progress_new (log_cb, &log);

  qz_progress_report (progress, "claims", 1, 0);
  qz_progress_report (progress, "vouchers", 2, 0);
  g_assert_cmpuint (log.n_calls, ==, 2);
  g_assert_cmpstr (log.what, ==, "vouchers");
  g_free (log.what);
}

static void
test_none (void)
{
  qz_progress_report (NULL, "claims", 1, 2);
  qz_progress_free (NULL);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_check_cancelled (NULL, &error));
  g_assert_true (qz_check_cancelled (cancellable, &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (qz_check_cancelled (cancellable, &error));
  assert_failure (&error, QZ_ERROR_CANCELLED, "cancelled");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/at-most-20-a-second", test_throttle);
  g_test_add_func ("/progress/new-phase-is-reported", test_new_phase);
  g_test_add_func ("/progress/null-is-valid", test_none);
  g_test_add_func ("/progress/cancelled", test_cancelled);
  return g_test_run ();
}
