/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-fen.h"

G_BEGIN_DECLS

/**
 * QzAmountEntry:
 *
 * A field for an amount of money. It takes what people type and paste (full-width digits, spaces,
 * ￥, thousands separators), shows thousands separators when it is left, the amount in capitals
 * beneath, and what is wrong beside it. It never rounds: an amount with three decimals is wrong.
 *
 * Signal: "changed".
 */
#define QZ_TYPE_AMOUNT_ENTRY (qz_amount_entry_get_type ())
G_DECLARE_FINAL_TYPE (QzAmountEntry, qz_amount_entry, QZ, AMOUNT_ENTRY, AdwBin)

/* @name: what a screen reader says. */
GtkWidget *qz_amount_entry_new (const char *name);
/* A cell of a table: no capitals and no fault beneath; the table says them. */
void qz_amount_entry_set_is_cell (QzAmountEntry *self, gboolean is_cell);
/* 0 when nothing is written. */
gboolean qz_amount_entry_get_fen (QzAmountEntry *self, QzFen *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* 0 empties it. */
void qz_amount_entry_set_fen (QzAmountEntry *self, QzFen amount);
gboolean qz_amount_entry_is_empty (QzAmountEntry *self);
void qz_amount_entry_set_editable (QzAmountEntry *self, gboolean editable);
/* NULL: nothing is wrong. */
void qz_amount_entry_set_fault (QzAmountEntry *self, const char *message);
GtkEditable *qz_amount_entry_get_editable (QzAmountEntry *self);

/* What @text says as an amount, spaces between its digits left out. */
gboolean qz_amount_parse (const char *text, QzFen *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
