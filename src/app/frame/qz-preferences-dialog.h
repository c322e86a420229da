/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* What the user likes; all of it takes effect at once. What concerns money is not here: it lies in
 * the book set. */
#define QZ_TYPE_PREFERENCES_DIALOG (qz_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzPreferencesDialog, qz_preferences_dialog, QZ, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/* @session (nullable): its book set has settings of its own, which an administrator changes. */
AdwDialog *qz_preferences_dialog_new (GSettings *settings, QzSession *session);

G_END_DECLS
