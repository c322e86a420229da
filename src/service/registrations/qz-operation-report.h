/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* NL-37: the report on the operation of care away from home (R-OPS) of a month, drafted from what
 * the book set has: what was treated in the province. Facts: period. Children:
 * "sums": scope persons visits medfee fund acct fee_per_visit fund_per_visit fund_before growth
 *   (ppm, empty without a month before);
 * "funds": scope pool big cvlserv maf other;
 * "providers": the ten with the most fund money;
 * "deductions": reason n amount; "warnings": units whose deposit is yellow or red;
 * "stages": scope stage name due_day done_day state late;
 * "conclusions": text, computed. */
QzSheet *qz_operation_report (QzBook *book, const QzContext *context, QzPeriod period,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
