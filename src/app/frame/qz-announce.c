/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-announce.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-day-row.h"

/* Not whether @widget itself is mapped: what appears in a stack may speak before it is seen. */
gboolean
qz_announce (GtkWidget *widget, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (root)))
    return FALSE;
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
}

void
qz_announce_as (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
qz_heading_new (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label",
                       text, "xalign", 0.0, "css-classes", (const char *[]) { "heading", NULL },
                       NULL);
}

char *
qz_announce_join (const char *const *parts, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("spoken", ", ") : "", parts[i]);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
qz_announce_dup_plain (const char *title)
{
  const char *under = strchr (title, '_');
  const gboolean bracketed = under != NULL && under > title && under[-1] == '('
                             && g_ascii_isalpha (under[1]) && under[2] == ')';
  const char *after = under != NULL ? under + (bracketed ? 3 : 1) : NULL;

  if (under == NULL)
    return g_strdup (title);
  return g_strdup_printf ("%.*s%s", (int) (under - title) - bracketed, title, after);
}

void
qz_announce_buttons (GtkWidget *widget, const char *text)
{
  if (GTK_IS_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    qz_announce_buttons (child, text);
}

/* ── rows of libadwaita ──────────────────────────────────────────────────────────────────────── */

static void
subtitle_cb (AdwActionRow *row)
{
  const char *text = adw_action_row_get_subtitle (row);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

void
qz_announce_subtitle (AdwActionRow *row)
{
  g_signal_handlers_disconnect_by_func (row, subtitle_cb, NULL);
  g_signal_connect (row, "notify::subtitle", G_CALLBACK (subtitle_cb), NULL);
  subtitle_cb (row);
}

static void
name_list (GtkWidget *widget, const char *title)
{
  if (GTK_IS_LIST_BOX (widget))
    qz_announce_as (widget, title);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_list (child, title);
}

static gboolean
is_untitled_group (GtkWidget *widget)
{
  return ADW_IS_PREFERENCES_GROUP (widget)
         && *adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget)) == '\0';
}

/* The title of an entry's row is written twice, and both are heard. */
static void
name_entry_row (GtkWidget *row)
{
  g_autofree char *name =
      qz_announce_dup_plain (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  qz_announce_as (row, name);
  if (ADW_IS_PASSWORD_ENTRY_ROW (row))
    qz_announce_buttons (row, name);
}

void
qz_announce_tabs (GtkWidget *widget, const char *name)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_TAB_LIST)
    qz_announce_as (widget, name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    qz_announce_tabs (child, name);
}

void
qz_announce_rows (GtkWidget *widget, const char *title)
{
  /* A dialog has no children before it is shown. */
  if (ADW_IS_DIALOG (widget) && adw_dialog_get_child (ADW_DIALOG (widget)) != NULL)
    {
      qz_announce_rows (adw_dialog_get_child (ADW_DIALOG (widget)), title);
      return;
    }
  if (ADW_IS_ENTRY_ROW (widget) && !QZ_IS_DAY_ROW (widget))
    name_entry_row (widget);
  else if (ADW_IS_ACTION_ROW (widget))
    qz_announce_subtitle (ADW_ACTION_ROW (widget));
  if (*title != '\0' && is_untitled_group (widget))
    name_list (widget, title);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    qz_announce_rows (child, title);
}
