/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* One row of a sheet as an object for GTK's lists; made on demand, holds the sheet. */
#define QZ_TYPE_ROW (qz_row_get_type ())
G_DECLARE_FINAL_TYPE (QzRow, qz_row, QZ, ROW, GObject)

QzRow *qz_row_new (QzSheet *sheet, guint row);
QzSheet *qz_row_get_sheet (QzRow *self);
guint qz_row_get_index (QzRow *self); /* in the sheet, whatever the order shown */

G_END_DECLS
