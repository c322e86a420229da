/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-calendar.h"
#include "qz-clock.h"

G_BEGIN_DECLS

/* A calendar file of whole-day events (RFC 5545): CRLF, lines folded at 75 octets without cutting a
 * character, text escaped. The same events give the same bytes. */
typedef struct _QzIcs QzIcs;

typedef struct {
  const char *uid; /* the same for ever: a calendar program replaces the event it has */
  QzDay day;
  QzDay alarm_day; /* an alarm at nine in the morning of this day, Asia/Shanghai */
  const char *summary;
  const char *description;
} QzIcsEvent;

/* @clock: its business time becomes the time stamp of the events. */
QzIcs *qz_ics_new (const char *name, const QzClock *clock);
void qz_ics_free (QzIcs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzIcs, qz_ics_free)
void qz_ics_add (QzIcs *self, const QzIcsEvent *event);
/* Ends it and gives its bytes. (transfer full) */
GBytes *qz_ics_end (QzIcs *self);

G_END_DECLS
