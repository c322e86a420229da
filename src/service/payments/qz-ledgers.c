/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-actors.h"
#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-payments.h"
#include "qz-roles.h"
#include "qz-vouchers-private.h"

QzSheet *
qz_ledger_list (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("ledgers");

  qz_sheet_add_column (sheet, "ledger", _("Ledger"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "first_period", _("First month"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "last_period", _("Last month"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "vouchers", _("Vouchers"), QZ_VALUE_COUNT);
  if (!qz_voucher_repo_fill_ledgers (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* An agency keeps one ledger an insurance (3.1), and those of its clearing account; a mistyped name
 * must not look like an empty one. */
gboolean
qz_ledger_check_name (QzBook *book, const char *ledger, GError **error)
{
  g_autofree char *emp = qz_ledger_dup_name (qz_book_get_agency (book), QZ_INS_EMP);
  g_autofree char *res = qz_ledger_dup_name (qz_book_get_agency (book), QZ_INS_RES);
  g_auto (QzLedgerName) name = { 0 };
  gboolean is_kept = FALSE;

  if (qz_ledger_parse (ledger, &name) && !qz_actor_is_kept (book, name.owner, &is_kept, error))
    return FALSE;
  if (is_kept)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-ledger",
                _("There is no ledger “%s”; the ledgers of this book set are %s and %s, and those "
                  "of the agencies it acts for."),
                ledger, emp, res);
  return FALSE;
}

/* A balance on the account's own side: debit − credit of a debit account, else the reverse. */
static gboolean
put_balance (QzChart *chart, QzSheet *sheet, guint row, guint debit, guint column, GError **error)
{
  const QzAccount *account = qz_chart_find (chart, qz_sheet_get_text (sheet, row, 0));
  gint64 balance = 0;

  if (!qz_fen_sub (qz_sheet_get_number (sheet, row, debit),
                   qz_sheet_get_number (sheet, row, debit + 1), &balance, error))
    return FALSE;
  if (account != NULL && !account->is_debit)
    balance = -balance;
  qz_sheet_put_number (sheet, row, column, balance);
  return TRUE;
}

QzSheet *
qz_ledger_balance (QzBook *book, const char *ledger, QzPeriod period, const char *account,
                   GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("balances");
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);

  if (chart == NULL || !qz_ledger_check_name (book, ledger, error))
    return NULL;
  qz_sheet_set_text (sheet, "ledger", _("Ledger"), ledger);
  if (period != 0)
    qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  qz_sheet_add_column (sheet, "account", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "item_period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "path", _("Path"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "debit", _("Debit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "credit", _("Credit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "balance", _("Balance"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "account_name", _("Account name"), QZ_VALUE_TEXT);
  if (!qz_voucher_repo_fill_balance (qz_book_get_store (book), ledger, period, account, sheet,
                                     error)
      || !qz_voucher_add_account_names (book, sheet, 0, 8, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      if (!put_balance (chart, sheet, row, 5, 7, error))
        return NULL;
    }
  return g_steal_pointer (&sheet);
}

static QzSheet *
make_trial_sheet (const char *ledger, QzPeriod period)
{
  QzSheet *sheet = qz_sheet_new ("trial");

  qz_sheet_set_text (sheet, "ledger", _("Ledger"), ledger);
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  qz_sheet_add_column (sheet, "account", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "debit_before", _("Debit before"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "credit_before", _("Credit before"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "debit", _("Debit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "credit", _("Credit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "closing", _("Closing balance"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "account_name", _("Account name"), QZ_VALUE_TEXT);
  return sheet;
}

static gboolean
add_closing (QzChart *chart, QzSheet *sheet, guint row, GError **error)
{
  const QzAccount *account = qz_chart_find (chart, qz_sheet_get_text (sheet, row, 0));
  QzFen closing = 0;

  if (!qz_fen_accumulate (&closing, qz_sheet_get_number (sheet, row, 1), error)
      || !qz_fen_accumulate (&closing, -qz_sheet_get_number (sheet, row, 2), error)
      || !qz_fen_accumulate (&closing, qz_sheet_get_number (sheet, row, 3), error)
      || !qz_fen_accumulate (&closing, -qz_sheet_get_number (sheet, row, 4), error))
    return FALSE;
  qz_sheet_put_number (sheet, row, 5, account != NULL && !account->is_debit ? -closing : closing);
  return TRUE;
}

QzSheet *
qz_ledger_trial (QzBook *book, const char *ledger, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = make_trial_sheet (ledger, period);
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);
  gint64 sums[4] = { 0 };

  if (chart == NULL || !qz_ledger_check_name (book, ledger, error)
      || !qz_voucher_repo_fill_trial (qz_book_get_store (book), ledger, period, sheet, error)
      || !qz_voucher_add_account_names (book, sheet, 0, 6, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      if (!add_closing (chart, sheet, row, error))
        return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      if (!qz_sheet_sum (sheet, i + 1, &sums[i], error))
        return NULL;
    }
  qz_sheet_set_number (sheet, "debit_sum", _("Sum of debits"), QZ_VALUE_FEN, sums[2]);
  qz_sheet_set_number (sheet, "credit_sum", _("Sum of credits"), QZ_VALUE_FEN, sums[3]);
  qz_sheet_set_number (sheet, "balanced", _("Balanced"), QZ_VALUE_BOOL,
                       sums[0] == sums[1] && sums[2] == sums[3]);
  return g_steal_pointer (&sheet);
}

/* ── what makes up a balance ─────────────────────────────────────────────────────────────────── */

static QzSheet *
make_entries_sheet (const QzEntryFilter *filter)
{
  QzSheet *sheet = qz_sheet_new ("entries");

  qz_sheet_set_text (sheet, "ledger", _("Ledger"), filter->ledger);
  qz_sheet_add_column (sheet, "ledger", _("Ledger"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "voucher", _("Voucher"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "summary", _("Summary"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "account", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "item_period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "path", _("Path"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "debit", _("Debit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "credit", _("Credit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "document", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "account_name", _("Account name"), QZ_VALUE_TEXT);
  return sheet;
}

QzSheet *
qz_ledger_entries (QzBook *book, const QzEntryFilter *filter, GError **error)
{
  const QzVoucherLineQuery query = { filter->ledger,      filter->account, filter->provider,
                                     filter->path,        filter->item_period,
                                     filter->from,        filter->to };
  g_autoptr (QzSheet) sheet = NULL;
  QzFen debit = 0, credit = 0;

  if (!qz_ledger_check_name (book, filter->ledger, error))
    return NULL;
  sheet = make_entries_sheet (filter);
  if (!qz_voucher_repo_fill_entries (qz_book_get_store (book), &query, sheet, error)
      || !qz_voucher_add_account_names (book, sheet, 6, 14, error)
      || !qz_sheet_sum (sheet, 11, &debit, error) || !qz_sheet_sum (sheet, 12, &credit, error))
    return NULL;
  qz_sheet_set_number (sheet, "debit_sum", _("Sum of debits"), QZ_VALUE_FEN, debit);
  qz_sheet_set_number (sheet, "credit_sum", _("Sum of credits"), QZ_VALUE_FEN, credit);
  return g_steal_pointer (&sheet);
}
