/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet-model.h"

G_BEGIN_DECLS

/* How a sheet is laid out on the screen; a static table entry. Columns are named, absent ones are
 * passed over. */
typedef struct {
  const char *link;          /* cells that open the row; nullable: rows open nothing */
  const char *title;         /* what a narrow row says first; NULL: the first column */
  const char *amount;        /* the one amount of a narrow row; nullable */
  const char *const *hidden; /* NULL-terminated; nullable */
  gboolean explains;         /* amounts are buttons: "cell-clicked" */
} QzSheetLayout;

/**
 * QzSheetView:
 *
 * A sheet as a table: sortable and resizable columns, several rows selectable, Ctrl+C copies them
 * for a spreadsheet. Under 500 pixels it becomes a list of two-line rows.
 *
 * Signals: "row-activated" (row of the sheet), "cell-clicked" (row, column of the sheet) and
 * "shown-changed" (other rows are shown or selected).
 */
#define QZ_TYPE_SHEET_VIEW (qz_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (QzSheetView, qz_sheet_view, QZ, SHEET_VIEW, AdwBin)

/* Order and filters stay when @sheet has the columns of the one before. */
void qz_sheet_view_set_sheet (QzSheetView *self, QzSheet *sheet, const QzSheetLayout *layout);
QzSheet *qz_sheet_view_get_sheet (QzSheetView *self); /* nullable */
QzSheetModel *qz_sheet_view_get_model (QzSheetView *self); /* nullable */
/* The positions of the model that are selected. */
GtkBitset *qz_sheet_view_dup_selected (QzSheetView *self) G_GNUC_WARN_UNUSED_RESULT;
void qz_sheet_view_set_search (QzSheetView *self, const char *search);
/* Shows only rows whose @column reads @value; NULL: any. */
void qz_sheet_view_set_filter (QzSheetView *self, const char *column, const char *value);
/* As the titles at the head do it. @column of the sheet. */
void qz_sheet_view_sort (QzSheetView *self, guint column, gboolean descending);

G_END_DECLS
