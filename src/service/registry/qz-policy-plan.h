/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* What a policy would do, before it is activated. Nothing is written. */

#define QZ_MAX_IMPACT_MONTHS 36

/* What follows when @name (a shipped pack's id, or a file) is activated, from @from when that is
 * not QZ_DAY_NONE. Facts of the pack, "valid_from" being its first day then; columns level ("ok",
 * "warning", "refused"), what: a sentence each; fact "can": FALSE when it would be refused. */
QzSheet *qz_policy_foresee (QzBook *book, const QzContext *context, const char *name, QzDay from,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs the engines under two packs, as if each had always been valid, on the claims, declarations,
 * deductions and past spending of the last @n_months months that have any (1 to
 * QZ_MAX_IMPACT_MONTHS). Each month is taken by itself: what is paid before its settlement is
 * offset by its own settlement, nothing is carried from month to month. Columns: period, path
 * ("mprepay", "daily", "settlement"), insurance, provider_code, provider_name, first, second,
 * difference. Facts: first, second (as asked for), first_name, second_name (title and version),
 * from, to, first_total, second_total, difference; child "totals": period, path, first, second,
 * difference. */
QzSheet *qz_policy_impact (QzBook *book, const QzContext *context, const char *first,
                           const char *second, guint n_months, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
