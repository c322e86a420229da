/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"
#include "qz-import-private.h"

#define MAX_ROWS 1000000 /* far beyond any register or month of declarations */

static QzImportRow *
row_new (void)
{
  return g_new0 (QzImportRow, 1);
}

static void
row_free (gpointer data)
{
  QzImportRow *row = data;

  for (guint i = 0; i < QZ_MAX_IMPORT_COLUMNS; i++)
    g_free (row->texts[i]);
  g_free (row);
}

static void
fill_problem (QzImportRun *run, const QzImportRow *row, guint column, QzProblem *problem)
{
  problem->line = row->line_no;
  problem->column = row->columns[column];
  problem->field = run->kind->columns[column].name;
  problem->value = row->texts[column];
}

void
qz_import_reject (QzImportRun *run, QzImportRow *row, guint column, const char *rule,
                  const char *reason)
{
  QzProblem problem = { .rule = rule, .reason = reason };

  fill_problem (run, row, column, &problem);
  problem.is_further = row->rejected;
  row->rejected = TRUE;
  qz_import_report_reject (run->report, &problem);
}

void
qz_import_warn (QzImportRun *run, const QzImportRow *row, guint column, const char *rule,
                const char *what)
{
  QzProblem problem = { .rule = rule, .reason = what };

  fill_problem (run, row, column, &problem);
  qz_import_report_warn (run->report, &problem);
}

void
qz_import_take_provider (QzImportRun *run, QzImportRow *row, guint column)
{
  row->provider = g_hash_table_lookup (run->providers, row->texts[column]);
  if (row->provider == NULL)
    qz_import_reject (run, row, column, NULL,
                      _("No provider has this code; import it with “qz import providers” first"));
}

/* ── typed fields ───────────────────────────────────────────────────────────────────────────── */

static const char *
read_fen (const QzImportColumn *column, const char *text, gint64 *out)
{
  QzFen fen = 0;

  if (!qz_fen_parse_plain (text, strlen (text), &fen))
    return qz_import_explain_amount (text, strlen (text));
  *out = fen;
  if (fen < 0 && (column->flags & QZ_COLUMN_SIGNED) == 0)
    return _("This amount must not be negative");
  return NULL;
}

static const char *
read_count (const char *text, gint64 *out)
{
  g_autoptr (GError) reason = NULL;
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &value, &reason))
    return _("This must be a whole number, zero or more");
  *out = (gint64) value;
  return NULL;
}

static const char *
read_day (const char *text, gint64 *out)
{
  QzDay day = QZ_DAY_NONE;

  if (strlen (text) != 10 || !qz_day_parse_plain (text, 10, &day))
    return _("There is no such day; write it like 2026-03-10");
  *out = day;
  return NULL;
}

static const char *
read_period (const char *text, gint64 *out)
{
  g_autoptr (GError) reason = NULL;
  QzPeriod period = 0;

  if (!qz_period_parse (text, &period, &reason))
    return _("There is no such month; write it like 202603");
  *out = period;
  return NULL;
}

static const char *
read_year (const char *text, gint64 *out)
{
  g_autoptr (GError) reason = NULL;
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 2000, 2199, &value, &reason))
    return _("There is no such year; write it like 2025");
  *out = (gint64) value;
  return NULL;
}

static const char *
read_insurance (const char *text, gint64 *out)
{
  QzInsurance insurance;

  if (!qz_insurance_parse (text, &insurance))
    return _("This must be EMP (employees) or RES (residents)");
  *out = insurance;
  return NULL;
}

static const char *
read_fund (const char *text, gint64 *out)
{
  QzInsurance fund;

  if (!qz_fund_parse (text, &fund))
    return _("This must be EMP (employees), RES (residents) or MAF (medical assistance)");
  *out = fund;
  return NULL;
}

static const char *
read_choice (const QzImportColumn *column, const char *text)
{
  g_auto (GStrv) choices = g_strsplit (column->choices, " ", -1);

  return g_strv_contains ((const char *const *) choices, text)
             ? NULL
             : _("This is none of the values that may stand here (see “qz import --kinds”)");
}

static gint64
get_empty_number (QzFieldType type)
{
  if (type == QZ_FIELD_DAY)
    return QZ_DAY_NONE;
  return type == QZ_FIELD_INSURANCE || type == QZ_FIELD_FUND ? -1 : 0;
}

static const char *
read_typed (const QzImportColumn *column, const char *text, gint64 *out)
{
  switch (column->type)
    {
    case QZ_FIELD_FEN:
      return read_fen (column, text, out);
    case QZ_FIELD_COUNT:
      return read_count (text, out);
    case QZ_FIELD_DAY:
      return read_day (text, out);
    case QZ_FIELD_PERIOD:
      return read_period (text, out);
    case QZ_FIELD_YEAR:
      return read_year (text, out);
    case QZ_FIELD_INSURANCE:
      return read_insurance (text, out);
    case QZ_FIELD_FUND:
      return read_fund (text, out);
    case QZ_FIELD_CHOICE:
      return read_choice (column, text);
    case QZ_FIELD_TEXT:
    case QZ_FIELD_TIME:
    default:
      return NULL;
    }
}

/* Amounts and dates have a form (domain 4.2, 4.8). */
static const char *
get_rule (QzFieldType type)
{
  if (type == QZ_FIELD_FEN)
    return "V9";
  return type == QZ_FIELD_DAY || type == QZ_FIELD_PERIOD ? "4.8" : NULL;
}

static void
read_field (QzImportRun *run, QzImportRow *row, guint column, const QzCsvField *field)
{
  const QzImportColumn *spec = &run->kind->columns[column];
  const char *fault = NULL;

  row->numbers[column] = get_empty_number (spec->type);
  row->texts[column] =
      g_strndup (field != NULL ? field->text : "", field != NULL ? MIN (field->length, 4096) : 0);
  row->columns[column] = field != NULL ? (guint16) MIN (field->column, G_MAXUINT16) : 0;
  if (field != NULL && field->flaw != QZ_CELL_SOUND)
    {
      fault = qz_cell_flaw_explain ((QzCellFlaw) field->flaw);
    }
  else if (field == NULL || field->length == 0)
    {
      if ((spec->flags & QZ_COLUMN_REQUIRED) != 0)
        fault = _("This field must not be empty");
    }
  else if ((spec->flags & QZ_COLUMN_LONG) != 0
             ? !qz_import_check_long_text (field->text, field->length)
             : !qz_import_check_text (field->text, field->length))
    {
      fault = _("The text is longer than 200 bytes or holds control characters");
    }
  else
    {
      fault = read_typed (spec, field->text, &row->numbers[column]);
    }
  if (fault != NULL)
    qz_import_reject (run, row, column, get_rule (spec->type), fault);
}

/* ── the same row twice in the file ─────────────────────────────────────────────────────────── */

#define KEY_END '\x1f'

static char *
make_key (const QzImportKind *kind, const QzImportRow *row)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; kind->key[i] != QZ_END_OF_KEY; i++)
    {
      g_string_append (key, row->texts[kind->key[i]]);
      g_string_append_c (key, KEY_END);
    }
  return g_string_free_and_steal (key);
}

static void
check_key (QzImportRun *run, QzImportRow *row)
{
  g_autofree char *key = make_key (run->kind, row);
  const QzImportRow *earlier = g_hash_table_lookup (run->seen, key);
  g_autofree char *reason = NULL;

  if (key[0] == '\0')
    return;
  if (earlier == NULL)
    {
      g_hash_table_insert (run->seen, g_steal_pointer (&key), row);
      return;
    }
  reason = g_strdup_printf (_("Line %" PRIu64
                               " of the same file is about the same thing; keep one of them"),
                            earlier->line_no);
  qz_import_reject (run, row, run->kind->key[0], "V7", reason);
}

gboolean
qz_import_has_key (QzImportRun *run, const char *key)
{
  g_autofree char *whole = g_strdup_printf ("%s%c", key, KEY_END);

  return g_hash_table_contains (run->seen, whole);
}

/* ── the file ───────────────────────────────────────────────────────────────────────────────── */

static void
reject_length (QzImportRun *run, guint64 line, guint n_fields, guint n_expected)
{
  g_autofree char *reason =
      g_strdup_printf (_("This row has %u fields, but the header has %u; the line may be cut "
                          "off"),
                       n_fields, n_expected);
  QzProblem problem = { .line = line, .field = "", .reason = reason };

  qz_import_report_reject (run->report, &problem);
}

static gboolean
add_row (QzImportRun *run, const QzImportMap *map, const QzCsvField *fields, GError **error)
{
  guint64 n_before = qz_import_report_get_n_rejected (run->report);
  QzImportRow *row = row_new ();

  g_ptr_array_add (run->rows, row);
  row->line_no = qz_row_reader_get_line (qz_import_source_get_reader (run->source));
  for (guint i = 0; i < run->kind->n_columns; i++)
    read_field (run, row, i, qz_import_map_get (map, fields, i));
  if (qz_import_report_get_n_rejected (run->report) != n_before)
    return TRUE;
  check_key (run, row);
  return run->kind->check (run, row, error);
}

static gboolean
read_rows (QzImportRun *run, const QzImportMap *map, GError **error)
{
  QzRowReader *reader = qz_import_source_get_reader (run->source);
  const QzCsvField *fields;
  GError *reason = NULL;
  guint n_fields;

  while (qz_row_reader_next (reader, &fields, &n_fields, &reason))
    {
      if (!qz_check_cancelled (run->context->cancellable, error))
        return FALSE;
      if (run->rows->len == MAX_ROWS)
        {
          qz_error_set (error, QZ_ERROR_INPUT, "too-many-rows",
                        _("The file has more than a million rows; check that it is the right "
                           "one"));
          return FALSE;
        }
      run->n_read++;
      if (n_fields != map->n_fields)
        reject_length (run, qz_row_reader_get_line (reader), n_fields, map->n_fields);
      else if (!add_row (run, map, fields, error))
        return FALSE;
    }
  return reason == NULL || qz_import_take_fault (run, reason, error);
}

static gboolean
check_again (QzImportRun *run, GError **error)
{
  if (run->kind->check_again == NULL)
    return TRUE;
  for (guint i = 0; i < run->rows->len; i++)
    if (!run->kind->check_again (run, g_ptr_array_index (run->rows, i), error))
      return FALSE;
  return TRUE;
}

/* What a row of the file becomes in the kind's table. */
static guint
count_rows (QzImportRun *run, const QzImportRow *row)
{
  return run->kind->count_rows != NULL ? run->kind->count_rows (row) : 1;
}

static gint64
count_all (QzImportRun *run)
{
  gint64 n = 0;

  for (guint i = 0; i < run->rows->len; i++)
    n += count_rows (run, g_ptr_array_index (run->rows, i));
  return n;
}

/* The row of the file stands first, because its rows refer to it; how many ids they take is
 * known. */
static gboolean
write_rows (QzImportRun *run, GError **error)
{
  QzOrigin origin = { 0 };
  gint64 first_id = qz_import_repo_get_next_row (run->act, run->kind->name, error);
  gint64 next_id = first_id;

  if (first_id == 0)
    return FALSE;
  run->file->n_rows = run->rows->len;
  run->file->last_id = run->rows->len > 0 ? first_id + count_all (run) - 1 : 0;
  run->file->first_id = run->rows->len > 0 ? first_id : 0;
  if (!qz_import_repo_put (run->act, run->file, error))
    return FALSE;
  origin.import_id = run->file->id;
  for (guint i = 0; i < run->rows->len; i++)
    {
      const QzImportRow *row = g_ptr_array_index (run->rows, i);
      gint64 id;

      origin.line_no = row->line_no;
      id = run->kind->write (run, &origin, row, error);
      if (id == 0)
        return FALSE;
      /* The ids that the file claims are the ids that its rows got. */
      g_assert (id == next_id);
      next_id += count_rows (run, row);
    }
  return TRUE;
}

gboolean
qz_import_table_run (QzImportRun *run, GError **error)
{
  QzImportMap map;

  run->rows = g_ptr_array_new_with_free_func (row_free);
  run->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!qz_import_run_read_head (run, &map, error))
    return FALSE;
  if (!read_rows (run, &map, error) || !check_again (run, error)
      || !qz_import_run_check (run, error))
    return FALSE;
  return write_rows (run, error)
         && (run->kind->finish == NULL || run->kind->finish (run, error));
}
