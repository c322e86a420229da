/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A ratio in units of 1/1 000 000: 0.30 is 300000 ppm. */
typedef gint64 QzPpm;
#define QZ_PPM_ONE G_GINT64_CONSTANT (1000000)

/* Reads "0.30", "30%", "29.99%" (at most six decimals as a fraction, four as a percentage). */
gboolean qz_ppm_parse (const char *text, QzPpm *out_ppm, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "0.30": at least two decimals, no trailing zeros beyond. (transfer full) */
char *qz_ppm_to_decimal (QzPpm ppm);
/* "29.99%": truncated to two decimals. (transfer full) */
char *qz_ppm_to_percent (QzPpm ppm);

G_END_DECLS
