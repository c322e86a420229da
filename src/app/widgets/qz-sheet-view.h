/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-lazy-source.h"
#include "qz-sheet-model.h"
#include "qz-table-job.h"

G_BEGIN_DECLS

/* How a sheet is laid out on the screen; a static table entry. Columns are named, absent ones are
 * passed over. */
typedef struct {
  const char *link;          /* cells that open the row; nullable: rows open nothing */
  const char *title;         /* what a narrow row says first; NULL: the first column */
  const char *amount;        /* the one amount of a narrow row; nullable */
  const char *const *hidden; /* NULL-terminated; nullable */
  gboolean explains;         /* amounts are buttons: "cell-clicked" */
  gboolean names;            /* a narrow row says what its one amount is: there are others */
} QzSheetLayout;

/**
 * QzSheetView:
 *
 * A table: sortable and resizable columns, several rows selectable, Ctrl+C copies them for a
 * spreadsheet. Under 500 pixels it becomes a list of two-line rows. It shows either a sheet, or a
 * #QzLazySource, a list of any length whose rows are read when they are looked at; both look and
 * behave the same.
 *
 * Signals: "row-activated" (number of the row) and "cell-clicked" (number of the row, column of
 * the sheet), for which qz_sheet_view_find_row() gives the cells; of a sheet the number is the row.
 * "shown-changed": other rows or columns are shown, or other rows selected.
 */
#define QZ_TYPE_SHEET_VIEW (qz_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (QzSheetView, qz_sheet_view, QZ, SHEET_VIEW, AdwBin)

/* Order and filters stay when @sheet has the columns of the one before. */
void qz_sheet_view_set_sheet (QzSheetView *self, QzSheet *sheet, const QzSheetLayout *layout);
/* Before it, once a turn of the main loop while it is TRUE: takes away some of the rows that @sheet
 * would take away all at once, which takes longer than a frame. Rows that would stay do stay, and
 * those that were taken away come back with the next sheet, whatever it says. */
gboolean qz_sheet_view_shrink (QzSheetView *self, QzSheet *sheet, const QzSheetLayout *layout);
/* Once, instead of a sheet; then qz_sheet_view_reload() asks for rows, now and after changes. */
void qz_sheet_view_set_source (QzSheetView *self, QzLazySource *source,
                               const QzSheetLayout *layout);
void qz_sheet_view_reload (QzSheetView *self);
/* Columns, widths and order are remembered in the settings under @id from here on; before the
 * first sheet. */
void qz_sheet_view_set_memory (QzSheetView *self, const char *id);

/* What is shown, or the first page of a long list; nullable. */
QzSheet *qz_sheet_view_get_sheet (QzSheetView *self);
QzSheetModel *qz_sheet_view_get_model (QzSheetView *self); /* NULL without a sheet */
GListModel *qz_sheet_view_get_rows (QzSheetView *self);    /* of either kind; nullable */
/* Where it is narrow, the column of the one amount that a row shows; NULL where it is a table. */
const char *qz_sheet_view_get_narrow_amount (QzSheetView *self);
/* The sheet that has the row, and where in it. (transfer none) */
QzSheet *qz_sheet_view_find_row (QzSheetView *self, guint number, guint *out_row);
/* The positions of the model that are selected. */
GtkBitset *qz_sheet_view_dup_selected (QzSheetView *self) G_GNUC_WARN_UNUSED_RESULT;
GtkSelectionModel *qz_sheet_view_get_selection (QzSheetView *self); /* nullable */
GtkColumnView *qz_sheet_view_get_table (QzSheetView *self);
/* What is heard of the table: what it shows. Without it, the title of the page or dialog that it is
 * in. */
void qz_sheet_view_set_title (QzSheetView *self, const char *title);
void qz_sheet_view_set_search (QzSheetView *self, const char *search);
/* Shows only rows whose @column reads @value; NULL: any. Of a long list: its filter, and a value of
 * its choices. */
void qz_sheet_view_set_filter (QzSheetView *self, const char *column, const char *value);
/* As the titles at the head do it. @column of the sheet. */
void qz_sheet_view_sort (QzSheetView *self, guint column, gboolean descending);
/* By the column called @name; NULL: as the list comes. */
void qz_sheet_view_sort_by_name (QzSheetView *self, const char *name, gboolean descending);
/* The name of the column that it is sorted by, or NULL. */
char *qz_sheet_view_dup_order (QzSheetView *self, gboolean *descending);

/* GtkColumnViewColumn, also hidden ones; their ids are the names of the sheet's columns. */
GListModel *qz_sheet_view_get_columns (QzSheetView *self);
void qz_sheet_view_show_column (QzSheetView *self, const char *name, gboolean shown);
/* Columns of the sheet (guint) that are seen, from left to right. */
GArray *qz_sheet_view_dup_shown_columns (QzSheetView *self) G_GNUC_WARN_UNUSED_RESULT;
/* What is seen, as a job takes it: these positions, or all that is shown (NULL). */
QzTableTake *qz_sheet_view_dup_take (QzSheetView *self, GtkBitset *positions)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
