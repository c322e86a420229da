/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* A scale from zero (or below, when something is negative) to a round number above the greatest
 * value. Values are as sheets keep them: fen, ppm, counts. */
typedef struct {
  QzValueType type;
  double low, high; /* multiples of step */
  double step;
} QzAxis;

/* @n_steps: how many steps are good to read, e.g. 4. */
void qz_axis_init (QzAxis *self, QzValueType type, double least, double greatest, guint n_steps);
/* Short: "120万", "80 %". (transfer full) */
char *qz_axis_dup_label (const QzAxis *self, double value);
/* 0 at the low end, 1 at the high one. */
double qz_axis_get_share (const QzAxis *self, double value);

G_END_DECLS
