/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-documents.h"

G_BEGIN_DECLS

/* Deadlines (domain 1.6) and what waits for people. Nothing of it is kept: it is worked out from
 * the policies in force, the documents and the calendar; only what people say (done, counted again)
 * is written. */

/* Deadlines whose due day is at most @until and that are open, or were met since the first of the
 * month before. Columns: key, due_day, days_left (working days; overdue: calendar days, negative),
 * status (overdue today soon open done), title, rule, base (the event it counts from, in words),
 * counting ("20 working days after the declaration cut-off 2026-02-10 = 2026-03-16"), page,
 * document (both nullable: where it is done), warning (6.3: the holidays of a year are not known,
 * or ""), done_by, note (of a person who said so, or ""), by_person (nothing but a person's word
 * proves it). Facts: today, overdue, today_count, soon. */
QzSheet *qz_agenda_list (QzBook *book, const QzContext *context, QzDay until, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What the acting user's roles may do now. Columns: page, act (run settle review approve push
 * hand-over batch export return retry check post pass-papers), number (a document, batch, draft,
 * day or month), title, since, due_day, amount. */
QzSheet *qz_agenda_list_waiting (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* After @act on document @number: the next one, on from it, that the acting user may do the same
 * to; *out_next (transfer full) is NULL when none waits, or the act is none that things wait for
 * (review approve push hand-over). */
gboolean qz_agenda_find_next_document (QzBook *book, const QzContext *context, QzDocumentAct act,
                                       const char *number, char **out_next, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* After checking draft @number of a voucher: another that the acting user may check; 0: none. */
gboolean qz_agenda_find_next_draft (QzBook *book, const QzContext *context, guint number,
                                    guint *out_next, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For the sidebar, of the acting user. Columns: page (id of the window's page), count, level ("",
 * "yellow", "red"). */
QzSheet *qz_agenda_list_badges (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Which schemes beside instant settlement the book set works: those of which a policy was ever
 * activated or anything is recorded; supervision (NL-37, DT-20) belongs to both. Facts: nonlocal,
 * supervision, assistance. */
QzSheet *qz_agenda_list_schemes (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The days of @period for a month view. Columns: day, working, kind ("holiday", "work" or "": as
 * the day of the week says), name (of the holiday), known (the year's holidays are imported);
 * child "deadlines": as qz_agenda_list(), of all days of the month. */
QzSheet *qz_agenda_show_month (QzBook *book, const QzContext *context, QzPeriod period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Says that the deadline @key was met; @note says how. One that documents prove is ticked off by an
 * approver or manager alone. Logged. */
gboolean qz_agenda_done (QzBook *book, const QzContext *context, const char *key,
                         const char *note, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Open documents whose stored due day is not what the calendar now gives (6.3). @calendar: NULL:
 * the book set's own. Columns: number, kind, insurance, period, state, before, after. */
QzSheet *qz_agenda_list_moved (QzBook *book, QzCalendar *calendar, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Counts the due days of these documents (NULL-terminated) again, with a reason. One act. */
gboolean qz_agenda_recount (QzBook *book, const QzContext *context, const char *const *numbers,
                            const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the open deadlines up to @until as an iCalendar file (RFC 5545) with an alarm on the
 * working day before each. Fact sheet: file, events. */
QzSheet *qz_agenda_export (QzBook *book, const QzContext *context, QzDay until, const char *path,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
