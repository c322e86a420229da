/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives the items that drop down from @choice, a GtkDropDown or AdwComboRow of GtkStringObjects, and
 * its search entry names on the accessibility bus: those of GTK's own factory have none there. */
void qz_choice_name_items (GtkWidget *choice);

G_END_DECLS
