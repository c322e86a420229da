/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-shares.h"

/* MS-1, 5.4: what one owes the others bear by their shares, and the sum stays. */
static void
test_level (void)
{
  static const char *const keys[] = { "A", "B", "C" };
  g_autoptr (GError) error = NULL;
  QzFen amounts[] = { -100, 200, 101 };
  QzFen plain[] = { 5, 0, 7 };

  g_assert_true (qz_nl_shares_level (amounts, keys, 3, &error));
  g_assert_cmpint (amounts[0], ==, 0);
  g_assert_cmpint (amounts[1], ==, 134); /* 201 × 200 ÷ 301 = 133.55 */
  g_assert_cmpint (amounts[2], ==, 67);
  g_assert_true (qz_nl_shares_level (plain, keys, 3, &error));
  g_assert_cmpint (plain[0] + 100 * plain[1] + 1000 * plain[2], ==, 7005);
}

/* AMB-11: where all is above zero, what is wanted is what is given. */
static void
test_fit_plain (void)
{
  static const QzFen wanted[] = { 1, 2, 3, 4, 5, 6 };
  static const QzFen rows[] = { 6, 15 };
  static const QzFen columns[] = { 5, 7, 9 };
  QzFen out[6];

  qz_nl_shares_fit (wanted, rows, 2, columns, 3, out);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (out[i], ==, wanted[i]);
}

/* K10, K11: any table whose sums are not below zero gets one that is nowhere below zero and has the
 * same sums. */
static void
test_fit_negative (void)
{
  enum { N_ROWS = 5, N_COLUMNS = 4, N_ROUNDS = 2000 };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      QzFen wanted[N_ROWS * N_COLUMNS], out[N_ROWS * N_COLUMNS];
      QzFen rows[N_ROWS] = { 0 }, columns[N_COLUMNS] = { 0 };
      gboolean sound = TRUE;

      for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
        {
          wanted[i] = g_test_rand_int_range (-400, 1000);
          rows[i / N_COLUMNS] += wanted[i];
          columns[i % N_COLUMNS] += wanted[i];
        }
      for (guint i = 0; i < N_ROWS; i++)
        sound = sound && rows[i] >= 0;
      for (guint i = 0; i < N_COLUMNS; i++)
        sound = sound && columns[i] >= 0;
      if (!sound)
        continue;
      qz_nl_shares_fit (wanted, rows, N_ROWS, columns, N_COLUMNS, out);
      for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
        {
          g_assert_cmpint (out[i], >=, 0);
          rows[i / N_COLUMNS] -= out[i];
          columns[i % N_COLUMNS] -= out[i];
        }
      for (guint i = 0; i < N_ROWS; i++)
        g_assert_cmpint (rows[i], ==, 0);
      for (guint i = 0; i < N_COLUMNS; i++)
        g_assert_cmpint (columns[i], ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nl-shares/MS-1/level", test_level);
  g_test_add_func ("/nl-shares/AMB-11/plain", test_fit_plain);
  g_test_add_func ("/nl-shares/K10-K11/negative", test_fit_negative);
  return g_test_run ();
}
