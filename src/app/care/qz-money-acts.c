/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-money-acts.h"

#include <glib/gi18n-lib.h>

#include "qz-regions.h"
#include "qz-transfers.h"

static gpointer
pass_papers (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_transfer_pass_papers (book, context, input->period, input->scope,
                                                 (QzLeg) input->n, input->key, error));
}

static gpointer
pay (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  const QzTransferPayment payment = { .number = input->key,
                                      .amount_fen = input->amount_fen,
                                      .bank_name = input->bank,
                                      .serial = input->serial,
                                      .day = input->day };

  return qz_nl_act_end (qz_transfer_pay (book, context, &payment, error));
}

static gpointer
take_back (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_transfer_cancel (book, context, input->key, NULL, input->reason, error));
}

static gpointer
confirm_payment (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_transfer_confirm_payment (book, context, ((QzNlInput *) data)->key, NULL, error);
}

static gpointer
confirm_receipt (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzTransferReceipt receipt = { .number = ((QzNlInput *) data)->key,
                                      .day = QZ_DAY_NONE };

  return qz_transfer_confirm_receipt (book, context, &receipt, error);
}

static gpointer
pay_hospitals (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nonlocal_pay_run (book, context, input->period, input->scope, input->key, error);
}

static gpointer
suspend (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_region_suspend (book, context, input->unit, input->reason, error));
}

static gpointer
resume (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_region_resume (book, context, input->unit, input->reason, error));
}

const QzNlAct qz_act_pass_papers =
    QZ_NL_ACT (N_ ("Passing the papers"), pass_papers,
               N_ ("Finance has passed the papers; the working days of its payments begin."),
               N_ ("The Papers Were Not Passed"));
const QzNlAct qz_act_pay =
    QZ_NL_ACT (N_ ("Recording the payment"), pay,
               N_ ("The payment is recorded; another person confirms it."),
               N_ ("The Payment Was Not Recorded"));
const QzNlAct qz_act_take_back =
    QZ_NL_ACT (N_ ("Taking the payment back"), take_back, N_ ("The payment is taken back."),
               N_ ("The Payment Was Not Taken Back"));
const QzNlAct qz_act_confirm_payment =
    QZ_NL_ACT (N_ ("Confirming the payment"), confirm_payment, N_ ("The payment is confirmed."),
               N_ ("The Payment Was Not Confirmed"));
const QzNlAct qz_act_confirm_receipt =
    QZ_NL_ACT (N_ ("Confirming the receipt"), confirm_receipt, N_ ("The receipt is confirmed."),
               N_ ("The Receipt Was Not Confirmed"));
const QzNlAct qz_act_pay_hospitals =
    QZ_NL_ACT (N_ ("Making the payments to hospitals"), pay_hospitals,
               N_ ("The documents that pay the hospitals are made."),
               N_ ("The Hospitals Were Not Paid"));
const QzNlAct qz_act_suspend =
    QZ_NL_ACT (N_ ("Suspending"), suspend, N_ ("Direct settlement is suspended."),
               N_ ("Direct Settlement Was Not Suspended"));
const QzNlAct qz_act_resume =
    QZ_NL_ACT (N_ ("Resuming"), resume, N_ ("Direct settlement is resumed."),
               N_ ("Direct Settlement Was Not Resumed"));
