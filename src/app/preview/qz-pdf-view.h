/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-pdf-source.h"

G_BEGIN_DECLS

/**
 * QzPdfView:
 *
 * The pages of a PDF, one below the other. Pages in sight and their neighbours are drawn on the
 * source's own thread, the others not at all. Ctrl with the wheel and two fingers zoom.
 *
 * Properties: "page" and "zoom"; signal "hits-changed".
 */
#define QZ_TYPE_PDF_VIEW (qz_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (QzPdfView, qz_pdf_view, QZ, PDF_VIEW, AdwBin)

typedef enum { QZ_PDF_FIT_NONE, QZ_PDF_FIT_WIDTH, QZ_PDF_FIT_PAGE } QzPdfFit;

void qz_pdf_view_set_source (QzPdfView *self, QzPdfSource *source);
/* The same from bytes, opened here and now. */
gboolean qz_pdf_view_load (QzPdfView *self, GBytes *pdf, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
QzPdfSource *qz_pdf_view_get_source (QzPdfView *self); /* NULL before it is loaded */
guint qz_pdf_view_get_n_pages (QzPdfView *self);
/* The page at the top of the view, from 1; 0 without a document. */
guint qz_pdf_view_get_page (QzPdfView *self);
void qz_pdf_view_set_page (QzPdfView *self, guint page);
/* 100: points as pixels at 96 to the inch. Between 25 and 400. Setting it ends a fit. */
guint qz_pdf_view_get_zoom (QzPdfView *self);
void qz_pdf_view_set_zoom (QzPdfView *self, guint percent);
/* The widest page as wide as the view, or the present one wholly in it; kept when the view's size
 * changes. */
void qz_pdf_view_set_fit (QzPdfView *self, QzPdfFit fit);
QzPdfFit qz_pdf_view_get_fit (QzPdfView *self);
/* Whether the page at the top is drawn as it should be. */
gboolean qz_pdf_view_is_drawn (QzPdfView *self);

/* Marks every place where @needle stands and goes to the first from the present page on; NULL and
 * "" mark nothing. */
void qz_pdf_view_find (QzPdfView *self, const char *needle);
/* -1 and +1 from the hit gone to, round the end. */
void qz_pdf_view_go_to_hit (QzPdfView *self, int step);
guint qz_pdf_view_get_n_hits (QzPdfView *self);
int qz_pdf_view_get_hit (QzPdfView *self); /* from 0; -1: none */

G_END_DECLS
