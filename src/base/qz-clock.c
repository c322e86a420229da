/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

#define SECONDS_PER_DAY 86400
/* China has one time zone and no daylight saving time; a fixed offset needs no zone database. */
#define SHANGHAI_OFFSET_S (8 * 3600)

static void
write_time (char buffer[20], QzDay day, int second_of_day)
{
  char text[11];

  qz_day_write (day, text);
  g_snprintf (buffer, 20,
              "%s"
              "T%02d:%02d:%02d",
              text, second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
}

void
qz_clock_init_now (QzClock *clock)
{
  gint64 seconds = g_get_real_time () / G_USEC_PER_SEC + SHANGHAI_OFFSET_S;

  g_assert (seconds >= 0);
  clock->today = (QzDay) (seconds / SECONDS_PER_DAY);
  write_time (clock->business, clock->today, (int) (seconds % SECONDS_PER_DAY));
  memcpy (clock->real, clock->business, sizeof clock->real);
}

/* ":dd" at @text, below @limit. */
static gboolean
read_part (const char *text, char lead, int limit, int *out)
{
  if (text[0] != lead || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]))
    return FALSE;
  *out = (text[1] - '0') * 10 + (text[2] - '0');
  return *out < limit;
}

static gboolean
parse_moment (const char *text, QzDay *day, int *second_of_day)
{
  gsize length = strlen (text);
  int hour = 0;
  int minute = 0;
  int second = 0;

  if (length != 10 && length != 16 && length != 19)
    return FALSE;
  if (!qz_day_parse_plain (text, length, day))
    return FALSE;
  if (length >= 16
      && (!read_part (text + 10, 'T', 24, &hour) || !read_part (text + 13, ':', 60, &minute)))
    return FALSE;
  if (length == 19 && !read_part (text + 16, ':', 60, &second))
    return FALSE;
  *second_of_day = hour * 3600 + minute * 60 + second;
  return TRUE;
}

gboolean
qz_clock_init_at (QzClock *clock, const char *text, GError **error)
{
  QzDay day;
  int second_of_day;

  if (!parse_moment (text, &day, &second_of_day))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "bad-time",
                    _("“%s” is not a time; write it like 2026-03-10 or 2026-03-10T09:30"), text);
      return FALSE;
    }
  qz_clock_init_now (clock);
  clock->today = day;
  write_time (clock->business, day, second_of_day);
  return TRUE;
}

void
qz_clock_set_day (QzClock *clock, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  memcpy (clock->business, text, 10);
  clock->today = day;
}

gint64
qz_clock_get_tick_us (void)
{
  return g_get_monotonic_time ();
}
