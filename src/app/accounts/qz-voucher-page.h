/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-voucher-grid.h"

G_BEGIN_DECLS

/**
 * QzVoucherPage:
 *
 * A voucher that people write: its head, its lines, what is to be done with it next (3.6, SM-11).
 * What was written and not saved is asked for before the page is left.
 */
#define QZ_TYPE_VOUCHER_PAGE (qz_voucher_page_get_type ())
G_DECLARE_FINAL_TYPE (QzVoucherPage, qz_voucher_page, QZ, VOUCHER_PAGE, QzLoadPage)

/* @draft: its number; 0: a new one. */
AdwNavigationPage *qz_voucher_page_new (QzSession *session, guint draft);
QzVoucherGrid *qz_voucher_page_get_grid (QzVoucherPage *self);
guint qz_voucher_page_get_draft (QzVoucherPage *self); /* 0 before it was saved */
/* "draft", "submitted" …; "" of a new one. */
const char *qz_voucher_page_get_state (QzVoucherPage *self);
/* As the buttons do it. */
void qz_voucher_page_save (QzVoucherPage *self, gboolean submit);
void qz_voucher_page_act (QzVoucherPage *self, QzDraftAct act, const char *reason);

G_END_DECLS
