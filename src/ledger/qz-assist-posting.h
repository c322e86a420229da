/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-nl-posting.h"

G_BEGIN_DECLS

/* The entries of medical assistance (DT-27, domain 3.5), in the fund's books of the city and of the
 * counties (L_AG_140200_MAF). Vouchers are made with qz_nl_posting_make(), the counties being the
 * parties; accounts of counties come from qz_nl_posting_list_accounts(). */

/* The posting of @event in an agency's ledger. @flow matters for EV-44, QZ_FLOW_OUT: a surplus
 * goes back to the county, QZ_FLOW_IN: a shortage is collected; for the county's own side of that,
 * EV-44c, the other way round; and for EV-40c, QZ_FLOW_OUT: the city holds a reserve of the county,
 * QZ_FLOW_IN: it holds less. Refused (id "missing-posting") when the policy has none. */
const QzPostingRule *qz_assist_posting_find (QzPolicy *policy, const char *event, QzFlow flow,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All of EV-40 to EV-45, and returned payments, can be posted. */
gboolean qz_assist_posting_check_complete (QzPolicy *policy, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
