/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agenda: domain 1.6 and 6.3. */
#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-command.h"
#include "qz-error.h"
#include "qz-holidays.h"
#include "qz-nonlocal-tick.h"

#define DAYS_AHEAD 45 /* what is listed when nobody says until when */

static gboolean
get_until (QzCli *cli, QzDay *out, GError **error)
{
  *out = qz_cli_get_context (cli)->clock.today + DAYS_AHEAD;
  return qz_cli_get_day (cli, "until", out, error);
}

static gboolean
run_list (QzCli *cli, GError **error)
{
  const QzContext *context = qz_cli_get_context (cli);
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  QzDay until;

  if (book == NULL || !get_until (cli, &until, error))
    return FALSE;
  if (!qz_cli_has_flag (cli, "waiting"))
    return qz_cli_print_given (cli, qz_agenda_list (book, context, until, error));
  return qz_book_check_role (book, context, 0, error)
         && qz_cli_print_given (cli, qz_agenda_list_waiting (book, context, error));
}

static gboolean
run_done (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_agenda_done (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                          qz_cli_get_option (cli, "note"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The deadline is ticked off."));
  return TRUE;
}

static gboolean
run_export (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  QzDay until;

  return book != NULL && get_until (cli, &until, error)
         && qz_cli_print_given (cli, qz_agenda_export (book, qz_cli_get_context (cli), until,
                                                       qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_moved (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_agenda_list_moved (book, NULL, error));
}

static gboolean
run_recount (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_agenda_recount (book, qz_cli_get_context (cli), qz_cli_get_arguments (cli),
                             qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, _("The due days are counted again."));
  return TRUE;
}

static gboolean
run_tick (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  QzSheet *done = NULL;

  return book != NULL && qz_nonlocal_tick (book, qz_cli_get_context (cli), &done, error)
         && qz_cli_print_given (cli, done);
}

static const QzOption list_options[] = {
  { "until", "DAY", N_ ("the last due day (default: 45 days ahead)"), FALSE },
  { "waiting", NULL, N_ ("what waits for the acting user instead"), FALSE },
  { NULL },
};
static const QzOption until_options[] = {
  { "until", "DAY", N_ ("the last due day (default: 45 days ahead)"), FALSE },
  { NULL },
};
static const QzOption note_options[] = {
  { "note", "TEXT", N_ ("how it was met; it is kept"), TRUE },
  { NULL },
};
static const QzOption reason_options[] = {
  { "reason", "TEXT", N_ ("why; it is kept"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_agenda[] = {
  { "agenda", "list", NULL, N_ ("List what is due, and what is late"), list_options, 0, 0,
    run_list },
  { "agenda", "done", "DEADLINE", N_ ("Tick off a deadline"), note_options, 1, 1, run_done },
  { "agenda", "export", "FILE", N_ ("Write the deadlines as a calendar file (.ics)"),
    until_options, 1, 1, run_export },
  { "agenda", "tick", NULL, N_ ("Apply the automatic acts that are due"), NULL, 0, 0, run_tick },
  { "agenda", "moved", NULL,
    N_ ("List documents whose due day is no longer what the calendar gives"), NULL, 0, 0,
    run_moved },
  { "agenda", "recount", "DOCUMENT…", N_ ("Count due days of documents again"), reason_options, 1,
    QZ_ANY_NUMBER, run_recount },
  { NULL },
};

/* ── holidays ───────────────────────────────────────────────────────────────────────────────── */

/* 0 when none is given: all of them. */
static gboolean
get_year (QzCli *cli, guint *out, GError **error)
{
  *out = 0;
  return qz_cli_get_count (cli, "year", out, error);
}

static gboolean
run_holidays_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  guint year;

  return book != NULL && get_year (cli, &year, error)
         && qz_cli_print_given (cli, qz_holidays_list (book, (int) year, error));
}

static gboolean
run_holidays_preview (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_holidays_preview (book, qz_cli_get_context (cli),
                                                          qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_holidays_export (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  guint year;

  return book != NULL && get_year (cli, &year, error)
         && qz_cli_print_given (cli, qz_holidays_export (book, qz_cli_get_context (cli), (int) year,
                                                         qz_cli_get_argument (cli, 0), error));
}

static const QzOption year_options[] = {
  { "year", "YEAR", N_ ("of this year only"), FALSE },
  { NULL },
};

const QzCommand qz_cmd_holidays[] = {
  { "holidays", "list", NULL, N_ ("List holidays and working weekends"), year_options, 0, 0,
    run_holidays_list },
  { "holidays", "preview", "FILE",
    N_ ("Show what importing a calendar would change, and which due days"), NULL, 1, 1,
    run_holidays_preview },
  { "holidays", "export", "FILE", N_ ("Write the days in the format of the import"),
    year_options, 1, 1, run_holidays_export },
  { NULL },
};
