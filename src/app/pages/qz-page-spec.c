/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-page-spec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-pages.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-claims-page.h"
#include "qz-clearing-page.h"
#include "qz-dashboard-page.h"
#include "qz-dashboard.h"
#include "qz-deposits-page.h"
#include "qz-document-page.h"
#include "qz-documents.h"
#include "qz-exchange-pages.h"
#include "qz-holidays-page.h"
#include "qz-imports.h"
#include "qz-ledger-pages.h"
#include "qz-list-page.h"
#include "qz-main-watch.h"
#include "qz-money-page.h"
#include "qz-nl-lists.h"
#include "qz-payments.h"
#include "qz-prints-page.h"
#include "qz-queue-page.h"
#include "qz-record-page.h"
#include "qz-registry-pages.h"
#include "qz-user-pages.h"

/* ── what the pages load ─────────────────────────────────────────────────────────────────────── */

static gpointer
load_documents (QzBook *book, QzDocumentKind kind, GError **error)
{
  const QzDocumentFilter filter = { .kind = (int) kind, .insurance = -1, .state = -1 };

  return qz_document_list (book, &filter, error);
}

static gpointer
load_daily (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return load_documents (book, QZ_DOCUMENT_DAILY, error);
}

static gpointer
load_advances (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return load_documents (book, QZ_DOCUMENT_ADVANCE, error);
}

static gpointer
load_settlements (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return load_documents (book, QZ_DOCUMENT_SETTLEMENT, error);
}

static gpointer
load_batches (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_payment_list_batches (book, error);
}

static gpointer
load_paid (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_dashboard_list_paid (book, error);
}

static gpointer
load_imports (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_import_list (book, error);
}

/* ── what a row opens ────────────────────────────────────────────────────────────────────────── */

static AdwNavigationPage *
open_document (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_document_page_new (session, qz_cell_text (sheet, row, "number"));
}

static AdwNavigationPage *
open_batch (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_record_page_new (session, &qz_record_batch, qz_cell_text (sheet, row, "batch"));
}

static char *
dup_machine (QzSheet *sheet, guint row, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);

  return column >= 0 ? qz_sheet_dup_machine (sheet, row, (guint) column) : g_strdup ("");
}

static AdwNavigationPage *
open_import (QzSession *session, QzSheet *sheet, guint row)
{
  g_autofree char *id = dup_machine (sheet, row, qz_sheet_get_column_name (sheet, 0));

  return qz_record_page_new (session, &qz_record_import, id);
}

/* ── the table ───────────────────────────────────────────────────────────────────────────────── */

static const char *const document_filters[] = { "state", "insurance", "period", NULL };
static const char *const batch_filters[] = { "state", "insurance", NULL };
static const char *const paid_filters[] = { "month", "counted", "kind", "insurance", NULL };
static const char *const paid_hidden[] = { "counted", NULL };
static const char *const import_filters[] = { "kind", "state", NULL };
static const char *const import_hidden[] = { "digest", "encoding", "reason", NULL };
static const char *const document_hidden[] = { "kind", "made_by", NULL };

#define LOADS(func) { NULL, func, FALSE, NULL, (GDestroyNotify) qz_sheet_unref }

static const QzPageSpec daily_page = {
  "daily",
  N_ ("Instant settlement"),
  N_ ("Daily disbursement"),
  "qz-daily-symbolic",
  LOADS (load_daily),
  { "number", "number", "total", document_hidden, FALSE },
  document_filters,
  "total",
  N_ ("No Daily Disbursements Yet"),
  N_ ("Here the share of each day’s claims is paid out provider by provider. Import the claims, "
      "then run a day."),
  "win.run::daily",
  N_ ("Run a Day…"),
  open_document,
};

static const QzPageSpec advance_page = {
  "advance",
  N_ ("Instant settlement"),
  N_ ("Monthly advance"),
  "qz-advance-symbolic",
  LOADS (load_advances),
  { "number", "number", "total", document_hidden, FALSE },
  document_filters,
  "total",
  N_ ("No Monthly Advances Yet"),
  N_ ("Here providers get part of a month’s money at its start. Import past spending, then run "
      "the month."),
  "win.run::advance",
  N_ ("Run a Month…"),
  open_document,
};

static const QzPageSpec settlement_page = {
  "settlement",
  N_ ("Instant settlement"),
  N_ ("Month settlement"),
  "qz-settlement-symbolic",
  LOADS (load_settlements),
  { "number", "number", "total", document_hidden, FALSE },
  document_filters,
  "total",
  N_ ("No Month Settlements Yet"),
  N_ ("Here a month is settled: declared costs less deductions, less what was paid before. "
      "Import declarations and deductions, then run the month."),
  "win.run::settlement",
  N_ ("Run a Month…"),
  open_document,
};

static const QzPageSpec batches_page = {
  "batches",
  N_ ("Fund payment"),
  N_ ("Bank batches"),
  "qz-bank-symbolic",
  LOADS (load_batches),
  { "batch", "batch", "total", NULL, FALSE },
  batch_filters,
  "total paid_total",
  N_ ("No Bank Batches Yet"),
  N_ ("Here approved documents go to the bank and its answers come back. Open an approved "
      "document and make its batch."),
  "win.take-return",
  N_ ("Take In Return File…"),
  open_batch,
};

static const QzPageSpec paid_page = {
  "paid",
  N_ ("Fund payment"),
  N_ ("Payments made"),
  "qz-balance-symbolic",
  LOADS (load_paid),
  { "number", "number", "paid", paid_hidden, FALSE },
  paid_filters,
  "paid",
  N_ ("Nothing Was Paid Yet"),
  N_ ("Here stands what the bank paid, document by document and day by day. The bank’s return "
      "files bring it."),
  "win.take-return",
  N_ ("Take In Return File…"),
  open_document,
};

static const QzPageSpec imports_page = {
  "imports",
  N_ ("Settlement data"),
  N_ ("Imports"),
  "qz-import-symbolic",
  LOADS (load_imports),
  { "file", "file", NULL, import_hidden, FALSE },
  import_filters,
  "rows medfee_sum fund_sum",
  N_ ("Nothing Imported Yet"),
  N_ ("Here files of claims, declarations, deductions and registers come in. Each is taken whole "
      "or not at all."),
  "win.import",
  N_ ("Import a File…"),
  open_import,
};

/* In the order of the sidebar. */
static const QzPageSpec *const pages[] = {
  &qz_dashboard_page,
  &qz_queue_page,
  &imports_page,
  &qz_claims_page,
  &daily_page,
  &advance_page,
  &settlement_page,
  &qz_registrations_spec,
  &qz_unmatched_spec,
  &qz_manual_spec,
  &qz_deposits_spec,
  &qz_clearing_spec,
  &qz_notices_spec,
  &qz_money_spec,
  &qz_regions_spec,
  &qz_exchange_spec,
  &qz_inspections_spec,
  &qz_complaints_spec,
  &qz_persons_spec,
  &qz_operation_spec,
  &qz_assisted_spec,
  &qz_rosters_spec,
  &qz_assist_bills_spec,
  &qz_assist_manual_spec,
  &qz_assist_months_spec,
  &qz_assist_reserve_spec,
  &qz_assist_clear_spec,
  &qz_assist_report_spec,
  &batches_page,
  &paid_page,
  &qz_vouchers_page,
  &qz_balances_page,
  &qz_trial_page,
  &qz_close_page,
  &qz_checks_page,
  &qz_prints_page,
  &qz_agencies_page,
  &qz_accounts_page,
  &qz_providers_page,
  &qz_users_page,
  &qz_rights_page,
  &qz_policies_page,
  &qz_codes_page,
  &qz_holidays_page,
};

const QzPageSpec *const *
qz_pages_get_all (guint *out_n)
{
  *out_n = G_N_ELEMENTS (pages);
  return pages;
}

const QzPageSpec *
qz_pages_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i]->id, id) == 0)
      return pages[i];
  return NULL;
}

AdwNavigationPage *
qz_page_new (QzSession *session, const QzPageSpec *spec)
{
  QZ_WATCH (spec->id, NULL);
  AdwNavigationPage *page =
      spec->create != NULL ? spec->create (session) : qz_list_page_new (session, spec);

  adw_navigation_page_set_tag (page, spec->id);
  return page;
}
