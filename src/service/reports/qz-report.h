/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Reports on operation as papers: care away from home (NL-37, F-NL-37) and medical assistance
 * (DT-25, F-DT-25). Their form files name what screen, PDF, XLSX and CSV show, in which order and
 * under which headings. */
typedef enum { QZ_REPORT_NONLOCAL, QZ_REPORT_ASSISTANCE, QZ_N_REPORTS } QzReportKind;

const char *qz_report_get_form (QzReportKind kind); /* "F-NL-37" */
gboolean qz_report_find (const char *form, QzReportKind *out);

/* Months that there is something of, newest first: period. */
QzSheet *qz_report_list_periods (QzBook *book, const QzContext *context, QzReportKind kind,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest of these months whose report has figures; where none has, the newest. 0: there is no
 * month. */
gboolean qz_report_find_newest (QzBook *book, QzReportKind kind, QzSheet *periods, QzPeriod *out,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* qz_operation_report() or qz_assist_report(), with what is printed around it: document_no,
 * agency_name, maker, printed_day, final. */
QzSheet *qz_report_load (QzBook *book, const QzContext *context, QzReportKind kind,
                         QzPeriod period, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The form's blocks for @report as the screen shows them: block (heading text paragraphs table
 * chart) child text label values (columns, with blanks; of a chart also legend) kind (bars columns)
 * rows (drawn at most). Texts are filled. What the report has nothing of is a text that says so, or
 * absent. */
QzSheet *qz_report_get_layout (QzReportKind kind, QzSheet *report, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What a row of a table adds up from, down to file and line. */
QzSheet *qz_report_explain (QzBook *book, QzReportKind kind, QzPeriod period, const char *table,
                            const char *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* .pdf, .xlsx or .csv by the name of @path. A month that is not over is a draft (草稿). Facts: path
 * form state (final, draft) reprint. */
QzSheet *qz_report_print (QzBook *book, const QzContext *context, QzReportKind kind,
                          QzPeriod period, const char *path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The PDF in memory, for the preview. (transfer full) */
GBytes *qz_report_preview (QzBook *book, const QzContext *context, QzReportKind kind,
                           QzPeriod period, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
