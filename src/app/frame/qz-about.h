/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* The About dialog, whose debug information says what the program runs on and what book set is open
 * (@session nullable), so that a report of a fault needs nothing more. No people, no amounts. */
void qz_about_present (GtkWindow *window, QzSession *session);
/* That information as far as it is known without the book set. (transfer full) */
char *qz_about_dup_facts (GtkWindow *window);

G_END_DECLS
