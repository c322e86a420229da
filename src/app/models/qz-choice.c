/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-choice.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"

#define TITLE_KEY "qz-choice-title"

static GtkWidget *
get_mark (GtkListItem *item)
{
  return gtk_widget_get_last_child (gtk_list_item_get_child (item));
}

static gpointer
get_selected (GtkWidget *choice)
{
  gpointer selected;

  g_object_get (choice, "selected-item", &selected, NULL);
  return selected;
}

/* The mark stands at what is chosen, not at what the arrow keys are on. */
static void
update_mark (GtkListItem *item, GParamSpec *pspec, GtkWidget *choice)
{
  g_autoptr (GObject) selected = get_selected (choice);

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

/* GTK's own answer to Escape in an empty search leaves the first one without effect. */
static void
stop_search_cb (GtkWidget *search)
{
  GtkWidget *popover = gtk_widget_get_ancestor (search, GTK_TYPE_POPOVER);

  if (popover != NULL && *gtk_editable_get_text (GTK_EDITABLE (search)) == '\0')
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
mend_search (GtkWidget *search)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the choices"), -1);
  g_signal_connect (search, "stop-search", G_CALLBACK (stop_search_cb), NULL);
}

/* ── what is chosen ──────────────────────────────────────────────────────────────────────────── */

static void
tell_chosen (GtkWidget *choice)
{
  const char *title = g_object_get_data (G_OBJECT (choice), TITLE_KEY);
  g_autoptr (GtkStringObject) item = get_selected (choice);
  const char *text = item != NULL ? gtk_string_object_get_string (item) : "";
  /* "Insurance: all" needs no title before it. */
  g_autofree char *told = g_str_has_prefix (text, title)
                              ? g_strdup (text)
                              : g_strdup_printf (_("%s: %s"), title, text);
  GtkWidget *button = gtk_widget_get_first_child (choice);

  /* GTK has both labelled by what stands in them. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  if (!GTK_IS_TOGGLE_BUTTON (button))
    return;
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

static void
set_title (GtkWidget *choice, const char *title)
{
  const gboolean known = g_object_get_data (G_OBJECT (choice), TITLE_KEY) != NULL;

  g_object_set_data_full (G_OBJECT (choice), TITLE_KEY, g_strdup (title), g_free);
  if (!known)
    g_signal_connect (choice, "notify::selected-item", G_CALLBACK (tell_chosen), NULL);
  tell_chosen (choice);
}

void
qz_choice_set_title (GtkDropDown *choice, const char *title)
{
  set_title (GTK_WIDGET (choice), title);
}

static void
bind_chosen_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_list_item_set_accessible_label (item, text);
}

static void
setup_chosen_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

/* Labelled by its title alone, a row would not say what is chosen in it. */
static void
name_row (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_chosen_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_chosen_cb), NULL);
  adw_combo_row_set_factory (row, factory);
  if (adw_preferences_row_get_use_underline (ADW_PREFERENCES_ROW (row)))
    title = qz_announce_dup_plain (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  set_title (GTK_WIDGET (row),
             title != NULL ? title : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

void
qz_choice_name_items (GtkWidget *choice)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *search = find_search (choice);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), choice);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), choice);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), choice);
  if (ADW_IS_COMBO_ROW (choice))
    name_row (ADW_COMBO_ROW (choice));
  g_object_set (choice, "list-factory", factory, NULL);
  if (search != NULL)
    mend_search (search);
}
