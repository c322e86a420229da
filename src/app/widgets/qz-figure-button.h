/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A figure with its name and a line of detail, as a button to what is behind it (see
 * qz_link_set(), it is a GtkActionable). */
#define QZ_TYPE_FIGURE_BUTTON (qz_figure_button_get_type ())
G_DECLARE_FINAL_TYPE (QzFigureButton, qz_figure_button, QZ, FIGURE_BUTTON, GtkButton)

GtkWidget *qz_figure_button_new (const char *title);
/* @value as people read it; @detail nullable. */
void qz_figure_button_set (QzFigureButton *self, const char *value, const char *detail);
const char *qz_figure_button_get_value (QzFigureButton *self);

G_END_DECLS
