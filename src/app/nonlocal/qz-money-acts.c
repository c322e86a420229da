/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-money-acts.h"

#include <glib/gi18n-lib.h>

#include "qz-payment-dialog.h"
#include "qz-regions.h"
#include "qz-transfers.h"
#include "qz-window.h"

/* ── the work ────────────────────────────────────────────────────────────────────────────────── */

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

/* ── from the window's actions ───────────────────────────────────────────────────────────────── */

static GtkWidget *
get_inside (gpointer window)
{
  return GTK_WIDGET (qz_window_get_navigation (window));
}

static void
pay_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_payment_dialog_present (get_inside (window), qz_window_get_session (window),
                             g_variant_get_string (parameter, NULL));
}

static void
take_back_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *number = g_variant_get_string (parameter, NULL);

  qz_nl_act_ask (get_inside (window), qz_window_get_session (window), &qz_act_take_back,
                 qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, number), _("Take Back"), number);
}

static void
run (gpointer window, const QzNlAct *act, GVariant *parameter)
{
  qz_nl_act_run (get_inside (window), qz_window_get_session (window), act,
                 qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, g_variant_get_string (parameter, NULL)));
}

static void
confirm_payment_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  run (window, &qz_act_confirm_payment, parameter);
}

static void
confirm_receipt_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  run (window, &qz_act_confirm_receipt, parameter);
}

static void
ask_region (gpointer window, const QzNlAct *act, GVariant *parameter, const char *label)
{
  const char *unit = g_variant_get_string (parameter, NULL);

  qz_nl_act_ask (get_inside (window), qz_window_get_session (window), act,
                 qz_nl_input_new (0, QZ_NL_IN_PROV, unit, NULL), label, unit);
}

static void
suspend_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask_region (window, &qz_act_suspend, parameter, _("Suspend"));
}

static void
resume_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask_region (window, &qz_act_resume, parameter, _("Resume"));
}

void
qz_money_add_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = {
    { "pay-transfer", pay_action, "s" },
    { "take-back-payment", take_back_action, "s" },
    { "confirm-payment", confirm_payment_action, "s" },
    { "confirm-receipt", confirm_receipt_action, "s" },
    { "suspend-region", suspend_action, "s" },
    { "resume-region", resume_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
