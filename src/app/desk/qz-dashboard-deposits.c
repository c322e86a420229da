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

static guint
get_rank (QzSheet *gauges, guint row)
{
  return qz_gauge_row_get_level (qz_cell_text (gauges, row, "level"));
}

/* Whether @one is worse than @other. */
static gboolean
is_worse (QzSheet *gauges, guint one, guint other)
{
  if (get_rank (gauges, one) != get_rank (gauges, other))
    return get_rank (gauges, one) > get_rank (gauges, other);
  return qz_cell_number (gauges, one, "rate") > qz_cell_number (gauges, other, "rate");
}

/* The worst row that had no turn yet; it is marked in @taken. */
static guint
take_worst (QzSheet *gauges, gboolean *taken)
{
  int worst = -1;

  for (guint row = 0; row < qz_sheet_get_n_rows (gauges); row++)
    if (!taken[row] && (worst < 0 || is_worse (gauges, row, (guint) worst)))
      worst = (int) row;
  taken[worst] = TRUE;
  return (guint) worst;
}

/* The worst come first. A book set without care away from home has no such card. */
static void
set_deposits (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *gauges = qz_sheet_find_child (dashboard, "gauges");
  const guint n = gauges != NULL ? qz_sheet_get_n_rows (gauges) : 0;
  g_autofree gboolean *taken = g_new0 (gboolean, n + 1);

  qz_card_clear (card);
  gtk_widget_set_visible (gtk_widget_get_parent (card), n > 0);
  for (guint i = 0; i < MIN (n, MAX_GAUGES); i++)
    {
      const guint row = take_worst (gauges, taken);
      GtkWidget *button = gtk_button_new ();
      g_autofree char *told = qz_gauge_row_dup_text (gauges, row);

      gtk_button_set_child (GTK_BUTTON (button), qz_gauge_row_new (gauges, row, FALSE));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "qz-card-row");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      told, -1);
      qz_link_set (GTK_ACTIONABLE (button), "deposits", "", "");
      gtk_box_append (GTK_BOX (card), button);
    }
  add_all (card, n);
}

const QzDashboardCard qz_card_deposits = { create_deposits, set_deposits };
