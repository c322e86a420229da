/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-day.h"

G_BEGIN_DECLS

/* A row for a day, typed as yyyy-mm-dd or chosen from a calendar. */
#define QZ_TYPE_DAY_ROW (qz_day_row_get_type ())
G_DECLARE_FINAL_TYPE (QzDayRow, qz_day_row, QZ, DAY_ROW, AdwEntryRow)

void qz_day_row_set_day (QzDayRow *self, QzDay day);
gboolean qz_day_row_get_day (QzDayRow *self, QzDay *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
