/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"

G_BEGIN_DECLS

/* One claim: all its figures under the platform's names, where it came from, and the lines of
 * documents that have it. The identity number is masked; who may see it whole can, and that is
 * written into the change log. */
#define QZ_TYPE_CLAIM_PAGE (qz_claim_page_get_type ())
G_DECLARE_FINAL_TYPE (QzClaimPage, qz_claim_page, QZ, CLAIM_PAGE, QzLoadPage)

AdwNavigationPage *qz_claim_page_new (QzSession *session, const char *setl_id);
/* NULL until it is loaded. */
QzSheet *qz_claim_page_get_sheet (QzClaimPage *self);
/* The identity number as it is shown at the moment. */
const char *qz_claim_page_get_shown_number (QzClaimPage *self);

G_END_DECLS
