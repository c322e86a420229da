/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-voucher-repo.h"

G_BEGIN_DECLS

/* "L_AG_220200_EMP/2026-03/12"; a usage error when it is none. *@ledger: (transfer full) */
gboolean qz_voucher_parse_name (const char *name, char **ledger, QzPeriod *period, guint *number,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @ledger is one of the book set's; an input error names them. */
gboolean qz_ledger_check_name (QzBook *book, const char *ledger, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes the full name of the account whose symbol stands in @from_column into @name_column. */
gboolean qz_voucher_add_account_names (QzBook *book, QzSheet *sheet, guint from_column,
                                       guint name_column, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
