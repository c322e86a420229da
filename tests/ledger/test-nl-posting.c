/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-posting.h"

#include "qz-posting.h"
#include "test-ledger.h"

/* The entries of care away from home, by the shipped policy: EX-4. */

static QzPolicy *
load_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  QzPolicy *policy = qz_policy_new_from_text (text, -1, "heilongjiang-nonlocal", &error);

  g_assert_no_error (error);
  return policy;
}

static char *
read_pack (void)
{
  g_autoptr (GBytes) bytes = read_bytes ("QZ_TEST_POLICIES", "heilongjiang-nonlocal.policy");

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static QzPolicy *
load_pack (void)
{
  g_autofree char *text = read_pack ();

  return load_text (text);
}

/* The shipped chart with the sub-accounts of the parties of EX-4. */
static QzChart *
load_parties (void)
{
  static const char *const groups[] = { "TEMP_RECV.NLCLR.IN", "TEMP_RECV.NLDEP.IN",
                                        "TEMP_RECV.NLDEP.CROSS" };
  static const char *const parties[] = { "230200", "230281", "231200", "110000" };
  QzChart *chart = load_chart ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint j = 0; j < G_N_ELEMENTS (parties); j++)
      {
        g_autofree char *symbol = g_strdup_printf ("%s.%s", groups[i], parties[j]);
        g_autofree char *code = g_strdup_printf ("%u%s", 90 + i, parties[j]);

        g_assert_true (qz_chart_add (chart,
                                     &(QzAccount) { symbol, code, parties[j], groups[i], FALSE,
                                                    TRUE },
                                     &error));
      }
  g_assert_true (qz_chart_check (chart, &error));
  g_assert_no_error (error);
  return chart;
}

/* "debit BANK 200500.25; credit TEMP_RECV.NLCLR.IN.231200 200500.25" */
static char *
dup_entries (QzVoucher *voucher)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < qz_voucher_get_n_lines (voucher); i++)
    {
      const QzVoucherLine *line = qz_voucher_get_line (voucher, i);
      const gboolean is_debit = line->debit_fen != 0;
      g_autofree char *amount = qz_fen_to_decimal (is_debit ? line->debit_fen : line->credit_fen);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? "; " : "", is_debit ? "debit" : "credit",
                              line->account, amount);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

typedef struct {
  const char *name; /* of the test: the event and the leg */
  QzLeg leg;
  gboolean is_payer;
  QzLedgerKind kind;
  const char *owner;
  QzInsurance insurance;
  QzNlScope scope;
  QzNlPart parts[2];
  const char *event;
  const char *entries;
} Entry;

#define ONE(party, amount) { { party, amount } }
#define IN "TEMP_RECV.NLCLR.IN."
#define DEP "TEMP_RECV.NLDEP.IN."

static const Entry entries[] = {
  /* down */
  { "EV-20", QZ_LEG_D1, TRUE, QZ_LEDGER_FISCAL, "F230000", 0, QZ_NL_IN_PROV,
    { { "230200", 126123457 }, { "231200", 185437778 } }, "EV-20",
    "debit " DEP "230200 1261234.57; debit " DEP "231200 1854377.78; "
    "credit ACC_FISCAL_NL.IN 3115612.35" },
  { "EV-21", QZ_LEG_D1, FALSE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    { { "230200", 126123457 }, { "231200", 185437778 } }, "EV-21",
    "debit BANK 3115612.35; credit " IN "230200 1261234.57; credit " IN "231200 1854377.78" },
  { "EV-22", QZ_LEG_D2, TRUE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    ONE ("231200", 20050025), "EV-22",
    "debit " IN "231200 200500.25; credit BANK 200500.25" },
  { "EV-23-in", QZ_LEG_D2, FALSE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    { { "230200", 12000000 }, { "230281", 8050025 } }, "EV-23",
    "debit BANK 200500.25; credit " IN "230200 120000.00; credit " IN "230281 80500.25" },
  { "EV-23-out", QZ_LEG_D3, TRUE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    ONE ("230281", 8050025), "EV-23", "debit " IN "230281 80500.25; credit BANK 80500.25" },
  { "EV-24", QZ_LEG_D3, FALSE, QZ_LEDGER_AGENCY, "230281", QZ_INS_RES, QZ_NL_IN_PROV,
    ONE ("230281", 8050025), "EV-24",
    "debit ACC_OUT 80500.25; credit " IN "230281 80500.25" },
  { "EV-24-D5", QZ_LEG_D2, FALSE, QZ_LEDGER_AGENCY, "239900", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230200", 81234567), "EV-24",
    "debit ACC_OUT 812345.67; credit " IN "230200 812345.67" },
  /* up */
  { "EV-11", QZ_LEG_U1, TRUE, QZ_LEDGER_FINANCE, "F230281", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230281", 15802457), "EV-11", "debit EXP_BEN 158024.57; credit ACC_FISCAL 158024.57" },
  { "EV-12", QZ_LEG_U1, FALSE, QZ_LEDGER_AGENCY, "230281", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230281", 15802457), "EV-12", "debit ACC_OUT 158024.57; credit ACC_FISCAL 158024.57" },
  { "EV-14", QZ_LEG_U2, TRUE, QZ_LEDGER_AGENCY, "230281", QZ_INS_RES, QZ_NL_IN_PROV,
    ONE ("230281", 24197543), "EV-14", "debit EXP_BEN 241975.43; credit ACC_OUT 241975.43" },
  { "EV-15", QZ_LEG_U2, FALSE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    { { "230200", 86123457 }, { "230281", 40000000 } }, "EV-15",
    "debit BANK 1261234.57; credit " IN "230200 861234.57; credit " IN "230281 400000.00" },
  { "EV-16", QZ_LEG_U3, TRUE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    { { "230200", 86123457 }, { "230281", 40000000 } }, "EV-16",
    "debit " IN "230200 861234.57; debit " IN "230281 400000.00; credit BANK 1261234.57" },
  { "EV-17", QZ_LEG_U3, FALSE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    ONE ("230200", 126123457), "EV-17",
    "debit BANK 1261234.57; credit " IN "230200 1261234.57" },
  { "EV-14-省本级", QZ_LEG_U3, TRUE, QZ_LEDGER_AGENCY, "239900", QZ_INS_EMP, QZ_NL_CROSS_PROV,
    ONE ("239900", 6238941), "EV-14", "debit EXP_BEN 62389.41; credit ACC_OUT 62389.41" },
  { "EV-18-AMB-12", QZ_LEG_U4, TRUE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    { { "230200", 126123457 }, { "231200", 185437778 } }, "EV-18",
    "debit " IN "230200 1261234.57; debit " IN "231200 1854377.78; credit BANK 3115612.35" },
  { "EV-19", QZ_LEG_U4, FALSE, QZ_LEDGER_FISCAL, "F230000", 0, QZ_NL_IN_PROV,
    { { "230200", 126123457 }, { "231200", 185437778 } }, "EV-19",
    "debit ACC_FISCAL_NL.IN 3115612.35; credit " DEP "230200 1261234.57; "
    "credit " DEP "231200 1854377.78" },
  /* deposits up */
  { "EV-10", QZ_LEG_P1, TRUE, QZ_LEDGER_FINANCE, "F230281", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230281", 311127776), "EV-10",
    "debit TEMP_PAID.FIN 3111277.76; credit ACC_FISCAL 3111277.76" },
  { "EV-12-deposit", QZ_LEG_P1, FALSE, QZ_LEDGER_AGENCY, "230281", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230281", 311127776), "EV-12",
    "debit ACC_OUT 3111277.76; credit ACC_FISCAL 3111277.76" },
  { "EV-13", QZ_LEG_P2, TRUE, QZ_LEDGER_AGENCY, "230281", QZ_INS_EMP, QZ_NL_CROSS_PROV,
    ONE ("230281", 100), "EV-13", "debit TEMP_PAID.NLDEP.CROSS 1.00; credit ACC_OUT 1.00" },
  { "EV-15-deposit", QZ_LEG_P2, FALSE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    ONE ("230281", 100), "EV-15", "debit BANK 1.00; credit " DEP "230281 1.00" },
  { "EV-16-deposit", QZ_LEG_P3, TRUE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    ONE ("230281", 100), "EV-16", "debit " DEP "230281 1.00; credit BANK 1.00" },
  { "EV-17-deposit", QZ_LEG_P3, FALSE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    ONE ("230200", 100), "EV-17", "debit BANK 1.00; credit " DEP "230200 1.00" },
  { "EV-18-deposit", QZ_LEG_P4, TRUE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    ONE ("230200", 100), "EV-18", "debit " DEP "230200 1.00; credit BANK 1.00" },
  { "EV-19-deposit", QZ_LEG_P4, FALSE, QZ_LEDGER_FISCAL, "F230000", 0, QZ_NL_CROSS_PROV,
    ONE ("110000", 100), "EV-19",
    "debit ACC_FISCAL_NL.CROSS 1.00; credit TEMP_RECV.NLDEP.CROSS.110000 1.00" },
  /* refunds: the same turned round */
  { "EV-27-R4-payer", QZ_LEG_R4, TRUE, QZ_LEDGER_FISCAL, "F230000", 0, QZ_NL_IN_PROV,
    ONE ("230200", 47942387), "EV-27",
    "debit " DEP "230200 479423.87; credit ACC_FISCAL_NL.IN 479423.87" },
  { "EV-27-R4-payee", QZ_LEG_R4, FALSE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    ONE ("230200", 47942387), "EV-27",
    "debit BANK 479423.87; credit " DEP "230200 479423.87" },
  { "EV-27-R3-payer", QZ_LEG_R3, TRUE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    ONE ("230200", 47942387), "EV-27",
    "debit " DEP "230200 479423.87; credit BANK 479423.87" },
  { "EV-27-R3-payee", QZ_LEG_R3, FALSE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    ONE ("230281", 47942387), "EV-27",
    "debit BANK 479423.87; credit " DEP "230281 479423.87" },
  { "EV-27-R2-payer", QZ_LEG_R2, TRUE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    ONE ("230281", 47942387), "EV-27",
    "debit " DEP "230281 479423.87; credit BANK 479423.87" },
  { "EV-27-R2-payee", QZ_LEG_R2, FALSE, QZ_LEDGER_AGENCY, "230281", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230281", 47942387), "EV-27",
    "debit ACC_OUT 479423.87; credit TEMP_PAID.NLDEP.IN 479423.87" },
  { "EV-27-R1-payer", QZ_LEG_R1, TRUE, QZ_LEDGER_AGENCY, "230281", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230281", 47942387), "EV-27",
    "debit ACC_FISCAL 479423.87; credit ACC_OUT 479423.87" },
  { "EV-27-R1-payee", QZ_LEG_R1, FALSE, QZ_LEDGER_FINANCE, "F230281", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230281", 47942387), "EV-27",
    "debit ACC_FISCAL 479423.87; credit TEMP_PAID.FIN 479423.87" },
  /* interest */
  { "EV-26-city", QZ_LEG_I1, TRUE, QZ_LEDGER_CITY, "230200", 0, QZ_NL_IN_PROV,
    ONE ("230200", 321), "EV-26", "debit TEMP_RECV.INTEREST 3.21; credit BANK 3.21" },
  { "EV-26-province", QZ_LEG_I1, TRUE, QZ_LEDGER_PROVINCE, "230000", 0, QZ_NL_IN_PROV,
    ONE ("230000", 321), "EV-26", "debit TEMP_RECV.INTEREST 3.21; credit BANK 3.21" },
  { "EV-26-finance", QZ_LEG_I1, FALSE, QZ_LEDGER_FINANCE, "F230200", QZ_INS_EMP, QZ_NL_IN_PROV,
    ONE ("230200", 321), "EV-26", "debit ACC_FISCAL 3.21; credit REV_INTEREST 3.21" },
};

static QzNlPostingInput
make_input (const Entry *entry, const char *ledger)
{
  QzNlPostingInput input = {
    .ledger = ledger,
    .day = 20635,
    .scope = entry->scope,
    .is_deposit = entry->leg >= QZ_LEG_P1,
    .period = 202605,
    .payer_name = "讷河市",
    .payee_name = "齐齐哈尔市",
    .parts = entry->parts,
  };

  while (input.n_parts < 2 && entry->parts[input.n_parts].party != NULL)
    input.amount_fen += entry->parts[input.n_parts++].amount_fen;
  return input;
}

/* 3.6: whatever a transfer posts is a voucher that the books take. */
static void
check_voucher (QzVoucher *voucher, QzChart *chart)
{
  g_autoptr (GError) error = NULL;

  qz_voucher_set_attachments (voucher, 1);
  qz_voucher_set_people (voucher, "maker", "checker", "checker");
  g_assert_true (qz_voucher_check (voucher, chart, &error));
  g_assert_no_error (error);
  g_assert_null (strchr (qz_voucher_get_summary (voucher), '{'));
}

static void
test_entry (gconstpointer data)
{
  const Entry *entry = data;
  g_autofree char *ledger = qz_nl_ledger_dup_name (entry->kind, entry->owner, entry->insurance);
  const QzNlPostingInput input = make_input (entry, ledger);
  g_autoptr (QzPolicy) policy = load_pack ();
  g_autoptr (QzChart) chart = load_parties ();
  g_autoptr (QzVoucher) voucher = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;
  const QzPostingRule *rule =
      qz_nl_posting_pick (policy, entry->leg, entry->is_payer, entry->kind, &error);

  g_assert_no_error (error);
  voucher = qz_nl_posting_make (rule, &input, &error);
  g_assert_no_error (error);
  lines = dup_entries (voucher);
  g_assert_cmpstr (lines, ==, entry->entries);
  g_assert_cmpstr (qz_voucher_get_event (voucher), ==, entry->event);
  check_voucher (voucher, chart);
}

/* EV-25 and the interest that arrives belong to no leg. */
static void
test_without_leg (void)
{
  const QzNlPart part = { "230281", 8050025 };
  QzNlPostingInput input = { .ledger = "L_AG_230281_RES", .day = 20635, .period = 202605,
                             .payer_name = "讷河市", .payee_name = "讷河市人民医院",
                             .amount_fen = 8050025, .parts = &part, .n_parts = 1,
                             .bank_account_id = 5, .provider_id = 9 };
  g_autoptr (QzPolicy) policy = load_pack ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QzVoucher) paid =
      qz_nl_posting_make (qz_nl_posting_find_hospital (policy, &error), &input, &error);
  g_autoptr (QzVoucher) interest = NULL;
  g_autofree char *lines = dup_entries (paid);
  g_autofree char *earned = NULL;

  g_assert_cmpstr (lines, ==, "debit " IN "230281 80500.25; credit ACC_OUT 80500.25");
  g_assert_cmpint (qz_voucher_get_line (paid, 1)->provider_id, ==, 9);
  g_assert_cmpint (qz_voucher_get_line (paid, 1)->bank_account_id, ==, 5);
  input.ledger = "L_CITY_230200_NL";
  input.n_parts = 0;
  interest = qz_nl_posting_make (
      qz_nl_posting_find_interest (policy, QZ_LEDGER_CITY, &error), &input, &error);
  g_assert_no_error (error);
  earned = dup_entries (interest);
  g_assert_cmpstr (earned, ==, "debit BANK 80500.25; credit TEMP_RECV.INTEREST 80500.25");
}

static void
assert_refused (const QzPostingRule *rule, const QzNlPostingInput *input, const char *id,
                const char *number)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (qz_nl_posting_make (rule, input, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_cmpstr (qz_error_get_rule (error), ==, number);
}

/* AMB-10, AMB-11 */
static void
test_refusals (void)
{
  const QzNlPart parts[] = { { "230200", 60 }, { "230281", 41 } };
  const QzNlPart none[] = { { "230200", 100 }, { "230281", 0 } };
  QzNlPostingInput input = { .ledger = "L_CITY_230200_NL", .period = 202605, .payer_name = "",
                             .payee_name = "", .amount_fen = 100, .parts = parts, .n_parts = 2 };
  g_autoptr (QzPolicy) policy = load_pack ();
  g_autoptr (GError) error = NULL;
  const QzPostingRule *rule =
      qz_nl_posting_pick (policy, QZ_LEG_U3, TRUE, QZ_LEDGER_CITY, &error);

  assert_refused (rule, &input, "posting-unbalanced", "AMB-11");
  input.n_parts = 0;
  assert_refused (rule, &input, "posting-unbalanced", "AMB-11");
  input.parts = none;
  input.n_parts = 2;
  assert_refused (rule, &input, "posting-unbalanced", "AMB-11");
  input.n_parts = 1;
  input.ledger = "L_PROV_230000_NL";
  assert_refused (rule, &input, "ledger-mixed", "AMB-10");
  input.ledger = "L_AG_230200";
  assert_refused (rule, &input, "ledger-mixed", "AMB-10");
  g_assert_null (qz_nl_posting_pick (policy, QZ_LEG_U3, TRUE, QZ_LEDGER_FISCAL, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "no-such-posting");
  g_assert_cmpstr (qz_error_get_rule (error), ==, "NL-31-U3");
}

/* A pack that lacks an entry is refused before any money moves. */
static void
test_complete (void)
{
  g_autofree char *text = read_pack ();
  g_autoptr (GString) less = g_string_new (text);
  g_autoptr (QzPolicy) policy = load_text (text);
  g_autoptr (QzPolicy) lacking = NULL;
  g_autoptr (QzChart) chart = load_chart ();
  g_autoptr (QzChart) empty = qz_chart_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_nl_posting_check_complete (policy, &error));
  g_assert_true (qz_posting_check_accounts (policy, chart, &error));
  g_assert_no_error (error);
  g_assert_false (qz_posting_check_accounts (policy, empty, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "account-unknown");
  g_clear_error (&error);
  g_string_replace (less, "event = EV-22", "event = EV-24", 1);
  lacking = load_text (less->str);
  g_assert_false (qz_nl_posting_check_complete (lacking, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "missing-posting");
  g_assert_nonnull (strstr (error->message, "EV-22"));
}

static void
test_accounts (void)
{
  const QzNlPart parts[] = { { "230200", 60 }, { "230281", 40 } };
  const QzNlPostingInput input = { .scope = QZ_NL_CROSS_PROV, .parts = parts, .n_parts = 2 };
  g_autofree char *plain = qz_nl_account_dup_symbol ("TEMP_PAID.NLDEP", QZ_NL_CROSS_PROV, NULL);
  g_autoptr (QzPolicy) policy = load_pack ();
  g_autoptr (GError) error = NULL;
  QzLedgerKind kind;
  g_auto (GStrv) symbols = qz_nl_posting_list_accounts (
      qz_nl_posting_pick (policy, QZ_LEG_P3, TRUE, QZ_LEDGER_CITY, &error), &input);

  g_assert_cmpstr (plain, ==, "TEMP_PAID.NLDEP.CROSS");
  g_assert_cmpuint (g_strv_length (symbols), ==, 2);
  g_assert_cmpstr (symbols[1], ==, "TEMP_RECV.NLDEP.CROSS.230281");
  g_assert_true (qz_nl_ledger_kind_of_account ("acc_nl_prov", &kind));
  g_assert_cmpint (kind, ==, QZ_LEDGER_PROVINCE);
  g_assert_false (qz_nl_ledger_kind_of_account ("acc_in", &kind));
}

static void
test_ledgers (void)
{
  static const char *const names[] = { "L_AG_230281_EMP", "L_FIN_F230281_RES", "L_CITY_230200_NL",
                                       "L_PROV_230000_NL", "L_FISC_F230000_NL" };
  static const char *const wrong[] = { "L_AG_230281_NL", "L_CITY_230200_EMP", "L_CITY__NL",
                                       "L_CITY_NL", "L_FIN_EMP", "X_AG_1_EMP", "" };
  QzInsurance insurance;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (QzLedgerName) parsed = { 0 };
      g_autofree char *again = NULL;

      g_assert_true (qz_ledger_parse (names[i], &parsed));
      g_assert_cmpint (parsed.kind, ==, i);
      again = qz_nl_ledger_dup_name (parsed.kind, parsed.owner, parsed.insurance);
      g_assert_cmpstr (again, ==, names[i]);
      g_assert_true (qz_ledger_get_insurance (names[i], &insurance) == (i < QZ_LEDGER_CITY));
      g_assert_cmpint (*qz_ledger_name_get_title (&parsed), !=, '\0');
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (QzLedgerName) parsed = { 0 };

      g_assert_false (qz_ledger_parse (wrong[i], &parsed));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *path = g_strconcat ("/NL-33/", entries[i].name, NULL);

      g_test_add_data_func (path, &entries[i], test_entry);
    }
  g_test_add_func ("/NL-33/EV-25-EV-26", test_without_leg);
  g_test_add_func ("/AMB-10-AMB-11/refusals", test_refusals);
  g_test_add_func ("/NL-33/complete", test_complete);
  g_test_add_func ("/AMB-11/accounts", test_accounts);
  g_test_add_func ("/AMB-10/ledgers", test_ledgers);
  return g_test_run ();
}
