/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-money-repo.h"
#include "qz-assist-month-repo.h"
#include "qz-book-private.h"
#include "qz-document-explain-private.h"

/* The figures of a hospital's line are sums of what the month's statements have of it. */
enum { COLUMN_KIND, COLUMN_SETL_ID, COLUMN_DAY, COLUMN_FILE, COLUMN_LINE, COLUMN_AMOUNT,
       COLUMN_CROSS };

static QzSheet *
load_sources (QzExplanation *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("sources");
  QzAssistList list = { 0 };

  qz_sheet_add_column (sheet, "kind", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_id", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file_line", "", QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "amount", "", QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "cross_area", "", QZ_VALUE_COUNT);
  if (!qz_assist_month_repo_get_list (self->store, self->line->period, &list, error)
      || !qz_assist_money_repo_fill_sources (self->store, list.id, self->line->provider_id, sheet,
                                             error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static const char *
get_what (const char *kind)
{
  if (strcmp (kind, "bill") == 0)
    return _("bill");
  return strcmp (kind, "deduction") == 0 ? _("deduction") : _("refunds of another month");
}

static gboolean
add_source (QzExplanation *self, QzSheet *sources, guint row, int sign, GError **error)
{
  const char *kind = qz_sheet_get_text (sources, row, COLUMN_KIND);
  const QzExplainItem item = {
    .item = strcmp (kind, "bill") == 0 ? "claim" : kind,
    .what = get_what (kind),
    .setl_id = qz_sheet_get_text (sources, row, COLUMN_SETL_ID),
    .setl_time = qz_sheet_get_text (sources, row, COLUMN_DAY),
    .file = qz_sheet_get_text (sources, row, COLUMN_FILE),
    .file_line = qz_sheet_get_number (sources, row, COLUMN_LINE),
  };

  return qz_explanation_add (self, &item,
                             sign * qz_sheet_get_number (sources, row, COLUMN_AMOUNT), error);
}

/* Bills give, deductions take; each figure is of some of them. */
static gboolean
is_of_figure (QzSheet *sources, guint row, int figure)
{
  const gboolean is_bill =
      strcmp (qz_sheet_get_text (sources, row, COLUMN_KIND), "bill") == 0;

  switch (figure)
    {
    case QZ_ASSIST_DECLARED:
      return is_bill;
    case QZ_ASSIST_CROSS_AREA:
      return is_bill && qz_sheet_get_number (sources, row, COLUMN_CROSS) != 0;
    case QZ_ASSIST_DEDUCTED:
      return !is_bill;
    default:
      return TRUE;
    }
}

gboolean
qz_explain_assist (QzExplanation *self, int figure, GError **error)
{
  g_autoptr (QzSheet) sources = load_sources (self, error);

  for (guint i = 0; sources != NULL && i < qz_sheet_get_n_rows (sources); i++)
    {
      const gboolean is_bill =
          strcmp (qz_sheet_get_text (sources, i, COLUMN_KIND), "bill") == 0;
      const int sign = is_bill || figure == QZ_ASSIST_DEDUCTED ? 1 : -1;

      if (is_of_figure (sources, i, figure) && !add_source (self, sources, i, sign, error))
        return FALSE;
    }
  return sources != NULL;
}
