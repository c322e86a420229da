/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posting vouchers with numbers, balances and the chain, beside a bare loop of prepared inserts
 * into the same tables; the trial balance; the whole check beside PRAGMA integrity_check. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench.h"
#include "qz-book.h"
#include "qz-payments.h"
#include "qz-voucher-repo.h"

#define N_VOUCHERS  100000
#define N_PROVIDERS 2000
#define LEDGER      "L_AG_220200_EMP"
#define PERIOD      202603

typedef struct {
  char *scratch;
  char *ours;
  char *bare;
  QzClock clock;
  guint n_vouchers;
} Bench;

static gboolean
failed (const char *what, GError *error)
{
  g_printerr ("bench-post: %s: %s\n", what, error != NULL ? error->message : "?");
  return FALSE;
}

static void
remove_database (const char *path)
{
  const char *endings[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

/* The two tables with their indexes as the schema makes them, without triggers and keys. */
static gboolean
make_bare (Bench *bench)
{
  sqlite3 *db = NULL;
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS book", bench->ours);
  sqlite3_stmt *st = NULL;
  gboolean good =
      sqlite3_open (bench->bare, &db) == SQLITE_OK
      && sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", NULL, NULL, NULL)
             == SQLITE_OK
      && sqlite3_exec (db, attach, NULL, NULL, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (db,
                             "SELECT sql FROM book.sqlite_master WHERE sql IS NOT NULL"
                             " AND type IN ('table', 'index')"
                             " AND tbl_name IN ('voucher', 'voucher_line')",
                             -1, &st, NULL)
             == SQLITE_OK;

  while (good && sqlite3_step (st) == SQLITE_ROW)
    good = sqlite3_exec (db, (const char *) sqlite3_column_text (st, 0), NULL, NULL, NULL)
           == SQLITE_OK;
  sqlite3_finalize (st);
  sqlite3_close (db);
  return good;
}

static gboolean
prepare (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;

  remove_database (bench->ours);
  remove_database (bench->bare);
  if (!qz_book_create (bench->ours, "220200", "bench", "admin", &bench->clock, &error))
    return failed ("create", error);
  return make_bare (bench);
}

static QzVoucher *
make_voucher (Bench *bench, guint i, QzDay day)
{
  QzVoucher *voucher = qz_voucher_new (LEDGER, day, "EV-03", "某某医院 2026-03 职工日拨付");
  QzFen amount = 100000 + i;
  QzVoucherLine debit = { "TEMP_PAID.INSTANT", i % N_PROVIDERS + 1, PERIOD, 1, 0, amount, 0 };
  QzVoucherLine credit = { "ACC_OUT", 0, 0, -1, 1, 0, amount };

  qz_voucher_set_people (voucher, "zhidan", "shenpi", "caiwu");
  qz_voucher_set_attachments (voucher, 2);
  qz_voucher_add_line (voucher, &debit);
  qz_voucher_add_line (voucher, &credit);
  return voucher;
}

static gboolean
post_all (Bench *bench, QzAct *act, QzChart *chart, GError **error)
{
  g_autoptr (QzVoucherPoster) poster = qz_voucher_poster_new (act, error);
  QzVoucherOrigin origin = { 0, 0, 0 };
  QzDay day = QZ_DAY_NONE;

  if (poster == NULL || !qz_day_from_ymd (2026, 3, 11, &day))
    return FALSE;
  for (guint i = 0; i < bench->n_vouchers; i++)
    {
      g_autoptr (QzVoucher) voucher = make_voucher (bench, i, day);
      if (!qz_voucher_check (voucher, chart, error)
          || qz_voucher_poster_post (poster, voucher, &origin, error) == 0)
        return FALSE;
    }
  return qz_voucher_poster_finish (poster, error);
}

static gboolean
post_ours (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzStore) store = qz_store_open (bench->ours, QZ_STORE_WRITE, &error);
  g_autoptr (QzAct) act = NULL;
  g_autoptr (QzChart) chart = NULL;

  if (store == NULL)
    return failed ("open", error);
  chart = qz_voucher_repo_load_chart (store, &error);
  act = qz_act_begin (store, "bench post", "caiwu", &bench->clock, &error);
  if (chart == NULL || act == NULL || !post_all (bench, act, chart, &error)
      || !qz_act_commit (act, FALSE, &error))
    return failed ("post", error);
  return TRUE;
}

static void
bind_voucher (sqlite3_stmt *st, guint i)
{
  sqlite3_bind_int64 (st, 1, i + 1);
  sqlite3_bind_text (st, 2, LEDGER, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (st, 3, PERIOD);
  sqlite3_bind_int64 (st, 4, i + 1);
  sqlite3_bind_text (st, 5, "2026-03-11", -1, SQLITE_STATIC);
  sqlite3_bind_text (st, 6, "EV-03", -1, SQLITE_STATIC);
  sqlite3_bind_text (st, 7, "某某医院 2026-03 职工日拨付", -1, SQLITE_STATIC);
  sqlite3_bind_int64 (st, 8, 2);
  sqlite3_bind_int64 (st, 9, 100000 + i);
  sqlite3_bind_text (st, 10, "zhidan", -1, SQLITE_STATIC);
  sqlite3_bind_text (st, 11, "shenpi", -1, SQLITE_STATIC);
  sqlite3_bind_text (st, 12, "caiwu", -1, SQLITE_STATIC);
}

static gboolean
insert_line (sqlite3_stmt *st, guint i, guint line_no)
{
  gboolean debit = line_no == 1;

  sqlite3_bind_int64 (st, 1, (gint64) i * 2 + line_no);
  sqlite3_bind_int64 (st, 2, i + 1);
  sqlite3_bind_int64 (st, 3, line_no);
  sqlite3_bind_text (st, 4, debit ? "TEMP_PAID.INSTANT" : "ACC_OUT", -1, SQLITE_STATIC);
  sqlite3_bind_int64 (st, 5, debit ? i % N_PROVIDERS + 1 : 0);
  sqlite3_bind_int64 (st, 6, debit ? PERIOD : 0);
  sqlite3_bind_text (st, 7, debit ? "daily" : "", -1, SQLITE_STATIC);
  sqlite3_bind_int64 (st, 8, debit ? 0 : 1);
  sqlite3_bind_int64 (st, 9, debit ? 100000 + i : 0);
  sqlite3_bind_int64 (st, 10, debit ? 0 : 100000 + i);
  return sqlite3_step (st) == SQLITE_DONE && sqlite3_reset (st) == SQLITE_OK;
}

static gboolean
post_bare (gpointer data)
{
  Bench *bench = data;
  sqlite3 *db = NULL;
  sqlite3_stmt *head = NULL;
  sqlite3_stmt *line = NULL;
  gboolean good =
      sqlite3_open (bench->bare, &db) == SQLITE_OK
      && sqlite3_exec (db, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE", NULL, NULL, NULL)
             == SQLITE_OK
      && sqlite3_prepare_v2 (db,
                             "INSERT INTO voucher VALUES (?,?,?,?,?,?,?,NULL,NULL,NULL,?,?,?,?,?)",
                             -1, &head, NULL)
             == SQLITE_OK
      && sqlite3_prepare_v2 (db, "INSERT INTO voucher_line VALUES (?,?,?,?,?,?,?,?,?,?)", -1, &line,
                             NULL)
             == SQLITE_OK;

  for (guint i = 0; good && i < bench->n_vouchers; i++)
    {
      bind_voucher (head, i);
      good = sqlite3_step (head) == SQLITE_DONE && sqlite3_reset (head) == SQLITE_OK
             && insert_line (line, i, 1) && insert_line (line, i, 2);
    }
  sqlite3_finalize (head);
  sqlite3_finalize (line);
  good = good && sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close (db);
  return good;
}

/* ── one voucher, as it is posted by hand: committed and on the disk before it is told ──────── */

#define N_SINGLE 200

static gboolean
post_singly (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzStore) store = qz_store_open (bench->ours, QZ_STORE_WRITE, &error);
  g_autoptr (QzChart) chart = store != NULL ? qz_voucher_repo_load_chart (store, &error) : NULL;

  for (guint i = 0; chart != NULL && i < N_SINGLE; i++)
    {
      g_autoptr (QzAct) act = qz_act_begin (store, "bench post", "caiwu", &bench->clock, &error);

      if (act == NULL || !post_all (bench, act, chart, &error)
          || !qz_act_commit (act, FALSE, &error))
        return failed ("post one", error);
    }
  return chart != NULL || failed ("open", error);
}

/* One row of one table in one durable transaction, as many times. */
static gboolean
commit_singly (gpointer data)
{
  Bench *bench = data;
  sqlite3 *db = NULL;
  gboolean good = sqlite3_open (bench->bare, &db) == SQLITE_OK
                  && sqlite3_exec (db, "PRAGMA synchronous = FULL", NULL, NULL, NULL) == SQLITE_OK;

  for (guint i = 0; good && i < N_SINGLE; i++)
    good = sqlite3_exec (db,
                         "INSERT INTO voucher_line VALUES (NULL, 1, 1, 'ACC_OUT', 0, 0, '', 1,"
                         " 0, 100000)",
                         NULL, NULL, NULL)
           == SQLITE_OK;
  sqlite3_close (db);
  return good;
}

static gboolean
measure_single (Bench *bench)
{
  double ours_s, bare_s;

  bench->n_vouchers = 1;
  if (!prepare (bench))
    return FALSE;
  ours_s = bench_time (post_singly, bench, 5);
  bare_s = bench_time (commit_singly, bench, 5);
  if (ours_s < 0 || bare_s < 0)
    return FALSE;
  bench_print_row ("one voucher, durable", ours_s / N_SINGLE, "a durable commit of one row",
                   bare_s / N_SINGLE, 0, 0);
  bench_print_amount ("one voucher, durable", "ms", ours_s / N_SINGLE * 1000, 2);
  return TRUE;
}

static gboolean
trial_ours (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = qz_book_open (bench->ours, FALSE, &error);
  g_autoptr (QzSheet) sheet = book != NULL ? qz_ledger_trial (book, LEDGER, PERIOD, &error) : NULL;

  return sheet != NULL || failed ("trial", error);
}

static gboolean
run_sql (Bench *bench, const char *sql)
{
  sqlite3 *db = NULL;
  gboolean good = sqlite3_open_v2 (bench->ours, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
                  && sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK;

  sqlite3_close (db);
  return good;
}

static gboolean
trial_bare (gpointer data)
{
  return run_sql (data, "SELECT account, sum(debit_fen), sum(credit_fen) FROM voucher_line"
                        " GROUP BY account");
}

static gboolean
verify_ours (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = qz_book_open (bench->ours, FALSE, &error);
  QzContext context = { .clock = bench->clock };
  gboolean ok = FALSE;
  g_autoptr (QzSheet) sheet = book != NULL ? qz_book_verify (book, &context, &ok, &error) : NULL;

  for (guint row = 0; sheet != NULL && row < qz_sheet_get_n_rows (sheet); row++)
    {
      if (qz_sheet_get_number (sheet, row, 2) == 0)
        g_printerr ("%s %s\n", qz_sheet_get_text (sheet, row, 0),
                    qz_sheet_get_text (sheet, row, 3));
    }
  return (sheet != NULL && ok) || failed ("verify", error);
}

static gboolean
verify_bare (gpointer data)
{
  return run_sql (data, "PRAGMA integrity_check");
}

int
main (int argc, char **argv)
{
  g_autofree char *scratch = bench_dup_scratch ();
  g_autofree char *ours = g_build_filename (scratch, "book.qz", NULL);
  g_autofree char *bare = g_build_filename (scratch, "bare.db", NULL);
  Bench bench = { .scratch = scratch, .ours = ours, .bare = bare, .n_vouchers = N_VOUCHERS };
  g_autoptr (GError) error = NULL;
  BenchPair post = { "post 100,000 vouchers in one act, with the chain",
                     "bare prepared inserts into the same tables",
                     post_ours,
                     post_bare,
                     prepare,
                     &bench,
                     1.6,
                     5,
                     1 };
  BenchPair trial = { "trial balance over 1,000,000 postings",
                      "GROUP BY over the lines",
                      trial_ours,
                      trial_bare,
                      NULL,
                      &bench,
                      0.2,
                      5,
                      1 };
  BenchPair verify = { "whole check of that book set",
                       "PRAGMA integrity_check",
                       verify_ours,
                       verify_bare,
                       NULL,
                       &bench,
                       2.0,
                       3,
                       1 };

  if (!qz_clock_init_at (&bench.clock, "2026-03-11T09:00", &error))
    {
      failed ("clock", error);
      return 1;
    }
  if (bench_pair_run (&post) < 0 || !measure_single (&bench))
    return 1;
  bench.n_vouchers = 500000;
  if (!prepare (&bench) || !post_ours (&bench))
    return 1;
  return bench_pair_run (&trial) < 0 || bench_pair_run (&verify) < 0 ? 1 : 0;
}
