/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* One row of a sheet as an object for GTK's lists; made on demand, holds the sheet. */
#define QZ_TYPE_ROW (qz_row_get_type ())
G_DECLARE_FINAL_TYPE (QzRow, qz_row, QZ, ROW, GObject)

/* @number: what the list calls the row: the index in its one sheet, or in a list of pages the
 * position. */
QzRow *qz_row_new (QzSheet *sheet, guint row, guint number);
QzSheet *qz_row_get_sheet (QzRow *self);
guint qz_row_get_index (QzRow *self); /* in the sheet, whatever the order shown */
guint qz_row_get_number (QzRow *self);
/* Row objects alive at this moment, in all lists. */
guint qz_row_get_n_alive (void);

G_END_DECLS
