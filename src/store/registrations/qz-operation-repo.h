/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What the report on operation (NL-37) is drafted from. */

/* Of a month and, when @scope is not NULL ("in_prov"), one scope. */
typedef struct {
  gint64 persons, visits;
  QzFen medfee_fen, fund_fen, acct_fen;
  QzFen pool_fen, big_fen, cvlserv_fen, maf_fen, other_fen;
} QzOperationSums;
gboolean qz_operation_repo_sum (QzStore *store, QzPeriod period, const char *scope,
                                QzOperationSums *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* provider provider_name agency scope persons visits medfee fund: greatest fund first, ten. */
gboolean qz_operation_repo_fill_providers (QzStore *store, QzPeriod period, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* reason n amount of what the month takes off. */
gboolean qz_operation_repo_fill_deductions (QzStore *store, QzPeriod period, QzSheet *sheet,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* unit scope quota clearing level, worst first, without green. */
gboolean qz_operation_repo_fill_warnings (QzStore *store, QzPeriod period, QzSheet *sheet,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The claims behind the month's sums; @scope, @provider (its code) NULL: all. setl_id settled
 * provider provider_name scope psn_name certno insured_area medfee pool big cvlserv maf other acct
 * file line. */
gboolean qz_operation_repo_fill_claims (QzStore *store, QzPeriod period, const char *scope,
                                        const char *provider, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The deductions of the month one by one, of @reason: setl_id orig_period reason amount
 * confirmed_day file line. */
gboolean qz_operation_repo_fill_deducted (QzStore *store, QzPeriod period, const char *reason,
                                          QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
