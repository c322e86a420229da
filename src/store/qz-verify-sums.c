/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-verify-private.h"

/* Summaries against what they sum up. */

static const QzVerifyQuery sums[] = {
  { "NUMBERS", N_ ("Documents, bank batches and vouchers are numbered without gaps"),
    "WITH n (scope, number) AS ("
    "  SELECT rtrim (rtrim (number, '0123456789'), '-'),"
    "   CAST (substr (number, length (rtrim (number, '0123456789')) + 1) AS INTEGER)"
    "   FROM document"
    "  UNION ALL SELECT rtrim (rtrim (number, '0123456789'), '-'),"
    "   CAST (substr (number, length (rtrim (number, '0123456789')) + 1) AS INTEGER)"
    "   FROM notice"
    "  UNION ALL SELECT substr (number, 1, length (number) - 4),"
    "   CAST (substr (number, -4) AS INTEGER) FROM bank_batch),"
    " u AS MATERIALIZED (SELECT scope, count(*) AS n, min (number) AS a, max (number) AS z"
    "  FROM n GROUP BY scope"
    "  UNION ALL SELECT 'voucher ' || ledger || ' ' || period, count(*), min (number),"
    "   max (number) FROM voucher GROUP BY ledger, period),"
    " f AS (SELECT u.scope FROM u LEFT JOIN number_counter c USING (scope)"
    "  WHERE u.n <> u.z OR u.a <> 1"
    /* Vouchers take the number after the greatest one, so they keep no counter. */
    "     OR (c.last IS NOT u.z AND u.scope NOT LIKE 'voucher %')"
    "  UNION ALL SELECT scope FROM number_counter WHERE scope NOT IN (SELECT scope FROM u))"
    " SELECT count(*), min (scope) FROM f" },
  { "DOCUMENTS", N_ ("Documents are the sums of their lines"),
    "SELECT count(*), min (d.number) FROM document d"
    " LEFT JOIN (SELECT document_id, sum (pay_fen) AS s, count(*) AS n FROM document_line"
    "  GROUP BY document_id) l ON l.document_id = d.id"
    " WHERE coalesce (l.s, 0) <> d.total_fen OR coalesce (l.n, 0) <> d.n_lines" },
  { "STATES", N_ ("Documents stand where their last event put them"),
    "WITH e AS (SELECT document_id, state, max (id) FROM document_event GROUP BY document_id),"
    " f AS (SELECT d.number FROM document d LEFT JOIN e ON e.document_id = d.id"
    "  LEFT JOIN document_state s ON s.document_id = d.id"
    "  WHERE e.state IS NULL OR s.state IS NOT e.state"
    "  UNION ALL SELECT 'no document' FROM document_state"
    "  WHERE document_id NOT IN (SELECT id FROM document))"
    " SELECT count(*), min (number) FROM f" },
  { "IMPORTS", N_ ("Claims belong to the file that brought them in"),
    "WITH n AS MATERIALIZED (SELECT f.id, f.n_rows, EXISTS (SELECT 1 FROM import_withdrawal w"
    "   WHERE w.import_id = f.id) AS gone, (SELECT count(*) FROM claim c"
    "   WHERE c.id BETWEEN f.first_id AND f.last_id AND c.import_id = f.id) AS n"
    "  FROM import_file f WHERE f.kind = 'claims'),"
    " f AS (SELECT 'import ' || id AS t FROM n WHERE n <> iif (gone, 0, n_rows)"
    "  UNION ALL SELECT 'claims of no import' WHERE (SELECT count(*) FROM claim)"
    "   <> (SELECT coalesce (sum (n), 0) FROM n))"
    " SELECT count(*), min (t) FROM f" },
  { "BANK", N_ ("Bank lines and batches stand where the bank's last answer put them"),
    "WITH e AS (SELECT bank_line_id, status, max (id) FROM bank_line_event"
    "  GROUP BY bank_line_id),"
    " r AS (SELECT batch_id, file_status, max (id) FROM bank_file WHERE direction = 'in'"
    "  GROUP BY batch_id),"
    " p AS (SELECT x.batch_id, count(*) AS n, sum (s.status = '00') AS paid FROM bank_line x"
    "  JOIN bank_line_state s ON s.bank_line_id = x.id GROUP BY x.batch_id),"
    " f AS (SELECT b.number FROM bank_line x JOIN bank_batch b ON b.id = x.batch_id"
    "  LEFT JOIN e ON e.bank_line_id = x.id LEFT JOIN bank_line_state s ON s.bank_line_id = x.id"
    "  WHERE s.status IS NOT coalesce (e.status, '')"
    "  UNION ALL SELECT 'no bank line' FROM bank_line_state"
    "  WHERE bank_line_id NOT IN (SELECT id FROM bank_line)"
    "  UNION ALL SELECT 'no batch' FROM bank_batch_state"
    "  WHERE batch_id NOT IN (SELECT id FROM bank_batch)"
    "  UNION ALL SELECT b.number FROM bank_batch b LEFT JOIN r ON r.batch_id = b.id"
    "  LEFT JOIN p ON p.batch_id = b.id LEFT JOIN bank_batch_state s ON s.batch_id = b.id"
    "  WHERE s.state IS NOT CASE"
    "   WHEN r.file_status IS NULL AND EXISTS (SELECT 1 FROM bank_file o"
    "    WHERE o.batch_id = b.id AND o.direction = 'out') THEN 'exported'"
    "   WHEN r.file_status IS NULL THEN 'made'"
    "   WHEN r.file_status <> '00' THEN 'failed'"
    "   WHEN p.paid = p.n THEN 'paid' WHEN p.paid > 0 THEN 'part-paid' ELSE 'answered' END)"
    " SELECT count(*), min (number) FROM f" },
  { "ITEMS", N_ ("Open items by month of costs are the sums of the balances"),
    "WITH v AS (SELECT account, item_period, ledger, path, sum (debit_fen), sum (credit_fen)"
    "   FROM account_balance WHERE item_period <> 0 GROUP BY 1, 2, 3, 4),"
    " f AS (SELECT account, item_period FROM (SELECT * FROM v EXCEPT SELECT * FROM item_sum)"
    "  UNION ALL SELECT account, item_period"
    "   FROM (SELECT * FROM item_sum EXCEPT SELECT * FROM v))"
    " SELECT count(*), min (account || ' ' || item_period) FROM f" },
  { "PAID", N_ ("What the bank moved for each document is what its vouchers say"),
    "WITH v AS (SELECT l.document_id AS d, l.period AS p, v.day AS t,"
    "   sum (iif (v.event = 'EV-09', 0, x.amount_fen)) AS o,"
    "   sum (iif (v.event = 'EV-09', x.amount_fen, 0)) AS b"
    /* A word of the bank may have two vouchers, EV-42 and EV-43; one that tells that the money came
     * back moved it out and in. */
    "  FROM (SELECT min (id), bank_line_event_id, event, day FROM voucher"
    "   WHERE bank_line_event_id IS NOT NULL GROUP BY bank_line_event_id, event = 'EV-09') v"
    "  JOIN bank_line_event e ON e.id = v.bank_line_event_id"
    "  JOIN bank_line x ON x.id = e.bank_line_id"
    "  JOIN document_line l ON l.id = x.document_line_id GROUP BY 1, 2, 3),"
    " f AS (SELECT d FROM (SELECT * FROM v EXCEPT SELECT * FROM document_paid)"
    "  UNION ALL SELECT document_id FROM (SELECT * FROM document_paid EXCEPT SELECT * FROM v))"
    " SELECT count(*), min (coalesce (number, d)) FROM f LEFT JOIN document ON id = d" },
  { "SETTLED", N_ ("What each settlement fixes is the sum of its lines"),
    "WITH v AS (SELECT l.document_id AS d, l.period AS p, sum (l.f5) AS a, sum (l.f9) AS o"
    "   FROM document h CROSS JOIN document_line l ON l.document_id = h.id"
    "  WHERE h.kind = 'settlement' GROUP BY 1, 2),"
    " f AS (SELECT d FROM (SELECT * FROM v EXCEPT SELECT * FROM settlement_sum)"
    "  UNION ALL SELECT document_id FROM (SELECT * FROM settlement_sum EXCEPT SELECT * FROM v))"
    " SELECT count(*), min (coalesce (number, d)) FROM f LEFT JOIN document ON id = d" },
  { "DRAFTS", N_ ("Vouchers that people wrote are those that were checked"),
    "WITH p AS (SELECT e.id, e.draft_no, e.draft_id, e.voucher_id, e.actor FROM"
    "   voucher_draft_event e WHERE e.act = 'post'),"
    " f AS ("
    /* Every revision was saved once, and drafts are numbered without gaps. */
    "  SELECT 'draft ' || d.draft_no AS t FROM voucher_draft d WHERE (SELECT count(*) FROM"
    "    voucher_draft_event e WHERE e.draft_id = d.id AND e.draft_no = d.draft_no"
    "    AND e.act IN ('make', 'change')) <> 1"
    "  UNION ALL SELECT 'draft numbers' FROM (SELECT count(DISTINCT draft_no) AS n,"
    "    coalesce(max(draft_no), 0) AS z FROM voucher_draft) WHERE n <> z"
    /* What was posted was checked just before, as it stands, by who never wrote it (3.6 rule 5). */
    "  UNION ALL SELECT 'draft ' || p.draft_no FROM p WHERE NOT EXISTS (SELECT 1 FROM"
    "    voucher_draft_event c WHERE c.id = (SELECT max(id) FROM voucher_draft_event"
    "      WHERE draft_no = p.draft_no AND id < p.id) AND c.act = 'check'"
    "    AND c.draft_id = p.draft_id AND c.actor NOT IN (SELECT made_by FROM voucher_draft"
    "      WHERE draft_no = p.draft_no))"
    /* Its voucher has its head and its lines. */
    "  UNION ALL SELECT 'draft ' || p.draft_no FROM p JOIN voucher_draft d ON d.id = p.draft_id"
    "    LEFT JOIN voucher v ON v.id = p.voucher_id WHERE v.ledger IS NOT d.ledger"
    "    OR v.period <> d.period OR v.day <> d.day OR v.reverses_id IS NOT d.reverses_id"
    "    OR v.made_by <> d.made_by OR v.posted_by <> p.actor"
    "  UNION ALL SELECT 'draft ' || p.draft_no FROM p WHERE EXISTS ("
    "    SELECT line_no, account, provider_id, item_period, path, debit_fen, credit_fen"
    "     FROM voucher_draft_line WHERE draft_id = p.draft_id"
    "    EXCEPT SELECT line_no, account, provider_id, item_period, path, debit_fen, credit_fen"
    "     FROM voucher_line WHERE voucher_id = p.voucher_id)"
    "   OR (SELECT count(*) FROM voucher_draft_line WHERE draft_id = p.draft_id)"
    "    <> (SELECT count(*) FROM voucher_line WHERE voucher_id = p.voucher_id)"
    /* No voucher of people stands without its draft, or is of two. */
    "  UNION ALL SELECT 'voucher ' || v.id FROM voucher v WHERE (v.event IN ('manual',"
    "    'correction', 'closing') OR (v.reverses_id IS NOT NULL AND v.document_line_id IS NULL))"
    "    AND NOT EXISTS (SELECT 1 FROM p WHERE p.voucher_id = v.id)"
    "  UNION ALL SELECT 'voucher ' || voucher_id FROM p GROUP BY voucher_id HAVING count(*) > 1)"
    " SELECT count(*), min (t) FROM f" },
};

gboolean
qz_verifier_run (QzVerifier *self, const QzVerifyQuery *queries, guint n_queries, GError **error)
{
  for (guint i = 0; i < n_queries; i++)
    {
      QzStatement *statement = qz_store_prepare (self->store, queries[i].sql, error);
      gint64 n_faults;

      if (statement == NULL || !qz_statement_step (statement, error))
        return FALSE;
      n_faults = qz_statement_get_int (statement, 0);
      qz_verifier_report (self, queries[i].code, _ (queries[i].what), n_faults,
                          n_faults > 0 ? qz_statement_get_text (statement, 1) : "");
      qz_statement_reset (statement);
    }
  return TRUE;
}

gboolean
qz_verify_sums (QzVerifier *self, GError **error)
{
  return qz_verifier_run (self, sums, G_N_ELEMENTS (sums), error);
}

/* ── structure and references ───────────────────────────────────────────────────────────────── */

static gboolean
check_references (QzVerifier *self, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      self->store, "SELECT count(*), min (\"table\" || ' ' || rowid) FROM pragma_foreign_key_check",
      error);
  gint64 n_faults;

  if (statement == NULL || !qz_statement_step (statement, error))
    return FALSE;
  n_faults = qz_statement_get_int (statement, 0);
  qz_verifier_report (self, "REFERENCES", _("What rows refer to is there"), n_faults,
                      n_faults > 0 ? qz_statement_get_text (statement, 1) : "");
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_verify_file (QzVerifier *self, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (self->store,
                        "SELECT count(*) FILTER (WHERE integrity_check <> 'ok'),"
                        " min (integrity_check) FILTER (WHERE integrity_check <> 'ok')"
                        " FROM pragma_integrity_check",
                        error);
  gint64 n_faults;

  if (statement == NULL || !qz_statement_step (statement, error))
    return FALSE;
  n_faults = qz_statement_get_int (statement, 0);
  qz_verifier_report (self, "FILE", _("The file and its indexes are sound"), n_faults,
                      n_faults > 0 ? qz_statement_get_text (statement, 1) : "");
  qz_statement_reset (statement);
  return check_references (self, error);
}
