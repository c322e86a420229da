/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Keys of offices that exchange packages. Each agency has an Ed25519 pair; the private key lies in
 * a file of its own, sealed with a passphrase, never in a book set. The other office's public key
 * comes as a file, and its fingerprint on paper or by telephone. */

/* Where the private key of @agency lies unless somebody says otherwise. (transfer full) */
char *qz_peer_dup_key_path (const char *agency);
/* Makes a pair for the acting agency and seals it into the new file @path. By an administrator.
 * QZ_ERROR_REFUSED ("key-exists") when there is a file already. Facts: agency fingerprint file. */
QzSheet *qz_peer_make_key (QzBook *book, const QzContext *context, const char *path,
                           const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The public half of the key in @path; written to the file @output when it is not NULL. The same
 * facts. */
QzSheet *qz_peer_show_key (QzBook *book, const QzContext *context, const char *path,
                           const char *output, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* agency name fingerprint active */
QzSheet *qz_peer_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the public key in @file for @agency, when its fingerprint is the one that its office read
 * out: QZ_ERROR_REFUSED ("fingerprint-other") otherwise. By an administrator. */
gboolean qz_peer_add (QzBook *book, const QzContext *context, const char *agency,
                      const char *file, const char *fingerprint, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Packages of @agency are no longer taken. */
gboolean qz_peer_remove (QzBook *book, const QzContext *context, const char *agency,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
