/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-import-private.h"

G_BEGIN_DECLS

/* What the files of medical assistance share, and the parts that stand in files of their own. */

/* DT-3: a county of the city. */
gboolean qz_assist_import_check_county (QzImportRun *run, QzImportRow *row, guint column,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* GB 11643; the number is kept in capitals. */
void qz_assist_import_check_certno (QzImportRun *run, QzImportRow *row, guint column);

/* Kind “assisted”. */
#define QZ_N_ROSTER_COLUMNS 10
extern const QzImportColumn qz_assist_roster_columns[QZ_N_ROSTER_COLUMNS];
gboolean qz_assist_roster_check (QzImportRun *run, QzImportRow *row, GError **error);
gboolean qz_assist_roster_check_again (QzImportRun *run, QzImportRow *row, GError **error);
gint64 qz_assist_roster_write (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row,
                               GError **error);
gboolean qz_assist_roster_finish (QzImportRun *run, GError **error);

/* Kind “assistance-disputes”. */
#define QZ_N_DISPUTE_COLUMNS 13
extern const QzImportColumn qz_assist_dispute_columns[QZ_N_DISPUTE_COLUMNS];
gboolean qz_assist_dispute_import_check (QzImportRun *run, QzImportRow *row, GError **error);
gboolean qz_assist_dispute_import_check_again (QzImportRun *run, QzImportRow *row, GError **error);
guint qz_assist_dispute_import_count (const QzImportRow *row);
gint64 qz_assist_dispute_import_write (QzImportRun *run, const QzOrigin *origin,
                                       const QzImportRow *row, GError **error);
gboolean qz_assist_dispute_import_finish (QzImportRun *run, GError **error);

/* Kind “assistance-bills”. */
gboolean qz_assist_bill_import (QzImportRun *run, GError **error);

G_END_DECLS
