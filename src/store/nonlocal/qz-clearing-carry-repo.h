/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-carries.h"
#include "qz-clearing-repo.h"

G_BEGIN_DECLS

/* What lists left of refunds and deductions for a later month (NL-38). Those of a list count once
 * it is published. */

/* @rests: QzClearingRest, of the list just written. */
gboolean qz_clearing_carry_put (QzAct *act, gint64 list_id, QzPeriod to, const GArray *rests,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first month after @period whose notices of the scope are not published. */
gboolean qz_clearing_carry_find_month (QzStore *store, QzPeriod period, QzNlScope scope,
                                       QzPeriod *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of records that are due in @period: what earlier months left, month after month. (transfer full)
 */
QzClearingCarries *qz_clearing_carry_load_past (QzStore *store, QzPeriod period, QzNlScope scope,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a list left. (transfer full) */
QzClearingCarries *qz_clearing_carry_load_left (QzStore *store, gint64 list_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same in the order it was written, with the month it goes to. (element-type QzClearingRest)
 * (transfer full) */
GArray *qz_clearing_carry_load_rests (QzStore *store, gint64 list_id, QzPeriod *out_to,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* scope kind settlement provider agency area insurance month of costs, whole amount, what was left
 * before, what is left, to which month: of the newest lists of @period. */
gboolean qz_clearing_carry_fill (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
