/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-book-setup.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "qz-auth.h"
#include "qz-error.h"
#include "qz-file-guard.h"
#include "qz-imports.h"
#include "qz-passphrase.h"
#include "qz-roles.h"
#include "qz-users.h"

#define AREA_LENGTH 6

/* ── what is asked ──────────────────────────────────────────────────────────────────────────── */

static void
setup_user_free (gpointer data)
{
  QzSetupUser *user = data;

  g_free (user->name);
  g_free (user->full_name);
  qz_passphrase_free (user->passphrase);
  g_free (user);
}

QzBookSetup *
qz_book_setup_new (void)
{
  QzBookSetup *self = g_new0 (QzBookSetup, 1);

  self->policies = g_ptr_array_new_with_free_func (g_free);
  self->users = g_ptr_array_new_with_free_func (setup_user_free);
  return self;
}

void
qz_book_setup_free (QzBookSetup *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->agency);
  g_free (self->name);
  g_ptr_array_unref (self->policies);
  g_ptr_array_unref (self->users);
  g_free (self);
}

void
qz_book_setup_add_user (QzBookSetup *self, const char *name, const char *full_name, guint roles,
                        const char *passphrase)
{
  QzSetupUser *user = g_new0 (QzSetupUser, 1);

  user->name = g_strdup (name);
  user->full_name = g_strdup (full_name);
  user->roles = roles;
  user->passphrase = g_strdup (passphrase);
  g_ptr_array_add (self->users, user);
}

/* ── whether it can be ──────────────────────────────────────────────────────────────────────── */

static gboolean
refuse (GError **error, const char *field, const char *id, const char *message)
{
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s", message);
  qz_error_add_place (error, NULL, 0, 0, field);
  return FALSE;
}

/* GB/T 2260: the first two digits are the province; everything else is an area within it. */
static gboolean
is_area (const char *code)
{
  static const char *const provinces[] = {
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "66",
    "71", "81", "82", NULL,
  };
  g_autofree char *province = g_strndup (code, 2);

  return strlen (code) == AREA_LENGTH && strspn (code, "0123456789") == AREA_LENGTH
         && g_strv_contains (provinces, province);
}

static gboolean
check_path (const char *path, GError **error)
{
  g_autofree char *folder = NULL;

  if (path == NULL || !g_path_is_absolute (path))
    return refuse (error, "path", "path-missing",
                   _("Choose where the file of the book set is to lie"));
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse (error, "path", "file-exists",
                   _("There is a file of this name already; choose another name"));
  folder = g_path_get_dirname (path);
  if (g_file_test (folder, G_FILE_TEST_IS_DIR) && access (folder, W_OK) == 0)
    return TRUE;
  return refuse (error, "path", "folder",
                 _("The folder is not there, or nothing may be written into it"));
}

gboolean
qz_book_setup_check_place (const QzBookSetup *self, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (self->name != NULL ? self->name : ""));

  if (*name == '\0')
    return refuse (error, "name", "name-missing", _("The book set needs a name"));
  if (self->agency == NULL || !is_area (self->agency))
    return refuse (error, "agency", "agency-code",
                   _("The code of an agency has six digits and begins with those of its province, "
                      "for example 220200 for Jilin City"));
  return check_path (self->path, error);
}

gboolean
qz_book_setup_check_user (const QzSetupUser *user, GError **error)
{
  if (qz_user_check_name (user->name, error)
      && (user->roles != 0
          || refuse (error, user->name, "role-unknown", _("No role is given")))
      && qz_roles_check (user->roles, error)
      && (user->passphrase == NULL || qz_passphrase_check (user->passphrase, error)))
    return TRUE;
  qz_error_add_place (error, NULL, 0, 0, user->name);
  return FALSE;
}

gboolean
qz_book_setup_check_users (const QzBookSetup *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->users->len; i++)
    {
      const QzSetupUser *user = self->users->pdata[i];

      if (!qz_book_setup_check_user (user, error))
        return FALSE;
      if (!g_hash_table_add (seen, user->name))
        return refuse (error, user->name, "user-exists", _("Two users have the same name"));
    }
  if (self->users->len > 0
      && (((QzSetupUser *) self->users->pdata[0])->roles & QZ_ROLE_ADMINISTRATOR) != 0)
    return TRUE;
  return refuse (error, "users", "last-administrator",
                 _("The first user must be an administrator"));
}

/* ── making it ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_users (QzBook *book, const QzContext *context, const QzBookSetup *self, GError **error)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      const QzSetupUser *user = self->users->pdata[i];
      const char *full_name = user->full_name != NULL && *user->full_name != '\0' ? user->full_name
                                                                                   : user->name;

      if (!qz_book_put_user (book, context, user->name, full_name, user->roles, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
activate (QzBook *book, const QzContext *context, const QzBookSetup *self, GError **error)
{
  for (guint i = 0; i < self->policies->len; i++)
    {
      qz_progress_report (context->progress, _("Policies"), i, self->policies->len);
      if (!qz_policy_activate (book, context, self->policies->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Each for himself, and last: from then on he must sign in. */
static gboolean
set_passphrases (QzBook *book, const QzContext *context, const QzBookSetup *self, GError **error)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      const QzSetupUser *user = self->users->pdata[i];
      QzContext own = *context;

      own.user = user->name;
      if (user->passphrase != NULL
          && !qz_auth_set_passphrase (book, &own, user->name, user->passphrase, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct {
  const QzBookSetup *setup;
  const QzContext *context;
} Making;

static gboolean
make_at (const char *path, gpointer data, GError **error)
{
  const Making *making = data;
  const QzBookSetup *self = making->setup;
  const QzContext *context = making->context;
  const QzSetupUser *owner = self->users->pdata[0];
  QzContext as_owner = *context;
  g_autoptr (QzBook) book = NULL;

  as_owner.user = owner->name;
  if (!qz_check_cancelled (context->cancellable, error)
      || !qz_book_create (path, self->agency, self->name, owner->name, &context->clock, error))
    return FALSE;
  book = qz_book_open (path, TRUE, error);
  return book != NULL && add_users (book, &as_owner, self, error)
         && activate (book, &as_owner, self, error)
         && set_passphrases (book, &as_owner, self, error)
         && qz_check_cancelled (context->cancellable, error);
}

gboolean
qz_book_setup_run (const QzBookSetup *self, const QzContext *context, GError **error)
{
  return qz_book_setup_check_place (self, error) && qz_book_setup_check_users (self, error)
         && qz_file_make (self->path, make_at, &(Making) { self, context }, error);
}

/* ── the policies to choose from ────────────────────────────────────────────────────────────── */

static gboolean
applies (const char *areas, const char *agency)
{
  g_auto (GStrv) prefixes = g_strsplit (areas, " ", -1);

  for (guint i = 0; prefixes[i] != NULL; i++)
    if (*prefixes[i] != '\0' && g_str_has_prefix (agency, prefixes[i]))
      return TRUE;
  return FALSE;
}

static void
copy_cell (QzSheet *to, guint row, QzSheet *from, guint from_row, const char *name)
{
  const guint source = (guint) qz_sheet_find_column (from, name);
  const guint target = (guint) qz_sheet_find_column (to, name);

  if (qz_sheet_is_empty (from, from_row, source))
    return;
  if (qz_sheet_get_column_type (from, source) == QZ_VALUE_TEXT)
    qz_sheet_put_text (to, row, target, qz_sheet_get_text (from, from_row, source));
  else
    qz_sheet_put_number (to, row, target, qz_sheet_get_number (from, from_row, source));
}

QzSheet *
qz_book_setup_list_policies (const char *agency, QzDay today, GError **error)
{
  static const char *const names[] = { "id",         "title",    "issuer", "version",
                                       "valid_from", "valid_to", "paths" };
  g_autoptr (QzSheet) all = qz_policy_list (NULL, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("policies");

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const guint column = (guint) qz_sheet_find_column (all, names[i]);

      qz_sheet_add_column (sheet, names[i], qz_sheet_get_column_title (all, column),
                           qz_sheet_get_column_type (all, column));
    }
  qz_sheet_add_column (sheet, "in_force", _("In force"), QZ_VALUE_BOOL);
  for (guint row = 0; row < qz_sheet_get_n_rows (all); row++)
    {
      const guint from = (guint) qz_sheet_find_column (all, "valid_from");
      const guint to = (guint) qz_sheet_find_column (all, "valid_to");
      guint added;

      if (!applies (qz_sheet_get_text (all, row, (guint) qz_sheet_find_column (all, "areas")),
                    agency))
        continue;
      added = qz_sheet_add_row (sheet);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        copy_cell (sheet, added, all, row, names[i]);
      qz_sheet_put_number (sheet, added, G_N_ELEMENTS (names),
                           qz_sheet_get_number (all, row, from) <= today
                               && (qz_sheet_is_empty (all, row, to)
                                   || today <= qz_sheet_get_number (all, row, to)));
    }
  return g_steal_pointer (&sheet);
}
