/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-command.h"
#include "qz-error.h"

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
  if (!qz_cli_has_flag (cli, "active") || !qz_cli_has_flag (cli, "inactive"))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "option-conflict",
                _("--active and --inactive exclude each other"));
  return FALSE;
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
  if (roles == NULL)
    roles = qz_sheet_get_text (users, row, 2);
  active = (active || qz_cli_has_flag (cli, "active")) && !qz_cli_has_flag (cli, "inactive");
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

static gboolean
run_roles (QzCli *cli, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("roles");
  g_autofree char *all = qz_role_to_text (~0u);
  g_auto (GStrv) names = g_strsplit (all, ",", -1);
  const char *const whats[] = {
    _("makes documents and imports files"),
    _("reviews what others made"),
    _("approves what others reviewed"),
    _("pays through the bank, posts and closes months"),
    _("reads everything"),
    _("reads everything and checks"),
    _("keeps users, registries and policies"),
  };

  qz_sheet_add_column (sheet, "role", _("Role"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What it does"), QZ_VALUE_TEXT);
  g_assert (g_strv_length (names) == G_N_ELEMENTS (whats));
  for (guint i = 0; names[i] != NULL; i++)
    {
      guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, names[i]);
      qz_sheet_put_text (sheet, row, 1, whats[i]);
    }
  qz_cli_print_sheet (cli, sheet);
  return TRUE;
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
  { "roles", "ROLES", N_ ("Comma list, e.g. maker,finance; see “qz user roles”"), TRUE },
  { "full-name", "NAME", N_ ("The name that is printed on documents") },
  { NULL },
};
static const QzOption change_options[] = {
  { "roles", "ROLES", N_ ("The new roles, all of them") },
  { "full-name", "NAME", N_ ("The name that is printed on documents") },
  { "active", NULL, N_ ("The user may act again") },
  { "inactive", NULL, N_ ("The user may no longer act") },
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
  { "user", "roles", NULL, N_ ("What the roles are"), NULL, 0, 0, run_roles },
  { NULL },
};

const QzCommand qz_cmd_log[] = {
  { "log", NULL, NULL, N_ ("The acts on the book set, newest first"), log_options, 0, 0, run_log },
  { NULL },
};
