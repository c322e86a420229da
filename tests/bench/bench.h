/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Timing for the benchmarks. Ours and the reference are run in turn, so that what else the machine
 * does falls on both; the medians of the runs are compared. A row is one line of JSON on standard
 * output (see tools/bench-run.py).
 */

/* One run. Returns FALSE, having said why on standard error, when the work could not be done. */
typedef gboolean (*BenchFunc) (gpointer data);

typedef struct
{
  const char *work;      /* what is done, as quality bars name it */
  const char *reference; /* what it is measured against */
  BenchFunc ours_func;
  BenchFunc reference_func;
  BenchFunc prepare_func; /* before every run of either, not timed; may be NULL */
  gpointer data;
  double bar;    /* the highest ratio that is good enough; 0 if there is none */
  guint n_runs;  /* of each; at least 1, 5 by habit */
  guint n_warm;  /* runs of each before them that do not count */
} BenchPair;

/* What lies between the two, in a run, is not counted: work of others that ours must wait for. */
void bench_pause (void);
void bench_resume (void);

/* The ratio of one pair, printed as a row; a negative number when a run failed. */
double bench_pair_run (const BenchPair *pair);

/* The median of several runs in seconds; a negative number when one failed. */
double bench_time (BenchFunc func, gpointer data, guint n_runs);

/* Prints a row of numbers measured otherwise. rss_mib of 0 is left out. */
void bench_print_row (const char *work, double ours_s, const char *reference, double reference_s,
                      double bar, double rss_mib);

/* Prints a row that compares anything but seconds (MiB, bytes a page) with its bar. */
void bench_print_amount (const char *work, const char *unit, double ours, double bar);

/* The largest part of memory this process has held, in MiB (VmHWM). */
double bench_peak_rss_mib (void);

/* Starts the measure of bench_peak_rss_mib() anew. */
void bench_reset_peak_rss (void);

/* A folder for files of this run below $TMPDIR, removed at exit. Free with g_free(). */
char *bench_dup_scratch (void);

G_END_DECLS
