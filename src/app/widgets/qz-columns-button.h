/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet-view.h"

G_BEGIN_DECLS

/* A button with a check for each column of a table; at least one stays. */
#define QZ_TYPE_COLUMNS_BUTTON (qz_columns_button_get_type ())
G_DECLARE_FINAL_TYPE (QzColumnsButton, qz_columns_button, QZ, COLUMNS_BUTTON, AdwBin)

GtkWidget *qz_columns_button_new (QzSheetView *view); /* @view outlives it */

G_END_DECLS
