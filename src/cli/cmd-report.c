/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: domain 10. */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-dashboard.h"
#include "qz-error.h"
#include "qz-operation-report.h"

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
run_operation (QzCli *cli, GError **error)
{
  g_autoptr (QzSheet) sheet = NULL;
  QzPeriod period = 0;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  if (book == NULL)
    return FALSE;
  sheet = qz_operation_report (book, qz_cli_get_context (cli), period, error);
  return sheet != NULL
         && qz_cli_print_given (cli, pick (sheet, qz_cli_get_argument (cli, 0), error));
}

static const QzOption operation_options[] = {
  { "period", "MONTH", N_ ("the month of costs"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_report[] = {
  { "report", "dashboard", "[TABLE]",
    N_ ("Show the figures of the dashboard, or one of its tables"), NULL, 0, 1, run_dashboard },
  { "report", "operation", "[TABLE]",
    N_ ("Draft the report on care away from home in a month, or one of its tables"),
    operation_options, 0, 1, run_operation },
  { NULL },
};
