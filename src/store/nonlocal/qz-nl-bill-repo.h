/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"
#include "qz-kinds.h"
#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* One claim as the hospital's bill has it (F-NL-3): the claim, its provider, and the registration
 * that it was matched to. Texts that nobody gave are "". */
typedef struct {
  char *setl_id, *mdtrt_id, *setl_time, *pay_loc, *psn_no, *psn_name, *certno;
  char *insured_area;
  char *hospital_code, *hospital_name, *hospital_level, *hospital_area;
  char *kind, *gend, *brdy, *diagnosis; /* of the registration */
  QzInsurance insurance;
  QzFen medfee, ownpay, overlimit, preself, inscope;
  QzFen pool, cvlserv, hifes, hifmi, hifob, hifdm, maf, oth, fund;
  QzFen hosp_part, psn_part, acct, acct_mulaid, cash;
} QzNlBill;
void qz_nl_bill_free (QzNlBill *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzNlBill, qz_nl_bill_free)

/* *out is NULL when there is no such claim. */
gboolean qz_nl_bill_repo_find (QzStore *store, const char *setl_id, QzNlBill **out,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* code amount ownpay selfpay, by code; the columns are added first. */
gboolean qz_nl_bill_repo_fill_categories (QzStore *store, const char *setl_id, QzSheet *sheet,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
