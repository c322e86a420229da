/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "qz-progress.h"
#include "qz-verify.h"
#include "store-fixture.h"

/* Backup, restore and new files: whole and proven under their name or not there, and nothing that
 * was there before is touched. */

#define N_USERS 5

static char *
dup_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* A backup of N_USERS users. (transfer full) */
static char *
back_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *backup = dup_path (self, "backup.qz");
  gboolean whole = FALSE;

  g_assert_true (add_users (self->store, &self->clock, N_USERS, &error));
  g_assert_true (qz_store_backup (self->store, backup, NULL, NULL, &whole, &error));
  g_assert_no_error (error);
  g_assert_true (whole);
  return backup;
}

/* The folder holds @names, an empty one at the end, and nothing else but the open book set. */
static void
assert_holds (Fixture *self, const char *const *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, &error);
  guint n = 0;
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (!g_str_has_prefix (name, "book.qz"))
      {
        g_test_message ("%s", name);
        g_assert_true (g_strv_contains (names, name));
        n++;
      }
  g_assert_cmpuint (n, ==, g_strv_length ((char **) names));
}

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
}

static void
assert_restore_fails (const char *backup, const char *path, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_store_restore (backup, path, NULL, NULL, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
}

static void
test_backup_and_restore (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = back_up (self);
  g_autofree char *restored = dup_path (self, "restored.qz");
  g_autoptr (QzStore) store = NULL;
  gboolean whole = FALSE;

  g_assert_true (add_users (self->store, &self->clock, 1, &error));
  g_assert_false (qz_store_backup (self->store, backup, NULL, NULL, &whole, &error));
  assert_error (error, QZ_ERROR_STORE, "file-exists");
  g_clear_error (&error);
  assert_restore_fails (backup, self->path, "file-exists");
  g_assert_true (qz_store_restore (backup, restored, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_holds (self, (const char *const[]) { "backup.qz", "restored.qz", NULL });
  store = qz_store_open (restored, QZ_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM user"), ==, N_USERS);
  g_assert_true (add_users (store, &self->clock, 1, &error));
}

/* The log of a book set that was moved away would be read into the new file of its name. */
static void
test_left_log (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "backup.qz", "place.qz-wal", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = back_up (self);
  g_autofree char *place = dup_path (self, "place.qz");
  g_autofree char *log = dup_path (self, "place.qz-wal");
  gboolean whole = FALSE;

  write_file (log, "changes of another book set");
  assert_restore_fails (backup, place, "file-exists");
  g_assert_false (qz_store_backup (self->store, place, NULL, NULL, &whole, &error));
  assert_error (error, QZ_ERROR_STORE, "file-exists");
  g_clear_error (&error);
  g_assert_null (qz_store_create (place, &error));
  assert_error (error, QZ_ERROR_STORE, "file-exists");
  g_clear_error (&error);
  assert_holds (self, names);
  /* An empty one says nothing. */
  write_file (log, "");
  g_assert_true (qz_store_restore (backup, place, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* Whoever still writes the book set whose file was moved away goes on at its old place. */
static void
test_held (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = back_up (self);
  g_autofree char *moved = dup_path (self, "moved.qz");
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);

  g_assert_cmpint (g_rename (self->path, moved), ==, 0);
  g_unlink (log);
  assert_restore_fails (backup, self->path, "book-locked");
  assert_holds (self, (const char *const[]) { "backup.qz", "moved.qz", NULL });
}

/* What looks like a half-written file of ours is somebody's. */
static void
test_other_files (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "backup.qz", "backup.qz.partial", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *partial = dup_path (self, "backup.qz.partial");
  g_autofree char *backup = NULL;
  g_autofree char *text = NULL;

  write_file (partial, "mine");
  backup = back_up (self);
  g_assert_true (g_file_get_contents (partial, &text, NULL, &error));
  g_assert_cmpstr (text, ==, "mine");
  assert_holds (self, names);
}

static const char *backup_on_share;

static const char *
name_system (const char *path)
{
  return strstr (path, backup_on_share) != NULL ? "NFS" : NULL;
}

/* To a share and back, where a book set may not be worked in. */
static void
test_share (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = dup_path (self, "place.qz");
  g_autofree char *backup = NULL;

  backup_on_share = "backup.qz";
  qz_file_set_system_func (name_system);
  backup = back_up (self);
  g_assert_true (qz_store_restore (backup, place, NULL, NULL, &error));
  g_assert_no_error (error);
  backup_on_share = "other.qz";
  g_free (place);
  place = dup_path (self, "other.qz");
  assert_restore_fails (backup, place, "book-on-network");
  qz_file_set_system_func (NULL);
  assert_holds (self, (const char *const[]) { "backup.qz", "place.qz", NULL });
}

/* A backup of before the last version; it stays what it is. */
static void
test_older (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "backup.qz", "place.qz", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *older = g_build_filename (g_getenv ("QZ_TEST_DATA"), "schema-1.qz", NULL);
  g_autofree char *backup = dup_path (self, "backup.qz");
  g_autofree char *place = dup_path (self, "place.qz");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0, n_after = 0;
  g_autoptr (QzStore) store = NULL;

  g_assert_true (g_file_get_contents (older, &before, &n_before, &error));
  g_assert_true (g_file_set_contents (backup, before, (gssize) n_before, &error));
  g_assert_true (qz_store_restore (backup, place, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (backup, &after, &n_after, &error));
  g_assert_cmpmem (before, n_before, after, n_after);
  assert_holds (self, names);
  store = qz_store_open (place, QZ_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (store, "PRAGMA user_version"), ==, QZ_STORE_SCHEMA_VERSION);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM claim"), ==, 14);
}

/* A table that the program knows nothing of. */
static void
break_book (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE stranger (a)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* It is copied, for somebody may mend it, but not said to be whole, nor restored. */
static void
test_broken (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = dup_path (self, "backup.qz");
  g_autofree char *place = dup_path (self, "place.qz");
  gboolean whole = TRUE;

  g_assert_true (add_users (self->store, &self->clock, N_USERS, &error));
  g_clear_pointer (&self->store, qz_store_close);
  break_book (self->path);
  self->store = qz_store_open (self->path, QZ_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (qz_store_backup (self->store, backup, NULL, NULL, &whole, &error));
  g_assert_no_error (error);
  g_assert_false (whole);
  assert_restore_fails (backup, place, "backup-broken");
  assert_holds (self, (const char *const[]) { "backup.qz", NULL });
}

/* Stops at a report, which tells what is under way. */
typedef struct {
  GCancellable *cancellable;
  guint at;
  guint n_reports;
} Stop;

static void
stop_at (const char *what, guint64 done, guint64 total, gpointer data)
{
  Stop *stop = data;

  if (stop->n_reports == 0)
    g_assert_cmpstr (what, ==, "Copying pages");
  if (++stop->n_reports == stop->at)
    g_cancellable_cancel (stop->cancellable);
}

/* Stopped wherever it says where it is, first after the pages, it leaves nothing. */
static void
test_stopped (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = back_up (self);
  g_autofree char *place = dup_path (self, "place.qz");
  guint n_stopped = 0;

  for (gboolean done = FALSE; !done;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Stop stop = { cancellable, n_stopped + 1, 0 };
      g_autoptr (QzProgress) progress = qz_progress_new (stop_at, &stop);

      done = qz_store_restore (backup, place, progress, cancellable, &error);
      if (done)
        break;
      assert_error (error, QZ_ERROR_CANCELLED, "cancelled");
      assert_holds (self, (const char *const[]) { "backup.qz", NULL });
      n_stopped++;
    }
  g_assert_cmpuint (n_stopped, >, 0);
}

int
main (int argc, char *argv[])
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/copy/backup-and-restore", test_backup_and_restore);
  ADD ("/copy/left-log", test_left_log);
  ADD ("/copy/held", test_held);
  ADD ("/copy/other-files", test_other_files);
  ADD ("/copy/share", test_share);
  ADD ("/copy/older", test_older);
  ADD ("/copy/broken", test_broken);
  ADD ("/copy/stopped", test_stopped);
#undef ADD
  return g_test_run ();
}
