/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-fen.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

G_STATIC_ASSERT (sizeof (__int128) == 16);

static gboolean
check_range (gboolean overflowed, gint64 value, GError **error)
{
  if (!overflowed && value >= -QZ_FEN_MAX && value <= QZ_FEN_MAX)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "amount-overflow",
                _("The result is larger than 99,999,999,999,999.99 yuan; "
                   "check the amounts that go into it"));
  return FALSE;
}

gboolean
qz_fen_add (QzFen a, QzFen b, QzFen *out, GError **error)
{
  gint64 sum = 0;
  gboolean overflowed = __builtin_add_overflow (a, b, &sum);

  if (!check_range (overflowed, sum, error))
    return FALSE;
  *out = sum;
  return TRUE;
}

gboolean
qz_fen_sub (QzFen a, QzFen b, QzFen *out, GError **error)
{
  gint64 difference = 0;
  gboolean overflowed = __builtin_sub_overflow (a, b, &difference);

  if (!check_range (overflowed, difference, error))
    return FALSE;
  *out = difference;
  return TRUE;
}

gboolean
qz_fen_accumulate (QzFen *total, QzFen amount, GError **error)
{
  return qz_fen_add (*total, amount, total, error);
}

gboolean
qz_fen_mul_div (QzFen amount, gint64 numerator, gint64 denominator, QzRounding rounding, QzFen *out,
                GError **error)
{
  __int128 product = (__int128) amount * numerator;
  __int128 size = product < 0 ? -product : product;
  __int128 quotient;

  g_assert (denominator > 0);

  /* Domain 5.1: round on the absolute value, so that a refund is the mirror of its claim. */
  quotient = size / denominator;
  if (rounding == QZ_ROUND_HALF_AWAY && size % denominator >= denominator - size % denominator)
    quotient += 1;
  if (!check_range (quotient > QZ_FEN_MAX, 0, error))
    return FALSE;
  *out = product < 0 ? -(gint64) quotient : (gint64) quotient;
  return TRUE;
}

gboolean
qz_fen_apply_rate (QzFen amount, QzPpm rate_ppm, QzRounding rounding, QzFen *out, GError **error)
{
  return qz_fen_mul_div (amount, rate_ppm, QZ_PPM_ONE, rounding, out, error);
}

/* Reads the decimals after a point; returns the number of bytes eaten, 0 when there are none. */
static gsize
read_decimals (const char *text, gsize length, QzFen *value)
{
  if (length == 0 || !g_ascii_isdigit (text[0]))
    return 0;
  *value += (text[0] - '0') * 10;
  if (length == 1 || !g_ascii_isdigit (text[1]))
    return 1;
  *value += text[1] - '0';
  return 2;
}

gboolean
qz_fen_parse_plain (const char *text, gsize length, QzFen *out)
{
  gboolean negative = length > 0 && text[0] == '-';
  gsize i = negative ? 1 : 0;
  gsize first = i;
  QzFen value = 0;

  for (; i < length; i++)
    {
      guint digit = (guint) (guchar) text[i] - '0';
      if (digit > 9)
        break;
      value = value * 10 + digit;
      if (value > QZ_FEN_MAX / 100)
        return FALSE;
    }
  if (i == first)
    return FALSE;

  value *= 100;
  if (i < length && text[i] == '.')
    {
      gsize eaten = read_decimals (text + i + 1, length - i - 1, &value);
      if (eaten == 0)
        return FALSE;
      i += 1 + eaten;
    }
  *out = negative ? -value : value;
  return i == length;
}

/* The plain character for what an input method may produce; 0 for what no amount may hold. */
static char
fold_character (gunichar c)
{
  if (c >= 0xFF10 && c <= 0xFF19) /* full-width digits */
    return (char) ('0' + (c - 0xFF10));
  switch (c)
    {
    case 0xFF0C:
      return ',';
    case 0xFF0E:
      return '.';
    case 0xFF0B:
      return '+';
    case 0xFF0D:
    case 0x2212:
      return '-';
    case 0xA5:
    case 0xFFE5:
      return '$';
    default:
      return c < 0x80 && c != '$' ? (char) c : 0;
    }
}

/* Full-width forms become plain ones, ¥ becomes $, outer white space goes. NULL when a character
 * has no place in an amount. (transfer full) */
static char *
fold_typed (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *end = text + strlen (text);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);
      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }
  for (; text < end; text = g_utf8_next_char (text))
    {
      char c = fold_character (g_utf8_get_char (text));
      if (c == 0)
        return NULL;
      g_string_append_c (plain, c);
    }
  return g_string_free_and_steal (g_steal_pointer (&plain));
}

/* Whether the commas of the whole part stand between groups of three digits. */
static gboolean
has_correct_commas (const char *digits)
{
  gsize whole = strcspn (digits, ".");
  gsize first = strcspn (digits, ",");

  if (first >= whole)
    return strchr (digits, ',') == NULL;
  /* "0,123" is more likely a foreign decimal comma than a hundred and twenty-three. */
  if (first == 0 || first > 3 || digits[0] == '0' || (whole - first) % 4 != 0)
    return FALSE;
  for (gsize i = first; i < whole; i++)
    {
      if ((digits[i] == ',') != ((i - first) % 4 == 0))
        return FALSE;
    }
  return strchr (digits + whole, ',') == NULL;
}

static gboolean
parse_folded (const char *text, QzFen *out)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean has_sign = FALSE;
  gboolean has_yuan = FALSE;

  for (;; text++)
    {
      if (!has_sign && (*text == '-' || *text == '+'))
        {
          has_sign = TRUE;
          if (*text == '-')
            g_string_append_c (digits, '-');
        }
      else if (!has_yuan && *text == '$')
        {
          has_yuan = TRUE;
        }
      else
        {
          break;
        }
    }
  if (!g_ascii_isdigit (*text) || !has_correct_commas (text))
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (*text != ',')
        g_string_append_c (digits, *text);
    }
  return qz_fen_parse_plain (digits->str, digits->len, out);
}

gboolean
qz_fen_parse (const char *text, QzFen *out, GError **error)
{
  g_autofree char *folded = fold_typed (text);
  g_autofree char *shown = NULL;

  if (folded != NULL && parse_folded (folded, out))
    return TRUE;
  shown = g_utf8_make_valid (text, -1);
  qz_error_set (error, QZ_ERROR_INPUT, "bad-amount",
                _("“%s” is not an amount; write it like 1,234.56 or 1234.56, with at most two "
                   "decimals and at most 99,999,999,999,999.99"),
                shown);
  return FALSE;
}

char *
qz_fen_format (QzFen amount)
{
  g_autofree char *plain = qz_fen_to_decimal (amount);
  GString *out = g_string_new (NULL);
  const char *digits = plain;
  gsize whole;

  if (*digits == '-')
    g_string_append_c (out, *digits++);
  whole = strlen (digits) - 3;
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  g_string_append (out, digits + whole);
  return g_string_free_and_steal (out);
}

char *
qz_fen_to_decimal (QzFen amount)
{
  guint64 size = amount < 0 ? 0 - (guint64) amount : (guint64) amount;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02" G_GUINT64_FORMAT, amount < 0 ? "-" : "",
                          size / 100, size % 100);
}
