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

QzSheet *
qz_row_dup_facts (QzSheet *sheet, guint row, const char *name)
{
  QzSheet *facts = qz_sheet_new (name);

  for (guint column = 0; column < qz_sheet_get_n_columns (sheet); column++)
    {
      const QzValueType type = qz_sheet_get_column_type (sheet, column);
      const char *fact = qz_sheet_get_column_name (sheet, column);
      const char *title = qz_sheet_get_column_title (sheet, column);

      if (qz_sheet_is_empty (sheet, row, column))
        continue;
      if (type == QZ_VALUE_TEXT)
        qz_sheet_set_text (facts, fact, title, qz_sheet_get_text (sheet, row, column));
      else
        qz_sheet_set_number (facts, fact, title, type, qz_sheet_get_number (sheet, row, column));
    }
  return facts;
}

void
qz_cells_say (QzSheet *sheet, const char *name, const char *code, const char *word)
{
  const int column = qz_sheet_find_column (sheet, name);

  for (guint row = 0; column >= 0 && row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_sheet_get_text (sheet, row, (guint) column), code) == 0)
      qz_sheet_put_text (sheet, row, (guint) column, word);
}

/* ── codes of a register ─────────────────────────────────────────────────────────────────────── */

static void
name_column (QzSheet *sheet, GHashTable *names, guint column)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *code = qz_sheet_get_text (sheet, row, column);
      const char *name = code != NULL ? g_hash_table_lookup (names, code) : NULL;

      if (name != NULL)
        qz_sheet_put_text (sheet, row, column, name);
    }
}

static void
name_fact (QzSheet *sheet, GHashTable *names, const char *fact)
{
  const int at = qz_sheet_find_fact (sheet, fact);
  const char *code = qz_fact_text (sheet, fact);
  const char *name = code != NULL ? g_hash_table_lookup (names, code) : NULL;

  if (name != NULL)
    qz_sheet_set_text (sheet, fact, qz_sheet_get_fact_title (sheet, (guint) at), name);
}

void
qz_cells_name (QzSheet *sheet, const char *name, QzSheet *registered)
{
  const int column = qz_sheet_find_column (sheet, name);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; row < qz_sheet_get_n_rows (registered); row++)
    g_hash_table_insert (names, (gpointer) qz_cell_text (registered, row, "code"),
                         (gpointer) qz_cell_text (registered, row, "name"));
  if (column >= 0)
    name_column (sheet, names, (guint) column);
  else
    name_fact (sheet, names, name);
}
