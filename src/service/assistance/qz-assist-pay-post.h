/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-book.h"
#include "qz-document-line-repo.h"
#include "qz-policy.h"
#include "qz-voucher.h"

G_BEGIN_DECLS

/* What paying hospitals from the assistance fund leaves behind (DT-10, DT-11, AMB-26). */

typedef struct {
  const QzDocumentRecord *document;
  const QzDocumentLine *line;
  gint64 payer_account_id;
  QzDay day; /* the bank's */
  /* EV-42: what is charged to counties' reserves; EV-43: what is paid on counties' own account; EV-09
   * when the money came back, EV-09r when it was paid again */
  const char *event;
} QzAssistPayment;
/* The voucher of a line that the bank paid or sent back, with sub-accounts made where they are
 * missing; people and attachments are the caller's. *out NULL: the line has no such money. (transfer
 * full) */
gboolean qz_assist_pay_make_voucher (QzBook *book, QzAct *act, QzPolicy *policy,
                                     const QzAssistPayment *payment, QzVoucher **out,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
