/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* The cards of the dashboard. Each is made once and given the sheet of qz_dashboard_load() after
 * every reading, so a table that was asked for stays. */
typedef struct {
  GtkWidget *(*create) (QzSession *session);
  void (*set) (GtkWidget *card, QzSheet *dashboard);
} QzDashboardCard;

extern const QzDashboardCard qz_card_deadlines;
extern const QzDashboardCard qz_card_waiting;
extern const QzDashboardCard qz_card_paid;
extern const QzDashboardCard qz_card_open;
extern const QzDashboardCard qz_card_batches;
extern const QzDashboardCard qz_card_share;
extern const QzDashboardCard qz_card_deposits;
extern const QzDashboardCard qz_card_assistance;
extern const QzDashboardCard qz_card_checks;

/* For the cards: */
/* A card with a heading; @title NULL: the content has its own. */
GtkWidget *qz_card_new (const char *title);
void qz_card_clear (GtkWidget *card); /* all but the heading */
/* A line that says why there is nothing. */
GtkWidget *qz_card_new_empty (const char *text);
/* What opens behind the fact, by the child "links". */
void qz_card_link_fact (GtkActionable *button, QzSheet *dashboard, const char *fact);
const char *qz_card_get_text (QzSheet *sheet, guint row, const char *column); /* nullable */
gint64 qz_card_get_fact (QzSheet *dashboard, const char *fact); /* 0 when there is none */

G_END_DECLS
