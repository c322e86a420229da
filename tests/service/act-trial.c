/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act-trial.h"

#include <sqlite3.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-error.h"

/* How many of the first and last looks are all tried. */
#define EACH 6

static QzBook *book;
static sqlite3 *watcher;
static guint n_cancelled;
static GHashTable *tried;

/* ── looks ───────────────────────────────────────────────────────────────────────────────────── */

static GCancellable *armed; /* nullable */
static guint n_looks, trip_at;

/* The linker puts it, as what is below, between the program and its libraries (--wrap). */
gboolean __real_g_cancellable_is_cancelled (GCancellable *cancellable);
gboolean __wrap_g_cancellable_is_cancelled (GCancellable *cancellable);

gboolean
__wrap_g_cancellable_is_cancelled (GCancellable *cancellable)
{
  if (cancellable != NULL && cancellable == armed && ++n_looks == trip_at)
    g_cancellable_cancel (cancellable);
  return __real_g_cancellable_is_cancelled (cancellable);
}

/* Nearly every statement of an act is a look: the program itself asks SQLite for one in a while. */
#define STEPS 100

void __real_sqlite3_progress_handler (sqlite3 *db, int n, int (*look) (void *), void *data);
void __wrap_sqlite3_progress_handler (sqlite3 *db, int n, int (*look) (void *), void *data);

void
__wrap_sqlite3_progress_handler (sqlite3 *db, int n, int (*look) (void *), void *data)
{
  __real_sqlite3_progress_handler (db, MIN (n, STEPS), look, data);
}

/* The next look to cancel at; @last: how many a trial run had. */
static guint
go_on (guint at, guint last)
{
  if (at < EACH || at + EACH >= last)
    return at + 1;
  return MIN (at + at / 3, last - EACH + 1);
}

/* ── what the book set holds ─────────────────────────────────────────────────────────────────── */

static gint64
ask (const char *sql)
{
  sqlite3_stmt *row = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (watcher, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (row, 0);
  g_assert_cmpint (sqlite3_finalize (row), ==, SQLITE_OK);
  return answer;
}

static void
digest_cell (sqlite3_stmt *row, int column, GChecksum *sum)
{
  const int kind = sqlite3_column_type (row, column);
  const int length = sqlite3_column_bytes (row, column);

  g_checksum_update (sum, (const guchar *) &kind, sizeof kind);
  g_checksum_update (sum, (const guchar *) &length, sizeof length);
  if (length > 0)
    g_checksum_update (sum, sqlite3_column_blob (row, column), length);
}

static void
digest_table (const char *table, GChecksum *sum)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *rows = NULL;

  g_checksum_update (sum, (const guchar *) table, -1);
  g_assert_cmpint (sqlite3_prepare_v2 (watcher, sql, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (rows); i++)
      digest_cell (rows, i, sum);
  g_assert_cmpint (sqlite3_finalize (rows), ==, SQLITE_OK);
}

/* Over every cell of every table. (transfer full) */
static char *
digest_book (void)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *tables = NULL;
  guint n = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (watcher,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " ORDER BY name",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  for (; sqlite3_step (tables) == SQLITE_ROW; n++)
    digest_table ((const char *) sqlite3_column_text (tables, 0), sum);
  sqlite3_finalize (tables);
  g_assert_cmpuint (n, >, 20);
  return g_strdup (g_checksum_get_string (sum));
}

/* ── input ───────────────────────────────────────────────────────────────────────────────────── */

static void
set_value (QzSheet *sheet, const char *name, const char *text)
{
  QzDay day;

  if (*text == '#')
    qz_sheet_set_number (sheet, name, name, QZ_VALUE_FEN, g_ascii_strtoll (text + 1, NULL, 10));
  else if (strlen (text) == 10 && text[4] == '-' && qz_day_parse_plain (text, 10, &day))
    qz_sheet_set_number (sheet, name, name, QZ_VALUE_DAY, day);
  else
    qz_sheet_set_text (sheet, name, name, text);
}

static QzSheet *
read_values (const char *text)
{
  QzSheet *sheet = qz_sheet_new ("values");
  g_auto (GStrv) pairs = g_strsplit (text, ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      g_assert_nonnull (equals);
      *equals = '\0';
      set_value (sheet, pairs[i], equals + 1);
    }
  return sheet;
}

static QzNlInput *
make_input (const TrialAct *what)
{
  QzNlInput *input = qz_nl_input_new (what->period, what->scope, what->unit, what->key);

  input->reason = g_strdup (what->reason);
  input->bank = g_strdup (what->bank);
  input->serial = g_strdup (what->serial);
  input->n = what->n;
  input->amount_fen = what->amount_fen;
  input->has_amount = what->amount_fen != 0;
  input->id = what->id;
  if (what->day != NULL)
    g_assert_true (qz_day_parse_plain (what->day, strlen (what->day), &input->day));
  if (what->values != NULL)
    input->values = read_values (what->values);
  return input;
}

/* ── trials ──────────────────────────────────────────────────────────────────────────────────── */

/* NULL when it was cancelled at look @at. (transfer full) */
static QzSheet *
run_once (const TrialAct *what, guint at, gboolean dry)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  QzContext context = {
    .user = what->user, .actor = what->actor, .cancellable = cancellable, .dry_run = dry
  };
  QzNlInput *input = make_input (what);
  QzSheet *output;

  g_assert_true (qz_clock_init_at (&context.clock, what->now, &error));
  n_looks = 0;
  trip_at = at;
  armed = cancellable;
  output = what->act->job.func (book, &context, input, &error);
  armed = NULL;
  qz_nl_input_free (input);
  if (output != NULL)
    {
      g_assert_no_error (error);
      if (at > 0 && n_looks >= at)
        g_error ("%s was cancelled at look %u and did it all the same", what->name, at);
      return output;
    }
  if (!g_error_matches (error, QZ_ERROR, QZ_ERROR_CANCELLED))
    g_error ("%s at look %u: %s", what->name, at, error->message);
  return NULL;
}

static guint
count_looks (const TrialAct *what)
{
  g_autoptr (QzSheet) output = run_once (what, 0, TRUE);

  g_assert_nonnull (output);
  return n_looks;
}

static void
assert_unchanged (const TrialAct *what, guint at, const char *before)
{
  g_autofree char *after = digest_book ();

  if (!g_str_equal (before, after))
    g_error ("%s: cancelled at look %u, and the book set is another", what->name, at);
}

QzSheet *
trial_run (const TrialAct *what)
{
  g_autofree char *before = NULL;
  QzSheet *output = NULL;
  gint64 version;
  guint last, at = 0, n = 0;

  /* Once is enough. */
  if (!g_hash_table_add (tried, g_strdup (what->name)))
    return run_once (what, 0, FALSE);
  last = count_looks (what);
  before = digest_book ();
  version = ask ("PRAGMA data_version");
  do
    {
      at = go_on (at, last);
      output = run_once (what, at, FALSE);
      n += output == NULL;
      /* What others commit, the watcher is told. */
      if (output == NULL && ask ("PRAGMA data_version") != version)
        assert_unchanged (what, at, before);
      if (output == NULL && at + 1 >= last)
        assert_unchanged (what, at, before);
    }
  while (output == NULL && at < last + 1000);
  if (output == NULL || n == 0)
    g_error ("%s: of %u looks %u cancelled it", what->name, last, n);
  /* What is done, the watcher is told too. */
  g_assert_cmpint (ask ("PRAGMA data_version"), !=, version);
  g_test_message ("%s: cancelled at %u of %u looks", what->name, n, last);
  n_cancelled += n;
  return output;
}

void
trial_do (const TrialAct *what)
{
  qz_sheet_unref (trial_run (what));
}

char *
trial_make (const TrialAct *what)
{
  g_autoptr (QzSheet) made = trial_run (what);

  g_assert_nonnull (qz_fact_text (made, "number"));
  return g_strdup (qz_fact_text (made, "number"));
}

void
trial_begin (QzBook *given, const char *path)
{
  g_assert_null (watcher);
  if (tried == NULL)
    tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book = given;
  n_cancelled = 0;
  g_assert_cmpint (sqlite3_open_v2 (path, &watcher, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
}

guint
trial_end (void)
{
  g_assert_cmpint (sqlite3_close (watcher), ==, SQLITE_OK);
  watcher = NULL;
  book = NULL;
  return n_cancelled;
}

/* ── no act is forgotten ─────────────────────────────────────────────────────────────────────── */

static guint
look_into (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) named = g_regex_new ("\\bQzNlAct (\\w+)(?:\\[\\w*\\])? =", 0, 0, &error);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  for (g_regex_match (named, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (!g_hash_table_contains (tried, name))
        g_error ("%s: the act %s is not cancelled in its middle", path, name);
      n++;
    }
  return n;
}

void
trial_assert_all (const char *folder)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_str_has_suffix (name, ".c"))
        n += look_into (file);
    }
  g_assert_cmpuint (n, >, 0);
}
