/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-book.h"
#include "qz-document-line-repo.h"
#include "qz-policy.h"
#include "qz-voucher.h"

G_BEGIN_DECLS

/* What paying hospitals for patients of other places (NL-23, NL-31-D4) leaves behind; making the
 * documents is qz_nonlocal_pay_run() (qz-transfers.h). */

typedef struct {
  const QzDocumentRecord *document;
  const QzDocumentLine *line;
  gint64 payer_account_id;
  QzDay day; /* the bank's */
  const char *event; /* EV-25; EV-09 when the money came back, EV-09r when it was paid again */
} QzNlHospitalPayment;
/* The voucher of a line that the bank paid or sent back, with sub-accounts made where they are
 * missing; people and attachments are the caller's. (transfer full) */
QzVoucher *qz_nonlocal_pay_make_voucher (QzBook *book, QzAct *act, QzPolicy *policy,
                                         const QzNlHospitalPayment *payment, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
