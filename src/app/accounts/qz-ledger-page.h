/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-load-page.h"
#include "qz-roles.h"
#include "qz-sheet-view.h"

G_BEGIN_DECLS

#define QZ_TYPE_LEDGER_PAGE (qz_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (QzLedgerPage, qz_ledger_page, QZ, LEDGER_PAGE, QzLoadPage)

/* What of which ledger; fields that do not narrow are NULL or 0. Owned strings. */
typedef struct {
  char *ledger;
  QzPeriod period;
  char *account;
  char *provider;
  QzPeriod item_period;
  char *path;
} QzLedgerQuery;
QzLedgerQuery *qz_ledger_query_copy (const QzLedgerQuery *query);
void qz_ledger_query_free (gpointer query);

/* What the page shows of a ledger; a static table entry. */
typedef struct {
  const char *title; /* N_(…) */
  QzJobKind load;    /* input: QzLedgerQuery; gives a sheet */
  QzSheetLayout layout;
  gboolean has_choosers; /* ledger and month are chosen on the page */
  gboolean begins_open;  /* with the month that is to be closed next; else with the present one */
  gboolean has_bar;      /* it is searched and exported as lists are */
  /* What it comes to, in words; *@good: whether it is as it should be. (transfer full) */
  char *(*dup_sentence) (QzSheet *sheet, gboolean *good);
  void (*open) (QzLedgerPage *self, QzSheet *sheet, guint row); /* nullable */
  struct {
    const char *label; /* N_(…); NULL ends */
    gboolean (*can) (QzSheet *sheet);
    void (*func) (QzLedgerPage *self);
    gboolean suggested;
    QzRight right;
  } actions[4];
} QzLedgerSpec;

/**
 * QzLedgerPage:
 *
 * Something of one ledger and month: a table, what it comes to in words, and what may be done.
 */
/* @query: where it begins; NULL: the first ledger and the month that the table
 * says. (transfer floating) */
AdwNavigationPage *qz_ledger_page_new (QzSession *session, const QzLedgerSpec *spec,
                                       const QzLedgerQuery *query);
const QzLedgerQuery *qz_ledger_page_get_query (QzLedgerPage *self);
QzSession *qz_ledger_page_get_session (QzLedgerPage *self);
/* NULL until it is loaded. */
QzSheet *qz_ledger_page_get_sheet (QzLedgerPage *self);
const char *qz_ledger_page_get_sentence (QzLedgerPage *self);
/* Exports what is shown; the table is called after the page, the ledger and the month. */
void qz_ledger_page_export (QzLedgerPage *self, const char *path);
/* Runs a job that changes something; a refusal is shown under @heading. */
void qz_ledger_page_do (QzLedgerPage *self, const QzJobKind *kind, gpointer input,
                        const char *heading);

G_END_DECLS
