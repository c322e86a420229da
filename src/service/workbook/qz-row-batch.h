/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-cell-number.h"

G_BEGIN_DECLS

/* Some rows of a sheet on their way from a parser to whoever reads them. Rows without a value are
 * left out, and so are cells. */
typedef struct {
  guint32 offset; /* of the text, which ends in NUL */
  guint32 length;
  guint16 column; /* from 0 */
  guint8 flaw;    /* QzCellFlaw */
} QzBatchCell;

typedef struct {
  guint32 line;     /* from 1 */
  guint32 n_repeats; /* so many rows are like this, one after the other; at least 1 */
  guint32 first;    /* cell */
  guint32 n_cells;
} QzBatchRow;

typedef struct {
  GString *text;
  GArray *cells; /* QzBatchCell */
  GArray *rows;  /* QzBatchRow */
} QzRowBatch;

/* What sheets have at most, in any program; and what a row has here. */
#define QZ_SHEET_MAX_ROWS    1048576
#define QZ_SHEET_MAX_COLUMNS 16384
#define QZ_CELL_MAX_TEXT     (1024 * 1024)
#define QZ_BATCH_MAX_TEXT    (256 << 20) /* bytes of a file that repeats long texts without end */

QzRowBatch *qz_row_batch_new (void);
void qz_row_batch_free (QzRowBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzRowBatch, qz_row_batch_free)
void qz_row_batch_clear (QzRowBatch *self);
/* Drops the rows that are made, not what there is of the one that is being made. */
void qz_row_batch_drop_rows (QzRowBatch *self);

/* Adds a cell to the row that is being made; empty sound ones are left out. FALSE when it does not
 * stand to the right of the one before, or is longer than any may be. */
gboolean qz_row_batch_add_cell (QzRowBatch *self, guint column, const char *text, gsize length,
                                QzCellFlaw flaw) G_GNUC_WARN_UNUSED_RESULT;
/* Ends it; a row without cells is left out. */
void qz_row_batch_end_row (QzRowBatch *self, guint line, guint n_repeats);

G_END_DECLS
