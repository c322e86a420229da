/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Calculations that need no book set. */

/* NL-21: how much of a deposit a month's clearing uses up, by the numbers of the shipped policy of
 * care away from home. Facts: usage (ppm, or the text "—": AMB-25), level (green yellow red),
 * raise_two_months, raise_under_70 (fen, AMB-05). Refuses negative amounts. */
QzSheet *qz_calc_usage (QzFen clearing_fen, QzFen deposit_fen, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
