/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cli-private.h"
#include "qz-csv-writer.h"
#include "qz-kinds.h"

/* A sheet for people, as aligned text, and as CSV. */

/* ── width on a terminal ────────────────────────────────────────────────────────────────────── */

static guint
measure_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_iszerowidth (letter))
        width += g_unichar_iswide (letter) ? 2 : 1;
    }
  return width;
}

static void
append_padding (GString *out, guint width, guint wanted)
{
  for (guint i = width; i < wanted; i++)
    g_string_append_c (out, ' ');
}

static gboolean
is_right_aligned (QzValueType type)
{
  return type == QZ_VALUE_FEN || type == QZ_VALUE_COUNT || type == QZ_VALUE_PPM;
}

/* Nothing from a file may move the cursor or colour the terminal. */
static char *
make_printable (char *text)
{
  for (char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if ((guchar) *c < 0x20 || *c == 0x7f)
      *c = ' ';
  return text;
}

/* ── words ──────────────────────────────────────────────────────────────────────────────────── */

/* What machines read as "paid" or "RES" has a name for people; NULL when @text has none. */
static const char *
find_word (const char *column, const char *text)
{
  QzDocumentKind kind;
  QzDocumentState state;
  QzInsurance insurance;

  if (g_str_equal (column, "kind") && qz_document_kind_parse (text, &kind))
    return qz_document_kind_get_name (kind);
  if (g_str_equal (column, "state") && qz_state_parse (text, &state))
    return qz_state_get_name (state);
  if (g_str_equal (column, "insurance") && qz_fund_parse (text, &insurance))
    return qz_insurance_get_name (insurance);
  return NULL;
}

static char *
dup_cell (QzSheet *sheet, guint row, guint column)
{
  const char *word = NULL;

  if (qz_sheet_get_column_type (sheet, column) == QZ_VALUE_TEXT
      && qz_sheet_get_text (sheet, row, column) != NULL)
    word = find_word (qz_sheet_get_column_name (sheet, column),
                      qz_sheet_get_text (sheet, row, column));
  if (word != NULL)
    return g_strdup (word);
  return make_printable (qz_sheet_dup_display (sheet, row, column));
}

/* ── text ───────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_fact (QzSheet *sheet, guint fact)
{
  QzValueType type = qz_sheet_get_fact_type (sheet, fact);
  const char *text = qz_sheet_get_fact_text (sheet, fact);
  const char *word = text == NULL ? NULL : find_word (qz_sheet_get_fact_name (sheet, fact), text);

  if (word != NULL)
    return g_strdup (word);
  if (type == QZ_VALUE_TEXT)
    return make_printable (g_strdup (qz_sheet_get_fact_text (sheet, fact)));
  return qz_value_dup_display (type, qz_sheet_get_fact_number (sheet, fact));
}

static void
append_facts (GString *out, QzSheet *sheet)
{
  guint n_facts = qz_sheet_get_n_facts (sheet);
  guint wanted = 0;

  for (guint i = 0; i < n_facts; i++)
    wanted = MAX (wanted, measure_width (qz_sheet_get_fact_title (sheet, i)));
  for (guint i = 0; i < n_facts; i++)
    {
      const char *title = qz_sheet_get_fact_title (sheet, i);
      g_autofree char *value = dup_fact (sheet, i);

      g_string_append (out, title);
      append_padding (out, measure_width (title), wanted + 2);
      g_string_append_printf (out, "%s\n", value);
    }
}

static void
append_cell (GString *out, const char *text, guint wanted, gboolean right, gboolean last)
{
  guint width = measure_width (text);

  if (right)
    append_padding (out, width, wanted);
  g_string_append (out, text);
  if (!right && !last)
    append_padding (out, width, wanted);
  if (!last)
    g_string_append (out, "  ");
}

static guint *
measure_columns (QzSheet *sheet)
{
  guint n_columns = qz_sheet_get_n_columns (sheet);
  guint *widths = g_new0 (guint, n_columns);

  for (guint column = 0; column < n_columns; column++)
    {
      widths[column] = measure_width (qz_sheet_get_column_title (sheet, column));
      for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
        {
          g_autofree char *text = dup_cell (sheet, row, column);

          widths[column] = MAX (widths[column], measure_width (text));
        }
    }
  return widths;
}

/* An empty last cell leaves no white space behind. */
static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static void
append_header (GString *out, QzSheet *sheet, const guint *widths)
{
  guint n_columns = qz_sheet_get_n_columns (sheet);

  for (guint i = 0; i < n_columns; i++)
    append_cell (out, qz_sheet_get_column_title (sheet, i), widths[i],
                 is_right_aligned (qz_sheet_get_column_type (sheet, i)), i + 1 == n_columns);
  end_line (out);
  for (guint i = 0; i < n_columns; i++)
    {
      for (guint j = 0; j < widths[i]; j++)
        g_string_append (out, "─");
      g_string_append (out, i + 1 == n_columns ? "\n" : "  ");
    }
}

static void
append_table (GString *out, QzSheet *sheet)
{
  guint n_columns = qz_sheet_get_n_columns (sheet);
  g_autofree guint *widths = measure_columns (sheet);

  append_header (out, sheet, widths);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *text = dup_cell (sheet, row, i);

          append_cell (out, text, widths[i], is_right_aligned (qz_sheet_get_column_type (sheet, i)),
                       i + 1 == n_columns);
        }
      end_line (out);
    }
}

static void
append_sheet (GString *out, QzSheet *sheet)
{
  if (qz_sheet_get_n_facts (sheet) > 0)
    append_facts (out, sheet);
  if (qz_sheet_get_n_columns (sheet) > 0)
    {
      if (qz_sheet_get_n_facts (sheet) > 0)
        g_string_append_c (out, '\n');
      if (qz_sheet_get_n_rows (sheet) > 0)
        append_table (out, sheet);
      else
        g_string_append_printf (out, "%s\n", _("(none)"));
    }
}

char *
qz_output_text (QzSheet *sheet)
{
  GString *out = g_string_new (NULL);

  append_sheet (out, sheet);
  for (guint i = 0; i < qz_sheet_get_n_children (sheet); i++)
    {
      QzSheet *child = qz_sheet_get_child (sheet, i);

      if (qz_sheet_get_n_rows (child) == 0 && qz_sheet_get_n_facts (child) == 0)
        continue;
      g_string_append_printf (out, "\n%s\n", qz_sheet_get_name (child));
      append_sheet (out, child);
    }
  return g_string_free (out, FALSE);
}

/* ── CSV ────────────────────────────────────────────────────────────────────────────────────── */

static void
append_field (GString *out, const char *text, QzValueType type, guint index)
{
  qz_csv_append_field (out, text, is_right_aligned (type), index == 0);
}

static void
append_csv_facts (GString *out, QzSheet *sheet)
{
  guint n_facts = qz_sheet_get_n_facts (sheet);

  for (guint i = 0; i < n_facts; i++)
    append_field (out, qz_sheet_get_fact_name (sheet, i), QZ_VALUE_TEXT, i);
  qz_csv_end_row (out);
  for (guint i = 0; i < n_facts; i++)
    {
      QzValueType type = qz_sheet_get_fact_type (sheet, i);
      g_autofree char *text =
          type == QZ_VALUE_TEXT ? g_strdup (qz_sheet_get_fact_text (sheet, i))
                                : qz_value_dup_machine (type, qz_sheet_get_fact_number (sheet, i));

      append_field (out, text, type, i);
    }
  qz_csv_end_row (out);
}

char *
qz_output_csv (QzSheet *sheet)
{
  GString *out = g_string_new (NULL);
  guint n_columns = qz_sheet_get_n_columns (sheet);

  if (n_columns == 0)
    {
      append_csv_facts (out, sheet);
      return g_string_free (out, FALSE);
    }
  for (guint i = 0; i < n_columns; i++)
    append_field (out, qz_sheet_get_column_name (sheet, i), QZ_VALUE_TEXT, i);
  qz_csv_end_row (out);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *text = qz_sheet_dup_machine (sheet, row, i);

          append_field (out, text, qz_sheet_get_column_type (sheet, i), i);
        }
      qz_csv_end_row (out);
    }
  return g_string_free (out, FALSE);
}
