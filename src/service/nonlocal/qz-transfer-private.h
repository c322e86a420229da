/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-private.h"
#include "qz-transfer-repo.h"
#include "qz-transfers.h"

G_BEGIN_DECLS

/* What the acts of transfers share. */

/* What the due day of a leg is counted from; kept in transfer.base_event. */
#define QZ_BASE_PAPERS "papers"             /* finance passed them (NL-31-D1, NL-31-U1) */
#define QZ_BASE_RECEIPT "receipt"           /* the money of the leg before came */
#define QZ_BASE_LAST_RECEIPT "last-receipt" /* of all agencies of the unit (AMB-06) */
#define QZ_BASE_ALL_UNITS "all-units"       /* NL-31-U4 */
#define QZ_BASE_NOTICE "notice"             /* NL-22 */
#define QZ_BASE_INTEREST "interest"         /* NL-19 */

/* 省本级, 239900: it has no clearing account of a unit; its agency deals with the province itself
 * (NL-31-D5). */
gboolean qz_transfer_is_own_unit (const char *unit);
/* Agency and finance office that deal for an area; where the register has none, the codes that they
 * have everywhere: that of the area, and F before it. (transfer full) */
char *qz_transfer_dup_agency (QzAreaMap *map, const char *area);
char *qz_transfer_dup_finance (QzAreaMap *map, const char *area);

/* What an act is called in the log, and who may do it. */
typedef struct {
  const char *name;
  QzRight right;
} QzTransferDeed;
/* Opens the desk of @period and begins an act for the agency or office @agency, with what is due
 * by itself applied first. */
gboolean qz_transfer_begin (QzClearingDesk *self, QzBook *book, const QzContext *context,
                            QzPeriod period, const char *agency, const QzTransferDeed *deed,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── due days ── */
/* Nothing when the transfer has one already. */
gboolean qz_transfer_set_due (QzClearingDesk *self, const QzTransfer *transfer, QzDay base_day,
                              const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What waits for the money of @transfer, which has come in whole. */
gboolean qz_transfer_release_next (QzClearingDesk *self, const QzTransfer *transfer,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The transfers of a leg in a month and scope; @unit: nullable. */
GPtrArray *qz_transfer_load_legs (QzStore *store, QzPeriod period, QzNlScope scope, QzLeg leg,
                                  const char *unit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether all are received; *out_last: the last day on which one came. */
gboolean qz_transfer_are_received (GPtrArray *transfers, QzDay *out_last);

/* ── notices, vouchers and deposits ── */
/* SM-8: after a confirmation the notice of @transfer is PAID when all that it is about is paid,
 * CLOSED (@received) when all has come. */
gboolean qz_transfer_move_notice (QzClearingDesk *self, const QzTransfer *transfer,
                                  gboolean received, GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  const QzTransfer *transfer; /* as it stood before the event */
  gboolean is_payer;          /* whose books */
  gint64 event_id;            /* the confirmation */
  QzFen amount_fen;
  QzDay day;
  const char *made_by, *checked_by;
} QzTransferEntry;
/* Posts the voucher of one side, when the book set keeps its books: *out_voucher its name, NULL
 * when it does not. */
gboolean qz_transfer_post (QzClearingDesk *self, const QzTransferEntry *entry, char **out_voucher,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* EV-26: @transfer is a leg I1 whose interest came. */
gboolean qz_transfer_post_interest (QzClearingDesk *self, const QzTransferEntry *entry,
                                    char **out_voucher, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The parts of the money from @start on, @amount of it: payments take the parts in order.
 * (element-type QzNlPart) (transfer full) */
GArray *qz_transfer_cut_parts (const GArray *parts, QzFen start, QzFen amount);
/* What the confirmation moves in the deposits: collect and refund, use and refill (NL-17c,
 * NL-31-U5). */
gboolean qz_transfer_move_deposit (QzClearingDesk *self, const QzTransferEntry *entry,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── what paying and confirming share ── */
QzTransfer *qz_transfer_find (QzBook *book, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* After an act began: what was due by itself may have touched the transfer. */
gboolean qz_transfer_reload (QzClearingDesk *self, QzTransfer **transfer, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A payment whose bank and number are written with spaces around them is the same payment. */
typedef struct {
  QzTransferPayment payment; /* with the stripped bank and number */
  char *bank_name, *serial;
} QzTransferSlip;
void qz_transfer_slip_init (QzTransferSlip *self, const QzTransferPayment *payment);
void qz_transfer_slip_clear (QzTransferSlip *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzTransferSlip, qz_transfer_slip_clear)
/* NL-35: bank, number and day are there ("slip-incomplete"), the number is no other payment's
 * ("serial-twice"), the day has come ("day-to-come"). */
gboolean qz_transfer_check_slip (const QzTransferPayment *payment, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_transfer_check_serial (QzStore *store, const char *bank_name, const char *serial,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_transfer_check_day (const QzContext *context, QzDay day, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Facts: transfer amount day voucher. (transfer full) */
QzSheet *qz_transfer_describe (const QzTransferEntry *entry, const char *voucher);

/* ── regions ── */
/* NL-34: whether a unit owes this on @day: its own legs to the province, past their due day,
 * neither received nor paid in time. */
gboolean qz_region_is_late (QzStore *store, const QzTransfer *transfer, QzDay day, gboolean *out,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SM-6: an overdue unit is normal again when nothing is late any more. */
gboolean qz_region_clear (QzClearingDesk *self, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
