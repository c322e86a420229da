/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-reason-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-first-field.h"

typedef struct {
  GtkWidget *owner;
  QzReasonFunc done;
  gpointer data;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_object_unref (asked->owner);
  g_free (asked);
}

static char *
dup_reason (AdwAlertDialog *dialog)
{
  GtkWidget *group = adw_alert_dialog_get_extra_child (dialog);
  GtkEditable *entry = g_object_get_data (G_OBJECT (group), "entry");

  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

/* A reason is asked for and kept, so there must be one. */
static void
changed_cb (GtkEditable *entry, gpointer user_data)
{
  AdwAlertDialog *dialog = user_data;
  g_autofree char *reason = dup_reason (dialog);

  adw_alert_dialog_set_response_enabled (dialog, "do", *reason != '\0');
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asked *asked = user_data;
  g_autofree char *reason = dup_reason (dialog);

  if (g_str_equal (response, "do") && *reason != '\0')
    asked->done (asked->owner, reason, asked->data);
}

static GtkWidget *
new_entry (AdwDialog *dialog)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Reason"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  g_object_set_data (G_OBJECT (group), "entry", entry);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), dialog);
  return group;
}

void
qz_reason_dialog_present (GtkWidget *owner, const char *act, const char *what, QzReasonFunc done,
                          gpointer data)
{
  AdwDialog *dialog = adw_alert_dialog_new (act, NULL);
  Asked *asked = g_new0 (Asked, 1);

  asked->owner = g_object_ref (owner);
  asked->done = done;
  asked->data = data;
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("%s: the reason is kept with it."), what);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "back",
                                  _("_Go Back"), "do", act, NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_entry (dialog));
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "do",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "do", FALSE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "back");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asked, asked_free, 0);
  qz_first_field_present (dialog, owner);
}
