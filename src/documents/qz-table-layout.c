/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-table-layout.h"

#include <string.h>

#include "qz-table-layout-private.h"

#define PAD_X            QZ_CELL_PAD
#define PAD_Y            2.8
#define LEAST_TABLE_SIZE 6
/* Texts may break into lines when a column is at least this wide. */
#define LEAST_TEXT_EM  8
#define MAX_CELL_LINES 4

static const QzFormColumn *
get_column (const QzTableLayout *self, guint i)
{
  return g_ptr_array_index (self->block->columns, i);
}

static gboolean
is_text_column (const QzTableLayout *self, guint i)
{
  return self->sheet_columns[i] >= 0
         && qz_sheet_get_column_type (self->table, self->sheet_columns[i]) == QZ_VALUE_TEXT;
}

static gboolean
is_amount_column (const QzTableLayout *self, guint i)
{
  return self->sheet_columns[i] >= 0
         && qz_sheet_get_column_type (self->table, self->sheet_columns[i]) == QZ_VALUE_FEN;
}

/* Widths at size 1, so that every size can be tried without measuring again. */
typedef struct {
  double *need;  /* least width of the column */
  double *whole; /* width that needs no second line */
} Widths;

static double
measure_cell (QzTableLayout *self, QzTypesetter *typesetter, guint row, guint i, double *least)
{
  const QzTextStyle style = { 1, FALSE };
  int column = self->sheet_columns[i];
  g_autofree char *text = NULL;

  if (column >= 0 && qz_sheet_is_empty (self->table, row, column))
    return 0;
  if (is_amount_column (self, i))
    {
      *least = qz_typesetter_get_amount_width (typesetter, style,
                                               qz_sheet_get_number (self->table, row, column));
      return *least;
    }
  if (is_text_column (self, i))
    {
      const char *value = qz_sheet_get_text (self->table, row, column);

      *least = qz_typesetter_get_least_width (typesetter, style, value);
      return qz_typesetter_get_width (typesetter, style, value);
    }
  text = qz_form_dup_cell (self->table, row, column);
  *least = qz_typesetter_get_width (typesetter, style, text);
  return *least;
}

/* With amounts of both signs the sums of a group may be wider than the total. */
static void
measure_group_sums (QzTableLayout *self, QzTypesetter *typesetter, guint i, Widths *widths)
{
  const QzTextStyle bold = { 1, TRUE };

  if (self->line_sums == NULL || !is_amount_column (self, i))
    return;
  for (guint line = 0; line < self->lines->len; line++)
    if (g_array_index (self->lines, QzFormLine, line).n_rows > 0)
      widths->need[i] =
          MAX (widths->need[i], qz_typesetter_get_amount_width (
                                    typesetter, bold, self->line_sums[line * self->n + i]));
}

static void
measure_column (QzTableLayout *self, QzTypesetter *typesetter, guint i, Widths *widths)
{
  const QzTextStyle bold = { 1, TRUE };
  const QzFormColumn *column = get_column (self, i);
  guint n_rows = qz_sheet_get_n_rows (self->table);

  if (self->sheet_columns[i] < 0)
    { /* the running number */
      double least;

      widths->need[i] = widths->whole[i] =
          MAX (1.6, measure_cell (self, typesetter, n_rows > 0 ? n_rows - 1 : 0, i, &least));
      return;
    }
  for (guint row = 0; row < n_rows; row++)
    {
      double least = 0;
      double whole = measure_cell (self, typesetter, row, i, &least);

      widths->need[i] = MAX (widths->need[i], least);
      widths->whole[i] = MAX (widths->whole[i], whole);
    }
  if (column->is_summed) /* a count is no wider than an amount of as many digits */
    widths->need[i] =
        MAX (widths->need[i],
             qz_typesetter_get_amount_width (typesetter, bold,
                                             self->totals[i]
                                                 / (is_amount_column (self, i) ? 1 : 100))
                 + (self->block->has_yen ? 1 : 0));
  measure_group_sums (self, typesetter, i, widths);
  widths->whole[i] = MAX (widths->whole[i], widths->need[i]);
  if (is_text_column (self, i))
    widths->need[i] = MAX (widths->need[i], MIN (widths->whole[i], LEAST_TEXT_EM));
  widths->need[i] = MAX (widths->need[i], 2);
}

static double
sum_needs (const Widths *widths, guint n, double size)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += widths->need[i] * size + 2 * PAD_X;
  return sum;
}

static double
sum_weights (const QzTableLayout *self, const gboolean *is_fixed)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    if (!is_fixed[i])
      sum += get_column (self, i)->weight;
  return sum;
}

/* Shares the width by weight; a column that needs more than its share gets what it needs, and the
 * others share the rest. */
static void
share_width (QzTableLayout *self, const Widths *widths, double width, double *out)
{
  g_autofree gboolean *is_fixed = g_new0 (gboolean, self->n);
  double rest = width;
  gboolean changed;

  do
    {
      double weights = sum_weights (self, is_fixed);
      double unit = weights > 0 ? rest / weights : 0;

      changed = FALSE;
      for (guint i = 0; i < self->n; i++)
        {
          double need = widths->need[i] * self->size + 2 * PAD_X;

          if (is_fixed[i])
            continue;
          out[i] = get_column (self, i)->weight * unit;
          if (out[i] >= need)
            continue;
          out[i] = need;
          is_fixed[i] = changed = TRUE;
          rest -= need;
        }
    }
  while (changed && sum_weights (self, is_fixed) > 0);
}

/* Even small letters do not do: @missing (negative) is taken from the columns of amounts, whose
 * cells shrink one by one; names and codes keep their width. */
static void
squeeze (QzTableLayout *self, const Widths *widths, double missing, double *out)
{
  double amounts = 0;
  double all = 0;
  gboolean has_room;

  for (guint i = 0; i < self->n; i++)
    {
      out[i] = widths->need[i] * self->size + 2 * PAD_X;
      all += out[i];
      amounts += is_amount_column (self, i) ? out[i] : 0;
    }
  has_room = amounts * 0.5 > -missing;
  for (guint i = 0; i < self->n; i++)
    if (!has_room || is_amount_column (self, i))
      out[i] *= 1 + missing / (has_room ? amounts : all);
}

static void
choose_widths (QzTableLayout *self, const Widths *widths, double width)
{
  g_autofree double *parts = g_new0 (double, self->n);
  double need;

  while (sum_needs (widths, self->n, self->size) > width && self->size - 0.25 >= LEAST_TABLE_SIZE)
    self->size -= 0.25;
  need = sum_needs (widths, self->n, self->size);
  if (need >= width)
    squeeze (self, widths, width - need, parts);
  else
    share_width (self, widths, width, parts);
  for (guint i = 0; i < self->n; i++)
    self->x[i + 1] = self->x[i] + parts[i];
}

static void
measure_widths (QzTableLayout *self, QzTypesetter *typesetter, double width)
{
  g_autofree double *need = g_new0 (double, self->n);
  g_autofree double *whole = g_new0 (double, self->n);
  Widths widths = { need, whole };

  for (guint i = 0; i < self->n; i++)
    measure_column (self, typesetter, i, &widths);
  choose_widths (self, &widths, width);
}

static double
get_text_height (QzTableLayout *self, QzTypesetter *typesetter, QzTextStyle style, guint i,
                 const char *text)
{
  return qz_typesetter_get_height (typesetter, style, text, self->x[i + 1] - self->x[i] - 2 * PAD_X,
                                   MAX_CELL_LINES)
         + 2 * PAD_Y;
}

static void
measure_head (QzTableLayout *self, QzTypesetter *typesetter)
{
  const QzTextStyle bold = { self->size, TRUE };
  const QzTextStyle small = { self->size * QZ_NUMBER_SCALE, FALSE };

  for (guint i = 0; i < self->n; i++)
    {
      const QzFormColumn *column = get_column (self, i);

      self->heading_height =
          MAX (self->heading_height, get_text_height (self, typesetter, bold, i, column->heading));
      if (column->group != NULL)
        self->group_height = self->size * QZ_LINE_HEIGHT + 2 * PAD_Y;
      if (column->number != NULL)
        self->number_height =
            MAX (self->number_height,
                 get_text_height (self, typesetter, small, i, column->number) - PAD_Y);
    }
}

static double
measure_row (QzTableLayout *self, QzTypesetter *typesetter, guint row)
{
  const QzTextStyle style = { self->size, FALSE };
  double height = MAX (self->block->row_height, self->size * QZ_LINE_HEIGHT + 2 * PAD_Y);

  for (guint i = 0; i < self->n; i++)
    if (is_text_column (self, i))
      {
        const char *text = qz_sheet_get_text (self->table, row, self->sheet_columns[i]);

        if (text != NULL)
          height = MAX (height, get_text_height (self, typesetter, style, i, text));
      }
  return height;
}

/* The label of sums stands in the cells before the first sum. */
static double
measure_label (QzTableLayout *self, QzTypesetter *typesetter, const char *label)
{
  const QzTextStyle bold = { self->size, TRUE };
  double height = MAX (self->block->row_height, self->size * QZ_LINE_HEIGHT + 2 * PAD_Y);

  if (label == NULL || self->n_label == 0)
    return height;
  return MAX (height, qz_typesetter_get_height (typesetter, bold, label,
                                                self->x[self->n_label] - 2 * PAD_X, 2)
                          + 2 * PAD_Y);
}

static void
measure_sums (QzTableLayout *self, QzTypesetter *typesetter)
{
  while (self->n_label < self->n && !get_column (self, self->n_label)->is_summed)
    self->n_label++;
  self->sum_height = measure_label (self, typesetter, self->total);
}

static void
measure_rows (QzTableLayout *self, QzTypesetter *typesetter)
{
  self->row_heights = g_new (double, self->lines->len + 1);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzFormLine *line = &g_array_index (self->lines, QzFormLine, i);

      if (line->n_rows > 0)
        self->row_heights[i] = measure_label (self, typesetter, self->line_labels[i]);
      else
        self->row_heights[i] = self->block->fixed_rows > 0
                                   ? self->block->row_height
                                   : measure_row (self, typesetter, line->row);
    }
}

static gboolean
fill_labels (QzTableLayout *self, const QzFill *fill, GError **error)
{
  const struct {
    const char *template;
    char **out;
  } labels[] = {
    { self->block->text, &self->caption },
    { self->block->total, &self->total },
    { self->block->subtotal, &self->subtotal },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (labels[i].template == NULL)
        continue;
      *labels[i].out = qz_form_fill (labels[i].template, fill, error);
      if (*labels[i].out == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_lines (QzTableLayout *self, const QzFill *fill, GError **error)
{
  self->lines = qz_form_make_lines (self->block, self->table);
  if (self->block->group == NULL)
    return TRUE;
  self->keeps = g_new0 (gboolean, self->lines->len + 1);
  self->line_sums = g_new0 (gint64, self->lines->len * self->n + 1);
  self->line_labels = g_new0 (char *, self->lines->len + 1);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzFormLine *line = &g_array_index (self->lines, QzFormLine, i);

      self->keeps[i] = line->n_rows > 0;
      if (!self->keeps[i])
        continue;
      self->line_labels[i] = qz_form_fill_group_label (self->block, self->table, line, fill, error);
      if (self->line_labels[i] == NULL
          || !qz_form_sum_rows (self->block, self->table, line->row, line->n_rows,
                                self->line_sums + i * self->n, error))
        return FALSE;
    }
  return TRUE;
}

static void
free_labels (QzTableLayout *self)
{
  for (guint i = 0; self->line_labels != NULL && i < self->lines->len; i++)
    g_free (self->line_labels[i]);
  g_free (self->line_labels);
}

static void
find_columns (QzTableLayout *self)
{
  self->n = self->block->columns->len;
  self->sheet_columns = g_new (int, self->n);
  self->aligns = g_new (QzAlign, self->n);
  self->x = g_new0 (double, self->n + 1);
  self->totals = g_new0 (gint64, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      const QzFormColumn *column = get_column (self, i);

      self->sheet_columns[i] = qz_sheet_find_column (self->table, column->name);
      self->aligns[i] = qz_form_column_get_align (column, self->table, self->sheet_columns[i]);
    }
}

QzTableLayout *
qz_table_layout_new (const QzForm *form, const QzFormBlock *block, QzSheet *table, double width,
                     QzTypesetter *typesetter, const QzFill *fill, GError **error)
{
  g_autoptr (QzTableLayout) self = g_new0 (QzTableLayout, 1);

  self->form = form;
  self->block = block;
  self->table = qz_sheet_ref (table);
  self->size = block->size;
  find_columns (self);
  if (!qz_form_sum_rows (block, table, 0, qz_sheet_get_n_rows (table), self->totals, error)
      || !fill_labels (self, fill, error) || !make_lines (self, fill, error))
    return NULL;
  measure_widths (self, typesetter, width);
  measure_head (self, typesetter);
  measure_sums (self, typesetter);
  measure_rows (self, typesetter);
  if (self->caption != NULL)
    self->caption_height = block->size * QZ_LINE_HEIGHT + 2 * PAD_Y;
  return g_steal_pointer (&self);
}

void
qz_table_layout_free (QzTableLayout *self)
{
  qz_sheet_unref (self->table);
  g_free (self->sheet_columns);
  g_free (self->aligns);
  g_free (self->x);
  g_free (self->totals);
  g_free (self->row_heights);
  free_labels (self);
  g_free (self->keeps);
  g_free (self->line_sums);
  g_clear_pointer (&self->lines, g_array_unref);
  g_free (self->caption);
  g_free (self->total);
  g_free (self->subtotal);
  g_free (self);
}

void
qz_table_layout_describe (QzTableLayout *self, QzFlowItem *item)
{
  *item = (QzFlowItem) {
    .gap = self->block->gap,
    .height =
        self->caption_height + self->group_height + self->heading_height + self->number_height,
    .is_table = TRUE,
    .is_whole = self->block->is_whole,
    .row_heights = self->row_heights,
    .keeps = self->keeps,
    .n_rows = self->lines->len,
    .total_height = self->total != NULL ? self->sum_height : 0,
    .subtotal_height = self->total != NULL ? self->sum_height : 0,
    .fixed_rows = self->block->fixed_rows,
    .fixed_height = self->block->row_height,
  };
}
