/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench-window.h"

#define N_SMOOTH    150
#define N_JUMPS     60
#define N_SORTS     3
#define SMOOTH_STEP 37

static struct {
  BenchWindow bench;
  gint64 shown_us; /* when the first frame with rows had been drawn */
  gint64 full_us;  /* when it had been drawn with every row at hand */
  gint64 before_us;
  gint64 frame_us; /* the last frame: from its beginning to its end */
  guint n_frames;
  guint alive;
} state;

static double
read_memory_mib (const char *key)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  at = strstr (text, key);
  return at != NULL ? (double) g_ascii_strtoll (at + strlen (key), NULL, 10) / 1024 : 0;
}

static void
before_paint_cb (void)
{
  state.before_us = g_get_monotonic_time ();
}

static void
after_paint_cb (void)
{
  state.frame_us = g_get_monotonic_time () - state.before_us;
  state.n_frames++;
}

/* One frame in which something changed. */
static gint64
draw (void)
{
  const guint n = state.n_frames;

  gtk_widget_queue_draw (GTK_WIDGET (state.bench.table));
  while (state.n_frames == n)
    g_main_context_iteration (NULL, TRUE);
  return state.frame_us;
}

static gboolean
has_all_rows (void)
{
  GtkSelectionModel *rows = gtk_column_view_get_model (state.bench.table);

  return rows != NULL
         && g_list_model_get_n_items (G_LIST_MODEL (rows)) == state.bench.n_rows (state.bench.data);
}

/* Until then frames would measure the making of rows, and not the moving of what is made. */
static void
wait_for_all_rows (void)
{
  while (!has_all_rows ())
    g_main_context_iteration (NULL, TRUE);
  (void) draw ();
}

static int
compare_cb (const void *a, const void *b)
{
  const gint64 x = *(const gint64 *) a;
  const gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
print_frames (const char *name, gint64 *frames, guint n)
{
  qsort (frames, n, sizeof (gint64), compare_cb);
  printf ("\"%s_ms\": %.3f, \"%s_p99_ms\": %.3f, ", name, (double) frames[n / 2] / 1000, name,
          (double) frames[n * 99 / 100] / 1000);
}

static GtkAdjustment *
get_adjustment (void)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (state.bench.table));
}

static void
scroll (void)
{
  GtkAdjustment *adjustment = get_adjustment ();
  gint64 frames[N_SMOOTH];

  for (guint i = 0; i < N_SMOOTH; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SMOOTH_STEP);
      frames[i] = draw ();
    }
  print_frames ("smooth", frames, N_SMOOTH);
}

static void
jump (void)
{
  GtkAdjustment *adjustment = get_adjustment ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (20260412);
  gint64 frames[N_JUMPS];

  for (guint i = 0; i < N_JUMPS; i++)
    {
      gtk_adjustment_set_value (adjustment,
                                g_rand_double (dice) * gtk_adjustment_get_upper (adjustment));
      frames[i] = draw ();
      state.alive = MAX (state.alive, state.bench.alive ());
    }
  print_frames ("jump", frames, N_JUMPS);
}

/* From asking to the frame that shows the other order, with every row of it at hand. */
static gint64
sort (guint n)
{
  GtkSelectionModel *before = gtk_column_view_get_model (state.bench.table);
  const gint64 start_us = g_get_monotonic_time ();

  state.bench.sort (n, state.bench.data);
  while (gtk_column_view_get_model (state.bench.table) == before)
    g_main_context_iteration (NULL, TRUE);
  wait_for_all_rows ();
  state.alive = MAX (state.alive, state.bench.alive ());
  return g_get_monotonic_time () - start_us;
}

static void
sort_all (void)
{
  printf ("\"sort_ms\": [");
  for (guint i = 0; i < N_SORTS; i++)
    printf ("%s%.1f", i > 0 ? ", " : "", (double) sort (i) / 1000);
  printf ("], ");
}

void
bench_window_drive (const BenchWindow *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  guint alive;

  state.bench = *bench;
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  (void) draw ();
  state.shown_us = g_get_monotonic_time ();
  wait_for_all_rows ();
  state.full_us = g_get_monotonic_time ();
  alive = bench->alive ();
  printf ("{\"shown_us\": %" G_GINT64_FORMAT ", \"full_us\": %" G_GINT64_FORMAT
          ", \"alive\": %u, \"rss_shown_mib\": %.1f, ",
          state.shown_us, state.full_us, alive, read_memory_mib ("VmRSS:"));
  scroll ();
  jump ();
  printf ("\"rss_mib\": %.1f, ", read_memory_mib ("VmRSS:"));
  state.alive = 0;
  sort_all ();
  printf ("\"alive_sorted\": %u, \"peak_mib\": %.1f}\n", state.alive, read_memory_mib ("VmHWM:"));
  fflush (stdout);
  _exit (0);
}
