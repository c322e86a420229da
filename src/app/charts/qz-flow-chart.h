/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-plot.h"

G_BEGIN_DECLS

/* Ways of money as a picture: accounts are boxes, legs between them arrows with their amount and
 * where they stand in words. Where it is narrow the accounts stand below each other. A point is a
 * leg. */
#define QZ_TYPE_FLOW_CHART (qz_flow_chart_get_type ())
G_DECLARE_FINAL_TYPE (QzFlowChart, qz_flow_chart, QZ, FLOW_CHART, QzPlot)

#define QZ_FLOW_NODES 5

/* One way, its accounts from the first payer to the last payee; a static table entry. */
typedef struct {
  char letter; /* 'D': its legs are D1, D2 … */
  gboolean backwards; /* the last number comes first: R4 … R1 */
  struct {
    const char *above, *below; /* N_(…): two short lines; a NULL ends them */
  } nodes[QZ_FLOW_NODES];
} QzFlowWay;

GtkWidget *qz_flow_chart_new (const QzFlowWay *ways, guint n_ways);
/* Rows: leg ("D1"), due (amount), state (in words), level ("good", "yellow", "red", ""); ways
 * without a row are not drawn. */
void qz_flow_chart_set_sheet (QzFlowChart *self, QzSheet *sheet);

G_END_DECLS
