/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* What happens by itself in care away from home (qz-nonlocal-tick.h): applied when a book set was
 * opened for writing and somebody acts, and when another day has come. What was done is told in a
 * toast that opens its list. Adds the action show-tick to @window, which stands for as long. */
void qz_tick_follow (GtkWidget *window, QzSession *session);

G_END_DECLS
