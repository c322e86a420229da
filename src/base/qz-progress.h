/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Long work reports here; NULL is a valid progress. @total 0 = unknown. */
typedef struct _QzProgress QzProgress;
typedef void (*QzProgressFunc) (const char *what, guint64 done, guint64 total, gpointer user_data);

QzProgress *qz_progress_new (QzProgressFunc func, gpointer user_data);
void qz_progress_free (QzProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzProgress, qz_progress_free)

/* Calls the function at most 20 times a second, and always for the first and the last report. */
void qz_progress_report (QzProgress *self, const char *what, guint64 done, guint64 total);
/* FALSE and QZ_ERROR_CANCELLED when @cancellable was cancelled. */
gboolean qz_check_cancelled (GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
