/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The file of a package: a zip with manifest.json, signature and items/NNNN.json, and nothing
 * else. What comes from outside is believed in nothing: names, sizes and numbers are bounded before
 * anything is unpacked into memory; nothing is ever unpacked to a disk. */

#define QZ_PACKAGE_MANIFEST "manifest.json"
#define QZ_PACKAGE_SIGNATURE "signature"
#define QZ_PACKAGE_MAX_FILE (64 * 1024 * 1024)   /* of the zip */
#define QZ_PACKAGE_MAX_ENTRY (16 * 1024 * 1024)  /* of one file in it */
#define QZ_PACKAGE_MAX_TOTAL (256 * 1024 * 1024) /* of all files in it */
#define QZ_PACKAGE_MAX_ENTRIES 10000

typedef struct {
  char *name;
  GBytes *data;
} QzZipEntry;
QzZipEntry *qz_zip_entry_new (const char *name, GBytes *data); /* data: (transfer full) */
void qz_zip_entry_free (gpointer entry);

/* Errors: QZ_ERROR_INPUT, "package-unreadable", "package-name", "package-size",
 * "package-duplicate". name → GBytes. (transfer full) */
GHashTable *qz_package_zip_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same entries give the same bytes. @entries: QzZipEntry. (transfer full) */
GBytes *qz_package_zip_write (const GPtrArray *entries, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
