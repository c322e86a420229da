/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The acts of care away from home and of assistance (qz-nl-act.h): there are many, of one
 * mechanism. Each is begun, cancelled while it waits, and begun again. */

/* Whether the act @name, "qz_act_confirm", is among those that are tried. */
gboolean cancel_acts_has (const char *name);
guint cancel_acts_get_n (void);
void cancel_acts_test_each (void);
/* Those that a form begins. */
void cancel_acts_test_form (void);
