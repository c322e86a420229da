/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-job.h"

G_BEGIN_DECLS

/* What makes the invented places that come with the program. */

/* A file of data/sample: installed, or in the working tree for a program that runs from its build
 * folder. @file NULL: the folder. (transfer full) */
char *qz_sample_dup_source (const char *folder, const char *file);

/* Invented people; whoever makes does not review, whoever reviews does not approve. */
typedef struct {
  const char *name;
  const char *full_name;
  guint roles;
} QzSampleUser;
gboolean qz_sample_add_users (QzBook *book, const QzContext *context, const QzSampleUser *users,
                              guint n, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_sample_import (QzBook *book, const QzContext *context, const char *kind,
                           const char *folder, const char *file, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Makes a book set at @path, unless it is there, by @fill; aside and renamed, so that an
 * interrupted making leaves nothing half-made in place. */
typedef gboolean (*QzSampleFillFunc) (const char *path, const QzContext *context, GError **error);
gboolean qz_sample_make_aside (const char *path, const QzContext *context, QzSampleFillFunc fill,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
