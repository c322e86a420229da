/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-fen.h"

#include <string.h>

#include "test-base.h"

static void
test_add_limits (void)
{
  g_autoptr (GError) error = NULL;
  QzFen out = 7;

  g_assert_true (qz_fen_add (QZ_FEN_MAX - 1, 1, &out, &error));
  g_assert_cmpint (out, ==, QZ_FEN_MAX);
  g_assert_true (qz_fen_add (-QZ_FEN_MAX + 1, -1, &out, &error));
  g_assert_cmpint (out, ==, -QZ_FEN_MAX);
  g_assert_false (qz_fen_add (QZ_FEN_MAX, 1, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_false (qz_fen_add (-QZ_FEN_MAX, -1, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_false (qz_fen_add (G_MAXINT64, G_MAXINT64, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_cmpint (out, ==, -QZ_FEN_MAX);
}

static void
test_sub_limits (void)
{
  g_autoptr (GError) error = NULL;
  QzFen out = 0;
  QzFen total = QZ_FEN_MAX - 5;

  g_assert_true (qz_fen_sub (5, QZ_FEN_MAX, &out, &error));
  g_assert_cmpint (out, ==, 5 - QZ_FEN_MAX);
  g_assert_false (qz_fen_sub (-1, QZ_FEN_MAX, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_false (qz_fen_sub (0, G_MININT64, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_true (qz_fen_accumulate (&total, 5, &error));
  g_assert_cmpint (total, ==, QZ_FEN_MAX);
  g_assert_false (qz_fen_accumulate (&total, 1, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_cmpint (total, ==, QZ_FEN_MAX);
}

static QzFen
mul_div (QzFen amount, gint64 numerator, gint64 denominator, QzRounding rounding)
{
  g_autoptr (GError) error = NULL;
  QzFen out = 0;
  gboolean ok = qz_fen_mul_div (amount, numerator, denominator, rounding, &out, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  return out;
}

static void
test_rounding (void)
{
  g_assert_cmpint (mul_div (5, 1, 2, QZ_ROUND_HALF_AWAY), ==, 3);
  g_assert_cmpint (mul_div (-5, 1, 2, QZ_ROUND_HALF_AWAY), ==, -3);
  g_assert_cmpint (mul_div (5, 1, 2, QZ_ROUND_TRUNCATE), ==, 2);
  g_assert_cmpint (mul_div (-5, 1, 2, QZ_ROUND_TRUNCATE), ==, -2);
  g_assert_cmpint (mul_div (4, 1, 9, QZ_ROUND_HALF_AWAY), ==, 0);
  g_assert_cmpint (mul_div (1, 1, 3, QZ_ROUND_HALF_AWAY), ==, 0);
  g_assert_cmpint (mul_div (2, 1, 3, QZ_ROUND_HALF_AWAY), ==, 1);
  g_assert_cmpint (mul_div (3, -1, 2, QZ_ROUND_HALF_AWAY), ==, -2);
  g_assert_cmpint (mul_div (QZ_FEN_MAX, G_MAXINT64, G_MAXINT64, QZ_ROUND_HALF_AWAY), ==,
                   QZ_FEN_MAX);
}

static void
test_mul_div_limits (void)
{
  g_autoptr (GError) error = NULL;
  QzFen out = 0;

  g_assert_false (qz_fen_mul_div (QZ_FEN_MAX, 2, 1, QZ_ROUND_TRUNCATE, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_false (qz_fen_mul_div (-QZ_FEN_MAX, G_MAXINT64, 1, QZ_ROUND_TRUNCATE, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  /* Rounding up by half a fen goes over the limit, truncating does not. */
  g_assert_false (qz_fen_mul_div (2 * QZ_FEN_MAX + 1, 1, 2, QZ_ROUND_HALF_AWAY, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
  g_assert_true (qz_fen_mul_div (2 * QZ_FEN_MAX + 1, 1, 2, QZ_ROUND_TRUNCATE, &out, &error));
  g_assert_cmpint (out, ==, QZ_FEN_MAX);
}

/* The definition by multiplication only: q is right when no other integer is nearer. */
static void
test_mul_div_random (void)
{
  for (int i = 0; i < 200000; i++)
    {
      QzFen amount = random_size () % (QZ_FEN_MAX + 1);
      gint64 numerator = random_size ();
      gint64 denominator = random_size () % G_MAXINT64 + 1;
      gboolean negative = g_test_rand_int_range (0, 2);
      g_autoptr (GError) error = NULL;
      __int128 product = (__int128) amount * numerator;
      QzFen near = 0;
      QzFen cut = 0;
      gboolean ok = qz_fen_mul_div (negative ? -amount : amount, numerator, denominator,
                                    QZ_ROUND_HALF_AWAY, &near, &error);

      if (!ok)
        {
          g_assert_true (2 * product >= (2 * (__int128) QZ_FEN_MAX + 1) * denominator);
          assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
          continue;
        }
      cut = mul_div (negative ? -amount : amount, numerator, denominator, QZ_ROUND_TRUNCATE);
      if (negative)
        {
          near = -near;
          cut = -cut;
        }
      g_assert_true (2 * product >= (2 * (__int128) near - 1) * denominator);
      g_assert_true (2 * product < (2 * (__int128) near + 1) * denominator);
      g_assert_true ((__int128) cut * denominator <= product);
      g_assert_true (((__int128) cut + 1) * denominator > product);
    }
}

/* JL-11b: the daily amount of a claim is rounded for each claim, refunds as mirrors. */
static void
test_apply_rate (void)
{
  g_autoptr (GError) error = NULL;
  QzFen out = 0;

  g_assert_true (qz_fen_apply_rate (123456, 700000, QZ_ROUND_HALF_AWAY, &out, &error));
  g_assert_cmpint (out, ==, 86419);
  g_assert_true (qz_fen_apply_rate (-123456, 700000, QZ_ROUND_HALF_AWAY, &out, &error));
  g_assert_cmpint (out, ==, -86419);
  g_assert_true (qz_fen_apply_rate (5, 300000, QZ_ROUND_HALF_AWAY, &out, &error));
  g_assert_cmpint (out, ==, 2);
  g_assert_true (qz_fen_apply_rate (QZ_FEN_MAX, QZ_PPM_ONE, QZ_ROUND_HALF_AWAY, &out, &error));
  g_assert_cmpint (out, ==, QZ_FEN_MAX);
  g_assert_false (qz_fen_apply_rate (QZ_FEN_MAX, QZ_PPM_ONE + 1, QZ_ROUND_HALF_AWAY, &out, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "amount-overflow");
}

typedef struct {
  const char *text;
  QzFen amount;
} Vector;

static void
test_parse (void)
{
  static const Vector vectors[] = {
    { "0", 0 },
    { "1", 100 },
    { "1.5", 150 },
    { "1.05", 105 },
    { "-1,234.50", -123450 },
    { "+1,234,567.89", 123456789 },
    { "¥1,234.00", 123400 },
    { "￥12", 1200 },
    { "-¥12.30", -1230 },
    { "¥-12.30", -1230 },
    { "  12.30\t", 1230 },
    { "　１２．３４　", 1234 },
    { "１，２３４．５", 123450 },
    { "－５", -500 },
    { "−5", -500 },
    { "007", 700 },
    { "-0.00", 0 },
    { "99,999,999,999,999.99", QZ_FEN_MAX },
    { "-99999999999999.99", -QZ_FEN_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      QzFen out = 1;
      gboolean ok = qz_fen_parse (vectors[i].text, &out, &error);
      g_assert_no_error (error);
      g_assert_true (ok);
      g_assert_cmpint (out, ==, vectors[i].amount);
    }
}

static void
test_parse_refusals (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "1.",
    ".5",
    "1,23",
    "1e3",
    "１２.345",
    "1.234",
    "12,34,567",
    "1234,567",
    ",123",
    "0,123",
    "1,234,56",
    "1.2,3",
    "1,234.5,6",
    "--1",
    "+-1",
    "¥¥1",
    "$1",
    "1 2",
    "1-",
    "abc",
    "-",
    "¥",
    "0x10",
    "1..2",
    "100000000000000",
    "100000000000000.00",
    "-100000000000000",
    "99999999999999999999999999",
    "\xff",
    "1.2.3",
    "一",
    "1,234,5678",
    "NaN",
    "1\n2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      QzFen out = 0;
      gboolean ok = qz_fen_parse (texts[i], &out, &error);
      if (ok)
        g_error ("“%s” was taken as an amount", texts[i]);
      assert_failure (&error, QZ_ERROR_INPUT, "bad-amount");
    }
}

static void
test_parse_plain (void)
{
  static const Vector good[] = {
    { "0", 0 },
    { "0.00", 0 },
    { "-0.01", -1 },
    { "12.3", 1230 },
    { "-1234.56", -123456 },
    { "0000000000000000000001.00", 100 },
    { "99999999999999.99", QZ_FEN_MAX },
    { "-99999999999999.99", -QZ_FEN_MAX },
  };
  static const char *const bad[] = {
    "",
    "-",
    "+1",
    "1.",
    ".5",
    "1.234",
    "1,234.00",
    " 1",
    "1 ",
    "--1",
    "1e3",
    "１",
    "1.2.",
    "100000000000000",
    "18446744073709551617",
    "99999999999999999999999999999999",
    "1.-5",
    "1-",
  };
  QzFen out = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (qz_fen_parse_plain (good[i].text, strlen (good[i].text), &out));
      g_assert_cmpint (out, ==, good[i].amount);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      if (qz_fen_parse_plain (bad[i], strlen (bad[i]), &out))
        g_error ("“%s” was taken as an amount", bad[i]);
    }
  /* The text ends where the length says. */
  g_assert_true (qz_fen_parse_plain ("12.345", 5, &out));
  g_assert_cmpint (out, ==, 1234);
  g_assert_false (qz_fen_parse_plain ("12.34", 3, &out));
  g_assert_false (qz_fen_parse_plain ("12\0.34", 6, &out));
}

static void
assert_format (QzFen amount, const char *grouped, const char *decimal)
{
  g_autofree char *a = qz_fen_format (amount);
  g_autofree char *b = qz_fen_to_decimal (amount);

  g_assert_cmpstr (a, ==, grouped);
  g_assert_cmpstr (b, ==, decimal);
}

static void
test_format (void)
{
  assert_format (0, "0.00", "0.00");
  assert_format (5, "0.05", "0.05");
  assert_format (-5, "-0.05", "-0.05");
  assert_format (99999, "999.99", "999.99");
  assert_format (100000, "1,000.00", "1000.00");
  assert_format (123456789, "1,234,567.89", "1234567.89");
  assert_format (-123450, "-1,234.50", "-1234.50");
  assert_format (QZ_FEN_MAX, "99,999,999,999,999.99", "99999999999999.99");
  assert_format (-QZ_FEN_MAX, "-99,999,999,999,999.99", "-99999999999999.99");
}

static void
test_format_round_trip (void)
{
  for (int i = 0; i < 50000; i++)
    {
      QzFen amount = random_size () % (QZ_FEN_MAX + 1) * (g_test_rand_int_range (0, 2) ? 1 : -1);
      g_autofree char *grouped = qz_fen_format (amount);
      g_autofree char *decimal = qz_fen_to_decimal (amount);
      g_autoptr (GError) error = NULL;
      QzFen a = 0;
      QzFen b = 0;

      g_assert_true (qz_fen_parse (grouped, &a, &error));
      g_assert_true (qz_fen_parse_plain (decimal, strlen (decimal), &b));
      g_assert_cmpint (a, ==, amount);
      g_assert_cmpint (b, ==, amount);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fen/5.1/add-at-the-limits", test_add_limits);
  g_test_add_func ("/fen/5.1/sub-at-the-limits", test_sub_limits);
  g_test_add_func ("/fen/5.1/half-away-from-zero", test_rounding);
  g_test_add_func ("/fen/5.1/mul-div-at-the-limits", test_mul_div_limits);
  g_test_add_func ("/fen/5.1/mul-div-random", test_mul_div_random);
  g_test_add_func ("/fen/JL-11b/per-claim-rounding", test_apply_rate);
  g_test_add_func ("/fen/5.1/parse-typed", test_parse);
  g_test_add_func ("/fen/5.1/parse-typed-refusals", test_parse_refusals);
  g_test_add_func ("/fen/V9/parse-plain", test_parse_plain);
  g_test_add_func ("/fen/5.1/format", test_format);
  g_test_add_func ("/fen/5.1/format-round-trip", test_format_round_trip);
  return g_test_run ();
}
