/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-act.h"

G_BEGIN_DECLS

/* The window's acts of packages: make-package, open-package, accept-package, own-key, trust-office,
 * distrust-office. */
void qz_exchange_add_actions (GtkWidget *window);

extern const QzNlAct qz_act_accept_package;  /* key: its number */
extern const QzNlAct qz_act_distrust_office; /* key: the office */

G_END_DECLS
