/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-deadlines.h"

G_BEGIN_DECLS

/* DL-DT-*: the deadlines of medical assistance, from its months and years. Nothing happens by
 * itself when they pass. */

/* Appends to @found (element-type QzDeadline) what is due up to @until; nothing without an active
 * policy of medical assistance. @from: the day the book set begins; nobody is late with what was
 * before. @today decides which policy holds. */
gboolean qz_assist_deadlines_add (QzBook *book, QzDay from, QzDay today, QzDay until,
                                  GPtrArray *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @self is one of them. */
gboolean qz_deadline_is_assistance (const QzDeadline *self);
/* How it is counted, in words. (transfer full) */
char *qz_assist_deadline_dup_counting (const QzDeadline *self);

G_END_DECLS
