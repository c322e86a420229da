/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "qz-calendar.h"
#include "qz-error.h"

static void
check_from (QzCalendar *calendar, QzDay day)
{
  for (guint n = 1; n < 30; n += 7)
    {
      QzDay later = qz_calendar_add_workdays (calendar, day, n);

      g_assert_true (qz_calendar_is_working_day (calendar, later));
      g_assert_cmpint (qz_calendar_count_workdays (calendar, day, later), ==, (int) n);
      g_assert_cmpint (qz_calendar_count_workdays (calendar, later, day), ==, -(int) n);
      g_assert_cmpint (qz_calendar_roll_forward (calendar, later), ==, later);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCalendar) calendar = qz_calendar_new_from_csv (bytes, "fuzz.csv", &error);
  const QzCalendarDay *days;
  guint n_days;

  if (calendar == NULL)
    {
      g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
      return 0;
    }
  g_assert_no_error (error);
  days = qz_calendar_get_days (calendar, &n_days);
  for (guint i = 0; i < n_days; i++)
    {
      int year;

      qz_day_to_ymd (days[i].day, &year, NULL, NULL);
      g_assert_true (i == 0 || days[i - 1].day < days[i].day);
      g_assert_true (qz_calendar_is_working_day (calendar, days[i].day)
                     == (days[i].kind == QZ_DAY_KIND_WORK));
      g_assert_true (qz_calendar_has_year (calendar, year) || days[i].kind == QZ_DAY_KIND_WORK);
      check_from (calendar, days[i].day - 1);
    }
  return 0;
}
