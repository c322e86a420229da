/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-imports.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-digest.h"
#include "qz-error.h"
#include "qz-import-private.h"
#include "qz-payments.h"

/* Read by another part of the program, which has its own rules (domain 7.3). */
#define BANK_RETURN "bank-return"

static const QzImportKind *const kind_tables[] = { qz_registry_kinds, qz_money_kinds,
                                                   qz_claim_kinds };

static const QzImportKind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_tables); i++)
    for (const QzImportKind *kind = kind_tables[i]; kind->name != NULL; kind++)
      if (strcmp (kind->name, name) == 0)
        return kind;
  return NULL;
}

/* ── the kinds ──────────────────────────────────────────────────────────────────────────────── */

static void
add_column_row (QzSheet *sheet, const QzImportKind *kind, const QzImportColumn *column)
{
  guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, kind->name);
  qz_sheet_put_text (sheet, row, 1, column->name);
  qz_sheet_put_text (sheet, row, 2, column->alias);
  qz_sheet_put_number (sheet, row, 3, (column->flags & QZ_COLUMN_REQUIRED) != 0);
  qz_sheet_put_text (sheet, row, 4,
                     column->choices != NULL ? column->choices
                                             : qz_field_type_get_name (column->type));
  qz_sheet_put_text (sheet, row, 5, _ (column->meaning));
}

static void
add_bank_return (QzSheet *sheet)
{
  guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, BANK_RETURN);
  qz_sheet_put_text (sheet, row, 5, _("the bank's return file of a batch"));
}

QzSheet *
qz_import_list_kinds (GError **error)
{
  QzSheet *sheet = qz_sheet_new ("import_kinds");

  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "column", _("Column"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "alias", _("Also called"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "required", _("Required"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "type", _("Values"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "meaning", _("Meaning"), QZ_VALUE_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (kind_tables); i++)
    for (const QzImportKind *kind = kind_tables[i]; kind->name != NULL; kind++)
      for (guint j = 0; j < kind->n_columns; j++)
        add_column_row (sheet, kind, &kind->columns[j]);
  add_bank_return (sheet);
  return sheet;
}

static void
set_unknown_kind (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kind_tables); i++)
    for (const QzImportKind *kind = kind_tables[i]; kind->name != NULL; kind++)
      g_string_append_printf (names, "%s, ", kind->name);
  g_string_append (names, BANK_RETURN);
  qz_error_set (error, QZ_ERROR_USAGE, "unknown-kind",
                _("There is no kind of file “%s”; choose one of: %s"), name, names->str);
}

/* ── one import ─────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_import_check_digest (QzImportRun *run, const char *digest, GError **error)
{
  g_autofree char *name = NULL;
  gint64 id = 0;

  if (!qz_import_repo_find_digest (run->store, run->kind->name, digest, &id, &name, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "already-imported",
                _("This file was imported before, as %s (import %" PRId64
                   "); nothing was changed"),
                name, id);
  qz_error_add_place (error, qz_import_source_get_name (run->source), 0, 0, NULL);
  return FALSE;
}

gboolean
qz_import_run_check (QzImportRun *run, GError **error)
{
  g_autofree char *digest = qz_import_source_dup_digest (run->source, error);

  if (digest == NULL)
    return FALSE;
  g_set_str (&run->file->digest, digest);
  g_set_str (&run->file->encoding,
             qz_csv_reader_get_encoding (qz_import_source_get_reader (run->source)));
  if (!qz_import_check_digest (run, digest, error))
    return FALSE;
  if (!qz_import_report_finish (run->report, error))
    return FALSE;
  if (qz_import_report_get_n_rejected (run->report) == 0)
    return TRUE;
  qz_import_report_set_error (run->report, error);
  return FALSE;
}

gboolean
qz_import_take_fault (QzImportRun *run, GError *reason, GError **error)
{
  QzProblem problem = { .line = qz_error_get_line (reason),
                        .column = qz_error_get_column (reason),
                        .field = qz_error_get_field (reason),
                        .rule = "FILE",
                        .reason = reason->message };

  if (!g_error_matches (reason, QZ_ERROR, QZ_ERROR_INPUT)
      || qz_import_report_get_n_rejected (run->report) == 0)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  qz_import_report_reject (run->report, &problem);
  g_error_free (reason);
  return TRUE;
}

static void
run_clear (QzImportRun *run)
{
  /* The act goes first: it is rolled back unless it was committed. */
  g_clear_pointer (&run->act, qz_act_free);
  g_clear_pointer (&run->seen, g_hash_table_unref);
  g_clear_pointer (&run->rows, g_ptr_array_unref);
  g_clear_pointer (&run->providers, g_hash_table_unref);
  g_clear_pointer (&run->calendar, qz_calendar_unref);
  g_clear_pointer (&run->report, qz_import_report_free);
  g_clear_pointer (&run->source, qz_import_source_free);
  g_clear_pointer (&run->file, qz_import_file_free);
}

static gboolean
run_prepare (QzImportRun *run, GError **error)
{
  g_autofree char *act_name = g_strdup_printf ("import %s", run->kind->name);

  run->source = qz_import_source_open (run->path, error);
  if (run->source == NULL)
    return FALSE;
  run->store = qz_book_get_store (run->book);
  run->report =
      qz_import_report_new (qz_import_source_get_name (run->source), run->options->rejects_path);
  run->file = qz_import_file_new ();
  run->file->kind = g_strdup (run->kind->name);
  run->file->file_name = g_strdup (qz_import_source_get_name (run->source));
  run->act = qz_book_begin_act (run->book, run->context, act_name,
                                QZ_ROLE_MAKER | QZ_ROLE_ADMINISTRATOR, error);
  if (run->act == NULL)
    return FALSE;
  run->providers = qz_registry_repo_load_providers (run->store, error);
  return run->providers != NULL;
}

static gboolean
run_commit (QzImportRun *run, GError **error)
{
  g_autofree char *detail =
      g_strdup_printf ("%s import=%" PRId64 " rows=%" PRIu64 " digest=%s", run->file->file_name,
                       run->file->id, run->file->n_rows, run->file->digest);

  qz_act_set_detail (run->act, detail);
  return qz_book_end_act (run->book, run->context, g_steal_pointer (&run->act), error);
}

static QzSheet *
make_answer (QzImportRun *run)
{
  QzSheet *sheet = qz_sheet_new ("import");
  g_autoptr (QzSheet) warnings = qz_import_report_dup_warnings (run->report);
  const QzImportFile *file = run->file;

  qz_sheet_set_number (sheet, "import", _("Import"), QZ_VALUE_COUNT, file->id);
  qz_sheet_set_text (sheet, "file", _("File"), file->file_name);
  qz_sheet_set_text (sheet, "kind", _("Kind"), file->kind);
  qz_sheet_set_text (sheet, "encoding", _("Encoding"), file->encoding);
  qz_sheet_set_number (sheet, "rows", _("Rows"), QZ_VALUE_COUNT, (gint64) file->n_rows);
  qz_sheet_set_number (sheet, "rejected", _("Rejected"), QZ_VALUE_COUNT, 0);
  qz_sheet_set_number (sheet, "medfee_sum", _("Medical fees"), QZ_VALUE_FEN, file->medfee_fen);
  qz_sheet_set_number (sheet, "fund_sum", _("Paid by funds"), QZ_VALUE_FEN, file->fund_fen);
  qz_sheet_set_text (sheet, "control_total", _("Control totals"),
                     run->has_control_total ? "agree" : "none");
  qz_sheet_set_text (sheet, "digest", _("SM3"), file->digest);
  qz_sheet_set_number (sheet, "warnings", _("Warnings"), QZ_VALUE_COUNT,
                       (gint64) qz_import_report_get_n_warnings (run->report));
  qz_sheet_add_child (sheet, warnings);
  return sheet;
}

static QzSheet *
run_import (QzImportRun *run, GError **error)
{
  gboolean good;

  if (!run_prepare (run, error))
    return NULL;
  good =
      run->kind->whole != NULL ? run->kind->whole (run, error) : qz_import_table_run (run, error);
  if (!good)
    {
      /* A file that cannot be read at all says its name like any other place. */
      qz_error_add_place (error, run->file->file_name, 0, 0, NULL);
      return NULL;
    }
  return run_commit (run, error) ? make_answer (run) : NULL;
}

/**
 * qz_import_run:
 * @kind: a kind of qz_import_list_kinds(), or "bank-return"
 * @options: (nullable): where rejected rows go
 *
 * Imports one file, wholly or not at all (domain 4.8).
 */
QzSheet *
qz_import_run (QzBook *book, const QzContext *context, const char *kind, const char *path,
               const QzImportOptions *options, GError **error)
{
  static const QzImportOptions no_options = { 0 };
  QzImportRun run = { .book = book, .context = context, .path = path };
  QzSheet *sheet;

  if (strcmp (kind, BANK_RETURN) == 0)
    return qz_payment_return (book, context, path, error);
  run.options = options != NULL ? options : &no_options;
  run.kind = find_kind (kind);
  if (run.kind == NULL)
    {
      set_unknown_kind (kind, error);
      return NULL;
    }
  sheet = run_import (&run, error);
  run_clear (&run);
  return sheet;
}

/* ── what was imported ──────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_import_list (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("imports");

  qz_sheet_add_column (sheet, "import", _("Import"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rows", _("Rows"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "first_day", _("First day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "last_day", _("Last day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "medfee_sum", _("Medical fees"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "fund_sum", _("Paid by funds"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "encoding", _("Encoding"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "digest", _("SM3"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "withdrawn", _("Withdrawn"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "imported_by", _("Imported by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "imported_at", _("Imported at"), QZ_VALUE_TEXT);
  if (!qz_import_repo_fill (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static gboolean
check_withdrawal (QzStore *store, const QzImportFile *file, const char *reason, GError **error)
{
  g_autofree char *user = NULL;

  if (reason == NULL || reason[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing",
                    _("Say why the import is withdrawn (--reason)"));
      return FALSE;
    }
  if (!qz_import_repo_can_withdraw (file->kind))
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "cannot-withdraw",
                    _("A register cannot be withdrawn; import a file with the right %s, "
                       "which replaces it"),
                    file->kind);
      return FALSE;
    }
  if (file->withdrawn)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "already-withdrawn",
                    _("Import %" PRId64 " was withdrawn before"), file->id);
      return FALSE;
    }
  if (!qz_import_repo_find_user (store, file, &user, error))
    return FALSE;
  if (user == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "import-in-use",
                _("Document %s uses rows of import %" PRId64
                   "; refuse or cancel it first, then withdraw the import"),
                user, file->id);
  return FALSE;
}

gboolean
qz_import_withdraw (QzBook *book, const QzContext *context, gint64 import, const char *reason,
                    GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, "imports withdraw",
                                             QZ_ROLE_MAKER | QZ_ROLE_ADMINISTRATOR, error);
  g_autoptr (QzImportFile) file = NULL;
  g_autofree char *detail = NULL;

  if (act == NULL)
    return FALSE;
  file = qz_import_repo_get (qz_book_get_store (book), import, error);
  if (file == NULL || !check_withdrawal (qz_book_get_store (book), file, reason, error)
      || !qz_import_repo_withdraw (act, file, reason, error))
    return FALSE;
  detail = g_strdup_printf ("import=%" PRId64 " %s: %s", import, file->file_name, reason);
  qz_act_set_detail (act, detail);
  return qz_book_end_act (book, context, g_steal_pointer (&act), error);
}
