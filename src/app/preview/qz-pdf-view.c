/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pdf-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <poppler.h>

#define MIN_ZOOM         25
#define MAX_ZOOM         400
#define SPACING          12
#define PIXELS_PER_POINT (96.0 / 72.0)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* ── one page ────────────────────────────────────────────────────────────────────────────────── */

#define QZ_TYPE_PDF_PAGE (qz_pdf_page_get_type ())
G_DECLARE_FINAL_TYPE (QzPdfPage, qz_pdf_page, QZ, PDF_PAGE, GtkWidget)

struct _QzPdfPage {
  GtkWidget parent_instance;

  PopplerPage *page;
  guint zoom;
};

G_DEFINE_FINAL_TYPE (QzPdfPage, qz_pdf_page, GTK_TYPE_WIDGET)

static void
qz_pdf_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  QzPdfPage *self = QZ_PDF_PAGE (widget);
  double width, height;

  poppler_page_get_size (self->page, &width, &height);
  *minimum = *natural = (int) ceil ((orientation == GTK_ORIENTATION_HORIZONTAL ? width : height)
                                    * PIXELS_PER_POINT * self->zoom / 100);
}

static void
qz_pdf_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QzPdfPage *self = QZ_PDF_PAGE (widget);
  const double scale = PIXELS_PER_POINT * self->zoom / 100;
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                     (float) gtk_widget_get_height (widget));
  const GdkRGBA paper = { 1, 1, 1, 1 };
  cairo_t *cr;

  gtk_snapshot_append_color (snapshot, &paper, &bounds);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_scale (cr, scale, scale);
  poppler_page_render (self->page, cr);
  cairo_destroy (cr);
}

static void
qz_pdf_page_dispose (GObject *object)
{
  g_clear_object (&QZ_PDF_PAGE (object)->page);
  G_OBJECT_CLASS (qz_pdf_page_parent_class)->dispose (object);
}

static void
qz_pdf_page_class_init (QzPdfPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_pdf_page_dispose;
  widget_class->measure = qz_pdf_page_measure;
  widget_class->snapshot = qz_pdf_page_snapshot;
  gtk_widget_class_set_css_name (widget_class, "pdfpage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qz_pdf_page_init (QzPdfPage *self)
{
  self->zoom = 100;
}

/* The page's own text is its description, so that a screen reader reads what is printed. */
static GtkWidget *
qz_pdf_page_new (PopplerPage *page, guint number, guint n_pages)
{
  QzPdfPage *self = g_object_new (QZ_TYPE_PDF_PAGE, NULL);
  g_autofree char *name = g_strdup_printf (_("Page %u of %u"), number, n_pages);
  g_autofree char *text = poppler_page_get_text (page);

  self->page = g_object_ref (page);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "qz-paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
  return GTK_WIDGET (self);
}

static void
qz_pdf_page_set_zoom (QzPdfPage *self, guint zoom)
{
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ── the view ────────────────────────────────────────────────────────────────────────────────── */

struct _QzPdfView {
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled;
  GtkBox *pages;
  PopplerDocument *document;
  guint zoom;
};

G_DEFINE_FINAL_TYPE (QzPdfView, qz_pdf_view, ADW_TYPE_BIN)

enum { PROP_0, PROP_PAGE, PROP_ZOOM, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
notify_page (QzPdfView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

static void
qz_pdf_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QzPdfView *self = QZ_PDF_VIEW (object);

  if (prop_id == PROP_PAGE)
    g_value_set_uint (value, qz_pdf_view_get_page (self));
  else if (prop_id == PROP_ZOOM)
    g_value_set_uint (value, self->zoom);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qz_pdf_view_dispose (GObject *object)
{
  g_clear_object (&QZ_PDF_VIEW (object)->document);
  G_OBJECT_CLASS (qz_pdf_view_parent_class)->dispose (object);
}

static void
qz_pdf_view_class_init (QzPdfViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qz_pdf_view_dispose;
  object_class->get_property = qz_pdf_view_get_property;
  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ZOOM] = g_param_spec_uint ("zoom", NULL, NULL, MIN_ZOOM, MAX_ZOOM, 100,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qz_pdf_view_init (QzPdfView *self)
{
  self->zoom = 100;
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->pages = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING));
  gtk_widget_set_margin_top (GTK_WIDGET (self->pages), SPACING);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->pages), SPACING);
  gtk_widget_set_margin_start (GTK_WIDGET (self->pages), SPACING);
  gtk_widget_set_margin_end (GTK_WIDGET (self->pages), SPACING);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->pages));
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scrolled));
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                            G_CALLBACK (notify_page), self);
}

static void
fill_pages (QzPdfView *self)
{
  const guint n_pages = qz_pdf_view_get_n_pages (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (self->document, (int) i);

      gtk_box_append (self->pages, qz_pdf_page_new (page, i + 1, n_pages));
    }
  qz_pdf_view_set_zoom (self, self->zoom);
}

gboolean
qz_pdf_view_load (QzPdfView *self, GBytes *pdf, GError **error)
{
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (pdf, NULL, error);

  if (document == NULL)
    return FALSE;
  g_set_object (&self->document, document);
  fill_pages (self);
  notify_page (self);
  return TRUE;
}

guint
qz_pdf_view_get_n_pages (QzPdfView *self)
{
  return self->document != NULL ? (guint) poppler_document_get_n_pages (self->document) : 0;
}

static GtkWidget *
get_page_widget (QzPdfView *self, guint page)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  for (guint i = 1; child != NULL && i < page; i++)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Where the upper edge of a page lies in what is scrolled. */
static double
get_top (QzPdfView *self, GtkWidget *page)
{
  graphene_point_t top = GRAPHENE_POINT_INIT (0, 0);

  if (!gtk_widget_compute_point (page, GTK_WIDGET (self->pages), &GRAPHENE_POINT_INIT (0, 0), &top))
    return 0;
  return top.y;
}

guint
qz_pdf_view_get_page (QzPdfView *self)
{
  const guint n_pages = qz_pdf_view_get_n_pages (self);
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (self->scrolled);
  const double middle =
      gtk_adjustment_get_value (position) + gtk_adjustment_get_page_size (position) / 3;

  for (guint page = n_pages; page > 1; page--)
    if (get_top (self, get_page_widget (self, page)) <= middle)
      return page;
  return MIN (n_pages, 1);
}

void
qz_pdf_view_set_page (QzPdfView *self, guint page)
{
  GtkWidget *widget = get_page_widget (self, CLAMP (page, 1, qz_pdf_view_get_n_pages (self)));

  if (widget != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled),
                              get_top (self, widget));
}

guint
qz_pdf_view_get_zoom (QzPdfView *self)
{
  return self->zoom;
}

void
qz_pdf_view_set_zoom (QzPdfView *self, guint percent)
{
  self->zoom = CLAMP (percent, MIN_ZOOM, MAX_ZOOM);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    qz_pdf_page_set_zoom (QZ_PDF_PAGE (child), self->zoom);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

void
qz_pdf_view_fit_width (QzPdfView *self)
{
  const int room = gtk_widget_get_width (GTK_WIDGET (self->scrolled)) - 2 * SPACING - 4;
  double widest = 0;

  for (guint i = 0; i < qz_pdf_view_get_n_pages (self); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (self->document, (int) i);
      double width;

      poppler_page_get_size (page, &width, NULL);
      widest = MAX (widest, width * PIXELS_PER_POINT);
    }
  if (room > 0 && widest > 0)
    qz_pdf_view_set_zoom (self, (guint) floor (room * 100 / widest));
}
