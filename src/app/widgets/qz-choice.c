/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-choice.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
get_mark (GtkListItem *item)
{
  return gtk_widget_get_last_child (gtk_list_item_get_child (item));
}

/* The mark stands at what is chosen, not at what the arrow keys are on. */
static void
update_mark (GtkListItem *item, GParamSpec *pspec, GtkWidget *choice)
{
  g_autoptr (GObject) selected = NULL;

  g_object_get (choice, "selected-item", &selected, NULL);
  gtk_widget_set_opacity (get_mark (item),
                          selected != NULL && selected == gtk_list_item_get_item (item) ? 1 : 0);
}

static void
selected_cb (GtkWidget *choice, GParamSpec *pspec, gpointer item)
{
  update_mark (item, pspec, choice);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer choice)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), text);
  gtk_list_item_set_accessible_label (item, text);
  g_signal_connect_object (choice, "notify::selected-item", G_CALLBACK (selected_cb), item, 0);
  update_mark (item, NULL, choice);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer choice)
{
  g_signal_handlers_disconnect_by_func (choice, selected_cb, item);
}

static GtkWidget *
find_search (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

void
qz_choice_name_items (GtkWidget *choice)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *search = find_search (choice);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), choice);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), choice);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), choice);
  g_object_set (choice, "list-factory", factory, NULL);
  if (search != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _("Search the choices"), -1);
}
