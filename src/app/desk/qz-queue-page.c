/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-queue-page.h"

#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-dashboard.h"
#include "qz-file-choice.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-queue-rows.h"

#define DAYS_AHEAD   60  /* of deadlines listed and exported */
#define MAX_ROWS     150 /* of a group; more is said in words */

struct _QzQueuePage {
  QzLoadPage parent_instance;

  GtkStack *views;
  GtkToggleButton *list_button;
  GtkToggleButton *calendar_button;
  GtkBox *columns;
  GtkBox *waiting_rows;
  GtkBox *deadline_rows;
  GtkLabel *waiting_head;
  GtkLabel *waiting_count;
  GtkLabel *deadline_head;
  GtkLabel *deadline_count;
  GtkToggleButton *done_button;
  GtkLabel *month_title;
  QzMonthView *month_view;
  GtkLabel *day_title;
  GtkBox *day_rows;

  GtkBox *only;          /* said while not everything is shown */
  GtkLabel *only_text;
  char *only_column;     /* of deadlines, or "group" of what waits; NULL: everything */
  char *only_value;

  QzSheet *month;     /* nullable */
  QzPeriod period;
};

G_DEFINE_FINAL_TYPE (QzQueuePage, qz_queue_page, QZ_TYPE_LOAD_PAGE)

/* ── the list ────────────────────────────────────────────────────────────────────────────────── */

static QzSession *
get_session (QzQueuePage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_separated (GtkBox *box, GtkWidget *row)
{
  if (gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL)
    gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (box, row);
}

static void
add_words (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_add_css_class (label, "dimmed");
  add_separated (box, label);
}

static void
add_more (GtkBox *box, guint n)
{
  g_autofree char *text = NULL;

  if (n <= MAX_ROWS)
    return;
  text = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_ROWS), n - MAX_ROWS);
  add_words (box, text);
}

/* Heard alone, a number says nothing: the head above the rows says it with its words. */
static void
show_count (GtkLabel *head, GtkLabel *label, guint n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *spoken =
      g_strdup_printf (C_ ("spoken", "%s (%u)"), gtk_label_get_label (head), n);

  gtk_label_set_label (label, count);
  qz_announce_as (GTK_WIDGET (head), spoken);
}

static gboolean
shows_waiting_only (QzQueuePage *self)
{
  return g_strcmp0 (self->only_column, "group") == 0;
}

/* Of a regime, as far ahead as the dashboard counts. */
static gboolean
is_open_by (QzQueuePage *self, QzSheet *deadlines, guint row)
{
  const char *rule = qz_queue_get_text (deadlines, row, "rule");
  QzClock clock;

  qz_session_init_clock (get_session (self), &clock);
  return rule != NULL && g_str_has_prefix (rule, self->only_value)
         && !qz_deadline_is_done (deadlines, row)
         && qz_queue_get_number (deadlines, row, "due_day")
                <= clock.today + QZ_DASHBOARD_DAYS_AHEAD;
}

/* What is behind a figure of the dashboard: the rows that it counts, and no others. */
static gboolean
fits (QzQueuePage *self, QzSheet *sheet, guint row, gboolean waits)
{
  g_autofree char *group = NULL;

  if (self->only_column == NULL)
    return TRUE;
  if (shows_waiting_only (self) != waits)
    return FALSE;
  if (!waits && g_str_equal (self->only_column, "rule"))
    return is_open_by (self, sheet, row);
  if (!waits)
    return g_strcmp0 (qz_queue_get_text (sheet, row, self->only_column), self->only_value) == 0;
  group = g_strdup_printf ("%s/%s", qz_queue_get_text (sheet, row, "page"),
                           qz_queue_get_text (sheet, row, "act"));
  return g_str_equal (group, self->only_value);
}

/* The rows of @sheet (guint) that fit. */
static GArray *
dup_fitting (QzQueuePage *self, QzSheet *sheet, gboolean waits)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (fits (self, sheet, row, waits))
      g_array_append_val (rows, row);
  return rows;
}

/* "2 items · 182,384.27", as the dashboard says it. */
static char *
dup_sum (QzSheet *sheet, GArray *rows)
{
  const guint n = rows->len;
  g_autofree char *count = g_strdup_printf (ngettext ("%u item", "%u items", n), n);
  g_autofree char *amount = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += qz_queue_get_number (sheet, g_array_index (rows, guint, i), "amount");
  if (sum == 0)
    return g_steal_pointer (&count);
  amount = qz_value_dup_display (QZ_VALUE_FEN, sum);
  return g_strdup_printf ("%s · %s", count, amount);
}

static void
show_only (QzQueuePage *self)
{
  const gboolean waits = shows_waiting_only (self);
  QzSheet *sheet = waits ? qz_queue_page_get_waiting (self) : qz_queue_page_get_deadlines (self);
  g_autoptr (GArray) rows = dup_fitting (self, sheet, waits);
  g_autofree char *sum = dup_sum (sheet, rows);
  g_autofree char *text = g_strdup_printf (_("Only a part is shown: %s"), sum);

  gtk_widget_set_visible (GTK_WIDGET (self->only), self->only_column != NULL);
  gtk_label_set_label (self->only_text, text);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->waiting_rows)),
                          self->only_column == NULL || waits);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->deadline_rows)), !waits);
}

static void
show_waiting (QzQueuePage *self, QzSheet *waiting)
{
  g_autoptr (GArray) rows = dup_fitting (self, waiting, TRUE);
  const guint n = rows->len;

  clear (self->waiting_rows);
  show_count (self->waiting_head, self->waiting_count, n);
  if (n == 0)
    add_words (self->waiting_rows, qz_session_get_user (get_session (self)) == NULL
                                       ? _("Nobody acts. Choose an acting user to see what waits.")
                                       : _("Nothing waits for you."));
  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    add_separated (self->waiting_rows,
                   qz_queue_row_new (waiting, g_array_index (rows, guint, i)));
  add_more (self->waiting_rows, n);
}

/* What was met is asked for; of a part that was asked for, it is shown too. */
static void
offer_done (QzQueuePage *self, guint n_done)
{
  g_autofree char *label = g_strdup_printf (_("Show Done (%u)"), n_done);

  gtk_button_set_label (GTK_BUTTON (self->done_button), label);
  gtk_widget_set_visible (GTK_WIDGET (self->done_button), n_done > 0 && self->only_column == NULL);
}

/* First what is open, the earliest first, then what was met. */
static void
show_deadlines (QzQueuePage *self, QzSheet *deadlines)
{
  g_autoptr (GArray) rows = dup_fitting (self, deadlines, FALSE);
  const gboolean with_done =
      self->only_column != NULL || gtk_toggle_button_get_active (self->done_button);
  const guint n = rows->len;
  guint n_open = 0, n_shown = 0;

  clear (self->deadline_rows);
  for (guint i = 0; i < n; i++)
    n_open += !qz_deadline_is_done (deadlines, g_array_index (rows, guint, i));
  for (int done = FALSE; done <= with_done; done++)
    for (guint i = 0; i < n && n_shown < MAX_ROWS; i++)
      if (qz_deadline_is_done (deadlines, g_array_index (rows, guint, i)) == done)
        {
          add_separated (self->deadline_rows,
                         qz_deadline_row_new (deadlines, g_array_index (rows, guint, i)));
          n_shown++;
        }
  if (n == 0)
    add_words (self->deadline_rows,
               _("No deadlines. They follow from the policies in force and from claims, "
                 "declarations and documents."));
  else if (n_shown == 0)
    add_words (self->deadline_rows, _("No deadline is open."));
  add_more (self->deadline_rows, with_done ? n : n_open);
  show_count (self->deadline_head, self->deadline_count, n_open);
  offer_done (self, n - n_open);
}

/* ── the month ───────────────────────────────────────────────────────────────────────────────── */

static void
show_day (QzQueuePage *self)
{
  QzSheet *deadlines = qz_sheet_find_child (self->month, "deadlines");
  const QzDay day = qz_month_view_get_chosen (self->month_view);
  g_autofree char *name = qz_month_view_dup_day_name (self->month_view, day);
  g_auto (GStrv) parts = g_strsplit (name, ";", 2);

  clear (self->day_rows);
  gtk_label_set_label (self->day_title, parts[0] != NULL ? parts[0] : "");
  for (guint row = 0; row < qz_sheet_get_n_rows (deadlines); row++)
    if (qz_queue_get_number (deadlines, row, "due_day") == day)
      add_separated (self->day_rows, qz_deadline_row_new (deadlines, row));
  if (gtk_widget_get_first_child (GTK_WIDGET (self->day_rows)) == NULL)
    add_words (self->day_rows, parts[0] != NULL ? _("No deadline on this day.")
                                                : _("Choose a day to see what is due."));
}

static void
show_month (QzQueuePage *self)
{
  g_autofree char *title = qz_period_format (self->period);
  const gboolean known = qz_sheet_get_number (self->month, 0, 4) != 0;
  g_autofree char *text =
      known ? g_strdup (title)
            : g_strdup_printf (_("%s · holidays not imported, counted by Monday to Friday"), title);

  gtk_label_set_label (self->month_title, text);
  qz_month_view_set_month (self->month_view, self->month);
  show_day (self);
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_queue (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("queue");
  g_autoptr (QzSheet) waiting = qz_agenda_list_waiting (book, context, error);
  g_autoptr (QzSheet) deadlines =
      waiting != NULL
          ? qz_agenda_list (book, context, context->clock.today + DAYS_AHEAD, error)
          : NULL;

  if (deadlines == NULL)
    return NULL;
  qz_sheet_add_child (sheet, waiting);
  qz_sheet_add_child (sheet, deadlines);
  return g_steal_pointer (&sheet);
}

static gpointer
load_month (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_agenda_show_month (book, context, GPOINTER_TO_INT (input), error);
}

static const QzJobKind queue_kind = { NULL, load_queue, FALSE, NULL,
                                      (GDestroyNotify) qz_sheet_unref };
static const QzJobKind month_kind = { NULL, load_month, FALSE, NULL,
                                      (GDestroyNotify) qz_sheet_unref };

/* Read only comes first; else what keeps deadlines from being watched. */
static void
show_banner (QzQueuePage *self)
{
  const char *read_only = qz_session_get_banner (get_session (self));
  QzSheet *deadlines = qz_queue_page_get_deadlines (self);
  const char *warning = deadlines != NULL ? qz_fact_text (deadlines, "warning") : NULL;
  const char *text = *read_only != '\0' || warning == NULL ? read_only : warning;

  qz_load_page_set_banner (QZ_LOAD_PAGE (self), text);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzQueuePage *self = QZ_QUEUE_PAGE (page);

  show_waiting (self, qz_queue_page_get_waiting (self));
  show_deadlines (self, qz_queue_page_get_deadlines (self));
  show_only (self);
  show_banner (self);
}

static void
month_loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzQueuePage *self = owner;

  /* Another month was asked for meanwhile. */
  if (GPOINTER_TO_INT (input) != self->period || qz_load_page_is_held (QZ_LOAD_PAGE (self))
      || qz_load_page_take_error (QZ_LOAD_PAGE (self), error))
    return;
  g_clear_pointer (&self->month, qz_sheet_unref);
  self->month = qz_sheet_ref (output);
  show_month (self);
}

static void
go_to_month (QzQueuePage *self, QzPeriod period)
{
  self->period = period;
  qz_session_run (get_session (self), &month_kind, GINT_TO_POINTER (period), self,
                  qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), month_loaded);
}

static void
load (QzLoadPage *page)
{
  QzQueuePage *self = QZ_QUEUE_PAGE (page);

  show_banner (self);
  qz_load_page_run (page, &queue_kind, NULL);
  go_to_month (self, self->period);
}

/* ── ticking off ─────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *key;
  char *note;
} Tick;

static void
tick_free (gpointer data)
{
  Tick *tick = data;

  g_free (tick->key);
  g_free (tick->note);
  g_free (tick);
}

static gpointer
tick_off (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Tick *tick = input;

  return qz_agenda_done (book, context, tick->key, tick->note, error) ? g_strdup (tick->key)
                                                                      : NULL;
}

static const QzJobKind tick_kind = { N_ ("Ticking off the deadline"), tick_off, TRUE, tick_free,
                                     g_free };

static void
ticked (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (owner, _("The Deadline Was Not Ticked Off"), error);
  else
    qz_nav_toast (owner, _("The deadline is ticked off"), NULL, NULL);
}

static void
note_changed_cb (GtkEditable *entry, gpointer user_data)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (user_data, "tick", *note != '\0');
}

static void
note_given_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  QzQueuePage *self = user_data;
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "qz-entry");
  Tick *tick;

  if (!g_str_equal (response, "tick"))
    return;
  tick = g_new0 (Tick, 1);
  tick->key = g_strdup (g_object_get_data (G_OBJECT (dialog), "qz-key"));
  tick->note = g_strdup (gtk_editable_get_text (entry));
  qz_session_run (get_session (self), &tick_kind, tick, self, NULL, ticked);
}

static void
tick_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *key = g_variant_get_string (parameter, NULL);
  AdwDialog *dialog = adw_alert_dialog_new (_("Tick Off the Deadline?"), NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("%s: your name and the note are kept."), key);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "back", _("_Go Back"), "tick",
                                  _("_Tick Off"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "tick",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "tick", FALSE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "back");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("How it was met"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  g_object_set_data (G_OBJECT (dialog), "qz-entry", entry);
  g_object_set_data_full (G_OBJECT (dialog), "qz-key", g_strdup (key), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (note_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (note_given_cb), widget, 0);
  adw_dialog_present (dialog, widget);
}

/* ── the calendar file ───────────────────────────────────────────────────────────────────────── */

static gpointer
export_calendar (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_agenda_export (book, context, context->clock.today + DAYS_AHEAD, input, error);
}

static const QzJobKind export_kind = { N_ ("Writing the calendar"), export_calendar, FALSE, g_free,
                                       (GDestroyNotify) qz_sheet_unref };

static void
exported (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  g_autofree char *n = NULL;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      qz_message_show_error (owner, _("The Calendar Was Not Written"), error);
      return;
    }
  n = qz_sheet_dup_fact_display (output, "events");
  text = g_strdup_printf (_("%s deadlines written to the calendar file"), n);
  qz_nav_toast_file (owner, text, input);
}

static void
file_chosen (gpointer page, const char *path, gpointer unused)
{
  qz_session_run (get_session (page), &export_kind, g_strdup (path), page, NULL, exported);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qz_file_choose (widget,
                  &(QzFileChoice) { QZ_FILE_SAVE, _("Export the Deadlines"),
                                    .name = "qingzhang.ics" },
                  file_chosen, NULL, NULL);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
view_toggled_cb (QzQueuePage *self)
{
  gtk_stack_set_visible_child_name (
      self->views, gtk_toggle_button_get_active (self->list_button) ? "list" : "calendar");
}

static void
show_all_cb (QzQueuePage *self)
{
  qz_queue_page_show_only (self, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_button));
}

static void
done_toggled_cb (QzQueuePage *self)
{
  QzSheet *deadlines = qz_queue_page_get_deadlines (self);

  if (deadlines != NULL)
    show_deadlines (self, deadlines);
}

static void
previous_cb (QzQueuePage *self)
{
  go_to_month (self, qz_period_add (self->period, -1));
}

static void
next_cb (QzQueuePage *self)
{
  go_to_month (self, qz_period_add (self->period, 1));
}

static void
today_cb (QzQueuePage *self)
{
  QzClock clock;

  qz_session_init_clock (get_session (self), &clock);
  qz_month_view_choose (self->month_view, clock.today);
  go_to_month (self, qz_period_of_day (clock.today));
}

static void
month_wanted_cb (QzQueuePage *self, int n)
{
  go_to_month (self, qz_period_add (self->period, n));
}

static void
day_chosen_cb (QzQueuePage *self, int day)
{
  if (self->month != NULL)
    show_day (self);
}

static void
narrow_cb (QzQueuePage *self)
{
  qz_month_view_set_narrow (self->month_view, TRUE);
}

static void
wide_cb (QzQueuePage *self)
{
  qz_month_view_set_narrow (self->month_view, FALSE);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_queue_page_finalize (GObject *object)
{
  g_free (QZ_QUEUE_PAGE (object)->only_column);
  g_free (QZ_QUEUE_PAGE (object)->only_value);
  g_clear_pointer (&QZ_QUEUE_PAGE (object)->month, qz_sheet_unref);
  G_OBJECT_CLASS (qz_queue_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, views);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, list_button);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, columns);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, waiting_rows);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, deadline_rows);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, waiting_head);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, waiting_count);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, deadline_head);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, deadline_count);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, done_button);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, only);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, only_text);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, month_title);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, month_view);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, day_title);
  gtk_widget_class_bind_template_child (widget_class, QzQueuePage, day_rows);
}

static void
qz_queue_page_class_init (QzQueuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_queue_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_MONTH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/desk/qz-queue-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, view_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_install_action (widget_class, "queue.tick", "s", tick_action);
  gtk_widget_class_install_action (widget_class, "queue.export", NULL, export_action);
}

static void
qz_queue_page_init (QzQueuePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ── making one ──────────────────────────────────────────────────────────────────────────────── */

AdwNavigationPage *
qz_queue_page_new (QzSession *session)
{
  QzQueuePage *self = g_object_new (QZ_TYPE_QUEUE_PAGE, "title", _(qz_queue_page.title), NULL);
  QzClock clock;

  qz_session_init_clock (session, &clock);
  self->period = qz_period_of_day (clock.today);
  qz_month_view_choose (self->month_view, clock.today);
  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

const QzPageSpec qz_queue_page = {
  .id = "agenda",
  .section = N_ ("Desk"),
  .title = N_ ("Work queue"),
  .icon = "qz-queue-symbolic",
  .create = qz_queue_page_new,
};

void
qz_queue_page_show_only (QzQueuePage *self, const char *column, const char *value)
{
  g_set_str (&self->only_column, column);
  g_set_str (&self->only_value, value);
  if (column != NULL)
    gtk_toggle_button_set_active (self->list_button, TRUE);
  if (qz_queue_page_get_waiting (self) != NULL)
    filled (QZ_LOAD_PAGE (self), NULL);
}

QzMonthView *
qz_queue_page_get_month_view (QzQueuePage *self)
{
  return self->month_view;
}

static QzSheet *
get_child (QzQueuePage *self, const char *name)
{
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (self));

  return sheet != NULL ? qz_sheet_find_child (sheet, name) : NULL;
}

QzSheet *
qz_queue_page_get_waiting (QzQueuePage *self)
{
  return get_child (self, "waiting");
}

QzSheet *
qz_queue_page_get_deadlines (QzQueuePage *self)
{
  return get_child (self, "deadlines");
}
