/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* Of the store (qz-act.h): the acts of others are passed through, nobody else looks at them. */
typedef struct _QzAct QzAct;

/* Money down and up (NL-18, NL-31-D, NL-31-U, NL-33, NL-35). A transfer is one leg of one way of
 * money, named by its number: "NL-202605-IN-D3-230281-EMP". Every act first applies what is due by
 * itself (qz-regions.h). */

/* At the publication of the notices of a month: all legs of its scope with their parts. The amounts
 * are those of the notices (K10). Refused ("negative-clearing") when somebody would have to pay a
 * negative amount. */
gboolean qz_transfers_open (QzAct *act, QzBook *book, QzPeriod period, QzNlScope scope,
                            gint64 list_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of a notice 2-1, 2-2 or 2-3: P1 … P4 of what is to be paid, R4 … R1 of what goes back (NL-18a),
 * due on the notice's due day. */
gboolean qz_transfers_open_deposit (QzAct *act, QzBook *book, gint64 notice_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NL-31-D1, NL-31-U1: finance has passed the papers of a month; the working days of its payments
 * begin. @leg: D1 or U1; @office: code of the finance office; NULL: the provincial one for D1.
 * Refused when they passed already ("papers-passed") or nothing is to be paid. */
gboolean qz_transfer_pass_papers (QzBook *book, const QzContext *context, QzPeriod period,
                                  QzNlScope scope, QzLeg leg, const char *office, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *number;
  QzFen amount_fen; /* 0: all that is open */
  const char *bank_name;
  const char *serial; /* the bank's */
  QzDay day;          /* the bank's trade day */
} QzTransferPayment;
/* Records a payment that the payer's bank made: of all or a part (NL-35). Refused: more than is
 * open ("more-than-notice", K10), a serial number that was used ("serial-twice"), a day that has
 * not come, U4 before all units' money is in ("units-missing", NL-31-U4). */
gboolean qz_transfer_pay (QzBook *book, const QzContext *context, const QzTransferPayment *payment,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes a payment back that was recorded by mistake and that nobody has confirmed. @serial NULL:
 * the only one that is not confirmed. */
gboolean qz_transfer_cancel (QzBook *book, const QzContext *context, const char *number,
                             const char *serial, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* NL-35 付款确认, by the payer, by another person than who recorded it; posts the payer's voucher
 * when the book set keeps his books. Refused: nothing to confirm ("nothing-to-confirm"), confirmed
 * already ("confirmed-already"). Facts: transfer amount day voucher. */
QzSheet *qz_transfer_confirm_payment (QzBook *book, const QzContext *context, const char *number,
                                      const char *serial, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  const char *number;
  const char *serial; /* NULL: the only one that waits */
  QzFen amount_fen;   /* as the payee's bank has it; 0: the payment's */
  QzDay day;          /* of arrival; QZ_DAY_NONE: the payment's */
} QzTransferReceipt;
/* NL-35 收款确认, by the payee. Refused: without a confirmed payment ("no-payment"), with another
 * amount ("receipt-amount", K10), twice ("received-already"). Posts the payee's voucher; what waits
 * for this money gets its due day. Facts: transfer amount day voucher. */
QzSheet *qz_transfer_confirm_receipt (QzBook *book, const QzContext *context,
                                      const QzTransferReceipt *receipt, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *agency;    /* that has the clearing account: a city's, or the province's */
  QzInsurance insurance; /* whose fund gets it at the end of the year */
  QzFen amount_fen;
  const char *bank_name;
  const char *serial;
  QzDay day;
} QzTransferInterest;
/* NL-19: interest of a clearing account has come; its leg I1 to the fiscal account of the same
 * level is due on the last day of the year. EV-26. Facts: transfer amount voucher. */
QzSheet *qz_transfer_interest (QzBook *book, const QzContext *context,
                               const QzTransferInterest *interest, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* NL-31-D4: makes the documents that pay the hospitals of a treat agency by 5-1 or 8-1 with the
 * money that it has received, one for each insurance; a hospital whose net is not positive is paid
 * nothing and told in the child "left_out". Refused before the money came ("money-not-received").
 * Gives the list of documents. */
QzSheet *qz_nonlocal_pay_run (QzBook *book, const QzContext *context, QzPeriod period,
                              QzNlScope scope, const char *agency, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  QzPeriod period; /* 0: all */
  int scope;       /* -1: all */
  int leg;         /* -1: all */
  const char *unit;  /* nullable */
  const char *agency; /* payer or payee; nullable */
} QzTransferFilter;
/* transfer leg leg_name scope period payer payer_name payee payee_name insurance unit unit_name
 * amount paid confirmed received open due_day days_left late state base_event base_day notice.
 * state: waiting (what the due day is counted from has not happened), open, part-paid, paid,
 * confirmed, received. */
QzSheet *qz_transfer_list (QzBook *book, const QzContext *context, const QzTransferFilter *filter,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same columns as facts; children "parts": party name amount; "events": time act act_name
 * amount day due_day bank_name serial actor reason voucher (of an event that is posted). */
QzSheet *qz_transfer_show (QzBook *book, const QzContext *context, const char *number,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The picture of accounts. Children "nodes": node account owner name; "arrows": leg leg_name from
 * to unit due paid confirmed received n late_n next_due. */
QzSheet *qz_transfer_picture (QzBook *book, const QzContext *context, QzPeriod period,
                              QzNlScope scope, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NL-36: 拨付汇总表 (@received FALSE: what the fiscal account paid, by the province it was for) or
 * 收款汇总表 (what units paid up) of a month's cross-province money: no unit unit_name scope due moved
 * day serial difference. Facts: title, period, complete (everything has moved both ways), then
 * complete_day and due_day; due_sum, moved_sum. */
QzSheet *qz_transfer_report (QzBook *book, const QzContext *context, QzPeriod period,
                             gboolean received, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same on paper (F-NL-36), as a draft while money is still under way: .pdf .xlsx .csv. */
QzSheet *qz_transfer_report_print (QzBook *book, const QzContext *context, QzPeriod period,
                                   gboolean received, const char *path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Both tables in one file, and its PDF in memory, for the preview. (transfer full) */
QzSheet *qz_transfer_reports_print (QzBook *book, const QzContext *context, QzPeriod period,
                                    const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *qz_transfer_reports_preview (QzBook *book, const QzContext *context, QzPeriod period,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
