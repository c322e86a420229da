/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-cell-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIMB         1000000000 /* nine decimal digits */
#define LIMB_DIGITS  9
#define MAX_LIMBS    128 /* 2^1024 has 309 digits, 2^-1074 has 751 */
#define MAX_DIGITS   (MAX_LIMBS * LIMB_DIGITS)
#define MAX_ZEROS    30 /* after the point; what is smaller is written with an exponent */
#define MAX_EXPONENT 100000

const char *
qz_cell_flaw_explain (QzCellFlaw flaw)
{
  switch (flaw)
    {
    case QZ_CELL_LOST_DIGITS:
      return _("This is stored as a number of more than 15 digits, and workbooks keep only 15: the "
               "rest is lost. Format the column as text and enter or paste it again");
    case QZ_CELL_ERROR:
      return _("The formula of this cell gives an error; mend it in the workbook");
    case QZ_CELL_NO_VALUE:
      return _("The result of this formula is not in the file; open the workbook in a "
               "spreadsheet program, let it calculate, and save it again");
    case QZ_CELL_BAD_DATE:
      return _("This number is shown as a date, but it is no day; enter the date again");
    case QZ_CELL_SOUND:
    default:
      return NULL;
    }
}

/* ── whole numbers of any size ──────────────────────────────────────────────────────────────── */

typedef struct {
  guint32 limbs[MAX_LIMBS]; /* the lowest first */
  guint n;
} Whole;

static void
whole_init (Whole *self, guint64 value)
{
  self->n = 0;
  for (; value > 0; value /= LIMB)
    self->limbs[self->n++] = (guint32) (value % LIMB);
}

static void
whole_multiply (Whole *self, guint32 by)
{
  guint64 carry = 0;

  for (guint i = 0; i < self->n; i++)
    {
      carry += (guint64) self->limbs[i] * by;
      self->limbs[i] = (guint32) (carry % LIMB);
      carry /= LIMB;
    }
  if (carry == 0)
    return;
  g_assert (self->n < MAX_LIMBS);
  self->limbs[self->n++] = (guint32) carry;
}

static void
whole_raise (Whole *self, guint32 base, guint32 base_to_8, guint power)
{
  for (; power >= 8; power -= 8)
    whole_multiply (self, base_to_8);
  for (; power > 0; power--)
    whole_multiply (self, base);
}

/* ── decimals ───────────────────────────────────────────────────────────────────────────────── */

/* 0.d1d2d3… × 10^point, the first digit not zero; no digits: zero. */
typedef struct {
  char digits[MAX_DIGITS + 1];
  gsize n;
  int point;
  gboolean is_negative;
} Decimal;

static void
decimal_from_whole (Decimal *self, const Whole *whole, int shift)
{
  gsize start = 0;

  self->n = 0;
  for (guint i = whole->n; i > 0; i--)
    {
      g_snprintf (self->digits + self->n, LIMB_DIGITS + 1, "%09u", whole->limbs[i - 1]);
      self->n += LIMB_DIGITS;
    }
  while (start < self->n && self->digits[start] == '0')
    start++;
  self->n -= start;
  memmove (self->digits, self->digits + start, self->n);
  self->point = (int) self->n + shift;
}

static void
drop_zeros (Decimal *self)
{
  while (self->n > 0 && self->digits[self->n - 1] == '0')
    self->n--;
}

/* What lies exactly between two goes to the even one, as in the C library; what was typed with 15
 * digits never does. */
static gboolean
is_rounded_up (const Decimal *self)
{
  const char *rest = self->digits + QZ_CELL_DIGITS;

  if (self->n <= QZ_CELL_DIGITS || rest[0] != '5')
    return self->n > QZ_CELL_DIGITS && rest[0] > '5';
  for (gsize i = 1; i < self->n - QZ_CELL_DIGITS; i++)
    if (rest[i] != '0')
      return TRUE;
  return (rest[-1] - '0') % 2 == 1;
}

static void
decimal_round (Decimal *self)
{
  gboolean up = is_rounded_up (self);

  self->n = MIN (self->n, QZ_CELL_DIGITS);
  for (gsize i = self->n; up && i > 0; i--)
    {
      up = self->digits[i - 1] == '9';
      self->digits[i - 1] = up ? '0' : (char) (self->digits[i - 1] + 1);
    }
  if (up)
    {
      self->digits[0] = '1';
      self->n = 1;
      self->point++;
    }
  drop_zeros (self);
}

static void
append_with_exponent (const Decimal *self, GString *out)
{
  g_string_append_c (out, self->digits[0]);
  if (self->n > 1)
    g_string_append_c (out, '.');
  g_string_append_len (out, self->digits + 1, (gssize) self->n - 1);
  g_string_append_printf (out, "E%+d", self->point - 1);
}

static void
append_plain (const Decimal *self, GString *out)
{
  if (self->point <= 0)
    g_string_append (out, "0.");
  for (int i = self->point; i < 0; i++)
    g_string_append_c (out, '0');
  for (gsize i = 0; i < self->n; i++)
    {
      if (i > 0 && (int) i == self->point)
        g_string_append_c (out, '.');
      g_string_append_c (out, self->digits[i]);
    }
  for (int i = (int) self->n; i < self->point; i++)
    g_string_append_c (out, '0');
}

static QzCellFlaw
decimal_append (Decimal *self, GString *out)
{
  decimal_round (self);
  if (self->n == 0)
    {
      g_string_append_c (out, '0');
      return QZ_CELL_SOUND;
    }
  if (self->is_negative)
    g_string_append_c (out, '-');
  if (self->point > QZ_CELL_DIGITS || self->point < -MAX_ZEROS)
    append_with_exponent (self, out);
  else
    append_plain (self, out);
  return self->point > QZ_CELL_DIGITS ? QZ_CELL_LOST_DIGITS : QZ_CELL_SOUND;
}

/* ── what stands in files ───────────────────────────────────────────────────────────────────── */

QzCellFlaw
qz_cell_number_from_bits (guint64 bits, int shift, GString *out)
{
  const int exponent_bits = (int) (bits >> 52 & 0x7ff);
  guint64 mantissa = bits & G_GUINT64_CONSTANT (0xfffffffffffff);
  Decimal decimal;
  Whole whole;
  int exponent;

  if (exponent_bits == 0x7ff)
    return QZ_CELL_ERROR;
  mantissa |= exponent_bits > 0 ? G_GUINT64_CONSTANT (1) << 52 : 0;
  exponent = MAX (exponent_bits, 1) - 1075;
  /* mantissa × 2^-n is mantissa × 5^n × 10^-n. Halving while it is even keeps n small. */
  for (; exponent < 0 && mantissa > 0 && mantissa % 2 == 0; exponent++)
    mantissa /= 2;
  whole_init (&whole, mantissa);
  if (exponent > 0)
    whole_raise (&whole, 2, 256, (guint) exponent);
  else
    whole_raise (&whole, 5, 390625, (guint) -exponent);
  decimal_from_whole (&decimal, &whole, MIN (exponent, 0) + shift);
  decimal.is_negative = bits >> 63 != 0;
  return decimal_append (&decimal, out);
}

QzCellFlaw
qz_cell_number_from_int (gint64 number, int shift, GString *out)
{
  Decimal decimal;
  Whole whole;

  whole_init (&whole, number < 0 ? -(guint64) number : (guint64) number);
  decimal_from_whole (&decimal, &whole, shift);
  decimal.is_negative = number < 0;
  return decimal_append (&decimal, out);
}

/* The digits around the point. FALSE when there are none. */
static gboolean
read_digits (const char **at, Decimal *out)
{
  gboolean has_point = FALSE, has_digit = FALSE;

  for (const char *p = *at; g_ascii_isdigit (*p) || (*p == '.' && !has_point); p++)
    {
      *at = p + 1;
      if (*p == '.')
        {
          has_point = TRUE;
          continue;
        }
      has_digit = TRUE;
      if (out->n > 0 || *p != '0')
        out->point += !has_point;
      else
        out->point -= has_point;
      /* What lies beyond cannot change the first 15 digits. */
      if ((out->n > 0 || *p != '0') && out->n < MAX_DIGITS)
        out->digits[out->n++] = *p;
    }
  return has_digit;
}

static gboolean
read_exponent (const char *at, int *out)
{
  gboolean is_negative = FALSE;
  gint64 exponent = 0;

  *out = 0;
  if (*at == '\0')
    return TRUE;
  if (*at != 'e' && *at != 'E')
    return FALSE;
  at++;
  is_negative = *at == '-';
  at += *at == '-' || *at == '+';
  if (*at == '\0')
    return FALSE;
  for (; *at != '\0'; at++)
    {
      if (!g_ascii_isdigit (*at))
        return FALSE;
      exponent = MIN (exponent * 10 + (*at - '0'), MAX_EXPONENT);
    }
  *out = (int) (is_negative ? -exponent : exponent);
  return TRUE;
}

gboolean
qz_cell_number_from_text (const char *text, GString *out, QzCellFlaw *flaw)
{
  Decimal decimal = { .is_negative = *text == '-' };
  const char *at = text + (*text == '-' || *text == '+');
  int exponent = 0;

  if (strlen (text) > MAX_DIGITS || !read_digits (&at, &decimal) || !read_exponent (at, &exponent))
    return FALSE;
  decimal.point += exponent;
  *flaw = decimal_append (&decimal, out);
  return TRUE;
}
