/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-check-repo.h"
#include "qz-document-repo.h"
#include "qz-payments.h"

static gboolean
add_check (QzBook *book, QzSheet *sheet, guint check, gboolean *ok, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *key = NULL;
  gint64 n_bad = 0;
  guint row = 0;

  if (!qz_check_repo_run (qz_book_get_store (book), check, &n_bad, &first, &key, error))
    return FALSE;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, qz_check_repo_get_code (check));
  qz_sheet_put_text (sheet, row, 1, qz_check_repo_get_what (check));
  qz_sheet_put_number (sheet, row, 2, n_bad == 0);
  qz_sheet_put_number (sheet, row, 3, n_bad);
  qz_sheet_put_text (sheet, row, 4, first);
  qz_sheet_put_text (sheet, row, 5, qz_check_repo_get_opens (check));
  qz_sheet_put_text (sheet, row, 6, key);
  *ok = *ok && n_bad == 0;
  return TRUE;
}

QzSheet *
qz_check_run (QzBook *book, const QzContext *context, gboolean *out_ok, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("checks");
  guint n = qz_check_repo_get_n_checks ();

  qz_sheet_add_column (sheet, "code", _("Check"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What must agree"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "ok", _("Agrees"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "n_differences", _("Differences"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "first", _("First difference"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "opens", _("Shown by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "key", _("First"), QZ_VALUE_TEXT);
  *out_ok = TRUE;
  for (guint i = 0; i < n; i++)
    {
      if (!qz_check_cancelled (context->cancellable, error)
          || !add_check (book, sheet, i, out_ok, error))
        return NULL;
      qz_progress_report (context->progress, _("Checking"), i + 1, n);
    }
  qz_sheet_set_number (sheet, "ok", _("All agree"), QZ_VALUE_BOOL, *out_ok);
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_check_run_document (QzBook *book, const char *number, GError **error)
{
  g_autoptr (QzDocumentRecord) head =
      qz_document_repo_find (qz_book_get_store (book), number, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("checks");

  if (head == NULL)
    return NULL;
  qz_sheet_add_column (sheet, "code", _("Check"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What must agree"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "ok", _("Agrees"), QZ_VALUE_BOOL);
  for (guint i = 0; i < qz_check_repo_get_n_checks (); i++)
    {
      gint64 n_bad = 0;
      guint row;

      if (!qz_check_repo_is_of_document (i, head->kind))
        continue;
      if (!qz_check_repo_run_for (qz_book_get_store (book), i, head->id, &n_bad, error))
        return NULL;
      row = qz_sheet_add_row (sheet);
      qz_sheet_put_text (sheet, row, 0, qz_check_repo_get_code (i));
      qz_sheet_put_text (sheet, row, 1, qz_check_repo_get_what (i));
      qz_sheet_put_number (sheet, row, 2, n_bad == 0);
    }
  return g_steal_pointer (&sheet);
}
