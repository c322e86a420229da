/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-cell-number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "qz-fen.h"

#define N_RANDOM 200000

static guint64
get_bits (double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

static void
assert_bits (double value, int shift, const char *text, QzCellFlaw flaw)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_cmpint (qz_cell_number_from_bits (get_bits (value), shift, out), ==, flaw);
  g_assert_cmpstr (out->str, ==, text);
}

static void
assert_text (const char *number, const char *text, QzCellFlaw flaw)
{
  g_autoptr (GString) out = g_string_new (NULL);
  QzCellFlaw found = QZ_CELL_NO_VALUE;

  g_assert_true (qz_cell_number_from_text (number, out, &found));
  g_assert_cmpstr (out->str, ==, text);
  g_assert_cmpint (found, ==, flaw);
}

static void
test_known (void)
{
  assert_bits (0, 0, "0", QZ_CELL_SOUND);
  assert_bits (-0.0, 0, "0", QZ_CELL_SOUND);
  assert_bits (4.14, 0, "4.14", QZ_CELL_SOUND);
  assert_bits (0.1 + 0.2, 0, "0.3", QZ_CELL_SOUND);
  assert_bits (-1234.56, 0, "-1234.56", QZ_CELL_SOUND);
  assert_bits (123456, -2, "1234.56", QZ_CELL_SOUND);
  assert_bits (1e-5, 0, "0.00001", QZ_CELL_SOUND);
  assert_bits (999999999999999, 0, "999999999999999", QZ_CELL_SOUND);
  assert_bits (999999999999999.6, 0, "1E+15", QZ_CELL_LOST_DIGITS);
  assert_bits (22020020260125000035.0, 0, "2.2020020260125E+19", QZ_CELL_LOST_DIGITS);
  assert_bits (DBL_MAX, 0, "1.79769313486232E+308", QZ_CELL_LOST_DIGITS);
  assert_bits (DBL_TRUE_MIN, 0, "4.94065645841247E-324", QZ_CELL_SOUND);
  assert_bits (HUGE_VAL, 0, "", QZ_CELL_ERROR);
}

static void
test_texts (void)
{
  assert_text ("12", "12", QZ_CELL_SOUND);
  assert_text ("+12.50", "12.5", QZ_CELL_SOUND);
  assert_text ("-0", "0", QZ_CELL_SOUND);
  assert_text (".5", "0.5", QZ_CELL_SOUND);
  assert_text ("007", "7", QZ_CELL_SOUND);
  assert_text ("0.0042", "0.0042", QZ_CELL_SOUND);
  assert_text ("4.1399999999999997", "4.14", QZ_CELL_SOUND);
  assert_text ("9.9999999999999996", "10", QZ_CELL_SOUND);
  assert_text ("1.5E-3", "0.0015", QZ_CELL_SOUND);
  assert_text ("1.5e3", "1500", QZ_CELL_SOUND);
  assert_text ("22020020260125000035", "2.2020020260125E+19", QZ_CELL_LOST_DIGITS);
  assert_text ("1e999999999999", "1E+100000", QZ_CELL_LOST_DIGITS);
}

static void
test_no_numbers (void)
{
  static const char *const texts[] = { "", "-", "+", ".", "e5", "1e", "1e+", "1,5", "0x10", "1 ",
                                       "--1", "1.2.3", "NaN", "inf", "1e5x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      QzCellFlaw flaw;

      g_test_message ("“%s”", texts[i]);
      g_assert_false (qz_cell_number_from_text (texts[i], out, &flaw));
    }
}

/* The number of the C library with 15 digits, which is another way to the same. */
static void
test_random_as_printf (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      const guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      g_autoptr (GString) out = g_string_new (NULL);
      char theirs[64];
      double value, wanted;
      QzCellFlaw flaw;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      flaw = qz_cell_number_from_bits (bits, 0, out);
      g_snprintf (theirs, sizeof theirs, "%.15g", value);
      wanted = g_ascii_strtod (theirs, NULL);
      g_assert_cmpint (get_bits (g_ascii_strtod (out->str, NULL)), ==, get_bits (wanted));
      g_assert_cmpint (flaw == QZ_CELL_LOST_DIGITS, ==, fabs (wanted) >= 1e15);
    }
}

/* V9: every amount that a person can type comes back to the fen, by the bits and by the 17 digits
 * that stand in XML. */
static void
test_every_amount (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      const QzFen fen = g_test_rand_int_range (0, G_MAXINT32) * (gint64) (i % 2000)
                        + g_test_rand_int_range (-100000, 100000);
      g_autofree char *typed = qz_fen_to_decimal (fen);
      const double value = g_ascii_strtod (typed, NULL);
      g_autoptr (GString) of_bits = g_string_new (NULL);
      g_autoptr (GString) of_text = g_string_new (NULL);
      QzCellFlaw flaw = QZ_CELL_ERROR;
      QzFen again = 0;
      char xml[64];

      g_assert_cmpint (qz_cell_number_from_bits (get_bits (value), 0, of_bits), ==, QZ_CELL_SOUND);
      g_assert_true (qz_fen_parse_plain (of_bits->str, of_bits->len, &again));
      g_assert_cmpint (again, ==, fen);
      g_snprintf (xml, sizeof xml, "%.17g", value);
      g_assert_true (qz_cell_number_from_text (xml, of_text, &flaw));
      g_assert_cmpint (flaw, ==, QZ_CELL_SOUND);
      g_assert_cmpstr (of_text->str, ==, of_bits->str);
    }
}

static void
test_whole (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_cmpint (qz_cell_number_from_int (-7, -2, out), ==, QZ_CELL_SOUND);
  g_assert_cmpstr (out->str, ==, "-0.07");
  g_string_set_size (out, 0);
  g_assert_cmpint (qz_cell_number_from_int (G_MININT64, 0, out), ==, QZ_CELL_LOST_DIGITS);
  g_assert_cmpstr (out->str, ==, "-9.22337203685478E+18");
  for (QzCellFlaw flaw = QZ_CELL_LOST_DIGITS; flaw <= QZ_CELL_BAD_DATE; flaw++)
    g_assert_nonnull (qz_cell_flaw_explain (flaw));
  g_assert_null (qz_cell_flaw_explain (QZ_CELL_SOUND));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-number/known", test_known);
  g_test_add_func ("/cell-number/texts", test_texts);
  g_test_add_func ("/cell-number/no-numbers", test_no_numbers);
  g_test_add_func ("/cell-number/random-as-printf", test_random_as_printf);
  g_test_add_func ("/cell-number/every-amount-V9", test_every_amount);
  g_test_add_func ("/cell-number/whole", test_whole);
  return g_test_run ();
}
