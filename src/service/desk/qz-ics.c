/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-ics.h"

#include <string.h>

#define MAX_OCTETS  75 /* RFC 5545, 3.1: of a line, without its end */
#define HOURS_AHEAD 8  /* Asia/Shanghai has had no daylight saving since 1991 */
#define ALARM_HOUR  9

struct _QzIcs {
  GString *text;
  char stamp[17]; /* "20260310T013000Z" */
};

/* ── lines ───────────────────────────────────────────────────────────────────────────────────── */

/* 3.1: a line goes on in the next one behind a space, which counts; no character is cut. */
static void
put_line (QzIcs *self, const char *line)
{
  gsize used = 0;

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gsize length = (gsize) (g_utf8_next_char (c) - c);

      if (used + length > MAX_OCTETS)
        {
          g_string_append (self->text, "\r\n ");
          used = 1;
        }
      g_string_append_len (self->text, c, (gssize) length);
      used += length;
    }
  g_string_append (self->text, "\r\n");
}

/* 3.3.11. Other control characters are not allowed in text. */
static void
put_text (QzIcs *self, const char *name, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '\n')
        g_string_append (line, "\\n");
      else if (strchr ("\\;,", *c) != NULL)
        g_string_append_printf (line, "\\%c", *c);
      else if (!g_ascii_iscntrl (*c) || *c == '\t')
        g_string_append_c (line, *c);
    }
  put_line (self, line->str);
}

static void G_GNUC_PRINTF (2, 3)
put (QzIcs *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  put_line (self, line);
}

/* "20260310" */
static void
write_plain_day (QzDay day, char buffer[9])
{
  int year, month, mday;

  qz_day_to_ymd (day, &year, &month, &mday);
  g_snprintf (buffer, 9, "%04d%02d%02d", year, month, mday);
}

/* The civil time of Asia/Shanghai as a UTC stamp. */
static void
write_stamp (QzDay day, int hour, int minute, int second, char buffer[17])
{
  char plain[9];

  write_plain_day (hour < HOURS_AHEAD ? day - 1 : day, plain);
  g_snprintf (buffer, 17, "%sT%02d%02d%02dZ", plain, (hour + 24 - HOURS_AHEAD) % 24, minute,
              second);
}

/* ── the file ────────────────────────────────────────────────────────────────────────────────── */

/* Of a clock, whose text is always whole. */
static int
read_two (const char *digits)
{
  return g_ascii_digit_value (digits[0]) * 10 + g_ascii_digit_value (digits[1]);
}

QzIcs *
qz_ics_new (const char *name, const QzClock *clock)
{
  QzIcs *self = g_new0 (QzIcs, 1);

  self->text = g_string_new (NULL);
  write_stamp (clock->today, read_two (clock->business + 11), read_two (clock->business + 14),
               read_two (clock->business + 17), self->stamp);
  put_line (self, "BEGIN:VCALENDAR");
  put_line (self, "VERSION:2.0");
  put_line (self, "PRODID:-//Qingzhang//Qingzhang//ZH");
  put_line (self, "CALSCALE:GREGORIAN");
  put_line (self, "METHOD:PUBLISH");
  put_text (self, "X-WR-CALNAME", name);
  return self;
}

void
qz_ics_free (QzIcs *self)
{
  if (self == NULL)
    return;
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

static void
put_alarm (QzIcs *self, const QzIcsEvent *event)
{
  char stamp[17];

  write_stamp (event->alarm_day, ALARM_HOUR, 0, 0, stamp);
  put_line (self, "BEGIN:VALARM");
  put_line (self, "ACTION:DISPLAY");
  put (self, "TRIGGER;VALUE=DATE-TIME:%s", stamp);
  put_text (self, "DESCRIPTION", event->summary);
  put_line (self, "END:VALARM");
}

void
qz_ics_add (QzIcs *self, const QzIcsEvent *event)
{
  char first[9], after[9];

  write_plain_day (event->day, first);
  write_plain_day (event->day + 1, after);
  put_line (self, "BEGIN:VEVENT");
  put_text (self, "UID", event->uid);
  put (self, "DTSTAMP:%s", self->stamp);
  put (self, "DTSTART;VALUE=DATE:%s", first);
  put (self, "DTEND;VALUE=DATE:%s", after);
  put_text (self, "SUMMARY", event->summary);
  put_text (self, "DESCRIPTION", event->description);
  put_line (self, "TRANSP:TRANSPARENT");
  put_alarm (self, event);
  put_line (self, "END:VEVENT");
}

GBytes *
qz_ics_end (QzIcs *self)
{
  put_line (self, "END:VCALENDAR");
  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}
