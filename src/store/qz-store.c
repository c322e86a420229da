/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-store.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-error.h"
#include "qz-schema.h"
#include "qz-store-private.h"

#define BUSY_TIMEOUT_MS 5000
#define HEADER_SIZE     100
#define MAGIC           "SQLite format 3" /* with its NUL */
#define MAX_PAGE_SIZE   65536
/* How many steps of SQLite's machine pass between two looks at the cancellable. */
#define CANCEL_STEPS 20000

/* ── before SQLite touches the file ─────────────────────────────────────────────────────────── */

static guint32
get_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* By SQLite's own file functions: when a process closes a descriptor of a file, all its POSIX locks
 * on the file are dropped, whichever descriptor took them. An open book set would then seem to be
 * closed to other starts, and the first of them that ends would take the log away under it. */
static int
read_start (const char *path, guint8 *out, gsize size, gsize *length)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  g_autofree char *full = g_malloc0 ((gsize) vfs->mxPathname + 4);
  sqlite3_int64 n_bytes = 0;
  int code = vfs->xFullPathname (vfs, path, vfs->mxPathname + 1, full) & 0xff;

  if (code == SQLITE_OK)
    code = vfs->xOpen (vfs, full, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);
  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize (file, &n_bytes);
  *length = (gsize) MIN (n_bytes, (sqlite3_int64) size);
  if (code == SQLITE_OK && *length > 0)
    code = file->pMethods->xRead (file, out, (int) *length, 0);
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  return code;
}

static gboolean
read_header (const char *path, guint8 header[HEADER_SIZE], gsize *length, GError **error)
{
  int code;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      qz_error_set (error, QZ_ERROR_STORE, "book-missing",
                    _("%s does not exist; choose the file where it is now, or make a new book set "
                      "with “qz book create”"),
                    path);
      return FALSE;
    }
  code = read_start (path, header, HEADER_SIZE, length);
  if (code == SQLITE_OK)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "store-cannot-open", "%s: %s", path,
                sqlite3_errstr (code));
  return FALSE;
}

gboolean
qz_store_is_database (const char *path)
{
  guint8 start[HEADER_SIZE] = { 0 };
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || read_start (path, start, HEADER_SIZE, &length) != SQLITE_OK)
    return FALSE;
  /* The magic number of a log; its last bit says which way words are. */
  return (length == HEADER_SIZE && memcmp (start, MAGIC, sizeof MAGIC) == 0)
         || (length >= 4 && (get_be32 (start) & ~1u) == 0x377f0682);
}

/* While a log with the last changes lies beside it, the file alone may be shorter than it says. */
static gboolean
has_log (const char *path)
{
  g_autofree char *name = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (name, &info) == 0 && info.st_size > 0;
}

static gboolean
is_truncated (const char *path, const guint8 header[HEADER_SIZE])
{
  guint32 page_size = (guint32) header[16] << 8 | header[17];
  guint64 said;
  GStatBuf info;

  if (page_size == 1)
    page_size = MAX_PAGE_SIZE;
  said = (guint64) page_size * get_be32 (header + 28);
  return g_stat (path, &info) == 0 && (guint64) info.st_size < said && !has_log (path);
}

gboolean
qz_store_check_file (const char *path, GError **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  gsize length = 0;

  if (!read_header (path, header, &length, error))
    return FALSE;
  if (length < HEADER_SIZE || memcmp (header, MAGIC, sizeof MAGIC) != 0
      || get_be32 (header + 68) != QZ_STORE_APPLICATION_ID)
    {
      qz_error_set (error, QZ_ERROR_STORE, "store-not-a-book",
                    _("%s is not a book set of this program"), path);
      return FALSE;
    }
  if (is_truncated (path, header))
    {
      qz_error_set (error, QZ_ERROR_STORE, "store-truncated",
                    _("%s was cut off: a part at its end is missing; "
                       "restore the last backup with “qz book restore”"),
                    path);
      return FALSE;
    }
  return TRUE;
}

/* ── connections ────────────────────────────────────────────────────────────────────────────── */

sqlite3 *
qz_store_connect (const char *path, int flags, GError **error)
{
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (code != SQLITE_OK)
    {
      qz_store_error_set (error, db, code, path, "open");
      sqlite3_close_v2 (db);
      return NULL;
    }
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  return db;
}

gboolean
qz_store_read_int (sqlite3 *db, const char *sql, gint64 *out)
{
  sqlite3_stmt *handle = NULL;
  gboolean done = FALSE;

  if (sqlite3_prepare_v2 (db, sql, -1, &handle, NULL) == SQLITE_OK
      && sqlite3_step (handle) == SQLITE_ROW)
    {
      *out = sqlite3_column_int64 (handle, 0);
      done = TRUE;
    }
  sqlite3_finalize (handle);
  return done;
}

/* What every connection relies on; a setting that did not take is as good as a broken file. */
static const struct {
  const char *set;
  const char *get;
  gint64 value;
} pragmas[] = {
  { "PRAGMA synchronous = FULL", "PRAGMA synchronous", 2 },
  { "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1 },
  { "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", 0 },
  /* Without it, INSERT OR REPLACE deletes rows behind the back of the triggers. */
  { "PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", 1 },
  { "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1 },
  { "PRAGMA cache_size = -16000", "PRAGMA cache_size", -16000 },
};

static gboolean
set_pragmas (sqlite3 *db, const char *path, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    {
      gint64 value = G_MININT64;
      int code = sqlite3_exec (db, pragmas[i].set, NULL, NULL, NULL);

      if (code != SQLITE_OK)
        {
          qz_store_error_set (error, db, code, path, pragmas[i].set);
          return FALSE;
        }
      if (!qz_store_read_int (db, pragmas[i].get, &value) || value != pragmas[i].value)
        {
          qz_error_set (error, QZ_ERROR_STORE, "store-setting",
                        _("%s: SQLite does not accept “%s”"),
                        path, pragmas[i].set);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_text (sqlite3 *db, const char *sql, char **out)
{
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &handle, NULL);

  if (code == SQLITE_OK && sqlite3_step (handle) == SQLITE_ROW)
    *out = g_strdup ((const char *) sqlite3_column_text (handle, 0));
  sqlite3_finalize (handle);
  return *out != NULL;
}

static gboolean
check_journal (sqlite3 *db, const char *path, const char *sql, GError **error)
{
  g_autofree char *mode = NULL;

  if (read_text (db, sql, &mode) && g_strcmp0 (mode, "wal") == 0)
    return TRUE;
  if (mode == NULL)
    qz_store_error_set (error, db, sqlite3_extended_errcode (db), path, sql);
  else
    qz_error_set (error, QZ_ERROR_STORE, "store-setting",
                  _("%s: the book set cannot keep its log (journal mode is %s, not wal)"), path,
                  mode);
  return FALSE;
}

static gboolean
check_version (sqlite3 *db, const char *path, GError **error)
{
  gint64 version = 0;

  if (!qz_store_read_int (db, "PRAGMA user_version", &version))
    {
      qz_store_error_set (error, db, sqlite3_extended_errcode (db), path, "user_version");
      return FALSE;
    }
  if (version > QZ_STORE_SCHEMA_VERSION)
    {
      qz_error_set (error, QZ_ERROR_STORE, "book-newer",
                    _("%s was written by a newer version of the program (schema %" PRId64
                       ", this one knows %d); install the newer version"),
                    path, version, QZ_STORE_SCHEMA_VERSION);
      return FALSE;
    }
  if (version < QZ_STORE_SCHEMA_VERSION)
    {
      qz_error_set (error, QZ_ERROR_STORE, "book-older",
                    _("%s has the older schema %" PRId64
                       "; bring it up to date with “qz book migrate”"),
                    path, version);
      return FALSE;
    }
  return TRUE;
}

/* Reads the schema, so that a damaged file is found out here and not in the middle of an act. */
static gboolean
check_schema (sqlite3 *db, const char *path, GError **error)
{
  gint64 n_tables = 0;

  if (!qz_store_read_int (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'change_log'",
                          &n_tables))
    {
      qz_store_error_set (error, db, sqlite3_extended_errcode (db), path, "schema");
      return FALSE;
    }
  if (n_tables == 1)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "store-not-a-book",
                _("%s is not a whole book set: its change log is missing"), path);
  return FALSE;
}

static void
free_statement (QzStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static QzStore *
wrap (sqlite3 *db, const char *path, QzStoreMode mode)
{
  QzStore *self = g_new0 (QzStore, 1);

  self->db = db;
  self->path = g_strdup (path);
  self->mode = mode;
  self->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_statement);
  return self;
}

static gboolean
check_content (sqlite3 *db, const char *path, GError **error)
{
  return set_pragmas (db, path, error) && check_schema (db, path, error)
         && check_version (db, path, error);
}

static gboolean
check_connection (sqlite3 *db, const char *path, QzStoreMode mode, GError **error)
{
  if (!check_content (db, path, error))
    return FALSE;
  return check_journal (db, path,
                        mode == QZ_STORE_WRITE ? "PRAGMA journal_mode = wal"
                                               : "PRAGMA journal_mode",
                        error);
}

QzStore *
qz_store_open (const char *path, QzStoreMode mode, GError **error)
{
  g_autoptr (QzFileLock) lock = NULL;
  QzStore *self;
  sqlite3 *db;

  if (!qz_file_check_local (path, error) || !qz_store_check_file (path, error))
    return NULL;
  if (mode == QZ_STORE_WRITE && (lock = qz_file_lock_take (path, error)) == NULL)
    return NULL;
  db =
      qz_store_connect (path, mode == QZ_STORE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY,
                        error);
  if (db == NULL)
    return NULL;
  if (!check_connection (db, path, mode, error))
    {
      sqlite3_close_v2 (db);
      return NULL;
    }
  self = wrap (db, path, mode);
  self->lock = g_steal_pointer (&lock);
  return self;
}

sqlite3 *
qz_store_connect_still (const char *path, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (full, NULL, error);
  g_autofree char *still = uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;

  return still != NULL ? qz_store_connect (still, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error)
                       : NULL;
}

QzStore *
qz_store_open_still (const char *path, GError **error)
{
  sqlite3 *db = qz_store_connect_still (path, error);

  QzStore *self;

  if (db == NULL || !check_content (db, path, error))
    {
      sqlite3_close_v2 (db);
      return NULL;
    }
  self = wrap (db, path, QZ_STORE_READ);
  self->still = TRUE;
  return self;
}

QzStore *
qz_store_open_reader (QzStore *self, GError **error)
{
  return self->still ? qz_store_open_still (self->path, error)
                     : qz_store_open (self->path, QZ_STORE_READ, error);
}

/* ── a new file ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
fill_new_file (sqlite3 *db, const char *path, GError **error)
{
  static const char begin[] = "PRAGMA journal_mode = wal;"
                              "PRAGMA synchronous = FULL;"
                              "BEGIN IMMEDIATE;"
                              "PRAGMA application_id = 0x515a4250";
  int code = sqlite3_exec (db, begin, NULL, NULL, NULL);

  G_STATIC_ASSERT (QZ_STORE_APPLICATION_ID == 0x515a4250);
  if (code == SQLITE_OK && !qz_schema_run_steps (db, path, 0, error))
    return FALSE;
  if (code == SQLITE_OK)
    code = sqlite3_exec (db, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  qz_store_error_set (error, db, code, path, "create");
  return FALSE;
}

QzStore *
qz_store_create (const char *path, GError **error)
{
  gboolean done;
  sqlite3 *db;

  if (!qz_file_check_local (path, error) || !qz_file_check_free (path, error))
    return NULL;
  db = qz_store_connect (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (db == NULL)
    return NULL;
  done = fill_new_file (db, path, error);
  sqlite3_close_v2 (db);
  if (!done)
    {
      qz_file_remove (path);
      return NULL;
    }
  return qz_store_open (path, QZ_STORE_WRITE, error);
}

void
qz_store_close (QzStore *self)
{
  if (self == NULL)
    return;
  g_assert (!self->in_act);
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->db);
  qz_file_lock_release (self->lock);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

const char *
qz_store_get_path (QzStore *self)
{
  return self->path;
}

gboolean
qz_store_is_writable (QzStore *self)
{
  return self->mode == QZ_STORE_WRITE;
}

/* ── statements ─────────────────────────────────────────────────────────────────────────────── */

static QzStatement *
prepare_new (QzStore *self, const char *sql, GError **error)
{
  QzStatement *statement;
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

  if (code != SQLITE_OK)
    {
      qz_store_error_set (error, self->db, code, self->path, sql);
      return NULL;
    }
  g_assert (handle != NULL);
  statement = g_new0 (QzStatement, 1);
  statement->store = self;
  statement->handle = handle;
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

QzStatement *
qz_store_prepare (QzStore *self, const char *sql, GError **error)
{
  QzStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    return prepare_new (self, sql, error);
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  return statement;
}

gboolean
qz_store_execute (QzStore *self, const char *sql, const char *what, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  qz_store_error_set (error, self->db, code, self->path, what);
  return FALSE;
}

void
qz_store_reset_statements (QzStore *self)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_reset (((QzStatement *) statement)->handle);
}

static int
look_at_cancellable_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

void
qz_store_set_cancellable (QzStore *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->db, cancellable != NULL ? CANCEL_STEPS : 0,
                            cancellable != NULL ? look_at_cancellable_cb : NULL, cancellable);
}

void
qz_store_set_cache (QzStore *self, guint kib)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA cache_size = -%u", kib);

  /* How much is kept changes nothing but the speed. */
  (void) sqlite3_exec (self->db, pragma, NULL, NULL, NULL);
}

const char *
qz_store_get_engine (void)
{
  return sqlite3_libversion ();
}
