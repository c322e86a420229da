/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-kinds.h"
#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzRunDialog:
 *
 * Asks for days or a month and an insurance, then makes the documents of one kind. It opens with
 * the span of the newest file of claims.
 */
#define QZ_TYPE_RUN_DIALOG (qz_run_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzRunDialog, qz_run_dialog, QZ, RUN_DIALOG, AdwDialog)

/**
 * qz_run_dialog_present:
 * @when: (nullable): the day or the month that waits to be made, as `yyyy-mm-dd` or `yyyy-mm`: the
 *   dialog opens with that and nothing else
 */
void qz_run_dialog_present (GtkWidget *owner, QzSession *session, QzDocumentKind kind,
                            const char *when);

G_END_DECLS
