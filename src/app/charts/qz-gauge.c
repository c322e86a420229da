/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-gauge.h"

#define ONE_PPM    1000000.0
#define BAR_HEIGHT 14.0
#define MARK_WIDTH 2.0

struct _QzGauge {
  QzPlot parent_instance;

  const QzGaugeSpec *spec;
  gint64 ratio_ppm; /* -1: none */
  QzLevel level;
  char *text;
};

G_DEFINE_FINAL_TYPE (QzGauge, qz_gauge, QZ_TYPE_PLOT)

/* The whole width is 100 %, or the ratio when it is more. */
static double
get_x (QzGauge *self, double ppm, double width)
{
  return width * ppm / MAX (ONE_PPM, (double) self->ratio_ppm);
}

static QzInk
get_ink (QzGauge *self)
{
  return self->level == QZ_LEVEL_RED      ? QZ_INK_ERROR
         : self->level == QZ_LEVEL_YELLOW ? QZ_INK_WARNING
                                          : QZ_INK_FIRST;
}

static char *
dup_mark (gint64 mark)
{
  return g_strdup_printf ("%g%%", (double) mark / 10000);
}

/* Beneath its mark; where the marks are close, because much more than all is used up, the first
 * says it to the left of its own and the last to the right. */
static float
get_side (QzGauge *self, guint mark, double width)
{
  const gint64 *marks = self->spec->marks_ppm;
  const guint other = mark == 0 ? 1 : 0;
  g_autofree char *label = dup_mark (marks[mark]);
  double text_width, text_height;

  if (other >= QZ_GAUGE_MARKS || marks[other] == 0)
    return 0.5f;
  qz_plot_measure_text (QZ_PLOT (self), label, &text_width, &text_height);
  if (ABS (get_x (self, (double) (marks[other] - marks[mark]), width)) > text_width + 4)
    return 0.5f;
  return mark < other ? 1.0f : 0.0f;
}

static void
draw_mark (QzGauge *self, GtkSnapshot *snapshot, guint number, double width)
{
  const gint64 mark = self->spec->marks_ppm[number];
  const double x = get_x (self, (double) mark, width);
  g_autofree char *label = dup_mark (mark);

  qz_plot_fill (QZ_PLOT (self), snapshot, QZ_INK_TEXT,
                 &GRAPHENE_RECT_INIT ((float) (x - MARK_WIDTH / 2), 0, MARK_WIDTH,
                                      BAR_HEIGHT + 4));
  qz_plot_write (QZ_PLOT (self), snapshot, label,
                  &(QzPlotText) { x, BAR_HEIGHT + 4, get_side (self, number, width), 0,
                                  QZ_INK_DIM });
}

static void
qz_gauge_draw (QzPlot *chart, GtkSnapshot *snapshot, double width, double height)
{
  QzGauge *self = QZ_GAUGE (chart);
  const graphene_rect_t rail = GRAPHENE_RECT_INIT (0, 2, (float) width, BAR_HEIGHT);
  graphene_rect_t bar;

  gtk_snapshot_push_opacity (snapshot, 0.2);
  qz_plot_fill (chart, snapshot, QZ_INK_DIM, &rail);
  gtk_snapshot_pop (snapshot);
  if (self->ratio_ppm > 0)
    {
      graphene_rect_init (&bar, 0, 2, (float) get_x (self, (double) self->ratio_ppm, width),
                          BAR_HEIGHT);
      qz_plot_fill (chart, snapshot, get_ink (self), &bar);
    }
  if (qz_plot_is_high_contrast ())
    qz_plot_frame (chart, snapshot, QZ_INK_TEXT, &rail, 1.5f);
  for (guint i = 0; i < QZ_GAUGE_MARKS && self->spec->marks_ppm[i] != 0; i++)
    draw_mark (self, snapshot, i, width);
}

static guint
qz_gauge_get_n_points (QzPlot *chart)
{
  return QZ_GAUGE (chart)->ratio_ppm >= 0 ? 1 : 0;
}

static void
qz_gauge_get_point_area (QzPlot *chart, guint point, double width, double height,
                         graphene_rect_t *out)
{
  graphene_rect_init (out, 0, 0, (float) width, BAR_HEIGHT + 4);
}

static char *
qz_gauge_dup_point_text (QzPlot *chart, guint point)
{
  return g_strdup (QZ_GAUGE (chart)->text);
}

static void
qz_gauge_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  double text_width = 0, text_height = 0;

  qz_plot_measure_text (QZ_PLOT (widget), "100%", &text_width, &text_height);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120
                                                       : (int) (BAR_HEIGHT + 4 + text_height);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

static void
qz_gauge_finalize (GObject *object)
{
  g_free (QZ_GAUGE (object)->text);
  G_OBJECT_CLASS (qz_gauge_parent_class)->finalize (object);
}

static void
qz_gauge_class_init (QzGaugeClass *klass)
{
  QzPlotClass *chart_class = QZ_PLOT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_gauge_finalize;
  GTK_WIDGET_CLASS (klass)->measure = qz_gauge_measure;
  chart_class->draw = qz_gauge_draw;
  chart_class->get_n_points = qz_gauge_get_n_points;
  chart_class->get_point_area = qz_gauge_get_point_area;
  chart_class->dup_point_text = qz_gauge_dup_point_text;
}

static void
qz_gauge_init (QzGauge *self)
{
  self->ratio_ppm = -1;
}

GtkWidget *
qz_gauge_new (const QzGaugeSpec *spec)
{
  QzGauge *self = g_object_new (QZ_TYPE_GAUGE, NULL);

  self->spec = spec;
  return GTK_WIDGET (self);
}

void
qz_gauge_set (QzGauge *self, gint64 ratio_ppm, QzLevel level, const char *text)
{
  self->ratio_ppm = ratio_ppm;
  self->level = level;
  g_set_str (&self->text, text);
  qz_plot_reset (QZ_PLOT (self));
}

double
qz_gauge_get_bar_end (QzGauge *self)
{
  return get_x (self, (double) MAX (self->ratio_ppm, 0), gtk_widget_get_width (GTK_WIDGET (self)));
}

double
qz_gauge_get_mark_x (QzGauge *self, guint mark)
{
  return get_x (self, (double) self->spec->marks_ppm[mark],
                gtk_widget_get_width (GTK_WIDGET (self)));
}
