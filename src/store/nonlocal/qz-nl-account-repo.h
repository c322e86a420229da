/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-store.h"

G_BEGIN_DECLS

/* Whether any ledger has a balance that is not zero on the account itself. */
gboolean qz_nl_account_repo_has_balance (QzStore *store, const char *symbol, gboolean *out,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
