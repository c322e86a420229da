/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-activate-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-day-row.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-policy-jobs.h"
#include "qz-warning-pill.h"

/* Kept with the dialog. */
typedef struct {
  AdwAlertDialog *dialog; /* borrowed */
  GtkWidget *parent;      /* weak */
  QzSession *session;
  char *pack;
  QzDayRow *first;      /* borrowed */
  GtkBox *consequences; /* borrowed */
  QzDay shown;          /* the day that the consequences are of */
  GCancellable *cancellable;
} Activation;

static void
activation_free (gpointer data)
{
  Activation *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self->pack);
  g_free (self);
}

static Activation *
peek_activation (gpointer dialog)
{
  return g_object_get_data (dialog, "qz-activation");
}

/* What the jobs take: the pack and its first day. */
static char *
dup_input (Activation *self, QzDay from)
{
  g_autofree char *day = qz_day_format (from);

  return g_strconcat (day, "\n", self->pack, NULL);
}

/* ── what follows ────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_consequence (QzSheet *sheet, guint row)
{
  const char *level = qz_cell_text (sheet, row, "level");
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (qz_cell_text (sheet, row, "what"));
  const QzLevel shown = g_strcmp0 (level, "refused") == 0   ? QZ_LEVEL_RED
                        : g_strcmp0 (level, "warning") == 0 ? QZ_LEVEL_YELLOW
                                                            : QZ_LEVEL_GOOD;
  GtkWidget *icon = gtk_image_new_from_icon_name (qz_level_get_icon (shown));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, shown == QZ_LEVEL_RED      ? "error"
                                  : shown == QZ_LEVEL_YELLOW ? "warning"
                                                             : "success");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  qz_level_get_word (shown), -1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

static void
show_consequences (Activation *self, QzSheet *sheet)
{
  const gboolean can = qz_fact_number (sheet, "can") != 0;
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->consequences))) != NULL)
    gtk_box_remove (self->consequences, old);
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    gtk_box_append (self->consequences, new_consequence (sheet, row));
  self->shown = (QzDay) qz_fact_number (sheet, "valid_from");
  adw_alert_dialog_set_heading (self->dialog, can ? _("Activate This Policy?")
                                                  : _("This Policy Cannot Be Activated"));
  adw_alert_dialog_set_response_enabled (self->dialog, "activate", can);
}

/* ── another first day ───────────────────────────────────────────────────────────────────────── */

static void
foreseen_again (gpointer dialog, gpointer input, gpointer output, const GError *error)
{
  Activation *self = peek_activation (dialog);

  if (error == NULL)
    show_consequences (self, output);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    qz_day_row_say_fault (self->first, error->message);
}

/* Nothing can be activated until what follows from the day is shown. */
static void
day_changed_cb (Activation *self)
{
  g_autoptr (GError) error = NULL;
  QzDay day = QZ_DAY_NONE;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (!qz_day_row_get_day (self->first, &day, &error) || day == QZ_DAY_NONE)
    {
      adw_alert_dialog_set_response_enabled (self->dialog, "activate", FALSE);
      return;
    }
  if (day == self->shown)
    return;
  adw_alert_dialog_set_response_enabled (self->dialog, "activate", FALSE);
  self->shown = QZ_DAY_NONE;
  qz_session_run (self->session, &qz_job_foresee_policy, dup_input (self, day), self->dialog,
                  self->cancellable, foreseen_again);
}

/* ── activating ──────────────────────────────────────────────────────────────────────────────── */

static void
activated (gpointer parent, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (parent, _("The Policy Was Not Activated"), error);
  else
    qz_nav_toast (parent, _("The policy is active."), NULL, NULL);
}

static void
response_cb (Activation *self, const char *response)
{
  if (g_str_equal (response, "activate") && self->parent != NULL && self->shown != QZ_DAY_NONE)
    qz_session_run (self->session, &qz_job_activate_policy, dup_input (self, self->shown),
                    self->parent, NULL, activated);
}

static GtkWidget *
new_content (Activation *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *consequences = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->first = g_object_new (QZ_TYPE_DAY_ROW, "title", _("In force from"), NULL);
  self->consequences = GTK_BOX (consequences);
  qz_day_row_set_session (self->first, self->session);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->first));
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), consequences);
  return box;
}

void
qz_policy_activate_dialog_present (GtkWidget *parent, QzSession *session, const char *pack,
                                   QzSheet *foreseen)
{
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);
  Activation *self = g_new0 (Activation, 1);

  self->dialog = ADW_ALERT_DIALOG (dialog);
  self->session = g_object_ref (session);
  self->pack = g_strdup (pack);
  self->cancellable = g_cancellable_new ();
  g_set_weak_pointer (&self->parent, parent);
  g_object_set_data_full (G_OBJECT (dialog), "qz-activation", self, activation_free);
  adw_alert_dialog_set_extra_child (self->dialog, new_content (self));
  adw_alert_dialog_add_responses (self->dialog, "close", _("_Cancel"), "activate", _("_Activate"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (self->dialog, "activate", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (self->dialog, "close");
  show_consequences (self, foreseen);
  qz_day_row_set_day (self->first, self->shown);
  g_signal_connect_swapped (self->first, "changed", G_CALLBACK (day_changed_cb), self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  adw_dialog_present (dialog, parent);
}
