/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* The facts of a sheet as pairs of title and value that flow with the width. */
#define QZ_TYPE_FACTS (qz_facts_get_type ())
G_DECLARE_FINAL_TYPE (QzFacts, qz_facts, QZ, FACTS, AdwBin)

GtkWidget *qz_facts_new (void);
/* @hidden: names that stand elsewhere; nullable. Empty facts are left out. */
void qz_facts_set_sheet (QzFacts *self, QzSheet *sheet, const char *const *hidden);
/* Shows fact @name (nullable) large: its title in @title, what it is in @total; hides both where
 * the sheet has none. */
void qz_facts_show_total (GtkLabel *title, GtkLabel *total, QzSheet *sheet, const char *name);
/* Shows whether the facts "value" and "sum" of a sheet are the same; hides @tie where it has not
 * both. */
void qz_facts_show_tie (GtkLabel *tie, QzSheet *sheet);

G_END_DECLS
