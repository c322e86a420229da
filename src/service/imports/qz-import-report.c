/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-report.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-csv-writer.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-imports.h"
#include "qz-target.h"

#define FLUSH_SIZE 65536

typedef struct {
  guint64 line;
  guint column;
  char *field;
  char *value;
  char *reason;
  char *rule;
} Kept;

struct _QzImportReport {
  char *file_name;
  char *rejects_path; /* nullable */
  GFileOutputStream *stream;
  GString *pending;
  GError *failure; /* of writing the rejects file */
  gboolean has_cells; /* columns have letters */
  guint64 n_rejected;
  guint64 n_file_faults;
  guint64 last_line;
  GPtrArray *rejects; /* Kept, up to @max_rejects */
  guint max_rejects;
  Kept *first;         /* the first place in the file, nullable */
  GPtrArray *warnings; /* Kept */
  GHashTable *counts;  /* rule → guint64 */
  guint64 n_warnings;
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  if (kept == NULL)
    return;
  g_free (kept->field);
  g_free (kept->value);
  g_free (kept->reason);
  g_free (kept->rule);
  g_free (kept);
}

static Kept *
kept_new (const QzProblem *problem)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->line = problem->line;
  kept->column = problem->column;
  kept->field = g_strdup (problem->field);
  kept->value = g_strdup (problem->value);
  kept->reason = qz_error_dup_hinted (problem->reason);
  kept->rule = g_strdup (problem->rule);
  return kept;
}

QzImportReport *
qz_import_report_new (const char *file_name, const char *rejects_path)
{
  QzImportReport *self = g_new0 (QzImportReport, 1);

  self->file_name = g_strdup (file_name);
  self->rejects_path = g_strdup (rejects_path);
  self->pending = g_string_new ("line,column,field,value,reason,rule\r\n");
  self->rejects = g_ptr_array_new_with_free_func (kept_free);
  self->warnings = g_ptr_array_new_with_free_func (kept_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
qz_import_report_free (QzImportReport *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_error (&self->failure);
  g_string_free (self->pending, TRUE);
  g_ptr_array_unref (self->rejects);
  g_ptr_array_unref (self->warnings);
  g_hash_table_unref (self->counts);
  kept_free (self->first);
  g_free (self->file_name);
  g_free (self->rejects_path);
  g_free (self);
}

/* The file appears under its name only when it is whole. */
static void
flush (QzImportReport *self)
{
  g_autoptr (GFile) file = NULL;

  if (self->rejects_path == NULL || self->failure != NULL)
    return;
  file = g_file_new_for_path (self->rejects_path);
  if (self->stream == NULL)
    self->stream =
        g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &self->failure);
  if (self->stream != NULL)
    g_output_stream_write_all (G_OUTPUT_STREAM (self->stream), self->pending->str,
                               self->pending->len, NULL, NULL, &self->failure);
  g_string_set_size (self->pending, 0);
}

void
qz_import_report_name_columns (QzImportReport *self)
{
  self->has_cells = TRUE;
}

static char *
name_column (QzImportReport *self, guint column)
{
  if (column == 0)
    return g_strdup ("");
  return self->has_cells ? qz_error_name_column (column) : g_strdup_printf ("%u", column);
}

static void
append_line (QzImportReport *self, GString *out, const QzProblem *problem)
{
  g_autofree char *line = g_strdup_printf ("%" PRIu64, problem->line);
  g_autofree char *column = name_column (self, problem->column);
  g_autofree char *reason = qz_error_dup_hinted (problem->reason);

  qz_csv_append_field (out, line, TRUE, TRUE);
  qz_csv_append_field (out, column, TRUE, FALSE);
  qz_csv_append_field (out, problem->field != NULL ? problem->field : "", FALSE, FALSE);
  qz_csv_append_field (out, problem->value != NULL ? problem->value : "", FALSE, FALSE);
  qz_csv_append_field (out, reason, FALSE, FALSE);
  qz_csv_append_field (out, problem->rule != NULL ? problem->rule : "", FALSE, FALSE);
  qz_csv_end_row (out);
}

/* A problem of the whole file stands in some line, but that line is no row. */
static void
count_reject (QzImportReport *self, const QzProblem *problem)
{
  const gboolean is_of_file =
      g_strcmp0 (problem->rule, "TOTAL") == 0 || g_strcmp0 (problem->rule, "FILE") == 0;

  if (problem->is_further || (self->n_rejected > 0 && problem->line == self->last_line))
    return;
  self->n_rejected++;
  self->n_file_faults += is_of_file;
  self->last_line = problem->line;
}

void
qz_import_report_reject (QzImportReport *self, const QzProblem *problem)
{
  count_reject (self, problem);
  if (self->rejects->len < self->max_rejects)
    g_ptr_array_add (self->rejects, kept_new (problem));
  if (self->first == NULL || problem->line < self->first->line)
    {
      kept_free (self->first);
      self->first = kept_new (problem);
    }
  if (self->rejects_path == NULL)
    return;
  append_line (self, self->pending, problem);
  if (self->pending->len >= FLUSH_SIZE)
    flush (self);
}

void
qz_import_report_count_warnings (QzImportReport *self, const char *rule, guint64 n)
{
  guint64 *count = g_hash_table_lookup (self->counts, rule);

  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (self->counts, g_strdup (rule), count);
    }
  *count += n;
  self->n_warnings += n;
}

void
qz_import_report_warn (QzImportReport *self, const QzProblem *problem)
{
  const char *rule = problem->rule != NULL ? problem->rule : "";
  const guint64 *count;

  qz_import_report_count_warnings (self, rule, 1);
  count = g_hash_table_lookup (self->counts, rule);
  if (*count <= QZ_MAX_WARNINGS_PER_RULE)
    g_ptr_array_add (self->warnings, kept_new (problem));
}

guint64
qz_import_report_get_n_rejected (QzImportReport *self)
{
  return self->n_rejected;
}

guint64
qz_import_report_get_n_file_faults (QzImportReport *self)
{
  return self->n_file_faults;
}

void
qz_import_report_keep_rejects (QzImportReport *self, guint n)
{
  self->max_rejects = n;
}

guint64
qz_import_report_get_n_warnings (QzImportReport *self)
{
  return self->n_warnings;
}

gboolean
qz_import_report_finish (QzImportReport *self, GError **error)
{
  if (self->rejects_path == NULL)
    return TRUE;
  flush (self);
  if (self->failure == NULL)
    g_output_stream_close (G_OUTPUT_STREAM (self->stream), NULL, &self->failure);
  if (self->failure == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "rejects-not-written",
                _("The file of rejected rows cannot be written: %s"), self->failure->message);
  qz_error_add_place (error, self->rejects_path, 0, 0, NULL);
  return FALSE;
}

static const char *
choose_hint (QzImportReport *self)
{
  return self->rejects_path != NULL ? self->rejects_path : _("give --rejects FILE to get all of "
                                                              "them");
}

void
qz_import_report_set_error (QzImportReport *self, GError **error)
{
  g_assert (self->first != NULL);
  if (self->n_rejected == 1)
    qz_error_set (error, QZ_ERROR_INPUT, "rows-rejected",
                  _("%s. One row is rejected, so nothing was imported (%s)"), self->first->reason,
                  choose_hint (self));
  else
    qz_error_set (error, QZ_ERROR_INPUT, "rows-rejected",
                  _("%s. %" PRIu64 " rows are rejected, so nothing was imported (%s)"),
                  self->first->reason, self->n_rejected, choose_hint (self));
  qz_error_add_place (error, self->file_name, self->first->line, self->first->column,
                      self->first->field);
  if (self->has_cells)
    qz_error_set_cell (error);
  if (self->first->rule != NULL)
    qz_error_add_rule (error, self->first->rule);
}

/* The file of rejects goes back to the sender, who wrote the number; a screen shows it masked. */
static void
put_value (QzSheet *sheet, guint row, const Kept *kept)
{
  g_autofree char *masked =
      g_strcmp0 (kept->field, "certno") == 0 && kept->value != NULL ? qz_id_mask (kept->value)
                                                                    : NULL;

  qz_sheet_put_text (sheet, row, 3, masked != NULL ? masked : kept->value);
}

static void
put_column (QzImportReport *self, QzSheet *sheet, guint row, guint column)
{
  g_autofree char *name = name_column (self, column);

  if (self->has_cells)
    qz_sheet_put_text (sheet, row, 1, name);
  else if (column > 0)
    qz_sheet_put_number (sheet, row, 1, column);
}

QzSheet *
qz_import_report_dup_rejects (QzImportReport *self)
{
  QzSheet *sheet = qz_sheet_new ("rejects");

  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "column", _("Column"),
                       self->has_cells ? QZ_VALUE_TEXT : QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "field", _("Field"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "value", _("Value"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint i = 0; i < self->rejects->len; i++)
    {
      const Kept *kept = g_ptr_array_index (self->rejects, i);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_number (sheet, row, 0, (gint64) kept->line);
      put_column (self, sheet, row, kept->column);
      qz_sheet_put_text (sheet, row, 2, kept->field);
      put_value (sheet, row, kept);
      qz_sheet_put_text (sheet, row, 4, kept->reason);
      qz_sheet_put_text (sheet, row, 5, kept->rule);
    }
  return sheet;
}

static void
add_warning (QzSheet *sheet, const Kept *kept)
{
  guint row = qz_sheet_add_row (sheet);

  if (kept->line > 0)
    qz_sheet_put_number (sheet, row, 0, (gint64) kept->line);
  qz_sheet_put_text (sheet, row, 1, kept->field);
  qz_sheet_put_text (sheet, row, 2, kept->value);
  qz_sheet_put_text (sheet, row, 3, kept->reason);
  qz_sheet_put_text (sheet, row, 4, kept->rule);
}

/* What was left out is said, never dropped silently. */
static void
add_rest (QzSheet *sheet, const char *rule, guint64 n)
{
  g_autofree char *text = NULL;
  guint row;

  if (n <= QZ_MAX_WARNINGS_PER_RULE)
    return;
  text = g_strdup_printf (_("%" PRIu64 " more lines have the same warning"),
                          n - QZ_MAX_WARNINGS_PER_RULE);
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 3, text);
  qz_sheet_put_text (sheet, row, 4, rule);
}

QzSheet *
qz_import_report_dup_warnings (QzImportReport *self)
{
  QzSheet *sheet = qz_sheet_new ("warnings");
  g_autoptr (GList) rules =
      g_list_sort (g_hash_table_get_keys (self->counts), (GCompareFunc) g_strcmp0);

  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "field", _("Field"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "value", _("Value"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint i = 0; i < self->warnings->len; i++)
    add_warning (sheet, g_ptr_array_index (self->warnings, i));
  for (GList *at = rules; at != NULL; at = at->next)
    add_rest (sheet, at->data, *(guint64 *) g_hash_table_lookup (self->counts, at->data));
  return sheet;
}

gboolean
qz_import_save_rejects (const char *rejects, const char *path, const QzContext *context,
                        GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (rejects);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) reason = NULL;

  if (!qz_target_check (path, error) || !qz_check_cancelled (context->cancellable, error))
    return FALSE;
  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &reason))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "cannot-write",
                _("The file of rejected rows cannot be written: %s"), reason->message);
  qz_error_add_place (error, path, 0, 0, NULL);
  return FALSE;
}
