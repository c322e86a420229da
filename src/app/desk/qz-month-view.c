/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-month-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-queue-rows.h"

#define N_WEEKDAYS    7
#define MAX_SHOWN     2 /* deadlines written out in a cell */

struct _QzMonthView {
  AdwBin parent_instance;

  GtkGrid *grid;
  QzSheet *month; /* nullable */
  QzDay chosen;
  QzDay to_focus; /* after the next month is shown */
  gboolean narrow;
};

enum { SIGNAL_DAY_CHOSEN, SIGNAL_MONTH_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QzMonthView, qz_month_view, ADW_TYPE_BIN)

static const char *const weekdays[N_WEEKDAYS] = {
  N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
  N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
};
static const char *const short_weekdays[N_WEEKDAYS] = {
  NC_ ("weekday", "Mon"), NC_ ("weekday", "Tue"), NC_ ("weekday", "Wed"), NC_ ("weekday", "Thu"),
  NC_ ("weekday", "Fri"), NC_ ("weekday", "Sat"), NC_ ("weekday", "Sun"),
};

/* ── what a day is ───────────────────────────────────────────────────────────────────────────── */

static QzDay
get_day (QzMonthView *self, guint row)
{
  return (QzDay) qz_sheet_get_number (self->month, row, 0);
}

/* "Holiday 春节", "Worked 春节调休", "Weekend"; "" for a plain working day. */
static char *
dup_kind (QzMonthView *self, guint row)
{
  const char *kind = qz_queue_get_text (self->month, row, "kind");
  const char *name = qz_queue_get_text (self->month, row, "name");
  const char *word = g_strcmp0 (kind, "holiday") == 0 ? _("Holiday")
                     : g_strcmp0 (kind, "work") == 0  ? _("Worked")
                                                      : NULL;

  if (word == NULL)
    return g_strdup (qz_queue_get_number (self->month, row, "working") != 0 ? "" : _("Weekend"));
  return name != NULL && *name != '\0' ? g_strdup_printf ("%s %s", word, name) : g_strdup (word);
}

/* The rows of the deadlines of @day. */
static GArray *
find_deadlines (QzMonthView *self, QzDay day)
{
  QzSheet *deadlines = qz_sheet_find_child (self->month, "deadlines");
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < qz_sheet_get_n_rows (deadlines); row++)
    if (qz_queue_get_number (deadlines, row, "due_day") == day)
      g_array_append_val (rows, row);
  return rows;
}

static char *
dup_day_name (QzMonthView *self, guint row)
{
  QzSheet *deadlines = qz_sheet_find_child (self->month, "deadlines");
  const QzDay day = get_day (self, row);
  g_autoptr (GArray) due = find_deadlines (self, day);
  g_autofree char *date = qz_day_format (day);
  g_autofree char *kind = dup_kind (self, row);
  g_autoptr (GString) name = g_string_new (NULL);

  g_string_printf (name, "%s %s, %s", date, _ (weekdays[qz_day_get_weekday (day) - 1]),
                   *kind != '\0' ? kind : _("working day"));
  for (guint i = 0; i < due->len; i++)
    {
      const guint at = g_array_index (due, guint, i);
      g_autofree char *when = qz_deadline_dup_when (deadlines, at);

      g_string_append_printf (name, "; %s (%s)", qz_queue_get_text (deadlines, at, "title"), when);
    }
  return g_string_free_and_steal (g_steal_pointer (&name));
}

/* ── choosing a day ──────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
find_cell (QzMonthView *self, QzDay day)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child)
        && GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "qz-day")) == day)
      return child;
  return NULL;
}

static void
mark_chosen (QzMonthView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const gboolean chosen =
          GTK_IS_BUTTON (child)
          && GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "qz-day")) == self->chosen;

      if (chosen)
        gtk_widget_add_css_class (child, "qz-chosen");
      else
        gtk_widget_remove_css_class (child, "qz-chosen");
    }
}

void
qz_month_view_choose (QzMonthView *self, QzDay day)
{
  self->chosen = day;
  mark_chosen (self);
  g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, (int) day);
}

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  qz_month_view_choose (user_data,
                        GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "qz-day")));
}

/* ── keys ────────────────────────────────────────────────────────────────────────────────────── */

/* Goes to @day; outside of the month, the window is asked for the other one first. */
static void
go_to (QzMonthView *self, QzDay day)
{
  GtkWidget *cell = find_cell (self, day);

  if (cell != NULL)
    {
      gtk_widget_grab_focus (cell);
      return;
    }
  self->to_focus = day;
  g_signal_emit (self, signals[SIGNAL_MONTH_WANTED], 0, day < get_day (self, 0) ? -1 : 1);
}

static QzDay
get_focused (QzMonthView *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));

  return focus != NULL && GTK_IS_BUTTON (focus)
             ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (focus), "qz-day"))
             : QZ_DAY_NONE;
}

/* The same day of another month, or its last one. */
static void
go_months (QzMonthView *self, QzDay day, int n)
{
  const QzPeriod period = qz_period_add (qz_period_of_day (day), n);
  const QzDay same = qz_period_get_first_day (period)
                     + (day - qz_period_get_first_day (qz_period_of_day (day)));

  self->to_focus = MIN (same, qz_period_get_last_day (period));
  g_signal_emit (self, signals[SIGNAL_MONTH_WANTED], 0, n);
}

static gboolean
key_pressed_cb (QzMonthView *self, guint key, guint code, GdkModifierType modifiers)
{
  const QzDay day = get_focused (self);
  int weekday;

  if (day == QZ_DAY_NONE || self->month == NULL)
    return GDK_EVENT_PROPAGATE;
  weekday = qz_day_get_weekday (day);
  switch (key)
    {
    case GDK_KEY_Left:
      go_to (self, day - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      go_to (self, day + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      go_to (self, day - N_WEEKDAYS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      go_to (self, day + N_WEEKDAYS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      go_to (self, day - weekday + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      go_to (self, day + N_WEEKDAYS - weekday);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      go_months (self, day, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      go_months (self, day, 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ── drawing the month ───────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_small (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
get_level_class (QzLevel level)
{
  static const char *const classes[QZ_N_LEVELS] = { "qz-good", "qz-plain", "qz-yellow", "qz-red" };

  return classes[level];
}

/* What the deadline is called; a day it is about is not said again in the cell of a day. */
static const char *
get_chip_text (QzSheet *deadlines, guint row)
{
  const char *title = qz_queue_get_text (deadlines, row, "title");
  QzDay day;

  return qz_day_parse_plain (title, strlen (title), &day) ? title + strlen ("yyyy-mm-dd ") : title;
}

/* Icon, words and colour of one deadline; narrow cells have room for the icon alone. */
static GtkWidget *
new_chip (QzMonthView *self, QzSheet *deadlines, guint row)
{
  const QzLevel level = qz_deadline_get_level (deadlines, row);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name (qz_level_get_icon (level));

  gtk_widget_add_css_class (chip, "qz-mark");
  gtk_widget_add_css_class (chip, get_level_class (level));
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (chip), icon);
  if (!self->narrow)
    gtk_box_append (GTK_BOX (chip),
                    new_small (get_chip_text (deadlines, row), "qz-chip-text"));
  return chip;
}

static void
add_chips (QzMonthView *self, GtkBox *box, QzDay day)
{
  QzSheet *deadlines = qz_sheet_find_child (self->month, "deadlines");
  g_autoptr (GArray) due = find_deadlines (self, day);
  const guint n_shown = self->narrow ? 1 : MAX_SHOWN;

  for (guint i = 0; i < MIN (due->len, n_shown); i++)
    gtk_box_append (box, new_chip (self, deadlines, g_array_index (due, guint, i)));
  if (due->len > n_shown)
    {
      g_autofree char *more = g_strdup_printf ("+%u", due->len - n_shown);

      gtk_box_append (box, new_small (more, "dimmed"));
    }
}

/* "17 休": narrow cells say holiday and worked weekend in one character. */
static GtkWidget *
new_head (QzMonthView *self, guint row)
{
  const char *kind = qz_queue_get_text (self->month, row, "kind");
  AdwWrapBox *head = ADW_WRAP_BOX (adw_wrap_box_new ());
  g_autofree char *word = dup_kind (self, row);
  g_autofree char *number = NULL;
  GtkWidget *label;
  int mday;

  qz_day_to_ymd (get_day (self, row), NULL, NULL, &mday);
  number = g_strdup_printf ("%d", mday);
  label = gtk_label_new (number);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "qz-day-number");
  /* With large letters it stands below the number. */
  adw_wrap_box_set_child_spacing (head, 4);
  adw_wrap_box_set_wrap_policy (head, ADW_WRAP_MINIMUM);
  adw_wrap_box_append (head, label);
  if (!self->narrow)
    adw_wrap_box_append (head, new_small (word, "dimmed"));
  else if (*kind != '\0')
    adw_wrap_box_append (head, new_small (g_str_equal (kind, "holiday") ? C_ ("day", "off")
                                                                        : C_ ("day", "on"),
                                          "dimmed"));
  return GTK_WIDGET (head);
}

static GtkWidget *
new_cell (QzMonthView *self, guint row)
{
  const QzDay day = get_day (self, row);
  const int today = qz_sheet_find_fact (self->month, "today");
  GtkWidget *cell = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = dup_day_name (self, row);

  gtk_box_append (GTK_BOX (box), new_head (self, row));
  add_chips (self, GTK_BOX (box), day);
  gtk_button_set_child (GTK_BUTTON (cell), box);
  gtk_widget_add_css_class (cell, "flat");
  gtk_widget_add_css_class (cell, "qz-day");
  if (qz_queue_get_number (self->month, row, "working") == 0)
    gtk_widget_add_css_class (cell, "qz-free");
  if (qz_sheet_get_fact_number (self->month, (guint) today) == day)
    gtk_widget_add_css_class (cell, "qz-today");
  g_object_set_data (G_OBJECT (cell), "qz-day", GINT_TO_POINTER (day));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (cell, name);
  g_signal_connect (cell, "clicked", G_CALLBACK (clicked_cb), self);
  return cell;
}

static void
clear (QzMonthView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
add_heads (QzMonthView *self)
{
  for (int i = 0; i < N_WEEKDAYS; i++)
    {
      GtkWidget *head = gtk_label_new (
          self->narrow ? g_dpgettext2 (GETTEXT_PACKAGE, "weekday", short_weekdays[i])
                       : _ (weekdays[i]));

      gtk_widget_add_css_class (head, "caption-heading");
      gtk_widget_add_css_class (head, "dimmed");
      gtk_grid_attach (self->grid, head, i, 0, 1, 1);
    }
}

static void
build (QzMonthView *self)
{
  int line = 1;

  clear (self);
  if (self->month == NULL)
    return;
  add_heads (self);
  for (guint row = 0; row < qz_sheet_get_n_rows (self->month); row++)
    {
      const int column = qz_day_get_weekday (get_day (self, row)) - 1;

      if (row > 0 && column == 0)
        line++;
      gtk_grid_attach (self->grid, new_cell (self, row), column, line, 1, 1);
    }
  mark_chosen (self);
}

void
qz_month_view_set_month (QzMonthView *self, QzSheet *month)
{
  GtkWidget *cell;

  qz_sheet_ref (month);
  g_clear_pointer (&self->month, qz_sheet_unref);
  self->month = month;
  build (self);
  cell = self->to_focus != QZ_DAY_NONE ? find_cell (self, self->to_focus) : NULL;
  self->to_focus = QZ_DAY_NONE;
  if (cell != NULL)
    gtk_widget_grab_focus (cell);
}

void
qz_month_view_set_narrow (QzMonthView *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  build (self);
}

QzDay
qz_month_view_get_chosen (QzMonthView *self)
{
  return self->chosen;
}

char *
qz_month_view_dup_day_name (QzMonthView *self, QzDay day)
{
  for (guint row = 0; self->month != NULL && row < qz_sheet_get_n_rows (self->month); row++)
    if (get_day (self, row) == day)
      return dup_day_name (self, row);
  return g_strdup ("");
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_month_view_finalize (GObject *object)
{
  g_clear_pointer (&QZ_MONTH_VIEW (object)->month, qz_sheet_unref);
  G_OBJECT_CLASS (qz_month_view_parent_class)->finalize (object);
}

static void
qz_month_view_class_init (QzMonthViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_month_view_finalize;
  signals[SIGNAL_DAY_CHOSEN] = g_signal_new ("day-chosen", QZ_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_MONTH_WANTED] =
      g_signal_new ("month-wanted", QZ_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
add_keys (QzMonthView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the grid moves the focus by itself. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
}

static void
qz_month_view_init (QzMonthView *self)
{
  self->chosen = self->to_focus = QZ_DAY_NONE;
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_row_spacing (self->grid, 2);
  gtk_grid_set_column_spacing (self->grid, 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Month"), -1);
  add_keys (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}
