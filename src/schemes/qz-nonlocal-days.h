/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-calendar.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/* The days of care away from home (domain 1.6, DL-NL-*). Days of the month are included and never
 * moved to a working day (AMB-17); everything else is counted in working days after an event, which
 * is not counted itself. How many they are says the pack, so an area may have details of its own
 * (NL-43). */

/* The day of a stage in the month after @period: the last day to do it, for the lists the first.
 * The notices come on the last day of that month (NL-31i). */
QzDay qz_nonlocal_get_stage_day (const QzNonLocalTerms *terms, QzPeriod period,
                                 QzClearingStage stage);
/* NL-28b: from this day on what is not audited counts as audited. */
QzDay qz_nonlocal_get_auto_audit_day (const QzNonLocalTerms *terms, QzPeriod period);
/* NL-31g: from this day on what is not confirmed counts as confirmed. */
QzDay qz_nonlocal_get_auto_confirm_day (const QzNonLocalTerms *terms, QzPeriod period);
/* NL-22, DL-NL-2-1/2-2: of notices 2-1 and 2-2, with @is_raise of 2-3, published on @day. */
QzDay qz_nonlocal_get_notice_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzDay day,
                                  gboolean is_raise);
/* NL-31-D, NL-31-U, DL-NL-D1..D4, DL-NL-U1..U4: of a leg whose base event was on @base_day.
 * QZ_DAY_NONE for legs of deposits and interest, which have no day of their own (theirs is the
 * notice's). */
QzDay qz_nonlocal_get_leg_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzLeg leg,
                               QzDay base_day);
/* AMB-06: the base day of U3. @last_receipt: when the last county's or the unit's own money
 * arrived, QZ_DAY_NONE while some is missing; then U3 counts from the first working day after the
 * due day of U2. QZ_DAY_NONE while neither is known. */
QzDay qz_nonlocal_get_u3_base (QzCalendar *calendar, QzDay last_receipt, QzDay u2_due);
/* NL-31-D4: treat agencies pay their hospitals, after they received the money on @day. */
QzDay qz_nonlocal_get_hospital_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzDay day);
/* NL-36: the provincial finance office's tables, after the last cross-province transfer. */
QzDay qz_nonlocal_get_feedback_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzDay day);
/* NL-27, AMB-16: calendar days after a discharge settlement. */
QzDay qz_nonlocal_get_upload_due (const QzNonLocalTerms *terms, QzDay discharge);
/* NL-20b, AMB-04: when the yearly quota is fixed. */
void qz_nonlocal_get_yearly (const QzNonLocalTerms *terms, int year, QzDay *out_from,
                             QzDay *out_due);
/* NL-19: the last day of the year. */
QzDay qz_nonlocal_get_interest_day (int year);
/* NL-34: the first day on which somebody is overdue who had to pay by @due. */
QzDay qz_nonlocal_get_overdue_day (QzDay due);

G_END_DECLS
