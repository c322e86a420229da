/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzNewBookDialog:
 *
 * An assistant for a new book set: its file, name and agency; the policies of the area; the people
 * and their roles; a summary. Only the last step writes, and then everything or nothing; the window
 * opens what was made (action "win.open-path").
 */
#define QZ_TYPE_NEW_BOOK_DIALOG (qz_new_book_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzNewBookDialog, qz_new_book_dialog, QZ, NEW_BOOK_DIALOG, AdwDialog)

/* Gives the dialog for tests. (transfer none) */
QzNewBookDialog *qz_new_book_dialog_present (GtkWidget *parent, QzSession *session);
/* Where the file goes, in place of what is proposed. */
void qz_new_book_dialog_set_path (QzNewBookDialog *self, const char *path);
/* The action new-book. */
void qz_new_book_add_action (GtkWidget *window, QzSession *session);

G_END_DECLS
