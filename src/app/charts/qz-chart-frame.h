/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-chart.h"
#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* What a part of a chart is called. */
typedef struct {
  QzInk ink;
  const char *word; /* N_(…) */
} QzLegend;

/* A chart with its title, legend and table alternative: a button shows the same as a table. Points
 * and rows open the list that the sheet's columns page, column, value name. With nothing to draw
 * it says so. */
#define QZ_TYPE_CHART_FRAME (qz_chart_frame_get_type ())
G_DECLARE_FINAL_TYPE (QzChartFrame, qz_chart_frame, QZ, CHART_FRAME, AdwBin)

/* @layout: of the table. @legend: @n_legend parts, none for a single one. Static both. */
GtkWidget *qz_chart_frame_new (const char *title, QzChart *chart, const QzSheetLayout *layout,
                               const QzLegend *legend, guint n_legend);
/* @drawn: what the chart was given; @table: what the table shows. @empty (nullable): there is
 * nothing, and this says so. @summary: one sentence for those who hear the chart. */
void qz_chart_frame_set (QzChartFrame *self, QzSheet *drawn, QzSheet *table, const char *summary,
                         const char *empty);
void qz_chart_frame_show_table (QzChartFrame *self, gboolean table);
QzChart *qz_chart_frame_get_chart (QzChartFrame *self);
QzSheetView *qz_chart_frame_get_table (QzChartFrame *self);
/* "chart", "table" or "empty". */
const char *qz_chart_frame_get_shown (QzChartFrame *self);

G_END_DECLS
