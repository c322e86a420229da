/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzFinderDialog:
 *
 * Find anything: pages and actions by their names, what lies in the book set by number, code, name,
 * pinyin or identity number. The arrow keys move along what was found while one goes on typing;
 * Enter goes there. Results are detailed actions of the window.
 */
#define QZ_TYPE_FINDER_DIALOG (qz_finder_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzFinderDialog, qz_finder_dialog, QZ, FINDER_DIALOG, AdwDialog)

QzFinderDialog *qz_finder_dialog_present (GtkWindow *window, QzSession *session);
/* For tests. */
void qz_finder_dialog_type (QzFinderDialog *self, const char *text);
/* The detailed action of the row that Enter would choose; NULL while nothing is found, or the
 * search is not done. (transfer none) */
const char *qz_finder_dialog_get_selected (QzFinderDialog *self);
void qz_finder_dialog_move (QzFinderDialog *self, int step);
/* Goes where the selected row leads. */
void qz_finder_dialog_choose (QzFinderDialog *self);

G_END_DECLS
