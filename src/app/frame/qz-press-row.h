/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of a list box that can be pressed over the accessibility bus too: GTK tells there of the
 * actions of a widget's own class, and GtkListBoxRow has none. */
#define QZ_TYPE_PRESS_ROW (qz_press_row_get_type ())
G_DECLARE_FINAL_TYPE (QzPressRow, qz_press_row, QZ, PRESS_ROW, GtkListBoxRow)

GtkWidget *qz_press_row_new (void);

G_END_DECLS
