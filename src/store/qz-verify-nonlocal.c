/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-verify-private.h"

/* Care away from home: states and sums against what they are taken from. */

static const QzVerifyQuery queries[] = {
  { "CLEARING", N_ ("Clearing periods stand where their last event put them"),
    "WITH e AS (SELECT period, scope, stage, unit, state, max (id) FROM clearing_event"
    "  GROUP BY period, scope, stage, unit),"
    " f AS (SELECT period, scope, stage, unit, state FROM e EXCEPT"
    "  SELECT period, scope, stage, unit, state FROM clearing_state),"
    " g AS (SELECT period, scope, stage, unit, state FROM clearing_state EXCEPT"
    "  SELECT period, scope, stage, unit, state FROM e)"
    " SELECT count(*), min (period || ' ' || scope || ' ' || stage || ' ' || unit)"
    " FROM (SELECT * FROM f UNION ALL SELECT * FROM g)" },
  { "LISTS", N_ ("Clearing lists are the sums of their rows, and funds those of their parts"),
    "WITH s AS (SELECT list_id, count(*) AS n, min (id) AS a, max (id) AS z,"
    "   sum (iif (side = 'R', iif (is_deduction, -amount_fen, amount_fen), 0)) AS r,"
    "   sum (iif (side = 'P', iif (is_deduction, -amount_fen, amount_fen), 0)) AS p,"
    "   sum (fund_fen <> pool_fen + big_fen + cvlserv_fen + maf_fen + other_fen) AS bad"
    "  FROM clearing_row GROUP BY list_id),"
    " f AS (SELECT l.period || ' ' || l.scope || ' v' || l.version AS t FROM clearing_list l"
    "  LEFT JOIN s ON s.list_id = l.id WHERE coalesce (s.r, 0) <> l.receivable_fen"
    "   OR coalesce (s.p, 0) <> l.payable_fen OR coalesce (s.bad, 0) <> 0"
    "   OR coalesce (s.a, 0) <> l.first_row_id OR coalesce (s.z, 0) <> l.last_row_id"
    "   OR coalesce (s.n, 0) <> iif (l.first_row_id = 0, 0, l.last_row_id - l.first_row_id + 1)"
    "  UNION ALL SELECT l.period || ' ' || l.scope FROM clearing_list l GROUP BY l.period, l.scope"
    "   HAVING count(*) <> max (l.version) OR min (l.version) <> 1)"
    " SELECT count(*), min (t) FROM f" },
  /* The parts of a record are told in the order of months; a list that another office sent has no
     records here. */
  { "CARRIED", N_ ("What lists took of refunds and deductions, and what they left, is all there "
                   "was"),
    "WITH done AS (SELECT max (l.id) AS id, l.period, l.scope FROM clearing_list l"
    "   JOIN clearing_state s ON s.period = l.period AND s.scope = l.scope AND s.stage = 'publish'"
    "    AND s.unit = '' AND s.state = 'PUBLISHED' GROUP BY l.period, l.scope),"
    " k AS (SELECT c.*, d.period, d.scope, lag (c.amount_fen) OVER w AS before,"
    "   lag (c.to_period) OVER w AS due FROM clearing_carry c JOIN done d ON d.id = c.list_id"
    "  WINDOW w AS (PARTITION BY c.source, c.record_id ORDER BY c.id)),"
    " was AS (SELECT l.id AS list_id, sum (x.amount_fen) AS fen FROM done l"
    "   JOIN clearing_list y ON y.id = l.id JOIN nl_deduction x ON x.period = l.period"
    "    AND x.id <= y.last_deduction_id JOIN claim c ON c.id = x.claim_id"
    "    AND c.pay_loc = iif (l.scope = 'in_prov', '3', '4') GROUP BY l.id),"
    " come AS (SELECT l.id AS list_id, sum (k.amount_fen) AS fen FROM k JOIN done l"
    "   ON l.period = k.to_period AND l.scope = k.scope WHERE k.source = 'deduction'"
    "  GROUP BY l.id),"
    " gone AS (SELECT list_id, sum (amount_fen) AS fen FROM k WHERE source = 'deduction'"
    "  GROUP BY list_id),"
    " took AS (SELECT r.list_id, sum (r.amount_fen) AS fen FROM clearing_row r"
    "   JOIN done ON done.id = r.list_id WHERE r.side = 'R' AND r.is_deduction = 1 GROUP BY 1),"
    " f AS (SELECT source || ' ' || record_id AS t FROM k WHERE to_period <= period"
    "   OR amount_fen > before OR due IS NOT NULL AND due <> period"
    "   OR source = 'claim' AND record_id NOT IN (SELECT id FROM claim)"
    "   OR source = 'item' AND record_id NOT IN (SELECT id FROM national_item)"
    "   OR source = 'deduction' AND amount_fen > coalesce ((SELECT amount_fen FROM nl_deduction"
    "    WHERE id = record_id), 0)"
    "  UNION ALL SELECT done.period || ' ' || done.scope FROM done"
    "   LEFT JOIN was ON was.list_id = done.id LEFT JOIN come ON come.list_id = done.id"
    "   LEFT JOIN gone ON gone.list_id = done.id LEFT JOIN took ON took.list_id = done.id"
    "   WHERE coalesce (was.fen, 0) + coalesce (come.fen, 0) - coalesce (gone.fen, 0)"
    "    <> coalesce (took.fen, 0) AND NOT EXISTS (SELECT 1 FROM package_item i"
    "     WHERE i.kind = 'list' AND i.result = 'APPLIED' AND i.record_id = done.id))"
    " SELECT count(*), min (t) FROM f" },
  { "NOTICES", N_ ("Notices of a clearing period are the sums of their lines and of their lists"),
    "WITH s AS (SELECT notice_id, sum (f3) AS f3, sum (f5) AS f5,"
    "   sum (f3 <> f1 + f2) AS bad3, sum (f5 <> f1 + f2 - f3 - f4) AS bad5"
    "  FROM notice_line GROUP BY notice_id),"
    " r AS (SELECT list_id, side, iif (side = 'R', treat_unit, insured_unit) AS unit,"
    "   sum (iif (is_deduction, -amount_fen, amount_fen)) AS amount FROM clearing_row"
    "  GROUP BY 1, 2, 3),"
    " f AS (SELECT n.number AS t FROM notice n LEFT JOIN s ON s.notice_id = n.id"
    "  LEFT JOIN r ON r.list_id = n.list_id AND r.unit = n.unit"
    "   AND r.side = iif (n.form IN ('F-NL-5', 'F-NL-8'), 'R', 'P')"
    "  WHERE n.form IN ('F-NL-5', 'F-NL-6', 'F-NL-8', 'F-NL-9')"
    "   AND (n.total_fen IS NOT iif (n.form IN ('F-NL-5', 'F-NL-8'), s.f3, s.f5)"
    "    OR iif (n.form IN ('F-NL-5', 'F-NL-8'), s.bad3, s.bad5) <> 0"
    /* A county has the whole notice, and of the list the lines that are its own (NL-30). */
    "    OR (n.total_fen IS NOT r.amount AND NOT EXISTS (SELECT 1 FROM package_item i"
    "     WHERE i.kind = 'list' AND i.result = 'APPLIED' AND i.record_id = n.list_id"
    "     AND i.item_key NOT LIKE '%/' || n.unit)))"
    "  UNION ALL SELECT n.number FROM notice n LEFT JOIN notice_state x ON x.notice_id = n.id"
    "   WHERE x.state IS NOT (SELECT state FROM notice_event WHERE notice_id = n.id"
    "    ORDER BY id DESC LIMIT 1))"
    " SELECT count(*), min (t) FROM f" },
  { "PACKAGES", N_ ("Packages to offices are numbered without gaps, and what came was taken once"),
    "WITH n AS (SELECT rtrim (rtrim (number, '0123456789'), '-') AS way,"
    "   CAST (substr (number, length (rtrim (number, '0123456789')) + 1) AS INTEGER) AS number"
    "  FROM package WHERE direction = 'out'),"
    " f AS (SELECT way AS t FROM n GROUP BY way"
    "   HAVING count(*) <> max (number) OR min (number) <> 1"
    "  UNION ALL SELECT kind || ' ' || item_key FROM package_item WHERE result = 'APPLIED'"
    "   GROUP BY kind, item_key, revision HAVING count(*) > 1"
    "  UNION ALL SELECT p.number FROM package_item i JOIN package p ON p.id = i.package_id"
    "   WHERE (i.result = 'SENT') <> (p.direction = 'out')"
    "  UNION ALL SELECT i.kind || ' ' || i.item_key FROM package_item i WHERE i.result = 'APPLIED'"
    "   AND CASE i.kind WHEN 'list' THEN i.record_id NOT IN (SELECT id FROM clearing_list)"
    "    WHEN 'notice' THEN i.item_key IS NOT (SELECT number FROM notice WHERE id = i.record_id)"
    "    WHEN 'deposit' THEN i.item_key IS NOT (SELECT number FROM notice WHERE id = i.record_id)"
    "    WHEN 'transfer'"
    "     THEN i.item_key IS NOT (SELECT number FROM transfer WHERE id = i.record_id)"
    "    WHEN 'transfer-event' THEN NOT EXISTS (SELECT 1 FROM transfer_event e"
    "     JOIN transfer t ON t.id = e.transfer_id WHERE e.id = i.record_id"
    "     AND e.act = json_extract (i.content, '$.act')"
    "     AND t.number = json_extract (i.content, '$.transfer')"
    "     AND e.amount_fen = json_extract (i.content, '$.amount')"
    "     AND e.serial = json_extract (i.content, '$.serial')"
    "     AND e.bank_name = json_extract (i.content, '$.bank')"
    "     AND e.day = json_extract (i.content, '$.day'))"
    "    WHEN 'objection' THEN i.record_id NOT IN (SELECT id FROM clearing_objection)"
    "    ELSE 0 END)"
    " SELECT count(*), min (t) FROM f" },
};

gboolean
qz_verify_nonlocal (QzVerifier *self, GError **error)
{
  return qz_verifier_run (self, queries, G_N_ELEMENTS (queries), error);
}
