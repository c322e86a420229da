/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import of claims beside a bare loop of prepared inserts (L) and the sqlite3 shell. */
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"
#include "qz-imports.h"

#define PROVIDERS 2000
#define MONTH     "2026-03"
#define N_RUNS    3

typedef struct {
  char *scratch;
  char *ours; /* the book set that is filled */
  char *bare; /* the one that the references fill */
  char *providers_csv;
  char *ordered_csv;
  char *shuffled_csv;
  const char *csv; /* for ours */
  guint64 n_rows;
} Bench;

/* ── files ──────────────────────────────────────────────────────────────────────────────────── */

static char *
get_folder (void)
{
  const char *folder = g_getenv ("QZ_BENCH_DIR");
  char *path = g_strdup (folder != NULL ? folder : "out/bench");

  g_mkdir_with_parents (path, 0777);
  return path;
}

/* Made once by tools/make-claims; the seed is fixed, so the bytes are always the same. */
static char *
make_file (const char *folder, guint64 n_rows, gboolean shuffled, const char *providers_csv)
{
  g_autofree char *name =
      g_strdup_printf ("claims-%" G_GUINT64_FORMAT "%s.csv", n_rows, shuffled ? "-shuffled" : "");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *rows = g_strdup_printf ("%" G_GUINT64_FORMAT, n_rows);
  g_autoptr (GError) error = NULL;
  const char *argv[] = { QZ_TOOLS_DIR "/make-claims",
                         "bulk",
                         "--rows",
                         rows,
                         "--providers",
                         G_STRINGIFY (PROVIDERS),
                         "--month",
                         MONTH,
                         "--output",
                         part,
                         "--also-providers",
                         providers_csv,
                         shuffled ? "--shuffled" : NULL,
                         NULL };
  int status = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (providers_csv, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                     &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("make-claims: %s", error->message);
  g_rename (part, path);
  return g_steal_pointer (&path);
}

static void
remove_book (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

/* ── ours ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
import_file (const char *book_path, const char *kind, const char *csv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = qz_book_open (book_path, TRUE, &error);
  g_autoptr (QzSheet) sheet = NULL;
  QzContext context = { .user = "bench" };

  qz_clock_init_now (&context.clock);
  if (book != NULL)
    sheet = qz_import_run (book, &context, kind, csv, NULL, &error);
  if (sheet == NULL)
    g_printerr ("%s: %s\n", csv, error->message);
  return sheet != NULL;
}

static gboolean
prepare_book (const char *path, const char *providers_csv)
{
  g_autoptr (GError) error = NULL;
  QzClock clock;

  qz_clock_init_now (&clock);
  remove_book (path);
  if (!qz_book_create (path, "220200", "bench", "bench", &clock, &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  return import_file (path, "providers", providers_csv);
}

static gboolean
prepare (gpointer data)
{
  Bench *bench = data;

  return prepare_book (bench->ours, bench->providers_csv)
         && prepare_book (bench->bare, bench->providers_csv);
}

static gboolean
run_ours (gpointer data)
{
  Bench *bench = data;

  return import_file (bench->ours, "claims", bench->csv);
}

/* ── L: nothing but splitting, numbers and prepared inserts into the same table ─────────────── */

static gint64
to_fen (const char *text, gsize length)
{
  gboolean negative = length > 0 && text[0] == '-';
  gint64 value = 0;
  gsize i = negative ? 1 : 0;
  int decimals = -1;

  for (; i < length; i++)
    {
      if (text[i] == '.')
        {
          decimals = 0;
          continue;
        }
      value = value * 10 + (text[i] - '0');
      decimals += decimals >= 0 ? 1 : 0;
    }
  value *= decimals == 2 ? 1 : decimals == 1 ? 10 : 100;
  return negative ? -value : value;
}

/* For each column of the table after the first three: the field of the file, or -1. Bulk files have
 * the fields setl_id certno fixmedins_code insutype med_type setl_time, then amounts. */
static const signed char fields_of_table[] = {
  0,  -2, -3, 3, 4,  5,  23, 24, 25, -5, 22, -1, -1, -1, 1,  6,  7,
  -4, -4, 8,  9, 10, 11, 12, 13, 14, 15, 16, 17, -4, 18, 19, -4, 20,
};
#define FIRST_AMOUNT 15
#define N_FIELDS     26

static void
bind_row (sqlite3_stmt *insert, gint64 line, const char **text, const gsize *length)
{
  sqlite3_bind_int64 (insert, 2, 1);
  sqlite3_bind_int64 (insert, 3, line);
  for (guint i = 0; i < G_N_ELEMENTS (fields_of_table); i++)
    {
      int field = fields_of_table[i];
      int column = (int) i + 4;

      if (field == -2)
        sqlite3_bind_int64 (insert, column, 1 + line % PROVIDERS);
      else if (field == -3)
        sqlite3_bind_text (insert, column, text[3][1] == '9' ? "RES" : "EMP", 3, SQLITE_STATIC);
      else if (field == -4)
        sqlite3_bind_int64 (insert, column, 0);
      else if (field == -5)
        sqlite3_bind_int64 (insert, column, text[21][0] - '0');
      else if (field == -1 || length[field] == 0)
        sqlite3_bind_null (insert, column);
      else if (i >= FIRST_AMOUNT)
        sqlite3_bind_int64 (insert, column, to_fen (text[field], length[field]));
      else
        sqlite3_bind_text (insert, column, text[field], (int) length[field], SQLITE_STATIC);
    }
}

static gboolean
insert_lines (sqlite3 *db, sqlite3_stmt *insert, const char *at, const char *end)
{
  gint64 line = 1;

  at = memchr (at, '\n', (gsize) (end - at));
  for (at++; at < end && *at != '#'; line++)
    {
      const char *text[N_FIELDS];
      gsize length[N_FIELDS];

      for (guint i = 0; i < N_FIELDS; i++)
        {
          const char *stop = memchr (at, i + 1 < N_FIELDS ? ',' : '\n', (gsize) (end - at));
          text[i] = at;
          length[i] = (gsize) (stop - at);
          at = stop + 1;
        }
      bind_row (insert, line, text, length);
      if (sqlite3_step (insert) != SQLITE_DONE)
        {
          g_printerr ("bare loop: %s\n", sqlite3_errmsg (db));
          return FALSE;
        }
      sqlite3_reset (insert);
    }
  return TRUE;
}

static sqlite3_stmt *
prepare_insert (sqlite3 *db)
{
  GString *sql = g_string_new ("INSERT INTO claim VALUES (NULL");
  sqlite3_stmt *insert = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields_of_table) + 2; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  /* The id is the first parameter nowhere; parameters are numbered from 2 as columns are. */
  g_string_replace (sql, "VALUES (NULL", "VALUES (?1", 1);
  if (sqlite3_prepare_v2 (db, sql->str, -1, &insert, NULL) != SQLITE_OK)
    g_error ("bare loop: %s", sqlite3_errmsg (db));
  g_string_free (sql, TRUE);
  return insert;
}

static gboolean
run_bare (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (bench->ordered_csv, FALSE, &error);
  const char *text = g_mapped_file_get_contents (file);
  sqlite3_stmt *insert;
  sqlite3 *db = NULL;
  gboolean done;

  if (sqlite3_open (bench->bare, &db) != SQLITE_OK)
    return FALSE;
  sqlite3_exec (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN", NULL, NULL, NULL);
  insert = prepare_insert (db);
  done = insert_lines (db, insert, text, text + g_mapped_file_get_length (file));
  sqlite3_finalize (insert);
  done = done && sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close (db);
  return done;
}

/* ── the sqlite3 shell ──────────────────────────────────────────────────────────────────────── */

static gboolean
run_shell (gpointer data)
{
  Bench *bench = data;
  g_autofree char *create =
      g_strdup ("CREATE TABLE shell (setl_id TEXT NOT NULL UNIQUE, certno TEXT, code TEXT, "
                "insutype TEXT, med_type TEXT, setl_time TEXT, a1 NUMERIC, a2 NUMERIC, "
                "a3 NUMERIC, a4 NUMERIC, a5 NUMERIC, a6 NUMERIC, a7 NUMERIC, a8 NUMERIC, "
                "a9 NUMERIC, a10 NUMERIC, a11 NUMERIC, a12 NUMERIC, a13 NUMERIC, a14 NUMERIC, "
                "a15 NUMERIC, refund INTEGER, refd TEXT, setl_type TEXT, pay_loc TEXT, "
                "area TEXT);");
  g_autofree char *import =
      g_strdup_printf (".import --csv --skip 1 '%s' shell", bench->ordered_csv);
  const char *argv[] = {
    "sqlite3", bench->bare, "PRAGMA journal_mode=WAL;", "PRAGMA synchronous=FULL;", create,
    import,    NULL
  };
  g_autoptr (GError) error = NULL;
  int status = 0;

  /* The trailer has fewer fields; the shell fills it up and says so, which is not our matter. */
  if (g_spawn_sync (NULL, (char **) argv, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, &status, &error))
    return TRUE;
  g_printerr ("sqlite3: %s\n", error->message);
  return FALSE;
}

/* ── rows ───────────────────────────────────────────────────────────────────────────────────── */

static void
measure_memory (Bench *bench)
{
  if (!prepare (bench))
    exit (1);
  bench_reset_peak_rss ();
  if (!run_ours (bench))
    exit (1);
  bench_print_amount ("import 1M claims: memory", "MiB", bench_peak_rss_mib (), 64);
}

static double
time_once (Bench *bench, const char *folder, guint64 n_rows)
{
  g_autofree char *csv = make_file (folder, n_rows, FALSE, bench->providers_csv);
  double best = -1;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double s;

      bench->csv = csv;
      if (!prepare (bench))
        exit (1);
      s = bench_time (run_ours, bench, 1);
      if (best < 0 || s < best)
        best = s;
    }
  return best;
}

/* Time per claim grows at most 1.3 times when there are four times as many. */
static void
measure_growth (Bench *bench, const char *folder, gboolean is_long)
{
  double before = time_once (bench, folder, 250000);
  double now = time_once (bench, folder, 1000000);

  bench_print_row ("import: growth 250k to 1M, a claim", now / 1000000, "250k", before / 250000,
                   1.3, 0);
  if (!is_long)
    return;
  before = now;
  now = time_once (bench, folder, 4000000);
  bench_print_row ("import: growth 1M to 4M, a claim", now / 4000000, "1M", before / 1000000, 1.3,
                   0);
}

static void
compare (Bench *bench, const char *work, const char *csv, const char *reference, BenchFunc func,
         double bar)
{
  BenchPair pair = { .work = work,
                     .reference = reference,
                     .ours_func = run_ours,
                     .reference_func = func,
                     .prepare_func = prepare,
                     .data = bench,
                     .bar = bar,
                     .n_runs = N_RUNS,
                     .n_warm = 0 };

  bench->csv = csv;
  if (bench_pair_run (&pair) < 0)
    exit (1);
}

int
main (void)
{
  const char *rows = g_getenv ("QZ_BENCH_ROWS");
  const gboolean is_long = g_getenv ("QZ_BENCH_LONG") != NULL;
  g_autofree char *folder = get_folder ();
  Bench bench = { .n_rows = rows != NULL ? g_ascii_strtoull (rows, NULL, 10) : 1000000 };

  bench.scratch = bench_dup_scratch ();
  bench.ours = g_build_filename (bench.scratch, "ours.qzb", NULL);
  bench.bare = g_build_filename (bench.scratch, "bare.qzb", NULL);
  bench.providers_csv = g_build_filename (folder, "providers.csv", NULL);
  bench.ordered_csv = make_file (folder, bench.n_rows, FALSE, bench.providers_csv);
  bench.shuffled_csv = make_file (folder, bench.n_rows, TRUE, bench.providers_csv);
  bench.csv = bench.ordered_csv;
  measure_memory (&bench);
  compare (&bench, "import 1M claims", bench.ordered_csv, "bare prepared inserts (L)", run_bare,
           1.4);
  compare (&bench, "import 1M claims, shuffled", bench.shuffled_csv, "bare inserts, ordered (L)",
           run_bare, 1.8);
  compare (&bench, "import 1M claims", bench.ordered_csv, "sqlite3 shell .import", run_shell, 0.9);
  measure_growth (&bench, folder, is_long);
  return 0;
}
