/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-documents.h"
#include "qz-error.h"

/* ── list and show ───────────────────────────────────────────────────────────────────────────── */

static gboolean
wrong_word (const char *option, const char *word, GError **error)
{
  qz_error_set (error, QZ_ERROR_USAGE, "wrong-word", _("--%s: “%s” is not one of its words"),
                option, word);
  return FALSE;
}

static gboolean
read_filter (QzCli *cli, QzDocumentFilter *filter, GError **error)
{
  const char *kind = qz_cli_get_option (cli, "kind");
  const char *state = qz_cli_get_option (cli, "state");
  QzDocumentKind parsed_kind;
  QzDocumentState parsed_state;

  if (kind != NULL)
    {
      if (!qz_document_kind_parse (kind, &parsed_kind))
        return wrong_word ("kind", kind, error);
      filter->kind = parsed_kind;
    }
  if (state != NULL)
    {
      if (!qz_state_parse (state, &parsed_state))
        return wrong_word ("state", state, error);
      filter->state = parsed_state;
    }
  filter->search = qz_cli_get_option (cli, "search");
  return qz_cli_get_insurance (cli, "insurance", &filter->insurance, error)
         && qz_cli_get_period (cli, "month", &filter->period, error);
}

static gboolean
print (QzCli *cli, QzSheet *sheet)
{
  if (sheet == NULL)
    return FALSE;
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzDocumentFilter filter = { -1, -1, -1 };
  g_autoptr (QzSheet) sheet = NULL;
  QzBook *book;

  if (!read_filter (cli, &filter, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  sheet = book == NULL ? NULL : qz_document_list (book, &filter, error);
  return print (cli, sheet);
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet
    = book == NULL ? NULL : qz_document_show (book, qz_cli_get_argument (cli, 0), error);

  return print (cli, sheet);
}

static gboolean
run_explain (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet
    = book == NULL ? NULL
                   : qz_document_explain (book, qz_cli_get_argument (cli, 0),
                                          qz_cli_get_argument (cli, 1), error);

  return print (cli, sheet);
}

static gboolean
run_forms (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet
    = book == NULL ? NULL : qz_document_list_forms (book, qz_cli_get_argument (cli, 0), error);

  return print (cli, sheet);
}

/* A print by a named user is counted, which needs the writer's lock. */
static gboolean
run_print (QzCli *cli, GError **error)
{
  const QzContext *context = qz_cli_get_context (cli);
  QzBook *book = qz_cli_open_book (cli, context->user != NULL, error);
  g_autoptr (QzSheet) sheet = NULL;

  if (book == NULL)
    return FALSE;
  sheet = qz_document_print (book, context, qz_cli_get_argument (cli, 0),
                             qz_cli_get_option (cli, "form"), qz_cli_get_option (cli, "provider"),
                             qz_cli_get_option (cli, "output"), error);
  return print (cli, sheet);
}

/* ── acts ────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
act (QzCli *cli, QzDocumentAct what, const char *reason, GError **error)
{
  const char *const *numbers = qz_cli_get_arguments (cli);
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  g_autofree char *joined = g_strjoinv (" ", (char **) numbers);
  g_autofree char *message = NULL;

  if (book == NULL
      || !qz_document_act_on (book, qz_cli_get_context (cli), numbers, what, reason, error))
    return FALSE;
  message = g_strdup_printf ("%s: %s", joined, qz_document_act_get_label (what));
  qz_cli_print_done (cli, message);
  return TRUE;
}

static gboolean
run_review (QzCli *cli, GError **error)
{
  return act (cli, QZ_ACT_REVIEW, NULL, error);
}

static gboolean
run_approve (QzCli *cli, GError **error)
{
  return act (cli, QZ_ACT_APPROVE, NULL, error);
}

static gboolean
run_reject (QzCli *cli, GError **error)
{
  return act (cli, QZ_ACT_REFUSE, qz_cli_get_option (cli, "reason"), error);
}

static gboolean
run_cancel (QzCli *cli, GError **error)
{
  return act (cli, QZ_ACT_CANCEL, qz_cli_get_option (cli, "reason"), error);
}

static gboolean
run_defer (QzCli *cli, GError **error)
{
  return act (cli, QZ_ACT_DEFER, qz_cli_get_option (cli, "reason"), error);
}

static gboolean
run_push (QzCli *cli, GError **error)
{
  return act (cli, QZ_ACT_PUSH, NULL, error);
}

static gboolean
run_hand_over (QzCli *cli, GError **error)
{
  return act (cli, QZ_ACT_HAND_OVER, NULL, error);
}

/* A document waits for its review from its making on; so there is nothing to hand in. */
static gboolean
run_submit (QzCli *cli, GError **error)
{
  const char *number = qz_cli_get_argument (cli, 0);

  qz_error_set (error, QZ_ERROR_REFUSED, "nothing-to-submit",
                _("Documents wait for review as soon as they are made; another person does “qz doc "
                  "review %s” next"),
                number);
  return FALSE;
}

static const QzOption list_options[] = {
  { "kind", "KIND", N_ ("daily, advance or settlement") },
  { "state", "STATE", N_ ("made, reviewed, approved, sent, part-paid, paid …") },
  { "insurance", "EMP|RES", N_ ("Only this insurance") },
  { "month", "MONTH", N_ ("Only this month of costs") },
  { "search", "TEXT", N_ ("In number or note") },
  { NULL },
};
static const QzOption reason_options[] = {
  { "reason", "TEXT", N_ ("Why; it is kept with the document"), TRUE },
  { NULL },
};
static const QzOption print_options[] = {
  { "output", "FILE", N_ ("A file that ends in .pdf, .xlsx or .csv"), TRUE },
  { "form", "ID", N_ ("Another form than the main one; see “qz doc forms”") },
  { "provider", "CODE", N_ ("Only the slip of this provider") },
  { NULL },
};

const QzCommand qz_cmd_doc[] = {
  { "doc", "list", NULL, N_ ("Documents, newest first"), list_options, 0, 0, run_list },
  { "doc", "show", "NUMBER", N_ ("A document with its lines, signatures and payments"), NULL, 1, 1,
    run_show },
  { "doc", "submit", "NUMBER", N_ ("Says who acts next"), NULL, 1, 1, run_submit },
  { "doc", "review", "NUMBER…", N_ ("Review what somebody else made"), NULL, 1,
    QZ_ANY_NUMBER, run_review },
  { "doc", "approve", "NUMBER…", N_ ("Approve what two others made and reviewed"), NULL, 1,
    QZ_ANY_NUMBER, run_approve },
  { "doc", "reject", "NUMBER…", N_ ("Refuse to review or approve"), reason_options, 1,
    QZ_ANY_NUMBER, run_reject },
  { "doc", "cancel", "NUMBER…", N_ ("Cancel before it is sent; it keeps its number"),
    reason_options, 1, QZ_ANY_NUMBER, run_cancel },
  { "doc", "defer", "NUMBER…", N_ ("Put off; its lines come back in the next run (顺延)"),
    reason_options, 1, QZ_ANY_NUMBER, run_defer },
  { "doc", "push", "NUMBER…", N_ ("Hand the data to finance"), NULL, 1, QZ_ANY_NUMBER, run_push },
  { "doc", "hand-over", "NUMBER…", N_ ("Finance received the signed sheet"), NULL, 1, QZ_ANY_NUMBER,
    run_hand_over },
  { "doc", "explain", "NUMBER CELL", N_ ("What adds up to a cell (3/pay, total)"), NULL, 2, 2,
    run_explain },
  { "doc", "forms", "NUMBER", N_ ("Forms that it can be printed on"), NULL, 1, 1, run_forms },
  { "doc", "print", "NUMBER", N_ ("Print as PDF, XLSX or CSV"), print_options, 1, 1, run_print },
  { NULL },
};
