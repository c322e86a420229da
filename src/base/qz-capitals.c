/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-capitals.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

#define N_GROUPS 4 /* 万亿, 亿, 万 and the rest: four digits each */

static const char *const digit_names[] = { "零", "壹", "贰", "叁", "肆",
                                           "伍", "陆", "柒", "捌", "玖" };

/* Four digits; 5.2 rule 3: one 零 for a run of zeros inside, none for those at the end. */
static void
append_group (GString *out, guint value)
{
  static const char *const units[] = { "仟", "佰", "拾", "" };
  gboolean has_started = FALSE;
  gboolean has_gap = FALSE;
  guint divisor = 1000;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++, divisor /= 10)
    {
      guint digit = value / divisor % 10;

      if (digit == 0)
        {
          has_gap = has_started;
          continue;
        }
      if (has_gap)
        g_string_append (out, "零");
      g_string_append (out, digit_names[digit]);
      g_string_append (out, units[i]);
      has_started = TRUE;
      has_gap = FALSE;
    }
}

static void
append_yuan (GString *out, guint64 yuan)
{
  static const char *const units[N_GROUPS] = { "万", "亿", "万", "" };
  guint64 divisor = G_GUINT64_CONSTANT (1000000000000);
  gboolean has_started = FALSE;
  gboolean has_gap = FALSE;

  for (guint i = 0; i < N_GROUPS; i++, divisor /= 10000)
    {
      guint value = (guint) (yuan / divisor % 10000);

      if (value != 0)
        {
          /* Rule 3: 零 before a group that has no thousands, or that follows empty groups. */
          if (has_started && (has_gap || value < 1000))
            g_string_append (out, "零");
          append_group (out, value);
        }
      /* 万亿 keeps its 亿 when the group of 亿 is empty: 壹万亿. */
      if (value != 0 || (i == 1 && has_started))
        g_string_append (out, units[i]);
      has_gap = has_started && value == 0;
      has_started = has_started || value != 0;
    }
  g_string_append (out, "元");
}

char *
qz_capitals_from_fen (QzFen amount)
{
  GString *out = g_string_new ("人民币");
  guint64 size = amount < 0 ? 0 - (guint64) amount : (guint64) amount;
  guint64 yuan = size / 100;
  guint jiao = (guint) (size / 10 % 10);
  guint fen = (guint) (size % 10);

  g_assert (size <= (guint64) QZ_FEN_MAX);
  /* Rule 7: the rules know no negatives; statements print 负. */
  if (amount < 0)
    g_string_append (out, "负");
  if (yuan > 0)
    append_yuan (out, yuan);
  else if (size == 0)
    g_string_append (out, "零元");
  /* Rule 4: no 零 between 元 and 角. */
  if (jiao > 0)
    g_string_append_printf (out, "%s角", digit_names[jiao]);
  /* Rule 5: 零 stands for a missing 角, but not at the beginning. */
  if (fen > 0)
    g_string_append_printf (out, "%s%s分", jiao == 0 && yuan > 0 ? "零" : "", digit_names[fen]);
  else
    g_string_append (out, "整"); /* AMB-28: also after 角 */
  return g_string_free_and_steal (out);
}

char *
qz_capitals_from_payment (QzFen amount, GError **error)
{
  g_autofree char *shown = NULL;

  if (amount > 0)
    return qz_capitals_from_fen (amount);
  shown = qz_fen_format (amount);
  qz_error_set (error, QZ_ERROR_REFUSED, "not-payable",
                _("%s yuan cannot be paid; a payment document needs an amount above zero"), shown);
  return NULL;
}

/* Rule 9: a leading 零 keeps a bank date from being altered. */
static void
append_date_number (GString *out, int number, gboolean needs_zero, const char *unit)
{
  if (needs_zero)
    g_string_append (out, "零");
  if (number >= 10)
    g_string_append_printf (out, "%s拾", digit_names[number / 10]);
  if (number % 10 != 0)
    g_string_append (out, digit_names[number % 10]);
  g_string_append (out, unit);
}

char *
qz_capitals_from_day (QzDay day)
{
  GString *out = g_string_new (NULL);
  int year;
  int month;
  int mday;

  qz_day_to_ymd (day, &year, &month, &mday);
  g_assert (year >= 1000 && year <= 9999);
  for (int divisor = 1000; divisor > 0; divisor /= 10)
    g_string_append (out, digit_names[year / divisor % 10]);
  g_string_append (out, "年");
  append_date_number (out, month, month <= 2 || month == 10, "月");
  append_date_number (out, mday, mday < 10 || mday % 10 == 0, "日");
  return g_string_free_and_steal (out);
}
