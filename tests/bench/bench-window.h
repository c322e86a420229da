/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Drives a table in its window and measures its frames: from the start of the process to the frame
 * that first shows rows, scrolling by a little, jumping far, ordering anew. The same is done to
 * ours and to the bare table, in programs of their own (bench-window.py runs them in turn).
 */

#define BENCH_WINDOW_WIDTH  1200
#define BENCH_WINDOW_HEIGHT 760

/* Orders the table by its @n-th measured column; the model is swapped in later. */
typedef void (*BenchSortFunc) (guint n, gpointer data);
/* Row objects alive at this moment. */
typedef guint (*BenchAliveFunc) (void);
/* How many rows the table has when it has all: it may get them in turns. */
typedef guint (*BenchRowsFunc) (gpointer data);

typedef struct {
  GtkWindow *window;
  GtkColumnView *table;
  BenchSortFunc sort;
  BenchAliveFunc alive;
  BenchRowsFunc n_rows;
  gpointer data;
} BenchWindow;

/* Once, when the table has its first rows: runs everything, prints one JSON object, and ends the
 * process. The model of the table must be a GtkSelectionModel. */
void bench_window_drive (const BenchWindow *bench);

G_END_DECLS
