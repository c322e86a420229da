/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-browse.h"

G_BEGIN_DECLS

/* All claims of the book set as a long list. Filters: provider_code, insurance, med_type, from, to
 * (days of settling, yyyy-mm-dd); the search looks at setl_id, name and identity number, which is
 * masked: a whole number that is typed finds what its mask finds. Columns as of qz_claim_list(). */
extern const QzBrowseSource qz_claim_browse;

/* One claim: its facts under the names of the platform (domain 4.1) with file and line, the
 * identity number masked; child "lines": the lines of documents that have it (number, kind, state,
 * day, line, amount). */
QzSheet *qz_claim_show (QzBook *book, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The whole identity number of a claim's person. Writes an entry with user and claim into the
 * change log before it gives anything. (transfer full) */
char *qz_claim_reveal (QzBook *book, const QzContext *context, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The columns of a list of claims, without rows; and the mask over its identity numbers. */
QzSheet *qz_claim_sheet_new (void) G_GNUC_WARN_UNUSED_RESULT;
void qz_claim_sheet_mask (QzSheet *sheet);

G_END_DECLS
