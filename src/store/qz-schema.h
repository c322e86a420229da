/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "qz-store.h"

G_BEGIN_DECLS

/* Runs the steps after @from up to the present one and sets user_version, in the transaction that
 * the caller opened. */
gboolean qz_schema_run_steps (sqlite3 *db, const char *path, int from, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The tables that the change log covers, in a fixed order; NULL ends. change_log and change_range
 * are not among them: they are the chain itself. */
const char *const *qz_schema_get_tables (void);
gboolean qz_schema_has_table (const char *table);
/* Rows of these may go when their import is withdrawn. */
gboolean qz_schema_can_withdraw (const char *table);

G_END_DECLS
