/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Exchange between offices without a network: one signed file that travels on a stick. It holds all
 * that the other office has not said that it has, so what was lost comes again with the next one;
 * whatever comes twice, late or in another order leaves the same end. Between the province and its
 * units: lists, publications, notices and answers down; objections and confirmations up (NL-31). */

typedef struct {
  const char *to;         /* agency */
  const char *output;     /* file, or a folder: then it is named qz-230000-230200-000007.zip */
  const char *key_path;   /* nullable: qz_peer_dup_key_path() of the acting agency */
  const char *passphrase; /* of the key */
} QzPackageMake;
/* Facts: number, file, items; rows: kind kind_name key revision result. A package may have no
 * items: it still says what was received. */
QzSheet *qz_package_make (QzBook *book, const QzContext *context, const QzPackageMake *what,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a package holds, whose signature it has and whether it is one that is taken. Facts: number
 * from from_name to made signature fingerprint taken (it was taken in already) missing (numbers
 * before it that have not come). signature: good, unknown-key. Rows: kind kind_name key revision
 * state reason; state: NEW or KNOWN; of a package that was taken in APPLIED WAITING STALE
 * REJECTED. */
QzSheet *qz_package_show (QzBook *book, const QzContext *context, const char *path,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes a package in, and what waited for it. Facts: number from taken applied waiting stale
 * rejected; rows: kind kind_name key revision result reason. Refused: for another office
 * ("package-receiver"), unknown sender or key ("package-key"), a number that another package had
 * ("package-number-twice"). A package that was taken in already changes nothing,
 * but what waits is looked at again. */
QzSheet *qz_package_accept (QzBook *book, const QzContext *context, const char *path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* direction peer peer_name number items applied waiting stale rejected time kinds state; packages
 * that are missing between others have the direction "missing". state: SENT, ACKNOWLEDGED (the
 * other office has said that it came); WAITING, REJECTED (something in it is), TAKEN; MISSING. */
QzSheet *qz_package_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a page of packages shows: facts agency agency_name fingerprint (of the own key, "" without
 * one), offices (how many keys are valid); children "packages" and "peers". */
QzSheet *qz_package_desk (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One package that was sent or taken in: facts direction peer peer_name number time state digest;
 * rows kind kind_name key revision result reason. QZ_ERROR_INPUT ("no-such-package"). */
QzSheet *qz_package_find (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What one item of the package in the file @path says: its plain members as facts, and the lines of
 * its list as rows, every member a column. */
QzSheet *qz_package_show_item (QzBook *book, const QzContext *context, const char *path,
                               const char *kind, const char *key, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
