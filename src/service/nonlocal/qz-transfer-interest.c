/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interest that a clearing account bears, and what it owes for it (NL-19). */
#include "qz-transfer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-nonlocal-days.h"

static const QzTransferDeed interest_deed = { "transfer interest", QZ_RIGHT_TRANSFER_PAY };

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
  g_auto (QzTransferSlip) slip = { 0 };

  qz_transfer_slip_init (&slip, &payment);
  own.bank_name = slip.bank_name;
  own.serial = slip.serial;
  if (!qz_transfer_check_slip (&slip.payment, error))
    return NULL;
  if (interest->amount_fen <= 0)
    {
      qz_clearing_refuse (error, "amount-negative", "NL-19", _("Interest must be more than zero"));
      return NULL;
    }
  if (!qz_transfer_begin (&desk, book, context, qz_period_of_day (interest->day),
                          interest->agency, &interest_deed, error)
      || !qz_transfer_check_day (context, interest->day, error)
      || !qz_transfer_check_serial (desk.store, interest->bank_name, interest->serial, error))
    return NULL;
  leg = make_interest_leg (&desk, interest, error);
  if (leg == NULL || !qz_transfer_repo_put (desk.act, leg, error)
      || !put_arrival (&desk, leg, interest, &voucher, error)
      || !qz_clearing_desk_end (&desk, leg->number, error))
    return NULL;
  entry.transfer = leg;
  return qz_transfer_describe (&entry, voucher);
}
