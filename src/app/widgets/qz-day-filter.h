/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A filter of days: from, to, or both. Signal "changed". */
#define QZ_TYPE_DAY_FILTER (qz_day_filter_get_type ())
G_DECLARE_FINAL_TYPE (QzDayFilter, qz_day_filter, QZ, DAY_FILTER, AdwBin)

GtkWidget *qz_day_filter_new (const char *title);
/* yyyy-mm-dd; NULL: open. */
const char *qz_day_filter_get_from (QzDayFilter *self);
const char *qz_day_filter_get_to (QzDayFilter *self);
void qz_day_filter_set (QzDayFilter *self, const char *from, const char *to);
const char *qz_day_filter_get_title (QzDayFilter *self);
/* "2026-03-01 – 2026-03-10"; NULL when any day fits. (transfer full) */
char *qz_day_filter_dup_text (QzDayFilter *self);

G_END_DECLS
