/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* At the bottom of the window, as long as it holds: this computer's clock is behind the book set
 * (qz_session_dup_clock_warning()). Nothing is refused. */
#define QZ_TYPE_CLOCK_WARNING (qz_clock_warning_get_type ())
G_DECLARE_FINAL_TYPE (QzClockWarning, qz_clock_warning, QZ, CLOCK_WARNING, AdwBin)

void qz_clock_warning_set_session (QzClockWarning *self, QzSession *session);
/* Looks at the clock again. */
void qz_clock_warning_update (QzClockWarning *self);
/* What it says; "" while it is not there. */
const char *qz_clock_warning_get_text (QzClockWarning *self);

G_END_DECLS
