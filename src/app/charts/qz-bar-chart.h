/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-plot.h"

G_BEGIN_DECLS

#define QZ_BAR_PARTS 3

/* How bars are read from a sheet; a static table entry. */
typedef struct {
  const char *label;               /* column that stands under the bars */
  const char *parts[QZ_BAR_PARTS]; /* amount columns, stacked from below; NULL ends */
  const char *outline;             /* amount column drawn as an empty frame; nullable */
  const char *level;               /* text column "yellow", "red": the bar's colour; nullable */
  gint64 mark;                     /* a line across at this value; 0: none */
  gint64 second_mark;              /* another one, above it */
  const char *low, *high;          /* columns of an interval around the bar; nullable */
} QzBarSpec;

/* Bars, one for each row of a sheet: by working day, by age, by month. */
#define QZ_TYPE_BAR_CHART (qz_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (QzBarChart, qz_bar_chart, QZ, BAR_CHART, QzPlot)

GtkWidget *qz_bar_chart_new (const QzBarSpec *spec);
void qz_bar_chart_set_sheet (QzBarChart *self, QzSheet *sheet);
/* The rectangle of the stacked parts of a bar, as it is drawn. */
void qz_bar_chart_get_bar (QzBarChart *self, guint row, graphene_rect_t *out);
/* 2: every second bar has its label below it; 1: all do, as there is room. */
guint qz_bar_chart_get_label_step (QzBarChart *self);
gboolean qz_bar_chart_is_empty (QzBarChart *self); /* no amount at all */

G_END_DECLS
