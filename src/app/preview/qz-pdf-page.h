/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-pdf-source.h"

G_BEGIN_DECLS

/* One page of a PDF at a zoom, with the hits of a search marked. It is drawn when it is told that
 * it is in sight, and forgotten when it is not. */
#define QZ_TYPE_PDF_PAGE (qz_pdf_page_get_type ())
G_DECLARE_FINAL_TYPE (QzPdfPage, qz_pdf_page, QZ, PDF_PAGE, GtkWidget)

GtkWidget *qz_pdf_page_new (QzPdfSource *source, guint page);
/* Per cent; 100: points as pixels at 96 to the inch. */
void qz_pdf_page_set_zoom (QzPdfPage *self, double zoom);
void qz_pdf_page_set_in_sight (QzPdfPage *self, gboolean in_sight);
/* @hits: QzPdfHit of the whole document, or NULL; @current: index of the one gone to, or -1. */
void qz_pdf_page_set_hits (QzPdfPage *self, GArray *hits, int current);
gboolean qz_pdf_page_is_drawn (QzPdfPage *self);

#define QZ_PDF_PIXELS_PER_POINT (96.0 / 72.0)

G_END_DECLS
