/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-drafts.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/**
 * QzVoucherGrid:
 *
 * The lines of a voucher as accountants write them: summary, account, what the account is kept by
 * (provider, month of costs, path), debit, credit. Keys: Return and Tab go on, arrows move, Return
 * on the last cell adds a line, = fills the balancing amount, space moves an amount to the other
 * side, .. copies the summary above, F7 opens the chooser, Ctrl+Delete deletes the line.
 *
 * Signal: "changed".
 */
#define QZ_TYPE_VOUCHER_GRID (qz_voucher_grid_get_type ())
G_DECLARE_FINAL_TYPE (QzVoucherGrid, qz_voucher_grid, QZ, VOUCHER_GRID, AdwBin)

/* As qz_draft_list_accounts() and qz_registry_list_providers() give them; before anything else. */
void qz_voucher_grid_set_registers (QzVoucherGrid *self, QzSheet *accounts, QzSheet *providers);
/* The lines of a draft as qz_draft_show() gives them; NULL: two empty lines. */
void qz_voucher_grid_set_draft (QzVoucherGrid *self, QzSheet *draft);
void qz_voucher_grid_set_editable (QzVoucherGrid *self, gboolean editable);
/* Fewer columns, more rows to a line. */
void qz_voucher_grid_set_narrow (QzVoucherGrid *self, gboolean narrow);

/* What stands in it, without empty lines at the end; the texts live in @texts. FALSE when a cell
 * cannot be read: the fault is shown beside it and is in @error, with line and field. */
gboolean qz_voucher_grid_read (QzVoucherGrid *self, GArray *lines, GStringChunk *texts,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sums of what can be read. */
void qz_voucher_grid_get_sums (QzVoucherGrid *self, QzFen *debit, QzFen *credit);
/* @line from 1; @field as errors name it ("account", "debit" …; nullable). Shows the fault and
 * focuses the cell. */
void qz_voucher_grid_show_fault (QzVoucherGrid *self, guint line, const char *field,
                                 const char *message);
void qz_voucher_grid_clear_faults (QzVoucherGrid *self);

typedef enum {
  QZ_CELL_SUMMARY,
  QZ_CELL_ACCOUNT,
  QZ_CELL_PROVIDER,
  QZ_CELL_PERIOD,
  QZ_CELL_PATH,
  QZ_CELL_DEBIT,
  QZ_CELL_CREDIT,
  QZ_N_CELLS,
} QzVoucherCell;

/* What the keys do, on the cell that is focused. TRUE when the key meant something. */
gboolean qz_voucher_grid_press (QzVoucherGrid *self, guint key, GdkModifierType modifiers);
/* @line from 0. */
void qz_voucher_grid_focus (QzVoucherGrid *self, guint line, QzVoucherCell cell);
gboolean qz_voucher_grid_get_focus (QzVoucherGrid *self, guint *line, QzVoucherCell *cell);
guint qz_voucher_grid_get_n_lines (QzVoucherGrid *self);
/* What the user would type there. */
void qz_voucher_grid_type (QzVoucherGrid *self, guint line, QzVoucherCell cell, const char *text);
/* As it is shown. (transfer full) */
char *qz_voucher_grid_dup_text (QzVoucherGrid *self, guint line, QzVoucherCell cell);

G_END_DECLS
