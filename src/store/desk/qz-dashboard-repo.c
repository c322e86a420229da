/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-dashboard-repo.h"

#include "qz-sheet-fill.h"

gboolean
qz_dashboard_repo_fill_paid (QzStore *store, QzDay from, QzDay to, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT p.day, d.kind, sum (p.out_fen - p.back_fen) FROM document_paid p"
      " JOIN document d ON d.id = p.document_id WHERE p.day BETWEEN ?1 AND ?2"
      " GROUP BY p.day, d.kind ORDER BY p.day, d.kind",
      error);
  char first[11], last[11];

  qz_day_write (from, first);
  qz_day_write (to, last);
  return rows != NULL && qz_statement_bind (rows, error, "tt", first, last)
         && qz_sheet_fill (sheet, rows, error);
}

/* Settlements whose lines all come back in another one (SM-5) fix nothing themselves. */
#define FIXES_NOTHING "('refused', 'cancelled', 'deferred')"

gboolean
qz_dashboard_repo_fill_shares (QzStore *store, QzPeriod from, QzPeriod to, QzSheet *sheet,
                               GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH due AS (SELECT id, kind, coalesce ((SELECT c.due_day FROM deadline_change c"
      "   WHERE c.document_id = d.id ORDER BY c.id DESC LIMIT 1), due_day) AS due_day"
      "  FROM document d),"
      " m (period, advance, daily, in_time, late, total) AS ("
      "  SELECT p.period, iif (d.kind = 'advance', out_fen - back_fen, 0),"
      "   iif (d.kind = 'daily', out_fen - back_fen, 0),"
      "   iif (d.kind = 'settlement' AND p.day <= d.due_day, out_fen - back_fen, 0),"
      "   iif (d.kind = 'settlement' AND (d.due_day IS NULL OR p.day > d.due_day),"
      "        out_fen - back_fen, 0), 0"
      "  FROM document_paid p JOIN due d ON d.id = p.document_id WHERE p.period BETWEEN ?1 AND ?2"
      "  UNION ALL SELECT t.period, 0, 0, 0, 0, t.payable_fen FROM settlement_sum t"
      "  JOIN document_state s ON s.document_id = t.document_id"
      "  WHERE t.period BETWEEN ?1 AND ?2 AND s.state NOT IN " FIXES_NOTHING ")"
      " SELECT period, sum (advance), sum (daily), sum (in_time), sum (late), sum (total) FROM m"
      " GROUP BY period ORDER BY period",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "ii", (gint64) from, (gint64) to)
         && qz_sheet_fill (sheet, rows, error);
}

/* item_sum says which months are open at all; only those are looked at provider by provider. */
gboolean
qz_dashboard_repo_fill_open (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH months AS MATERIALIZED (SELECT DISTINCT item_period FROM item_sum"
      "  WHERE account = 'TEMP_PAID.INSTANT' AND debit_fen <> credit_fen)"
      " SELECT b.item_period, b.provider_id, sum (b.debit_fen - b.credit_fen) FROM months m"
      " CROSS JOIN account_balance b INDEXED BY account_balance_by_item"
      "  ON b.account = 'TEMP_PAID.INSTANT' AND b.item_period = m.item_period"
      " WHERE b.item_period <> 0 GROUP BY b.item_period, b.provider_id"
      " HAVING sum (b.debit_fen - b.credit_fen) <> 0",
      error);

  return rows != NULL && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_dashboard_repo_get_provider (QzStore *store, gint64 provider_id, char **out_code,
                                char **out_name, GError **error)
{
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT p.code, coalesce ((SELECT f.name FROM provider_fact f WHERE f.provider_id = p.id"
      "  ORDER BY f.id DESC LIMIT 1), '') FROM provider p WHERE p.id = ?1",
      error);
  gboolean found = FALSE;

  if (find == NULL || !qz_statement_bind (find, error, "i", provider_id)
      || !qz_statement_step_once (find, &found, error))
    return FALSE;
  *out_code = g_strdup (found ? qz_statement_get_text (find, 0) : "");
  *out_name = g_strdup (found ? qz_statement_get_text (find, 1) : "");
  qz_statement_reset (find);
  return TRUE;
}

gboolean
qz_dashboard_repo_get_waiting (QzStore *store, QzWaitingBatches *out, GError **error)
{
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT count (*), coalesce (sum (b.total_fen), 0), min (b.pay_day) FROM bank_batch b"
      " JOIN bank_batch_state s ON s.batch_id = b.id WHERE s.state = 'exported'",
      error);
  gboolean found = FALSE;

  *out = (QzWaitingBatches) { .oldest = QZ_DAY_NONE };
  if (find == NULL || !qz_statement_step_once (find, &found, error))
    return FALSE;
  out->n = qz_statement_get_int (find, 0);
  out->total_fen = qz_statement_get_int (find, 1);
  if (out->n > 0 && !qz_day_parse (qz_statement_get_text (find, 2), &out->oldest, error))
    return FALSE;
  qz_statement_reset (find);
  return TRUE;
}

gboolean
qz_dashboard_repo_fill_unpaid (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT d.kind, s.state, count (*), sum (d.total_fen) FROM document_state s"
      " JOIN document d ON d.id = s.document_id WHERE s.state IN ('failed', 'part-paid')"
      " GROUP BY d.kind, s.state ORDER BY s.state, d.kind",
      error);

  return rows != NULL && qz_sheet_fill (sheet, rows, error);
}
