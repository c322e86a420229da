/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * qz_edited_watch:
 *
 * What was written into @dialog is not lost by a key: once anything in its fields is not as it
 * stands now, closing the dialog, or the window around it, asks first. Call it when the fields are
 * filled, and again when they were filled anew. Whoever is done closes @dialog with
 * adw_dialog_force_close().
 */
void qz_edited_watch (AdwDialog *dialog);
/* Whether something was written into it, and it is watched at all. */
gboolean qz_edited_is (AdwDialog *dialog);

G_END_DECLS
