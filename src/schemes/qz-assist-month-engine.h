/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-assist-row.h"

G_BEGIN_DECLS

/* What a month's statements of medical assistance are made of (DT-16a, domain 2.7). Pure. */

/* DT-23a: takes @owed (QzAssistOwed, in this order) off what the bills in @rows (QzAssistRow) give
 * the same hospital for the same county and way of paying, and appends a row for each that is
 * taken; what the month cannot bear waits for a later one. Where refunds are more than bills, a row
 * of kind refund puts the difference off. Refuses a sum beyond QZ_FEN_MAX. */
gboolean qz_assist_month_take (GArray *rows, const GArray *owed, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* All figures that @provider_id (0: any) and @county (NULL: any) have in @rows, as one text: equal
 * texts, equal figures. (transfer full) */
char *qz_assist_month_dup_figures (const GArray *rows, gint64 provider_id, const char *county);

G_END_DECLS
