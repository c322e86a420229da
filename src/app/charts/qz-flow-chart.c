/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-flow-chart.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"

#define NARROW      720
#define GAP         6.0
#define AIR         18.0 /* between two ways */
#define NODE_SHARE  0.42 /* of a place in a row; the rest is the arrow */
#define ARROW_HIGH  3    /* lines of text beside an arrow that points down */
#define NODE_WIDE   220  /* of ways that go down */
#define HEAD        7.0
#define LINE        2.0

struct _QzFlowChart {
  QzPlot parent_instance;

  const QzFlowWay *ways;
  guint n_ways;
  QzSheet *sheet; /* nullable */
  double label_width; /* of what stands beside the arrows, at most, in lines of label_text high */
  double label_text;  /* 0: not measured */
};

G_DEFINE_FINAL_TYPE (QzFlowChart, qz_flow_chart, QZ_TYPE_PLOT)

/* ── what is where ───────────────────────────────────────────────────────────────────────────── */

typedef struct {
  gboolean narrow;
  double left, width; /* of the way's column */
  double text;  /* height of a line */
  double node_width, node_height;
  double step;  /* from node to node */
} Layout;

static guint
count_nodes (const QzFlowWay *way)
{
  guint n = 0;

  while (n < QZ_FLOW_NODES && way->nodes[n].above != NULL)
    n++;
  return n;
}

static guint
get_n_rows (QzFlowChart *self)
{
  return self->sheet != NULL ? qz_sheet_get_n_rows (self->sheet) : 0;
}

static gboolean
has_way (QzFlowChart *self, const QzFlowWay *way)
{
  for (guint row = 0; row < get_n_rows (self); row++)
    if (qz_cell_text (self->sheet, row, "leg")[0] == way->letter)
      return TRUE;
  return FALSE;
}

static char *
dup_label (QzFlowChart *self, guint row)
{
  g_autofree char *due = qz_cell_dup (self->sheet, row, "due");

  return g_strdup_printf ("%s %s", qz_cell_text (self->sheet, row, "leg"), due);
}

static void
measure_labels (QzFlowChart *self, double text)
{
  self->label_width = 0;
  self->label_text = text;
  for (guint row = 0; row < get_n_rows (self); row++)
    {
      g_autofree char *label = dup_label (self, row);
      double widths[2], height;

      qz_plot_measure_text (QZ_PLOT (self), label, &widths[0], &height);
      qz_plot_measure_text (QZ_PLOT (self), qz_cell_text (self->sheet, row, "state"), &widths[1],
                            &height);
      self->label_width = MAX (self->label_width, MAX (widths[0], widths[1]));
    }
}

static double
get_step (double width, guint n_nodes)
{
  return (width - 1) / ((double) n_nodes - 1 + NODE_SHARE);
}

/* Between the nodes of all ways there is room for what stands there. */
static gboolean
fits_across (QzFlowChart *self, double width)
{
  guint most = 2;

  for (guint i = 0; i < self->n_ways; i++)
    if (has_way (self, &self->ways[i]))
      most = MAX (most, count_nodes (&self->ways[i]));
  return width >= NARROW && get_step (width, most) * (1 - NODE_SHARE) >= self->label_width;
}

/* Ways that go down stand side by side when there is room for that, else one under the other. */
static guint
count_columns (QzFlowChart *self, double width)
{
  const double column = MAX (NODE_WIDE, NODE_WIDE / 4 + HEAD + GAP + self->label_width) + AIR;
  guint n = 0;

  for (guint i = 0; i < self->n_ways; i++)
    n += has_way (self, &self->ways[i]) ? 1 : 0;
  return n > 0 && width >= n * column ? n : 1;
}

static guint
get_place (QzFlowChart *self, const QzFlowWay *wanted)
{
  guint place = 0;

  for (guint i = 0; i < self->n_ways && &self->ways[i] != wanted; i++)
    place += has_way (self, &self->ways[i]) ? 1 : 0;
  return place;
}

static void
lay_out (QzFlowChart *self, double width, const QzFlowWay *way, Layout *out)
{
  const guint n_nodes = count_nodes (way);
  double text_width;
  guint n_columns;

  qz_plot_measure_text (QZ_PLOT (self), "账", &text_width, &out->text);
  if (self->label_text != out->text)
    measure_labels (self, out->text);
  out->narrow = !fits_across (self, width);
  n_columns = out->narrow ? count_columns (self, width) : 1;
  out->left = n_columns > 1 ? width / n_columns * get_place (self, way) : 0;
  out->width = width / n_columns;
  out->node_height = 2 * out->text + 2 * GAP;
  if (out->narrow)
    {
      out->node_width = MIN (width, NODE_WIDE);
      out->step = out->node_height + ARROW_HIGH * out->text;
    }
  else
    {
      out->step = get_step (width, n_nodes);
      out->node_width = out->step * NODE_SHARE;
    }
}

static double
get_way_height (const Layout *layout, guint n_nodes)
{
  return layout->narrow ? layout->step * (n_nodes - 1) + layout->node_height
                        : layout->node_height + layout->text;
}

/* Where the way begins, or where all of them end (@wanted NULL). */
static double
get_top (QzFlowChart *self, double width, const QzFlowWay *wanted)
{
  double top = 2, end = 2;

  for (guint i = 0; i < self->n_ways; i++)
    {
      const QzFlowWay *way = &self->ways[i];
      Layout layout;

      if (!has_way (self, way))
        continue;
      lay_out (self, width, way, &layout);
      if (layout.left == 0)
        top = end;
      if (way == wanted)
        return top;
      end = MAX (end, top + get_way_height (&layout, count_nodes (way)) + AIR);
    }
  return end;
}

static void
get_node (const Layout *layout, double top, guint node, graphene_rect_t *out)
{
  if (layout->narrow)
    graphene_rect_init (out, (float) (layout->left + 1), (float) (top + layout->step * node),
                        (float) layout->node_width, (float) layout->node_height);
  else
    graphene_rect_init (out, (float) (1 + layout->step * node), (float) (top + layout->text / 2),
                        (float) layout->node_width, (float) layout->node_height);
}

/* Between two nodes. */
static void
get_arrow (const Layout *layout, double top, guint from, graphene_rect_t *out)
{
  graphene_rect_t node;

  get_node (layout, top, from, &node);
  if (layout->narrow)
    graphene_rect_init (out, (float) layout->left, node.origin.y + node.size.height,
                        (float) layout->width, (float) (layout->step - layout->node_height));
  else
    graphene_rect_init (out, node.origin.x + node.size.width, (float) top,
                        (float) (layout->step - layout->node_width),
                        (float) (layout->node_height + layout->text));
}

static const QzFlowWay *
find_way (QzFlowChart *self, guint row, guint *from)
{
  const char *leg = qz_cell_text (self->sheet, row, "leg");

  for (guint i = 0; i < self->n_ways; i++)
    if (self->ways[i].letter == leg[0])
      {
        const guint n = count_nodes (&self->ways[i]);
        const guint number = (guint) g_ascii_digit_value (leg[1]);

        *from = self->ways[i].backwards ? n - 1 - number : number - 1;
        return *from + 1 < n ? &self->ways[i] : NULL;
      }
  return NULL;
}

static gboolean
find_arrow (QzFlowChart *self, guint row, double width, Layout *layout, graphene_rect_t *out)
{
  guint from = 0;
  const QzFlowWay *way = find_way (self, row, &from);

  if (way == NULL)
    return FALSE;
  lay_out (self, width, way, layout);
  get_arrow (layout, get_top (self, width, way), from, out);
  return TRUE;
}

/* ── drawing ─────────────────────────────────────────────────────────────────────────────────── */

static void
draw_node (QzFlowChart *self, GtkSnapshot *snapshot, const Layout *layout,
           const graphene_rect_t *box, const char *above, const char *below)
{
  const double x = box->origin.x + box->size.width / 2;
  const double y = box->origin.y + box->size.height / 2;

  gtk_snapshot_push_opacity (snapshot, 0.12);
  qz_plot_fill (QZ_PLOT (self), snapshot, QZ_INK_FIRST, box);
  gtk_snapshot_pop (snapshot);
  qz_plot_frame (QZ_PLOT (self), snapshot, QZ_INK_FIRST, box,
                 qz_plot_is_high_contrast () ? 2.0f : 1.0f);
  qz_plot_write (QZ_PLOT (self), snapshot, above,
                 &(QzPlotText) { x, y, 0.5f, 1, QZ_INK_TEXT });
  qz_plot_write (QZ_PLOT (self), snapshot, below,
                 &(QzPlotText) { x, y, 0.5f, 0, QZ_INK_TEXT });
}

static QzInk
get_ink (QzFlowChart *self, guint row)
{
  const char *level = qz_cell_text (self->sheet, row, "level");

  return g_strcmp0 (level, "red") == 0      ? QZ_INK_ERROR
         : g_strcmp0 (level, "yellow") == 0 ? QZ_INK_WARNING
         : g_strcmp0 (level, "good") == 0   ? QZ_INK_SUCCESS
                                            : QZ_INK_DIM;
}

/* A head of bars that grow shorter. */
static void
draw_head (QzFlowChart *self, GtkSnapshot *snapshot, QzInk ink, double x, double y, gboolean down)
{
  for (double i = 0; i < HEAD; i++)
    {
      const float half = (float) (HEAD - i) / 2 + 0.5f;
      const graphene_rect_t slice =
          down ? GRAPHENE_RECT_INIT ((float) x - half, (float) (y - HEAD + i), 2 * half, 1)
               : GRAPHENE_RECT_INIT ((float) (x - HEAD + i), (float) y - half, 1, 2 * half);

      qz_plot_fill (QZ_PLOT (self), snapshot, ink, &slice);
    }
}

static void
draw_down (QzFlowChart *self, GtkSnapshot *snapshot, const Layout *layout, guint row,
           const graphene_rect_t *area, const char *amount)
{
  const QzInk ink = get_ink (self, row);
  const double x = layout->left + 1 + layout->node_width / 4;
  const double bottom = area->origin.y + area->size.height;
  const double y = area->origin.y + area->size.height / 2;

  qz_plot_fill (QZ_PLOT (self), snapshot, ink,
                &GRAPHENE_RECT_INIT ((float) (x - LINE / 2), area->origin.y, LINE,
                                     area->size.height));
  draw_head (self, snapshot, ink, x, bottom, TRUE);
  qz_plot_write (QZ_PLOT (self), snapshot, amount,
                 &(QzPlotText) { x + HEAD + GAP, y, 0, 1, QZ_INK_TEXT });
  qz_plot_write (QZ_PLOT (self), snapshot, qz_cell_text (self->sheet, row, "state"),
                 &(QzPlotText) { x + HEAD + GAP, y, 0, 0,
                                 ink == QZ_INK_ERROR ? QZ_INK_ERROR : QZ_INK_DIM });
}

static void
draw_across (QzFlowChart *self, GtkSnapshot *snapshot, guint row, const graphene_rect_t *area,
             const char *amount)
{
  const QzInk ink = get_ink (self, row);
  const double y = area->origin.y + area->size.height / 2;
  const double x = area->origin.x + area->size.width / 2;

  qz_plot_fill (QZ_PLOT (self), snapshot, ink,
                &GRAPHENE_RECT_INIT (area->origin.x + 2, (float) (y - LINE / 2),
                                     area->size.width - 4, LINE));
  draw_head (self, snapshot, ink, area->origin.x + area->size.width - 2, y, FALSE);
  qz_plot_write (QZ_PLOT (self), snapshot, amount,
                 &(QzPlotText) { x, y - GAP, 0.5f, 1, QZ_INK_TEXT });
  qz_plot_write (QZ_PLOT (self), snapshot, qz_cell_text (self->sheet, row, "state"),
                 &(QzPlotText) { x, y + GAP, 0.5f, 0,
                                 ink == QZ_INK_ERROR ? QZ_INK_ERROR : QZ_INK_DIM });
}

static void
draw_leg (QzFlowChart *self, GtkSnapshot *snapshot, guint row, double width)
{
  g_autofree char *amount = dup_label (self, row);
  graphene_rect_t area;
  Layout layout;

  if (!find_arrow (self, row, width, &layout, &area))
    return;
  if (layout.narrow)
    draw_down (self, snapshot, &layout, row, &area, amount);
  else
    draw_across (self, snapshot, row, &area, amount);
}

static void
qz_flow_chart_draw (QzPlot *chart, GtkSnapshot *snapshot, double width, double height)
{
  QzFlowChart *self = QZ_FLOW_CHART (chart);

  for (guint i = 0; i < self->n_ways; i++)
    {
      const QzFlowWay *way = &self->ways[i];
      const double top = get_top (self, width, way);
      Layout layout;

      if (!has_way (self, way))
        continue;
      lay_out (self, width, way, &layout);
      for (guint node = 0; node < count_nodes (way); node++)
        {
          graphene_rect_t box;

          get_node (&layout, top, node, &box);
          draw_node (self, snapshot, &layout, &box, _ (way->nodes[node].above),
                     _ (way->nodes[node].below));
        }
    }
  for (guint row = 0; row < get_n_rows (self); row++)
    draw_leg (self, snapshot, row, width);
}

/* ── points ──────────────────────────────────────────────────────────────────────────────────── */

static guint
qz_flow_chart_get_n_points (QzPlot *chart)
{
  return get_n_rows (QZ_FLOW_CHART (chart));
}

static void
qz_flow_chart_get_point_area (QzPlot *chart, guint row, double width, double height,
                              graphene_rect_t *out)
{
  Layout layout;

  if (!find_arrow (QZ_FLOW_CHART (chart), row, width, &layout, out))
    graphene_rect_init (out, 0, 0, 0, 0);
}

/* What the table says of the leg. */
static char *
qz_flow_chart_dup_point_text (QzPlot *chart, guint row)
{
  QzFlowChart *self = QZ_FLOW_CHART (chart);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < qz_sheet_get_n_columns (self->sheet); i++)
    {
      const char *name = qz_sheet_get_column_name (self->sheet, i);
      g_autofree char *shown = qz_cell_dup (self->sheet, row, name);

      if (*shown != '\0' && g_strcmp0 (name, "level") != 0)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "",
                                qz_sheet_get_column_title (self->sheet, i), shown);
    }
  return g_strdup (text->str);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static GtkSizeRequestMode
qz_flow_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
qz_flow_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  QzFlowChart *self = QZ_FLOW_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 260;
      *natural = NARROW + 100;
    }
  else
    *minimum = *natural = (int) get_top (self, for_size > 0 ? for_size : NARROW + 100, NULL);
  *minimum_baseline = *natural_baseline = -1;
}

static void
qz_flow_chart_finalize (GObject *object)
{
  g_clear_pointer (&QZ_FLOW_CHART (object)->sheet, qz_sheet_unref);
  G_OBJECT_CLASS (qz_flow_chart_parent_class)->finalize (object);
}

static void
qz_flow_chart_class_init (QzFlowChartClass *klass)
{
  QzPlotClass *chart_class = QZ_PLOT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_flow_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = qz_flow_chart_measure;
  GTK_WIDGET_CLASS (klass)->get_request_mode = qz_flow_chart_get_request_mode;
  chart_class->draw = qz_flow_chart_draw;
  chart_class->get_n_points = qz_flow_chart_get_n_points;
  chart_class->get_point_area = qz_flow_chart_get_point_area;
  chart_class->dup_point_text = qz_flow_chart_dup_point_text;
}

static void
qz_flow_chart_init (QzFlowChart *self)
{
}

GtkWidget *
qz_flow_chart_new (const QzFlowWay *ways, guint n_ways)
{
  QzFlowChart *self = g_object_new (QZ_TYPE_FLOW_CHART, NULL);

  self->ways = ways;
  self->n_ways = n_ways;
  return GTK_WIDGET (self);
}

void
qz_flow_chart_set_sheet (QzFlowChart *self, QzSheet *sheet)
{
  qz_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  self->sheet = sheet;
  self->label_text = 0;
  qz_plot_reset (QZ_PLOT (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
