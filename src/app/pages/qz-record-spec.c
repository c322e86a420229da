/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-documents.h"
#include "qz-error.h"
#include "qz-imports.h"
#include "qz-payments.h"
#include "qz-record-page.h"

/* ── bank batches ────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_batch (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_payment_show_batch (book, input, error);
}

static gboolean
state_is (QzSheet *sheet, const char *state)
{
  const int fact = qz_sheet_find_fact (sheet, "state");

  return fact >= 0 && g_strcmp0 (qz_sheet_get_fact_text (sheet, (guint) fact), state) == 0;
}

static gboolean
can_export (QzSheet *sheet)
{
  return state_is (sheet, "made");
}

/* The bank's turn: its answer is what comes next. */
static gboolean
can_return (QzSheet *sheet)
{
  return !state_is (sheet, "made") && !state_is (sheet, "paid") && !state_is (sheet, "failed");
}

static gboolean
can_export_again (QzSheet *sheet)
{
  return state_is (sheet, "exported");
}

static const char *const batch_hidden[] = { "document_line", NULL };
static const char *const batch_filters[] = { "provider_name", "status", NULL };

const QzRecordSpec qz_record_batch = {
  N_ ("Bank batch"),
  { NULL, load_batch, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, "provider_name", "amount", batch_hidden, FALSE },
  "total",
  { { "win.export-batch", N_ ("Export for the Bank…"), can_export, TRUE },
    { "win.take-return", N_ ("Take In Return File…"), can_return, TRUE },
    { "win.export-batch", N_ ("Export Again…"), can_export_again, FALSE } },
  "batches",
  .lines = { "batch-lines", batch_filters, "amount" },
};

/* ── vouchers ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_voucher (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_voucher_show (book, input, error);
}

static gboolean
can_reverse (QzSheet *sheet)
{
  const int fact = qz_sheet_find_fact (sheet, "can_reverse");

  return fact >= 0 && qz_sheet_get_fact_number (sheet, (guint) fact) != 0;
}

static const char *const voucher_hidden[] = { "account", NULL };
static const char *const voucher_filters[] = { "account_name", "provider_name", NULL };

const QzRecordSpec qz_record_voucher = {
  N_ ("Voucher"),
  { NULL, load_voucher, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, "account_name", "debit", voucher_hidden, FALSE },
  "total",
  { { "win.preview-voucher", N_ ("Preview and Print"), NULL, FALSE },
    { "win.reverse-voucher", N_ ("Reverse…"), can_reverse, FALSE } },
  "vouchers",
  .subtitle = "voucher",
  .prints = "win.preview-voucher",
  .lines = { "voucher-lines", voucher_filters, "debit credit" },
};

/* ── imports ─────────────────────────────────────────────────────────────────────────────────── */

/* An import is one row of the list of imports; its cells become facts. */
static gpointer
load_import (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) list = qz_import_list (book, error);

  if (list == NULL)
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    {
      g_autofree char *id = qz_sheet_dup_machine (list, row, 0);

      if (g_strcmp0 (id, input) == 0)
        return qz_row_dup_facts (list, row, "import");
    }
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-import", _("There is no import %s any more"),
                (const char *) input);
  return NULL;
}

static gboolean
can_withdraw (QzSheet *sheet)
{
  const int fact = qz_sheet_find_fact (sheet, "withdrawn");

  return fact < 0 || qz_sheet_get_fact_number (sheet, (guint) fact) == 0;
}

const QzRecordSpec qz_record_import = {
  N_ ("Import"),
  { NULL, load_import, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, NULL, NULL, NULL, FALSE },
  NULL,
  { { "win.withdraw-import", N_ ("Withdraw…"), can_withdraw, FALSE } },
  "imports",
};

/* ── where an amount comes from ──────────────────────────────────────────────────────────────── */

/* Whose number it is, in words: a cell is called "1/pay" only where commands are typed. */
static void
tell_about (QzSheet *sheet, const char *number)
{
  const char *provider = qz_fact_text (sheet, "provider_name");
  const char *figure = qz_fact_text (sheet, "figure");
  g_autofree char *about =
      provider != NULL && figure != NULL
          ? g_strdup_printf ("%s · %s · %s", number, provider, figure)
          : g_strdup_printf ("%s · %s", number, _("The whole document"));

  qz_sheet_set_text (sheet, "about", "", about);
}

static gpointer
load_explain (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 2);
  QzSheet *sheet;

  g_assert (g_strv_length (parts) == 2);
  sheet = qz_document_explain (book, parts[0], parts[1], error);
  if (sheet != NULL)
    tell_about (sheet, parts[0]);
  return sheet;
}

static const char *const explain_hidden[] = { "item", "cell", NULL };

const QzRecordSpec qz_record_explain = {
  N_ ("Where this number comes from"),
  { NULL, load_explain, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, "what", "amount", explain_hidden, FALSE },
  "value",
  { { NULL } },
  .subtitle = "about",
  .lines = { "explained", NULL, "amount" },
};
