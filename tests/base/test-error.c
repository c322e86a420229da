/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "test-base.h"

static void
test_facts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  qz_error_set (&error, QZ_ERROR_INPUT, "bad-amount", "wrong in %d places", 2);
  qz_error_add_rule (&error, "SQ-3.2.2b");
  qz_error_add_place (&error, "claims.csv", 12, 5, "fund_pay_sumamt");
  copy = g_error_copy (error);
  g_clear_error (&error);

  g_assert_error (copy, QZ_ERROR, QZ_ERROR_INPUT);
  g_assert_cmpstr (copy->message, ==, "wrong in 2 places");
  g_assert_cmpstr (qz_error_get_id (copy), ==, "bad-amount");
  g_assert_cmpstr (qz_error_get_rule (copy), ==, "SQ-3.2.2b");
  g_assert_cmpstr (qz_error_get_file (copy), ==, "claims.csv");
  g_assert_cmpstr (qz_error_get_field (copy), ==, "fund_pay_sumamt");
  g_assert_cmpuint (qz_error_get_line (copy), ==, 12);
  g_assert_cmpuint (qz_error_get_column (copy), ==, 5);
}

static void
test_outer_place_keeps_inner (void)
{
  g_autoptr (GError) error = NULL;

  qz_error_set (&error, QZ_ERROR_INPUT, "x", "message");
  qz_error_add_place (&error, NULL, 3, 7, "day");
  qz_error_add_place (&error, "a.csv", 0, 0, NULL);
  g_assert_cmpstr (qz_error_get_file (error), ==, "a.csv");
  g_assert_cmpuint (qz_error_get_line (error), ==, 3);
  g_assert_cmpuint (qz_error_get_column (error), ==, 7);
  g_assert_cmpstr (qz_error_get_field (error), ==, "day");
}

static void
test_no_error (void)
{
  GError *error = NULL;

  qz_error_add_rule (&error, "JL-11b");
  qz_error_add_place (&error, "a.csv", 1, 1, "x");
  g_assert_no_error (error);
}

static void
test_foreign (void)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");

  qz_error_add_place (&error, "a.csv", 1, 1, "x");
  g_assert_cmpstr (qz_error_get_id (error), ==, "system");
  g_assert_null (qz_error_get_rule (error));
  g_assert_null (qz_error_get_file (error));
  g_assert_null (qz_error_get_field (error));
  g_assert_cmpuint (qz_error_get_line (error), ==, 0);
  g_assert_cmpuint (qz_error_get_column (error), ==, 0);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 5);
}

static void
test_exit_codes (void)
{
  static const int expected[] = { 0, 1, 2, 3, 4, 5, 1 };

  for (int klass = QZ_ERROR_REFUSED; klass <= QZ_ERROR_CANCELLED; klass++)
    {
      g_autoptr (GError) error = NULL;
      qz_error_set (&error, (QzErrorClass) klass, "x", "message");
      g_assert_cmpint (qz_error_get_exit_code (error), ==, expected[klass]);
    }
}

static char *
say_hint (const char *command)
{
  if (g_str_has_prefix (command, "import --kinds"))
    return g_strdup ("");
  return g_strdup_printf ("<%s>", command);
}

/* Where nobody types commands, messages say what is on the screen instead, in both languages. */
static void
test_hints (void)
{
  static const char *const said[][2] = {
    { "no user “x”; see “qz user list”", "no user “x”; see “<user list>”" },
    { "settle first (“qz settle run --month 202602”) and go on",
      "settle first (“<settle run --month 202602>”) and go on" },
    { "say why (--reason); it is kept", "say why; it is kept" },
    { "请说明原因（--reason）；将予留存", "请说明原因；将予留存" },
    { "none of the values (see “qz import --kinds”)", "none of the values" },
    { "不是允许的值（见“qz import --kinds”）。", "不是允许的值。" },
    { "一院（东院）(a) 没有；用“qz import providers”导入", "一院（东院）(a) 没有；用“<import providers>”导入" },
    { "a “qz with no end (", "a “qz with no end (" },
    { "a--b (c--d), (e -- f), -- g", "a--b (c--d), (e -- f), -- g" },
    { "", "" },
  };

  qz_error_set_hints (say_hint);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (GError) error = NULL;

      qz_error_set (&error, QZ_ERROR_INPUT, "x", "%s", said[i][0]);
      g_assert_cmpstr (error->message, ==, said[i][1]);
    }
  g_assert_null (qz_error_dup_hinted (NULL));
  qz_error_set_hints (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *same = qz_error_dup_hinted (said[i][0]);

      g_assert_cmpstr (same, ==, said[i][0]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/facts-survive-a-copy", test_facts);
  g_test_add_func ("/error/outer-place-keeps-inner", test_outer_place_keeps_inner);
  g_test_add_func ("/error/nothing-set", test_no_error);
  g_test_add_func ("/error/foreign-domain", test_foreign);
  g_test_add_func ("/error/exit-codes", test_exit_codes);
  g_test_add_func ("/error/hints", test_hints);
  return g_test_run ();
}
