/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capitals-parser.h"

#include <string.h>

typedef struct {
  const char *at;
  int exponent; /* of the digit read last, as a power of ten yuan; -1 before the first */
  gboolean is_ok;
} Reader;

static gboolean
take (Reader *reader, const char *word)
{
  if (!g_str_has_prefix (reader->at, word))
    return FALSE;
  reader->at += strlen (word);
  return TRUE;
}

/* A digit from 1 to 9, or 0 when there is none. */
static int
take_digit (Reader *reader)
{
  static const char *const digits[] = { "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

  for (int i = 0; i < 9; i++)
    {
      if (take (reader, digits[i]))
        return i + 1;
    }
  return 0;
}

/* The power of ten of the unit that follows a digit. */
static int
take_small_unit (Reader *reader)
{
  if (take (reader, "仟"))
    return 3;
  if (take (reader, "佰"))
    return 2;
  return take (reader, "拾") ? 1 : 0;
}

/* Whether a 零 belongs between two digits with these powers of ten. */
static gboolean
needs_zero (int before, int after)
{
  if (before < 0)
    return FALSE;
  if (before / 4 == after / 4)
    return after < before - 1;
  return !(after % 4 == 3 && before / 4 == after / 4 + 1);
}

/* Reads up to four digits with their units, in units of 10^@base; the value is given without. */
static gint64
read_group (Reader *reader, int base)
{
  static const int powers[] = { 1, 10, 100, 1000 };
  gint64 value = 0;
  int smallest = 4;

  for (;;)
    {
      const char *before = reader->at;
      gboolean has_zero = take (reader, "零");
      int digit = take_digit (reader);
      int unit;

      if (digit == 0)
        {
          reader->at = before;
          return value;
        }
      unit = take_small_unit (reader);
      if (unit >= smallest || has_zero != needs_zero (reader->exponent, base + unit))
        {
          reader->is_ok = FALSE;
          return 0;
        }
      smallest = unit;
      value += digit * powers[unit];
      reader->exponent = base + unit;
    }
}

static gboolean
stands_before (const char *text, const char *first, const char *second)
{
  const char *a = strstr (text, first);
  const char *b = strstr (text, second);

  return a != NULL && (b == NULL || a < b);
}

/* What stands before 亿: [group 万] group. */
static gint64
read_hundred_millions (Reader *reader)
{
  gint64 high = 0;
  gint64 value;

  if (stands_before (reader->at, "万", "亿"))
    {
      high = read_group (reader, 12) * 10000;
      reader->is_ok = reader->is_ok && high > 0 && take (reader, "万");
    }
  value = high + read_group (reader, 8);
  reader->is_ok = reader->is_ok && value > 0 && take (reader, "亿");
  return value;
}

/* The number before 元: [hundred millions 亿] [group 万] group. */
static gint64
read_yuan (Reader *reader)
{
  gint64 value = 0;
  gint64 middle;

  if (stands_before (reader->at, "亿", "元"))
    value = read_hundred_millions (reader) * 100000000;
  if (stands_before (reader->at, "万", "元"))
    {
      middle = read_group (reader, 4) * 10000;
      reader->is_ok = reader->is_ok && middle > 0 && take (reader, "万");
      value += middle;
    }
  return value + read_group (reader, 0);
}

/* What follows 元. */
static QzFen
read_small (Reader *reader, gboolean has_yuan)
{
  gboolean has_zero;
  int digit;
  QzFen value = 0;

  if (has_yuan && take (reader, "整"))
    return 0;
  has_zero = take (reader, "零");
  digit = take_digit (reader);
  reader->is_ok = reader->is_ok && digit != 0 && (has_yuan || !has_zero);
  if (take (reader, "角"))
    {
      value = digit * 10;
      digit = take_digit (reader);
      if (digit == 0)
        {
          take (reader, "整");
          return value;
        }
    }
  else if (has_yuan && !has_zero)
    {
      reader->is_ok = FALSE;
    }
  reader->is_ok = reader->is_ok && take (reader, "分");
  return value + digit;
}

gboolean
capitals_parse (const char *text, QzFen *out)
{
  Reader reader = { text, -1, TRUE };
  gboolean is_negative;
  gboolean has_yuan;
  gint64 yuan = 0;

  if (!take (&reader, "人民币"))
    return FALSE;
  is_negative = take (&reader, "负");
  if (strcmp (reader.at, "零元整") == 0 && !is_negative)
    {
      *out = 0;
      return TRUE;
    }
  has_yuan = strstr (reader.at, "元") != NULL;
  if (has_yuan)
    {
      yuan = read_yuan (&reader);
      reader.is_ok = reader.is_ok && yuan > 0 && take (&reader, "元");
    }
  *out = yuan * 100 + read_small (&reader, has_yuan);
  if (is_negative)
    *out = -*out;
  return reader.is_ok && *reader.at == '\0';
}
