/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-gauge.h"
#include "qz-sheet.h"
#include "qz-warning-pill.h"

G_BEGIN_DECLS

#define QZ_GAUGE_ROW_AMOUNTS 5

/* What is used of money that somebody has: whose, a gauge with its marks, and the warning as icon,
 * word and colour. A static table entry; the sheet has the columns "rate" and "level" besides. */
typedef struct {
  QzGaugeSpec marks;
  const char *name;    /* column: whose */
  const char *second;  /* column beside it; nullable */
  const char *nothing; /* N_(…): said where there is no rate */
  const char *amounts[QZ_GAUGE_ROW_AMOUNTS]; /* columns told beneath; NULL ends */
} QzGaugeRowSpec;

/* Deposits, rows of qz_deposit_list() or qz_deposit_gauges(): marks of 70 % and 90 % (NL-21). */
extern const QzGaugeRowSpec qz_gauge_of_deposits;
/* Reserves, rows of qz_assist_reserve_list(): a mark of 90 % (DT-11, EX-6). */
extern const QzGaugeRowSpec qz_gauge_of_reserves;

/* Its own widgets hear nothing; whoever holds it is named by qz_gauge_row_name(). */
GtkWidget *qz_gauge_row_new (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row,
                             gboolean with_amounts);
/* The same as a button, which is called so. */
GtkWidget *qz_gauge_row_new_button (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row,
                                    gboolean with_amounts);
/* Calls @widget, which holds one, by qz_gauge_row_dup_text(), and describes it by its amounts. */
void qz_gauge_row_name (GtkWidget *widget, const QzGaugeRowSpec *spec, QzSheet *sheet, guint row);
/* "齐齐哈尔市, in the province: 69.81 %, normal". (transfer full) */
char *qz_gauge_row_dup_text (const QzGaugeRowSpec *spec, QzSheet *sheet, guint row);
QzLevel qz_gauge_row_get_level (const char *level);
/* All rows, the worst first. (element-type guint) (transfer full) */
GArray *qz_gauge_row_dup_worst (QzSheet *sheet);

G_END_DECLS
