/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Presents @dialog over @parent with the keyboard in the first field of it that shows and can be
 * written in, whatever happens to the window while the dialog comes up (its own first frame, the
 * change to a sheet from below where it is narrow). Without such a field, as
 * adw_dialog_present(). */
void qz_first_field_present (AdwDialog *dialog, GtkWidget *parent);

G_END_DECLS
