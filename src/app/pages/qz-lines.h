/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* What the lines of a page are looked at by; a static table entry. */
typedef struct {
  const char *memory;         /* columns, widths and order are remembered under it */
  const char *const *filters; /* names of columns; NULL-terminated, nullable */
  const char *sums;           /* names of columns added up below, separated by spaces; nullable */
  gboolean all_amounts;       /* and of every amount that is shown */
} QzLinesSpec;

/**
 * QzLines:
 *
 * The lines of a thing that has more to show than them: what a list page has about its table,
 * inside of a page. Above the table search, filters, columns and export, below it the sums of what
 * is shown and selected. It stands in a #QzLoadPage, and its title is that of the exported file.
 *
 * "folded": search and filters are put away as long as nothing is filtered and the focus is not in
 * them, where it is narrow.
 */
#define QZ_TYPE_LINES (qz_lines_get_type ())
G_DECLARE_FINAL_TYPE (QzLines, qz_lines, QZ, LINES, AdwBin)

/* Once, before the first sheet. @spec is not kept. */
void qz_lines_set_up (QzLines *self, const QzLinesSpec *spec);
void qz_lines_set_sheet (QzLines *self, QzSheet *sheet, const QzSheetLayout *layout);
/* What they are lines of: "Bank batch 220200DD2601300001". Cleaned as a
 * file's name is (qz-file-name.h). */
void qz_lines_set_title (QzLines *self, const char *title);
/* Unfolds it. */
void qz_lines_focus_search (QzLines *self);
/* What is shown becomes a file: .xlsx, .csv or .pdf. */
void qz_lines_export (QzLines *self, const char *path);
QzSheetView *qz_lines_get_view (QzLines *self);

G_END_DECLS
