/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* The emergency raise of a deposit (NL-21d): both ways of AMB-05 with their amounts, or an amount
 * of one's own with its reason. What is proposed here another person publishes. */
#define QZ_TYPE_RAISE_DIALOG (qz_raise_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzRaiseDialog, qz_raise_dialog, QZ, RAISE_DIALOG, AdwDialog)

/* @deposit: as qz_deposit_show() gives it; @row: of the scope. */
QzRaiseDialog *qz_raise_dialog_present (GtkWidget *owner, QzSession *session, QzSheet *deposit,
                                        guint row);

G_END_DECLS
