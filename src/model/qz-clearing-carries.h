/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-row.h"

G_BEGIN_DECLS

/* What months left of refunds and deductions that were more than what an agency had (NL-38), by
 * record: after each month that took part of it, what was still due then. */
typedef struct _QzClearingCarries QzClearingCarries;

QzClearingCarries *qz_clearing_carries_new (void);
void qz_clearing_carries_free (QzClearingCarries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzClearingCarries, qz_clearing_carries_free)

/* In the order of the months. */
void qz_clearing_carries_add (QzClearingCarries *self, QzNlSource source, gint64 record_id,
                              QzFen due_fen);
/* NULL and 0: the record was never carried. (transfer none) */
const QzFen *qz_clearing_carries_get (const QzClearingCarries *self, QzNlSource source,
                                      gint64 record_id, guint *out_n);

G_END_DECLS
