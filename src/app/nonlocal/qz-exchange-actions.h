/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window's acts of packages: make-package, open-package, accept-package, own-key, trust-office,
 * distrust-office. */
void qz_exchange_add_actions (GtkWidget *window);

G_END_DECLS
