/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paying and confirming (NL-35), and what waits for the money (NL-31-D, NL-31-U). */
#include "qz-transfer-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-nonlocal-days.h"
#include "qz-notice-repo.h"
#include "qz-regions.h"

static const QzTransferDeed pass_papers_deed = { "transfer pass-papers",
                                                 QZ_RIGHT_TRANSFER_PAPERS };
static const QzTransferDeed pay_deed = { "transfer pay", QZ_RIGHT_TRANSFER_PAY };
static const QzTransferDeed cancel_deed = { "transfer cancel", QZ_RIGHT_TRANSFER_PAY };
static const QzTransferDeed interest_deed = { "transfer interest", QZ_RIGHT_TRANSFER_PAY };
static const QzTransferDeed confirm_payment_deed = { "transfer confirm-payment",
                                                     QZ_RIGHT_TRANSFER_CONFIRM };
static const QzTransferDeed confirm_receipt_deed = { "transfer confirm-receipt",
                                                     QZ_RIGHT_TRANSFER_CONFIRM };

gboolean
qz_transfer_begin (QzClearingDesk *self, QzBook *book, const QzContext *context, QzPeriod period,
                   const char *agency, const QzTransferDeed *deed, GError **error)
{
  if (!qz_clearing_desk_open (self, book, context, period, error)
      || !qz_actor_check (book, context, agency, error))
    return FALSE;
  self->act =
      qz_book_begin_act (book, context, deed->name, qz_right_get_roles (deed->right), error);
  return self->act != NULL && qz_region_tick (book, context, self->act, NULL, NULL, error);
}

/* ── due days ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_transfer_set_due (QzClearingDesk *self, const QzTransfer *transfer, QzDay base_day,
                     const char *actor, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);
  QzTransferEvent event = { .transfer_id = transfer->id,
                            .act = QZ_TRANSFER_DUE,
                            .day = base_day,
                            .actor = (char *) actor };

  if (calendar == NULL)
    return FALSE;
  if (transfer->base_day != QZ_DAY_NONE)
    return TRUE;
  event.due_day = qz_nonlocal_get_leg_due (self->terms, calendar, transfer->leg, base_day);
  return qz_transfer_repo_put_event (self->act, &event, error);
}

GPtrArray *
qz_transfer_load_legs (QzStore *store, QzPeriod period, QzNlScope scope, QzLeg leg,
                       const char *unit, GError **error)
{
  const QzTransferQuery query = {
    .period = period, .scope = (int) scope, .leg = (int) leg, .unit = unit
  };

  return qz_transfer_repo_query (store, &query, error);
}

gboolean
qz_transfer_are_received (GPtrArray *transfers, QzDay *out_last)
{
  *out_last = QZ_DAY_NONE;
  for (guint i = 0; i < transfers->len; i++)
    {
      const QzTransfer *transfer = transfers->pdata[i];

      if (transfer->received_fen < transfer->amount_fen)
        return FALSE;
      *out_last = MAX (*out_last, transfer->last_received);
    }
  return TRUE;
}

/* @payer, nullable, and @insurance, -1: those of the legs that wait. */
static gboolean
release (QzClearingDesk *self, const QzTransfer *done, QzLeg leg, const char *payer, QzDay day,
         GError **error)
{
  g_autoptr (GPtrArray) legs =
      qz_transfer_load_legs (self->store, done->period, done->scope, leg,
                             leg == QZ_LEG_D2 || leg == QZ_LEG_U4 ? NULL : done->unit, error);

  for (guint i = 0; legs != NULL && i < legs->len; i++)
    {
      const QzTransfer *transfer = legs->pdata[i];

      if (payer != NULL
          && (strcmp (transfer->payer, payer) != 0 || transfer->insurance != done->insurance))
        continue;
      if (!qz_transfer_set_due (self, transfer, day, self->context->user, error))
        return FALSE;
    }
  return legs != NULL;
}

/* U3 waits for all agencies of its unit (AMB-06), U4 for all units. */
static gboolean
release_when_all (QzClearingDesk *self, const QzTransfer *done, QzLeg next, GError **error)
{
  g_autoptr (GPtrArray) legs =
      qz_transfer_load_legs (self->store, done->period, done->scope, done->leg,
                             next == QZ_LEG_U4 ? NULL : done->unit, error);
  QzDay last = QZ_DAY_NONE;

  if (legs == NULL)
    return FALSE;
  return !qz_transfer_are_received (legs, &last) || release (self, done, next, NULL, last, error);
}

gboolean
qz_transfer_release_next (QzClearingDesk *self, const QzTransfer *transfer, GError **error)
{
  const QzDay day = transfer->last_received;
  const gboolean is_own = qz_transfer_is_own_unit (transfer->unit);

  switch ((int) transfer->leg)
    {
    case QZ_LEG_D1:
      return release (self, transfer, QZ_LEG_D2, NULL, day, error);
    case QZ_LEG_D2:
      return is_own || release (self, transfer, QZ_LEG_D3, NULL, day, error);
    case QZ_LEG_U1:
      return release (self, transfer, is_own ? QZ_LEG_U3 : QZ_LEG_U2, transfer->payee, day, error);
    case QZ_LEG_U2:
      return release_when_all (self, transfer, QZ_LEG_U3, error);
    case QZ_LEG_U3:
      return release_when_all (self, transfer, QZ_LEG_U4, error);
    default:
      return TRUE;
    }
}

/* ── papers (NL-31-D1, NL-31-U1) ────────────────────────────────────────────────────────────── */

static gboolean
pass_legs (QzClearingDesk *self, GPtrArray *legs, const char *office, GError **error)
{
  guint n = 0;
  guint n_passed = 0;

  for (guint i = 0; i < legs->len; i++)
    {
      const QzTransfer *transfer = legs->pdata[i];

      if (strcmp (transfer->payer, office) != 0)
        continue;
      n++;
      n_passed += transfer->base_day != QZ_DAY_NONE;
      if (!qz_transfer_set_due (self, transfer, self->context->clock.today, self->context->user,
                                error))
        return FALSE;
    }
  if (n == 0)
    return qz_clearing_refuse (error, "nothing-to-pay", "NL-31",
                               _("%s has nothing to pay for this month and scope"), office);
  return n_passed < n
         || qz_clearing_refuse (error, "papers-passed", "NL-31",
                                _("The papers passed already"));
}

gboolean
qz_transfer_pass_papers (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                         QzLeg leg, const char *office, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (GPtrArray) legs = NULL;
  g_autofree char *code = NULL;
  g_autofree char *detail = NULL;

  if (map == NULL)
    return FALSE;
  code = office != NULL ? g_strdup (office)
                        : qz_transfer_dup_finance (map, qz_area_map_get_province (map));
  if (leg != QZ_LEG_D1 && leg != QZ_LEG_U1)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "leg-has-no-papers",
                    _("Papers pass before D1 and U1; the other legs follow the money"));
      return FALSE;
    }
  if (!qz_transfer_begin (&desk, book, context, period, code, &pass_papers_deed, error))
    return FALSE;
  legs = qz_transfer_load_legs (desk.store, period, scope, leg, NULL, error);
  detail = g_strdup_printf ("%06d %s %s %s", period, qz_nl_scope_to_text (scope),
                            qz_leg_to_text (leg), code);
  return legs != NULL && pass_legs (&desk, legs, code, error)
         && qz_clearing_desk_end (&desk, detail, error);
}

/* ── paying ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_slip (const QzTransferPayment *payment, GError **error)
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

static gboolean
check_serial (QzStore *store, const char *bank_name, const char *serial, GError **error)
{
  g_autofree char *other = NULL;

  if (!qz_transfer_repo_find_serial (store, bank_name, serial, &other, error))
    return FALSE;
  return other == NULL
         || qz_clearing_refuse (error, "serial-twice", "NL-35",
                                _("The bank's serial number %s stands at %s already"), serial,
                                other);
}

/* A payment whose bank and number are written with spaces around them is the same payment. */
typedef struct {
  QzTransferPayment payment;
  char *bank_name, *serial;
} Slip;

static void
slip_init (Slip *self, const QzTransferPayment *payment)
{
  self->payment = *payment;
  self->payment.bank_name = self->bank_name = g_strdup (payment->bank_name);
  self->payment.serial = self->serial = g_strdup (payment->serial);
  if (self->bank_name != NULL)
    g_strstrip (self->bank_name);
  if (self->serial != NULL)
    g_strstrip (self->serial);
}

static void
slip_clear (Slip *self)
{
  g_free (self->bank_name);
  g_free (self->serial);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slip, slip_clear)

static gboolean
check_day (const QzContext *context, QzDay day, GError **error)
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

/* *out: what must be in before, of deposits. Agencies and cities may pay theirs in advance
 * (NL-18b); the province's account and what goes back through it hold the money of others. */
static gboolean
find_leg_before (const QzTransfer *transfer, QzLeg *out)
{
  switch ((int) transfer->leg)
    {
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

static QzTransfer *
find_transfer (QzBook *book, const char *number, GError **error)
{
  return qz_transfer_repo_find (qz_book_get_store (book), number, error);
}

/* What was due by itself may have touched it. */
static gboolean
reload (QzClearingDesk *self, QzTransfer **transfer, GError **error)
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
  g_autoptr (QzTransfer) transfer = find_transfer (book, asked->number, error);
  g_auto (Slip) slip = { 0 };
  const QzTransferPayment *payment = &slip.payment;
  g_autofree char *detail = NULL;
  QzFen amount;

  if (transfer == NULL)
    return FALSE;
  slip_init (&slip, asked);
  if (!check_slip (payment, error)
      || !qz_transfer_begin (&desk, book, context, transfer->period, transfer->payer,
                             &pay_deed, error)
      || !reload (&desk, &transfer, error))
    return FALSE;
  amount = payment->amount_fen != 0 ? payment->amount_fen
                                    : transfer->amount_fen - transfer->paid_fen;
  if (!check_day (context, payment->day, error) || !check_amount (transfer, amount, error)
      || !check_all_units (&desk, transfer, error) || !check_is_due (transfer, error)
      || !check_at_hand (desk.store, transfer, amount, error)
      || !check_not_before (transfer, payment->day, error)
      || !check_serial (desk.store, payment->bank_name, payment->serial, error)
      || !put_payment (&desk, transfer, payment, amount, error))
    return FALSE;
  detail = g_strdup_printf ("%s %" PRId64 " %s", transfer->number, amount, payment->serial);
  return qz_clearing_desk_end (&desk, detail, error);
}

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

static QzSheet *
describe (const QzTransferEntry *entry, const char *voucher)
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
  g_autoptr (QzTransfer) transfer = find_transfer (book, number, error);
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
      || !check_day (desk->context, payment->day, error)
      || !put_followup (desk, payment, QZ_TRANSFER_CONFIRM_PAYMENT, payment->day, NULL,
                        &entry.event_id, error)
      || !qz_transfer_post (desk, &entry, &voucher, error)
      || !qz_transfer_move_deposit (desk, &entry, error)
      || !qz_transfer_move_notice (desk, transfer, FALSE, error)
      || !qz_clearing_desk_end (desk, transfer->number, error))
    return NULL;
  return describe (&entry, voucher);
}

QzSheet *
qz_transfer_confirm_payment (QzBook *book, const QzContext *context, const char *number,
                             const char *serial, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzTransfer) transfer = find_transfer (book, number, error);
  g_autoptr (GPtrArray) events = NULL;
  const QzTransferEvent *payment = NULL;

  if (transfer == NULL
      || !qz_transfer_begin (&desk, book, context, transfer->period, transfer->payer,
                             &confirm_payment_deed, error)
      || !reload (&desk, &transfer, error))
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
      || !check_day (desk->context, entry.day, error)
      || !put_followup (desk, payment, QZ_TRANSFER_CONFIRM_RECEIPT, entry.day, NULL,
                        &entry.event_id, error)
      || !qz_transfer_post (desk, &entry, &voucher, error)
      || !qz_transfer_move_deposit (desk, &entry, error)
      || !follow_up (desk, transfer->id, error)
      || !qz_transfer_move_notice (desk, transfer, TRUE, error)
      || !qz_clearing_desk_end (desk, transfer->number, error))
    return NULL;
  return describe (&entry, voucher);
}

QzSheet *
qz_transfer_confirm_receipt (QzBook *book, const QzContext *context,
                             const QzTransferReceipt *receipt, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzTransfer) transfer = find_transfer (book, receipt->number, error);
  g_autoptr (GPtrArray) events = NULL;
  const QzTransferEvent *payment = NULL;

  if (transfer == NULL
      || !qz_transfer_begin (&desk, book, context, transfer->period, transfer->payee,
                             &confirm_receipt_deed, error)
      || !reload (&desk, &transfer, error))
    return NULL;
  events = qz_transfer_repo_list_events (desk.store, transfer->id, error);
  if (events == NULL
      || !find_payment (transfer, events, &steps[1], receipt->serial, &payment, error)
      || !check_receipt (&desk, receipt, payment, error))
    return NULL;
  return confirm_receipt (&desk, transfer, payment, receipt->day, error);
}

/* ── interest (NL-19) ───────────────────────────────────────────────────────────────────────── */

/* The leg I1 of the arrival: whose account it is, and the finance office of the same level. */
static QzTransfer *
make_interest_leg (QzClearingDesk *desk, const QzTransferInterest *interest, GError **error)
{
  const char *province = qz_area_map_get_province (desk->map);
  g_autoptr (QzTransfer) leg = qz_transfer_new ();
  QzAreaPlace place = { "", "", "" };
  g_autofree char *own = qz_transfer_dup_agency (desk->map, province);
  const gboolean is_province = strcmp (interest->agency, own) == 0;
  g_autofree char *office = NULL;
  int year = 0;

  if (!is_province && !qz_area_map_find_agency (desk->map, interest->agency, &place))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "agency-unknown", _("No agency has the code “%s”"),
                    interest->agency);
      return NULL;
    }
  if (!is_province
      && (strcmp (place.unit, place.agency) != 0 || qz_transfer_is_own_unit (place.unit)))
    {
      qz_clearing_refuse (error, "no-clearing-account", "NL-32",
                          _("%s has no clearing account; cities and the province have one"),
                          interest->agency);
      return NULL;
    }
  office = qz_transfer_dup_finance (desk->map, is_province ? province : place.unit);
  qz_day_to_ymd (interest->day, &year, NULL, NULL);
  leg->leg = QZ_LEG_I1;
  leg->scope = QZ_NL_IN_PROV;
  leg->period = qz_period_of_day (interest->day);
  leg->payer = g_intern_string (interest->agency);
  leg->payer_account = is_province ? "acc_nl_prov" : "acc_nl_city";
  leg->payee = g_intern_string (office);
  leg->payee_account = "acc_fiscal";
  leg->insurance = (int) interest->insurance;
  leg->unit = is_province ? "" : g_intern_string (place.unit);
  leg->amount_fen = interest->amount_fen;
  leg->base_event = g_strdup (QZ_BASE_INTEREST);
  leg->base_day = interest->day;
  leg->due_day = qz_nonlocal_get_interest_day (year);
  leg->number = g_strdup_printf ("NL-%06d-I1-%s-%s", leg->period, leg->payer, interest->serial);
  qz_transfer_add_part (leg, is_province ? province : place.unit, interest->amount_fen);
  return g_steal_pointer (&leg);
}

static gboolean
put_arrival (QzClearingDesk *desk, const QzTransfer *leg, const QzTransferInterest *interest,
             char **out_voucher, GError **error)
{
  QzTransferEvent event = { .transfer_id = leg->id,
                            .act = QZ_TRANSFER_DUE,
                            .amount_fen = interest->amount_fen,
                            .day = interest->day,
                            .due_day = leg->due_day,
                            .bank_name = (char *) interest->bank_name,
                            .serial = (char *) interest->serial,
                            .actor = (char *) desk->context->user };
  QzTransferEntry entry = { .transfer = leg,
                            .is_payer = TRUE,
                            .amount_fen = interest->amount_fen,
                            .day = interest->day,
                            .made_by = QZ_SYSTEM_ACTOR, /* from the bank's word, not by hand */
                            .checked_by = desk->context->user };

  if (!qz_transfer_repo_put_event (desk->act, &event, error))
    return FALSE;
  entry.event_id = event.id;
  return qz_transfer_post_interest (desk, &entry, out_voucher, error);
}

QzSheet *
qz_transfer_interest (QzBook *book, const QzContext *context, const QzTransferInterest *asked,
                      GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (QzTransfer) leg = NULL;
  g_autofree char *voucher = NULL;
  const QzTransferPayment payment = { .bank_name = asked->bank_name,
                                      .serial = asked->serial,
                                      .day = asked->day };
  QzTransferEntry entry = { .amount_fen = asked->amount_fen, .day = asked->day };
  QzTransferInterest own = *asked;
  const QzTransferInterest *interest = &own;
  g_auto (Slip) slip = { 0 };

  slip_init (&slip, &payment);
  own.bank_name = slip.bank_name;
  own.serial = slip.serial;
  if (!check_slip (&slip.payment, error))
    return NULL;
  if (interest->amount_fen <= 0)
    {
      qz_clearing_refuse (error, "amount-negative", "NL-19", _("Interest must be more than zero"));
      return NULL;
    }
  if (!qz_transfer_begin (&desk, book, context, qz_period_of_day (interest->day),
                          interest->agency, &interest_deed, error)
      || !check_day (context, interest->day, error)
      || !check_serial (desk.store, interest->bank_name, interest->serial, error))
    return NULL;
  leg = make_interest_leg (&desk, interest, error);
  if (leg == NULL || !qz_transfer_repo_put (desk.act, leg, error)
      || !put_arrival (&desk, leg, interest, &voucher, error)
      || !qz_clearing_desk_end (&desk, leg->number, error))
    return NULL;
  entry.transfer = leg;
  return describe (&entry, voucher);
}
