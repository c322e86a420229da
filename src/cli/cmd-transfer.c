/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transfer: money of care away from home down and up (NL-18, NL-31-D, NL-31-U, NL-35); region:
 * areas that pay late (NL-34). */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-error.h"
#include "qz-regions.h"
#include "qz-transfers.h"

static gboolean
refuse_word (const char *option, const char *value, const char *choices, GError **error)
{
  qz_error_set (error, QZ_ERROR_USAGE, "word-unknown", _("--%s %s: it is one of %s"), option,
                value != NULL ? value : "", choices);
  return FALSE;
}

static gboolean
get_scope (QzCli *cli, int *out, GError **error)
{
  const char *text = qz_cli_get_option (cli, "scope");
  QzNlScope scope = QZ_NL_IN_PROV;

  *out = -1;
  if (text == NULL)
    return TRUE;
  if (!qz_nl_scope_parse (text, &scope))
    return refuse_word ("scope", text, "in_prov, cross_prov", error);
  *out = (int) scope;
  return TRUE;
}

static gboolean
get_leg (QzCli *cli, int *out, GError **error)
{
  const char *text = qz_cli_get_option (cli, "leg");
  QzLeg leg = QZ_LEG_D1;

  *out = -1;
  if (text == NULL)
    return TRUE;
  if (!qz_leg_parse (text, &leg))
    return refuse_word ("leg", text, "D1 … D3, U1 … U4, P1 … P4, R1 … R4, I1", error);
  *out = (int) leg;
  return TRUE;
}

/* ── looking ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzTransferFilter filter = { .scope = -1,
                              .leg = -1,
                              .unit = qz_cli_get_option (cli, "unit"),
                              .agency = qz_cli_get_option (cli, "agency") };
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &filter.period, error)
      || !get_scope (cli, &filter.scope, error) || !get_leg (cli, &filter.leg, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli,
                                qz_transfer_list (book, qz_cli_get_context (cli), &filter, error));
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_transfer_show (book, qz_cli_get_context (cli),
                                                       qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_picture (QzCli *cli, GError **error)
{
  QzPeriod period = 0;
  int scope = -1;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error) || !get_scope (cli, &scope, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_transfer_picture (book, qz_cli_get_context (cli), period,
                                                          (QzNlScope) scope, error));
}

/* ── paying and confirming ──────────────────────────────────────────────────────────────────── */

static gboolean
run_pass_papers (QzCli *cli, GError **error)
{
  QzPeriod period = 0;
  int scope = -1;
  int leg = -1;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error) || !get_scope (cli, &scope, error)
      || !get_leg (cli, &leg, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_transfer_pass_papers (book, qz_cli_get_context (cli), period, (QzNlScope) scope,
                                   (QzLeg) leg, qz_cli_get_option (cli, "office"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The papers passed; the working days of the payment begin."));
  return TRUE;
}

/* Nothing said is all that is open; zero is a slip of the pen. */
static gboolean
get_amount (QzCli *cli, QzFen *out, GError **error)
{
  if (!qz_cli_get_fen (cli, "amount", out, error))
    return FALSE;
  if (qz_cli_get_option (cli, "amount") == NULL || *out != 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "amount-zero",
                _("An amount of zero moves nothing; leave --amount out for all that is open"));
  return FALSE;
}

static gboolean
run_pay (QzCli *cli, GError **error)
{
  QzTransferPayment payment = { .number = qz_cli_get_argument (cli, 0),
                                .bank_name = qz_cli_get_option (cli, "bank"),
                                .serial = qz_cli_get_option (cli, "serial"),
                                .day = QZ_DAY_NONE };
  QzBook *book;

  if (!get_amount (cli, &payment.amount_fen, error)
      || !qz_cli_get_day (cli, "day", &payment.day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL || !qz_transfer_pay (book, qz_cli_get_context (cli), &payment, error))
    return FALSE;
  qz_cli_print_done (cli, _("The payment is recorded; somebody else confirms it."));
  return TRUE;
}

static gboolean
run_cancel (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_transfer_cancel (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                              qz_cli_get_option (cli, "serial"),
                              qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The payment is taken back."));
  return TRUE;
}

static gboolean
run_confirm_payment (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_transfer_confirm_payment (
                                       book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                                       qz_cli_get_option (cli, "serial"), error));
}

static gboolean
run_confirm_receipt (QzCli *cli, GError **error)
{
  QzTransferReceipt receipt = { .number = qz_cli_get_argument (cli, 0),
                                .serial = qz_cli_get_option (cli, "serial"),
                                .day = QZ_DAY_NONE };
  QzBook *book;

  if (!get_amount (cli, &receipt.amount_fen, error)
      || !qz_cli_get_day (cli, "day", &receipt.day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_transfer_confirm_receipt (book, qz_cli_get_context (cli),
                                                                  &receipt, error));
}

static gboolean
run_interest (QzCli *cli, GError **error)
{
  QzTransferInterest interest = { .agency = qz_cli_get_argument (cli, 0),
                                  .bank_name = qz_cli_get_option (cli, "bank"),
                                  .serial = qz_cli_get_option (cli, "serial"),
                                  .day = QZ_DAY_NONE };
  int insurance = -1;
  QzBook *book;

  if (!qz_cli_get_fen (cli, "amount", &interest.amount_fen, error)
      || !qz_cli_get_day (cli, "day", &interest.day, error)
      || !qz_cli_get_insurance (cli, "insurance", &insurance, error))
    return FALSE;
  interest.insurance = (QzInsurance) insurance;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_transfer_interest (book, qz_cli_get_context (cli),
                                                           &interest, error));
}

static gboolean
run_pay_hospitals (QzCli *cli, GError **error)
{
  QzPeriod period = 0;
  int scope = -1;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error) || !get_scope (cli, &scope, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_nonlocal_pay_run (book, qz_cli_get_context (cli), period,
                                                          (QzNlScope) scope,
                                                          qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_report (QzCli *cli, GError **error)
{
  const char *output = qz_cli_get_option (cli, "output");
  QzPeriod period = 0;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, output != NULL, error);
  if (book != NULL && output != NULL)
    return qz_cli_print_given (cli, qz_transfer_report_print (book, qz_cli_get_context (cli),
                                                              period,
                                                              qz_cli_has_flag (cli, "received"),
                                                              output, error));
  return book != NULL
         && qz_cli_print_given (cli, qz_transfer_report (book, qz_cli_get_context (cli), period,
                                                         qz_cli_has_flag (cli, "received"),
                                                         error));
}

/* ── regions ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_regions (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_region_list (book, qz_cli_get_context (cli), error));
}

static gboolean
run_region (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_region_show (book, qz_cli_get_context (cli),
                                                     qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_suspend (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_region_suspend (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                             qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("Direct settlement of its persons away from home is suspended; who is "
                            "admitted from now on is reimbursed by hand (REGION_SUSPENDED)."));
  return TRUE;
}

static gboolean
run_resume (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_region_resume (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                            qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("Direct settlement of its persons away from home goes on."));
  return TRUE;
}

/* ── the tables ─────────────────────────────────────────────────────────────────────────────── */

static const QzOption list_options[] = {
  { "period", "MONTH", N_ ("Only this month of costs") },
  { "scope", "SCOPE", N_ ("Only this scope: in_prov or cross_prov") },
  { "leg", "LEG", N_ ("Only this leg: D1 … I1") },
  { "unit", "AREA", N_ ("Only of this unit") },
  { "agency", "CODE", N_ ("Only what this agency or office pays or receives") },
  { NULL },
};
static const QzOption picture_options[] = {
  { "period", "MONTH", N_ ("The month of costs"), TRUE },
  { "scope", "SCOPE", N_ ("in_prov or cross_prov"), TRUE },
  { NULL },
};
static const QzOption papers_options[] = {
  { "period", "MONTH", N_ ("The month of costs"), TRUE },
  { "scope", "SCOPE", N_ ("in_prov or cross_prov"), TRUE },
  { "leg", "D1|U1", N_ ("Down (D1) or up (U1)"), TRUE },
  { "office", "CODE", N_ ("The finance office; the province's when not given") },
  { NULL },
};
static const QzOption pay_options[] = {
  { "amount", "AMOUNT", N_ ("What the bank paid; all that is open when not given") },
  { "bank", "NAME", N_ ("The bank"), TRUE },
  { "serial", "NUMBER", N_ ("The bank's serial number"), TRUE },
  { "day", "DAY", N_ ("The day on which the bank paid"), TRUE },
  { NULL },
};
static const QzOption serial_options[] = {
  { "serial", "NUMBER", N_ ("The bank's serial number, when several payments wait") },
  { NULL },
};
static const QzOption cancel_options[] = {
  { "serial", "NUMBER", N_ ("The bank's serial number, when several payments wait") },
  { "reason", "TEXT", N_ ("Why"), TRUE },
  { NULL },
};
static const QzOption receipt_options[] = {
  { "serial", "NUMBER", N_ ("The bank's serial number, when several payments wait") },
  { "amount", "AMOUNT", N_ ("What came; must be what was paid") },
  { "day", "DAY", N_ ("The day on which it came, when it is another than that of the payment") },
  { NULL },
};
static const QzOption interest_options[] = {
  { "amount", "AMOUNT", N_ ("The interest"), TRUE },
  { "insurance", "EMP|RES", N_ ("Whose fund gets it at the end of the year"), TRUE },
  { "bank", "NAME", N_ ("The bank"), TRUE },
  { "serial", "NUMBER", N_ ("The bank's serial number"), TRUE },
  { "day", "DAY", N_ ("The day on which it came"), TRUE },
  { NULL },
};
static const QzOption report_options[] = {
  { "period", "MONTH", N_ ("The month of costs"), TRUE },
  { "received", NULL, N_ ("What came in; else what was paid out") },
  { "output", "FILE", N_ ("Print it: .pdf, .xlsx or .csv (F-NL-36)") },
  { NULL },
};
static const QzOption suspend_options[] = {
  { "reason", "TEXT", N_ ("Why; what is overdue when not given") },
  { NULL },
};
static const QzOption resume_options[] = {
  { "reason", "TEXT", N_ ("What is to be kept with it") },
  { NULL },
};

const QzCommand qz_cmd_transfer[] = {
  { "transfer", "list", NULL, N_ ("List transfers, their due days and how far they are"),
    list_options, 0, 0, run_list },
  { "transfer", "show", "TRANSFER", N_ ("Show a transfer, whose money it is and what happened"),
    NULL, 1, 1, run_show },
  { "transfer", "picture", NULL, N_ ("Show the accounts of a month and what moves between them"),
    picture_options, 0, 0, run_picture },
  { "transfer", "pass-papers", NULL, N_ ("Say that finance has passed the papers of a month"),
    papers_options, 0, 0, run_pass_papers },
  { "transfer", "pay", "TRANSFER", N_ ("Record what the payer's bank paid"), pay_options, 1, 1,
    run_pay },
  { "transfer", "cancel", "TRANSFER", N_ ("Take back a payment that was recorded by mistake"),
    cancel_options, 1, 1, run_cancel },
  { "transfer", "confirm-payment", "TRANSFER", N_ ("Confirm a payment, as the payer"),
    serial_options, 1, 1, run_confirm_payment },
  { "transfer", "confirm-receipt", "TRANSFER", N_ ("Confirm a receipt, as the payee"),
    receipt_options, 1, 1, run_confirm_receipt },
  { "transfer", "interest", "AGENCY", N_ ("Record interest that came on a clearing account"),
    interest_options, 1, 1, run_interest },
  { "transfer", "pay-hospitals", "AGENCY", N_ ("Make the documents that pay an agency's hospitals"),
    picture_options, 1, 1, run_pay_hospitals },
  { "transfer", "report", NULL, N_ ("Show the finance office's table of cross-province money"),
    report_options, 0, 0, run_report },
  { NULL },
};

const QzCommand qz_cmd_region[] = {
  { "region", "list", NULL, N_ ("List areas and whether they pay in time"), NULL, 0, 0,
    run_regions },
  { "region", "show", "AREA", N_ ("Show what an area has not paid in time"), NULL, 1, 1,
    run_region },
  { "region", "suspend", "AREA", N_ ("Suspend an area that is overdue"), suspend_options, 1, 1,
    run_suspend },
  { "region", "resume", "AREA", N_ ("Resume an area that has paid"), resume_options, 1, 1,
    run_resume },
  { NULL },
};
