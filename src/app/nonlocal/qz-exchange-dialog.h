/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* What is written before a package is made, a key is made, or an office is trusted: for whom, and
 * the passphrase of the own key or the fingerprint that the office reads out. */
#define QZ_TYPE_EXCHANGE_DIALOG (qz_exchange_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzExchangeDialog, qz_exchange_dialog, QZ, EXCHANGE_DIALOG, AdwDialog)

/* @folder: where the package, or the public key, is written. Give the dialog for tests. (transfer
 * none) */
QzExchangeDialog *qz_exchange_dialog_make (GtkWidget *owner, QzSession *session,
                                           const char *folder);
QzExchangeDialog *qz_exchange_dialog_own_key (GtkWidget *owner, QzSession *session,
                                              const char *folder);
/* @file: the office's public key. */
QzExchangeDialog *qz_exchange_dialog_trust (GtkWidget *owner, QzSession *session,
                                            const char *file);

G_END_DECLS
