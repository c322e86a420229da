/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Confirming payments and receipts, and taking a payment back before (NL-35). */
#include "qz-transfer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-notice-repo.h"
#include "qz-regions.h"

static const QzTransferDeed cancel_deed = { "transfer cancel", QZ_RIGHT_TRANSFER_PAY };
static const QzTransferDeed confirm_payment_deed = { "transfer confirm-payment",
                                                     QZ_RIGHT_TRANSFER_CONFIRM };
static const QzTransferDeed confirm_receipt_deed = { "transfer confirm-receipt",
                                                     QZ_RIGHT_TRANSFER_CONFIRM };

/* ── finding the payment to confirm ─────────────────────────────────────────────────────────── */

static gboolean
has_event (GPtrArray *events, QzTransferAct act, gint64 payment_id)
{
  for (guint i = 0; i < events->len; i++)
    {
      const QzTransferEvent *event = events->pdata[i];

      if (event->act == act && event->payment_id == payment_id)
        return TRUE;
    }
  return FALSE;
}

/* What is to happen to a payment next. */
typedef struct {
  QzTransferAct next;
  gboolean needs_confirmed;
  const char *none_id, *none_text;
  const char *twice_id, *twice_text;
} Step;

static const Step steps[] = {
  { QZ_TRANSFER_CONFIRM_PAYMENT, FALSE, "nothing-to-confirm",
    N_ ("No payment of %s was recorded that could be confirmed"), "confirmed-already",
    N_ ("The payment of %s is confirmed already") },
  { QZ_TRANSFER_CONFIRM_RECEIPT, TRUE, "no-payment",
    N_ ("The payer has confirmed no payment of %s that could have been received"),
    "received-already", N_ ("The receipt of %s is confirmed already") },
  { QZ_TRANSFER_CANCEL, FALSE, "nothing-to-cancel",
    N_ ("No payment of %s was recorded that could be taken back"), "confirmed-already",
    N_ ("The payment of %s is confirmed; it can no longer be taken back") },
};

/* Whether the payment waits for the step; *out_done: it was taken before. */
static gboolean
waits_for (GPtrArray *events, const QzTransferEvent *payment, const Step *step, gboolean *out_done)
{
  const gboolean confirmed = has_event (events, QZ_TRANSFER_CONFIRM_PAYMENT, payment->id);

  *out_done = FALSE;
  if (payment->act != QZ_TRANSFER_PAY || has_event (events, QZ_TRANSFER_CANCEL, payment->id))
    return FALSE;
  *out_done = has_event (events, step->next, payment->id)
              || (step->next == QZ_TRANSFER_CANCEL && confirmed);
  return !*out_done && (!step->needs_confirmed || confirmed);
}

static gboolean
refuse_step (const char *id, const char *format, const QzTransfer *transfer, GError **error)
{
  qz_error_set (error, QZ_ERROR_REFUSED, id, format, transfer->number);
  qz_error_add_rule (error, "NL-35");
  return FALSE;
}

/* @serial NULL: the only one that waits. */
static gboolean
find_payment (const QzTransfer *transfer, GPtrArray *events, const Step *step, const char *serial,
              const QzTransferEvent **out, GError **error)
{
  gboolean any_done = FALSE;

  *out = NULL;
  for (guint i = 0; i < events->len; i++)
    {
      const QzTransferEvent *event = events->pdata[i];
      gboolean done = FALSE;
      const gboolean waits = waits_for (events, event, step, &done);

      if (serial != NULL && strcmp (event->serial, serial) != 0)
        continue;
      any_done = any_done || done;
      if (!waits)
        continue;
      if (*out != NULL)
        return refuse_step ("payment-unclear",
                            _("Several payments of %s wait; say the bank's serial number of one"),
                            transfer, error);
      *out = event;
    }
  if (*out != NULL)
    return TRUE;
  return any_done ? refuse_step (step->twice_id, _ (step->twice_text), transfer, error)
                  : refuse_step (step->none_id, _ (step->none_text), transfer, error);
}

/* 3.6 rule 5: who records a payment does not confirm it. */
static gboolean
check_two_people (QzClearingDesk *self, const QzTransferEvent *payment, GError **error)
{
  return g_strcmp0 (payment->actor, self->context->user) != 0
         || qz_clearing_refuse (error, "same-person", "3.6-5",
                                _("%s recorded this payment; somebody else must confirm it"),
                                payment->actor);
}

static gboolean
put_followup (QzClearingDesk *self, const QzTransferEvent *payment, QzTransferAct act, QzDay day,
              const char *reason, gint64 *out_id, GError **error)
{
  QzTransferEvent event = { .transfer_id = payment->transfer_id,
                            .act = act,
                            .payment_id = payment->id,
                            .amount_fen = payment->amount_fen,
                            .day = day,
                            .due_day = QZ_DAY_NONE,
                            .bank_name = payment->bank_name,
                            .serial = payment->serial,
                            .actor = (char *) self->context->user,
                            .reason = (char *) reason };
  const gboolean done = qz_transfer_repo_put_event (self->act, &event, error);

  *out_id = event.id;
  return done;
}

QzSheet *
qz_transfer_describe (const QzTransferEntry *entry, const char *voucher)
{
  QzSheet *sheet = qz_sheet_new ("transfer");

  qz_sheet_set_text (sheet, "transfer", _("Transfer"), entry->transfer->number);
  qz_sheet_set_number (sheet, "amount", _("Amount"), QZ_VALUE_FEN, entry->amount_fen);
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, entry->day);
  qz_sheet_set_text (sheet, "voucher", _("Voucher"), voucher != NULL ? voucher : "");
  return sheet;
}

/* ── taking back ────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_transfer_cancel (QzBook *book, const QzContext *context, const char *number,
                    const char *serial, const char *reason, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzTransfer) transfer = qz_transfer_find (book, number, error);
  g_autoptr (GPtrArray) events = NULL;
  const QzTransferEvent *payment = NULL;
  gint64 id = 0;

  if (transfer == NULL)
    return FALSE;
  if (reason == NULL || *reason == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why (--reason); it is kept"));
      return FALSE;
    }
  if (!qz_transfer_begin (&desk, book, context, transfer->period, transfer->payer,
                          &cancel_deed, error))
    return FALSE;
  events = qz_transfer_repo_list_events (desk.store, transfer->id, error);
  return events != NULL && find_payment (transfer, events, &steps[2], serial, &payment, error)
         && put_followup (&desk, payment, QZ_TRANSFER_CANCEL, context->clock.today, reason, &id,
                          error)
         && qz_clearing_desk_end (&desk, transfer->number, error);
}

/* ── how far a notice is (SM-8) ─────────────────────────────────────────────────────────────── */

/* Between a unit and the province: what its notice is about. */
static gboolean
is_of_notice (QzLeg leg)
{
  return leg == QZ_LEG_D2 || leg == QZ_LEG_U3 || leg == QZ_LEG_P3 || leg == QZ_LEG_R3;
}

gboolean
qz_transfer_move_notice (QzClearingDesk *self, const QzTransfer *transfer, gboolean received,
                         GError **error)
{
  const QzTransferQuery query = { .scope = -1, .leg = -1, .notice_id = transfer->notice_id };
  g_autoptr (GPtrArray) legs = NULL;

  if (transfer->notice_id == 0 || !is_of_notice (transfer->leg))
    return TRUE;
  legs = qz_transfer_repo_query (self->store, &query, error);
  for (guint i = 0; legs != NULL && i < legs->len; i++)
    {
      const QzTransfer *leg = legs->pdata[i];

      if (is_of_notice (leg->leg)
          && (received ? leg->received_fen : leg->confirmed_fen) < leg->amount_fen)
        return TRUE;
    }
  return legs != NULL
         && qz_notice_repo_put_event (self->act, transfer->notice_id,
                                      received ? "CLOSED" : "PAID", self->context->user, "",
                                      error);
}

/* ── confirming the payment ─────────────────────────────────────────────────────────────────── */

static QzSheet *
confirm_payment (QzClearingDesk *desk, const QzTransfer *transfer, const QzTransferEvent *payment,
                 GError **error)
{
  QzTransferEntry entry = { .transfer = transfer,
                            .is_payer = TRUE,
                            .amount_fen = payment->amount_fen,
                            .day = payment->day,
                            .made_by = payment->actor,
                            .checked_by = desk->context->user };
  g_autofree char *voucher = NULL;

  if (!check_two_people (desk, payment, error)
      || !qz_transfer_check_day (desk->context, payment->day, error)
      || !put_followup (desk, payment, QZ_TRANSFER_CONFIRM_PAYMENT, payment->day, NULL,
                        &entry.event_id, error)
      || !qz_transfer_post (desk, &entry, &voucher, error)
      || !qz_transfer_move_deposit (desk, &entry, error)
      || !qz_transfer_move_notice (desk, transfer, FALSE, error)
      || !qz_clearing_desk_end (desk, transfer->number, error))
    return NULL;
  return qz_transfer_describe (&entry, voucher);
}

QzSheet *
qz_transfer_confirm_payment (QzBook *book, const QzContext *context, const char *number,
                             const char *serial, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzTransfer) transfer = qz_transfer_find (book, number, error);
  g_autoptr (GPtrArray) events = NULL;
  const QzTransferEvent *payment = NULL;

  if (transfer == NULL
      || !qz_transfer_begin (&desk, book, context, transfer->period, transfer->payer,
                             &confirm_payment_deed, error)
      || !qz_transfer_reload (&desk, &transfer, error))
    return NULL;
  events = qz_transfer_repo_list_events (desk.store, transfer->id, error);
  if (events == NULL || !find_payment (transfer, events, &steps[0], serial, &payment, error))
    return NULL;
  return confirm_payment (&desk, transfer, payment, error);
}

/* ── confirming the receipt ─────────────────────────────────────────────────────────────────── */

static gboolean
check_receipt (QzClearingDesk *desk, const QzTransferReceipt *receipt,
               const QzTransferEvent *payment, GError **error)
{
  g_autofree char *text = qz_fen_to_decimal (payment->amount_fen);

  if (receipt->amount_fen != 0 && receipt->amount_fen != payment->amount_fen)
    return qz_clearing_refuse (error, "receipt-amount", "K10",
                               _("The payer confirmed %s; what has come must be the same amount"),
                               text);
  if (receipt->day != QZ_DAY_NONE && receipt->day < payment->day)
    return qz_clearing_refuse (error, "receipt-before-payment", "NL-35",
                               _("The money cannot have come before it was paid"));
  return TRUE;
}

/* The transfer as it stands after the receipt. */
static gboolean
follow_up (QzClearingDesk *desk, gint64 transfer_id, GError **error)
{
  g_autoptr (QzTransfer) transfer = qz_transfer_repo_get (desk->store, transfer_id, error);

  if (transfer == NULL)
    return FALSE;
  if (transfer->received_fen == transfer->amount_fen
      && !qz_transfer_release_next (desk, transfer, error))
    return FALSE;
  return transfer->unit[0] == '\0' || qz_region_clear (desk, transfer->unit, error);
}

static QzSheet *
confirm_receipt (QzClearingDesk *desk, const QzTransfer *transfer, const QzTransferEvent *payment,
                 QzDay day, GError **error)
{
  QzTransferEntry entry = { .transfer = transfer,
                            .amount_fen = payment->amount_fen,
                            .day = day != QZ_DAY_NONE ? day : payment->day,
                            .made_by = payment->actor,
                            .checked_by = desk->context->user };
  g_autofree char *voucher = NULL;

  if (!check_two_people (desk, payment, error)
      || !qz_transfer_check_day (desk->context, entry.day, error)
      || !put_followup (desk, payment, QZ_TRANSFER_CONFIRM_RECEIPT, entry.day, NULL,
                        &entry.event_id, error)
      || !qz_transfer_post (desk, &entry, &voucher, error)
      || !qz_transfer_move_deposit (desk, &entry, error)
      || !follow_up (desk, transfer->id, error)
      || !qz_transfer_move_notice (desk, transfer, TRUE, error)
      || !qz_clearing_desk_end (desk, transfer->number, error))
    return NULL;
  return qz_transfer_describe (&entry, voucher);
}

QzSheet *
qz_transfer_confirm_receipt (QzBook *book, const QzContext *context,
                             const QzTransferReceipt *receipt, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzTransfer) transfer = qz_transfer_find (book, receipt->number, error);
  g_autoptr (GPtrArray) events = NULL;
  const QzTransferEvent *payment = NULL;

  if (transfer == NULL
      || !qz_transfer_begin (&desk, book, context, transfer->period, transfer->payee,
                             &confirm_receipt_deed, error)
      || !qz_transfer_reload (&desk, &transfer, error))
    return NULL;
  events = qz_transfer_repo_list_events (desk.store, transfer->id, error);
  if (events == NULL
      || !find_payment (transfer, events, &steps[1], receipt->serial, &payment, error)
      || !check_receipt (&desk, receipt, payment, error))
    return NULL;
  return confirm_receipt (&desk, transfer, payment, receipt->day, error);
}
