/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-bank-repo.h"

G_BEGIN_DECLS

/* The state of a document whose lines stand so at the bank: paid when all are 00, part-paid when
 * some are (7.3 rule 6), sent while any is open, failed when none is left;
 * withdrawn when none was left to pay. */
QzDocumentState qz_pay_status_from_count (const QzPayCount *count);

/* Counts the lines of a document and appends an event with the state that follows. */
gboolean qz_pay_status_update (QzAct *act, gint64 document_id, const char *act_name,
                               const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
