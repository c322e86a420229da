/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-lazy-model.h"
#include "qz-session.h"
#include "qz-table-job.h"

G_BEGIN_DECLS

/**
 * QzLazySource:
 *
 * A long list of the session's book set: asks its reader thread for the ids that fit, and gives
 * each answer as a #QzLazyModel. A newer question cancels the older one of the same kind.
 *
 * Signals, on the main thread: "model" (QzLazyModel) and "sums" (QzSheet pointer; of all that
 * fit), "selected-sums" (QzSheet pointer), "choices" (QzSheet pointer), "failed" (GError).
 */
#define QZ_TYPE_LAZY_SOURCE (qz_lazy_source_get_type ())
G_DECLARE_FINAL_TYPE (QzLazySource, qz_lazy_source, QZ, LAZY_SOURCE, GObject)

QzLazySource *qz_lazy_source_new (QzSession *session, const QzBrowseSource *browse);
const QzBrowseSource *qz_lazy_source_get_browse (QzLazySource *self);
/* Rows that fit @query (taken), and their sums when the filters are other ones than before. */
void qz_lazy_source_query (QzLazySource *self, QzBrowseQuery *query);
/* The sums of some of @model's rows. NULL: none any more. */
void qz_lazy_source_sum_selected (QzLazySource *self, QzLazyModel *model, GtkBitset *positions);
/* The rows as text; @take is taken. */
void qz_lazy_source_copy (QzLazySource *self, QzTableTake *take, gpointer owner,
                          QzJobDoneFunc done);
void qz_lazy_source_load_choices (QzLazySource *self);
/* Ends what is under way. */
void qz_lazy_source_stop (QzLazySource *self);

G_END_DECLS
