/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "qz-csv-writer.h"
#include "qz-error.h"
#include "qz-form-private.h"
#include "qz-progress.h"

/* A form with a table gives its rows; a slip gives one row of all its facts. Machine formats, no
 * sums: a program reads this. */

static gboolean
is_number (QzValueType type)
{
  return type == QZ_VALUE_FEN || type == QZ_VALUE_COUNT || type == QZ_VALUE_PPM;
}

/* "结算\n笔数" */
static char *
join_lines (const char *heading)
{
  g_auto (GStrv) lines = g_strsplit (heading, "\n", -1);

  return g_strjoinv ("", lines);
}

static void
add_heading (GString *out, const char *heading, gboolean *is_first)
{
  g_autofree char *joined = join_lines (heading);

  qz_csv_append_field (out, joined, FALSE, *is_first);
  *is_first = FALSE;
}

/* A heading that stands under several groups has the group in front: 职工人次, 居民人次. */
static char *
dup_heading (const QzFormBlock *table, guint index)
{
  const QzFormColumn *column = g_ptr_array_index (table->columns, index);

  for (guint i = 0; column->group != NULL && i < table->columns->len; i++)
    {
      const QzFormColumn *other = g_ptr_array_index (table->columns, i);

      if (i != index && g_str_equal (other->heading, column->heading))
        return g_strconcat (column->group, column->heading, NULL);
    }
  return g_strdup (column->heading);
}

static void
add_table_heading (GString *out, const QzFormBlock *table, gboolean has_number)
{
  gboolean is_first = TRUE;

  if (has_number)
    add_heading (out, _("Document"), &is_first);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *heading = dup_heading (table, i);

      add_heading (out, heading, &is_first);
    }
  qz_csv_end_row (out);
}

static void
add_cell (GString *out, QzSheet *sheet, guint row, int column, gboolean is_first)
{
  g_autofree char *text =
      column < 0 ? g_strdup_printf ("%u", row + 1) : qz_sheet_dup_machine (sheet, row, column);

  qz_csv_append_field (out, text,
                       column < 0 || is_number (qz_sheet_get_column_type (sheet, column)),
                       is_first);
}

static gboolean
add_rows (QzForm *self, const QzFormBlock *block, QzSheet *sheet, gboolean has_number, GString *out,
          GError **error)
{
  g_autofree char *number = qz_sheet_dup_fact_display (sheet, "document_no");
  QzSheet *table;

  if (!qz_form_block_get_table (self, block, sheet, &table, error))
    return FALSE;
  if (table == NULL)
    return TRUE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      if (has_number)
        qz_csv_append_field (out, number, FALSE, TRUE);
      for (guint i = 0; i < block->columns->len; i++)
        {
          const QzFormColumn *column = g_ptr_array_index (block->columns, i);

          add_cell (out, sheet, row, qz_sheet_find_column (sheet, column->name),
                    i == 0 && !has_number);
        }
      qz_csv_end_row (out);
    }
  return TRUE;
}

static void
add_fact_heading (GString *out, QzSheet *first)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < qz_sheet_get_n_facts (first); i++)
    {
      const char *title = qz_sheet_get_fact_title (first, i);

      add_heading (out, title != NULL ? title : qz_sheet_get_fact_name (first, i), &is_first);
    }
  qz_csv_end_row (out);
}

/* The facts of the first sheet name the columns, also for the others. */
static void
add_facts (GString *out, QzSheet *first, QzSheet *sheet)
{
  for (guint i = 0; i < qz_sheet_get_n_facts (first); i++)
    {
      int fact = qz_sheet_find_fact (sheet, qz_sheet_get_fact_name (first, i));
      QzValueType type = fact < 0 ? QZ_VALUE_TEXT : qz_sheet_get_fact_type (sheet, fact);
      const char *text = fact < 0 ? "" : qz_sheet_get_fact_text (sheet, fact);
      g_autofree char *number = NULL;

      if (type != QZ_VALUE_TEXT)
        number = qz_value_dup_machine (type, qz_sheet_get_fact_number (sheet, fact));
      qz_csv_append_field (out,
                           number != NULL ? number
                           : text != NULL ? text
                                          : "",
                           is_number (type), i == 0);
    }
  qz_csv_end_row (out);
}

/* ── all tables of a report ─────────────────────────────────────────────────────────────────── */

/* One line of a single text below the heading it belongs to. */
static void
add_text (GString *out, const char *heading, const char *text)
{
  qz_csv_append_field (out, heading, FALSE, TRUE);
  qz_csv_append_field (out, text, FALSE, FALSE);
  qz_csv_end_row (out);
}

/* Heading and rows of one table, each with the report's heading in front. */
static gboolean
add_child (QzForm *self, const QzFormBlock *block, QzSheet *sheet, const char *heading,
           GString *out, GError **error)
{
  QzSheet *table;

  if (!qz_form_block_get_table (self, block, sheet, &table, error))
    return FALSE;
  if (table == NULL)
    return TRUE;
  qz_csv_append_field (out, heading, FALSE, TRUE);
  for (guint i = 0; i < block->columns->len; i++)
    {
      g_autofree char *title = dup_heading (block, i);
      gboolean is_first = FALSE;

      add_heading (out, title, &is_first);
    }
  qz_csv_end_row (out);
  for (guint row = 0; row < qz_sheet_get_n_rows (table); row++)
    {
      qz_csv_append_field (out, heading, FALSE, TRUE);
      for (guint i = 0; i < block->columns->len; i++)
        {
          const QzFormColumn *column = g_ptr_array_index (block->columns, i);

          add_cell (out, table, row, qz_sheet_find_column (table, column->name), FALSE);
        }
      qz_csv_end_row (out);
    }
  return TRUE;
}

static gboolean
add_paragraphs (QzForm *self, const QzFormBlock *block, QzSheet *sheet, const char *heading,
                GString *out, GError **error)
{
  QzSheet *child;

  if (!qz_form_block_get_child (self, block, sheet, &child, error))
    return FALSE;
  for (guint row = 0; child != NULL && row < qz_sheet_get_n_rows (child); row++)
    {
      g_autofree char *text =
          qz_sheet_dup_display (child, row, qz_sheet_find_column (child, block->label));

      add_text (out, heading, text);
    }
  return TRUE;
}

/* @heading: the last text that stays with what follows it. */
static gboolean
add_block (QzForm *self, const QzFormBlock *block, QzSheet *sheet, char **heading, GString *out,
           GError **error)
{
  const QzFill fill = { sheet, 1, 1 };
  g_autofree char *text = NULL;

  if (block->kind == QZ_BLOCK_PARAGRAPHS)
    return add_paragraphs (self, block, sheet, *heading, out, error);
  if (block->kind == QZ_BLOCK_TABLE && !qz_form_block_says_empty (block, sheet))
    return add_child (self, block, sheet, *heading, out, error);
  if (block->kind != QZ_BLOCK_TABLE && block->kind != QZ_BLOCK_TEXT)
    return TRUE;
  text = qz_form_fill (block->kind == QZ_BLOCK_TABLE ? block->empty : block->text, &fill, error);
  if (text == NULL)
    return FALSE;
  if (block->kind == QZ_BLOCK_TEXT && block->keeps_next)
    g_set_str (heading, text);
  else
    add_text (out, *heading, text);
  return TRUE;
}

static gboolean
add_all (QzForm *self, QzSheet *sheet, GString *out, GError **error)
{
  const QzFill fill = { sheet, 1, 1 };
  g_autofree char *heading = qz_form_fill (self->title, &fill, error);
  char **const sides[3] = { self->left, self->center, self->right };

  if (heading == NULL)
    return FALSE;
  for (guint side = 0; side < 3; side++)
    for (guint i = 0; sides[side] != NULL && sides[side][i] != NULL; i++)
      {
        g_autofree char *line = qz_form_fill (sides[side][i], &fill, error);

        if (line == NULL)
          return FALSE;
        add_text (out, heading, line);
      }
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (self->blocks, i);

      if (qz_form_block_is_wanted (block, sheet)
          && !add_block (self, block, sheet, &heading, out, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
flush (GString *text, GOutputStream *out, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean ok;

  if (!qz_check_cancelled (cancellable, error))
    return FALSE;
  ok = g_output_stream_write_all (out, text->str, text->len, NULL, cancellable, &reason);
  g_string_truncate (text, 0);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (!ok)
    qz_error_set (error, QZ_ERROR_STORE, "write-failed",
                  _("The CSV file could not be written: %s"),
                  reason->message);
  return ok;
}

/**
 * qz_form_write_csv:
 * @self: a form
 * @sheets: (array length=n_sheets): filled sheets
 * @n_sheets: at least 1
 * @out: where the file goes; left open
 * @cancellable: (nullable): asked between sheets
 * @error: a #GError
 *
 * Writes the main table of all sheets under one heading line (with the number of the document in
 * front when there are several), or one row of facts a sheet when the form has no table; of a form
 * with “csv-all” every table and paragraph, each line with its heading in front. UTF-8 with a byte
 * order mark, because spreadsheets ask for one.
 *
 * Returns: %TRUE on success
 */
gboolean
qz_form_write_csv (QzForm *self, QzSheet *const *sheets, guint n_sheets, GOutputStream *out,
                   GCancellable *cancellable, GError **error)
{
  const QzFormBlock *table = qz_form_get_main_table (self);
  g_autoptr (GString) text = g_string_new ("\xEF\xBB\xBF");

  g_assert (n_sheets > 0);
  if (!self->has_all_csv && table != NULL)
    add_table_heading (text, table, n_sheets > 1);
  else if (!self->has_all_csv)
    add_fact_heading (text, sheets[0]);
  for (guint i = 0; i < n_sheets; i++)
    {
      if (self->has_all_csv && !add_all (self, sheets[i], text, error))
        return FALSE;
      if (!self->has_all_csv && table != NULL
          && !add_rows (self, table, sheets[i], n_sheets > 1, text, error))
        return FALSE;
      if (!self->has_all_csv && table == NULL)
        add_facts (text, sheets[0], sheets[i]);
      if (!flush (text, out, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
