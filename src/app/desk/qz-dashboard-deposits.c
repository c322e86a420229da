/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-dashboard-cards.h"
#include "qz-gauge-row.h"
#include "qz-link.h"

#define MAX_GAUGES 5

static GtkWidget *
create_deposits (QzSession *session)
{
  return qz_card_new (_("Use of deposits"));
}

static void
add_all (GtkWidget *card, guint n)
{
  g_autofree char *text = g_strdup_printf (_("All %u deposits"), n);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  qz_link_set (GTK_ACTIONABLE (button), "deposits", "", "");
  gtk_box_append (GTK_BOX (card), button);
}

static void
link_deposit (GtkWidget *button, QzSheet *gauges, guint row)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", qz_cell_text (gauges, row, "unit"),
                                          qz_cell_text (gauges, row, "scope"));

  qz_link_set (GTK_ACTIONABLE (button), "deposits", "open-deposit", key);
}

/* The worst come first. A book set without care away from home has no such card. */
static void
set_deposits (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *gauges = qz_sheet_find_child (dashboard, "gauges");
  const guint n = gauges != NULL ? qz_sheet_get_n_rows (gauges) : 0;
  g_autoptr (GArray) worst = n > 0 ? qz_gauge_row_dup_worst (gauges) : NULL;

  qz_card_clear (card);
  gtk_widget_set_visible (gtk_widget_get_parent (card), n > 0);
  for (guint i = 0; i < MIN (n, MAX_GAUGES); i++)
    {
      GtkWidget *button = qz_gauge_row_new_button (
          &qz_gauge_of_deposits, gauges, g_array_index (worst, guint, i), FALSE);

      link_deposit (button, gauges, g_array_index (worst, guint, i));
      gtk_box_append (GTK_BOX (card), button);
    }
  add_all (card, n);
}

const QzDashboardCard qz_card_deposits = { create_deposits, set_deposits };
