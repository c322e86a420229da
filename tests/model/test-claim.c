/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim.h"

#include <string.h>

static const QzClaimShape whole = { QZ_CLAIM_ALL_AMOUNTS, FALSE };

/* A sound claim of an employee: 1000.00, of which 200.00 is not in scope. */
static QzClaim
make_claim (void)
{
  QzClaim claim = { .insurance = QZ_INS_EMP, .insutype = "310", .med_type = "21" };
  QzFen *a = claim.amounts;

  a[QZ_CLAIM_MEDFEE] = 100000;
  a[QZ_CLAIM_FULAMT_OWNPAY] = 10000;
  a[QZ_CLAIM_OVERLMT_SELFPAY] = 4000;
  a[QZ_CLAIM_PRESELFPAY] = 6000;
  a[QZ_CLAIM_INSCP_SCP] = 80000;
  a[QZ_CLAIM_HIFP] = 50000;
  a[QZ_CLAIM_HIFOB] = 10000;
  a[QZ_CLAIM_FUND_PAY] = 60000;
  a[QZ_CLAIM_HOSP_PART] = 5000;
  a[QZ_CLAIM_PSN_PART] = 35000;
  a[QZ_CLAIM_ACCT] = 20000;
  a[QZ_CLAIM_ACCT_MULAID] = 5000;
  a[QZ_CLAIM_PSN_CASH] = 10000;
  return claim;
}

static void
assert_only (const QzClaim *claim, const QzClaimShape *shape, const char *code, const char *field,
             gboolean is_error)
{
  QzClaimFinding found[QZ_MAX_CLAIM_FINDINGS];
  g_autofree char *message = NULL;

  g_assert_cmpuint (qz_claim_validate (claim, shape, found), ==, 1);
  g_assert_cmpstr (found[0].code, ==, code);
  g_assert_cmpstr (found[0].field, ==, field);
  g_assert_cmpint (found[0].is_error, ==, is_error);
  message = qz_claim_finding_dup_message (&found[0]);
  g_assert_true (g_str_has_prefix (message, code));
}

static void
test_sound (void)
{
  QzClaimFinding found[QZ_MAX_CLAIM_FINDINGS];
  QzClaim claim = make_claim ();

  g_assert_cmpuint (qz_claim_validate (&claim, &whole, found), ==, 0);
}

static void
test_v1 (void)
{
  QzClaim claim = make_claim ();
  QzClaimShape without = { QZ_CLAIM_ALL_AMOUNTS & ~QZ_CLAIM_BIT (QZ_CLAIM_INSCP_SCP), FALSE };
  QzClaimFinding found[QZ_MAX_CLAIM_FINDINGS];

  claim.amounts[QZ_CLAIM_INSCP_SCP] += 1;
  assert_only (&claim, &whole, "V1", "inscp_scp_amt", FALSE);
  g_assert_cmpuint (qz_claim_validate (&claim, &without, found), ==, 0);
}

/* HLJ-IS-10, JL-10: the amounts are the platform's; a claim that contradicts itself is told. */
static void
test_v2 (void)
{
  static const QzClaimAmount funds[] = { QZ_CLAIM_HIFP,  QZ_CLAIM_CVLSERV, QZ_CLAIM_HIFES,
                                         QZ_CLAIM_HIFOB, QZ_CLAIM_HIFDM,   QZ_CLAIM_MAF,
                                         QZ_CLAIM_OTH };

  for (guint i = 0; i < G_N_ELEMENTS (funds); i++)
    {
      QzClaim claim = make_claim ();

      claim.amounts[funds[i]] += 1;
      assert_only (&claim, &whole, "V2", "fund_pay_sumamt", TRUE);
    }
}

static void
test_v3_v4 (void)
{
  QzClaim claim = make_claim ();
  QzClaimShape without = { QZ_CLAIM_ALL_AMOUNTS & ~QZ_CLAIM_BIT (QZ_CLAIM_PSN_PART), FALSE };
  QzClaimFinding found[QZ_MAX_CLAIM_FINDINGS];

  claim.amounts[QZ_CLAIM_HOSP_PART] += 1;
  assert_only (&claim, &whole, "V3", "psn_part_amt", TRUE);
  claim = make_claim ();
  claim.amounts[QZ_CLAIM_PSN_CASH] += 1;
  assert_only (&claim, &whole, "V4", "psn_part_amt", TRUE);
  /* Without psn_part_amt both are one check. */
  claim.amounts[QZ_CLAIM_PSN_PART] = 0;
  assert_only (&claim, &without, "V4", "psn_cash_pay", TRUE);
  claim.amounts[QZ_CLAIM_PSN_CASH] -= 1;
  g_assert_cmpuint (qz_claim_validate (&claim, &without, found), ==, 0);
}

/* V4's parameter: some files count the relatives' share inside acct_pay. */
static void
test_v4_includes (void)
{
  QzClaimShape includes = { QZ_CLAIM_ALL_AMOUNTS, TRUE };
  QzClaimFinding found[QZ_MAX_CLAIM_FINDINGS];
  QzClaim claim = make_claim ();

  assert_only (&claim, &includes, "V4", "psn_part_amt", TRUE);
  claim.amounts[QZ_CLAIM_ACCT] = 25000;
  g_assert_cmpuint (qz_claim_validate (&claim, &includes, found), ==, 0);
}

static void
test_v6 (void)
{
  QzClaim claim = make_claim ();
  QzClaimFinding found[QZ_MAX_CLAIM_FINDINGS];

  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    claim.amounts[i] = -claim.amounts[i];
  /* Negative, but it does not say that it is a refund. */
  assert_only (&claim, &whole, "V6", "medfee_sumamt", TRUE);
  claim.refund = TRUE;
  assert_only (&claim, &whole, "V6", "refd_setl_id", TRUE);
  claim.refd_setl_id = "220200";
  g_assert_cmpuint (qz_claim_validate (&claim, &whole, found), ==, 0);
  /* A refund with one positive amount. */
  claim.amounts[QZ_CLAIM_PSN_CASH] = 5;
  claim.amounts[QZ_CLAIM_ACCT] -= 10005;
  assert_only (&claim, &whole, "V6", "psn_cash_pay", TRUE);
}

static void
test_v8 (void)
{
  QzClaim claim = make_claim ();

  claim.amounts[QZ_CLAIM_HIFOB] = 0;
  claim.amounts[QZ_CLAIM_HIFMI] = 10000;
  assert_only (&claim, &whole, "V8", "hifmi_pay", TRUE);
  claim = make_claim ();
  claim.insurance = QZ_INS_RES;
  claim.insutype = "390";
  assert_only (&claim, &whole, "V8", "hifob_pay", TRUE);
  claim.insutype = "340";
  assert_only (&claim, &whole, "V8", "insutype", TRUE);
}

/* Extreme amounts neither overflow nor pass. */
static void
test_extremes (void)
{
  QzClaim claim = { .insurance = QZ_INS_EMP, .insutype = "310" };
  QzClaimFinding found[QZ_MAX_CLAIM_FINDINGS];

  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    claim.amounts[i] = QZ_FEN_MAX;
  g_assert_cmpuint (qz_claim_validate (&claim, &whole, found), >=, 4);
}

static void
test_fields (void)
{
  for (int i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    g_assert_cmpint (qz_claim_amount_find (qz_claim_amount_get_field (i)), ==, i);
  g_assert_cmpint (qz_claim_amount_find ("cash_payamt"), ==, QZ_CLAIM_PSN_CASH);
  g_assert_cmpint (qz_claim_amount_find ("psn_pay"), ==, QZ_CLAIM_PSN_PART);
  g_assert_cmpint (qz_claim_amount_find ("othfund_pay"), ==, QZ_CLAIM_OTH);
  g_assert_cmpint (qz_claim_amount_find ("medfee"), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claim/sound", test_sound);
  g_test_add_func ("/claim/V1/policy-scope-is-a-warning", test_v1);
  g_test_add_func ("/claim/V2/sum-of-funds", test_v2);
  g_test_add_func ("/claim/V3-V4/person-part", test_v3_v4);
  g_test_add_func ("/claim/V4/acct-includes-mulaid", test_v4_includes);
  g_test_add_func ("/claim/V6/refunds", test_v6);
  g_test_add_func ("/claim/V8/insutype", test_v8);
  g_test_add_func ("/claim/extremes", test_extremes);
  g_test_add_func ("/claim/fields", test_fields);
  return g_test_run ();
}
