/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-link.h"

#define ACTION "win.show-list"

static GVariant *
new_target (const char *page, const char *column, const char *value)
{
  return g_variant_new ("(sss)", page, column != NULL ? column : "", value != NULL ? value : "");
}

void
qz_link_set (GtkActionable *button, const char *page, const char *column, const char *value)
{
  if (page == NULL)
    {
      gtk_actionable_set_action_name (button, NULL);
      return;
    }
  gtk_actionable_set_action_target_value (button, new_target (page, column, value));
  gtk_actionable_set_action_name (button, ACTION);
}

static const char *
get_cell (QzSheet *sheet, guint row, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);

  return column >= 0 ? qz_sheet_get_text (sheet, row, (guint) column) : NULL;
}

gboolean
qz_link_open_row (GtkWidget *widget, QzSheet *sheet, guint row)
{
  const char *page = get_cell (sheet, row, "page");
  g_autoptr (GVariant) target = NULL;

  if (page == NULL)
    return FALSE;
  target = g_variant_ref_sink (
      new_target (page, get_cell (sheet, row, "column"), get_cell (sheet, row, "value")));
  return gtk_widget_activate_action_variant (widget, ACTION, target);
}

void
qz_link_set_row (GtkActionable *button, QzSheet *sheet, guint row)
{
  qz_link_set (button, get_cell (sheet, row, "page"), get_cell (sheet, row, "column"),
               get_cell (sheet, row, "value"));
}
