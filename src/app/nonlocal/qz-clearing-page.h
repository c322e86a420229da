/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-unit.h"
#include "qz-load-page.h"
#include "qz-nonlocal.h"
#include "qz-page-spec.h"

G_BEGIN_DECLS

/* A clearing period of care away from home (NL-28 … NL-31): the strip of its days, the units with
 * what they receive and pay, and beside them one unit with its notices and lists. */
#define QZ_TYPE_CLEARING_PAGE (qz_clearing_page_get_type ())
G_DECLARE_FINAL_TYPE (QzClearingPage, qz_clearing_page, QZ, CLEARING_PAGE, QzLoadPage)

AdwNavigationPage *qz_clearing_page_new (QzSession *session);
QzSheetView *qz_clearing_page_get_units (QzClearingPage *self);
QzClearingUnit *qz_clearing_page_get_unit (QzClearingPage *self);
void qz_clearing_page_set_scope (QzClearingPage *self, QzNlScope scope);
/* "generate", "upload", "national", "publish" or "" when the units are next, or all is done. */
const char *qz_clearing_page_get_next (QzClearingPage *self);

extern const QzPageSpec qz_clearing_spec; /* in the sidebar */

G_END_DECLS
