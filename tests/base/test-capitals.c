/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-capitals.h"

#include <string.h>

#include "capitals-parser.h"
#include "test-base.h"

#define PREFIX "人民币"

typedef struct {
  QzFen amount;
  const char *capitals;
} Vector;

/* 5.3, numbers 1 to 60 */
static const Vector capital_vectors[] = {
  { 0, "零元整" },
  { 1, "壹分" },
  { 5, "伍分" },
  { 10, "壹角整" },
  { 50, "伍角整" },
  { 55, "伍角伍分" },
  { 100, "壹元整" },
  { 105, "壹元零伍分" },
  { 110, "壹元壹角整" },
  { 111, "壹元壹角壹分" },
  { 1000, "壹拾元整" },
  { 1005, "壹拾元零伍分" },
  { 1050, "壹拾元伍角整" },
  { 10000, "壹佰元整" },
  { 10100, "壹佰零壹元整" },
  { 11000, "壹佰壹拾元整" },
  { 100000, "壹仟元整" },
  { 100100, "壹仟零壹元整" },
  { 101010, "壹仟零壹拾元壹角整" },
  { 110001, "壹仟壹佰元零壹分" },
  { 140950, "壹仟肆佰零玖元伍角整" },
  { 168032, "壹仟陆佰捌拾元叁角贰分" },
  { 600714, "陆仟零柒元壹角肆分" },
  { 1640902, "壹万陆仟肆佰零玖元零贰分" },
  { 32504, "叁佰贰拾伍元零肆分" },
  { 1000000, "壹万元整" },
  { 1000100, "壹万零壹元整" },
  { 1001000, "壹万零壹拾元整" },
  { 1010000, "壹万零壹佰元整" },
  { 1100000, "壹万壹仟元整" },
  { 10700053, "壹拾万柒仟元伍角叁分" },
  { 11000000, "壹拾壹万元整" },
  { 100000000, "壹佰万元整" },
  { 100000100, "壹佰万零壹元整" },
  { 100100000, "壹佰万壹仟元整" },
  { 1000000000, "壹仟万元整" },
  { 1000001000, "壹仟万零壹拾元整" },
  { 1001000000, "壹仟零壹万元整" },
  { 10000000000, "壹亿元整" },
  { 10000000001, "壹亿元零壹分" },
  { 10000000100, "壹亿零壹元整" },
  { 10001000000, "壹亿零壹万元整" },
  { 10010000000, "壹亿零壹拾万元整" },
  { 10100000000, "壹亿零壹佰万元整" },
  { 11000000000, "壹亿壹仟万元整" },
  { 100000000000, "壹拾亿元整" },
  { 100110010100, "壹拾亿零壹佰壹拾万零壹佰零壹元整" },
  { 101010101010, "壹拾亿壹仟零壹拾万壹仟零壹拾元壹角整" },
  { 1000000000100, "壹佰亿零壹元整" },
  { 12345678987, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元捌角柒分" },
  { 100000000000000, "壹万亿元整" },
  { 100000000000100, "壹万亿零壹元整" },
  { 100000001000000, "壹万亿零壹万元整" },
  { 100010000000000, "壹万零壹亿元整" },
  { 100010001000100, "壹万零壹亿零壹万零壹元整" },
  { 999999999999, "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" },
  { 9999999999999999, "玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" },
  { -1, "负壹分" },
  { -123450, "负壹仟贰佰叁拾肆元伍角整" },
  { 311561235, "叁佰壹拾壹万伍仟陆佰壹拾贰元叁角伍分" },
};

static void
test_vectors (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (capital_vectors), ==, 60);
  for (gsize i = 0; i < G_N_ELEMENTS (capital_vectors); i++)
    {
      g_autofree char *made = qz_capitals_from_fen (capital_vectors[i].amount);
      g_autofree char *expected = g_strconcat (PREFIX, capital_vectors[i].capitals, NULL);
      g_assert_cmpstr (made, ==, expected);
    }
}

/* Amounts in which every digit is 0, 1 or 9: all the ways in which zeros can run. */
static void
test_zero_patterns (void)
{
  static const char values[] = "019";

  for (guint pattern = 0; pattern < 4782969 /* 3^14 */; pattern += 23)
    {
      QzFen amount = 0;
      QzFen back = -1;
      g_autofree char *text = NULL;

      for (guint rest = pattern, i = 0; i < 14; i++, rest /= 3)
        amount = amount * 10 + (values[rest % 3] - '0');
      text = qz_capitals_from_fen (amount);
      if (!capitals_parse (text, &back) || back != amount)
        g_error ("%" G_GINT64_FORMAT " became %s, read as %" G_GINT64_FORMAT, amount, text, back);
    }
}

static void
test_random (void)
{
  for (int i = 0; i < 300000; i++)
    {
      QzFen amount = random_size () % (QZ_FEN_MAX + 1) * (g_test_rand_int_range (0, 2) ? 1 : -1);
      g_autofree char *text = qz_capitals_from_fen (amount);
      QzFen back = -1;

      if (!capitals_parse (text, &back) || back != amount)
        g_error ("%" G_GINT64_FORMAT " became %s, read as %" G_GINT64_FORMAT, amount, text, back);
    }
}

static void
test_boundaries (void)
{
  for (QzFen power = 1; power <= QZ_FEN_MAX / 10 + 1; power *= 10)
    {
      for (QzFen offset = -101; offset <= 101; offset++)
        {
          QzFen amount = power + offset;
          g_autofree char *text = qz_capitals_from_fen (amount);
          QzFen back = -1;
          g_assert_true (capitals_parse (text, &back));
          g_assert_cmpint (back, ==, amount);
        }
    }
}

/* The reference parser itself: it takes both legal variants (5.2 rules 2 and 4), and no more. */
static void
test_parser (void)
{
  static const Vector good[] = {
    { 168032, "壹仟陆佰捌拾元叁角贰分" },   { 168032, "壹仟陆佰捌拾元零叁角贰分" },
    { 140950, "壹仟肆佰零玖元伍角" },       { 140950, "壹仟肆佰零玖元伍角整" },
    { 10700053, "壹拾万柒仟元零伍角叁分" }, { 1, "壹分" },
  };
  static const char *const bad[] = {
    "壹万零零零元整", "零元零壹分", "拾元整",         "壹元",           "壹元壹分整",
    "壹仟壹元整",     "壹万亿",     "壹佰零壹拾元整", "壹元叁角零贰分", "零元伍角整",
    "壹拾壹",         "",           "壹亿壹元整",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = g_strconcat (PREFIX, good[i].capitals, NULL);
      QzFen out = -1;
      g_assert_true (capitals_parse (text, &out));
      g_assert_cmpint (out, ==, good[i].amount);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat (PREFIX, bad[i], NULL);
      QzFen out = -1;
      if (capitals_parse (text, &out))
        g_error ("%s was read as %" G_GINT64_FORMAT, text, out);
    }
}

static void
test_payment (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = qz_capitals_from_payment (1640902, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "人民币壹万陆仟肆佰零玖元零贰分");
  g_assert_null (qz_capitals_from_payment (0, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "not-payable");
  g_assert_null (qz_capitals_from_payment (-1, &error));
  assert_failure (&error, QZ_ERROR_REFUSED, "not-payable");
}

static void
test_dates (void)
{
  static const char *const vectors[][2] = {
    { "2026-02-12", "贰零贰陆年零贰月壹拾贰日" },   { "2026-10-20", "贰零贰陆年零壹拾月零贰拾日" },
    { "2026-01-01", "贰零贰陆年零壹月零壹日" },     { "2025-03-09", "贰零贰伍年叁月零玖日" },
    { "2024-11-10", "贰零贰肆年壹拾壹月零壹拾日" }, { "2026-12-30", "贰零贰陆年壹拾贰月零叁拾日" },
    { "2026-08-31", "贰零贰陆年捌月叁拾壹日" },     { "2026-09-19", "贰零贰陆年玖月壹拾玖日" },
    { "2027-04-21", "贰零贰柒年肆月贰拾壹日" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *text = NULL;
      QzDay day = 0;
      g_assert_true (qz_day_parse_plain (vectors[i][0], 10, &day));
      text = qz_capitals_from_day (day);
      g_assert_cmpstr (text, ==, vectors[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capitals/AMB-28/vectors-1-to-60", test_vectors);
  g_test_add_func ("/capitals/5.2/parser-of-the-tests", test_parser);
  g_test_add_func ("/capitals/5.2/zero-patterns", test_zero_patterns);
  g_test_add_func ("/capitals/5.2/boundaries", test_boundaries);
  g_test_add_func ("/capitals/5.2/random", test_random);
  g_test_add_func ("/capitals/5.2/rule-7-payments", test_payment);
  g_test_add_func ("/capitals/5.2/rule-9-dates", test_dates);
  return g_test_run ();
}
