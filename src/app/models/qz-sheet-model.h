/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qz-fen.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

#define QZ_MAX_SHEET_FILTERS 4

/* What of a sheet is shown, and in which order. */
typedef struct {
  const char *search; /* words that must all stand somewhere in a row; nullable */
  struct {
    int column;
    const char *value; /* as shown; NULL: any */
  } filters[QZ_MAX_SHEET_FILTERS];
  guint n_filters;
  int sort_column; /* -1: the order of the sheet */
  gboolean descending;
} QzSheetQuery;

/**
 * QzSheetModel:
 *
 * A #GListModel of #QzRow over a #QzSheet, filtered and sorted. It never changes: another query is
 * another model, which is swapped in with a new selection, so that no list ever sees a large
 * items-changed.
 */
#define QZ_TYPE_SHEET_MODEL (qz_sheet_model_get_type ())
G_DECLARE_FINAL_TYPE (QzSheetModel, qz_sheet_model, QZ, SHEET_MODEL, GObject)

/* @query nullable: everything as it stands. */
QzSheetModel *qz_sheet_model_new (QzSheet *sheet, const QzSheetQuery *query);
QzSheet *qz_sheet_model_get_sheet (QzSheetModel *self);
/* The row in the sheet that stands at @position. */
guint qz_sheet_model_get_row (QzSheetModel *self, guint position);
/* Of an amount or count column, over the rows in @positions (NULL: all shown). */
gboolean qz_sheet_model_sum (QzSheetModel *self, guint column, GtkBitset *positions, gint64 *out,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
