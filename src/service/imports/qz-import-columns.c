/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

const char *
qz_field_type_get_name (QzFieldType type)
{
  static const char *const names[] = {
    [QZ_FIELD_TEXT] = "text",
    [QZ_FIELD_FEN] = "amount",
    [QZ_FIELD_COUNT] = "number",
    [QZ_FIELD_DAY] = "yyyy-mm-dd",
    [QZ_FIELD_TIME] = "yyyy-mm-dd HH:mm:ss",
    [QZ_FIELD_PERIOD] = "yyyymm",
    [QZ_FIELD_YEAR] = "yyyy",
    [QZ_FIELD_INSURANCE] = "EMP RES",
    [QZ_FIELD_CHOICE] = "code",
  };

  g_assert ((guint) type < G_N_ELEMENTS (names));
  return names[type];
}

static int
find_column (const QzImportColumn *columns, guint n_columns, const char *name)
{
  for (guint i = 0; i < n_columns; i++)
    if (strcmp (columns[i].name, name) == 0 || g_strcmp0 (columns[i].alias, name) == 0)
      return (int) i;
  return -1;
}

static void
append_name (GString *names, const char *name)
{
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

static gboolean
fail_twice (QzCsvReader *reader, const QzCsvField *field, GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "column-twice",
                _("The column “%s” stands in the header twice; keep one of them"), field->text);
  qz_error_add_place (error, qz_csv_reader_get_file_name (reader), qz_csv_reader_get_line (reader),
                      field->column, field->text);
  return FALSE;
}

static gboolean
check_required (const QzImportMap *map, const QzImportColumn *columns, guint n_columns,
                QzCsvReader *reader, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  const char *first = NULL;

  for (guint i = 0; i < n_columns; i++)
    if (map->index[i] < 0 && (columns[i].flags & QZ_COLUMN_REQUIRED) != 0)
      {
        append_name (missing, columns[i].name);
        first = first != NULL ? first : columns[i].name;
      }
  if (first == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "missing-column",
                _("The header lacks required columns: %s; add them, or check that this is the "
                   "right kind of file (“qz import --kinds” lists the columns)"),
                missing->str);
  qz_error_add_place (error, qz_csv_reader_get_file_name (reader), qz_csv_reader_get_line (reader),
                      1, first);
  return FALSE;
}

static void
warn_unknown (const GString *unknown, QzCsvReader *reader, QzImportReport *report)
{
  QzProblem problem = { .line = qz_csv_reader_get_line (reader),
                        .field = "",
                        .value = unknown->str,
                        .rule = "COLUMN",
                        .reason = _("These columns are not known and are left out") };

  if (unknown->len > 0)
    qz_import_report_warn (report, &problem);
}

gboolean
qz_import_map_read (QzImportMap *map, const QzImportColumn *columns, guint n_columns,
                    QzCsvReader *reader, QzImportReport *report, GError **error)
{
  g_autoptr (GString) unknown = g_string_new (NULL);
  const QzCsvField *fields = NULL;
  GError *reason = NULL;

  g_assert (n_columns <= QZ_MAX_IMPORT_COLUMNS);
  for (guint i = 0; i < QZ_MAX_IMPORT_COLUMNS; i++)
    map->index[i] = -1;
  if (!qz_csv_reader_next (reader, &fields, &map->n_fields, &reason))
    {
      if (reason == NULL)
        {
          qz_error_set (&reason, QZ_ERROR_INPUT, "empty-file",
                        _("The file is empty; its first line must name the columns"));
          qz_error_add_place (&reason, qz_csv_reader_get_file_name (reader), 1, 1, NULL);
        }
      g_propagate_error (error, reason);
      return FALSE;
    }
  for (guint i = 0; i < map->n_fields; i++)
    {
      int column = find_column (columns, n_columns, fields[i].text);

      if (column < 0)
        {
          append_name (unknown, fields[i].text);
          continue;
        }
      if (map->index[column] >= 0)
        return fail_twice (reader, &fields[i], error);
      map->index[column] = (gint16) i;
    }
  warn_unknown (unknown, reader, report);
  return check_required (map, columns, n_columns, reader, error);
}

const QzCsvField *
qz_import_map_get (const QzImportMap *map, const QzCsvField *fields, guint column)
{
  return map->index[column] >= 0 ? &fields[map->index[column]] : NULL;
}

gboolean
qz_import_check_text (const char *text, gsize length)
{
  if (length > QZ_MAX_IMPORT_TEXT)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 || text[i] == 0x7f)
      return FALSE;
  return TRUE;
}

const char *
qz_import_explain_amount (const char *text, gsize length)
{
  const char *point = memchr (text, '.', length);
  gsize n_decimals = 0;

  if (length == 0)
    return _("An amount is missing; write 0 when there is none");
  if (point != NULL)
    while (point + 1 + n_decimals < text + length && g_ascii_isdigit (point[1 + n_decimals]))
      n_decimals++;
  /* V9: more than two decimals are never rounded away. */
  if (n_decimals > 2 && point + 1 + n_decimals == text + length)
    return _("The amount has more than two decimals; amounts are in yuan and whole fen, and are "
              "not rounded here");
  return _("This is not an amount; write it like 1234.56 or -1234.56, without commas and signs of "
            "currency");
}

static gboolean
is_time_part (const char *text)
{
  static const char limits[] = { 23, 59, 59 };

  if (text[0] != ' ' || text[3] != ':' || text[6] != ':')
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      const char *at = text + 1 + 3 * i;

      if (!g_ascii_isdigit (at[0]) || !g_ascii_isdigit (at[1])
          || (at[0] - '0') * 10 + at[1] - '0' > limits[i])
        return FALSE;
    }
  return TRUE;
}

gboolean
qz_import_parse_time (const char *text, gsize length, QzDay *out)
{
  if (length != 10 && (length != 19 || !is_time_part (text + 10)))
    return FALSE;
  return qz_day_parse_plain (text, length, out);
}
