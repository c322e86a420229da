/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections, complaints and suspended persons (NL-37 … NL-40). */
#include <glib/gi18n-lib.h>

#include "qz-care-acts.h"
#include "qz-cells.h"
#include "qz-form-row.h"
#include "qz-supervision.h"

/* ── inspections ─────────────────────────────────────────────────────────────────────────────── */

static gpointer
inspection_open (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzSheet *values = ((QzNlInput *) data)->values;
  const QzInspectionInput input = { .provider = qz_fact_text (values, "provider"),
                                    .from_day = qz_form_get_day (values, "from_day"),
                                    .to_day = qz_form_get_day (values, "to_day"),
                                    .subject = qz_fact_text (values, "subject"),
                                    .inspectors = qz_fact_text (values, "inspectors") };
  g_autofree char *number = NULL;

  return qz_nl_act_made (qz_inspection_open (book, context, &input, &number, error), &number);
}

static gpointer
inspection_find (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  const QzInspectionFinding finding = { .setl_id = qz_fact_text (input->values, "setl_id"),
                                        .amount_fen = qz_fact_number (input->values, "amount"),
                                        .note = qz_fact_text (input->values, "note") };
  QzPeriod period = 0;

  return qz_nl_act_end (
      qz_inspection_find (book, context, input->key, &finding, &period, error));
}

static gpointer
inspection_note (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_inspection_act (book, context, input->key, (QzInspectionAct) input->n,
                                           0, input->reason, error));
}

static gpointer
act_with_amount (QzBook *book, const QzContext *context, const QzNlInput *input,
                 QzInspectionAct act, GError **error)
{
  return qz_nl_act_end (qz_inspection_act (book, context, input->key, act,
                                           qz_fact_number (input->values, "amount"),
                                           qz_fact_text (input->values, "note"), error));
}

static gpointer
penalty (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return act_with_amount (book, context, data, QZ_INSPECTION_PENALTY, error);
}

static gpointer
penalty_paid (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return act_with_amount (book, context, data, QZ_INSPECTION_PENALTY_PAID, error);
}

const QzNlAct qz_act_inspection_open =
    QZ_NL_ACT (N_ ("Beginning the inspection"), inspection_open,
               N_ ("The inspection has begun."), N_ ("The Inspection Was Not Begun"));
const QzNlAct qz_act_inspection_find =
    QZ_NL_ACT (N_ ("Recording the finding"), inspection_find,
               N_ ("It is taken off in the next month whose audit is open."),
               N_ ("The Finding Was Not Recorded"));
const QzNlAct qz_act_inspection_note =
    QZ_NL_ACT (N_ ("Going on with the inspection"), inspection_note, N_ ("It is recorded."),
               N_ ("The Inspection Was Not Changed"));
const QzNlAct qz_act_penalty =
    QZ_NL_ACT (N_ ("Recording the penalty"), penalty,
               N_ ("The penalty is recorded, apart from what is cleared."),
               N_ ("The Penalty Was Not Recorded"));
const QzNlAct qz_act_penalty_paid =
    QZ_NL_ACT (N_ ("Recording that the penalty was paid"), penalty_paid,
               N_ ("The penalty is paid."), N_ ("The Payment Was Not Recorded"));

/* ── complaints ──────────────────────────────────────────────────────────────────────────────── */

static gpointer
complaint_receive (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzSheet *values = ((QzNlInput *) data)->values;
  const QzComplaintInput input = { .received_day = qz_form_get_day (values, "received_day"),
                                   .complainant = qz_fact_text (values, "complainant"),
                                   .contact = qz_fact_text (values, "contact"),
                                   .provider = qz_fact_text (values, "provider"),
                                   .subject = qz_fact_text (values, "subject") };
  g_autofree char *number = NULL;

  return qz_nl_act_made (qz_complaint_receive (book, context, &input, &number, error), &number);
}

static gpointer
complaint_find (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_complaint_act (book, context, input->key, QZ_COMPLAINT_FIND,
                                          qz_fact_number (input->values, "major") != 0,
                                          qz_fact_text (input->values, "note"), error));
}

static gpointer
complaint_note (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_complaint_act (book, context, input->key, (QzComplaintAct) input->n,
                                          FALSE, input->reason, error));
}

const QzNlAct qz_act_complaint_receive =
    QZ_NL_ACT (N_ ("Receiving the complaint"), complaint_receive,
               N_ ("The complaint is received."), N_ ("The Complaint Was Not Received"));
const QzNlAct qz_act_complaint_find =
    QZ_NL_ACT (N_ ("Recording what was found"), complaint_find,
               N_ ("What was found is recorded."), N_ ("This Was Not Recorded"));
const QzNlAct qz_act_complaint_note =
    QZ_NL_ACT (N_ ("Going on with the complaint"), complaint_note, N_ ("It is recorded."),
               N_ ("The Complaint Was Not Changed"));

/* ── persons ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
person_suspend (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzSheet *values = ((QzNlInput *) data)->values;
  const QzPersonSuspendInput input = { .certno = qz_fact_text (values, "certno"),
                                       .psn_name = qz_fact_text (values, "psn_name"),
                                       .insured_area = qz_fact_text (values, "insured_area"),
                                       .from_day = qz_form_get_day (values, "from_day"),
                                       .reported_day = qz_form_get_day (values, "reported_day"),
                                       .reason = qz_fact_text (values, "reason") };

  return qz_nl_act_end (qz_person_suspend (book, context, &input, error));
}

static gpointer
person_resume (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzSheet *values = ((QzNlInput *) data)->values;

  return qz_nl_act_end (qz_person_resume (book, context, qz_fact_text (values, "certno"),
                                          qz_fact_text (values, "reason"), error));
}

const QzNlAct qz_act_person_suspend =
    QZ_NL_ACT (N_ ("Suspending the person"), person_suspend,
               N_ ("Direct settlement of the person is suspended."),
               N_ ("The Person Was Not Suspended"));
const QzNlAct qz_act_person_resume =
    QZ_NL_ACT (N_ ("Resuming the person"), person_resume,
               N_ ("The person is settled directly again."), N_ ("The Person Was Not Resumed"));
