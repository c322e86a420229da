/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-nl-posting.h"
#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* Transfers of care away from home (NL-18, NL-31-D, NL-31-U): what is to be moved, whose money it
 * is, and what happened to it. */

typedef struct {
  gint64 id;          /* set by put */
  char *number;
  QzLeg leg;
  QzNlScope scope;
  QzPeriod period;
  /* Interned: codes of agencies and kinds of their accounts. */
  const char *payer, *payer_account, *payee, *payee_account;
  int insurance;      /* -1: both */
  const char *unit;   /* interned; "" : all */
  QzFen amount_fen;
  gint64 notice_id;   /* 0: none */
  char *base_event;   /* what the due day is counted from, for people */
  QzDay base_day;     /* QZ_DAY_NONE: has not happened yet */
  QzDay due_day;
  GArray *parts;      /* QzNlPart with interned parties, in order; never NULL */
  /* Read only. */
  QzFen paid_fen, confirmed_fen, received_fen;
  QzDay last_received;
} QzTransfer;
QzTransfer *qz_transfer_new (void);
void qz_transfer_free (QzTransfer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTransfer, qz_transfer_free)
/* Interns @party. */
void qz_transfer_add_part (QzTransfer *self, const char *party, QzFen amount_fen);

/* Writes the transfer with its parts and its state. */
gboolean qz_transfer_repo_put (QzAct *act, QzTransfer *transfer, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* An input error (id "no-such-transfer") when there is none. */
QzTransfer *qz_transfer_repo_find (QzStore *store, const char *number, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzTransfer *qz_transfer_repo_get (QzStore *store, gint64 id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  QzPeriod period; /* 0: all */
  int scope;       /* -1: all */
  int leg;         /* -1: all */
  const char *unit;  /* nullable: all */
  const char *party; /* payer or payee; nullable: all */
  gint64 notice_id;  /* 0: all */
  gboolean open;     /* only those that are not received in whole */
} QzTransferQuery;
/* In the order of their making. (element-type QzTransfer) (transfer full) */
GPtrArray *qz_transfer_repo_query (QzStore *store, const QzTransferQuery *query, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  QZ_TRANSFER_DUE,             /* what the due day is counted from has happened */
  QZ_TRANSFER_PAY,
  QZ_TRANSFER_CONFIRM_PAYMENT, /* NL-35 付款确认 */
  QZ_TRANSFER_CONFIRM_RECEIPT, /* NL-35 收款确认 */
  QZ_TRANSFER_CANCEL,          /* a payment that was recorded by mistake */
  QZ_N_TRANSFER_ACTS,
} QzTransferAct;
const char *qz_transfer_act_to_text (QzTransferAct act);

typedef struct {
  gint64 id; /* set by put */
  gint64 transfer_id;
  QzTransferAct act;
  gint64 payment_id; /* of confirmations and cancellations; else 0 */
  QzFen amount_fen;
  QzDay day;         /* due: the base day; else the bank's trade day */
  QzDay due_day;     /* due */
  char *bank_name, *serial;
  char *actor;
  char *business_time; /* read only */
  char *reason;
} QzTransferEvent;
void qz_transfer_event_free (QzTransferEvent *self);
/* Writes the event and where it leaves the transfer; sets @event->id. Texts may be NULL for "". */
gboolean qz_transfer_repo_put_event (QzAct *act, QzTransferEvent *event, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* In order. (element-type QzTransferEvent) (transfer full) */
GPtrArray *qz_transfer_repo_list_events (QzStore *store, gint64 transfer_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The transfer that has a payment or an arrival of interest, not cancelled, with this serial number
 * of the bank; *out NULL when
 * none has. (transfer full) */
gboolean qz_transfer_repo_find_serial (QzStore *store, const char *bank_name, const char *serial,
                                       char **out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean qz_transfer_repo_put_voucher (QzAct *act, gint64 event_id, gint64 voucher_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Name of the voucher of an event ("L_PROV_230000_NL/2026-07/3"); "" when there is none. (transfer
 * full) */
char *qz_transfer_repo_dup_voucher (QzStore *store, gint64 event_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether a voucher books what a transfer moved. */
gboolean qz_transfer_repo_has_voucher (QzStore *store, gint64 voucher_id, gboolean *out,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* D4: the document that pays hospitals with the money of a transfer. */
gboolean qz_transfer_repo_put_document (QzAct *act, gint64 transfer_id, gint64 document_id,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The number of its living document; NULL without an error when there is none. (transfer full) */
char *qz_transfer_repo_dup_document (QzStore *store, gint64 transfer_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The transfer behind a document; 0: none. */
gboolean qz_transfer_repo_find_of_document (QzStore *store, gint64 document_id, gint64 *out,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The valid account of @kind of an agency or finance office; *out 0: none. @insurance -1: of
 * both. */
gboolean qz_transfer_repo_find_account (QzStore *store, const char *owner, const char *kind,
                                        int insurance, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The code itself where the register has no such agency. (transfer full) */
char *qz_transfer_repo_dup_agency_name (QzStore *store, const char *code, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What is written on a notice. */
typedef struct {
  gint64 id;
  char number[40];
  const char *form, *unit; /* interned */
  QzPeriod period;
  QzDay day, due_day;
  QzFen total_fen;
} QzTransferNotice;
/* An input error when there is none. */
gboolean qz_transfer_repo_get_notice (QzStore *store, gint64 id, QzTransferNotice *out,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Numbers of the transfers of which a payment up to @until waits for a confirmation that makes an
 * entry in the books of @owner's account of the kind @account; @insurance: NULL: any. ", " between,
 * at most ten; *out_n: how many there are. (transfer full) */
char *qz_transfer_repo_dup_unconfirmed (QzStore *store, const char *owner, const char *account,
                                        const char *insurance, QzDay until, gint64 *out_n,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Transfers that @agency pays or receives and that are not received in whole, or whose money its
 * hospitals have not been paid: *out_n, and the number of the first. *out_first: (transfer full) */
gboolean qz_transfer_repo_find_open (QzStore *store, const char *agency, gint64 *out_n,
                                     char **out_first, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
