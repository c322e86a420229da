/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-command.h"
#include "qz-error.h"

/* With --dry-run a new file is made beside its place and taken away again. */
static char *
dup_target (QzCli *cli, const char *path, GError **error)
{
  if (!qz_cli_get_context (cli)->dry_run)
    return g_strdup (path);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strconcat (path, ".dry-run", NULL);
  qz_error_set (error, QZ_ERROR_STORE, "file-exists", _("%s exists already; choose another name"),
                path);
  return NULL;
}

static void
remove_trial (QzCli *cli, const char *target)
{
  if (qz_cli_get_context (cli)->dry_run && g_unlink (target) != 0)
    qz_cli_print_note (cli, _("A file that was made for the trial could not be removed"));
}

static gboolean
create (QzCli *cli, const char *path, const char *owner, GError **error)
{
  const char *name = qz_cli_get_option (cli, "name");
  g_autofree char *target = dup_target (cli, path, error);

  if (target == NULL
      || !qz_book_create (target, qz_cli_get_option (cli, "agency"), name != NULL ? name : "",
                          owner, &qz_cli_get_context (cli)->clock, error))
    return FALSE;
  remove_trial (cli, target);
  return TRUE;
}

static gboolean
run_create (QzCli *cli, GError **error)
{
  const char *path = qz_cli_get_argument (cli, 0);
  const char *owner = qz_cli_get_option (cli, "owner");
  g_autofree char *message = NULL;

  if (path == NULL && (path = qz_cli_get_book_path (cli, error)) == NULL)
    return FALSE;
  if (owner == NULL)
    owner = qz_cli_get_context (cli)->user;
  if (owner == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "owner-missing",
                    _("Say who the first user is, with --owner or --as"));
      return FALSE;
    }
  if (!create (cli, path, owner, error))
    return FALSE;
  message = g_strdup_printf (_("%s was created; its administrator is %s"), path, owner);
  qz_cli_print_done (cli, message);
  return TRUE;
}

static gboolean
run_info (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet = book != NULL ? qz_book_dup_info (book, error) : NULL;

  if (sheet == NULL)
    return FALSE;
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

static gboolean
run_verify (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet = NULL;
  gboolean ok = FALSE;

  if (book == NULL)
    return FALSE;
  sheet = qz_book_verify (book, qz_cli_get_context (cli), &ok, error);
  if (sheet == NULL)
    return FALSE;
  qz_cli_print_sheet (cli, sheet);
  if (!ok)
    qz_cli_set_failed (cli);
  return TRUE;
}

static gboolean
run_backup (QzCli *cli, GError **error)
{
  const char *path = qz_cli_get_argument (cli, 0);
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autofree char *target = book != NULL ? dup_target (cli, path, error) : NULL;
  g_autofree char *message = NULL;
  gboolean whole = FALSE;

  if (target == NULL || !qz_book_backup (book, qz_cli_get_context (cli), target, &whole, error))
    return FALSE;
  remove_trial (cli, target);
  message = g_strdup_printf (_("The book set was copied to %s"), path);
  qz_cli_print_done (cli, message);
  if (!whole)
    {
      qz_cli_print_note (cli, _("The book set is not whole, so this copy cannot be restored; see "
                                "what is wrong with “qz book verify”"));
      qz_cli_set_failed (cli);
    }
  return TRUE;
}

static gboolean
run_restore (QzCli *cli, GError **error)
{
  const char *path = qz_cli_get_argument (cli, 1);
  g_autofree char *target = dup_target (cli, path, error);
  g_autofree char *message = NULL;

  if (target == NULL
      || !qz_book_restore (qz_cli_get_context (cli), qz_cli_get_argument (cli, 0), target, error))
    return FALSE;
  remove_trial (cli, target);
  message = g_strdup_printf (_("The backup was restored as %s"), path);
  qz_cli_print_done (cli, message);
  return TRUE;
}

static gboolean
run_migrate (QzCli *cli, GError **error)
{
  const char *path = qz_cli_get_argument (cli, 0);
  g_autofree char *backup = NULL;
  g_autofree char *message = NULL;

  if (path == NULL && (path = qz_cli_get_book_path (cli, error)) == NULL)
    return FALSE;
  if (!qz_book_migrate (path, qz_cli_get_context (cli)->dry_run,
                        qz_cli_get_context (cli)->cancellable, &backup, error))
    return FALSE;
  message =
      backup != NULL
          ? g_strdup_printf (
                _("%s is up to date; as it was before, it is kept in %s"), path, backup)
          : g_strdup_printf (_("%s is up to date already"), path);
  qz_cli_print_done (cli, message);
  return TRUE;
}

static gboolean
run_set (QzCli *cli, GError **error)
{
  const char *key = qz_cli_get_argument (cli, 0);
  const char *value = qz_cli_get_argument (cli, 1);
  g_autofree char *message = g_strdup_printf ("%s: %s", key, value);
  QzBook *book = qz_cli_open_book (cli, TRUE, error);

  if (book == NULL || !qz_book_set (book, qz_cli_get_context (cli), key, value, error))
    return FALSE;
  qz_cli_print_done (cli, message);
  return TRUE;
}

static const QzOption create_options[] = {
  { "agency", "CODE", N_ ("Code of the agency that keeps the book set, e.g. 220200"), TRUE },
  { "name", "NAME", N_ ("Name of the book set, for people") },
  { "owner", "USER", N_ ("The first user, who becomes administrator (default: --as)") },
  { NULL },
};

const QzCommand qz_cmd_book[] = {
  { "book", "create", "[FILE]", N_ ("Make a new book set"), create_options, 0, 1, run_create },
  { "book", "info", NULL, N_ ("What is in the book set"), NULL, 0, 0, run_info },
  { "book", "verify", NULL, N_ ("Prove the whole book set: chain, rows, sums, numbers"), NULL, 0, 0,
    run_verify },
  { "book", "backup", "FILE", N_ ("Copy the book set to a new file"), NULL, 1, 1, run_backup },
  { "book", "restore", "BACKUP FILE", N_ ("Copy a whole backup to a new file"), NULL, 2, 2,
    run_restore },
  { "book", "migrate", "[FILE]", N_ ("Bring a book set of an older version up to date"), NULL, 0, 1,
    run_migrate },
  { "book", "set", "SETTING VALUE",
    N_ ("Set a parameter: forbid-now yes|no (no other business time than the wall’s), "
        "training-date DAY (forward, in the sample city)"),
    NULL, 2, 2, run_set },
  { NULL },
};
