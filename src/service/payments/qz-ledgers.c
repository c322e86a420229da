/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-payments.h"
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

/* An agency keeps one ledger an insurance (3.1); a mistyped name must not look like an empty
 * one. */
static gboolean
check_ledger (QzBook *book, const char *ledger, GError **error)
{
  g_autofree char *emp = qz_ledger_dup_name (qz_book_get_agency (book), QZ_INS_EMP);
  g_autofree char *res = qz_ledger_dup_name (qz_book_get_agency (book), QZ_INS_RES);

  if (g_str_equal (ledger, emp) || g_str_equal (ledger, res))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-ledger",
                _("There is no ledger “%s”; the ledgers of this book set are %s and %s."), ledger,
                emp,
                res);
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

  if (chart == NULL || !check_ledger (book, ledger, error))
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

  if (chart == NULL || !check_ledger (book, ledger, error)
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

static gboolean
refuse_close (GError **error, const char *id, const char *ledger, QzPeriod period, const char *why)
{
  g_autofree char *month = qz_period_format (period);

  qz_error_set (error, QZ_ERROR_REFUSED, id,
                _("%s of ledger %s cannot be closed: %s"), month, ledger,
                why);
  qz_error_add_rule (error, "3.6-6");
  return FALSE;
}

/* 3.6 rule 6: the month is over, and the checks of internal control agree. */
static gboolean
check_month_done (QzBook *book, const QzContext *context, const char *ledger, QzPeriod period,
                  GError **error)
{
  g_autoptr (QzSheet) checks = NULL;
  gboolean ok = FALSE;

  if (context->clock.today <= qz_period_get_last_day (period))
    return refuse_close (error, "month-not-over", ledger, period, _("it is not over yet."));
  checks = qz_check_run (book, context, &ok, error);
  if (checks == NULL)
    return FALSE;
  return ok
         || refuse_close (error, "checks-differ", ledger, period,
                          _("the checks of internal control found differences. Run “check”."));
}

/* 3.6 rule 6: an earlier month open, a gap in the numbers, or books that do not balance. */
static gboolean
check_close (QzBook *book, const char *ledger, QzPeriod period, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) trial = NULL;
  QzPeriod before = 0;
  gboolean closed = FALSE;
  gint64 n = 0, last = 0;
  int balanced = 0;

  if (!qz_voucher_repo_is_closed (store, ledger, period, &closed, error)
      || !qz_voucher_repo_find_open_before (store, ledger, period, &before, error)
      || !qz_voucher_repo_count (store, ledger, period, &n, &last, error))
    return FALSE;
  trial = qz_ledger_trial (book, ledger, period, error);
  if (trial == NULL)
    return FALSE;
  if (closed)
    return refuse_close (error, "already-closed", ledger, period, _("it is closed already."));
  if (last == 0)
    return refuse_close (error, "no-vouchers", ledger, period, _("it has no vouchers."));
  if (before != 0)
    return refuse_close (error, "earlier-open", ledger, period,
                         _("an earlier month is still open. Close that one first."));
  if (n != last)
    return refuse_close (error, "number-gap", ledger, period, _("its numbers have a gap."));
  balanced = qz_sheet_find_fact (trial, "balanced");
  if (qz_sheet_get_fact_number (trial, (guint) balanced) == 0)
    return refuse_close (error, "not-balanced", ledger, period,
                         _("debits and credits differ. Run “check”."));
  return TRUE;
}

gboolean
qz_ledger_close (QzBook *book, const QzContext *context, const char *ledger, QzPeriod period,
                 GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, "ledger close", QZ_ROLE_FINANCE, error);

  return act != NULL && check_close (book, ledger, period, error)
         && check_month_done (book, context, ledger, period, error)
         && qz_voucher_repo_set_closed (act, ledger, period, TRUE, "", error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

gboolean
qz_ledger_reopen (QzBook *book, const QzContext *context, const char *ledger, QzPeriod period,
                  const char *reason, GError **error)
{
  g_autoptr (QzAct) act = NULL;
  gboolean closed = FALSE;

  if (reason == NULL || *reason == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing",
                    _("Reopening a month needs a reason."));
      return FALSE;
    }
  act = qz_book_begin_act (book, context, "ledger reopen", QZ_ROLE_FINANCE, error);
  if (act == NULL
      || !qz_voucher_repo_is_closed (qz_book_get_store (book), ledger, period, &closed, error))
    return FALSE;
  if (!closed)
    {
      g_autofree char *month = qz_period_format (period);
      qz_error_set (error, QZ_ERROR_REFUSED, "not-closed",
                    _("%s of ledger %s is not closed."), month,
                    ledger);
      return FALSE;
    }
  return qz_voucher_repo_set_closed (act, ledger, period, FALSE, reason, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}
