/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-pdf-view.h"
#include "qz-session.h"

G_BEGIN_DECLS

/* The real PDF of a document's form: pages, zoom, print, save. */
#define QZ_TYPE_PREVIEW_PAGE (qz_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (QzPreviewPage, qz_preview_page, QZ, PREVIEW_PAGE, AdwNavigationPage)

/* @form NULL: the main form; @provider NULL: everybody. A form of care away from home is of a month
 * and unit, "202605-230200"; F-NL-1 of a registration's number, and saved as PDF only;
 * F-VOUCHER of a voucher's name. */
AdwNavigationPage *qz_preview_page_new (QzSession *session, const char *number, const char *form,
                                        const char *provider);
QzPdfView *qz_preview_page_get_view (QzPreviewPage *self);

G_END_DECLS
