/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-plot.h"
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
#define QZ_TYPE_PLOT_FRAME (qz_plot_frame_get_type ())
G_DECLARE_FINAL_TYPE (QzPlotFrame, qz_plot_frame, QZ, PLOT_FRAME, AdwBin)

/* @layout: of the table. @legend: @n_legend parts, none for a single one. Static both. */
GtkWidget *qz_plot_frame_new (const char *title, QzPlot *chart, const QzSheetLayout *layout,
                               const QzLegend *legend, guint n_legend);
/* @drawn: what the chart was given; @table: what the table shows. @empty (nullable): there is
 * nothing, and this says so. @summary: one sentence for those who hear the chart. */
void qz_plot_frame_set (QzPlotFrame *self, QzSheet *drawn, QzSheet *table, const char *summary,
                         const char *empty);
void qz_plot_frame_show_table (QzPlotFrame *self, gboolean table);
QzPlot *qz_plot_frame_get_chart (QzPlotFrame *self);
/* Makes the table, unless it was shown before. */
QzSheetView *qz_plot_frame_get_table (QzPlotFrame *self);
/* "chart", "table" or "empty". */
const char *qz_plot_frame_get_shown (QzPlotFrame *self);

G_END_DECLS
