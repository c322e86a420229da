/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-documents.h"
#include "qz-error.h"

/* What was typed for a run of days. */
typedef struct {
  QzDay from, to;
  int insurance;
  QzFen available_fen;
} Span;

static gboolean
read_days (QzCli *cli, Span *span, GError **error)
{
  const gboolean by_day = qz_cli_get_option (cli, "day") != NULL;
  const gboolean by_month = qz_cli_get_option (cli, "month") != NULL;
  const gboolean by_span = qz_cli_get_option (cli, "from") != NULL;
  QzPeriod period = 0;

  if (by_day + by_month + by_span != 1 || by_span != (qz_cli_get_option (cli, "to") != NULL))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "days-missing",
                    _("Say which days: --day D, --month M, or --from D --to D"));
      return FALSE;
    }
  if (by_day)
    {
      if (!qz_cli_get_day (cli, "day", &span->from, error))
        return FALSE;
      span->to = span->from;
      return TRUE;
    }
  if (by_span)
    return qz_cli_get_day (cli, "from", &span->from, error)
           && qz_cli_get_day (cli, "to", &span->to, error);
  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  span->from = qz_period_get_first_day (period);
  span->to = qz_period_get_last_day (period);
  return TRUE;
}

static gboolean
read_available (QzCli *cli, QzFen *out, GError **error)
{
  *out = -1;
  if (!qz_cli_get_fen (cli, "available", out, error))
    return FALSE;
  if (qz_cli_get_option (cli, "available") == NULL || *out >= 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "available-negative",
                _("The money at hand (--available) cannot be negative"));
  return FALSE;
}

static gboolean
print_run (QzCli *cli, QzSheet *sheet)
{
  if (sheet == NULL)
    return FALSE;
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

static gboolean
run_daily (QzCli *cli, GError **error)
{
  Span span = { .insurance = -1 };
  g_autoptr (QzSheet) sheet = NULL;
  QzBook *book;

  if (!read_days (cli, &span, error) || !read_available (cli, &span.available_fen, error)
      || !qz_cli_get_insurance (cli, "insurance", &span.insurance, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL)
    return FALSE;
  sheet = qz_daily_run (book, qz_cli_get_context (cli), span.from, span.to, span.insurance,
                        span.available_fen, error);
  return print_run (cli, sheet);
}

typedef QzSheet *(*MonthRun) (QzBook *book, const QzContext *context, QzPeriod period,
                              int insurance, GError **error);

static gboolean
run_month (QzCli *cli, MonthRun run, GError **error)
{
  g_autoptr (QzSheet) sheet = NULL;
  QzPeriod period = 0;
  int insurance = -1;
  QzBook *book;

  if (!qz_cli_get_period (cli, "month", &period, error)
      || !qz_cli_get_insurance (cli, "insurance", &insurance, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL)
    return FALSE;
  sheet = run (book, qz_cli_get_context (cli), period, insurance, error);
  return print_run (cli, sheet);
}

static gboolean
run_advance (QzCli *cli, GError **error)
{
  return run_month (cli, qz_advance_run, error);
}

static gboolean
run_settle (QzCli *cli, GError **error)
{
  return run_month (cli, qz_settle_run, error);
}

/* ── lists ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
list (QzCli *cli, QzDocumentKind kind, GError **error)
{
  QzDocumentFilter filter = { kind, -1, -1 };
  g_autoptr (QzSheet) sheet = NULL;
  QzBook *book;

  if (!qz_cli_get_insurance (cli, "insurance", &filter.insurance, error)
      || !qz_cli_get_period (cli, "month", &filter.period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  sheet = book == NULL ? NULL : qz_document_list (book, &filter, error);
  return print_run (cli, sheet);
}

static gboolean
list_daily (QzCli *cli, GError **error)
{
  return list (cli, QZ_DOCUMENT_DAILY, error);
}

static gboolean
list_advances (QzCli *cli, GError **error)
{
  return list (cli, QZ_DOCUMENT_ADVANCE, error);
}

static gboolean
list_settlements (QzCli *cli, GError **error)
{
  return list (cli, QZ_DOCUMENT_SETTLEMENT, error);
}

static const QzOption daily_options[] = {
  { "day", "DAY", N_ ("One claim day") },
  { "from", "DAY", N_ ("The first claim day") },
  { "to", "DAY", N_ ("The last claim day") },
  { "month", "MONTH", N_ ("All claim days of a month") },
  { "insurance", "EMP|RES", N_ ("Only this insurance") },
  { "available", "AMOUNT", N_ ("Money at hand; what it does not reach is put off") },
  { NULL },
};
static const QzOption month_options[] = {
  { "month", "MONTH", N_ ("The month of the costs"), TRUE },
  { "insurance", "EMP|RES", N_ ("Only this insurance") },
  { NULL },
};
static const QzOption list_options[] = {
  { "month", "MONTH", N_ ("Only this month of costs") },
  { "insurance", "EMP|RES", N_ ("Only this insurance") },
  { NULL },
};

const QzCommand qz_cmd_daily[] = {
  { "daily", "list", NULL, N_ ("Daily payments, newest first"), list_options, 0, 0, list_daily },
  { "daily", "run", NULL, N_ ("Compute daily payments from claims (日拨付)"), daily_options, 0, 0,
    run_daily },
  { NULL },
};

const QzCommand qz_cmd_advance[] = {
  { "advance", "list", NULL,
    N_ ("Monthly advances, newest first"), list_options, 0, 0, list_advances },
  { "advance", "run", NULL, N_ ("Compute a month's advances (月预拨)"), month_options, 0, 0,
    run_advance },
  { NULL },
};

const QzCommand qz_cmd_settle[] = {
  { "settle", "list", NULL, N_ ("Month settlements, newest first"), list_options, 0, 0,
    list_settlements },
  { "settle", "run", NULL,
    N_ ("Settle the declared costs of a month (月结算)"), month_options, 0, 0,
    run_settle },
  { NULL },
};
