/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* F-NL-3, the bill of a hospital stay away from home (domain 2.3): facts setl_id mdtrt_id
 * hospital_… insurance insured_area treat_area registration psn_name gender age certno (masked) …,
 * amounts of blocks B and C; child "categories" (block A): code name amount ownpay selfpay. What
 * the claims file does not say (diagnosis, days of the stay …) stays blank on paper.
 *
 * Refused: no such claim ("claim-unknown"), a claim of care at home ("claim-local"), amounts that
 * do not add up ("bill-identity": which one, and by how much). */
QzSheet *qz_nl_bill_get_sheet (QzBook *book, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Writes it to @path (.pdf: the three copies; .xlsx, .csv). Facts: path form n_sheets reprint
 * digest. */
QzSheet *qz_nl_bill_print (QzBook *book, const QzContext *context, const char *setl_id,
                           const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The PDF in memory, for the preview. (transfer full) */
GBytes *qz_nl_bill_preview (QzBook *book, const char *setl_id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
