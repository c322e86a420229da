/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-check-repo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* @sql gives one row per difference: its place in words, ours, theirs (fen or counts). @opens: what
 * shows a difference; with "batch", "document" and "voucher" its place begins with the name of
 * one. */
typedef struct {
  const char *code;
  const char *opens;
  const char *what;
  const char *sql;
} Check;

static const Check checks[] = {
  { "K12", "batch", N_ ("Bank batch totals are the sums of their lines"),
    "SELECT b.number, b.total_fen, coalesce(sum(x.amount_fen), 0)"
    "  FROM bank_batch b LEFT JOIN bank_line x ON x.batch_id = b.id"
    " GROUP BY b.id HAVING b.total_fen <> coalesce(sum(x.amount_fen), 0)"
    "     OR b.n_lines <> count(x.id)" },
  { "K12", "document", N_ ("Bank lines pay what their document lines say"),
    "SELECT d.number || '/' || l.line_no, l.pay_fen, x.amount_fen"
    "  FROM bank_line x JOIN document_line l ON l.id = x.document_line_id"
    "  JOIN document d ON d.id = l.document_id WHERE x.amount_fen <> l.pay_fen" },
  { "K12", "document", N_ ("Document totals are the sums of their lines"),
    "SELECT d.number, d.total_fen, coalesce(sum(l.pay_fen), 0)"
    "  FROM document d LEFT JOIN document_line l ON l.document_id = d.id"
    " GROUP BY d.id HAVING d.total_fen <> coalesce(sum(l.pay_fen), 0)"
    "     OR d.n_lines <> count(l.id)" },
  /* IC-1 业务财务一致性. Every success or return that the bank reported has its voucher of the amount
   * and the day. */
  { "IC-1", "batch", N_ ("Every payment that the bank reported has its voucher"),
    "SELECT b.number || '/' || x.line_no, x.amount_fen, 0"
    "  FROM bank_line_event e JOIN bank_line x ON x.id = e.bank_line_id"
    "  JOIN bank_batch b ON b.id = x.batch_id"
    " WHERE e.status IN ('00', '03')"
    "   AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.bank_line_event_id = e.id)" },
  { "IC-1", "voucher", N_ ("Vouchers move the amount that the bank moved, on its day"),
    "SELECT v.ledger || '/' || v.period || '/' || v.number, x.amount_fen,"
    "       coalesce(sum(y.debit_fen + y.credit_fen), 0)"
    "  FROM voucher v JOIN bank_line_event e ON e.id = v.bank_line_event_id"
    "  JOIN bank_line x ON x.id = e.bank_line_id"
    "  LEFT JOIN voucher_line y ON y.voucher_id = v.id AND y.bank_account_id <> 0"
    /* One payment of assistance is of two kinds of money: EV-42 and EV-43 together. */
    " GROUP BY e.id, v.event = 'EV-09'"
    " HAVING coalesce(sum(y.debit_fen + y.credit_fen), 0) <> x.amount_fen"
    "     OR sum(e.trade_time <> '' AND substr(e.trade_time, 1, 10) <> v.day) > 0" },
  { "IC-1", "voucher", N_ ("Every voucher balances and its total is that of its lines"),
    "SELECT v.ledger || '/' || v.period || '/' || v.number, sum(y.debit_fen), sum(y.credit_fen)"
    "  FROM voucher v JOIN voucher_line y ON y.voucher_id = v.id"
    " GROUP BY v.id HAVING sum(y.debit_fen) <> sum(y.credit_fen)"
    "     OR sum(y.debit_fen) <> v.total_fen" },
  { "IC-1", "batch", N_ ("Every line that the bank paid is booked as what it pays for"),
    "SELECT b.number || '/' || x.line_no, x.amount_fen, 0 FROM bank_line x"
    "  JOIN bank_batch b ON b.id = x.batch_id"
    "  JOIN bank_line_state s ON s.bank_line_id = x.id AND s.status = '00'"
    " WHERE NOT EXISTS (SELECT 1 FROM voucher v WHERE v.document_line_id = x.document_line_id"
    "         AND v.event NOT IN ('EV-09', 'EV-09r') AND v.reverses_id IS NULL"
    "         AND NOT EXISTS (SELECT 1 FROM voucher r"
    "               WHERE r.document_line_id = v.document_line_id AND r.reverses_id = v.id))" },
  { "IC-1", "document", N_ ("Every settled month without payment has its voucher"),
    "SELECT d.number || '/' || l.line_no, l.f5, 0 FROM document d"
    "  JOIN document_state s ON s.document_id = d.id AND s.state NOT IN"
    "       ('made', 'reviewed', 'refused', 'cancelled')"
    "  JOIN document_line l ON l.document_id = d.id"
    " WHERE d.kind = 'settlement' AND l.pay_fen = 0 AND l.f5 > 0"
    "   AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.document_line_id = l.id"
    "         AND v.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM voucher r"
    "               WHERE r.document_line_id = l.id AND r.reverses_id = v.id))" },
  /* IC-2 拨付准确性: the line is the sum of its claims' amounts, and what is paid follows from it. */
  { "IC-2", "document", N_ ("Daily amounts are the sums of their claims' amounts"),
    "SELECT d.number || '/' || l.line_no, l.f6, s.total"
    "  FROM document_line l JOIN document d ON d.id = l.document_id,"
    "       (SELECT x.id AS line_id, (SELECT coalesce(sum(k.amount_fen), 0) FROM document_link k"
    "           WHERE k.id BETWEEN x.first_link_id AND x.last_link_id AND x.first_link_id > 0)"
    "          AS total FROM document_line x) s"
    " WHERE s.line_id = l.id AND d.kind = 'daily' AND l.source_line_id IS NULL"
    "   AND l.f6 <> s.total" },
  { "IC-2", "document", N_ ("Daily payments follow from amount, carry and deferred money (AMB-22)"),
    "SELECT d.number || '/' || l.line_no, max(0, l.f6 + l.f7 + l.f8), l.pay_fen"
    "  FROM document_line l JOIN document d ON d.id = l.document_id"
    "  LEFT JOIN deferral f ON f.document_line_id = l.id"
    " WHERE d.kind = 'daily' AND (l.pay_fen <> max(0, l.f6 + l.f7 + l.f8)"
    "        - CASE WHEN f.amount_fen = max(0, l.f6 + l.f7 + l.f8) AND l.pay_fen > 0 THEN 0"
    "          ELSE coalesce (f.amount_fen, 0) END"
    "     OR l.f9 <> min(0, l.f6 + l.f7 + l.f8))" },
  { "IC-2", "document", N_ ("Daily amounts are split wholly among the funds"),
    "SELECT d.number || '/' || l.line_no, l.f6, l.f3 + l.f4 + l.f5"
    "  FROM document_line l JOIN document d ON d.id = l.document_id"
    " WHERE d.kind = 'daily' AND l.f6 <> l.f3 + l.f4 + l.f5" },
  { "IC-2", "daily", N_ ("No claim is in two living daily batches"),
    "SELECT c.setl_id, count(*), 1 FROM document_line l"
    "  JOIN document d ON d.id = l.document_id AND d.kind = 'daily'"
    "  JOIN document_state s ON s.document_id = d.id"
    "   AND s.state NOT IN ('refused', 'cancelled')"
    "  JOIN document_link k ON k.id BETWEEN l.first_link_id AND l.last_link_id"
    "   AND l.first_link_id > 0"
    "  JOIN claim c ON c.id = k.claim_id GROUP BY c.id HAVING count(*) > 1" },
  { "IC-2", "batches", N_ ("No payment key was paid twice"),
    "SELECT x.pay_key, count(*), 1 FROM bank_line x"
    "  JOIN bank_line_state s ON s.bank_line_id = x.id AND s.status = '00'"
    " GROUP BY x.pay_key HAVING count(*) > 1" },
  { "IC-2", "document", N_ ("Settlement lines: payable = offset + payment"),
    "SELECT d.number || '/' || l.line_no, l.f5, l.f9 + l.pay_fen"
    "  FROM document_line l JOIN document d ON d.id = l.document_id"
    " WHERE d.kind = 'settlement' AND l.f5 <> l.f9 + l.pay_fen" },
  /* IC-3 衔接有效性: what was paid before the settlement is offset or still open, item by item. */
  { "IC-3", "voucher", N_ ("Offsets of settlements are those in the books"),
    "SELECT v.ledger || '/' || v.period || '/' || v.number,"
    "       (SELECT coalesce(sum(o.amount_fen), 0) FROM document_offset o"
    "         WHERE o.document_line_id = v.document_line_id),"
    "       (SELECT coalesce(sum(y.credit_fen), 0) FROM voucher_line y"
    "         WHERE y.voucher_id = v.id AND y.account = 'TEMP_PAID.INSTANT')"
    "  FROM voucher v JOIN document_line l ON l.id = v.document_line_id"
    "  JOIN document d ON d.id = l.document_id AND d.kind = 'settlement'"
    " WHERE v.event IN ('EV-02', 'EV-02n', 'EV-04') AND v.reverses_id IS NULL"
    "   AND (SELECT coalesce(sum(o.amount_fen), 0) FROM document_offset o"
    "         WHERE o.document_line_id = v.document_line_id)"
    "    <> (SELECT coalesce(sum(y.credit_fen), 0) FROM voucher_line y"
    "         WHERE y.voucher_id = v.id AND y.account = 'TEMP_PAID.INSTANT')" },
  { "IC-3", "balances", N_ ("No more is offset than was paid before"),
    "SELECT b.ledger || ' ' || p.code || ' ' || b.item_period || ' ' || b.path,"
    "       sum(b.debit_fen), sum(b.credit_fen)"
    "  FROM account_balance b JOIN provider p ON p.id = b.provider_id"
    " WHERE b.account = 'TEMP_PAID.INSTANT'"
    " GROUP BY b.ledger, b.provider_id, b.item_period, b.path"
    " HAVING sum(b.credit_fen) > sum(b.debit_fen)" },
  /* Care away from home. The lists of notices from elsewhere are not in this book set. */
  { "K10", "transfers", N_ ("What units are to receive and pay is what their notices say"),
    "SELECT n.number, n.total_fen, coalesce(sum(t.amount_fen), 0) FROM notice n"
    "  JOIN notice_state s ON s.notice_id = n.id AND s.state <> 'WITHDRAWN'"
    "  LEFT JOIN transfer t ON t.notice_id = n.id AND t.leg IN ('D2', 'U3')"
    " WHERE n.list_id IS NOT NULL AND n.form IN ('F-NL-5', 'F-NL-6', 'F-NL-8', 'F-NL-9')"
    " GROUP BY n.id HAVING n.total_fen <> coalesce(sum(t.amount_fen), 0)" },
  { "K10", "transfers", N_ ("Receipts are the payments that were confirmed"),
    "SELECT t.number, p.amount_fen, r.amount_fen FROM transfer_event r"
    "  JOIN transfer t ON t.id = r.transfer_id JOIN transfer_event p ON p.id = r.payment_id"
    " WHERE r.act = 'confirm-receipt' AND (p.amount_fen <> r.amount_fen"
    "  OR NOT EXISTS (SELECT 1 FROM transfer_event c WHERE c.transfer_id = t.id"
    "   AND c.payment_id = p.id AND c.act = 'confirm-payment'))" },
  { "K10", "transfers", N_ ("No more was paid than the notices say"),
    "SELECT t.number, t.amount_fen, s.paid_fen FROM transfer t"
    "  JOIN transfer_state s ON s.transfer_id = t.id WHERE s.paid_fen > t.amount_fen" },
  { "K11", "transfers", N_ ("Deposits are whole again when all of a month is in"),
    "SELECT m.unit || ' ' || m.scope || ' ' || m.period,"
    "       - sum(iif (m.kind = 'use', m.amount_fen, 0)),"
    "       sum(iif (m.kind = 'refill', m.amount_fen, 0)) FROM deposit_move m"
    " WHERE m.kind IN ('use', 'refill') AND NOT EXISTS (SELECT 1 FROM transfer t"
    "   JOIN transfer_state s ON s.transfer_id = t.id WHERE t.period = m.period"
    "   AND t.scope = m.scope AND t.leg IN ('D1', 'U4') AND s.received_fen < t.amount_fen)"
    " GROUP BY m.unit, m.scope, m.period HAVING sum(m.amount_fen) <> 0" },
  /* Account by account: what of one place is too much and of another too little is no zero. */
  { "K11", "transfers", N_ ("Nothing is left on the way when all transfers are received"),
    "WITH open AS (SELECT t.scope FROM transfer t JOIN transfer_state s ON s.transfer_id = t.id"
    "   WHERE t.leg IN ('D1', 'D2', 'D3', 'U1', 'U2', 'U3', 'U4')"
    "   AND s.received_fen < t.amount_fen"
    "  UNION SELECT t.scope FROM transfer t WHERE t.leg IN ('D2', 'D3')"
    "   AND t.payee_account = 'acc_out' AND NOT EXISTS (SELECT 1 FROM transfer_document x"
    "    JOIN document_state d ON d.document_id = x.document_id AND d.state = 'paid'"
    "    WHERE x.transfer_id = t.id)),"
    " b AS (SELECT ledger || ' ' || account AS place,"
    "   iif (account LIKE 'TEMP_RECV.NLCLR.IN.%', 'in_prov', 'cross_prov') AS scope,"
    "   sum(debit_fen) - sum(credit_fen) AS fen FROM account_balance"
    "  WHERE account LIKE 'TEMP_RECV.NLCLR.%' GROUP BY ledger, account)"
    " SELECT place, 0, fen FROM b WHERE scope NOT IN (SELECT scope FROM open) AND fen <> 0" },
  /* Medical assistance: of a county whose clearing is confirmed and paid nothing is left. */
  { "K-DT-1", "balances", N_ ("Reserves of cleared years are used up, returned or filled"),
    "WITH c AS (SELECT * FROM assist_clearing c WHERE version = (SELECT max (version)"
    "   FROM assist_clearing WHERE year = c.year)),"
    " money AS (SELECT m.* FROM assist_money m JOIN assist_money_event e ON e.money_id = m.id"
    "   AND e.act = 'confirm'),"
    " paid AS (SELECT l.period / 100 AS year, p.county, sum (p.amount_fen) AS fen"
    "   FROM assist_document_part p JOIN document_line l ON l.id = p.document_line_id"
    "   WHERE p.cross_area = 1 AND EXISTS (SELECT 1 FROM bank_line x JOIN bank_line_state s"
    "    ON s.bank_line_id = x.id AND s.status = '00' WHERE x.document_line_id = l.id)"
    "   GROUP BY 1, 2),"
    " left AS (SELECT c.year, l.county, abs (l.reserve_fen - l.used_fen) AS due,"
    "   coalesce ((SELECT sum (amount_fen) FROM money WHERE clearing_id = c.id"
    "    AND county = l.county), 0) AS moved,"
    "   coalesce ((SELECT sum (iif (kind IN ('surplus', 'lower'), - amount_fen, amount_fen))"
    "    FROM money WHERE year = c.year AND county = l.county"
    "     AND kind IN ('reserve', 'lower', 'surplus', 'shortage')), 0)"
    "   - coalesce ((SELECT fen FROM paid WHERE year = c.year AND county = l.county), 0) AS fen,"
    "   (SELECT act FROM assist_clearing_event e WHERE e.clearing_id = c.id"
    "    AND e.county = l.county ORDER BY e.id DESC LIMIT 1) AS state"
    "   FROM c JOIN assist_clearing_line l ON l.clearing_id = c.id)"
    " SELECT year || ' ' || county, 0, fen FROM left WHERE state = 'confirm' AND moved = due"
    "  AND fen <> 0" },
  { "K-DT-2", "balances", N_ ("The books hold each county's reserve as it was moved and used"),
    "WITH moved AS (SELECT m.county, sum (iif (m.kind IN ('surplus', 'lower'), - m.amount_fen,"
    "   m.amount_fen)) AS fen FROM assist_money m JOIN assist_money_event e"
    "   ON e.money_id = m.id AND e.act = 'confirm'"
    "  WHERE m.kind IN ('reserve', 'lower', 'surplus', 'shortage') GROUP BY m.county"
    "  UNION ALL SELECT p.county, - sum (p.amount_fen) FROM assist_document_part p"
    "  WHERE p.cross_area = 1 AND EXISTS (SELECT 1 FROM voucher v"
    "   WHERE v.document_line_id = p.document_line_id AND v.event = 'EV-42') GROUP BY p.county"
    "  UNION ALL SELECT substr (l.account, 19), sum (l.debit_fen - l.credit_fen)"
    "  FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id"
    "  WHERE v.event IN ('EV-40', 'EV-40r', 'EV-42', 'EV-44')"
    "   AND l.account LIKE 'TEMP_RECV.RESERVE.%'"
    "  GROUP BY 1)"
    " SELECT county, 0, sum (fen) FROM moved GROUP BY county HAVING sum (fen) <> 0" },
  /* In the books of a county that were kept from its first reserve on. */
  { "K-DT-3", "balances",
    N_ ("A county's books hold of its reserve what is neither used nor settled"),
    "WITH v AS (SELECT x.money_id, x.event_id, v.ledger, v.total_fen, v.event FROM assist_voucher x"
    "   JOIN voucher v ON v.id = x.voucher_id),"
    " m AS (SELECT m.id, m.county, (SELECT ledger FROM v WHERE money_id = m.id"
    "    AND event IN ('EV-40c', 'EV-44c')) AS ledger,"
    "   iif (m.kind IN ('surplus', 'lower'), - m.amount_fen, m.amount_fen) AS fen"
    "  FROM assist_money m JOIN assist_money_event e ON e.money_id = m.id AND e.act = 'confirm'"
    "  WHERE m.kind IN ('reserve', 'lower', 'surplus', 'shortage')),"
    " k AS (SELECT min (ledger) AS ledger, sum (fen) AS fen FROM m GROUP BY county"
    "  HAVING count (ledger) = count (*)),"
    " b AS (SELECT ledger, sum (debit_fen) - sum (credit_fen) AS fen FROM account_balance"
    "  WHERE account = 'TEMP_PAID.RESERVE' GROUP BY ledger)"
    " SELECT k.ledger, k.fen - coalesce (sum (c.total_fen), 0), b.fen FROM k"
    "  LEFT JOIN b ON b.ledger = k.ledger LEFT JOIN v c ON c.ledger = k.ledger"
    "   AND c.event_id IS NOT NULL GROUP BY k.ledger"
    "  HAVING coalesce (b.fen, 0) <> k.fen - coalesce (sum (c.total_fen), 0)" },
  /* A year is over once the book set has vouchers of a later one. */
  { "NL-19", "balances", N_ ("Interest of the years that are over was passed on"),
    "SELECT a.ledger, sum(iif (a.period / 100 < z.year, a.credit_fen, 0)), sum(a.debit_fen)"
    "  FROM account_balance a, (SELECT max(period) / 100 AS year FROM account_balance) z"
    " WHERE a.account = 'TEMP_RECV.INTEREST' GROUP BY a.ledger"
    " HAVING sum(iif (a.period / 100 < z.year, a.credit_fen, 0)) > sum(a.debit_fen)" },
};

guint
qz_check_repo_get_n_checks (void)
{
  return G_N_ELEMENTS (checks);
}

const char *
qz_check_repo_get_code (guint check)
{
  return checks[check].code;
}

const char *
qz_check_repo_get_what (guint check)
{
  return _ (checks[check].what);
}

const char *
qz_check_repo_get_opens (guint check)
{
  return checks[check].opens;
}

/* The name that a place begins with: lines are counted after the last slash of batches and
 * documents, while a voucher is named by all of it. */
static char *
dup_key (guint check, const char *place)
{
  const char *opens = checks[check].opens;

  if (g_str_equal (opens, "voucher"))
    return g_strdup (place);
  if (!g_str_equal (opens, "batch") && !g_str_equal (opens, "document"))
    return g_strdup ("");
  return g_strndup (place, strcspn (place, "/"));
}

gboolean
qz_check_repo_run (QzStore *store, guint check, gint64 *n_bad, char **first, char **key,
                   GError **error)
{
  g_autoptr (GError) local = NULL;
  QzStatement *st = qz_store_prepare (store, checks[check].sql, error);

  *n_bad = 0;
  *first = NULL;
  *key = NULL;
  if (st == NULL)
    return FALSE;
  while (qz_statement_step (st, &local))
    {
      (*n_bad)++;
      if (*first != NULL)
        continue;
      *key = dup_key (check, qz_statement_get_text (st, 0));
      *first = g_strdup_printf ("%s: %" G_GINT64_FORMAT " ≠ %" G_GINT64_FORMAT,
                                qz_statement_get_text (st, 0), qz_statement_get_int (st, 1),
                                qz_statement_get_int (st, 2));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  g_clear_pointer (first, g_free);
  g_clear_pointer (key, g_free);
  return FALSE;
}

/* ── of one document ─────────────────────────────────────────────────────────────────────────── */

#define DOCUMENTS " document d"
#define ITS_KIND  "d.kind = '"

gboolean
qz_check_repo_is_of_document (guint check, QzDocumentKind kind)
{
  const Check *self = &checks[check];
  const char *of = strstr (self->sql, ITS_KIND);
  g_autofree char *wanted = g_strdup_printf (ITS_KIND "%s'", qz_document_kind_to_text (kind));

  return g_str_equal (self->opens, "document") && strstr (self->sql, DOCUMENTS) != NULL
         && (of == NULL || g_str_has_prefix (of, wanted));
}

/* The same comparison, looking at nothing but the one document: its lines are found by index. */
gboolean
qz_check_repo_run_for (QzStore *store, guint check, gint64 document_id, gint64 *n_bad,
                       GError **error)
{
  g_autoptr (GString) sql = g_string_new (checks[check].sql);
  QzStatement *st;

  g_string_replace (sql, DOCUMENTS, " (SELECT * FROM document WHERE id = ?1) d", 1);
  g_string_prepend (sql, "SELECT count(*) FROM (");
  g_string_append (sql, ")");
  st = qz_store_prepare (store, sql->str, error);
  if (st == NULL || !qz_statement_bind (st, error, "i", document_id)
      || !qz_statement_step (st, error))
    return FALSE;
  *n_bad = qz_statement_get_int (st, 0);
  qz_statement_reset (st);
  return TRUE;
}
