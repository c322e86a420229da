/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-imports.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-assist-person-repo.h"
#include "qz-error.h"
#include "qz-import-private.h"
#include "qz-roles.h"

static const QzImportKind *const kind_tables[] = { qz_registry_kinds, qz_money_kinds,
                                                   qz_claim_kinds, qz_nonlocal_kinds,
                                                   qz_deposit_kinds,
                                                   qz_registration_kinds,
                                                   qz_assistance_kinds };

const QzImportKind *
qz_import_kind_get (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_tables); i++)
    for (const QzImportKind *kind = kind_tables[i]; kind->name != NULL; kind++)
      if (index-- == 0)
        return kind;
  return NULL;
}

const QzImportKind *
qz_import_kind_find (const char *name)
{
  const QzImportKind *kind;

  for (guint i = 0; (kind = qz_import_kind_get (i)) != NULL; i++)
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

  qz_sheet_put_text (sheet, row, 0, QZ_IMPORT_BANK_RETURN);
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

void
qz_import_set_unknown_kind (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kind_tables); i++)
    for (const QzImportKind *kind = kind_tables[i]; kind->name != NULL; kind++)
      g_string_append_printf (names, "%s, ", kind->name);
  g_string_append (names, QZ_IMPORT_BANK_RETURN);
  qz_error_set (error, QZ_ERROR_USAGE, "unknown-kind",
                _("There is no kind of file “%s”; choose one of: %s"), name, names->str);
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

/* DT-6: a later list of the same office rests on this one. */
static gboolean
check_list (QzStore *store, const QzImportFile *file, GError **error)
{
  g_autofree char *later = NULL;

  if (strcmp (file->kind, "assisted") != 0)
    return TRUE;
  if (!qz_assist_person_repo_dup_later (store, file->id, &later, error))
    return FALSE;
  return later == NULL
         || qz_error_refuse (error, "later-list", "DT-6",
                             _("A later list of the same office (%s) rests on this one; withdraw "
                               "that one first"),
                             later);
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
  if (!check_list (store, file, error) || !qz_import_repo_find_user (store, file, &user, error))
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
                                             qz_right_get_roles (QZ_RIGHT_WITHDRAW_IMPORT),
                                             error);
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
