/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assist reserve, pay, money, clear: the money of medical assistance (DT-10 … DT-12, DT-18). */
#include <glib/gi18n-lib.h>

#include "qz-assist-money.h"
#include "qz-command.h"
#include "qz-error.h"

static gboolean
parse_year (const char *text, int *out, GError **error)
{
  gint64 year = 0;

  if (text == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "year-missing", _("Say the year, such as 2026"));
      return FALSE;
    }
  if (!qz_cli_parse_count (text, _("year"), &year, error))
    return FALSE;
  if (year < 2000 || year > 2999)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "year-unknown", _("“%s” is no year such as 2026"), text);
      return FALSE;
    }
  *out = (int) year;
  return TRUE;
}

/* The option --year; not given leaves *out. */
static gboolean
get_year (QzCli *cli, int *out, GError **error)
{
  const char *text = qz_cli_get_option (cli, "year");

  return text == NULL || parse_year (text, out, error);
}

/* What a year's lists and acts have in common. */
typedef QzSheet *(*YearFunc) (QzBook *book, const QzContext *context, int year, GError **error);
static gboolean
print_year (QzCli *cli, gboolean writable, YearFunc func, int year, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, writable, error);

  return book != NULL
         && qz_cli_print_given (cli, func (book, qz_cli_get_context (cli), year, error));
}

/* ── reserves ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
list_warnings (QzBook *book, const QzContext *context, int year, GError **error)
{
  (void) year;
  return qz_assist_reserve_list_warnings (book, context, error);
}

static gboolean
run_reserve (QzCli *cli, GError **error)
{
  const char *text = qz_cli_get_argument (cli, 0);
  int year = 0;

  if (g_strcmp0 (text, "list") == 0)
    text = qz_cli_get_argument (cli, 1);
  if (g_strcmp0 (text, "warnings") == 0)
    return print_year (cli, FALSE, list_warnings, 0, error);
  qz_day_to_ymd (qz_cli_get_context (cli)->clock.today, &year, NULL, NULL);
  return (text == NULL || parse_year (text, &year, error))
         && print_year (cli, FALSE, qz_assist_reserve_list, year, error);
}

/* ── hospitals ──────────────────────────────────────────────────────────────────────────────── */

/* @providers: NULL: lists what there is to pay. */
static gboolean
print_payments (QzCli *cli, const char *const *providers, GError **error)
{
  const QzContext *context = qz_cli_get_context (cli);
  QzPeriod period = 0;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, providers != NULL, error);
  if (book == NULL)
    return FALSE;
  return qz_cli_print_given (
      cli, providers != NULL ? qz_assist_pay_run (book, context, period, providers, error)
                             : qz_assist_pay_list (book, context, period, error));
}

static gboolean
run_pay_list (QzCli *cli, GError **error)
{
  return print_payments (cli, NULL, error);
}

static gboolean
run_pay_run (QzCli *cli, GError **error)
{
  return print_payments (cli, qz_cli_get_arguments (cli) + 1, error);
}

static const QzCliAction pay_actions[] = {
  { "list", run_pay_list },
  { "run", run_pay_run },
  { NULL },
};

static gboolean
run_pay (QzCli *cli, GError **error)
{
  return qz_cli_run_action (cli, pay_actions, run_pay_list, error);
}

/* ── movements ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_money_list (QzCli *cli, GError **error)
{
  int year = 0;

  return get_year (cli, &year, error)
         && print_year (cli, FALSE, qz_assist_money_list, year, error);
}

static gboolean
check_kind (const char *kind, GError **error)
{
  static const char *const kinds[] = { "reserve", "move",     "back", "reimburse",
                                       "surplus", "shortage", NULL };

  if (kind != NULL && g_strv_contains (kinds, kind))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "word-unknown",
                _("Say what moved: reserve, move, back, reimburse, surplus or shortage"));
  return FALSE;
}

/* Nothing said is all that is open; zero is a slip of the pen. */
static gboolean
get_amount (QzCli *cli, QzFen *out, GError **error)
{
  if (!qz_cli_get_fen (cli, "amount", out, error))
    return FALSE;
  if (qz_cli_get_option (cli, "amount") == NULL || *out > 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "amount-zero",
                _("An amount must be more than zero; leave --amount out for all that is open"));
  return FALSE;
}

static gboolean
run_money_record (QzCli *cli, GError **error)
{
  QzAssistMoneyRecord record = { .kind = qz_cli_get_argument (cli, 1),
                                 .county = qz_cli_get_option (cli, "county"),
                                 .document_no = qz_cli_get_option (cli, "document"),
                                 .bank_name = qz_cli_get_option (cli, "bank"),
                                 .serial = qz_cli_get_option (cli, "serial"),
                                 .day = qz_cli_get_context (cli)->clock.today,
                                 .note = qz_cli_get_option (cli, "note") };
  QzBook *book;

  if (!check_kind (record.kind, error) || !get_year (cli, &record.year, error)
      || !qz_cli_get_period (cli, "period", &record.period, error)
      || !get_amount (cli, &record.amount_fen, error)
      || !qz_cli_get_day (cli, "day", &record.day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (
             cli, qz_assist_money_record (book, qz_cli_get_context (cli), &record, error));
}

static gboolean
need_number (QzCli *cli, const char **out, GError **error)
{
  *out = qz_cli_get_argument (cli, 1);
  if (*out != NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "number-missing",
                _("Say the number of the movement; “qz assist money list” shows them"));
  return FALSE;
}

static gboolean
run_money_confirm (QzCli *cli, GError **error)
{
  const char *number = NULL;
  QzBook *book;

  if (!need_number (cli, &number, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (
             cli, qz_assist_money_confirm (book, qz_cli_get_context (cli), number, error));
}

static gboolean
run_money_cancel (QzCli *cli, GError **error)
{
  const char *number = NULL;
  QzBook *book;

  if (!need_number (cli, &number, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_assist_money_cancel (book, qz_cli_get_context (cli), number,
                                  qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The movement is taken back."));
  return TRUE;
}

static const QzCliAction money_actions[] = {
  { "list", run_money_list },
  { "record", run_money_record },
  { "confirm", run_money_confirm },
  { "cancel", run_money_cancel },
  { NULL },
};

static gboolean
run_money (QzCli *cli, GError **error)
{
  return qz_cli_run_action (cli, money_actions, run_money_list, error);
}

/* ── the clearing of a year ─────────────────────────────────────────────────────────────────── */

static gboolean
run_clear_list (QzCli *cli, GError **error)
{
  int year = 0;

  return parse_year (qz_cli_get_argument (cli, 1), &year, error)
         && print_year (cli, FALSE, qz_assist_clear_list, year, error);
}

static gboolean
run_clear_make (QzCli *cli, GError **error)
{
  int year = 0;

  return parse_year (qz_cli_get_argument (cli, 1), &year, error)
         && print_year (cli, TRUE, qz_assist_clear_make, year, error);
}

static gboolean
need_county (QzCli *cli, const char **out, GError **error)
{
  *out = qz_cli_get_option (cli, "county");
  if (*out != NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "county-missing",
                _("Say the county with --county, by its area code such as 140213"));
  return FALSE;
}

/* What a county says of its clearing. */
static gboolean
say (QzCli *cli, gboolean objects, GError **error)
{
  const QzContext *context = qz_cli_get_context (cli);
  const char *county = NULL;
  QzBook *book;
  int year = 0;

  if (!parse_year (qz_cli_get_argument (cli, 1), &year, error)
      || !need_county (cli, &county, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && (objects ? qz_assist_clear_object (book, context, year, county,
                                               qz_cli_get_option (cli, "reason"), error)
                     : qz_assist_clear_confirm (book, context, year, county, error));
}

static gboolean
run_clear_confirm (QzCli *cli, GError **error)
{
  if (!say (cli, FALSE, error))
    return FALSE;
  qz_cli_print_done (cli, _("The clearing of the county is confirmed."));
  return TRUE;
}

static gboolean
run_clear_object (QzCli *cli, GError **error)
{
  if (!say (cli, TRUE, error))
    return FALSE;
  qz_cli_print_done (cli, _("The objection is recorded; the clearing has to be made anew."));
  return TRUE;
}

static const QzCliAction clear_actions[] = {
  { "list", run_clear_list },
  { "make", run_clear_make },
  { "confirm", run_clear_confirm },
  { "object", run_clear_object },
  { NULL },
};

static gboolean
run_clear (QzCli *cli, GError **error)
{
  return qz_cli_run_action (cli, clear_actions, run_clear_list, error);
}

/* ── the table ──────────────────────────────────────────────────────────────────────────────── */

static const QzOption pay_options[] = {
  { "period", "MONTH", N_ ("The month of costs"), TRUE },
  { NULL },
};
static const QzOption money_options[] = {
  { "document", "NUMBER", N_ ("Of a reserve: the document that allotted the money") },
  { "county", "CODE", N_ ("The county's area code") },
  { "year", "YEAR", N_ ("The year of the reserves") },
  { "period", "MONTH", N_ ("Of a reimbursement: the month of costs") },
  { "amount", "AMOUNT", N_ ("How much; all that is open when not given") },
  { "bank", "NAME", N_ ("The bank") },
  { "serial", "NUMBER", N_ ("The bank's serial number") },
  { "day", "DAY", N_ ("The bank's day; today when not given") },
  { "note", "TEXT", N_ ("A remark") },
  { "reason", "TEXT", N_ ("Why it is taken back") },
  { NULL },
};
static const QzOption clear_options[] = {
  { "county", "CODE", N_ ("The county's area code") },
  { "reason", "TEXT", N_ ("Why the county objects") },
  { NULL },
};

const QzCommand qz_cmd_assist_money[] = {
  { "assist", "reserve", "[YEAR|warnings]", N_ ("Show the counties’ reserves of a year"), NULL, 0,
    2, run_reserve },
  { "assist", "pay", "[ACTION [PROVIDER…]]",
    N_ ("Show or make what hospitals are paid for a month"), pay_options, 0, QZ_ANY_NUMBER,
    run_pay },
  { "assist", "money", "[ACTION [KIND|NUMBER]]",
    N_ ("Record and confirm money of the assistance fund"), money_options, 0, 2, run_money },
  { "assist", "clear", "[ACTION [YEAR]]",
    N_ ("Clear a year’s reserves with the counties"), clear_options, 1, 2, run_clear },
  { NULL },
};
