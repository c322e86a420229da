/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* The province's steps of a month, as its clearing shows it (qz_clearing_show() with the list of
 * months and the fact "today"). */

/* Why @action ("page.publish") cannot be done now: its day has not come (NL-31d, NL-31e, NL-31h,
 * NL-31i), what comes before it is open, or it is done. NULL: it can. (transfer full) */
char *qz_clearing_steps_dup_refusal (QzSheet *sheet, const char *action);

G_END_DECLS
