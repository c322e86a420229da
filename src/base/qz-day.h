/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A civil day as the number of days since 1970-01-01 (proleptic Gregorian); no time zone. */
typedef gint32 QzDay;
#define QZ_DAY_NONE G_MININT32

/* A month of costs (费用所属期) as year × 100 + month, e.g. 202605. */
typedef gint32 QzPeriod;

/* Years 1900 to 2199; FALSE when there is no such day. */
gboolean qz_day_from_ymd (int year, int month, int day, QzDay *out) G_GNUC_WARN_UNUSED_RESULT;
void qz_day_to_ymd (QzDay day, int *year, int *month, int *mday); /* out pointers nullable */
/* "yyyy-mm-dd" exactly. */
gboolean qz_day_parse (const char *text, QzDay *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first ten bytes at @text as yyyy-mm-dd; no error object, for importers. */
gboolean qz_day_parse_plain (const char *text, gsize length, QzDay *out) G_GNUC_WARN_UNUSED_RESULT;
char *qz_day_format (QzDay day); /* "2026-03-10", "" for QZ_DAY_NONE (transfer full) */
/* Writes ten characters and NUL. */
void qz_day_write (QzDay day, char buffer[11]);
int qz_day_get_weekday (QzDay day); /* 1 Monday … 7 Sunday */

/* "2026-03" or "202603". */
gboolean qz_period_parse (const char *text, QzPeriod *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
char *qz_period_format (QzPeriod period); /* "2026-03" (transfer full) */
QzPeriod qz_period_of_day (QzDay day);
QzPeriod qz_period_add (QzPeriod period, int n_months);
QzDay qz_period_get_first_day (QzPeriod period);
QzDay qz_period_get_last_day (QzPeriod period);

G_END_DECLS
