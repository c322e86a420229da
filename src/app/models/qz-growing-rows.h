/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QzGrowingRows:
 *
 * The rows of a #GtkSelectionModel as a table gets them: none at first, a few before anything is
 * drawn, then more whenever the main loop has nothing better to do, soon all of them. A table makes
 * two hundred rows of widgets when it is given a model, seen or not; so it makes as many at a time
 * as half a frame has time for, and nobody waits. What is selected is what is selected in the
 * model.
 */
#define QZ_TYPE_GROWING_ROWS (qz_growing_rows_get_type ())
G_DECLARE_FINAL_TYPE (QzGrowingRows, qz_growing_rows, QZ, GROWING_ROWS, GObject)

/* @n_step: how many rows the first turn makes, before it is known how long they take. (transfer
 * full) */
GtkSelectionModel *qz_growing_rows_new (GtkSelectionModel *rows, guint n_step);
/* Takes the last rows back, as many as there is time for, and gives none any more: rows take as
 * long to go as to come. FALSE: there is nothing left to take back. A list that is longer than a
 * table has widgets for is not taken back, since others would come for those that go. */
gboolean qz_growing_rows_shrink (QzGrowingRows *self);

G_END_DECLS
