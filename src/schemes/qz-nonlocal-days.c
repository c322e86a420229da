/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nonlocal-days.h"

#define DECEMBER 12

static QzDay
get_month_day (QzPeriod period, guint mday)
{
  return qz_period_get_first_day (period) + (QzDay) mday - 1;
}

QzDay
qz_nonlocal_get_stage_day (const QzNonLocalTerms *terms, QzPeriod period, QzClearingStage stage)
{
  const QzPeriod month = qz_period_add (period, 1);

  switch (stage)
    {
    case QZ_CLEARING_AUDIT:
      return get_month_day (month, terms->audit_mday);
    case QZ_CLEARING_MISMATCH:
      return get_month_day (month, terms->mismatch_mday);
    case QZ_CLEARING_UPLOAD:
    case QZ_CLEARING_LISTS:
      return get_month_day (month, terms->list_mday);
    case QZ_CLEARING_CONFIRM:
      return get_month_day (month, terms->confirm_mday);
    case QZ_CLEARING_NATIONAL:
      return get_month_day (month, terms->national_mday);
    case QZ_CLEARING_PUBLISH:
      return qz_period_get_last_day (month);
    case QZ_N_CLEARING_STAGES:
    default:
      g_assert_not_reached ();
    }
}

QzDay
qz_nonlocal_get_auto_audit_day (const QzNonLocalTerms *terms, QzPeriod period)
{
  return get_month_day (qz_period_add (period, 1), terms->auto_audit_mday);
}

QzDay
qz_nonlocal_get_auto_confirm_day (const QzNonLocalTerms *terms, QzPeriod period)
{
  return get_month_day (qz_period_add (period, 1), terms->auto_confirm_mday);
}

QzDay
qz_nonlocal_get_notice_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzDay day,
                            gboolean is_raise)
{
  return qz_calendar_add_workdays (calendar, day,
                                   is_raise ? terms->raise_workdays : terms->notice_workdays);
}

QzDay
qz_nonlocal_get_leg_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzLeg leg,
                         QzDay base_day)
{
  g_assert ((guint) leg < QZ_N_LEGS);
  if (terms->leg_workdays[leg] == 0 || base_day == QZ_DAY_NONE)
    return QZ_DAY_NONE;
  return qz_calendar_add_workdays (calendar, base_day, terms->leg_workdays[leg]);
}

QzDay
qz_nonlocal_get_u3_base (QzCalendar *calendar, QzDay last_receipt, QzDay u2_due)
{
  if (last_receipt != QZ_DAY_NONE)
    return last_receipt;
  return u2_due != QZ_DAY_NONE ? qz_calendar_add_workdays (calendar, u2_due, 1) : QZ_DAY_NONE;
}

QzDay
qz_nonlocal_get_hospital_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzDay day)
{
  return qz_calendar_add_workdays (calendar, day, terms->hospital_workdays);
}

QzDay
qz_nonlocal_get_feedback_due (const QzNonLocalTerms *terms, QzCalendar *calendar, QzDay day)
{
  return qz_calendar_add_workdays (calendar, day, terms->feedback_workdays);
}

QzDay
qz_nonlocal_get_upload_due (const QzNonLocalTerms *terms, QzDay discharge)
{
  return discharge + (QzDay) terms->upload_days;
}

void
qz_nonlocal_get_yearly (const QzNonLocalTerms *terms, int year, QzDay *out_from, QzDay *out_due)
{
  const QzPeriod month = (QzPeriod) (year * 100) + (QzPeriod) terms->yearly_month;

  *out_from = get_month_day (month, terms->yearly_from_mday);
  *out_due = get_month_day (month, terms->yearly_due_mday);
}

QzDay
qz_nonlocal_get_interest_day (int year)
{
  return qz_period_get_last_day ((QzPeriod) (year * 100 + DECEMBER));
}

QzDay
qz_nonlocal_get_overdue_day (QzDay due)
{
  return due + 1;
}
