/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-posting.h"

#include "test-ledger.h"

static QzPolicy *
load_policy (const char *file)
{
  g_autoptr (GBytes) text = read_bytes ("QZ_TEST_POLICIES", file);
  g_autoptr (GError) error = NULL;
  QzPolicy *policy = qz_policy_new_from_text (g_bytes_get_data (text, NULL),
                                              (gssize) g_bytes_get_size (text), file, &error);

  g_assert_no_error (error);
  return policy;
}

static const char *const packs[] = { "heilongjiang-instant.policy", "jilin-daily.policy",
                                     "suqian-advance.policy" };

static void
test_accounts (void)
{
  g_autoptr (QzChart) chart = load_chart ();
  g_autoptr (QzChart) empty = qz_chart_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autoptr (QzPolicy) policy = load_policy (packs[i]);

      g_assert_true (qz_posting_check_accounts (policy, chart, &error));
      g_assert_no_error (error);
      g_assert_false (qz_posting_check_accounts (policy, empty, &error));
      g_assert_cmpstr (qz_error_get_id (error), ==, "account-unknown");
      g_clear_error (&error);
    }
}

static void
test_events (void)
{
  const QzOpenItem advance = { QZ_PATH_MPREPAY, 202601, 5 };
  const QzOpenItem daily = { QZ_PATH_DAILY, 202601, 5 };
  QzPostingInput input = { .pay_fen = 10, .payable_fen = 15, .n_offsets = 1 };

  input.offsets = &advance;
  g_assert_cmpstr (qz_posting_pick_event (QZ_DOCUMENT_ADVANCE, &input), ==, "EV-01");
  g_assert_cmpstr (qz_posting_pick_event (QZ_DOCUMENT_DAILY, &input), ==, "EV-03");
  g_assert_cmpstr (qz_posting_pick_event (QZ_DOCUMENT_SETTLEMENT, &input), ==, "EV-02");
  input.offsets = &daily;
  g_assert_cmpstr (qz_posting_pick_event (QZ_DOCUMENT_SETTLEMENT, &input), ==, "EV-04");
  input.pay_fen = 0;
  g_assert_cmpstr (qz_posting_pick_event (QZ_DOCUMENT_SETTLEMENT, &input), ==, "EV-02n");
  g_assert_null (qz_posting_pick_event (QZ_DOCUMENT_DAILY, &input));
  input.payable_fen = 0;
  g_assert_null (qz_posting_pick_event (QZ_DOCUMENT_SETTLEMENT, &input));
}

/* EV-02: one credit line per open item, with its own month and path; dimensions where asked. */
static void
test_dimensions (void)
{
  g_autoptr (QzPolicy) policy = load_policy (packs[0]);
  const QzOpenItem items[] = { { QZ_PATH_MPREPAY, 202601, 100 }, { QZ_PATH_DAILY, 202602, 20 } };
  QzPostingInput input = { .provider_id = 7,
                           .period = 202602,
                           .bank_account_id = 9,
                           .pay_fen = 3,
                           .payable_fen = 123,
                           .offsets = items,
                           .n_offsets = 2 };
  g_autoptr (QzVoucher) voucher = qz_voucher_new ("L_AG_230200_EMP", 20500, "EV-04", "x");
  g_autoptr (GError) error = NULL;
  const QzVoucherLine *line;

  g_assert_true (
      qz_posting_apply (qz_policy_find_posting (policy, "EV-04"), &input, voucher, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (qz_voucher_get_n_lines (voucher), ==, 4);
  line = qz_voucher_get_line (voucher, 0);
  g_assert_cmpstr (line->account, ==, "EXP_BEN");
  g_assert_cmpint (line->debit_fen, ==, 123);
  g_assert_cmpint (line->provider_id, ==, 7);
  g_assert_cmpint (line->bank_account_id, ==, 0);
  line = qz_voucher_get_line (voucher, 1);
  g_assert_cmpint (line->credit_fen, ==, 100);
  g_assert_cmpint (line->item_period, ==, 202601);
  g_assert_cmpint (line->path, ==, QZ_PATH_MPREPAY);
  line = qz_voucher_get_line (voucher, 2);
  g_assert_cmpint (line->credit_fen, ==, 20);
  g_assert_cmpint (line->item_period, ==, 202602);
  g_assert_cmpint (line->path, ==, QZ_PATH_DAILY);
  line = qz_voucher_get_line (voucher, 3);
  g_assert_cmpstr (line->account, ==, "ACC_OUT");
  g_assert_cmpint (line->credit_fen, ==, 3);
  g_assert_cmpint (line->bank_account_id, ==, 9);
  g_assert_cmpint (line->path, ==, -1);
}

static void
assert_refused (const char *event, const QzPostingInput *input)
{
  g_autoptr (QzPolicy) policy = load_policy (packs[0]);
  g_autoptr (QzVoucher) voucher = qz_voucher_new ("L_AG_230200_EMP", 20500, event, "x");
  g_autoptr (GError) error = NULL;

  g_assert_false (
      qz_posting_apply (qz_policy_find_posting (policy, event), input, voucher, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "posting-unbalanced");
  g_assert_cmpuint (qz_voucher_get_n_lines (voucher), ==, 0);
}

static void
test_refusals (void)
{
  const QzOpenItem items[] = { { QZ_PATH_MPREPAY, 202601, 100 }, { QZ_PATH_DAILY, 202602, 20 } };
  const QzOpenItem huge[] = { { QZ_PATH_MPREPAY, 202601, QZ_FEN_MAX },
                              { QZ_PATH_MPREPAY, 202602, QZ_FEN_MAX } };
  const QzOpenItem negative = { QZ_PATH_DAILY, 202601, -5 };

  assert_refused ("EV-02",
                  &(QzPostingInput) {
                      .pay_fen = 4, .payable_fen = 123, .offsets = items, .n_offsets = 2 });
  assert_refused ("EV-02", &(QzPostingInput) {
                               .pay_fen = 0, .payable_fen = 123, .offsets = huge, .n_offsets = 2 });
  assert_refused ("EV-02",
                  &(QzPostingInput) {
                      .pay_fen = 5, .payable_fen = 0, .offsets = &negative, .n_offsets = 1 });
  /* EV-02n is for months without a payment only. */
  assert_refused ("EV-02n",
                  &(QzPostingInput) {
                      .pay_fen = 3, .payable_fen = 123, .offsets = items, .n_offsets = 2 });
  assert_refused ("EV-03", &(QzPostingInput) { .pay_fen = 3, .offsets = items, .n_offsets = 2 });
  assert_refused ("EV-01", &(QzPostingInput) { .pay_fen = -3 });
}

/* Whatever a settlement gives, its posting is a voucher that balances. */
static void
test_random (void)
{
  g_autoptr (QzPolicy) policy = load_policy (packs[0]);
  g_autoptr (QzChart) chart = load_chart ();

  for (guint round = 0; round < 2000; round++)
    {
      QzOpenItem items[5];
      QzPostingInput input = { .provider_id = 1,
                               .period = 202605,
                               .bank_account_id = 1,
                               .offsets = items,
                               .n_offsets = (guint) g_test_rand_int_range (0, 6) };
      g_autoptr (QzVoucher) voucher = NULL;
      g_autoptr (GError) error = NULL;
      const char *event;

      input.pay_fen = g_test_rand_bit () ? g_test_rand_int_range (0, 1000000) : 0;
      input.payable_fen = input.pay_fen;
      for (guint i = 0; i < input.n_offsets; i++)
        {
          items[i] = (QzOpenItem) { (QzPath) g_test_rand_bit (), 202601 + (int) i,
                                    g_test_rand_int_range (1, 1000000) };
          input.payable_fen += items[i].amount_fen;
        }
      event = qz_posting_pick_event (QZ_DOCUMENT_SETTLEMENT, &input);
      if (event == NULL)
        continue;
      voucher = qz_voucher_new ("L_AG_230200_EMP", 20500, event, "x");
      qz_voucher_set_attachments (voucher, 1);
      qz_voucher_set_people (voucher, "ma", "li", "li");
      g_assert_true (
          qz_posting_apply (qz_policy_find_posting (policy, event), &input, voucher, &error));
      g_assert_true (qz_voucher_check (voucher, chart, &error));
      g_assert_no_error (error);
    }
}

static void
test_summary (void)
{
  g_autoptr (QzPolicy) policy = load_policy (packs[2]);
  g_autofree char *text = qz_posting_dup_summary (qz_policy_find_posting (policy, "EV-01"),
                                                  "{period} 医院", 202601, QZ_INS_EMP);

  g_assert_true (g_str_has_prefix (text, "{period} 医院 2026-01 "));
  g_assert_true (g_str_has_suffix (text, "月预拨"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/posting/accounts-of-the-packs", test_accounts);
  g_test_add_func ("/posting/EV-01-EV-02-EV-02n-EV-03-EV-04/events", test_events);
  g_test_add_func ("/posting/EV-04/dimensions", test_dimensions);
  g_test_add_func ("/posting/refusals", test_refusals);
  g_test_add_func ("/posting/random-settlements-balance", test_random);
  g_test_add_func ("/posting/summary", test_summary);
  return g_test_run ();
}
