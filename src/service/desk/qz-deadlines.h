/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-kinds.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/* Deadlines of a book set: the rules of the packs in force (their [deadline] sections), applied to
 * the months and days that the book set has. */

typedef enum {
  QZ_DEADLINE_OVERDUE, /* from the day after, 00:00 (domain 6.1) */
  QZ_DEADLINE_TODAY,
  QZ_DEADLINE_SOON, /* at most three working days left */
  QZ_DEADLINE_OPEN,
  QZ_DEADLINE_DONE,
} QzDeadlineStatus;
const char *qz_deadline_status_to_text (QzDeadlineStatus status); /* "overdue" … */

typedef struct {
  QzPolicy *policy; /* keeps the rule alive */
  const QzDeadlineRule *rule;
  char *key;         /* "DL-JL-MS/2026-02", "DL-JL-DAY/2026-02-09", "DL-JL-SC/2026-Q1" */
  QzPeriod period;   /* month of the costs; the last one of a quarter */
  QzDay day;         /* the claim day; QZ_DAY_NONE where a month is meant */
  QzDay base;        /* what is counted from */
  gboolean base_is_guess; /* nobody declared yet: the pack's own cut-off day */
  QzDay counted;     /* the due day by the calendar as it is now */
  QzDay due;         /* as the documents keep it, else as counted */
  QzDay met;         /* QZ_DAY_NONE: not yet */
  int kind;          /* QzDocumentKind that proves it; -1: a person */
  char *subject;     /* what it is about, of care away from home; else NULL: the key tells */
  char *base_event;  /* what it is counted from, of care away from home; else NULL */
  char *document;    /* the first one that is not there yet; nullable */
  char *done_by;     /* who said so; nullable */
  char *note;        /* what he said; nullable */
} QzDeadline;
void qz_deadline_free (QzDeadline *self);

/* All of them that are due on @until or before, by day. (element-type QzDeadline) */
GPtrArray *qz_deadlines_load (QzBook *book, const QzContext *context, QzDay until, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same by another calendar than the book set's. */
GPtrArray *qz_deadlines_load_by (QzBook *book, const QzContext *context, QzCalendar *calendar,
                                 QzDay until, GError **error) G_GNUC_WARN_UNUSED_RESULT;

QzDeadlineStatus qz_deadline_get_status (const QzDeadline *self, QzCalendar *calendar,
                                         QzDay today);
/* Working days left; overdue: calendar days since, negative. */
int qz_deadline_get_days_left (const QzDeadline *self, QzCalendar *calendar, QzDay today);
/* For people: "2026-02 月结算拨付", the event it counts from, how it is counted, and (6.3) that the
 * holidays of a year are not known, "" when they are. (transfer full) */
char *qz_deadline_dup_title (const QzDeadline *self);
char *qz_deadline_dup_base (const QzDeadline *self);
char *qz_deadline_dup_counting (const QzDeadline *self);
char *qz_deadline_dup_warning (const QzDeadline *self, QzCalendar *calendar);
/* The warning of 6.3 for the years from @from to @to; "" when their holidays are known. */
char *qz_calendar_dup_warning (QzCalendar *calendar, QzDay from, QzDay to);

/* The due day that a document of @kind gets by the calendar as it is now, QZ_DAY_NONE when none.
 * @day: its business day; @period: the month; @cutoff: the first cut-off of its declarations. */
QzDay qz_deadline_count_document (QzPolicy *policy, QzCalendar *calendar, QzDocumentKind kind,
                                  QzPeriod period, QzDay day, QzDay cutoff);

G_END_DECLS
