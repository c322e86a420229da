/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of the voucher grid are called where they are heard, not seen. */
#include <glib/gi18n-lib.h>

#include "qz-choice.h"
#include "qz-voucher-grid-private.h"

static void
name_cell (GtkEditable *cell, guint number, const char *title)
{
  g_autofree char *name = g_strdup_printf (_("Line %u: %s"), number, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The button beside a cell says which line it is of. */
static void
name_chooser (GtkEditable *cell, guint number)
{
  GtkWidget *button = gtk_widget_get_next_sibling (GTK_WIDGET (cell));
  g_autofree char *name =
      g_strdup_printf (_("Line %u: %s"), number, gtk_widget_get_tooltip_text (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
qz_voucher_grid_name_line (QzGridLine *line, guint number)
{
  g_autofree char *path = g_strdup_printf (_("Line %u: %s"), number, _("Path"));
  g_autofree char *head = g_strdup_printf (_("Line %u"), number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (line->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  head, -1);
  name_cell (line->summary, number, _("Summary"));
  name_cell (line->account, number, _("Account"));
  name_cell (line->provider, number, _("Provider"));
  name_cell (line->period, number, _("Month of costs"));
  name_cell (qz_amount_entry_get_editable (line->debit), number, _("Debit"));
  name_cell (qz_amount_entry_get_editable (line->credit), number, _("Credit"));
  name_chooser (line->account, number);
  name_chooser (line->provider, number);
  qz_choice_set_title (line->path, path);
}
