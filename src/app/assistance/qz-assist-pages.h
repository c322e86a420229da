/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* Pages of medical assistance in the sidebar. */
extern const QzPageSpec qz_assisted_spec;      /* 救助对象 (DT-5, DT-6) */
extern const QzPageSpec qz_rosters_spec;       /* the lists that name them */
extern const QzPageSpec qz_assist_bills_spec;  /* 救助账单 (DT-14) */
extern const QzPageSpec qz_assist_manual_spec; /* reimbursed by hand (DT-15b) */
extern const QzPageSpec qz_assist_months_spec; /* 月度结算 (DT-16 … DT-19) */
extern const QzPageSpec qz_assist_reserve_spec; /* 预留金 (DT-11) */
extern const QzPageSpec qz_assist_clear_spec;  /* 年度清算 (DT-12) */
extern const QzPageSpec qz_assist_report_spec; /* 运行分析报告 (DT-25) */

/* (transfer floating), all of them. */
/* The person whose time in a category @spell is (qz-assist-persons.h). */
AdwNavigationPage *qz_assist_person_page_new (QzSession *session, gint64 spell);
AdwNavigationPage *qz_assist_bill_page_new (QzSession *session, const char *setl_id);
/* A month's bills, and what platform and rules disagree on. */
AdwNavigationPage *qz_assist_bills_page_new (QzSession *session, QzPeriod period);
/* F-DT-1 of a bill. */
AdwNavigationPage *qz_assist_form1_new (QzSession *session, const char *setl_id);
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

AdwNavigationPage *qz_assist_reserve_page_new (QzSession *session, int year);
/* The counties whose reserve runs out or is overdrawn, of every year not yet cleared. */
AdwNavigationPage *qz_assist_short_page_new (QzSession *session);
/* A county's; @key: "2026/140213". */
AdwNavigationPage *qz_assist_county_reserve_page_new (QzSession *session, const char *key);
AdwNavigationPage *qz_assist_money_page_new (QzSession *session, const char *number);
/* What hospitals are paid for a month. */
AdwNavigationPage *qz_assist_pay_page_new (QzSession *session, QzPeriod period);
AdwNavigationPage *qz_assist_clear_page_new (QzSession *session, int year);
AdwNavigationPage *qz_assist_clearing_page_new (QzSession *session, const char *key);

/* ── for the pages of this folder ── */

/* A row of @from, all of whose columns @to has in the same order. */
void qz_assist_copy_row (QzSheet *from, guint row, QzSheet *to);
/* The rows of @from of a hospital and a county (nullable), as a child of @to. */
void qz_assist_add_rows (QzSheet *to, QzSheet *from, const char *provider, const char *county);
/* The reserves of @year with their allotments; without rules of medical assistance there is
 * nothing, which is no fault. */
QzSheet *qz_assist_load_reserves (QzBook *book, const QzContext *context, int year,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @from and its facts with the column @column as a status, which has icon, word and colour. */
QzSheet *qz_assist_dup_with_status (QzSheet *from, const char *column);
/* The fact "city_agency": whose acts those of the city are (DT-3). */
gboolean qz_assist_put_city (QzSheet *sheet, QzBook *book, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same with the fact "agency" of a county (NULL: the city), which is the city's when it has
 * none of its own. */
gboolean qz_assist_put_agency (QzSheet *sheet, QzBook *book, const char *county, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The column @code of @table becomes what the rows of @names call it. */
void qz_assist_put_names (QzSheet *table, const char *code, QzSheet *names, const char *name);
/* As qz_assist_month_show() gives it, its events with names, and the facts "today" and
 * "city_agency" with it. */
QzSheet *qz_assist_load_month (QzBook *book, const QzContext *context, QzPeriod period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Why nobody can act now for the agency that the fact @fact ("city_agency", "agency") names; NULL:
 * he can. (transfer full) */
char *qz_assist_dup_refusal (QzSession *session, QzSheet *record, const char *fact);
/* The same of every act of the city, for the pages. */
char *qz_assist_dup_city_refusal (QzSession *session, QzSheet *record, const char *action);

G_END_DECLS
