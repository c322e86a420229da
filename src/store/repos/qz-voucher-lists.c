/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of vouchers and balances; qz-voucher-repo.h says which columns they fill. */
#include "qz-voucher-repo.h"

#include "qz-sheet-fill.h"

gboolean
qz_voucher_repo_fill_list (QzStore *store, const char *ledger, QzPeriod period,
                           gboolean newest_first, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT v.ledger, v.period, v.number, v.day, v.event, v.summary, v.total_fen, d.number,"
      "       l.line_no, (SELECT r.number FROM voucher r WHERE r.reverses_id = v.id), v.posted_by"
      "  FROM voucher v"
      "  LEFT JOIN document_line l ON l.id = v.document_line_id"
      "  LEFT JOIN document d ON d.id = l.document_id"
      " WHERE (?1 IS NULL OR v.ledger = ?1) AND (?2 = 0 OR v.period = ?2)"
      " ORDER BY CASE WHEN ?3 THEN -v.id END, v.ledger, v.period, v.number",
      error);

  return st != NULL
         && qz_statement_bind (st, error, "tii", ledger, (gint64) period, (gint64) newest_first)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_voucher_repo_fill_lines (QzStore *store, gint64 voucher_id, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT x.line_no, x.account, p.code, f.name, nullif(x.item_period, 0), nullif(x.path, ''),"
      "       b.account_no, x.debit_fen, x.credit_fen, NULL,"
      "       coalesce((SELECT y.summary FROM voucher_draft_event e"
      "         JOIN voucher_draft_line y ON y.draft_id = e.draft_id AND y.line_no = x.line_no"
      "         WHERE e.voucher_id = x.voucher_id), v.summary)"
      "  FROM voucher_line x JOIN voucher v ON v.id = x.voucher_id"
      "  LEFT JOIN provider p ON p.id = x.provider_id"
      "  LEFT JOIN provider_fact f ON f.id ="
      "       (SELECT max(id) FROM provider_fact WHERE provider_id = x.provider_id)"
      "  LEFT JOIN bank_account b ON b.id = x.bank_account_id"
      " WHERE x.voucher_id = ?1 ORDER BY x.line_no",
      error);

  return st != NULL && qz_statement_bind (st, error, "i", voucher_id)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_voucher_repo_fill_balance (QzStore *store, const char *ledger, QzPeriod period,
                              const char *account, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT b.account, p.code, f.name, nullif(b.item_period, 0), nullif(b.path, ''),"
      "       sum(b.debit_fen), sum(b.credit_fen)"
      "  FROM account_balance b"
      "  LEFT JOIN provider p ON p.id = b.provider_id"
      "  LEFT JOIN provider_fact f ON f.id ="
      "       (SELECT max(id) FROM provider_fact WHERE provider_id = b.provider_id)"
      " WHERE b.ledger = ?1 AND (?2 = 0 OR b.period <= ?2) AND (?3 IS NULL OR b.account = ?3)"
      " GROUP BY b.account, b.provider_id, b.item_period, b.path"
      " ORDER BY b.account, p.code, b.item_period, b.path",
      error);

  return st != NULL && qz_statement_bind (st, error, "tit", ledger, (gint64) period, account)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_voucher_repo_fill_entries (QzStore *store, const QzVoucherLineQuery *query, QzSheet *sheet,
                              GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT v.ledger, v.period, v.number, v.ledger || '/' || substr(v.period, 1, 4) || '-'"
      "       || substr(v.period, 5) || '/' || v.number, v.day,"
      "       coalesce((SELECT y.summary FROM voucher_draft_event e"
      "         JOIN voucher_draft_line y ON y.draft_id = e.draft_id AND y.line_no = x.line_no"
      "         WHERE e.voucher_id = v.id), v.summary),"
      "       x.account, p.code, f.name, nullif(x.item_period, 0), nullif(x.path, ''),"
      "       x.debit_fen, x.credit_fen, d.number"
      "  FROM voucher_line x JOIN voucher v ON v.id = x.voucher_id"
      "  LEFT JOIN provider p ON p.id = x.provider_id"
      "  LEFT JOIN provider_fact f ON f.id ="
      "       (SELECT max(id) FROM provider_fact WHERE provider_id = x.provider_id)"
      "  LEFT JOIN document_line l ON l.id = v.document_line_id"
      "  LEFT JOIN document d ON d.id = l.document_id"
      " WHERE v.ledger = ?1 AND (?2 IS NULL OR x.account = ?2) AND (?3 IS NULL OR p.code = ?3)"
      "   AND (?4 IS NULL OR x.path = ?4) AND (?5 = 0 OR x.item_period = ?5)"
      "   AND (?6 = 0 OR v.period >= ?6) AND (?7 = 0 OR v.period <= ?7)"
      " ORDER BY v.id, x.line_no",
      error);

  return st != NULL
         && qz_statement_bind (st, error, "ttttiii", query->ledger, query->account,
                               query->provider, query->path, (gint64) query->item_period,
                               (gint64) query->from, (gint64) query->to)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_voucher_repo_fill_trial (QzStore *store, const char *ledger, QzPeriod period, QzSheet *sheet,
                            GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT b.account, sum(b.debit_fen * (b.period < ?2)), sum(b.credit_fen * (b.period < ?2)),"
      "       sum(b.debit_fen * (b.period = ?2)), sum(b.credit_fen * (b.period = ?2))"
      "  FROM account_balance b WHERE b.ledger = ?1 AND b.period <= ?2"
      " GROUP BY b.account ORDER BY b.account",
      error);

  return st != NULL && qz_statement_bind (st, error, "ti", ledger, (gint64) period)
         && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_voucher_repo_fill_ledgers (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT ledger, min(period), max(period), count(*) FROM voucher GROUP BY ledger"
      " ORDER BY ledger",
      error);

  return st != NULL && qz_sheet_fill (sheet, st, error);
}
