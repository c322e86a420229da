/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection, complaint, person: supervision of care away from home (NL-37 … NL-40). */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-supervision.h"

static void
print_number (QzCli *cli, const char *number)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("made");
  g_autofree char *text = g_strdup_printf ("%s\n", number);

  qz_sheet_set_text (sheet, "number", _("Number"), number);
  qz_cli_print_answer (cli, text, sheet);
}

/* ── inspections ────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_inspections (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_inspection_list (book, error));
}

static gboolean
run_inspection (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_inspection_show (book, qz_cli_get_argument (cli, 0),
                                                         error));
}

static gboolean
run_open (QzCli *cli, GError **error)
{
  QzInspectionInput input = { .provider = qz_cli_get_argument (cli, 0),
                              .from_day = QZ_DAY_NONE,
                              .to_day = QZ_DAY_NONE,
                              .subject = qz_cli_get_option (cli, "subject"),
                              .inspectors = qz_cli_get_option (cli, "inspectors") };
  g_autofree char *number = NULL;
  QzBook *book;

  if (!qz_cli_get_day (cli, "from", &input.from_day, error)
      || !qz_cli_get_day (cli, "to", &input.to_day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_inspection_open (book, qz_cli_get_context (cli), &input, &number, error))
    return FALSE;
  print_number (cli, number);
  return TRUE;
}

static gboolean
run_find (QzCli *cli, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("finding");
  g_autofree char *month = NULL;
  g_autofree char *text = NULL;
  QzInspectionFinding finding = { .setl_id = qz_cli_get_argument (cli, 1),
                                  .note = qz_cli_get_option (cli, "note") };
  QzPeriod period = 0;
  QzBook *book;

  if (!qz_cli_get_fen (cli, "amount", &finding.amount_fen, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_inspection_find (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                              &finding, &period, error))
    return FALSE;
  month = qz_period_format (period);
  text = g_strdup_printf (_("It is taken off in the clearing of %s.\n"), month);
  qz_sheet_set_number (sheet, "period", _("Taken off in"), QZ_VALUE_PERIOD, period);
  qz_cli_print_answer (cli, text, sheet);
  return TRUE;
}

static gboolean
run_inspection_act (QzCli *cli, QzInspectionAct act, const char *done, GError **error)
{
  QzFen amount = 0;
  QzBook *book;

  if ((act == QZ_INSPECTION_PENALTY || act == QZ_INSPECTION_PENALTY_PAID)
      && !qz_cli_get_fen (cli, "amount", &amount, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_inspection_act (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), act,
                             amount, qz_cli_get_option (cli, "note"), error))
    return FALSE;
  qz_cli_print_done (cli, done);
  return TRUE;
}

static gboolean
run_hear (QzCli *cli, GError **error)
{
  return run_inspection_act (cli, QZ_INSPECTION_HEAR, _("What the hospital said is kept"), error);
}

static gboolean
run_penalty (QzCli *cli, GError **error)
{
  return run_inspection_act (cli, QZ_INSPECTION_PENALTY, _("The penalty is kept"), error);
}

static gboolean
run_penalty_paid (QzCli *cli, GError **error)
{
  return run_inspection_act (cli, QZ_INSPECTION_PENALTY_PAID, _("The penalty is paid"), error);
}

static gboolean
run_close_inspection (QzCli *cli, GError **error)
{
  return run_inspection_act (cli, QZ_INSPECTION_CLOSE, _("The inspection is closed"), error);
}

/* ── complaints ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_complaints (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_complaint_list (book, error));
}

static gboolean
run_complaint (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_complaint_show (book, qz_cli_get_argument (cli, 0),
                                                        error));
}

static gboolean
run_receive (QzCli *cli, GError **error)
{
  QzComplaintInput input = { .received_day = QZ_DAY_NONE,
                             .complainant = qz_cli_get_option (cli, "complainant"),
                             .contact = qz_cli_get_option (cli, "contact"),
                             .provider = qz_cli_get_option (cli, "provider"),
                             .subject = qz_cli_get_option (cli, "subject") };
  g_autofree char *number = NULL;
  QzBook *book;

  if (!qz_cli_get_day (cli, "received", &input.received_day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_complaint_receive (book, qz_cli_get_context (cli), &input, &number, error))
    return FALSE;
  print_number (cli, number);
  return TRUE;
}

static gboolean
run_complaint_act (QzCli *cli, QzComplaintAct act, const char *done, GError **error)
{
  const gboolean major = act == QZ_COMPLAINT_FIND && qz_cli_has_flag (cli, "major");
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_complaint_act (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), act,
                            major, qz_cli_get_option (cli, "note"), error))
    return FALSE;
  qz_cli_print_done (cli, done);
  return TRUE;
}

static gboolean
run_accept (QzCli *cli, GError **error)
{
  return run_complaint_act (cli, QZ_COMPLAINT_ACCEPT, _("The complaint is accepted"), error);
}

static gboolean
run_found (QzCli *cli, GError **error)
{
  return run_complaint_act (cli, QZ_COMPLAINT_FIND, _("What was found is kept"), error);
}

static gboolean
run_report (QzCli *cli, GError **error)
{
  return run_complaint_act (cli, QZ_COMPLAINT_REPORT, _("It is reported to the province"), error);
}

static gboolean
run_tell (QzCli *cli, GError **error)
{
  return run_complaint_act (cli, QZ_COMPLAINT_TELL, _("The complainant was told"), error);
}

static gboolean
run_close_complaint (QzCli *cli, GError **error)
{
  return run_complaint_act (cli, QZ_COMPLAINT_CLOSE, _("The complaint is closed"), error);
}

/* ── persons ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_persons (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_person_list_suspended (book, error));
}

static gboolean
run_suspend (QzCli *cli, GError **error)
{
  QzPersonSuspendInput input = { .certno = qz_cli_get_argument (cli, 0),
                                 .psn_name = qz_cli_get_option (cli, "name"),
                                 .insured_area = qz_cli_get_option (cli, "insured"),
                                 .from_day = QZ_DAY_NONE,
                                 .reported_day = QZ_DAY_NONE,
                                 .reason = qz_cli_get_option (cli, "reason") };
  QzBook *book;

  if (!qz_cli_get_day (cli, "from", &input.from_day, error)
      || !qz_cli_get_day (cli, "reported", &input.reported_day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL || !qz_person_suspend (book, qz_cli_get_context (cli), &input, error))
    return FALSE;
  qz_cli_print_done (cli, _("Direct settlement of the person is suspended"));
  return TRUE;
}

static gboolean
run_resume (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_person_resume (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                            qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The person is settled directly again"));
  return TRUE;
}

/* ── the tables ─────────────────────────────────────────────────────────────────────────────── */

#define NOTE   { "note", "TEXT", N_ ("what there is to say"), TRUE }
#define FREELY { "note", "TEXT", N_ ("a note"), FALSE }
#define AMOUNT { "amount", "AMOUNT", N_ ("more than zero"), TRUE }

static const QzOption open_options[] = {
  { "from", "DAY", N_ ("first day of the settlements that are looked at"), TRUE },
  { "to", "DAY", N_ ("last day of them"), TRUE },
  { "subject", "TEXT", N_ ("what is looked at"), TRUE },
  { "inspectors", "NAMES", N_ ("who looks"), TRUE },
  { NULL },
};
static const QzOption find_options[] = { AMOUNT, NOTE, { NULL } };
static const QzOption note_options[] = { NOTE, { NULL } };
static const QzOption free_options[] = { FREELY, { NULL } };
static const QzOption paid_options[] = { AMOUNT, FREELY, { NULL } };
static const QzOption receive_options[] = {
  { "complainant", "NAME", N_ ("who complains"), TRUE },
  { "subject", "TEXT", N_ ("about what"), TRUE },
  { "contact", "TEXT", N_ ("how to reach the complainant"), FALSE },
  { "provider", "CODE", N_ ("hospital that it is about"), FALSE },
  { "received", "DAY", N_ ("without: the business day"), FALSE },
  { NULL },
};
static const QzOption found_options[] = {
  { "major", NULL, N_ ("a major violation, to be reported to the province"), FALSE },
  NOTE,
  { NULL },
};
static const QzOption suspend_options[] = {
  { "name", "NAME", N_ ("name of the person"), TRUE },
  { "insured", "AREA", N_ ("area where the person is insured"), TRUE },
  { "from", "DAY", N_ ("without: the business day"), FALSE },
  { "reported", "DAY", N_ ("when it was reported to the province"), FALSE },
  { "reason", "TEXT", N_ ("why"), TRUE },
  { NULL },
};
static const QzOption reason_options[] = { { "reason", "TEXT", N_ ("why"), TRUE }, { NULL } };

const QzCommand qz_cmd_inspection[] = {
  { "inspection", "list", NULL, N_ ("List inspections of hospitals"), NULL, 0, 0,
    run_inspections },
  { "inspection", "show", "NUMBER", N_ ("Show what was done in an inspection"), NULL, 1, 1,
    run_inspection },
  { "inspection", "open", "PROVIDER", N_ ("Begin an inspection"), open_options, 1, 1, run_open },
  { "inspection", "find", "NUMBER SETL_ID", N_ ("Take something off a claim"), find_options, 2, 2,
    run_find },
  { "inspection", "hear", "NUMBER", N_ ("Keep what the hospital says"), note_options, 1, 1,
    run_hear },
  { "inspection", "penalty", "NUMBER", N_ ("Keep a penalty, apart from what is cleared"),
    find_options, 1, 1, run_penalty },
  { "inspection", "penalty-paid", "NUMBER", N_ ("Say that a penalty was paid"), paid_options, 1, 1,
    run_penalty_paid },
  { "inspection", "close", "NUMBER", N_ ("Close an inspection"), free_options, 1, 1,
    run_close_inspection },
  { NULL },
};

const QzCommand qz_cmd_complaint[] = {
  { "complaint", "list", NULL, N_ ("List complaints"), NULL, 0, 0, run_complaints },
  { "complaint", "show", "NUMBER", N_ ("Show what was done about a complaint"), NULL, 1, 1,
    run_complaint },
  { "complaint", "receive", NULL, N_ ("Receive a complaint"), receive_options, 0, 0, run_receive },
  { "complaint", "accept", "NUMBER", N_ ("Accept a complaint"), note_options, 1, 1, run_accept },
  { "complaint", "find", "NUMBER", N_ ("Keep what was found"), found_options, 1, 1, run_found },
  { "complaint", "report", "NUMBER", N_ ("Report a major violation to the province"), note_options,
    1, 1, run_report },
  { "complaint", "tell", "NUMBER", N_ ("Say that the complainant was told"), note_options, 1, 1,
    run_tell },
  { "complaint", "close", "NUMBER", N_ ("Close a complaint"), note_options, 1, 1,
    run_close_complaint },
  { NULL },
};

const QzCommand qz_cmd_person[] = {
  { "person", "list", NULL, N_ ("List persons whose direct settlement was suspended"), NULL, 0, 0,
    run_persons },
  { "person", "suspend", "CERTNO", N_ ("Suspend direct settlement of a person"), suspend_options,
    1, 1, run_suspend },
  { "person", "resume", "CERTNO", N_ ("Settle directly with a person again"), reason_options, 1, 1,
    run_resume },
  { NULL },
};
