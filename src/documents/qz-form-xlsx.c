/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <xlsxwriter.h>

#include "qz-error.h"
#include "qz-form-private.h"
#include "qz-progress.h"
#include "qz-table-layout.h"

/* A spreadsheet keeps 15 digits: a larger amount is written as text, so that no fen is lost. */
#define MAX_EXACT            G_GINT64_CONSTANT (999999999999999)
#define CENTIMETRES_PER_INCH 2.54

typedef enum {
  LOOK_TITLE,
  LOOK_HEAD,
  LOOK_TEXT,
  LOOK_LABEL,
  LOOK_RIGHT,
  LOOK_PLAIN,
  LOOK_PLAIN_RIGHT,
  LOOK_PARAGRAPH,
  LOOK_AMOUNT,
  LOOK_COUNT,
  LOOK_RATIO,
  LOOK_DAY,
  LOOK_SUM,
  LOOK_SUM_COUNT,
  N_LOOKS,
} Look;

typedef struct {
  QzForm *form;
  lxw_workbook *book;
  lxw_format *looks[N_LOOKS];
  lxw_worksheet *page;
  QzSheet *sheet;
  guint row;
  guint n_columns;
  GArray *charts; /* Chart: drawn when it is known where the tables stand */
  GArray *placed; /* Placed */
} Xlsx;

typedef struct {
  const QzFormBlock *block;
  QzSheet *table;
  guint row;
} Chart;

/* Where the rows of a table stand. */
typedef struct {
  const QzFormBlock *block;
  guint row;
  guint n_rows;
} Placed;

static void
make_looks (Xlsx *xlsx)
{
  for (guint i = 0; i < N_LOOKS; i++)
    {
      lxw_format *look = xlsx->looks[i] = workbook_add_format (xlsx->book);

      format_set_font_name (look, "宋体");
      format_set_font_size (look, i == LOOK_TITLE ? 16 : 10);
      format_set_align (look, LXW_ALIGN_VERTICAL_CENTER);
      if (i != LOOK_TITLE && i != LOOK_PLAIN && i != LOOK_PLAIN_RIGHT
          && i != LOOK_PARAGRAPH)
        format_set_border (look, LXW_BORDER_THIN);
      if (i == LOOK_TITLE || i == LOOK_HEAD || i == LOOK_SUM || i == LOOK_SUM_COUNT)
        format_set_bold (look);
      if (i == LOOK_TITLE || i == LOOK_HEAD || i == LOOK_LABEL || i == LOOK_RATIO || i == LOOK_DAY)
        format_set_align (look, LXW_ALIGN_CENTER);
      if (i == LOOK_RIGHT || i == LOOK_PLAIN_RIGHT)
        format_set_align (look, LXW_ALIGN_RIGHT);
      if (i == LOOK_HEAD || i == LOOK_TEXT || i == LOOK_LABEL || i == LOOK_PARAGRAPH)
        format_set_text_wrap (look);
    }
  format_set_num_format (xlsx->looks[LOOK_AMOUNT], "#,##0.00");
  format_set_num_format (xlsx->looks[LOOK_SUM], "#,##0.00");
  format_set_num_format (xlsx->looks[LOOK_RATIO], "0.00%");
  format_set_num_format (xlsx->looks[LOOK_DAY], "yyyy-mm-dd");
}

/* The only place where an amount becomes a floating number: the file format has no other. Up to 15
 * digits the quotient is the number nearest to the amount and is written with the same digits. */
static double
to_cell_number (QzFen amount)
{
  return (double) amount / 100;
}

static void
write_amount (Xlsx *xlsx, guint row, guint column, QzFen amount, Look look)
{
  g_autofree char *text = NULL;

  if (amount <= MAX_EXACT && amount >= -MAX_EXACT)
    {
      worksheet_write_number (xlsx->page, row, column, to_cell_number (amount), xlsx->looks[look]);
      return;
    }
  text = qz_fen_format (amount);
  worksheet_write_string (xlsx->page, row, column, text, xlsx->looks[LOOK_RIGHT]);
}

static void
write_day (Xlsx *xlsx, guint row, guint column, QzDay day)
{
  lxw_datetime when = { 0 };

  if (day == QZ_DAY_NONE)
    return;
  qz_day_to_ymd (day, &when.year, &when.month, &when.day);
  worksheet_write_datetime (xlsx->page, row, column, &when, xlsx->looks[LOOK_DAY]);
}

static void
write_value (Xlsx *xlsx, guint row, guint column, QzValueType type, gint64 number)
{
  g_autofree char *text = NULL;

  switch (type)
    {
    case QZ_VALUE_FEN:
      write_amount (xlsx, row, column, number, LOOK_AMOUNT);
      break;
    case QZ_VALUE_COUNT:
      worksheet_write_number (xlsx->page, row, column, (double) number, xlsx->looks[LOOK_COUNT]);
      break;
    case QZ_VALUE_PPM:
      worksheet_write_number (xlsx->page, row, column, (double) number / QZ_PPM_ONE,
                              xlsx->looks[LOOK_RATIO]);
      break;
    case QZ_VALUE_DAY:
      write_day (xlsx, row, column, (QzDay) number);
      break;
    case QZ_VALUE_BOOL:
      worksheet_write_string (xlsx->page, row, column, number != 0 ? "✓" : "",
                              xlsx->looks[LOOK_LABEL]);
      break;
    case QZ_VALUE_PERIOD:
      text = qz_value_dup_display (type, number);
      worksheet_write_string (xlsx->page, row, column, text, xlsx->looks[LOOK_LABEL]);
      break;
    case QZ_VALUE_TEXT:
    default:
      g_assert_not_reached ();
    }
}

static void
write_cell (Xlsx *xlsx, guint column, QzSheet *table, guint row, int sheet_column)
{
  QzValueType type;

  if (sheet_column < 0)
    {
      worksheet_write_number (xlsx->page, xlsx->row, column, row + 1, xlsx->looks[LOOK_COUNT]);
      return;
    }
  type = qz_sheet_get_column_type (table, sheet_column);
  if (qz_sheet_is_empty (table, row, sheet_column))
    worksheet_write_blank (xlsx->page, xlsx->row, column, xlsx->looks[LOOK_TEXT]);
  else if (type == QZ_VALUE_TEXT) /* a string, also when it looks like a formula */
    worksheet_write_string (xlsx->page, xlsx->row, column,
                            qz_sheet_get_text (table, row, sheet_column), xlsx->looks[LOOK_TEXT]);
  else
    write_value (xlsx, xlsx->row, column, type, qz_sheet_get_number (table, row, sheet_column));
}

/* A cell over several rows and columns; libxlsxwriter refuses to merge a single one. */
static void
write_span (Xlsx *xlsx, const QzFormCell *cell, const char *text, Look look)
{
  guint row = xlsx->row + cell->row;
  guint last_row = row + cell->n_rows - 1;
  guint last_column = cell->column + cell->n_columns - 1;

  if (row == last_row && cell->column == last_column)
    worksheet_write_string (xlsx->page, row, cell->column, text, xlsx->looks[look]);
  else
    worksheet_merge_range (xlsx->page, row, cell->column, last_row, last_column, text,
                           xlsx->looks[look]);
}

static char *
fill (Xlsx *xlsx, const char *template, GError **error)
{
  const QzFill values = { xlsx->sheet, 1, 1 };

  return qz_form_fill (template, &values, error);
}

/* Headings in two lines when columns are grouped, and their numbers below. */
static void
write_headings (Xlsx *xlsx, const QzFormBlock *block)
{
  guint n = block->columns->len;

  for (guint i = 0; i < n; i++)
    {
      const QzFormColumn *column = g_ptr_array_index (block->columns, i);
      const QzFormColumn *before = i > 0 ? g_ptr_array_index (block->columns, i - 1) : NULL;
      QzFormCell cell = { .column = i, .n_rows = column->group != NULL ? 1 : 2, .n_columns = 1 };

      cell.row = column->group != NULL ? 1 : 0;
      write_span (xlsx, &cell, column->heading, LOOK_HEAD);
      worksheet_write_string (xlsx->page, xlsx->row + 2, i,
                              column->number != NULL ? column->number : "",
                              xlsx->looks[LOOK_LABEL]);
      if (column->group == NULL
          || (before != NULL && g_strcmp0 (before->group, column->group) == 0))
        continue;
      cell = (QzFormCell) { .column = i, .n_rows = 1, .n_columns = 1 };
      while (i + cell.n_columns < n
             && g_strcmp0 (((QzFormColumn *) g_ptr_array_index (block->columns, i + cell.n_columns))
                               ->group,
                           column->group)
                    == 0)
        cell.n_columns++;
      write_span (xlsx, &cell, column->group, LOOK_HEAD);
    }
  xlsx->row += 3;
}

/* The sums are formulas with their results, so that a reader sees how they come about. SUBTOTAL
 * leaves out the sums of groups among the @n_rows lines above. */
static void
write_sum (Xlsx *xlsx, guint column, QzValueType type, gint64 sum, guint n_rows,
           gboolean has_groups)
{
  char first[LXW_MAX_CELL_NAME_LENGTH];
  char last[LXW_MAX_CELL_NAME_LENGTH];
  g_autofree char *formula = NULL;
  gboolean is_amount = type == QZ_VALUE_FEN;

  if (n_rows == 0 || sum > MAX_EXACT || sum < -MAX_EXACT)
    {
      write_amount (xlsx, xlsx->row, column, sum, LOOK_SUM);
      return;
    }
  lxw_rowcol_to_cell (first, xlsx->row - n_rows, column);
  lxw_rowcol_to_cell (last, xlsx->row - 1, column);
  formula = g_strdup_printf (has_groups ? "=SUBTOTAL(9,%s:%s)" : "=SUM(%s:%s)", first, last);
  worksheet_write_formula_num (xlsx->page, xlsx->row, column, formula,
                               xlsx->looks[is_amount ? LOOK_SUM : LOOK_SUM_COUNT],
                               is_amount ? to_cell_number (sum) : (double) sum);
}

/* Sums of the rows @line, which stand in the @n_lines lines above. @label: (transfer full) */
static gboolean
write_sums (Xlsx *xlsx, const QzFormBlock *block, QzSheet *table, const QzFormLine *line,
            guint n_lines, char *label, GError **error)
{
  g_autofree gint64 *sums = g_new0 (gint64, block->columns->len);
  g_autofree char *shown = label;

  if (shown == NULL || !qz_form_sum_rows (block, table, line->row, line->n_rows, sums, error))
    return FALSE;
  for (guint i = 0; i < block->columns->len; i++)
    {
      const QzFormColumn *column = g_ptr_array_index (block->columns, i);
      int index = qz_sheet_find_column (table, column->name);

      if (column->is_summed)
        write_sum (xlsx, i, qz_sheet_get_column_type (table, index), sums[i], n_lines,
                   block->group != NULL);
      else
        worksheet_write_string (xlsx->page, xlsx->row, i, i == 0 ? shown : "",
                                xlsx->looks[LOOK_SUM]);
    }
  xlsx->row++;
  return TRUE;
}

static gboolean
write_line (Xlsx *xlsx, const char *template, GError **error)
{
  g_autofree char *text = fill (xlsx, template, error);
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    worksheet_write_string (xlsx->page, xlsx->row++, 0, lines[i], xlsx->looks[LOOK_PLAIN]);
  return TRUE;
}

static void
write_row (Xlsx *xlsx, const QzFormBlock *block, QzSheet *table, guint row)
{
  for (guint i = 0; i < block->columns->len; i++)
    {
      const QzFormColumn *column = g_ptr_array_index (block->columns, i);

      write_cell (xlsx, i, table, row, qz_sheet_find_column (table, column->name));
    }
  xlsx->row++;
}

static gboolean
write_group_sums (Xlsx *xlsx, const QzFormBlock *block, QzSheet *table, const QzFormLine *line,
                  GError **error)
{
  const QzFill values = { xlsx->sheet, 1, 1 };

  return write_sums (xlsx, block, table, line, line->n_rows,
                     qz_form_fill_group_label (block, table, line, &values, error), error);
}

static gboolean
write_lines (Xlsx *xlsx, const QzFormBlock *block, QzSheet *table, GError **error)
{
  g_autoptr (GArray) lines = qz_form_make_lines (block, table);
  const QzFormLine all = { 0, qz_sheet_get_n_rows (table) };

  for (guint i = 0; i < lines->len; i++)
    {
      const QzFormLine *line = &g_array_index (lines, QzFormLine, i);

      if (line->n_rows == 0)
        write_row (xlsx, block, table, line->row);
      else if (!write_group_sums (xlsx, block, table, line, error))
        return FALSE;
    }
  return block->total == NULL
         || write_sums (xlsx, block, table, &all, lines->len, fill (xlsx, block->total, error),
                        error);
}

static gboolean
write_table (Xlsx *xlsx, const QzFormBlock *block, GError **error)
{
  QzSheet *table;

  if (!qz_form_block_get_table (xlsx->form, block, xlsx->sheet, &table, error))
    return FALSE;
  if (table == NULL)
    return TRUE;
  if (block->text != NULL && !write_line (xlsx, block->text, error))
    return FALSE;
  write_headings (xlsx, block);
  if (block->child != NULL && block->group == NULL)
    {
      const Placed placed = { block, xlsx->row, qz_sheet_get_n_rows (table) };

      g_array_append_val (xlsx->placed, placed);
    }
  return write_lines (xlsx, block, table, error);
}

/* The fact that a cell "{name}" shows as it is, -1 for any other cell. */
static int
find_plain_fact (Xlsx *xlsx, const char *template)
{
  gsize length = strlen (template);
  g_autofree char *name = NULL;

  if (length < 3 || template[0] != '{' || strchr (template, '}') != template + length - 1
      || strchr (template, ':') != NULL)
    return -1;
  name = g_strndup (template + 1, length - 2);
  return qz_sheet_find_fact (xlsx->sheet, name);
}

static gboolean
write_grid (Xlsx *xlsx, const QzFormBlock *block, GError **error)
{
  for (guint i = 0; i < block->cells->len; i++)
    {
      const QzFormCell *cell = g_ptr_array_index (block->cells, i);
      int fact = find_plain_fact (xlsx, cell->text);
      g_autofree char *text = fill (xlsx, cell->text, error);
      Look look = !block->has_rules ? LOOK_PLAIN : cell->is_label ? LOOK_LABEL : LOOK_TEXT;

      if (text == NULL)
        return FALSE;
      if (fact >= 0 && qz_sheet_get_fact_type (xlsx->sheet, fact) == QZ_VALUE_FEN
          && cell->n_columns == 1 && cell->n_rows == 1)
        write_amount (xlsx, xlsx->row + cell->row, cell->column,
                      qz_sheet_get_fact_number (xlsx->sheet, fact), LOOK_AMOUNT);
      else
        write_span (xlsx, cell, text, look);
    }
  xlsx->row += block->n_grid_rows;
  return TRUE;
}

/* ── reports ────────────────────────────────────────────────────────────────────────────────── */

#define CHART_ROWS     16
#define CHART_HEIGHT   300 /* pixels, of as many rows */
#define EMS_PER_LINE   1.9 /* characters of the width of a column that a letter takes */

static gboolean
write_paragraphs (Xlsx *xlsx, const QzFormBlock *block, GError **error)
{
  const double paper = xlsx->form->width / 72 * CENTIMETRES_PER_INCH * 4.6;
  QzSheet *child;

  if (!qz_form_block_get_child (xlsx->form, block, xlsx->sheet, &child, error))
    return FALSE;
  for (guint row = 0; child != NULL && row < qz_sheet_get_n_rows (child); row++)
    {
      g_autofree char *text =
          qz_sheet_dup_display (child, row, qz_sheet_find_column (child, block->label));
      const guint n_lines =
          1 + (guint) ((double) g_utf8_strlen (text, -1) * EMS_PER_LINE / paper);

      worksheet_set_row (xlsx->page, xlsx->row, 15.0 * n_lines, NULL);
      worksheet_merge_range (xlsx->page, xlsx->row, 0, xlsx->row, xlsx->n_columns - 1, text,
                             xlsx->looks[LOOK_PARAGRAPH]);
      xlsx->row++;
    }
  return TRUE;
}

static gboolean
keep_chart (Xlsx *xlsx, const QzFormBlock *block, GError **error)
{
  Chart chart = { .block = block };

  if (!qz_form_block_get_child (xlsx->form, block, xlsx->sheet, &chart.table, error))
    return FALSE;
  if (chart.table == NULL)
    return TRUE;
  if (block->text != NULL && !write_line (xlsx, block->text, error))
    return FALSE;
  chart.row = xlsx->row;
  g_array_append_val (xlsx->charts, chart);
  xlsx->row += CHART_ROWS;
  return TRUE;
}

/* The table with the chart's figures that says where @name stands in it, or NULL. */
static const Placed *
find_placed (Xlsx *xlsx, const Chart *chart, const char *name, guint *column)
{
  for (guint i = 0; i < xlsx->placed->len; i++)
    {
      const Placed *placed = &g_array_index (xlsx->placed, Placed, i);

      if (g_strcmp0 (placed->block->child, chart->block->child) != 0)
        continue;
      for (guint j = 0; j < placed->block->columns->len; j++)
        if (g_str_equal (
                ((const QzFormColumn *) g_ptr_array_index (placed->block->columns, j))->name, name))
          {
            *column = j;
            return placed;
          }
    }
  return NULL;
}

static void
add_series (Xlsx *xlsx, const Chart *chart, lxw_chart *drawn, const QzFormSeries *series)
{
  guint column = 0;
  guint label = 0;
  const Placed *placed = find_placed (xlsx, chart, series->name, &column);
  const Placed *named = find_placed (xlsx, chart, chart->block->label, &label);
  const char *page = xlsx->page->name;
  lxw_chart_series *added;
  guint n;

  if (placed == NULL || placed != named)
    return;
  n = chart->block->n_bars > 0 ? MIN (chart->block->n_bars, placed->n_rows) : placed->n_rows;
  added = chart_add_series (drawn, NULL, NULL);
  chart_series_set_name (added, series->word);
  chart_series_set_categories (added, page, placed->row, label, placed->row + n - 1, label);
  chart_series_set_values (added, page, placed->row, column, placed->row + n - 1, column);
}

/* Charts of the spreadsheet's own, over the cells of the tables. */
static void
draw_charts (Xlsx *xlsx)
{
  for (guint i = 0; i < xlsx->charts->len; i++)
    {
      const Chart *chart = &g_array_index (xlsx->charts, Chart, i);
      const gboolean is_bars = chart->block->chart == QZ_CHART_BARS;
      lxw_chart *drawn =
          workbook_add_chart (xlsx->book, is_bars ? LXW_CHART_BAR : LXW_CHART_COLUMN);
      lxw_chart_options options = { .x_scale = 1.6, .y_scale = CHART_HEIGHT / 288.0 };

      for (guint j = 0; j < chart->block->series->len; j++)
        add_series (xlsx, chart, drawn, g_ptr_array_index (chart->block->series, j));
      if (is_bars) /* the first row above */
        chart_axis_set_reverse (drawn->y_axis);
      if (chart->block->series->len == 1)
        chart_legend_set_position (drawn, LXW_CHART_LEGEND_NONE);
      worksheet_insert_chart_opt (xlsx->page, chart->row, 0, drawn, &options);
    }
}

static gboolean
write_block (Xlsx *xlsx, const QzFormBlock *block, GError **error)
{
  gboolean ok = FALSE;

  switch (block->kind)
    {
    case QZ_BLOCK_PARAGRAPHS:
      ok = write_paragraphs (xlsx, block, error);
      break;
    case QZ_BLOCK_CHART:
      ok = keep_chart (xlsx, block, error);
      break;
    case QZ_BLOCK_TEXT:
      ok = write_line (xlsx, block->text, error);
      break;
    case QZ_BLOCK_GRID:
      ok = write_grid (xlsx, block, error);
      break;
    case QZ_BLOCK_TABLE:
      ok = qz_form_block_says_empty (block, xlsx->sheet) ? write_line (xlsx, block->empty, error)
                                                         : write_table (xlsx, block, error);
      break;
    default:
      g_assert_not_reached ();
    }
  xlsx->row++;
  return ok;
}

static gboolean
write_head_lines (Xlsx *xlsx, GError **error)
{
  char **const sides[3] = { xlsx->form->left, xlsx->form->center, xlsx->form->right };
  const guint columns[3] = { 0, xlsx->n_columns / 2, xlsx->n_columns - 1 };
  guint n_lines = 0;

  for (guint side = 0; side < 3; side++)
    for (guint i = 0; sides[side] != NULL && sides[side][i] != NULL; i++)
      {
        g_autofree char *text = fill (xlsx, sides[side][i], error);

        if (text == NULL)
          return FALSE;
        worksheet_write_string (xlsx->page, xlsx->row + i, columns[side], text,
                                xlsx->looks[side == 2 ? LOOK_PLAIN_RIGHT : LOOK_PLAIN]);
        n_lines = MAX (n_lines, i + 1);
      }
  xlsx->row += n_lines;
  return TRUE;
}

static guint
count_columns (QzForm *form)
{
  guint n = 2;

  for (guint i = 0; i < form->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (form->blocks, i);

      if (block->kind == QZ_BLOCK_GRID)
        n = MAX (n, block->n_weights);
      else if (block->kind == QZ_BLOCK_TABLE)
        n = MAX (n, block->columns->len);
    }
  return n;
}

/* Columns as wide as on paper, by the first block that has all of them. */
static void
set_widths (Xlsx *xlsx)
{
  double paper = xlsx->form->width / 72 * CENTIMETRES_PER_INCH * 4.6; /* characters */

  for (guint i = 0; i < xlsx->form->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (xlsx->form->blocks, i);
      guint n = block->kind == QZ_BLOCK_TABLE  ? block->columns->len
                : block->kind == QZ_BLOCK_GRID ? block->n_weights
                                               : 0;
      double sum = 0;

      if (n != xlsx->n_columns)
        continue;
      for (guint pass = 0; pass < 2; pass++)
        for (guint j = 0; j < n; j++)
          {
            double weight = block->kind == QZ_BLOCK_GRID
                                ? block->weights[j]
                                : ((QzFormColumn *) g_ptr_array_index (block->columns, j))->weight;

            if (pass == 0)
              sum += weight;
            else
              worksheet_set_column (xlsx->page, j, j, MAX (6, paper * weight / sum), NULL);
          }
      return;
    }
}

static void
set_paper (Xlsx *xlsx)
{
  worksheet_set_paper (xlsx->page, 9); /* A4 */
  if (xlsx->form->width > xlsx->form->height)
    worksheet_set_landscape (xlsx->page);
  worksheet_fit_to_pages (xlsx->page, 1, 0);
  set_widths (xlsx);
}

/* At most 31 characters, none of []:*?/\, no name twice. */
static void
add_page (Xlsx *xlsx, guint index)
{
  g_autofree char *number = qz_sheet_dup_fact_display (xlsx->sheet, "document_no");
  g_autofree char *name = g_utf8_substring (number, 0, MIN (31, g_utf8_strlen (number, -1)));

  g_strdelimit (name, "[]:*?/\\'", '-');
  if (*name == '\0' || workbook_get_worksheet_by_name (xlsx->book, name) != NULL)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", xlsx->form->id, index + 1);
    }
  xlsx->page = workbook_add_worksheet (xlsx->book, name);
  g_assert (xlsx->page != NULL);
}

static gboolean
write_page (Xlsx *xlsx, QzSheet *sheet, guint index, GError **error)
{
  g_autofree char *title = NULL;

  xlsx->sheet = sheet;
  xlsx->row = 0;
  g_array_set_size (xlsx->charts, 0);
  g_array_set_size (xlsx->placed, 0);
  xlsx->n_columns = count_columns (xlsx->form);
  title = fill (xlsx, xlsx->form->title, error);
  if (title == NULL)
    return FALSE;
  add_page (xlsx, index);
  set_paper (xlsx);
  if (xlsx->form->number != NULL && !write_line (xlsx, xlsx->form->number, error))
    return FALSE;
  worksheet_merge_range (xlsx->page, xlsx->row, 0, xlsx->row, xlsx->n_columns - 1, title,
                         xlsx->looks[LOOK_TITLE]);
  xlsx->row++;
  if (!write_head_lines (xlsx, error))
    return FALSE;
  for (guint i = 0; i < xlsx->form->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (xlsx->form->blocks, i);

      if (qz_form_block_is_wanted (block, sheet) && !write_block (xlsx, block, error))
        return FALSE;
    }
  draw_charts (xlsx);
  return TRUE;
}

/* "2026-03-12T09:30:00" in Asia/Shanghai as seconds since 1970 in UTC. */
static time_t
parse_created (const char *created)
{
  QzDay day;
  guint64 parts[3] = { 0, 0, 0 };

  g_assert (strlen (created) == 19 && qz_day_parse_plain (created, 10, &day));
  for (guint i = 0; i < 3; i++)
    parts[i] = g_ascii_strtoull (created + 11 + 3 * i, NULL, 10);
  return (time_t) day * 86400 + (time_t) (parts[0] * 3600 + parts[1] * 60 + parts[2]) - 8 * 3600;
}

static gboolean
set_properties (Xlsx *xlsx, const QzPrintOptions *options, QzSheet *first, GError **error)
{
  lxw_doc_properties properties = { 0 };
  g_autofree char *title = NULL;
  g_autofree char *author = NULL;

  xlsx->sheet = first;
  title = fill (xlsx, xlsx->form->title, error);
  author = fill (xlsx, xlsx->form->author != NULL ? xlsx->form->author : "{agency_name}", error);
  if (title == NULL || author == NULL)
    return FALSE;
  properties.title = title;
  properties.author = author;
  properties.keywords = options->document_id;
  properties.created = parse_created (options->created);
  workbook_set_properties (xlsx->book, &properties);
  return TRUE;
}

/* libxlsxwriter reports a path that cannot be written only at the end, and on standard error. */
static gboolean
try_path (const char *path, GError **error)
{
  FILE *file = g_fopen (path, "wbe");
  int reason = errno;

  if (file != NULL)
    {
      fclose (file);
      return TRUE;
    }
  qz_error_set (error, QZ_ERROR_STORE, "write-failed",
                _("The file %s could not be written: %s"), path,
                g_strerror (reason));
  return FALSE;
}

static gboolean
write_book (Xlsx *xlsx, QzSheet *const *sheets, guint n_sheets, const QzPrintOptions *options,
            GCancellable *cancellable, GError **error)
{
  gboolean ok;

  make_looks (xlsx);
  ok = set_properties (xlsx, options, sheets[0], error);
  for (guint i = 0; ok && i < n_sheets; i++)
    ok = qz_check_cancelled (cancellable, error) && write_page (xlsx, sheets[i], i, error);
  if (xlsx->page == NULL) /* a book must have a page to be closed */
    workbook_add_worksheet (xlsx->book, NULL);
  return ok;
}

/* What was written aside takes the place of @path. */
static gboolean
finish (const char *aside, const char *path, lxw_error status, GError **error)
{
  if (status != LXW_NO_ERROR)
    {
      qz_error_set (error, QZ_ERROR_STORE, "write-failed",
                    _("The file %s could not be written: %s"),
                    path, lxw_strerror (status));
      return FALSE;
    }
  if (g_rename (aside, path) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "write-failed",
                _("The file %s could not be written: %s"), path,
                g_strerror (errno));
  return FALSE;
}

/**
 * qz_form_write_xlsx:
 * @self: a form
 * @sheets: (array length=n_sheets): filled sheets, each on a worksheet of its own
 * @n_sheets: at least 1
 * @options: "created" must be set; equal input gives an equal file
 * @path: the file to write; a file that is there is replaced when all is written
 * @cancellable: (nullable): asked between sheets
 * @error: a #GError
 *
 * Amounts are numbers of yuan up to 9,999,999,999,999.99, the largest that a spreadsheet holds
 * without loss, and texts beyond.
 *
 * Returns: %TRUE on success
 */
gboolean
qz_form_write_xlsx (QzForm *self, QzSheet *const *sheets, guint n_sheets,
                    const QzPrintOptions *options, const char *path, GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".part", NULL);
  g_autoptr (GArray) charts = g_array_new (FALSE, FALSE, sizeof (Chart));
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  Xlsx xlsx = { .form = self, .charts = charts, .placed = placed };
  lxw_error status;
  gboolean ok;

  g_assert (n_sheets > 0);
  g_assert (options->created != NULL);
  if (!try_path (aside, error))
    return FALSE;
  xlsx.book = workbook_new (aside);
  ok = write_book (&xlsx, sheets, n_sheets, options, cancellable, error);
  status = workbook_close (xlsx.book);
  ok = ok && finish (aside, path, status, error);
  if (!ok)
    (void) g_remove (aside);
  return ok;
}
