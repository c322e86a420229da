/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-policy.h"

G_BEGIN_DECLS

/* Worked examples (docs/policies.md): inputs for an engine and the lines it must give. */

/* The pack as its examples are computed: in force on every day. The examples prove its figures; on
 * which day it begins is for the area to say. (transfer full) */
QzPolicy *qz_example_open (QzPolicy *policy, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs the case in @section with a @policy of qz_example_open(); gives its result as lines of
 * text. (transfer full) */
char *qz_example_run (QzPolicy *policy, QzSection *section, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Runs every example of the pack; fails with file and line of the first expected line that the
 * result does not have (id "example-failed"). *out_n_run is nullable. */
gboolean qz_policy_run_examples (QzPolicy *policy, guint *out_n_run, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Loads a pack and runs its examples: the way to get a policy that may be used. */
QzPolicy *qz_policy_load (const char *text, gssize length, const char *file_name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
