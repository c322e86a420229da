/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-payments.h"
#include "qz-roles.h"
#include "qz-vouchers-private.h"

static QzSheet *
list_vouchers (QzBook *book, const char *ledger, QzPeriod period, gboolean newest_first,
               GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("vouchers");

  qz_sheet_add_column (sheet, "ledger", _("Ledger"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "event", _("Event"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "summary", _("Summary"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "total", _("Total"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "document", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "document_line", _("Its line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "reversed_by", _("Reversed by"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "posted_by", _("Posted by"), QZ_VALUE_TEXT);
  if (!qz_voucher_repo_fill_list (qz_book_get_store (book), ledger, period, newest_first, sheet,
                                  error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_voucher_list (QzBook *book, const char *ledger, QzPeriod period, GError **error)
{
  return list_vouchers (book, ledger, period, FALSE, error);
}

QzSheet *
qz_voucher_list_newest (QzBook *book, GError **error)
{
  return list_vouchers (book, NULL, 0, TRUE, error);
}

gboolean
qz_voucher_parse_name (const char *name, char **ledger, QzPeriod *period, guint *number,
                       GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  g_autoptr (GError) ignored = NULL;
  guint64 value = 0;

  if (g_strv_length (parts) == 3 && qz_period_parse (parts[1], period, &ignored)
      && g_ascii_string_to_unsigned (parts[2], 10, 1, G_MAXUINT32, &value, &ignored))
    {
      *ledger = g_strdup (parts[0]);
      *number = (guint) value;
      return TRUE;
    }
  qz_error_set (error, QZ_ERROR_USAGE, "voucher-name",
                _("“%s” does not name a voucher. Write LEDGER/MONTH/NUMBER, for example "
                   "L_AG_220200_EMP/2026-03/12."),
                name);
  return FALSE;
}

static void
add_facts (QzSheet *sheet, const char *name, QzVoucher *voucher, QzFen total)
{
  qz_sheet_set_text (sheet, "voucher", _("Voucher"), name);
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, qz_voucher_get_day (voucher));
  qz_sheet_set_text (sheet, "event", _("Event"), qz_voucher_get_event (voucher));
  qz_sheet_set_text (sheet, "summary", _("Summary"), qz_voucher_get_summary (voucher));
  qz_sheet_set_number (sheet, "attachments", _("Attachments"), QZ_VALUE_COUNT,
                       qz_voucher_get_attachments (voucher));
  qz_sheet_set_number (sheet, "total", _("Total"), QZ_VALUE_FEN, total);
  qz_sheet_set_text (sheet, "made_by", _("Maker"), qz_voucher_get_made_by (voucher));
  qz_sheet_set_text (sheet, "checked_by", _("Checker"), qz_voucher_get_checked_by (voucher));
  qz_sheet_set_text (sheet, "posted_by", _("Poster"), qz_voucher_get_posted_by (voucher));
}

static void
add_line_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "line_no", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "account", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "item_period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "path", _("Path"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "bank_account", _("Bank account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "debit", _("Debit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "credit", _("Credit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "account_name", _("Account name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "summary", _("Summary"), QZ_VALUE_TEXT);
}

/* Names beside the symbols: an account is never shown by its code alone (3.6 rule 2). */
gboolean
qz_voucher_add_account_names (QzBook *book, QzSheet *sheet, guint from_column, guint name_column,
                              GError **error)
{
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);

  if (chart == NULL)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *symbol = qz_sheet_get_text (sheet, row, from_column);
      const QzAccount *top = qz_chart_get_top (chart, symbol);
      g_autofree char *detail = qz_chart_dup_detail_name (chart, symbol);
      g_autofree char *name = NULL;
      if (top == NULL)
        continue;
      name = *detail == '\0' ? g_strdup (top->name) : g_strdup_printf ("%s—%s", top->name, detail);
      qz_sheet_put_text (sheet, row, name_column, name);
    }
  return TRUE;
}

/* Where it came from and what became of it: what a reader goes on to. */
static gboolean
add_ties (QzBook *book, gint64 id, QzSheet *sheet, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzVoucherTies) ties = qz_voucher_repo_get_ties (store, id, error);

  if (ties == NULL)
    return FALSE;
  if (*ties->document != '\0')
    qz_sheet_set_text (sheet, "document", _("Document"), ties->document);
  if (*ties->reverses != '\0')
    qz_sheet_set_text (sheet, "reverses", _("Reverses"), ties->reverses);
  if (*ties->reversed_by != '\0')
    qz_sheet_set_text (sheet, "reversed_by", _("Reversed by"), ties->reversed_by);
  if (ties->draft_no != 0)
    qz_sheet_set_number (sheet, "draft", _("Draft"), QZ_VALUE_COUNT, ties->draft_no);
  qz_sheet_set_number (sheet, "can_reverse", _("May be reversed"), QZ_VALUE_BOOL,
                       !ties->is_of_bank && *ties->reverses == '\0'
                           && *ties->reversed_by == '\0');
  return TRUE;
}

/* The lines of a voucher with the names of their accounts. */
static gboolean
fill_lines (QzBook *book, gint64 voucher_id, QzSheet *sheet, GError **error)
{
  return qz_voucher_repo_fill_lines (qz_book_get_store (book), voucher_id, sheet, error)
         && qz_voucher_add_account_names (book, sheet, 1, 9, error);
}

QzSheet *
qz_voucher_show (QzBook *book, const char *name, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("lines");
  g_autoptr (QzVoucher) voucher = NULL;
  g_autofree char *ledger = NULL;
  QzPeriod period = 0;
  guint number = 0;
  gint64 id = 0;
  QzFen total = 0;

  if (!qz_voucher_parse_name (name, &ledger, &period, &number, error))
    return NULL;
  voucher = qz_voucher_repo_get (qz_book_get_store (book), ledger, period, number, &id, error);
  if (voucher == NULL || !qz_voucher_get_total (voucher, &total, error))
    return NULL;
  add_facts (sheet, name, voucher, total);
  add_line_columns (sheet);
  if (!add_ties (book, id, sheet, error) || !fill_lines (book, id, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
