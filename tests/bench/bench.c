/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* QZ_BENCH_CLOCK=thread counts what the thread that starts the work computes: on a machine that
 * does other things, that says more than the time on the wall. */
static double
now_s (void)
{
  struct timespec now;
  const gboolean on_wall = g_strcmp0 (g_getenv ("QZ_BENCH_CLOCK"), "thread") != 0;

  clock_gettime (on_wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static int
compare_seconds (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *seconds, guint n)
{
  qsort (seconds, n, sizeof *seconds, compare_seconds);
  return n % 2 == 1 ? seconds[n / 2] : (seconds[n / 2 - 1] + seconds[n / 2]) / 2;
}

static double paused_at_s;
static double paused_s; /* in this run */

void
bench_pause (void)
{
  paused_at_s = now_s ();
}

void
bench_resume (void)
{
  paused_s += now_s () - paused_at_s;
}

/* One run in seconds, or a negative number. */
static double
time_once (const BenchPair *pair, BenchFunc func)
{
  double begin;

  if (pair->prepare_func != NULL && !pair->prepare_func (pair->data))
    return -1;

  paused_s = 0;
  begin = now_s ();
  return func (pair->data) ? now_s () - begin - paused_s : -1;
}

/* Ours and the reference in turn; each goes first every other time. */
static gboolean
time_both (const BenchPair *pair, guint run, double *ours, double *reference)
{
  if (run % 2 == 0)
    {
      *ours = time_once (pair, pair->ours_func);
      *reference = time_once (pair, pair->reference_func);
    }
  else
    {
      *reference = time_once (pair, pair->reference_func);
      *ours = time_once (pair, pair->ours_func);
    }
  return *ours >= 0 && *reference >= 0;
}

double
bench_pair_run (const BenchPair *pair)
{
  guint n_runs = MAX (pair->n_runs, 1);
  g_autofree double *ours = g_new0 (double, n_runs);
  g_autofree double *reference = g_new0 (double, n_runs);
  double ours_s, reference_s;

  for (guint i = 0; i < pair->n_warm; i++)
    if (!time_both (pair, i, &ours[0], &reference[0]))
      return -1;
  for (guint i = 0; i < n_runs; i++)
    if (!time_both (pair, i, &ours[i], &reference[i]))
      return -1;

  ours_s = median (ours, n_runs);
  reference_s = median (reference, n_runs);
  bench_print_row (pair->work, ours_s, pair->reference, reference_s, pair->bar, 0);
  return ours_s / reference_s;
}

double
bench_time (BenchFunc func, gpointer data, guint n_runs)
{
  guint n = MAX (n_runs, 1);
  g_autofree double *seconds = g_new0 (double, n);
  BenchPair pair = { .data = data };

  for (guint i = 0; i < n; i++)
    {
      seconds[i] = time_once (&pair, func);
      if (seconds[i] < 0)
        return -1;
    }
  return median (seconds, n);
}

/* A JSON string: the names of works and references have no control characters. */
static char *
quote (const char *text)
{
  g_auto (GStrv) backslashes = g_strsplit (text, "\\", -1);
  g_autofree char *once = g_strjoinv ("\\\\", backslashes);
  g_auto (GStrv) quotes = g_strsplit (once, "\"", -1);
  g_autofree char *twice = g_strjoinv ("\\\"", quotes);

  return g_strdup_printf ("\"%s\"", twice);
}

/* Numbers in JSON have a point, whatever the locale. */
static void
add_number (GString *row, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (row, ", \"%s\": %s", key,
                          g_ascii_formatd (text, sizeof text, "%.6f", value));
}

void
bench_print_row (const char *work, double ours_s, const char *reference, double reference_s,
                 double bar, double rss_mib)
{
  g_autoptr (GString) row = g_string_new (NULL);
  g_autofree char *quoted_work = quote (work);
  g_autofree char *quoted_reference = quote (reference);

  g_string_append_printf (row, "{\"work\": %s", quoted_work);
  add_number (row, "ours_s", ours_s);
  g_string_append_printf (row, ", \"reference\": %s", quoted_reference);
  add_number (row, "reference_s", reference_s);
  add_number (row, "ratio", ours_s / reference_s);
  if (bar > 0)
    add_number (row, "bar", bar);
  else
    g_string_append (row, ", \"bar\": null");
  if (rss_mib > 0)
    add_number (row, "rss_mib", rss_mib);
  printf ("%s}\n", row->str);
  fflush (stdout);
}

void
bench_print_amount (const char *work, const char *unit, double ours, double bar)
{
  g_autoptr (GString) row = g_string_new (NULL);
  g_autofree char *quoted_work = quote (work);
  g_autofree char *limit = g_strdup_printf ("%g %s at most", bar, unit);
  g_autofree char *quoted_limit = quote (limit);

  g_string_append_printf (row, "{\"work\": %s, \"reference\": %s", quoted_work, quoted_limit);
  add_number (row, "amount", ours);
  add_number (row, "ratio", ours / bar);
  add_number (row, "bar", 1);
  printf ("%s}\n", row->str);
  fflush (stdout);
}

double
bench_peak_rss_mib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line == NULL ? 0 : (double) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) / 1024;
}

void
bench_reset_peak_rss (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  /* 5 sets VmHWM back to what is held now; a kernel without it keeps the higher peak. */
  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static GPtrArray *scratch_folders;

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
remove_scratch (void)
{
  for (guint i = 0; i < scratch_folders->len; i++)
    remove_folder (g_ptr_array_index (scratch_folders, i));
  g_clear_pointer (&scratch_folders, g_ptr_array_unref);
}

char *
bench_dup_scratch (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("qz-bench-XXXXXX", &error);

  g_assert_no_error (error);
  if (scratch_folders == NULL)
    {
      scratch_folders = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_scratch);
    }
  g_ptr_array_add (scratch_folders, g_strdup (folder));
  return folder;
}
