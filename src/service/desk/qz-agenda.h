/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Deadlines (domain 1.6) and what waits for people. Nothing of it is kept: it is worked out from
 * the policies in force, the documents and the calendar; only what people say (done, counted again)
 * is written. */

/* Deadlines whose due day is at most @until and that are open, or were met since the first of the
 * month before. Columns: key, due_day, days_left (working days; negative: overdue by so many),
 * status (overdue today soon open done), title, rule, base (the event it counts from, in words),
 * counting ("20 working days after 2026-02-10"), page, document (both nullable: where it is
 * done). */
QzSheet *qz_agenda_list (QzBook *book, const QzContext *context, QzDay until, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What the acting user's roles may do now. Columns: page, act, number, title, since, due_day,
 * amount. */
QzSheet *qz_agenda_list_waiting (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* For the sidebar, of the acting user. Columns: page (id of the window's page), count, level ("",
 * "yellow", "red"). */
QzSheet *qz_agenda_list_badges (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
