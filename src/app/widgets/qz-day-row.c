/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-day-row.h"

#include <glib/gi18n-lib.h>

#include "qz-calendar.h"

struct _QzDayRow {
  AdwEntryRow parent_instance;

  GtkCalendar *calendar; /* nullable: made when it is first opened */
  GtkWidget *button;     /* opens the popover */
  GtkPopover *popover;
  GtkLabel *legend; /* of the month in the calendar */
  char *title;      /* as it was set; NULL until something is said beside it */
  char *note;
  QzCalendar *days; /* nullable: not known */
  QzDay today;
  QzPeriod shown; /* month in the calendar */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzDayRow, qz_day_row, ADW_TYPE_ENTRY_ROW)

/* ── working days ────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzCalendar *calendar;
  QzDay today;
} Days;

static void
days_free (gpointer data)
{
  Days *days = data;

  qz_calendar_unref (days->calendar);
  g_free (days);
}

/* A copy of its own for the main thread. */
static gpointer
load_days (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (book, error);
  g_autoptr (QzCalendar) copy = qz_calendar_new ();
  const QzCalendarDay *given;
  Days *days;
  guint n = 0;

  if (calendar == NULL)
    return NULL;
  given = qz_calendar_get_days (calendar, &n);
  for (guint i = 0; i < n; i++)
    if (!qz_calendar_add (copy, given[i].day, given[i].kind, given[i].name, error))
      return NULL;
  days = g_new0 (Days, 1);
  days->calendar = g_steal_pointer (&copy);
  days->today = context->clock.today;
  return days;
}

static const QzJobKind days_kind = { NULL, load_days, FALSE, NULL, days_free };

static char *
dup_left (QzDayRow *self, QzDay day)
{
  const int left = qz_calendar_count_workdays (self->days, self->today, day);

  if (day == self->today)
    return g_strdup (_("today"));
  if (left > 0)
    return g_strdup_printf (ngettext ("%d working day left", "%d working days left", left), left);
  if (left < 0)
    return g_strdup_printf (ngettext ("%d working day ago", "%d working days ago", -left), -left);
  return g_strdup (day > self->today ? _("no working day between") : _("past"));
}

static char *
dup_note (QzDayRow *self, QzDay day)
{
  const QzDay before = qz_period_get_first_day (qz_period_of_day (day)) - 1;
  g_autofree char *left = NULL;
  int year;

  if (self->days == NULL)
    return g_strdup ("");
  qz_day_to_ymd (day, &year, NULL, NULL);
  if (!qz_calendar_has_year (self->days, year))
    return g_strdup_printf (_("the arrangement of holidays of %d is not imported"), year);
  left = dup_left (self, day);
  if (!qz_calendar_is_working_day (self->days, day))
    return g_strdup_printf (_("no working day, %s"), left);
  return g_strdup_printf (_("working day %d of the month, %s"),
                          qz_calendar_count_workdays (self->days, before, day), left);
}

/* ── what is said beside the title ───────────────────────────────────────────────────────────── */

/* Heard, the entry keeps its name; what is said of the day describes it. */
static void
name_text (QzDayRow *self, const char *note)
{
  g_autofree char *button = g_strdup_printf (_("%s: %s"), self->title, _("Choose a day"));
  GtkAccessible *text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self)));

  gtk_accessible_reset_relation (text, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  button, -1);
}

/* The row, and the text in it that has the keyboard. */
static void
mark_wrong (GtkAccessible *accessible, gboolean is_fault)
{
  if (is_fault)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                 GTK_ACCESSIBLE_INVALID_TRUE, -1);
  else
    gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
}

static void
say (QzDayRow *self, const char *note, gboolean is_fault)
{
  g_autofree char *title = NULL;

  if (self->title == NULL)
    self->title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  g_set_str (&self->note, note);
  title = *note != '\0' ? g_strdup_printf ("%s · %s", self->title, note) : g_strdup (self->title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  name_text (self, note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), note);
  if (is_fault)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  mark_wrong (GTK_ACCESSIBLE (self), is_fault);
  mark_wrong (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self))), is_fault);
}

/* While it is being typed a day is not wrong yet. */
static void
changed_cb (QzDayRow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;
  QzDay day;

  note = qz_day_row_get_day (self, &day, &error) ? dup_note (self, day) : g_strdup ("");
  say (self, note, FALSE);
}

static void
left_cb (QzDayRow *self)
{
  g_autoptr (GError) error = NULL;
  QzDay day;

  if (*gtk_editable_get_text (GTK_EDITABLE (self)) != '\0'
      && !qz_day_row_get_day (self, &day, &error))
    say (self, error->message, TRUE);
}

/* ── the calendar ────────────────────────────────────────────────────────────────────────────── */

static char *
dup_holidays (QzDayRow *self, QzPeriod period)
{
  g_autoptr (GString) text = g_string_new (_("Marked days are no working days."));
  const char *last = "";
  guint n = 0;
  const QzCalendarDay *given = qz_calendar_get_days (self->days, &n);

  for (guint i = 0; i < n; i++)
    {
      if (qz_period_of_day (given[i].day) != period || *given[i].name == '\0'
          || given[i].kind != QZ_DAY_KIND_HOLIDAY || g_str_equal (given[i].name, last))
        continue;
      last = given[i].name;
      g_string_append_printf (text, " %s", last);
    }
  return g_strdup (text->str);
}

static QzPeriod
get_month (QzDayRow *self)
{
  return gtk_calendar_get_year (self->calendar) * 100 + gtk_calendar_get_month (self->calendar)
         + 1;
}

static void
mark_month_cb (QzDayRow *self)
{
  const QzPeriod period = get_month (self);
  const QzDay first = qz_period_get_first_day (period);
  g_autofree char *legend = NULL;

  gtk_calendar_clear_marks (self->calendar);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), self->days != NULL);
  if (self->days == NULL)
    return;
  for (QzDay day = first; day <= qz_period_get_last_day (period); day++)
    if (!qz_calendar_is_working_day (self->days, day))
      gtk_calendar_mark_day (self->calendar, (guint) (day - first) + 1);
  legend = dup_holidays (self, period);
  gtk_label_set_label (self->legend, legend);
}

static void
day_selected_cb (QzDayRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
  const QzPeriod period = g_date_time_get_year (date) * 100 + g_date_time_get_month (date);

  gtk_editable_set_text (GTK_EDITABLE (self), text);
  /* The arrows of the calendar choose a day of the next month too, but nobody has chosen yet. */
  if (period == self->shown)
    gtk_popover_popdown (self->popover);
  self->shown = period;
}

static GtkWidget *
new_calendar (QzDayRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *legend = gtk_label_new (NULL);

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->legend = GTK_LABEL (legend);
  gtk_widget_add_css_class (GTK_WIDGET (self->calendar), "qz-workdays");
  gtk_widget_add_css_class (legend, "caption");
  gtk_label_set_wrap (self->legend, TRUE);
  gtk_label_set_max_width_chars (self->legend, 30);
  gtk_widget_set_visible (legend, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), legend);
  g_signal_connect_swapped (self->calendar, "notify::month", G_CALLBACK (mark_month_cb), self);
  g_signal_connect_swapped (self->calendar, "notify::year", G_CALLBACK (mark_month_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  return box;
}

/* Its fifty labels are most of what a row takes to make, and few are opened. */
static void
before_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  QzDayRow *self = user_data;

  if (self->calendar == NULL)
    gtk_popover_set_child (self->popover, new_calendar (self));
}

/* The calendar opens on the day that is typed. */
static void
show_cb (QzDayRow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) date = NULL;
  QzDay day;
  int year, month, mday;

  if (qz_day_row_get_day (self, &day, &error))
    {
      qz_day_to_ymd (day, &year, &month, &mday);
      date = g_date_time_new_utc (year, month, mday, 0, 0, 0);
      g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
      gtk_calendar_select_day (self->calendar, date);
      g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
    }
  self->shown = get_month (self);
  mark_month_cb (self);
}

static void
days_loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzDayRow *self = owner;
  const Days *days = output;

  /* Without the calendar the row is still a row for a day. */
  if (error != NULL)
    return;
  g_clear_pointer (&self->days, qz_calendar_unref);
  self->days = qz_calendar_ref (days->calendar);
  self->today = days->today;
  changed_cb (self);
  if (self->calendar != NULL)
    mark_month_cb (self);
}

/* ── the widget ──────────────────────────────────────────────────────────────────────────────── */

static void
qz_day_row_dispose (GObject *object)
{
  QzDayRow *self = QZ_DAY_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (qz_day_row_parent_class)->dispose (object);
}

static void
qz_day_row_finalize (GObject *object)
{
  QzDayRow *self = QZ_DAY_ROW (object);

  g_clear_pointer (&self->days, qz_calendar_unref);
  g_free (self->title);
  g_free (self->note);
  G_OBJECT_CLASS (qz_day_row_parent_class)->finalize (object);
}

static void
qz_day_row_class_init (QzDayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_day_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_day_row_finalize;
}

static void
qz_day_row_init (QzDayRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->note = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  /* What was typed is told back in the title. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), before_popup_cb, self, NULL);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "qz-calendar-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose a day"), -1);
  self->button = button;
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (self, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (show_cb), self);
}

void
qz_day_row_set_session (QzDayRow *self, QzSession *session)
{
  qz_session_run (session, &days_kind, NULL, self, self->cancellable, days_loaded);
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

void
qz_day_row_say_fault (QzDayRow *self, const char *message)
{
  say (self, message, TRUE);
}

const char *
qz_day_row_get_note (QzDayRow *self)
{
  return self->note;
}
