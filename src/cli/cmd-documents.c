/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-documents.h"
#include "qz-error.h"
#include "qz-assist-month.h"
#include "qz-assist-paper-print.h"
#include "qz-nl-print.h"

/* ── list and show ───────────────────────────────────────────────────────────────────────────── */

typedef const char *(*WordFunc) (int value);

static const char *
get_kind (int value)
{
  return qz_document_kind_to_text (value);
}

static const char *
get_state (int value)
{
  return qz_state_to_text (value);
}

static gboolean
wrong_word (const char *option, const char *word, WordFunc get, int n_words, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (int i = 0; i < n_words; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", get (i));
  qz_error_set (error, QZ_ERROR_USAGE, "wrong-word",
                _("--%s: “%s” is not one of %s"), option, word,
                words->str);
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
        return wrong_word ("kind", kind, get_kind, QZ_N_DOCUMENT_KINDS, error);
      filter->kind = parsed_kind;
    }
  if (state != NULL)
    {
      if (!qz_state_parse (state, &parsed_state))
        return wrong_word ("state", state, get_state, QZ_N_STATES, error);
      filter->state = parsed_state;
    }
  filter->search = qz_cli_get_option (cli, "search");
  return qz_cli_get_insurance (cli, "insurance", &filter->insurance, error)
         && qz_cli_get_period (cli, "month", &filter->period, error);
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
  return qz_cli_print_given (cli, g_steal_pointer (&sheet));
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet =
      book == NULL ? NULL : qz_document_show (book, qz_cli_get_argument (cli, 0), error);

  return qz_cli_print_given (cli, g_steal_pointer (&sheet));
}

static gboolean
run_explain (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet = book == NULL
                                  ? NULL
                                  : qz_document_explain (book, qz_cli_get_argument (cli, 0),
                                                         qz_cli_get_argument (cli, 1), error);

  return qz_cli_print_given (cli, g_steal_pointer (&sheet));
}

static gboolean
run_forms (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet =
      book == NULL ? NULL : qz_document_list_forms (book, qz_cli_get_argument (cli, 0), error);

  return qz_cli_print_given (cli, g_steal_pointer (&sheet));
}

static gboolean
run_prints (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet = book == NULL ? NULL : qz_document_list_prints (book, error);

  return qz_cli_print_given (cli, g_steal_pointer (&sheet));
}

static QzSheet *
print_one (QzCli *cli, QzBook *book, const char *number, const char *path, GError **error)
{
  return qz_document_print (book, qz_cli_get_context (cli), number, qz_cli_get_option (cli, "form"),
                            qz_cli_get_option (cli, "provider"), path, error);
}

static QzSheet *
new_set (void)
{
  QzSheet *sheet = qz_sheet_new ("prints");

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "path", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "n_sheets", _("Sheets"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "reprint", _("Reprint"), QZ_VALUE_COUNT);
  return sheet;
}

static gint64
get_fact (QzSheet *sheet, const char *name)
{
  return qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, name));
}

/* Documents that have no such form, or nothing for it yet, are not of the set. */
static gboolean
print_into (QzCli *cli, QzBook *book, const char *number, QzSheet *set, GError **error)
{
  const char *form = qz_cli_get_option (cli, "form");
  g_autofree char *name =
      g_strconcat (number, form != NULL ? "-" : "", form != NULL ? form : "", ".pdf", NULL);
  g_autofree char *path = g_build_filename (qz_cli_get_option (cli, "output"), name, NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzSheet) sheet = print_one (cli, book, number, path, &failure);
  const char *id = failure == NULL ? "" : qz_error_get_id (failure);
  guint row;

  if (g_strcmp0 (id, "no-such-form") == 0 || g_strcmp0 (id, "nothing-to-print") == 0)
    return TRUE;
  if (sheet == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  row = qz_sheet_add_row (set);
  qz_sheet_put_text (set, row, 0, number);
  qz_sheet_put_text (set, row, 1, path);
  qz_sheet_put_number (set, row, 2, get_fact (sheet, "n_sheets"));
  qz_sheet_put_number (set, row, 3, get_fact (sheet, "reprint"));
  return TRUE;
}

static gboolean
print_set (QzCli *cli, QzBook *book, GError **error)
{
  QzDocumentFilter filter = { -1, -1, -1 };
  g_autoptr (QzSheet) set = new_set ();
  g_autoptr (QzSheet) found = NULL;

  if (!qz_cli_get_period (cli, "period", &filter.period, error))
    return FALSE;
  found = qz_document_list (book, &filter, error);
  for (guint row = 0; found != NULL && row < qz_sheet_get_n_rows (found); row++)
    if (!print_into (cli, book, qz_sheet_get_text (found, row, 0), set, error))
      return FALSE;
  if (found == NULL)
    return FALSE;
  if (qz_sheet_get_n_rows (set) > 0)
    return qz_cli_print_given (cli, set);
  qz_error_set (error, QZ_ERROR_REFUSED, "nothing-to-print",
                _("No document of %s has anything for this form; “qz doc list --month %s” shows "
                   "the documents"),
                qz_cli_get_option (cli, "period"), qz_cli_get_option (cli, "period"));
  return FALSE;
}

/* F-NL-… and “all” are forms of a month of care away from home. */
static gboolean
is_nonlocal (const char *form)
{
  return form != NULL && (g_str_has_prefix (form, "F-NL-") || g_str_equal (form, "all"));
}

static gboolean
print_nonlocal (QzCli *cli, QzBook *book, GError **error)
{
  QzNlPrint print = { .form = qz_cli_get_option (cli, "form"),
                      .unit = qz_cli_get_option (cli, "unit"),
                      .output = qz_cli_get_option (cli, "output") };

  return qz_cli_get_period (cli, "period", &print.period, error)
         && qz_cli_print_given (cli, qz_nl_print (book, qz_cli_get_context (cli), &print, error));
}

/* F-DT-2 … F-DT-4, of one hospital or county (--unit) or of all. */
static gboolean
print_assistance (QzCli *cli, QzBook *book, GError **error)
{
  QzPeriod period = 0;

  return qz_cli_get_period (cli, "period", &period, error)
         && qz_cli_print_given (cli, qz_assist_paper_print (book, qz_cli_get_context (cli),
                                                            qz_cli_get_option (cli, "form"),
                                                            period,
                                                            qz_cli_get_option (cli, "unit"),
                                                            qz_cli_get_option (cli, "output"),
                                                            error));
}

static gboolean
print_month (QzCli *cli, QzBook *book, GError **error)
{
  const char *form = qz_cli_get_option (cli, "form");

  if (qz_assist_paper_is_form (form))
    return print_assistance (cli, book, error);
  return is_nonlocal (form) ? print_nonlocal (cli, book, error) : print_set (cli, book, error);
}

/* A print by a named user is counted, which needs the writer's lock. */
static gboolean
run_print (QzCli *cli, GError **error)
{
  const char *number = qz_cli_get_argument (cli, 0);
  g_autoptr (QzSheet) sheet = NULL;
  QzBook *book;

  if ((number == NULL) == (qz_cli_get_option (cli, "period") == NULL))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "print-what",
                    _("Say what to print: the number of one document, or --period MONTH for all "
                       "documents of a month"));
      return FALSE;
    }
  book = qz_cli_open_book (cli, qz_cli_get_context (cli)->user != NULL, error);
  if (book == NULL)
    return FALSE;
  if (number == NULL)
    return print_month (cli, book, error);
  if (qz_nl_print_is_notice (number))
    return qz_cli_print_given (cli, qz_nl_print_notice (book, qz_cli_get_context (cli), number,
                                                        qz_cli_get_option (cli, "output"), error));
  sheet = print_one (cli, book, number, qz_cli_get_option (cli, "output"), error);
  return qz_cli_print_given (cli, g_steal_pointer (&sheet));
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
                _("Documents wait for review as soon as they are made; another person does “qz "
                   "doc review %s” next"),
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
  { "output", "FILE",
    N_ ("A file that ends in .pdf, .xlsx or .csv; with --period a folder"), TRUE },
  { "form", "ID",
    N_ ("Another form than the main one; see “qz doc forms”. With --period also F-NL-4 … F-NL-9-2, "
        "or “all” of them") },
  { "unit", "AREA", N_ ("Only the forms F-NL of this city, such as 230200") },
  { "provider", "CODE", N_ ("Only the slip of this provider") },
  { "period", "MONTH", N_ ("All documents of this month of costs, a PDF each") },
  { NULL },
};

const QzCommand qz_cmd_doc[] = {
  { "doc", "list", NULL, N_ ("Documents, newest first"), list_options, 0, 0, run_list },
  { "doc", "show", "NUMBER", N_ ("A document with its lines, signatures and payments"), NULL, 1, 1,
    run_show },
  { "doc", "submit", "NUMBER", N_ ("Says who acts next"), NULL, 1, 1, run_submit },
  { "doc", "review", "NUMBER…", N_ ("Review what somebody else made"), NULL, 1, QZ_ANY_NUMBER,
    run_review },
  { "doc", "approve", "NUMBER…", N_ ("Approve what two others made and reviewed"), NULL, 1,
    QZ_ANY_NUMBER, run_approve },
  { "doc", "reject", "NUMBER…",
    N_ ("Refuse to review or approve"), reason_options, 1, QZ_ANY_NUMBER,
    run_reject },
  { "doc", "cancel", "NUMBER…",
    N_ ("Cancel before it is sent; it keeps its number"), reason_options, 1,
    QZ_ANY_NUMBER, run_cancel },
  { "doc", "defer", "NUMBER…", N_ ("Put off; its lines come back in the next run (顺延)"),
    reason_options, 1, QZ_ANY_NUMBER, run_defer },
  { "doc", "push", "NUMBER…", N_ ("Hand the data to finance"), NULL, 1, QZ_ANY_NUMBER, run_push },
  { "doc", "hand-over", "NUMBER…", N_ ("Finance received the signed sheet"), NULL, 1, QZ_ANY_NUMBER,
    run_hand_over },
  { "doc", "explain", "NUMBER CELL", N_ ("What adds up to a cell (3/pay, total)"), NULL, 2, 2,
    run_explain },
  { "doc", "forms", "NUMBER", N_ ("Forms that it can be printed on"), NULL, 1, 1, run_forms },
  { "doc", "prints", NULL, N_ ("How often each form was printed, and by whom last"), NULL, 0, 0,
    run_prints },
  { "doc", "print", "[NUMBER]", N_ ("Print as PDF, XLSX or CSV"), print_options, 0, 1, run_print },
  { NULL },
};
