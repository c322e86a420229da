/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-acts.h"
#include "qz-assist-month.h"
#include "qz-cells.h"
#include "qz-error.h"
#include "qz-form-row.h"

/* ── what targets say ────────────────────────────────────────────────────────────────────────── */

void
qz_assist_read_month (const char *target, QzNlInput *input)
{
  input->period = (QzPeriod) g_ascii_strtoull (target, NULL, 10);
}

void
qz_assist_read_county (const char *target, QzNlInput *input)
{
  const char *slash = strchr (target, '/');

  qz_assist_read_month (target, input);
  input->unit = slash != NULL ? g_strdup (slash + 1) : NULL;
}

/* A hospital alone has no county behind it. */
void
qz_assist_read_part (const char *target, QzNlInput *input)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 3);

  g_assert (g_strv_length (parts) >= 2);
  qz_assist_read_month (target, input);
  input->key = g_strdup (parts[1]);
  input->unit = g_strdup (parts[2]);
}

/* A form gives its key as the key of the input. */
static QzNlInput *
read_part_again (const QzNlInput *input)
{
  QzNlInput *read = qz_nl_input_new (0, QZ_NL_IN_PROV, NULL, NULL);

  qz_assist_read_part (input->key, read);
  return read;
}

/* ── statements ──────────────────────────────────────────────────────────────────────────────── */

static gpointer
make (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_assist_month_make (book, context, ((QzNlInput *) data)->period, error);
}

static gpointer
push (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_nl_act_end (
      qz_assist_month_push (book, context, ((QzNlInput *) data)->period, error));
}

static gpointer
confirm_hospital (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  QzNlInput *part = read_part_again (input);
  gboolean done = qz_assist_month_confirm_hospital (
      book, context, part->period, part->key, qz_fact_text (input->values, "handled_by"),
      qz_fact_text (input->values, "led_by"), error);

  qz_nl_input_free (part);
  return qz_nl_act_end (done);
}

static gpointer
confirm_county (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_assist_month_confirm_county (book, context, input->period, input->unit,
                                                        input->key, NULL, error));
}

/* ── disputes ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
dispute (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  QzNlInput *part = read_part_again (input);
  const QzAssistDisputeAct asked = {
    .period = part->period,
    .provider = part->key,
    .county = part->unit,
    .by_hospital = g_strcmp0 (qz_fact_text (input->values, "raised_by"), "hospital") == 0,
    .day = qz_form_get_day (input->values, "raised_day"),
    .reason = qz_fact_text (input->values, "reason"),
  };
  gint64 id = 0;
  gboolean done = qz_assist_month_dispute (book, context, &asked, &id, error);

  qz_nl_input_free (part);
  return qz_nl_act_end (done);
}

GArray *
qz_assist_corrections_parse (const char *text, GStrv *out_words, GError **error)
{
  g_autoptr (GArray) corrections = g_array_new (FALSE, FALSE, sizeof (QzAssistCorrection));
  g_autoptr (GString) plain = g_string_new (text);

  /* What an input method writes; its letters are several bytes, of which digits have some too. */
  g_string_replace (plain, "，", ",", 0);
  g_string_replace (plain, "；", ",", 0);
  g_string_replace (plain, "＝", "=", 0);
  *out_words = g_strsplit_set (plain->str, ",;\n", -1);
  for (guint i = 0; (*out_words)[i] != NULL; i++)
    {
      char *word = g_strstrip ((*out_words)[i]);
      QzAssistCorrection correction = { .setl_id = word };
      char *equals = strchr (word, '=');

      if (*word == '\0')
        continue;
      if (equals == NULL || equals == word)
        {
          qz_error_set (error, QZ_ERROR_USAGE, "correction-wrong",
                        _("“%s” does not say how much is taken off: write settlement=amount"),
                        word);
          return NULL;
        }
      *equals = '\0';
      g_strchomp (word);
      if (!qz_fen_parse (g_strstrip (equals + 1), &correction.amount_fen, error))
        return NULL;
      g_array_append_val (corrections, correction);
    }
  return g_steal_pointer (&corrections);
}

/* "202605/12" */
static gpointer
solve (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  const char *slash = strchr (input->key, '/');
  g_auto (GStrv) words = NULL;
  g_autoptr (GArray) corrections =
      qz_assist_corrections_parse (qz_fact_text (input->values, "corrections"), &words, error);
  QzAssistSolution solution = {
    .dispute = slash != NULL ? g_ascii_strtoll (slash + 1, NULL, 10) : 0,
    .paper_no = qz_fact_text (input->values, "paper_no"),
    .stamped_day = qz_form_get_day (input->values, "stamped_day"),
    .hospital_day = qz_form_get_day (input->values, "hospital_day"),
    .county_day = qz_form_get_day (input->values, "county_day"),
    .note = qz_fact_text (input->values, "note"),
  };

  if (corrections == NULL)
    return NULL;
  solution.corrections = (const QzAssistCorrection *) (gpointer) corrections->data;
  solution.n_corrections = corrections->len;
  return qz_nl_act_end (qz_assist_month_solve (book, context, &solution, error));
}

/* ── details and form 4 ──────────────────────────────────────────────────────────────────────── */

static gpointer
details (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_nl_act_end (
      qz_assist_month_push_details (book, context, ((QzNlInput *) data)->period, error));
}

static gpointer
form4 (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_assist_month_make_form4 (book, context, input->period, input->unit, NULL, error));
}

static gpointer
form4_back (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (qz_assist_month_withdraw_form4 (book, context, input->period, input->unit,
                                                        input->reason, error));
}

static gpointer
form4_confirm (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_act_end (
      qz_assist_month_confirm_form4 (book, context, input->period, input->unit, error));
}

const QzNlAct qz_act_assist_make =
    QZ_NL_ACT (N_ ("Making the statements"), make, N_ ("The statements of the month are made."),
               N_ ("The Statements Were Not Made"));
const QzNlAct qz_act_assist_push =
    QZ_NL_ACT (N_ ("Pushing the statements"), push,
               N_ ("The statements are with the hospitals and counties."),
               N_ ("The Statements Were Not Pushed"));
const QzNlAct qz_act_assist_details =
    QZ_NL_ACT (N_ ("Pushing the details"), details, N_ ("The details are with the counties."),
               N_ ("The Details Were Not Pushed"));
const QzNlAct qz_act_assist_form4 =
    QZ_NL_ACT (N_ ("Making form 4"), form4, N_ ("Form 4 is made and with the county."),
               N_ ("Form 4 Was Not Made"));
const QzNlAct qz_act_assist_form4_back =
    QZ_NL_ACT (N_ ("Taking form 4 back"), form4_back, N_ ("Form 4 is taken back."),
               N_ ("Form 4 Was Not Taken Back"));
const QzNlAct qz_act_assist_form4_confirm =
    QZ_NL_ACT (N_ ("Confirming form 4"), form4_confirm, N_ ("The county confirms form 4."),
               N_ ("Form 4 Was Not Confirmed"));
const QzNlAct qz_act_assist_confirm_hospital =
    QZ_NL_ACT (N_ ("Confirming for the hospital"), confirm_hospital,
               N_ ("The hospital’s word is recorded."),
               N_ ("The Hospital’s Word Was Not Recorded"));
const QzNlAct qz_act_assist_confirm_county =
    QZ_NL_ACT (N_ ("Confirming for the county"), confirm_county,
               N_ ("The county’s word is recorded."), N_ ("The County’s Word Was Not Recorded"));
const QzNlAct qz_act_assist_dispute =
    QZ_NL_ACT (N_ ("Opening the dispute"), dispute, N_ ("The dispute is open."),
               N_ ("The Dispute Was Not Opened"));
const QzNlAct qz_act_assist_solve =
    QZ_NL_ACT (N_ ("Settling the dispute"), solve, N_ ("The dispute is settled by the papers."),
               N_ ("The Dispute Was Not Settled"));
