/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-cells.h"

#include "qz-words.h"

const char *
qz_cell_text (QzSheet *sheet, guint row, const char *column)
{
  const int found = qz_sheet_find_column (sheet, column);

  return found >= 0 ? qz_sheet_get_text (sheet, row, (guint) found) : NULL;
}

gint64
qz_cell_number (QzSheet *sheet, guint row, const char *column)
{
  const int found = qz_sheet_find_column (sheet, column);

  return found >= 0 ? qz_sheet_get_number (sheet, row, (guint) found) : 0;
}

char *
qz_cell_dup (QzSheet *sheet, guint row, const char *column)
{
  const int found = qz_sheet_find_column (sheet, column);

  return found >= 0 ? qz_words_dup_cell (sheet, row, (guint) found) : g_strdup ("");
}

const char *
qz_fact_text (QzSheet *sheet, const char *fact)
{
  const int found = qz_sheet_find_fact (sheet, fact);

  return found >= 0 ? qz_sheet_get_fact_text (sheet, (guint) found) : NULL;
}

gint64
qz_fact_number (QzSheet *sheet, const char *fact)
{
  const int found = qz_sheet_find_fact (sheet, fact);

  return found >= 0 ? qz_sheet_get_fact_number (sheet, (guint) found) : 0;
}
