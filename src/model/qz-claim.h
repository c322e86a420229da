/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* The amounts of a settled claim in the order of the store's columns (domain 4.1). */
typedef enum {
  QZ_CLAIM_MEDFEE,
  QZ_CLAIM_FULAMT_OWNPAY,
  QZ_CLAIM_OVERLMT_SELFPAY,
  QZ_CLAIM_PRESELFPAY,
  QZ_CLAIM_INSCP_SCP,
  QZ_CLAIM_HIFP,    /* 基本医保统筹基金 */
  QZ_CLAIM_CVLSERV, /* 公务员医疗补助 */
  QZ_CLAIM_HIFES,   /* 企业补充 */
  QZ_CLAIM_HIFMI,   /* 居民大病 */
  QZ_CLAIM_HIFOB,   /* 职工大额 */
  QZ_CLAIM_HIFDM,   /* 伤残人员 */
  QZ_CLAIM_MAF,     /* 医疗救助 */
  QZ_CLAIM_OTH,
  QZ_CLAIM_FUND_PAY,
  QZ_CLAIM_HOSP_PART,
  QZ_CLAIM_PSN_PART,
  QZ_CLAIM_ACCT,
  QZ_CLAIM_ACCT_MULAID,
  QZ_CLAIM_PSN_CASH,
  QZ_N_CLAIM_AMOUNTS,
} QzClaimAmount;

/* The platform's field name: "medfee_sumamt". */
const char *qz_claim_amount_get_field (QzClaimAmount amount);
/* What it is called, in the user's language: "Medical fees". */
const char *qz_claim_amount_get_title (QzClaimAmount amount);
/* The amount with the platform's field name @field; a few names of other versions are known too
 * (psn_pay, cash_payamt, othfund_pay). -1 when there is none. */
int qz_claim_amount_find (const char *field);

/* One settled claim as engines and checks see it. Strings are borrowed. An engine reads only the
 * amounts that its policy names; the rest may stay zero. */
typedef struct {
  gint64 id;
  gint64 provider_id;
  QzInsurance insurance;
  QzDay day; /* of setl_time */
  gboolean refund;
  const char *insutype;
  const char *med_type;
  const char *setl_type;    /* 1 centre, 2 online, 3 supplement */
  const char *pay_loc;      /* 1 centre, 2 here, 3 in the province, 4 outside */
  const char *refd_setl_id; /* nullable */
  QzFen amounts[QZ_N_CLAIM_AMOUNTS];
} QzClaim;

#define QZ_CLAIM_BIT(amount) (1u << (amount))
#define QZ_CLAIM_ALL_AMOUNTS ((1u << QZ_N_CLAIM_AMOUNTS) - 1)

/* How a file gives its amounts. */
typedef struct {
  guint32 given;                  /* QZ_CLAIM_BIT of every column that the file has */
  gboolean acct_includes_mulaid;  /* V4: acct_pay already includes acct_mulaid_pay */
} QzClaimShape;

/* One thing found wrong with a claim. */
typedef struct {
  const char *code;  /* "V1" … "V8" */
  const char *field; /* the platform's field name to point at */
  gboolean is_error; /* a warning otherwise (V1) */
  QzFen found_fen;
  QzFen expected_fen;   /* meaningful when has_expected */
  gboolean has_expected;
  const char *what;  /* untranslated sentence; qz_claim_finding_dup_message gives it to people */
} QzClaimFinding;

#define QZ_MAX_CLAIM_FINDINGS 8

/* HLJ-IS-10, JL-10: the platform computed the amounts, so they are not computed again.
 * Checks V1–V4, V6 and V8 of domain 4.2 on one claim; a claim that is no refund must not have
 * negative amounts (V6). Writes at most QZ_MAX_CLAIM_FINDINGS and returns how many; 0 = sound.
 * V3 and V4 are joined to one when the file has no psn_part_amt. V7 (a setl_id twice) needs all
 * claims and V9 (two decimals) the text: both are the importer's; V5 needs details, which no file
 * brings. */
guint qz_claim_validate (const QzClaim *claim, const QzClaimShape *shape,
                         QzClaimFinding findings[QZ_MAX_CLAIM_FINDINGS]);
/* What was wrong, with the amounts, and how to mend it. (transfer full) */
char *qz_claim_finding_dup_message (const QzClaimFinding *finding);

G_END_DECLS
