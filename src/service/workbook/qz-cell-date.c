/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-cell-date.h"

#include <string.h>

#include "qz-day.h"

#define SECONDS_A_DAY  86400
#define FRACTION_SCALE G_GUINT64_CONSTANT (1000000000000)
#define FRACTION_PLACES 12
#define LAST_SERIAL     2958465 /* 9999-12-31 */
/* 1900-02-29 was no day, but the count from 1900 has it as day 60. */
#define FALSE_LEAP_DAY  60
#define DAY_0_OF_1900   (-25568) /* 1899-12-31 as a QzDay */
#define DAY_0_OF_1904   (-24107) /* 1904-01-01 */

/* ── formats ────────────────────────────────────────────────────────────────────────────────── */

QzCellFormat
qz_cell_format_builtin (guint id)
{
  static const struct {
    guint8 first, last;
    guint8 kind;
  } ranges[] = {
    { 14, 16, QZ_FORMAT_DAY },   { 17, 17, QZ_FORMAT_MONTH }, { 18, 21, QZ_FORMAT_CLOCK },
    { 22, 22, QZ_FORMAT_DAY_TIME },
    /* Those of Chinese programs: 27 is yyyy年m月, 32 h时mm分 and so on. */
    { 27, 27, QZ_FORMAT_MONTH }, { 28, 31, QZ_FORMAT_DAY },   { 32, 35, QZ_FORMAT_CLOCK },
    { 36, 36, QZ_FORMAT_MONTH }, { 45, 47, QZ_FORMAT_CLOCK }, { 50, 50, QZ_FORMAT_MONTH },
    { 51, 51, QZ_FORMAT_DAY },   { 52, 52, QZ_FORMAT_MONTH }, { 53, 54, QZ_FORMAT_DAY },
    { 55, 56, QZ_FORMAT_CLOCK }, { 57, 57, QZ_FORMAT_MONTH }, { 58, 58, QZ_FORMAT_DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (id >= ranges[i].first && id <= ranges[i].last)
      return (QzCellFormat) { ranges[i].kind, 0 };
  return (QzCellFormat) { QZ_FORMAT_NUMBER, 0 };
}

/* What the letters of a format ask for. */
typedef struct {
  guint years, months, days, hours, seconds;
  guint zeros, others; /* of numbers */
} Letters;

/* The end of what begins at @at and is no letter of a format: quoted and escaped text, colours and
 * conditions in brackets. [h] and its like are hours, minutes and seconds that go on counting. */
static const char *
skip_literal (const char *at, Letters *letters)
{
  const char *end = NULL;

  if (*at == '"')
    end = strchr (at + 1, '"');
  else if (*at == '[')
    end = strchr (at, ']');
  else if (strchr ("\\_*", *at) != NULL)
    return at[1] != '\0' ? g_utf8_next_char (at + 1) : at + 1;
  else
    return at;
  if (end == NULL)
    return at + strlen (at);
  if (*at == '[' && strchr ("hHsSmM", at[1]) != NULL && strchr ("]hHsSmM", at[2]) != NULL)
    letters->hours++;
  return end + 1;
}

static void
count_letter (char letter, Letters *letters)
{
  switch (g_ascii_tolower (letter))
    {
    case 'y': letters->years++; break;
    case 'm': letters->months++; break;
    case 'd': letters->days++; break;
    case 'h': letters->hours++; break;
    case 's': letters->seconds++; break;
    case '0': letters->zeros++; break;
    default: letters->others++; break;
    }
}

static QzCellFormat
judge (const Letters *letters)
{
  const gboolean has_time = letters->hours > 0 || letters->seconds > 0;
  QzCellFormat format = { QZ_FORMAT_NUMBER, 0 };

  /* Next to hours or seconds alone, an m is minutes. */
  if (letters->days > 0 || letters->years > 0)
    format.kind = has_time ? QZ_FORMAT_DAY_TIME
                           : letters->days > 0 ? QZ_FORMAT_DAY : QZ_FORMAT_MONTH;
  else if (has_time)
    format.kind = QZ_FORMAT_CLOCK;
  else if (letters->months > 0)
    format.kind = QZ_FORMAT_DAY;
  else if (letters->zeros > 1 && letters->others == 0)
    format = (QzCellFormat) { QZ_FORMAT_ZEROS, (guint8) MIN (letters->zeros, QZ_CELL_DIGITS) };
  return format;
}

QzCellFormat
qz_cell_format_parse (const char *code)
{
  Letters letters = { 0 };

  if (g_ascii_strncasecmp (code, "general", 7) == 0)
    return (QzCellFormat) { QZ_FORMAT_NUMBER, 0 };
  /* The first section is that of positive numbers. */
  while (*code != '\0' && *code != ';')
    {
      const char *after = skip_literal (code, &letters);

      if (after == code)
        count_letter (*code++, &letters);
      else
        code = after;
    }
  return judge (&letters);
}

/* ── dates ──────────────────────────────────────────────────────────────────────────────────── */

/* Splits plain decimal text into days and the nearest second. FALSE when it is no moment. */
static gboolean
read_serial (const char *number, guint64 *out_days, guint *out_seconds)
{
  const char *at = number;
  guint64 days = 0, fraction = 0, scale = FRACTION_SCALE, seconds;

  for (; g_ascii_isdigit (*at) && days <= LAST_SERIAL; at++)
    days = days * 10 + (guint64) (*at - '0');
  if (at == number || days > LAST_SERIAL || (*at != '\0' && *at != '.'))
    return FALSE;
  at += *at == '.';
  for (guint i = 0; i < FRACTION_PLACES && g_ascii_isdigit (*at); i++, at++)
    {
      scale /= 10;
      fraction += (guint64) (*at - '0') * scale;
    }
  seconds = (fraction * SECONDS_A_DAY + FRACTION_SCALE / 2) / FRACTION_SCALE;
  *out_days = days + seconds / SECONDS_A_DAY;
  *out_seconds = (guint) (seconds % SECONDS_A_DAY);
  return TRUE;
}

static gboolean
serial_to_day (guint64 serial, gboolean from_1904, QzDay *out)
{
  const int n = (int) serial;

  if (from_1904)
    *out = DAY_0_OF_1904 + n;
  else
    *out = DAY_0_OF_1900 + n - (n > FALSE_LEAP_DAY);
  return from_1904 || (n != 0 && n != FALSE_LEAP_DAY);
}

static void
append_clock (guint seconds, GString *out)
{
  g_string_append_printf (out, "%02u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static QzCellFlaw
append_moment (QzFormatKind kind, const char *number, gboolean from_1904, GString *out)
{
  QzDay day = QZ_DAY_NONE;
  guint seconds = 0;
  guint64 days = 0;
  char text[11];

  if (!read_serial (number, &days, &seconds)
      || (kind == QZ_FORMAT_CLOCK ? days > 0 : !serial_to_day (days, from_1904, &day)))
    {
      g_string_append (out, number);
      return kind == QZ_FORMAT_CLOCK ? QZ_CELL_SOUND : QZ_CELL_BAD_DATE;
    }
  if (kind == QZ_FORMAT_CLOCK)
    {
      append_clock (seconds, out);
      return QZ_CELL_SOUND;
    }
  qz_day_write (day, text);
  g_string_append_len (out, text, kind == QZ_FORMAT_MONTH ? 7 : 10);
  if (kind == QZ_FORMAT_DAY_TIME && seconds > 0)
    {
      g_string_append_c (out, ' ');
      append_clock (seconds, out);
    }
  return QZ_CELL_SOUND;
}

static void
append_filled (guint n_zeros, const char *number, GString *out)
{
  gsize length = strlen (number);

  if (*number != '-' && strchr (number, '.') == NULL)
    for (gsize i = length; i < n_zeros; i++)
      g_string_append_c (out, '0');
  g_string_append (out, number);
}

QzCellFlaw
qz_cell_format_append (QzCellFormat format, const char *number, gboolean from_1904, GString *out)
{
  if (format.kind == QZ_FORMAT_NUMBER)
    g_string_append (out, number);
  else if (format.kind == QZ_FORMAT_ZEROS)
    append_filled (format.n_zeros, number, out);
  else
    return append_moment ((QzFormatKind) format.kind, number, from_1904, out);
  return QZ_CELL_SOUND;
}

/* The number before @unit; what follows is left at *@at. FALSE when there is none. */
static gboolean
read_part (const char **at, char unit, guint max, guint *out)
{
  guint part = 0;
  const char *p = *at;

  for (; g_ascii_isdigit (*p) && part <= max; p++)
    part = part * 10 + (guint) (*p - '0');
  if (p == *at || part > max || (*p != unit && (unit != 'S' || *p != '.')))
    return FALSE;
  *at = p + 1;
  *out = part;
  return TRUE;
}

/* PT10H30M00S as 10:30:00; anything else as it stands. */
static void
append_duration (const char *text, GString *out)
{
  const char *at = text + strlen ("PT");
  guint hours = 0, minutes = 0, seconds = 0;

  if (read_part (&at, 'H', 23, &hours) && read_part (&at, 'M', 59, &minutes)
      && read_part (&at, 'S', 59, &seconds))
    append_clock (hours * 3600 + minutes * 60 + seconds, out);
  else
    g_string_append (out, text);
}

void
qz_cell_append_iso (const char *text, GString *out)
{
  const char *time = strchr (text, 'T');

  if (g_str_has_prefix (text, "PT"))
    {
      append_duration (text, out);
      return;
    }
  g_string_append_len (out, text, time != NULL ? time - text : (gssize) strlen (text));
  /* Fractions of a second say nothing here. */
  if (time != NULL && strncmp (time, "T00:00:00", 9) != 0)
    {
      g_string_append_c (out, ' ');
      g_string_append_len (out, time + 1, (gssize) MIN (strlen (time + 1), 8));
    }
}
