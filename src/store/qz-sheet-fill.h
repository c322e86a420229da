/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"
#include "qz-statement.h"

G_BEGIN_DECLS

/* Adds a row to @sheet for every row of @statement; result columns go to the sheet's columns in
 * order: numbers as they stand, days from yyyy-mm-dd, NULL as an empty cell. Further result columns
 * than the sheet has are left to the caller. */
gboolean qz_sheet_fill (QzSheet *sheet, QzStatement *statement, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
