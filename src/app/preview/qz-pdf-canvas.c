/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pdf-canvas.h"

#include <math.h>

#include "qz-pdf-page.h"

struct _QzPdfCanvas {
  GtkWidget parent_instance;

  QzPdfSource *source; /* nullable */
  double zoom;
  GArray *tops;     /* double: of each page, and behind the last where it ends */
  double width;     /* of the widest page */
  GPtrArray *pages; /* QzPdfPage, or NULL when it is not in sight */
  double sight_top;
  double sight_bottom;
  guint sight_source; /* pages are made and forgotten outside of layout */
  GArray *hits;       /* QzPdfHit; nullable */
  int hit;
};

G_DEFINE_FINAL_TYPE (QzPdfCanvas, qz_pdf_canvas, GTK_TYPE_WIDGET)

/* ── where the pages are ─────────────────────────────────────────────────────────────────────── */

static void
get_size (QzPdfCanvas *self, guint page, double *width, double *height)
{
  const double scale = QZ_PDF_PIXELS_PER_POINT * self->zoom / 100;

  qz_pdf_source_get_size (self->source, page, width, height);
  *width = ceil (*width * scale);
  *height = ceil (*height * scale);
}

static void
place_pages (QzPdfCanvas *self)
{
  double top = QZ_PDF_SPACING;

  g_array_set_size (self->tops, 0);
  self->width = 0;
  for (guint i = 0; i < self->pages->len; i++)
    {
      double width, height;

      get_size (self, i, &width, &height);
      self->width = MAX (self->width, width);
      g_array_append_val (self->tops, top);
      top += height + QZ_PDF_SPACING;
    }
  g_array_append_val (self->tops, top);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

double
qz_pdf_canvas_get_top (QzPdfCanvas *self, guint page)
{
  return g_array_index (self->tops, double, MIN (page, self->pages->len));
}

guint
qz_pdf_canvas_find_page (QzPdfCanvas *self, double y)
{
  guint first = 0, end = self->pages->len;

  /* The top of @first is not below @y, or there is none such; that of @end is. */
  while (end - first > 1)
    {
      const guint middle = first + (end - first) / 2;

      if (g_array_index (self->tops, double, middle) <= y)
        first = middle;
      else
        end = middle;
    }
  return first;
}

/* ── what is in sight ────────────────────────────────────────────────────────────────────────── */

static void
forget_page (QzPdfCanvas *self, guint page)
{
  g_clear_pointer (&g_ptr_array_index (self->pages, page), gtk_widget_unparent);
}

static void
make_page (QzPdfCanvas *self, guint page)
{
  GtkWidget *widget = qz_pdf_page_new (self->source, page);
  GtkWidget *before = NULL;

  /* The tree of widgets has them in their order, for who reads it. */
  for (guint i = page; i > 0 && before == NULL; i--)
    before = g_ptr_array_index (self->pages, i - 1);
  g_ptr_array_index (self->pages, page) = widget;
  qz_pdf_page_set_zoom (QZ_PDF_PAGE (widget), self->zoom);
  qz_pdf_page_set_hits (QZ_PDF_PAGE (widget), self->hits, self->hit);
  gtk_widget_insert_after (widget, GTK_WIDGET (self), before);
  qz_pdf_page_set_in_sight (QZ_PDF_PAGE (widget), TRUE);
}

static gboolean
is_in_sight (QzPdfCanvas *self, guint page)
{
  return qz_pdf_canvas_get_top (self, page) <= self->sight_bottom
         && qz_pdf_canvas_get_top (self, page + 1) - QZ_PDF_SPACING >= self->sight_top
         && self->sight_top <= self->sight_bottom;
}

static gboolean
update_sight_cb (gpointer user_data)
{
  QzPdfCanvas *self = user_data;

  self->sight_source = 0;
  for (guint i = 0; i < self->pages->len; i++)
    {
      const gboolean in_sight = is_in_sight (self, i);

      if (in_sight && g_ptr_array_index (self->pages, i) == NULL)
        make_page (self, i);
      else if (!in_sight)
        forget_page (self, i);
    }
  return G_SOURCE_REMOVE;
}

/* Sizes and positions are often learnt in the midst of layout, which widgets must not be added
 * in. */
static void
update_sight_soon (QzPdfCanvas *self)
{
  if (self->sight_source == 0)
    self->sight_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, update_sight_cb, self, NULL);
}

void
qz_pdf_canvas_set_sight (QzPdfCanvas *self, double top, double bottom)
{
  self->sight_top = top;
  self->sight_bottom = bottom;
  update_sight_soon (self);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_pdf_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  QzPdfCanvas *self = QZ_PDF_CANVAS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (int) self->width + 2 * QZ_PDF_SPACING;
  else
    *minimum = *natural = (int) qz_pdf_canvas_get_top (self, self->pages->len);
}

static void
qz_pdf_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QzPdfCanvas *self = QZ_PDF_CANVAS (widget);

  for (guint i = 0; i < self->pages->len; i++)
    {
      GtkWidget *page = g_ptr_array_index (self->pages, i);
      double wide, high;

      if (page == NULL)
        continue;
      get_size (self, i, &wide, &high);
      gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (page,
                                &(GtkAllocation) { (width - (int) wide) / 2,
                                                   (int) qz_pdf_canvas_get_top (self, i),
                                                   (int) wide, (int) high },
                                -1);
    }
}

static void
forget_pages (QzPdfCanvas *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    forget_page (self, i);
  g_ptr_array_set_size (self->pages, 0);
}

static void
qz_pdf_canvas_dispose (GObject *object)
{
  QzPdfCanvas *self = QZ_PDF_CANVAS (object);

  g_clear_handle_id (&self->sight_source, g_source_remove);
  forget_pages (self);
  g_clear_object (&self->source);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (qz_pdf_canvas_parent_class)->dispose (object);
}

static void
qz_pdf_canvas_finalize (GObject *object)
{
  QzPdfCanvas *self = QZ_PDF_CANVAS (object);

  g_array_unref (self->tops);
  g_ptr_array_unref (self->pages);
  G_OBJECT_CLASS (qz_pdf_canvas_parent_class)->finalize (object);
}

static void
qz_pdf_canvas_class_init (QzPdfCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_pdf_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_pdf_canvas_finalize;
  widget_class->measure = qz_pdf_canvas_measure;
  widget_class->size_allocate = qz_pdf_canvas_size_allocate;
}

static void
qz_pdf_canvas_init (QzPdfCanvas *self)
{
  self->zoom = 100;
  self->hit = -1;
  self->sight_bottom = -1;
  self->tops = g_array_new (FALSE, FALSE, sizeof (double));
  self->pages = g_ptr_array_new ();
  place_pages (self);
}

/* ── public ──────────────────────────────────────────────────────────────────────────────────── */

GtkWidget *
qz_pdf_canvas_new (void)
{
  return g_object_new (QZ_TYPE_PDF_CANVAS, NULL);
}

void
qz_pdf_canvas_set_source (QzPdfCanvas *self, QzPdfSource *source)
{
  forget_pages (self);
  g_set_object (&self->source, source);
  if (source != NULL)
    g_ptr_array_set_size (self->pages, (int) qz_pdf_source_get_n_pages (source));
  place_pages (self);
  update_sight_soon (self);
}

guint
qz_pdf_canvas_get_n_pages (QzPdfCanvas *self)
{
  return self->pages->len;
}

void
qz_pdf_canvas_set_zoom (QzPdfCanvas *self, double zoom)
{
  self->zoom = zoom;
  for (guint i = 0; i < self->pages->len; i++)
    if (g_ptr_array_index (self->pages, i) != NULL)
      qz_pdf_page_set_zoom (g_ptr_array_index (self->pages, i), zoom);
  place_pages (self);
}

void
qz_pdf_canvas_set_hits (QzPdfCanvas *self, GArray *hits, int current)
{
  if (hits != NULL)
    g_array_ref (hits);
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits;
  self->hit = current;
  for (guint i = 0; i < self->pages->len; i++)
    if (g_ptr_array_index (self->pages, i) != NULL)
      qz_pdf_page_set_hits (g_ptr_array_index (self->pages, i), hits, current);
}

gboolean
qz_pdf_canvas_is_drawn (QzPdfCanvas *self, guint page)
{
  QzPdfPage *widget = page < self->pages->len ? g_ptr_array_index (self->pages, page) : NULL;

  return widget != NULL && qz_pdf_page_is_drawn (widget);
}
