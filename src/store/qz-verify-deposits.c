/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-verify-private.h"

/* Deposits of care away from home (NL-17 … NL-22). */

#define DEPOSIT_FORMS "('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3')"

static const QzVerifyQuery queries[] = {
  { "DEPOSITS", N_ ("Deposits are the sums of what moved them"),
    "WITH m AS (SELECT unit, scope, sum (amount_fen) AS s FROM deposit_move GROUP BY 1, 2),"
    " f AS (SELECT unit || ' ' || scope AS t FROM (SELECT * FROM m EXCEPT"
    "   SELECT unit, scope, balance_fen FROM deposit_balance)"
    "  UNION ALL SELECT unit || ' ' || scope FROM (SELECT unit, scope, balance_fen"
    "   FROM deposit_balance EXCEPT SELECT * FROM m)"
    /* What lowers a deposit is negative; months are used and refilled, notices are not. */
    "  UNION ALL SELECT 'move ' || id FROM deposit_move WHERE (kind IN ('refund', 'use')"
    "    AND amount_fen > 0) OR (kind IN ('opening', 'collect', 'refill') AND amount_fen < 0)"
    "   OR (kind IN ('use', 'refill')) <> (period <> 0))"
    " SELECT count(*), min (t) FROM f" },
  { "DEPOSIT-NOTICES", N_ ("Notices of deposits are the sums of their lines and fix the quotas"),
    "WITH s AS (SELECT n.id, n.number, n.form, n.scope, n.total_fen, n.made_by, n.published_by,"
    "   n.unit, n.period, sum (CASE n.form WHEN 'F-NL-2-1' THEN l.f2 ELSE l.f4 END) AS pay,"
    "   sum (CASE n.form WHEN 'F-NL-2-1' THEN 0 WHEN 'F-NL-2-2'"
    "     THEN l.f3 - l.f2 <> l.f4 - l.f5 ELSE l.f5 <> l.f1 + l.f4 END) AS bad"
    "  FROM notice n LEFT JOIN notice_line l ON l.notice_id = n.id"
    "  WHERE n.form IN " DEPOSIT_FORMS " GROUP BY n.id),"
    " q AS (SELECT l.notice_id, l.scope, sum (CASE n.form WHEN 'F-NL-2-1' THEN l.f2"
    "    WHEN 'F-NL-2-2' THEN l.f3 ELSE l.f5 END) AS quota"
    "  FROM notice n JOIN notice_line l ON l.notice_id = n.id"
    "  WHERE n.form IN " DEPOSIT_FORMS " GROUP BY 1, 2),"
    " f AS (SELECT number AS t FROM s WHERE pay IS NOT total_fen OR bad <> 0"
    /* Who proposes does not publish, and what is published was proposed: here, or in the office
     * whose package it came by. */
    "   OR made_by = published_by OR (NOT EXISTS (SELECT 1 FROM deposit_proposal p"
    "    WHERE p.form = s.form AND p.unit = s.unit AND p.scope = s.scope AND p.period = s.period"
    "     AND p.total_fen = s.total_fen AND p.made_by = s.made_by)"
    "    AND NOT EXISTS (SELECT 1 FROM package_item i WHERE i.kind = 'deposit'"
    "     AND i.result = 'APPLIED' AND i.record_id = s.id))"
    "  UNION ALL SELECT n.number FROM q JOIN notice n ON n.id = q.notice_id"
    "   LEFT JOIN deposit_quota d ON d.notice_id = q.notice_id AND d.scope = q.scope"
    "   WHERE d.quota_fen IS NOT q.quota OR d.unit <> n.unit"
    "  UNION ALL SELECT 'quota ' || d.id FROM deposit_quota d WHERE d.notice_id IS NOT NULL"
    "   AND NOT EXISTS (SELECT 1 FROM q WHERE q.notice_id = d.notice_id AND q.scope = d.scope))"
    " SELECT count(*), min (t) FROM f" },
  { "USAGE", N_ ("Warnings say each change of state once"),
    /* As far as it was known then: months may be published out of their order. */
    "WITH u AS (SELECT a.id, a.unit, a.scope, a.period, a.level, a.changed, coalesce ("
    "   (SELECT b.level FROM deposit_usage b WHERE b.unit = a.unit AND b.scope = a.scope"
    "    AND b.period < a.period AND b.id < a.id ORDER BY b.period DESC LIMIT 1), 'green')"
    "   AS before FROM deposit_usage a)"
    " SELECT count(*), min (unit || ' ' || scope || ' ' || period) FROM u"
    " WHERE changed <> (level <> before)" },
};

gboolean
qz_verify_deposits (QzVerifier *self, GError **error)
{
  return qz_verifier_run (self, queries, G_N_ELEMENTS (queries), error);
}
