/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* The people of the open book set, for whoever shows who did something. There is one window, and
 * one book set in it; any thread may ask. */

/* @users: as qz_book_list_users() gives them; NULL: no book set is open. */
void qz_people_set (QzSheet *users);
/* Whether cells of the column or fact name people who may act. */
gboolean qz_people_is_column (const char *column);
/* "zhao" → "赵明"; of two with the same name, "赵明 (zhao)"; who is not known stays as he is
 * called. (transfer full) */
char *qz_people_dup_name (const char *user) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
