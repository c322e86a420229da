/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legs of money that the upper office opened, and what became of them at the other office: payments
 * and confirmations with bank, serial number and day (NL-35). What the other office says is entered
 * as it stands; no voucher of this book set follows from it, for the books are the other one's. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-exchange-private.h"
#include "qz-transfer-private.h"

/* ── legs ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_parts (JsonObject *content, QzTransfer *out)
{
  JsonArray *list = qz_item_json_get_list (content, "parts");
  QzFen sum = 0;
  g_autoptr (GError) ignored = NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = qz_item_json_get_element (list, i);
      const char *party = NULL;
      gint64 amount = 0;

      if (object == NULL || !qz_item_json_get_text (object, "party", &party)
          || !qz_item_json_get_number (object, "amount", &amount) || amount <= 0
          || !qz_fen_accumulate (&sum, amount, &ignored))
        return FALSE;
      qz_transfer_add_part (out, party, amount);
    }
  return list != NULL && sum == out->amount_fen && sum > 0;
}

static gboolean
read_kind (JsonObject *content, QzTransfer *out)
{
  const char *leg = NULL;
  const char *insurance = NULL;
  QzInsurance known = QZ_INS_EMP;

  if (!qz_exchange_get_month (content, &out->period, &out->scope)
      || !qz_item_json_get_text (content, "leg", &leg) || !qz_leg_parse (leg, &out->leg)
      || !qz_item_json_get_text (content, "insurance", &insurance)
      || (insurance[0] != '\0' && !qz_insurance_parse (insurance, &known)))
    return FALSE;
  out->insurance = insurance[0] != '\0' ? (int) known : -1;
  return TRUE;
}

static gboolean
read_transfer (QzExchange *self, JsonObject *content, QzTransfer *out)
{
  const char *base = NULL;

  if (!read_kind (content, out) || !qz_exchange_read_code (content, "payer", &out->payer)
      || !qz_exchange_read_code (content, "payer_account", &out->payer_account)
      || !qz_exchange_read_code (content, "payee", &out->payee)
      || !qz_exchange_read_code (content, "payee_account", &out->payee_account)
      || !qz_exchange_read_code (content, "unit", &out->unit)
      || strcmp (out->unit, self->unit) != 0
      || !qz_item_json_get_number (content, "amount", &out->amount_fen)
      || !qz_item_json_get_text (content, "base_event", &base)
      || !qz_exchange_read_day (content, "base_day", &out->base_day)
      || !qz_exchange_read_day (content, "due_day", &out->due_day))
    return FALSE;
  out->base_event = g_strdup (base);
  return read_parts (content, out);
}

/* The notice that it is of has come: *out its record; 0: not yet. */
static gboolean
find_notice (QzExchange *self, const char *number, gint64 *out, GError **error)
{
  if (!qz_package_repo_find_record (self->store, QZ_ITEM_NOTICE, number, 1, out, error)
      || (*out == 0
          && !qz_package_repo_find_record (self->store, QZ_ITEM_NOTICE, number, 2, out, error)))
    return FALSE;
  return *out != 0
         || qz_package_repo_find_record (self->store, QZ_ITEM_DEPOSIT, number, 1, out, error);
}

/* *out NULL: there is none. */
static gboolean
find_transfer (QzExchange *self, const char *number, QzTransfer **out, GError **error)
{
  GError *failure = NULL;

  *out = qz_transfer_repo_find (self->store, number, &failure);
  if (failure == NULL)
    return TRUE;
  if (strcmp (qz_error_get_id (failure), "no-such-transfer") == 0)
    {
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
qz_exchange_judge_transfer (QzExchange *self, QzAct *act, QzPackageItem *item,
                            JsonObject *content, GError **error)
{
  g_autoptr (QzTransfer) transfer = qz_transfer_new ();
  g_autoptr (QzTransfer) known = NULL;
  const char *number = NULL;
  const char *notice = NULL;

  if (!qz_item_json_get_text (content, "number", &number) || strcmp (number, item->key) != 0
      || item->revision != 1 || !qz_item_json_get_text (content, "notice", &notice)
      || !read_transfer (self, content, transfer))
    return qz_exchange_reject (item);
  if (!find_transfer (self, number, &known, error)
      || (notice[0] != '\0' && !find_notice (self, notice, &transfer->notice_id, error)))
    return FALSE;
  if (known != NULL)
    return qz_exchange_decide (item, QZ_ITEM_REJECTED, "%s",
                               _("this book set has opened a transfer with the number itself"));
  if (notice[0] != '\0' && transfer->notice_id == 0)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, _("for the notice %s"), notice);
  transfer->number = g_strdup (number);
  return qz_transfer_repo_put (act, transfer, error) && qz_exchange_apply (item, transfer->id);
}

/* ── what happened to them ──────────────────────────────────────────────────────────────────── */

/* An event that is looked at. */
typedef struct {
  QzExchange *exchange;
  QzAct *act;
  QzPackageItem *item;
  QzTransfer *transfer;
  GPtrArray *events; /* of the transfer, up to now */
  QzTransferEvent event;
  guint nth;
} Judging;

static void
judging_clear (Judging *self)
{
  g_clear_pointer (&self->transfer, qz_transfer_free);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->event.actor, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judging, judging_clear)

static gboolean
parse_act (const char *text, QzTransferAct *out)
{
  for (guint i = 0; i < QZ_N_TRANSFER_ACTS; i++)
    if (strcmp (qz_transfer_act_to_text ((QzTransferAct) i), text) == 0)
      {
        *out = (QzTransferAct) i;
        return TRUE;
      }
  return FALSE;
}

/* Who did it, with the office that says so; a name that has one already came from further away. */
static char *
dup_actor (QzExchange *self, const char *actor)
{
  return strchr (actor, ':') != NULL ? g_strdup (actor)
                                     : g_strdup_printf ("%s:%s", self->other, actor);
}

/* The texts stay the content's. */
static gboolean
read_event (Judging *self, JsonObject *content, const char **out_transfer)
{
  const char *act = NULL;
  const char *bank = NULL;
  const char *serial = NULL;
  const char *actor = NULL;
  const char *reason = NULL;
  gint64 nth = 0;
  QzTransferEvent *event = &self->event;

  if (!qz_item_json_get_text (content, "transfer", out_transfer)
      || !qz_item_json_get_text (content, "act", &act) || !parse_act (act, &event->act)
      || !qz_item_json_get_text (content, "bank", &bank)
      || !qz_item_json_get_text (content, "serial", &serial)
      || !qz_item_json_get_text (content, "actor", &actor)
      || !qz_item_json_get_text (content, "reason", &reason)
      || !qz_item_json_get_count (content, "nth", G_MAXINT16, &nth)
      || !qz_item_json_get_number (content, "amount", &event->amount_fen)
      || !qz_exchange_read_day (content, "day", &event->day) || event->day == QZ_DAY_NONE
      || !qz_exchange_read_day (content, "due_day", &event->due_day))
    return FALSE;
  event->bank_name = (char *) bank;
  event->serial = (char *) serial;
  event->reason = (char *) reason;
  event->actor = dup_actor (self->exchange, actor);
  self->nth = (guint) nth;
  return (event->act == QZ_TRANSFER_DUE) == (nth == 0)
         && (event->act == QZ_TRANSFER_DUE ? event->amount_fen == 0
                                           : event->amount_fen > 0 && serial[0] != '\0');
}

/* The n-th payment with the slip; NULL: it has not come. */
static const QzTransferEvent *
find_payment (const Judging *self, guint nth)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const QzTransferEvent *event = self->events->pdata[i];

      if (event->act == QZ_TRANSFER_PAY && strcmp (event->serial, self->event.serial) == 0
          && strcmp (event->bank_name, self->event.bank_name) == 0 && --nth == 0)
        return event;
    }
  return NULL;
}

static gboolean
has_followup (const Judging *self, const QzTransferEvent *payment, QzTransferAct act)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const QzTransferEvent *event = self->events->pdata[i];

      if (event->act == act && event->payment_id == payment->id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
wait_for (Judging *self, const char *what)
{
  return qz_exchange_decide (self->item, QZ_ITEM_WAITING, "%s", what);
}

/* Other days than this book set counted itself: the payer knows when his money came (NL-31). */
static gboolean
judge_due (Judging *self, GError **error)
{
  if (self->transfer->base_day == self->event.day && self->transfer->due_day == self->event.due_day)
    return qz_exchange_decide (self->item, QZ_ITEM_STALE, "%s",
                               _("this book set counted the same day"));
  return qz_transfer_repo_put_event (self->act, &self->event, error)
         && qz_exchange_apply (self->item, self->event.id);
}

/* What must have come before it; FALSE: decided, it waits. */
static gboolean
is_payment_due (Judging *self, const char *used)
{
  const QzTransferEvent *before = self->nth > 1 ? find_payment (self, self->nth - 1) : NULL;
  const QzFen open = self->transfer->amount_fen - self->transfer->paid_fen;
  g_autofree char *amount = qz_fen_format (self->event.amount_fen);
  g_autofree char *left = qz_fen_format (open);

  if (self->nth > 1 && (before == NULL || !has_followup (self, before, QZ_TRANSFER_CANCEL)))
    wait_for (self, _("for the cancellation of the payment before it with the same slip"));
  else if (used != NULL)
    qz_exchange_decide (self->item, QZ_ITEM_WAITING,
                        _("the bank’s serial number %s of %s stands at %s; until that payment is "
                          "taken back"),
                        self->event.serial, self->event.bank_name, used);
  else if (self->event.amount_fen > open)
    qz_exchange_decide (self->item, QZ_ITEM_WAITING,
                        _("%s is paid, and only %s is open (K10); until another payment is taken "
                          "back"),
                        amount, left);
  else
    return TRUE;
  return FALSE;
}

static gboolean
judge_payment (Judging *self, GError **error)
{
  g_autofree char *used = NULL;

  if (!qz_transfer_repo_find_serial (self->exchange->store, self->event.bank_name,
                                     self->event.serial, &used, error))
    return FALSE;
  return !is_payment_due (self, used)
         || (qz_transfer_repo_put_event (self->act, &self->event, error)
             && qz_exchange_apply (self->item, self->event.id));
}

/* What follows for the notice and the state of the area, as after an own act. What it moved in the
 * deposits the upper office says itself. */
static gboolean
follow_up (Judging *self, GError **error)
{
  QzExchange *exchange = self->exchange;
  QzClearingDesk desk = { .book = exchange->book,
                          .context = exchange->context,
                          .store = exchange->store,
                          .map = exchange->map,
                          .period = self->transfer->period,
                          .act = self->act };
  const gboolean is_receipt = self->event.act == QZ_TRANSFER_CONFIRM_RECEIPT;

  return qz_transfer_move_notice (&desk, self->transfer, is_receipt, error)
         && qz_region_clear (&desk, self->transfer->unit, error);
}

static gboolean
judge_confirmation (Judging *self, const QzTransferEvent *payment, GError **error)
{
  const gboolean is_receipt = self->event.act == QZ_TRANSFER_CONFIRM_RECEIPT;
  g_autofree char *ours = qz_fen_format (payment->amount_fen);
  g_autofree char *theirs = qz_fen_format (self->event.amount_fen);

  if (payment->amount_fen != self->event.amount_fen)
    return qz_exchange_decide (self->item, QZ_ITEM_REJECTED,
                               _("it says %s, and the payment %s is of %s (K10)"), theirs,
                               payment->serial, ours);
  if (has_followup (self, payment, QZ_TRANSFER_CANCEL))
    return qz_exchange_decide (self->item, QZ_ITEM_REJECTED,
                               _("the payment %s was taken back"), payment->serial);
  if (is_receipt && !has_followup (self, payment, QZ_TRANSFER_CONFIRM_PAYMENT))
    return wait_for (self, _("for the payer’s confirmation"));
  self->event.payment_id = payment->id;
  return qz_transfer_repo_put_event (self->act, &self->event, error) && follow_up (self, error)
         && qz_exchange_apply (self->item, self->event.id);
}

static gboolean
judge_cancel (Judging *self, const QzTransferEvent *payment, GError **error)
{
  if (has_followup (self, payment, QZ_TRANSFER_CONFIRM_PAYMENT))
    return qz_exchange_decide (self->item, QZ_ITEM_REJECTED, _("the payment %s is confirmed"),
                               payment->serial);
  self->event.payment_id = payment->id;
  return qz_transfer_repo_put_event (self->act, &self->event, error)
         && qz_exchange_apply (self->item, self->event.id);
}

static gboolean
judge_act (Judging *self, GError **error)
{
  const QzTransferEvent *payment;

  if (self->event.act == QZ_TRANSFER_DUE)
    return judge_due (self, error);
  if (self->event.act == QZ_TRANSFER_PAY)
    return judge_payment (self, error);
  payment = find_payment (self, self->nth);
  if (payment == NULL)
    return wait_for (self, _("for the payment that it is of"));
  return self->event.act == QZ_TRANSFER_CANCEL ? judge_cancel (self, payment, error)
                                               : judge_confirmation (self, payment, error);
}

/* The payee says what he received, the payer everything else, and nobody what this book set keeps
 * the books of; *out FALSE: decided. */
static gboolean
is_for_other (Judging *self, gboolean *out, GError **error)
{
  const char *who = self->event.act == QZ_TRANSFER_CONFIRM_RECEIPT ? self->transfer->payee
                                                                   : self->transfer->payer;
  gboolean kept = FALSE;

  if (!qz_actor_is_kept (self->exchange->book, who, &kept, error))
    return FALSE;
  *out = !kept && strcmp (self->transfer->unit, self->exchange->unit) == 0
         && qz_exchange_speaks (self->exchange, FALSE, who);
  if (*out)
    return TRUE;
  return kept ? qz_exchange_decide (self->item, QZ_ITEM_REJECTED,
                                    _("this book set keeps the books of %s itself"), who)
              : qz_exchange_decide (self->item, QZ_ITEM_REJECTED,
                                    _("it is not for this office to say what %s does"), who);
}

gboolean
qz_exchange_judge_event (QzExchange *self, QzAct *act, QzPackageItem *item, JsonObject *content,
                         GError **error)
{
  g_auto (Judging) judging = { .exchange = self, .act = act, .item = item };
  g_autofree char *key = NULL;
  const char *number = NULL;
  gboolean for_other = FALSE;

  if (!read_event (&judging, content, &number)
      || (item->revision != 1 && judging.event.act != QZ_TRANSFER_DUE))
    return qz_exchange_reject (item);
  key = qz_exchange_dup_event_key (number, &judging.event, judging.nth);
  if (strcmp (key, item->key) != 0)
    return qz_exchange_reject (item);
  if (!find_transfer (self, number, &judging.transfer, error))
    return FALSE;
  if (judging.transfer == NULL)
    return qz_exchange_decide (item, QZ_ITEM_WAITING, _("for the transfer %s"), number);
  if (!is_for_other (&judging, &for_other, error))
    return FALSE;
  if (!for_other)
    return TRUE;
  judging.event.transfer_id = judging.transfer->id;
  judging.events = qz_transfer_repo_list_events (self->store, judging.transfer->id, error);
  return judging.events != NULL && judge_act (&judging, error);
}
