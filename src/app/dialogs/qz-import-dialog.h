/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* Asks what kind of file it is (guessed from its name), imports it whole or not at all, and shows
 * the result or why it was refused. */
void qz_import_dialog_present (GtkWidget *owner, QzSession *session, const char *path);

G_END_DECLS
