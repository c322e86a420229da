/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What the report on the operation of medical assistance (DT-25) is drafted from: bills that were
 * settled directly (DT-15a), by the day of settlement. */

typedef struct {
  QzDay from, to; /* days of settlement, both included */
} QzAssistDays;

typedef struct {
  gint64 persons, bills; /* a refund counts as -1 bill */
  QzFen medfee_fen, scp_fen, basic_fen, ci_fen, other_fen, maf_fen;
  QzFen hosp_fen, acct_fen, cash_fen;
  QzFen cross_fen; /* of maf_fen, of bills over the areas (AMB-26) */
} QzAssistSums;
gboolean qz_assist_report_repo_sum (QzStore *store, const QzAssistDays *days, QzAssistSums *out,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the bills are told apart by. */
typedef enum {
  QZ_ASSIST_BY_CATEGORY, /* category and sub-category: "JC/JC1" */
  QZ_ASSIST_BY_COUNTY,
  QZ_ASSIST_BY_PROVIDER, /* its code */
  QZ_ASSIST_BY_AREA,     /* "own" "cross" */
  QZ_N_ASSIST_DIMENSIONS,
} QzAssistDimension;
/* A row for each key, categories in the order of DT-5, else the most assistance first and keys of
 * equal ones ascending: key name persons bills medfee basic ci other maf person cross. name: of a
 * provider, else the key. */
gboolean qz_assist_report_repo_fill (QzStore *store, const QzAssistDays *days,
                                     QzAssistDimension dimension, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The bills behind a row of it; @key NULL: all. setl_id settled provider provider_name county
 * category psn_name certno cross_area medfee basic ci other maf person file line. */
gboolean qz_assist_report_repo_fill_bills (QzStore *store, const QzAssistDays *days,
                                           QzAssistDimension dimension, const char *key,
                                           QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Who stands on the offices' lists on a day: key ("JC/JC1") persons. */
gboolean qz_assist_report_repo_fill_listed (QzStore *store, QzDay day, QzSheet *sheet,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a month takes off (DT-23a): kind reason n amount. */
gboolean qz_assist_report_repo_fill_deductions (QzStore *store, QzPeriod period, QzSheet *sheet,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One by one, of @reason: setl_id provider provider_name county kind reason amount confirmed_day
 * file line. @reason NULL: all. */
gboolean qz_assist_report_repo_fill_deducted (QzStore *store, QzPeriod period, const char *reason,
                                              QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Counties that were allotted money in the year of @period, or have bills over the areas in its
 * months up to it: county. */
gboolean qz_assist_report_repo_fill_counties (QzStore *store, QzPeriod period, QzSheet *sheet,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What used a county's reserve in the year up to @period, by the newest statements: period kind
 * setl_id provider provider_name maf deducted file line. */
gboolean qz_assist_report_repo_fill_used (QzStore *store, QzPeriod period, const char *county,
                                          QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
