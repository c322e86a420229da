/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"
#include "qz-warning-pill.h"

G_BEGIN_DECLS

/* The use of one deposit: whose, a gauge with its marks of 70 % and 90 % (NL-21), and the warning
 * as icon, word and colour. @sheet: rows of qz_deposit_list() or qz_deposit_gauges(). Its own
 * widgets hear nothing; whoever holds it is called by qz_gauge_row_dup_text(). */
GtkWidget *qz_gauge_row_new (QzSheet *sheet, guint row, gboolean with_amounts);
/* "齐齐哈尔市, in the province: 69.81 %, normal". (transfer full) */
char *qz_gauge_row_dup_text (QzSheet *sheet, guint row);
QzLevel qz_gauge_row_get_level (const char *level);

G_END_DECLS
