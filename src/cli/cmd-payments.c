/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pay: domain 7. */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-documents.h"
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
