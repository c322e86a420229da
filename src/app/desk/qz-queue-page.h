/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-month-view.h"
#include "qz-page-spec.h"

G_BEGIN_DECLS

/* The work queue: what waits for the acting user, the deadlines, and both on a calendar. */
#define QZ_TYPE_QUEUE_PAGE (qz_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (QzQueuePage, qz_queue_page, QZ, QUEUE_PAGE, QzLoadPage)

extern const QzPageSpec qz_queue_page;

AdwNavigationPage *qz_queue_page_new (QzSession *session);
/* Shows only what is behind a figure: deadlines with a "status" or "key" or open ones of a
 * "rule" that begins so, or the "group" PAGE/ACT
 * of what waits; NULL: everything. A button beside it shows everything again. */
void qz_queue_page_show_only (QzQueuePage *self, const char *column, const char *value);
QzMonthView *qz_queue_page_get_month_view (QzQueuePage *self);
/* Sheets as shown; NULL until loaded. */
QzSheet *qz_queue_page_get_waiting (QzQueuePage *self);
QzSheet *qz_queue_page_get_deadlines (QzQueuePage *self);

G_END_DECLS
