/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-book.h"
#include "qz-document-repo.h"

G_BEGIN_DECLS

/* Vouchers that follow from documents and from the bank's word (domain 3.3), posted inside the act
 * of the caller. The voucher's maker is the document's maker, its checker the document's approver,
 * its poster the acting user (3.6 rule 5). Refuses when the month of the day is closed. */
typedef struct _QzDocumentPosting QzDocumentPosting;

QzDocumentPosting *qz_document_posting_new (QzBook *book, QzAct *act, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_document_posting_free (QzDocumentPosting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDocumentPosting, qz_document_posting_free)

/* What the bank reported of one line of a document. */
typedef struct {
  gint64 document_id;
  gint64 document_line_id;
  gint64 bank_line_event_id;
  gint64 payer_account_id;
  QzFen amount_fen;
  QzDay day; /* the bank's trade date: the voucher's day (7.3 rule 6) */
} QzBankWord;

/* EV-01 … EV-04 for a line that became 00; when it is money that had come back, the entry of EV-09
 * is undone instead. */
gboolean qz_document_posting_paid (QzDocumentPosting *self, const QzBankWord *word, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* EV-09: the bank returned money after success. */
gboolean qz_document_posting_returned (QzDocumentPosting *self, const QzBankWord *word,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the balances; call it once, before the act is committed. */
gboolean qz_document_posting_finish (QzDocumentPosting *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* EV-02n: the lines of a settlement that pay nothing in cash are posted on the business day of its
 * approval (AMB-02). A document of any kind that pays nothing at all is paid with its approval:
 * there is nothing for the bank. Called by the approval after its event is written. */
gboolean qz_document_posting_on_approved (QzBook *book, QzAct *act,
                                          const QzDocumentRecord *document, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
