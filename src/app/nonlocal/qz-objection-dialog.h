/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* An objection of a unit to a line of a form (NL-31f): which line, what it should be, and why. What
 * stands there is kept with it. */
#define QZ_TYPE_OBJECTION_DIALOG (qz_objection_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzObjectionDialog, qz_objection_dialog, QZ, OBJECTION_DIALOG, AdwDialog)

/* @paper: as qz_nl_paper_get_sheet() gives it; @row: the line that is offered. */
QzObjectionDialog *qz_objection_dialog_present (GtkWidget *owner, QzSession *session,
                                                QzSheet *paper, guint row);

G_END_DECLS
