/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* The days of a clearing period, 15 – 17 – 18 – 21 – 23 – 24 – 25 – end of the month: what is due
 * on each, where it stands in words, and where today stands among them. It wraps where there
 * is little room. With the property "folded", for narrow pages, it is one line that says what is
 * next, and a press shows the days. */
#define QZ_TYPE_DAY_STRIP (qz_day_strip_get_type ())
G_DECLARE_FINAL_TYPE (QzDayStrip, qz_day_strip, QZ, DAY_STRIP, AdwBin)

/* @stages: of qz_clearing_show(); @today: QzDay. */
void qz_day_strip_set (QzDayStrip *self, QzSheet *stages, gint today);
/* All of it as one sentence, as it is heard. */
const char *qz_day_strip_get_summary (QzDayStrip *self);

G_END_DECLS
