/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-plot.h"
#include "qz-warning-pill.h"

G_BEGIN_DECLS

/* A ratio as a bar with marks across it, e.g. 70 % and 90 % of a deposit, or a target of 80 %. Its
 * one point is the ratio itself. */
#define QZ_TYPE_GAUGE (qz_gauge_get_type ())
G_DECLARE_FINAL_TYPE (QzGauge, qz_gauge, QZ, GAUGE, QzPlot)

#define QZ_GAUGE_MARKS 3
typedef struct {
  gint64 marks_ppm[QZ_GAUGE_MARKS]; /* ascending; 0 ends */
} QzGaugeSpec;

GtkWidget *qz_gauge_new (const QzGaugeSpec *spec);
/* @ratio_ppm may exceed one; negative: there is none. @text: what the point says. */
void qz_gauge_set (QzGauge *self, gint64 ratio_ppm, QzLevel level, const char *text);
/* Where the bar ends, and where the @mark-th mark stands, in pixels of the chart. */
double qz_gauge_get_bar_end (QzGauge *self);
double qz_gauge_get_mark_x (QzGauge *self, guint mark);

G_END_DECLS
