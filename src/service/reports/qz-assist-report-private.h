/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-assist-month-private.h"
#include "qz-assist-report-repo.h"
#include "qz-assist-report.h"
#include "qz-report-draft.h"

G_BEGIN_DECLS

/* Spans that the month is compared with. */
typedef enum {
  QZ_SPAN_MONTH,
  QZ_SPAN_BEFORE,   /* the month before */
  QZ_SPAN_YEAR_AGO, /* the same month of last year */
  QZ_SPAN_YEAR,     /* from January on */
  QZ_N_SPANS,
} QzReportSpan;
QzAssistDays qz_assist_report_get_days (QzPeriod period, QzReportSpan span);

/* One report in the making. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAssistDesk desk;
  QzPeriod period;
  QzSheet *sheet;
  QzSheet *conclusions;
  QzAssistSums sums[QZ_N_SPANS];
} QzAssistDraft;

/* Names of a category and sub-category "JC/JC1" on paper; "" of none. */
void qz_assist_report_split_key (const char *key, const char **out_category,
                                 const char **out_group);
/* What the bills come to: overall, growth, layers, categories, counties, providers, areas,
 * trend. */
gboolean qz_assist_draft_add_bills (QzAssistDraft *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What else happened: reserves, differences, deductions, disputes, manual, stages. */
gboolean qz_assist_draft_add_events (QzAssistDraft *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
