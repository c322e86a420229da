/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* What a file of holidays would change, before anything is written: the days, the due days on
 * documents (to be counted again where chosen), the deadlines that move by themselves. */
#define QZ_TYPE_HOLIDAYS_DIALOG (qz_holidays_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzHolidaysDialog, qz_holidays_dialog, QZ, HOLIDAYS_DIALOG, AdwDialog)

QzHolidaysDialog *qz_holidays_dialog_present (GtkWidget *owner, QzSession *session,
                                              const char *path);
/* NULL until the file is read. */
QzSheet *qz_holidays_dialog_get_preview (QzHolidaysDialog *self);
/* "loading" or "preview". */
const char *qz_holidays_dialog_get_shown (QzHolidaysDialog *self);

G_END_DECLS
