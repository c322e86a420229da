/* SPDX-License-Identifier: GPL-3.0-or-later */
/* actor: who a book set acts for beside its own agency. */
#include <glib/gi18n-lib.h>

#include "qz-actors.h"
#include "qz-command.h"

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_actors_list (book, error));
}

static gboolean
put (QzCli *cli, gboolean active, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  for (guint i = 0; book != NULL && i < qz_cli_get_n_arguments (cli); i++)
    if (!qz_actors_put (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, i), active,
                        error))
      return FALSE;
  return book != NULL;
}

static gboolean
run_add (QzCli *cli, GError **error)
{
  if (!put (cli, TRUE, error))
    return FALSE;
  qz_cli_print_done (cli, _("The book set acts for the agency."));
  return TRUE;
}

static gboolean
run_remove (QzCli *cli, GError **error)
{
  if (!put (cli, FALSE, error))
    return FALSE;
  qz_cli_print_done (cli, _("The book set no longer acts for the agency."));
  return TRUE;
}

static gboolean
run_limit (QzCli *cli, GError **error)
{
  const char *const *words = qz_cli_get_arguments (cli);
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_actors_limit_user (book, qz_cli_get_context (cli), words[0], words + 1, error))
    return FALSE;
  qz_cli_print_done (cli, words[1] == NULL ? _("The user acts for all that the book set acts for.")
                                           : _("The user acts for these agencies alone."));
  return TRUE;
}

const QzCommand qz_cmd_actor[] = {
  { "actor", "list", NULL, N_ ("List the agencies that the book set acts for"), NULL, 0, 0,
    run_list },
  { "actor", "add", "AGENCY…", N_ ("Let the book set act for agencies"), NULL, 1, QZ_ANY_NUMBER,
    run_add },
  { "actor", "remove", "AGENCY…", N_ ("Let the book set no longer act for agencies"), NULL, 1,
    QZ_ANY_NUMBER, run_remove },
  { "actor", "limit", "USER [AGENCY…]", N_ ("Say for which agencies a user may act; none: all"),
    NULL, 1, QZ_ANY_NUMBER, run_limit },
  { NULL },
};
