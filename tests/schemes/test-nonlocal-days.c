/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nonlocal-days.h"

/* Days of care away from home that EX-3 and EX-4 in the shipped policy do not reach. */

static const QzNonLocalTerms terms = {
  .notice_workdays = 11,
  .raise_workdays = 7,
  .yearly_month = 2,
  .yearly_from_mday = 1,
  .yearly_due_mday = 10,
  .upload_days = 5,
  .audit_mday = 15,
  .mismatch_mday = 17,
  .auto_audit_mday = 18,
  .list_mday = 21,
  .confirm_mday = 23,
  .auto_confirm_mday = 24,
  .national_mday = 25,
  .leg_workdays = { [QZ_LEG_U3] = 3 },
};

static QzDay
day_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  QzDay day = QZ_DAY_NONE;

  g_assert_true (qz_day_parse (text, &day, &error));
  return day;
}

/* AMB-17: whatever weekday it is, and over the end of a year. */
static void
test_stages (void)
{
  static const char *const days[QZ_N_CLEARING_STAGES] = {
    "2027-01-15", "2027-01-17", "2027-01-21", "2027-01-21",
    "2027-01-23", "2027-01-25", "2027-01-31",
  };

  for (guint stage = 0; stage < QZ_N_CLEARING_STAGES; stage++)
    g_assert_cmpint (qz_nonlocal_get_stage_day (&terms, 202612, (QzClearingStage) stage), ==,
                     day_of (days[stage]));
  g_assert_cmpint (qz_nonlocal_get_auto_audit_day (&terms, 202612), ==, day_of ("2027-01-18"));
  g_assert_cmpint (qz_nonlocal_get_auto_confirm_day (&terms, 202612), ==, day_of ("2027-01-24"));
  g_assert_cmpint (qz_nonlocal_get_stage_day (&terms, 202401, QZ_CLEARING_PUBLISH), ==,
                   day_of ("2024-02-29"));
}

/* AMB-06: the last receipt; while one is missing, the working day after U2 was due. */
static void
test_u3_base (void)
{
  g_autoptr (QzCalendar) calendar = qz_calendar_new ();
  const QzDay friday = day_of ("2026-07-17");
  const QzDay monday = day_of ("2026-07-20");

  g_assert_cmpint (qz_nonlocal_get_u3_base (calendar, friday, monday), ==, friday);
  g_assert_cmpint (qz_nonlocal_get_u3_base (calendar, QZ_DAY_NONE, friday), ==, monday);
  g_assert_cmpint (qz_nonlocal_get_u3_base (calendar, QZ_DAY_NONE, QZ_DAY_NONE), ==, QZ_DAY_NONE);
  g_assert_cmpint (qz_nonlocal_get_leg_due (&terms, calendar, QZ_LEG_U3, friday), ==,
                   day_of ("2026-07-22"));
  g_assert_cmpint (qz_nonlocal_get_leg_due (&terms, calendar, QZ_LEG_P3, friday), ==, QZ_DAY_NONE);
  g_assert_cmpint (qz_nonlocal_get_leg_due (&terms, calendar, QZ_LEG_U3, QZ_DAY_NONE), ==,
                   QZ_DAY_NONE);
}

/* NL-27 (AMB-16), NL-19, NL-20b (AMB-04), NL-34 */
static void
test_calendar_days (void)
{
  QzDay from, due;

  qz_nonlocal_get_yearly (&terms, 2026, &from, &due);
  g_assert_cmpint (from, ==, day_of ("2026-02-01"));
  g_assert_cmpint (due, ==, day_of ("2026-02-10"));
  g_assert_cmpint (qz_nonlocal_get_interest_day (2026), ==, day_of ("2026-12-31"));
  g_assert_cmpint (qz_nonlocal_get_upload_due (&terms, day_of ("2026-02-26")), ==,
                   day_of ("2026-03-03"));
  g_assert_cmpint (qz_nonlocal_get_overdue_day (day_of ("2026-07-31")), ==,
                   day_of ("2026-08-01"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/NL-28-31-AMB-17/stages", test_stages);
  g_test_add_func ("/NL-31-U3-AMB-06/base", test_u3_base);
  g_test_add_func ("/NL-19-20b-27-34-AMB-04-AMB-16/days", test_calendar_days);
  return g_test_run ();
}
