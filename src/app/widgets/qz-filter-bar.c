/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "qz-action-menu.h"
#include "qz-columns-button.h"
#include "qz-day-filter.h"
#include "qz-filter-button.h"

struct _QzFilterBar {
  AdwBin parent_instance;

  GtkSearchEntry *search;
  AdwWrapBox *controls;
  AdwWrapBox *chips;
  GPtrArray *filters; /* QzFilterButton, QzDayFilter */
  QzSheetView *view;
};

G_DEFINE_FINAL_TYPE (QzFilterBar, qz_filter_bar, ADW_TYPE_BIN)

#define FROM "from"
#define TO   "to"

/* ── chips ───────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_search (QzFilterBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

/* "Insurance: Employee insurance" of one filter; NULL when it lets everything through. */
static char *
dup_filter_text (gpointer filter)
{
  g_autofree char *days = NULL;

  if (QZ_IS_FILTER_BUTTON (filter))
    return qz_filter_button_get_text (filter) == NULL
               ? NULL
               : g_strdup_printf (_("%s: %s"), qz_filter_button_get_title (filter),
                                  qz_filter_button_get_text (filter));
  days = qz_day_filter_dup_text (filter);
  return days == NULL
             ? NULL
             : g_strdup_printf (_("%s: %s"), qz_day_filter_get_title (filter), days);
}

/* @filter NULL: the search. */
static void
remove_cb (GtkWidget *chip, gpointer filter)
{
  QzFilterBar *self = QZ_FILTER_BAR (gtk_widget_get_ancestor (chip, QZ_TYPE_FILTER_BAR));

  if (QZ_IS_FILTER_BUTTON (filter))
    qz_filter_button_choose (filter, NULL);
  else if (QZ_IS_DAY_FILTER (filter))
    qz_day_filter_set (filter, NULL, NULL);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
add_chip (QzFilterBar *self, const char *text, gpointer filter)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf (_("Take away the filter %s"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "qz-chip");
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (chip, "clicked", G_CALLBACK (remove_cb), filter);
  adw_wrap_box_append (self->chips, chip);
}

static void
update_chips (QzFilterBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, child);
  for (guint i = 0; i < self->filters->len; i++)
    {
      gpointer filter = g_ptr_array_index (self->filters, i);
      g_autofree char *text = dup_filter_text (filter);

      if (text != NULL)
        add_chip (self, text, filter);
    }
  if (*get_search (self) != '\0')
    {
      g_autofree char *text = g_strdup_printf (_("Search: %s"), get_search (self));

      add_chip (self, text, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips),
                          gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

/* ── what was chosen ─────────────────────────────────────────────────────────────────────────── */

/* A chip takes itself away while it is being pressed: not before the press has ended. */
static gboolean
update_chips_cb (gpointer data)
{
  update_chips (data);
  return G_SOURCE_REMOVE;
}

static void
update_chips_soon (QzFilterBar *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, update_chips_cb, g_object_ref (self), g_object_unref);
}

static void
search_changed_cb (QzFilterBar *self)
{
  qz_sheet_view_set_search (self->view, get_search (self));
  update_chips_soon (self);
}

static void
chosen_cb (QzFilterButton *button, GParamSpec *pspec, gpointer user_data)
{
  QzFilterBar *self = user_data;

  qz_sheet_view_set_filter (self->view, qz_filter_button_get_column (button),
                            qz_filter_button_get_value (button));
  update_chips_soon (self);
}

static void
days_changed_cb (QzDayFilter *filter, gpointer user_data)
{
  QzFilterBar *self = user_data;

  qz_sheet_view_set_filter (self->view, FROM, qz_day_filter_get_from (filter));
  qz_sheet_view_set_filter (self->view, TO, qz_day_filter_get_to (filter));
  update_chips_soon (self);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_filter_bar_finalize (GObject *object)
{
  g_clear_pointer (&QZ_FILTER_BAR (object)->filters, g_ptr_array_unref);
  G_OBJECT_CLASS (qz_filter_bar_parent_class)->finalize (object);
}

static void
qz_filter_bar_class_init (QzFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_filter_bar_finalize;
}

static AdwWrapBox *
new_line (GtkBox *box)
{
  AdwWrapBox *line = ADW_WRAP_BOX (adw_wrap_box_new ());

  adw_wrap_box_set_child_spacing (line, 6);
  adw_wrap_box_set_line_spacing (line, 6);
  gtk_box_append (box, GTK_WIDGET (line));
  return line;
}

/* From what is searched for to what was found, past the filters. */
static gboolean
to_found_cb (GtkWidget *search, GVariant *arguments, gpointer self)
{
  return gtk_widget_child_focus (GTK_WIDGET (QZ_FILTER_BAR (self)->view), GTK_DIR_TAB_FORWARD);
}

static void
search_done_cb (QzFilterBar *self)
{
  to_found_cb (GTK_WIDGET (self->search), NULL, self);
}

/* Escape ends the search first, and then leaves it. */
static void
search_stopped_cb (QzFilterBar *self)
{
  if (*get_search (self) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    search_done_cb (self);
}

static void
add_search_keys (QzFilterBar *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, 0),
                        gtk_callback_action_new (to_found_cb, self, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_done_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
qz_filter_bar_init (QzFilterBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->filters = g_ptr_array_new ();
  self->controls = new_line (GTK_BOX (box));
  self->chips = new_line (GTK_BOX (box));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), FALSE);
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_search_entry_set_placeholder_text (self->search, _("Search this list"));
  gtk_widget_set_size_request (GTK_WIDGET (self->search), 200, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search this list"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_search_keys (self);
  adw_wrap_box_append (self->controls, GTK_WIDGET (self->search));
  adw_bin_set_child (ADW_BIN (self), box);
}

/* ── making it ───────────────────────────────────────────────────────────────────────────────── */

void
qz_filter_bar_prepend (QzFilterBar *self, GtkWidget *widget)
{
  adw_wrap_box_prepend (self->controls, widget);
}

static void
add_filter (QzFilterBar *self, const char *name)
{
  GtkWidget *filter;

  if (g_str_equal (name, FROM))
    {
      filter = qz_day_filter_new (_("Day"));
      g_signal_connect_object (filter, "changed", G_CALLBACK (days_changed_cb), self, 0);
    }
  else
    {
      filter = qz_filter_button_new (name);
      g_signal_connect_object (filter, "notify::value", G_CALLBACK (chosen_cb), self, 0);
    }
  g_ptr_array_add (self->filters, filter);
  adw_wrap_box_append (self->controls, filter);
}

static GtkWidget *
new_export_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("As _XLSX…"), "list.export::xlsx");
  g_menu_append (menu, _("As _CSV…"), "list.export::csv");
  g_menu_append (menu, _("As _PDF…"), "list.export::pdf");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "qz-save-symbolic");
  gtk_widget_set_tooltip_text (button, _("Export What Is Shown"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Export What Is Shown"), -1);
  qz_action_menu_attach (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}

/* What is done with the table stays together where the line is full. */
static GtkWidget *
new_table_buttons (QzSheetView *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), qz_columns_button_new (view));
  gtk_box_append (GTK_BOX (box), new_export_button ());
  return box;
}

void
qz_filter_bar_set_view (QzFilterBar *self, QzSheetView *view, const char *const *filters)
{
  g_assert (self->view == NULL);
  self->view = view;
  for (guint i = 0; filters != NULL && filters[i] != NULL; i++)
    add_filter (self, filters[i]);
  adw_wrap_box_append (self->controls, new_table_buttons (view));
}

void
qz_filter_bar_set_sheet (QzFilterBar *self, QzSheet *sheet)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (QZ_IS_FILTER_BUTTON (g_ptr_array_index (self->filters, i)))
      qz_filter_button_set_sheet (g_ptr_array_index (self->filters, i), sheet);
}

void
qz_filter_bar_set_choices (QzFilterBar *self, QzSheet *choices, QzSheet *head)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (QZ_IS_FILTER_BUTTON (g_ptr_array_index (self->filters, i)))
      {
        QzFilterButton *button = g_ptr_array_index (self->filters, i);
        const char *name = qz_filter_button_get_column (button);
        const int column = qz_sheet_find_column (head, name);

        qz_filter_button_set_choices (
            button, choices,
            column >= 0 ? qz_sheet_get_column_title (head, (guint) column) : name);
      }
}

void
qz_filter_bar_search_for (QzFilterBar *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

void
qz_filter_bar_focus_search (QzFilterBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
qz_filter_bar_is_filtering (QzFilterBar *self)
{
  g_autofree char *text = qz_filter_bar_dup_text (self);

  return *text != '\0';
}

char *
qz_filter_bar_dup_text (QzFilterBar *self)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < self->filters->len; i++)
    {
      g_autofree char *text = dup_filter_text (g_ptr_array_index (self->filters, i));

      if (text != NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? "; " : "", text);
    }
  if (*get_search (self) != '\0')
    {
      g_string_append (all, all->len > 0 ? "; " : "");
      g_string_append_printf (all, _("Search: %s"), get_search (self));
    }
  return g_string_free_and_steal (g_steal_pointer (&all));
}
