/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-dashboard-repo.h"

#include "qz-sheet-fill.h"

gboolean
qz_dashboard_repo_has_begun (QzStore *store, gboolean *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store, "SELECT EXISTS (SELECT 1 FROM claim) OR EXISTS (SELECT 1 FROM document)", error);

  if (statement == NULL || !qz_statement_step (statement, error))
    return FALSE;
  *out = qz_statement_get_int (statement, 0) != 0;
  qz_statement_reset (statement);
  return TRUE;
}

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

gboolean
qz_dashboard_repo_fill_payments (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT d.number, d.kind, d.insurance, p.period, p.day, p.out_fen - p.back_fen"
      " FROM document_paid p JOIN document d ON d.id = p.document_id"
      " ORDER BY p.day DESC, d.number, p.period",
      error);

  return rows != NULL && qz_sheet_fill (sheet, rows, error);
}

/* A settlement that came back (SM-5) in one of a later month, or that has no due day, was due when
 * the settlement of its own month was. What came back was fixed by the settlement that it comes
 * from; settlement_sum has it twice. */
#define LIVING "NOT IN ('refused', 'cancelled')"

/* What the share of a month adds up, piece by piece: the one source of its figures and of the list
 * behind them. */
#define SHARE_PARTS \
  "WITH due AS (SELECT id, kind, period, coalesce ((SELECT c.due_day FROM deadline_change c" \
  "   WHERE c.document_id = d.id ORDER BY c.id DESC LIMIT 1), due_day) AS due_day" \
  "  FROM document d)," \
  " month_due (period, day) AS MATERIALIZED (SELECT period, min (due_day) FROM due" \
  "  WHERE kind = 'settlement' AND period BETWEEN ?1 AND ?2 GROUP BY period)," \
  " paid AS (SELECT p.document_id, p.period, p.day, d.kind, p.out_fen - p.back_fen AS fen," \
  "   coalesce (iif (d.period = p.period, d.due_day, NULL), m.day) AS due_day" \
  "  FROM document_paid p JOIN due d ON d.id = p.document_id" \
  "  LEFT JOIN month_due m ON m.period = p.period WHERE p.period BETWEEN ?1 AND ?2)," \
  " m (document_id, period, day, part, fen) AS (" \
  "  SELECT document_id, period, day, iif (kind = 'settlement'," \
  "   iif (day <= due_day, 'in_time', 'late'), kind), fen FROM paid" \
  "  UNION ALL SELECT t.document_id, t.period, NULL, 'total', t.payable_fen FROM settlement_sum t" \
  "  JOIN document_state s ON s.document_id = t.document_id" \
  "  WHERE t.period BETWEEN ?1 AND ?2 AND s.state " LIVING \
  "  UNION ALL SELECT b.document_id, b.period, NULL, 'total', -b.f5 FROM deferral x" \
  "  JOIN document_line l ON l.id = x.document_line_id" \
  "  JOIN document d ON d.id = l.document_id AND d.kind = 'settlement'" \
  "  JOIN document_line b ON b.provider_id = l.provider_id AND b.source_line_id = l.id" \
  "  JOIN document_state s ON s.document_id = b.document_id" \
  "  WHERE b.period BETWEEN ?1 AND ?2 AND s.state " LIVING ")"

gboolean
qz_dashboard_repo_fill_shares (QzStore *store, QzPeriod from, QzPeriod to, QzSheet *sheet,
                               GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      SHARE_PARTS " SELECT period, sum (iif (part = 'advance', fen, 0)),"
                  " sum (iif (part = 'daily', fen, 0)), sum (iif (part = 'in_time', fen, 0)),"
                  " sum (iif (part = 'late', fen, 0)), sum (iif (part = 'total', fen, 0)) FROM m"
                  " GROUP BY period ORDER BY period",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "ii", (gint64) from, (gint64) to)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_dashboard_repo_fill_share_parts (QzStore *store, QzPeriod period, gboolean fixed,
                                    QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      SHARE_PARTS " SELECT d.number, d.insurance, m.day, m.part, sum (m.fen) FROM m"
                  " JOIN document d ON d.id = m.document_id WHERE (m.part = 'total') = ?3"
                  " AND m.part IN ('advance', 'daily', 'in_time', 'late', 'total')"
                  " GROUP BY d.id, m.day, m.part ORDER BY m.day, d.number",
      error);

  return rows != NULL
         && qz_statement_bind (rows, error, "iii", (gint64) period, (gint64) period,
                               (gint64) (fixed != FALSE))
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
