/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Gives @button a popover with a button for each item of @model, section by section. GTK's own
 * menus (4.18) tell a screen reader no name of their items; buttons do. What would
 * write is guarded (qz-guard.h). */
void qz_action_menu_attach (GtkMenuButton *button, GMenuModel *model);

/* Such a menu at @x and @y of @widget, as a click with the other button brings it; it goes when it
 * is closed. */
void qz_action_menu_popup (GtkWidget *widget, GMenuModel *model, double x, double y);

/* Like gtk_actionable_set_detailed_action_name(), which warns of a missing target on its way;
 * guards the button if the action writes. */
void qz_actionable_set (GtkWidget *widget, const char *detailed_name);

G_END_DECLS
