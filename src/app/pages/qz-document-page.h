/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-load-page.h"
#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* A document of any kind: state strip and next action above, lines at the left, inspector at the
 * right. Every amount opens what adds up to it. */
#define QZ_TYPE_DOCUMENT_PAGE (qz_document_page_get_type ())
G_DECLARE_FINAL_TYPE (QzDocumentPage, qz_document_page, QZ, DOCUMENT_PAGE, QzLoadPage)

AdwNavigationPage *qz_document_page_new (QzSession *session, const char *number);
/* NULL until it is loaded. */
QzSheet *qz_document_page_get_sheet (QzDocumentPage *self);
/* What the strip says in words. (transfer full) */
char *qz_document_page_dup_strip (QzDocumentPage *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
