/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-flow.h"
#include "qz-typesetter.h"

G_BEGIN_DECLS

/* One table measured for paper: widths, letters and heights. */
typedef struct _QzTableLayout QzTableLayout;

/* @fill fills the caption and the labels of the sums. */
QzTableLayout *qz_table_layout_new (const QzForm *form, const QzFormBlock *block, QzSheet *table,
                                    double width, QzTypesetter *typesetter, const QzFill *fill,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_table_layout_free (QzTableLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTableLayout, qz_table_layout_free)

/* The heights stay with the layout. */
void qz_table_layout_describe (QzTableLayout *self, QzFlowItem *item);
gboolean qz_table_layout_draw (QzTableLayout *self, cairo_t *cr, QzTypesetter *typesetter,
                               const QzFlowPiece *piece, double x, double y, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Rules of 0.5 points, frames of 0.75. */
#define QZ_RULE 0.5
#define QZ_FRAME 0.75
void qz_draw_frame (cairo_t *cr, const QzBox *box);

G_END_DECLS
