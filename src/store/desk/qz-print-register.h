/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* How often the forms of documents were printed; drafts, void copies and files for other programs
 * do not count. Columns: number form copies reprints (copies beyond the first of each part)
 * last_time last_by. */
gboolean qz_print_register_fill_documents (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same of vouchers that were printed; number "LEDGER/2026-03/12". Columns: number period copies
 * reprints last_time last_by. */
gboolean qz_print_register_fill_vouchers (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same of forms of care away from home; number is that of a notice, registration or version of
 * lists. Columns: number period (of notices) copies reprints last_time last_by form per. */
gboolean qz_print_register_fill_papers (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Numbers of the documents that have payments at the bank. */
gboolean qz_print_register_fill_paid (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
