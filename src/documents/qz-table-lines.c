/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-form-private.h"

/* Which lines a table has: the rows of its sheet and, where the form groups them, the sums of each
 * group below its last row. Neighbours are one group; rows come ordered by the column. */

static gboolean
is_same_group (QzSheet *table, int column, guint one, guint other)
{
  const char *text = qz_sheet_get_text (table, one, column);

  return g_strcmp0 (text, qz_sheet_get_text (table, other, column)) == 0;
}

GArray *
qz_form_make_lines (const QzFormBlock *block, QzSheet *table)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (QzFormLine));
  const guint n_rows = qz_sheet_get_n_rows (table);
  const int column = block->group != NULL ? qz_sheet_find_column (table, block->group) : -1;
  guint first = 0;

  for (guint row = 0; row < n_rows; row++)
    {
      const QzFormLine line = { row, 0 };

      g_array_append_val (lines, line);
      if (column >= 0 && (row + 1 == n_rows || !is_same_group (table, column, row, row + 1)))
        {
          const QzFormLine sums = { first, row + 1 - first };

          g_array_append_val (lines, sums);
          first = row + 1;
        }
    }
  return lines;
}

gboolean
qz_form_sum_rows (const QzFormBlock *block, QzSheet *table, guint first, guint n, gint64 *sums,
                  GError **error)
{
  for (guint i = 0; i < block->columns->len; i++)
    {
      const QzFormColumn *column = g_ptr_array_index (block->columns, i);
      int index = qz_sheet_find_column (table, column->name);

      sums[i] = 0;
      if (!column->is_summed)
        continue;
      for (guint row = first; row < first + n; row++)
        if (!qz_fen_accumulate (&sums[i], qz_sheet_get_number (table, row, index), error))
          return FALSE;
    }
  return TRUE;
}

char *
qz_form_fill_group_label (const QzFormBlock *block, QzSheet *table, const QzFormLine *line,
                          const QzFill *fill, GError **error)
{
  const int column = qz_sheet_find_column (table, block->group);
  const char *group = qz_sheet_get_text (table, line->row, column);
  QzFill filled = *fill;

  filled.group = group != NULL ? group : "";
  return qz_form_fill (block->group_total, &filled, error);
}
