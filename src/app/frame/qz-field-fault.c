/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-field-fault.h"

#include "qz-day-row.h"

/* @message nullable: nothing is wrong any more. */
static void
mark (GtkAccessible *accessible, const char *message, const char *rest)
{
  if (message != NULL)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                 GTK_ACCESSIBLE_INVALID_TRUE, -1);
  else
    gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
  if (message != NULL || rest != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    message != NULL ? message : rest, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
qz_field_fault_tell (GtkWidget *field, const char *message)
{
  GtkEditable *text =
      GTK_IS_EDITABLE (field) ? gtk_editable_get_delegate (GTK_EDITABLE (field)) : NULL;
  const char *note = QZ_IS_DAY_ROW (field) ? qz_day_row_get_note (QZ_DAY_ROW (field)) : NULL;

  mark (GTK_ACCESSIBLE (field), message,
        ADW_IS_ACTION_ROW (field) ? adw_action_row_get_subtitle (ADW_ACTION_ROW (field)) : NULL);
  if (text != NULL)
    mark (GTK_ACCESSIBLE (text), message, note);
}

void
qz_field_fault_show (GtkLabel *label, GtkWidget *field, const char *message)
{
  gtk_label_set_label (label, message);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  gtk_widget_add_css_class (field, "error");
  qz_field_fault_tell (field, message);
  gtk_widget_grab_focus (field);
}

void
qz_field_fault_clear (GtkLabel *label, GtkWidget *field)
{
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  gtk_widget_remove_css_class (field, "error");
  qz_field_fault_tell (field, NULL);
}
