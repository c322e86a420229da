/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-file-choice.h"
#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzImportDialog:
 *
 * The way of a file into the book set: file, columns, preview, check, accept. Nothing is written
 * before it is accepted; what is accepted is what was checked.
 */
#define QZ_TYPE_IMPORT_DIALOG (qz_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzImportDialog, qz_import_dialog, QZ, IMPORT_DIALOG, AdwDialog)

/* Making it and showing it take half a frame each: (transfer floating); shown once. */
QzImportDialog *qz_import_dialog_new (void);
void qz_import_dialog_show (QzImportDialog *self, GtkWidget *owner, QzSession *session,
                            const char *path);
/* Both: presents it over @owner, where its toast goes. (transfer none) */
QzImportDialog *qz_import_dialog_present (GtkWidget *owner, QzSession *session, const char *path);
/* Asks for a file that can be imported. */
void qz_import_dialog_choose (GtkWidget *widget, QzFileFunc func);
/* "file", "columns", "preview" or "check". */
const char *qz_import_dialog_get_step (QzImportDialog *self);
/* Whether "Next" or "Accept" may be pressed, and why not; "" when it may. */
gboolean qz_import_dialog_can_go_on (QzImportDialog *self);
const char *qz_import_dialog_get_reason (QzImportDialog *self);
/* As if "Next" or "Accept" were pressed. */
void qz_import_dialog_go_on (QzImportDialog *self);

G_END_DECLS
