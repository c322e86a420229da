/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds what can be done in medical assistance to @window: the actions of one table, each with a
 * target that says what it is done to. */
void qz_assist_add_actions (GtkWidget *window);

G_END_DECLS
