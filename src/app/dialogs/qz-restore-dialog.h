/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzRestoreDialog:
 *
 * A book set from a backup: which file, what it holds and whether that is whole, where the restored
 * book set goes. What is no whole book set is not restored, nothing that exists is replaced, and
 * what was restored is offered to be opened.
 */
#define QZ_TYPE_RESTORE_DIALOG (qz_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzRestoreDialog, qz_restore_dialog, QZ, RESTORE_DIALOG, AdwDialog)

/* @parent: what was restored is opened by its action win.open-path. */
QzRestoreDialog *qz_restore_dialog_present (GtkWidget *parent, QzSession *session);
/* As if they were chosen. The first looks into the backup. */
void qz_restore_dialog_set_backup (QzRestoreDialog *self, const char *path);
void qz_restore_dialog_set_place (QzRestoreDialog *self, const char *path);

G_END_DECLS
