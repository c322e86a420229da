/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-amount-entry.h"
#include "qz-voucher-grid.h"

G_BEGIN_DECLS

/* One line: its cells and where its fault is said. */
typedef struct {
  GtkLabel *number;
  GtkEditable *summary;
  GtkWidget *account_box;
  GtkEditable *account;
  GtkWidget *items;       /* around the three that follow */
  GtkWidget *provider_box;
  GtkEditable *provider;
  GtkEditable *period;
  GtkDropDown *path;
  QzAmountEntry *debit;
  QzAmountEntry *credit;
  GtkLabel *fault;
  char *symbol;           /* of the account; NULL while its text names none */
  char *provider_code;    /* NULL while its text names none */
} QzGridLine;

QzGridLine *qz_voucher_grid_get_line (QzVoucherGrid *self, guint line);
gboolean qz_voucher_grid_is_editable (QzVoucherGrid *self);
/* The widget that takes the focus; NULL when the cell is not there for this line. */
GtkWidget *qz_voucher_grid_get_cell (QzVoucherGrid *self, guint line, QzVoucherCell cell);
void qz_voucher_grid_add_line (QzVoucherGrid *self, guint at);
void qz_voucher_grid_remove_line (QzVoucherGrid *self, guint line);
/* Makes account and provider of what was typed; the text becomes code and name. */
void qz_voucher_grid_resolve (QzVoucherGrid *self, QzGridLine *line);
/* Names the cells of @line, which is the one of that number, from 1. */
void qz_voucher_grid_name_line (QzGridLine *line, guint number);
void qz_voucher_grid_choose (QzVoucherGrid *self, guint line, QzVoucherCell cell);

G_END_DECLS
