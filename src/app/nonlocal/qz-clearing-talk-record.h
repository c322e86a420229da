/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* One objection, one mismatch, as rows of their tables open them (qz-tabs-page.h). */
AdwNavigationPage *qz_objection_page_open (QzSession *session, QzSheet *record, QzSheet *table,
                                           guint row);
AdwNavigationPage *qz_mismatch_page_open (QzSession *session, QzSheet *record, QzSheet *table,
                                          guint row);

G_END_DECLS
