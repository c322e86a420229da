/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher.h"

#include "test-ledger.h"

static QzDay
a_day (void)
{
  QzDay day;

  g_assert_true (qz_day_from_ymd (2026, 1, 12, &day));
  return day;
}

static void
add (QzVoucher *voucher, const char *account, QzFen debit, QzFen credit)
{
  QzVoucherLine line = { .account = account, .path = -1, .debit_fen = debit, .credit_fen = credit };

  qz_voucher_add_line (voucher, &line);
}

static QzVoucher *
make_voucher (QzFen debit, QzFen credit)
{
  QzVoucher *voucher = qz_voucher_new ("L_AG_321300_EMP", a_day (), "EV-01", "advance");

  add (voucher, "TEMP_PAID.INSTANT", debit, 0);
  add (voucher, "ACC_OUT", 0, credit);
  qz_voucher_set_attachments (voucher, 1);
  qz_voucher_set_people (voucher, "ma", "li", "li");
  return voucher;
}

static void
assert_refused (QzVoucher *voucher, const char *id)
{
  g_autoptr (QzChart) chart = load_chart ();
  g_autoptr (GError) error = NULL;

  g_assert_false (qz_voucher_check (voucher, chart, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 1);
}

static void
assert_sound (QzVoucher *voucher)
{
  g_autoptr (QzChart) chart = load_chart ();
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_voucher_check (voucher, chart, &error));
  g_assert_no_error (error);
}

static void
test_sound (void)
{
  g_autoptr (QzVoucher) voucher = make_voucher (108144541, 108144541);
  g_autoptr (GError) error = NULL;
  QzFen total;

  assert_sound (voucher);
  g_assert_true (qz_voucher_get_total (voucher, &total, &error));
  g_assert_cmpint (total, ==, 108144541);
  g_assert_cmpint (qz_voucher_get_period (voucher), ==, 202601);
}

static void
test_balance (void)
{
  g_autoptr (QzVoucher) off_by_one = make_voucher (100, 101);
  g_autoptr (QzVoucher) zero = make_voucher (0, 0);
  g_autoptr (QzVoucher) both = make_voucher (100, 200);
  g_autoptr (QzVoucher) alone = qz_voucher_new ("L_AG_321300_EMP", a_day (), "EV-01", "one line");

  assert_refused (off_by_one, "voucher-unbalanced");
  assert_refused (zero, "voucher-zero-line");
  add (both, "ACC_OUT", 100, 100);
  assert_refused (both, "voucher-two-sides");
  add (alone, "ACC_OUT", 100, 0);
  assert_refused (alone, "voucher-too-short");
}

/* Sums past the largest amount are refused, not wrapped. */
static void
test_overflow (void)
{
  g_autoptr (QzVoucher) voucher = make_voucher (QZ_FEN_MAX, QZ_FEN_MAX);

  assert_sound (voucher);
  add (voucher, "CASH", 1, 0);
  add (voucher, "ACC_OUT", 0, 1);
  assert_refused (voucher, "amount-overflow");
}

static void
test_accounts (void)
{
  g_autoptr (QzVoucher) inner = make_voucher (100, 100);
  g_autoptr (QzVoucher) unknown = make_voucher (100, 100);

  add (inner, "TEMP_PAID", 5, 0);
  add (inner, "ACC_OUT", 0, 5);
  assert_refused (inner, "account-not-leaf");
  add (unknown, "1101", 5, 0);
  add (unknown, "ACC_OUT", 0, 5);
  assert_refused (unknown, "account-unknown");
}

static void
test_people_and_papers (void)
{
  g_autoptr (QzVoucher) voucher = make_voucher (100, 100);
  g_autoptr (QzVoucher) foreign = qz_voucher_new ("books", a_day (), "EV-01", "x");

  qz_voucher_set_people (voucher, "ma", "ma", "li");
  assert_refused (voucher, "voucher-same-person");
  qz_voucher_set_people (voucher, NULL, "ma", "li");
  assert_refused (voucher, "voucher-no-people");
  qz_voucher_set_people (voucher, "ma", "li", "li");
  qz_voucher_set_attachments (voucher, 0);
  assert_refused (voucher, "voucher-no-attachment");
  assert_refused (foreign, "ledger-unknown");
}

/* SM-11, 3.6 rules 1 and 5: red letters only in a reversal, and only red ones there. */
static void
test_reversal (void)
{
  g_autoptr (QzVoucher) voucher = make_voucher (100, 100);
  g_autoptr (QzVoucher) red = make_voucher (-100, -100);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzVoucher) reversal =
      qz_voucher_new_reversal (voucher, a_day () + 1, "wrong provider", &error);
  QzFen total;

  g_assert_no_error (error);
  assert_refused (red, "voucher-red-letter");
  qz_voucher_set_people (reversal, "ma", "li", "li");
  assert_sound (reversal);
  g_assert_true (qz_voucher_is_reversal (reversal));
  g_assert_true (qz_voucher_get_total (reversal, &total, &error));
  g_assert_cmpint (total, ==, -100);
  g_assert_null (qz_voucher_new_reversal (reversal, a_day (), "again", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "voucher-is-reversal");
  add (reversal, "CASH", 5, 0);
  add (reversal, "ACC_OUT", 0, 5);
  assert_refused (reversal, "voucher-red-letter");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voucher/sound", test_sound);
  g_test_add_func ("/voucher/balance", test_balance);
  g_test_add_func ("/voucher/overflow", test_overflow);
  g_test_add_func ("/voucher/accounts", test_accounts);
  g_test_add_func ("/voucher/people-and-papers", test_people_and_papers);
  g_test_add_func ("/voucher/SM-11/reversal", test_reversal);
  return g_test_run ();
}
