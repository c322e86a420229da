/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"
#include "qz-verify.h"
#include "store-fixture.h"

/* Acts on a disk that fails at every step in turn: afterwards the book set is as before or as after
 * the act, never between, and proves itself whole. */

#define N_USERS_BEFORE 3
#define N_USERS_ADDED  400 /* some hundred pages, so that the log is checkpointed too */

static void
assert_whole (QzStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  gboolean ok = FALSE;

  sheet = qz_store_verify (store, NULL, NULL, &ok, &error);
  g_assert_no_error (error);
  for (guint i = 0; !ok && i < qz_sheet_get_n_rows (sheet); i++)
    g_test_message ("%s %s", qz_sheet_get_text (sheet, i, 0), qz_sheet_get_text (sheet, i, 3));
  g_assert_true (ok);
}

static void
open_again (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->store, qz_store_close);
  self->store = qz_store_open (self->path, QZ_STORE_WRITE, &error);
  g_assert_no_error (error);
}

/* Runs one act and closes, with the fault at @step; tells whether the act said it was done. */
static gboolean
run_act (Fixture *self, FaultKind kind, guint step, gboolean *fired)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  fault_vfs_arm (kind, step);
  done = add_users (self->store, &self->clock, N_USERS_ADDED, &error);
  g_assert_true (done == (error == NULL));
  if (error != NULL)
    g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_STORE));
  g_clear_pointer (&self->store, qz_store_close);
  *fired = fault_vfs_has_fired ();
  fault_vfs_disarm ();
  return done;
}

static void
check_after (Fixture *self, gboolean done)
{
  gint64 n_users;

  open_again (self);
  n_users = count_rows (self->store, "SELECT count(*) FROM user");
  /* What was said to be done is there, even when power failed a moment later. */
  if (done)
    g_assert_cmpint (n_users, ==, N_USERS_BEFORE + N_USERS_ADDED);
  else
    g_assert_true (n_users == N_USERS_BEFORE || n_users == N_USERS_BEFORE + N_USERS_ADDED);
  assert_whole (self->store);
}

/* Every try starts from the same file: the number of steps must not grow from one to the next. */
static void
start_over (Fixture *self, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->store, qz_store_close);
  qz_file_remove (self->path);
  g_assert_true (g_file_set_contents_full (self->path, text, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0644, &error));
  open_again (self);
}

static void
fail_at_every_step (Fixture *self, gconstpointer data)
{
  FaultKind kind = GPOINTER_TO_UINT (data);
  guint n_done = 0, n_failed = 0;
  guint n_steps = G_MAXUINT;
  g_autofree char *before = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (add_users (self->store, &self->clock, N_USERS_BEFORE, &error));
  g_clear_pointer (&self->store, qz_store_close);
  g_assert_true (g_file_get_contents (self->path, &before, &length, &error));
  for (guint step = 1; step <= n_steps; step++)
    {
      gboolean fired = FALSE;
      gboolean done;

      start_over (self, before, length);
      done = run_act (self, kind, step, &fired);
      n_done += done;
      n_failed += !done;
      /* How many steps there are without a fault is known once none fired at the last of them. */
      if (!fired && kind != FAULT_SYNC)
        n_steps = step;
      else if (kind == FAULT_SYNC && step > fault_vfs_get_n_steps ())
        n_steps = step;
      check_after (self, done);
    }
  g_test_message ("%u acts failed, %u were done", n_failed, n_done);
  g_assert_cmpuint (n_failed, >, kind == FAULT_SYNC ? 0 : 5);
  g_assert_cmpuint (n_done, >, 0);
}

/* After a full disk the same connection goes on. */
static void
test_full_disk_goes_on (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fault_vfs_arm (FAULT_FULL, 1);
  g_assert_false (add_users (self->store, &self->clock, N_USERS_ADDED, &error));
  assert_error (error, QZ_ERROR_STORE, "store-full");
  g_clear_error (&error);
  fault_vfs_disarm ();
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM user"), ==, 0);
  g_assert_true (add_users (self->store, &self->clock, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (self->store, "SELECT count(*) FROM user"), ==, 2);
  assert_whole (self->store);
}

/* A backup or a new book set that fails leaves no file with the name of a whole one. */
static void
test_backup_on_a_full_disk (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "backup.qz", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (add_users (self->store, &self->clock, N_USERS_ADDED, &error));
  for (guint step = 1;; step += 7)
    {
      gboolean done, whole = FALSE;

      fault_vfs_arm (FAULT_FULL, step);
      done = qz_store_backup (self->store, backup, NULL, NULL, &whole, &error);
      fault_vfs_disarm ();
      if (done)
        break;
      assert_error (error, QZ_ERROR_STORE, "store-full");
      g_clear_error (&error);
      g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
    }
  g_assert_no_error (error);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_clear_pointer (&self->store, qz_store_close);
  g_assert_cmpint (g_rename (backup, self->path), ==, 0);
  open_again (self);
  assert_whole (self->store);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    FaultKind kind;
  } kinds[] = {
    { "/faults/act/full-disk", FAULT_FULL },
    { "/faults/act/short-write", FAULT_SHORT_WRITE },
    { "/faults/act/failed-sync", FAULT_SYNC },
    { "/faults/act/crash", FAULT_CRASH },
    { "/faults/act/crash-losing-unsynced", FAULT_CRASH_LOSING },
  };

  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_test_add (kinds[i].path, Fixture, GUINT_TO_POINTER (kinds[i].kind), fixture_set_up,
                fail_at_every_step, fixture_tear_down);
  g_test_add ("/faults/full-disk-goes-on", Fixture, NULL, fixture_set_up, test_full_disk_goes_on,
              fixture_tear_down);
  g_test_add ("/faults/backup-on-a-full-disk", Fixture, NULL, fixture_set_up,
              test_backup_on_a_full_disk, fixture_tear_down);
  return g_test_run ();
}
