/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day-row.h"
#include "qz-unsaved.h"
#include "qz-voucher-page.h"

G_BEGIN_DECLS

/* What the files of the voucher page share: -page (the widget), -page-show, -page-save. */

struct _QzVoucherPage {
  QzLoadPage parent_instance;

  GtkWidget *back;
  GtkLabel *note;
  GtkBox *head;
  AdwComboRow *ledger;
  AdwComboRow *kind;
  AdwEntryRow *reason;
  QzDayRow *day;
  GtkSpinButton *attachments;
  GtkLabel *fault;
  QzVoucherGrid *grid;
  GtkWidget *add_line;
  GtkLabel *sums;
  GtkLabel *capitals;
  GtkLabel *history;
  AdwWrapBox *buttons;

  guint number;      /* 0: not saved yet */
  QzSheet *draft;     /* nullable: a new one */
  gboolean dirty;
  gboolean filling; /* what is set is not written by anybody */
  gboolean saving;
  QzUnsavedSavedFunc saved; /* nullable: who waits for the save */
  gpointer saved_data;
};

/* The registers that can be chosen from; NULL until they are loaded. */
QzSheet *qz_voucher_page_get_registers (QzVoucherPage *self);

/* Of the draft: "" or @absent when it has no such fact. */
const char *qz_voucher_page_get_fact (QzVoucherPage *self, const char *name);
gint64 qz_voucher_page_get_number (QzVoucherPage *self, const char *name, gint64 absent);
gboolean qz_voucher_page_is_reversal (QzVoucherPage *self);
gboolean qz_voucher_page_can_save (QzVoucherPage *self);

void qz_voucher_page_set_dirty (QzVoucherPage *self, gboolean dirty);
/* All of the draft, as it was read. */
void qz_voucher_page_fill (QzVoucherPage *self);
/* What stands around the fields: they keep what was written. */
void qz_voucher_page_show_head (QzVoucherPage *self);
void qz_voucher_page_show_sums (QzVoucherPage *self);
void qz_voucher_page_show_reason_row (QzVoucherPage *self);
void qz_voucher_page_show_buttons (QzVoucherPage *self);
/* @message: nullable. */
void qz_voucher_page_show_fault (QzVoucherPage *self, const char *message);
/* What would be refused, beside the cell where it stands. */
void qz_voucher_page_show_draft_fault (QzVoucherPage *self);

G_END_DECLS
