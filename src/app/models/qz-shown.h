/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* What a table shows, as a sheet of its own: the columns that are seen, from left to right, and
 * codes as the words that stand for them. Copying and exporting take from here. */

/* Without rows. @columns: guint, of @from. */
QzSheet *qz_shown_new (QzSheet *from, GArray *columns) G_GNUC_WARN_UNUSED_RESULT;
void qz_shown_append (QzSheet *self, QzSheet *from, guint row, GArray *columns);

/* For a spreadsheet: amounts without separators, text that a spreadsheet would take for a formula
 * marked as text. */
void qz_shown_write_tsv_head (QzSheet *self, GString *out);
void qz_shown_write_tsv_rows (QzSheet *self, GString *out);

G_END_DECLS
