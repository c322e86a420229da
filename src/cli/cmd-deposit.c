/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deposit: deposits and warnings of care away from home (NL-17 … NL-22). */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-deposits.h"
#include "qz-error.h"

static gboolean
get_scope (QzCli *cli, QzNlScope *out, GError **error)
{
  const char *text = qz_cli_get_option (cli, "scope");

  if (text != NULL && qz_nl_scope_parse (text, out))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "scope-wrong",
                _("Say which scope with --scope in_prov or --scope cross_prov"));
  return FALSE;
}

/* ── looking ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_deposit_list (book, qz_cli_get_context (cli), error));
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_deposit_show (book, qz_cli_get_context (cli),
                                                      qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_warnings (QzCli *cli, GError **error)
{
  QzPeriod period = 0;
  QzBook *book;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL && qz_cli_print_given (cli, qz_deposit_warnings (book, period, error));
}

static gboolean
run_history (QzCli *cli, GError **error)
{
  guint months = 0;
  QzNlScope scope;
  QzBook *book;

  if (!get_scope (cli, &scope, error) || !qz_cli_get_count (cli, "months", &months, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_deposit_history (book, qz_cli_get_argument (cli, 0), scope,
                                                         months, error));
}

static gboolean
run_forecast (QzCli *cli, GError **error)
{
  QzNlScope scope;
  QzBook *book;

  if (!get_scope (cli, &scope, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_deposit_forecast (book, qz_cli_get_context (cli),
                                                          qz_cli_get_argument (cli, 0), scope,
                                                          error));
}

static gboolean
run_proposals (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_deposit_list_proposals (book, error));
}

static gboolean
run_notice (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_deposit_paper_get_sheet (
                                         book, qz_cli_get_argument (cli, 0), error));
}

/* ── quota, adjust ──────────────────────────────────────────────────────────────────────────── */

typedef QzSheet *(*YearFunc) (QzBook *book, const QzContext *context, int year, const char *unit,
                              GError **error);

/* --year: the business day's when it is not given. */
static gboolean
run_year (QzCli *cli, YearFunc propose, YearFunc publish, GError **error)
{
  const QzContext *context = qz_cli_get_context (cli);
  const YearFunc act = qz_cli_has_flag (cli, "publish") ? publish : propose;
  guint year = 0;
  int today = 0;
  QzBook *book;

  if (!qz_cli_get_count (cli, "year", &year, error))
    return FALSE;
  qz_day_to_ymd (context->clock.today, &today, NULL, NULL);
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (cli, act (book, context, year != 0 ? (int) year : today,
                                          qz_cli_get_option (cli, "unit"), error));
}

static gboolean
run_quota (QzCli *cli, GError **error)
{
  return run_year (cli, qz_deposit_propose_quota, qz_deposit_publish_quota, error);
}

static gboolean
run_adjust (QzCli *cli, GError **error)
{
  return run_year (cli, qz_deposit_propose_adjustment, qz_deposit_publish_adjustment, error);
}

/* ── raise ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
get_method (QzCli *cli, QzDepositRaise *raise, GError **error)
{
  const char *text = qz_cli_get_option (cli, "method");
  const gboolean has_amount = qz_cli_get_option (cli, "amount") != NULL;

  raise->method = has_amount ? QZ_RAISE_MANUAL : QZ_RAISE_MONTHS;
  if (text != NULL && !qz_raise_method_parse (text, &raise->method))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "method-wrong",
                    _("--method: “%s” is not one of months, green, manual"), text);
      return FALSE;
    }
  if (has_amount != (raise->method == QZ_RAISE_MANUAL))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "method-wrong",
                    _("--amount goes with --method manual, and only with it"));
      return FALSE;
    }
  return qz_cli_get_fen (cli, "amount", &raise->amount_fen, error);
}

static gboolean
run_raise (QzCli *cli, GError **error)
{
  QzDepositRaise raise = { .unit = qz_cli_get_argument (cli, 0),
                           .reason = qz_cli_get_option (cli, "reason") };
  const QzContext *context = qz_cli_get_context (cli);
  QzBook *book;

  if (!get_scope (cli, &raise.scope, error)
      || !qz_cli_get_period (cli, "month", &raise.period, error)
      || !get_method (cli, &raise, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL)
    return FALSE;
  return qz_cli_print_given (cli, qz_cli_has_flag (cli, "publish")
                                      ? qz_deposit_publish_raise (book, context, &raise, error)
                                      : qz_deposit_propose_raise (book, context, &raise, error));
}

/* ── the table ──────────────────────────────────────────────────────────────────────────────── */

static const QzOption year_options[] = {
  { "year", "YEAR", N_ ("the year it is for (default: this one)"), FALSE },
  { "unit", "CODE", N_ ("area code of a city or 239900 (default: all that it is about)"), FALSE },
  { "publish", NULL, N_ ("publish what another person proposed"), FALSE },
  { NULL },
};
static const QzOption raise_options[] = {
  { "scope", "SCOPE", N_ ("in_prov or cross_prov"), TRUE },
  { "month", "MONTH", N_ ("the month that is red (default: the last one published)"), FALSE },
  { "method", "METHOD", N_ ("months (default), green or manual (AMB-05)"), FALSE },
  { "amount", "AMOUNT", N_ ("of manual: by how much"), FALSE },
  { "reason", "TEXT", N_ ("why; it stands on the notice"), FALSE },
  { "publish", NULL, N_ ("publish what another person proposed"), FALSE },
  { NULL },
};
static const QzOption month_options[] = {
  { "month", "MONTH", N_ ("of this month of costs alone"), FALSE },
  { NULL },
};
static const QzOption history_options[] = {
  { "scope", "SCOPE", N_ ("in_prov or cross_prov"), TRUE },
  { "months", "NUMBER", N_ ("how many (default: 24)"), FALSE },
  { NULL },
};
static const QzOption scope_options[] = {
  { "scope", "SCOPE", N_ ("in_prov or cross_prov"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_deposit[] = {
  { "deposit", "list", NULL, N_ ("List deposits and their usage, the red ones first"), NULL, 0, 0,
    run_list },
  { "deposit", "show", "UNIT", N_ ("Show the deposits of a unit and what moved them"), NULL, 1, 1,
    run_show },
  { "deposit", "warnings", NULL, N_ ("List the changes of state"), month_options, 0, 0,
    run_warnings },
  { "deposit", "history", "UNIT", N_ ("Show the usage month by month"), history_options, 1, 1,
    run_history },
  { "deposit", "forecast", "UNIT", N_ ("Say what the next month may use"), scope_options, 1, 1,
    run_forecast },
  { "deposit", "quota", NULL, N_ ("Propose or publish first deposits (2-1)"), year_options, 0, 0,
    run_quota },
  { "deposit", "adjust", NULL, N_ ("Propose or publish the yearly adjustment (2-2)"), year_options,
    0, 0, run_adjust },
  { "deposit", "raise", "UNIT", N_ ("Propose or publish an emergency raise (2-3)"), raise_options,
    1, 1, run_raise },
  { "deposit", "proposals", NULL, N_ ("List what waits for publication"), NULL, 0, 0,
    run_proposals },
  { "deposit", "notice", "NUMBER", N_ ("Show a notice as its form lays it out"), NULL, 1, 1,
    run_notice },
  { NULL },
};
