/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* What the window shows while no book set is open: the ways to one, and those opened before. */
#define QZ_TYPE_START_PAGE (qz_start_page_get_type ())
G_DECLARE_FINAL_TYPE (QzStartPage, qz_start_page, QZ, START_PAGE, AdwBin)

void qz_start_page_set_session (QzStartPage *self, QzSession *session, GMenuModel *menu);
/* Shows that a book set is being opened or made, in words, with a way out; NULL: no more. */
void qz_start_page_set_opening (QzStartPage *self, const char *what);
/* Why this page is shown at all, e.g. that the book set of last time is gone; "" nothing. */
void qz_start_page_say (QzStartPage *self, const char *text);
/* Paths, the latest first; those that are not there (any more) are left out. */
void qz_start_page_set_recent (QzStartPage *self, const char *const *paths);

G_END_DECLS
