/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-page-spec.h"

G_BEGIN_DECLS

/* Holidays and working weekends by year, with import after a preview and export. */
#define QZ_TYPE_HOLIDAYS_PAGE (qz_holidays_page_get_type ())
G_DECLARE_FINAL_TYPE (QzHolidaysPage, qz_holidays_page, QZ, HOLIDAYS_PAGE, QzLoadPage)

extern const QzPageSpec qz_holidays_page;

AdwNavigationPage *qz_holidays_page_new (QzSession *session);
QzSheetView *qz_holidays_page_get_view (QzHolidaysPage *self);

G_END_DECLS
