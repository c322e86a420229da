/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One import, from the header to the commit; the check is the same without the commit. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-book-repo.h"
#include "qz-error.h"
#include "qz-import-match.h"
#include "qz-import-private.h"
#include "qz-payments.h"
#include "qz-roles.h"
#include "qz-target.h"

/* ── where the fields stand ─────────────────────────────────────────────────────────────────── */

static char *
make_setting_key (const char *kind, const char *header)
{
  return g_strdup_printf ("import-columns %s %s", kind, header);
}

gboolean
qz_import_dup_remembered (QzStore *store, const char *kind, const char *header, char ***out,
                          GError **error)
{
  g_autofree char *key = make_setting_key (kind, header);
  g_autofree char *value = NULL;

  *out = NULL;
  if (!qz_book_repo_get_setting (store, key, &value, error))
    return FALSE;
  if (value != NULL)
    *out = g_strsplit (value, "\n", -1);
  return TRUE;
}

gboolean
qz_import_run_read_head (QzImportRun *run, QzImportMap *map, GError **error)
{
  const char *const *chosen = run->options->columns;
  g_auto (QzImportHead) head = { 0 };
  g_auto (GStrv) remembered = NULL;
  g_autoptr (GError) outdated = NULL;
  QzImportMatch match;

  if (!qz_import_head_read (&head, qz_import_source_get_reader (run->source),
                            run->options->header_row, error))
    return FALSE;
  run->header = qz_import_head_dup_digest (&head);
  if (!qz_import_dup_remembered (run->store, run->kind->name, run->header, &remembered, error))
    return FALSE;
  qz_import_match_guess (&match, run->kind->columns, run->kind->n_columns, &head);
  /* A field may be gone since it was said; then the guess stands as far as it goes. */
  if (!qz_import_match_apply (&match, &head, (const char *const *) remembered,
                              QZ_MATCH_REMEMBERED, &outdated))
    qz_import_match_guess (&match, run->kind->columns, run->kind->n_columns, &head);
  if (!qz_import_match_apply (&match, &head, chosen, QZ_MATCH_CHOSEN, error)
      || !qz_import_match_finish (&match, &head, run->file->file_name, run->report, map, error))
    return FALSE;
  if (chosen != NULL)
    run->columns = qz_import_match_to_text (&match);
  return TRUE;
}

/* What was said once need not be said for the next file with the same titles. */
static gboolean
remember_columns (QzImportRun *run, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *before = NULL;

  if (run->columns == NULL)
    return TRUE;
  key = make_setting_key (run->kind->name, run->header);
  if (!qz_book_repo_get_setting (run->store, key, &before, error))
    return FALSE;
  return g_strcmp0 (before, run->columns) == 0
         || qz_book_repo_put_setting (run->act, key, run->columns, error);
}

/* ── control totals ─────────────────────────────────────────────────────────────────────────── */

static guint64
count_rejected (QzImportRun *run)
{
  return qz_import_report_get_n_rejected (run->report)
         - qz_import_report_get_n_file_faults (run->report);
}

static guint64
count_passed (QzImportRun *run)
{
  const guint64 n_rejected = count_rejected (run);

  return run->n_read > n_rejected ? run->n_read - n_rejected : 0;
}

typedef struct {
  const char *name;
  const char *title;
  QzValueType type;
  gboolean is_given;
  gint64 found, expected;
} Total;
#define N_TOTALS 3

/* What the one amount of a file's rows is. */
static const char *
get_fund_title (QzImportRun *run)
{
  return g_str_equal (run->kind->name, "deductions") ? _("Deductions") : _("Paid by funds");
}

static void
list_totals (QzImportRun *run, Total totals[N_TOTALS])
{
  const QzImportExpected *said = &run->options->expected;
  const QzImportFile *file = run->file;

  totals[0] = (Total) { "rows", _("Rows"), QZ_VALUE_COUNT, said->has_rows, (gint64) run->n_read,
                        (gint64) said->n_rows };
  totals[1] = (Total) { "medfee_sum", _("Medical fees"), QZ_VALUE_FEN, said->has_medfee,
                        file->medfee_fen, said->medfee_fen };
  totals[2] = (Total) { "fund_sum", get_fund_title (run), QZ_VALUE_FEN, said->has_fund,
                        file->fund_fen, said->fund_fen };
}

/* The rows count as they stand in the file; sums lack what is rejected, so comparing them would
 * only repeat that. */
static const char *
compare_total (QzImportRun *run, const Total *total)
{
  if (!total->is_given)
    return "none";
  if (total->type == QZ_VALUE_FEN && count_rejected (run) > 0)
    return "not-compared";
  return total->found == total->expected ? "agree" : "differ";
}

/* What the check says of all of them: the worst. */
static const char *
judge_totals (QzImportRun *run)
{
  const char *verdict = run->has_control_total ? "agree" : "none";
  Total totals[N_TOTALS];

  list_totals (run, totals);
  if (qz_import_report_get_n_file_faults (run->report) > 0)
    return "differ";
  if (run->has_control_total && count_rejected (run) > 0)
    verdict = "not-compared";
  for (guint i = 0; i < N_TOTALS; i++)
    {
      const char *state = compare_total (run, &totals[i]);

      if (strcmp (state, "differ") == 0)
        return state;
      if (strcmp (state, "not-compared") == 0
          || (strcmp (state, "agree") == 0 && strcmp (verdict, "none") == 0))
        verdict = state;
    }
  return verdict;
}

static gboolean
check_expected (QzImportRun *run, GError **error)
{
  Total totals[N_TOTALS];

  list_totals (run, totals);
  for (guint i = 0; i < N_TOTALS; i++)
    {
      g_autofree char *found = qz_value_dup_display (totals[i].type, totals[i].found);
      g_autofree char *expected = qz_value_dup_display (totals[i].type, totals[i].expected);

      if (strcmp (compare_total (run, &totals[i]), "differ") != 0)
        continue;
      qz_error_set (error, QZ_ERROR_INPUT, "control-total",
                    _("The control total does not agree: %s is %s in the file, but %s was said; "
                       "ask the sender for the right file or the right total"),
                    totals[i].title, found, expected);
      qz_error_add_rule (error, "TOTAL");
      return FALSE;
    }
  return TRUE;
}

/* ── what the whole file must be ────────────────────────────────────────────────────────────── */

gboolean
qz_import_check_digest (QzImportRun *run, const char *digest, GError **error)
{
  /* The encoding of text is not known before its end, and says nothing here. */
  g_autofree char *sheet = qz_import_source_get_workbook (run->source) != NULL
                               ? qz_import_source_dup_encoding (run->source)
                               : g_strdup ("");
  g_autofree char *name = NULL;
  gint64 id = 0;

  if (!qz_import_repo_find_digest (run->store, run->kind->name, digest, sheet, &id, &name, error))
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

/* What was accepted is what was checked, or nothing. */
static gboolean
check_unchanged (QzImportRun *run, const char *digest, GError **error)
{
  if (run->options->digest == NULL || strcmp (run->options->digest, digest) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "file-changed",
                _("The file was changed after it was checked, so nothing was imported; check it "
                   "again"));
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
  g_free (run->file->encoding);
  run->file->encoding = qz_import_source_dup_encoding (run->source);
  if (!check_unchanged (run, digest, error) || !qz_import_check_digest (run, digest, error)
      || !qz_import_report_finish (run->report, error))
    return FALSE;
  if (qz_import_report_get_n_rejected (run->report) == 0)
    return check_expected (run, error);
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

void
qz_import_run_take_child (QzImportRun *run, QzSheet *sheet)
{
  g_clear_pointer (&run->child, qz_sheet_unref);
  run->child = sheet;
}

/* ── the run ────────────────────────────────────────────────────────────────────────────────── */

static void
run_clear (QzImportRun *run)
{
  /* The act goes first: it is rolled back unless it was committed. */
  g_clear_pointer (&run->act, qz_act_free);
  g_clear_pointer (&run->seen, g_hash_table_unref);
  g_clear_pointer (&run->sums, g_hash_table_unref);
  g_clear_pointer (&run->refunds, g_hash_table_unref);
  g_clear_pointer (&run->rows, g_ptr_array_unref);
  g_clear_pointer (&run->providers, g_hash_table_unref);
  g_clear_pointer (&run->calendar, qz_calendar_unref);
  g_clear_pointer (&run->area_map, qz_area_map_unref);
  g_clear_pointer (&run->report, qz_import_report_free);
  g_clear_pointer (&run->source, qz_import_source_free);
  g_clear_pointer (&run->file, qz_import_file_free);
  g_clear_pointer (&run->header, g_free);
  g_clear_pointer (&run->columns, g_free);
  g_clear_pointer (&run->child, qz_sheet_unref);
}

/* Which sheet is read when nobody said so is no secret, nor what is left. */
static void
warn_sheets (QzImportRun *run, QzWorkbook *workbook)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *reason = NULL;
  QzProblem problem = { .field = "", .rule = "SHEET" };

  for (guint i = 0; i < qz_workbook_get_n_sheets (workbook); i++)
    {
      const char *name = qz_workbook_get_sheet_name (workbook, i);

      if (qz_workbook_has_content (workbook, i)
          && strcmp (name, qz_workbook_get_sheet (workbook)) != 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (names->len == 0)
    return;
  reason = g_strdup_printf (_("The sheet “%s” is read; these have content too and are not "
                              "(--sheet NAME)"),
                            qz_workbook_get_sheet (workbook));
  problem.value = names->str;
  problem.reason = reason;
  qz_import_report_warn (run->report, &problem);
}

static void
tell_sheets (QzImportRun *run)
{
  QzWorkbook *workbook = qz_import_source_get_workbook (run->source);

  if (workbook == NULL)
    return;
  qz_import_report_name_columns (run->report);
  if (run->options->sheet == NULL)
    warn_sheets (run, workbook);
}

static gboolean
run_prepare (QzImportRun *run, GError **error)
{
  g_autofree char *act_name = g_strdup_printf ("import %s", run->kind->name);

  run->source = qz_import_source_open (run->path, run->options->encoding,
                                       run->options->delimiter, run->options->sheet, error);
  if (run->source == NULL
      || (run->options->rejects_path != NULL
          && !qz_target_check (run->options->rejects_path, error)))
    return FALSE;
  run->store = qz_book_get_store (run->book);
  run->report =
      qz_import_report_new (qz_import_source_get_name (run->source), run->options->rejects_path);
  tell_sheets (run);
  run->file = qz_import_file_new ();
  run->file->kind = g_strdup (run->kind->name);
  run->file->file_name = g_strdup (qz_import_source_get_name (run->source));
  run->act = qz_book_begin_act (run->book, run->context, act_name,
                                qz_right_get_roles (QZ_RIGHT_IMPORT), error);
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

/* Reads, checks and writes the rows; the act is still open. */
static gboolean
run_rows (QzImportRun *run, GError **error)
{
  gboolean good =
      run->kind->whole != NULL ? run->kind->whole (run, error) : qz_import_table_run (run, error);

  /* A file that cannot be read at all says its name like any other place. */
  if (!good)
    qz_error_add_place (error, run->file->file_name, 0, 0, NULL);
  return good && remember_columns (run, error);
}

static gboolean
run_init (QzImportRun *run, const char *kind, const QzImportOptions *options, GError **error)
{
  static const QzImportOptions no_options = { 0 };

  run->options = options != NULL ? options : &no_options;
  run->kind = qz_import_kind_find (kind);
  if (run->kind == NULL)
    qz_import_set_unknown_kind (kind, error);
  return run->kind != NULL;
}

/* ── the answers ────────────────────────────────────────────────────────────────────────────── */

/* Registers have no amounts to tell. */
static gboolean
has_money (const char *kind)
{
  static const char *const kinds[] = { "claims", "declarations", "deductions", "spending",
                                       "assistance-bills", NULL };

  return g_strv_contains (kinds, kind);
}

static void
add_facts (QzSheet *sheet, QzImportRun *run, guint64 n_rejected)
{
  QzWorkbook *workbook = qz_import_source_get_workbook (run->source);
  const QzImportFile *file = run->file;

  qz_sheet_set_text (sheet, "file", _("File"), file->file_name);
  qz_sheet_set_text (sheet, "kind", _("Kind"), file->kind);
  qz_sheet_set_text (sheet, "encoding", _("Encoding"), file->encoding);
  if (workbook != NULL)
    qz_sheet_set_text (sheet, "sheet", _("Sheet"), qz_workbook_get_sheet (workbook));
  qz_sheet_set_number (sheet, "rows", _("Rows"), QZ_VALUE_COUNT, (gint64) file->n_rows);
  qz_sheet_set_number (sheet, "rejected", _("Rejected"), QZ_VALUE_COUNT, (gint64) n_rejected);
  if (file->medfee_fen != 0 || file->fund_fen != 0 || has_money (file->kind))
    {
      qz_sheet_set_number (sheet, "medfee_sum", _("Medical fees"), QZ_VALUE_FEN,
                           file->medfee_fen);
      qz_sheet_set_number (sheet, "fund_sum", get_fund_title (run), QZ_VALUE_FEN, file->fund_fen);
    }
  qz_sheet_set_text (sheet, "control_total", _("Control totals"), judge_totals (run));
  qz_sheet_set_text (sheet, "digest", _("SM3"), file->digest);
  qz_sheet_set_number (sheet, "warnings", _("Warnings"), QZ_VALUE_COUNT,
                       (gint64) qz_import_report_get_n_warnings (run->report));
}

static QzSheet *
make_answer (QzImportRun *run)
{
  QzSheet *sheet = qz_sheet_new ("import");
  g_autoptr (QzSheet) warnings = qz_import_report_dup_warnings (run->report);

  qz_sheet_set_number (sheet, "import", _("Import"), QZ_VALUE_COUNT, run->file->id);
  add_facts (sheet, run, 0);
  if (run->child != NULL)
    qz_sheet_add_child (sheet, run->child);
  qz_sheet_add_child (sheet, warnings);
  return sheet;
}

/**
 * qz_import_run:
 * @kind: a kind of qz_import_list_kinds(), or "bank-return"
 * @options: (nullable): how the file is read, and where rejected rows go
 *
 * Imports one file, wholly or not at all (domain 4.8).
 */
QzSheet *
qz_import_run (QzBook *book, const QzContext *context, const char *kind, const char *path,
               const QzImportOptions *options, GError **error)
{
  QzImportRun run = { .book = book, .context = context, .path = path };
  QzSheet *sheet = NULL;

  if (strcmp (kind, QZ_IMPORT_BANK_RETURN) == 0)
    return qz_payment_return (book, context, path, error);
  if (run_init (&run, kind, options, error) && run_prepare (&run, error)
      && run_rows (&run, error) && run_commit (&run, error))
    sheet = make_answer (&run);
  run_clear (&run);
  return sheet;
}

static QzSheet *
make_totals (QzImportRun *run)
{
  QzSheet *sheet = qz_sheet_new ("totals");
  Total totals[N_TOTALS];

  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Control total"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "found", _("In the file"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "expected", _("Said"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  list_totals (run, totals);
  for (guint i = 0; i < N_TOTALS; i++)
    {
      const guint row = qz_sheet_add_row (sheet);
      g_autofree char *found = qz_value_dup_display (totals[i].type, totals[i].found);
      g_autofree char *expected =
          totals[i].is_given ? qz_value_dup_display (totals[i].type, totals[i].expected) : NULL;

      qz_sheet_put_text (sheet, row, 0, totals[i].name);
      qz_sheet_put_text (sheet, row, 1, totals[i].title);
      qz_sheet_put_text (sheet, row, 2, found);
      qz_sheet_put_text (sheet, row, 3, expected);
      qz_sheet_put_text (sheet, row, 4, compare_total (run, &totals[i]));
    }
  return sheet;
}

/* Why the file cannot be taken in, all of it. @refusal: nullable. */
static char *
explain_blocks (QzImportRun *run, const GError *refusal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) differs = NULL;
  const guint64 n_rejected = count_rejected (run);
  g_autofree char *count = g_strdup_printf ("%" PRIu64, n_rejected);
  const gboolean is_known = refusal != NULL
                            && (g_str_equal (qz_error_get_id (refusal), "rows-rejected")
                                || g_str_equal (qz_error_get_id (refusal), "control-total"));

  if (refusal != NULL && !is_known)
    return g_strdup (refusal->message);
  if (n_rejected > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "%s row is rejected: mend it where the file was made, and "
                                         "check again.",
                                         "%s rows are rejected: mend them where the file was made, "
                                         "and check again.",
                                         n_rejected),
                            count);
  if (qz_import_report_get_n_file_faults (run->report) > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _("The file itself is at fault; see the list."));
  if (!check_expected (run, &differs))
    g_string_append_printf (text, "%s%s.", text->len > 0 ? "\n" : "", differs->message);
  return g_strdup (text->str);
}

static QzSheet *
make_check (QzImportRun *run, const GError *refusal)
{
  QzSheet *sheet = qz_sheet_new ("import_check");
  g_autoptr (QzSheet) rejects = qz_import_report_dup_rejects (run->report);
  g_autoptr (QzSheet) totals = make_totals (run);
  g_autoptr (QzSheet) warnings = qz_import_report_dup_warnings (run->report);
  g_autofree char *blocks = explain_blocks (run, refusal);

  add_facts (sheet, run, count_rejected (run));
  qz_sheet_set_number (sheet, "read", _("Rows read"), QZ_VALUE_COUNT, (gint64) run->n_read);
  qz_sheet_set_number (sheet, "passed", _("Passed"), QZ_VALUE_COUNT, (gint64) count_passed (run));
  qz_sheet_set_text (sheet, "blocks", _("In the way"), blocks);
  if (run->child != NULL)
    qz_sheet_add_child (sheet, run->child);
  qz_sheet_add_child (sheet, rejects);
  qz_sheet_add_child (sheet, totals);
  qz_sheet_add_child (sheet, warnings);
  return sheet;
}

/* A file that is refused is an answer; anything else that goes wrong is an error. */
static gboolean
is_answer (const GError *reason)
{
  return reason == NULL || g_error_matches (reason, QZ_ERROR, QZ_ERROR_INPUT)
         || g_error_matches (reason, QZ_ERROR, QZ_ERROR_REFUSED);
}

static QzSheet *
check_bank_return (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  GError *reason = NULL;
  QzSheet *sheet = qz_payment_return (book, context, path, &reason);

  if (!is_answer (reason))
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  if (sheet == NULL)
    sheet = qz_sheet_new ("import_check");
  qz_sheet_set_text (sheet, "blocks", _("In the way"), reason != NULL ? reason->message : "");
  g_clear_error (&reason);
  return sheet;
}

static QzSheet *
answer_check (QzImportRun *run, GError *reason, GError **error)
{
  QzSheet *sheet;

  /* Without a report the file could not even be opened. */
  if (!is_answer (reason) || run->report == NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  sheet = make_check (run, reason);
  g_clear_error (&reason);
  return sheet;
}

QzSheet *
qz_import_check (QzBook *book, const QzContext *context, const char *kind, const char *path,
                 const QzImportOptions *options, GError **error)
{
  QzContext dry = *context;
  QzImportRun run = { .book = book, .context = &dry, .path = path };
  QzSheet *sheet = NULL;
  GError *reason = NULL;

  dry.dry_run = TRUE;
  if (strcmp (kind, QZ_IMPORT_BANK_RETURN) == 0)
    return check_bank_return (book, &dry, path, error);
  if (!run_init (&run, kind, options, error))
    return NULL;
  if (run_prepare (&run, &reason))
    {
      qz_import_report_keep_rejects (run.report, QZ_MAX_SHOWN_REJECTS);
      (void) (run_rows (&run, &reason) && run_commit (&run, &reason));
    }
  sheet = answer_check (&run, reason, error);
  run_clear (&run);
  return sheet;
}
