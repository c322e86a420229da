/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-pdf-source.h"

G_BEGIN_DECLS

/**
 * QzPdfCanvas:
 *
 * What a #QzPdfView scrolls: as large as all pages one below the other, but only those in sight are
 * widgets.
 */
#define QZ_TYPE_PDF_CANVAS (qz_pdf_canvas_get_type ())
G_DECLARE_FINAL_TYPE (QzPdfCanvas, qz_pdf_canvas, QZ, PDF_CANVAS, GtkWidget)

#define QZ_PDF_SPACING 12 /* pixels around each page */

GtkWidget *qz_pdf_canvas_new (void);
void qz_pdf_canvas_set_source (QzPdfCanvas *self, QzPdfSource *source); /* @source: nullable */
guint qz_pdf_canvas_get_n_pages (QzPdfCanvas *self);
/* Per cent, as qz_pdf_page_set_zoom(). */
void qz_pdf_canvas_set_zoom (QzPdfCanvas *self, double zoom);
/* Where the upper edge of a page (from 0) lies; of the number of pages: where the last one ends. */
double qz_pdf_canvas_get_top (QzPdfCanvas *self, guint page);
/* The last page (from 0) whose upper edge is not below @y, else the first. */
guint qz_pdf_canvas_find_page (QzPdfCanvas *self, double y);
/* Soon, pages that touch @top to @bottom are drawn and the others forgotten; with @bottom < @top,
 * all of them. */
void qz_pdf_canvas_set_sight (QzPdfCanvas *self, double top, double bottom);
/* As qz_pdf_page_set_hits(). */
void qz_pdf_canvas_set_hits (QzPdfCanvas *self, GArray *hits, int current);
gboolean qz_pdf_canvas_is_drawn (QzPdfCanvas *self, guint page);

G_END_DECLS
