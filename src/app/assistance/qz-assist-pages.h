/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* Pages of medical assistance in the sidebar. */
extern const QzPageSpec qz_assist_months_spec; /* 月度结算 (DT-16 … DT-19) */

/* (transfer floating), all of them. */
AdwNavigationPage *qz_assist_month_page_new (QzSession *session, QzPeriod period);
/* A hospital's statements of a month, a county's, what one gets from the other, a dispute of the
 * two. */
AdwNavigationPage *qz_assist_hospital_page_new (QzSession *session, QzPeriod period,
                                                const char *provider);
AdwNavigationPage *qz_assist_county_page_new (QzSession *session, QzPeriod period,
                                              const char *county);
AdwNavigationPage *qz_assist_part_page_new (QzSession *session, QzPeriod period,
                                            const char *provider, const char *county);
AdwNavigationPage *qz_assist_dispute_page_new (QzSession *session, QzPeriod period, gint64 id);
/* The form as it would be printed; @target: "202605/140213", month and hospital or county. */
AdwNavigationPage *qz_assist_preview_new (QzSession *session, const char *form,
                                          const char *target);

/* ── for the pages of this folder ── */

/* The column @code of @table becomes what the rows of @names call it. */
void qz_assist_put_names (QzSheet *table, const char *code, QzSheet *names, const char *name);
/* As qz_assist_month_show() gives it, its events with names, and the facts "today" and
 * "city_agency" with it. */
QzSheet *qz_assist_load_month (QzBook *book, const QzContext *context, QzPeriod period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Why nobody can act now for the agency that the fact @fact ("city_agency", "agency") names; NULL:
 * he can. (transfer full) */
char *qz_assist_dup_refusal (QzSession *session, QzSheet *record, const char *fact);

G_END_DECLS
