/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-chart.h"
#include "qz-day.h"
#include "qz-fen.h"

G_BEGIN_DECLS

typedef struct {
  const char *account;     /* symbol, interned */
  gint64 provider_id;      /* 0: none */
  QzPeriod item_period;    /* month of costs of an open item; 0: none */
  int path;                /* QzPath, -1: none */
  gint64 bank_account_id;  /* 0: none */
  QzFen debit_fen;         /* exactly one of the two is not zero */
  QzFen credit_fen;
} QzVoucherLine;

/* A voucher of one ledger before it is posted. Plain data of one owner. */
typedef struct _QzVoucher QzVoucher;

/* @event: "EV-01"; @day: the bank's date; its month is the voucher's period. */
QzVoucher *qz_voucher_new (const char *ledger, QzDay day, const char *event, const char *summary);
void qz_voucher_free (QzVoucher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzVoucher, qz_voucher_free)

const char *qz_voucher_get_ledger (QzVoucher *self);
QzDay qz_voucher_get_day (QzVoucher *self);
QzPeriod qz_voucher_get_period (QzVoucher *self);
const char *qz_voucher_get_event (QzVoucher *self);
const char *qz_voucher_get_summary (QzVoucher *self);
gboolean qz_voucher_is_reversal (QzVoucher *self);
void qz_voucher_set_attachments (QzVoucher *self, guint n_attachments); /* 附件张数 */
guint qz_voucher_get_attachments (QzVoucher *self);
/* A closing or error-correction voucher needs none (3.6 rule 4). */
void qz_voucher_set_no_attachments_needed (QzVoucher *self);
/* 制单, 审核, 记账. */
void qz_voucher_set_people (QzVoucher *self, const char *made_by, const char *checked_by,
                            const char *posted_by);
const char *qz_voucher_get_made_by (QzVoucher *self);
const char *qz_voucher_get_checked_by (QzVoucher *self);
const char *qz_voucher_get_posted_by (QzVoucher *self);

/* Copies @line; its account is interned. */
void qz_voucher_add_line (QzVoucher *self, const QzVoucherLine *line);
guint qz_voucher_get_n_lines (QzVoucher *self);
const QzVoucherLine *qz_voucher_get_line (QzVoucher *self, guint index);

/* The checks of domain 3.6: two lines or more, Σ debit = Σ credit > 0, no zero line and none with
 * both sides, leaf accounts of the chart, red letters only in a reversal (and there only red ones),
 * a known ledger, attachments unless it needs none, maker ≠ checker. The error names the rule and,
 * where one is at fault, the line and its field. The store checks again. */
gboolean qz_voucher_check (QzVoucher *self, QzChart *chart, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Σ debit; negative for a reversal. */
gboolean qz_voucher_get_total (QzVoucher *self, QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* SM-11, 红字: the same lines with every amount negated. A reversal cannot be reversed. */
QzVoucher *qz_voucher_new_reversal (QzVoucher *self, QzDay day, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
