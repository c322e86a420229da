/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* Bank batches (domain 7), their return files, and the vouchers that follow (EV-01 … EV-04). */

/* Payment lines of an approved document that are not in a living batch: payee, account, amount. */
QzSheet *qz_payment_orders (QzBook *book, const char *document, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Puts the open lines of approved documents of one kind and insurance into batches of ≤ 5000 lines
 * (7.3 rule 1: three persons, complete account, amount > 0, provider admitted, no living duplicate
 * of the pay_key, hand-over where the policy asks it, AMB-08). */
QzSheet *qz_payment_batch (QzBook *book, const QzContext *context, const char *const *documents,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_payment_list_batches (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_payment_show_batch (QzBook *book, const char *batch, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes the canonical file of 7.2 into @directory (or to @path when not NULL) with fsync and
 * rename; the documents become sent. Fact sheet: file, count, total. */
QzSheet *qz_payment_export (QzBook *book, const QzContext *context, const char *batch,
                            const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes in a return file (7.3 rules 2–6): checks everything before it changes anything; the same
 * file again is said and ignored; posts a voucher per line that became 00 on the bank's trade
 * date. */
QzSheet *qz_payment_return (QzBook *book, const QzContext *context, const char *path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

QzSheet *qz_voucher_list (QzBook *book, const char *ledger, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* All of all ledgers; what was posted last comes first. */
QzSheet *qz_voucher_list_newest (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @voucher: "L_AG_220200_EMP/2026-03/12" */
QzSheet *qz_voucher_show (QzBook *book, const char *voucher, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes F-VOUCHER of one voucher, or of all of a ledger's month when @number is 0. PDFs are
 * counted when the user acts and the book set is writable; one printed before says 补打 n. */
QzSheet *qz_voucher_print (QzBook *book, const QzContext *context, const char *ledger,
                           QzPeriod period, guint number, const char *path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The PDF of F-VOUCHER in memory, for the preview of a voucher; not counted. (transfer full) */
GBytes *qz_voucher_preview (QzBook *book, const char *voucher, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

QzSheet *qz_ledger_list (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Balances by account and dimensions (provider, item period, path) at the end of @period. */
QzSheet *qz_ledger_balance (QzBook *book, const char *ledger, QzPeriod period, const char *account,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_ledger_trial (QzBook *book, const char *ledger, QzPeriod period, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The lines that make up a balance, in the order of posting: ledger period number voucher day
 * summary account … debit credit balance document. Fields that are NULL, 0 or "" do not narrow. */
typedef struct {
  const char *ledger;
  const char *account;  /* symbol */
  const char *provider; /* code */
  QzPeriod item_period;
  const char *path;
  QzPeriod from, to;    /* months of posting */
} QzEntryFilter;
QzSheet *qz_ledger_entries (QzBook *book, const QzEntryFilter *filter, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Internal-control checks IC-1…IC-3, K12: sheet of code, what, ok, n_differences, first, opens
 * (what shows the first difference: "batch", "document", "voucher" with its name in key, or
 * "batches", "daily", "balances", "transfers"), key. */
QzSheet *qz_check_run (QzBook *book, const QzContext *context, gboolean *out_ok, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Those of them that compare what one document says, for it alone: sheet of code, what, ok. */
QzSheet *qz_check_run_document (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
