/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "qz-file-guard.h"
#include "qz-store.h"

G_BEGIN_DECLS

struct _QzStatement {
  QzStore *store; /* borrowed */
  sqlite3_stmt *handle;
};

struct _QzStore {
  sqlite3 *db;
  char *path;
  QzStoreMode mode;
  QzFileLock *lock; /* writers only */
  GHashTable *statements; /* SQL text (copied) → QzStatement */
  GCancellable *cancellable; /* nullable */
  gboolean in_act;
  gboolean still; /* nobody writes the file */
};

/* Sets @error from the state of @db after @code; @what is the user's word for what was tried. */
void qz_store_error_set (GError **error, sqlite3 *db, int code, const char *path,
                         const char *what);
/* Runs constant SQL (several statements allowed). */
gboolean qz_store_execute (QzStore *self, const char *sql, const char *what, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Ends every running read, so that no old snapshot and no lock stays behind. */
void qz_store_reset_statements (QzStore *self);
/* A file that nobody writes, to be read without a lock or a log, on whatever file system. */
QzStore *qz_store_open_still (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The connection to such a file, which is not looked at. */
sqlite3 *qz_store_connect_still (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An open connection without a look at what is in the file. */
sqlite3 *qz_store_connect (const char *path, int flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs a statement that gives one integer. */
gboolean qz_store_read_int (sqlite3 *db, const char *sql, gint64 *out) G_GNUC_WARN_UNUSED_RESULT;
/* Checks that @path looks like a whole book set, before SQLite touches it. */
gboolean qz_store_check_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
