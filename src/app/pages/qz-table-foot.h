/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-filter-bar.h"
#include "qz-load-page.h"

G_BEGIN_DECLS

/* What belongs to every table over a sheet besides the rows: its totals, and taking it out. */

/* "1,000,000". (transfer full) */
char *qz_totals_dup_count (gint64 n);

/* "12 rows · total 1,126,314.20" in @label, and the same of what is selected. @columns: names of
 * amounts and counts, separated by spaces; each but a single one is told with its title. */
void qz_totals_show (GtkLabel *label, QzSheetView *view, const char *columns);
/* The same of every amount that the table shows, each with its title, where it is narrow of the one
 * that a row shows there. @counts: columns told before them, where it is wide and narrow alike;
 * nullable. */
void qz_totals_show_amounts (GtkLabel *label, QzSheetView *view, const char *counts);
/* @part: of what is selected; nullable. */
void qz_totals_show_text (GtkLabel *label, const char *all, const char *part);

/* Asks where to, then exports what @view shows; @format: "xlsx", "csv" or "pdf". @title: of the
 * table and, with today, of the file. */
void qz_table_export_ask (QzLoadPage *page, QzSheetView *view, QzFilterBar *bar, const char *title,
                          const char *format);
/* Exports it there. */
void qz_table_export (QzLoadPage *page, QzSheetView *view, QzFilterBar *bar, const char *title,
                      const char *path);

G_END_DECLS
