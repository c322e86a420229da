/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-care-actions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actor-pages.h"
#include "qz-care-acts.h"
#include "qz-care-forms.h"
#include "qz-care-pages.h"
#include "qz-clearing-acts.h"
#include "qz-deposit-acts.h"
#include "qz-money-acts.h"
#include "qz-nav.h"
#include "qz-payment-dialog.h"
#include "qz-registration.h"
#include "qz-supervision.h"
#include "qz-window.h"

/* ── what targets say ────────────────────────────────────────────────────────────────────────── */

static void
read_unit (const char *target, QzNlInput *input)
{
  input->unit = g_strdup (target);
}

/* "202605/12" */
static void
read_entry (const char *target, QzNlInput *input)
{
  const char *slash = strchr (target, '/');

  input->id = slash != NULL ? g_ascii_strtoll (slash + 1, NULL, 10) : 0;
  input->period = (QzPeriod) g_ascii_strtoull (target, NULL, 10);
}

/* "2026/230200", "2026/": of all units. */
static void
read_year (const char *target, QzNlInput *input)
{
  const char *slash = strchr (target, '/');

  input->n = (guint) g_ascii_strtoull (target, NULL, 10);
  input->unit = slash != NULL && slash[1] != '\0' ? g_strdup (slash + 1) : NULL;
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
show_payment (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_payment_dialog_present (inside, session, target);
}

static void
show_registration_form (GtkWidget *inside, QzSession *session, const char *target)
{
  qz_nav_push (inside, qz_registration_preview_new (session, target));
}

/* ── the table ───────────────────────────────────────────────────────────────────────────────── */

static const QzCareCommand commands[] = {
  /* registrations */
  { "new-registration", &qz_form_register },
  { "change-registration", &qz_form_register_anew },
  { "pause-registration", NULL, &qz_act_on_registration, N_ ("Pause"), QZ_REGISTRATION_PAUSE },
  { "resume-registration", NULL, &qz_act_on_registration, N_ ("Resume"), QZ_REGISTRATION_RESUME },
  { "terminate-registration", NULL, &qz_act_on_registration, N_ ("Terminate"),
    QZ_REGISTRATION_TERMINATE },
  { "cancel-registration", NULL, &qz_act_on_registration, N_ ("Cancel Unused"),
    QZ_REGISTRATION_CANCEL_UNUSED },
  { .name = "preview-registration", .show = show_registration_form },
  /* manual reimbursement */
  { "new-manual-claim", &qz_form_manual_file },
  { "accept-manual-claim", &qz_form_manual_accept },
  { "refuse-manual-claim", NULL, &qz_act_manual_refuse, N_ ("Refuse") },
  { "pay-manual-claim", NULL, &qz_act_manual_pay, N_ ("Record as Paid") },
  /* deposits */
  { "propose-quota", NULL, &qz_act_propose_quota, NULL, 0, NULL, read_year },
  { "publish-quota", NULL, &qz_act_publish_quota, NULL, 0, NULL, read_year },
  { "propose-adjustment", NULL, &qz_act_propose_adjustment, NULL, 0, NULL, read_year },
  { "publish-adjustment", NULL, &qz_act_publish_adjustment, NULL, 0, NULL, read_year },
  /* the month */
  { "new-mismatch", &qz_form_mismatch },
  { "solve-mismatch", NULL, &qz_act_solve, N_ ("Solved"), 0, NULL, read_entry },
  { "accept-objection", NULL, &qz_act_answer, N_ ("Accept"), 0, "ACCEPTED", read_entry },
  { "reject-objection", NULL, &qz_act_answer, N_ ("Reject"), 0, "REJECTED", read_entry },
  { "put-off-objection", NULL, &qz_act_answer, N_ ("Put Right Later"), 0, "NEXT_PERIOD",
    read_entry },
  /* money */
  { .name = "pay-transfer", .show = show_payment },
  { "take-back-payment", NULL, &qz_act_take_back, N_ ("Take Back") },
  { "confirm-payment", NULL, &qz_act_confirm_payment },
  { "confirm-receipt", NULL, &qz_act_confirm_receipt },
  { "suspend-region", NULL, &qz_act_suspend, N_ ("Suspend"), 0, NULL, read_unit },
  { "resume-region", NULL, &qz_act_resume, N_ ("Resume"), 0, NULL, read_unit },
  /* supervision */
  { "new-inspection", &qz_form_inspection },
  { "inspection-finding", &qz_form_finding },
  { "inspection-hear", NULL, &qz_act_inspection_note, N_ ("Record"), QZ_INSPECTION_HEAR },
  { "inspection-penalty", &qz_form_penalty },
  { "inspection-penalty-paid", &qz_form_penalty_paid },
  { "close-inspection", NULL, &qz_act_inspection_note, N_ ("Close"), QZ_INSPECTION_CLOSE },
  { "new-complaint", &qz_form_complaint },
  { "accept-complaint", NULL, &qz_act_complaint_note, N_ ("Take Up"), QZ_COMPLAINT_ACCEPT },
  { "complaint-found", &qz_form_complaint_find },
  { "report-complaint", NULL, &qz_act_complaint_note, N_ ("Report"), QZ_COMPLAINT_REPORT },
  { "tell-complainant", NULL, &qz_act_complaint_note, N_ ("Told"), QZ_COMPLAINT_TELL },
  { "close-complaint", NULL, &qz_act_complaint_note, N_ ("Close"), QZ_COMPLAINT_CLOSE },
  { "suspend-person", &qz_form_person_suspend },
  { "resume-person", &qz_form_person_resume },
  /* levels */
  { "add-actor", &qz_form_add_actor },
  { "remove-actor", NULL, &qz_act_remove_actor },
};

#define COMMAND_KEY "qz-care-command" /* of an action: its QzCareCommand */

/* An answer's key is its result. */
static QzNlInput *
read_target (const QzCareCommand *command, const char *target)
{
  QzNlInput *input = qz_nl_input_new (0, QZ_NL_IN_PROV, NULL,
                                      command->result != NULL ? command->result
                                      : command->read == NULL ? target
                                                              : NULL);

  input->n = command->n;
  if (command->read != NULL)
    command->read (target, input);
  return input;
}

static void
activate (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const QzCareCommand *command = g_object_get_data (G_OBJECT (action), COMMAND_KEY);
  const char *target = g_variant_get_string (parameter, NULL);
  GtkWidget *inside = GTK_WIDGET (qz_window_get_navigation (window));
  QzSession *session = qz_window_get_session (window);

  if (command->form != NULL)
    qz_form_dialog_present (inside, session, command->form, target);
  else if (command->show != NULL)
    command->show (inside, session, target);
  else if (command->asks != NULL)
    qz_nl_act_ask (inside, session, command->act, read_target (command, target),
                   _ (command->asks), target);
  else
    qz_nl_act_run (inside, session, command->act, read_target (command, target));
}

void
qz_care_add_commands (GtkWidget *window, const QzCareCommand *table, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GSimpleAction) action =
          g_simple_action_new (table[i].name, G_VARIANT_TYPE_STRING);

      g_object_set_data (G_OBJECT (action), COMMAND_KEY, (gpointer) &table[i]);
      g_signal_connect_object (action, "activate", G_CALLBACK (activate), window,
                               G_CONNECT_DEFAULT);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
}

void
qz_care_add_actions (GtkWidget *window)
{
  qz_care_add_commands (window, commands, G_N_ELEMENTS (commands));
}
