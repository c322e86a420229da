/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-assistance.h"

G_BEGIN_DECLS

/* Records of a month's statements of medical assistance (DT-16a). */

typedef enum {
  QZ_ASSIST_ROW_BILL,
  QZ_ASSIST_ROW_DEDUCTION, /* DT-23a */
  QZ_ASSIST_ROW_REFUND,    /* refunds beyond a month's bills, which a later month bears */
} QzAssistRowKind;

typedef struct {
  gint64 id; /* in the store; 0: not yet */
  QzAssistRowKind kind;
  gint64 bill_id;      /* 0 of kind refund */
  gint64 deduction_id; /* of kind deduction */
  gint64 provider_id;
  const char *county; /* interned */
  QzAssistCategory category;
  gboolean cross_area; /* AMB-26: charged to the county's reserve */
  gint64 n_visits; /* of a bill 1, of its refund -1; all below are 0 for others */
  QzFen medfee_fen, basic_fen, ci_fen, other_fen, maf_fen;
  QzFen deducted_fen; /* 0 for bills; of kind refund below zero where it is put off */
} QzAssistRow;

/* A deduction that is not wholly taken off yet, or (below zero) one whose bill was refunded since;
 * or refunds that a month could not bear (id 0). */
typedef struct {
  gint64 id;
  gint64 bill_id;
  gint64 provider_id;
  const char *county; /* interned */
  QzAssistCategory category;
  gboolean cross_area;
  QzFen left_fen;
} QzAssistOwed;

G_END_DECLS
