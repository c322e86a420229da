/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-sheet.h"
#include "qz-voucher.h"

G_BEGIN_DECLS

/* Vouchers, their lines, balances and the closing of months. */

/* What a posted voucher comes from; 0: nothing. */
typedef struct {
  gint64 document_line_id;
  gint64 bank_line_event_id;
  gint64 reverses_id;
} QzVoucherOrigin;

/* Posts vouchers inside one act: gap-free numbers per ledger and month (3.6 rule 3), rows, and the
 * balances, which are added up in memory and written by qz_voucher_poster_finish(). */
typedef struct _QzVoucherPoster QzVoucherPoster;

QzVoucherPoster *qz_voucher_poster_new (QzAct *act, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_voucher_poster_free (QzVoucherPoster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzVoucherPoster, qz_voucher_poster_free)
/* Posts a checked voucher. Refused in a closed month (3.6 rule 6). Its id, 0 on error. */
gint64 qz_voucher_poster_post (QzVoucherPoster *self, QzVoucher *voucher,
                               const QzVoucherOrigin *origin, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes the balances. A poster that is freed before leaves the act unfit to be committed. */
gboolean qz_voucher_poster_finish (QzVoucherPoster *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* A posted voucher with its lines; an input error when there is none. */
QzVoucher *qz_voucher_repo_get (QzStore *store, const char *ledger, QzPeriod period, guint number,
                                gint64 *out_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the voucher came from. */
gboolean qz_voucher_repo_get_origin (QzStore *store, gint64 voucher_id, QzVoucherOrigin *out,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same by name, and what became of it; "" where there is none. */
typedef struct {
  char *document;
  char *reverses;    /* "L_AG_220200_EMP/2026-03/12" */
  char *reversed_by;
  guint draft_no;    /* that it was written as; 0: none */
  gboolean is_of_bank;
} QzVoucherTies;
void qz_voucher_ties_free (QzVoucherTies *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzVoucherTies, qz_voucher_ties_free)
QzVoucherTies *qz_voucher_repo_get_ties (QzStore *store, gint64 voucher_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether a reversal of the voucher was posted. */
gboolean qz_voucher_repo_is_reversed (QzStore *store, gint64 voucher_id, gboolean *out,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Vouchers of @event that a document line has, less those of @undo: > 0 while one stands open. */
gboolean qz_voucher_repo_count_open (QzStore *store, gint64 document_line_id, const char *event,
                                     const char *undo, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

gboolean qz_voucher_repo_is_closed (QzStore *store, const char *ledger, QzPeriod period,
                                    gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The last month of the ledger that is closed; 0: none. */
gboolean qz_voucher_repo_find_last_closed (QzStore *store, const char *ledger, QzPeriod *out,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refuses (3.6 rule 6) a month that is closed, and one before a closed month, whose opening
 * balances it would change. */
gboolean qz_voucher_repo_check_open (QzStore *store, const char *ledger, QzPeriod period,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @closed TRUE closes, FALSE reopens. */
gboolean qz_voucher_repo_set_closed (QzAct *act, const char *ledger, QzPeriod period,
                                     gboolean closed, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Vouchers of the month, and the greatest number: equal when there is no gap (3.6 rule 3). */
gboolean qz_voucher_repo_count (QzStore *store, const char *ledger, QzPeriod period, gint64 *n,
                                gint64 *last, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a month before @period that has vouchers is still open: 0 or that month. */
gboolean qz_voucher_repo_find_open_before (QzStore *store, const char *ledger, QzPeriod period,
                                           QzPeriod *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The chart of accounts of the book set. */
QzChart *qz_voucher_repo_load_chart (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fill sheets whose columns stand in the order named. @period 0: all. */
/* ledger period number day event summary total document line reversed_by posted_by */
gboolean qz_voucher_repo_fill_list (QzStore *store, const char *ledger, QzPeriod period,
                                    gboolean newest_first, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* line_no account provider_code provider_name item_period path bank_account debit credit, an empty
 * one for the account's name, summary */
gboolean qz_voucher_repo_fill_lines (QzStore *store, gint64 voucher_id, QzSheet *sheet,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* account provider_code provider_name item_period path debit credit (sums up to the end of @period;
 * @account NULL: all) */
gboolean qz_voucher_repo_fill_balance (QzStore *store, const char *ledger, QzPeriod period,
                                       const char *account, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The lines on an account, in the order of posting; NULL, 0 or "" do not narrow. */
typedef struct {
  const char *ledger, *account, *provider, *path;
  QzPeriod item_period;
  QzPeriod from, to;
} QzVoucherLineQuery;
/* ledger period number voucher day summary account provider_code provider_name item_period path
 * debit credit document */
gboolean qz_voucher_repo_fill_entries (QzStore *store, const QzVoucherLineQuery *query,
                                       QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* account debit_before credit_before debit credit: before and in @period */
gboolean qz_voucher_repo_fill_trial (QzStore *store, const char *ledger, QzPeriod period,
                                     QzSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* ledger first_period last_period vouchers */
gboolean qz_voucher_repo_fill_ledgers (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
