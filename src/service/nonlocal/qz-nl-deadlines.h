/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-deadlines.h"

G_BEGIN_DECLS

/* DL-NL-*: the deadlines of care away from home, from clearing months, notices and transfers. */

/* Appends to @found (element-type QzDeadline) what is due up to @until; nothing without an active
 * policy of care away from home. @from: the day the book set begins; nobody is late with what was
 * before. @today decides which policy holds. */
gboolean qz_nl_deadlines_add (QzBook *book, QzCalendar *calendar, QzDay from, QzDay today,
                              QzDay until, GPtrArray *found, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Whether @self is one of them. */
gboolean qz_deadline_is_nonlocal (const QzDeadline *self);
/* "D1: … " in words: how it is counted, and what happens by itself when it is missed. (transfer
 * full) */
char *qz_nl_deadline_dup_counting (const QzDeadline *self);

G_END_DECLS
