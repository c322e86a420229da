/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-day-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-day-row.h"

struct _QzDayFilter {
  AdwBin parent_instance;

  GtkMenuButton *button;
  QzDayRow *from_row;
  QzDayRow *to_row;
  char *title;
  char *from; /* nullable */
  char *to;   /* nullable */
};

G_DEFINE_FINAL_TYPE (QzDayFilter, qz_day_filter, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_label (QzDayFilter *self)
{
  g_autofree char *days = qz_day_filter_dup_text (self);
  g_autofree char *label =
      days != NULL ? g_strdup (days) : g_strdup_printf (_("%s: all"), self->title);
  g_autofree char *told =
      days != NULL ? g_strdup_printf (_("%s: %s"), self->title, days) : g_strdup (label);

  gtk_menu_button_set_label (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  told, -1);
}

/* The day in @row, "" for none; FALSE when it says something else, which the row then shows. */
static gboolean
read_row (QzDayRow *row, char **out)
{
  g_autoptr (GError) error = NULL;
  QzDay day;

  if (*gtk_editable_get_text (GTK_EDITABLE (row)) == '\0')
    {
      *out = NULL;
      return TRUE;
    }
  if (!qz_day_row_get_day (row, &day, &error))
    {
      gtk_widget_grab_focus (GTK_WIDGET (row));
      qz_day_row_say_fault (row, error->message);
      return FALSE;
    }
  *out = qz_day_format (day);
  return TRUE;
}

static void
apply_cb (QzDayFilter *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!read_row (self->from_row, &from) || !read_row (self->to_row, &to))
    return;
  /* Written as yyyy-mm-dd they sort as they follow each other. */
  if (from != NULL && to != NULL && strcmp (from, to) > 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->to_row));
      qz_day_row_say_fault (self->to_row,
                            _("The last day lies before the first. Exchange them."));
      return;
    }
  gtk_menu_button_popdown (self->button);
  qz_day_filter_set (self, from, to);
}

static void
clear_cb (QzDayFilter *self)
{
  gtk_menu_button_popdown (self->button);
  qz_day_filter_set (self, NULL, NULL);
}

static GtkWidget *
new_action (QzDayFilter *self, const char *label, const char *css_class, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static QzDayRow *
add_row (GtkListBox *list, const char *title)
{
  QzDayRow *row = g_object_new (QZ_TYPE_DAY_ROW, "title", title, NULL);

  gtk_list_box_append (list, GTK_WIDGET (row));
  return row;
}

static GtkWidget *
new_popover (QzDayFilter *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_size_request (list, 260, -1);
  self->from_row = add_row (GTK_LIST_BOX (list), _("From"));
  self->to_row = add_row (GTK_LIST_BOX (list), _("To"));
  gtk_box_append (GTK_BOX (buttons),
                  new_action (self, _("Any _Day"), NULL, G_CALLBACK (clear_cb)));
  gtk_box_append (GTK_BOX (buttons),
                  new_action (self, _("_Apply"), "suggested-action", G_CALLBACK (apply_cb)));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
fill_rows (QzDayFilter *self)
{
  if (self->from_row == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->from_row), self->from != NULL ? self->from : "");
  gtk_editable_set_text (GTK_EDITABLE (self->to_row), self->to != NULL ? self->to : "");
}

/* Two calendars are much to make for a filter that few use: not before it is pressed. */
static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  QzDayFilter *self = user_data;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  gtk_menu_button_set_popover (button, new_popover (self));
  fill_rows (self);
}

static void
qz_day_filter_finalize (GObject *object)
{
  QzDayFilter *self = QZ_DAY_FILTER (object);

  g_free (self->title);
  g_free (self->from);
  g_free (self->to);
  G_OBJECT_CLASS (qz_day_filter_parent_class)->finalize (object);
}

static void
qz_day_filter_class_init (QzDayFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_day_filter_finalize;
  signals[CHANGED] = g_signal_new ("changed", QZ_TYPE_DAY_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
qz_day_filter_init (QzDayFilter *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
qz_day_filter_new (const char *title)
{
  QzDayFilter *self = g_object_new (QZ_TYPE_DAY_FILTER, NULL);

  self->title = g_strdup (title);
  show_label (self);
  return GTK_WIDGET (self);
}

const char *
qz_day_filter_get_from (QzDayFilter *self)
{
  return self->from;
}

const char *
qz_day_filter_get_to (QzDayFilter *self)
{
  return self->to;
}

const char *
qz_day_filter_get_title (QzDayFilter *self)
{
  return self->title;
}

void
qz_day_filter_set (QzDayFilter *self, const char *from, const char *to)
{
  const gboolean from_changed = g_set_str (&self->from, from);
  const gboolean to_changed = g_set_str (&self->to, to);

  fill_rows (self);
  show_label (self);
  if (from_changed || to_changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

char *
qz_day_filter_dup_text (QzDayFilter *self)
{
  if (self->from == NULL && self->to == NULL)
    return NULL;
  if (self->to == NULL)
    return g_strdup_printf (_("from %s"), self->from);
  if (self->from == NULL)
    return g_strdup_printf (_("up to %s"), self->to);
  return g_strdup_printf (_("%s – %s"), self->from, self->to);
}
