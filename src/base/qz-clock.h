/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"

G_BEGIN_DECLS

/* The business time, handed down as a parameter; the only reader of the wall clock. */
typedef struct {
  char business[20]; /* "yyyy-mm-ddThh:mm:ss" */
  char real[20];
  QzDay today; /* business day */
} QzClock;

/* Wall clock in Asia/Shanghai (UTC+8, no DST). */
void qz_clock_init_now (QzClock *clock);
/* Replays: @text is "yyyy-mm-dd", "yyyy-mm-ddThh:mm" or with seconds; real time is the wall's. */
gboolean qz_clock_init_at (QzClock *clock, const char *text, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Trainings: the business time is the same time of day on @day. */
void qz_clock_set_day (QzClock *clock, QzDay day);
/* A steady count of microseconds, for measuring durations only; no civil time. */
gint64 qz_clock_get_tick_us (void);

G_END_DECLS
