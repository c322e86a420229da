/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-day.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

#define FIRST_YEAR    1900
#define LAST_YEAR     2199
#define DAYS_PER_ERA  146097 /* 400 years */
#define DAYS_TO_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
get_month_length (int year, int month)
{
  static const gint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : lengths[month - 1];
}

/* Years are counted from March, so that the leap day is the last of its year. */
static QzDay
count_days (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

gboolean
qz_day_from_ymd (int year, int month, int day, QzDay *out)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1
      || day > get_month_length (year, month))
    return FALSE;
  *out = count_days (year, month, day);
  return TRUE;
}

void
qz_day_to_ymd (QzDay day, int *year, int *month, int *mday)
{
  gint64 days = (gint64) day + DAYS_TO_EPOCH;
  gint64 era = (days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  int day_of_era = (int) (days - era * DAYS_PER_ERA);
  int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;
  int m = march_month < 10 ? march_month + 3 : march_month - 9;

  if (year != NULL)
    *year = (int) (era * 400) + year_of_era + (m <= 2 ? 1 : 0);
  if (month != NULL)
    *month = m;
  if (mday != NULL)
    *mday = day_of_year - (153 * march_month + 2) / 5 + 1;
}

/* The value of @n digits at @text, or a number over every limit when one is no digit. */
static inline int
read_digits (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      guint digit = (guint) (guchar) text[i] - '0';
      if (digit > 9)
        return 99999;
      value = value * 10 + (int) digit;
    }
  return value;
}

gboolean
qz_day_parse_plain (const char *text, gsize length, QzDay *out)
{
  if (length < 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  return qz_day_from_ymd (read_digits (text, 4), read_digits (text + 5, 2),
                          read_digits (text + 8, 2), out);
}

gboolean
qz_day_parse (const char *text, QzDay *out, GError **error)
{
  gsize length = strlen (text);

  if (length == 10 && qz_day_parse_plain (text, length, out))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "bad-day",
                _("“%s” is not a day between 1900 and 2199; write it like 2026-03-10"), text);
  return FALSE;
}

void
qz_day_write (QzDay day, char buffer[11])
{
  int year;
  int month;
  int mday;

  buffer[0] = '\0';
  if (day == QZ_DAY_NONE)
    return;
  qz_day_to_ymd (day, &year, &month, &mday);
  g_assert (year >= 0 && year <= 9999);
  buffer[0] = (char) ('0' + year / 1000);
  buffer[1] = (char) ('0' + year / 100 % 10);
  buffer[2] = (char) ('0' + year / 10 % 10);
  buffer[3] = (char) ('0' + year % 10);
  buffer[4] = '-';
  buffer[5] = (char) ('0' + month / 10);
  buffer[6] = (char) ('0' + month % 10);
  buffer[7] = '-';
  buffer[8] = (char) ('0' + mday / 10);
  buffer[9] = (char) ('0' + mday % 10);
  buffer[10] = '\0';
}

char *
qz_day_format (QzDay day)
{
  char buffer[11];

  qz_day_write (day, buffer);
  return g_strdup (buffer);
}

int
qz_day_get_weekday (QzDay day)
{
  /* 1970-01-01 was a Thursday. */
  int offset = (int) (((gint64) day + 3) % 7);

  return (offset < 0 ? offset + 7 : offset) + 1;
}

gboolean
qz_period_parse (const char *text, QzPeriod *out, GError **error)
{
  gsize length = strlen (text);
  int year = 0;
  int month = 0;

  if (length == 6 || (length == 7 && text[4] == '-'))
    {
      year = read_digits (text, 4);
      month = read_digits (text + length - 2, 2);
    }
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "bad-period",
                    _("“%s” is not a month; write it like 2026-03 or 202603"), text);
      return FALSE;
    }
  *out = year * 100 + month;
  return TRUE;
}

char *
qz_period_format (QzPeriod period)
{
  return g_strdup_printf ("%04d-%02d", period / 100, period % 100);
}

QzPeriod
qz_period_of_day (QzDay day)
{
  int year;
  int month;

  qz_day_to_ymd (day, &year, &month, NULL);
  return year * 100 + month;
}

QzPeriod
qz_period_add (QzPeriod period, int n_months)
{
  int months = period / 100 * 12 + period % 100 - 1 + n_months;

  g_assert (period % 100 >= 1 && period % 100 <= 12);
  g_assert (months >= 0);
  return months / 12 * 100 + months % 12 + 1;
}

QzDay
qz_period_get_first_day (QzPeriod period)
{
  g_assert (period % 100 >= 1 && period % 100 <= 12);
  return count_days (period / 100, period % 100, 1);
}

QzDay
qz_period_get_last_day (QzPeriod period)
{
  g_assert (period % 100 >= 1 && period % 100 <= 12);
  return count_days (period / 100, period % 100, get_month_length (period / 100, period % 100));
}
