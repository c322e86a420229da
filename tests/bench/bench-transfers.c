/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a month of care away from home takes to be paid, leg by leg, in a book set that grows: each
 * of its transfers is paid, confirmed and received (NL-31, NL-35), and what was paid long ago must
 * cost nothing. Counted are the steps of SQLite for each transfer: they are the same on every
 * machine, and however busy it is. */
#include <gio/gio.h>
#include <sqlite3.h>

#include "bench.h"
#include "province-months.h"
#include "qz-transfers.h"

#define FIRST    202411
#define N_CLAIMS 28
#define N_MONTHS 18
#define EARLY    8 /* the month that the last one is compared with */
#define BAR      1.1

static guint64 n_steps;

/* A statement ran to its end, or was reset. */
static int
count_steps (unsigned int what, void *data, void *statement, void *ns)
{
  n_steps += (guint64) sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, 1);
  return 0;
}

static int
watch (sqlite3 *db, const char **message, const struct sqlite3_api_routines *api)
{
  return sqlite3_trace_v2 (db, SQLITE_TRACE_PROFILE, count_steps, NULL);
}

static guint
count_transfers (QzBook *book, QzPeriod period)
{
  const QzContext context = province_context ("qian", "2030-01-01T09:00", NULL);
  const QzTransferFilter filter = { .period = period, .scope = -1, .leg = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = qz_transfer_list (book, &context, &filter, &error);

  g_assert_no_error (error);
  return qz_sheet_get_n_rows (list);
}

/* Steps a transfer. */
static double
pay_month (QzBook *book, QzPeriod period)
{
  gint64 began;
  double steps, passed_s;
  guint n;

  province_make_lists (book, period);
  province_publish (book, period);
  n = count_transfers (book, period);
  n_steps = 0;
  began = g_get_monotonic_time ();
  province_pay_month (book, period);
  passed_s = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  steps = (double) n_steps / n;
  g_printerr ("%d: %u transfers, %.0f steps for each, %.2f s\n", (int) period, n, steps, passed_s);
  return steps;
}

int
main (int argc, char **argv)
{
  const guint n_months = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : N_MONTHS;
  g_autoptr (QzBook) book = NULL;
  QzPeriod period = FIRST;
  double early = 0, last = 0;

  sqlite3_auto_extension ((void (*) (void)) watch);
  book = province_begin (FIRST, n_months, N_CLAIMS);
  for (guint month = 1; month <= n_months; month++, period = qz_period_add (period, 1))
    {
      last = pay_month (book, period);
      early = month == EARLY ? last : early;
    }
  bench_print_amount ("a transfer of the 18th month, beside one of the 8th", "times",
                      last / early, BAR);
  province_remove ();
  return last <= early * BAR ? 0 : 1;
}
