/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* NL-37: the report on the operation of care away from home (R-OPS) of a month, drafted from what
 * the book set has: what was treated in the province. Names (scope_name …) are those of the paper.
 * Facts: period, visits, empty (no claim). Children:
 * "sums": scope persons visits medfee fund acct fee_per_visit fund_per_visit fund_before growth
 *   (ppm, empty without a month before) scope_name fund_year_ago growth_year;
 * "funds": scope pool big cvlserv maf other scope_name;
 * "funds_paid": fund fund_name in_prov cross_prov total share, the same the other way round;
 * "trend": period visits medfee in_prov cross_prov fund of thirteen months;
 * "providers": the ten with the most fund money, scope_name share;
 * "deductions": reason n amount; "warnings": units whose deposit is yellow or red, level_name
 *   scope_name;
 * "stages": scope stage name state due_day done_day late scope_name stage_name state_name
 *   late_name;
 * "conclusions": text, computed, in the words of the paper. */
QzSheet *qz_operation_report (QzBook *book, const QzContext *context, QzPeriod period,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a row adds up from: of "sums", "funds" a scope; of "providers" a code; of "deductions" a
 * reason; claims and deductions with file and line. */
QzSheet *qz_operation_report_explain (QzBook *book, QzPeriod period, const char *table,
                                      const char *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
