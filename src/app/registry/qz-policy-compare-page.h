/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* Two policies in words: what the second says otherwise, and from there what it would have paid
 * over the last months. */
#define QZ_TYPE_POLICY_COMPARE_PAGE (qz_policy_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (QzPolicyComparePage, qz_policy_compare_page, QZ, POLICY_COMPARE_PAGE,
                      AdwNavigationPage)

/* Names as of qz_policy_page_new(); @second NULL: to be chosen. */
AdwNavigationPage *qz_policy_compare_page_new (QzSession *session, const char *first,
                                               const char *second);
/* NULL until two are chosen and compared. */
QzSheet *qz_policy_compare_page_get_sheet (QzPolicyComparePage *self);

/* What each provider would have got under both, over @n_months: long work, in a page of its own. */
AdwNavigationPage *qz_policy_impact_page_new (QzSession *session, const char *first,
                                              const char *second, guint n_months);

G_END_DECLS
