/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pdf-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _QzPdfPage {
  GtkWidget parent_instance;

  QzPdfSource *source;
  guint page;
  double zoom;
  gint *in_sight;      /* see qz_pdf_source_draw() */
  gboolean was_read;   /* the text, for who cannot see */
  GdkTexture *texture; /* nullable */
  double drawn_scale;  /* of the texture */
  double asked_scale;  /* of the drawing under way; 0: none */
  GArray *hits;        /* nullable */
  int current;
};

G_DEFINE_FINAL_TYPE (QzPdfPage, qz_pdf_page, GTK_TYPE_WIDGET)

/* Pixels of the widget to the point. */
static double
get_scale (QzPdfPage *self)
{
  return QZ_PDF_PIXELS_PER_POINT * self->zoom / 100;
}

/* Pixels of the screen to the point. */
static double
get_device_scale (QzPdfPage *self)
{
  return get_scale (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/* ── drawing ─────────────────────────────────────────────────────────────────────────────────── */

static void ask (QzPdfPage *self);

static void
drawn (gpointer owner, guint page, double scale, GdkTexture *texture)
{
  QzPdfPage *self = owner;

  self->asked_scale = 0;
  if (*self->in_sight == 0)
    return;
  if (texture == NULL)
    {
      ask (self);
      return;
    }
  g_set_object (&self->texture, texture);
  self->drawn_scale = scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  /* The zoom went on in the meantime. */
  ask (self);
}

static void
was_read (gpointer owner, guint page, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (owner), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) < 0.001;
}

static void
ask (QzPdfPage *self)
{
  const double scale = get_device_scale (self);

  if (*self->in_sight == 0 || self->asked_scale > 0
      || (self->texture != NULL && is_same (self->drawn_scale, scale)))
    return;
  self->asked_scale = scale;
  qz_pdf_source_draw (self->source, self->page, scale, self->in_sight, G_OBJECT (self), drawn);
  if (!self->was_read)
    qz_pdf_source_read (self->source, self->page, G_OBJECT (self), was_read);
  self->was_read = TRUE;
}

static void
snapshot_hits (QzPdfPage *self, GtkSnapshot *snapshot)
{
  const GdkRGBA found = { 1.0f, 0.8f, 0.0f, 0.35f };
  const GdkRGBA current = { 1.0f, 0.45f, 0.0f, 0.5f };
  const float scale = (float) get_scale (self);

  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    {
      const QzPdfHit *hit = &g_array_index (self->hits, QzPdfHit, i);
      graphene_rect_t area;

      if (hit->page != self->page)
        continue;
      graphene_rect_scale (&hit->area, scale, scale, &area);
      graphene_rect_inset (&area, -1, -1);
      gtk_snapshot_append_color (snapshot, (int) i == self->current ? &current : &found, &area);
    }
}

static void
qz_pdf_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QzPdfPage *self = QZ_PDF_PAGE (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                     (float) gtk_widget_get_height (widget));
  const GdkRGBA paper = { 1, 1, 1, 1 };

  gtk_snapshot_append_color (snapshot, &paper, &bounds);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  snapshot_hits (self, snapshot);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_pdf_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  QzPdfPage *self = QZ_PDF_PAGE (widget);
  double width, height;

  qz_pdf_source_get_size (self->source, self->page, &width, &height);
  *minimum = *natural =
      (int) ceil ((orientation == GTK_ORIENTATION_HORIZONTAL ? width : height) * get_scale (self));
}

static void
qz_pdf_page_dispose (GObject *object)
{
  QzPdfPage *self = QZ_PDF_PAGE (object);

  g_atomic_int_set (self->in_sight, 0);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (qz_pdf_page_parent_class)->dispose (object);
}

static void
qz_pdf_page_finalize (GObject *object)
{
  QzPdfPage *self = QZ_PDF_PAGE (object);

  g_clear_object (&self->source);
  g_atomic_rc_box_release (self->in_sight);
  G_OBJECT_CLASS (qz_pdf_page_parent_class)->finalize (object);
}

static void
qz_pdf_page_class_init (QzPdfPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_pdf_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_pdf_page_finalize;
  widget_class->measure = qz_pdf_page_measure;
  widget_class->snapshot = qz_pdf_page_snapshot;
  gtk_widget_class_set_css_name (widget_class, "pdfpage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qz_pdf_page_init (QzPdfPage *self)
{
  self->zoom = 100;
  self->in_sight = g_atomic_rc_box_new0 (gint);
  self->current = -1;
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (ask), NULL);
}

/* The page's own text becomes its description, so that a screen reader reads what is printed. */
GtkWidget *
qz_pdf_page_new (QzPdfSource *source, guint page)
{
  QzPdfPage *self = g_object_new (QZ_TYPE_PDF_PAGE, NULL);
  g_autofree char *name =
      g_strdup_printf (_("Page %u of %u"), page + 1, qz_pdf_source_get_n_pages (source));

  self->source = g_object_ref (source);
  self->page = page;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "qz-paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

void
qz_pdf_page_set_zoom (QzPdfPage *self, double zoom)
{
  if (is_same (self->zoom, zoom))
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  ask (self);
}

void
qz_pdf_page_set_in_sight (QzPdfPage *self, gboolean in_sight)
{
  g_atomic_int_set (self->in_sight, in_sight);
  if (in_sight)
    ask (self);
  else
    g_clear_object (&self->texture);
}

void
qz_pdf_page_set_hits (QzPdfPage *self, GArray *hits, int current)
{
  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = hits != NULL ? g_array_ref (hits) : NULL;
  self->current = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
qz_pdf_page_is_drawn (QzPdfPage *self)
{
  return self->texture != NULL && is_same (self->drawn_scale, get_device_scale (self));
}
