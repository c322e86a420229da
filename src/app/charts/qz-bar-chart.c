/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-bar-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "qz-axis.h"
#include "qz-words.h"

#define GAP        6.0 /* between axis, labels and plot */
#define BAR_SHARE  0.7 /* of a column; the rest is air */
#define WIDEST_BAR 72.0
#define MIN_WIDTH  220
#define NAT_WIDTH  380
#define HEIGHT     170

struct _QzBarChart {
  QzPlot parent_instance;

  const QzBarSpec *spec;
  QzSheet *sheet; /* nullable */
};

G_DEFINE_FINAL_TYPE (QzBarChart, qz_bar_chart, QZ_TYPE_PLOT)

/* Where what stands. */
typedef struct {
  QzAxis axis;
  graphene_rect_t plot;
  double column; /* width of one row's place */
  double text_height;
} Layout;

/* ── values ──────────────────────────────────────────────────────────────────────────────────── */

static double
get_value (QzBarChart *self, const char *name, guint row)
{
  const int column = name != NULL ? qz_sheet_find_column (self->sheet, name) : -1;

  return column >= 0 && !qz_sheet_is_empty (self->sheet, row, (guint) column)
             ? (double) qz_sheet_get_number (self->sheet, row, (guint) column)
             : 0;
}

static double
get_sum (QzBarChart *self, guint row)
{
  double sum = 0;

  for (guint i = 0; i < QZ_BAR_PARTS && self->spec->parts[i] != NULL; i++)
    sum += get_value (self, self->spec->parts[i], row);
  return sum;
}

static guint
get_n_rows (QzBarChart *self)
{
  return self->sheet != NULL ? qz_sheet_get_n_rows (self->sheet) : 0;
}

/* Under a bar there is room for the day or month alone. */
static char *
dup_label (QzBarChart *self, guint row)
{
  const int found = qz_sheet_find_column (self->sheet, self->spec->label);
  const guint column = (guint) MAX (found, 0);
  QzValueType type;
  int mday;

  if (found < 0 || qz_sheet_is_empty (self->sheet, row, column))
    return g_strdup ("");
  type = qz_sheet_get_column_type (self->sheet, column);
  if (type == QZ_VALUE_PERIOD)
    return g_strdup_printf ("%d", (int) (qz_sheet_get_number (self->sheet, row, column) % 100));
  if (type != QZ_VALUE_DAY)
    return qz_words_dup_cell (self->sheet, row, column);
  qz_day_to_ymd ((QzDay) qz_sheet_get_number (self->sheet, row, column), NULL, NULL, &mday);
  return g_strdup_printf ("%d", mday);
}

/* ── layout ──────────────────────────────────────────────────────────────────────────────────── */

static void
init_axis (QzBarChart *self, QzAxis *axis)
{
  const int column = qz_sheet_find_column (self->sheet, self->spec->parts[0]);
  double least = 0, greatest = (double) MAX (self->spec->mark, self->spec->second_mark);

  for (guint row = 0; row < get_n_rows (self); row++)
    {
      const double sum = get_sum (self, row);
      const double outline = get_value (self, self->spec->outline, row);

      least = MIN (least, MIN (sum, outline));
      greatest = MAX (greatest, MAX (sum, outline));
      greatest = MAX (greatest, get_value (self, self->spec->high, row));
    }
  qz_axis_init (axis,
                column >= 0 ? qz_sheet_get_column_type (self->sheet, (guint) column)
                            : QZ_VALUE_COUNT,
                least, greatest, 4);
}

static double
measure_axis (QzBarChart *self, const QzAxis *axis, double *text_height)
{
  double widest = 0;

  for (double value = axis->low; value <= axis->high + axis->step / 2; value += axis->step)
    {
      g_autofree char *label = qz_axis_dup_label (axis, value);
      double width;

      qz_plot_measure_text (QZ_PLOT (self), label, &width, text_height);
      widest = MAX (widest, width);
    }
  return widest;
}

static void
lay_out (QzBarChart *self, double width, double height, Layout *out)
{
  double left;

  init_axis (self, &out->axis);
  left = measure_axis (self, &out->axis, &out->text_height) + GAP;
  graphene_rect_init (&out->plot, (float) left, (float) (out->text_height / 2),
                      (float) MAX (width - left, 1),
                      (float) MAX (height - 1.5 * out->text_height - GAP, 1));
  out->column = out->plot.size.width / MAX (get_n_rows (self), 1);
}

static double
get_y (const Layout *layout, double value)
{
  return layout->plot.origin.y
         + layout->plot.size.height * (1 - qz_axis_get_share (&layout->axis, value));
}

/* From value to value, over the bar's place. */
static void
get_box (const Layout *layout, guint row, double from, double to, graphene_rect_t *out)
{
  const double width = MIN (layout->column * BAR_SHARE, WIDEST_BAR);
  const double x = layout->plot.origin.x + layout->column * (row + 0.5) - width / 2;
  const double top = get_y (layout, MAX (from, to));
  const double bottom = get_y (layout, MIN (from, to));

  graphene_rect_init (out, (float) x, (float) top, (float) width, (float) (bottom - top));
}

/* ── drawing ─────────────────────────────────────────────────────────────────────────────────── */

static void
draw_grid (QzBarChart *self, GtkSnapshot *snapshot, const Layout *layout)
{
  const QzAxis *axis = &layout->axis;

  for (double value = axis->low; value <= axis->high + axis->step / 2; value += axis->step)
    {
      g_autofree char *label = qz_axis_dup_label (axis, value);
      const double y = get_y (layout, value);
      const graphene_rect_t line =
          GRAPHENE_RECT_INIT (layout->plot.origin.x, (float) floor (y), layout->plot.size.width, 1);

      gtk_snapshot_push_opacity (snapshot, fabs (value) < axis->step / 2 ? 0.8 : 0.2);
      qz_plot_fill (QZ_PLOT (self), snapshot, QZ_INK_DIM, &line);
      gtk_snapshot_pop (snapshot);
      qz_plot_write (QZ_PLOT (self), snapshot, label,
                      &(QzPlotText) { layout->plot.origin.x - GAP, y, 1, 0.5f, QZ_INK_DIM });
    }
}

static QzInk
get_ink (QzBarChart *self, guint row, guint part)
{
  const int column =
      self->spec->level != NULL ? qz_sheet_find_column (self->sheet, self->spec->level) : -1;
  const char *level =
      column >= 0 ? qz_sheet_get_text (self->sheet, row, (guint) column) : NULL;

  if (g_strcmp0 (level, "red") == 0)
    return QZ_INK_ERROR;
  if (g_strcmp0 (level, "yellow") == 0)
    return QZ_INK_WARNING;
  return QZ_INK_FIRST + part;
}

static void
draw_part (QzBarChart *self, GtkSnapshot *snapshot, QzInk ink, const graphene_rect_t *box)
{
  if (box->size.height <= 0)
    return;
  qz_plot_fill (QZ_PLOT (self), snapshot, ink, box);
  /* Tints alone do not tell parts apart for everybody. */
  if (qz_plot_is_high_contrast ())
    qz_plot_frame (QZ_PLOT (self), snapshot, QZ_INK_TEXT, box, 1.5f);
}

static void
draw_bar (QzBarChart *self, GtkSnapshot *snapshot, const Layout *layout, guint row)
{
  const double outline = get_value (self, self->spec->outline, row);
  double from = 0;
  graphene_rect_t box;

  for (guint i = 0; i < QZ_BAR_PARTS && self->spec->parts[i] != NULL; i++)
    {
      const double value = get_value (self, self->spec->parts[i], row);

      get_box (layout, row, from, from + value, &box);
      draw_part (self, snapshot, get_ink (self, row, i), &box);
      from += value;
    }
  get_box (layout, row, 0, outline, &box);
  if (box.size.height >= 1)
    {
      graphene_rect_inset (&box, -2, 0);
      qz_plot_frame (QZ_PLOT (self), snapshot, QZ_INK_DIM, &box, 1);
    }
}

/* As many labels as have room, at even distances, so that a glance counts the bars between. */
static guint
get_label_step (QzBarChart *self, const Layout *layout)
{
  double widest = 0;

  for (guint row = 0; row < get_n_rows (self); row++)
    {
      g_autofree char *label = dup_label (self, row);
      double width, height;

      qz_plot_measure_text (QZ_PLOT (self), label, &width, &height);
      widest = MAX (widest, width);
    }
  return MAX ((guint) ceil ((widest + GAP) / layout->column), 1);
}

static void
draw_labels (QzBarChart *self, GtkSnapshot *snapshot, const Layout *layout)
{
  const double y = layout->plot.origin.y + layout->plot.size.height + GAP;
  const guint step = get_label_step (self, layout);

  for (guint row = 0; row < get_n_rows (self); row += step)
    {
      g_autofree char *label = dup_label (self, row);
      const double x = layout->plot.origin.x + layout->column * (row + 0.5);

      qz_plot_write (QZ_PLOT (self), snapshot, label, &(QzPlotText) { x, y, 0.5f, 0, QZ_INK_DIM });
    }
}

/* From the least to the greatest that is to be expected, with a foot and a head. */
static void
draw_interval (QzBarChart *self, GtkSnapshot *snapshot, const Layout *layout, guint row)
{
  const double low = get_value (self, self->spec->low, row);
  const double high = get_value (self, self->spec->high, row);
  graphene_rect_t box;
  double x;

  if (high <= low)
    return;
  get_box (layout, row, low, high, &box);
  x = box.origin.x + box.size.width / 2;
  qz_plot_fill (QZ_PLOT (self), snapshot, QZ_INK_TEXT,
                &GRAPHENE_RECT_INIT ((float) x - 1, box.origin.y, 2, box.size.height));
  qz_plot_fill (QZ_PLOT (self), snapshot, QZ_INK_TEXT,
                &GRAPHENE_RECT_INIT (box.origin.x, box.origin.y, box.size.width, 2));
  qz_plot_fill (QZ_PLOT (self), snapshot, QZ_INK_TEXT,
                &GRAPHENE_RECT_INIT (box.origin.x, box.origin.y + box.size.height - 2,
                                     box.size.width, 2));
}

static void
draw_mark (QzBarChart *self, GtkSnapshot *snapshot, const Layout *layout, gint64 mark)
{
  const double y = get_y (layout, (double) mark);

  if (mark == 0)
    return;
  for (double x = layout->plot.origin.x; x < layout->plot.origin.x + layout->plot.size.width;
       x += 8)
    qz_plot_fill (QZ_PLOT (self), snapshot, QZ_INK_TEXT,
                   &GRAPHENE_RECT_INIT ((float) x, (float) floor (y) - 0.5f, 5, 2));
}

static void
qz_bar_chart_draw (QzPlot *chart, GtkSnapshot *snapshot, double width, double height)
{
  QzBarChart *self = QZ_BAR_CHART (chart);
  Layout layout;

  if (get_n_rows (self) == 0)
    return;
  lay_out (self, width, height, &layout);
  draw_grid (self, snapshot, &layout);
  for (guint row = 0; row < get_n_rows (self); row++)
    {
      draw_bar (self, snapshot, &layout, row);
      draw_interval (self, snapshot, &layout, row);
    }
  draw_labels (self, snapshot, &layout);
  draw_mark (self, snapshot, &layout, self->spec->mark);
  draw_mark (self, snapshot, &layout, self->spec->second_mark);
}

/* ── points ──────────────────────────────────────────────────────────────────────────────────── */

static guint
qz_bar_chart_get_n_points (QzPlot *chart)
{
  return get_n_rows (QZ_BAR_CHART (chart));
}

/* The whole height, so that low bars can be hit. */
static void
qz_bar_chart_get_point_area (QzPlot *chart, guint row, double width, double height,
                             graphene_rect_t *out)
{
  Layout layout;

  lay_out (QZ_BAR_CHART (chart), width, height, &layout);
  graphene_rect_init (out, (float) (layout.plot.origin.x + layout.column * row),
                      layout.plot.origin.y, (float) layout.column, layout.plot.size.height);
}

/* "2026-03-06; Daily disbursement 1,234.00; Paid 1,234.00": what the table says of the row. */
static char *
qz_bar_chart_dup_point_text (QzPlot *chart, guint row)
{
  static const char *const hidden[] = { "page", "column", "value", "level", NULL };
  QzBarChart *self = QZ_BAR_CHART (chart);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < qz_sheet_get_n_columns (self->sheet); i++)
    {
      g_autofree char *shown = qz_words_dup_cell (self->sheet, row, i);

      if (*shown == '\0' || g_strv_contains (hidden, qz_sheet_get_column_name (self->sheet, i)))
        continue;
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "",
                              qz_sheet_get_column_title (self->sheet, i), shown);
    }
  return g_strdup (text->str);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_bar_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NAT_WIDTH : HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
qz_bar_chart_finalize (GObject *object)
{
  g_clear_pointer (&QZ_BAR_CHART (object)->sheet, qz_sheet_unref);
  G_OBJECT_CLASS (qz_bar_chart_parent_class)->finalize (object);
}

static void
qz_bar_chart_class_init (QzBarChartClass *klass)
{
  QzPlotClass *chart_class = QZ_PLOT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_bar_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = qz_bar_chart_measure;
  chart_class->draw = qz_bar_chart_draw;
  chart_class->get_n_points = qz_bar_chart_get_n_points;
  chart_class->get_point_area = qz_bar_chart_get_point_area;
  chart_class->dup_point_text = qz_bar_chart_dup_point_text;
}

static void
qz_bar_chart_init (QzBarChart *self)
{
}

/* ── public ──────────────────────────────────────────────────────────────────────────────────── */

GtkWidget *
qz_bar_chart_new (const QzBarSpec *spec)
{
  QzBarChart *self = g_object_new (QZ_TYPE_BAR_CHART, NULL);

  self->spec = spec;
  return GTK_WIDGET (self);
}

void
qz_bar_chart_set_sheet (QzBarChart *self, QzSheet *sheet)
{
  qz_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  self->sheet = sheet;
  qz_plot_reset (QZ_PLOT (self));
}

void
qz_bar_chart_get_bar (QzBarChart *self, guint row, graphene_rect_t *out)
{
  Layout layout;

  lay_out (self, gtk_widget_get_width (GTK_WIDGET (self)),
           gtk_widget_get_height (GTK_WIDGET (self)), &layout);
  get_box (&layout, row, 0, get_sum (self, row), out);
}

guint
qz_bar_chart_get_label_step (QzBarChart *self)
{
  Layout layout;

  lay_out (self, gtk_widget_get_width (GTK_WIDGET (self)),
           gtk_widget_get_height (GTK_WIDGET (self)), &layout);
  return get_label_step (self, &layout);
}

gboolean
qz_bar_chart_is_empty (QzBarChart *self)
{
  for (guint row = 0; row < get_n_rows (self); row++)
    {
      if (get_value (self, self->spec->outline, row) != 0)
        return FALSE;
      for (guint i = 0; i < QZ_BAR_PARTS && self->spec->parts[i] != NULL; i++)
        if (get_value (self, self->spec->parts[i], row) != 0)
          return FALSE;
    }
  return TRUE;
}
