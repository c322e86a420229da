/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-users.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-auth.h"
#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-error.h"
#include "qz-roles.h"
#include "qz-secret-repo.h"
#include "qz-skeleton.h"

#define MAX_NAME_LENGTH      40
#define MAX_FULL_NAME_LENGTH 100

/* What cannot be seen would make two names of people look like one. */
#define HIDDEN                                                                                     \
  (1u << G_UNICODE_CONTROL | 1u << G_UNICODE_FORMAT | 1u << G_UNICODE_UNASSIGNED                   \
   | 1u << G_UNICODE_PRIVATE_USE | 1u << G_UNICODE_SURROGATE | 1u << G_UNICODE_LINE_SEPARATOR      \
   | 1u << G_UNICODE_PARAGRAPH_SEPARATOR)

static gboolean
is_visible (gunichar letter)
{
  return (1u << g_unichar_type (letter) & HIDDEN) == 0;
}

static gboolean
is_good_text (const char *text, glong max_length, const char *forbidden, gboolean spaces)
{
  const glong length = g_utf8_validate (text, -1, NULL) ? g_utf8_strlen (text, -1) : 0;
  gboolean good = length > 0 && length <= max_length;

  for (const char *c = text; good && *c != '\0'; c = g_utf8_next_char (c))
    {
      const gunichar letter = g_utf8_get_char (c);

      good = is_visible (letter) && (spaces || !g_unichar_isspace (letter))
             && (letter >= 0x80 || strchr (forbidden, (int) letter) == NULL);
    }
  return good;
}

gboolean
qz_user_check_name (const char *name, GError **error)
{
  const gboolean has_bad = !is_good_text (name, MAX_NAME_LENGTH, ",/\"'\\", FALSE);

  if (has_bad)
    qz_error_set (error, QZ_ERROR_INPUT, "user-name",
                  _("“%s” cannot be a user's name: use 1 to %d letters or digits"), name,
                  MAX_NAME_LENGTH);
  return !has_bad;
}

/* ── who may ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_record (const QzUserRecord *user, const char *name, guint roles, GError **error)
{
  g_autofree char *wanted = NULL;
  g_autofree char *own = NULL;
  guint has;

  if (user == NULL || !user->active)
    {
      qz_error_set (error, QZ_ERROR_PERMISSION, user == NULL ? "user-unknown" : "user-inactive",
                    user == NULL ? _("The book set has no user “%s”; see “qz user list”")
                                 : _("The user “%s” is no longer active"),
                    name);
      return FALSE;
    }
  if (roles == 0)
    return TRUE;
  has = qz_role_from_text (user->roles, error);
  if (has == 0)
    return FALSE;
  if ((has & roles) != 0)
    return TRUE;
  wanted = qz_role_dup_names (roles);
  own = qz_role_dup_names (has);
  qz_error_set (error, QZ_ERROR_PERMISSION, "role-missing",
                _("%s may not do this: it needs the role %s, and %s has %s"), user->full_name,
                wanted,
                user->full_name, own);
  return FALSE;
}

gboolean
qz_book_check_role (QzBook *self, const QzContext *context, guint roles, GError **error)
{
  g_autoptr (QzUserRecord) user = NULL;

  if (context->user == NULL)
    {
      qz_error_set (error, QZ_ERROR_PERMISSION, "user-missing",
                    _("This needs an acting user (--as or QZ_USER)"));
      return FALSE;
    }
  return qz_book_repo_get_user (self->store, context->user, &user, error)
         && check_record (user, context->user, roles, error)
         && qz_auth_check (self, context->user, error)
         && qz_book_check_clock (self, &context->clock, error);
}

/* ── changing them ──────────────────────────────────────────────────────────────────────────── */

/* Without an administrator nobody could ever make one again. */
static gboolean
check_administrator_left (QzBook *self, const char *name, guint roles, gboolean active,
                          GError **error)
{
  gint64 n_others = 0;

  if (active && (roles & QZ_ROLE_ADMINISTRATOR) != 0)
    return TRUE;
  if (!qz_book_repo_count_users (self->store, "administrator", name, &n_others, error))
    return FALSE;
  if (n_others > 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "last-administrator",
                _("%s is the last administrator; make another one first"), name);
  return FALSE;
}

static gboolean
check_unlike (QzBook *self, const char *name, GError **error)
{
  g_autoptr (QzSheet) users = qz_book_list_users (self, error);
  g_autofree char *look = qz_skeleton_dup (name);

  for (guint row = 0; users != NULL && row < qz_sheet_get_n_rows (users); row++)
    {
      const char *other = qz_sheet_get_text (users, row, 0);
      g_autofree char *other_look = qz_skeleton_dup (other);

      if (!g_str_equal (look, other_look))
        continue;
      qz_error_set (error, QZ_ERROR_REFUSED, "user-alike",
                    _("“%s” looks like the user “%s”; give the new one a name that people can tell "
                      "from it"),
                    name, other);
      return FALSE;
    }
  return users != NULL;
}

/* What a user was called before may stay. */
static gboolean
check_names (QzBook *self, const char *name, const char *full_name, GError **error)
{
  g_autoptr (QzUserRecord) user = NULL;

  if (!qz_book_repo_get_user (self->store, name, &user, error))
    return FALSE;
  if (user == NULL && (!qz_user_check_name (name, error) || !check_unlike (self, name, error)))
    return FALSE;
  if ((user != NULL && g_str_equal (user->full_name, full_name))
      || is_good_text (full_name, MAX_FULL_NAME_LENGTH, "", TRUE))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "user-full-name",
                _("The name that is printed on documents is one line of 1 to %d characters"),
                MAX_FULL_NAME_LENGTH);
  return FALSE;
}

static gboolean
write_user (QzBook *self, QzAct *act, const QzUserRecord *user, guint roles, GError **error)
{
  qz_act_set_detail (act, user->name);
  return check_administrator_left (self, user->name, roles, user->active, error)
         && qz_book_repo_put_user (act, user, error);
}

gboolean
qz_book_put_user (QzBook *self, const QzContext *context, const char *name, const char *full_name,
                  guint roles, gboolean active, GError **error)
{
  g_autofree char *role_text = qz_role_to_text (roles);
  QzUserRecord user = {
    .name = (char *) name, .full_name = (char *) full_name, .roles = role_text, .active = active
  };
  g_autoptr (QzAct) act = NULL;

  if (!check_names (self, name, full_name, error))
    return FALSE;
  if (role_text[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_INPUT, "role-unknown", _("No role is given"));
      return FALSE;
    }
  /* A person leaves as he is: what is refused to others now may be what he had. */
  if (active && !qz_roles_check (roles, error))
    return FALSE;
  act = qz_book_begin_act (self, context, "user change",
                           qz_right_get_roles (QZ_RIGHT_CHANGE_USERS), error);
  return act != NULL && write_user (self, act, &user, roles, error)
         && qz_book_end_act (self, context, g_steal_pointer (&act), error);
}

static gboolean
find_user (QzBook *book, const char *name, QzUserRecord **out, GError **error)
{
  if (!qz_book_repo_get_user (book->store, name, out, error))
    return FALSE;
  if (*out != NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "user-unknown",
                _("The book set has no user “%s”; see “qz user list”"), name);
  return FALSE;
}

static gboolean
write_active (QzBook *book, QzAct *act, QzUserRecord *user, const char *reason, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s: %s", user->name, reason);
  const guint roles = qz_role_from_text (user->roles, error);

  if (roles == 0 || (user->active && !qz_roles_check (roles, error))
      || !write_user (book, act, user, roles, error))
    return FALSE;
  qz_act_set_detail (act, detail);
  return TRUE;
}

gboolean
qz_user_set_active (QzBook *book, const QzContext *context, const char *name, gboolean active,
                    const char *reason, GError **error)
{
  g_autofree char *why = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autoptr (QzUserRecord) user = NULL;
  g_autoptr (QzAct) act = NULL;

  if (*why == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("This needs a reason (--reason)"));
      return FALSE;
    }
  act = qz_book_begin_act (book, context, active ? "user activate" : "user deactivate",
                           qz_right_get_roles (QZ_RIGHT_CHANGE_USERS), error);
  if (act == NULL || !find_user (book, name, &user, error))
    return FALSE;
  user->active = active;
  return write_active (book, act, user, why, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

/* ── showing them ───────────────────────────────────────────────────────────────────────────── */

/* The lines of the table of rights that one of @roles gives. */
static void
add_rights (QzSheet *sheet, guint roles)
{
  g_autoptr (QzSheet) rights = qz_roles_list_rights ();

  qz_sheet_add_column (sheet, "group", _("Field of work"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "act", _("May do"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint right = 0; right < QZ_N_RIGHTS; right++)
    if ((qz_right_get_roles ((QzRight) right) & roles) != 0)
      {
        const guint row = qz_sheet_add_row (sheet);

        for (guint column = 0; column < 3; column++)
          qz_sheet_put_text (sheet, row, column, qz_sheet_get_text (rights, right, column));
      }
}

QzSheet *
qz_user_show (QzBook *book, const char *name, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("user");
  g_autoptr (QzUserRecord) user = NULL;
  gboolean has = FALSE;
  guint roles;

  if (!find_user (book, name, &user, error) || !qz_auth_has_passphrase (book, name, &has, error))
    return NULL;
  roles = qz_role_from_text (user->roles, error);
  if (roles == 0)
    return NULL;
  qz_sheet_set_text (sheet, "name", _("User"), user->name);
  qz_sheet_set_text (sheet, "full_name", _("Full name"), user->full_name);
  qz_sheet_set_text (sheet, "roles", _("Roles"), user->roles);
  qz_sheet_set_number (sheet, "active", _("Active"), QZ_VALUE_BOOL, user->active);
  qz_sheet_set_number (sheet, "passphrase", _("Passphrase"), QZ_VALUE_BOOL, has);
  add_rights (sheet, user->active ? roles : 0);
  return g_steal_pointer (&sheet);
}

/* @sheet: with its columns, the last of them yet empty. */
static void
put_secrets (QzSheet *sheet, GPtrArray *names)
{
  const guint column = (guint) qz_sheet_find_column (sheet, "passphrase");

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    qz_sheet_put_number (sheet, row, column,
                         g_ptr_array_find_with_equal_func (
                             names, qz_sheet_get_text (sheet, row, 0), g_str_equal, NULL));
}

QzSheet *
qz_book_list_users (QzBook *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("users");
  g_autoptr (GPtrArray) secrets = qz_secret_repo_list (self->store, error);

  qz_sheet_add_column (sheet, "name", _("User"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "full_name", _("Full name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "roles", _("Roles"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "active", _("Active"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "passphrase", _("Passphrase"), QZ_VALUE_BOOL);
  if (secrets == NULL || !qz_book_repo_fill_users (self->store, sheet, error))
    return NULL;
  put_secrets (sheet, secrets);
  return g_steal_pointer (&sheet);
}
