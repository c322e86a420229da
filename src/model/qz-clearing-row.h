/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nonlocal.h"

G_BEGIN_DECLS

/* Records of the clearing of care away from home (NL-26 … NL-31, NL-38). Texts are area codes and
 * interned, but for reasons, which are interned too. */

/* One settled claim, or one item of the national file, as clearing needs it. */
typedef struct {
  gint64 id;          /* of the claim or the national item */
  gint64 provider_id; /* who treated: of a claim; 0 for a national item */
  const char *area;   /* insu_admdvs of a claim or an item */
  const char *treat_area; /* of a national item; else NULL */
  QzInsurance insurance;
  QzPeriod period; /* month of the settlement */
  int n_visits;    /* 1; -1 for a refund */
  QzFen medfee_fen;
  QzFen parts[QZ_N_FC];
  QzFen acct_fen;
} QzNlClaim;

/* What a row of a list is made of. */
typedef enum { QZ_NL_SOURCE_CLAIM, QZ_NL_SOURCE_ITEM, QZ_NL_SOURCE_DEDUCTION } QzNlSource;

/* What a list left of a refund or a deduction, for a later month (NL-38). */
typedef struct {
  QzNlSource source;
  gint64 record_id;
  QzFen amount_fen; /* > 0 */
} QzClearingRest;

/* What is taken off (NL-38): @claim as it was settled; its parts are the weights of the split. */
typedef struct {
  gint64 id;
  QzNlClaim claim;
  QzPeriod orig_period;
  QzFen amount_fen; /* > 0 */
  const char *reason;
} QzNlDeduction;

/* A row of a list, as clearing_row keeps it: forms 4 … 9-2 are summed from these. */
typedef struct {
  gint64 id;              /* 0 before it is stored */
  gboolean is_payable;    /* side P, of the insured place; else R, of the treat place */
  gboolean is_deduction;  /* figures are positive and are subtracted */
  const char *treat_unit; /* "" : outside the province, as below */
  const char *treat_agency;
  gint64 provider_id; /* of side R */
  const char *insured_unit;
  const char *insured_agency;
  const char *other_province; /* of cross_prov */
  QzInsurance insurance;
  QzPeriod orig_period; /* month of the costs */
  const char *reason;   /* of deductions, else "" */
  gint64 n_visits;      /* a refund takes a visit back */
  QzFen medfee_fen;
  QzFen parts[QZ_N_FC];
  QzFen fund_fen; /* Σ parts (K08) */
  QzFen acct_fen;
  QzFen amount_fen; /* cleared */
} QzClearingRow;

G_END_DECLS
