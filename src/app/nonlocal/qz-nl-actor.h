/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-session.h"

G_BEGIN_DECLS

/* Why nobody can act for the agency of @area now: another agency is acted for, or the book set does
 * not act for it. NULL: he can. @area NULL: the province. (transfer full) */
char *qz_nl_actor_dup_refusal (QzSession *session, const char *area);

G_END_DECLS
