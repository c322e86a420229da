/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-typesetter.h"

G_BEGIN_DECLS

/* Boxes of labels and values, and signature lines, measured for paper. */
typedef struct _QzGridLayout QzGridLayout;

QzGridLayout *qz_grid_layout_new (const QzForm *form, const QzFormBlock *block, double width,
                                  QzTypesetter *typesetter, const QzFill *fill, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_grid_layout_free (QzGridLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzGridLayout, qz_grid_layout_free)

double qz_grid_layout_get_height (QzGridLayout *self);
void qz_grid_layout_draw (QzGridLayout *self, cairo_t *cr, QzTypesetter *typesetter, double x,
                          double y);

G_END_DECLS
