/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "qz-day.h"

G_BEGIN_DECLS

/* GB 11643 (domain 4.5): 18 characters, x accepted; the birthday must not lie after @today. */
gboolean qz_id_check_person (const char *code, QzDay today, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* GB 32100 unified social credit code (4.6). */
gboolean qz_id_check_uscc (const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Provider code [HP] + 11 digits (4.4); whether its area is known is the caller's warning. */
gboolean qz_id_check_provider (const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CNAPS bank number: 12 digits. */
gboolean qz_id_check_bank_no (const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* First 6, asterisks, last 4; shorter codes are masked wholly. (transfer full) */
char *qz_id_mask (const char *code);

G_END_DECLS
