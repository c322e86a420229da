/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measure itself: a benchmark that measures wrongly would pass for good news. */
#include "bench.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  guint n_prepared;
  guint n_ours;
  guint n_reference;
} Runs;

static gboolean
prepare_cb (gpointer data)
{
  ((Runs *) data)->n_prepared++;
  return TRUE;
}

static void
spin_us (gint64 us)
{
  gint64 until = g_get_monotonic_time () + us;

  while (g_get_monotonic_time () < until)
    ;
}

static gboolean
ours_cb (gpointer data)
{
  ((Runs *) data)->n_ours++;
  spin_us (3000);
  return TRUE;
}

static gboolean
reference_cb (gpointer data)
{
  ((Runs *) data)->n_reference++;
  spin_us (1000);
  return TRUE;
}

static gboolean
failing_cb (gpointer data)
{
  return FALSE;
}

static void
test_pair (void)
{
  Runs runs = { 0 };
  BenchPair pair = { .work = "three",
                     .reference = "one",
                     .ours_func = ours_cb,
                     .reference_func = reference_cb,
                     .prepare_func = prepare_cb,
                     .data = &runs,
                     .n_runs = 5,
                     .n_warm = 1 };
  double ratio;

  g_print ("# ");
  ratio = bench_pair_run (&pair);
  /* On a busy machine a run may be interrupted, but the median of five hardly. */
  g_assert_cmpfloat (ratio, >, 1.5);
  g_assert_cmpuint (runs.n_ours, ==, 6);
  g_assert_cmpuint (runs.n_reference, ==, 6);
  g_assert_cmpuint (runs.n_prepared, ==, 12);
}

static void
test_failure (void)
{
  Runs runs = { 0 };
  BenchPair pair = { .work = "w",
                     .reference = "r",
                     .ours_func = failing_cb,
                     .reference_func = reference_cb,
                     .data = &runs,
                     .n_runs = 3 };

  g_assert_cmpfloat (bench_pair_run (&pair), <, 0);
  g_assert_cmpfloat (bench_time (failing_cb, NULL, 3), <, 0);
  g_assert_cmpfloat (bench_time (reference_cb, &runs, 3), >, 0.0009);
}

static void
test_memory (void)
{
  const gsize size = 64 * 1024 * 1024;
  g_autofree char *block = NULL;
  double before;

  bench_reset_peak_rss ();
  before = bench_peak_rss_mib ();
  g_assert_cmpfloat (before, >, 0);
  block = g_malloc (size);
  memset (block, 1, size);
  g_assert_cmpfloat (bench_peak_rss_mib (), >, before + 32);
}

static void
test_scratch (void)
{
  g_autofree char *one = bench_dup_scratch ();
  g_autofree char *two = bench_dup_scratch ();

  g_assert_cmpstr (one, !=, two);
  g_assert_true (g_file_test (one, G_FILE_TEST_IS_DIR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/pair", test_pair);
  g_test_add_func ("/bench/failure", test_failure);
  g_test_add_func ("/bench/memory", test_memory);
  g_test_add_func ("/bench/scratch", test_scratch);
  return g_test_run ();
}
