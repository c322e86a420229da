/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet-view.h"
#include "qz-table-memory.h"

G_BEGIN_DECLS

struct _QzSheetView {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkColumnView *table;
  GtkListView *list;

  QzSheet *sheet; /* of a long list: its first page, which knows the columns */
  const QzSheetLayout *layout;
  QzSheetModel *model;       /* over a sheet; nullable */
  QzLazySource *source;      /* of a long list; nullable */
  GListModel *rows;          /* what is shown; nullable */
  GtkSelectionModel *selection;
  char *title; /* nullable: that of the page it is in */
  char *search;
  GHashTable *filters; /* column name → value shown; of a long list filter → value */
  char *memory_id;     /* nullable: nothing is remembered */
  QzTableMemory *memory;
  guint store_source; /* the memory is written when resizing has come to rest */
  gboolean building;  /* columns are being made: nothing is read from them */
  gboolean tight;     /* the columns are wider than the table: what matters most stands first */
  guint fit_source;   /* another width is answered when all is laid out */
  gboolean shrinks;   /* rows were taken away: see qz_sheet_view_shrink() */
};

/* Says anew what each row is heard as: other columns are shown. */
void qz_sheet_view_name_rows (QzSheetView *self);

/* Other rows or columns are shown. */
void qz_sheet_view_emit_shown (QzSheetView *self);

/* The columns of the table (qz-sheet-columns.c). */

/* Makes them anew, or, when @sheet has the columns of the one before, only looks again which of
 * them say something. */
void qz_sheet_columns_update (QzSheetView *self, gboolean keep);
/* The table has another width. */
void qz_sheet_columns_fit_room (QzSheetView *self);
gboolean qz_sheet_columns_fit (QzSheetView *self, QzSheet *sheet);
/* What the titles at the head say; *@out_id is borrowed and NULL for the natural order. */
void qz_sheet_columns_read_order (QzSheetView *self, const char **out_id, gboolean *descending);

G_END_DECLS
