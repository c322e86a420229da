/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-registry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-codes.h"
#include "qz-error.h"
#include "qz-provider-service.h"
#include "qz-registry-lists.h"

#define ORIGIN                                                                                     \
  { "import", N_ ("Import"), QZ_VALUE_COUNT }, { "file", N_ ("File"), QZ_VALUE_TEXT },             \
  {                                                                                                \
    "file_line", N_ ("Line"), QZ_VALUE_COUNT                                                       \
  }

/* ── areas and agencies ──────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_registry_list_areas (QzBook *book, GError **error)
{
  static const QzSheetColumn columns[] = {
    { "code", N_ ("Code"), QZ_VALUE_TEXT },
    { "name", N_ ("Name"), QZ_VALUE_TEXT },
    { "level", N_ ("Tier"), QZ_VALUE_TEXT },
    { "parent", N_ ("Code of the area above"), QZ_VALUE_TEXT },
    { "parent_name", N_ ("Area above"), QZ_VALUE_TEXT },
    ORIGIN,
  };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("areas", columns);

  if (!qz_registry_lists_fill_areas (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_registry_list_agencies (QzBook *book, GError **error)
{
  static const QzSheetColumn columns[] = {
    { "code", N_ ("Code"), QZ_VALUE_TEXT },
    { "name", N_ ("Name"), QZ_VALUE_TEXT },
    { "area", N_ ("Area code"), QZ_VALUE_TEXT },
    { "area_name", N_ ("Area"), QZ_VALUE_TEXT },
    { "level", N_ ("Tier"), QZ_VALUE_TEXT },
    { "uscc", N_ ("Unified social credit code"), QZ_VALUE_TEXT },
    ORIGIN,
  };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("agencies", columns);

  if (!qz_registry_lists_fill_agencies (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── bank accounts ───────────────────────────────────────────────────────────────────────────── */

enum {
  ACCOUNT_NAME,
  ACCOUNT_NO,
  ACCOUNT_KIND,
  INSURANCE,
  BANK_NAME,
  BANK_NO,
  OWNER_KIND,
  OWNER_CODE,
  OWNER_NAME,
};
static const QzSheetColumn account_columns[] = {
  [ACCOUNT_NAME] = { "account_name", N_ ("Name of the account"), QZ_VALUE_TEXT },
  [ACCOUNT_NO] = { "account_no", N_ ("Account number"), QZ_VALUE_TEXT },
  [ACCOUNT_KIND] = { "account_kind", N_ ("Use"), QZ_VALUE_TEXT },
  [INSURANCE] = { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
  [BANK_NAME] = { "bank_name", N_ ("Bank"), QZ_VALUE_TEXT },
  [BANK_NO] = { "bank_no", N_ ("Bank number"), QZ_VALUE_TEXT },
  [OWNER_KIND] = { "owner_kind", N_ ("Owner"), QZ_VALUE_TEXT },
  [OWNER_CODE] = { "owner_code", N_ ("Owner’s code"), QZ_VALUE_TEXT },
  [OWNER_NAME] = { "owner_name", N_ ("Owner’s name"), QZ_VALUE_TEXT },
  ORIGIN,
};

/* The number of the agency's expenditure account for @insurance (-1: the one for both).
 * (nullable) */
static const char *
find_expenditure (QzSheet *accounts, const char *agency, int insurance)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (accounts); row++)
    {
      const char *of = qz_sheet_get_text (accounts, row, INSURANCE);
      const char *wanted = insurance >= 0 ? qz_insurance_to_text ((QzInsurance) insurance) : NULL;

      if (g_strcmp0 (qz_sheet_get_text (accounts, row, OWNER_KIND), "agency") == 0
          && g_strcmp0 (qz_sheet_get_text (accounts, row, OWNER_CODE), agency) == 0
          && g_strcmp0 (qz_sheet_get_text (accounts, row, ACCOUNT_KIND), "acc_out") == 0
          && g_strcmp0 (of, wanted) == 0)
        return qz_sheet_get_text (accounts, row, ACCOUNT_NO);
    }
  return NULL;
}

/* SQ-4.1: each insurance is paid from an expenditure account of its own. (transfer full) */
static char *
judge_account (QzSheet *accounts, const char *agency, QzInsurance insurance, gboolean *ok)
{
  const QzInsurance other = insurance == QZ_INS_EMP ? QZ_INS_RES : QZ_INS_EMP;
  const char *name = qz_insurance_get_name (insurance);
  const char *own = find_expenditure (accounts, agency, insurance);
  const char *shared = find_expenditure (accounts, agency, -1);

  *ok = FALSE;
  if (own == NULL && shared != NULL)
    return g_strdup_printf (_("%s has no expenditure account of its own: %s serves both "
                              "insurances. Import one account for each."),
                            name, shared);
  if (own == NULL)
    return g_strdup_printf (_("%s has no expenditure account; import one with “qz import "
                              "accounts”."),
                            name);
  if (g_strcmp0 (own, find_expenditure (accounts, agency, other)) == 0)
    return g_strdup_printf (_("%s shares the expenditure account %s with %s."), name, own,
                            qz_insurance_get_name (other));
  *ok = TRUE;
  return g_strdup_printf (_("%s is paid from an expenditure account of its own, %s."), name, own);
}

static void
add_check (QzSheet *checks, const char *agency, QzInsurance fund, const char *rule, gboolean ok,
           const char *what)
{
  const guint row = qz_sheet_add_row (checks);
  g_autofree char *said = qz_error_dup_hinted (what);

  qz_sheet_put_text (checks, row, 0, agency);
  qz_sheet_put_text (checks, row, 1, qz_insurance_to_text (fund));
  qz_sheet_put_text (checks, row, 2, rule);
  qz_sheet_put_number (checks, row, 3, ok);
  qz_sheet_put_text (checks, row, 4, said);
}

/* DT-10: the assistance fund is paid from an account of its own, which serves no insurance.
 * *out_only: the agency has no other account to pay from. */
static void
add_assistance_check (QzSheet *checks, QzSheet *accounts, const char *agency, gboolean *out_only)
{
  const char *own = NULL;
  g_autofree char *what = NULL;

  *out_only = TRUE;
  for (guint row = 0; row < qz_sheet_get_n_rows (accounts); row++)
    {
      const char *kind = qz_sheet_get_text (accounts, row, ACCOUNT_KIND);

      if (g_strcmp0 (qz_sheet_get_text (accounts, row, OWNER_KIND), "agency") != 0
          || g_strcmp0 (qz_sheet_get_text (accounts, row, OWNER_CODE), agency) != 0
          || (g_strcmp0 (kind, "acc_maf") != 0 && g_strcmp0 (kind, "acc_out") != 0))
        continue;
      if (g_strcmp0 (qz_sheet_get_text (accounts, row, INSURANCE), "MAF") == 0)
        own = qz_sheet_get_text (accounts, row, ACCOUNT_NO);
      else
        *out_only = FALSE;
    }
  *out_only = *out_only && own != NULL;
  if (own == NULL)
    return;
  what = g_strdup_printf (_("%s is paid from an account of its own, %s."),
                          qz_insurance_get_name (QZ_INS_MAF), own);
  add_check (checks, agency, QZ_INS_MAF, "DT-10", TRUE, what);
}

static void
add_checks_of (QzSheet *checks, QzSheet *accounts, const char *agency)
{
  gboolean only_assistance = FALSE;

  add_assistance_check (checks, accounts, agency, &only_assistance);
  for (int insurance = 0; !only_assistance && insurance < QZ_N_INSURANCES; insurance++)
    {
      gboolean ok = FALSE;
      g_autofree char *what = judge_account (accounts, agency, (QzInsurance) insurance, &ok);

      add_check (checks, agency, (QzInsurance) insurance, "SQ-4.1", ok, what);
    }
}

/* Of the agency that keeps the book set, and of every other that pays from an account here. */
static QzSheet *
new_checks (QzBook *book, QzSheet *accounts)
{
  static const QzSheetColumn columns[] = {
    { "agency", N_ ("Agency"), QZ_VALUE_TEXT }, { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
    { "rule", N_ ("Rule"), QZ_VALUE_TEXT },     { "ok", N_ ("Passed"), QZ_VALUE_BOOL },
    { "what", N_ ("Check"), QZ_VALUE_TEXT },
  };
  QzSheet *checks = QZ_SHEET_NEW ("checks", columns);
  const char *last = qz_book_get_agency (book);

  add_checks_of (checks, accounts, last);
  for (guint row = 0; row < qz_sheet_get_n_rows (accounts); row++)
    {
      const char *owner = qz_sheet_get_text (accounts, row, OWNER_CODE);

      if (g_strcmp0 (qz_sheet_get_text (accounts, row, ACCOUNT_KIND), "acc_out") != 0
          || g_str_equal (owner, qz_book_get_agency (book)) || g_str_equal (owner, last))
        continue;
      add_checks_of (checks, accounts, owner);
      last = owner;
    }
  return checks;
}

QzSheet *
qz_registry_list_accounts (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("accounts", account_columns);
  g_autoptr (QzSheet) checks = NULL;

  if (!qz_registry_lists_fill_accounts (qz_book_get_store (book), NULL, NULL, sheet, error))
    return NULL;
  checks = new_checks (book, sheet);
  qz_sheet_add_child (sheet, checks);
  return g_steal_pointer (&sheet);
}

/* ── providers ───────────────────────────────────────────────────────────────────────────────── */

/* Levels by their names of the code table, which people may change; a code nobody named stays. */
static gboolean
name_levels (QzBook *book, QzSheet *sheet, GError **error)
{
  const guint column = (guint) qz_sheet_find_column (sheet, "hosp_lv");
  QzCodes *codes = qz_codes_get (book, error);

  for (guint row = 0; codes != NULL && row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *code = qz_sheet_get_text (sheet, row, column);
      const char *name = code != NULL ? qz_codes_get_name (codes, "hosp_lv", code) : NULL;

      if (name != NULL)
        qz_sheet_put_text (sheet, row, column, name);
    }
  return codes != NULL;
}

QzSheet *
qz_registry_list_providers (QzBook *book, GError **error)
{
  static const QzSheetColumn columns[] = {
    { "code", N_ ("Code"), QZ_VALUE_TEXT },
    { "name", N_ ("Name"), QZ_VALUE_TEXT },
    { "status", N_ ("Admission"), QZ_VALUE_TEXT },
    { "open", N_ ("Open payments"), QZ_VALUE_FEN },
    { "last_paid", N_ ("Last month paid"), QZ_VALUE_PERIOD },
    { "provider_kind", N_ ("Type"), QZ_VALUE_TEXT },
    { "hosp_lv", N_ ("Provider level"), QZ_VALUE_TEXT },
    { "area", N_ ("Area code"), QZ_VALUE_TEXT },
    { "area_name", N_ ("Area"), QZ_VALUE_TEXT },
    { "admitted_from", N_ ("Admitted from"), QZ_VALUE_DAY },
    { "agreement_to", N_ ("Agreement until"), QZ_VALUE_DAY },
  };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("providers", columns);

  if (!qz_registry_lists_fill_providers (qz_book_get_store (book), sheet, error)
      || !name_levels (book, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static gboolean
find_provider (QzBook *book, const char *code, gint64 *out, GError **error)
{
  if (!qz_registry_lists_find_provider (qz_book_get_store (book), code, out, error))
    return FALSE;
  if (*out != 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-provider",
                _("There is no provider %s; “qz provider” lists them"), code);
  return FALSE;
}

static QzSheet *
load_history (QzBook *book, gint64 id, GError **error)
{
  static const QzSheetColumn columns[] = {
    { "name", N_ ("Name"), QZ_VALUE_TEXT },
    { "provider_kind", N_ ("Type"), QZ_VALUE_TEXT },
    { "hosp_lv", N_ ("Provider level"), QZ_VALUE_TEXT },
    { "area", N_ ("Area code"), QZ_VALUE_TEXT },
    { "area_name", N_ ("Area"), QZ_VALUE_TEXT },
    { "managed_by", N_ ("Settled by"), QZ_VALUE_TEXT },
    { "managed_by_name", N_ ("Agency"), QZ_VALUE_TEXT },
    { "uscc", N_ ("Unified social credit code"), QZ_VALUE_TEXT },
    { "agreement_no", N_ ("Agreement"), QZ_VALUE_TEXT },
    { "agreement_from", N_ ("Agreement from"), QZ_VALUE_DAY },
    { "agreement_to", N_ ("Agreement until"), QZ_VALUE_DAY },
    { "status", N_ ("Admission"), QZ_VALUE_TEXT },
    { "admitted_from", N_ ("Admitted from"), QZ_VALUE_DAY },
    { "suspended_from", N_ ("Suspended from"), QZ_VALUE_DAY },
    { "stopped_from", N_ ("Stopped from"), QZ_VALUE_DAY },
    ORIGIN,
    { "imported_by", N_ ("Imported by"), QZ_VALUE_TEXT },
    { "imported_at", N_ ("Imported at"), QZ_VALUE_TEXT },
  };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("history", columns);

  if (!qz_registry_lists_fill_facts (qz_book_get_store (book), id, sheet, error)
      || !name_levels (book, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static const QzSheetColumn statement_columns[] = {
  { "period", N_ ("Month of costs"), QZ_VALUE_PERIOD },
  { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
  { "declared", N_ ("Declared"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "advance_paid", N_ ("Advance paid"), QZ_VALUE_FEN },
  { "daily_paid", N_ ("Paid daily"), QZ_VALUE_FEN },
  { "settled", N_ ("Paid by settlement"), QZ_VALUE_FEN },
  { "open", N_ ("Open payments"), QZ_VALUE_FEN },
  { "settlement", N_ ("Month settlement"), QZ_VALUE_TEXT },
};
#define FIRST_CELL 2 /* columns from here on are QzStatementCell */

static QzSheet *
load_statement (QzBook *book, gint64 id, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("statement", statement_columns);

  if (!qz_registry_lists_fill_statement (qz_book_get_store (book), id, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static QzSheet *
load_documents (QzBook *book, gint64 id, GError **error)
{
  static const QzSheetColumn columns[] = {
    { "number", N_ ("Number"), QZ_VALUE_TEXT },
    { "kind", N_ ("Kind"), QZ_VALUE_TEXT },
    { "insurance", N_ ("Insurance"), QZ_VALUE_TEXT },
    { "period", N_ ("Month of costs"), QZ_VALUE_PERIOD },
    { "business_day", N_ ("Business day"), QZ_VALUE_DAY },
    { "line_no", N_ ("Line"), QZ_VALUE_COUNT },
    { "pay", N_ ("To be paid"), QZ_VALUE_FEN },
    { "pay_status", N_ ("Payment"), QZ_VALUE_TEXT },
    { "state", N_ ("State"), QZ_VALUE_TEXT },
  };
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("documents", columns);

  if (!qz_registry_lists_fill_documents (qz_book_get_store (book), id, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static QzSheet *
load_accounts (QzBook *book, const char *code, GError **error)
{
  g_autoptr (QzSheet) sheet = QZ_SHEET_NEW ("accounts", account_columns);

  if (!qz_registry_lists_fill_accounts (qz_book_get_store (book), "provider", code, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* The newest state as facts. */
static void
set_facts (QzSheet *sheet, QzSheet *history)
{
  for (guint i = 0; i < qz_sheet_get_n_columns (history); i++)
    {
      const char *name = qz_sheet_get_column_name (history, i);
      const char *title = qz_sheet_get_column_title (history, i);

      if (qz_sheet_get_n_rows (history) == 0 || qz_sheet_is_empty (history, 0, i))
        continue;
      if (qz_sheet_get_column_type (history, i) == QZ_VALUE_TEXT)
        qz_sheet_set_text (sheet, name, title, qz_sheet_get_text (history, 0, i));
      else
        qz_sheet_set_number (sheet, name, title, qz_sheet_get_column_type (history, i),
                             qz_sheet_get_number (history, 0, i));
    }
}

static gboolean
add_loaded (QzSheet *sheet, QzSheet *child)
{
  g_autoptr (QzSheet) owned = child;

  if (owned != NULL)
    qz_sheet_add_child (sheet, owned);
  return owned != NULL;
}

static gboolean
set_open (QzSheet *sheet, GError **error)
{
  QzSheet *statement = qz_sheet_find_child (sheet, "statement");
  const int column = qz_sheet_find_column (statement, "open");
  gint64 open = 0;

  if (!qz_sheet_sum (statement, (guint) column, &open, error))
    return FALSE;
  qz_sheet_set_number (sheet, "open", _("Open payments"), QZ_VALUE_FEN, open);
  return TRUE;
}

QzSheet *
qz_registry_show_provider (QzBook *book, const char *code, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("provider");
  g_autoptr (QzSheet) history = NULL;
  gint64 id = 0;

  if (!find_provider (book, code, &id, error))
    return NULL;
  history = load_history (book, id, error);
  if (history == NULL || !add_loaded (sheet, load_statement (book, id, error))
      || !add_loaded (sheet, load_documents (book, id, error))
      || !add_loaded (sheet, load_accounts (book, code, error)))
    return NULL;
  qz_sheet_set_text (sheet, "code", _("Code"), code);
  set_facts (sheet, history);
  qz_sheet_add_child (sheet, history);
  if (!set_open (sheet, error) || !qz_provider_service_add_facts (book, id, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── what a statement is made of ─────────────────────────────────────────────────────────────── */

typedef struct {
  QzPeriod period;
  QzInsurance insurance;
  int cell; /* QzStatementCell; -1: the whole month */
} Asked;

static gboolean
parse_cell (const char *text, Asked *out, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 3);
  const guint n_parts = g_strv_length (parts);
  g_autoptr (GError) reason = NULL;

  out->cell = -1;
  for (guint i = 0; n_parts == 3 && i < QZ_N_STATEMENT_CELLS; i++)
    if (g_str_equal (statement_columns[FIRST_CELL + i].name, parts[2]))
      out->cell = (int) i;
  if (n_parts >= 2 && qz_period_parse (parts[0], &out->period, &reason)
      && qz_fund_parse (parts[1], &out->insurance) && (n_parts == 2 || out->cell >= 0))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "bad-cell",
                _("“%s” is no cell of a statement; write for instance 2026-03/EMP/declared or "
                  "2026-03/EMP"),
                text);
  return FALSE;
}

static QzSheet *
new_items (void)
{
  static const QzSheetColumn columns[] = {
    { "what", N_ ("Item"), QZ_VALUE_TEXT },         { "day", N_ ("Day"), QZ_VALUE_DAY },
    { "amount", N_ ("Amount"), QZ_VALUE_FEN },      { "document", N_ ("Document"), QZ_VALUE_TEXT },
    { "line_no", N_ ("Line"), QZ_VALUE_COUNT },     { "batch", N_ ("Bank batch"), QZ_VALUE_TEXT },
    { "voucher", N_ ("Voucher"), QZ_VALUE_TEXT },   { "file", N_ ("File"), QZ_VALUE_TEXT },
    { "file_line", N_ ("Line"), QZ_VALUE_COUNT },
  };

  return QZ_SHEET_NEW ("items", columns);
}

/* Items of themselves say nothing but, of deductions and vouchers, their reason. */
static gboolean
fill_items (QzBook *book, gint64 id, const Asked *asked, int cell, QzSheet *sheet, GError **error)
{
  const char *title = _ (statement_columns[FIRST_CELL + cell].title);
  const guint first = qz_sheet_get_n_rows (sheet);

  if (!qz_registry_lists_fill_items (qz_book_get_store (book), id, asked->period, asked->insurance,
                                     (QzStatementCell) cell, sheet, error))
    return FALSE;
  for (guint row = first; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *what = qz_sheet_get_text (sheet, row, 0);
      g_autofree char *both =
          what != NULL ? g_strdup_printf (_("%s: %s"), title, what) : g_strdup (title);

      qz_sheet_put_text (sheet, row, 0, both);
    }
  return TRUE;
}

/* The row of the statement; -1 when the month is not on it. */
static int
find_month (QzSheet *statement, const Asked *asked)
{
  const char *insurance = qz_insurance_to_text (asked->insurance);

  for (guint row = 0; row < qz_sheet_get_n_rows (statement); row++)
    if (qz_sheet_get_number (statement, row, 0) == asked->period
        && g_strcmp0 (qz_sheet_get_text (statement, row, 1), insurance) == 0)
      return (int) row;
  return -1;
}

/* Where the month is settled, there is a statement on paper (F-STMT). */
static gboolean
set_settlement (QzBook *book, gint64 id, const Asked *asked, QzSheet *items, GError **error)
{
  const guint column = G_N_ELEMENTS (statement_columns) - 1;
  g_autoptr (QzSheet) statement = load_statement (book, id, error);
  const int row = statement != NULL ? find_month (statement, asked) : -1;

  if (row >= 0 && !qz_sheet_is_empty (statement, (guint) row, column))
    qz_sheet_set_text (items, "settlement", _ (statement_columns[column].title),
                       qz_sheet_get_text (statement, (guint) row, column));
  return statement != NULL;
}

/* The cell as the statement shows it, beside the sum of its items. */
static gboolean
set_tie (QzBook *book, gint64 id, const Asked *asked, QzSheet *items, GError **error)
{
  const guint column = FIRST_CELL + (guint) asked->cell;
  g_autoptr (QzSheet) statement = load_statement (book, id, error);
  const int row = statement != NULL ? find_month (statement, asked) : -1;
  gint64 sum = 0, value = 0;

  if (statement == NULL || !qz_sheet_sum (items, 2, &sum, error))
    return FALSE;
  if (row >= 0)
    value = qz_sheet_get_number (statement, (guint) row, column);
  qz_sheet_set_number (items, "value", _ (statement_columns[column].title), QZ_VALUE_FEN, value);
  qz_sheet_set_number (items, "sum", _("Sum of the items"), QZ_VALUE_FEN, sum);
  return TRUE;
}

QzSheet *
qz_registry_explain_statement (QzBook *book, const char *code, const char *cell, GError **error)
{
  g_autoptr (QzSheet) items = new_items ();
  Asked asked = { 0 };
  gint64 id = 0;

  if (!parse_cell (cell, &asked, error) || !find_provider (book, code, &id, error))
    return NULL;
  qz_sheet_set_text (items, "provider_code", _("Provider"), code);
  qz_sheet_set_number (items, "period", _("Month of costs"), QZ_VALUE_PERIOD, asked.period);
  qz_sheet_set_text (items, "insurance", _("Insurance"), qz_insurance_to_text (asked.insurance));
  for (int i = 0; i < QZ_N_STATEMENT_CELLS; i++)
    if ((asked.cell < 0 || asked.cell == i) && !fill_items (book, id, &asked, i, items, error))
      return NULL;
  if (asked.cell >= 0 ? !set_tie (book, id, &asked, items, error)
                      : !set_settlement (book, id, &asked, items, error))
    return NULL;
  return g_steal_pointer (&items);
}
