/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recording what the bank paid (NL-35), never more than the notice says (K10). */
#include "qz-transfer-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"

static const QzTransferDeed pay_deed = { "transfer pay", QZ_RIGHT_TRANSFER_PAY };

/* ── paying ─────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_transfer_check_slip (const QzTransferPayment *payment, GError **error)
{
  if (payment->bank_name != NULL && *payment->bank_name != '\0' && payment->serial != NULL
      && *payment->serial != '\0' && payment->day != QZ_DAY_NONE)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "slip-incomplete",
                _("Say the bank, its serial number and the day on which it paid; they stand on the "
                  "bank's slip"));
  qz_error_add_rule (error, "NL-35");
  return FALSE;
}

gboolean
qz_transfer_check_serial (QzStore *store, const char *bank_name, const char *serial,
                          GError **error)
{
  g_autofree char *other = NULL;

  if (!qz_transfer_repo_find_serial (store, bank_name, serial, &other, error))
    return FALSE;
  return other == NULL
         || qz_clearing_refuse (error, "serial-twice", "NL-35",
                                _("The bank's serial number %s stands at %s already"), serial,
                                other);
}

void
qz_transfer_slip_init (QzTransferSlip *self, const QzTransferPayment *payment)
{
  self->payment = *payment;
  self->payment.bank_name = self->bank_name = g_strdup (payment->bank_name);
  self->payment.serial = self->serial = g_strdup (payment->serial);
  if (self->bank_name != NULL)
    g_strstrip (self->bank_name);
  if (self->serial != NULL)
    g_strstrip (self->serial);
}

void
qz_transfer_slip_clear (QzTransferSlip *self)
{
  g_free (self->bank_name);
  g_free (self->serial);
}

gboolean
qz_transfer_check_day (const QzContext *context, QzDay day, GError **error)
{
  return day <= context->clock.today
         || qz_clearing_refuse (error, "day-to-come", "NL-35",
                                _("That day has not come; the bank's day is the one on which the "
                                  "money moved"));
}

/* No bank paid what had not come or was not asked for yet; an earlier day would also make a late
 * payment look as if it were in time (NL-34). Cities may have collected before (NL-18b). */
static gboolean
check_not_before (const QzTransfer *transfer, QzDay day, GError **error)
{
  g_autofree char *base = NULL;

  if (transfer->base_day == QZ_DAY_NONE || day >= transfer->base_day
      || transfer->leg == QZ_LEG_P1 || transfer->leg == QZ_LEG_P2)
    return TRUE;
  base = qz_day_format (transfer->base_day);
  return qz_clearing_refuse (error, "day-too-early", qz_leg_get_rule (transfer->leg),
                             _("%s could not be paid before %s; look at the day on the bank's "
                               "slip"),
                             transfer->number, base);
}

/* K10: as much as the notice says, in one sum or in several. */
static gboolean
check_amount (const QzTransfer *transfer, QzFen amount, GError **error)
{
  const QzFen open = transfer->amount_fen - transfer->paid_fen;
  g_autofree char *text = qz_fen_to_decimal (open);

  if (open == 0)
    return qz_clearing_refuse (error, "more-than-notice", "K10", _("%s is paid already"),
                               transfer->number);
  if (amount < 0)
    return qz_clearing_refuse (error, "amount-negative", "K10",
                               _("A payment cannot be negative"));
  return amount <= open
         || qz_clearing_refuse (error, "more-than-notice", "K10",
                                _("That is more than the notice says: %s is still open of %s"),
                                text, transfer->number);
}

/* NL-31-U4. */
static gboolean
check_all_units (QzClearingDesk *self, const QzTransfer *transfer, GError **error)
{
  g_autoptr (GPtrArray) legs = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (transfer->leg != QZ_LEG_U4)
    return TRUE;
  legs = qz_transfer_load_legs (self->store, transfer->period, transfer->scope, QZ_LEG_U3, NULL,
                                error);
  for (guint i = 0; legs != NULL && i < legs->len; i++)
    {
      const QzTransfer *leg = legs->pdata[i];
      const char *name = qz_area_map_get_name (self->map, leg->unit);

      if (leg->received_fen < leg->amount_fen && strstr (names->str, name) == NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", name);
    }
  return legs != NULL
         && (names->len == 0
             || qz_clearing_refuse (error, "units-missing", "NL-31-U4",
                                    _("The money of all units must be in first; it is missing of "
                                      "%s"),
                                    names->str));
}

/* Money cannot be passed on before it has come. */
static gboolean
check_is_due (const QzTransfer *transfer, GError **error)
{
  const gboolean is_deposit = transfer->leg >= QZ_LEG_P1;

  return is_deposit || transfer->base_day != QZ_DAY_NONE
         || qz_clearing_refuse (error, "not-due", qz_leg_get_rule (transfer->leg),
                                _("%s waits for something that has not happened: the papers, or "
                                  "the money of the leg before"),
                                transfer->number);
}

/* *out: what must be in before. Agencies and cities may pay deposits in advance (NL-18b); the
 * province's account and what goes back through it hold the money of others. So does a city's for
 * clearing: its term may run while some of it is missing (AMB-06), but what has not been collected
 * is not passed on. */
static gboolean
find_leg_before (const QzTransfer *transfer, QzLeg *out)
{
  switch ((int) transfer->leg)
    {
    case QZ_LEG_U3:
      *out = QZ_LEG_U2;
      return !qz_transfer_is_own_unit (transfer->unit);
    case QZ_LEG_P4:
      *out = QZ_LEG_P3;
      return TRUE;
    case QZ_LEG_R3:
      *out = QZ_LEG_R4;
      return TRUE;
    case QZ_LEG_R2:
      *out = QZ_LEG_R3;
      return TRUE;
    case QZ_LEG_R1:
      *out = qz_transfer_is_own_unit (transfer->unit) ? QZ_LEG_R3 : QZ_LEG_R2;
      return TRUE;
    default:
      return FALSE;
    }
}

/* What came to the payer by the legs @before, less what he passed on by those like @transfer. */
static gboolean
sum_at_hand (QzStore *store, const QzTransfer *transfer, QzLeg before, QzFen *out, GError **error)
{
  const QzTransferQuery query = { .scope = (int) transfer->scope,
                                  .leg = -1,
                                  .party = transfer->payer,
                                  .notice_id = transfer->notice_id };
  g_autoptr (GPtrArray) legs = qz_transfer_repo_query (store, &query, error);

  *out = 0;
  for (guint i = 0; legs != NULL && i < legs->len; i++)
    {
      const QzTransfer *leg = legs->pdata[i];
      const gboolean is_like = leg->insurance < 0 || transfer->insurance < 0
                               || leg->insurance == transfer->insurance;

      if (is_like && leg->leg == before && strcmp (leg->payee, transfer->payer) == 0
          && !qz_fen_accumulate (out, leg->received_fen, error))
        return FALSE;
      if (is_like && leg->leg == transfer->leg && strcmp (leg->payer, transfer->payer) == 0
          && !qz_fen_accumulate (out, -leg->paid_fen, error))
        return FALSE;
    }
  return legs != NULL;
}

static gboolean
check_at_hand (QzStore *store, const QzTransfer *transfer, QzFen amount, GError **error)
{
  QzLeg before = QZ_LEG_P3;
  QzFen at_hand = 0;

  if (!find_leg_before (transfer, &before))
    return TRUE;
  if (!sum_at_hand (store, transfer, before, &at_hand, error))
    return FALSE;
  return amount <= at_hand
         || qz_clearing_refuse (error, "not-due", qz_leg_get_rule (transfer->leg),
                                _("%s waits for the money of the leg before (%s)"),
                                transfer->number, qz_leg_to_text (before));
}

static gboolean
put_payment (QzClearingDesk *self, const QzTransfer *transfer, const QzTransferPayment *payment,
             QzFen amount, GError **error)
{
  QzTransferEvent event = { .transfer_id = transfer->id,
                            .act = QZ_TRANSFER_PAY,
                            .amount_fen = amount,
                            .day = payment->day,
                            .due_day = QZ_DAY_NONE,
                            .bank_name = (char *) payment->bank_name,
                            .serial = (char *) payment->serial,
                            .actor = (char *) self->context->user };

  return qz_transfer_repo_put_event (self->act, &event, error);
}

QzTransfer *
qz_transfer_find (QzBook *book, const char *number, GError **error)
{
  return qz_transfer_repo_find (qz_book_get_store (book), number, error);
}

/* What was due by itself may have touched it. */
gboolean
qz_transfer_reload (QzClearingDesk *self, QzTransfer **transfer, GError **error)
{
  QzTransfer *fresh = qz_transfer_repo_get (self->store, (*transfer)->id, error);

  if (fresh == NULL)
    return FALSE;
  qz_transfer_free (*transfer);
  *transfer = fresh;
  return TRUE;
}

gboolean
qz_transfer_pay (QzBook *book, const QzContext *context, const QzTransferPayment *asked,
                 GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzTransfer) transfer = qz_transfer_find (book, asked->number, error);
  g_auto (QzTransferSlip) slip = { 0 };
  const QzTransferPayment *payment = &slip.payment;
  g_autofree char *detail = NULL;
  QzFen amount;

  if (transfer == NULL)
    return FALSE;
  qz_transfer_slip_init (&slip, asked);
  if (!qz_transfer_check_slip (payment, error)
      || !qz_transfer_begin (&desk, book, context, transfer->period, transfer->payer,
                             &pay_deed, error)
      || !qz_transfer_reload (&desk, &transfer, error))
    return FALSE;
  amount = payment->amount_fen != 0 ? payment->amount_fen
                                    : transfer->amount_fen - transfer->paid_fen;
  if (!qz_transfer_check_day (context, payment->day, error)
      || !check_amount (transfer, amount, error)
      || !check_all_units (&desk, transfer, error) || !check_is_due (transfer, error)
      || !check_at_hand (desk.store, transfer, amount, error)
      || !check_not_before (transfer, payment->day, error)
      || !qz_transfer_check_serial (desk.store, payment->bank_name, payment->serial, error)
      || !put_payment (&desk, transfer, payment, amount, error))
    return FALSE;
  detail = g_strdup_printf ("%s %" PRId64 " %s", transfer->number, amount, payment->serial);
  return qz_clearing_desk_end (&desk, detail, error);
}
