/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"

G_BEGIN_DECLS

/* Working days by the State Council's yearly arrangement (domain 6). Immutable once shared. */
typedef struct _QzCalendar QzCalendar;

typedef enum { QZ_DAY_KIND_HOLIDAY, QZ_DAY_KIND_WORK } QzDayKind;

typedef struct {
  QzDay day;
  QzDayKind kind;
  const char *name;   /* never NULL */
  const char *source; /* the notice that says so, as far as a file told; never NULL */
} QzCalendarDay;

QzCalendar *qz_calendar_new (void);
QzCalendar *qz_calendar_ref (QzCalendar *self);
void qz_calendar_unref (QzCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCalendar, qz_calendar_unref)

/* Refuses a day given twice with different kinds and a work day that is not a Sat/Sun (6.3). A day
 * given again with the same kind changes nothing. @name is nullable. */
gboolean qz_calendar_add (QzCalendar *self, QzDay day, QzDayKind kind, const char *name,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads CSV "date,type,name,source" (6.3), UTF-8 or GB18030; @file_name is for messages. */
QzCalendar *qz_calendar_new_from_csv (GBytes *csv, const char *file_name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* All days given, in order; valid until the next one is added. */
const QzCalendarDay *qz_calendar_get_days (QzCalendar *self, guint *n_days);
/* How many holidays were given for @year; under 10, an arrangement is hardly complete (6.3). */
guint qz_calendar_count_holidays (QzCalendar *self, int year);

gboolean qz_calendar_is_working_day (QzCalendar *self, QzDay day);
/* Whether a yearly arrangement was imported; if not, Mon–Fri is only a guess (6.3). */
gboolean qz_calendar_has_year (QzCalendar *self, int year);
/* The first year from @from to @to without an arrangement; 0: none. */
int qz_calendar_find_missing_year (QzCalendar *self, QzDay from, QzDay to);
/* The @n-th working day after @day; @day itself is not counted; @n >= 1. */
QzDay qz_calendar_add_workdays (QzCalendar *self, QzDay day, guint n);
/* The @n-th working day counted from the first of @period. May lie in a later month (6.5). */
QzDay qz_calendar_nth_workday (QzCalendar *self, QzPeriod period, guint n);
/* The first working day >= @day. */
QzDay qz_calendar_roll_forward (QzCalendar *self, QzDay day);
/* Working days after @from up to and including @to; negative when @to < @from. */
int qz_calendar_count_workdays (QzCalendar *self, QzDay from, QzDay to);

G_END_DECLS
