/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands around a book set's file: one writer at a time, and no network file system. */

/* The writer's lock: a locked file PATH-lock that says who holds it. */
typedef struct _QzFileLock QzFileLock;

/* Fails at once when another start holds it; the message names process, user, host and since
 * when. */
QzFileLock *qz_file_lock_take (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_file_lock_release (QzFileLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzFileLock, qz_file_lock_release)

/* Refuses file systems that do not keep the locks a book set relies on. */
gboolean qz_file_check_local (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For tests: what tells the file system's name ("nfs"; NULL = local). NULL brings back the real
 * one. */
typedef const char *(*QzFileSystemFunc) (const char *path);
void qz_file_set_system_func (QzFileSystemFunc func);

/* Whether a new book set can lie at @path: nothing has that name, and no log was left there, which
 * SQLite would read into the new file. */
gboolean qz_file_check_free (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the whole book set file @temporary, and closes it. */
typedef gboolean (*QzFileMake) (const char *temporary, gpointer data, GError **error);
/* Makes the book set file @path, which must be free and held by nobody, whole and durable or not at
 * all: @make writes it in a folder of its own beside, then it gets its name. */
gboolean qz_file_make (const char *path, QzFileMake make, gpointer data, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether SQLite keeps changes of the book set @path in a log beside it. */
gboolean qz_file_has_log (const char *path);
/* Removes a book set file and what SQLite keeps beside it. */
void qz_file_remove (const char *path);

G_END_DECLS
