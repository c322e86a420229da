/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-kinds.h"
#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* The internal-control checks (HLJ-IS-22, JL-24) that are comparisons of what is stored: business,
 * bank and books. Each looks for rows that differ. */
guint qz_check_repo_get_n_checks (void);
const char *qz_check_repo_get_code (guint check); /* "IC-1", "K12" … */
const char *qz_check_repo_get_what (guint check); /* translated: what must agree */
/* What shows a difference: "batch", "document", "voucher" (that of the key below), "batches",
 * "daily", "balances". */
const char *qz_check_repo_get_opens (guint check);
/* How many rows differ, and the first of them in words. *@first: NULL when none; *@key: the name of
 * the batch, document or voucher of the first, "" when it is of none (both transfer full) */
gboolean qz_check_repo_run (QzStore *store, guint check, gint64 *n_bad, char **first, char **key,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the check compares documents of that kind, so that it can be run for one of them. */
gboolean qz_check_repo_is_of_document (guint check, QzDocumentKind kind);
/* How many rows of one document differ. */
gboolean qz_check_repo_run_for (QzStore *store, guint check, gint64 document_id, gint64 *n_bad,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
