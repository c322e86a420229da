/* SPDX-License-Identifier: GPL-3.0-or-later */
/* registration: who may be treated away from home (NL-8 … NL-11), and manual reimbursement
 * (NL-24b). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-command.h"
#include "qz-error.h"
#include "qz-manual-claims.h"
#include "qz-registration.h"

/* ── what is typed ──────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse_option (GError **error, const char *id, const char *message)
{
  qz_error_set (error, QZ_ERROR_USAGE, id, "%s", message);
  return FALSE;
}

static gboolean
get_insurance (QzCli *cli, QzInsurance *out, GError **error)
{
  int insurance = -1;

  if (!qz_cli_get_insurance (cli, "insurance", &insurance, error))
    return FALSE;
  if (insurance < 0)
    return refuse_option (error, "insurance-missing", _("Say --insurance EMP or RES"));
  *out = (QzInsurance) insurance;
  return TRUE;
}

static gboolean
get_words (QzCli *cli, QzRegistrationInput *out, GError **error)
{
  const char *kind = qz_cli_get_option (cli, "kind");
  const char *scope = qz_cli_get_option (cli, "scope");

  if (kind == NULL || !qz_nl_person_parse (kind, &out->kind))
    return refuse_option (error, "kind-wrong",
                          _("Say --kind RETIRED, RESIDENT, WORK or REFERRAL"));
  if (scope == NULL || !qz_nl_scope_parse (scope, &out->scope))
    return refuse_option (error, "scope-wrong",
                          _("Say which scope with --scope in_prov or --scope cross_prov"));
  return get_insurance (cli, &out->insurance, error);
}

static gboolean
get_input (QzCli *cli, QzRegistrationInput *out, GError **error)
{
  *out = (QzRegistrationInput) {
    .insured_area = qz_cli_get_option (cli, "insured"),
    .treat_area = qz_cli_get_option (cli, "treat"),
    .begin_day = QZ_DAY_NONE,
    .end_day = QZ_DAY_NONE,
    .brdy = QZ_DAY_NONE,
    .registered_day = QZ_DAY_NONE,
    .psn_no = qz_cli_get_option (cli, "person"),
    .psn_name = qz_cli_get_option (cli, "name"),
    .cert_type = qz_cli_get_option (cli, "cert-type"),
    .certno = qz_cli_get_option (cli, "certno"),
    .gend = qz_cli_get_option (cli, "gender"),
    .card_no = qz_cli_get_option (cli, "card"),
    .insured_state = qz_cli_get_option (cli, "insured-state"),
    .emp_name = qz_cli_get_option (cli, "employer"),
    .phone = qz_cli_get_option (cli, "phone"),
    .address = qz_cli_get_option (cli, "address"),
    .from_hospital = qz_cli_get_option (cli, "from-hospital"),
    .to_hospital = qz_cli_get_option (cli, "to-hospital"),
    .diagnosis = qz_cli_get_option (cli, "diagnosis"),
    .referral_reason = qz_cli_get_option (cli, "referral-reason"),
    .hospitals = qz_cli_get_option (cli, "hospitals"),
  };
  if (out->cert_type == NULL)
    out->cert_type = "01";
  return get_words (cli, out, error) && qz_cli_get_day (cli, "from", &out->begin_day, error)
         && qz_cli_get_day (cli, "to", &out->end_day, error)
         && qz_cli_get_day (cli, "born", &out->brdy, error)
         && qz_cli_get_day (cli, "registered", &out->registered_day, error);
}

/* What was made, as a fact and in words. */
static void
print_number (QzCli *cli, const char *number)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("made");
  g_autofree char *text = g_strdup_printf ("%s\n", number);

  qz_sheet_set_text (sheet, "number", _("Number"), number);
  qz_cli_print_answer (cli, text, sheet);
}

/* ── registrations ──────────────────────────────────────────────────────────────────────────── */

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  const QzRegistrationQuery query = { .insured_unit = qz_cli_get_option (cli, "unit"),
                                      .state = qz_cli_get_option (cli, "state"),
                                      .person = qz_cli_get_option (cli, "person") };

  if (book == NULL)
    return FALSE;
  return qz_cli_print_given (
      cli, qz_cli_has_flag (cli, "unused")
             ? qz_registration_list_unused (book, qz_cli_get_context (cli), error)
             : qz_registration_list (book, &query, error));
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_registration_show (book, qz_cli_get_context (cli),
                                                           qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_add (QzCli *cli, GError **error)
{
  QzRegistrationInput input;
  g_autofree char *number = NULL;
  QzBook *book;

  if (!get_input (cli, &input, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_registration_add (book, qz_cli_get_context (cli), &input, &number, error))
    return FALSE;
  print_number (cli, number);
  return TRUE;
}

static gboolean
run_change (QzCli *cli, GError **error)
{
  QzRegistrationInput input;
  g_autofree char *number = NULL;
  QzBook *book;

  if (!get_input (cli, &input, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_registration_change (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                                  &input, qz_cli_get_option (cli, "reason"), &number, error))
    return FALSE;
  print_number (cli, number);
  return TRUE;
}

static gboolean
run_act (QzCli *cli, QzRegistrationAct act, const char *done, GError **error)
{
  QzDay day = QZ_DAY_NONE;
  QzBook *book;

  if (act != QZ_REGISTRATION_CANCEL_UNUSED && !qz_cli_get_day (cli, "day", &day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_registration_act (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), act,
                               day, qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, done);
  return TRUE;
}

static gboolean
run_pause (QzCli *cli, GError **error)
{
  return run_act (cli, QZ_REGISTRATION_PAUSE, _("The registration is paused"), error);
}

static gboolean
run_resume (QzCli *cli, GError **error)
{
  return run_act (cli, QZ_REGISTRATION_RESUME, _("The registration is valid again"), error);
}

static gboolean
run_terminate (QzCli *cli, GError **error)
{
  return run_act (cli, QZ_REGISTRATION_TERMINATE, _("The registration is terminated"), error);
}

static gboolean
run_cancel_unused (QzCli *cli, GError **error)
{
  return run_act (cli, QZ_REGISTRATION_CANCEL_UNUSED, _("The referral is cancelled"), error);
}

static gboolean
run_match (QzCli *cli, GError **error)
{
  const char *setl_id = qz_cli_get_argument (cli, 0);
  QzPeriod period = 0;
  QzBook *book;

  if (!qz_cli_get_period (cli, "period", &period, error))
    return FALSE;
  book = qz_cli_open_book (cli, FALSE, error);
  if (book == NULL)
    return FALSE;
  return qz_cli_print_given (cli, setl_id != NULL
                                    ? qz_registration_show_claim (book, setl_id, error)
                                    : qz_registration_list_unmatched (book, period, error));
}

static gboolean
run_print (QzCli *cli, GError **error)
{
  const char *path = qz_cli_get_option (cli, "output");
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  guint reprints = 0;

  if (book == NULL
      || !qz_registration_print (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                                 path, &reprints, error))
    return FALSE;
  qz_cli_print_done (cli, reprints > 0 ? _("Printed again; the paper says so")
                                       : _("Printed in two copies"));
  return TRUE;
}

/* ── manual reimbursement ───────────────────────────────────────────────────────────────────── */

static gboolean
get_claim (QzCli *cli, QzManualClaimInput *out, GError **error)
{
  *out = (QzManualClaimInput) {
    .registration = qz_cli_get_option (cli, "registration"),
    .psn_no = qz_cli_get_option (cli, "person"),
    .psn_name = qz_cli_get_option (cli, "name"),
    .certno = qz_cli_get_option (cli, "certno"),
    .insured_area = qz_cli_get_option (cli, "insured"),
    .treat_area = qz_cli_get_option (cli, "treat"),
    .hospital_code = qz_cli_get_option (cli, "hospital"),
    .hospital_name = qz_cli_get_option (cli, "hospital-name"),
    .discharge_day = QZ_DAY_NONE,
    .reason = qz_cli_get_option (cli, "reason"),
    .reason_note = qz_cli_get_option (cli, "note"),
  };
  return get_insurance (cli, &out->insurance, error)
         && qz_cli_get_day (cli, "discharged", &out->discharge_day, error)
         && qz_cli_get_fen (cli, "fees", &out->medfee_fen, error)
         && qz_cli_get_fen (cli, "fund", &out->fund_fen, error);
}

static gboolean
run_file (QzCli *cli, GError **error)
{
  QzManualClaimInput input;
  g_autofree char *number = NULL;
  QzBook *book;

  if (!get_claim (cli, &input, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_manual_claim_file (book, qz_cli_get_context (cli), &input, &number, error))
    return FALSE;
  print_number (cli, number);
  return TRUE;
}

static gboolean
run_manual_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_manual_claim_list (book, qz_cli_get_option (cli, "state"),
                                                           error));
}

static gboolean
run_manual_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_manual_claim_show (book, qz_cli_get_argument (cli, 0),
                                                           error));
}

static gboolean
run_accept (QzCli *cli, GError **error)
{
  QzFen fund = 0;
  QzBook *book;

  if (!qz_cli_get_fen (cli, "fund", &fund, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !qz_manual_claim_accept (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                                  fund, qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The manual claim is accepted"));
  return TRUE;
}

static gboolean
run_refuse (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_manual_claim_refuse (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                                  qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The manual claim is refused"));
  return TRUE;
}

static gboolean
run_pay (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_manual_claim_pay (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                               qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The manual claim is reimbursed"));
  return TRUE;
}

/* ── the tables ─────────────────────────────────────────────────────────────────────────────── */

#define REASON   { "reason", "TEXT", N_ ("why"), TRUE }
#define FREELY   { "reason", "TEXT", N_ ("a note"), FALSE }
#define PERSON                                                                                     \
  { "person", "PSN_NO", N_ ("number of the person"), TRUE },                                       \
    { "name", "NAME", N_ ("name of the person"), TRUE },                                           \
    { "certno", "NUMBER", N_ ("identity number"), TRUE },                                          \
    { "insurance", "EMP|RES", N_ ("insurance"), TRUE },                                            \
    { "insured", "AREA", N_ ("area where the person is insured"), TRUE },                          \
  {                                                                                                \
    "treat", "AREA", N_ ("area where the person is treated"), TRUE                                 \
  }
#define CARE                                                                                       \
  { "kind", "KIND", N_ ("RETIRED, RESIDENT, WORK or REFERRAL"), TRUE },                            \
    { "scope", "SCOPE", N_ ("in_prov or cross_prov"), TRUE },                                      \
    { "from", "DAY", N_ ("first day"), TRUE },                                                     \
    { "to", "DAY", N_ ("last day; open without"), FALSE },                                         \
    { "hospitals", "LIST", N_ ("chosen hospitals: code:name:level;…"), FALSE },                    \
    { "from-hospital", "NAME", N_ ("of a referral"), FALSE },                                      \
    { "to-hospital", "NAME", N_ ("of a referral"), FALSE },                                        \
    { "diagnosis", "TEXT", N_ ("of a referral"), FALSE },                                          \
    { "referral-reason", "TEXT", N_ ("of a referral"), FALSE },                                    \
    { "cert-type", "CODE", N_ ("kind of document; 01 without"), FALSE },                           \
    { "gender", "1|2", N_ ("without: as the identity number says"), FALSE },                       \
    { "born", "DAY", N_ ("without: as the identity number says"), FALSE },                         \
    { "card", "NUMBER", N_ ("social security card"), FALSE },                                      \
    { "insured-state", "TEXT", N_ ("insured as"), FALSE },                                         \
    { "employer", "NAME", N_ ("employer or community"), FALSE },                                   \
    { "phone", "NUMBER", N_ ("telephone"), FALSE },                                                \
    { "address", "TEXT", N_ ("address there"), FALSE },                                            \
  {                                                                                                \
    "registered", "DAY", N_ ("without: the business day"), FALSE                                   \
  }

static const QzOption list_options[] = {
  { "unit", "AREA", N_ ("only persons insured in this city"), FALSE },
  { "state", "STATE", N_ ("VALID, PAUSED, TERMINATED …"), FALSE },
  { "person", "NUMBER", N_ ("only of this person or identity number"), FALSE },
  { "unused", NULL, N_ ("referrals that are over and were not used"), FALSE },
  { NULL },
};
static const QzOption add_options[] = { PERSON, CARE, { NULL } };
static const QzOption change_options[] = { PERSON, CARE, REASON, { NULL } };
static const QzOption act_options[] = {
  { "day", "DAY", N_ ("from which day on; without: the business day"), FALSE },
  REASON,
  { NULL },
};
static const QzOption reason_options[] = { REASON, { NULL } };
static const QzOption match_options[] = {
  { "period", "MONTH", N_ ("only of this month"), FALSE },
  { NULL },
};
static const QzOption print_options[] = {
  { "output", "FILE", N_ ("the PDF file to write"), TRUE },
  { NULL },
};
static const QzOption file_options[] = {
  PERSON,
  { "registration", "NUMBER", N_ ("the registration it belongs to"), FALSE },
  { "hospital", "CODE", N_ ("code of the hospital"), FALSE },
  { "hospital-name", "NAME", N_ ("name of the hospital"), TRUE },
  { "discharged", "DAY", N_ ("day of the discharge"), TRUE },
  { "fees", "AMOUNT", N_ ("all medical fees"), TRUE },
  { "fund", "AMOUNT", N_ ("the fund's part that is asked for"), TRUE },
  { "reason", "REASON",
    N_ ("EMERGENCY, YEAR_END, SYSTEM_FAULT, CARD, REGION_SUSPENDED or OTHER"), TRUE },
  { "note", "TEXT", N_ ("a note; needed with OTHER"), FALSE },
  { NULL },
};
static const QzOption manual_list_options[] = {
  { "state", "STATE", N_ ("FILED, ACCEPTED, REFUSED or PAID"), FALSE },
  { NULL },
};
static const QzOption accept_options[] = {
  { "fund", "AMOUNT", N_ ("what is reimbursed"), TRUE },
  FREELY,
  { NULL },
};
static const QzOption pay_options[] = { FREELY, { NULL } };

const QzCommand qz_cmd_registration[] = {
  { "registration", "list", NULL, N_ ("List registrations of care away from home"), list_options,
    0, 0, run_list },
  { "registration", "show", "NUMBER", N_ ("Show a registration, its history and its claims"), NULL,
    1, 1, run_show },
  { "registration", "add", NULL, N_ ("Register a person"), add_options, 0, 0, run_add },
  { "registration", "change", "NUMBER",
    N_ ("Cancel a registration and register the person anew"), change_options, 1, 1, run_change },
  { "registration", "pause", "NUMBER", N_ ("Pause a registration"), act_options, 1, 1, run_pause },
  { "registration", "resume", "NUMBER", N_ ("Let a paused registration count again"), act_options,
    1, 1, run_resume },
  { "registration", "terminate", "NUMBER", N_ ("End a registration for good"), act_options, 1, 1,
    run_terminate },
  { "registration", "cancel-unused", "NUMBER",
    N_ ("Cancel a referral that is over and was not used"), reason_options, 1, 1,
    run_cancel_unused },
  { "registration", "match", "[SETL_ID]",
    N_ ("List claims without a valid registration, or say what covers one"), match_options, 0, 1,
    run_match },
  { "registration", "print", "NUMBER", N_ ("Print form 1 in two copies"), print_options, 1, 1,
    run_print },
  { NULL },
};

const QzCommand qz_cmd_manual[] = {
  { "manual", "list", NULL, N_ ("List what people paid in full themselves"), manual_list_options,
    0, 0, run_manual_list },
  { "manual", "show", "NUMBER", N_ ("Show a manual claim and its history"), NULL, 1, 1,
    run_manual_show },
  { "manual", "file", NULL, N_ ("File what a person paid in full"), file_options, 0, 0, run_file },
  { "manual", "accept", "NUMBER", N_ ("Accept a manual claim"), accept_options, 1, 1, run_accept },
  { "manual", "refuse", "NUMBER", N_ ("Refuse a manual claim"), reason_options, 1, 1, run_refuse },
  { "manual", "pay", "NUMBER", N_ ("Record that a manual claim was reimbursed"), pay_options, 1, 1,
    run_pay },
  { NULL },
};
