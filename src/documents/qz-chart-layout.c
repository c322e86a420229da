/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-chart-layout.h"

#include "qz-table-layout.h"

#define PAD            4.0
#define BAR_HEIGHT     9.5
#define ROW_GAP        5.0
#define COLUMNS_HEIGHT 118.0
#define MOST_LABEL     0.3 /* of the width */
#define N_STEPS        4   /* lines of the axis at most */
#define PARTS          10000

struct _QzChartLayout {
  const QzFormBlock *block;
  QzSheet *table;
  double width;
  guint n_rows;
  int label_column;
  int columns[QZ_MAX_SERIES];
  char *caption; /* nullable */
  double caption_height;
  double legend_height;
  double label_width;
  double figure_width;
  double row_height; /* of bars: all bars of a row */
  gint64 low, high;  /* what the axis spans; both may be 0 */
  gint64 step;       /* of the axis of columns */
};

/* ── what is drawn ──────────────────────────────────────────────────────────────────────────── */

static guint
get_n_series (const QzChartLayout *self)
{
  return self->block->series->len;
}

static QzTextStyle
get_style (const QzChartLayout *self)
{
  return (QzTextStyle) { self->block->size, FALSE };
}

static gint64
get_value (const QzChartLayout *self, guint row, guint series)
{
  return qz_sheet_get_number (self->table, row, self->columns[series]);
}

static char *
dup_label (const QzChartLayout *self, guint row)
{
  return qz_sheet_dup_display (self->table, row, self->label_column);
}

static char *
dup_figure (const QzChartLayout *self, guint series, gint64 value)
{
  return qz_value_dup_display (qz_sheet_get_column_type (self->table, self->columns[series]),
                               value);
}

/* How far @value lies between low and high, in ten thousandths: no amount becomes a floating
 * number. */
static int
get_place (const QzChartLayout *self, gint64 value)
{
  __extension__ typedef __int128 Wide;
  const Wide span = (Wide) self->high - self->low;

  return span == 0 ? 0 : (int) (((Wide) value - self->low) * PARTS / span);
}

static double
get_offset (const QzChartLayout *self, gint64 value, double room)
{
  return room * get_place (self, value) / PARTS;
}

/* ── measuring ──────────────────────────────────────────────────────────────────────────────── */

static void
find_span (QzChartLayout *self)
{
  for (guint row = 0; row < self->n_rows; row++)
    for (guint i = 0; i < get_n_series (self); i++)
      {
        self->low = MIN (self->low, get_value (self, row, i));
        self->high = MAX (self->high, get_value (self, row, i));
      }
}

/* 1, 2, 5, 10, 20 …: the first of which few reach over the span. */
static gint64
find_step (gint64 span)
{
  static const gint64 steps[] = { 1, 2, 5 };
  gint64 ten = 1;

  while (TRUE)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (span / N_STEPS <= ten * steps[i])
          return ten * steps[i];
      if (ten > G_MAXINT64 / 100)
        return span;
      ten *= 10;
    }
}

/* The axis of columns ends on a whole step. */
static void
round_span (QzChartLayout *self)
{
  self->step = find_step (self->high / 2 - self->low / 2 > G_MAXINT64 / 4
                              ? G_MAXINT64 / 2
                              : self->high - self->low);
  if (self->high % self->step != 0 && self->high < G_MAXINT64 - self->step)
    self->high += self->step - self->high % self->step;
  if (self->low % self->step != 0 && self->low > G_MININT64 + self->step)
    self->low -= self->step + self->low % self->step;
}

static void
measure_texts (QzChartLayout *self, QzTypesetter *typesetter)
{
  for (guint row = 0; row < self->n_rows; row++)
    {
      g_autofree char *label = dup_label (self, row);

      self->label_width =
          MAX (self->label_width, qz_typesetter_get_width (typesetter, get_style (self), label));
      for (guint i = 0; i < get_n_series (self); i++)
        {
          g_autofree char *figure = dup_figure (self, i, get_value (self, row, i));

          self->figure_width = MAX (self->figure_width,
                                    qz_typesetter_get_width (typesetter, get_style (self), figure));
        }
    }
  self->label_width = MIN (self->label_width, self->width * MOST_LABEL);
}

/* Of columns the figures stand at the axis. */
static void
measure_axis (QzChartLayout *self, QzTypesetter *typesetter)
{
  g_autofree char *low = dup_figure (self, 0, self->low);
  g_autofree char *high = dup_figure (self, 0, self->high);

  self->figure_width = MAX (qz_typesetter_get_width (typesetter, get_style (self), low),
                            qz_typesetter_get_width (typesetter, get_style (self), high));
}

static void
measure (QzChartLayout *self, QzTypesetter *typesetter)
{
  const double line = self->block->size * QZ_LINE_HEIGHT;
  const double least = MAX (line, BAR_HEIGHT * get_n_series (self));

  find_span (self);
  measure_texts (self, typesetter);
  if (self->block->chart == QZ_CHART_COLUMNS)
    {
      round_span (self);
      measure_axis (self, typesetter);
    }
  self->row_height = MAX (self->block->row_height, least + ROW_GAP);
  self->legend_height = get_n_series (self) > 1 ? line + PAD : 0;
}

QzChartLayout *
qz_chart_layout_new (const QzForm *form, const QzFormBlock *block, QzSheet *table, double width,
                     QzTypesetter *typesetter, const QzFill *fill, GError **error)
{
  g_autoptr (QzChartLayout) self = g_new0 (QzChartLayout, 1);
  const QzTextStyle bold = { block->size, TRUE };

  (void) form;
  self->block = block;
  self->table = table;
  self->width = width;
  self->n_rows = qz_sheet_get_n_rows (table);
  if (block->n_bars > 0)
    self->n_rows = MIN (self->n_rows, block->n_bars);
  self->label_column = qz_sheet_find_column (table, block->label);
  for (guint i = 0; i < block->series->len; i++)
    self->columns[i] = qz_sheet_find_column (
        table, ((const QzFormSeries *) g_ptr_array_index (block->series, i))->name);
  if (block->text != NULL)
    {
      self->caption = qz_form_fill (block->text, fill, error);
      if (self->caption == NULL)
        return NULL;
      self->caption_height =
          qz_typesetter_get_height (typesetter, bold, self->caption, width, 2) + PAD;
    }
  measure (self, typesetter);
  return g_steal_pointer (&self);
}

void
qz_chart_layout_free (QzChartLayout *self)
{
  g_free (self->caption);
  g_free (self);
}

double
qz_chart_layout_get_height (QzChartLayout *self)
{
  const double line = self->block->size * QZ_LINE_HEIGHT;
  const double body = self->block->chart == QZ_CHART_COLUMNS
                          ? COLUMNS_HEIGHT + line + PAD
                          : self->n_rows * self->row_height;

  return self->caption_height + self->legend_height + body + 2 * PAD;
}

/* ── drawing ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzChartLayout *layout;
  cairo_t *cr;
  QzTypesetter *typesetter;
  double x, y; /* of the body */
} Canvas;

/* Dark, light, middle: three kinds of grey to a copier. */
static void
fill_bar (cairo_t *cr, const QzBox *box, guint series)
{
  static const double inks[QZ_MAX_SERIES][3] = { { 0.13, 0.29, 0.53 },
                                                 { 0.80, 0.87, 0.95 },
                                                 { 0.45, 0.62, 0.75 } };

  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_set_source_rgb (cr, inks[series][0], inks[series][1], inks[series][2]);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, inks[0][0], inks[0][1], inks[0][2]);
  cairo_set_line_width (cr, QZ_RULE);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_rule (cairo_t *cr, double x1, double y1, double x2, double y2, double ink)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, ink, ink, ink);
  cairo_set_line_width (cr, QZ_RULE);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_legend (const Canvas *canvas, double y)
{
  QzChartLayout *self = canvas->layout;
  const double line = self->block->size * QZ_LINE_HEIGHT;
  double x = canvas->x + self->label_width + PAD;

  for (guint i = 0; i < get_n_series (self); i++)
    {
      const char *word = ((const QzFormSeries *) g_ptr_array_index (self->block->series, i))->word;
      const double width = qz_typesetter_get_width (canvas->typesetter, get_style (self), word);
      const QzBox swatch = { x, y + (line - 7) / 2, 12, 7 };
      const QzBox box = { x + 16, y, width + 1, line };

      fill_bar (canvas->cr, &swatch, i);
      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, get_style (self), &box,
                                 QZ_ALIGN_LEFT, word);
      x += 16 + width + 18;
    }
}

/* ── bars ───────────────────────────────────────────────────────────────────────────────────── */

static void
draw_bar (const Canvas *canvas, guint row, guint series, double left, double room, double y)
{
  QzChartLayout *self = canvas->layout;
  const gint64 value = get_value (self, row, series);
  const double zero = left + get_offset (self, 0, room);
  const double end = left + get_offset (self, value, room);
  const QzBox bar = { MIN (zero, end), y + 1, MAX (end, zero) - MIN (zero, end), BAR_HEIGHT - 2 };
  g_autofree char *figure = dup_figure (self, series, value);
  const QzBox text = { MAX (zero, end) + PAD, y, self->figure_width + 1, BAR_HEIGHT };
  const QzTextStyle style = { MIN (self->block->size, BAR_HEIGHT / QZ_LINE_HEIGHT), FALSE };

  if (bar.width > 0)
    fill_bar (canvas->cr, &bar, series);
  qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, style, &text, QZ_ALIGN_LEFT, figure);
}

static void
draw_bars (const Canvas *canvas)
{
  QzChartLayout *self = canvas->layout;
  const double left = canvas->x + self->label_width + PAD;
  const double room = self->width - self->label_width - self->figure_width - 3 * PAD;
  const double zero = left + get_offset (self, 0, room);

  for (guint row = 0; row < self->n_rows; row++)
    {
      const double y = canvas->y + row * self->row_height;
      const double first =
          y + (self->row_height - BAR_HEIGHT * get_n_series (self)) / 2;
      const QzBox box = { canvas->x, y, self->label_width, self->row_height };
      g_autofree char *label = dup_label (self, row);

      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, get_style (self), &box,
                                 QZ_ALIGN_RIGHT, label);
      for (guint i = 0; i < get_n_series (self); i++)
        draw_bar (canvas, row, i, left, room, first + i * BAR_HEIGHT);
    }
  draw_rule (canvas->cr, zero, canvas->y, zero, canvas->y + self->n_rows * self->row_height, 0.3);
}

/* ── columns ────────────────────────────────────────────────────────────────────────────────── */

static void
draw_axis (const Canvas *canvas, double left)
{
  QzChartLayout *self = canvas->layout;
  const double line = self->block->size * QZ_LINE_HEIGHT;
  const double right = canvas->x + self->width;
  gint64 value = self->low;

  while (TRUE)
    {
      const double y = canvas->y + COLUMNS_HEIGHT - get_offset (self, value, COLUMNS_HEIGHT);
      const QzBox box = { canvas->x, y - line / 2, self->figure_width + 1, line };
      g_autofree char *figure = dup_figure (self, 0, value);

      draw_rule (canvas->cr, left, y, right, y, value == 0 ? 0.3 : 0.82);
      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, get_style (self), &box,
                                 QZ_ALIGN_RIGHT, figure);
      if (value > self->high - self->step)
        return;
      value += self->step;
    }
}

static void
draw_column (const Canvas *canvas, guint row, guint series, double x, double width)
{
  QzChartLayout *self = canvas->layout;
  const double bottom = canvas->y + COLUMNS_HEIGHT;
  const double zero = bottom - get_offset (self, 0, COLUMNS_HEIGHT);
  const double end =
      bottom - get_offset (self, get_value (self, row, series), COLUMNS_HEIGHT);
  const QzBox box = { x, MIN (zero, end), width, MAX (zero, end) - MIN (zero, end) };

  if (box.height > 0)
    fill_bar (canvas->cr, &box, series);
}

static void
draw_columns (const Canvas *canvas)
{
  QzChartLayout *self = canvas->layout;
  const guint n = get_n_series (self);
  const double left = canvas->x + self->figure_width + PAD;
  const double share = (canvas->x + self->width - left) / MAX (1, self->n_rows);
  const double width = MIN (share * 0.7 / n, 22);
  const double line = self->block->size * QZ_LINE_HEIGHT;

  draw_axis (canvas, left);
  for (guint row = 0; row < self->n_rows; row++)
    {
      const double middle = left + (row + 0.5) * share;
      const QzBox box = { left + row * share + 1, canvas->y + COLUMNS_HEIGHT + PAD / 2, share - 2,
                          line };
      g_autofree char *label = dup_label (self, row);

      for (guint i = 0; i < n; i++)
        draw_column (canvas, row, i, middle - width * n / 2 + i * width, width);
      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, get_style (self), &box,
                                 QZ_ALIGN_CENTER, label);
    }
}

void
qz_chart_layout_draw (QzChartLayout *self, cairo_t *cr, QzTypesetter *typesetter, double x,
                      double y)
{
  const QzTextStyle bold = { self->block->size, TRUE };
  const QzBox head = { x, y, self->width, self->caption_height - PAD };
  const Canvas canvas = { self, cr, typesetter, x,
                          y + self->caption_height + self->legend_height + PAD };

  if (self->caption != NULL)
    qz_typesetter_draw_in_box (typesetter, cr, bold, &head, QZ_ALIGN_CENTER, self->caption);
  if (self->legend_height > 0)
    draw_legend (&canvas, y + self->caption_height);
  if (self->block->chart == QZ_CHART_COLUMNS)
    draw_columns (&canvas);
  else
    draw_bars (&canvas);
}
