/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-assist-month-private.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* What the lists and acts of the assistance fund's money share. */

#define QZ_ASSIST_FISCAL_ACCOUNT "ACC_FISCAL_MAF.RESERVE" /* at finance: the reserves */
#define QZ_ASSIST_PAYING_ACCOUNT "ACC_OUT"                /* 医疗救助资金专户 */

/* The month whose policy rules a year's reserves: the whole year's allotments are summed. */
QzPeriod qz_assist_money_get_december (int year);
const char *qz_assist_money_get_year_text (int year); /* interned */
/* The agency of the city: it keeps the fund's books. */
const char *qz_assist_money_get_agency (QzAssistDesk *desk);
/* Debit less credit in the fund's books. */
gboolean qz_assist_money_get_balance (QzAssistDesk *desk, const char *account, QzFen *out,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a clearing's lines (QzAssistClearingLine) say what the year's stands (QzAssistStand)
 * do. */
gboolean qz_assist_clear_is_current (const GArray *lines, const GArray *stands);
/* Names of the counties whose codes stand in another column. */
void qz_assist_money_put_county_names (QzAssistDesk *desk, QzSheet *sheet, guint code_column,
                                       guint name_column);

G_END_DECLS
