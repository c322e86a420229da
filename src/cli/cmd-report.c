/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: domain 10. */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-dashboard.h"
#include "qz-error.h"
#include "qz-report.h"

/* One of the tables of @sheet, or the sheet itself when none is named. (transfer full) */
static QzSheet *
pick (QzSheet *sheet, const char *table, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  QzSheet *child = table != NULL ? qz_sheet_find_child (sheet, table) : sheet;

  if (child != NULL)
    return qz_sheet_ref (child);
  for (guint i = 0; i < qz_sheet_get_n_children (sheet); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            qz_sheet_get_name (qz_sheet_get_child (sheet, i)));
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-table",
                _("The report has no table “%s”; it has these: %s"), table, names->str);
  return NULL;
}

static gboolean
run_dashboard (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet =
      book == NULL ? NULL : qz_dashboard_load (book, qz_cli_get_context (cli), error);

  return sheet != NULL
         && qz_cli_print_given (cli, pick (sheet, qz_cli_get_argument (cli, 0), error));
}

static gboolean
print_report (QzCli *cli, QzReportKind kind, QzPeriod period, const char *output, GError **error)
{
  QzBook *book;

  if (qz_cli_get_n_arguments (cli) > 0)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "report-output",
                    _("--output prints the whole report; leave the table out"));
      return FALSE;
    }
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_report_print (book, qz_cli_get_context (cli), kind, period,
                                                      output, error));
}

/* A table, the whole report, or what a row of a table adds up from. */
static gboolean
run_kind (QzCli *cli, QzReportKind kind, GError **error)
{
  const char *output = qz_cli_get_option (cli, "output");
  const char *table = qz_cli_get_argument (cli, 0);
  const char *key = qz_cli_get_argument (cli, 1);
  g_autoptr (QzSheet) sheet = NULL;
  QzPeriod period = 0;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error))
    return FALSE;
  if (output != NULL)
    return print_report (cli, kind, period, output, error);
  book = qz_cli_open_book (cli, FALSE, error);
  if (book == NULL)
    return FALSE;
  if (key != NULL)
    return qz_cli_print_given (cli, qz_report_explain (book, kind, period, table, key, error));
  sheet = qz_report_load (book, qz_cli_get_context (cli), kind, period, error);
  return sheet != NULL && qz_cli_print_given (cli, pick (sheet, table, error));
}

static gboolean
run_operation (QzCli *cli, GError **error)
{
  return run_kind (cli, QZ_REPORT_NONLOCAL, error);
}

static gboolean
run_assistance (QzCli *cli, GError **error)
{
  return run_kind (cli, QZ_REPORT_ASSISTANCE, error);
}

static const QzOption operation_options[] = {
  { "period", "MONTH", N_ ("the month of costs"), TRUE },
  { "output", "FILE", N_ ("Print it: .pdf, .xlsx or .csv (F-NL-37)") },
  { NULL },
};

static const QzOption assistance_options[] = {
  { "period", "MONTH", N_ ("the month of the settlements"), TRUE },
  { "output", "FILE", N_ ("Print it: .pdf, .xlsx or .csv (F-DT-25)") },
  { NULL },
};

const QzCommand qz_cmd_report[] = {
  { "report", "dashboard", "[TABLE]",
    N_ ("Show the figures of the dashboard, or one of its tables"), NULL, 0, 1, run_dashboard },
  { "report", "operation", "[TABLE [KEY]]",
    N_ ("Draft or print the report on care away from home in a month, show one of its tables, or "
        "what a row of it adds up from"),
    operation_options, 0, 2, run_operation },
  { "report", "assistance", "[TABLE [KEY]]",
    N_ ("Draft or print the report on medical assistance in a month, show one of its tables, or "
        "what a row of it adds up from"),
    assistance_options, 0, 2, run_assistance },
  { NULL },
};
