/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-user-pages.h"

#include <glib/gi18n-lib.h>

#include "qz-message.h"
#include "qz-passphrase-dialog.h"
#include "qz-reason-dialog.h"
#include "qz-record-page.h"
#include "qz-roles.h"
#include "qz-user-dialog.h"
#include "qz-users.h"

#define SECTION     N_ ("Master data")
#define SESSION_KEY "qz-users-session"

/* ── one user ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_user (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_user_show (book, input, error);
}

static gboolean
is_active (QzSheet *sheet)
{
  return qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, "active")) != 0;
}

static gboolean
is_inactive (QzSheet *sheet)
{
  return !is_active (sheet);
}

static const char *const right_filters[] = { "group", NULL };

static const QzRecordSpec user_record = {
  N_ ("User"),
  { NULL, load_user, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, "act", NULL, NULL, FALSE },
  NULL,
  { { "win.edit-user", N_ ("Change…"), is_active, FALSE },
    { "win.user-passphrase", N_ ("Passphrase…"), is_active, FALSE },
    { "win.deactivate-user", N_ ("Deactivate…"), is_active, FALSE },
    { "win.activate-user", N_ ("Activate…"), is_inactive, FALSE } },
  "users",
  .lines = { "user-rights", right_filters },
};

static AdwNavigationPage *
open_user (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_record_page_new (session, &user_record, qz_sheet_get_text (sheet, row, 0));
}

/* ── all of them ─────────────────────────────────────────────────────────────────────────────── */

/* The list with words in place of yes and no, which say nothing without the title above them. */
static gpointer
load_users (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) users = qz_book_list_users (book, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("users");
  const guint active = users != NULL ? (guint) qz_sheet_find_column (users, "active") : 0;
  const guint secret = users != NULL ? (guint) qz_sheet_find_column (users, "passphrase") : 0;

  for (guint column = 0; users != NULL && column < qz_sheet_get_n_columns (users); column++)
    qz_sheet_add_column (sheet, qz_sheet_get_column_name (users, column),
                         qz_sheet_get_column_title (users, column), QZ_VALUE_TEXT);
  for (guint row = 0; users != NULL && row < qz_sheet_get_n_rows (users); row++)
    {
      qz_sheet_add_row (sheet);
      for (guint column = 0; column < active; column++)
        qz_sheet_put_text (sheet, row, column, qz_sheet_get_text (users, row, column));
      qz_sheet_put_text (sheet, row, active,
                         qz_sheet_get_number (users, row, active) != 0 ? _("Active")
                                                                       : _("No longer active"));
      qz_sheet_put_text (sheet, row, secret,
                         qz_sheet_get_number (users, row, secret) != 0 ? _("Has a passphrase")
                                                                       : "");
    }
  return users != NULL ? g_steal_pointer (&sheet) : NULL;
}

static const char *const user_filters[] = { "roles", "active", NULL };

const QzPageSpec qz_users_page = {
  .id = "users",
  .section = SECTION,
  .title = N_ ("Users"),
  .icon = "system-users-symbolic",
  .load = { NULL, load_users, FALSE, NULL, (GDestroyNotify) qz_sheet_unref },
  .layout = { .link = "name", .title = "full_name" },
  .filters = user_filters,
  .empty_title = N_ ("No Users"),
  .empty_text =
      N_ ("Here stand the people who work on this book set and what each of them may do."),
  .action = "win.edit-user::",
  .action_label = N_ ("New User…"),
  .open = open_user,
};

/* ── who may do what ─────────────────────────────────────────────────────────────────────────── */

/* The table of rights with the name of the role where it may, which also reads well in one line,
 * and nothing where it may not. */
static gpointer
load_rights (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) rights = qz_roles_list_rights ();
  QzSheet *sheet = qz_sheet_new ("rights");

  for (guint column = 0; column < qz_sheet_get_n_columns (rights); column++)
    qz_sheet_add_column (sheet, qz_sheet_get_column_name (rights, column),
                         qz_sheet_get_column_title (rights, column), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (rights); row++)
    {
      qz_sheet_add_row (sheet);
      for (guint column = 0; column < qz_sheet_get_n_columns (rights); column++)
        if (qz_sheet_get_column_type (rights, column) == QZ_VALUE_TEXT)
          qz_sheet_put_text (sheet, row, column, qz_sheet_get_text (rights, row, column));
        else
          qz_sheet_put_text (sheet, row, column,
                             qz_sheet_get_number (rights, row, column) != 0
                                 ? qz_sheet_get_column_title (rights, column)
                                 : "");
    }
  return sheet;
}

const QzPageSpec qz_rights_page = {
  .id = "rights",
  .section = SECTION,
  .title = N_ ("Rights of the Roles"),
  .icon = "security-high-symbolic",
  .load = { NULL, load_rights, FALSE, NULL, (GDestroyNotify) qz_sheet_unref },
  .layout = { .title = "act" },
  .filters = right_filters,
  .empty_title = N_ ("No Rights"),
  .empty_text = N_ ("Here stands which role may do which act."),
};

/* ── actions ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *name;
  char *reason;
  gboolean active;
} Activity;

static void
activity_free (gpointer data)
{
  Activity *activity = data;

  g_free (activity->name);
  g_free (activity->reason);
  g_free (activity);
}

static gpointer
set_active (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Activity *activity = input;

  return qz_user_set_active (book, context, activity->name, activity->active, activity->reason,
                             error)
             ? input
             : NULL;
}

static const QzJobKind active_kind = { N_ ("Changing the user"), set_active, TRUE, activity_free };

/* Said by data-changed; only a refusal needs a dialog. */
static void
active_set (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (owner, _("The User Was Not Changed"), error);
}

static QzSession *
get_session (gpointer window)
{
  return g_object_get_data (window, SESSION_KEY);
}

static void
reason_given (GtkWidget *window, const char *reason, gpointer data)
{
  Activity *asked = data;
  Activity *activity = g_new0 (Activity, 1);

  activity->name = g_strdup (asked->name);
  activity->reason = g_strdup (reason);
  activity->active = asked->active;
  qz_session_run (get_session (window), &active_kind, activity, window, NULL, active_set);
}

static void
ask (gpointer window, const char *name, gboolean active)
{
  Activity *asked = g_new0 (Activity, 1);
  g_autofree char *who = g_strdup_printf (_("User %s"), name);

  asked->name = g_strdup (name);
  asked->active = active;
  /* The window keeps the question until the next one. */
  g_object_set_data_full (window, "qz-user-asked", asked, activity_free);
  qz_reason_dialog_present (window, active ? _("Activate") : _("Deactivate"), who, reason_given,
                            asked);
}

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_user_dialog_present (window, get_session (window), g_variant_get_string (parameter, NULL));
}

static void
passphrase_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_passphrase_dialog_present (window, get_session (window),
                                g_variant_get_string (parameter, NULL));
}

static void
deactivate_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask (window, g_variant_get_string (parameter, NULL), FALSE);
}

static void
activate_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  ask (window, g_variant_get_string (parameter, NULL), TRUE);
}

void
qz_user_pages_add_actions (GtkWidget *window, QzSession *session)
{
  static const GActionEntry entries[] = {
    { "edit-user", edit_action, "s" },
    { "user-passphrase", passphrase_action, "s" },
    { "deactivate-user", deactivate_action, "s" },
    { "activate-user", activate_action, "s" },
  };

  g_object_set_data_full (G_OBJECT (window), SESSION_KEY, g_object_ref (session), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
