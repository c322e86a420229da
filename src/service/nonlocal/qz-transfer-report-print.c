/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The finance office's tables on paper (NL-36). */
#include <glib/gi18n-lib.h>

#include "qz-actors.h"
#include "qz-nl-print-private.h"
#include "qz-print.h"
#include "qz-transfer-private.h"

#define FORM "F-NL-36"

static gint64
get_number (QzSheet *sheet, const char *name)
{
  const int fact = qz_sheet_find_fact (sheet, name);

  return fact < 0 ? 0 : qz_sheet_get_fact_number (sheet, (guint) fact);
}

/* Whoever prints it, the office gives it; its people sign by hand. */
static gboolean
set_words (QzSheet *sheet, QzBook *book, QzPeriod period, gboolean received, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autofree char *office =
      map != NULL ? qz_transfer_dup_finance (map, qz_area_map_get_province (map)) : NULL;
  g_autofree char *name = office != NULL ? qz_print_dup_agency_name (book, office, error) : NULL;
  g_autofree char *number = NULL;

  if (name == NULL)
    return FALSE;
  number = g_strdup_printf ("HLJ36-%s-%06d-%s", qz_area_map_get_province (map), period,
                            received ? "002" : "001");
  qz_sheet_set_text (sheet, "document_no", _("Number"), number);
  qz_sheet_set_text (sheet, "agency_name", NULL, name);
  qz_sheet_set_text (sheet, "state_word", NULL,
                     get_number (sheet, "complete") != 0 ? "跨省资金收付已全部完成。"
                                                         : "跨省资金收付尚未全部完成。");
  return TRUE;
}

static void
set_created (QzNlPrinted *paper, QzSheet *sheet, QzPeriod period)
{
  const QzDay complete = (QzDay) get_number (sheet, "complete_day");
  g_autofree char *day =
      qz_day_format (paper->state == QZ_PRINT_FINAL ? complete : qz_period_get_last_day (period));

  g_snprintf (paper->created, sizeof paper->created, "%sT00:00:00", day);
}

/* Adds the paper of one way of the money; none when there was no money that way. */
static gboolean
add_paper (GPtrArray *papers, QzBook *book, const QzContext *context, QzPeriod period,
           gboolean received, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_transfer_report (book, context, period, received, error);
  QzNlPrinted *paper;

  if (sheet == NULL || !set_words (sheet, book, period, received, error))
    return FALSE;
  if (qz_sheet_get_n_rows (sheet) == 0)
    return TRUE;
  paper = qz_nl_printed_new (
      FORM, qz_sheet_get_fact_text (sheet, (guint) qz_sheet_find_fact (sheet, "document_no")),
      qz_sheet_ref (sheet),
      get_number (sheet, "complete") != 0 ? QZ_PRINT_FINAL : QZ_PRINT_DRAFT);
  set_created (paper, sheet, period);
  g_ptr_array_add (papers, paper);
  return TRUE;
}

static gboolean
check_papers (const GPtrArray *papers, GError **error)
{
  return papers->len > 0
         || qz_clearing_refuse (error, "nothing-to-print", "NL-36",
                                _("The month has no cross-province money to tell of"));
}

static QzSheet *
print_papers (QzBook *book, const QzContext *context, QzPeriod period, GPtrArray *papers,
              const char *path, GError **error)
{
  g_autoptr (QzNlPrinter) printer = qz_nl_printer_new (book, context);
  g_autofree char *detail = g_strdup_printf ("%06d %s", period, FORM);
  const QzNlPrinted *paper;
  QzSheet *printed;

  if (!check_papers (papers, error) || !qz_nl_printer_write (printer, papers, path, error)
      || !qz_nl_printer_finish (printer, detail, error))
    return NULL;
  paper = papers->pdata[0];
  printed = qz_sheet_new ("print");
  qz_sheet_set_text (printed, "path", _("File"), path);
  qz_sheet_set_text (printed, "form", _("Form"), FORM);
  qz_sheet_set_text (printed, "state", _("State"),
                     paper->state == QZ_PRINT_FINAL ? "published" : "draft");
  qz_sheet_set_number (printed, "reprint", _("Reprint"), QZ_VALUE_COUNT,
                       qz_nl_printed_get_reprint (paper));
  return printed;
}

QzSheet *
qz_transfer_report_print (QzBook *book, const QzContext *context, QzPeriod period,
                          gboolean received, const char *path, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);

  return add_paper (papers, book, context, period, received, error)
             ? print_papers (book, context, period, papers, path, error)
             : NULL;
}

/* ── both tables, as the office gives them together ─────────────────────────────────────────── */

static GPtrArray *
make_both (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);

  return add_paper (papers, book, context, period, FALSE, error)
                 && add_paper (papers, book, context, period, TRUE, error)
             ? g_steal_pointer (&papers)
             : NULL;
}

QzSheet *
qz_transfer_reports_print (QzBook *book, const QzContext *context, QzPeriod period,
                           const char *path, GError **error)
{
  g_autoptr (GPtrArray) papers = make_both (book, context, period, error);

  return papers != NULL ? print_papers (book, context, period, papers, path, error) : NULL;
}

GBytes *
qz_transfer_reports_preview (QzBook *book, const QzContext *context, QzPeriod period,
                             GError **error)
{
  g_autoptr (GPtrArray) papers = make_both (book, context, period, error);

  return papers != NULL && check_papers (papers, error) ? qz_nl_printed_preview (papers, error)
                                                        : NULL;
}
