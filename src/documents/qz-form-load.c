/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-form-load.h"

#include <glib/gi18n-lib.h>

static const char *const aligns[] = { "left", "center", "right", NULL };

gboolean
qz_form_load_points (QzSection *section, const char *key, double *out, GError **error)
{
  QzFen hundredths;

  if (!qz_section_has (section, key))
    return TRUE;
  if (!qz_section_get_fen (section, key, &hundredths, error))
    return FALSE;
  if (hundredths < 0 || hundredths > 200000)
    {
      qz_section_set_error (section, key, "bad-length", error,
                            _("“%s” must be a length from 0 to 2000"), key);
      return FALSE;
    }
  *out = (double) hundredths / 100;
  return TRUE;
}

gboolean
qz_form_load_bool (QzSection *section, const char *key, gboolean *out, GError **error)
{
  return !qz_section_has (section, key) || qz_section_get_bool (section, key, out, error);
}

gboolean
qz_form_load_count (QzSection *section, const char *key, guint max, guint *out, GError **error)
{
  gint64 number;

  if (!qz_section_has (section, key))
    return TRUE;
  if (!qz_section_get_int (section, key, 1, max, &number, error))
    return FALSE;
  *out = (guint) number;
  return TRUE;
}

gboolean
qz_form_load_template (QzSection *section, const char *key, char **out, GError **error)
{
  const char *text;
  g_autofree char *fault = NULL;

  if (!qz_section_has (section, key))
    return TRUE;
  text = qz_section_get_text (section, key, error);
  if (text == NULL)
    return FALSE;
  fault = qz_form_check_template (text);
  if (fault != NULL)
    {
      qz_section_set_error (section, key, "bad-placeholder", error, "%s", fault);
      return FALSE;
    }
  g_set_str (out, text);
  return TRUE;
}

gboolean
qz_form_load_word (QzSection *section, const char *key, const char *const *words, guint *out,
                   GError **error)
{
  const char *text = qz_section_peek (section, key);
  g_autofree char *list = NULL;

  if (text == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      {
        *out = i;
        return TRUE;
      }
  list = g_strjoinv (", ", (char **) words);
  qz_section_set_error (section, key, "bad-word", error, _("“%s” must be one of: %s"), text, list);
  return FALSE;
}

static void
cell_free (gpointer data)
{
  QzFormCell *cell = data;

  g_free (cell->text);
  g_free (cell);
}

static void
column_free (gpointer data)
{
  QzFormColumn *column = data;

  g_free (column->name);
  g_free (column->heading);
  g_free (column->group);
  g_free (column->number);
  g_free (column);
}

void
qz_form_block_free (QzFormBlock *block)
{
  g_free (block->when);
  g_free (block->text);
  g_free (block->weights);
  g_free (block->aligns);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
  g_free (block->child);
  g_free (block->label);
  g_clear_pointer (&block->series, g_ptr_array_unref);
  g_free (block->empty);
  g_clear_pointer (&block->columns, g_ptr_array_unref);
  g_free (block->total);
  g_free (block->group);
  g_free (block->group_total);
  g_free (block->subtotal);
  g_free (block);
}

QzFormBlock *
qz_form_load_common (QzForm *form, QzSection *section, QzBlockKind kind, double gap,
                     GError **error)
{
  g_autoptr (QzFormBlock) block = g_new0 (QzFormBlock, 1);

  block->kind = kind;
  block->size = form->size;
  block->gap = gap;
  block->when = g_strdup (qz_section_peek (section, "when"));
  if (!qz_form_load_points (section, "size", &block->size, error)
      || !qz_form_load_points (section, "gap", &block->gap, error)
      || !qz_form_load_bool (section, "every-page", &block->is_on_every_page, error))
    return NULL;
  return g_steal_pointer (&block);
}

static gboolean
load_text (QzForm *form, QzSection *section, GError **error)
{
  g_autoptr (QzFormBlock) block = qz_form_load_common (form, section, QZ_BLOCK_TEXT, 6, error);

  if (block == NULL || qz_section_get_text (section, "text", error) == NULL
      || !qz_form_load_template (section, "text", &block->text, error)
      || !qz_form_load_word (section, "align", aligns, &block->align, error)
      || !qz_form_load_bool (section, "bold", &block->is_bold, error)
      || !qz_form_load_bool (section, "keep", &block->keeps_next, error))
    return FALSE;
  g_ptr_array_add (form->blocks, g_steal_pointer (&block));
  return TRUE;
}

/* "columns = 14 36 14 36" */
static gboolean
load_weights (QzFormBlock *block, QzSection *section, GError **error)
{
  const char *text = qz_section_get_text (section, "columns", error);
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return FALSE;
  words = g_strsplit_set (text, " \n", -1);
  block->weights = g_new0 (double, g_strv_length (words));
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (GError) reason = NULL;
      guint64 weight;

      if (*words[i] == '\0')
        continue;
      if (!g_ascii_string_to_unsigned (words[i], 10, 1, 10000, &weight, &reason))
        {
          qz_section_set_error (section, "columns", "bad-width", error,
                                _("“%s” is not a width from 1 to 10000"), words[i]);
          return FALSE;
        }
      block->weights[block->n_weights++] = (double) weight;
    }
  return TRUE;
}

/* "align = left right": of the value cells, one word a column. */
static gboolean
load_aligns (QzFormBlock *block, QzSection *section, GError **error)
{
  const char *text = qz_section_peek (section, "align");
  g_auto (GStrv) words = NULL;

  block->aligns = g_new0 (QzAlign, block->n_weights);
  if (text == NULL)
    return TRUE;
  words = g_strsplit (text, " ", -1);
  if (g_strv_length (words) != block->n_weights)
    {
      qz_section_set_error (section, "align", "bad-count", error,
                            _("“align” must have one word for each of the %u columns"),
                            block->n_weights);
      return FALSE;
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint word = 0;

      while (aligns[word] != NULL && !g_str_equal (aligns[word], words[i]))
        word++;
      if (aligns[word] == NULL)
        {
          qz_section_set_error (section, "align", "bad-word", error,
                                _("“%s” must be left, center or right"), words[i]);
          return FALSE;
        }
      block->aligns[i] = word;
    }
  return TRUE;
}

/* The cell that covers a place of the grid. */
static QzFormCell *
find_cover (QzFormBlock *block, guint row, guint column)
{
  for (guint i = 0; i < block->cells->len; i++)
    {
      QzFormCell *cell = g_ptr_array_index (block->cells, i);

      if (row >= cell->row && row < cell->row + cell->n_rows && column >= cell->column
          && column < cell->column + cell->n_columns)
        return cell;
    }
  return NULL;
}

/* "<" widens the cell to the left, "^" lengthens the cell above. */
static gboolean
extend_cell (QzFormBlock *block, const char *mark, guint row, guint column)
{
  QzFormCell *cell = NULL;

  if (*mark == '<' && column > 0)
    cell = find_cover (block, row, column - 1);
  if (*mark == '^' && row > 0)
    cell = find_cover (block, row - 1, column);
  if (cell == NULL)
    return FALSE;
  if (*mark == '<' && cell->row == row)
    cell->n_columns++;
  else if (*mark == '^' && cell->column == column)
    cell->n_rows++;
  return find_cover (block, row, column) == cell;
}

/* "@" makes a place for a seal; ">" sets a label like a value instead of centring it. */
static gboolean
add_cell (QzFormBlock *block, QzSection *section, const char *text, guint column, GError **error)
{
  g_autofree char *fault = qz_form_check_template (text);
  QzFormCell *cell;

  if (fault != NULL)
    {
      qz_section_set_error (section, "rows", "bad-placeholder", error, "%s", fault);
      return FALSE;
    }
  if (g_str_equal (text, "<") || g_str_equal (text, "^"))
    {
      if (extend_cell (block, text, block->n_grid_rows, column))
        return TRUE;
      qz_section_set_error (section, "rows", "bad-span", error,
                            _("Row %u, cell %u: “%s” has no cell to lengthen there"),
                            block->n_grid_rows + 1, column + 1, text);
      return FALSE;
    }
  cell = g_new0 (QzFormCell, 1);
  cell->is_seal = *text == '@';
  cell->is_label = *text != '>' && strchr (text, '{') == NULL;
  cell->text = g_strdup (cell->is_seal || *text == '>' ? text + 1 : text);
  cell->row = block->n_grid_rows;
  cell->column = column;
  cell->n_rows = cell->n_columns = 1;
  g_ptr_array_add (block->cells, cell);
  return TRUE;
}

static gboolean
load_grid_row (QzFormBlock *block, QzSection *section, const char *line, GError **error)
{
  g_auto (GStrv) texts = g_strsplit (line, "|", -1);
  guint n = g_strv_length (texts);

  if (n != block->n_weights)
    {
      qz_section_set_error (section, "rows", "bad-count", error,
                            _("Row %u has %u cells instead of %u"), block->n_grid_rows + 1, n,
                            block->n_weights);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!add_cell (block, section, g_strstrip (texts[i]), i, error))
      return FALSE;
  block->n_grid_rows++;
  return TRUE;
}

static gboolean
load_cells (QzForm *form, QzSection *section, gboolean has_rules, double gap, GError **error)
{
  g_autoptr (QzFormBlock) block = qz_form_load_common (form, section, QZ_BLOCK_GRID, gap, error);
  const char *rows;
  g_auto (GStrv) lines = NULL;

  if (block == NULL)
    return FALSE;
  block->has_rules = has_rules;
  block->seal_height = 64;
  block->cells = g_ptr_array_new_with_free_func (cell_free);
  if (!load_weights (block, section, error) || !load_aligns (block, section, error)
      || !qz_form_load_points (section, "row-height", &block->row_height, error)
      || !qz_form_load_points (section, "seal-height", &block->seal_height, error))
    return FALSE;
  rows = qz_section_get_text (section, "rows", error);
  if (rows == NULL)
    return FALSE;
  lines = g_strsplit (rows, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!load_grid_row (block, section, lines[i], error))
      return FALSE;
  g_ptr_array_add (form->blocks, g_steal_pointer (&block));
  return TRUE;
}

static gboolean
load_grid (QzForm *form, QzSection *section, GError **error)
{
  return load_cells (form, section, TRUE, 6, error);
}

static gboolean
load_signature (QzForm *form, QzSection *section, GError **error)
{
  return load_cells (form, section, FALSE, 12, error);
}

/* Sums of groups would not fit between rows that are counted out. */
static gboolean
load_group (QzFormBlock *block, QzSection *section, GError **error)
{
  if (block->group != NULL && qz_section_has (section, "fixed-rows"))
    {
      qz_section_set_error (section, "fixed-rows", "group-fixed", error,
                            _("A table with “group” cannot have “fixed-rows”"));
      return FALSE;
    }
  if (block->group == NULL && qz_section_has (section, "group-total"))
    {
      qz_section_set_error (section, "group-total", "group-missing", error,
                            _("“group-total” needs “group”, the column whose rows are summed"));
      return FALSE;
    }
  block->group_total = g_strdup ("小计");
  return qz_form_load_template (section, "group-total", &block->group_total, error);
}

static gboolean
load_table (QzForm *form, QzSection *section, GError **error)
{
  g_autoptr (QzFormBlock) block = qz_form_load_common (form, section, QZ_BLOCK_TABLE, 4, error);

  if (block == NULL)
    return FALSE;
  block->columns = g_ptr_array_new_with_free_func (column_free);
  block->child = g_strdup (qz_section_peek (section, "child"));
  block->is_optional = block->child != NULL;
  block->subtotal = g_strdup ("本页小计");
  block->group = g_strdup (qz_section_peek (section, "group"));
  if (!qz_form_load_template (section, "caption", &block->text, error)
      || !qz_form_load_template (section, "total", &block->total, error)
      || !qz_form_load_template (section, "subtotal", &block->subtotal, error)
      || !qz_form_load_template (section, "empty", &block->empty, error)
      || !load_group (block, section, error)
      || !qz_form_load_bool (section, "optional", &block->is_optional, error)
      || !qz_form_load_bool (section, "whole", &block->is_whole, error)
      || !qz_form_load_bool (section, "yen", &block->has_yen, error)
      || !qz_form_load_points (section, "row-height", &block->row_height, error)
      || !qz_form_load_count (section, "fixed-rows", 60, &block->fixed_rows, error))
    return FALSE;
  if (block->child == NULL && qz_form_get_main_table (form) != NULL)
    {
      qz_section_set_error (section, NULL, "second-table", error,
                            _("Only one table may show the sheet itself; give this one “child”"));
      return FALSE;
    }
  g_ptr_array_add (form->blocks, g_steal_pointer (&block));
  return TRUE;
}

static gboolean
fill_column (QzFormColumn *column, QzSection *section, GError **error)
{
  gint64 width = 0;
  guint align = QZ_ALIGN_LEFT;

  column->name = g_strdup (qz_section_get_text (section, "name", error));
  if (column->name == NULL || qz_section_get_text (section, "heading", error) == NULL
      || !qz_section_get_int (section, "width", 1, 10000, &width, error)
      || !qz_form_load_word (section, "align", aligns, &align, error)
      || !qz_form_load_bool (section, "sum", &column->is_summed, error))
    return FALSE;
  if (column->is_summed && g_str_equal (column->name, "#"))
    {
      qz_section_set_error (section, "sum", "bad-sum", error,
                            _("The numbers of the rows cannot be summed; leave out “sum”"));
      return FALSE;
    }
  column->heading = g_strdup (qz_section_peek (section, "heading"));
  column->group = g_strdup (qz_section_peek (section, "group"));
  column->number = g_strdup (qz_section_peek (section, "number"));
  column->weight = (double) width;
  column->align = align;
  column->has_align = qz_section_has (section, "align");
  return TRUE;
}

static gboolean
load_column (QzForm *form, QzSection *section, GError **error)
{
  QzFormBlock *block =
      form->blocks->len > 0 ? g_ptr_array_index (form->blocks, form->blocks->len - 1) : NULL;
  QzFormColumn *column;

  if (block == NULL || block->kind != QZ_BLOCK_TABLE)
    {
      qz_section_set_error (section, NULL, "column-without-table", error,
                            _("A “[column]” must follow a “[table]” or another “[column]”"));
      return FALSE;
    }
  column = g_new0 (QzFormColumn, 1);
  g_ptr_array_add (block->columns, column);
  if (!fill_column (column, section, error))
    return FALSE;
  for (guint i = 0; i + 1 < block->columns->len; i++)
    {
      const QzFormColumn *other = g_ptr_array_index (block->columns, i);

      if (g_str_equal (other->name, column->name))
        {
          qz_section_set_error (section, "name", "repeated-column", error,
                                _("The column “%s” stands twice in this table"), column->name);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
qz_form_load_block (QzForm *form, QzSection *section, gboolean *known, GError **error)
{
  static const struct {
    const char *name;
    gboolean (*load) (QzForm *, QzSection *, GError **);
  } loaders[] = {
    { "text", load_text },           { "grid", load_grid },     { "table", load_table },
    { "signature", load_signature }, { "column", load_column },
    { "paragraphs", qz_form_load_paragraphs },
    { "chart", qz_form_load_chart },
  };

  *known = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    if (g_str_equal (loaders[i].name, qz_section_get_name (section)))
      {
        /* Only the section itself: each key is marked by who reads it. */
        qz_section_mark_read (section, "");
        return loaders[i].load (form, section, error);
      }
  *known = FALSE;
  return TRUE;
}
