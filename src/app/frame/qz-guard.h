/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-roles.h"
#include "qz-session.h"

G_BEGIN_DECLS

/* What would write cannot be pressed while the book set is read-only or the acting user has not
 * the right; the button says why, in its tooltip and to screen readers. Which right an action of
 * the window needs stands in one table here; who has it, in the table of rights (qz-roles.h).
 * A guarded button finds the session at the widget that stands around it. */

/* Buttons inside of @scope (the window) follow @session. */
void qz_guard_set_session (GtkWidget *scope, QzSession *session);
/* Why @action ("page.refuse") cannot be done inside of @scope for another reason, which is said
 * first; NULL: none. */
void qz_guard_set_reason (GtkWidget *scope, const char *action, const char *why);
/* Guards a button by its action. Again after the action was changed. */
void qz_guard_watch (GtkWidget *button);
/* Guards a button that has no action of the table. QZ_N_RIGHTS: whoever acts may. */
void qz_guard_watch_right (GtkWidget *button, QzRight right);
/* Why the acting user may not do @action ("win.run::daily") at present; NULL when he may. */
char *qz_guard_dup_refusal (QzSession *session, const char *action);

G_END_DECLS
