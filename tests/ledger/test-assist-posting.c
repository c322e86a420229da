/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-posting.h"

#include "qz-posting.h"
#include "test-ledger.h"

/* DT-27: the entries of medical assistance, by the shipped policy (domain 3.5). */

static QzPolicy *
load_pack (void)
{
  g_autoptr (GBytes) bytes = read_bytes ("QZ_TEST_POLICIES", "datong-assistance.policy");
  g_autoptr (GError) error = NULL;
  QzPolicy *policy = qz_policy_new_from_text (g_bytes_get_data (bytes, NULL),
                                              (gssize) g_bytes_get_size (bytes),
                                              "datong-assistance", &error);

  g_assert_no_error (error);
  return policy;
}

static const QzNlPart parts[] = { { "140213", 66640 }, { "140225", 9870 } };

static const struct {
  const char *event;
  QzFlow flow;
  const char *entries;
} cases[] = {
  { "EV-40", QZ_FLOW_IN,
    "D ACC_FISCAL_MAF.RESERVE 76510; C TEMP_RECV.RESERVE.140213 66640; "
    "C TEMP_RECV.RESERVE.140225 9870; " },
  { "EV-40r", QZ_FLOW_OUT,
    "D TEMP_RECV.RESERVE.140213 66640; D TEMP_RECV.RESERVE.140225 9870; "
    "C ACC_FISCAL_MAF.RESERVE 76510; " },
  { "EV-40c", QZ_FLOW_OUT, "D TEMP_PAID.RESERVE 76510; C REV_SUBSIDY 76510; " },
  { "EV-40c", QZ_FLOW_IN, "D REV_SUBSIDY 76510; C TEMP_PAID.RESERVE 76510; " },
  { "EV-41r", QZ_FLOW_OUT, "D ACC_FISCAL_MAF.RESERVE 76510; C ACC_OUT 76510; " },
  { "EV-44c", QZ_FLOW_IN, "D ACC_FISCAL 76510; C TEMP_PAID.RESERVE 76510; " },
  { "EV-44c", QZ_FLOW_OUT, "D TEMP_PAID.RESERVE 76510; C ACC_FISCAL 76510; " },
  { "EV-41", QZ_FLOW_IN, "D ACC_OUT 76510; C ACC_FISCAL_MAF.RESERVE 76510; " },
  { "EV-42", QZ_FLOW_OUT,
    "D TEMP_RECV.RESERVE.140213 66640; D TEMP_RECV.RESERVE.140225 9870; C ACC_OUT 76510; " },
  { "EV-43", QZ_FLOW_OUT,
    "D TEMP_PAID.MAF.140213 66640; D TEMP_PAID.MAF.140225 9870; C ACC_OUT 76510; " },
  { "EV-43r", QZ_FLOW_IN,
    "D ACC_OUT 76510; C TEMP_PAID.MAF.140213 66640; C TEMP_PAID.MAF.140225 9870; " },
  { "EV-44", QZ_FLOW_OUT,
    "D TEMP_RECV.RESERVE.140213 66640; D TEMP_RECV.RESERVE.140225 9870; "
    "C ACC_FISCAL_MAF.RESERVE 76510; " },
  { "EV-44", QZ_FLOW_IN,
    "D ACC_FISCAL_MAF.RESERVE 76510; C TEMP_RECV.RESERVE.140213 66640; "
    "C TEMP_RECV.RESERVE.140225 9870; " },
  { "EV-45", QZ_FLOW_OUT, "D EXP_MAF 76510; C TEMP_PAID.RESERVE 76510; " },
  { "EV-09", QZ_FLOW_IN, "D ACC_OUT 76510; C TEMP_RECV.REFUND 76510; " },
  { "EV-09r", QZ_FLOW_OUT, "D TEMP_RECV.REFUND 76510; C ACC_OUT 76510; " },
};

static void
test_entries (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (QzPolicy) policy = load_pack ();
  g_autoptr (GError) error = NULL;
  const QzPostingRule *rule =
      qz_assist_posting_find (policy, cases[i].event, cases[i].flow, &error);
  const QzNlPostingInput input = { .ledger = "L_AG_140200_MAF",
                                   .period = 202605,
                                   .payer_name = "平城区",
                                   .payee_name = "市第一人民医院",
                                   .amount_fen = 76510,
                                   .parts = parts,
                                   .n_parts = G_N_ELEMENTS (parts),
                                   .bank_account_id = 7,
                                   .provider_id = 8 };
  g_autoptr (QzVoucher) voucher = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  voucher = qz_nl_posting_make (rule, &input, &error);
  g_assert_no_error (error);
  for (guint j = 0; j < qz_voucher_get_n_lines (voucher); j++)
    {
      const QzVoucherLine *line = qz_voucher_get_line (voucher, j);

      g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT "; ",
                              line->debit_fen != 0 ? "D" : "C", line->account,
                              line->debit_fen + line->credit_fen);
    }
  g_assert_cmpstr (text->str, ==, cases[i].entries);
  g_assert_null (strchr (qz_voucher_get_summary (voucher), '{'));
}

/* The accounts are in the shipped chart, those by county as parents without leaves. */
static void
test_accounts (void)
{
  g_autoptr (QzPolicy) policy = load_pack ();
  g_autoptr (QzChart) chart = load_chart ();
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_posting_check_accounts (policy, chart, &error));
  g_assert_true (qz_assist_posting_check_complete (policy, &error));
  g_assert_no_error (error);
  g_assert_true (qz_account_has_parties ("TEMP_RECV.RESERVE"));
  g_assert_true (qz_account_has_parties ("TEMP_PAID.MAF"));
  g_assert_false (qz_account_has_parties ("TEMP_PAID.RESERVE"));
}

static void
test_missing (void)
{
  g_autoptr (QzPolicy) policy = load_pack ();
  g_autoptr (GError) error = NULL;

  g_assert_null (qz_assist_posting_find (policy, "EV-25", QZ_FLOW_OUT, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-posting");
  g_assert_cmpstr (qz_error_get_rule (error), ==, "DT-27");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ledger/DT-27/%s/%u", cases[i].event, i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_entries);
    }
  g_test_add_func ("/ledger/DT-27/accounts", test_accounts);
  g_test_add_func ("/ledger/DT-27/missing", test_missing);
  return g_test_run ();
}
