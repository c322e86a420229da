/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* The header's list of running jobs with progress and cancel; there only while something runs. */
#define QZ_TYPE_JOBS_BUTTON (qz_jobs_button_get_type ())
G_DECLARE_FINAL_TYPE (QzJobsButton, qz_jobs_button, QZ, JOBS_BUTTON, AdwBin)

void qz_jobs_button_set_session (QzJobsButton *self, QzSession *session);

G_END_DECLS
