/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-tabs-page.h"

G_BEGIN_DECLS

/* A provider: facts of admission and agreement (SM-1), what it was paid and is owed by month and
 * insurance, the documents that pay it, its accounts, and its earlier states. @code: its code. */
AdwNavigationPage *qz_provider_page_new (QzSession *session, const char *code);
/* What adds up to one cell of its statement, "2026-03/EMP/open", or a whole month. */
AdwNavigationPage *qz_provider_statement_page_new (QzSession *session, const char *code,
                                                   const char *cell);

G_END_DECLS
