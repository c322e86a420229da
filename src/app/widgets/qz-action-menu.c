/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-action-menu.h"

#include "qz-guard.h"

#define MAX_HEIGHT 480

static void
set_action (GtkWidget *button, GMenuModel *model, int item)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target =
      g_menu_model_get_item_attribute_value (model, item, G_MENU_ATTRIBUTE_TARGET, NULL);

  if (!g_menu_model_get_item_attribute (model, item, G_MENU_ATTRIBUTE_ACTION, "s", &name))
    return;
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  qz_guard_watch (button);
}

static GtkWidget *
new_item (GMenuModel *model, int item, GtkPopover *popover)
{
  g_autofree char *text = NULL;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label;

  g_menu_model_get_item_attribute (model, item, G_MENU_ATTRIBUTE_LABEL, "s", &text);
  label = gtk_label_new_with_mnemonic (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "qz-menu-item");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  set_action (button, model, item);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
append_items (GtkBox *box, GMenuModel *model, GtkPopover *popover)
{
  for (int item = 0; item < g_menu_model_get_n_items (model); item++)
    {
      g_autoptr (GMenuModel) section =
          g_menu_model_get_item_link (model, item, G_MENU_LINK_SECTION);

      if (section != NULL && item > 0)
        gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      if (section != NULL)
        append_items (box, section, popover);
      else
        gtk_box_append (box, new_item (model, item, popover));
    }
}

static GtkWidget *
new_popover (GMenuModel *model)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (popover, "menu");
  append_items (GTK_BOX (box), model, GTK_POPOVER (popover));
  /* A province acts for more agencies than a screen has room for. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  return popover;
}

static void
create_popover_cb (GtkMenuButton *button, gpointer model)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, new_popover (model));
}

void
qz_action_menu_attach (GtkMenuButton *button, GMenuModel *model)
{
  /* Made when it is first opened: most menus of a window never are. */
  gtk_menu_button_set_popover (button, NULL);
  gtk_menu_button_set_create_popup_func (button, create_popover_cb, g_object_ref (model),
                                         g_object_unref);
}

static void
take_away (gpointer data)
{
  g_autoptr (GtkWidget) popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

/* Later: what was chosen in it is still to act. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_once (take_away, g_object_ref (popover));
}

void
qz_action_menu_popup (GtkWidget *widget, GMenuModel *model, double x, double y)
{
  GtkWidget *popover = new_popover (model);

  gtk_widget_set_parent (popover, widget);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (gtk_widget_unparent), popover,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
qz_actionable_set (GtkWidget *widget, const char *detailed_name)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_action_parse_detailed_name (detailed_name, &name, &target, &error))
    g_error ("“%s” is no action: %s", detailed_name, error->message);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (widget), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), name);
  qz_guard_watch (widget);
}
