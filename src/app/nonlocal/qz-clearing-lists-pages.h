/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-nonlocal.h"
#include "qz-session.h"

G_BEGIN_DECLS

/* The tables behind a clearing period. All pages (transfer floating). */

/* "Form 6-1: employees, by place of care". (transfer full) */
char *qz_clearing_dup_form_name (const char *form);
/* What adds up to a figure of @paper (qz_nl_paper_get_sheet()), down to file and line. */
AdwNavigationPage *qz_clearing_explain_page_new (QzSession *session, QzSheet *paper, guint row,
                                                 const char *column);
/* What happened to a unit in the month. */
AdwNavigationPage *qz_clearing_history_page_new (QzSession *session, QzPeriod period,
                                                 QzNlScope scope, const char *unit);
/* Objections of the month, with their answers; mismatches with hospitals; K01 … K09. */
AdwNavigationPage *qz_clearing_talk_page_new (QzSession *session, QzPeriod period);
/* NL-38: refunds and deductions of the month that a later one takes off. */
AdwNavigationPage *qz_clearing_carried_page_new (QzSession *session, QzPeriod period);

G_END_DECLS
