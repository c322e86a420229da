/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-table-layout-private.h"

/* Where a piece of a table is drawn. */
typedef struct {
  QzTableLayout *layout;
  cairo_t *cr;
  QzTypesetter *typesetter;
  const QzFlowPiece *piece;
  double x;
  double top;  /* of the frame */
  double body; /* of the first row */
  double end;  /* of the rows */
} Canvas;

static const QzFormColumn *
get_column (const Canvas *canvas, guint i)
{
  return g_ptr_array_index (canvas->layout->block->columns, i);
}

static QzBox
get_cell_box (const Canvas *canvas, guint first, guint n, double y, double height)
{
  const double *x = canvas->layout->x;

  return (QzBox) { canvas->x + x[first] + QZ_CELL_PAD, y + 1,
                   x[first + n] - x[first] - 2 * QZ_CELL_PAD, height - 2 };
}

static void
add_line (cairo_t *cr, double x1, double y1, double x2, double y2)
{
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
}

void
qz_draw_frame (cairo_t *cr, const QzBox *box)
{
  cairo_set_line_width (cr, QZ_FRAME);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_stroke (cr);
}

/* How many columns from @first share the heading above. */
static guint
count_group (const Canvas *canvas, guint first)
{
  const char *group = get_column (canvas, first)->group;
  guint n = 1;

  while (group != NULL && first + n < canvas->layout->n
         && g_strcmp0 (get_column (canvas, first + n)->group, group) == 0)
    n++;
  return n;
}

static void
draw_headings (const Canvas *canvas)
{
  const QzTableLayout *layout = canvas->layout;
  const QzTextStyle bold = { layout->size, TRUE };
  const QzTextStyle small = { layout->size * QZ_NUMBER_SCALE, FALSE };
  double split = canvas->top + layout->group_height;
  double numbers = split + layout->heading_height;

  for (guint i = 0; i < layout->n; i++)
    {
      const QzFormColumn *column = get_column (canvas, i);
      double top = column->group != NULL ? split : canvas->top;
      QzBox box = get_cell_box (canvas, i, 1, top, numbers - top);

      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, bold, &box, QZ_ALIGN_CENTER,
                                 column->heading);
      box = get_cell_box (canvas, i, 1, numbers, layout->number_height);
      if (column->number != NULL)
        qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, small, &box, QZ_ALIGN_CENTER,
                                   column->number);
    }
}

static void
draw_groups (const Canvas *canvas)
{
  const QzTableLayout *layout = canvas->layout;
  const QzTextStyle bold = { layout->size, TRUE };
  double split = canvas->top + layout->group_height;

  for (guint i = 0; i < layout->n;)
    {
      guint n = count_group (canvas, i);
      QzBox box = get_cell_box (canvas, i, n, canvas->top, layout->group_height);
      const char *group = get_column (canvas, i)->group;

      if (group != NULL)
        {
          qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, bold, &box, QZ_ALIGN_CENTER,
                                     group);
          add_line (canvas->cr, canvas->x + layout->x[i], split, canvas->x + layout->x[i + n],
                    split);
        }
      i += n;
    }
}

static void
draw_amount (const Canvas *canvas, QzTextStyle style, const QzBox *box, QzFen amount,
             gboolean has_yen)
{
  /* Domain 3.6 rule 8: red-letter amounts are red, and have a minus for copies without colour. */
  gboolean is_red = canvas->layout->form->has_red && amount < 0;

  if (is_red)
    cairo_set_source_rgb (canvas->cr, 0.78, 0, 0);
  qz_typesetter_draw_amount (canvas->typesetter, canvas->cr, style, box, amount, has_yen);
  if (is_red)
    cairo_set_source_rgb (canvas->cr, 0, 0, 0);
}

static void
draw_cell (const Canvas *canvas, guint row, guint i, const QzBox *box)
{
  const QzTableLayout *layout = canvas->layout;
  const QzTextStyle style = { layout->size, FALSE };
  int column = layout->sheet_columns[i];
  QzValueType type =
      column >= 0 ? qz_sheet_get_column_type (layout->table, column) : QZ_VALUE_COUNT;
  g_autofree char *text = NULL;

  if (column >= 0 && qz_sheet_is_empty (layout->table, row, column))
    return;
  if (type == QZ_VALUE_FEN)
    {
      draw_amount (canvas, style, box, qz_sheet_get_number (layout->table, row, column), FALSE);
    }
  else if (type == QZ_VALUE_TEXT)
    {
      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, style, box, layout->aligns[i],
                                 qz_sheet_get_text (layout->table, row, column));
    }
  else
    {
      text = qz_form_dup_cell (layout->table, row, column);
      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, style, box, layout->aligns[i],
                                 text);
    }
}

/* The sums of rows, in letters that stand out. */
static void
draw_sum_cells (const Canvas *canvas, const char *label, const gint64 *sums, double y,
                double height)
{
  const QzTableLayout *layout = canvas->layout;
  const QzTextStyle bold = { layout->size, TRUE };
  QzBox box = get_cell_box (canvas, 0, layout->n_label, y, height);

  if (layout->n_label > 0)
    qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, bold, &box, QZ_ALIGN_CENTER, label);
  for (guint i = layout->n_label; i < layout->n; i++)
    {
      g_autofree char *text = NULL;

      if (!get_column (canvas, i)->is_summed)
        continue;
      box = get_cell_box (canvas, i, 1, y, height);
      if (qz_sheet_get_column_type (layout->table, layout->sheet_columns[i]) == QZ_VALUE_FEN)
        {
          draw_amount (canvas, bold, &box, sums[i], layout->block->has_yen);
          continue;
        }
      text = qz_value_dup_display (QZ_VALUE_COUNT, sums[i]);
      qz_typesetter_draw_in_box (canvas->typesetter, canvas->cr, bold, &box, layout->aligns[i],
                                 text);
    }
}

static void
draw_row (const Canvas *canvas, guint row, double y, double height)
{
  const QzTableLayout *layout = canvas->layout;

  for (guint i = 0; i < layout->n; i++)
    {
      QzBox box = get_cell_box (canvas, i, 1, y, height);

      draw_cell (canvas, row, i, &box);
    }
}

static void
draw_lines (Canvas *canvas)
{
  const QzTableLayout *layout = canvas->layout;
  guint last = canvas->piece->first_row + canvas->piece->n_rows;
  double right = canvas->x + layout->x[layout->n];
  double y = canvas->body;

  for (guint i = canvas->piece->first_row; i < last; i++)
    {
      const QzFormLine *line = &g_array_index (layout->lines, QzFormLine, i);
      double height = layout->row_heights[i];

      if (line->n_rows == 0)
        draw_row (canvas, line->row, y, height);
      else
        draw_sum_cells (canvas, layout->line_labels[i], layout->line_sums + i * layout->n, y,
                        height);
      add_line (canvas->cr, canvas->x, y, right, y);
      y += height;
    }
  canvas->end = y;
}

/* Blank rows are struck through, so that nothing can be added (3.6 rule 8). */
static void
draw_blank_rows (Canvas *canvas)
{
  const QzTableLayout *layout = canvas->layout;
  guint fixed = layout->block->fixed_rows;
  guint n_blank = fixed > canvas->piece->n_rows ? fixed - canvas->piece->n_rows : 0;
  double height = layout->block->row_height;
  double right = canvas->x + layout->x[layout->n];
  double top = canvas->end;

  for (guint i = 0; i < n_blank; i++)
    add_line (canvas->cr, canvas->x, top + i * height, right, top + i * height);
  canvas->end += n_blank * height;
  if (n_blank > 0)
    add_line (canvas->cr, right, top, canvas->x, canvas->end);
}

/* The rows of the sheet among the lines of the piece; they follow each other. */
static guint
count_rows (const Canvas *canvas, guint *first)
{
  guint n = 0;

  for (guint i = 0; i < canvas->piece->n_rows; i++)
    {
      const QzFormLine *line =
          &g_array_index (canvas->layout->lines, QzFormLine, canvas->piece->first_row + i);

      if (line->n_rows > 0)
        continue;
      if (n == 0)
        *first = line->row;
      n++;
    }
  return n;
}

static gboolean
draw_sums (const Canvas *canvas, GError **error)
{
  const QzTableLayout *layout = canvas->layout;
  gboolean is_last = canvas->piece->is_last;
  g_autofree gint64 *sums = g_new0 (gint64, layout->n);
  guint first = 0;
  guint n = count_rows (canvas, &first);

  if (!is_last && !qz_form_sum_rows (layout->block, layout->table, first, n, sums, error))
    return FALSE;
  draw_sum_cells (canvas, is_last ? layout->total : layout->subtotal,
                  is_last ? layout->totals : sums, canvas->end, layout->sum_height);
  return TRUE;
}

static gboolean
is_inside_group (const Canvas *canvas, guint edge)
{
  const char *left = get_column (canvas, edge - 1)->group;

  return left != NULL && g_strcmp0 (left, get_column (canvas, edge)->group) == 0;
}

/* A rule between columns under a label of sums: it ends above every label. */
static void
draw_label_rule (const Canvas *canvas, double x, double top)
{
  const QzTableLayout *layout = canvas->layout;
  double y = canvas->body;

  for (guint i = 0; i < canvas->piece->n_rows; i++)
    {
      guint line = canvas->piece->first_row + i;
      double below = y + layout->row_heights[line];

      if (g_array_index (layout->lines, QzFormLine, line).n_rows > 0)
        {
          if (y > top)
            add_line (canvas->cr, x, top, x, y);
          top = below;
        }
      y = below;
    }
  if (canvas->end > top)
    add_line (canvas->cr, x, top, x, canvas->end);
}

static void
draw_rules (const Canvas *canvas, double bottom)
{
  const QzTableLayout *layout = canvas->layout;
  double right = canvas->x + layout->x[layout->n];
  double numbers = canvas->body - layout->number_height;
  QzBox frame = { canvas->x, canvas->top, right - canvas->x, bottom - canvas->top };

  if (layout->number_height > 0)
    add_line (canvas->cr, canvas->x, numbers, right, numbers);
  if (canvas->end > canvas->body || layout->total != NULL)
    add_line (canvas->cr, canvas->x, canvas->body, right, canvas->body);
  if (layout->total != NULL)
    add_line (canvas->cr, canvas->x, canvas->end, right, canvas->end);
  for (guint i = 1; i < layout->n; i++)
    {
      double top = is_inside_group (canvas, i) ? canvas->top + layout->group_height : canvas->top;

      if (i < layout->n_label)
        draw_label_rule (canvas, canvas->x + layout->x[i], top);
      else
        add_line (canvas->cr, canvas->x + layout->x[i], top, canvas->x + layout->x[i], bottom);
    }
  cairo_set_line_width (canvas->cr, QZ_RULE);
  cairo_stroke (canvas->cr);
  qz_draw_frame (canvas->cr, &frame);
}

gboolean
qz_table_layout_draw (QzTableLayout *self, cairo_t *cr, QzTypesetter *typesetter,
                      const QzFlowPiece *piece, double x, double y, GError **error)
{
  Canvas canvas = { self, cr, typesetter, piece, x, y + self->caption_height, 0, 0 };
  const QzTextStyle bold = { self->block->size, TRUE };
  QzBox box = { x, y, self->x[self->n], self->caption_height };
  double bottom;

  if (self->caption != NULL)
    qz_typesetter_draw_in_box (typesetter, cr, bold, &box, QZ_ALIGN_LEFT, self->caption);
  canvas.body = canvas.top + self->group_height + self->heading_height + self->number_height;
  draw_headings (&canvas);
  if (self->group_height > 0)
    draw_groups (&canvas);
  draw_lines (&canvas);
  draw_blank_rows (&canvas);
  bottom = canvas.end;
  if (self->total != NULL)
    {
      bottom += self->sum_height;
      if (!draw_sums (&canvas, error))
        return FALSE;
    }
  draw_rules (&canvas, bottom);
  return TRUE;
}
