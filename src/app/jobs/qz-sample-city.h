/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-job.h"

G_BEGIN_DECLS

/* The invented city that comes with the program, as a book set of the user's own to try things
 * on. */

/* Where it lies. (transfer full) */
char *qz_sample_city_dup_path (void);
/* Makes it at @path unless it is there: registers, users for every role, the policy, three months
 * of claims, declarations and deductions, all at the time of @context. */
gboolean qz_sample_city_make (const char *path, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* As a training book set on 2026-02-02: January's claims, disbursed and paid day by day up to the
 * Friday before; what comes later is left to be done. */
gboolean qz_sample_city_make_training (const char *path, const QzContext *context, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
extern const QzJobKind qz_job_sample_city; /* input: path; output: path; the training */

G_END_DECLS
