/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-schema.h"
#include "qz-verify-private.h"

/* The tables, indexes and triggers against those that the steps make: without its triggers a book
 * set would take any change, and without its unique indexes any row twice. */

/* "type name" → SQL of everything that is declared. */
static GHashTable *
read_declared (sqlite3 *db, const char *path, GError **error)
{
  static const char sql[] = "SELECT type || ' ' || name, coalesce (sql, '') FROM sqlite_master"
                            " WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'";
  g_autoptr (GHashTable) declared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &rows, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      g_hash_table_insert (declared, g_strdup ((const char *) sqlite3_column_text (rows, 0)),
                           g_strdup ((const char *) sqlite3_column_text (rows, 1)));
      code = SQLITE_OK;
    }
  sqlite3_finalize (rows);
  if (code == SQLITE_DONE)
    return g_steal_pointer (&declared);
  qz_store_error_set (error, db, code, path, "verify");
  return NULL;
}

/* What a new book set of this version declares. */
static GHashTable *
make_expected (const char *path, GError **error)
{
  sqlite3 *db = NULL;
  GHashTable *expected = NULL;

  if (sqlite3_open (":memory:", &db) != SQLITE_OK)
    qz_store_error_set (error, db, SQLITE_CANTOPEN, path, "verify");
  else if (qz_schema_run_steps (db, path, 0, error))
    expected = read_declared (db, path, error);
  sqlite3_close (db);
  return expected;
}

/* Counts the keys of @left that @right lacks or, when @compare, has otherwise. */
static gint64
count_differences (GHashTable *left, GHashTable *right, gboolean compare, const char **first)
{
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;
  gint64 n = 0;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *other = g_hash_table_lookup (right, key);

      if (other != NULL && (!compare || g_str_equal (other, value)))
        continue;
      n++;
      if (*first == NULL || g_strcmp0 (key, *first) < 0)
        *first = key;
    }
  return n;
}

gboolean
qz_verify_schema (QzVerifier *self, GError **error)
{
  g_autoptr (GHashTable) expected = make_expected (self->store->path, error);
  g_autoptr (GHashTable) found = NULL;
  const char *first = NULL;
  gint64 n_faults;

  if (expected != NULL)
    found = read_declared (self->store->db, self->store->path, error);
  if (found == NULL)
    return FALSE;
  n_faults = count_differences (expected, found, TRUE, &first)
             + count_differences (found, expected, FALSE, &first);
  qz_verifier_report (self, "SCHEMA", _("Tables, indexes and triggers are those of this version"),
                      n_faults, first != NULL ? first : "");
  return TRUE;
}
