/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-acts.h"

#include <glib/gi18n-lib.h>

#include "qz-clearing.h"

static gpointer
audit_begin (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_clearing_audit_begin (book, context, input->period, input->scope,
                                                 input->unit, error));
}

static gpointer
audit_done (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_clearing_audit_done (book, context, input->period, input->scope,
                                                input->unit, error));
}

static gpointer
upload (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const char *const all[] = { NULL };

  return qz_clearing_upload (book, context, all, error);
}

static gpointer
upload_period (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_nl_act_end (
      qz_clearing_upload_period (book, context, ((QzNlInput *) data)->period, error));
}

static gpointer
generate (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_clearing_generate (book, context, input->period, input->scope, error);
}

static gpointer
confirm (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_clearing_confirm (book, context, input->period, input->scope,
                                             input->unit, error));
}

static gpointer
object (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  const QzClearingObjection objection = { .period = input->period,
                                          .scope = input->scope,
                                          .unit = input->unit,
                                          .form = input->key,
                                          .line_no = input->n,
                                          .has_claimed = input->has_amount,
                                          .claimed_fen = input->amount_fen,
                                          .reason = input->reason };
  gint64 id = 0;

  return qz_nl_act_end (qz_clearing_object (book, context, &objection, &id, error));
}

static gpointer
answer (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_clearing_answer (book, context, input->id, input->key, input->reason, error));
}

static gpointer
solve (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_clearing_solve_mismatch (book, context, input->id, input->reason, error));
}

static gpointer
national (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_nl_act_end (
      qz_clearing_confirm_national (book, context, ((QzNlInput *) data)->period, error));
}

static gpointer
publish (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_clearing_publish (book, context, ((QzNlInput *) data)->period, error);
}

const QzNlAct qz_act_audit_begin =
    QZ_NL_ACT (N_ ("Beginning the audit"), audit_begin, N_ ("The audit has begun."),
               N_ ("The Audit Was Not Begun"));
const QzNlAct qz_act_audit_done =
    QZ_NL_ACT (N_ ("Ending the audit"), audit_done, N_ ("The audit is done."),
               N_ ("The Audit Was Not Ended"));
const QzNlAct qz_act_upload =
    QZ_NL_ACT (N_ ("Marking details as uploaded"), upload, N_ ("The details are uploaded."),
               N_ ("Nothing Was Marked as Uploaded"));
const QzNlAct qz_act_upload_period =
    QZ_NL_ACT (N_ ("Marking the month as uploaded"), upload_period,
               N_ ("The month’s clearing information is uploaded."),
               N_ ("The Month Was Not Marked as Uploaded"));
const QzNlAct qz_act_generate =
    QZ_NL_ACT (N_ ("Making the lists"), generate, N_ ("The lists were made."),
               N_ ("The Lists Were Not Made"));
const QzNlAct qz_act_confirm = QZ_NL_ACT (N_ ("Confirming"), confirm, N_ ("Confirmed."),
                                          N_ ("This Was Not Confirmed"));
const QzNlAct qz_act_object =
    QZ_NL_ACT (N_ ("Objecting"), object, N_ ("The objection was filed."),
               N_ ("The Objection Was Not Filed"));
const QzNlAct qz_act_answer =
    QZ_NL_ACT (N_ ("Answering"), answer, N_ ("The objection is answered."),
               N_ ("The Objection Was Not Answered"));
const QzNlAct qz_act_solve =
    QZ_NL_ACT (N_ ("Solving the mismatch"), solve, N_ ("The mismatch is solved."),
               N_ ("The Mismatch Was Not Solved"));
const QzNlAct qz_act_national =
    QZ_NL_ACT (N_ ("Confirming nationally"), national,
               N_ ("The month is confirmed in the national system."),
               N_ ("The Month Was Not Confirmed"));
const QzNlAct qz_act_publish =
    QZ_NL_ACT (N_ ("Publishing the notices"), publish, N_ ("The notices are published."),
               N_ ("The Notices Were Not Published"));
