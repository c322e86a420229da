/* SPDX-License-Identifier: GPL-3.0-or-later */
/* period: the clearing of care away from home (NL-27 … NL-31, NL-38). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-clearing.h"
#include "qz-command.h"
#include "qz-error.h"
#include "qz-nl-paper.h"

static gboolean
get_month (QzCli *cli, QzPeriod *out, GError **error)
{
  return qz_period_parse (qz_cli_get_argument (cli, 0), out, error);
}

/* --scope in_prov|cross_prov. */
static gboolean
get_scope (QzCli *cli, QzNlScope *out, GError **error)
{
  const char *text = qz_cli_get_option (cli, "scope");

  if (text != NULL && qz_nl_scope_parse (text, out))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "scope-wrong",
                _("Say which scope with --scope in_prov or --scope cross_prov"));
  return FALSE;
}

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzPeriod period;
  QzNlScope scope;
} Target;

/* Opens the book set; the first argument is the month. */
static gboolean
open_month (QzCli *cli, gboolean writable, Target *out, GError **error)
{
  out->context = qz_cli_get_context (cli);
  if (!get_month (cli, &out->period, error))
    return FALSE;
  out->book = qz_cli_open_book (cli, writable, error);
  return out->book != NULL;
}

static gboolean
open_scope (QzCli *cli, gboolean writable, Target *out, GError **error)
{
  return get_scope (cli, &out->scope, error) && open_month (cli, writable, out, error);
}

/* ── looking ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_clearing_list_periods (book, qz_cli_get_context (cli),
                                                               error));
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  const char *unit = qz_cli_get_option (cli, "unit");
  Target at;

  if (!open_scope (cli, FALSE, &at, error))
    return FALSE;
  return qz_cli_print_given (
      cli, unit == NULL
               ? qz_clearing_show (at.book, at.context, at.period, at.scope, error)
               : qz_clearing_show_unit (at.book, at.context, at.period, at.scope, unit, error));
}

static gboolean
run_check (QzCli *cli, GError **error)
{
  QzSheet *sheet;
  Target at;

  if (!open_month (cli, FALSE, &at, error))
    return FALSE;
  sheet = qz_clearing_check (at.book, at.period, error);
  if (sheet != NULL && qz_sheet_get_fact_number (sheet, 0) == 0)
    qz_cli_set_failed (cli);
  return qz_cli_print_given (cli, sheet);
}

static gboolean
run_form (QzCli *cli, GError **error)
{
  Target at;

  return open_month (cli, FALSE, &at, error)
         && qz_cli_print_given (cli, qz_nl_paper_get_sheet (at.book, qz_cli_get_argument (cli, 1),
                                                            at.period,
                                                            qz_cli_get_option (cli, "unit"),
                                                            error));
}

static gboolean
run_explain (QzCli *cli, GError **error)
{
  Target at;
  gint64 row;

  return qz_cli_parse_count (qz_cli_get_argument (cli, 2), "ROW", &row, error)
         && open_month (cli, FALSE, &at, error)
         && qz_cli_print_given (
             cli, qz_clearing_explain (at.book, qz_cli_get_argument (cli, 1), at.period,
                                       qz_cli_get_option (cli, "unit"), (guint) row - 1,
                                       qz_cli_get_argument (cli, 3), error));
}

static gboolean
run_notices (QzCli *cli, GError **error)
{
  Target at;

  return open_month (cli, FALSE, &at, error)
         && qz_cli_print_given (cli, qz_notice_list (at.book, at.period,
                                                     qz_cli_get_option (cli, "unit"), error));
}

static gboolean
run_carried (QzCli *cli, GError **error)
{
  Target at;

  return open_month (cli, FALSE, &at, error)
         && qz_cli_print_given (cli, qz_clearing_list_carried (at.book, at.period, error));
}

/* ── audit and mismatches ───────────────────────────────────────────────────────────────────── */

static gboolean
run_audit (QzCli *cli, GError **error)
{
  const gboolean begins = qz_cli_has_flag (cli, "begin");
  const char *unit = qz_cli_get_option (cli, "unit");
  Target at;

  if (!open_scope (cli, TRUE, &at, error)
      || !(begins ? qz_clearing_audit_begin : qz_clearing_audit_done) (
          at.book, at.context, at.period, at.scope, unit, error))
    return FALSE;
  qz_cli_print_done (cli, begins ? _("The audit is under way.") : _("The audit is done."));
  return TRUE;
}

static void
print_id (QzCli *cli, const char *name, const char *title, gint64 id)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new (name);

  qz_sheet_set_number (sheet, name, title, QZ_VALUE_COUNT, id);
  qz_cli_print_sheet (cli, sheet);
}

static gboolean
file_mismatch (QzCli *cli, GError **error)
{
  QzClearingMismatch mismatch = { .provider = qz_cli_get_option (cli, "provider"),
                                  .note = qz_cli_get_option (cli, "note") };
  int insurance = -1;
  gint64 id = 0;
  Target at;

  if (mismatch.provider == NULL || qz_cli_get_option (cli, "theirs") == NULL
      || qz_cli_get_option (cli, "insurance") == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "option-missing",
                    _("A mismatch needs --provider, --insurance and --theirs"));
      return FALSE;
    }
  if (!qz_cli_get_insurance (cli, "insurance", &insurance, error)
      || !qz_cli_get_fen (cli, "theirs", &mismatch.their_fen, error)
      || !open_scope (cli, TRUE, &at, error))
    return FALSE;
  mismatch.period = at.period;
  mismatch.scope = at.scope;
  mismatch.insurance = (QzInsurance) insurance;
  if (!qz_clearing_file_mismatch (at.book, at.context, &mismatch, &id, error))
    return FALSE;
  print_id (cli, "mismatch", _("Mismatch"), id);
  return TRUE;
}

static gboolean
run_mismatch (QzCli *cli, GError **error)
{
  Target at;

  if (qz_cli_get_option (cli, "provider") != NULL)
    return file_mismatch (cli, error);
  return open_month (cli, FALSE, &at, error)
         && qz_cli_print_given (cli, qz_clearing_list_mismatches (at.book, at.period, error));
}

static gboolean
run_solve (QzCli *cli, GError **error)
{
  QzBook *book;
  gint64 id;

  if (!qz_cli_parse_count (qz_cli_get_argument (cli, 0), "MISMATCH", &id, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_clearing_solve_mismatch (book, qz_cli_get_context (cli), id,
                                      qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The mismatch is solved."));
  return TRUE;
}

/* ── uploads ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_uploads (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_clearing_list_uploads (book, qz_cli_get_context (cli),
                                                               error));
}

static gboolean
run_upload (QzCli *cli, GError **error)
{
  const char *month = qz_cli_get_option (cli, "month");
  QzBook *book;
  QzPeriod period;

  if (month != NULL && !qz_period_parse (month, &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL)
    return FALSE;
  if (month == NULL)
    return qz_cli_print_given (cli, qz_clearing_upload (book, qz_cli_get_context (cli),
                                                        qz_cli_get_arguments (cli), error));
  if (!qz_clearing_upload_period (book, qz_cli_get_context (cli), period, error))
    return FALSE;
  qz_cli_print_done (cli, _("The upload of the month is recorded."));
  return TRUE;
}

/* ── lists ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_generate (QzCli *cli, GError **error)
{
  Target at;

  return open_scope (cli, TRUE, &at, error)
         && qz_cli_print_given (cli, qz_clearing_generate (at.book, at.context, at.period,
                                                           at.scope, error));
}

static gboolean
run_confirm (QzCli *cli, GError **error)
{
  Target at;

  if (!open_scope (cli, TRUE, &at, error)
      || !qz_clearing_confirm (at.book, at.context, at.period, at.scope,
                               qz_cli_get_option (cli, "unit"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The lists are confirmed."));
  return TRUE;
}

static gboolean
run_object (QzCli *cli, GError **error)
{
  QzClearingObjection objection = { .unit = qz_cli_get_option (cli, "unit"),
                                    .form = qz_cli_get_option (cli, "form"),
                                    .reason = qz_cli_get_option (cli, "reason"),
                                    .has_claimed = qz_cli_get_option (cli, "claimed") != NULL };
  gint64 id = 0;
  Target at;

  if (!qz_cli_get_count (cli, "line", &objection.line_no, error)
      || !qz_cli_get_fen (cli, "claimed", &objection.claimed_fen, error)
      || !open_scope (cli, TRUE, &at, error))
    return FALSE;
  objection.period = at.period;
  objection.scope = at.scope;
  if (!qz_clearing_object (at.book, at.context, &objection, &id, error))
    return FALSE;
  print_id (cli, "objection", _("Objection"), id);
  return TRUE;
}

static gboolean
run_objections (QzCli *cli, GError **error)
{
  Target at;

  return open_month (cli, FALSE, &at, error)
         && qz_cli_print_given (cli, qz_clearing_list_objections (at.book, at.period, error));
}

static gboolean
run_answer (QzCli *cli, GError **error)
{
  QzBook *book;
  gint64 id;

  if (!qz_cli_parse_count (qz_cli_get_argument (cli, 0), "OBJECTION", &id, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_clearing_answer (book, qz_cli_get_context (cli), id,
                              qz_cli_get_option (cli, "result"),
                              qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The objection is answered."));
  return TRUE;
}

static gboolean
run_national (QzCli *cli, GError **error)
{
  Target at;

  if (!open_month (cli, TRUE, &at, error)
      || !qz_clearing_confirm_national (at.book, at.context, at.period, error))
    return FALSE;
  qz_cli_print_done (cli, _("The confirmation in the national system is recorded."));
  return TRUE;
}

static gboolean
run_publish (QzCli *cli, GError **error)
{
  Target at;

  return open_month (cli, TRUE, &at, error)
         && qz_cli_print_given (cli, qz_clearing_publish (at.book, at.context, at.period, error));
}

/* ── the table ──────────────────────────────────────────────────────────────────────────────── */

#define SCOPE { "scope", "SCOPE", N_ ("in_prov or cross_prov"), TRUE }
#define REASON { "reason", "TEXT", N_ ("why; it is kept"), TRUE }

static const QzOption scope_options[] = { SCOPE, { NULL } };
static const QzOption show_options[] = {
  SCOPE,
  { "unit", "AREA", N_ ("what one unit receives and pays"), FALSE },
  { NULL },
};
static const QzOption unit_options[] = {
  { "unit", "AREA", N_ ("of this city or 239900"), FALSE },
  { NULL },
};
static const QzOption confirm_options[] = {
  SCOPE,
  { "unit", "AREA", N_ ("the unit that confirms"), TRUE },
  { NULL },
};
static const QzOption audit_options[] = {
  SCOPE,
  { "unit", "AREA", N_ ("the unit whose agencies audit"), TRUE },
  { "begin", NULL, N_ ("the audit is only under way"), FALSE },
  { NULL },
};
static const QzOption mismatch_options[] = {
  { "scope", "SCOPE", N_ ("in_prov or cross_prov"), FALSE },
  { "provider", "CODE", N_ ("file one: the hospital"), FALSE },
  { "insurance", "EMP|RES", N_ ("file one: books"), FALSE },
  { "theirs", "AMOUNT", N_ ("file one: the hospital's sum"), FALSE },
  { "note", "TEXT", N_ ("file one: what is known"), FALSE },
  { NULL },
};
static const QzOption reason_options[] = { REASON, { NULL } };
static const QzOption upload_options[] = {
  { "month", "MONTH", N_ ("record that the month's clearing information was sent"), FALSE },
  { NULL },
};
static const QzOption object_options[] = {
  SCOPE,
  { "unit", "AREA", N_ ("the unit that objects"), TRUE },
  { "form", "FORM", N_ ("F-NL-9-1 …"), TRUE },
  { "line", "NUMBER", N_ ("line of the form"), TRUE },
  { "claimed", "AMOUNT", N_ ("what the unit has instead"), FALSE },
  REASON,
  { NULL },
};
static const QzOption answer_options[] = {
  { "result", "RESULT", N_ ("ACCEPTED, REJECTED or NEXT_PERIOD"), TRUE },
  REASON,
  { NULL },
};

const QzCommand qz_cmd_period[] = {
  { "period", "list", NULL, N_ ("List the months of care away from home and where they stand"),
    NULL, 0, 0, run_list },
  { "period", "show", "MONTH", N_ ("Show the stages and units of a month"), show_options, 1, 1,
    run_show },
  { "period", "check", "MONTH", N_ ("Check the identities K01 to K09 of the lists"), NULL, 1, 1,
    run_check },
  { "period", "form", "MONTH FORM", N_ ("Show what a form of the month is laid out from"),
    unit_options, 2, 2, run_form },
  { "period", "explain", "MONTH FORM ROW COLUMN", N_ ("List what adds up to a figure of a form"),
    unit_options, 4, 4, run_explain },
  { "period", "notices", "MONTH", N_ ("List the notices of a month"), unit_options, 1, 1,
    run_notices },
  { "period", "carried", "MONTH",
    N_ ("List what a month leaves of refunds and deductions for a later one"), NULL, 1, 1,
    run_carried },
  { "period", "audit", "MONTH", N_ ("Say that a unit has audited a month"), audit_options, 1, 1,
    run_audit },
  { "period", "mismatch", "MONTH", N_ ("List mismatches with hospitals, or file one"),
    mismatch_options, 1, 1, run_mismatch },
  { "period", "solve", "MISMATCH", N_ ("Say that a mismatch is solved"), reason_options, 1, 1,
    run_solve },
  { "period", "uploads", NULL, N_ ("List claims whose details must go to the national system"),
    NULL, 0, 0, run_uploads },
  { "period", "upload", "[SETL_ID…]", N_ ("Say that details were uploaded (all, or these)"),
    upload_options, 0, QZ_ANY_NUMBER, run_upload },
  { "period", "generate", "MONTH", N_ ("Make the lists of a month"), scope_options, 1, 1,
    run_generate },
  { "period", "confirm", "MONTH", N_ ("Confirm the lists for a unit"), confirm_options, 1, 1,
    run_confirm },
  { "period", "object", "MONTH", N_ ("Object to a line of a list"), object_options, 1, 1,
    run_object },
  { "period", "objections", "MONTH", N_ ("List objections and their answers"), NULL, 1, 1,
    run_objections },
  { "period", "answer", "OBJECTION", N_ ("Answer an objection"), answer_options, 1, 1,
    run_answer },
  { "period", "national", "MONTH", N_ ("Say that the month is confirmed in the national system"),
    NULL, 1, 1, run_national },
  { "period", "publish", "MONTH", N_ ("Publish the notices 5, 6, 8 and 9 of a month"), NULL, 1, 1,
    run_publish },
  { NULL },
};
