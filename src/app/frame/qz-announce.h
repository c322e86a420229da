/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says @text to screen readers on behalf of @widget: what has just changed without the focus going
 * there. Nothing while @widget stands in no window on the screen, for its accessible object is not
 * on the bus then, and what a result of a closed dialog has to say concerns nobody. Gives whether
 * it was said. */
gboolean qz_announce (GtkWidget *widget, const char *text);

G_END_DECLS
