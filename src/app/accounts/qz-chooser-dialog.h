/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* What is chosen from, and how. Columns are named. */
typedef struct {
  const char *title;       /* N_(…) */
  const char *placeholder; /* N_(…) of the search */
  const char *key;         /* column given to @done */
  const char *code;        /* column shown first */
  const char *name;        /* column shown after it */
  const char *depth;       /* column with the level of a tree; nullable */
  const char *leaf;        /* BOOL column: only such rows can be chosen; nullable */
} QzChooserSpec;

/* @key lives during the call. */
typedef void (*QzChooserFunc) (GtkWidget *owner, const char *key, gpointer data);

/**
 * QzChooserDialog:
 *
 * Chooses one row of a register: found by code, by name or by the sounds of the name. Return takes
 * the first row found.
 */
#define QZ_TYPE_CHOOSER_DIALOG (qz_chooser_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QzChooserDialog, qz_chooser_dialog, QZ, CHOOSER_DIALOG, AdwDialog)

/* @done is called on @owner when something was chosen and @owner is still there. */
QzChooserDialog *qz_chooser_dialog_present (GtkWidget *owner, QzSheet *sheet,
                                            const QzChooserSpec *spec, QzChooserFunc done,
                                            gpointer data);
void qz_chooser_dialog_search (QzChooserDialog *self, const char *text);
/* Takes the first row found; FALSE when there is none. */
gboolean qz_chooser_dialog_take_first (QzChooserDialog *self);

G_END_DECLS
