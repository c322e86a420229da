/* SPDX-License-Identifier: GPL-3.0-or-later */
/* package, peer: exchange between offices without a network. */
#include <glib/gi18n-lib.h>

#include "qz-actors.h"
#include "qz-command.h"
#include "qz-error.h"
#include "qz-packages.h"
#include "qz-passphrase.h"
#include "qz-peers.h"

/* ── packages ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_make (QzCli *cli, GError **error)
{
  QzPackageMake what = { .to = qz_cli_get_option (cli, "to"),
                         .output = qz_cli_get_option (cli, "output"),
                         .key_path = qz_cli_get_option (cli, "key") };
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  char *passphrase = book != NULL ? qz_cli_read_passphrase (error) : NULL;
  QzSheet *sheet = NULL;

  what.passphrase = passphrase;
  if (passphrase != NULL)
    sheet = qz_package_make (book, qz_cli_get_context (cli), &what, error);
  qz_passphrase_free (passphrase);
  return qz_cli_print_given (cli, sheet);
}

static gboolean
run_show (QzCli *cli, GError **error)
{
  const char *kind = qz_cli_get_argument (cli, 1);
  const char *key = qz_cli_get_argument (cli, 2);
  QzBook *book;

  if (kind != NULL && key == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "key-missing",
                    _("Say which item: its kind and its key, as “qz package show FILE” tells "
                      "them"));
      return FALSE;
    }
  book = qz_cli_open_book (cli, FALSE, error);
  return book != NULL
         && qz_cli_print_given (
             cli, kind == NULL ? qz_package_show (book, qz_cli_get_context (cli),
                                                  qz_cli_get_argument (cli, 0), error)
                               : qz_package_show_item (book, qz_cli_get_context (cli),
                                                       qz_cli_get_argument (cli, 0), kind, key,
                                                       error));
}

static gboolean
run_accept (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  return book != NULL
         && qz_cli_print_given (cli, qz_package_accept (book, qz_cli_get_context (cli),
                                                        qz_cli_get_argument (cli, 0), error));
}

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_package_list (book, error));
}

/* ── peers ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_peers (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);

  return book != NULL && qz_cli_print_given (cli, qz_peer_list (book, error));
}

static gboolean
run_add (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_peer_add (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0),
                       qz_cli_get_argument (cli, 1), qz_cli_get_option (cli, "fingerprint"),
                       error))
    return FALSE;
  qz_cli_print_done (cli, _("Packages of the office are taken with this key."));
  return TRUE;
}

static gboolean
run_remove (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL
      || !qz_peer_remove (book, qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), error))
    return FALSE;
  qz_cli_print_done (cli, _("Packages of the office are no longer taken."));
  return TRUE;
}

static QzSheet *
make_key (QzCli *cli, QzBook *book, const char *path, GError **error)
{
  char *passphrase = qz_cli_read_passphrase (error);
  QzSheet *sheet = NULL;

  if (passphrase != NULL)
    sheet = qz_peer_make_key (book, qz_cli_get_context (cli), path, passphrase, error);
  qz_passphrase_free (passphrase);
  return sheet;
}

static gboolean
run_key (QzCli *cli, GError **error)
{
  const gboolean is_new = qz_cli_has_flag (cli, "new");
  const QzContext *context = qz_cli_get_context (cli);
  const char *given = qz_cli_get_option (cli, "key");
  const char *output = qz_cli_get_option (cli, "output");
  QzBook *book = qz_cli_open_book (cli, is_new, error);
  g_autofree char *usual = NULL;
  QzSheet *sheet;

  if (book == NULL)
    return FALSE;
  usual = qz_peer_dup_key_path (qz_actor_get (book, context));
  if (given == NULL)
    given = usual;
  sheet = is_new ? make_key (cli, book, given, error) : NULL;
  if (is_new && sheet != NULL && output != NULL)
    {
      qz_sheet_unref (sheet);
      sheet = NULL;
    }
  if (!is_new || (output != NULL && *error == NULL))
    sheet = qz_peer_show_key (book, context, given, output, error);
  return qz_cli_print_given (cli, sheet);
}

/* ── the table ──────────────────────────────────────────────────────────────────────────────── */

#define KEY { "key", "FILE", N_ ("the private key, when it lies elsewhere than usual"), FALSE }

static const QzOption make_options[] = {
  { "to", "AGENCY", N_ ("the office that it is for"), TRUE },
  { "output", "FILE|DIR", N_ ("where the package is written"), TRUE },
  KEY,
  { NULL },
};
static const QzOption add_options[] = {
  { "fingerprint", "TEXT", N_ ("of the key, as the office reads it out"), TRUE },
  { NULL },
};
static const QzOption key_options[] = {
  { "new", NULL, N_ ("make a key, sealed with a passphrase"), FALSE },
  { "output", "FILE", N_ ("write the public key for other offices"), FALSE },
  KEY,
  { NULL },
};

const QzCommand qz_cmd_package[] = {
  { "package", "list", NULL, N_ ("List the packages to and from other offices"), NULL, 0, 0,
    run_list },
  { "package", "make", NULL, N_ ("Make a signed package for another office"), make_options, 0, 0,
    run_make },
  { "package", "show", "FILE [KIND KEY]", N_ ("Show what a package holds and who signed it"), NULL,
    1, 3, run_show },
  { "package", "accept", "FILE", N_ ("Take a package of another office in"), NULL, 1, 1,
    run_accept },
  { "peer", "list", NULL, N_ ("List the keys of other offices"), NULL, 0, 0, run_peers },
  { "peer", "add", "AGENCY FILE", N_ ("Take the key of another office"), add_options, 2, 2,
    run_add },
  { "peer", "remove", "AGENCY", N_ ("No longer take packages of an office"), NULL, 1, 1,
    run_remove },
  { "peer", "key", NULL, N_ ("Show or make the own key"), key_options, 0, 0, run_key },
  { NULL },
};
