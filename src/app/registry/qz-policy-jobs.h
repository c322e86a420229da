/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-job.h"

G_BEGIN_DECLS

/* What the pages of policies ask of the session's threads. Inputs are names of packs (char *). */

extern const QzJobKind qz_job_show_policy;     /* output: QzSheet, qz_policy_show() */
extern const QzJobKind qz_job_list_policies;   /* no input; output: QzSheet, qz_policy_list() */
/* input: "DAY\nNAME", without a day the pack's own; output: QzSheet, qz_policy_foresee() */
extern const QzJobKind qz_job_foresee_policy;
extern const QzJobKind qz_job_activate_policy; /* the same input; output: the name */
extern const QzJobKind qz_job_save_policy;     /* input: "NAME\nPATH"; output: the path */
extern const QzJobKind qz_job_diff_policies;   /* input: "FIRST\nSECOND"; output: QzSheet */
/* input: "FIRST\nSECOND\nMONTHS"; output: QzSheet, qz_policy_impact() */
extern const QzJobKind qz_job_policy_impact;

G_END_DECLS
