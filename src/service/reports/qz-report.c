/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-month-private.h"
#include "qz-assist-report-repo.h"
#include "qz-assist-report.h"
#include "qz-clearing.h"
#include "qz-nl-print-private.h"
#include "qz-operation-repo.h"
#include "qz-operation-report.h"
#include "qz-print.h"

static const struct {
  const char *form;
  const char *prefix; /* of its number */
  const char *rule;
  QzSheet *(*load) (QzBook *book, const QzContext *context, QzPeriod period, GError **error);
  QzSheet *(*explain) (QzBook *book, QzPeriod period, const char *table, const char *key,
                       GError **error);
} reports[QZ_N_REPORTS] = {
  [QZ_REPORT_NONLOCAL] = { "F-NL-37", "YXFX-YD", "NL-37", qz_operation_report,
                           qz_operation_report_explain },
  [QZ_REPORT_ASSISTANCE] = { "F-DT-25", "YXFX-JZ", "DT-25", qz_assist_report,
                             qz_assist_report_explain },
};

const char *
qz_report_get_form (QzReportKind kind)
{
  return reports[kind].form;
}

gboolean
qz_report_find (const char *form, QzReportKind *out)
{
  for (guint i = 0; i < QZ_N_REPORTS; i++)
    if (g_strcmp0 (form, reports[i].form) == 0)
      {
        *out = (QzReportKind) i;
        return TRUE;
      }
  return FALSE;
}

/* ── months ─────────────────────────────────────────────────────────────────────────────────── */

static void
add_period (QzSheet *sheet, QzPeriod period)
{
  const guint n = qz_sheet_get_n_rows (sheet);

  if (n == 0 || qz_sheet_get_number (sheet, n - 1, 0) != period)
    qz_sheet_put_number (sheet, qz_sheet_add_row (sheet), 0, period);
}

static gboolean
add_nonlocal_periods (QzBook *book, const QzContext *context, QzSheet *sheet, GError **error)
{
  g_autoptr (QzSheet) periods = qz_clearing_list_periods (book, context, error);

  for (guint row = 0; periods != NULL && row < qz_sheet_get_n_rows (periods); row++)
    add_period (sheet, (QzPeriod) qz_sheet_get_number (periods, row, 0));
  return periods != NULL;
}

static gboolean
add_assistance_periods (QzBook *book, QzSheet *sheet, GError **error)
{
  g_autoptr (GArray) periods =
      qz_assist_month_repo_list_periods (qz_book_get_store (book), error);

  for (guint i = periods != NULL ? periods->len : 0; i > 0; i--)
    add_period (sheet, g_array_index (periods, QzPeriod, i - 1));
  return periods != NULL;
}

QzSheet *
qz_report_list_periods (QzBook *book, const QzContext *context, QzReportKind kind, GError **error)
{
  static const QzSheetColumn columns[] = { { "period", N_ ("Month"), QZ_VALUE_PERIOD } };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("periods", columns);

  return (kind == QZ_REPORT_NONLOCAL ? add_nonlocal_periods (book, context, sheet, error)
                                     : add_assistance_periods (book, sheet, error))
             ? g_steal_pointer (&sheet)
             : NULL;
}

static gboolean
has_figures (QzStore *store, QzReportKind kind, QzPeriod period, gboolean *out, GError **error)
{
  const QzAssistDays days = { qz_period_get_first_day (period), qz_period_get_last_day (period) };
  QzOperationSums claims = { 0 };
  QzAssistSums bills = { 0 };

  if (kind == QZ_REPORT_NONLOCAL ? !qz_operation_repo_sum (store, period, NULL, &claims, error)
                                 : !qz_assist_report_repo_sum (store, &days, &bills, error))
    return FALSE;
  *out = claims.persons > 0 || claims.visits != 0 || bills.persons > 0;
  return TRUE;
}

gboolean
qz_report_find_newest (QzBook *book, QzReportKind kind, QzSheet *periods, QzPeriod *out,
                       GError **error)
{
  const guint n = qz_sheet_get_n_rows (periods);
  gboolean found = FALSE;

  *out = n > 0 ? (QzPeriod) qz_sheet_get_number (periods, 0, 0) : 0;
  for (guint row = 0; row < n && !found; row++)
    {
      const QzPeriod period = (QzPeriod) qz_sheet_get_number (periods, row, 0);

      if (!has_figures (qz_book_get_store (book), kind, period, &found, error))
        return FALSE;
      if (found)
        *out = period;
    }
  return TRUE;
}

/* ── the paper ──────────────────────────────────────────────────────────────────────────────── */

/* Who issues it, who drafted it and when; the others sign by hand. */
static gboolean
set_words (QzBook *book, const QzContext *context, QzReportKind kind, QzPeriod period,
           QzSheet *sheet, GError **error)
{
  const char *agency = qz_book_get_agency (book);
  g_autofree char *name = qz_print_dup_agency_name (book, agency, error);
  g_autofree char *maker = name == NULL            ? NULL
                           : context->user == NULL ? g_strdup ("")
                                                   : qz_print_dup_person (book, context->user,
                                                                          error);
  g_autofree char *number =
      g_strdup_printf ("%s-%s-%06d", reports[kind].prefix, agency, (int) period);

  if (maker == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, "form", _("Form"), reports[kind].form);
  qz_sheet_set_text (sheet, "rule", _("Rule"), reports[kind].rule);
  qz_sheet_set_text (sheet, "document_no", _("Number"), number);
  qz_sheet_set_text (sheet, "agency_name", _("Agency"), name);
  qz_sheet_set_text (sheet, "maker", _("Made by"), maker);
  qz_sheet_set_number (sheet, "printed_day", _("Printed on"), QZ_VALUE_DAY, context->clock.today);
  qz_sheet_set_number (sheet, "final", _("Final"), QZ_VALUE_BOOL,
                       context->clock.today > qz_period_get_last_day (period));
  return TRUE;
}

QzSheet *
qz_report_load (QzBook *book, const QzContext *context, QzReportKind kind, QzPeriod period,
                GError **error)
{
  g_autoptr (QzSheet) sheet = reports[kind].load (book, context, period, error);

  return sheet != NULL && set_words (book, context, kind, period, sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}

QzSheet *
qz_report_get_layout (QzReportKind kind, QzSheet *report, GError **error)
{
  g_autoptr (QzForm) form = qz_print_load_form (reports[kind].form, error);

  return form != NULL ? qz_form_describe (form, report, error) : NULL;
}

QzSheet *
qz_report_explain (QzBook *book, QzReportKind kind, QzPeriod period, const char *table,
                   const char *key, GError **error)
{
  return reports[kind].explain (book, period, table, key, error);
}

/* ── printing ───────────────────────────────────────────────────────────────────────────────── */

/* Equal papers of one day give equal bytes: the file's time is that day. */
static GPtrArray *
make_paper (QzBook *book, const QzContext *context, QzReportKind kind, QzPeriod period,
            GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);
  QzSheet *sheet = qz_report_load (book, context, kind, period, error);
  g_autofree char *day = qz_day_format (context->clock.today);
  QzNlPrinted *paper;
  int number, final;

  if (sheet == NULL)
    return NULL;
  number = qz_sheet_find_fact (sheet, "document_no");
  final = qz_sheet_find_fact (sheet, "final");
  paper = qz_nl_printed_new (reports[kind].form,
                             qz_sheet_get_fact_text (sheet, (guint) number), sheet,
                             qz_sheet_get_fact_number (sheet, (guint) final) != 0
                                 ? QZ_PRINT_FINAL
                                 : QZ_PRINT_DRAFT);
  g_snprintf (paper->created, sizeof paper->created, "%sT00:00:00", day);
  g_ptr_array_add (papers, paper);
  return g_steal_pointer (&papers);
}

QzSheet *
qz_report_print (QzBook *book, const QzContext *context, QzReportKind kind, QzPeriod period,
                 const char *path, GError **error)
{
  g_autoptr (GPtrArray) papers = make_paper (book, context, kind, period, error);
  g_autoptr (QzNlPrinter) printer = qz_nl_printer_new (book, context);
  g_autofree char *detail = g_strdup_printf ("%06d %s", (int) period, reports[kind].form);
  const QzNlPrinted *paper;
  QzSheet *printed;

  if (papers == NULL || !qz_nl_printer_write (printer, papers, path, error)
      || !qz_nl_printer_finish (printer, detail, error))
    return NULL;
  paper = papers->pdata[0];
  printed = qz_sheet_new ("print");
  qz_sheet_set_text (printed, "path", _("File"), path);
  qz_sheet_set_text (printed, "form", _("Form"), reports[kind].form);
  qz_sheet_set_text (printed, "state", _("State"),
                     paper->state == QZ_PRINT_FINAL ? "final" : "draft");
  qz_sheet_set_number (printed, "reprint", _("Reprint"), QZ_VALUE_COUNT,
                       qz_nl_printed_get_reprint (paper));
  return printed;
}

GBytes *
qz_report_preview (QzBook *book, const QzContext *context, QzReportKind kind, QzPeriod period,
                   GError **error)
{
  g_autoptr (GPtrArray) papers = make_paper (book, context, kind, period, error);

  return papers != NULL ? qz_nl_printed_preview (papers, error) : NULL;
}
