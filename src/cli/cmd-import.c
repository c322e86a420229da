/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import, imports, claims, policy: domain 4 and the packs of rules. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-command.h"
#include "qz-error.h"
#include "qz-imports.h"
#include "qz-nl-bill.h"
#include "qz-policy-plan.h"

#define DEFAULT_LIMIT  100
#define DEFAULT_MONTHS 3

/* ── import ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_encoding (QzCli *cli, QzImportOptions *options, GError **error)
{
  options->encoding = qz_cli_get_option (cli, "encoding");
  if (options->encoding == NULL || g_str_equal (options->encoding, "UTF-8")
      || g_str_equal (options->encoding, "GB18030"))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "bad-encoding",
                _("--encoding is UTF-8 or GB18030, not “%s”"), options->encoding);
  return FALSE;
}

static gboolean
read_delimiter (QzCli *cli, QzImportOptions *options, GError **error)
{
  const char *text = qz_cli_get_option (cli, "separator");

  if (text == NULL)
    return TRUE;
  if (g_str_equal (text, "tab"))
    options->delimiter = '\t';
  else if (text[0] != '\0' && text[1] == '\0' && strchr (",;|\t", text[0]) != NULL)
    options->delimiter = text[0];
  if (options->delimiter != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "bad-separator",
                _("--separator is one of , ; | tab, not “%s”"), text);
  return FALSE;
}

static gboolean
read_fen (QzCli *cli, const char *name, gboolean *has, QzFen *out, GError **error)
{
  *has = qz_cli_get_option (cli, name) != NULL;
  return qz_cli_get_fen (cli, name, out, error);
}

/* What the sender says that the file holds. */
static gboolean
read_expected (QzCli *cli, QzImportExpected *out, GError **error)
{
  guint n_rows = 0;

  out->has_rows = qz_cli_get_option (cli, "rows") != NULL;
  if (!qz_cli_get_count (cli, "rows", &n_rows, error)
      || !read_fen (cli, "medfee-sum", &out->has_medfee, &out->medfee_fen, error)
      || !read_fen (cli, "fund-sum", &out->has_fund, &out->fund_fen, error))
    return FALSE;
  out->n_rows = n_rows;
  return TRUE;
}

/* @columns: what --map says, apart; freed by the caller. */
static gboolean
read_options (QzCli *cli, QzImportOptions *options, char ***columns, GError **error)
{
  const char *map = qz_cli_get_option (cli, "map");

  options->rejects_path = qz_cli_get_option (cli, "rejects");
  options->sheet = qz_cli_get_option (cli, "sheet");
  options->acct_includes_mulaid = qz_cli_has_flag (cli, "acct-includes-mulaid");
  *columns = map != NULL ? g_strsplit (map, ",", -1) : NULL;
  options->columns = (const char *const *) *columns;
  return read_encoding (cli, options, error) && read_delimiter (cli, options, error)
         && qz_cli_get_count (cli, "header-row", &options->header_row, error)
         && read_expected (cli, &options->expected, error);
}

/* "inspect FILE" and "inspect KIND FILE" are both of use: the kind may be what is asked. */
static gboolean
run_inspect (QzCli *cli, const QzImportOptions *options, GError **error)
{
  const guint n = qz_cli_get_n_arguments (cli);
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_import_inspect (book,
                                                        n > 1 ? qz_cli_get_argument (cli, 0) : NULL,
                                                        qz_cli_get_argument (cli, n - 1), options,
                                                        error));
}

/* The rows are printed also when they are in the way; the exit code says so. */
static gboolean
run_check (QzCli *cli, const QzImportOptions *options, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  g_autoptr (QzSheet) sheet = NULL;
  g_autofree char *blocks = NULL;

  if (book == NULL)
    return FALSE;
  sheet = qz_import_check (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                           qz_cli_get_argument (cli, 1), options, error);
  if (sheet == NULL)
    return FALSE;
  blocks = qz_sheet_dup_fact_display (sheet, "blocks");
  if (*blocks != '\0')
    qz_cli_set_failed (cli);
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

static gboolean
run_import (QzCli *cli, GError **error)
{
  QzImportOptions options = { 0 };
  g_auto (GStrv) columns = NULL;
  const guint n = qz_cli_get_n_arguments (cli);
  QzBook *book;

  if (qz_cli_has_flag (cli, "kinds"))
    return qz_cli_print_given (cli, qz_import_list_kinds (error));
  if (!read_options (cli, &options, &columns, error))
    return FALSE;
  if (n > 0 && qz_cli_has_flag (cli, "inspect"))
    return run_inspect (cli, &options, error);
  if (n < 2)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "missing-argument",
                    _("Say what kind of file it is and where it lies: qz import KIND FILE "
                       "(“qz import --kinds” lists the kinds)"));
      return FALSE;
    }
  if (qz_cli_has_flag (cli, "check"))
    return run_check (cli, &options, error);
  book = qz_cli_open_book (cli, TRUE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_import_run (book, qz_cli_get_context (cli),
                                                    qz_cli_get_argument (cli, 0),
                                                    qz_cli_get_argument (cli, 1), &options, error));
}

static const QzOption import_options[] = {
  { "rejects", "FILE", N_ ("Write every rejected row to this CSV file"), FALSE },
  { "acct-includes-mulaid", NULL, N_ ("Claims: acct_pay already includes acct_mulaid_pay"), FALSE },
  { "inspect", NULL, N_ ("Show what the file looks like and where its columns would go"), FALSE },
  { "check", NULL, N_ ("Check the whole file and write nothing"), FALSE },
  { "map", "FIELD=COLUMN,…", N_ ("Read fields from these columns: a title, or #3 for the third"),
    FALSE },
  { "encoding", "NAME", N_ ("UTF-8 or GB18030, when it is not to be guessed"), FALSE },
  { "sheet", "NAME", N_ ("Of a workbook: this sheet (#2: the second), not the first with content"),
    FALSE },
  { "separator", "CHARACTER", N_ ("One of , ; | tab, when it is not to be guessed"), FALSE },
  { "header-row", "N", N_ ("The row that names the columns (1)"), FALSE },
  { "rows", "N", N_ ("Control total: the file has so many rows"), FALSE },
  { "medfee-sum", "AMOUNT", N_ ("Control total: so much in medical fees"), FALSE },
  { "fund-sum", "AMOUNT", N_ ("Control total: so much paid by funds"), FALSE },
  { "kinds", NULL, N_ ("List the kinds of files with their columns"), FALSE },
  { NULL },
};

const QzCommand qz_cmd_import[] = {
  { "import", NULL, "KIND FILE", N_ ("Take a file in, wholly or not at all"), import_options, 0, 2,
    run_import },
  { NULL },
};

/* ── imports ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_imports_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_import_list (book, error));
}

static gboolean
run_imports_withdraw (QzCli *cli, GError **error)
{
  QzBook *book;
  gint64 import = 0;

  if (!qz_cli_parse_count (qz_cli_get_argument (cli, 0), "IMPORT", &import, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_import_withdraw (book, qz_cli_get_context (cli), import,
                              qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The import was withdrawn."));
  return TRUE;
}

static const QzOption withdraw_options[] = {
  { "reason", "TEXT", N_ ("Why; it is kept"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_imports[] = {
  { "imports", "list", NULL,
    N_ ("List the files that were imported"), NULL, 0, 0, run_imports_list },
  { "imports", "withdraw", "IMPORT",
    N_ ("Take an import out that no document uses"), withdraw_options,
    1, 1, run_imports_withdraw },
  { NULL },
};

/* ── claims ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_claims_list (QzCli *cli, GError **error)
{
  QzClaimFilter filter = { .provider = qz_cli_get_option (cli, "provider"),
                           .from = QZ_DAY_NONE,
                           .to = QZ_DAY_NONE,
                           .setl_id = qz_cli_get_option (cli, "setl-id"),
                           .limit = DEFAULT_LIMIT };
  QzBook *book;

  if (!qz_cli_get_day (cli, "from", &filter.from, error)
      || !qz_cli_get_day (cli, "to", &filter.to, error)
      || !qz_cli_get_count (cli, "limit", &filter.limit, error)
      || !qz_cli_get_count (cli, "offset", &filter.offset, error))
    return FALSE;
  if (qz_cli_has_flag (cli, "all"))
    filter.limit = 0;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL && qz_cli_print_given (cli, qz_claim_list (book, &filter, error));
}

static const QzOption claims_options[] = {
  { "provider", "CODE", N_ ("Only claims of this provider"), FALSE },
  { "from", "DATE", N_ ("Settled on this day or later"), FALSE },
  { "to", "DATE", N_ ("Settled on this day or earlier"), FALSE },
  { "setl-id", "ID", N_ ("Only this claim"), FALSE },
  { "limit", "N", N_ ("At most so many rows (100)"), FALSE },
  { "offset", "N", N_ ("Leave out so many rows first"), FALSE },
  { "all", NULL, N_ ("All rows"), FALSE },
  { NULL },
};

static gboolean
run_claims_bill (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, qz_cli_get_context (cli)->user != NULL, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_nl_bill_print (book, qz_cli_get_context (cli),
                                                       qz_cli_get_argument (cli, 0),
                                                       qz_cli_get_option (cli, "output"), error));
}

static const QzOption bill_options[] = {
  { "output", "FILE", N_ ("A file that ends in .pdf, .xlsx or .csv"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_claims[] = {
  { "claims", "list", NULL,
    N_ ("List claims with the file and line they came from"), claims_options, 0,
    0, run_claims_list },
  { "claims", "bill", "SETL_ID", N_ ("Print the bill of a hospital stay away from home (F-NL-3)"),
    bill_options, 1, 1, run_claims_bill },
  { NULL },
};

/* ── policy ─────────────────────────────────────────────────────────────────────────────────── */

/* Policies can be read without a book set; *out_book is NULL then. */
static gboolean
open_book_if_named (QzCli *cli, QzBook **out_book, GError **error)
{
  g_autoptr (GError) none = NULL;

  *out_book = NULL;
  if (qz_cli_get_book_path (cli, &none) == NULL)
    return TRUE;
  *out_book = qz_cli_open_book (cli, FALSE, error);
  return *out_book != NULL;
}

static gboolean
run_policy_list (QzCli *cli, GError **error)
{
  QzBook *book;

  return open_book_if_named (cli, &book, error)
         && qz_cli_print_given (cli, qz_policy_list (book, error));
}

static gboolean
run_policy_show (QzCli *cli, GError **error)
{
  QzBook *book;

  return open_book_if_named (cli, &book, error)
         && qz_cli_print_given (cli, qz_policy_show (book, qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_policy_check (QzCli *cli, GError **error)
{
  return qz_cli_print_given (cli, qz_policy_check (qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_policy_diff (QzCli *cli, GError **error)
{
  QzBook *book = NULL;

  return open_book_if_named (cli, &book, error)
         && qz_cli_print_given (cli, qz_policy_diff (book, qz_cli_get_argument (cli, 0),
                                                     qz_cli_get_argument (cli, 1), error));
}

static gboolean
run_policy_activate (QzCli *cli, GError **error)
{
  QzDay from = QZ_DAY_NONE;
  QzBook *book;

  if (!qz_cli_get_day (cli, "from", &from, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_policy_activate_from (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                                   from, error))
    return FALSE;
  qz_cli_print_done (cli, _("The policy is active."));
  return TRUE;
}

static gboolean
run_policy_impact (QzCli *cli, GError **error)
{
  guint n_months = DEFAULT_MONTHS;
  QzBook *book;

  if (!qz_cli_get_count (cli, "months", &n_months, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (cli, qz_policy_impact (book, qz_cli_get_context (cli),
                                                       qz_cli_get_argument (cli, 0),
                                                       qz_cli_get_argument (cli, 1), n_months,
                                                       error));
}

static gboolean
run_policy_export (QzCli *cli, GError **error)
{
  QzBook *book = NULL;

  if (!open_book_if_named (cli, &book, error)
      || !qz_policy_save (book, qz_cli_get_argument (cli, 0), qz_cli_get_option (cli, "output"),
                          error))
    return FALSE;
  qz_cli_print_done (cli, _("The policy was saved as a file."));
  return TRUE;
}

static const QzOption activate_options[] = {
  { "from", "DAY", N_ ("Its first day, when another than the pack says") },
  { NULL },
};

static const QzOption export_options[] = {
  { "output", "FILE", N_ ("The file to write"), TRUE },
  { NULL },
};

static const QzOption impact_options[] = {
  { "months", "N", N_ ("Look back over so many months that have claims or declarations (3)"),
    FALSE },
  { NULL },
};

const QzCommand qz_cmd_policy[] = {
  { "policy", "list", NULL,
    N_ ("List the policies shipped and active"), NULL, 0, 0, run_policy_list },
  { "policy", "show", "POLICY",
    N_ ("Show every parameter with its rule"), NULL, 1, 1, run_policy_show },
  { "policy", "check", "FILE", N_ ("Check a pack and run its worked examples"), NULL, 1, 1,
    run_policy_check },
  { "policy", "diff", "POLICY POLICY", N_ ("Show in which parameters two packs differ"), NULL, 2, 2,
    run_policy_diff },
  { "policy", "activate", "POLICY", N_ ("Put a shipped policy or a file into force"),
    activate_options, 1, 1, run_policy_activate },
  { "policy", "export", "POLICY",
    N_ ("Save a pack as a file, to make another version of it"), export_options, 1, 1,
    run_policy_export },
  { "policy", "impact", "POLICY POLICY",
    N_ ("Compute past months under both packs and compare; writes nothing"), impact_options, 2, 2,
    run_policy_impact },
  { NULL },
};
