/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "qz-schema.h"
#include "qz-store-private.h"
#include "store-fixture.h"

static void
reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->store, qz_store_close);
  self->store = qz_store_open (self->path, QZ_STORE_WRITE, &error);
  g_assert_no_error (error);
}

/* Runs @sql on the file past the program. */
static int
run_outside (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  int code;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  code = sqlite3_exec (db, sql, NULL, NULL, NULL);
  sqlite3_close (db);
  return code;
}

static void
assert_open_fails (Fixture *self, QzStoreMode mode, const char *id)
{
  g_autoptr (GError) error = NULL;
  QzStore *store = qz_store_open (self->path, mode, &error);

  g_assert_null (store);
  assert_error (error, QZ_ERROR_STORE, id);
}

static void
test_create (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_store_is_writable (self->store));
  g_assert_cmpstr (qz_store_get_path (self->store), ==, self->path);
  g_assert_cmpint (count_rows (self->store, "PRAGMA user_version"), ==, QZ_STORE_SCHEMA_VERSION);
  g_assert_cmpint (count_rows (self->store, "PRAGMA application_id"), ==, QZ_STORE_APPLICATION_ID);
  g_assert_null (qz_store_create (self->path, &error));
  assert_error (error, QZ_ERROR_STORE, "file-exists");
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (count_rows (self->store, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (count_rows (self->store, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (count_rows (self->store, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (count_rows (self->store, "PRAGMA recursive_triggers"), ==, 1);
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM pragma_journal_mode"
                                            " WHERE journal_mode = 'wal'"),
                   ==, 1);
}

/* Every table of the schema is strict, and is either under the change log or known as a summary. */
static void
test_every_table_is_known (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "change_log",      "change_range",
                                        "number_counter",  "document_state",
                                        "bank_line_state", "bank_batch_state",
                                        "account_balance", "document_paid",
                                        "settlement_sum",  "item_sum",
                                        "clearing_state",  "deposit_balance",
                                        "notice_state",    "region_state",
                                        "transfer_state",  "registration_state",
                                        "assist_state",    NULL };
  g_autoptr (GError) error = NULL;
  QzStatement *list = qz_store_prepare (self->store,
                                        "SELECT name, strict FROM pragma_table_list "
                                        "WHERE schema = 'main' AND name NOT LIKE 'sqlite%'",
                                        &error);
  guint n_tables = 0;

  g_assert_no_error (error);
  for (; qz_statement_step (list, &error); n_tables++)
    {
      const char *name = qz_statement_get_text (list, 0);

      g_assert_cmpint (qz_statement_get_int (list, 1), ==, 1);
      g_assert_true (qz_schema_has_table (name) != g_strv_contains (others, name));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_tables, ==,
                    g_strv_length ((char **) qz_schema_get_tables ())
                        + g_strv_length ((char **) others));
}

static void
test_act (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add_users (self->store, &self->clock, 3, &error));
  g_assert_no_error (error);
  reopen (self);
  g_assert_true (add_users (self->store, &self->clock, 2, &error));
  g_assert_cmpint (count_rows (self->store, "SELECT max (id) FROM user"), ==, 5);
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM change_log"), ==, 2);
  g_assert_cmpint (count_rows (self->store,
                               "SELECT count(*) FROM change_range WHERE table_name = 'user' "
                               "AND (id, first_id, last_id) IN ((1, 1, 3), (2, 4, 5))"),
                   ==, 2);
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM change_log a JOIN change_log b "
                                            "ON b.id = a.id + 1 AND b.previous = a.hash"),
                   ==, 1);
}

static void
test_dry_run_and_free_roll_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) dry = qz_act_begin (self->store, "user add", "zhao", &self->clock, &error);
  QzAct *left;

  g_assert_true (write_user (dry, "qian", &error));
  g_assert_true (qz_act_commit (dry, TRUE, &error));
  g_assert_no_error (error);
  left = qz_act_begin (self->store, "user add", "zhao", &self->clock, &error);
  g_assert_nonnull (left);
  g_assert_true (write_user (left, "sun", &error));
  qz_act_free (left);
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM user"), ==, 0);
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM change_log"), ==, 0);
  g_assert_true (add_users (self->store, &self->clock, 1, &error));
}

static void
test_stray_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = qz_act_begin (self->store, "user add", "zhao", &self->clock, &error);

  g_assert_true (qz_store_execute (self->store,
                                   "INSERT INTO setting VALUES (1, 'agency', '220200')", "test",
                                   &error));
  g_assert_false (qz_act_commit (act, FALSE, &error));
  assert_error (error, QZ_ERROR_STORE, "store-stray-rows");
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM setting"), ==, 0);
}

static void
test_numbers (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  for (gint64 i = 1; i <= 3; i++)
    {
      g_autoptr (QzAct) act = qz_act_begin (self->store, "x", "zhao", &self->clock, &error);

      g_assert_true (qz_act_next_number (act, "RB-220200-20260310-EMP", &number, &error));
      g_assert_cmpint (number, ==, i == 3 ? 2 : i);
      /* A rolled-back act leaves no gap. */
      g_assert_true (qz_act_commit (act, i == 2, &error));
    }
  g_assert_no_error (error);
}

static void
test_writer_texts (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *longest = g_strnfill (100000, 'x');
  g_autoptr (QzAct) act = qz_act_begin (self->store, "x", "zhao", &self->clock, &error);
  QzTableWriter *writer = qz_act_get_writer (act, "setting", &error);

  g_assert_cmpint (qz_table_writer_get_next_id (writer), ==, 1);
  qz_table_writer_text_length (writer, "agency-and-more", 6);
  qz_table_writer_text (writer, longest);
  g_assert_cmpint (qz_table_writer_end_row (writer, &error), ==, 1);
  qz_table_writer_text (writer, "empty");
  qz_table_writer_text_length (writer, "", 0);
  g_assert_cmpint (qz_table_writer_end_row (writer, &error), ==, 2);
  g_assert_true (qz_act_commit (act, FALSE, &error));
  g_assert_cmpint (count_rows (self->store,
                               "SELECT count(*) FROM setting WHERE (key, length (value)) IN "
                               "(('agency', 100000), ('empty', 0))"),
                   ==, 2);
}

static void
test_writer_errors (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = qz_act_begin (self->store, "x", "zhao", &self->clock, &error);
  QzTableWriter *writer = qz_act_get_writer (act, "provider", &error);

  qz_table_writer_text (writer, "H22020000001");
  g_assert_cmpint (qz_table_writer_end_row (writer, &error), ==, 1);
  qz_table_writer_text (writer, "H22020000001");
  g_assert_cmpint (qz_table_writer_end_row (writer, &error), ==, 0);
  assert_error (error, QZ_ERROR_STORE, "store-unique");
}

static void
test_insert_only (Fixture *self, gconstpointer data)
{
  const char *const *tables = qz_schema_get_tables ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *update = g_strdup_printf (
          "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '%s' "
          "AND name IN ('%s_no_update', '%s_no_delete')",
          tables[i], tables[i], tables[i]);

      g_assert_cmpint (count_rows (self->store, update), ==, 2);
    }
  g_assert_true (add_users (self->store, &self->clock, 1, &error));
  g_clear_pointer (&self->store, qz_store_close);
  g_assert_cmpint (run_outside (self->path, "UPDATE user SET roles = 'approver'"), !=, SQLITE_OK);
  g_assert_cmpint (run_outside (self->path, "DELETE FROM user"), !=, SQLITE_OK);
  g_assert_cmpint (run_outside (self->path, "UPDATE change_log SET actor = 'qian'"), !=, SQLITE_OK);
  g_assert_cmpint (run_outside (self->path, "DELETE FROM change_range"), !=, SQLITE_OK);
  reopen (self);
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM user WHERE roles = 'maker'"), ==,
                   1);
  g_assert_false (qz_store_execute (self->store,
                                    "INSERT OR REPLACE INTO user VALUES (1, 'a', 'b', 'c', 1)",
                                    "test", &error));
  assert_error (error, QZ_ERROR_STORE, "store-insert-only");
}

static void
test_second_writer (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *process = g_strdup_printf ("process %d", (int) getpid ());
  g_autoptr (QzStore) reader = NULL;
  QzStore *second = qz_store_open (self->path, QZ_STORE_WRITE, &error);

  g_assert_null (second);
  assert_error (error, QZ_ERROR_STORE, "book-locked");
  g_assert_nonnull (strstr (error->message, process));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_clear_error (&error);
  reader = qz_store_open (self->path, QZ_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_true (add_users (self->store, &self->clock, 1, &error));
  g_assert_cmpint (count_rows (reader, "SELECT count(*) FROM user"), ==, 1);
  g_assert_null (qz_act_begin (reader, "x", "zhao", &self->clock, &error));
  assert_error (error, QZ_ERROR_STORE, "store-read-only");
  reopen (self);
}

/* What another program does that opens the book set and closes it again: this one, started anew,
 * for SQLite's own memory of its locks would come along with a fork. */
static int
run_visit (const char *path)
{
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_exec (db, "SELECT count(*) FROM user", NULL, NULL, NULL);
  sqlite3_close (db);
  return code;
}

static void
visit (const char *path)
{
  const char *const command[] = { "/proc/self/exe", "--visit", path, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Whoever closes a database last takes its log away. While it is open here, nobody else is the last
 * one, however often it was opened and closed here beside. */
static void
test_log_is_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (QzStore) reader = NULL;

  g_assert_true (add_users (self->store, &self->clock, 1, &error));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  visit (self->path);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  qz_store_close (qz_store_open (self->path, QZ_STORE_READ, &error));
  reader = qz_store_open (self->path, QZ_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_true (qz_store_is_database (self->path));
  g_assert_true (qz_store_is_database (log));
  visit (self->path);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (add_users (self->store, &self->clock, 1, &error));
  g_assert_cmpint (count_rows (reader, "SELECT count(*) FROM user"), ==, 2);
}

static void
test_newer_and_older (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->store, qz_store_close);
  g_assert_cmpint (run_outside (self->path, "PRAGMA user_version = 99"), ==, SQLITE_OK);
  assert_open_fails (self, QZ_STORE_WRITE, "book-newer");
  assert_open_fails (self, QZ_STORE_READ, "book-newer");
  g_assert_cmpint (run_outside (self->path, "PRAGMA user_version = 0"), ==, SQLITE_OK);
  assert_open_fails (self, QZ_STORE_WRITE, "book-older");
}

static void
replace_file (Fixture *self, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->store, qz_store_close);
  g_assert_true (g_file_set_contents (self->path, text, length, &error));
}

static void
test_not_a_book (Fixture *self, gconstpointer data)
{
  replace_file (self, "setl_id,fixmedins_code\n", -1);
  assert_open_fails (self, QZ_STORE_READ, "store-not-a-book");
  replace_file (self, "", 0);
  assert_open_fails (self, QZ_STORE_WRITE, "store-not-a-book");
  g_assert_cmpint (run_outside (self->path, "CREATE TABLE t (a)"), ==, SQLITE_OK);
  assert_open_fails (self, QZ_STORE_READ, "store-not-a-book");
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  assert_open_fails (self, QZ_STORE_READ, "book-missing");
}

/* Cut anywhere: never opened as if nothing were wrong. */
static void
test_truncated (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  gsize length = 0;

  g_clear_pointer (&self->store, qz_store_close);
  g_assert_true (g_file_get_contents (self->path, &whole, &length, &error));
  for (gsize cut = 0; cut < length; cut += 3001)
    {
      g_autoptr (QzStore) store = NULL;

      replace_file (self, whole, (gssize) cut);
      store = qz_store_open (self->path, QZ_STORE_READ, &error);
      g_assert_null (store);
      g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_STORE));
      if (cut >= 100)
        g_assert_cmpstr (qz_error_get_id (error), ==, "store-truncated");
      g_clear_error (&error);
    }
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  gsize length = 0;

  g_clear_pointer (&self->store, qz_store_close);
  g_assert_true (g_file_get_contents (self->path, &whole, &length, &error));
  memset (whole + 100, 0xa5, 3000);
  replace_file (self, whole, (gssize) length);
  assert_open_fails (self, QZ_STORE_READ, "store-corrupt");
}

static const char *
pretend_nfs (const char *path)
{
  return "NFS";
}

static void
test_network (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (self->folder, "other.qz", NULL);

  g_clear_pointer (&self->store, qz_store_close);
  qz_file_set_system_func (pretend_nfs);
  assert_open_fails (self, QZ_STORE_WRITE, "book-on-network");
  assert_open_fails (self, QZ_STORE_READ, "book-on-network");
  g_assert_null (qz_store_create (other, &error));
  assert_error (error, QZ_ERROR_STORE, "book-on-network");
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  qz_file_set_system_func (NULL);
  reopen (self);
}

static void
test_migrate_of_a_present_one (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  g_clear_pointer (&self->store, qz_store_close);
  g_assert_true (qz_store_migrate (self->path, FALSE, NULL, &backup, &error));
  g_assert_no_error (error);
  g_assert_null (backup);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  QzStatement *endless =
      qz_store_prepare (self->store,
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                        "SELECT count(*) FROM n",
                        &error);

  g_cancellable_cancel (cancellable);
  qz_store_set_cancellable (self->store, cancellable);
  g_assert_false (qz_statement_step (endless, &error));
  assert_error (error, QZ_ERROR_CANCELLED, "cancelled");
  g_clear_error (&error);
  qz_store_set_cancellable (self->store, NULL);
  g_assert_true (add_users (self->store, &self->clock, 1, &error));
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--visit"))
    return run_visit (argv[2]);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/create", test_create);
  ADD ("/store/settings-read-back", test_settings);
  ADD ("/store/every-table-is-known", test_every_table_is_known);
  ADD ("/store/act", test_act);
  ADD ("/store/dry-run-and-free-roll-back", test_dry_run_and_free_roll_back);
  ADD ("/store/stray-rows", test_stray_rows);
  ADD ("/store/numbers", test_numbers);
  ADD ("/store/writer/texts", test_writer_texts);
  ADD ("/store/writer/errors", test_writer_errors);
  ADD ("/store/insert-only", test_insert_only);
  ADD ("/store/second-writer", test_second_writer);
  ADD ("/store/log-is-kept", test_log_is_kept);
  ADD ("/store/bad/newer-and-older", test_newer_and_older);
  ADD ("/store/bad/not-a-book", test_not_a_book);
  ADD ("/store/bad/truncated", test_truncated);
  ADD ("/store/bad/damaged", test_damaged);
  ADD ("/store/bad/network", test_network);
  ADD ("/store/migrate-of-a-present-one", test_migrate_of_a_present_one);
  ADD ("/store/cancel", test_cancel);
#undef ADD
  return g_test_run ();
}
