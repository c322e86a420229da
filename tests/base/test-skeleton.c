/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-skeleton.h"

static void
assert_alike (const char *one, const char *other, gboolean alike)
{
  g_autofree char *a = qz_skeleton_dup (one);
  g_autofree char *b = qz_skeleton_dup (other);

  g_assert_true (g_str_equal (a, b) == alike);
}

static void
test_alike (void)
{
  assert_alike ("wang", "WANG", TRUE);
  assert_alike ("wang", "ｗａｎｇ", TRUE);
  assert_alike ("wang", "w\u0430ng", TRUE); /* Cyrillic */
  assert_alike ("sara", "\u0455\u0430r\u0430", TRUE);
  assert_alike ("o0", "oO", TRUE);
}

static void
test_unlike (void)
{
  assert_alike ("wang", "wany", FALSE);
  assert_alike ("王敏", "王民", FALSE);
  assert_alike ("", "a", FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skeleton/alike", test_alike);
  g_test_add_func ("/skeleton/unlike", test_unlike);
  return g_test_run ();
}
