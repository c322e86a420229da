/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Medical assistance on the dashboard: the steps of its months, and reserves that run out. */
#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-dashboard-cards.h"
#include "qz-figure-button.h"
#include "qz-gauge-row.h"
#include "qz-link.h"

#define STEPS_KEY    "qz-assist-steps"
#define COUNTIES_KEY "qz-assist-counties"
#define GAUGES_KEY   "qz-assist-gauges"
#define MAX_GAUGES   5

static void
add_figure (GtkWidget *card, const char *key, const char *title, const char *page,
            const char *column, const char *value)
{
  GtkWidget *figure = qz_figure_button_new (title);

  qz_link_set (GTK_ACTIONABLE (figure), page, column, value);
  g_object_set_data (G_OBJECT (card), key, figure);
  gtk_box_append (GTK_BOX (card), figure);
}

static GtkWidget *
create_assistance (QzSession *session)
{
  GtkWidget *card = qz_card_new (_("Medical assistance"));
  GtkWidget *gauges = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  add_figure (card, STEPS_KEY, _("Open steps of the month and year"), "agenda", "rule", "DT-");
  add_figure (card, COUNTIES_KEY, _("Counties whose reserve runs out"), "assist-reserve",
              "open-assist-short", "");
  g_object_set_data (G_OBJECT (card), GAUGES_KEY, gauges);
  gtk_box_append (GTK_BOX (card), gauges);
  return card;
}

/* The deadlines of medical assistance among those that are open. */
static guint
count_steps (QzSheet *agenda, guint *out_late)
{
  guint n = 0;

  *out_late = 0;
  for (guint row = 0; row < qz_sheet_get_n_rows (agenda); row++)
    {
      const char *rule = qz_cell_text (agenda, row, "rule");

      if (rule == NULL || !g_str_has_prefix (rule, "DT-"))
        continue;
      n++;
      *out_late += qz_cell_number (agenda, row, "days_left") < 0;
    }
  return n;
}

static guint
count_overdrawn (QzSheet *warnings)
{
  guint n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (warnings); row++)
    n += g_strcmp0 (qz_cell_text (warnings, row, "level"), "overdrawn") == 0;
  return n;
}

static void
set_figure (GtkWidget *card, const char *key, guint n, const char *detail)
{
  GtkWidget *figure = g_object_get_data (G_OBJECT (card), key);
  g_autofree char *value = g_strdup_printf ("%u", n);

  qz_figure_button_set (QZ_FIGURE_BUTTON (figure), value, detail);
}

static void
add_gauge (GtkWidget *box, QzSheet *reserves, guint row)
{
  GtkWidget *button = qz_gauge_row_new_button (&qz_gauge_of_reserves, reserves, row, FALSE);
  g_autofree char *target = g_strdup_printf ("%s/%s", qz_fact_text (reserves, "year"),
                                             qz_cell_text (reserves, row, "county"));

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-assist-county-reserve");
  gtk_box_append (GTK_BOX (box), button);
}

/* The counties that have used most of the present year's reserve, the worst first (DT-11). */
static void
set_gauges (GtkWidget *card, QzSheet *reserves)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (card), GAUGES_KEY);
  g_autoptr (GArray) worst = reserves != NULL ? qz_gauge_row_dup_worst (reserves) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  for (guint i = 0; worst != NULL && i < MIN (worst->len, MAX_GAUGES); i++)
    add_gauge (box, reserves, g_array_index (worst, guint, i));
}

/* A book set without medical assistance has no such card. */
static void
set_assistance (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *agenda = qz_sheet_find_child (dashboard, "agenda");
  QzSheet *warnings = qz_sheet_find_child (dashboard, "warnings");
  QzSheet *reserves = qz_sheet_find_child (dashboard, "reserves");
  guint late = 0;
  const guint n_steps = agenda != NULL ? count_steps (agenda, &late) : 0;
  const guint n_counties = warnings != NULL ? qz_sheet_get_n_rows (warnings) : 0;
  g_autofree char *steps = g_strdup_printf (_("%u of them late"), late);
  g_autofree char *counties =
      g_strdup_printf (_("%u of them overdrawn"), n_counties > 0 ? count_overdrawn (warnings) : 0);

  gtk_widget_set_visible (card, n_steps + n_counties > 0
                                    || (reserves != NULL && qz_sheet_get_n_rows (reserves) > 0));
  set_gauges (card, reserves);
  set_figure (card, STEPS_KEY, n_steps, steps);
  set_figure (card, COUNTIES_KEY, n_counties, counties);
}

const QzDashboardCard qz_card_assistance = { create_assistance, set_assistance };
