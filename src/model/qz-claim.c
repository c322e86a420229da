/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char *field;
  const char *other; /* the name in other versions of the platform; nullable */
  const char *title;
} AmountName;

typedef struct {
  QzClaimFinding *findings;
  guint n;
} Findings;

/* The eight funds of V2; the personal account is not one of them. */
#define FUND_BITS                                                                                  \
  (QZ_CLAIM_BIT (QZ_CLAIM_HIFP) | QZ_CLAIM_BIT (QZ_CLAIM_CVLSERV) | QZ_CLAIM_BIT (QZ_CLAIM_HIFES)  \
   | QZ_CLAIM_BIT (QZ_CLAIM_HIFMI) | QZ_CLAIM_BIT (QZ_CLAIM_HIFOB) | QZ_CLAIM_BIT (QZ_CLAIM_HIFDM) \
   | QZ_CLAIM_BIT (QZ_CLAIM_MAF) | QZ_CLAIM_BIT (QZ_CLAIM_OTH))
#define SCOPE_BITS                                                                                 \
  (QZ_CLAIM_BIT (QZ_CLAIM_FULAMT_OWNPAY) | QZ_CLAIM_BIT (QZ_CLAIM_OVERLMT_SELFPAY)                 \
   | QZ_CLAIM_BIT (QZ_CLAIM_PRESELFPAY) | QZ_CLAIM_BIT (QZ_CLAIM_INSCP_SCP))

static const AmountName names[QZ_N_CLAIM_AMOUNTS] = {
  [QZ_CLAIM_MEDFEE] = { "medfee_sumamt", NULL, N_ ("Medical fees") },
  [QZ_CLAIM_FULAMT_OWNPAY] = { "fulamt_ownpay_amt", NULL, N_ ("Wholly self-paid") },
  [QZ_CLAIM_OVERLMT_SELFPAY] = { "overlmt_selfpay", NULL, N_ ("Self-paid over the price limit") },
  [QZ_CLAIM_PRESELFPAY] = { "preselfpay_amt", NULL, N_ ("Self-paid first") },
  [QZ_CLAIM_INSCP_SCP] = { "inscp_scp_amt", NULL, N_ ("Within the policy scope") },
  [QZ_CLAIM_HIFP] = { "hifp_pay", NULL, N_ ("Pooled fund") },
  [QZ_CLAIM_CVLSERV] = { "cvlserv_pay", NULL, N_ ("Civil servants' aid") },
  [QZ_CLAIM_HIFES] = { "hifes_pay", NULL, N_ ("Enterprise supplement") },
  [QZ_CLAIM_HIFMI] = { "hifmi_pay", NULL, N_ ("Residents' critical illness") },
  [QZ_CLAIM_HIFOB] = { "hifob_pay", NULL, N_ ("Employees' large expenses") },
  [QZ_CLAIM_HIFDM] = { "hifdm_pay", NULL, N_ ("Disabled persons' fund") },
  [QZ_CLAIM_MAF] = { "maf_pay", NULL, N_ ("Medical assistance") },
  [QZ_CLAIM_OTH] = { "oth_pay", "othfund_pay", N_ ("Other funds") },
  [QZ_CLAIM_FUND_PAY] = { "fund_pay_sumamt", NULL, N_ ("Paid by funds") },
  [QZ_CLAIM_HOSP_PART] = { "hosp_part_amt", NULL, N_ ("Borne by the hospital") },
  [QZ_CLAIM_PSN_PART] = { "psn_part_amt", "psn_pay", N_ ("Borne by the person") },
  [QZ_CLAIM_ACCT] = { "acct_pay", NULL, N_ ("Personal account") },
  [QZ_CLAIM_ACCT_MULAID] = { "acct_mulaid_pay", NULL, N_ ("Relatives' personal account") },
  [QZ_CLAIM_PSN_CASH] = { "psn_cash_pay", "cash_payamt", N_ ("Paid in cash") },
};

const char *
qz_claim_amount_get_field (QzClaimAmount amount)
{
  g_assert ((guint) amount < QZ_N_CLAIM_AMOUNTS);
  return names[amount].field;
}

const char *
qz_claim_amount_get_title (QzClaimAmount amount)
{
  g_assert ((guint) amount < QZ_N_CLAIM_AMOUNTS);
  return _ (names[amount].title);
}

int
qz_claim_amount_find (const char *field)
{
  for (int i = 0; field != NULL && i < QZ_N_CLAIM_AMOUNTS; i++)
    if (strcmp (names[i].field, field) == 0 || g_strcmp0 (names[i].other, field) == 0)
      return i;
  return -1;
}

/* Nineteen amounts of at most QZ_FEN_MAX (1e16 - 1) cannot overflow 64 bits, so plain sums do. */
G_STATIC_ASSERT (QZ_N_CLAIM_AMOUNTS < G_MAXINT64 / QZ_FEN_MAX);

static QzFen
sum_of (const QzClaim *claim, guint32 bits)
{
  QzFen sum = 0;

  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    if ((bits & QZ_CLAIM_BIT (i)) != 0)
      sum += claim->amounts[i];
  return sum;
}

static QzClaimFinding *
add_finding (Findings *found, const char *code, const char *field, const char *what)
{
  QzClaimFinding *finding;

  if (found->n == QZ_MAX_CLAIM_FINDINGS)
    return NULL;
  finding = &found->findings[found->n++];
  *finding = (QzClaimFinding) { .code = code, .field = field, .what = what, .is_error = TRUE };
  return finding;
}

static void
check_equal (Findings *found, const char *code, QzClaimAmount amount, QzFen is, QzFen should,
             const char *what)
{
  QzClaimFinding *finding;

  if (is == should)
    return;
  finding = add_finding (found, code, names[amount].field, what);
  if (finding == NULL)
    return;
  finding->found_fen = is;
  finding->expected_fen = should;
  finding->has_expected = TRUE;
}

/* V1: some regions deviate, so this is a warning. */
static void
check_scope_amount (const QzClaim *claim, const QzClaimShape *shape, Findings *found)
{
  const QzFen *a = claim->amounts;
  guint before = found->n;

  if ((shape->given & SCOPE_BITS) != SCOPE_BITS)
    return;
  check_equal (found, "V1", QZ_CLAIM_INSCP_SCP, a[QZ_CLAIM_INSCP_SCP],
               a[QZ_CLAIM_MEDFEE] - a[QZ_CLAIM_FULAMT_OWNPAY] - a[QZ_CLAIM_OVERLMT_SELFPAY]
                   - a[QZ_CLAIM_PRESELFPAY],
               N_ ("inscp_scp_amt is not medfee_sumamt less the three self-paid amounts"));
  if (found->n > before)
    found->findings[before].is_error = FALSE;
}

/* V3 and V4. A file without psn_part_amt is checked by both at once: what the funds and the
 * hospital leave must be what the person paid. */
static void
check_person (const QzClaim *claim, const QzClaimShape *shape, Findings *found)
{
  const QzFen *a = claim->amounts;
  QzFen rest = a[QZ_CLAIM_MEDFEE] - a[QZ_CLAIM_FUND_PAY] - a[QZ_CLAIM_HOSP_PART];
  QzFen paid = a[QZ_CLAIM_ACCT] + a[QZ_CLAIM_PSN_CASH];

  if (!shape->acct_includes_mulaid)
    paid += a[QZ_CLAIM_ACCT_MULAID];
  if ((shape->given & QZ_CLAIM_BIT (QZ_CLAIM_PSN_PART)) == 0)
    {
      check_equal (found, "V4", QZ_CLAIM_PSN_CASH, paid, rest,
                   N_ ("the personal account and the cash are not what the funds and the hospital "
                       "left of medfee_sumamt"));
      return;
    }
  check_equal (found, "V3", QZ_CLAIM_PSN_PART, a[QZ_CLAIM_PSN_PART], rest,
               N_ ("psn_part_amt is not medfee_sumamt less fund_pay_sumamt and hosp_part_amt"));
  check_equal (found, "V4", QZ_CLAIM_PSN_PART, a[QZ_CLAIM_PSN_PART], paid,
               N_ ("psn_part_amt is not the sum of the personal account and the cash"));
}

/* V6: a refund has no positive amount and names the claim it takes back; everything else has no
 * negative amount. One finding for the first wrong amount is enough to reject the line. */
static void
check_signs (const QzClaim *claim, Findings *found)
{
  QzClaimFinding *finding = NULL;

  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS && finding == NULL; i++)
    {
      QzFen amount = claim->amounts[i];

      if (claim->refund && amount > 0)
        finding =
            add_finding (found, "V6", names[i].field,
                         N_ ("a refund must not have a positive amount"));
      else if (!claim->refund && amount < 0)
        finding = add_finding (found, "V6", names[i].field,
                               N_ ("an amount is negative, but refd_setl_flag says no refund"));
      if (finding != NULL)
        finding->found_fen = amount;
    }
  if (claim->refund && (claim->refd_setl_id == NULL || *claim->refd_setl_id == '\0'))
    add_finding (found, "V6", "refd_setl_id",
                 N_ ("a refund must name the setl_id of the claim that it takes back"));
}

static void
check_no_amount (const QzClaim *claim, QzClaimAmount amount, Findings *found)
{
  QzClaimFinding *finding;

  if (claim->amounts[amount] == 0)
    return;
  finding = add_finding (found, "V8", names[amount].field,
                         N_ ("this fund does not belong to the claim's insutype"));
  if (finding != NULL)
    finding->found_fen = claim->amounts[amount];
}

/* V8: the funds of one kind of insurance cannot pay for the other. */
static void
check_insutype (const QzClaim *claim, Findings *found)
{
  QzInsurance insurance;

  if (!qz_insurance_from_insutype (claim->insutype, &insurance))
    {
      add_finding (found, "V8", "insutype",
                   N_ ("insutype belongs neither to the employees' nor to the residents' books"));
      return;
    }
  if (insurance != claim->insurance)
    add_finding (found, "V8", "insutype", N_ ("insutype and the books do not agree"));
  if (insurance == QZ_INS_EMP)
    {
      check_no_amount (claim, QZ_CLAIM_HIFMI, found);
      return;
    }
  check_no_amount (claim, QZ_CLAIM_CVLSERV, found);
  check_no_amount (claim, QZ_CLAIM_HIFES, found);
  check_no_amount (claim, QZ_CLAIM_HIFOB, found);
}

guint
qz_claim_validate (const QzClaim *claim, const QzClaimShape *shape,
                   QzClaimFinding findings[QZ_MAX_CLAIM_FINDINGS])
{
  Findings found = { findings, 0 };

  /* Errors first: a full list never hides one behind the warning. */
  check_equal (&found, "V2", QZ_CLAIM_FUND_PAY, claim->amounts[QZ_CLAIM_FUND_PAY],
               sum_of (claim, FUND_BITS),
               N_ ("fund_pay_sumamt is not the sum of the eight fund amounts"));
  check_person (claim, shape, &found);
  check_signs (claim, &found);
  check_insutype (claim, &found);
  check_scope_amount (claim, shape, &found);
  return found.n;
}

char *
qz_claim_finding_dup_message (const QzClaimFinding *finding)
{
  g_autofree char *is = qz_fen_to_decimal (finding->found_fen);
  g_autofree char *should = qz_fen_to_decimal (finding->expected_fen);

  if (finding->has_expected)
    return g_strdup_printf (_("%s: %s: %s, but %s was expected; correct the line in the source "
                               "system and export again"),
                            finding->code, _ (finding->what), is, should);
  if (finding->found_fen != 0)
    return g_strdup_printf (_("%s: %s (%s is %s)"), finding->code,
                            _ (finding->what), finding->field, is);
  return g_strdup_printf ("%s: %s", finding->code, _ (finding->what));
}
