/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"

G_BEGIN_DECLS

/* Whose money goes to whom, where refunds and deductions (NL-38) leave some figures below zero.
 * Money does not flow backwards, and what is moved in all is what came (K10). */

/* Makes no amount negative: those below zero become zero, and the others bear it by the residue
 * method (domain 5.4), so that the sum stays. @keys order equal ones. The sum must not be negative.
 */
gboolean qz_nl_shares_level (QzFen *amounts, const char *const *keys, guint n, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* @wanted has @n_rows × @n_columns amounts, row after row, of any sign. Fills @out with amounts
 * >= 0 whose rows add up to @rows and whose columns to @columns, as near to @wanted as these allow:
 * where nothing is negative and the sums are its own, it is @wanted itself. @rows and @columns are
 * >= 0 and have the same sum. */
void qz_nl_shares_fit (const QzFen *wanted, const QzFen *rows, guint n_rows, const QzFen *columns,
                       guint n_columns, QzFen *out);

G_END_DECLS
