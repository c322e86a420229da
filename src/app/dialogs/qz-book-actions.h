/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* What is done with a book set as a whole: adds the actions new-book, restore-book, and of the one
 * that is open back-up and verify-book to @window, a QzWindow. */
void qz_book_add_actions (GtkWidget *window, QzSession *session);
/* Copies the book set that is open to the new file @path and says so in a toast over @inside. When
 * it is not @book any more, for which that name was given, a message says so instead. */
void qz_book_back_up (GtkWidget *inside, QzSession *session, const char *book, const char *path);

G_END_DECLS
