/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-progress.h"
#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/**
 * qz_store_verify:
 * @out_ok: FALSE when any check failed
 *
 * Proves the whole book set: the chain of the change log, every row against its digest, every
 * summary against the rows it sums up, the numbering, the references, and SQLite's own structure.
 * Runs on
 * @self and on a second reading connection at once.
 *
 * Returns: (transfer full): a row a check: code, what, ok, detail; fact "head" is the hash of the
 * last entry, which, written down elsewhere, also proves that no entry was cut off at the end.
 * %NULL when the book set cannot be read at all, or on cancel.
 */
QzSheet *qz_store_verify (QzStore *self, QzProgress *progress, GCancellable *cancellable,
                          gboolean *out_ok, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
