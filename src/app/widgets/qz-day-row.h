/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-day.h"
#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzDayRow:
 *
 * A row for a day, typed as yyyy-mm-dd or chosen from a calendar. With a session the calendar marks
 * the days that are no working days, and the row says which working day of its month the day is and
 * how many are left from today. A wrong day is explained when the row is left.
 */
#define QZ_TYPE_DAY_ROW (qz_day_row_get_type ())
G_DECLARE_FINAL_TYPE (QzDayRow, qz_day_row, QZ, DAY_ROW, AdwEntryRow)

/* Reads the book set's calendar; without it the row knows no working days. */
void qz_day_row_set_session (QzDayRow *self, QzSession *session);
void qz_day_row_set_day (QzDayRow *self, QzDay day);
gboolean qz_day_row_get_day (QzDayRow *self, QzDay *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Marks the row as wrong for a reason that it cannot know itself; until it is written to. */
void qz_day_row_say_fault (QzDayRow *self, const char *message);
/* What it says of its day: "6th working day of the month …"; "" when it says nothing. */
const char *qz_day_row_get_note (QzDayRow *self);

G_END_DECLS
