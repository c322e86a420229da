/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book-private.h"
#include "qz-nl-posting.h"

G_BEGIN_DECLS

/* The sub-accounts of care away from home in the chart of a book set (AMB-11). */

/* Makes the leaf of @symbol ("TEMP_RECV.NLCLR.IN.230281") called @name (讷河市) when the chart does
 * not have it; its code is its parent's and the party's. Refuses a symbol whose parent has no
 * parties. */
gboolean qz_nl_accounts_ensure (QzAct *act, QzBook *book, const char *symbol, const char *name,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All that the voucher of @rule and @input would post to, called by the areas' names. To be asked
 * before qz_nl_posting_make()'s voucher is checked and stored. */
gboolean qz_nl_accounts_ensure_all (QzAct *act, QzBook *book, const QzPostingRule *rule,
                                    const QzNlPostingInput *input, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Brings the chart of a book set made before care away from home up to the shipped one: adds what
 * is missing and lets accounts that have sub-accounts now be parents. Refused (id "account-in-use")
 * where such an account still has a balance of its own. Changes nothing in a newer book set. */
gboolean qz_nl_accounts_update_chart (QzAct *act, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
