/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-plot.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"

typedef struct {
  GtkWidget *inks[QZ_N_INKS]; /* never drawn: each has the colour of its style class */
  int chosen;
  gboolean opens;
  char *title;
  char *summary;
} QzPlotPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (QzPlot, qz_plot, GTK_TYPE_WIDGET)

enum { POINT_ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const ink_classes[QZ_N_INKS] = {
  [QZ_INK_TEXT] = "qz-ink-text",       [QZ_INK_DIM] = "qz-ink-dim",
  [QZ_INK_FIRST] = "qz-ink-first",     [QZ_INK_SECOND] = "qz-ink-second",
  [QZ_INK_THIRD] = "qz-ink-third",     [QZ_INK_SUCCESS] = "qz-ink-success",
  [QZ_INK_WARNING] = "qz-ink-warning", [QZ_INK_ERROR] = "qz-ink-error",
};

static QzPlotPrivate *
get_private (QzPlot *self)
{
  return qz_plot_get_instance_private (self);
}

/* ── points ──────────────────────────────────────────────────────────────────────────────────── */

guint
qz_plot_get_n_points (QzPlot *self)
{
  return QZ_PLOT_GET_CLASS (self)->get_n_points (self);
}

void
qz_plot_get_point_area (QzPlot *self, guint point, graphene_rect_t *out)
{
  QZ_PLOT_GET_CLASS (self)->get_point_area (self, point, gtk_widget_get_width (GTK_WIDGET (self)),
                                             gtk_widget_get_height (GTK_WIDGET (self)), out);
}

char *
qz_plot_dup_point_text (QzPlot *self, guint point)
{
  return QZ_PLOT_GET_CLASS (self)->dup_point_text (self, point);
}

int
qz_plot_get_chosen (QzPlot *self)
{
  return get_private (self)->chosen;
}

static int
find_point (QzPlot *self, double x, double y)
{
  const graphene_point_t at = GRAPHENE_POINT_INIT ((float) x, (float) y);

  for (guint i = 0; i < qz_plot_get_n_points (self); i++)
    {
      graphene_rect_t area;

      qz_plot_get_point_area (self, i, &area);
      if (graphene_rect_contains_point (&area, &at))
        return (int) i;
    }
  return -1;
}

static void
update_accessible (QzPlot *self)
{
  QzPlotPrivate *priv = get_private (self);
  g_autofree char *point =
      priv->chosen >= 0 ? qz_plot_dup_point_text (self, (guint) priv->chosen) : NULL;
  g_autofree char *text = g_strdup_printf (
      "%s%s%s", priv->summary != NULL ? priv->summary : "", point != NULL ? "\n" : "",
      point != NULL ? point : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  priv->title != NULL ? priv->title : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
qz_plot_choose (QzPlot *self, guint point)
{
  g_autofree char *text = NULL;

  if (point >= qz_plot_get_n_points (self))
    return;
  get_private (self)->chosen = (int) point;
  text = qz_plot_dup_point_text (self, point);
  update_accessible (self);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    qz_announce (GTK_WIDGET (self), text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
activate (QzPlot *self, int point)
{
  if (point >= 0 && get_private (self)->opens)
    g_signal_emit (self, signals[POINT_ACTIVATED], 0, (guint) point);
}

/* ── keys, pointer, tooltips ─────────────────────────────────────────────────────────────────── */

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  QzPlot *self = QZ_PLOT (widget);
  const int n = (int) qz_plot_get_n_points (self);
  const int chosen = get_private (self)->chosen;
  const int step = g_variant_get_int32 (args);

  if (n == 0)
    return FALSE;
  qz_plot_choose (self, (guint) (chosen < 0 ? (step > 0 ? 0 : n - 1)
                                             : CLAMP (chosen + step, 0, n - 1)));
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  activate (QZ_PLOT (widget), get_private (QZ_PLOT (widget))->chosen);
  return TRUE;
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  QzPlot *self = user_data;
  const int point = find_point (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (point < 0)
    return;
  qz_plot_choose (self, (guint) point);
  activate (self, point);
}

static gboolean
qz_plot_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  QzPlot *self = QZ_PLOT (widget);
  const int point = keyboard ? get_private (self)->chosen : find_point (self, x, y);
  g_autofree char *text = NULL;
  graphene_rect_t area;

  if (point < 0)
    return FALSE;
  text = qz_plot_dup_point_text (self, (guint) point);
  qz_plot_get_point_area (self, (guint) point, &area);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip,
                            &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y,
                                              (int) area.size.width, (int) area.size.height });
  return TRUE;
}

/* ── drawing ─────────────────────────────────────────────────────────────────────────────────── */

void
qz_plot_get_ink (QzPlot *self, QzInk ink, GdkRGBA *out)
{
  gtk_widget_get_color (get_private (self)->inks[ink], out);
  /* Colours of the theme are mixed so that parts of them may lie outside of what is shown. */
  out->red = CLAMP (out->red, 0, 1);
  out->green = CLAMP (out->green, 0, 1);
  out->blue = CLAMP (out->blue, 0, 1);
}

gboolean
qz_plot_is_high_contrast (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

void
qz_plot_fill (QzPlot *self, GtkSnapshot *snapshot, QzInk ink, const graphene_rect_t *area)
{
  GdkRGBA colour;

  qz_plot_get_ink (self, ink, &colour);
  gtk_snapshot_append_color (snapshot, &colour, area);
}

void
qz_plot_frame (QzPlot *self, GtkSnapshot *snapshot, QzInk ink, const graphene_rect_t *area,
                float line_px)
{
  const float widths[4] = { line_px, line_px, line_px, line_px };
  GskRoundedRect outline;
  GdkRGBA colour;

  qz_plot_get_ink (self, ink, &colour);
  gsk_rounded_rect_init_from_rect (&outline, area, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths,
                              (const GdkRGBA[4]) { colour, colour, colour, colour });
}

static PangoLayout *
new_layout (QzPlot *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attrs, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  return layout;
}

void
qz_plot_measure_text (QzPlot *self, const char *text, double *width, double *height)
{
  g_autoptr (PangoLayout) layout = new_layout (self, text);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  *width = w;
  *height = h;
}

void
qz_plot_write (QzPlot *self, GtkSnapshot *snapshot, const char *text, const QzPlotText *where)
{
  g_autoptr (PangoLayout) layout = new_layout (self, text);
  GdkRGBA colour;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  qz_plot_get_ink (self, where->ink, &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (where->x - width * where->xalign),
                                                (float) (where->y - height * where->yalign)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
qz_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QzPlot *self = QZ_PLOT (widget);
  QzPlotPrivate *priv = get_private (self);
  graphene_rect_t area;

  QZ_PLOT_GET_CLASS (self)->draw (self, snapshot, gtk_widget_get_width (widget),
                                   gtk_widget_get_height (widget));
  if (priv->chosen < 0 || !gtk_widget_has_focus (widget))
    return;
  qz_plot_get_point_area (self, (guint) priv->chosen, &area);
  qz_plot_frame (self, snapshot, QZ_INK_TEXT, &area, 2);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
system_changed_cb (QzPlot *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
qz_plot_dispose (GObject *object)
{
  QzPlotPrivate *priv = get_private (QZ_PLOT (object));

  for (guint i = 0; i < QZ_N_INKS; i++)
    g_clear_pointer (&priv->inks[i], gtk_widget_unparent);
  G_OBJECT_CLASS (qz_plot_parent_class)->dispose (object);
}

static void
qz_plot_finalize (GObject *object)
{
  QzPlotPrivate *priv = get_private (QZ_PLOT (object));

  g_free (priv->title);
  g_free (priv->summary);
  G_OBJECT_CLASS (qz_plot_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    int step;
  } steps[] = {
    { GDK_KEY_Left, -1 },           { GDK_KEY_KP_Left, -1 },       { GDK_KEY_Right, 1 },
    { GDK_KEY_KP_Right, 1 },        { GDK_KEY_Home, -G_MAXINT16 }, { GDK_KEY_End, G_MAXINT16 },
  };
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "i", steps[i].step);
  for (guint i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_widget_class_add_binding (widget_class, enters[i], 0, activate_cb, NULL);
}

static void
qz_plot_class_init (QzPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_plot_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_plot_finalize;
  widget_class->snapshot = qz_plot_snapshot;
  widget_class->query_tooltip = qz_plot_query_tooltip;
  signals[POINT_ACTIVATED] =
      g_signal_new ("point-activated", QZ_TYPE_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "qzplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qz_plot_init (QzPlot *self)
{
  QzPlotPrivate *priv = get_private (self);
  GtkGesture *click = gtk_gesture_click_new ();

  priv->chosen = -1;
  for (guint i = 0; i < QZ_N_INKS; i++)
    {
      priv->inks[i] = g_object_new (ADW_TYPE_BIN, "visible", FALSE, NULL);
      gtk_widget_add_css_class (priv->inks[i], ink_classes[i]);
      gtk_widget_set_parent (priv->inks[i], GTK_WIDGET (self));
    }
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (system_changed_cb), self, G_CONNECT_SWAPPED);
}

/* ── public ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_plot_set_words (QzPlot *self, const char *title, const char *summary)
{
  QzPlotPrivate *priv = get_private (self);

  g_set_str (&priv->title, title);
  g_set_str (&priv->summary, summary);
  update_accessible (self);
}

void
qz_plot_set_opens (QzPlot *self, gboolean opens)
{
  get_private (self)->opens = opens;
}

void
qz_plot_reset (QzPlot *self)
{
  get_private (self)->chosen = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), qz_plot_get_n_points (self) > 0);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
