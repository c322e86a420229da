/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-month-choice.h"
#include "qz-page-spec.h"

G_BEGIN_DECLS

/* One list of the window: search, filters, table, totals, empty state. */
#define QZ_TYPE_LIST_PAGE (qz_list_page_get_type ())
G_DECLARE_FINAL_TYPE (QzListPage, qz_list_page, QZ, LIST_PAGE, QzLoadPage)

AdwNavigationPage *qz_list_page_new (QzSession *session, const QzPageSpec *spec);
/* What is shown becomes a file: .xlsx, .csv or .pdf. */
void qz_list_page_export (QzListPage *self, const char *path);
void qz_list_page_focus_search (QzListPage *self);
QzSheetView *qz_list_page_get_view (QzListPage *self);
QzMonthChoice *qz_list_page_get_months (QzListPage *self); /* NULL unless it is by month */
/* "loading", "empty", "nothing-found", "table" or "failed". */
const char *qz_list_page_get_shown (QzListPage *self);

G_END_DECLS
