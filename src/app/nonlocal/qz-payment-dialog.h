/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-session.h"

G_BEGIN_DECLS

/* A payment of a transfer that the payer's bank made (NL-35): of all that is open, or of a part. */
#define QZ_TYPE_PAYMENT_DIALOG (qz_payment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzPaymentDialog, qz_payment_dialog, QZ, PAYMENT_DIALOG, AdwDialog)

/* @number: of the transfer. */
QzPaymentDialog *qz_payment_dialog_present (GtkWidget *owner, QzSession *session,
                                            const char *number);

G_END_DECLS
