/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-ledger-page.h"
#include "qz-page-spec.h"

G_BEGIN_DECLS

/* The pages of the section Accounting. */
extern const QzPageSpec qz_vouchers_page;
extern const QzPageSpec qz_balances_page;
extern const QzPageSpec qz_trial_page;
extern const QzPageSpec qz_close_page;

/* The lines that make up a balance. */
extern const QzLedgerSpec qz_ledger_entries_spec;
extern const QzLedgerSpec qz_ledger_trial_spec;
extern const QzLedgerSpec qz_ledger_close_spec;

/* What shows a difference that a row of qz_check_run() found; NULL: nothing does. */
AdwNavigationPage *qz_check_open (QzSession *session, QzSheet *sheet, guint row);

/* win.new-voucher; win.open-draft, its number as the target. */
void qz_window_new_voucher_action (GSimpleAction *action, GVariant *parameter, gpointer window);
void qz_window_open_draft_action (GSimpleAction *action, GVariant *parameter, gpointer window);

G_END_DECLS
