/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-job.h"

G_BEGIN_DECLS

/* The invented city of medical assistance that comes with the program (data/sample/datong), as a
 * training book set on 2026-06-08: lists of persons, bills and deductions of May, statements that
 * are with hospitals and counties, of which some have said their word; reserves of the year are
 * recorded. It acts for the city and all counties. */

/* Where it lies. (transfer full) */
char *qz_sample_assist_dup_path (void);
/* Makes it at @path unless it is there. */
gboolean qz_sample_assist_make (const char *path, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
extern const QzJobKind qz_job_sample_assist; /* input: path; output: path */

G_END_DECLS
