/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-auth.h"
#include "qz-command.h"
#include "qz-error.h"
#include "qz-passphrase.h"
#include "qz-roles.h"
#include "qz-users.h"

static gboolean
run_list (QzCli *cli, GError **error)
{
  QzBook *book = qz_cli_open_book (cli, FALSE, error);
  g_autoptr (QzSheet) sheet = book != NULL ? qz_book_list_users (book, error) : NULL;

  if (sheet == NULL)
    return FALSE;
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

static int
find_user (QzSheet *users, const char *name)
{
  int column = qz_sheet_find_column (users, "name");

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    if (g_strcmp0 (qz_sheet_get_text (users, row, (guint) column), name) == 0)
      return (int) row;
  return -1;
}

static gboolean
put_user (QzCli *cli, QzBook *book, const char *full_name, guint roles, gboolean active,
          GError **error)
{
  const char *name = qz_cli_get_argument (cli, 0);
  g_autofree char *role_text = qz_role_to_text (roles);
  g_autofree char *message = NULL;

  if (!qz_book_put_user (book, qz_cli_get_context (cli), name, full_name, roles, active, error))
    return FALSE;
  message = active ? g_strdup_printf (_("%s (%s): %s"), name, full_name, role_text)
                   : g_strdup_printf (_("%s (%s) is no longer active"), name, full_name);
  qz_cli_print_done (cli, message);
  return TRUE;
}

static gboolean
run_add (QzCli *cli, GError **error)
{
  const char *name = qz_cli_get_argument (cli, 0);
  const char *full_name = qz_cli_get_option (cli, "full-name");
  guint roles = qz_role_from_text (qz_cli_get_option (cli, "roles"), error);
  QzBook *book = roles != 0 ? qz_cli_open_book (cli, TRUE, error) : NULL;
  g_autoptr (QzSheet) users = book != NULL ? qz_book_list_users (book, error) : NULL;

  if (users == NULL)
    return FALSE;
  if (find_user (users, name) >= 0)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "user-exists",
                    _("There is a user “%s” already; use “qz user change”"), name);
      return FALSE;
    }
  return put_user (cli, book, full_name != NULL ? full_name : name, roles, TRUE, error);
}

static gboolean
check_activity (QzCli *cli, GError **error)
{
  const gboolean active = qz_cli_has_flag (cli, "active");
  const gboolean inactive = qz_cli_has_flag (cli, "inactive");
  const gboolean others =
      qz_cli_get_option (cli, "roles") != NULL || qz_cli_get_option (cli, "full-name") != NULL;

  if (active && inactive)
    qz_error_set (error, QZ_ERROR_USAGE, "option-conflict",
                  _("--active and --inactive exclude each other"));
  else if (inactive && others)
    qz_error_set (error, QZ_ERROR_USAGE, "option-conflict",
                  _("--inactive stands alone; change roles and name before"));
  else if (inactive && qz_cli_get_option (cli, "reason") == NULL)
    qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("This needs a reason (--reason)"));
  else
    return TRUE;
  return FALSE;
}

/* The reason stands in the change log. */
static gboolean
deactivate (QzCli *cli, QzBook *book, const char *full_name, GError **error)
{
  const char *name = qz_cli_get_argument (cli, 0);
  g_autofree char *message = g_strdup_printf (_("%s (%s) is no longer active"), name, full_name);

  if (!qz_user_set_active (book, qz_cli_get_context (cli), name, FALSE,
                           qz_cli_get_option (cli, "reason"), error))
    return FALSE;
  qz_cli_print_done (cli, message);
  return TRUE;
}

/* What is not given stays as it is. */
static gboolean
change_user (QzCli *cli, QzBook *book, QzSheet *users, guint row, GError **error)
{
  const char *full_name = qz_cli_get_option (cli, "full-name");
  const char *roles = qz_cli_get_option (cli, "roles");
  gboolean active = qz_sheet_get_number (users, row, 3) != 0;
  guint role_bits;

  if (full_name == NULL)
    full_name = qz_sheet_get_text (users, row, 1);
  if (qz_cli_has_flag (cli, "inactive"))
    return deactivate (cli, book, full_name, error);
  if (roles == NULL)
    roles = qz_sheet_get_text (users, row, 2);
  active = active || qz_cli_has_flag (cli, "active");
  role_bits = qz_role_from_text (roles, error);
  return role_bits != 0 && put_user (cli, book, full_name, role_bits, active, error);
}

static gboolean
run_change (QzCli *cli, GError **error)
{
  const char *name = qz_cli_get_argument (cli, 0);
  g_autoptr (QzSheet) users = NULL;
  QzBook *book;
  int row;

  if (!check_activity (cli, error) || (book = qz_cli_open_book (cli, TRUE, error)) == NULL
      || (users = qz_book_list_users (book, error)) == NULL)
    return FALSE;
  row = find_user (users, name);
  if (row < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "user-unknown",
                    _("The book set has no user “%s”; see “qz user list”"), name);
      return FALSE;
    }
  return change_user (cli, book, users, (guint) row, error);
}

/* The new one is the second line, also where no first one is needed. */
static gboolean
set_passphrase (QzCli *cli, QzBook *book, GError **error)
{
  const QzContext *context = qz_cli_get_context (cli);
  const char *name = qz_cli_get_argument (cli, 0);
  g_autoptr (GError) ignored = NULL;
  gboolean has = FALSE;
  gboolean done;
  char *passphrase;

  if (!qz_book_check_role (book, context, 0, error)
      || !qz_auth_has_passphrase (book, context->user, &has, error))
    return FALSE;
  if (!has)
    qz_passphrase_free (qz_cli_read_passphrase (&ignored));
  passphrase = qz_cli_read_passphrase (error);
  done = passphrase != NULL && qz_auth_set_passphrase (book, context, name, passphrase, error);
  qz_passphrase_free (passphrase);
  return done;
}

static gboolean
run_passphrase (QzCli *cli, GError **error)
{
  const char *name = qz_cli_get_argument (cli, 0);
  const gboolean removes = qz_cli_has_flag (cli, "remove");
  QzBook *book = qz_cli_open_book (cli, TRUE, error);
  g_autofree char *message = NULL;

  if (book == NULL)
    return FALSE;
  if (removes ? !qz_auth_set_passphrase (book, qz_cli_get_context (cli), name, NULL, error)
              : !set_passphrase (cli, book, error))
    return FALSE;
  message = g_strdup_printf (removes ? _("%s has no passphrase any more")
                                     : _("%s has a new passphrase"),
                             name);
  qz_cli_print_done (cli, message);
  return TRUE;
}

static gboolean
run_roles (QzCli *cli, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("roles");

  qz_sheet_add_column (sheet, "role", _("Role"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What it does"), QZ_VALUE_TEXT);
  for (const guint *role = qz_roles_get_all (); *role != 0; role++)
    {
      g_autofree char *name = qz_role_to_text (*role);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, name);
      qz_sheet_put_text (sheet, row, 1, qz_role_get_summary (*role));
    }
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

static gboolean
run_rights (QzCli *cli, GError **error)
{
  return qz_cli_print_given (cli, qz_cli_has_flag (cli, "exclusions") ? qz_roles_list_exclusions ()
                                                                      : qz_roles_list_rights ());
}

static gboolean
run_log (QzCli *cli, GError **error)
{
  guint limit = 50;
  QzBook *book;
  g_autoptr (QzSheet) sheet = NULL;

  if (!qz_cli_get_count (cli, "limit", &limit, error)
      || (book = qz_cli_open_book (cli, FALSE, error)) == NULL)
    return FALSE;
  sheet = qz_book_list_log (book, qz_cli_has_flag (cli, "all") ? 0 : limit, error);
  if (sheet == NULL)
    return FALSE;
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
}

static const QzOption add_options[] = {
  { "roles", "ROLES", N_ ("Comma list, e.g. maker,reviewer; see “qz user roles”"), TRUE },
  { "full-name", "NAME", N_ ("The name that is printed on documents") },
  { NULL },
};
static const QzOption change_options[] = {
  { "roles", "ROLES", N_ ("The new roles, all of them") },
  { "full-name", "NAME", N_ ("The name that is printed on documents") },
  { "active", NULL, N_ ("The user may act again") },
  { "inactive", NULL, N_ ("The user may no longer act; needs --reason") },
  { "reason", "TEXT", N_ ("Why the user may no longer act; kept in the log") },
  { NULL },
};
static const QzOption passphrase_options[] = {
  { "remove", NULL, N_ ("Take the passphrase away (administrators only)") },
  { NULL },
};
static const QzOption rights_options[] = {
  { "exclusions", NULL, N_ ("The pairs of roles that one person may not have") },
  { NULL },
};
static const QzOption log_options[] = {
  { "limit", "NUMBER", N_ ("How many of the last acts (default: 50)") },
  { "all", NULL, N_ ("All acts") },
  { NULL },
};

const QzCommand qz_cmd_user[] = {
  { "user", "list", NULL, N_ ("Who may do what"), NULL, 0, 0, run_list },
  { "user", "add", "NAME", N_ ("Add a user"), add_options, 1, 1, run_add },
  { "user", "change", "NAME", N_ ("Change a user's roles, name or activity"), change_options, 1, 1,
    run_change },
  { "user", "passphrase", "NAME", N_ ("Set or take away a user's passphrase"), passphrase_options,
    1, 1, run_passphrase },
  { "user", "rights", NULL, N_ ("Which role may do which act"), rights_options, 0, 0, run_rights },
  { "user", "roles", NULL, N_ ("What the roles are"), NULL, 0, 0, run_roles },
  { NULL },
};

const QzCommand qz_cmd_log[] = {
  { "log", NULL, NULL, N_ ("The acts on the book set, newest first"), log_options, 0, 0, run_log },
  { NULL },
};
