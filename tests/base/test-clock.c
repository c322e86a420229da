/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clock.h"

#include <string.h>

#include "test-base.h"

static void
test_now (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) before = g_date_time_new_now (zone);
  g_autoptr (GDateTime) after = NULL;
  g_autofree char *earliest = NULL;
  g_autofree char *latest = NULL;
  QzClock clock;
  char day[11];

  qz_clock_init_now (&clock);
  after = g_date_time_new_now (zone);
  earliest = g_date_time_format (before, "%Y-%m-%dT%H:%M:%S");
  latest = g_date_time_format (after, "%Y-%m-%dT%H:%M:%S");
  g_assert_cmpstr (clock.business, >=, earliest);
  g_assert_cmpstr (clock.business, <=, latest);
  g_assert_cmpstr (clock.real, ==, clock.business);
  qz_day_write (clock.today, day);
  g_assert_true (g_str_has_prefix (clock.business, day));
}

static void
test_at (void)
{
  static const char *const vectors[][2] = {
    { "2026-03-10", "2026-03-10T00:00:00" },
    { "2026-03-10T09:30", "2026-03-10T09:30:00" },
    { "2024-02-29T23:59:59", "2024-02-29T23:59:59" },
  };
  QzClock now;

  qz_clock_init_now (&now);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *day = NULL;
      QzClock clock;

      g_assert_true (qz_clock_init_at (&clock, vectors[i][0], &error));
      g_assert_cmpstr (clock.business, ==, vectors[i][1]);
      day = qz_day_format (clock.today);
      g_assert_true (g_str_has_prefix (vectors[i][0], day));
      g_assert_cmpstr (clock.real, >=, now.real);
    }
}

static void
test_refusals (void)
{
  static const char *const texts[] = {
    "",
    "2026",
    "2026-02-30",
    "2026-03-10 09:30",
    "2026-03-10T24:00",
    "2026-03-10T09:60",
    "2026-03-10T09:30:60",
    "2026-03-10T9:30",
    "2026-03-10T09:30Z",
    "2026-03-10T",
    "2026-03-10T0930x",
    "2026-03-10T09-30:00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      QzClock clock;
      if (qz_clock_init_at (&clock, texts[i], &error))
        g_error ("“%s” was taken as a time", texts[i]);
      assert_failure (&error, QZ_ERROR_INPUT, "bad-time");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/6.1/now-in-shanghai", test_now);
  g_test_add_func ("/clock/replay", test_at);
  g_test_add_func ("/clock/refusals", test_refusals);
  return g_test_run ();
}
