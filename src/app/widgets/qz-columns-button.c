/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-columns-button.h"

#include <glib/gi18n-lib.h>

#include "qz-choice.h"

#define MAX_HEIGHT 420

struct _QzColumnsButton {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkBox *checks;
  GtkDropDown *order; /* as the list comes, and by each column that is seen */
  GtkCheckButton *descending;
  GPtrArray *orders; /* columns' names; NULL for as the list comes */
  gboolean filling;
  QzSheetView *view;
};

G_DEFINE_FINAL_TYPE (QzColumnsButton, qz_columns_button, ADW_TYPE_BIN)

#define COLUMN_KEY "qz-column"

/* The last column that is seen cannot be hidden: its check waits for another one. */
static void
update_checks (QzColumnsButton *self)
{
  g_autoptr (GArray) shown = qz_sheet_view_dup_shown_columns (self->view);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->checks));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_sensitive (
        child, shown->len > 1 || !gtk_check_button_get_active (GTK_CHECK_BUTTON (child)));
}

static void
toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  QzColumnsButton *self = user_data;

  qz_sheet_view_show_column (self->view, g_object_get_data (G_OBJECT (check), COLUMN_KEY),
                             gtk_check_button_get_active (check));
  update_checks (self);
}

static void
add_check (QzColumnsButton *self, GtkColumnViewColumn *column)
{
  GtkWidget *check =
      gtk_check_button_new_with_label (gtk_column_view_column_get_title (column));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               gtk_column_view_column_get_visible (column));
  g_object_set_data_full (G_OBJECT (check), COLUMN_KEY,
                          g_strdup (gtk_column_view_column_get_id (column)), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (self->checks, check);
}

/* ── the order ───────────────────────────────────────────────────────────────────────────────── */

/* The titles take no keyboard, and a narrow list has none: here is the other way to sort. */
static void
order_cb (QzColumnsButton *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->order);

  if (self->filling || chosen >= self->orders->len)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->descending), chosen > 0);
  qz_sheet_view_sort_by_name (self->view, g_ptr_array_index (self->orders, chosen),
                              gtk_check_button_get_active (self->descending));
}

static void
fill_order (QzColumnsButton *self)
{
  GListModel *columns = qz_sheet_view_get_columns (self->view);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  gboolean descending;
  g_autofree char *order = qz_sheet_view_dup_order (self->view, &descending);
  guint chosen = 0;

  self->filling = TRUE;
  g_ptr_array_set_size (self->orders, 0);
  g_ptr_array_add (self->orders, NULL);
  gtk_string_list_append (titles, _("As the list comes"));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!gtk_column_view_column_get_visible (column))
        continue;
      if (g_strcmp0 (gtk_column_view_column_get_id (column), order) == 0)
        chosen = self->orders->len;
      g_ptr_array_add (self->orders, g_strdup (gtk_column_view_column_get_id (column)));
      gtk_string_list_append (titles, gtk_column_view_column_get_title (column));
    }
  gtk_drop_down_set_model (self->order, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->order, chosen);
  gtk_check_button_set_active (self->descending, descending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->descending), chosen > 0);
  self->filling = FALSE;
}

static GtkWidget *
new_order (QzColumnsButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (_("Sorted by"));

  self->order = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->descending = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_("Descending")));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  qz_choice_name_items (GTK_WIDGET (self->order));
  qz_choice_set_title (self->order, _("Sorted by"));
  g_signal_connect_object (self->order, "notify::selected", G_CALLBACK (order_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->descending, "toggled", G_CALLBACK (order_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->order));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->descending));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  return box;
}

/* ── the popover ─────────────────────────────────────────────────────────────────────────────── */

/* The columns are those of this moment. */
static void
fill (QzColumnsButton *self)
{
  GListModel *columns = qz_sheet_view_get_columns (self->view);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->checks))) != NULL)
    gtk_box_remove (self->checks, child);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      add_check (self, column);
    }
  update_checks (self);
  fill_order (self);
}

static GtkWidget *
new_popover (QzColumnsButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->checks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->checks));
  gtk_box_append (GTK_BOX (box), new_order (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return popover;
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, new_popover (user_data));
}

static void
qz_columns_button_finalize (GObject *object)
{
  g_clear_pointer (&QZ_COLUMNS_BUTTON (object)->orders, g_ptr_array_unref);
  G_OBJECT_CLASS (qz_columns_button_parent_class)->finalize (object);
}

static void
qz_columns_button_class_init (QzColumnsButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_columns_button_finalize;
}

static void
qz_columns_button_init (QzColumnsButton *self)
{
  self->orders = g_ptr_array_new_with_free_func (g_free);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "qz-columns-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Columns and Order"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Columns and Order"), -1);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
qz_columns_button_new (QzSheetView *view)
{
  QzColumnsButton *self = g_object_new (QZ_TYPE_COLUMNS_BUTTON, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}
