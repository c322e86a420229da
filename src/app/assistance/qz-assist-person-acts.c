/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons whose direct settlement stops (DT-22), and bills that they paid in full (DT-15b). */
#include <glib/gi18n-lib.h>

#include "qz-assist-acts.h"
#include "qz-assist-bills.h"
#include "qz-assist-persons.h"
#include "qz-cells.h"
#include "qz-form-row.h"

static gpointer
suspend (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzSheet *values = ((QzNlInput *) data)->values;
  const QzAssistSuspendInput input = { .certno = qz_fact_text (values, "certno"),
                                       .psn_name = qz_fact_text (values, "psn_name"),
                                       .county = qz_fact_text (values, "county"),
                                       .from_day = qz_form_get_day (values, "from_day"),
                                       .reported_day = qz_form_get_day (values, "reported_day"),
                                       .reason = qz_fact_text (values, "reason") };

  return qz_nl_act_end (qz_assist_suspend (book, context, &input, error));
}

static gpointer
resume (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  QzSheet *values = ((QzNlInput *) data)->values;

  return qz_nl_act_end (qz_assist_resume (book, context, qz_fact_text (values, "certno"),
                                          qz_form_get_day (values, "from_day"),
                                          qz_fact_text (values, "reason"), error));
}

static gpointer
accept (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_assist_manual_accept (book, context, input->key, input->reason, error));
}

static gpointer
refuse (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_assist_manual_refuse (book, context, input->key, input->reason, error));
}

static gpointer
pay (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_assist_manual_pay (book, context, input->key, input->reason, error));
}

const QzNlAct qz_act_assist_suspend =
    QZ_NL_ACT (N_ ("Suspending the person"), suspend,
               N_ ("The person’s direct settlement is suspended."),
               N_ ("The Person Was Not Suspended"));
const QzNlAct qz_act_assist_resume =
    QZ_NL_ACT (N_ ("Resuming the person"), resume,
               N_ ("The person’s bills are settled directly again."),
               N_ ("The Person Was Not Resumed"));
const QzNlAct qz_act_assist_accept =
    QZ_NL_ACT (N_ ("Accepting the bill"), accept,
               N_ ("The bill is accepted with what the rules give."),
               N_ ("The Bill Was Not Accepted"));
const QzNlAct qz_act_assist_refuse =
    QZ_NL_ACT (N_ ("Refusing the bill"), refuse, N_ ("The bill is refused."),
               N_ ("The Bill Was Not Refused"));
const QzNlAct qz_act_assist_reimburse =
    QZ_NL_ACT (N_ ("Recording the reimbursement"), pay, N_ ("The person is reimbursed."),
               N_ ("The Reimbursement Was Not Recorded"));
