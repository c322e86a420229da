/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-store.h"
#include "qz-transfer-repo.h"

G_BEGIN_DECLS

/* What a hospital has still to get from other months (above zero), or owes from them: its refunds
 * and deductions were more than its costs (NL-38, MS-1). */
typedef struct {
  gint64 provider_id;
  QzFen fen; /* never 0 */
} QzNlCarry;
/* Of the hospitals that the agency of @transfer (a leg D3, of 省本级 D2) pays, in the same scope
 * and insurance: the nets of all other months whose money was given out, or that brought none,
 * less what their documents pay. @area is the agency's. By provider. (element-type QzNlCarry)
 * (transfer full) */
GArray *qz_nl_carry_repo_load (QzStore *store, const QzTransfer *transfer, const char *area,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
