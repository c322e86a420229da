/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Shows what follows from activating @pack, a shipped pack's id or a file, as it was @foreseen
 * (qz_policy_foresee()) on its own first day; lets another first day be chosen, and activates when
 * that is wanted. @parent says how it went, in a toast or a message. */
void qz_policy_activate_dialog_present (GtkWidget *parent, QzSession *session, const char *pack,
                                        QzSheet *foreseen);

G_END_DECLS
