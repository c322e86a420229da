/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-package-repo.h"
#include "qz-signing.h"

G_BEGIN_DECLS

/* A package as it travels: who, to whom, its number, the items, all under one signature. */
typedef struct {
  char *sender, *receiver; /* agency codes */
  gint64 number;
  char *made; /* the sender's business time */
  char *digest; /* SM3 of the manifest, which is what is signed and names everything else */
  guint8 public_key[QZ_SIGNING_KEY_SIZE]; /* that the signature is good with */
  GPtrArray *items; /* QzPackageItem: kind, key, revision, content */
} QzPackage;

QzPackage *qz_package_new (const char *sender, const char *receiver, gint64 number,
                           const char *made);
void qz_package_free (QzPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPackage, qz_package_free)
char *qz_package_dup_way (const char *sender, const char *receiver); /* "230000-230200" */
char *qz_package_dup_number (const QzPackage *self);  /* "230000-230200-000007" */

/* Sign and write; sets @self->digest. (transfer full) */
GBytes *qz_package_write (QzPackage *self, const QzSigningPair *pair, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Reads and checks: the zip, the signature with the key that the manifest names, the digests of
 * every item. Whether that key is the sender's is for the caller to ask. Errors: those of
 * qz-package-zip.h, "package-manifest", "package-signature", "package-digest" (QZ_ERROR_INPUT). */
QzPackage *qz_package_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
