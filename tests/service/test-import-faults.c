/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"
#include "import-fixture.h"

/* Imports of claims on a disk that fills up, loses writes or crashes: afterwards the book set holds
 * all claims or none, and proves itself whole. */

#define N_ROWS 20000 /* in no order, so that the unique index is taken down and built again */

static void
open_again (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&f->book, qz_book_close);
  f->book = qz_book_open (f->path, TRUE, &error);
  g_assert_no_error (error);
}

static void
write_claims (Fixture *f)
{
  g_autoptr (GString) text = g_string_new (CLAIM_HEADER);

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "S%u,%s", i * 7919 % 1000003, strchr (CLAIM ("x"), ',') + 1);
  fixture_write_bytes (f, "c.csv", text->str, text->len);
}

static gboolean
import_with_fault (Fixture *f, FaultKind kind, guint step, gboolean *fired)
{
  g_autofree char *path = fixture_dup_path (f, "c.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  fault_vfs_arm (kind, step);
  sheet = qz_import_run (f->book, &f->context, "claims", path, NULL, &error);
  g_assert_true ((sheet == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_STORE));
  if (kind == FAULT_FULL && error != NULL)
    g_assert_cmpstr (qz_error_get_id (error), ==, "store-full");
  g_clear_pointer (&f->book, qz_book_close);
  *fired = fault_vfs_has_fired ();
  fault_vfs_disarm ();
  return sheet != NULL;
}

static void
check_whole (Fixture *f, gboolean done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) checks = NULL;
  gboolean ok = FALSE;
  gint64 n;

  open_again (f);
  n = fixture_count_claims (f);
  g_assert_true (n == N_ROWS || (n == 0 && !done));
  checks = qz_book_verify (f->book, &f->context, &ok, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  /* The unique index is there, whatever happened to it on the way. */
  if (n == 0)
    fixture_refuse (f, "claims", CLAIM_HEADER CLAIM ("A") CLAIM ("A"), 3, "setl_id", "V7");
}

static void
test_kind (Fixture *f, gconstpointer data)
{
  FaultKind kind = (FaultKind) GPOINTER_TO_INT (data);
  gboolean fired = TRUE;
  guint n_lost = 0;

  write_claims (f);
  for (guint step = 1; fired; step = step * 3 + 1)
    {
      gboolean done = import_with_fault (f, kind, step, &fired);

      check_whole (f, done);
      n_lost += fired && !done;
      if (fixture_count_claims (f) > 0)
        break;
    }
  g_assert_cmpint (fixture_count_claims (f), ==, N_ROWS);
  /* Most steps are no syncs, so that kind may miss them all. */
  g_assert_true (n_lost > 0 || kind == FAULT_SYNC);
}

#define ADD(name, kind)                                                                            \
  g_test_add ("/import-faults/" name, Fixture, GINT_TO_POINTER (kind), fixture_set_up, test_kind,  \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  ADD ("full-disk", FAULT_FULL);
  ADD ("short-write", FAULT_SHORT_WRITE);
  ADD ("sync", FAULT_SYNC);
  ADD ("crash", FAULT_CRASH);
  ADD ("crash-losing", FAULT_CRASH_LOSING);
  return g_test_run ();
}
