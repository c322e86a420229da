/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-browse.h"
#include "qz-job.h"

G_BEGIN_DECLS

/* What is taken out of a table: these rows, in this order, in the columns that are seen. Either
 * rows of a sheet or ids of a long list. */
typedef struct {
  QzSheet *sheet;                /* its columns; of a long list any page */
  const QzBrowseSource *browse;  /* NULL: @rows are those of @sheet */
  GArray *rows;                  /* guint32: rows, or ids */
  GArray *columns;               /* guint */
  char *title;                   /* of the page */
  char *filters;                 /* what it is filtered by, in words; "" */
  char *path;                    /* of an export; nullable */
} QzTableTake;

QzTableTake *qz_table_take_new (QzSheet *sheet, const QzBrowseSource *browse);
void qz_table_take_free (QzTableTake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTableTake, qz_table_take_free)

/* Rows of a sheet as text for a spreadsheet, at once. (transfer full) */
char *qz_table_take_dup_text (const QzTableTake *self) G_GNUC_WARN_UNUSED_RESULT;

extern const QzJobKind qz_job_copy_table;   /* QzTableTake → text (char *) */
extern const QzJobKind qz_job_export_table; /* QzTableTake with a path → the path (char *) */

G_END_DECLS
