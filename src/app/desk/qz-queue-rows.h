/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"
#include "qz-warning-pill.h"

G_BEGIN_DECLS

/* The rows of the work queue: each is a button that opens where its work is done. */

/* What an act of qz_agenda_list_waiting() is called as a thing to do; @act itself if unknown. */
const char *qz_queue_act_get_word (const char *act);
/* What waits: a row of qz_agenda_list_waiting(). (transfer floating) */
GtkWidget *qz_queue_row_new (QzSheet *waiting, guint row);
/* A deadline: a row of qz_agenda_list(). Beside it, while it is open, a button for the action
 * "queue.tick" with its key. (transfer floating) */
GtkWidget *qz_deadline_row_new (QzSheet *deadlines, guint row);

/* "3 working days left", "today", "2 days overdue", "done". (transfer full) */
char *qz_deadline_dup_when (QzSheet *deadlines, guint row);
QzLevel qz_deadline_get_level (QzSheet *deadlines, guint row);
gboolean qz_deadline_is_done (QzSheet *deadlines, guint row);
/* A deadline of medical assistance (DL-DT-*) opens its month or year; FALSE for others. */
gboolean qz_deadline_link_assistance (GtkWidget *button, QzSheet *deadlines, guint row);
/* Cells of a named column; NULL and 0 when empty. */
const char *qz_queue_get_text (QzSheet *sheet, guint row, const char *column);
gint64 qz_queue_get_number (QzSheet *sheet, guint row, const char *column);

G_END_DECLS
