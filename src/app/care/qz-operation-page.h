/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-plot-frame.h"

G_BEGIN_DECLS

/* The report on the operation of care away from home in a month (R-OPS, NL-37): its conclusions,
 * two charts and its tables. */
#define QZ_TYPE_OPERATION_PAGE (qz_operation_page_get_type ())
G_DECLARE_FINAL_TYPE (QzOperationPage, qz_operation_page, QZ, OPERATION_PAGE, QzLoadPage)

AdwNavigationPage *qz_operation_page_new (QzSession *session);
QzPlotFrame *qz_operation_page_get_providers (QzOperationPage *self);

G_END_DECLS
