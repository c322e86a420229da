/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* What the cells of a QzSheetView are made of, and what they ask of it. */

/* So many letters of a cell stay when the table gets narrow; then it scrolls. */
#define QZ_CELL_CHARS_KEPT 30

typedef struct {
  guint column;
  guint n_chars;
  gboolean numeric;
  gboolean is_state;  /* icon, word and colour */
  gboolean has_mark;  /* words that may begin with ✓, ✗ or ! */
  gboolean opens_row; /* a button that opens the row */
  gboolean explains;  /* a button that asks where the amount comes from */
} QzCellStyle;

/* A factory for one column of the table. (transfer full) */
GtkListItemFactory *qz_cell_factory_new (QzSheetView *view, const QzCellStyle *style);
/* The row that stands at @x and @y of @table; GTK_INVALID_LIST_POSITION: none. */
guint qz_cell_find_position (GtkWidget *table, double x, double y);
/* A factory for the rows of the table, which says what they are heard as. (transfer full) */
GtkListItemFactory *qz_row_factory_new (QzSheetView *view);
/* A factory for the two-line rows of a narrow view. (transfer full) */
GtkListItemFactory *qz_narrow_factory_new (QzSheetView *view);

void qz_sheet_view_emit_row (QzSheetView *self, guint row);
void qz_sheet_view_emit_cell (QzSheetView *self, guint row, guint column);
const QzSheetLayout *qz_sheet_view_get_layout (QzSheetView *self);
const char *qz_sheet_view_get_column_title (QzSheetView *self, guint column);

G_END_DECLS
