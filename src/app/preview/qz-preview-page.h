/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-pdf-view.h"
#include "qz-session.h"

G_BEGIN_DECLS

/* The real PDF of a document's form: pages, zoom, print, save. */
#define QZ_TYPE_PREVIEW_PAGE (qz_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (QzPreviewPage, qz_preview_page, QZ, PREVIEW_PAGE, AdwNavigationPage)

/* @form NULL: the main form; @provider NULL: everybody. */
AdwNavigationPage *qz_preview_page_new (QzSession *session, const char *number, const char *form,
                                        const char *provider);
QzPdfView *qz_preview_page_get_view (QzPreviewPage *self);

G_END_DECLS
