/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds what can be done to one thing of care away from home to @window: all actions of one table,
 * each with the thing's key as its target (a string). */
void qz_care_add_actions (GtkWidget *window);

G_END_DECLS
