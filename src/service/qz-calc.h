/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Calculations that need no book set. */

/* NL-21: how much of a deposit a month's clearing uses up, by the numbers of the shipped policy of
 * care away from home. Facts: usage (ppm, or the text "—": AMB-25), level (green yellow red),
 * raise_two_months, raise_under_70 (fen, AMB-05). Refuses negative amounts. */
QzSheet *qz_calc_usage (QzFen clearing_fen, QzFen deposit_fen, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* EX-5, DT-14: the layers of one bill by @policy_name (the id of a shipped pack, or a file) as it
 * holds on @day. @words: NULL-terminated KEY=VALUE: category (several joined by a comma; without it
 * nobody's), outpatient, fee (needed), fullself, overlimit, preself, other, hosp_part, and what the
 * person used up of the year before: year_stays, year_rest, year_basic, year_ci, year_maf_dedc,
 * year_maf. Facts: policy, policy_title, day, category, category_name, compared (of several); rows
 * as of qz_assist_explain(). */
QzSheet *qz_calc_assist (const char *policy_name, QzDay day, const char *const *words,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
