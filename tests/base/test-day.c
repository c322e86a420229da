/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-day.h"

#include <string.h>

#include "test-base.h"

/* GLib's own calendar is the reference, over every day of the range. */
static void
test_every_day (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, 1900);
  QzDay first;
  QzDay last;

  g_assert_true (qz_day_from_ymd (1900, 1, 1, &first));
  g_assert_true (qz_day_from_ymd (2199, 12, 31, &last));
  for (QzDay day = first; day <= last; day++, g_date_add_days (date, 1))
    {
      int year;
      int month;
      int mday;
      QzDay back = QZ_DAY_NONE;
      char text[11];
      char expected[11];

      qz_day_to_ymd (day, &year, &month, &mday);
      g_assert_cmpint (year, ==, g_date_get_year (date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (date));
      g_assert_cmpint (mday, ==, g_date_get_day (date));
      g_assert_cmpint (qz_day_get_weekday (day), ==, (int) g_date_get_weekday (date));
      g_assert_true (qz_day_from_ymd (year, month, mday, &back));
      g_assert_cmpint (back, ==, day);
      qz_day_write (day, text);
      g_date_strftime (expected, sizeof expected, "%Y-%m-%d", date);
      g_assert_cmpstr (text, ==, expected);
      g_assert_true (qz_day_parse_plain (text, 10, &back));
      g_assert_cmpint (back, ==, day);
    }
  g_assert_cmpint (g_date_get_year (date), ==, 2200);
}

static void
test_epoch (void)
{
  QzDay day = 1;

  g_assert_true (qz_day_from_ymd (1970, 1, 1, &day));
  g_assert_cmpint (day, ==, 0);
  g_assert_cmpint (qz_day_get_weekday (0), ==, 4);
  g_assert_cmpint (qz_day_get_weekday (-4), ==, 7);
}

static void
test_parse_refusals (void)
{
  static const char *const texts[] = {
    "",
    "2026-02-29",
    "2026-13-01",
    "2026-00-01",
    "2026-04-31",
    "2026-01-00",
    "1899-12-31",
    "2200-01-01",
    "2026-1-1",
    "2026/01/01",
    "20260101",
    "2026-01-01x",
    " 2026-01-01",
    "1900-02-29",
    "2026-01-0a",
    "２０２６-01-01",
    "2026-01-01T00:00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      QzDay out = 0;
      if (qz_day_parse (texts[i], &out, &error))
        g_error ("“%s” was taken as a day", texts[i]);
      assert_failure (&error, QZ_ERROR_INPUT, "bad-day");
    }
}

static void
test_parse_plain (void)
{
  QzDay day = 0;

  g_assert_true (qz_day_parse_plain ("2026-03-10 12:34:56", 19, &day));
  g_assert_cmpint (day, ==, 20522);
  g_assert_true (qz_day_parse_plain ("2024-02-29", 10, &day));
  g_assert_false (qz_day_parse_plain ("2026-03-10", 9, &day));
  g_assert_false (qz_day_parse_plain ("2026-03-1\xff", 10, &day));
}

static void
test_none (void)
{
  g_autofree char *text = qz_day_format (QZ_DAY_NONE);

  g_assert_cmpstr (text, ==, "");
}

static void
test_period (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = qz_period_format (202603);
  QzPeriod period = 0;
  QzDay day = 0;

  g_assert_cmpstr (text, ==, "2026-03");
  g_assert_true (qz_period_parse ("2026-03", &period, &error));
  g_assert_cmpint (period, ==, 202603);
  g_assert_true (qz_period_parse ("202612", &period, &error));
  g_assert_cmpint (period, ==, 202612);
  g_assert_cmpint (qz_period_add (202612, 1), ==, 202701);
  g_assert_cmpint (qz_period_add (202601, -1), ==, 202512);
  g_assert_cmpint (qz_period_add (202601, -13), ==, 202412);
  g_assert_cmpint (qz_period_add (202605, 0), ==, 202605);
  g_assert_cmpint (qz_period_add (202611, 26), ==, 202901);

  g_assert_true (qz_day_from_ymd (2024, 2, 29, &day));
  g_assert_cmpint (qz_period_of_day (day), ==, 202402);
  g_assert_cmpint (qz_period_get_last_day (202402), ==, day);
  g_assert_cmpint (qz_period_get_first_day (202403), ==, day + 1);
}

static void
test_period_refusals (void)
{
  static const char *const texts[] = { "",        "2026",    "2026-13", "202600",    "2026-3",
                                       "2026/03", "1899-12", "2200-01", "2026-03-1", "20260a" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      QzPeriod out = 0;
      if (qz_period_parse (texts[i], &out, &error))
        g_error ("“%s” was taken as a month", texts[i]);
      assert_failure (&error, QZ_ERROR_INPUT, "bad-period");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/6.1/every-day-1900-to-2199", test_every_day);
  g_test_add_func ("/day/6.1/epoch", test_epoch);
  g_test_add_func ("/day/4.8/parse-refusals", test_parse_refusals);
  g_test_add_func ("/day/4.8/parse-plain", test_parse_plain);
  g_test_add_func ("/day/none", test_none);
  g_test_add_func ("/period/add-and-limits", test_period);
  g_test_add_func ("/period/parse-refusals", test_period_refusals);
  return g_test_run ();
}
