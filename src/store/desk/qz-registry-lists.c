/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-registry-lists.h"

#include "qz-sheet-fill.h"

/* The valid row of a code is the one with the greatest id. */
#define AREA_NAME(code)                                                                            \
  "(SELECT name FROM area WHERE code = " code " ORDER BY id DESC LIMIT 1)"
#define AGENCY_NAME(code)                                                                          \
  "(SELECT name FROM agency WHERE code = " code " ORDER BY id DESC LIMIT 1)"
#define PROVIDER_NAME(code)                                                                        \
  "(SELECT f.name FROM provider_fact f JOIN provider p ON p.id = f.provider_id"                    \
  " WHERE p.code = " code " ORDER BY f.id DESC LIMIT 1)"
/* 暂付款—即时结算: what was paid before the month was settled (3.3). */
#define OPEN_ACCOUNT "'TEMP_PAID.INSTANT'"
/* "L_AG_220200_EMP" ends in the insurance. */
#define LEDGER_INSURANCE(ledger) "substr (" ledger ", -3)"

static gboolean
fill (QzStore *store, const char *sql, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, sql, error);

  return rows != NULL && qz_statement_bind (rows, error, "") && qz_sheet_fill (sheet, rows, error);
}

static gboolean
fill_for (QzStore *store, const char *sql, gint64 provider_id, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, sql, error);

  return rows != NULL && qz_statement_bind (rows, error, "i", provider_id)
         && qz_sheet_fill (sheet, rows, error);
}

/* ── agencies, areas, accounts ───────────────────────────────────────────────────────────────── */

gboolean
qz_registry_lists_fill_agencies (QzStore *store, QzSheet *sheet, GError **error)
{
  static const char sql[] =
      "SELECT a.code, a.name, a.area, " AREA_NAME ("a.area") ", a.level, a.uscc, i.id,"
      " i.file_name, a.line_no FROM agency a JOIN import_file i ON i.id = a.import_id"
      " WHERE a.id = (SELECT max (id) FROM agency WHERE code = a.code) ORDER BY a.code";

  return fill (store, sql, sheet, error);
}

gboolean
qz_registry_lists_fill_areas (QzStore *store, QzSheet *sheet, GError **error)
{
  static const char sql[] =
      "SELECT a.code, a.name, a.level, a.parent, " AREA_NAME ("a.parent") ", i.id, i.file_name,"
      " a.line_no FROM area a JOIN import_file i ON i.id = a.import_id"
      " WHERE a.id = (SELECT max (id) FROM area WHERE code = a.code) ORDER BY a.code";

  return fill (store, sql, sheet, error);
}

gboolean
qz_registry_lists_fill_accounts (QzStore *store, const char *owner_kind, const char *owner_code,
                                 QzSheet *sheet, GError **error)
{
  /* Of an owner, a use and an insurance, the row with the greatest id is the account. */
  static const char sql[] =
      "SELECT b.account_name, b.account_no, b.account_kind, b.insurance, b.bank_name, b.bank_no,"
      " b.owner_kind, b.owner_code, CASE b.owner_kind WHEN 'agency' THEN "
      AGENCY_NAME ("b.owner_code") " ELSE " PROVIDER_NAME ("b.owner_code") " END,"
      " i.id, i.file_name, b.line_no FROM bank_account b JOIN import_file i ON i.id = b.import_id"
      " WHERE (?1 IS NULL OR b.owner_kind = ?1) AND (?2 IS NULL OR b.owner_code = ?2)"
      " AND NOT EXISTS (SELECT 1 FROM bank_account n WHERE n.owner_kind = b.owner_kind"
      " AND n.owner_code = b.owner_code AND n.account_kind = b.account_kind"
      " AND n.insurance IS b.insurance AND n.id > b.id)"
      " ORDER BY b.owner_kind, b.owner_code, b.account_kind, b.insurance";
  QzStatement *rows = qz_store_prepare (store, sql, error);

  return rows != NULL && qz_statement_bind (rows, error, "tt", owner_kind, owner_code)
         && qz_sheet_fill (sheet, rows, error);
}

/* ── providers ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_registry_lists_fill_providers (QzStore *store, QzSheet *sheet, GError **error)
{
  static const char sql[] =
      "WITH balance AS (SELECT provider_id, sum (debit_fen - credit_fen) AS fen"
      " FROM account_balance WHERE account = " OPEN_ACCOUNT " GROUP BY provider_id),"
      " paid AS (SELECT l.provider_id, max (l.period) AS period FROM bank_line_state s"
      " JOIN bank_line x ON x.id = s.bank_line_id JOIN document_line l ON l.id = x.document_line_id"
      " WHERE s.status = '00' GROUP BY l.provider_id)"
      " SELECT p.code, f.name, f.status, coalesce (b.fen, 0), d.period, f.kind, f.level, f.area, "
      AREA_NAME ("f.area") ", f.admitted_from, f.agreement_to"
      " FROM provider p JOIN provider_fact f ON f.id ="
      " (SELECT max (id) FROM provider_fact WHERE provider_id = p.id)"
      " LEFT JOIN balance b ON b.provider_id = p.id LEFT JOIN paid d ON d.provider_id = p.id"
      " ORDER BY p.code";

  return fill (store, sql, sheet, error);
}

gboolean
qz_registry_lists_find_provider (QzStore *store, const char *code, gint64 *out, GError **error)
{
  QzStatement *find = qz_store_prepare (store, "SELECT id FROM provider WHERE code = ?1", error);

  return find != NULL && qz_statement_bind (find, error, "t", code)
         && qz_statement_get_number (find, out, error);
}

gboolean
qz_registry_lists_fill_facts (QzStore *store, gint64 provider_id, QzSheet *sheet, GError **error)
{
  static const char sql[] =
      "SELECT f.name, f.kind, f.level, f.area, " AREA_NAME ("f.area") ", f.managed_by, "
      AGENCY_NAME ("f.managed_by") ", f.uscc, f.agreement_no, f.agreement_from, f.agreement_to,"
      " f.status, f.admitted_from, f.suspended_from, f.stopped_from, i.id, i.file_name, f.line_no,"
      " c.actor, c.business_time FROM provider_fact f JOIN import_file i ON i.id = f.import_id"
      " LEFT JOIN change_range r ON r.table_name = 'provider_fact' AND r.last_id >= f.id"
      " AND r.first_id <= f.id LEFT JOIN change_log c ON c.id = r.change_id"
      " WHERE f.provider_id = ?1 ORDER BY f.id DESC";

  return fill_for (store, sql, provider_id, sheet, error);
}

/* ── what a provider was paid and is owed ────────────────────────────────────────────────────── */

/* Lines whose money has arrived. */
#define PAID_LINES                                                                                 \
  " FROM document_line l JOIN document d ON d.id = l.document_id"                                  \
  " JOIN bank_line x ON x.document_line_id = l.id"                                                 \
  " JOIN bank_line_state s ON s.bank_line_id = x.id AND s.status = '00'"
#define LIVING "NOT IN ('refused', 'cancelled')"

gboolean
qz_registry_lists_fill_statement (QzStore *store, gint64 provider_id, QzSheet *sheet,
                                  GError **error)
{
  static const char sql[] =
      "WITH part (period, insurance, declared, deducted, advance, daily, settled, open) AS ("
      "SELECT period, insurance, declared_fen, 0, 0, 0, 0, 0 FROM declaration"
      " WHERE provider_id = ?1"
      " UNION ALL SELECT period, insurance, 0, amount_fen, 0, 0, 0, 0 FROM deduction"
      " WHERE provider_id = ?1"
      " UNION ALL SELECT l.period, d.insurance, 0, 0, (d.kind = 'advance') * x.amount_fen,"
      " (d.kind = 'daily') * x.amount_fen, (d.kind = 'settlement') * x.amount_fen, 0" PAID_LINES
      " WHERE l.provider_id = ?1"
      " UNION ALL SELECT item_period, " LEDGER_INSURANCE ("ledger") ", 0, 0, 0, 0, 0,"
      " debit_fen - credit_fen FROM account_balance WHERE account = " OPEN_ACCOUNT
      " AND provider_id = ?1)"
      " SELECT period, insurance, sum (declared), sum (deducted), sum (advance), sum (daily),"
      " sum (settled), sum (open), (SELECT d.number FROM document_line l JOIN document d"
      " ON d.id = l.document_id JOIN document_state t ON t.document_id = d.id"
      " WHERE l.provider_id = ?1 AND l.period = part.period AND d.kind = 'settlement'"
      " AND d.insurance = part.insurance AND l.source_line_id IS NULL AND t.state " LIVING
      " ORDER BY d.id DESC LIMIT 1)"
      " FROM part GROUP BY period, insurance ORDER BY period DESC, insurance";

  return fill_for (store, sql, provider_id, sheet, error);
}

gboolean
qz_registry_lists_fill_documents (QzStore *store, gint64 provider_id, QzSheet *sheet,
                                  GError **error)
{
  static const char sql[] =
      "SELECT d.number, d.kind, d.insurance, l.period, d.business_day, l.line_no, l.pay_fen,"
      " CASE WHEN l.pay_fen = 0 THEN 'none' ELSE coalesce ((SELECT s.status FROM bank_line x"
      " JOIN bank_line_state s ON s.bank_line_id = x.id WHERE x.document_line_id = l.id"
      " ORDER BY x.id DESC LIMIT 1), 'open') END, t.state"
      " FROM document_line l JOIN document d ON d.id = l.document_id"
      " JOIN document_state t ON t.document_id = d.id WHERE l.provider_id = ?1"
      " ORDER BY d.business_day DESC, d.id DESC, l.line_no";

  return fill_for (store, sql, provider_id, sheet, error);
}

/* Paid lines of one kind of document. */
#define PAID_ITEMS(kind)                                                                           \
  "SELECT NULL, b.pay_day, x.amount_fen, d.number, l.line_no, b.number, NULL, NULL, NULL"          \
  PAID_LINES " JOIN bank_batch b ON b.id = x.batch_id WHERE l.provider_id = ?1"                    \
  " AND l.period = ?2 AND d.insurance = ?3 AND d.kind = '" kind "' ORDER BY b.pay_day, x.id"

static const char *const item_sql[QZ_N_STATEMENT_CELLS] = {
  [QZ_STATEMENT_DECLARED] =
      "SELECT NULL, r.cutoff_day, r.declared_fen, NULL, NULL, NULL, NULL, i.file_name, r.line_no"
      " FROM declaration r JOIN import_file i ON i.id = r.import_id WHERE r.provider_id = ?1"
      " AND r.period = ?2 AND r.insurance = ?3",
  [QZ_STATEMENT_DEDUCTED] =
      "SELECT r.reason, r.confirmed_day, r.amount_fen, NULL, NULL, NULL, NULL, i.file_name,"
      " r.line_no FROM deduction r JOIN import_file i ON i.id = r.import_id"
      " WHERE r.provider_id = ?1 AND r.period = ?2 AND r.insurance = ?3 ORDER BY r.id",
  [QZ_STATEMENT_ADVANCE_PAID] = PAID_ITEMS ("advance"),
  [QZ_STATEMENT_DAILY_PAID] = PAID_ITEMS ("daily"),
  [QZ_STATEMENT_SETTLED] = PAID_ITEMS ("settlement"),
  [QZ_STATEMENT_OPEN] =
      "SELECT v.summary, v.day, w.debit_fen - w.credit_fen, d.number, l.line_no, NULL,"
      " v.ledger || '/' || substr (v.period, 1, 4) || '-' || substr (v.period, 5) || '/'"
      " || v.number, NULL, NULL"
      " FROM voucher_line w JOIN voucher v ON v.id = w.voucher_id"
      " LEFT JOIN document_line l ON l.id = v.document_line_id"
      " LEFT JOIN document d ON d.id = l.document_id WHERE w.account = " OPEN_ACCOUNT
      " AND w.provider_id = ?1 AND w.item_period = ?2 AND " LEDGER_INSURANCE ("v.ledger") " = ?3"
      " ORDER BY v.id, w.line_no",
};

gboolean
qz_registry_lists_fill_items (QzStore *store, gint64 provider_id, QzPeriod period,
                              QzInsurance insurance, QzStatementCell cell, QzSheet *sheet,
                              GError **error)
{
  QzStatement *rows = qz_store_prepare (store, item_sql[cell], error);

  return rows != NULL
         && qz_statement_bind (rows, error, "iit", provider_id, (gint64) period,
                               qz_insurance_to_text (insurance))
         && qz_sheet_fill (sheet, rows, error);
}
