/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-id-check.h"

#include <string.h>

#include "test-base.h"

static QzDay
get_today (void)
{
  QzDay today = 0;

  g_assert_true (qz_day_from_ymd (2026, 11, 1, &today));
  return today;
}

static void
test_person (void)
{
  static const char *const codes[] = { "11010519491231002X", "11010519491231002x",
                                       "230102198001010014", "140213196511032145",
                                       "230208199212310541", "321302197002281237" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (qz_id_check_person (codes[i], get_today (), &error));
      g_assert_no_error (error);
    }
}

static void
test_person_refusals (void)
{
  static const char *const vectors[][2] = {
    { "110105194912310020", "bad-person-check" },
    { "230102198002300014", "bad-person-birthday" }, /* 30 February */
    { "110105491231002", "old-person-code" },
    { "", "bad-person-code" },
    { "1101051949123100XX", "bad-person-code" },
    { "11010519491231002Y", "bad-person-code" },
    { "11010519491231002X ", "bad-person-code" },
    { "１10105194912310", "bad-person-code" },
    { "230102198001010041", "bad-person-check" }, /* swapped digits */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (qz_id_check_person (vectors[i][0], get_today (), &error));
      assert_failure (&error, QZ_ERROR_INPUT, vectors[i][1]);
    }
}

static void
test_person_birthday (void)
{
  g_autoptr (GError) error = NULL;
  QzDay birthday = 0;

  g_assert_true (qz_day_from_ymd (1980, 1, 1, &birthday));
  g_assert_true (qz_id_check_person ("230102198001010014", birthday, &error));
  g_assert_false (qz_id_check_person ("230102198001010014", birthday - 1, &error));
  assert_failure (&error, QZ_ERROR_INPUT, "bad-person-birthday");
}

/* A wrong digit is always found. */
static void
test_person_each_digit (void)
{
  for (int place = 0; place < 17; place++)
    {
      for (char digit = '0'; digit <= '9'; digit++)
        {
          char code[] = "230102198001010014";
          g_autoptr (GError) error = NULL;

          if (code[place] == digit)
            continue;
          code[place] = digit;
          g_assert_false (qz_id_check_person (code, get_today (), &error));
        }
    }
}

static void
test_uscc (void)
{
  static const char *const codes[] = { "91350100M000100Y43", "122300004000000013",
                                       "121402001111111119", "11321300014321098F" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (qz_id_check_uscc (codes[i], &error));
      g_assert_no_error (error);
    }
}

static void
test_uscc_refusals (void)
{
  static const char *const vectors[][2] = {
    { "91350100M000100Y44", "bad-uscc-check" }, { "9135010OM000100Y43", "bad-uscc" },
    { "91350100I000100Y43", "bad-uscc" },       { "91350100S000100Y43", "bad-uscc" },
    { "91350100V000100Y43", "bad-uscc" },       { "91350100Z000100Y43", "bad-uscc" },
    { "91350100m000100y43", "bad-uscc" },       { "91350100M000100Y4", "bad-uscc" },
    { "91350100M000100Y433", "bad-uscc" },      { "", "bad-uscc" },
    { "9135A100M000100Y43", "bad-uscc-area" },  { "91350100M000100Y4O", "bad-uscc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (qz_id_check_uscc (vectors[i][0], &error));
      assert_failure (&error, QZ_ERROR_INPUT, vectors[i][1]);
    }
}

static void
test_provider (void)
{
  static const char *const bad[] = { "",
                                     "H2301020000",
                                     "h23010200001",
                                     "A23010200001",
                                     "H230102000011",
                                     "H0000000000000000000440303004005",
                                     "H2301O200001",
                                     "23010200001H" };
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_id_check_provider ("H23010200001", &error));
  g_assert_true (qz_id_check_provider ("P22010112345", &error));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (qz_id_check_provider (bad[i], &error));
      assert_failure (&error, QZ_ERROR_INPUT, "bad-provider-code");
    }
}

static void
test_bank_no (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_id_check_bank_no ("102261000018", &error));
  g_assert_false (qz_id_check_bank_no ("10226100001", &error));
  assert_failure (&error, QZ_ERROR_INPUT, "bad-bank-number");
  g_assert_false (qz_id_check_bank_no ("10226100001X", &error));
  assert_failure (&error, QZ_ERROR_INPUT, "bad-bank-number");
}

static void
test_mask (void)
{
  static const char *const vectors[][2] = {
    { "11010519491231002X", "110105********002X" },
    { "110105491231002", "110105*****1002" },
    { "12345678901", "123456*8901" },
    { "1234567890", "**********" },
    { "张三", "**" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *masked = qz_id_mask (vectors[i][0]);
      g_assert_cmpstr (masked, ==, vectors[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-check/4.5/person", test_person);
  g_test_add_func ("/id-check/4.5/person-refusals", test_person_refusals);
  g_test_add_func ("/id-check/4.5/person-birthday-not-after-today", test_person_birthday);
  g_test_add_func ("/id-check/4.5/person-each-digit-counts", test_person_each_digit);
  g_test_add_func ("/id-check/4.6/uscc", test_uscc);
  g_test_add_func ("/id-check/4.6/uscc-refusals", test_uscc_refusals);
  g_test_add_func ("/id-check/4.4/provider", test_provider);
  g_test_add_func ("/id-check/7.2/bank-number", test_bank_no);
  g_test_add_func ("/id-check/4.5/mask", test_mask);
  return g_test_run ();
}
