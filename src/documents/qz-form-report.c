/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of reports: paragraphs that were drafted from data, and charts. */
#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-form-load.h"

gboolean
qz_form_load_paragraphs (QzForm *form, QzSection *section, GError **error)
{
  g_autoptr (QzFormBlock) block =
      qz_form_load_common (form, section, QZ_BLOCK_PARAGRAPHS, 3, error);

  if (block == NULL)
    return FALSE;
  block->child = g_strdup (qz_section_get_text (section, "child", error));
  if (block->child == NULL)
    return FALSE;
  block->label = g_strdup (qz_section_has (section, "column")
                               ? qz_section_peek (section, "column")
                               : "text");
  g_ptr_array_add (form->blocks, g_steal_pointer (&block));
  return TRUE;
}

static void
series_free (gpointer data)
{
  QzFormSeries *series = data;

  g_free (series->name);
  g_free (series->word);
  g_free (series);
}

/* "values = own cross" and "legend = 本区域 跨区域": as many words. */
static gboolean
load_series (QzFormBlock *block, QzSection *section, GError **error)
{
  const char *names = qz_section_get_text (section, "values", error);
  const char *legend = qz_section_has (section, "legend") ? qz_section_peek (section, "legend")
                                                          : names;
  g_auto (GStrv) columns = names != NULL ? g_strsplit (names, " ", -1) : NULL;
  g_auto (GStrv) words = names != NULL ? g_strsplit (legend, " ", -1) : NULL;
  const guint n = names != NULL ? g_strv_length (columns) : 0;

  if (names == NULL)
    return FALSE;
  if (n > QZ_MAX_SERIES || n != g_strv_length (words))
    {
      qz_section_set_error (section, "legend", "bad-count", error,
                            _("A chart has 1 to %d “values”, and as many words in “legend”"),
                            QZ_MAX_SERIES);
      return FALSE;
    }
  block->series = g_ptr_array_new_with_free_func (series_free);
  for (guint i = 0; i < n; i++)
    {
      QzFormSeries *series = g_new0 (QzFormSeries, 1);

      series->name = g_strdup (columns[i]);
      series->word = g_strdup (words[i]);
      g_ptr_array_add (block->series, series);
    }
  return TRUE;
}

gboolean
qz_form_load_chart (QzForm *form, QzSection *section, GError **error)
{
  static const char *const kinds[] = { "bars", "columns", NULL };
  g_autoptr (QzFormBlock) block = qz_form_load_common (form, section, QZ_BLOCK_CHART, 6, error);
  guint kind = QZ_CHART_BARS;

  if (block == NULL || !qz_form_load_word (section, "kind", kinds, &kind, error)
      || !qz_form_load_template (section, "caption", &block->text, error)
      || !qz_form_load_points (section, "row-height", &block->row_height, error)
      || !qz_form_load_count (section, "rows", 60, &block->n_bars, error)
      || !qz_form_load_bool (section, "keep", &block->keeps_next, error)
      || !load_series (block, section, error))
    return FALSE;
  block->chart = kind;
  block->child = g_strdup (qz_section_get_text (section, "child", error));
  if (block->child == NULL)
    return FALSE;
  block->label = g_strdup (qz_section_get_text (section, "label", error));
  if (block->label == NULL)
    return FALSE;
  g_ptr_array_add (form->blocks, g_steal_pointer (&block));
  return TRUE;
}

/* ── what they show ─────────────────────────────────────────────────────────────────────────── */

static gboolean
check_column (const QzForm *self, QzSheet *child, const char *name, gboolean is_number,
              GError **error)
{
  const int column = qz_sheet_find_column (child, name);

  if (column < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "missing-column",
                    _("Form %s needs column “%s”, which the table “%s” does not have"), self->id,
                    name, qz_sheet_get_name (child));
      return FALSE;
    }
  if (!is_number || qz_sheet_get_column_type (child, column) == QZ_VALUE_FEN
      || qz_sheet_get_column_type (child, column) == QZ_VALUE_COUNT)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "bad-chart",
                _("Form %s draws column “%s”, which holds neither amounts nor counts"), self->id,
                name);
  return FALSE;
}

/* There is nothing to see in a chart of zeros. */
static gboolean
has_figure (const QzFormBlock *block, QzSheet *child)
{
  for (guint i = 0; i < block->series->len; i++)
    {
      const QzFormSeries *series = g_ptr_array_index (block->series, i);
      const int column = qz_sheet_find_column (child, series->name);

      for (guint row = 0; row < qz_sheet_get_n_rows (child); row++)
        if (qz_sheet_get_number (child, row, (guint) column) != 0)
          return TRUE;
    }
  return FALSE;
}

gboolean
qz_form_block_get_child (const QzForm *self, const QzFormBlock *block, QzSheet *sheet,
                         QzSheet **child, GError **error)
{
  QzSheet *found = qz_sheet_find_child (sheet, block->child);

  *child = NULL;
  if (found == NULL || qz_sheet_get_n_rows (found) == 0)
    return TRUE;
  if (!check_column (self, found, block->label, FALSE, error))
    return FALSE;
  for (guint i = 0; block->series != NULL && i < block->series->len; i++)
    if (!check_column (self, found,
                       ((const QzFormSeries *) g_ptr_array_index (block->series, i))->name, TRUE,
                       error))
      return FALSE;
  if (block->kind != QZ_BLOCK_CHART || has_figure (block, found))
    *child = found;
  return TRUE;
}

gboolean
qz_form_block_says_empty (const QzFormBlock *block, QzSheet *sheet)
{
  QzSheet *table = block->child != NULL ? qz_sheet_find_child (sheet, block->child) : sheet;

  return block->kind == QZ_BLOCK_TABLE && block->empty != NULL
         && (table == NULL || qz_sheet_get_n_rows (table) == 0);
}

/* ── for a screen ───────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn block_columns[] = {
  { "block", N_ ("Block"), QZ_VALUE_TEXT },   { "child", N_ ("Table"), QZ_VALUE_TEXT },
  { "text", N_ ("Text"), QZ_VALUE_TEXT },     { "label", N_ ("Label"), QZ_VALUE_TEXT },
  { "values", N_ ("Columns"), QZ_VALUE_TEXT }, { "legend", N_ ("Headings"), QZ_VALUE_TEXT },
  { "kind", N_ ("Kind"), QZ_VALUE_TEXT },     { "rows", N_ ("Rows"), QZ_VALUE_COUNT },
};
enum {
  BLOCK,
  CHILD,
  TEXT,
  LABEL,
  VALUES,
  LEGEND,
  KIND,
  ROWS,
};

static void
put_columns (QzSheet *out, guint row, const QzFormBlock *block)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) headings = g_string_new (NULL);

  for (guint i = 0; i < block->columns->len; i++)
    {
      const QzFormColumn *column = g_ptr_array_index (block->columns, i);
      g_auto (GStrv) lines = g_strsplit (column->heading, "\n", -1);
      g_autofree char *heading = g_strjoinv ("", lines);

      if (g_str_equal (column->name, "#"))
        continue;
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", column->name);
      g_string_append_printf (headings, "%s%s", headings->len > 0 ? "|" : "", heading);
    }
  qz_sheet_put_text (out, row, VALUES, names->str);
  qz_sheet_put_text (out, row, LEGEND, headings->str);
}

static void
put_series (QzSheet *out, guint row, const QzFormBlock *block)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < block->series->len; i++)
    {
      const QzFormSeries *series = g_ptr_array_index (block->series, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", series->name);
      g_string_append_printf (words, "%s%s", i > 0 ? "|" : "", series->word);
    }
  qz_sheet_put_text (out, row, LABEL, block->label);
  qz_sheet_put_text (out, row, VALUES, names->str);
  qz_sheet_put_text (out, row, LEGEND, words->str);
  qz_sheet_put_text (out, row, KIND, block->chart == QZ_CHART_BARS ? "bars" : "columns");
  qz_sheet_put_number (out, row, ROWS, block->n_bars);
}

/* What stands in the block: nothing of what has no row. */
static gboolean
has_content (QzForm *self, const QzFormBlock *block, QzSheet *sheet, gboolean *out, GError **error)
{
  QzSheet *child = NULL;
  gboolean ok = TRUE;

  if (block->kind == QZ_BLOCK_TABLE)
    ok = qz_form_block_get_table (self, block, sheet, &child, error);
  else if (block->kind == QZ_BLOCK_CHART || block->kind == QZ_BLOCK_PARAGRAPHS)
    ok = qz_form_block_get_child (self, block, sheet, &child, error);
  *out = child != NULL || block->kind == QZ_BLOCK_TEXT;
  return ok;
}

static gboolean
describe_block (QzForm *self, const QzFormBlock *block, QzSheet *sheet, QzSheet *out,
                GError **error)
{
  static const char *const names[] = { [QZ_BLOCK_TEXT] = "text",
                                       [QZ_BLOCK_TABLE] = "table",
                                       [QZ_BLOCK_PARAGRAPHS] = "paragraphs",
                                       [QZ_BLOCK_CHART] = "chart" };
  const QzFill fill = { sheet, 1, 1 };
  const gboolean is_empty = qz_form_block_says_empty (block, sheet);
  const QzBlockKind kind = is_empty ? QZ_BLOCK_TEXT : block->kind;
  const char *template = is_empty ? block->empty : block->text;
  g_autofree char *text = NULL;
  gboolean has = FALSE;
  guint row;

  if (!is_empty && !has_content (self, block, sheet, &has, error))
    return FALSE;
  if (!has && !is_empty)
    return TRUE;
  text = template != NULL ? qz_form_fill (template, &fill, error) : g_strdup ("");
  if (text == NULL)
    return FALSE;
  row = qz_sheet_add_row (out);
  qz_sheet_put_text (out, row, BLOCK,
                     kind == QZ_BLOCK_TEXT && block->keeps_next ? "heading" : names[kind]);
  qz_sheet_put_text (out, row, TEXT, text);
  if (kind == QZ_BLOCK_TEXT)
    return TRUE;
  qz_sheet_put_text (out, row, CHILD, block->child != NULL ? block->child : "");
  if (kind == QZ_BLOCK_TABLE)
    put_columns (out, row, block);
  else if (kind == QZ_BLOCK_CHART)
    put_series (out, row, block);
  else
    qz_sheet_put_text (out, row, LABEL, block->label);
  return TRUE;
}

/**
 * qz_form_describe:
 * @self: a form
 * @sheet: what fills it
 * @error: a #GError: a column is missing
 *
 * Grids and signatures are of paper alone and left out.
 *
 * Returns: (transfer full): the blocks in their order, or %NULL
 */
QzSheet *
qz_form_describe (QzForm *self, QzSheet *sheet, GError **error)
{
  g_autoptr (QzSheet) out = QZ_SHEET_NEW ("layout", block_columns);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind != QZ_BLOCK_GRID && qz_form_block_is_wanted (block, sheet)
          && !describe_block (self, block, sheet, out, error))
        return NULL;
    }
  return g_steal_pointer (&out);
}
