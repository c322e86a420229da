/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Days whose claims a daily run would still pay: in scope, of an admitted provider, in no living
 * daily document, their month not settled (JL-11c, JL-15a, JL-20). Reads claims only of days that
 * may have such; a book set whose days are run reads none. */
typedef struct {
  QzDay day;
  guint64 n_claims;
} QzClaimDay;

/* By day. (element-type QzClaimDay) */
GArray *qz_claim_days_find (QzBook *book, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
