/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>

#include "qz-error.h"
#include "qz-progress.h"
#include "qz-schema.h"
#include "qz-store-private.h"
#include "qz-verify.h"

/* Backup, restore and migration: every new file is written beside its place and then named, so that
 * a half-written one never carries the name of a whole one. */

#define PAGES_PER_STEP 2048

/* How a copy is watched. */
typedef struct {
  QzProgress *progress;      /* nullable */
  GCancellable *cancellable; /* nullable */
} Watch;

static void
report_pages (const Watch *watch, sqlite3_backup *backup)
{
  const int total = sqlite3_backup_pagecount (backup);

  qz_progress_report (watch->progress, _("Copying pages"),
                      (guint64) (total - sqlite3_backup_remaining (backup)), (guint64) total);
}

static gboolean
copy_pages (sqlite3 *from, sqlite3 *to, const char *to_path, const Watch *watch, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int code = backup != NULL ? SQLITE_OK : sqlite3_extended_errcode (to);

  while (code == SQLITE_OK && !g_cancellable_is_cancelled (watch->cancellable))
    {
      code = sqlite3_backup_step (backup, PAGES_PER_STEP);
      report_pages (watch, backup);
    }
  if (backup != NULL)
    {
      int finish_code = sqlite3_backup_finish (backup);

      if (code == SQLITE_DONE)
        code = finish_code;
    }
  if (!qz_check_cancelled (watch->cancellable, error))
    return FALSE;
  if (code == SQLITE_OK)
    return TRUE;
  qz_store_error_set (error, to, code, to_path, "backup");
  return FALSE;
}

static gboolean
copy_to_temporary (sqlite3 *from, const char *temporary, const Watch *watch, GError **error)
{
  sqlite3 *to = qz_store_connect (temporary, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  gboolean done;

  if (to == NULL)
    return FALSE;
  done = copy_pages (from, to, temporary, watch, error);
  sqlite3_close_v2 (to);
  return done;
}

static gboolean
check_migratable (sqlite3 *db, const char *path, gint64 *version, GError **error)
{
  if (!qz_store_read_int (db, "PRAGMA user_version", version))
    {
      qz_store_error_set (error, db, sqlite3_extended_errcode (db), path, "user_version");
      return FALSE;
    }
  if (*version > QZ_STORE_SCHEMA_VERSION)
    {
      qz_error_set (error, QZ_ERROR_STORE, "book-newer",
                    _("%s was written by a newer version of the program (schema %" PRId64
                       ", this one knows %d); install the newer version"),
                    path, *version, QZ_STORE_SCHEMA_VERSION);
      return FALSE;
    }
  return TRUE;
}

/* What a new file is made of, and how it came out. */
typedef struct {
  sqlite3 *from;
  const char *from_path;
  QzSheet *checks; /* NULL: not proven yet */
  gboolean ok;
  Watch watch;
} Copy;

static gboolean
make_copy (const char *temporary, gpointer data, GError **error)
{
  const Copy *copy = data;

  return copy_to_temporary (copy->from, temporary, &copy->watch, error);
}

/* What was written is proven, not what it was written from. */
static gboolean
prove (const char *temporary, Copy *copy, GError **error)
{
  g_autoptr (QzStore) store = qz_store_open_still (temporary, error);

  if (store != NULL)
    copy->checks =
        qz_store_verify (store, copy->watch.progress, copy->watch.cancellable, &copy->ok, error);
  return copy->checks != NULL;
}

/* ── backup ─────────────────────────────────────────────────────────────────────────────────── */

/* What cannot be read to its end is not whole either. */
static gboolean
make_backup (const char *temporary, gpointer data, GError **error)
{
  const Copy *copy = data;
  g_autoptr (GError) reason = NULL;

  if (!make_copy (temporary, data, error))
    return FALSE;
  if (!prove (temporary, data, &reason))
    g_info ("%s: %s", temporary, reason->message);
  return qz_check_cancelled (copy->watch.cancellable, error);
}

gboolean
qz_store_backup (QzStore *self, const char *path, QzProgress *progress, GCancellable *cancellable,
                 gboolean *whole, GError **error)
{
  Copy copy = { self->db, self->path, .watch = { progress, cancellable } };
  const gboolean done = qz_file_make (path, make_backup, &copy, error);

  *whole = copy.ok;
  g_clear_pointer (&copy.checks, qz_sheet_unref);
  return done;
}

/* ── restoring ──────────────────────────────────────────────────────────────────────────────── */

/* Nothing is left beside a backup that was only read, and it may lie where nothing can be written
 * or locked; unless it is a book set that was not closed, whose log belongs to it. */
static sqlite3 *
connect_backup (const char *path, GError **error)
{
  if (!qz_store_check_file (path, error))
    return NULL;
  if (!qz_file_has_log (path))
    return qz_store_connect_still (path, error);
  return qz_file_check_local (path, error) ? qz_store_connect (path, SQLITE_OPEN_READONLY, error)
                                           : NULL;
}

/* The first fault stands for all: whoever proves the backup sees every one. */
static gboolean
refuse_broken (const Copy *copy, GError **error)
{
  QzSheet *checks = copy->checks;
  const guint ok = (guint) qz_sheet_find_column (checks, "ok");
  guint row = 0;

  while (qz_sheet_get_number (checks, row, ok) != 0)
    row++;
  qz_error_set (error, QZ_ERROR_INPUT, "backup-broken",
                _("%s is not whole: the check “%s” fails (%s); restore another backup, or open "
                  "this one and see all that is wrong with “qz book verify”"),
                copy->from_path,
                qz_sheet_get_text (checks, row, (guint) qz_sheet_find_column (checks, "what")),
                qz_sheet_get_text (checks, row, (guint) qz_sheet_find_column (checks, "detail")));
  return FALSE;
}

/* A copy of a backup, brought up to date. */
static gboolean
make_present (const char *temporary, gpointer data, GError **error)
{
  Copy *copy = data;
  g_autofree char *before = NULL;
  gint64 version = 0;

  return check_migratable (copy->from, copy->from_path, &version, error)
         && make_copy (temporary, copy, error)
         && qz_store_migrate (temporary, FALSE, copy->watch.cancellable, &before, error);
}

static gboolean
make_restored (const char *temporary, gpointer data, GError **error)
{
  Copy *copy = data;

  return make_present (temporary, copy, error) && prove (temporary, copy, error)
         && (copy->ok || refuse_broken (copy, error));
}

static gboolean
restore (const char *backup_path, const char *path, QzFileMake make, const Watch *watch,
         GError **error)
{
  Copy copy = { NULL, backup_path, .watch = *watch };
  gboolean done;

  if (!qz_file_check_local (path, error))
    return FALSE;
  copy.from = connect_backup (backup_path, error);
  if (copy.from == NULL)
    return FALSE;
  done = qz_file_make (path, make, &copy, error);
  g_clear_pointer (&copy.checks, qz_sheet_unref);
  sqlite3_close_v2 (copy.from);
  return done;
}

gboolean
qz_store_restore (const char *backup_path, const char *path, QzProgress *progress,
                  GCancellable *cancellable, GError **error)
{
  return restore (backup_path, path, make_restored, &(Watch) { progress, cancellable }, error);
}

gboolean
qz_store_restore_unproven (const char *backup_path, const char *path, QzProgress *progress,
                           GCancellable *cancellable, GError **error)
{
  return restore (backup_path, path, make_present, &(Watch) { progress, cancellable }, error);
}

/* ── migration ──────────────────────────────────────────────────────────────────────────────── */

#define CANCEL_STEPS 10000

static int
is_cancelled_cb (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static gboolean
run_steps (sqlite3 *db, const char *path, int version, gboolean dry_run, GError **error)
{
  int code = sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

  if (code == SQLITE_OK && !qz_schema_run_steps (db, path, version, error))
    {
      (void) sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  if (code == SQLITE_OK)
    code = sqlite3_exec (db, dry_run ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  qz_store_error_set (error, db, code, path, "migrate");
  (void) sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
migrate_connection (sqlite3 *db, const char *path, gboolean dry_run, GCancellable *cancellable,
                    char **backup_path, GError **error)
{
  gboolean done;
  g_autofree char *before = NULL;
  gint64 version = 0;

  if (!check_migratable (db, path, &version, error))
    return FALSE;
  if (version == QZ_STORE_SCHEMA_VERSION)
    return TRUE;
  before = g_strdup_printf ("%s.before-%d", path, QZ_STORE_SCHEMA_VERSION);
  if (!qz_file_make (before, make_copy, &(Copy) { db, path, .watch = { NULL, cancellable } },
                     error))
    return FALSE;
  sqlite3_progress_handler (db, CANCEL_STEPS, is_cancelled_cb, cancellable);
  done = run_steps (db, path, (int) version, dry_run, error);
  /* The file is as it was; a second try would find the name taken. */
  if (!done || dry_run)
    qz_file_remove (before);
  if (!done)
    return FALSE;
  *backup_path = g_steal_pointer (&before);
  return TRUE;
}

gboolean
qz_store_migrate (const char *path, gboolean dry_run, GCancellable *cancellable,
                  char **backup_path, GError **error)
{
  g_autoptr (QzFileLock) lock = NULL;
  gboolean done;
  sqlite3 *db;

  *backup_path = NULL;
  if (!qz_file_check_local (path, error) || !qz_store_check_file (path, error)
      || (lock = qz_file_lock_take (path, error)) == NULL)
    return FALSE;
  db = qz_store_connect (path, SQLITE_OPEN_READWRITE, error);
  if (db == NULL)
    return FALSE;
  done = migrate_connection (db, path, dry_run, cancellable, backup_path, error);
  sqlite3_close_v2 (db);
  return done;
}
