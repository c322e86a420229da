/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-acting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-action-menu.h"
#include "qz-cells.h"
#include "qz-chooser-dialog.h"
#include "qz-passphrase-dialog.h"
#include "qz-sign-in-dialog.h"

#define SESSION_KEY "qz-acting-session"
/* A menu of more agencies is not read to its end: there they are searched. */
#define MAX_ACTORS 12

/* ── the menu ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_active (QzSheet *users, guint row)
{
  return qz_sheet_get_number (users, row, (guint) qz_sheet_find_column (users, "active")) != 0;
}

static GMenu *
new_users (QzSession *session, QzSheet *users)
{
  GMenu *menu = g_menu_new ();

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    {
      g_autofree char *name = qz_cell_dup (users, row, "name");
      g_autofree char *full_name = qz_cell_dup (users, row, "full_name");
      g_autofree char *roles = qz_cell_dup (users, row, "roles");
      const char *shown = *full_name != '\0' ? full_name : name;
      g_autofree char *label =
          g_strdup_printf (qz_session_has_passphrase (session, name) ? "%s — %s…" : "%s — %s",
                           shown, roles);
      g_autoptr (GMenuItem) item = NULL;

      if (!is_active (users, row))
        continue;
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.act-as", "s", name);
      g_menu_append_item (menu, item);
    }
  return menu;
}

/* Only a book set that acts for several agencies has something to choose. */
static GMenu *
new_actors (QzSession *session)
{
  GMenu *menu = g_menu_new ();
  QzSheet *actors = qz_session_get_actors (session);
  const guint n = actors != NULL ? qz_sheet_get_n_rows (actors) : 0;

  if (n > MAX_ACTORS)
    {
      g_menu_append (menu, _("Act for Another _Agency…"), "win.choose-actor");
      return menu;
    }
  for (guint row = 0; n > 1 && row < n; row++)
    {
      const char *agency = qz_cell_text (actors, row, "agency");
      const char *name = qz_cell_text (actors, row, "name");
      g_autofree char *label = g_strdup_printf (_("For %s"), name != NULL ? name : agency);
      g_autoptr (GMenuItem) item = NULL;

      if (qz_cell_number (actors, row, "active") == 0)
        continue;
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.act-for", "s", agency);
      g_menu_append_item (menu, item);
    }
  return menu;
}

static GMenuModel *
new_menu (QzSession *session)
{
  GMenu *menu = g_menu_new ();
  QzSheet *users = qz_session_get_users (session);
  const char *acting = qz_session_get_user (session);
  g_autoptr (GMenu) people = users != NULL ? new_users (session, users) : g_menu_new ();
  g_autoptr (GMenu) actors = new_actors (session);
  g_autoptr (GMenu) own = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (people));
  if (g_menu_model_get_n_items (G_MENU_MODEL (actors)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (actors));
  if (acting == NULL)
    return G_MENU_MODEL (menu);
  g_menu_append (own,
                 qz_session_has_passphrase (session, acting) ? _("Change My _Passphrase…")
                                                             : _("Set My _Passphrase…"),
                 "win.change-passphrase");
  g_menu_append (own, _("Sign _Out"), "win.sign-out");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  return G_MENU_MODEL (menu);
}

static void rebuild (GtkMenuButton *button);

static gboolean
rebuild_cb (gpointer data)
{
  GtkMenuButton *button = data;
  g_autoptr (GMenuModel) menu = NULL;

  /* Whoever has it open is not to have it gone from under the pointer. */
  g_signal_handlers_disconnect_by_func (button, rebuild, NULL);
  if (gtk_menu_button_get_active (button))
    {
      g_signal_connect (button, "notify::active", G_CALLBACK (rebuild), NULL);
      return G_SOURCE_REMOVE;
    }
  menu = new_menu (g_object_get_data (G_OBJECT (button), SESSION_KEY));
  qz_action_menu_attach (button, menu);
  return G_SOURCE_REMOVE;
}

/* Later: the change may come from an item of the very menu that is replaced. */
static void
rebuild (GtkMenuButton *button)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, rebuild_cb, g_object_ref (button),
                   g_object_unref);
}

void
qz_acting_follow (GtkMenuButton *button, QzSession *session)
{
  g_object_set_data_full (G_OBJECT (button), SESSION_KEY, g_object_ref (session), g_object_unref);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (rebuild), button,
                           G_CONNECT_SWAPPED);
}

/* ── the actions ─────────────────────────────────────────────────────────────────────────────── */

static QzSession *
get_session (gpointer window)
{
  return g_object_get_data (window, SESSION_KEY);
}

static void
act_as_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  QzSession *session = get_session (window);
  const char *name = g_variant_get_string (parameter, NULL);

  if (g_strcmp0 (name, qz_session_get_user (session)) == 0)
    return;
  if (qz_session_has_passphrase (session, name))
    qz_sign_in_dialog_present (window, session, name);
  else
    qz_session_set_user (session, name);
}

static void
act_for_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_session_set_actor (get_session (window), g_variant_get_string (parameter, NULL));
}

static const QzChooserSpec actor_spec = {
  N_ ("Act for Another Agency"), N_ ("Code, name or first letters"), "agency", "agency", "name",
  NULL, "active",
};

static void
actor_chosen (GtkWidget *window, const char *agency, gpointer data)
{
  qz_session_set_actor (get_session (window), agency);
}

static void
choose_actor_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  QzSheet *actors = qz_session_get_actors (get_session (window));

  if (actors != NULL)
    qz_chooser_dialog_present (window, actors, &actor_spec, actor_chosen, NULL);
}

static void
sign_in_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  if (qz_session_get_path (get_session (window)) != NULL)
    qz_sign_in_dialog_present (window, get_session (window), NULL);
}

static void
sign_out_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_session_set_user (get_session (window), NULL);
}

static void
change_passphrase_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *user = qz_session_get_user (get_session (window));

  if (user != NULL)
    qz_passphrase_dialog_present (window, get_session (window), user);
}

static void
update_state (GtkWidget *window)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), "act-as");
  const char *acting = qz_session_get_user (get_session (window));

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (acting != NULL ? acting : ""));
  action = g_action_map_lookup_action (G_ACTION_MAP (window), "act-for");
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (qz_session_get_actor (get_session (window))));
}

char *
qz_acting_dup_actor_name (QzSession *session)
{
  QzSheet *actors = qz_session_get_actors (session);
  const guint n = actors != NULL ? qz_sheet_get_n_rows (actors) : 0;

  for (guint row = 0; n > 1 && row < n; row++)
    if (g_strcmp0 (qz_cell_text (actors, row, "agency"), qz_session_get_actor (session)) == 0)
      return qz_cell_dup (actors, row, "name");
  return g_strdup ("");
}

void
qz_acting_add_actions (GtkWidget *window, QzSession *session)
{
  static const GActionEntry entries[] = {
    { "act-as", act_as_action, "s", "''" },
    { "act-for", act_for_action, "s", "''" },
    { "choose-actor", choose_actor_action },
    { "sign-in", sign_in_action },
    { "sign-out", sign_out_action },
    { "change-passphrase", change_passphrase_action },
  };

  g_object_set_data_full (G_OBJECT (window), SESSION_KEY, g_object_ref (session),
                          g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (update_state), window,
                           G_CONNECT_SWAPPED);
}

/* ── a book set is open ──────────────────────────────────────────────────────────────────────── */

static gboolean
has_any_passphrase (QzSession *session, QzSheet *users)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    if (qz_session_has_passphrase (session, qz_sheet_get_text (users, row, 0)))
      return TRUE;
  return FALSE;
}

/* The first who may make documents: what a day begins with. In a book set that is only just made,
 * whoever there is. */
static const char *
find_maker (QzSheet *users)
{
  const guint roles = (guint) qz_sheet_find_column (users, "roles");
  const char *first = NULL;

  for (guint row = 0; row < qz_sheet_get_n_rows (users); row++)
    {
      const char *text = qz_sheet_get_text (users, row, roles);
      const char *name =
          qz_sheet_get_text (users, row, (guint) qz_sheet_find_column (users, "name"));

      if (is_active (users, row) && text != NULL && strstr (text, "maker") != NULL)
        return name;
      if (is_active (users, row) && first == NULL)
        first = name;
    }
  return first;
}

void
qz_acting_begin (GtkWidget *window, QzSession *session, const char *wanted)
{
  QzSheet *users = qz_session_get_users (session);
  const gboolean asks = has_any_passphrase (session, users);

  qz_session_set_user (session, wanted != NULL || asks ? wanted : find_maker (users));
  if (asks && qz_session_get_user (session) == NULL)
    qz_sign_in_dialog_present (window, session, wanted);
}
