/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Gives the items that drop down from @choice, a GtkDropDown or AdwComboRow of GtkStringObjects,
 * and its search entry names on the accessibility bus: those of GTK's own factory have none there.
 * A row is called "title: item" from now on. */
void qz_choice_name_items (GtkWidget *choice);
/* What takes the keyboard of a GtkDropDown is a button within, which would be called by the chosen
 * item alone: both are called "@title: item" from now on. */
void qz_choice_set_title (GtkDropDown *choice, const char *title);

G_END_DECLS
