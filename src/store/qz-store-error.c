/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-store-private.h"

/* The one place where SQLite's codes become words for people. The ids are stable: importers and
 * tests tell "store-unique" from the rest. */
static const struct {
  int code;
  const char *id;
  const char *text; /* %s: the file */
} failures[] = {
  { SQLITE_FULL, "store-full", N_ ("%s: the disk is full; free some space and try again") },
  { SQLITE_CORRUPT, "store-corrupt",
    N_ ("%s is damaged; restore the last backup with “qz book restore”") },
  { SQLITE_NOTADB, "store-not-a-book", N_ ("%s is not a book set") },
  { SQLITE_BUSY, "store-busy",
    N_ ("%s is being written by another program; try again in a moment") },
  { SQLITE_LOCKED, "store-busy",
    N_ ("%s is being written by another program; try again in a moment") },
  { SQLITE_READONLY, "store-read-only",
    N_ ("%s cannot be written; check the permissions of the file and its folder") },
  { SQLITE_PERM, "store-read-only",
    N_ ("%s cannot be written; check the permissions of the file and its folder") },
  { SQLITE_CANTOPEN, "store-cannot-open",
    N_ ("%s cannot be opened; check the permissions of the file and its folder") },
  { SQLITE_IOERR, "store-io",
    N_ ("%s: reading or writing the disk failed; check the disk and the free space") },
  { SQLITE_NOMEM, "store-memory", N_ ("%s: there is not enough memory") },
  { SQLITE_TOOBIG, "store-too-big", N_ ("%s: a value is too long to be stored") },
};

static const char *
get_constraint_id (int extended_code)
{
  if (extended_code == SQLITE_CONSTRAINT_UNIQUE || extended_code == SQLITE_CONSTRAINT_PRIMARYKEY
      || extended_code == SQLITE_CONSTRAINT_ROWID)
    return "store-unique";
  if (extended_code == SQLITE_CONSTRAINT_TRIGGER)
    return "store-insert-only";
  return "store-constraint";
}

void
qz_store_error_set (GError **error, sqlite3 *db, int code, const char *path, const char *what)
{
  const char *detail = db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code);
  int primary = code & 0xff;

  if (primary == SQLITE_INTERRUPT)
    {
      qz_error_set (error, QZ_ERROR_CANCELLED, "cancelled", _("Cancelled; nothing was changed"));
      return;
    }
  if (primary == SQLITE_CONSTRAINT)
    {
      qz_error_set (error, QZ_ERROR_STORE,
                    get_constraint_id (db != NULL ? sqlite3_extended_errcode (db) : code),
                    _("%s: the book set refuses this: %s (%s)"), path, detail, what);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].code == primary)
      {
        qz_error_set (error, QZ_ERROR_STORE, failures[i].id, _ (failures[i].text), path);
        return;
      }
  qz_error_set (error, QZ_ERROR_STORE, "store-failed", _("%s: %s failed: %s"), path, what, detail);
}
