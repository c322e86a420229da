/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* Ways from a figure or warning to the list behind it: the window's action "show-list" with page,
 * column and value; column "" searches for the value, value "" shows the whole list, and what
 * stands in the value after a line break is searched for besides. */

/* What @button opens; @page NULL: nothing. Pages that do not exist open nothing. */
void qz_link_set (GtkActionable *button, const char *page, const char *column, const char *value);
/* Opens what the columns page, column, value of a row name; FALSE when they name nothing. */
gboolean qz_link_open_row (GtkWidget *widget, QzSheet *sheet, guint row);
/* The same as an action and a target for @button. */
void qz_link_set_row (GtkActionable *button, QzSheet *sheet, guint row);

/* Once @page shows its rows, chooses @value in its filter of @column, also if no row has it;
 * without such a filter, or with column "", searches for it. */
void qz_link_preset (GtkWidget *page, const char *column, const char *value);

G_END_DECLS
