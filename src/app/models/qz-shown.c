/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-shown.h"

#include <string.h>

#include "qz-words.h"

QzSheet *
qz_shown_new (QzSheet *from, GArray *columns)
{
  QzSheet *self = qz_sheet_new (qz_sheet_get_name (from));

  for (guint i = 0; i < columns->len; i++)
    {
      const guint column = g_array_index (columns, guint, i);

      qz_sheet_add_column (self, qz_sheet_get_column_name (from, column),
                           qz_sheet_get_column_title (from, column),
                           qz_sheet_get_column_type (from, column));
    }
  return self;
}

void
qz_shown_append (QzSheet *self, QzSheet *from, guint row, GArray *columns)
{
  const guint made = qz_sheet_add_row (self);

  for (guint i = 0; i < columns->len; i++)
    {
      const guint column = g_array_index (columns, guint, i);

      if (qz_sheet_is_empty (from, row, column))
        continue;
      if (qz_sheet_get_column_type (from, column) == QZ_VALUE_TEXT)
        {
          g_autofree char *shown = qz_words_dup_cell (from, row, column);

          qz_sheet_put_text (self, made, i, shown);
        }
      else
        qz_sheet_put_number (self, made, i, qz_sheet_get_number (from, row, column));
    }
}

void
qz_shown_write_tsv_head (QzSheet *self, GString *out)
{
  for (guint i = 0; i < qz_sheet_get_n_columns (self); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "", qz_sheet_get_column_title (self, i));
  g_string_append_c (out, '\n');
}

static void
write_cell (QzSheet *self, guint row, guint column, GString *out)
{
  g_autofree char *cell = qz_sheet_dup_machine (self, row, column);

  if (cell == NULL)
    return;
  if (qz_sheet_get_column_type (self, column) == QZ_VALUE_TEXT)
    {
      g_strdelimit (cell, "\t\r\n", ' ');
      if (*cell != '\0' && strchr ("=+-@", *cell) != NULL)
        g_string_append_c (out, '\'');
    }
  g_string_append (out, cell);
}

void
qz_shown_write_tsv_rows (QzSheet *self, GString *out)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (self); row++)
    {
      for (guint i = 0; i < qz_sheet_get_n_columns (self); i++)
        {
          if (i > 0)
            g_string_append_c (out, '\t');
          write_cell (self, row, i, out);
        }
      g_string_append_c (out, '\n');
    }
}
