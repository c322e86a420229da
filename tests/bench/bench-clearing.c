/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a month of care away from home, beside one GROUP BY over the same claims. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#include "bench.h"
#include "qz-clearing.h"
#include "qz-imports.h"

#define PROVIDERS 500
#define N_RUNS    5
#define PERIOD    202605

typedef struct {
  char *folder;
  char *base;
  guint64 n_rows;
  QzBook *book;
} Bench;

static const char *const areas[] = {
  "230100", "230200", "230281", "230300", "230400", "230500", "230600",
  "230700", "230800", "230900", "231000", "231100", "231200", "232700",
};

static void
init_context (QzContext *context, const char *day)
{
  g_autoptr (GError) error = NULL;

  *context = (QzContext) { .user = "bench", .dry_run = FALSE };
  if (!qz_clock_init_at (&context->clock, day, &error))
    g_error ("clock: %s", error->message);
}

static void
import_file (QzBook *book, const char *kind, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  QzContext context;

  init_context (&context, "2026-06-10T09:00");
  sheet = qz_import_run (book, &context, kind, path, NULL, &error);
  if (sheet == NULL)
    g_error ("%s: %s", path, error->message);
}

/* ── files ──────────────────────────────────────────────────────────────────────────────────── */

static FILE *
open_file (const char *path)
{
  FILE *file = g_fopen (path, "w");

  if (file == NULL)
    g_error ("%s cannot be written", path);
  return file;
}

static char *
write_providers (Bench *bench)
{
  char *path = g_build_filename (bench->folder, "providers.csv", NULL);
  FILE *file = open_file (path);

  fputs ("fixmedins_code,fixmedins_name,fixmedins_type,hosp_lv,area,managed_by,uscc,agreement_no,"
         "agreement_from,agreement_to,status,admitted_from,suspended_from,stopped_from\n",
         file);
  for (guint i = 0; i < PROVIDERS; i++)
    {
      const char *agency = i % 3 == 0 ? "239900" : areas[i % G_N_ELEMENTS (areas)];

      fprintf (file, "H23010%06u,hospital %u,1,02,%s,%s,,,,,ADMITTED,2024-01-01,,\n", i, i,
               agency, agency);
    }
  fclose (file);
  return path;
}

/* Every third hospital is in Harbin; a person is never insured where the hospital's agency is. */
static char *
write_claims (Bench *bench)
{
  char *path = g_build_filename (bench->folder, "claims.csv", NULL);
  FILE *file = open_file (path);

  fputs ("setl_id,fixmedins_code,insutype,med_type,setl_time,medfee_sumamt,hifp_pay,cvlserv_pay,"
         "hifes_pay,hifmi_pay,hifob_pay,maf_pay,oth_pay,fund_pay_sumamt,acct_pay,psn_cash_pay,"
         "refd_setl_flag,pay_loc,insu_admdvs\n",
         file);
  for (guint64 i = 0; i < bench->n_rows; i++)
    {
      const guint provider = (guint) (i * 2654435761u % PROVIDERS);
      const guint home = (provider + 1 + (guint) (i % (G_N_ELEMENTS (areas) - 1)))
                         % G_N_ELEMENTS (areas);

      fprintf (file,
               "B%09" G_GUINT64_FORMAT ",H23010%06u,%s,21,2026-05-%02u 10:00:00,%u.00,%u.00,0,0,0,"
               "0,0,0,%u.00,0,100.00,0,3,%s\n",
               i, provider, i % 2 == 0 ? "310" : "390", (guint) (i % 31) + 1,
               (guint) (i % 9000) + 200, (guint) (i % 9000) + 100, (guint) (i % 9000) + 100,
               areas[home]);
    }
  fclose (file);
  return path;
}

static void
make_book (Bench *bench)
{
  g_autofree char *claims = write_claims (bench);
  g_autofree char *providers = write_providers (bench);
  g_autofree char *sample_areas = g_build_filename (QZ_SAMPLE_FOLDER, "areas.csv", NULL);
  g_autofree char *agencies = g_build_filename (QZ_SAMPLE_FOLDER, "agencies.csv", NULL);
  g_autoptr (GError) error = NULL;
  QzContext context;

  init_context (&context, "2026-06-10T09:00");
  if (!qz_book_create (bench->base, "230000", "bench", "bench", &context.clock, &error)
      || (bench->book = qz_book_open (bench->base, TRUE, &error)) == NULL
      || !qz_book_put_user (bench->book, &context, "bench", "bench",
                            QZ_ROLE_ADMINISTRATOR | QZ_ROLE_MAKER, TRUE, &error)
      || !qz_policy_activate (bench->book, &context, "heilongjiang-nonlocal", &error))
    g_error ("%s", error->message);
  import_file (bench->book, "areas", sample_areas);
  import_file (bench->book, "agencies", agencies);
  import_file (bench->book, "providers", providers);
  import_file (bench->book, "claims", claims);
  g_unlink (claims);
}

/* ── ours and the reference ─────────────────────────────────────────────────────────────────── */

/* With all its rows written and the act rolled back: the book set stays as it is. */
static gboolean
run_generate (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  QzContext context;

  init_context (&context, "2026-06-21T09:00");
  context.dry_run = TRUE;
  sheet = qz_clearing_generate (bench->book, &context, PERIOD, QZ_NL_IN_PROV, &error);
  if (sheet == NULL)
    g_printerr ("generate: %s\n", error->message);
  return sheet != NULL;
}

static gboolean
run_group_by (gpointer data)
{
  Bench *bench = data;
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  guint n = 0;

  sqlite3_open_v2 (bench->base, &db, SQLITE_OPEN_READONLY, NULL);
  sqlite3_prepare_v2 (db,
                      "SELECT provider_id, insurance, insu_admdvs, count(*), sum (medfee_fen),"
                      " sum (hifp_fen), sum (hifob_fen + hifmi_fen), sum (cvlserv_fen),"
                      " sum (maf_fen), sum (hifes_fen + hifdm_fen + oth_fen), sum (acct_fen)"
                      " FROM claim WHERE pay_loc = '3' AND setl_time >= '2026-05-01'"
                      " AND setl_time < '2026-06-01' GROUP BY 1, 2, 3",
                      -1, &rows, NULL);
  while (sqlite3_step (rows) == SQLITE_ROW)
    n++;
  sqlite3_finalize (rows);
  sqlite3_close (db);
  return n > 0;
}

int
main (int argc, char **argv)
{
  Bench bench = { .n_rows = 1000000 };
  const BenchPair pair = { .work = "the lists of a month from 1M claims",
                           .reference = "one GROUP BY over them",
                           .ours_func = run_generate,
                           .reference_func = run_group_by,
                           .data = &bench,
                           .bar = 4,
                           .n_runs = N_RUNS,
                           .n_warm = 1 };
  double ratio;

  if (argc > 1)
    bench.n_rows = g_ascii_strtoull (argv[1], NULL, 10);
  bench.folder = bench_dup_scratch ();
  bench.base = g_build_filename (bench.folder, "base.qz", NULL);
  make_book (&bench);
  ratio = bench_pair_run (&pair);
  qz_book_close (bench.book);
  g_free (bench.base);
  g_free (bench.folder);
  return ratio < 0 ? 1 : 0;
}
