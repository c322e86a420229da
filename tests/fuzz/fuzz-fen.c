/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz.h"
#include "qz-capitals.h"
#include "qz-day.h"
#include "qz-error.h"
#include "qz-fen.h"
#include "qz-id-check.h"

static void
check_amount (QzFen amount)
{
  g_autofree char *grouped = qz_fen_format (amount);
  g_autofree char *decimal = qz_fen_to_decimal (amount);
  g_autofree char *capitals = qz_capitals_from_fen (amount);
  g_autoptr (GError) error = NULL;
  QzFen back = amount + 1;

  g_assert_cmpint (ABS (amount), <=, QZ_FEN_MAX);
  g_assert_true (qz_fen_parse (grouped, &back, &error));
  g_assert_cmpint (back, ==, amount);
  g_assert_true (qz_fen_parse_plain (decimal, strlen (decimal), &back));
  g_assert_cmpint (back, ==, amount);
  g_assert_true (g_utf8_validate (capitals, -1, NULL));
}

static void
check_amounts (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  QzFen typed = 0;
  QzFen plain = 0;

  if (qz_fen_parse (text, &typed, &error))
    check_amount (typed);
  else
    g_assert_cmpstr (qz_error_get_id (error), ==, "bad-amount");
  if (qz_fen_parse_plain (text, size, &plain))
    {
      check_amount (plain);
      /* What a file may hold, a person may type. */
      g_assert_no_error (error);
      g_assert_cmpint (plain, ==, typed);
    }
}

static void
check_rate (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *decimal = NULL;
  g_autofree char *percent = NULL;
  QzPpm rate = 0;
  QzPpm back = -1;

  if (!qz_ppm_parse (text, &rate, &error))
    return;
  g_assert_cmpint (rate, >=, 0);
  decimal = qz_ppm_to_decimal (rate);
  percent = qz_ppm_to_percent (rate);
  g_assert_true (qz_ppm_parse (decimal, &back, &error));
  g_assert_cmpint (back, ==, rate);
}

static void
check_day (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *back = NULL;
  g_autofree char *capitals = NULL;
  QzPeriod period;
  QzDay day;

  if (qz_period_parse (text, &period, &error))
    g_assert_cmpint (qz_period_of_day (qz_period_get_last_day (period)), ==, period);
  g_clear_error (&error);
  if (!qz_day_parse (text, &day, &error))
    return;
  back = qz_day_format (day);
  g_assert_cmpstr (back, ==, text);
  capitals = qz_capitals_from_day (day);
  g_assert_true (g_utf8_validate (capitals, -1, NULL));
}

static void
check_codes (const char *text)
{
  g_autofree char *masked = qz_id_mask (text);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_utf8_validate (masked, -1, NULL));
  if (!qz_id_check_person (text, 30000, &error))
    g_clear_error (&error);
  if (!qz_id_check_uscc (text, &error))
    g_clear_error (&error);
  if (!qz_id_check_provider (text, &error))
    g_clear_error (&error);
  if (!qz_id_check_bank_no (text, &error))
    g_clear_error (&error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_malloc (size + 1);

  if (size > 0)
    memcpy (text, data, size);
  text[size] = '\0';
  check_amounts (text, size);
  check_rate (text);
  check_day (text);
  check_codes (text);
  return 0;
}
