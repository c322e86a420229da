/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* DT-25: the report on the operation of medical assistance in a month, drafted from the bills that
 * were settled directly in it, its statements and the counties' reserves. Facts: period, bills,
 * empty (no bill). Children:
 * "conclusions": text, in the words of the paper;
 * "overall": span (month before year_ago year) span_name persons bills medfee basic ci other maf
 *   person fee_per_bill maf_per_bill fund_share;
 * "growth_counts" (persons, bills), "growth" (amounts): measure measure_name now before growth
 *   year_ago growth_year;
 * "layers": layer layer_name amount share before growth: the parts that add up to the fees;
 * "categories": key category_name group_name listed persons bills medfee basic ci other maf person;
 * "counties": county county_name persons bills medfee maf own cross before growth;
 * "providers": provider provider_name persons bills medfee basic ci other maf cross share;
 * "areas": area area_name persons bills medfee basic ci other maf share;
 * "trend": period bills persons medfee maf of thirteen months;
 * "reserves": county county_name allotted reserve used left rate level level_name;
 * "differences": field field_name bills amount rule, platform less rules;
 * "deductions": kind kind_name reason n amount;
 * "disputes": provider provider_name county_name raised_name raised_day reason state_name
 *   reported_day taken_off;
 * "manual": state state_name bills medfee maf, of bills paid in full by the person (DT-15b);
 * "stages": stage stage_name rule due_day done_day state state_name late late_name.
 * Refused (DT-30) without a policy of medical assistance in the month. */
QzSheet *qz_assist_report (QzBook *book, const QzContext *context, QzPeriod period,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a row of "categories" (its key), "counties", "providers" or "areas" (own, cross) adds up
 * from; of "overall" the spans month, before, year_ago, year; of "reserves" a county; of
 * "deductions" a reason; of "differences" a field. Child-less sheet of bills or deductions with
 * file and line. An input error for another table. */
QzSheet *qz_assist_report_explain (QzBook *book, QzPeriod period, const char *table,
                                   const char *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
