/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-kinds.h"
#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What happened to the lines of a document at the bank and in the ledger, as tables to show and to
 * print. Each fills a sheet whose columns stand in the order named. */

/* line_no provider_code provider_name batch bank_line pay_day amount attempt status bank_message
 * bank_serial trade_time receipt_no payer_name payer_account payer_bank payer_bank_no payee_name
 * payee_account payee_bank payee_bank_no purpose */
gboolean qz_document_lists_fill_payments (QzStore *store, gint64 document_id, QzSheet *sheet,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* line_no provider_code event voucher day summary total made_by checked_by posted_by */
gboolean qz_document_lists_fill_vouchers (QzStore *store, gint64 document_id, QzSheet *sheet,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* line_no provider_code amount from_day reason back_in (the living document that pays it) */
gboolean qz_document_lists_fill_deferrals (QzStore *store, gint64 document_id, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* from_document claim_day provider_code provider_name amount reason: deferred lines paid here */
gboolean qz_document_lists_fill_came_back (QzStore *store, gint64 document_id, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The account that a provider is paid to, "" when the registry has none. (out: transfer full) */
gboolean qz_document_lists_find_payee (QzStore *store, const char *provider_code,
                                       QzInsurance insurance, char **out_account, char **out_bank,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How often the part was printed before; @part NULL: all parts of a finished document. */
gboolean qz_document_lists_count_prints (QzStore *store, gint64 document_id, const char *form,
                                         const char *part, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
