/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-typesetter.h"

G_BEGIN_DECLS

/* A chart of the rows of a table, measured for paper: bars below one another with their figures, or
 * columns beside one another over an axis (months). What stands below zero is drawn on the other
 * side of it. Kinds of bars differ in lightness, so that a black and white copy can be read. */
typedef struct _QzChartLayout QzChartLayout;

QzChartLayout *qz_chart_layout_new (const QzForm *form, const QzFormBlock *block, QzSheet *table,
                                    double width, QzTypesetter *typesetter, const QzFill *fill,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_chart_layout_free (QzChartLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzChartLayout, qz_chart_layout_free)

double qz_chart_layout_get_height (QzChartLayout *self);
void qz_chart_layout_draw (QzChartLayout *self, cairo_t *cr, QzTypesetter *typesetter, double x,
                           double y);

G_END_DECLS
