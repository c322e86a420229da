/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-nonlocal.h"
#include "qz-page-spec.h"
#include "qz-plot-frame.h"

G_BEGIN_DECLS

/* Money down and up in a month (NL-18, NL-31-D, NL-31-U): the picture of the accounts with what is
 * due, paid and received, late legs in red with a word, and below it the transfers. */
#define QZ_TYPE_MONEY_PAGE (qz_money_page_get_type ())
G_DECLARE_FINAL_TYPE (QzMoneyPage, qz_money_page, QZ, MONEY_PAGE, QzLoadPage)

AdwNavigationPage *qz_money_page_new (QzSession *session);
QzPlotFrame *qz_money_page_get_picture (QzMoneyPage *self);
QzSheetView *qz_money_page_get_transfers (QzMoneyPage *self);
/* One transfer. (transfer floating) */
AdwNavigationPage *qz_transfer_page_new (QzSession *session, const char *number);

extern const QzPageSpec qz_money_spec; /* in the sidebar */

G_END_DECLS
