/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assist: assisted persons and their bills (DT-4 … DT-6, DT-15, DT-22). The month and the money
 * stand in cmd-assist-month.c and cmd-assist-money.c. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-bills.h"
#include "qz-assist-persons.h"
#include "qz-command.h"
#include "qz-error.h"

/* ── persons ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_persons (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  QzDay day = QZ_DAY_NONE;

  if (book == NULL || !qz_cli_get_day (cli, "on", &day, error))
    return FALSE;
  if (day == QZ_DAY_NONE && !qz_cli_has_flag (cli, "all"))
    day = qz_cli_get_context (cli)->clock.today;
  return qz_cli_print_given (cli, qz_assist_list_persons (book, day, error));
}

static gboolean
run_lists (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_assist_list_rosters (book, error));
}

static gboolean
run_person (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_assist_show_person (book, qz_cli_get_context (cli),
                                                            qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_suspend (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  QzAssistSuspendInput input = { .certno = qz_cli_get_argument (cli, 0),
                                 .psn_name = qz_cli_get_option (cli, "name"),
                                 .county = qz_cli_get_option (cli, "county"),
                                 .from_day = QZ_DAY_NONE,
                                 .reported_day = QZ_DAY_NONE,
                                 .reason = qz_cli_get_option (cli, "reason") };

  if (book == NULL || !qz_cli_get_day (cli, "from", &input.from_day, error)
      || !qz_cli_get_day (cli, "reported", &input.reported_day, error)
      || !qz_assist_suspend (book, qz_cli_get_context (cli), &input, error))
    return FALSE;
  qz_cli_print_done (cli, _("The person's direct settlement is suspended."));
  return TRUE;
}

static gboolean
run_resume (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  QzDay day = QZ_DAY_NONE;

  if (book == NULL || !qz_cli_get_day (cli, "from", &day, error)
      || !qz_assist_resume (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), day,
                            qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The person is settled directly again."));
  return TRUE;
}

/* ── bills ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_bills (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  QzPeriod period;

  return book != NULL && qz_period_parse (qz_cli_get_argument (cli, 0), &period, error)
         && qz_cli_print_given (cli, qz_assist_list_bills (book, period, error));
}

static gboolean
run_bill (QzCli *cli, GError **error)
{
  const char *output = qz_cli_get_option (cli, "output");
  const char *setl_id = qz_cli_get_argument (cli, 0);
  QzBook *book = qz_cli_open_book (cli, output != NULL, error);

  if (book == NULL)
    return FALSE;
  return qz_cli_print_given (
      cli, output == NULL ? qz_assist_show_bill (book, setl_id, error)
                          : qz_assist_bill_print (book, qz_cli_get_context (cli), setl_id, output,
                                                  error));
}

/* Differences are no failure: the platform's figures are paid, and people look at them. */
static gboolean
run_check (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  QzPeriod period;

  return book != NULL && qz_period_parse (qz_cli_get_argument (cli, 0), &period, error)
         && qz_cli_print_given (cli, qz_assist_check_month (book, period, error));
}

/* ── by hand ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_manual_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (
             cli, qz_assist_manual_list (book, qz_cli_get_option (cli, "state"), error));
}

typedef gboolean (*ManualAct) (QzBook *book, const QzContext *context, const char *setl_id,
                               const char *note, GError **error);

static gboolean
run_act (QzCli *cli, ManualAct act, const char *done, GError **error)
{
  const char *setl_id = qz_cli_get_argument (cli, 1);
  QzBook *book;

  if (setl_id == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "words-missing",
                    _("Say which bill: its settlement stands behind the word"));
      return FALSE;
    }
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL
      || !act (book, qz_cli_get_context (cli), setl_id, qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, done);
  return TRUE;
}

static gboolean
run_accept (QzCli *cli, GError **error)
{
  return run_act (cli, qz_assist_manual_accept, _("The reimbursement was accepted."), error);
}

static gboolean
run_refuse (QzCli *cli, GError **error)
{
  return run_act (cli, qz_assist_manual_refuse, _("The reimbursement was refused."), error);
}

static gboolean
run_pay (QzCli *cli, GError **error)
{
  return run_act (cli, qz_assist_manual_pay, _("The reimbursement is recorded as paid."), error);
}

static const QzCliAction manual_actions[] = {
  { "list", run_manual_list }, { "accept", run_accept }, { "refuse", run_refuse },
  { "pay", run_pay },          { NULL },
};

static gboolean
run_manual (QzCli *cli, GError **error)
{
  return qz_cli_run_action (cli, manual_actions, run_manual_list, error);
}

/* ── the table ──────────────────────────────────────────────────────────────────────────────── */

static const QzOption persons_options[] = {
  { "on", "DAY", N_ ("who is assisted on this day; today unless given") },
  { "all", NULL, N_ ("all times there ever were") },
  { NULL },
};
static const QzOption suspend_options[] = {
  { "county", "CODE", N_ ("the county of the person"), TRUE },
  { "reason", "TEXT", N_ ("why"), TRUE },
  { "name", "NAME", N_ ("name of the person; as the lists have it unless given") },
  { "from", "DAY", N_ ("first day without direct settlement; today unless given") },
  { "reported", "DAY", N_ ("when the city was told") },
  { NULL },
};
static const QzOption resume_options[] = {
  { "reason", "TEXT", N_ ("why"), TRUE },
  { "from", "DAY", N_ ("first day with direct settlement; today unless given") },
  { NULL },
};
static const QzOption bill_options[] = {
  { "output", "FILE", N_ ("print form F-DT-1 into this file (.pdf, .xlsx, .csv)") },
  { NULL },
};
static const QzOption manual_options[] = {
  { "state", "STATE", N_ ("only bills that are OPEN, ACCEPTED, REFUSED or PAID") },
  { "reason", "TEXT", N_ ("a note; needed to refuse") },
  { NULL },
};

const QzCommand qz_cmd_assist[] = {
  { "assist", "persons", NULL, N_ ("List assisted persons and their categories"), persons_options,
    0, 0, run_persons },
  { "assist", "lists", NULL, N_ ("List the lists of persons that came in"), NULL, 0, 0, run_lists },
  { "assist", "person", "IDENTITY", N_ ("Show a person's times, suspensions and bills"), NULL, 1, 1,
    run_person },
  { "assist", "suspend", "IDENTITY", N_ ("Stop a person's direct settlement"), suspend_options,
    1, 1, run_suspend },
  { "assist", "resume", "IDENTITY", N_ ("Settle a person directly again"), resume_options, 1, 1,
    run_resume },
  { "assist", "bills", "MONTH", N_ ("List the bills of a month"), NULL, 1, 1, run_bills },
  { "assist", "bill", "SETTLEMENT", N_ ("Explain one bill line by line, or print it"), bill_options,
    1, 1, run_bill },
  { "assist", "check", "MONTH", N_ ("Compare the platform's figures with the rules"), NULL, 1, 1,
    run_check },
  { "assist", "manual", "[ACTION [SETTLEMENT]]",
    N_ ("Reimburse bills that were paid in full by the person"), manual_options, 0, 2, run_manual },
  { NULL },
};
