/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "qz-cli-private.h"
#include "qz-error.h"

/* A sheet as one JSON value: facts are members, its rows an array named after the sheet, its
 * children arrays named after them. Amounts, ratios and days are strings, so that no reader rounds
 * them. */

static void
add_number (JsonBuilder *builder, QzValueType type, gint64 number)
{
  g_autofree char *text = NULL;

  if (type == QZ_VALUE_COUNT)
    json_builder_add_int_value (builder, number);
  else if (type == QZ_VALUE_BOOL)
    json_builder_add_boolean_value (builder, number != 0);
  else
    {
      text = qz_value_dup_machine (type, number);
      json_builder_add_string_value (builder, text);
    }
}

static void
add_cell (JsonBuilder *builder, QzSheet *sheet, guint row, guint column)
{
  QzValueType type = qz_sheet_get_column_type (sheet, column);

  json_builder_set_member_name (builder, qz_sheet_get_column_name (sheet, column));
  if (qz_sheet_is_empty (sheet, row, column))
    json_builder_add_null_value (builder);
  else if (type == QZ_VALUE_TEXT)
    json_builder_add_string_value (builder, qz_sheet_get_text (sheet, row, column));
  else
    add_number (builder, type, qz_sheet_get_number (sheet, row, column));
}

static void
add_rows (JsonBuilder *builder, QzSheet *sheet)
{
  json_builder_begin_array (builder);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      json_builder_begin_object (builder);
      for (guint column = 0; column < qz_sheet_get_n_columns (sheet); column++)
        add_cell (builder, sheet, row, column);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_facts (JsonBuilder *builder, QzSheet *sheet)
{
  for (guint i = 0; i < qz_sheet_get_n_facts (sheet); i++)
    {
      QzValueType type = qz_sheet_get_fact_type (sheet, i);

      json_builder_set_member_name (builder, qz_sheet_get_fact_name (sheet, i));
      if (type == QZ_VALUE_TEXT)
        json_builder_add_string_value (builder, qz_sheet_get_fact_text (sheet, i));
      else
        add_number (builder, type, qz_sheet_get_fact_number (sheet, i));
    }
}

static void add_members (JsonBuilder *builder, QzSheet *sheet);

/* A child that is only a table is an array; one with facts or tables of its own, an object. */
static void
add_child (JsonBuilder *builder, QzSheet *child)
{
  json_builder_set_member_name (builder, qz_sheet_get_name (child));
  if (qz_sheet_get_n_facts (child) == 0 && qz_sheet_get_n_children (child) == 0)
    {
      add_rows (builder, child);
      return;
    }
  json_builder_begin_object (builder);
  add_members (builder, child);
  json_builder_end_object (builder);
}

static void
add_members (JsonBuilder *builder, QzSheet *sheet)
{
  add_facts (builder, sheet);
  if (qz_sheet_get_n_columns (sheet) > 0)
    {
      json_builder_set_member_name (builder, qz_sheet_get_name (sheet));
      add_rows (builder, sheet);
    }
  for (guint i = 0; i < qz_sheet_get_n_children (sheet); i++)
    add_child (builder, qz_sheet_get_child (sheet, i));
}

static char *
finish (JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}

char *
qz_output_json (QzSheet *sheet)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_members (builder, sheet);
  json_builder_end_object (builder);
  return finish (builder, TRUE);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_place (JsonBuilder *builder, const char *name, gint64 value)
{
  if (value == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

char *
qz_output_json_error (const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *cell = qz_error_dup_cell (error);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  add_text (builder, "code", qz_error_get_id (error));
  add_text (builder, "message", error->message);
  add_text (builder, "rule", qz_error_get_rule (error));
  add_text (builder, "file", qz_error_get_file (error));
  add_place (builder, "line", (gint64) qz_error_get_line (error));
  add_place (builder, "column", qz_error_get_column (error));
  if (cell != NULL)
    add_text (builder, "cell", cell);
  add_text (builder, "field", qz_error_get_field (error));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return finish (builder, FALSE);
}
