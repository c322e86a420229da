/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* What the forms of a clearing period are laid out from (domain 2.4, 2.5): F-NL-4 4-1 4-2 5 5-1
 * 6 6-1 6-2 6-3 6-4 7 7-1 7-2 8 8-1 9 9-1 9-2. Columns carry the names of the domain; where sub-
 * totals stand in the form, rows have a column "group" (code of the agency) and "group_name",
 * and are ordered by it. Facts: form, title, period, unit, unit_name, number, day, due_day,
 * total, account_name, bank_name, account_no (of notices), version, published.
 *
 * F-NL-2-1, 2-2 and 2-3 are those of qz_deposit_paper_find_sheet(). @form: "F-NL-6-1"; @unit:
 * ignored by 4, 4-1, 4-2, 7, 7-1, 7-2, which are the province's. An input error when there is no
 * such form or no list of the month. */
QzSheet *qz_nl_paper_get_sheet (QzBook *book, const char *form, QzPeriod period, const char *unit,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* form scope by_unit title, of those that qz_nl_paper_get_sheet() makes. */
QzSheet *qz_nl_paper_list_forms (void);

/* What adds up to the figure in @row (from 0) and @column of a form: kind (claim, national-item,
 * deduction) setl_id day provider area amount file line. Facts: amount (the figure), sum; they are
 * equal, or the fact "differs" is true. */
QzSheet *qz_clearing_explain (QzBook *book, const char *form, QzPeriod period, const char *unit,
                              guint row, const char *column, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
