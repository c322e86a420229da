/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* Cells and facts of a sheet by their names. What the sheet does not have is NULL, 0 or "". */

const char *qz_cell_text (QzSheet *sheet, guint row, const char *column);
gint64 qz_cell_number (QzSheet *sheet, guint row, const char *column);
/* In words, as tables show it (qz-words.h). (transfer full) */
char *qz_cell_dup (QzSheet *sheet, guint row, const char *column) G_GNUC_WARN_UNUSED_RESULT;
const char *qz_fact_text (QzSheet *sheet, const char *fact);
gint64 qz_fact_number (QzSheet *sheet, const char *fact);
/* The cells of a row as facts of a sheet of their own called @name; empty ones are left out. */
QzSheet *qz_row_dup_facts (QzSheet *sheet, guint row, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The codes in column @name of the rows, or in the fact of that name, become the names that
 * @registered (columns code and name) has for them; those that it does not have stay codes. */
void qz_cells_name (QzSheet *sheet, const char *name, QzSheet *registered);
/* Writes @word for @code in the column @name: what the same code is elsewhere is another word. */
void qz_cells_say (QzSheet *sheet, const char *name, const char *code, const char *word);

G_END_DECLS
