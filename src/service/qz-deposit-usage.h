/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"

G_BEGIN_DECLS

typedef enum { QZ_LEVEL_GREEN, QZ_LEVEL_YELLOW, QZ_LEVEL_RED } QzWarningLevel;

/* How much of a deposit (预付金) a month's clearing uses up, NL-21. */
typedef struct {
  gboolean has_rate; /* FALSE: the deposit is zero, the rate is undefined (AMB-25) */
  QzPpm rate_ppm;    /* truncated; the level is decided on the exact amounts */
  QzWarningLevel level;
  QzFen raise_months_fen; /* AMB-05: up to two months of this clearing */
  QzFen raise_green_fen;  /* AMB-05: the smallest raise that brings usage under 70 % */
} QzDepositUsage;

/* Refuses negative amounts. */
gboolean qz_deposit_usage_compute (QzFen clearing_fen, QzFen deposit_fen, QzDepositUsage *out,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *qz_warning_level_to_text (QzWarningLevel level); /* "green" "yellow" "red" */

G_END_DECLS
