/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-session.h"
#include "qz-unsaved.h"

G_BEGIN_DECLS

/* TRUE when the window may close at once: no work is under way and nothing is unsaved. */
gboolean qz_leave_is_free (AdwNavigationView *view, QzSession *session);
/* Asks what is to become of the work under way and of unsaved changes, then calls @go_on on @owner
 * when the answers allow it. Work that is given up is cancelled, and its end waited for. */
void qz_leave_ask (AdwNavigationView *view, QzSession *session, GObject *owner,
                   QzUnsavedGoOnFunc go_on);

G_END_DECLS
