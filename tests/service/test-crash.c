/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole job of EX-2, from claims to vouchers, on a disk that fails or a machine that dies at a
 * write: afterwards the book set is as before or as after that act, never between; it proves
 * itself, and the job goes on from there to the same end. */
#include <locale.h>
#include <sqlite3.h>

#include "document-fixture.h"
#include "fault-vfs.h"

#define D1         "RB-220200-20260209-RES-001"
#define D2         "RB-220200-20260210-RES-001"
#define D3         "RB-220200-20260211-RES-001"
#define SETTLEMENT "JS-220200-20260312-RES-001"
#define BATCH_1    "220200DD2602120001"
#define BATCH_2    "220200DD2602120002"
#define BATCH_3    "220200MS2603120001"

/* ── the job ─────────────────────────────────────────────────────────────────────────────────── */

typedef enum {
  DO_IMPORT, /* what: kind, who: file */
  DO_DAILY,
  DO_SETTLE,
  DO_SIGN, /* act on all documents of the step */
  DO_BATCH,
  DO_EXPORT,
  DO_RETURN,
} Deed;

typedef struct {
  const char *time;
  const char *user;
  Deed deed;
  QzDocumentAct act;
  const char *const *names; /* documents or batches; an import's kind and file */
} Step;

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define DAYS       NAMES (D1, D2, D3)

static const Step steps[] = {
  { "2026-02-12T09:00", "ma", DO_IMPORT, 0, NAMES ("claims", "claims-2026-01.csv") },
  { "2026-02-12T09:01", "ma", DO_IMPORT, 0, NAMES ("claims", "claims-2026-02.csv") },
  { "2026-02-12T09:02", "ma", DO_DAILY },
  { "2026-02-12T09:03", "re", DO_SIGN, QZ_ACT_REVIEW, DAYS },
  { "2026-02-12T09:04", "ap", DO_SIGN, QZ_ACT_APPROVE, DAYS },
  { "2026-02-12T09:05", "ap", DO_SIGN, QZ_ACT_PUSH, DAYS },
  { "2026-02-12T09:06", "fi", DO_SIGN, QZ_ACT_HAND_OVER, DAYS },
  { "2026-02-12T10:00", "fi", DO_BATCH, 0, NAMES (D1, D2) },
  { "2026-02-12T10:01", "fi", DO_EXPORT, 0, NAMES (BATCH_1) },
  { "2026-02-12T10:02", "fi", DO_EXPORT, 0, NAMES (BATCH_2) },
  { "2026-02-12T17:00", "fi", DO_RETURN, 0, NAMES (BATCH_1) },
  { "2026-02-12T17:01", "fi", DO_RETURN, 0, NAMES (BATCH_2) },
  { "2026-03-12T09:00", "ma", DO_IMPORT, 0, NAMES ("declarations", "declarations-2026-02.csv") },
  { "2026-03-12T09:01", "ma", DO_IMPORT, 0, NAMES ("deductions", "deductions-2026-02.csv") },
  { "2026-03-12T09:02", "ma", DO_SETTLE },
  { "2026-03-12T09:03", "re", DO_SIGN, QZ_ACT_REVIEW, NAMES (SETTLEMENT) },
  { "2026-03-12T09:04", "ap", DO_SIGN, QZ_ACT_APPROVE, NAMES (SETTLEMENT) },
  { "2026-03-12T10:00", "fi", DO_BATCH, 0, NAMES (SETTLEMENT) },
  { "2026-03-12T10:01", "fi", DO_EXPORT, 0, NAMES (BATCH_3) },
  { "2026-03-12T17:00", "fi", DO_RETURN, 0, NAMES (BATCH_3) },
};
#define N_STEPS G_N_ELEMENTS (steps)

typedef struct {
  Fixture f;
  char *path;
  GBytes *before[N_STEPS + 1]; /* the file before each step, and at the end */
  char *state[N_STEPS + 1];    /* what it says then */
  guint n_writes[N_STEPS];     /* what can go wrong in a step */
} Job;

static char *
dup_path (Job *job, const char *name, const char *ending)
{
  g_autofree char *full = g_strconcat (name, ending, NULL);

  return g_build_filename (job->f.folder, full, NULL);
}

/* The bank's answer to an exported batch; the bank does not work on our disk. */
static void
answer (Job *job, const char *batch, const char *time)
{
  g_autofree char *sent = dup_path (job, batch, ".txt");
  g_autofree char *back = dup_path (job, batch, ".ret");
  g_autofree char *tool = g_build_filename (g_getenv ("QZ_TOOLS"), "make-bank-return", NULL);
  g_autofree char *date = g_strndup (time, 10);
  const char *argv[] = { "python3", tool, sent, "--date", date, "--output", back, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  if (g_file_test (back, G_FILE_TEST_EXISTS))
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

static QzSheet *
do_file (Job *job, const Step *step, const QzContext *context, GError **error)
{
  g_autofree char *sent = dup_path (job, step->names[0], ".txt");
  g_autofree char *back = dup_path (job, step->names[0], ".ret");
  g_autofree char *import =
      step->deed == DO_IMPORT ? g_build_filename (job->f.sample, step->names[1], NULL) : NULL;

  if (step->deed == DO_IMPORT)
    return qz_import_run (job->f.book, context, step->names[0], import, &(QzImportOptions) { 0 },
                          error);
  if (step->deed == DO_EXPORT)
    return qz_payment_export (job->f.book, context, step->names[0], sent, error);
  return qz_payment_return (job->f.book, context, back, error);
}

static gboolean
do_step (Job *job, const Step *step, GError **error)
{
  const QzContext *context = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  at (&job->f, step->time);
  context = as (&job->f, step->user);
  switch (step->deed)
    {
    case DO_SIGN:
      return qz_document_act_on (job->f.book, context, step->names, step->act, NULL, error);
    case DO_DAILY:
      sheet = qz_daily_run (job->f.book, context, context->clock.today - 11, context->clock.today,
                            -1, -1, error);
      break;
    case DO_SETTLE:
      sheet = qz_settle_run (job->f.book, context, 202602, -1, error);
      break;
    case DO_BATCH:
      sheet = qz_payment_batch (job->f.book, context, step->names, error);
      break;
    case DO_IMPORT:
    case DO_EXPORT:
    case DO_RETURN:
    default:
      sheet = do_file (job, step, context, error);
      break;
    }
  return sheet != NULL;
}

/* ── what a book set says ────────────────────────────────────────────────────────────────────── */

/* Every column but the wall clock's time and the hashes that run over it. */
static void
digest_row (sqlite3_stmt *row, GChecksum *sum)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      const char *name = sqlite3_column_name (row, i);
      const char *text = (const char *) sqlite3_column_text (row, i);

      if (g_strv_contains (NAMES ("real_time", "previous", "hash"), name))
        continue;
      g_checksum_update (sum, (const guchar *) (text != NULL ? text : "\001"), -1);
      g_checksum_update (sum, (const guchar *) "\0", 1);
    }
}

static void
digest_table (sqlite3 *db, const char *table, GChecksum *sum)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  sqlite3_stmt *rows = NULL;

  g_checksum_update (sum, (const guchar *) table, -1);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    digest_row (rows, sum);
  g_assert_cmpint (sqlite3_finalize (rows), ==, SQLITE_OK);
}

static char *
digest_book (Job *job)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *db = NULL;
  sqlite3_stmt *tables = NULL;

  g_assert_cmpint (sqlite3_open_v2 (job->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " AND name NOT LIKE 'sqlite_%' ORDER BY name",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    digest_table (db, (const char *) sqlite3_column_text (tables, 0), sum);
  sqlite3_finalize (tables);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return g_strdup (g_checksum_get_string (sum));
}

static void
assert_proven (Job *job)
{
  g_autoptr (GError) error = NULL;
  gboolean sound = FALSE;
  g_autoptr (QzSheet) checks = qz_book_verify (job->f.book, &job->f.context, &sound, &error);

  g_assert_no_error (error);
  for (guint i = 0; !sound && i < qz_sheet_get_n_rows (checks); i++)
    g_test_message ("%s %s", qz_sheet_get_text (checks, i, 0), qz_sheet_get_text (checks, i, 3));
  g_assert_true (sound);
}

/* ── opening and putting back ────────────────────────────────────────────────────────────────── */

static void
open_book (Job *job)
{
  g_autoptr (GError) error = NULL;

  job->f.book = qz_book_open (job->path, TRUE, &error);
  g_assert_no_error (error);
}

static GBytes *
read_book (Job *job)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (job->path, &data, &size, &error));
  return g_bytes_new_take (data, size);
}

static void
put_book (Job *job, guint step)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (job->before[step], &size);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *side = g_strconcat (job->path, i == 0 ? "-wal" : "-shm", NULL);

      g_unlink (side);
    }
  g_assert_true (g_file_set_contents_full (job->path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0644, &error));
}

/* ── the job without a fault ─────────────────────────────────────────────────────────────────── */

static void
remember (Job *job, guint step)
{
  job->before[step] = read_book (job);
  job->state[step] = digest_book (job);
}

static void
job_set_up (Job *job)
{
  memset (job, 0, sizeof *job);
  fault_vfs_install ();
  fixture_open (&job->f, "220200", "jilin-daily", "jilin-ex2");
  job->path = g_build_filename (job->f.folder, "book.qz", NULL);
  g_clear_pointer (&job->f.book, qz_book_close);
  remember (job, 0);
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (GError) error = NULL;

      open_book (job);
      fault_vfs_arm (FAULT_CRASH, G_MAXUINT);
      if (!do_step (job, &steps[i], &error))
        g_error ("step %u: %s", i, error->message);
      g_clear_pointer (&job->f.book, qz_book_close);
      job->n_writes[i] = fault_vfs_get_n_steps ();
      fault_vfs_disarm ();
      if (steps[i].deed == DO_EXPORT)
        answer (job, steps[i].names[0], steps[i].time);
      remember (job, i + 1);
      g_assert_cmpstr (job->state[i], !=, job->state[i + 1]);
    }
}

static void
job_tear_down (Job *job)
{
  put_book (job, N_STEPS);
  open_book (job);
  fixture_close (&job->f);
  g_free (job->path);
  for (guint i = 0; i <= N_STEPS; i++)
    {
      g_bytes_unref (job->before[i]);
      g_free (job->state[i]);
    }
}

/* ── one fault ───────────────────────────────────────────────────────────────────────────────── */

/* Does the rest of the job; it must end as if nothing had happened. */
static void
finish_job (Job *job, guint from)
{
  g_autofree char *state = NULL;

  for (guint i = from; i < N_STEPS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!do_step (job, &steps[i], &error))
        g_error ("going on with step %u: %s", i, error->message);
    }
  assert_proven (job);
  g_clear_pointer (&job->f.book, qz_book_close);
  state = digest_book (job);
  g_assert_cmpstr (state, ==, job->state[N_STEPS]);
}

static void
fail_once (Job *job, guint step, FaultKind kind, guint k, gboolean finish)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;
  gboolean done, after;

  put_book (job, step);
  open_book (job);
  fault_vfs_arm (kind, k);
  done = do_step (job, &steps[step], &error);
  g_clear_pointer (&job->f.book, qz_book_close);
  fault_vfs_disarm ();
  g_assert_true (done == (error == NULL));
  open_book (job);
  assert_proven (job);
  g_clear_pointer (&job->f.book, qz_book_close);
  state = digest_book (job);
  after = g_str_equal (state, job->state[step + 1]);
  if (!after && (done || !g_str_equal (state, job->state[step])))
    g_error ("step %u, fault %u at write %u of %u: %s (%s)", step, kind, k, job->n_writes[step],
             done ? "said to be done, and is not" : "neither before nor after",
             error != NULL ? error->message : "no error");
  if (!finish)
    return;
  open_book (job);
  finish_job (job, step + (after ? 1 : 0));
}

static guint
count_points (Job *job)
{
  guint n = 0;

  for (guint i = 0; i < N_STEPS; i++)
    n += job->n_writes[i];
  return n;
}

/* @every: of all writes of all steps with all kinds of faults, each so many-th. */
static void
fail_everywhere (Job *job, guint every, guint finish_every)
{
  guint point = 0, n_tried = 0;

  for (FaultKind kind = FAULT_FULL; kind <= FAULT_CRASH_LOSING; kind++)
    for (guint step = 0; step < N_STEPS; step++)
      for (guint k = 1; k <= job->n_writes[step]; k++)
        if (point++ % every == 0)
          fail_once (job, step, kind, k, n_tried++ % finish_every == 0);
  g_test_message ("%u faults tried, of %u", n_tried, point);
  g_assert_cmpuint (n_tried, >=, 50);
}

static void
test_some (void)
{
  Job job;

  job_set_up (&job);
  fail_everywhere (&job, MAX (1, count_points (&job) * 5 / 60), 1);
  job_tear_down (&job);
}

static void
test_all (void)
{
  Job job;

  job_set_up (&job);
  fail_everywhere (&job, 1, 7);
  job_tear_down (&job);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("QZ_SOAK_SECONDS") != NULL)
    g_test_add_func ("/crash/job/at-every-write", test_all);
  else
    g_test_add_func ("/crash/job/at-some-writes", test_some);
  return g_test_run ();
}
