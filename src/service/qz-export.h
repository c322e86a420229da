/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* A table as a file, exactly as it is shown: these columns, these rows, in this order. The ending
 * of the path says what it becomes: .xlsx and .csv of any length, row by row; .pdf with title,
 * filter, date and page numbers, of at most QZ_EXPORT_MAX_PDF_ROWS. */
typedef struct _QzExport QzExport;

#define QZ_EXPORT_MAX_PDF_ROWS 20000

typedef struct {
  const char *title;
  const char *filters; /* in words; "" */
  const QzClock *clock;
  guint64 n_rows; /* that will come */
  gboolean has_mark; /* CSV with a byte order mark, for spreadsheets */
} QzExportOptions;

/* @head: the columns. The file takes its name when it is whole. */
QzExport *qz_export_new (const char *path, QzSheet *head, const QzExportOptions *options,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_export_add (QzExport *self, QzSheet *rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_export_finish (QzExport *self, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Without a finish before: leaves no file behind. */
void qz_export_free (QzExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzExport, qz_export_free)

G_END_DECLS
