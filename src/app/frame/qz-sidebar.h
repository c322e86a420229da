/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/**
 * QzSidebar:
 *
 * The pages of the window, section by section, each with the count of what waits there for the
 * acting user: a number, for warnings an icon beside it, and both in words for a screen reader. The
 * counts are read again whenever something was written or somebody else acts. Sections of schemes
 * that the book set does not work are left out, but for the one of the page that is shown.
 *
 * Signals: "chosen" (id, activated): the user chose a page; @activated is FALSE while she only
 * moves along the list with the arrow keys.
 */
#define QZ_TYPE_SIDEBAR (qz_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (QzSidebar, qz_sidebar, QZ, SIDEBAR, AdwBin)

void qz_sidebar_set_session (QzSidebar *self, QzSession *session);
/* Marks the page that is shown; nothing is chosen by it. NULL or an unknown id marks none. */
void qz_sidebar_mark (QzSidebar *self, const char *id);
const char *qz_sidebar_get_marked (QzSidebar *self); /* nullable */
/* Whether it shows also the sections that the book set has no use for. */
void qz_sidebar_follow_settings (QzSidebar *self, GSettings *settings);
void qz_sidebar_reload (QzSidebar *self);
/* "3 red", "" without a badge: for tests. (transfer full) */
char *qz_sidebar_dup_badge (QzSidebar *self, const char *id);
/* The first page of a section, counted from 1: where Alt+1 … Alt+9 lead. NULL when there are
 * fewer. */
const QzPageSpec *qz_section_get_first (guint number);

G_END_DECLS
