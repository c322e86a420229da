/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qz-clock.h"
#include "qz-progress.h"
#include "qz-statement.h"

G_BEGIN_DECLS

/* One open book set file: SQLite in WAL mode, synchronous=FULL, foreign_keys=ON, trusted_schema=OFF
 * (all read back). Belongs to the thread that uses it. */
typedef struct _QzStore QzStore;

typedef enum {
  QZ_STORE_READ,  /* read-only; works beside a writer */
  QZ_STORE_WRITE, /* takes the writer's lock; refused when another start holds it, saying who */
} QzStoreMode;

#define QZ_STORE_SCHEMA_VERSION 4
#define QZ_STORE_APPLICATION_ID 0x515a4250 /* "QZBP" */

/* Creates a new file (refuses an existing one) with the present schema. */
QzStore *qz_store_create (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refuses: no such file, not a book set, a newer schema (says which version is needed), an older
 * one (use qz_store_migrate), a network file system, a file held by another writer. */
QzStore *qz_store_open (const char *path, QzStoreMode mode, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Another read-only connection to the same file, for a list's thread. */
QzStore *qz_store_open_reader (QzStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_store_close (QzStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzStore, qz_store_close)
const char *qz_store_get_path (QzStore *self);
gboolean qz_store_is_writable (QzStore *self);
/* Whether the file holds a database, or the log of one, whosever it is; also of an open one. */
gboolean qz_store_is_database (const char *path);
/* "3.46.1", of SQLite: for reports of faults. (transfer none) */
const char *qz_store_get_engine (void);

/* Prepared once per SQL text and kept; reset and cleared when handed out again, so a statement
 * cannot be nested in itself. The text must be a string literal (never built by printf). Errors of
 * the statements: id "store-unique" for a key that is there already, "store-full", "store-io",
 * "store-insert-only"…; class STORE, or CANCELLED. */
QzStatement *qz_store_prepare (QzStore *self, const char *sql, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Long statements stop when @cancellable is cancelled (sqlite3_progress_handler). */
void qz_store_set_cancellable (QzStore *self, GCancellable *cancellable);
/* Keeps no more than @kib of the file in memory from here on: for connections that only look, and
 * around scans, which read everything once. */
#define QZ_STORE_CACHE_KIB 16000
void qz_store_set_cache (QzStore *self, guint kib);

/* @progress and @cancellable: nullable, as below. Cancelled, it leaves no file. *@whole: what was
 * written proves whole (qz-verify.h); a broken book set is copied too. */
gboolean qz_store_backup (QzStore *self, const char *path, QzProgress *progress,
                          GCancellable *cancellable, gboolean *whole, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Copies @backup_path to the new file @path, brings that up to date when it is of an older version,
 * and proves it (else "backup-broken"). Leaves nothing beside the backup. */
gboolean qz_store_restore (const char *backup_path, const char *path, QzProgress *progress,
                           GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, to look at: not proven. */
gboolean qz_store_restore_unproven (const char *backup_path, const char *path,
                                    QzProgress *progress, GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Backs up to PATH.before-N, then runs the missing schema steps. A book set that is up to date is
 * left alone (*@backup_path is NULL). With @dry_run everything is done and rolled back; so it is
 * when it fails or @cancellable (nullable) is cancelled, and then there is no copy either. */
gboolean qz_store_migrate (const char *path, gboolean dry_run, GCancellable *cancellable,
                           char **backup_path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
