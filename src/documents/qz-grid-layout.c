/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-grid-layout.h"

#include "qz-table-layout.h"

#define PAD_X          4.0
#define PAD_Y          3.2
#define MAX_CELL_LINES 6

struct _QzGridLayout {
  const QzForm *form;
  const QzFormBlock *block;
  double *x; /* n_weights + 1 edges */
  double *y; /* n_grid_rows + 1 edges */
  char **texts;
};

static const QzFormCell *
get_cell (const QzGridLayout *self, guint i)
{
  return g_ptr_array_index (self->block->cells, i);
}

static double
get_pad (const QzGridLayout *self)
{
  return self->block->has_rules ? PAD_X : 0;
}

static gboolean
fill_texts (QzGridLayout *self, const QzFill *fill, GError **error)
{
  self->texts = g_new0 (char *, self->block->cells->len + 1);
  for (guint i = 0; i < self->block->cells->len; i++)
    {
      self->texts[i] = qz_form_fill (get_cell (self, i)->text, fill, error);
      if (self->texts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
measure_columns (QzGridLayout *self, double width)
{
  double sum = 0;

  for (guint i = 0; i < self->block->n_weights; i++)
    sum += self->block->weights[i];
  for (guint i = 0; i < self->block->n_weights; i++)
    self->x[i + 1] = self->x[i] + width * self->block->weights[i] / sum;
}

static double
get_cell_width (const QzGridLayout *self, const QzFormCell *cell)
{
  return self->x[cell->column + cell->n_columns] - self->x[cell->column] - 2 * get_pad (self);
}

static double
measure_cell (QzGridLayout *self, QzTypesetter *typesetter, guint i)
{
  const QzFormCell *cell = get_cell (self, i);
  const QzTextStyle style = { self->block->size, FALSE };
  double height;

  if (cell->is_seal)
    return self->block->seal_height;
  height = qz_typesetter_get_height (typesetter, style, self->texts[i], get_cell_width (self, cell),
                                     MAX_CELL_LINES);
  return height + 2 * PAD_Y;
}

/* A row is as high as its highest cell; a cell over several rows lengthens the last of them. */
static void
measure_rows (QzGridLayout *self, QzTypesetter *typesetter)
{
  double least = MAX (self->block->row_height, self->block->size * QZ_LINE_HEIGHT + 2 * PAD_Y);

  for (guint row = 0; row < self->block->n_grid_rows; row++)
    {
      self->y[row + 1] = self->y[row] + least;
      for (guint i = 0; i < self->block->cells->len; i++)
        {
          const QzFormCell *cell = get_cell (self, i);

          if (cell->row + cell->n_rows == row + 1)
            self->y[row + 1] =
                MAX (self->y[row + 1], self->y[cell->row] + measure_cell (self, typesetter, i));
        }
    }
}

QzGridLayout *
qz_grid_layout_new (const QzForm *form, const QzFormBlock *block, double width,
                    QzTypesetter *typesetter, const QzFill *fill, GError **error)
{
  g_autoptr (QzGridLayout) self = g_new0 (QzGridLayout, 1);

  self->form = form;
  self->block = block;
  self->x = g_new0 (double, block->n_weights + 1);
  self->y = g_new0 (double, block->n_grid_rows + 1);
  if (!fill_texts (self, fill, error))
    return NULL;
  measure_columns (self, width);
  measure_rows (self, typesetter);
  return g_steal_pointer (&self);
}

void
qz_grid_layout_free (QzGridLayout *self)
{
  g_free (self->x);
  g_free (self->y);
  g_strfreev (self->texts);
  g_free (self);
}

double
qz_grid_layout_get_height (QzGridLayout *self)
{
  return self->y[self->block->n_grid_rows];
}

/* Domain 10: a place for the seal is a blank circle with a label; no seal is ever drawn. */
static void
draw_seal (cairo_t *cr, QzTypesetter *typesetter, QzTextStyle style, const QzBox *box,
           const char *label)
{
  const double dashes[] = { 2.5, 2.5 };
  double diameter = MIN (box->height - 6, box->width);
  const QzTextStyle small = { style.size * 0.82, FALSE };
  QzBox inner = { box->x + (box->width - diameter * 0.86) / 2, box->y, diameter * 0.86,
                  box->height };

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.62, 0.62, 0.62);
  cairo_set_line_width (cr, QZ_RULE);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_new_path (cr);
  cairo_arc (cr, box->x + box->width / 2, box->y + box->height / 2, diameter / 2, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  qz_typesetter_draw_in_box (typesetter, cr, small, &inner, QZ_ALIGN_CENTER, label);
  cairo_restore (cr);
}

static gboolean
is_negative_amount (const char *text)
{
  return text[0] == '-' && (g_ascii_isdigit (text[1]) || g_str_has_prefix (text + 1, "¥"));
}

static void
draw_text (QzGridLayout *self, cairo_t *cr, QzTypesetter *typesetter, const QzBox *box, guint i)
{
  const QzFormCell *cell = get_cell (self, i);
  const QzTextStyle style = { self->block->size, FALSE };
  QzAlign align = self->block->aligns[cell->column];
  gboolean is_red = self->form->has_red && is_negative_amount (self->texts[i]);

  if (cell->is_seal)
    {
      draw_seal (cr, typesetter, style, box, self->texts[i]);
      return;
    }
  if (self->block->has_rules && cell->is_label)
    align = QZ_ALIGN_CENTER;
  if (is_red)
    cairo_set_source_rgb (cr, 0.78, 0, 0);
  qz_typesetter_draw_in_box (typesetter, cr, style, box, align, self->texts[i]);
  if (is_red)
    cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_rules (QzGridLayout *self, cairo_t *cr, double x, double y)
{
  const QzBox frame = { x, y, self->x[self->block->n_weights], self->y[self->block->n_grid_rows] };

  cairo_new_path (cr);
  for (guint i = 0; i < self->block->cells->len; i++)
    {
      const QzFormCell *cell = get_cell (self, i);
      double left = x + self->x[cell->column];
      double top = y + self->y[cell->row];

      if (cell->column > 0)
        {
          cairo_move_to (cr, left, top);
          cairo_line_to (cr, left, y + self->y[cell->row + cell->n_rows]);
        }
      if (cell->row > 0)
        {
          cairo_move_to (cr, left, top);
          cairo_line_to (cr, x + self->x[cell->column + cell->n_columns], top);
        }
    }
  cairo_set_line_width (cr, QZ_RULE);
  cairo_stroke (cr);
  qz_draw_frame (cr, &frame);
}

void
qz_grid_layout_draw (QzGridLayout *self, cairo_t *cr, QzTypesetter *typesetter, double x, double y)
{
  for (guint i = 0; i < self->block->cells->len; i++)
    {
      const QzFormCell *cell = get_cell (self, i);
      double top = self->y[cell->row];
      QzBox box = { x + self->x[cell->column] + get_pad (self), y + top,
                    get_cell_width (self, cell), self->y[cell->row + cell->n_rows] - top };

      draw_text (self, cr, typesetter, &box, i);
    }
  if (self->block->has_rules)
    draw_rules (self, cr, x, y);
}
