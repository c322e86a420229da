/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* Lists in the sidebar. */
extern const QzPageSpec qz_registrations_spec; /* 备案 (NL-8 … NL-11) */
extern const QzPageSpec qz_unmatched_spec;     /* claims without a valid registration */
extern const QzPageSpec qz_manual_spec;        /* manual reimbursement (NL-24b) */
extern const QzPageSpec qz_inspections_spec;   /* NL-37, NL-38 */
extern const QzPageSpec qz_complaints_spec;    /* NL-39 */
extern const QzPageSpec qz_persons_spec;       /* suspended persons (NL-40) */
extern const QzPageSpec qz_operation_spec;     /* the report R-OPS of a month (NL-37) */

/* The page of one of them. (transfer floating) */
AdwNavigationPage *qz_registration_page_new (QzSession *session, const char *number);
AdwNavigationPage *qz_manual_page_new (QzSession *session, const char *number);
AdwNavigationPage *qz_inspection_page_new (QzSession *session, const char *number);
AdwNavigationPage *qz_complaint_page_new (QzSession *session, const char *number);
/* A suspended person as the list has it, as facts; @key: of its page. */
QzSheet *qz_care_find_person (QzBook *book, const char *key, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Areas by their names in @columns (NULL-terminated) of the rows, or facts of that name; those that
 * the register does not have are named by their province: "吉林省 220100". */
gboolean qz_care_name_areas (QzSheet *sheet, QzBook *book, const char *const *columns,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* F-NL-1 of a registration, as it will be printed. (transfer floating) */
AdwNavigationPage *qz_registration_preview_new (QzSession *session, const char *number);
/* NL-36: what finance paid and received for care in other provinces in a month. (transfer
 * floating) */
AdwNavigationPage *qz_feedback_page_new (QzSession *session, QzPeriod period);
/* Quotas of a year, or its adjustment, city by city (NL-17, NL-20), before they are proposed or
 * published. (transfer floating) */
AdwNavigationPage *qz_quotas_page_new (QzSession *session, int year, gboolean adjustment);

G_END_DECLS
