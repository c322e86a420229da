/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-session.h"

G_BEGIN_DECLS

/* Why nobody can act for the agency of @area now: another agency is acted for, or the book set does
 * not act for it. NULL: he can. @area NULL: the province. (transfer full) */
char *qz_nl_actor_dup_refusal (QzSession *session, const char *area);
/* The same for an act of the agency with the code @agency, which may be a finance office. */
char *qz_nl_actor_dup_refusal_of (QzSession *session, const char *agency);

G_END_DECLS
