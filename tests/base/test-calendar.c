/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-calendar.h"

#include <string.h>

#include "test-base.h"

static QzDay
day_of (const char *text)
{
  QzDay day = 0;

  g_assert_true (qz_day_parse_plain (text, strlen (text), &day));
  return day;
}

static void
assert_day (QzDay day, const char *expected)
{
  g_autofree char *text = qz_day_format (day);

  g_assert_cmpstr (text, ==, expected);
}

/* The arrangements that the program ships. */
static QzCalendar *
load_shipped (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "..", "data", "codes", "holidays.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  QzCalendar *calendar;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (text, length);
  calendar = qz_calendar_new_from_csv (bytes, "holidays.csv", &error);
  g_assert_no_error (error);
  g_assert_nonnull (calendar);
  return calendar;
}

static QzCalendar *
load_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return qz_calendar_new_from_csv (bytes, "days.csv", error);
}

static void
test_counts (void)
{
  static const int months[] = { 21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23 };
  g_autoptr (QzCalendar) calendar = load_shipped ();

  g_assert_cmpint (qz_calendar_count_workdays (calendar, day_of ("2023-12-31"),
                                               day_of ("2024-12-31")),
                   ==, 251);
  g_assert_cmpint (qz_calendar_count_workdays (calendar, day_of ("2024-12-31"),
                                               day_of ("2025-12-31")),
                   ==, 248);
  g_assert_cmpint (qz_calendar_count_workdays (calendar, day_of ("2025-12-31"),
                                               day_of ("2026-12-31")),
                   ==, 248);
  for (int month = 1; month <= 12; month++)
    {
      QzPeriod period = 202600 + month;
      g_assert_cmpint (qz_calendar_count_workdays (calendar, qz_period_get_first_day (period) - 1,
                                                   qz_period_get_last_day (period)),
                       ==, months[month - 1]);
    }
}

static void
test_add_vectors (void)
{
  /* 6.4, numbers 1 to 18, and the cut-off days below the table */
  static const struct {
    const char *day;
    guint n;
    const char *result;
  } vectors[] = {
    { "2026-02-06", 11, "2026-02-28" }, { "2026-02-06", 7, "2026-02-24" },
    { "2026-02-09", 11, "2026-03-02" }, { "2026-09-18", 5, "2026-09-24" },
    { "2026-09-24", 3, "2026-09-30" },  { "2026-09-30", 3, "2026-10-10" },
    { "2026-09-30", 5, "2026-10-13" },  { "2026-04-30", 3, "2026-05-08" },
    { "2025-12-31", 1, "2026-01-04" },  { "2025-01-24", 11, "2025-02-14" },
    { "2025-01-27", 3, "2025-02-07" },  { "2025-09-26", 5, "2025-10-10" },
    { "2025-09-30", 3, "2025-10-11" },  { "2025-09-30", 7, "2025-10-16" },
    { "2024-09-13", 3, "2024-09-19" },  { "2024-09-27", 5, "2024-10-10" },
    { "2024-02-08", 3, "2024-02-19" },  { "2026-06-18", 1, "2026-06-22" },
    { "2026-02-10", 20, "2026-03-16" }, { "2026-03-10", 20, "2026-04-08" },
    { "2026-09-10", 20, "2026-10-14" }, { "2025-01-10", 20, "2025-02-13" },
    { "2024-04-10", 20, "2024-05-10" },
  };
  g_autoptr (QzCalendar) calendar = load_shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_day (qz_calendar_add_workdays (calendar, day_of (vectors[i].day), vectors[i].n),
                vectors[i].result);
}

static void
test_nth_vectors (void)
{
  static const struct {
    QzPeriod period;
    const char *day_15;
    const char *day_20;
  } vectors[] = {
    { 202510, "2025-10-28", "2025-11-04" }, { 202601, "2026-01-22", "2026-01-29" },
    { 202603, "2026-03-20", "2026-03-27" }, { 202602, "2026-02-27", "2026-03-05" },
    { 202605, "2026-05-25", "2026-06-01" }, { 202610, "2026-10-27", "2026-11-03" },
  };
  g_autoptr (QzCalendar) calendar = load_shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      assert_day (qz_calendar_nth_workday (calendar, vectors[i].period, 15), vectors[i].day_15);
      assert_day (qz_calendar_nth_workday (calendar, vectors[i].period, 20), vectors[i].day_20);
    }
}

static void
test_roll (void)
{
  g_autoptr (QzCalendar) calendar = load_shipped ();

  assert_day (qz_calendar_roll_forward (calendar, day_of ("2026-01-10")), "2026-01-12");
  assert_day (qz_calendar_roll_forward (calendar, day_of ("2026-10-10")), "2026-10-10");
  assert_day (qz_calendar_roll_forward (calendar, day_of ("2026-10-01")), "2026-10-08");
}

/* 6.2: 除夕 of 2024 is a working day; make-up days are Saturdays and Sundays. */
static void
test_single_days (void)
{
  g_autoptr (QzCalendar) calendar = load_shipped ();

  g_assert_true (qz_calendar_is_working_day (calendar, day_of ("2024-02-09")));
  g_assert_true (qz_calendar_is_working_day (calendar, day_of ("2026-01-04")));
  g_assert_true (qz_calendar_is_working_day (calendar, day_of ("2026-02-14")));
  g_assert_false (qz_calendar_is_working_day (calendar, day_of ("2026-02-23")));
  g_assert_true (qz_calendar_has_year (calendar, 2026));
  g_assert_false (qz_calendar_has_year (calendar, 2027));
  g_assert_false (qz_calendar_has_year (calendar, 2023));
  g_assert_cmpuint (qz_calendar_count_holidays (calendar, 2026), ==, 33);
  g_assert_cmpuint (qz_calendar_count_holidays (calendar, 2025), ==, 28);
  g_assert_cmpuint (qz_calendar_count_holidays (calendar, 2024), ==, 28);
}

/* A table of all days between 1999 and 2102, filled without the calendar's own search. */
typedef struct {
  QzDay first;
  guint n;
  gboolean *is_working;
} Naive;

static Naive
make_random (QzCalendar *calendar)
{
  Naive naive = { day_of ("1999-01-01"), 0, NULL };
  g_autoptr (GError) error = NULL;

  naive.n = (guint) (day_of ("2102-12-31") - naive.first) + 1;
  naive.is_working = g_new (gboolean, naive.n);
  for (guint i = 0; i < naive.n; i++)
    /* 1999-01-01 was a Friday. */
    naive.is_working[i] = (i + 4) % 7 < 5;
  for (guint k = 0; k < 1500; k++)
    {
      guint i = (guint) g_test_rand_int_range (0, (gint32) naive.n);
      gboolean is_weekend = (i + 4) % 7 >= 5;
      /* The kind follows from the day, so that a day drawn twice has no two kinds. */
      QzDayKind kind = is_weekend ? QZ_DAY_KIND_WORK : QZ_DAY_KIND_HOLIDAY;

      g_assert_true (qz_calendar_add (calendar, naive.first + (QzDay) i, kind, "x", &error));
      naive.is_working[i] = is_weekend;
    }
  return naive;
}

static void
assert_against_naive (QzCalendar *calendar, const Naive *naive)
{
  QzDay start = day_of ("2000-01-01");
  QzDay stop = day_of ("2100-12-31");
  int total = 0;

  for (QzDay day = start; day <= stop; day++)
    {
      guint i = (guint) (day - naive->first);
      guint n = (guint) g_test_rand_int_range (1, 40);
      guint left = n;

      g_assert_cmpint (qz_calendar_is_working_day (calendar, day), ==, naive->is_working[i]);
      total += naive->is_working[i];
      while (left > 0)
        left -= naive->is_working[++i] ? 1 : 0;
      g_assert_cmpint (qz_calendar_add_workdays (calendar, day, n), ==, naive->first + (QzDay) i);
      g_assert_cmpint (qz_calendar_count_workdays (calendar, day, naive->first + (QzDay) i), ==,
                       (int) n);
    }
  g_assert_cmpint (qz_calendar_count_workdays (calendar, start - 1, stop), ==, total);
  g_assert_cmpint (qz_calendar_count_workdays (calendar, stop, start - 1), ==, -total);
  g_assert_cmpint (qz_calendar_count_workdays (calendar, start, start), ==, 0);
}

static void
test_naive (void)
{
  g_autoptr (QzCalendar) calendar = qz_calendar_new ();
  Naive naive = make_random (calendar);

  assert_against_naive (calendar, &naive);
  g_free (naive.is_working);
}

static void
test_days (void)
{
  g_autoptr (QzCalendar) calendar = load_shipped ();
  const QzCalendarDay *days;
  guint n_days;

  days = qz_calendar_get_days (calendar, &n_days);
  g_assert_cmpuint (n_days, ==, 108);
  for (guint i = 1; i < n_days; i++)
    g_assert_cmpint (days[i - 1].day, <, days[i].day);
  g_assert_cmpstr (days[0].name, ==, "元旦");
}

static void
assert_refused (const char *csv, const char *id, guint64 line, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_text (csv, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (qz_error_get_file (error), ==, "days.csv");
  g_assert_cmpuint (qz_error_get_line (error), ==, line);
  g_assert_cmpstr (qz_error_get_field (error), ==, field);
  assert_failure (&error, QZ_ERROR_INPUT, id);
}

static void
test_refusals (void)
{
  assert_refused ("date,type,name\n2026-01-01,holiday,a\n2026-01-05,work,b\n", "work-day-in-week",
                  3, "date");
  assert_refused ("date,type\n2026-01-04,holiday\n\n2026-01-04,work\n", "day-of-two-kinds", 4,
                  "date");
  assert_refused ("date,type\n2026-02-29,holiday\n", "bad-day", 2, "date");
  assert_refused ("date,type\n2026-02-20,Feiertag\n", "bad-calendar", 2, "type");
  assert_refused ("date,type\n2026-02-20\n", "bad-calendar", 2, NULL);
  assert_refused ("day,kind\n2026-02-20,holiday\n", "bad-calendar", 1, NULL);
  assert_refused ("", "bad-calendar", 0, NULL);
  assert_refused ("date,type\n2026-02-20,\"holiday\n", "unclosed-quote", 2, NULL);
}

static void
test_other_forms (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCalendar) calendar = NULL;
  /* columns in another order, GB18030, a day given twice with one kind */
  calendar = load_text ("name,type,source,date\r\n\xB4\xBA\xBD\xDA,holiday,,2026-02-17\r\n"
                        "x,holiday,,2026-02-17\r\n",
                        &error);
  const QzCalendarDay *days;
  guint n_days;

  g_assert_no_error (error);
  days = qz_calendar_get_days (calendar, &n_days);
  g_assert_cmpuint (n_days, ==, 1);
  g_assert_cmpstr (days[0].name, ==, "春节");
}

static void
test_reference (void)
{
  QzCalendar *calendar = qz_calendar_new ();
  QzCalendar *other = qz_calendar_ref (calendar);

  qz_calendar_unref (calendar);
  g_assert_true (qz_calendar_is_working_day (other, 4));
  g_assert_false (qz_calendar_is_working_day (other, 2));
  qz_calendar_unref (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/6.2/working-days-of-the-years", test_counts);
  g_test_add_func ("/calendar/6.2/single-days", test_single_days);
  g_test_add_func ("/calendar/6.4/add-1-to-18", test_add_vectors);
  g_test_add_func ("/calendar/6.4/nth", test_nth_vectors);
  g_test_add_func ("/calendar/6.4/roll-forward", test_roll);
  g_test_add_func ("/calendar/6.1/naive-count-2000-to-2100", test_naive);
  g_test_add_func ("/calendar/6.3/days-in-order", test_days);
  g_test_add_func ("/calendar/6.3/refusals", test_refusals);
  g_test_add_func ("/calendar/6.3/other-forms", test_other_forms);
  g_test_add_func ("/calendar/references", test_reference);
  return g_test_run ();
}
