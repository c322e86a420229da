/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-day-row.h"

#include <glib/gi18n-lib.h>

struct _QzDayRow {
  AdwEntryRow parent_instance;

  GtkCalendar *calendar;
  GtkPopover *popover;
};

G_DEFINE_FINAL_TYPE (QzDayRow, qz_day_row, ADW_TYPE_ENTRY_ROW)

static void
day_selected_cb (QzDayRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_popover_popdown (self->popover);
}

/* The calendar opens on the day that is typed. */
static void
show_cb (QzDayRow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) date = NULL;
  QzDay day;
  int year, month, mday;

  if (!qz_day_row_get_day (self, &day, &error))
    return;
  qz_day_to_ymd (day, &year, &month, &mday);
  date = g_date_time_new_utc (year, month, mday, 0, 0, 0);
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (self->calendar, date);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

static void
qz_day_row_class_init (QzDayRowClass *klass)
{
}

static void
qz_day_row_init (QzDayRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "qz-calendar-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose a day"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (show_cb), self);
}

void
qz_day_row_set_day (QzDayRow *self, QzDay day)
{
  g_autofree char *text = qz_day_format (day);

  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

gboolean
qz_day_row_get_day (QzDayRow *self, QzDay *out, GError **error)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));

  return qz_day_parse (g_strstrip (text), out, error);
}
