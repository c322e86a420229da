/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The money of the assistance fund (DT-10 … DT-12, DT-18). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-acts.h"
#include "qz-assist-money.h"
#include "qz-cells.h"
#include "qz-form-row.h"

/* "2026/140213": a year and a county of it. */
void
qz_assist_read_year (const char *target, QzNlInput *input)
{
  const char *slash = strchr (target, '/');

  input->n = (guint) g_ascii_strtoull (target, NULL, 10);
  input->unit = slash != NULL ? g_strdup (slash + 1) : NULL;
}

/* What a form wrote; its key is the year, and for a clearing the county: "2026/140213". */
static gpointer
record (QzBook *book, const QzContext *context, const QzNlInput *input, const char *kind,
        GError **error)
{
  QzSheet *values = input->values;
  const char *slash = strchr (input->key, '/');
  const char *period = qz_fact_text (values, "period");
  QzAssistMoneyRecord asked = {
    .kind = kind,
    .year = (int) g_ascii_strtoll (input->key, NULL, 10),
    .county = slash != NULL ? slash + 1 : qz_fact_text (values, "county"),
    .document_no = qz_fact_text (values, "document_no"),
    .amount_fen = qz_fact_number (values, "amount"),
    .bank_name = qz_fact_text (values, "bank"),
    .serial = qz_fact_text (values, "serial"),
    .day = qz_form_get_day (values, "day"),
    .note = qz_fact_text (values, "note"),
  };

  if (period != NULL && !qz_period_parse (period, &asked.period, error))
    return NULL;
  return qz_assist_money_record (book, context, &asked, error);
}

static gpointer
record_reserve (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return record (book, context, data, "reserve", error);
}

static gpointer
record_move (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return record (book, context, data, "move", error);
}

/* EV-41r */
static gpointer
record_back (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return record (book, context, data, "back", error);
}

static gpointer
record_reimburse (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return record (book, context, data, "reimburse", error);
}

static gpointer
record_surplus (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return record (book, context, data, "surplus", error);
}

static gpointer
record_shortage (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return record (book, context, data, "shortage", error);
}

static gpointer
confirm (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_assist_money_confirm (book, context, ((QzNlInput *) data)->key, error);
}

static gpointer
cancel (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_assist_money_cancel (book, context, input->key, input->reason, error));
}

static gpointer
pay (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_assist_pay_run (book, context, ((QzNlInput *) data)->period, NULL, error);
}

static gpointer
clear_make (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_assist_clear_make (book, context, (int) ((QzNlInput *) data)->n, error);
}

static gpointer
clear_confirm (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_assist_clear_confirm (book, context, (int) input->n, input->unit, error));
}

static gpointer
clear_object (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_assist_clear_object (book, context, (int) input->n, input->unit,
                                                input->reason, error));
}

#define RECORDED N_ ("The movement is recorded; another person confirms it.")
#define NOT_RECORDED N_ ("The Movement Was Not Recorded")

const QzNlAct qz_act_assist_reserve =
    QZ_NL_ACT (N_ ("Recording the movement"), record_reserve, RECORDED, NOT_RECORDED);
const QzNlAct qz_act_assist_move =
    QZ_NL_ACT (N_ ("Recording the movement"), record_move, RECORDED, NOT_RECORDED);
const QzNlAct qz_act_assist_move_back =
    QZ_NL_ACT (N_ ("Recording the movement"), record_back, RECORDED, NOT_RECORDED);
const QzNlAct qz_act_assist_pay_back =
    QZ_NL_ACT (N_ ("Recording the movement"), record_reimburse, RECORDED, NOT_RECORDED);
const QzNlAct qz_act_assist_surplus =
    QZ_NL_ACT (N_ ("Recording the movement"), record_surplus, RECORDED, NOT_RECORDED);
const QzNlAct qz_act_assist_shortage =
    QZ_NL_ACT (N_ ("Recording the movement"), record_shortage, RECORDED, NOT_RECORDED);
const QzNlAct qz_act_assist_money_confirm =
    QZ_NL_ACT (N_ ("Confirming the movement"), confirm,
               N_ ("The movement is confirmed and posted."),
               N_ ("The Movement Was Not Confirmed"));
const QzNlAct qz_act_assist_money_cancel =
    QZ_NL_ACT (N_ ("Taking the movement back"), cancel, N_ ("The movement is taken back."),
               N_ ("The Movement Was Not Taken Back"));
const QzNlAct qz_act_assist_pay =
    QZ_NL_ACT (N_ ("Making the payments to hospitals"), pay,
               N_ ("The document that pays the hospitals is made."),
               N_ ("The Hospitals Were Not Paid"));
const QzNlAct qz_act_assist_clear_make =
    QZ_NL_ACT (N_ ("Making the clearing"), clear_make, N_ ("The clearing of the year is made."),
               N_ ("The Clearing Was Not Made"));
const QzNlAct qz_act_assist_clear_confirm =
    QZ_NL_ACT (N_ ("Confirming the clearing"), clear_confirm,
               N_ ("The county confirms the clearing."), N_ ("The Clearing Was Not Confirmed"));
const QzNlAct qz_act_assist_clear_object =
    QZ_NL_ACT (N_ ("Objecting to the clearing"), clear_object,
               N_ ("The objection is recorded; the clearing is made anew."),
               N_ ("The Objection Was Not Recorded"));
