/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-row-batch.h"

QzRowBatch *
qz_row_batch_new (void)
{
  QzRowBatch *self = g_new0 (QzRowBatch, 1);

  self->text = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (QzBatchCell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (QzBatchRow));
  return self;
}

void
qz_row_batch_free (QzRowBatch *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self);
}

void
qz_row_batch_clear (QzRowBatch *self)
{
  g_string_set_size (self->text, 0);
  g_array_set_size (self->cells, 0);
  g_array_set_size (self->rows, 0);
}

/* The first cell of the row that is being made. */
static guint
get_first (QzRowBatch *self)
{
  const QzBatchRow *last =
      self->rows->len > 0 ? &g_array_index (self->rows, QzBatchRow, self->rows->len - 1) : NULL;

  return last != NULL ? last->first + last->n_cells : 0;
}

void
qz_row_batch_drop_rows (QzRowBatch *self)
{
  const guint first = get_first (self);
  guint32 offset = (guint32) self->text->len;

  if (first < self->cells->len)
    offset = g_array_index (self->cells, QzBatchCell, first).offset;
  g_string_erase (self->text, 0, (gssize) offset);
  if (first > 0)
    g_array_remove_range (self->cells, 0, first);
  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->cells->len; i++)
    g_array_index (self->cells, QzBatchCell, i).offset -= offset;
}

gboolean
qz_row_batch_add_cell (QzRowBatch *self, guint column, const char *text, gsize length,
                       QzCellFlaw flaw)
{
  const guint n_cells = self->cells->len - get_first (self);
  QzBatchCell cell = { .offset = (guint32) self->text->len,
                       .length = (guint32) length,
                       .column = (guint16) column,
                       .flaw = (guint8) flaw };

  if (length == 0 && flaw == QZ_CELL_SOUND)
    return TRUE;
  if (column >= QZ_SHEET_MAX_COLUMNS || length > QZ_CELL_MAX_TEXT
      || self->text->len > QZ_BATCH_MAX_TEXT
      || (n_cells > 0
          && column <= g_array_index (self->cells, QzBatchCell, self->cells->len - 1).column))
    return FALSE;
  g_string_append_len (self->text, text, (gssize) length);
  g_string_append_c (self->text, '\0');
  g_array_append_val (self->cells, cell);
  return TRUE;
}

void
qz_row_batch_end_row (QzRowBatch *self, guint line, guint n_repeats)
{
  const guint first = get_first (self);
  QzBatchRow row = { .line = line,
                     .n_repeats = MAX (n_repeats, 1),
                     .first = first,
                     .n_cells = self->cells->len - first };

  if (row.n_cells > 0)
    g_array_append_val (self->rows, row);
}
