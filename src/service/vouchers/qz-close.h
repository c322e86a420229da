/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* The end of a ledger's month and year (3.6 rules 6 and 7). */

/* What closing asks, one row each: item what verdict ok blocking detail opens key (verdict: the two
 * that follow, in words). @opens names what shows the evidence ("drafts", "vouchers", "trial",
 * "close", "checks", "batches", "documents", "closing"), @key (may be empty) the one thing of it
 * that is first in the way. Facts: ledger period closed can_close; child "history" (act actor time
 * reason). */
QzSheet *qz_ledger_checklist (QzBook *book, const QzContext *context, const char *ledger,
                              QzPeriod period, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The month that is to be closed next: the first one that is over, open and has vouchers; else the
 * one after the last that is closed, never a later one than the present; before anything was posted
 * the present one. */
gboolean qz_ledger_find_to_close (QzBook *book, const QzContext *context, const char *ledger,
                                  QzPeriod *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refused while anything that blocks stands on the checklist. */
gboolean qz_ledger_close (QzBook *book, const QzContext *context, const char *ledger,
                          QzPeriod period, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_ledger_reopen (QzBook *book, const QzContext *context, const char *ledger,
                           QzPeriod period, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Rule 7: writes the draft that takes income and expenses of @year into 一般基金结余, account by
 * account and provider by provider. It is checked and posted like any other. As qz_draft_show(). */
QzSheet *qz_ledger_propose_closing (QzBook *book, const QzContext *context, const char *ledger,
                                    int year, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
