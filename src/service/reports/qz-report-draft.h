/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"
#include "qz-rate.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* What reports on operation (NL-37, DT-25) are drafted with. A report is a paper: its words are
 * those of the paper, in whatever language the program speaks. Ratios are truncated, as others. */

/* A sheet "conclusions" with the column text. (transfer full) */
QzSheet *qz_report_conclusions_new (void);
/* Adds one sentence. */
void qz_report_say (QzSheet *conclusions, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* FALSE when there is nothing to divide by. */
gboolean qz_report_divide (QzFen sum, gint64 n, QzFen *out);
gboolean qz_report_get_share (QzFen part, QzFen whole, QzPpm *out);
gboolean qz_report_get_growth (gint64 now, gint64 before, QzPpm *out);
/* 12.34% of an amount or share, without a sign; 1,234.56. (transfer full) */
char *qz_report_dup_rate (QzPpm rate);
char *qz_report_dup_fen (QzFen fen);
/* 较上月增长12.34%, 较上月下降…, 与上月持平, 上月没有数据. @than: 上月. (transfer full) */
char *qz_report_dup_growth (gint64 now, gint64 before, const char *than);
/* 202605: 2026年5月. (transfer full) */
char *qz_report_dup_month (QzPeriod period);

/* Cells of a row that stay empty when there is nothing to compare with. */
void qz_report_put_growth (QzSheet *sheet, guint row, guint column, gint64 now, gint64 before);
void qz_report_put_share (QzSheet *sheet, guint row, guint column, QzFen part, QzFen whole);
void qz_report_put_average (QzSheet *sheet, guint row, guint column, QzFen sum, gint64 n);

G_END_DECLS
