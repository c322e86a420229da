/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-report-draft.h"

#include <stdarg.h>

__extension__ typedef __int128 Wide; /* a month's fen times a million is more than 64 bits */

QzSheet *
qz_report_conclusions_new (void)
{
  QzSheet *sheet = qz_sheet_new ("conclusions");

  qz_sheet_add_column (sheet, "text", "结论", QZ_VALUE_TEXT);
  return sheet;
}

void
qz_report_say (QzSheet *conclusions, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  qz_sheet_put_text (conclusions, qz_sheet_add_row (conclusions), 0, text);
}

gboolean
qz_report_divide (QzFen sum, gint64 n, QzFen *out)
{
  if (n <= 0)
    return FALSE;
  *out = sum / n;
  return TRUE;
}

gboolean
qz_report_get_share (QzFen part, QzFen whole, QzPpm *out)
{
  if (whole <= 0)
    return FALSE;
  *out = (QzPpm) ((Wide) part * QZ_PPM_ONE / whole);
  return TRUE;
}

gboolean
qz_report_get_growth (gint64 now, gint64 before, QzPpm *out)
{
  if (before <= 0)
    return FALSE;
  *out = (QzPpm) (((Wide) now - before) * QZ_PPM_ONE / before);
  return TRUE;
}

char *
qz_report_dup_rate (QzPpm rate)
{
  return qz_value_dup_display (QZ_VALUE_PPM, rate < 0 ? -rate : rate);
}

char *
qz_report_dup_fen (QzFen fen)
{
  return qz_value_dup_display (QZ_VALUE_FEN, fen);
}

char *
qz_report_dup_growth (gint64 now, gint64 before, const char *than)
{
  QzPpm growth = 0;
  g_autofree char *rate = NULL;

  if (!qz_report_get_growth (now, before, &growth))
    return g_strdup_printf ("%s无可比数据", than);
  if (now == before)
    return g_strdup_printf ("与%s持平", than);
  rate = qz_report_dup_rate (growth);
  return g_strdup_printf ("较%s%s%s", than, now < before ? "下降" : "增长", rate);
}

char *
qz_report_dup_month (QzPeriod period)
{
  return g_strdup_printf ("%d年%d月", (int) (period / 100), (int) (period % 100));
}

void
qz_report_put_growth (QzSheet *sheet, guint row, guint column, gint64 now, gint64 before)
{
  QzPpm growth = 0;

  if (qz_report_get_growth (now, before, &growth))
    qz_sheet_put_number (sheet, row, column, growth);
}

void
qz_report_put_share (QzSheet *sheet, guint row, guint column, QzFen part, QzFen whole)
{
  QzPpm share = 0;

  if (qz_report_get_share (part, whole, &share))
    qz_sheet_put_number (sheet, row, column, share);
}

void
qz_report_put_average (QzSheet *sheet, guint row, guint column, QzFen sum, gint64 n)
{
  QzFen average = 0;

  if (qz_report_divide (sum, n, &average))
    qz_sheet_put_number (sheet, row, column, average);
}
