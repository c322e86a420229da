/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* An open balance of 暂付款—即时结算: what was paid before its month was settled, by the path it went
 * and the month of the costs (by claim date, AMB-09). */
typedef struct {
  QzPath path;
  QzPeriod period;
  QzFen amount_fen; /* > 0 */
} QzOpenItem;

G_END_DECLS
