/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include "qz-error.h"
#include "qz-verify.h"
#include "store-fixture.h"

/* Book sets as every released version of the schema left them: they open (after migration, once
 * there is a newer one), prove themselves, and have exactly the schema that their steps make today.
 * Made by tests/data/make-frozen-book. */

typedef struct {
  int version;
  gint64 n_claims, n_documents, n_vouchers, n_changes;
} Frozen;

static const Frozen frozen[] = {
  { .version = 1, .n_claims = 14, .n_documents = 3, .n_vouchers = 1, .n_changes = 20 },
  { .version = 2, .n_claims = 14, .n_documents = 3, .n_vouchers = 1, .n_changes = 20 },
  { .version = 3, .n_claims = 14, .n_documents = 3, .n_vouchers = 1, .n_changes = 20 },
  { .version = 4, .n_claims = 14, .n_documents = 3, .n_vouchers = 1, .n_changes = 20 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (frozen) == QZ_STORE_SCHEMA_VERSION);

static void
thaw (const Frozen *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("schema-%d.qz", self->version);
  g_autofree char *source = g_build_filename (g_getenv ("QZ_TEST_DATA"), name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_file_get_contents (source, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

static char *
dup_schema (const char *path)
{
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *list = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
                                       "ORDER BY type, name",
                                       -1, &list, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (list) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (list, 0));
  sqlite3_finalize (list);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static void
test_opens (Fixture *self, gconstpointer data)
{
  const Frozen *book = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "frozen.qz", NULL);
  g_autofree char *backup = NULL;
  g_autoptr (QzStore) store = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  gboolean ok = FALSE;

  thaw (book, path);
  g_assert_true (qz_store_migrate (path, FALSE, NULL, &backup, &error));
  g_assert_true ((backup != NULL) == (book->version < QZ_STORE_SCHEMA_VERSION));
  store = qz_store_open (path, QZ_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM claim"), ==, book->n_claims);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM document"), ==, book->n_documents);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM voucher"), ==, book->n_vouchers);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM change_log"), ==, book->n_changes);
  sheet = qz_store_verify (store, NULL, NULL, &ok, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_true (add_users (store, &self->clock, 1, &error));
  g_assert_no_error (error);
}

/* A released step is never edited: old files have what the step made when they were new. */
static void
test_schema_is_the_same (Fixture *self, gconstpointer data)
{
  const Frozen *book = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "frozen.qz", NULL);
  g_autofree char *backup = NULL;
  g_autofree char *old = NULL;
  g_autofree char *fresh = NULL;

  thaw (book, path);
  g_assert_true (qz_store_migrate (path, FALSE, NULL, &backup, &error));
  old = dup_schema (path);
  fresh = dup_schema (self->path);
  g_assert_cmpstr (old, ==, fresh);
}

/* Who cancels has the file as it was, and no copy that would stand in the way of the next try. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (self->folder, "frozen.qz", NULL);
  g_autofree char *backup = NULL;
  g_autofree char *copy =
      g_strdup_printf ("%s.before-%d", path, QZ_STORE_SCHEMA_VERSION);

  thaw (data, path);
  g_cancellable_cancel (cancellable);
  g_assert_false (qz_store_migrate (path, FALSE, cancellable, &backup, &error));
  g_assert_error (error, QZ_ERROR, QZ_ERROR_CANCELLED);
  g_assert_null (backup);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (qz_store_migrate (path, FALSE, NULL, &backup, &error));
  g_assert_cmpstr (backup, ==, copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (frozen); i++)
    {
      g_autofree char *opens = g_strdup_printf ("/frozen/schema-%d/opens", frozen[i].version);
      g_autofree char *cancelled =
          g_strdup_printf ("/frozen/schema-%d/cancelled", frozen[i].version);
      g_autofree char *same = g_strdup_printf ("/frozen/schema-%d/same", frozen[i].version);

      g_test_add (opens, Fixture, &frozen[i], fixture_set_up, test_opens, fixture_tear_down);
      if (frozen[i].version < QZ_STORE_SCHEMA_VERSION)
        g_test_add (cancelled, Fixture, &frozen[i], fixture_set_up, test_cancelled,
                    fixture_tear_down);
      g_test_add (same, Fixture, &frozen[i], fixture_set_up, test_schema_is_the_same,
                  fixture_tear_down);
    }
  return g_test_run ();
}
