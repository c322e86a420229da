/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-clearing-carries.h"

G_BEGIN_DECLS

/* Makes the rows of the lists of one month and scope (NL-31d, NL-31e) in one pass over its claims.
 * Pure: it is given everything and keeps sums only, so nothing is allocated for a claim. */
typedef struct _QzClearingEngine QzClearingEngine;

/* @clear_acct: personal accounts are cleared beside the funds. @map is borrowed. */
QzClearingEngine *qz_clearing_engine_new (QzAreaMap *map, QzNlScope scope, gboolean clear_acct);
void qz_clearing_engine_free (QzClearingEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzClearingEngine, qz_clearing_engine_free)

/* @agency: that settles with the provider (NL-5d). One that the map does not know is an error only
 * when it has claims. */
void qz_clearing_engine_add_provider (QzClearingEngine *self, gint64 provider_id, const char *code,
                                      const char *agency);
/* A claim treated in the province: a row of the treat side, and inside the province one of the
 * insured side (NL-26a). Refused (NL-4): an area nobody knows, one on the wrong side of the
 * province's border. */
gboolean qz_clearing_engine_add_claim (QzClearingEngine *self, const QzNlClaim *claim,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One of our own persons treated elsewhere (NL-26b). @deduction: nullable; the parts of @item are
 * what is taken off then. */
gboolean qz_clearing_engine_add_item (QzClearingEngine *self, const QzNlClaim *item,
                                      const QzNlDeduction *deduction, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* NL-38: split over the parts of its claim by residue (domain 5.4). */
gboolean qz_clearing_engine_add_deduction (QzClearingEngine *self, const QzNlDeduction *deduction,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What one record alone would add: its row of the treat side and that of the insured side (out[0],
 * out[1]); how many there are is *out_n. For explaining a figure. Exactly one of the first two is
 * given; @is_item: @deduction or @claim is of the national file. */
gboolean qz_clearing_engine_place (QzClearingEngine *self, const QzNlClaim *claim,
                                   const QzNlDeduction *deduction, gboolean is_item,
                                   QzClearingRow out[2], guint *out_n, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @past: what earlier months left of refunds and deductions. @left: nullable; what this month left,
 * where that is known already; else it is found out. Both are borrowed. */
void qz_clearing_engine_set_carries (QzClearingEngine *self, const QzClearingCarries *past,
                                     const QzClearingCarries *left);
/* The rows, in an order that depends on nothing but them. Of refunds and deductions (NL-38), in the
 * order of their numbers, only what fits is taken: no agency receives or pays less than nothing
 * for an insurance (K01, K10). (element-type QzClearingRow) (transfer full) */
GArray *qz_clearing_engine_finish (QzClearingEngine *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What did not fit, after finishing. (element-type QzClearingRest) (transfer none) */
const GArray *qz_clearing_engine_get_rests (QzClearingEngine *self);

/* What is cleared of a claim: its funds, and its personal account where that is cleared. */
QzFen qz_clearing_get_amount (const QzNlClaim *claim, gboolean clear_acct);

G_END_DECLS
