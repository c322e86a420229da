/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-provider-page.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-document-page.h"
#include "qz-preview-page.h"
#include "qz-record-page.h"
#include "qz-registry.h"

/* ── what a month of its statement is made of ────────────────────────────────────────────────── */

static gpointer
load_items (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 2);

  g_assert (g_strv_length (parts) == 2);
  return qz_registry_explain_statement (book, parts[0], parts[1], error);
}

/* The document if there is one, else the voucher; what was imported opens nothing. */
static AdwNavigationPage *
open_item (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const char *document = qz_cell_text (table, row, "document");
  const char *voucher = qz_cell_text (table, row, "voucher");

  if (document != NULL)
    return qz_document_page_new (session, document);
  return voucher != NULL ? qz_record_page_new (session, &qz_record_voucher, voucher) : NULL;
}

static gboolean
is_settled (QzSheet *record)
{
  return qz_fact_text (record, "settlement") != NULL;
}

static AdwNavigationPage *
preview_statement (QzSession *session, QzSheet *record)
{
  return qz_preview_page_new (session, qz_fact_text (record, "settlement"), "F-STMT",
                              qz_fact_text (record, "provider_code"));
}

static const QzTabsSpec statement_spec = {
  N_ ("Where this number comes from"),
  { NULL, load_items, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  NULL,
  NULL,
  "value",
  NULL,
  { { "",
      N_ ("Items"), N_ ("Nothing adds up to this."),
      { "what", "what", "amount", NULL, FALSE },
      open_item,
      .lines = { "explained-statement", NULL, "amount" } } },
  N_ ("Statement on Paper"),
  is_settled,
  preview_statement,
  .nameless = TRUE, /* its facts say whose it is */
};

AdwNavigationPage *
qz_provider_statement_page_new (QzSession *session, const char *code, const char *cell)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", code, cell);

  return qz_tabs_page_new (session, &statement_spec, key);
}

/* ── the provider ────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_provider (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_registry_show_provider (book, input, error);
}

static AdwNavigationPage *
open_cell (QzSession *session, QzSheet *record, QzSheet *table, guint row, const char *name)
{
  g_autofree char *period = qz_sheet_dup_machine (table, row, 0);
  g_autofree char *cell =
      g_strdup_printf ("%s/%s%s%s", period, qz_cell_text (table, row, "insurance"),
                       name != NULL ? "/" : "", name != NULL ? name : "");

  return qz_provider_statement_page_new (session, qz_fact_text (record, "code"), cell);
}

static AdwNavigationPage *
open_month (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return open_cell (session, record, table, row, NULL);
}

static AdwNavigationPage *
explain_cell (QzSession *session, QzSheet *record, QzSheet *table, guint row, guint column)
{
  return open_cell (session, record, table, row, qz_sheet_get_column_name (table, column));
}

static AdwNavigationPage *
open_document (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_document_page_new (session, qz_cell_text (table, row, "number"));
}

static AdwNavigationPage *
open_import (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const guint column = (guint) qz_sheet_find_column (table, "import");
  g_autofree char *import = qz_sheet_dup_machine (table, row, column);

  return qz_record_page_new (session, &qz_record_import, import);
}

static const char *const hidden_facts[] = { "code",   "area",      "managed_by",
                                                 "import", "file_line", NULL };
static const char *const hidden_of_account[] = { "owner_kind", "owner_code", "owner_name", "import",
                                                 NULL };
static const char *const hidden_of_history[] = { "area", "managed_by", "import", NULL };
static const char *const hidden_of_statement[] = { "settlement", NULL };
static const char *const hidden_of_document[] = { "line_no", NULL };

static const QzTabsSpec provider_spec = {
  N_ ("Provider"),
  { NULL, load_provider, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  "name",
  "status",
  "open",
  hidden_facts,
  {
      { "statement",
        N_ ("Statement"), N_ ("It has declared nothing and was paid nothing yet."),
        { "period", "period", "open", hidden_of_statement, TRUE },
        open_month,
        explain_cell },
      { "documents",
        N_ ("Documents"), N_ ("No document pays it yet."),
        { "number", "number", "pay", hidden_of_document, FALSE },
        open_document,
        NULL },
      { "accounts",
        N_ ("Accounts"), N_ ("No bank account was imported for it; it cannot be paid."),
        { "account_name", "account_name", NULL, hidden_of_account, FALSE },
        open_import,
        NULL },
      { "history",
        N_ ("History"), N_ ("Nothing is known of it."),
        { "imported_at", "status", NULL, hidden_of_history, FALSE },
        open_import,
        NULL },
      /* NL-14, DT-7b. */
      { "services",
        N_ ("Services"), N_ ("No service of it was ever switched: all are on."),
        { NULL, "service", NULL, NULL, FALSE },
        NULL,
        NULL },
  },
  .actions = { { "win.provider-service", N_ ("Switch a Service…"), NULL, FALSE } },
};

AdwNavigationPage *
qz_provider_page_new (QzSession *session, const char *code)
{
  return qz_tabs_page_new (session, &provider_spec, code);
}
