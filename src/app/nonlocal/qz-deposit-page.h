/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-plot-frame.h"

G_BEGIN_DECLS

/* The deposit of one unit: for a scope its use now and in the last 24 months with what is to be
 * expected next, what brings it back below yellow, and the moves, quotas and notices of both. */
#define QZ_TYPE_DEPOSIT_PAGE (qz_deposit_page_get_type ())
G_DECLARE_FINAL_TYPE (QzDepositPage, qz_deposit_page, QZ, DEPOSIT_PAGE, QzLoadPage)

/* @scope: "in_prov" or "cross_prov". */
AdwNavigationPage *qz_deposit_page_new (QzSession *session, const char *unit, const char *scope);
QzPlotFrame *qz_deposit_page_get_chart (QzDepositPage *self);
/* Proposals that wait for another person to publish them. (transfer floating) */
AdwNavigationPage *qz_proposals_page_new (QzSession *session);

G_END_DECLS
