/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-page-spec.h"

G_BEGIN_DECLS

/* All deposits of care away from home with their use, the red ones first, as gauges or a table. */
#define QZ_TYPE_DEPOSITS_PAGE (qz_deposits_page_get_type ())
G_DECLARE_FINAL_TYPE (QzDepositsPage, qz_deposits_page, QZ, DEPOSITS_PAGE, QzLoadPage)

AdwNavigationPage *qz_deposits_page_new (QzSession *session);
/* The rows that are shown as gauges. */
GtkListBox *qz_deposits_page_get_gauges (QzDepositsPage *self);

extern const QzPageSpec qz_deposits_spec; /* in the sidebar */

G_END_DECLS
