/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-message.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-error.h"
#include "qz-nav.h"

gboolean
qz_message_is_cancel (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, QZ_ERROR, QZ_ERROR_CANCELLED)
         || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
         || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED);
}

static void
append_place (GString *text, const GError *error)
{
  g_autofree char *cell = qz_error_dup_cell (error);

  if (qz_error_get_file (error) != NULL)
    g_string_append_printf (text, _("\nFile: %s"), qz_error_get_file (error));
  if (cell != NULL)
    g_string_append_printf (text, _("\nCell: %s"), cell);
  if (cell == NULL && qz_error_get_line (error) > 0)
    g_string_append_printf (text, _("\nLine: %" PRIu64), qz_error_get_line (error));
  if (cell == NULL && qz_error_get_column (error) > 0)
    g_string_append_printf (text, _("\nColumn: %u"), qz_error_get_column (error));
  if (qz_error_get_field (error) != NULL)
    g_string_append_printf (text, _("\nField: %s"), qz_error_get_field (error));
}

char *
qz_message_dup_text (const GError *error)
{
  GString *text = g_string_new (error->message);

  if (error->domain != QZ_ERROR)
    return g_string_free (text, FALSE);
  append_place (text, error);
  if (qz_error_get_rule (error) != NULL)
    g_string_append_printf (text, _("\nRule: %s"), qz_error_get_rule (error));
  return g_string_free (text, FALSE);
}

static GtkWidget *
new_copyable (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  return label;
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  GtkWidget *label = adw_alert_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (label),
                            gtk_label_get_text (GTK_LABEL (label)));
}

void
qz_message_show_error (GtkWidget *parent, const char *heading, const GError *error)
{
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  if (qz_message_is_cancel (error))
    return;
  text = qz_message_dup_text (error);
  dialog = adw_alert_dialog_new (heading, NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_copyable (text));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "copy", _("_Copy Text"), "close",
                                  _("_Close"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  adw_dialog_present (dialog, parent);
}

void
qz_message_show_failed (AdwStatusPage *page, GtkStack *stack, const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (qz_message_is_cancel (error))
    return;
  text = qz_message_dup_text (error);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (page, escaped);
  gtk_stack_set_visible_child_name (stack, "failed");
  qz_nav_focus_content (GTK_WIDGET (page));
}
