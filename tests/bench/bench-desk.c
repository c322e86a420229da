/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard of a year of 2,000 providers with two insurances, beside a scan of the table of
 * balances that it would otherwise have to add up. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench.h"
#include "qz-dashboard.h"
#include "qz-imports.h"

/* 22 days a month, paid on the same day of the month after; settled on its 20th, except the last
 * month, whose money stands open. */
static const char year[] =
    "PRAGMA foreign_keys = OFF; BEGIN;"
    "INSERT INTO import_file VALUES (1000, 'providers', 'p.csv', '', 'UTF-8', 2000, 1, 2000,"
    " NULL, NULL, 0, 0);"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
    " INSERT INTO provider SELECT 1000 + i, printf ('H%011d', i) FROM n;"
    "INSERT INTO provider_fact (provider_id, import_id, line_no, name, kind, area, managed_by,"
    " status) SELECT id, 1000, id, '某某医院' || id, 'hospital', '220200', '220200', 'ADMITTED'"
    " FROM provider;"
    "CREATE TEMP TABLE m AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    "  WHERE i < 12) SELECT i, 202500 + i AS period, iif (i = 12, 202601, 202501 + i) AS later"
    "  FROM n;"
    "CREATE TEMP TABLE s AS SELECT 'EMP' AS insurance, 0 AS k UNION ALL SELECT 'RES', 1;"
    "WITH RECURSIVE n (d) AS (SELECT 1 UNION ALL SELECT d + 1 FROM n WHERE d < 22)"
    " INSERT INTO document SELECT NULL, 'RB-' || period || '-' || d || insurance, 'daily',"
    "  '220200', insurance, period, printf ('%d-%02d-%02d', period / 100, period % 100, d),"
    "  printf ('%d-%02d-%02d', period / 100, period % 100, d), 1, 2000, 200000000, NULL, NULL,"
    "  NULL, '' FROM m, s, n;"
    "INSERT INTO document SELECT NULL, 'JS-' || period || insurance, 'settlement', '220200',"
    " insurance, period, printf ('%d-%02d-20', later / 100, later % 100),"
    " printf ('%d-%02d-28', later / 100, later % 100), 1, 2000, 100000000, NULL, NULL, NULL, ''"
    " FROM m, s WHERE i < 12;"
    "INSERT INTO document_state SELECT id, 'paid' FROM document;"
    "INSERT INTO document_event SELECT NULL, id, 'make', 'paid', 'zhidan', business_day, ''"
    " FROM document;"
    "INSERT INTO document_paid SELECT id, d.period, iif (kind = 'settlement', due_day,"
    "  printf ('%d-%02d%s', later / 100, later % 100, substr (business_day, 8))), total_fen, 0"
    " FROM document d JOIN m ON m.period = d.period;"
    "INSERT INTO settlement_sum SELECT id, period, 4500000000, 4400000000 FROM document"
    " WHERE kind = 'settlement';"
    "INSERT INTO account_balance SELECT 'L_AG_220200_' || insurance, 'TEMP_PAID.INSTANT', p.id,"
    " period, 'daily', later, 2200000, 0 FROM m, s, provider p;"
    "INSERT INTO account_balance SELECT 'L_AG_220200_' || insurance, 'EXP_BEN', p.id, 0, '',"
    " later, 2250000, 0 FROM m, s, provider p WHERE i < 12;"
    "UPDATE account_balance SET credit_fen = 2200000 WHERE account = 'TEMP_PAID.INSTANT'"
    " AND item_period < 202512;"
    "INSERT INTO item_sum SELECT account, item_period, ledger, path, sum (debit_fen),"
    " sum (credit_fen) FROM account_balance WHERE item_period <> 0 GROUP BY 1, 2, 3, 4;"
    "COMMIT;";

typedef struct {
  QzBook *book;
  sqlite3 *db;
  QzContext context;
} Bench;

static gboolean
failed (const char *what, const char *why)
{
  g_printerr ("bench-desk: %s: %s\n", what, why);
  return FALSE;
}

static gboolean
make_book (const char *path, QzContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = NULL;
  sqlite3 *db = NULL;
  char *why = NULL;
  gboolean good;

  if (!qz_book_create (path, "220200", "bench", "admin", &context->clock, &error))
    return failed ("create", error->message);
  book = qz_book_open (path, TRUE, &error);
  if (book == NULL || !qz_policy_activate (book, context, "jilin-daily", &error))
    return failed ("policy", error->message);
  g_clear_pointer (&book, qz_book_close);
  good = sqlite3_open (path, &db) == SQLITE_OK
         && sqlite3_exec (db, year, NULL, NULL, &why) == SQLITE_OK;
  if (!good)
    failed ("a year", why != NULL ? why : "the file cannot be opened");
  sqlite3_free (why);
  sqlite3_close (db);
  return good;
}

static gboolean
load_dashboard (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_dashboard_load (bench->book, &bench->context, &error);

  if (sheet == NULL)
    return failed ("dashboard", error->message);
  /* What is measured must have found the year: 2,000 providers with money of December open. */
  return qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "providers")) == 2000
         || failed ("dashboard", "it does not show the open money of every provider");
}

static gboolean
scan (gpointer data)
{
  Bench *bench = data;

  return sqlite3_exec (bench->db,
                       "SELECT ledger, account, path, sum (debit_fen), sum (credit_fen)"
                       " FROM account_balance GROUP BY provider_id, item_period",
                       NULL, NULL, NULL)
         == SQLITE_OK;
}

int
main (int argc, char **argv)
{
  g_autofree char *scratch = bench_dup_scratch ();
  g_autofree char *path = g_build_filename (scratch, "book.qz", NULL);
  Bench bench = { .context = { .user = "admin" } };
  g_autoptr (GError) error = NULL;
  BenchPair pair = { "dashboard of a year, 2,000 providers",
                     "grouping the table of balances",
                     load_dashboard,
                     scan,
                     NULL,
                     &bench,
                     1.0,
                     9,
                     2 };
  double ours_s = -1;

  if (!qz_clock_init_at (&bench.context.clock, "2026-01-23T09:00", &error)
      || !make_book (path, &bench.context))
    return 1;
  bench.book = qz_book_open (path, FALSE, &error);
  if (bench.book == NULL
      || sqlite3_open_v2 (path, &bench.db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    return 1;
  if (bench_pair_run (&pair) >= 0)
    ours_s = bench_time (load_dashboard, &bench, 9);
  if (ours_s >= 0)
    bench_print_amount ("dashboard of a year, 2,000 providers", "ms", ours_s * 1000, 20);
  sqlite3_close (bench.db);
  qz_book_close (bench.book);
  return ours_s < 0 ? 1 : 0;
}
