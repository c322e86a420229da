/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-import-match.h"

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
    [QZ_FIELD_INSURANCE] = "EMP RES", [QZ_FIELD_FUND] = "EMP RES MAF",
    [QZ_FIELD_CHOICE] = "code",
  };

  g_assert ((guint) type < G_N_ELEMENTS (names));
  return names[type];
}

gboolean
qz_import_map_read (QzImportMap *map, const QzImportColumn *columns, guint n_columns,
                    QzRowReader *reader, QzImportReport *report, GError **error)
{
  g_auto (QzImportHead) head = { 0 };
  QzImportMatch match;

  if (!qz_import_head_read (&head, reader, 1, error))
    return FALSE;
  qz_import_match_guess (&match, columns, n_columns, &head);
  return qz_import_match_finish (&match, &head, qz_row_reader_get_file_name (reader), report, map,
                                 error);
}

const QzCsvField *
qz_import_map_get (const QzImportMap *map, const QzCsvField *fields, guint column)
{
  return map->index[column] >= 0 ? &fields[map->index[column]] : NULL;
}

int
qz_import_map_find_flaw (const QzImportMap *map, const QzCsvField *fields, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    if (map->index[i] >= 0 && fields[map->index[i]].flaw != QZ_CELL_SOUND)
      return (int) i;
  return -1;
}

static gboolean
can_be_kept (const char *text, gsize length, gsize limit)
{
  if (length > limit)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 || text[i] == 0x7f)
      return FALSE;
  return TRUE;
}

gboolean
qz_import_check_text (const char *text, gsize length)
{
  return can_be_kept (text, length, QZ_MAX_IMPORT_TEXT);
}

gboolean
qz_import_check_long_text (const char *text, gsize length)
{
  return can_be_kept (text, length, QZ_MAX_LONG_TEXT);
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
