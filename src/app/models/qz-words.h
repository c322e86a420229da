/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"

G_BEGIN_DECLS

/* How the cells of a sheet read for people: the codes of the small vocabularies (state, insurance,
 * kind, act, role …) become words, users the people they are, times lose their seconds; everything
 * else is as qz_sheet_dup_display() gives it. The column or fact name decides. */
char *qz_words_dup_cell (QzSheet *sheet, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;
char *qz_words_dup_fact (QzSheet *sheet, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* @column: "state" …; NULL text gives "". (transfer full) */
char *qz_words_dup (const char *column, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* "maker,reviewer" → "Maker, reviewer" in words. (transfer full) */
char *qz_words_dup_roles (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Whether cells of this column are amounts or counts and stand at the right. */
gboolean qz_words_is_numeric (QzSheet *sheet, guint column);

G_END_DECLS
