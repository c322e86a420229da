/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"
#include "qz-policy.h"

G_BEGIN_DECLS

/* NL-21. As they stand in the store: deposit_usage.level. */
typedef enum { QZ_WARNING_GREEN, QZ_WARNING_YELLOW, QZ_WARNING_RED } QzWarningLevel;

/* How much of a deposit (预付金) a month's clearing uses up. */
typedef struct {
  gboolean has_rate; /* FALSE: the deposit is zero, the rate is undefined (AMB-25) */
  QzPpm rate_ppm;    /* truncated, so that 69.9999 % never reads 70 %; the level is decided on the
                        exact amounts */
  QzWarningLevel level;
  QzFen raise_months_fen; /* AMB-05: up to quota_months of this clearing */
  QzFen raise_green_fen;  /* AMB-05: the smallest raise that brings usage under yellow */
} QzDepositUsage;

/* By the terms' yellow_ppm, red_ppm and quota_months. A negative clearing uses nothing (AMB-24);
 * anything against a deposit of zero is red (AMB-25). Refuses a negative deposit. */
gboolean qz_deposit_usage_compute (const QzNonLocalTerms *terms, QzFen clearing_fen,
                                   QzFen deposit_fen, QzDepositUsage *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
const char *qz_warning_level_to_text (QzWarningLevel level); /* "green" "yellow" "red" */
gboolean qz_warning_level_parse (const char *text, QzWarningLevel *out);

G_END_DECLS
