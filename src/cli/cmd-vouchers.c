/* SPDX-License-Identifier: GPL-3.0-or-later */
/* voucher, ledger, check: domain 3.6 and 3.10. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-close.h"
#include "qz-command.h"
#include "qz-drafts.h"
#include "qz-error.h"
#include "qz-payments.h"

static const QzOption reason_options[] = {
  { "reason", "TEXT", N_ ("why; it is kept"), TRUE },
  { NULL },
};

/* ── drafts ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
get_draft_number (QzCli *cli, guint *out, GError **error)
{
  gint64 number = 0;

  if (!qz_cli_parse_count (qz_cli_get_argument (cli, 0), "DRAFT", &number, error))
    return FALSE;
  *out = (guint) number;
  return TRUE;
}

static gboolean
get_kind (QzCli *cli, QzDraftKind *out, GError **error)
{
  const char *text = qz_cli_get_option (cli, "kind");

  *out = QZ_DRAFT_MANUAL;
  if (text == NULL || (qz_draft_kind_parse (text, out) && *out != QZ_DRAFT_REVERSAL))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "bad-kind",
                _("“%s” is no kind of voucher; write manual, correction or closing."), text);
  return FALSE;
}

/* Prints what came of it; with --submit, hands it on first. */
static gboolean
print_draft (QzCli *cli, QzBook *book, QzSheet *draft, GError **error)
{
  g_autoptr (QzSheet) owned = draft;
  int fact;

  if (draft == NULL || !qz_cli_has_flag (cli, "submit"))
    return qz_cli_print_given (cli, g_steal_pointer (&owned));
  fact = qz_sheet_find_fact (draft, "draft");
  return qz_cli_print_given (
      cli, qz_draft_act (book, qz_cli_get_context (cli),
                         (guint) qz_sheet_get_fact_number (draft, (guint) fact), QZ_DRAFT_SUBMIT,
                         NULL, error));
}

/* What today is, a training book set says itself. */
static QzBook *
open_for_draft (QzCli *cli, QzDraft *draft, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (draft->day == QZ_DAY_NONE)
    draft->day = qz_cli_get_context (cli)->clock.today;
  return book;
}

static gboolean
run_voucher_draft (QzCli *cli, GError **error)
{
  QzDraft draft = { .ledger = qz_cli_get_option (cli, "ledger"),
                    .reason = qz_cli_get_option (cli, "reason"),
                    .day = QZ_DAY_NONE };
  QzBook *book = NULL;

  if (!get_kind (cli, &draft.kind, error) || !qz_cli_get_day (cli, "day", &draft.day, error)
      || !qz_cli_get_count (cli, "attachments", &draft.n_attachments, error)
      || !qz_cli_get_count (cli, "draft", &draft.number, error))
    return FALSE;
  book = open_for_draft (cli, &draft, error);
  return book != NULL
         && print_draft (cli, book,
                         qz_draft_save_file (book, qz_cli_get_context (cli), &draft,
                                             qz_cli_get_argument (cli, 0), error),
                         error);
}

static gboolean
run_voucher_reverse (QzCli *cli, GError **error)
{
  QzDraft draft = { .reverses = qz_cli_get_argument (cli, 0),
                    .reason = qz_cli_get_option (cli, "reason"),
                    .day = QZ_DAY_NONE };
  QzBook *book = NULL;

  if (!qz_cli_get_day (cli, "day", &draft.day, error)
      || !qz_cli_get_count (cli, "draft", &draft.number, error))
    return FALSE;
  book = open_for_draft (cli, &draft, error);
  return book != NULL
         && print_draft (cli, book, qz_draft_save (book, qz_cli_get_context (cli), &draft, error),
                         error);
}

static gboolean
act_on_draft (QzCli *cli, QzDraftAct act, GError **error)
{
  const gboolean has_reason = act == QZ_DRAFT_REFUSE || act == QZ_DRAFT_WITHDRAW;
  QzBook *book = NULL;
  guint number = 0;

  if (!get_draft_number (cli, &number, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (
             cli, qz_draft_act (book, qz_cli_get_context (cli), number, act,
                                has_reason ? qz_cli_get_option (cli, "reason") : NULL, error));
}

static gboolean
run_voucher_submit (QzCli *cli, GError **error)
{
  return act_on_draft (cli, QZ_DRAFT_SUBMIT, error);
}

static gboolean
run_voucher_check (QzCli *cli, GError **error)
{
  return act_on_draft (cli, QZ_DRAFT_CHECK, error);
}

static gboolean
run_voucher_refuse (QzCli *cli, GError **error)
{
  return act_on_draft (cli, QZ_DRAFT_REFUSE, error);
}

static gboolean
run_voucher_withdraw (QzCli *cli, GError **error)
{
  return act_on_draft (cli, QZ_DRAFT_WITHDRAW, error);
}

static gboolean
run_voucher_post (QzCli *cli, GError **error)
{
  return act_on_draft (cli, QZ_DRAFT_POST, error);
}

static gboolean
run_voucher_rule (QzCli *cli, GError **error)
{
  const char *text = qz_cli_get_option (cli, "checker-may-post");
  QzBook *book = NULL;

  if (!g_str_equal (text, "yes") && !g_str_equal (text, "no"))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "yes-or-no",
                    _("“%s” is neither yes nor no (--checker-may-post)"), text);
      return FALSE;
    }
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_draft_set_checker_may_post (book, qz_cli_get_context (cli),
                                         g_str_equal (text, "yes"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The rule holds from now on."));
  return TRUE;
}

/* ── vouchers ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_voucher_list (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  if (book != NULL && qz_cli_has_flag (cli, "drafts"))
    return qz_cli_print_given (cli, qz_draft_list (book, FALSE, error));
  return book != NULL
         && qz_cli_print_given (cli, qz_voucher_list (book, qz_cli_get_option (cli, "ledger"),
                                                      period, error));
}

static gboolean
run_voucher_show (QzCli *cli, GError **error)
{
  const char *name = qz_cli_get_argument (cli, 0);
  QzBook *book = NULL;
  guint number = 0;

  /* A draft has no ledger and month in its name. */
  if (strchr (name, '/') == NULL && !get_draft_number (cli, &number, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  if (book != NULL && number != 0)
    return qz_cli_print_given (cli,
                               qz_draft_show (book, qz_cli_get_context (cli), number, error));
  return book != NULL && qz_cli_print_given (cli, qz_voucher_show (book, name, error));
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
  book = qz_cli_open_book (cli, qz_cli_get_context (cli)->user != NULL, error);
  return book != NULL
         && qz_cli_print_given (cli,
                                qz_voucher_print (book, qz_cli_get_context (cli),
                                                  qz_cli_get_option (cli, "ledger"), period, number,
                                                  qz_cli_get_option (cli, "output"), error));
}

static const QzOption ledger_options[] = {
  { "ledger", "LEDGER", N_ ("only this ledger, e.g. L_AG_220200_EMP"), FALSE },
  { "month", "MONTH", N_ ("only this month"), FALSE },
  { "drafts", NULL, N_ ("the drafts instead, also those posted and withdrawn"), FALSE },
  { NULL },
};
static const QzOption draft_options[] = {
  { "ledger", "LEDGER", N_ ("the ledger, e.g. L_AG_220200_EMP"), TRUE },
  { "day", "DAY", N_ ("the day of the voucher (default: today)"), FALSE },
  { "attachments", "N", N_ ("how many papers are attached"), FALSE },
  { "kind", "KIND", N_ ("manual (default), correction or closing"), FALSE },
  { "reason", "TEXT", N_ ("why, of a correction; it is kept"), FALSE },
  { "draft", "DRAFT", N_ ("write over this draft"), FALSE },
  { "submit", NULL, N_ ("hand it to its checker at once"), FALSE },
  { NULL },
};
static const QzOption reverse_options[] = {
  { "reason", "TEXT", N_ ("why; it is kept"), TRUE },
  { "day", "DAY", N_ ("the day of the red-letter voucher (default: today)"), FALSE },
  { "draft", "DRAFT", N_ ("write over this draft"), FALSE },
  { "submit", NULL, N_ ("hand it to its checker at once"), FALSE },
  { NULL },
};
static const QzOption rule_options[] = {
  { "checker-may-post", "YES|NO", N_ ("whether who checked a voucher may also post it"), TRUE },
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
  { "voucher", "show", "LEDGER/MONTH/NUMBER | DRAFT", N_ ("Show a voucher or a draft"), NULL, 1, 1,
    run_voucher_show },
  { "voucher", "draft", "FILE.csv",
    N_ ("Write a voucher as a draft, its lines from a file"), draft_options, 1, 1,
    run_voucher_draft },
  { "voucher", "reverse", "LEDGER/MONTH/NUMBER",
    N_ ("Write the draft that reverses a voucher in red letters"), reverse_options, 1, 1,
    run_voucher_reverse },
  { "voucher", "submit", "DRAFT", N_ ("Hand a draft to its checker"), NULL, 1, 1,
    run_voucher_submit },
  { "voucher", "check", "DRAFT", N_ ("Check a draft that somebody else wrote"), NULL, 1, 1,
    run_voucher_check },
  { "voucher", "refuse", "DRAFT", N_ ("Give a draft back to its maker"), reason_options, 1, 1,
    run_voucher_refuse },
  { "voucher", "withdraw", "DRAFT", N_ ("Withdraw a draft"), reason_options, 1, 1,
    run_voucher_withdraw },
  { "voucher", "post", "DRAFT", N_ ("Post a checked draft to its ledger"), NULL, 1, 1,
    run_voucher_post },
  { "voucher", "rule", NULL, N_ ("Set the office’s own rule of posting"), rule_options, 0, 0,
    run_voucher_rule },
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

static gboolean
run_ledger_checklist (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  QzPeriod period = 0;

  if (!qz_cli_get_period (cli, "month", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_ledger_checklist (book, qz_cli_get_context (cli),
                                                          qz_cli_get_argument (cli, 0), period,
                                                          error));
}

static gboolean
run_ledger_entries (QzCli *cli, GError **error)
{
  const char *path = qz_cli_get_option (cli, "path");
  QzEntryFilter filter = { .ledger = qz_cli_get_argument (cli, 0),
                           .account = qz_cli_get_option (cli, "account"),
                           .provider = qz_cli_get_option (cli, "provider"),
                           .path = path };
  QzBook *book = NULL;

  if (!qz_cli_get_period (cli, "item-period", &filter.item_period, error)
      || !qz_cli_get_period (cli, "from", &filter.from, error)
      || !qz_cli_get_period (cli, "to", &filter.to, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL && qz_cli_print_given (cli, qz_ledger_entries (book, &filter, error));
}

static gboolean
run_ledger_close_year (QzCli *cli, GError **error)
{
  QzBook *book = NULL;
  guint year = 0;

  if (!qz_cli_get_count (cli, "year", &year, error))
    return FALSE;
  if (year < 1900 || year > 2199)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "bad-year", _("--year: write it like 2026"));
      return FALSE;
    }
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_ledger_propose_closing (book, qz_cli_get_context (cli),
                                                                qz_cli_get_argument (cli, 0),
                                                                (int) year, error));
}

static const QzOption entry_options[] = {
  { "account", "SYMBOL", N_ ("only this account, e.g. TEMP_PAID.INSTANT"), FALSE },
  { "provider", "CODE", N_ ("only this provider"), FALSE },
  { "item-period", "MONTH", N_ ("only costs of this month"), FALSE },
  { "path", "PATH", N_ ("only this path: mprepay or daily"), FALSE },
  { "from", "MONTH", N_ ("from this month of posting"), FALSE },
  { "to", "MONTH", N_ ("up to this month of posting"), FALSE },
  { NULL },
};
static const QzOption year_options[] = {
  { "year", "YEAR", N_ ("the year that ends"), TRUE },
  { NULL },
};
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
  { "ledger", "entries", "LEDGER", N_ ("The voucher lines that make up a balance"), entry_options,
    1, 1, run_ledger_entries },
  { "ledger", "checklist", "LEDGER", N_ ("What closing a month asks, with the evidence"),
    month_options, 1, 1, run_ledger_checklist },
  { "ledger", "close", "LEDGER", N_ ("Close a month"), month_options, 1, 1, run_ledger_close },
  { "ledger", "close-year", "LEDGER",
    N_ ("Write the draft that closes a year’s income and expenses"), year_options, 1, 1,
    run_ledger_close_year },
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
