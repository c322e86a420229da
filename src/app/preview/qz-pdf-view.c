/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pdf-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "qz-pdf-canvas.h"
#include "qz-pdf-page.h"

#define MIN_ZOOM  25.0
#define MAX_ZOOM  400.0
#define SCROLLBAR 4

struct _QzPdfView {
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled;
  QzPdfCanvas *canvas;
  QzPdfSource *source; /* nullable */
  double zoom;
  QzPdfFit fit;
  double pinched_from; /* the zoom when two fingers came down */
  GArray *hits;        /* QzPdfHit; nullable */
  int hit;
  double wanted_top;   /* to be scrolled to once the pages have their size; negative: none */
};

G_DEFINE_FINAL_TYPE (QzPdfView, qz_pdf_view, ADW_TYPE_BIN)

enum { PROP_0, PROP_PAGE, PROP_ZOOM, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { HITS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ── where the pages are ─────────────────────────────────────────────────────────────────────── */

static GtkAdjustment *
get_position (QzPdfView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

static double
get_scale (QzPdfView *self)
{
  return QZ_PDF_PIXELS_PER_POINT * self->zoom / 100;
}

/* Draws what is in sight with a page around it, and forgets the rest. */
static void
update_sight (QzPdfView *self)
{
  GtkAdjustment *position = get_position (self);
  const double room = gtk_adjustment_get_page_size (position);
  const double top = gtk_adjustment_get_value (position);

  qz_pdf_canvas_set_sight (self->canvas, top - room, room > 0 ? top + 2 * room : top - 1);
}

static void
scrolled_cb (QzPdfView *self)
{
  update_sight (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

/* The length of what is scrolled follows the zoom with the next layout; only then is there room to
 * scroll to. */
static void
length_cb (QzPdfView *self)
{
  const double wanted = self->wanted_top;

  self->wanted_top = -1;
  if (wanted >= 0)
    gtk_adjustment_set_value (get_position (self), wanted);
  update_sight (self);
}

static void
scroll_to (QzPdfView *self, double top)
{
  GtkAdjustment *position = get_position (self);

  if (top > gtk_adjustment_get_upper (position) - gtk_adjustment_get_page_size (position))
    self->wanted_top = top;
  gtk_adjustment_set_value (position, top);
}

guint
qz_pdf_view_get_page (QzPdfView *self)
{
  GtkAdjustment *position = get_position (self);
  const double middle =
      gtk_adjustment_get_value (position) + gtk_adjustment_get_page_size (position) / 3;

  return qz_pdf_view_get_n_pages (self) > 0 ? qz_pdf_canvas_find_page (self->canvas, middle) + 1
                                            : 0;
}

void
qz_pdf_view_set_page (QzPdfView *self, guint page)
{
  const guint n_pages = qz_pdf_view_get_n_pages (self);

  if (n_pages > 0)
    scroll_to (self, qz_pdf_canvas_get_top (self->canvas, CLAMP (page, 1, n_pages) - 1)
                         - QZ_PDF_SPACING);
}

/* ── zoom ────────────────────────────────────────────────────────────────────────────────────── */

/* What is at the top stays there. */
static void
set_zoom (QzPdfView *self, double zoom)
{
  const guint page = qz_pdf_view_get_page (self);
  const double before = page > 0 ? qz_pdf_canvas_get_top (self->canvas, page - 1) : 0;
  const double offset = gtk_adjustment_get_value (get_position (self)) - before;
  const double factor = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM) / self->zoom;

  self->zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  qz_pdf_canvas_set_zoom (self->canvas, self->zoom);
  if (page > 0 && fabs (factor - 1) > 0.0001)
    scroll_to (self,
               MAX (qz_pdf_canvas_get_top (self->canvas, page - 1) + offset * factor, 0));
  update_sight (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

static void
apply_fit (QzPdfView *self)
{
  const double room =
      gtk_widget_get_width (GTK_WIDGET (self->scrolled)) - 2 * QZ_PDF_SPACING - SCROLLBAR;
  const double high = gtk_widget_get_height (GTK_WIDGET (self->scrolled)) - 2 * QZ_PDF_SPACING;
  const guint page = qz_pdf_view_get_page (self);
  double widest = 0, tallest = 0;

  if (self->fit == QZ_PDF_FIT_NONE || self->source == NULL || room <= 0 || high <= 0)
    return;
  for (guint i = 0; i < qz_pdf_view_get_n_pages (self); i++)
    {
      double width, height;

      qz_pdf_source_get_size (self->source, i, &width, &height);
      widest = MAX (widest, width);
      if (i + 1 == page)
        tallest = height;
    }
  if (widest <= 0 || tallest <= 0)
    return;
  if (self->fit == QZ_PDF_FIT_WIDTH)
    set_zoom (self, floor (room * 100 / (widest * QZ_PDF_PIXELS_PER_POINT)));
  else
    set_zoom (self, floor (MIN (room / widest, high / tallest) * 100 / QZ_PDF_PIXELS_PER_POINT));
}

void
qz_pdf_view_set_fit (QzPdfView *self, QzPdfFit fit)
{
  const guint page = qz_pdf_view_get_page (self);

  self->fit = fit;
  apply_fit (self);
  if (fit == QZ_PDF_FIT_PAGE)
    qz_pdf_view_set_page (self, page);
}

QzPdfFit
qz_pdf_view_get_fit (QzPdfView *self)
{
  return self->fit;
}

guint
qz_pdf_view_get_zoom (QzPdfView *self)
{
  return (guint) lround (self->zoom);
}

void
qz_pdf_view_set_zoom (QzPdfView *self, guint percent)
{
  self->fit = QZ_PDF_FIT_NONE;
  set_zoom (self, percent);
}

static void
pinch_begin_cb (QzPdfView *self)
{
  self->pinched_from = self->zoom;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, gpointer user_data)
{
  QzPdfView *self = user_data;

  self->fit = QZ_PDF_FIT_NONE;
  set_zoom (self, self->pinched_from * scale);
}

static gboolean
wheel_cb (GtkEventControllerScroll *wheel, double dx, double dy, gpointer user_data)
{
  QzPdfView *self = user_data;
  const GdkModifierType keys =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (wheel));

  if ((keys & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  self->fit = QZ_PDF_FIT_NONE;
  set_zoom (self, self->zoom * pow (1.1, -dy));
  return GDK_EVENT_STOP;
}

/* ── searching ───────────────────────────────────────────────────────────────────────────────── */

static void
show_hits (QzPdfView *self)
{
  qz_pdf_canvas_set_hits (self->canvas, self->hits, self->hit);
  g_signal_emit (self, signals[HITS_CHANGED], 0);
}

static void
go_to (QzPdfView *self, int hit)
{
  const QzPdfHit *at = &g_array_index (self->hits, QzPdfHit, (guint) hit);
  GtkAdjustment *position = get_position (self);
  const double top = qz_pdf_canvas_get_top (self->canvas, at->page)
                     + (double) at->area.origin.y * get_scale (self);
  const double bottom = top + (double) at->area.size.height * get_scale (self);
  const double from = gtk_adjustment_get_value (position);
  const double room = gtk_adjustment_get_page_size (position);

  self->hit = hit;
  if (top < from || bottom > from + room)
    scroll_to (self, MAX (top - room / 3, 0));
  show_hits (self);
}

static void
found (gpointer owner, const char *needle, GArray *hits)
{
  QzPdfView *self = owner;
  const guint page = qz_pdf_view_get_page (self);
  guint first = 0;

  g_clear_pointer (&self->hits, g_array_unref);
  self->hits = g_array_ref (hits);
  self->hit = -1;
  while (first < hits->len && g_array_index (hits, QzPdfHit, first).page + 1 < page)
    first++;
  if (hits->len > 0)
    go_to (self, first < hits->len ? (int) first : 0);
  else
    show_hits (self);
}

void
qz_pdf_view_find (QzPdfView *self, const char *needle)
{
  if (self->source == NULL)
    return;
  if (needle != NULL && *needle != '\0')
    {
      qz_pdf_source_find (self->source, needle, G_OBJECT (self), found);
      return;
    }
  g_clear_pointer (&self->hits, g_array_unref);
  self->hit = -1;
  show_hits (self);
}

void
qz_pdf_view_go_to_hit (QzPdfView *self, int step)
{
  const int n = self->hits != NULL ? (int) self->hits->len : 0;

  if (n > 0)
    go_to (self, ((self->hit + step) % n + n) % n);
}

guint
qz_pdf_view_get_n_hits (QzPdfView *self)
{
  return self->hits != NULL ? self->hits->len : 0;
}

int
qz_pdf_view_get_hit (QzPdfView *self)
{
  return self->hit;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_pdf_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QzPdfView *self = QZ_PDF_VIEW (object);

  if (prop_id == PROP_PAGE)
    g_value_set_uint (value, qz_pdf_view_get_page (self));
  else if (prop_id == PROP_ZOOM)
    g_value_set_uint (value, qz_pdf_view_get_zoom (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

/* A fit follows the size; the pages are laid out anew right after. */
static void
qz_pdf_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (qz_pdf_view_parent_class)->size_allocate (widget, width, height, baseline);
  update_sight (QZ_PDF_VIEW (widget));
}

static gboolean
refit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  QzPdfView *self = QZ_PDF_VIEW (widget);

  if (gtk_widget_get_width (GTK_WIDGET (self->scrolled)) <= 0)
    return G_SOURCE_CONTINUE;
  apply_fit (self);
  return G_SOURCE_REMOVE;
}

static void
room_cb (QzPdfView *self)
{
  if (self->fit != QZ_PDF_FIT_NONE)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), refit_cb, NULL, NULL);
  update_sight (self);
}

static void
qz_pdf_view_dispose (GObject *object)
{
  QzPdfView *self = QZ_PDF_VIEW (object);

  if (self->scrolled != NULL)
    {
      g_signal_handlers_disconnect_by_data (get_position (self), self);
      g_signal_handlers_disconnect_by_data (
          gtk_scrolled_window_get_hadjustment (self->scrolled), self);
    }
  self->scrolled = NULL;
  g_clear_object (&self->source);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (qz_pdf_view_parent_class)->dispose (object);
}

static void
qz_pdf_view_class_init (QzPdfViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qz_pdf_view_dispose;
  object_class->get_property = qz_pdf_view_get_property;
  GTK_WIDGET_CLASS (klass)->size_allocate = qz_pdf_view_size_allocate;
  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ZOOM] = g_param_spec_uint ("zoom", NULL, NULL, (guint) MIN_ZOOM, (guint) MAX_ZOOM, 100,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[HITS_CHANGED] = g_signal_new ("hits-changed", QZ_TYPE_PDF_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_gestures (QzPdfView *self)
{
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), GTK_EVENT_CONTROLLER (pinch));
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), wheel);
}

static void
qz_pdf_view_init (QzPdfView *self)
{
  self->zoom = 100;
  self->hit = -1;
  self->wanted_top = -1;
  /* Without a role of its own it would have no name, though the keyboard can be in it. */
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Preview"), -1);
  self->canvas = QZ_PDF_CANVAS (qz_pdf_canvas_new ());
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->canvas));
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scrolled));
  g_signal_connect_swapped (get_position (self), "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (get_position (self), "notify::upper", G_CALLBACK (length_cb), self);
  g_signal_connect_swapped (get_position (self), "notify::page-size", G_CALLBACK (room_cb), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_hadjustment (self->scrolled),
                            "notify::page-size", G_CALLBACK (room_cb), self);
  add_gestures (self);
}

/* ── public ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_pdf_view_set_source (QzPdfView *self, QzPdfSource *source)
{
  g_set_object (&self->source, source);
  g_clear_pointer (&self->hits, g_array_unref);
  self->hit = -1;
  qz_pdf_canvas_set_hits (self->canvas, NULL, -1);
  qz_pdf_canvas_set_source (self->canvas, source);
  set_zoom (self, self->zoom);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

gboolean
qz_pdf_view_load (QzPdfView *self, GBytes *pdf, GError **error)
{
  g_autoptr (QzPdfSource) source = qz_pdf_source_new (pdf, error);

  if (source == NULL)
    return FALSE;
  qz_pdf_view_set_source (self, source);
  return TRUE;
}

QzPdfSource *
qz_pdf_view_get_source (QzPdfView *self)
{
  return self->source;
}

guint
qz_pdf_view_get_n_pages (QzPdfView *self)
{
  return qz_pdf_canvas_get_n_pages (self->canvas);
}

gboolean
qz_pdf_view_is_drawn (QzPdfView *self)
{
  const guint page = qz_pdf_view_get_page (self);

  return page > 0 && qz_pdf_canvas_is_drawn (self->canvas, page - 1);
}
