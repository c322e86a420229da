/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-rate.h"

#include <string.h>

#include "test-base.h"

static void
test_parse (void)
{
  static const struct {
    const char *text;
    QzPpm ppm;
  } vectors[] = {
    { "0.30", 300000 },   { "30%", 300000 },      { "29.99%", 299900 },   { "0.2999", 299900 },
    { "0", 0 },           { "1", QZ_PPM_ONE },    { "100%", QZ_PPM_ONE }, { "0.000001", 1 },
    { "0.0001%", 1 },     { "1.5", 1500000 },     { "120%", 1200000 },    { "0.3", 300000 },
    { "70.00%", 700000 }, { "29.9999%", 299999 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      QzPpm out = -1;
      g_assert_true (qz_ppm_parse (vectors[i].text, &out, &error));
      g_assert_cmpint (out, ==, vectors[i].ppm);
    }
}

static void
test_parse_refusals (void)
{
  static const char *const texts[] = {
    "",          "%",    "30 %", "-0.3", "+0.3",  ".3",   "3.",         "0.3000001",
    "29.99999%", "1e-1", "0,3",  "abc",  "0.3.0", "30%%", "1000000000", "99999999999999999999",
    " 0.3",      "0.3x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      QzPpm out = 0;
      if (qz_ppm_parse (texts[i], &out, &error))
        g_error ("“%s” was taken as a rate", texts[i]);
      assert_failure (&error, QZ_ERROR_INPUT, "bad-rate");
    }
}

static void
assert_shown (QzPpm ppm, const char *decimal, const char *percent)
{
  g_autofree char *a = qz_ppm_to_decimal (ppm);
  g_autofree char *b = qz_ppm_to_percent (ppm);

  g_assert_cmpstr (a, ==, decimal);
  g_assert_cmpstr (b, ==, percent);
}

/* 5.1: percentages are shown truncated, so that 69.999 % never looks like the limit of 70 %. */
static void
test_format (void)
{
  assert_shown (300000, "0.30", "30.00%");
  assert_shown (299999, "0.299999", "29.99%");
  assert_shown (699999, "0.699999", "69.99%");
  assert_shown (125000, "0.125", "12.50%");
  assert_shown (0, "0.00", "0.00%");
  assert_shown (1, "0.000001", "0.00%");
  assert_shown (1200000, "1.20", "120.00%");
  assert_shown (-15000, "-0.015", "-1.50%");
  assert_shown (-1, "-0.000001", "0.00%");
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 20000; i++)
    {
      QzPpm ppm = random_size () % (1000 * QZ_PPM_ONE);
      g_autofree char *text = qz_ppm_to_decimal (ppm);
      g_autoptr (GError) error = NULL;
      QzPpm back = -1;

      g_assert_true (qz_ppm_parse (text, &back, &error));
      g_assert_cmpint (back, ==, ppm);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rate/5.1/parse", test_parse);
  g_test_add_func ("/rate/5.1/parse-refusals", test_parse_refusals);
  g_test_add_func ("/rate/5.1/percent-is-truncated", test_format);
  g_test_add_func ("/rate/5.1/round-trip", test_round_trip);
  return g_test_run ();
}
