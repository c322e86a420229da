/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet-fill.h"

#include <string.h>

#include "qz-error.h"

static void
put_day (QzSheet *sheet, guint row, guint column, const char *text)
{
  QzDay day = QZ_DAY_NONE;

  if (text != NULL && strlen (text) >= 10 && qz_day_parse_plain (text, 10, &day))
    qz_sheet_put_number (sheet, row, column, day);
}

static void
put_cell (QzSheet *sheet, guint row, guint column, QzStatement *statement)
{
  if (qz_statement_is_null (statement, (int) column))
    return;
  switch (qz_sheet_get_column_type (sheet, column))
    {
    case QZ_VALUE_TEXT:
      qz_sheet_put_text (sheet, row, column, qz_statement_get_text (statement, (int) column));
      break;
    case QZ_VALUE_DAY:
      put_day (sheet, row, column, qz_statement_get_text (statement, (int) column));
      break;
    case QZ_VALUE_FEN:
    case QZ_VALUE_COUNT:
    case QZ_VALUE_PPM:
    case QZ_VALUE_PERIOD:
    case QZ_VALUE_BOOL:
    default:
      qz_sheet_put_number (sheet, row, column, qz_statement_get_int (statement, (int) column));
      break;
    }
}

gboolean
qz_sheet_fill (QzSheet *sheet, QzStatement *statement, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (qz_statement_step (statement, &local))
    {
      guint row = qz_sheet_add_row (sheet);
      for (guint column = 0; column < qz_sheet_get_n_columns (sheet); column++)
        put_cell (sheet, row, column, statement);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
