/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Lists that are too long to be held as one sheet: a worker reads the ids that fit, in order; rows
 * are read by id when somebody looks at them. */

#define QZ_MAX_BROWSE_FILTERS 8

/* What is asked for. */
typedef struct {
  char *search; /* nullable */
  struct {
    char *name; /* a filter of the source: "provider_code", "from" … */
    char *value;
  } filters[QZ_MAX_BROWSE_FILTERS];
  guint n_filters;
  char *order; /* a column; nullable: the natural order */
  gboolean descending;
} QzBrowseQuery;

QzBrowseQuery *qz_browse_query_new (void);
QzBrowseQuery *qz_browse_query_copy (const QzBrowseQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void qz_browse_query_free (QzBrowseQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBrowseQuery, qz_browse_query_free)
/* An empty @value is no filter. */
void qz_browse_query_add (QzBrowseQuery *self, const char *name, const char *value);
const char *qz_browse_query_find (const QzBrowseQuery *self, const char *name); /* nullable */

/* One long list; a static table entry. Reads stop when context->cancellable is cancelled. */
typedef struct {
  /* The columns, without rows. */
  QzSheet *(*new_head) (void);
  /* Ids (guint32) in order. (transfer full) */
  GArray *(*read_ids) (QzBook *book, const QzContext *context, const QzBrowseQuery *query,
                       GError **error);
  /* Facts: count, and sums of all that fit. */
  QzSheet *(*sum) (QzBook *book, const QzContext *context, const QzBrowseQuery *query,
                   GError **error);
  /* The same of some rows. */
  QzSheet *(*sum_ids) (QzBook *book, const QzContext *context, const guint32 *ids, guint n_ids,
                       GError **error);
  /* Columns filter, value, title: what the filters can be set to. */
  QzSheet *(*list_choices) (QzBook *book, const QzContext *context, GError **error);
  /* The rows of @ids in this order, in the columns of the head; fast enough for the thread that
   * draws when there are a few hundred. */
  QzSheet *(*read_rows) (QzBook *book, const guint32 *ids, guint n_ids, GError **error);
} QzBrowseSource;

G_END_DECLS
