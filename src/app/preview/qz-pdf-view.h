/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * QzPdfView:
 *
 * The pages of a PDF, one below the other; the only file that knows poppler. A page is drawn when
 * it comes into sight. Everything happens on the main thread: a poppler document belongs to one.
 */
#define QZ_TYPE_PDF_VIEW (qz_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (QzPdfView, qz_pdf_view, QZ, PDF_VIEW, AdwBin)

gboolean qz_pdf_view_load (QzPdfView *self, GBytes *pdf, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
guint qz_pdf_view_get_n_pages (QzPdfView *self);
/* The page at the top of the view, from 1; 0 without a document. */
guint qz_pdf_view_get_page (QzPdfView *self);
void qz_pdf_view_set_page (QzPdfView *self, guint page);
/* 100: points as pixels at 96 to the inch. Between 25 and 400. */
guint qz_pdf_view_get_zoom (QzPdfView *self);
void qz_pdf_view_set_zoom (QzPdfView *self, guint percent);
/* Makes the widest page as wide as the view. */
void qz_pdf_view_fit_width (QzPdfView *self);

G_END_DECLS
