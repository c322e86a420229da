/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "fault-vfs.h"
#include "qz-store-private.h"
#include "qz-verify.h"
#include "store-fixture.h"

/* A forger with the file in hand, who drops the triggers first: `book verify` finds every change,
 * loss, swap and addition, and names the check. */

static gboolean
write_sample (QzAct *act, GError **error)
{
  QzTableWriter *setting = qz_act_get_writer (act, "setting", error);

  qz_table_writer_text (setting, "agency");
  qz_table_writer_text (setting, "220200");
  return qz_table_writer_end_row (setting, error) != 0 && write_user (act, "qian", error)
         && write_user (act, "sun", error) && write_user (act, "li", error);
}

static void
put_texts (QzTableWriter *writer, const char *const *texts)
{
  for (; *texts != NULL; texts++)
    qz_table_writer_text (writer, *texts);
}

/* A balanced voucher with its number and balances, written as the ledger's repository does. */
static void
write_voucher (QzAct *act, gint64 number, gint64 amount)
{
  static const char *const people[] = { "qian", "sun", "li", NULL };
  g_autoptr (GError) error = NULL;
  QzTableWriter *voucher = qz_act_get_writer (act, "voucher", &error);
  QzTableWriter *line = qz_act_get_writer (act, "voucher_line", &error);
  gint64 id;

  qz_table_writer_text (voucher, "L_AG_220200_EMP");
  qz_table_writer_int (voucher, 202603);
  qz_table_writer_int (voucher, number);
  put_texts (voucher, (const char *const[]) { "2026-03-12", "EV-03", "日拨付", NULL });
  qz_table_writer_null (voucher);
  qz_table_writer_null (voucher);
  qz_table_writer_null (voucher);
  qz_table_writer_int (voucher, 1);
  qz_table_writer_int (voucher, amount);
  put_texts (voucher, people);
  id = qz_table_writer_end_row (voucher, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      qz_table_writer_int (line, id);
      qz_table_writer_int (line, i + 1);
      qz_table_writer_text (line, i == 0 ? "TEMP_PAID.INSTANT" : "BANK.OUT");
      qz_table_writer_int (line, 0);
      qz_table_writer_int (line, 0);
      qz_table_writer_text (line, "");
      qz_table_writer_int (line, 0);
      qz_table_writer_int (line, i == 0 ? amount : 0);
      qz_table_writer_int (line, i == 0 ? 0 : amount);
      g_assert_cmpint (qz_table_writer_end_row (line, &error), !=, 0);
    }
}

/* A document without lines, with its number, event and state. */
static void
write_document (QzAct *act)
{
  g_autoptr (GError) error = NULL;
  QzTableWriter *pack = qz_act_get_writer (act, "policy_pack", &error);
  QzTableWriter *document = qz_act_get_writer (act, "document", &error);
  QzTableWriter *event = qz_act_get_writer (act, "document_event", &error);
  gint64 number = 0;

  qz_table_writer_text (pack, "jilin-daily");
  qz_table_writer_int (pack, 1);
  put_texts (pack, (const char *const[]) { "2026-01-01", "2026-12-31", "00", "text", NULL });
  g_assert_cmpint (qz_table_writer_end_row (pack, &error), ==, 1);
  g_assert_true (qz_act_next_number (act, "RB-220200-20260310-EMP", &number, &error));
  put_texts (document, (const char *const[]) { "RB-220200-20260310-EMP-001", "daily", "220200",
                                               "EMP", NULL });
  qz_table_writer_int (document, 202603);
  put_texts (document, (const char *const[]) { "2026-03-10", "2026-03-11", NULL });
  for (int i = 0; i < 5; i++)
    qz_table_writer_int (document, i == 0);
  qz_table_writer_null (document);
  qz_table_writer_text (document, "");
  g_assert_cmpint (qz_table_writer_end_row (document, &error), ==, 1);
  qz_table_writer_int (event, 1);
  put_texts (event,
             (const char *const[]) { "make", "made", "zhao", "2026-03-11T09:00:00", "", NULL });
  g_assert_cmpint (qz_table_writer_end_row (event, &error), ==, 1);
  g_assert_true (qz_store_execute (qz_act_get_store (act),
                                   "INSERT INTO document_state VALUES (1, 'made')", "test",
                                   &error));
}

static void
put_balances (QzStore *store)
{
  g_autoptr (GError) error = NULL;
  QzStatement *statement = qz_store_prepare (
      store,
      "INSERT INTO account_balance SELECT v.ledger, l.account, 0, 0, '', v.period,"
      " sum (l.debit_fen), sum (l.credit_fen) FROM voucher_line l JOIN voucher v"
      " ON v.id = l.voucher_id GROUP BY v.ledger, l.account, v.period",
      &error);

  g_assert_no_error (error);
  g_assert_true (qz_statement_run (statement, &error));
}

static void
fill (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&act, qz_act_free);
      act = qz_act_begin (self->store, "sample", "zhao", &self->clock, &error);
      g_assert_true (write_sample (act, &error));
      if (i == 1)
        {
          write_voucher (act, 1, 10000);
          write_voucher (act, 2, 2500);
          write_document (act);
          put_balances (self->store);
        }
      g_assert_true (qz_act_commit (act, FALSE, &error));
      g_assert_no_error (error);
    }
}

/* The codes of the checks that failed, by name. */
static char *
verify (QzStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  GString *failed = g_string_new (NULL);
  gboolean ok = FALSE;

  sheet = qz_store_verify (store, NULL, NULL, &ok, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    if (qz_sheet_get_number (sheet, i, 2) == 0)
      {
        g_test_message ("%s: %s", qz_sheet_get_text (sheet, i, 0), qz_sheet_get_text (sheet, i, 3));
        g_string_append_printf (failed, "%s ", qz_sheet_get_text (sheet, i, 0));
      }
  g_assert_true (ok == (failed->len == 0));
  return g_string_free (failed, FALSE);
}

/* Takes all triggers away and returns the SQL that brings them back. */
static char *
drop_triggers (sqlite3 *db)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) restore = g_string_new (NULL);
  sqlite3_stmt *list = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name, sql FROM sqlite_schema"
                                       " WHERE type = 'trigger'",
                                       -1, &list, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (list) == SQLITE_ROW)
    {
      g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (list, 0)));
      g_string_append_printf (restore, "%s;\n", (const char *) sqlite3_column_text (list, 1));
    }
  sqlite3_finalize (list);
  g_assert_cmpuint (names->len, >, 60);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("DROP TRIGGER %s", (char *) g_ptr_array_index (names, i));

      g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  return g_string_free (g_steal_pointer (&restore), FALSE);
}

/* A careful forger: the triggers are there again afterwards. */
static void
forge (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  g_autofree char *restore = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  restore = drop_triggers (db);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_total_changes (db), >, 0);
  g_assert_cmpint (sqlite3_exec (db, restore, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

typedef struct {
  const char *path;
  const char *sql;
  const char *failed; /* checks that must fail */
} Forgery;

static const Forgery forgeries[] = {
  { "changed-text", "UPDATE user SET roles = 'approver' WHERE id = 2", "ROWS " },
  { "changed-number", "UPDATE user SET active = 0 WHERE id = 6", "ROWS " },
  { "text-to-null-like", "UPDATE setting SET value = '' WHERE id = 1", "ROWS " },
  { "missing-in-the-middle", "DELETE FROM user WHERE id = 2", "ROWS " },
  { "missing-at-the-end", "DELETE FROM user WHERE id = 6", "ROWS " },
  { "swapped-rows",
    "UPDATE user SET id = 100 WHERE id = 1; UPDATE user SET id = 1 WHERE id = 2;"
    "UPDATE user SET id = 2 WHERE id = 100",
    "ROWS " },
  { "added-row", "INSERT INTO user VALUES (7, 'x', 'x', 'approver', 1)", "ROWS " },
  { "added-negative", "INSERT INTO user VALUES (-1, 'x', 'x', 'approver', 1)", "ROWS " },
  { "added-to-an-empty-table", "INSERT INTO provider VALUES (1, 'H22020000001')", "ROWS " },
  { "log-actor", "UPDATE change_log SET actor = 'sun' WHERE id = 1", "CHAIN " },
  { "log-time", "UPDATE change_log SET business_time = '2026-01-01' WHERE id = 2", "CHAIN " },
  { "log-first-missing",
    "DELETE FROM change_range WHERE change_id = 1; DELETE FROM change_log WHERE id = 1",
    "CHAIN ROWS " },
  { "log-last-missing",
    "DELETE FROM change_range WHERE change_id = 2; DELETE FROM change_log WHERE id = 2", "ROWS " },
  { "range-digest", "UPDATE change_range SET digest = '00' WHERE id = 1", "CHAIN ROWS " },
  { "range-missing", "DELETE FROM change_range WHERE id = 1", "CHAIN ROWS " },
  { "range-added", "INSERT INTO change_range VALUES (99, 2, 'user', 7, 7, '00')", "CHAIN ROWS " },
  { "balance", "UPDATE account_balance SET debit_fen = debit_fen + 1 WHERE debit_fen > 0",
    "BALANCE " },
  { "balance-missing", "DELETE FROM account_balance WHERE debit_fen > 0", "BALANCE " },
  { "balance-added",
    "INSERT INTO account_balance VALUES ('L_AG_220200_EMP', 'X', 0, 0, '', 202603, 1, 0)",
    "BALANCE " },
  { "counter", "UPDATE number_counter SET last = 5", "NUMBERS " },
  { "counter-missing", "DELETE FROM number_counter", "NUMBERS " },
  { "counter-added", "INSERT INTO number_counter VALUES ('RB-220200-20260310-RES', 1)",
    "NUMBERS " },
  { "document-gap", "UPDATE document SET number = 'RB-220200-20260310-EMP-002'", "ROWS NUMBERS " },
  { "document-total", "UPDATE document SET total_fen = 1", "ROWS DOCUMENTS " },
  { "document-state", "UPDATE document_state SET state = 'approved'", "STATES " },
  { "document-event", "UPDATE document_event SET state = 'approved'", "ROWS STATES " },
  { "voucher-gap", "UPDATE voucher SET number = 3 WHERE number = 2", "ROWS NUMBERS " },
  { "voucher-line", "UPDATE voucher_line SET debit_fen = 9999 WHERE id = 1",
    "ROWS BALANCE VOUCHERS " },
  { "voucher-day", "UPDATE voucher SET day = '2026-04-01' WHERE id = 1", "ROWS VOUCHERS " },
  { "items-added", "INSERT INTO item_sum VALUES ('X', 202603, 'L', '', 1, 0)", "ITEMS " },
  { "paid-added", "INSERT INTO document_paid VALUES (1, 202603, '2026-03-12', 1, 0)", "PAID " },
  { "settled-added", "INSERT INTO settlement_sum VALUES (1, 202603, 1, 0)", "SETTLED " },
  { "state-of-nothing", "INSERT INTO document_state VALUES (2, 'paid')", "STATES " },
};

static void
test_forgery (Fixture *self, gconstpointer data)
{
  const Forgery *forgery = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fill (self);
  before = verify (self->store);
  g_assert_cmpstr (before, ==, "");
  g_clear_pointer (&self->store, qz_store_close);
  forge (self->path, forgery->sql);
  self->store = qz_store_open (self->path, QZ_STORE_READ, &error);
  g_assert_no_error (error);
  after = verify (self->store);
  g_assert_cmpstr (after, ==, forgery->failed);
}

/* A whole import may go when its withdrawal is recorded, and only whole. */
static void
write_declarations (Fixture *self, guint n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = qz_act_begin (self->store, "import", "zhao", &self->clock, &error);
  QzTableWriter *provider = qz_act_get_writer (act, "provider", &error);
  QzTableWriter *rows = qz_act_get_writer (act, "declaration", &error);
  QzTableWriter *file = qz_act_get_writer (act, "import_file", &error);

  qz_table_writer_text (provider, "H22020000001");
  g_assert_cmpint (qz_table_writer_end_row (provider, &error), ==, 1);
  for (guint i = 0; i < n_rows; i++)
    {
      qz_table_writer_int (rows, 1);
      qz_table_writer_int (rows, i + 2);
      qz_table_writer_int (rows, 1);
      qz_table_writer_text (rows, "EMP");
      qz_table_writer_int (rows, 202601 + i);
      for (int j = 0; j < 3; j++)
        qz_table_writer_int (rows, 100);
      qz_table_writer_text (rows, "2026-03-31");
      g_assert_cmpint (qz_table_writer_end_row (rows, &error), ==, i + 1);
    }
  put_texts (file, (const char *const[]) { "declarations", "d.csv", "00", "UTF-8", NULL });
  qz_table_writer_int (file, n_rows);
  qz_table_writer_int (file, 1);
  qz_table_writer_int (file, n_rows);
  qz_table_writer_null (file);
  qz_table_writer_null (file);
  qz_table_writer_int (file, 0);
  qz_table_writer_int (file, 0);
  g_assert_cmpint (qz_table_writer_end_row (file, &error), ==, 1);
  g_assert_true (qz_act_commit (act, FALSE, &error));
  g_assert_no_error (error);
}

static gboolean
delete_declarations (QzStore *store, GError **error)
{
  QzStatement *statement = qz_store_prepare (store, "DELETE FROM declaration WHERE id > ?1", error);

  return statement != NULL && qz_statement_bind (statement, error, "i", G_GINT64_CONSTANT (0))
         && qz_statement_run (statement, error);
}

static void
test_withdrawal (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *failed = NULL;
  g_autoptr (QzAct) act = NULL;
  QzTableWriter *writer;

  write_declarations (self, 3);
  act = qz_act_begin (self->store, "withdraw", "zhao", &self->clock, &error);
  g_assert_false (delete_declarations (self->store, &error));
  assert_error (error, QZ_ERROR_STORE, "store-insert-only");
  g_clear_error (&error);
  writer = qz_act_get_writer (act, "import_withdrawal", &error);
  qz_table_writer_int (writer, 1);
  qz_table_writer_text (writer, "wrong month");
  g_assert_cmpint (qz_table_writer_end_row (writer, &error), ==, 1);
  g_assert_true (delete_declarations (self->store, &error));
  g_assert_true (qz_act_commit (act, FALSE, &error));
  g_assert_no_error (error);
  failed = verify (self->store);
  g_assert_cmpstr (failed, ==, "");
  g_clear_pointer (&act, qz_act_free);
  /* Ids run on after those that went. */
  act = qz_act_begin (self->store, "import", "zhao", &self->clock, &error);
  writer = qz_act_get_writer (act, "declaration", &error);
  g_assert_cmpint (qz_table_writer_get_next_id (writer), ==, 4);
}

/* Without its triggers a book set would take any change. */
static void
test_schema (Fixture *self, gconstpointer sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *failed = NULL;
  sqlite3 *db = NULL;

  g_clear_pointer (&self->store, qz_store_close);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  self->store = qz_store_open (self->path, QZ_STORE_READ, &error);
  g_assert_no_error (error);
  failed = verify (self->store);
  g_assert_cmpstr (failed, ==, "SCHEMA ");
}

static void
test_withdrawn_row_is_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *failed = NULL;

  test_withdrawal (self, NULL);
  g_clear_pointer (&self->store, qz_store_close);
  forge (self->path, "INSERT INTO declaration VALUES (2, 1, 3, 1, 'EMP', 202602, 1, 1, 1,"
                     " '2026-03-31')");
  self->store = qz_store_open (self->path, QZ_STORE_READ, &error);
  failed = verify (self->store);
  g_assert_cmpstr (failed, ==, "ROWS ");
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean ok = TRUE;

  fill (self);
  g_cancellable_cancel (cancellable);
  g_assert_null (qz_store_verify (self->store, NULL, cancellable, &ok, &error));
  assert_error (error, QZ_ERROR_CANCELLED, "cancelled");
  g_assert_false (ok);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install (); /* for its speed: it never syncs */
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *path = g_strconcat ("/verify/forgery/", forgeries[i].path, NULL);

      g_test_add (path, Fixture, &forgeries[i], fixture_set_up, test_forgery, fixture_tear_down);
    }
  g_test_add ("/verify/withdrawal", Fixture, NULL, fixture_set_up, test_withdrawal,
              fixture_tear_down);
  g_test_add ("/verify/withdrawn-row-is-back", Fixture, NULL, fixture_set_up,
              test_withdrawn_row_is_back, fixture_tear_down);
  g_test_add ("/verify/trigger-gone", Fixture, "DROP TRIGGER claim_no_update", fixture_set_up,
              test_schema, fixture_tear_down);
  g_test_add ("/verify/index-gone", Fixture, "DROP INDEX claim_by_setl_id", fixture_set_up,
              test_schema, fixture_tear_down);
  g_test_add ("/verify/trigger-more", Fixture,
              "CREATE TRIGGER more AFTER INSERT ON claim BEGIN SELECT 1; END", fixture_set_up,
              test_schema, fixture_tear_down);
  g_test_add ("/verify/cancel", Fixture, NULL, fixture_set_up, test_cancel, fixture_tear_down);
  return g_test_run ();
}
