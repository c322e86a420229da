/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-page-spec.h"
#include "qz-plot-frame.h"

G_BEGIN_DECLS

/* 工作台: what is red, overdue, due today, how the money stands; every figure a button to the list
 * behind it. */
#define QZ_TYPE_DASHBOARD_PAGE (qz_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (QzDashboardPage, qz_dashboard_page, QZ, DASHBOARD_PAGE, QzLoadPage)

extern const QzPageSpec qz_dashboard_page;
/* The internal-control checks, one by one. */
extern const QzPageSpec qz_checks_page;

AdwNavigationPage *qz_dashboard_page_new (QzSession *session);
void qz_dashboard_page_reload (QzDashboardPage *self);
/* The last figures; nullable. */
QzSheet *qz_dashboard_page_get_sheet (QzDashboardPage *self);

G_END_DECLS
