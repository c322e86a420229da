/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-training-button.h"

#include <glib/gi18n-lib.h>

#include "qz-day-row.h"
#include "qz-guard.h"
#include "qz-message.h"
#include "qz-roles.h"

struct _QzTrainingButton {
  AdwBin parent_instance;

  GtkButton *button;
  GtkLabel *words;
  GtkLabel *date;
  QzSession *session;
  GCancellable *cancellable;
};

#define DATE_CHARS 4 /* "…-08" */

G_DEFINE_FINAL_TYPE (QzTrainingButton, qz_training_button, ADW_TYPE_BIN)

static void
show_date (QzTrainingButton *self)
{
  const QzDay day =
      self->session != NULL ? qz_session_get_training_day (self->session) : QZ_DAY_NONE;
  g_autofree char *text = qz_day_format (day);
  g_autofree char *name = g_strdup_printf (_("Training date %s, move it forward"), text);

  gtk_label_set_label (self->date, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), day != QZ_DAY_NONE);
}

/* ── moving it ───────────────────────────────────────────────────────────────────────────────── */

static void
moved (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (owner, _("The Training Date Was Not Moved"), error);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  QzTrainingButton *self = user_data;
  QzDayRow *row = g_object_get_data (G_OBJECT (dialog), "day");
  g_autoptr (GError) error = NULL;
  QzDay day = QZ_DAY_NONE;

  if (!g_str_equal (response, "move"))
    return;
  if (!qz_day_row_get_day (row, &day, &error))
    qz_message_show_error (GTK_WIDGET (self), _("The Training Date Was Not Moved"), error);
  else
    qz_session_move_training (self->session, day, self, self->cancellable, moved);
}

/* Only a day that comes later can be moved to; what is none is said beside it when it is left. */
static void
day_changed_cb (QzDayRow *row, gpointer user_data)
{
  AdwAlertDialog *alert = user_data;
  g_autoptr (GError) error = NULL;
  const QzDay before = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (alert), "before"));
  QzDay day = QZ_DAY_NONE;

  adw_alert_dialog_set_response_enabled (
      alert, "move", qz_day_row_get_day (row, &day, &error) && day > before);
}

static void
clicked_cb (QzTrainingButton *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Move the Training Date"), NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = g_object_new (QZ_TYPE_DAY_ROW, "title", _("Training date"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  const QzDay today = qz_session_get_training_day (self->session);

  qz_day_row_set_session (QZ_DAY_ROW (row), self->session);
  qz_day_row_set_day (QZ_DAY_ROW (row), today + 1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_object_set_data (G_OBJECT (dialog), "day", row);
  g_object_set_data (G_OBJECT (dialog), "before", GINT_TO_POINTER (today));
  g_signal_connect (row, "changed", G_CALLBACK (day_changed_cb), dialog);
  adw_alert_dialog_set_body (
      alert, _("All that is done in this training book set is done on this day, and deadlines are "
               "counted from it. It can only be moved forward."));
  adw_alert_dialog_set_extra_child (alert, group);
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "move", _("_Move"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "move", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "move");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ── the widget ──────────────────────────────────────────────────────────────────────────────── */

/* Where the window is narrow the day alone is shown. */
static void
qz_training_button_root (GtkWidget *widget)
{
  GtkWidget *split;

  GTK_WIDGET_CLASS (qz_training_button_parent_class)->root (widget);
  split = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_SPLIT_VIEW);
  if (split != NULL)
    g_object_bind_property (split, "collapsed", QZ_TRAINING_BUTTON (widget)->words, "visible",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
qz_training_button_dispose (GObject *object)
{
  QzTrainingButton *self = QZ_TRAINING_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qz_training_button_parent_class)->dispose (object);
}

static void
qz_training_button_class_init (QzTrainingButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_training_button_dispose;
  GTK_WIDGET_CLASS (klass)->root = qz_training_button_root;
}

static void
qz_training_button_init (QzTrainingButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->cancellable = g_cancellable_new ();
  self->button = GTK_BUTTON (gtk_button_new ());
  self->words = GTK_LABEL (gtk_label_new (_("Training date")));
  self->date = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->date), "numeric");
  /* Where it is narrow, the day is enough. */
  gtk_label_set_ellipsize (self->date, PANGO_ELLIPSIZE_START);
  gtk_label_set_width_chars (self->date, DATE_CHARS);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->date));
  gtk_button_set_child (self->button, box);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "training");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  qz_guard_watch_right (GTK_WIDGET (self->button), QZ_N_RIGHTS);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
qz_training_button_set_session (QzTrainingButton *self, QzSession *session)
{
  g_assert (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (show_date), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "book-changed", G_CALLBACK (show_date), self,
                           G_CONNECT_SWAPPED);
  show_date (self);
}

const char *
qz_training_button_get_text (QzTrainingButton *self)
{
  return gtk_label_get_label (self->date);
}
