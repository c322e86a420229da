/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"

G_BEGIN_DECLS

/* What an act asks of its writers; rows are written with the functions in qz-act.h. */

/* @table: one of qz_schema_get_tables(); @last_id: the last id that it ever had. */
QzTableWriter *qz_table_writer_new (QzStore *store, const char *table, gint64 last_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_table_writer_free (QzTableWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTableWriter, qz_table_writer_free)

const char *qz_table_writer_get_table (QzTableWriter *self);
gint64 qz_table_writer_get_first_id (QzTableWriter *self);
gint64 qz_table_writer_get_last_id (QzTableWriter *self); /* first - 1 when nothing was written */
/* Closes the digest over all rows. */
void qz_table_writer_finish (QzTableWriter *self, guint8 digest[QZ_DIGEST_SIZE]);

G_END_DECLS
