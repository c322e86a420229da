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

struct _QzVoucherGrid {
  AdwBin parent_instance;

  GtkGrid *grid;
  GtkWidget *titles[5];
  GPtrArray *lines; /* of QzGridLine */
  QzSheet *accounts;
  QzSheet *providers;
  gboolean editable;
  gboolean narrow;
  gboolean filling; /* what is set is not typed */
  gboolean composing; /* an input method is at work in a cell: the keys are its */
};

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
void qz_voucher_grid_choose_cb (GtkWidget *button, gpointer grid);
void qz_voucher_grid_drop_line (QzVoucherGrid *self, guint number);
/* The line that has this cell; -1. */
int qz_voucher_grid_find_line (QzVoucherGrid *self, gpointer widget);
/* Shows of provider, month and path what the account is kept by. */
void qz_voucher_grid_show_items (QzVoucherGrid *self, QzGridLine *line);
/* Writes what nobody typed. */
void qz_voucher_grid_put_text (QzVoucherGrid *self, GtkEditable *editable, const char *text);
/* Makes the summary above of "..". */
void qz_voucher_grid_copy_above (QzVoucherGrid *self, guint number);
void qz_voucher_grid_emit_changed (QzVoucherGrid *self);

QzGridLine *qz_grid_line_new (QzVoucherGrid *self);
void qz_grid_line_free (gpointer line);
/* Says @message at the line, and marks @widget (nullable) as what is wrong. */
void qz_grid_line_set_fault (QzGridLine *line, GtkWidget *widget, const char *message);

G_END_DECLS
