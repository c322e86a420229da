/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"

G_BEGIN_DECLS

/* How long papers are kept (NL-42, 3.6 rule 11). The term begins with the first day after the year
 * of the paper. */

typedef enum {
  QZ_RETENTION_VOUCHER, /* vouchers, and the papers that they rest on: 30 years */
  QZ_RETENTION_REPORT,  /* reports of a month and tables drawn up for control: 10 years */
} QzRetention;

/* Of a form: "F-VOUCHER". */
QzRetention qz_retention_of_form (const char *form);
/* "30 years: accounting vouchers": translated. */
const char *qz_retention_get_name (QzRetention retention);
/* The last day on which it is kept, for a paper of @day. */
QzDay qz_retention_get_last_day (QzRetention retention, QzDay day);

G_END_DECLS
