/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registrations, manual reimbursement, and mismatches with hospitals. */
#include <glib/gi18n-lib.h>

#include "qz-care-acts.h"
#include "qz-cells.h"
#include "qz-clearing.h"
#include "qz-form-row.h"
#include "qz-manual-claims.h"
#include "qz-registration.h"

#define IDENTITY_CARD "01"

/* ── registrations ───────────────────────────────────────────────────────────────────────────── */

/* A choice always holds one of its codes. */
static void
read_choices (QzSheet *values, QzRegistrationInput *out)
{
  if (!qz_nl_person_parse (qz_fact_text (values, "kind"), &out->kind)
      || !qz_nl_scope_parse (qz_fact_text (values, "scope"), &out->scope)
      || !qz_insurance_parse (qz_fact_text (values, "insurance"), &out->insurance))
    g_assert_not_reached ();
}

static QzRegistrationInput
read_registration (QzSheet *values)
{
  QzRegistrationInput input = {
    .insured_area = qz_fact_text (values, "insured_area"),
    .treat_area = qz_fact_text (values, "treat_area"),
    .begin_day = qz_form_get_day (values, "begin_day"),
    .end_day = qz_form_get_day (values, "end_day"),
    .psn_no = qz_fact_text (values, "psn_no"),
    .psn_name = qz_fact_text (values, "psn_name"),
    .cert_type = qz_fact_text (values, "cert_type"),
    .certno = qz_fact_text (values, "certno"),
    .gend = qz_fact_text (values, "gend"),
    .brdy = qz_form_get_day (values, "brdy"),
    .card_no = qz_fact_text (values, "card_no"),
    .insured_state = qz_fact_text (values, "insured_state"),
    .emp_name = qz_fact_text (values, "emp_name"),
    .phone = qz_fact_text (values, "phone"),
    .address = qz_fact_text (values, "address"),
    .from_hospital = qz_fact_text (values, "from_hospital"),
    .to_hospital = qz_fact_text (values, "to_hospital"),
    .diagnosis = qz_fact_text (values, "diagnosis"),
    .referral_reason = qz_fact_text (values, "referral_reason"),
    .registered_day = qz_form_get_day (values, "registered_day"),
    .hospitals = qz_fact_text (values, "hospitals"),
  };

  if (input.cert_type == NULL)
    input.cert_type = IDENTITY_CARD;
  read_choices (values, &input);
  return input;
}

gpointer
qz_care_check_registration (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *given = data;
  const QzRegistrationInput input = read_registration (given->values);
  const char *replaces = given->key != NULL && *given->key != '\0' ? given->key : NULL;

  return qz_registration_check (book, context, &input, replaces, error);
}

static gpointer
do_register (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzRegistrationInput input = read_registration (((QzNlInput *) data)->values);
  g_autofree char *number = NULL;

  return qz_nl_act_made (qz_registration_add (book, context, &input, &number, error), &number);
}

static gpointer
register_anew (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *given = data;
  const QzRegistrationInput input = read_registration (given->values);
  const char *reason = qz_fact_text (given->values, "reason");
  g_autofree char *number = NULL;

  return qz_nl_act_made (
      qz_registration_change (book, context, given->key, &input, reason, &number, error), &number);
}

static gpointer
act_on_registration (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_registration_act (book, context, input->key,
                                             (QzRegistrationAct) input->n, QZ_DAY_NONE,
                                             input->reason, error));
}

const QzNlAct qz_act_register =
    QZ_NL_ACT (N_ ("Registering"), do_register, N_ ("The person is registered."),
               N_ ("The Person Was Not Registered"));
const QzNlAct qz_act_register_anew =
    QZ_NL_ACT (N_ ("Registering anew"), register_anew,
               N_ ("The registration is cancelled and the person registered anew."),
               N_ ("The Registration Was Not Changed"));
const QzNlAct qz_act_on_registration =
    QZ_NL_ACT (N_ ("Changing the registration"), act_on_registration,
               N_ ("The registration is changed."), N_ ("The Registration Was Not Changed"));

/* ── manual reimbursement ────────────────────────────────────────────────────────────────────── */

static gpointer
manual_file (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzSheet *values = ((QzNlInput *) data)->values;
  QzManualClaimInput input = { .registration = qz_fact_text (values, "registration"),
                               .psn_no = qz_fact_text (values, "psn_no"),
                               .psn_name = qz_fact_text (values, "psn_name"),
                               .certno = qz_fact_text (values, "certno"),
                               .insured_area = qz_fact_text (values, "insured_area"),
                               .treat_area = qz_fact_text (values, "treat_area"),
                               .hospital_code = qz_fact_text (values, "hospital_code"),
                               .hospital_name = qz_fact_text (values, "hospital_name"),
                               .discharge_day = qz_form_get_day (values, "discharge_day"),
                               .reason = qz_fact_text (values, "manual_reason"),
                               .reason_note = qz_fact_text (values, "reason_note"),
                               .medfee_fen = qz_fact_number (values, "medfee"),
                               .fund_fen = qz_fact_number (values, "asked") };
  g_autofree char *number = NULL;

  if (!qz_insurance_parse (qz_fact_text (values, "insurance"), &input.insurance))
    g_assert_not_reached ();
  return qz_nl_act_made (qz_manual_claim_file (book, context, &input, &number, error), &number);
}

static gpointer
manual_accept (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_manual_claim_accept (book, context, input->key,
                                                qz_fact_number (input->values, "fund"),
                                                qz_fact_text (input->values, "reason"), error));
}

static gpointer
manual_refuse (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_manual_claim_refuse (book, context, input->key, input->reason, error));
}

static gpointer
manual_pay (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_manual_claim_pay (book, context, input->key, input->reason, error));
}

const QzNlAct qz_act_manual_file =
    QZ_NL_ACT (N_ ("Filing the manual claim"), manual_file, N_ ("The manual claim is filed."),
               N_ ("The Manual Claim Was Not Filed"));
const QzNlAct qz_act_manual_accept =
    QZ_NL_ACT (N_ ("Accepting the manual claim"), manual_accept,
               N_ ("The manual claim is accepted."), N_ ("The Manual Claim Was Not Accepted"));
const QzNlAct qz_act_manual_refuse =
    QZ_NL_ACT (N_ ("Refusing the manual claim"), manual_refuse,
               N_ ("The manual claim is refused."), N_ ("The Manual Claim Was Not Refused"));
const QzNlAct qz_act_manual_pay =
    QZ_NL_ACT (N_ ("Recording the reimbursement"), manual_pay,
               N_ ("The manual claim is reimbursed."), N_ ("The Reimbursement Was Not Recorded"));

/* ── mismatches with hospitals ───────────────────────────────────────────────────────────────── */

static gpointer
file_mismatch (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  QzSheet *values = input->values;
  QzClearingMismatch mismatch = { .period = (QzPeriod) g_ascii_strtoull (input->key, NULL, 10),
                                  .provider = qz_fact_text (values, "provider"),
                                  .their_fen = qz_fact_number (values, "theirs"),
                                  .note = qz_fact_text (values, "note") };
  gint64 id = 0;

  if (!qz_nl_scope_parse (qz_fact_text (values, "scope"), &mismatch.scope)
      || !qz_insurance_parse (qz_fact_text (values, "insurance"), &mismatch.insurance))
    g_assert_not_reached ();
  return qz_nl_act_end (qz_clearing_file_mismatch (book, context, &mismatch, &id, error));
}

const QzNlAct qz_act_mismatch =
    QZ_NL_ACT (N_ ("Filing the mismatch"), file_mismatch, N_ ("The mismatch is filed."),
               N_ ("The Mismatch Was Not Filed"));
