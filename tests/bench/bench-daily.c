/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Daily payments of a month and its settlement, beside one GROUP BY over the same claims. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "bench.h"
#include "qz-claim-stream.h"
#include "qz-daily-engine.h"
#include "qz-documents.h"
#include "qz-imports.h"
#include "qz-payments.h"
#include "qz-policy-examples.h"
#include "qz-provider-list.h"

#define PROVIDERS 2000
#define PERIOD    202603
#define MONTH     "2026-03"
#define N_RUNS    3

typedef struct {
  char *folder;
  char *base;  /* the book set with claims and nothing computed */
  char *daily; /* a copy that the runs write to */
  char *declarations;
  char *accounts;
  QzPolicy *policy;
  guint64 n_rows;
} Bench;

static gboolean
say (const char *what, GError *error)
{
  g_printerr ("%s: %s\n", what, error->message);
  return FALSE;
}

/* ── the book set ───────────────────────────────────────────────────────────────────────────── */

static void
make_claims (Bench *bench, const char *claims, const char *providers)
{
  g_autofree char *rows = g_strdup_printf ("%" G_GUINT64_FORMAT, bench->n_rows);
  g_autoptr (GError) error = NULL;
  const char *argv[] = {
    QZ_TOOLS_DIR "/make-claims", "bulk",    "--rows", rows,       "--providers",
    G_STRINGIFY (PROVIDERS),     "--month", MONTH,    "--output", claims,
    "--also-providers",          providers, NULL
  };
  int status = 0;

  if (g_file_test (claims, G_FILE_TEST_EXISTS) && g_file_test (providers, G_FILE_TEST_EXISTS))
    return;
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                     &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("make-claims: %s", error->message);
}

static void
init_context (QzContext *context, const char *user)
{
  g_autoptr (GError) error = NULL;

  *context = (QzContext) { .user = user };
  if (!qz_clock_init_at (&context->clock, "2026-04-12T09:00", &error))
    g_error ("clock: %s", error->message);
}

static void
import_file (QzBook *book, const char *kind, const char *path)
{
  QzContext context;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  init_context (&context, "bench");
  sheet = qz_import_run (book, &context, kind, path, NULL, &error);
  if (sheet == NULL)
    g_error ("%s: %s", path, error->message);
}

static void
make_book (Bench *bench, const char *claims, const char *providers)
{
  g_autofree char *agencies = g_build_filename (bench->folder, "agencies.csv", NULL);
  g_autoptr (GError) error = NULL;
  QzContext context;
  QzBook *book;

  init_context (&context, "bench");
  g_unlink (bench->base);
  g_file_set_contents (agencies, "code,name,area,level,uscc\n220200,bench,220200,city,\n", -1,
                       NULL);
  if (!qz_book_create (bench->base, "220200", "bench", "bench", &context.clock, &error)
      || (book = qz_book_open (bench->base, TRUE, &error)) == NULL
      || !qz_book_put_user (book, &context, "bench", "bench", QZ_ROLE_ADMINISTRATOR | QZ_ROLE_MAKER,
                            TRUE, &error)
      || !qz_book_put_user (book, &context, "re", "re", QZ_ROLE_REVIEWER, TRUE, &error)
      || !qz_book_put_user (book, &context, "ap", "ap", QZ_ROLE_APPROVER, TRUE, &error)
      || !qz_book_put_user (book, &context, "fi", "fi", QZ_ROLE_FINANCE, TRUE, &error)
      || !qz_policy_activate (book, &context, "jilin-daily", &error))
    g_error ("%s", error->message);
  import_file (book, "agencies", agencies);
  import_file (book, "providers", providers);
  import_file (book, "claims", claims);
  qz_book_close (book);
}

static gboolean
copy (const char *from, const char *to)
{
  static const char *const endings[] = { "-wal", "-shm", ".lock" };
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (to, endings[i], NULL);

      g_unlink (name);
    }
  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error)
         || say (to, error);
}

/* ── the reference ──────────────────────────────────────────────────────────────────────────── */

static gboolean
run_group_by (gpointer data)
{
  Bench *bench = data;
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  gint64 total = 0;

  sqlite3_open_v2 (bench->base, &db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (db,
                      "SELECT provider_id, substr (setl_time, 1, 10), insurance, count (*),"
                      " sum (hifp_fen + acct_fen), sum (medfee_fen) FROM claim GROUP BY 1, 2, 3",
                      -1, &rows, NULL);
  while (sqlite3_step (rows) == SQLITE_ROW)
    total += sqlite3_column_int64 (rows, 3);
  sqlite3_finalize (rows);
  sqlite3_close (db);
  return total == (gint64) bench->n_rows;
}

/* ── daily payments ─────────────────────────────────────────────────────────────────────────── */

static gboolean
prepare_daily (gpointer data)
{
  Bench *bench = data;

  return copy (bench->base, bench->daily);
}

static gboolean
run_daily (gpointer data)
{
  Bench *bench = data;
  QzContext context;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzBook) book = qz_book_open (bench->daily, TRUE, &error);

  init_context (&context, "bench");
  if (book != NULL)
    made = qz_daily_run (book, &context, qz_period_get_first_day (PERIOD),
                         qz_period_get_last_day (PERIOD), -1, -1, &error);
  if (made == NULL)
    return say ("daily run", error);
  return qz_sheet_get_n_rows (made) == 62;
}

typedef struct {
  QzDailyEngine *engine;
  guint64 n_claims;
} Sums;

static gboolean
add_claim_cb (const QzClaim *claim, gpointer user_data, GError **error)
{
  Sums *sums = user_data;
  guint group;
  QzFen amount;

  sums->n_claims++;
  return qz_daily_engine_add_claim (sums->engine, claim, &group, &amount, error);
}

static gboolean
run_sums (gpointer data)
{
  Bench *bench = data;
  const QzClaimSpan span = { qz_period_get_first_day (PERIOD), qz_period_get_last_day (PERIOD), -1,
                             .amounts =
                                 QZ_CLAIM_BIT (QZ_CLAIM_MEDFEE) | QZ_CLAIM_BIT (QZ_CLAIM_HIFP)
                                 | QZ_CLAIM_BIT (QZ_CLAIM_HIFMI) | QZ_CLAIM_BIT (QZ_CLAIM_HIFOB)
                                 | QZ_CLAIM_BIT (QZ_CLAIM_ACCT) };
  Sums sums = { qz_daily_engine_new (bench->policy, span.to, span.to) };
  g_autoptr (QzDailyEngine) engine = sums.engine;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzStore) store = qz_store_open (bench->base, QZ_STORE_READ, &error);
  g_autoptr (QzProviderList) providers =
      store == NULL ? NULL : qz_provider_list_load (store, &error);

  for (guint i = 0; providers != NULL && i < qz_provider_list_get_n (providers); i++)
    {
      const QzProvider *provider = qz_provider_list_get (providers, i);

      if (!qz_daily_engine_add_provider (engine, provider->id, provider->code, provider->level,
                                         &error))
        return say ("sums", error);
    }
  if (providers == NULL || !qz_claim_stream_run (store, &span, add_claim_cb, &sums, &error)
      || !qz_daily_engine_finish (engine, &error))
    return say ("sums", error);
  return sums.n_claims == bench->n_rows;
}

/* ── month settlement ───────────────────────────────────────────────────────────────────────── */

/* What the hospitals declare: exactly what the claims are. */
static void
write_declarations (Bench *bench)
{
  g_autoptr (GString) text = g_string_new (
      "fixmedins_code,insurance,clr_ym,psntime,medfee_sumamt,fund_appy_sum,cutoff_day\n");
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;

  sqlite3_open_v2 (bench->base, &db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (
      db,
      "SELECT p.code, c.insurance, count (*), sum (c.medfee_fen), sum (c.hifp_fen + c.acct_fen)"
      " FROM claim c JOIN provider p ON p.id = c.provider_id GROUP BY 1, 2",
      -1, &rows, NULL);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_autofree char *medfee = qz_fen_to_decimal (sqlite3_column_int64 (rows, 3));
      g_autofree char *declared = qz_fen_to_decimal (MAX (0, sqlite3_column_int64 (rows, 4)));

      g_string_append_printf (text, "%s,%s,%d,%d,%s,%s,2026-04-10\n",
                              (const char *) sqlite3_column_text (rows, 0),
                              (const char *) sqlite3_column_text (rows, 1), PERIOD,
                              sqlite3_column_int (rows, 2), medfee, declared);
    }
  sqlite3_finalize (rows);
  sqlite3_close (db);
  g_file_set_contents (bench->declarations, text->str, (gssize) text->len, NULL);
}

/* One of the agency for each insurance, one of each provider. */
static void
write_accounts (Bench *bench)
{
  g_autoptr (GString) text = g_string_new (
      "owner_kind,owner_code,account_kind,insurance,account_no,account_name,bank_no,bank_name\n"
      "agency,220200,acc_out,EMP,6220000000000000001,bench,909242000015,bank\n"
      "agency,220200,acc_out,RES,6220000000000000002,bench,909242000015,bank\n");
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;

  sqlite3_open_v2 (bench->base, &db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (db, "SELECT code, id FROM provider", -1, &rows, NULL);
  while (sqlite3_step (rows) == SQLITE_ROW)
    g_string_append_printf (text, "provider,%s,provider,,62299%014d,hospital,909242000015,bank\n",
                            (const char *) sqlite3_column_text (rows, 0),
                            sqlite3_column_int (rows, 1));
  sqlite3_finalize (rows);
  sqlite3_close (db);
  g_file_set_contents (bench->accounts, text->str, (gssize) text->len, NULL);
}

static gboolean
prepare_settle (gpointer data)
{
  Bench *bench = data;
  QzBook *book;
  g_autoptr (GError) error = NULL;

  if (!copy (bench->base, bench->daily))
    return FALSE;
  book = qz_book_open (bench->daily, TRUE, &error);
  if (book == NULL)
    return say ("settle", error);
  import_file (book, "accounts", bench->accounts);
  import_file (book, "declarations", bench->declarations);
  qz_book_close (book);
  return TRUE;
}

static gboolean
act_on (QzBook *book, const char *user, const char *const *numbers, QzDocumentAct act,
        GError **error)
{
  QzContext context;

  init_context (&context, user);
  return qz_document_act_on (book, &context, numbers, act, NULL, error);
}

/* Every line succeeds. */
static gboolean
play_bank (const char *batch_file, const char *return_file, GError **error)
{
  const char *argv[] = { QZ_TOOLS_DIR "/make-bank-return",
                         batch_file,
                         "--date",
                         "2026-04-12",
                         "--output",
                         return_file,
                         NULL };
  int status = 0;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, error)
         && g_spawn_check_wait_status (status, error);
}

/* What the bank says to one batch, which is when the vouchers are posted. */
static gboolean
post_batch (Bench *bench, QzBook *book, const char *batch, GError **error)
{
  g_autofree char *out = g_build_filename (bench->folder, "settle-batch.txt", NULL);
  g_autofree char *in = g_build_filename (bench->folder, "settle-return.txt", NULL);
  g_autoptr (QzSheet) exported = NULL;
  g_autoptr (QzSheet) posted = NULL;
  QzContext context;
  gboolean done;

  init_context (&context, "fi");
  bench_pause ();
  g_unlink (out);
  g_unlink (in);
  exported = qz_payment_export (book, &context, batch, out, error);
  done = exported != NULL && play_bank (out, in, error);
  bench_resume ();
  if (done)
    posted = qz_payment_return (book, &context, in, error);
  return posted != NULL;
}

/* Signed and handed over by people, put into batches: not counted, as the bank's work is not. */
static QzSheet *
make_batches (QzBook *book, QzSheet *made, GError **error)
{
  const char *numbers[] = { qz_sheet_get_text (made, 0, 0), qz_sheet_get_text (made, 1, 0), NULL };
  QzContext context;

  init_context (&context, "fi");
  if (!act_on (book, "re", numbers, QZ_ACT_REVIEW, error)
      || !act_on (book, "ap", numbers, QZ_ACT_APPROVE, error)
      || !act_on (book, "ap", numbers, QZ_ACT_PUSH, error)
      || !act_on (book, "fi", numbers, QZ_ACT_HAND_OVER, error))
    return NULL;
  return qz_payment_batch (book, &context, numbers, error);
}

static gboolean
post_vouchers (Bench *bench, QzBook *book, QzSheet *made, GError **error)
{
  g_autoptr (QzSheet) batches = NULL;

  bench_pause ();
  batches = make_batches (book, made, error);
  bench_resume ();
  for (guint i = 0; batches != NULL && i < qz_sheet_get_n_rows (batches); i++)
    if (!post_batch (bench, book, qz_sheet_get_text (batches, i, 0), error))
      return FALSE;
  return batches != NULL;
}

static gboolean
run_settle (gpointer data)
{
  Bench *bench = data;
  QzContext context;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) vouchers = NULL;
  g_autoptr (QzBook) book = qz_book_open (bench->daily, TRUE, &error);

  init_context (&context, "bench");
  if (book != NULL)
    made = qz_settle_run (book, &context, PERIOD, -1, &error);
  if (made == NULL || qz_sheet_get_n_rows (made) != 2 || !post_vouchers (bench, book, made, &error))
    return say ("settle run", error);
  bench_pause ();
  vouchers = qz_voucher_list (book, "L_AG_220200_EMP", 202604, &error);
  bench_resume ();
  return vouchers != NULL && qz_sheet_get_n_rows (vouchers) == PROVIDERS;
}

/* ── rows ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_pairs (Bench *bench)
{
  BenchPair pair = { "sums of daily payments over the claims of a month",
                     "sqlite GROUP BY",
                     run_sums,
                     run_group_by,
                     NULL,
                     bench,
                     0.5,
                     N_RUNS,
                     1 };
  double ratio = bench_pair_run (&pair);

  if (ratio < 0)
    return FALSE;
  pair.work = "daily payments of a month, documents and drill-down rows written";
  pair.ours_func = run_daily;
  pair.prepare_func = prepare_daily;
  pair.bar = 3.0;
  pair.n_warm = 0;
  ratio = bench_pair_run (&pair);
  if (ratio < 0)
    return FALSE;
  pair.work = "month settlement of 2,000 providers and 2 insurances, and its vouchers";
  pair.ours_func = run_settle;
  pair.prepare_func = prepare_settle;
  pair.bar = 1.0;
  return bench_pair_run (&pair) >= 0;
}

static QzPolicy *
load_policy (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  QzPolicy *policy;

  if (!g_file_get_contents (QZ_DATA_FOLDER "/policies/jilin-daily.policy", &text, NULL, &error))
    g_error ("%s", error->message);
  policy = qz_policy_new_from_text (text, -1, "jilin-daily", &error);
  if (policy == NULL)
    g_error ("%s", error->message);
  return policy;
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("QZ_BENCH_DIR");
  Bench bench = { .n_rows = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 1000000 };
  g_autofree char *name = g_strdup_printf ("claims-%" G_GUINT64_FORMAT ".csv", bench.n_rows);
  g_autofree char *claims = NULL;
  g_autofree char *providers = NULL;
  gboolean done;

  bench.folder = g_strdup (folder != NULL ? folder : "out/bench");
  g_mkdir_with_parents (bench.folder, 0777);
  claims = g_build_filename (bench.folder, name, NULL);
  providers = g_build_filename (bench.folder, "providers.csv", NULL);
  bench.base = g_build_filename (bench.folder, "daily-base.qz", NULL);
  bench.daily = g_build_filename (bench.folder, "daily-run.qz", NULL);
  bench.declarations = g_build_filename (bench.folder, "daily-declarations.csv", NULL);
  bench.accounts = g_build_filename (bench.folder, "daily-accounts.csv", NULL);
  bench.policy = load_policy ();
  make_claims (&bench, claims, providers);
  make_book (&bench, claims, providers);
  write_declarations (&bench);
  write_accounts (&bench);
  done = run_pairs (&bench);
  qz_policy_unref (bench.policy);
  g_unlink (bench.base);
  g_unlink (bench.daily);
  return done ? 0 : 1;
}
