/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assist month: the month of medical assistance (DT-16 … DT-19). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-assist-month.h"
#include "qz-command.h"
#include "qz-error.h"

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzPeriod period;
} Target;

/* The argument after the word is the month; @n further ones are needed. */
static gboolean
open_month (QzCli *cli, gboolean writable, guint n, Target *out, GError **error)
{
  if (qz_cli_get_n_arguments (cli) < 2 + n)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "words-missing",
                    _("Words are missing after “%s”; “qz help assist month” shows them"),
                    qz_cli_get_argument (cli, 0));
      return FALSE;
    }
  out->context = qz_cli_get_context (cli);
  if (!qz_period_parse (qz_cli_get_argument (cli, 1), &out->period, error))
    return FALSE;
  out->book = qz_cli_open_book (cli, writable, error);
  return out->book != NULL;
}

/* What there is after an act. */
static gboolean
print_month (QzCli *cli, const Target *target, GError **error)
{
  return qz_cli_print_given (cli, qz_assist_month_show (target->book, target->context,
                                                        target->period, error));
}

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_assist_month_list (book, qz_cli_get_context (cli), error));
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, FALSE, 0, &target, error) && print_month (cli, &target, error);
}

static gboolean
run_form (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, FALSE, 2, &target, error)
         && qz_cli_print_given (cli, qz_assist_paper_get_sheet (target.book,
                                                                qz_cli_get_argument (cli, 2),
                                                                target.period,
                                                                qz_cli_get_argument (cli, 3),
                                                                error));
}

/* ── statements ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_make (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 0, &target, error)
         && qz_cli_print_given (cli, qz_assist_month_make (target.book, target.context,
                                                           target.period, error));
}

static gboolean
run_push (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 0, &target, error)
         && qz_assist_month_push (target.book, target.context, target.period, error)
         && print_month (cli, &target, error);
}

static gboolean
run_confirm_hospital (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 1, &target, error)
         && qz_assist_month_confirm_hospital (target.book, target.context, target.period,
                                              qz_cli_get_argument (cli, 2),
                                              qz_cli_get_option (cli, "handled-by"),
                                              qz_cli_get_option (cli, "led-by"), error)
         && print_month (cli, &target, error);
}

static gboolean
run_confirm_county (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 1, &target, error)
         && qz_assist_month_confirm_county (target.book, target.context, target.period,
                                            qz_cli_get_argument (cli, 2),
                                            qz_cli_get_argument (cli, 3), NULL, error)
         && print_month (cli, &target, error);
}

/* ── disputes ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
get_side (QzCli *cli, gboolean *out_by_hospital, GError **error)
{
  const char *by = qz_cli_get_option (cli, "by");

  if (g_strcmp0 (by, "hospital") != 0 && g_strcmp0 (by, "county") != 0)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "side-wrong",
                    _("Say who asks for a further check with --by hospital or --by county"));
      return FALSE;
    }
  *out_by_hospital = strcmp (by, "hospital") == 0;
  return TRUE;
}

static gboolean
run_dispute (QzCli *cli, GError **error)
{
  QzAssistDisputeAct dispute = { 0 };
  Target target;
  gint64 id = 0;

  if (!open_month (cli, TRUE, 2, &target, error)
      || !get_side (cli, &dispute.by_hospital, error))
    return FALSE;
  dispute.period = target.period;
  dispute.provider = qz_cli_get_argument (cli, 2);
  dispute.county = qz_cli_get_argument (cli, 3);
  dispute.day = target.context->clock.today;
  dispute.reason = qz_cli_get_option (cli, "reason");
  return qz_cli_get_day (cli, "day", &dispute.day, error)
         && qz_assist_month_dispute (target.book, target.context, &dispute, &id, error)
         && print_month (cli, &target, error);
}

/* "SETTLEMENT=AMOUNT,…"; the texts live as long as @out_words. */
static GArray *
parse_corrections (const char *text, GStrv *out_words, GError **error)
{
  g_autoptr (GArray) corrections = g_array_new (FALSE, FALSE, sizeof (QzAssistCorrection));

  *out_words = g_strsplit (text != NULL ? text : "", ",", -1);
  for (guint i = 0; (*out_words)[i] != NULL; i++)
    {
      QzAssistCorrection correction = { .setl_id = (*out_words)[i] };
      char *equals = strchr ((*out_words)[i], '=');

      if (equals == NULL)
        {
          qz_error_set (error, QZ_ERROR_USAGE, "correction-wrong",
                        _("Write what is taken off as SETTLEMENT=AMOUNT, several with commas"));
          return NULL;
        }
      *equals = '\0';
      if (!qz_fen_parse (equals + 1, &correction.amount_fen, error))
        return NULL;
      g_array_append_val (corrections, correction);
    }
  return g_steal_pointer (&corrections);
}

static gboolean
run_solve (QzCli *cli, GError **error)
{
  QzAssistSolution solution = { .stamped_day = QZ_DAY_NONE,
                                .hospital_day = QZ_DAY_NONE,
                                .county_day = QZ_DAY_NONE,
                                .paper_no = qz_cli_get_option (cli, "paper"),
                                .note = qz_cli_get_option (cli, "reason") };
  g_auto (GStrv) words = NULL;
  g_autoptr (GArray) corrections =
      parse_corrections (qz_cli_get_option (cli, "take-off"), &words, error);
  QzBook *book;

  if (corrections == NULL
      || !qz_cli_parse_count (qz_cli_get_argument (cli, 1), _("dispute"), &solution.dispute, error)
      || !qz_cli_get_day (cli, "stamped", &solution.stamped_day, error)
      || !qz_cli_get_day (cli, "hospital-day", &solution.hospital_day, error)
      || !qz_cli_get_day (cli, "county-day", &solution.county_day, error))
    return FALSE;
  solution.corrections = (const QzAssistCorrection *) (gpointer) corrections->data;
  solution.n_corrections = corrections->len;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_assist_month_solve (book, qz_cli_get_context (cli), &solution, error);
}

/* ── details and form 4 ─────────────────────────────────────────────────────────────────────── */

static gboolean
run_details (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 0, &target, error)
         && qz_assist_month_push_details (target.book, target.context, target.period, error)
         && print_month (cli, &target, error);
}

static gboolean
run_form4 (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 0, &target, error)
         && qz_assist_month_make_form4 (target.book, target.context, target.period,
                                        qz_cli_get_argument (cli, 2), NULL, error)
         && print_month (cli, &target, error);
}

static gboolean
run_withdraw_form4 (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 1, &target, error)
         && qz_assist_month_withdraw_form4 (target.book, target.context, target.period,
                                            qz_cli_get_argument (cli, 2),
                                            qz_cli_get_option (cli, "reason"), error)
         && print_month (cli, &target, error);
}

static gboolean
run_confirm_form4 (QzCli *cli, GError **error)
{
  Target target;

  return open_month (cli, TRUE, 1, &target, error)
         && qz_assist_month_confirm_form4 (target.book, target.context, target.period,
                                           qz_cli_get_argument (cli, 2), error)
         && print_month (cli, &target, error);
}

static const QzCliAction actions[] = {
  { "list", run_list },
  { "show", run_show },
  { "form", run_form },
  { "make", run_make },
  { "push", run_push },
  { "confirm-hospital", run_confirm_hospital },
  { "confirm-county", run_confirm_county },
  { "dispute", run_dispute },
  { "solve", run_solve },
  { "details", run_details },
  { "form4", run_form4 },
  { "withdraw-form4", run_withdraw_form4 },
  { "confirm-form4", run_confirm_form4 },
  { NULL },
};

static gboolean
run_month (QzCli *cli, GError **error)
{
  return qz_cli_run_action (cli, actions, run_list, error);
}

static const QzOption options[] = {
  { "handled-by", "NAME", N_ ("who handled it in the hospital (经办人)") },
  { "led-by", "NAME", N_ ("who is responsible in the hospital (负责人)") },
  { "by", "SIDE", N_ ("who asks for a further check: hospital or county") },
  { "day", "DAY", N_ ("of the dispute; today unless given") },
  { "reason", "TEXT", N_ ("why") },
  { "paper", "NUMBER", N_ ("of the stamped forms 2 and 3") },
  { "stamped", "DAY", N_ ("when they were stamped") },
  { "hospital-day", "DAY", N_ ("when the hospital confirmed them") },
  { "county-day", "DAY", N_ ("when the county confirmed them") },
  { "take-off", "SETTLEMENT=AMOUNT,…", N_ ("what the papers take off bills") },
  { NULL },
};

const QzCommand qz_cmd_assist_month[] = {
  { "assist", "month",
    "[ACTION [MONTH [CODE…]]]",
    N_ ("Statements of a month, what hospitals and counties say of them, form 4"), options, 0, 4,
    run_month },
  { NULL },
};
