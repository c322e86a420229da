/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* A dropdown that offers the values found in one column of a sheet, or the choices that the source
 * of a long list gives, and "all". Its property "value" is what was chosen, of a sheet as shown, of
 * a long list as the source knows it; NULL for all. Hidden while the sheet lacks the column. */
#define QZ_TYPE_FILTER_BUTTON (qz_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (QzFilterButton, qz_filter_button, QZ, FILTER_BUTTON, AdwBin)

GtkWidget *qz_filter_button_new (const char *column);
const char *qz_filter_button_get_column (QzFilterButton *self);
const char *qz_filter_button_get_value (QzFilterButton *self); /* nullable */
/* The choice stays, also when no row has it any more. */
void qz_filter_button_set_sheet (QzFilterButton *self, QzSheet *sheet);
/* @choices: columns filter, value, title, as of a QzBrowseSource; @title: what is chosen. */
void qz_filter_button_set_choices (QzFilterButton *self, QzSheet *choices, const char *title);
/* What is filtered, and how the choice reads; NULL while there is none. */
const char *qz_filter_button_get_title (QzFilterButton *self);
const char *qz_filter_button_get_text (QzFilterButton *self);
/* Chooses a value; NULL: all. */
void qz_filter_button_choose (QzFilterButton *self, const char *value);
/* Chooses what is stored as @value and reads @word, also if nothing has it: then nothing fits. What
 * is wanted before anything is offered is chosen then. */
void qz_filter_button_want (QzFilterButton *self, const char *value, const char *word);

G_END_DECLS
