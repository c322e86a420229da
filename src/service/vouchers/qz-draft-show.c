/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-assist-money-repo.h"
#include "qz-drafts-private.h"
#include "qz-error.h"
#include "qz-payments.h"
#include "qz-print.h"
#include "qz-voucher-repo.h"
#include "qz-vouchers-private.h"

/* ── lists ───────────────────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_draft_list (QzBook *book, gboolean living, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("drafts");

  qz_sheet_add_column (sheet, "draft", _("Draft"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "ledger", _("Ledger"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "summary", _("Summary"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "total", _("Total"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "made_by", _("Maker"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "checked_by", _("Checker"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "n_attachments", _("Attachments"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "voucher", _("Voucher"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  if (!qz_draft_repo_fill_list (qz_book_get_store (book), living, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static void
copy_cell (QzSheet *to, guint row, const char *name, QzSheet *from, guint from_row)
{
  const int column = qz_sheet_find_column (to, name);
  const int source = qz_sheet_find_column (from, name);

  if (column < 0 || source < 0 || qz_sheet_is_empty (from, from_row, (guint) source))
    return;
  if (qz_sheet_get_column_type (from, (guint) source) == QZ_VALUE_TEXT)
    qz_sheet_put_text (to, row, (guint) column,
                       qz_sheet_get_text (from, from_row, (guint) source));
  else
    qz_sheet_put_number (to, row, (guint) column,
                         qz_sheet_get_number (from, from_row, (guint) source));
}

static guint
append_row (QzSheet *all, QzSheet *from, guint row)
{
  const guint made = qz_sheet_add_row (all);

  for (guint i = 0; i < qz_sheet_get_n_columns (all); i++)
    copy_cell (all, made, qz_sheet_get_column_name (all, i), from, row);
  return made;
}

/* Posted vouchers have the number that counts; a living draft has only its own. */
QzSheet *
qz_draft_list_with_vouchers (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) vouchers = qz_voucher_list_newest (book, error);
  g_autoptr (QzSheet) drafts = vouchers != NULL ? qz_draft_list (book, TRUE, error) : NULL;
  g_autoptr (QzSheet) all = qz_sheet_new ("vouchers");
  guint state = 0;

  if (drafts == NULL)
    return NULL;
  state = qz_sheet_add_column (all, "state", _("State"), QZ_VALUE_TEXT);
  for (guint i = 0; i < qz_sheet_get_n_columns (vouchers); i++)
    qz_sheet_add_column (all, qz_sheet_get_column_name (vouchers, i),
                         qz_sheet_get_column_title (vouchers, i),
                         qz_sheet_get_column_type (vouchers, i));
  qz_sheet_add_column (all, "draft", _("Draft"), QZ_VALUE_COUNT);
  for (guint row = 0; row < qz_sheet_get_n_rows (drafts); row++)
    append_row (all, drafts, row);
  for (guint row = 0; row < qz_sheet_get_n_rows (vouchers); row++)
    qz_sheet_put_text (all, append_row (all, vouchers, row), state, "posted");
  return g_steal_pointer (&all);
}

/* ── one draft ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_names (QzBook *book, QzSheet *sheet, const QzDraftRecord *draft, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autofree char *reverses = qz_draft_repo_dup_voucher_name (store, draft->reverses_id, error);
  g_autofree char *voucher = NULL;
  gint64 id = 0;

  if (reverses == NULL || !qz_draft_repo_find_voucher (store, draft->number, &id, error))
    return FALSE;
  voucher = qz_draft_repo_dup_voucher_name (store, id, error);
  if (voucher == NULL)
    return FALSE;
  if (*reverses != '\0')
    qz_sheet_set_text (sheet, "reverses", _("Reverses"), reverses);
  if (*voucher != '\0')
    qz_sheet_set_text (sheet, "voucher", _("Voucher"), voucher);
  return TRUE;
}

static gboolean
add_sums (QzSheet *sheet, const QzDraftRecord *draft, GError **error)
{
  QzFen debit = 0, credit = 0, difference = 0;

  for (guint i = 0; i < draft->lines->len; i++)
    {
      const QzDraftLineRecord *record = draft->lines->pdata[i];

      if (!qz_fen_accumulate (&debit, record->line.debit_fen, error)
          || !qz_fen_accumulate (&credit, record->line.credit_fen, error))
        return FALSE;
    }
  if (!qz_fen_sub (debit, credit, &difference, error))
    return FALSE;
  qz_sheet_set_number (sheet, "debit_sum", _("Sum of debits"), QZ_VALUE_FEN, debit);
  qz_sheet_set_number (sheet, "credit_sum", _("Sum of credits"), QZ_VALUE_FEN, credit);
  qz_sheet_set_number (sheet, "difference", _("Difference"), QZ_VALUE_FEN, difference);
  return TRUE;
}

static gboolean
add_facts (QzBook *book, QzSheet *sheet, const QzDraftRecord *draft, GError **error)
{
  qz_sheet_set_number (sheet, "draft", _("Draft"), QZ_VALUE_COUNT, draft->number);
  qz_sheet_set_text (sheet, "kind", _("Kind"), draft->kind);
  qz_sheet_set_text (sheet, "ledger", _("Ledger"), draft->ledger);
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, draft->day);
  qz_sheet_set_number (sheet, "n_attachments", _("Attachments"), QZ_VALUE_COUNT,
                       draft->n_attachments);
  qz_sheet_set_text (sheet, "state", _("State"), qz_draft_record_get_state (draft));
  qz_sheet_set_text (sheet, "made_by", _("Maker"), draft->made_by);
  if (draft->checked_by != NULL)
    qz_sheet_set_text (sheet, "checked_by", _("Checker"), draft->checked_by);
  if (*draft->reason != '\0')
    qz_sheet_set_text (sheet, "reason", _("Reason"), draft->reason);
  return add_names (book, sheet, draft, error) && add_sums (sheet, draft, error);
}

static gboolean
is_open (const QzDraftRecord *draft)
{
  const char *state = qz_draft_record_get_state (draft);

  return !g_str_equal (state, "posted") && !g_str_equal (state, "withdrawn");
}

/* What would be refused now, so that it can be shown before anybody asks. */
static void
add_fault (QzBook *book, const QzContext *context, QzSheet *sheet, const QzDraftRecord *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzVoucher) voucher = NULL;

  if (!is_open (draft))
    return;
  voucher = qz_draft_make_voucher (book, context, draft,
                                   draft->checked_by != NULL ? draft->checked_by : "", NULL,
                                   &error);
  if (voucher != NULL)
    return;
  qz_sheet_set_text (sheet, "fault", _("What is missing"), error->message);
  if (qz_error_get_rule (error) != NULL)
    qz_sheet_set_text (sheet, "fault_rule", _("Rule"), qz_error_get_rule (error));
  if (qz_error_get_line (error) != 0)
    qz_sheet_set_number (sheet, "fault_line", _("Its line"), QZ_VALUE_COUNT,
                         (gint64) qz_error_get_line (error));
  if (qz_error_get_field (error) != NULL)
    qz_sheet_set_text (sheet, "fault_field", _("Its field"), qz_error_get_field (error));
}

static void
add_may (QzBook *book, const QzContext *context, QzSheet *sheet, const QzDraftRecord *draft)
{
  g_autoptr (GError) save_error = NULL;
  const gboolean may_save = qz_draft_check_may_save (book, context, draft, &save_error);

  qz_sheet_set_number (sheet, "can_save", _("May be changed"), QZ_VALUE_BOOL, may_save);
  for (guint i = 0; i < QZ_N_DRAFT_ACTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("can_%s", qz_draft_act_to_text (i));
      const gboolean may = qz_draft_check_may (book, context, draft, i, &error);

      qz_sheet_set_number (sheet, name, qz_draft_act_get_label (i), QZ_VALUE_BOOL, may);
    }
}

static gboolean
add_lines (QzBook *book, QzSheet *sheet, const QzDraftRecord *draft, GError **error)
{
  qz_sheet_add_column (sheet, "line_no", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "summary", _("Summary"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "account", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "item_period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "path", _("Path"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "debit", _("Debit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "credit", _("Credit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "account_name", _("Account name"), QZ_VALUE_TEXT);
  return qz_draft_repo_fill_lines (qz_book_get_store (book), draft->id, sheet, error)
         && qz_voucher_add_account_names (book, sheet, 2, 9, error);
}

static gboolean
add_events (QzBook *book, QzSheet *sheet, const QzDraftRecord *draft, GError **error)
{
  g_autoptr (QzSheet) events = qz_sheet_new ("events");

  qz_sheet_add_column (events, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (events, "actor", _("Who"), QZ_VALUE_TEXT);
  qz_sheet_add_column (events, "time", _("When"), QZ_VALUE_TEXT);
  qz_sheet_add_column (events, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (events, "full_name", _("Name"), QZ_VALUE_TEXT);
  if (!qz_draft_repo_fill_events (qz_book_get_store (book), draft->number, events, error))
    return FALSE;
  qz_sheet_add_child (sheet, events);
  return TRUE;
}

QzSheet *
qz_draft_show (QzBook *book, const QzContext *context, guint number, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("lines");
  g_autoptr (QzDraftRecord) draft = qz_draft_repo_get (qz_book_get_store (book), number, error);

  if (draft == NULL || !add_facts (book, sheet, draft, error))
    return NULL;
  add_fault (book, context, sheet, draft);
  add_may (book, context, sheet, draft);
  if (!add_lines (book, sheet, draft, error) || !add_events (book, sheet, draft, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── the chart ───────────────────────────────────────────────────────────────────────────────── */

static guint
get_depth (QzChart *chart, const QzAccount *account)
{
  guint depth = 0;

  for (; account->parent != NULL; account = qz_chart_find (chart, account->parent))
    depth++;
  return depth;
}

static void
add_account (QzChart *chart, QzSheet *sheet, const QzAccount *account)
{
  const QzAccount *top = qz_chart_get_top (chart, account->symbol);
  const QzAccountNeeds needs = qz_account_get_needs (account->symbol);
  g_autofree char *detail = qz_chart_dup_detail_name (chart, account->symbol);
  g_autofree char *full =
      *detail == '\0' ? g_strdup (top->name) : g_strdup_printf ("%s—%s", top->name, detail);
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, account->symbol);
  qz_sheet_put_text (sheet, row, 1, account->code);
  qz_sheet_put_text (sheet, row, 2, account->name);
  qz_sheet_put_text (sheet, row, 3, full);
  qz_sheet_put_number (sheet, row, 4, get_depth (chart, account));
  qz_sheet_put_number (sheet, row, 5, account->is_leaf);
  qz_sheet_put_number (sheet, row, 6, account->is_debit);
  qz_sheet_put_number (sheet, row, 7, (needs & QZ_NEEDS_PROVIDER) != 0);
  qz_sheet_put_number (sheet, row, 8, (needs & QZ_NEEDS_PERIOD) != 0);
  qz_sheet_put_number (sheet, row, 9, (needs & QZ_NEEDS_PATH) != 0);
}

QzSheet *
qz_draft_list_accounts (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("accounts");
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);

  if (chart == NULL)
    return NULL;
  qz_sheet_add_column (sheet, "symbol", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "code", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "full_name", _("Account name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "depth", _("Level"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "leaf", _("Takes entries"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "debit_side", _("Grows on the debit side"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "needs_provider", _("By provider"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "needs_period", _("By month of costs"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "needs_path", _("By path"), QZ_VALUE_BOOL);
  for (guint i = 0; i < qz_chart_get_n_accounts (chart); i++)
    add_account (chart, sheet, qz_chart_get_account (chart, i));
  return g_steal_pointer (&sheet);
}

static void
add_ledger (QzSheet *sheet, const char *ledger, QzInsurance fund)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, ledger);
  qz_sheet_put_text (sheet, row, 1, qz_insurance_get_fund_name (fund));
}

QzSheet *
qz_draft_list_ledgers (QzBook *book, GError **error)
{
  const char *agency = qz_book_get_agency (book);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("ledgers");
  g_autofree char *maf = qz_ledger_dup_name (agency, QZ_INS_MAF);
  gboolean keeps_maf = FALSE;

  if (!qz_assist_money_repo_keeps_books (qz_book_get_store (book), agency, maf, &keeps_maf, error))
    return NULL;
  qz_sheet_add_column (sheet, "ledger", _("Ledger"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Fund"), QZ_VALUE_TEXT);
  for (guint i = 0; i < QZ_N_INSURANCES; i++)
    {
      g_autofree char *ledger = qz_ledger_dup_name (agency, i);

      add_ledger (sheet, ledger, i);
    }
  if (keeps_maf)
    add_ledger (sheet, maf, QZ_INS_MAF);
  return g_steal_pointer (&sheet);
}
