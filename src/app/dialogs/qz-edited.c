/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-edited.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BEFORE_KEY "qz-edited"

/* ── what stands in the fields ───────────────────────────────────────────────────────────────── */

/* Of one widget. A choice and a switch have no text; what was chosen from a register stands in a
 * row of its own. */
static void
add_widget (GChecksum *checksum, GtkWidget *widget)
{
  g_autofree char *text = NULL;

  if (GTK_IS_TEXT (widget))
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  else if (ADW_IS_COMBO_ROW (widget))
    text = g_strdup_printf ("%u", adw_combo_row_get_selected (ADW_COMBO_ROW (widget)));
  else if (GTK_IS_SWITCH (widget))
    text = g_strdup_printf ("%d", gtk_switch_get_active (GTK_SWITCH (widget)));
  else if (GTK_IS_CHECK_BUTTON (widget))
    text = g_strdup_printf ("%d", gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)));
  else if (ADW_IS_ACTION_ROW (widget))
    text = g_strconcat (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "\n",
                        adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)), NULL);
  /* With the NUL, so that two texts are not one. */
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

/* The items that a choice offers are no fields. */
static void
add_below (GChecksum *checksum, GtkWidget *widget)
{
  add_widget (checksum, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      add_below (checksum, child);
}

static char *
dup_state (AdwDialog *dialog)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GtkWidget *child = adw_dialog_get_child (dialog);

  if (child != NULL)
    add_below (checksum, child);
  return g_strdup (g_checksum_get_string (checksum));
}

/* ── leaving it ──────────────────────────────────────────────────────────────────────────────── */

static void
response_cb (AdwDialog *dialog, const char *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (dialog);
}

static void
close_attempt_cb (AdwDialog *dialog)
{
  AdwDialog *question;

  if (!qz_edited_is (dialog))
    {
      adw_dialog_force_close (dialog);
      return;
    }
  question = adw_alert_dialog_new (_("Discard the Changes?"),
                                   _("What was typed here is not saved yet."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "stay", _("_Go On Editing"),
                                  "discard", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "stay");
  g_signal_connect_object (question, "response", G_CALLBACK (response_cb), dialog,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}

void
qz_edited_watch (AdwDialog *dialog)
{
  if (g_object_get_data (G_OBJECT (dialog), BEFORE_KEY) == NULL)
    {
      adw_dialog_set_can_close (dialog, FALSE);
      g_signal_connect (dialog, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
    }
  g_object_set_data_full (G_OBJECT (dialog), BEFORE_KEY, dup_state (dialog), g_free);
}

gboolean
qz_edited_is (AdwDialog *dialog)
{
  const char *before = g_object_get_data (G_OBJECT (dialog), BEFORE_KEY);
  g_autofree char *now = before != NULL ? dup_state (dialog) : NULL;

  return g_strcmp0 (before, now) != 0;
}
