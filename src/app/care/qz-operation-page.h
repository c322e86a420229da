/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-plot-frame.h"
#include "qz-report.h"

G_BEGIN_DECLS

/* A report on operation of a month: of care away from home (NL-37) or of medical assistance
 * (DT-25). Its conclusions, charts and tables are those of the form file, in its order and under
 * its headings; a row leads to the records that it adds up from, a button to the paper. */
#define QZ_TYPE_OPERATION_PAGE (qz_operation_page_get_type ())
G_DECLARE_FINAL_TYPE (QzOperationPage, qz_operation_page, QZ, OPERATION_PAGE, QzLoadPage)

AdwNavigationPage *qz_operation_page_new (QzSession *session, QzReportKind kind);
/* The first chart or table of a child of the report; NULL when there is none (yet). */
QzPlotFrame *qz_operation_page_find_chart (QzOperationPage *self, const char *child);
QzSheetView *qz_operation_page_find_table (QzOperationPage *self, const char *child);

G_END_DECLS
