/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pay, voucher, ledger, check: domain 7 and 3.6. */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-documents.h"
#include "qz-error.h"
#include "qz-payments.h"

static gboolean
run_pay_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_payment_list_batches (book, error));
}

static gboolean
run_pay_order (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_payment_orders (book, qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_pay_batch (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_payment_batch (book, qz_cli_get_context (cli),
                                                       qz_cli_get_arguments (cli), error));
}

static gboolean
run_pay_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli,
                                qz_payment_show_batch (book, qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_pay_export (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_payment_export (book, qz_cli_get_context (cli),
                                                        qz_cli_get_argument (cli, 0),
                                                        qz_cli_get_option (cli, "output"), error));
}

static gboolean
run_pay_return (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_payment_return (book, qz_cli_get_context (cli),
                                                        qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_pay_defer (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_document_act (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                           QZ_ACT_DEFER, qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The document is deferred; its lines come back in the next run."));
  return TRUE;
}

static const QzOption output_options[] = {
  { "output", "PATH",
    N_ ("file or folder to write to (default: the bank's file name, here)"), FALSE },
  { NULL },
};
static const QzOption reason_options[] = {
  { "reason", "TEXT", N_ ("why; it is kept"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_pay[] = {
  { "pay", "list", NULL, N_ ("List the bank batches"), NULL, 0, 0, run_pay_list },
  { "pay", "order", "DOCUMENT",
    N_ ("List the payments of a document that wait for a batch"), NULL, 1, 1,
    run_pay_order },
  { "pay", "batch", "DOCUMENT…",
    N_ ("Put approved documents into bank batches"), NULL, 1, QZ_ANY_NUMBER,
    run_pay_batch },
  { "pay", "show", "BATCH",
    N_ ("Show the lines of a bank batch and what the bank said"), NULL, 1, 1,
    run_pay_show },
  { "pay", "export", "BATCH", N_ ("Write the file of a bank batch"), output_options, 1, 1,
    run_pay_export },
  { "pay", "return", "FILE",
    N_ ("Take in a return file of the bank and post its vouchers"), NULL, 1, 1,
    run_pay_return },
  { "pay", "defer", "DOCUMENT",
    N_ ("Carry an approved document over to the next run"), reason_options,
    1, 1, run_pay_defer },
  { NULL },
};

static gboolean
run_voucher_list (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_voucher_list (book, qz_cli_get_option (cli, "ledger"),
                                                      period, error));
}

static gboolean
run_voucher_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_voucher_show (book, qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_voucher_reverse (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_voucher_reverse (book, qz_cli_get_context (cli),
                                                         qz_cli_get_argument (cli, 0),
                                                         qz_cli_get_option (cli, "reason"), error));
}

static gboolean
run_voucher_print (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;
  guint number = 0;

  if (!qz_cli_get_period (cli, "month", &period, error)
      || !qz_cli_get_count (cli, "number", &number, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli,
                                qz_voucher_print (book, qz_cli_get_context (cli),
                                                  qz_cli_get_option (cli, "ledger"), period, number,
                                                  qz_cli_get_option (cli, "output"), error));
}

static const QzOption ledger_options[] = {
  { "ledger", "LEDGER", N_ ("only this ledger, e.g. L_AG_220200_EMP"), FALSE },
  { "month", "MONTH", N_ ("only this month"), FALSE },
  { NULL },
};
static const QzOption voucher_print_options[] = {
  { "ledger", "LEDGER", N_ ("the ledger, e.g. L_AG_220200_EMP"), TRUE },
  { "month", "MONTH", N_ ("the month"), TRUE },
  { "number", "N", N_ ("only this voucher (default: all of the month)"), FALSE },
  { "output", "FILE", N_ ("a .pdf, .xlsx or .csv file"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_voucher[] = {
  { "voucher", "list", NULL, N_ ("List vouchers"), ledger_options, 0, 0, run_voucher_list },
  { "voucher", "show", "LEDGER/MONTH/NUMBER", N_ ("Show a voucher"), NULL, 1, 1, run_voucher_show },
  { "voucher", "reverse", "LEDGER/MONTH/NUMBER",
    N_ ("Reverse a voucher in red letters"), reason_options,
    1, 1, run_voucher_reverse },
  { "voucher", "print", NULL,
    N_ ("Print vouchers"), voucher_print_options, 0, 0, run_voucher_print },
  { NULL },
};

static gboolean
run_ledger_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_ledger_list (book, error));
}

static gboolean
run_ledger_balance (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_ledger_balance (book, qz_cli_get_argument (cli, 0), period,
                                                        qz_cli_get_option (cli, "account"), error));
}

static gboolean
run_ledger_trial (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_ledger_trial (book, qz_cli_get_argument (cli, 0), period,
                                                      error));
}

static gboolean
run_ledger_close (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_ledger_close (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), period,
                           error))
    return FALSE;
  qz_cli_print_done (cli, _("The month is closed."));
  return TRUE;
}

static gboolean
run_ledger_reopen (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_ledger_reopen (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), period,
                            qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The month is open again."));
  return TRUE;
}

static const QzOption balance_options[] = {
  { "month", "MONTH", N_ ("at the end of this month (default: now)"), FALSE },
  { "account", "SYMBOL", N_ ("only this account, e.g. TEMP_PAID.INSTANT"), FALSE },
  { NULL },
};
static const QzOption month_options[] = {
  { "month", "MONTH", N_ ("the month"), TRUE },
  { NULL },
};
static const QzOption reopen_options[] = {
  { "month", "MONTH", N_ ("the month"), TRUE },
  { "reason", "TEXT", N_ ("why; it is kept"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_ledger[] = {
  { "ledger", "list", NULL, N_ ("List the ledgers"), NULL, 0, 0, run_ledger_list },
  { "ledger", "balance", "LEDGER", N_ ("Balances by account, provider, month of costs and path"),
    balance_options, 1, 1, run_ledger_balance },
  { "ledger", "trial", "LEDGER", N_ ("Trial balance of a month"), month_options, 1, 1,
    run_ledger_trial },
  { "ledger", "close", "LEDGER", N_ ("Close a month"), month_options, 1, 1, run_ledger_close },
  { "ledger", "reopen", "LEDGER",
    N_ ("Open a closed month again, with a reason"), reopen_options, 1, 1,
    run_ledger_reopen },
  { NULL },
};

static gboolean
run_check (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  gboolean ok = FALSE;

  if (book == NULL
      || !qz_cli_print_given (cli, qz_check_run (book, qz_cli_get_context (cli), &ok, error)))
    return FALSE;
  if (!ok)
    qz_cli_set_failed (cli);
  return TRUE;
}

const QzCommand qz_cmd_check[] = {
  { "check", NULL, NULL, N_ ("Run the internal-control checks (IC-1 to IC-3, K12)"), NULL, 0, 0,
    run_check },
  { NULL },
};
