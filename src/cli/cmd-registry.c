/* SPDX-License-Identifier: GPL-3.0-or-later */
/* provider, agency, account, codes: the registers as they stand. */
#include <glib/gi18n-lib.h>

#include "qz-codes.h"
#include "qz-command.h"
#include "qz-error.h"
#include "qz-provider-service.h"
#include "qz-registry.h"

typedef QzSheet *(*ListFunc) (QzBook *book, GError **error);

static gboolean
print_list (QzCli *cli, ListFunc list, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, list (book, error));
}

/* ── provider ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_provider_list (QzCli *cli, GError **error)
{
  return print_list (cli, qz_registry_list_providers, error);
}

static gboolean
run_provider_show (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (
             cli, qz_registry_show_provider (book, qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_provider_explain (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL
         && qz_cli_print_given (
             cli, qz_registry_explain_statement (book, qz_cli_get_argument (cli, 0),
                                                 qz_cli_get_argument (cli, 1), error));
}

/* NL-14, DT-7b. */
static gboolean
run_provider_service (QzCli *cli, GError **error)
{
  const gboolean on = qz_cli_has_flag (cli, "on");
  QzProviderServiceInput input = { .provider = qz_cli_get_argument (cli, 0),
                                   .service = qz_cli_get_option (cli, "service"),
                                   .enabled = on,
                                   .from_day = QZ_DAY_NONE,
                                   .announced_day = QZ_DAY_NONE,
                                   .reason = qz_cli_get_option (cli, "reason") };
  QzBook *book;

  if (on == qz_cli_has_flag (cli, "off"))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "on-or-off", _("Give either --on or --off"));
      return FALSE;
    }
  if (!qz_cli_get_day (cli, "from", &input.from_day, error)
      || !qz_cli_get_day (cli, "announced", &input.announced_day, error))
    return FALSE;
  book = qz_cli_open_book (cli, TRUE, error);
  if (book == NULL || !qz_provider_service_switch (book, qz_cli_get_context (cli), &input, error))
    return FALSE;
  qz_cli_print_done (cli, on ? _("The service is on") : _("The service is off"));
  return TRUE;
}

static const QzOption service_options[] = {
  { "service", "nonlocal|assistance", N_ ("which service"), TRUE },
  { "on", NULL, N_ ("switch it on"), FALSE },
  { "off", NULL, N_ ("switch it off"), FALSE },
  { "from", "DAY", N_ ("first day on which it is so"), TRUE },
  { "announced", "DAY", N_ ("when it was made public; without: not yet"), FALSE },
  { "reason", "TEXT", N_ ("why"), TRUE },
  { NULL },
};

const QzCommand qz_cmd_provider[] = {
  { "provider", "list", NULL,
    N_ ("List the providers, whether they are admitted and what is open"), NULL, 0, 0,
    run_provider_list },
  { "provider", "show", "CODE",
    N_ ("Show a provider’s facts, accounts, statement, documents and history"), NULL, 1, 1,
    run_provider_show },
  { "provider", "explain", "CODE CELL",
    N_ ("List what adds up to a cell of its statement, e.g. 2026-03/EMP/open"), NULL, 2, 2,
    run_provider_explain },
  { "provider", "service", "CODE",
    N_ ("Switch care away from home or medical assistance of a provider on or off"),
    service_options, 1, 1, run_provider_service },
  { NULL },
};

/* ── agency, account ────────────────────────────────────────────────────────────────────────── */

static gboolean
run_agency_list (QzCli *cli, GError **error)
{
  return print_list (cli, qz_registry_list_agencies, error);
}

static gboolean
run_account_list (QzCli *cli, GError **error)
{
  return print_list (cli, qz_registry_list_accounts, error);
}

/* Without a book set, what is shipped. */
static gboolean
run_codes (QzCli *cli, GError **error)
{
  g_autoptr (GError) none = NULL;
  const gboolean any = qz_cli_get_book_path (cli, &none) != NULL;
  QzBook *book = any ? qz_cli_open_book (cli, FALSE, error) : NULL;

  return (!any || book != NULL)
         && qz_cli_print_given (cli, qz_codes_list (book, qz_cli_get_argument (cli, 0), error));
}

const QzCommand qz_cmd_agency[] = {
  { "agency", "list", NULL, N_ ("List the agencies"), NULL, 0, 0, run_agency_list },
  { "account", "list", NULL,
    N_ ("List the bank accounts, and check that each insurance has its own"), NULL, 0, 0,
    run_account_list },
  { "codes", NULL, "[SET]", N_ ("List the code tables, shipped and changed"), NULL, 0, 1,
    run_codes },
  { NULL },
};
