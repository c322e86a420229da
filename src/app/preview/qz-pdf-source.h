/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QzPdfSource:
 *
 * A PDF and the thread that draws it; the only file that uses poppler (qz-poppler.h). A poppler
 * document belongs to one thread at a time: it is opened and measured by whoever makes the source,
 * which may be a worker, and from then on used by the source's own thread alone. What it draws and
 * finds comes back to the main thread.
 */
#define QZ_TYPE_PDF_SOURCE (qz_pdf_source_get_type ())
G_DECLARE_FINAL_TYPE (QzPdfSource, qz_pdf_source, QZ, PDF_SOURCE, GObject)

QzPdfSource *qz_pdf_source_new (GBytes *pdf, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint qz_pdf_source_get_n_pages (QzPdfSource *self);
/* In points. @page from 0, here and below. */
void qz_pdf_source_get_size (QzPdfSource *self, guint page, double *width, double *height);

/* Where a searched text stands, in points from the upper left corner of its page. */
typedef struct {
  guint page;
  graphene_rect_t area;
} QzPdfHit;

/* Called on the main thread, and not once @owner is gone. @texture: NULL when nobody wanted it any
 * more. */
typedef void (*QzPdfDrawnFunc) (gpointer owner, guint page, double scale, GdkTexture *texture);
typedef void (*QzPdfTextFunc) (gpointer owner, guint page, const char *text);
/* @hits: QzPdfHit, page by page. */
typedef void (*QzPdfFoundFunc) (gpointer owner, const char *needle, GArray *hits);

/* @scale: pixels to the point. @wanted: an atomic reference counted box (g_atomic_rc_box_new()); a
 * page whose turn comes when it holds 0 is passed over. */
void qz_pdf_source_draw (QzPdfSource *self, guint page, double scale, gint *wanted, GObject *owner,
                         QzPdfDrawnFunc func);
void qz_pdf_source_read (QzPdfSource *self, guint page, GObject *owner, QzPdfTextFunc func);
/* Only the last question is answered. */
void qz_pdf_source_find (QzPdfSource *self, const char *needle, GObject *owner,
                         QzPdfFoundFunc func);

G_END_DECLS
