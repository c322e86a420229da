/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*QzReasonFunc) (GtkWidget *owner, const char *reason, gpointer data);

/* Asks for the reason of an act that reverses or stops money; @done is called with a reason that is
 * not empty, or never. @act: the button's words; @what: the thing it is done to. */
void qz_reason_dialog_present (GtkWidget *owner, const char *act, const char *what,
                               QzReasonFunc done, gpointer data);

G_END_DECLS
