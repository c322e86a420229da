/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-fen.h"

G_BEGIN_DECLS

/* RMB capitals, domain 5.2, with the prefix 人民币; 负 for negatives. (transfer full) */
char *qz_capitals_from_fen (QzFen amount);
/* For payment documents: refuses amounts <= 0 (5.2 rule 7). (transfer full) */
char *qz_capitals_from_payment (QzFen amount, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Capital date for bank documents, 5.2 rule 9: 贰零贰陆年零贰月壹拾贰日. (transfer full) */
char *qz_capitals_from_day (QzDay day);

G_END_DECLS
