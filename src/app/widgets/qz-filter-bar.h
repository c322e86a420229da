/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* What stands above a table and decides what is in it: search, filters, columns, export; and below
 * them what is filtered at the moment as chips, each of which can be taken away. */
#define QZ_TYPE_FILTER_BAR (qz_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (QzFilterBar, qz_filter_bar, QZ, FILTER_BAR, AdwBin)

/* @filters: names of columns, or of filters of a long list, among them "from" for a span of days;
 * NULL-terminated, nullable. @view outlives the bar. Once. */
void qz_filter_bar_set_view (QzFilterBar *self, QzSheetView *view, const char *const *filters);
/* What decides about the table beside the filters stands before them. */
void qz_filter_bar_prepend (QzFilterBar *self, GtkWidget *widget);
/* What can be chosen: the values of a sheet, or the choices of a long list, with its columns. */
void qz_filter_bar_set_sheet (QzFilterBar *self, QzSheet *sheet);
void qz_filter_bar_set_choices (QzFilterBar *self, QzSheet *choices, QzSheet *head);
void qz_filter_bar_focus_search (QzFilterBar *self);
void qz_filter_bar_search_for (QzFilterBar *self, const char *text);
gboolean qz_filter_bar_is_filtering (QzFilterBar *self);
/* What is filtered, in words: "Insurance: Employee insurance; search: 230". "" when nothing is.
 * (transfer full) */
char *qz_filter_bar_dup_text (QzFilterBar *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
