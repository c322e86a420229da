/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/**
 * QzPassphraseDialog:
 *
 * A new passphrase for a user: for the acting user himself, who says the one that he has, or by an
 * administrator for another.
 */
#define QZ_TYPE_PASSPHRASE_DIALOG (qz_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzPassphraseDialog, qz_passphrase_dialog, QZ, PASSPHRASE_DIALOG, AdwDialog)

/* Gives the dialog for tests. (transfer none) */
QzPassphraseDialog *qz_passphrase_dialog_present (GtkWidget *parent, QzSession *session,
                                                  const char *user);

G_END_DECLS
