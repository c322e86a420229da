/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-chart.h"

G_BEGIN_DECLS

/* The chart that the program ships; NULL when it cannot be read. (transfer full) */
QzChart *qz_policy_words_load_chart (void);
/* "暂付款—即时结算" of a symbol; what @chart (nullable) does not have stays. (transfer full) */
char *qz_policy_words_dup_account (QzChart *chart, const char *symbol);

G_END_DECLS
