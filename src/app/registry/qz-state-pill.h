/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The state of a provider's admission (SM-1) as icon, word and colour. (transfer floating) */
GtkWidget *qz_state_pill_new (const char *status);

G_END_DECLS
