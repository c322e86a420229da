/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-verify-private.h"

/* Medical assistance: where months stand, and their lists, against what they are taken from. */

#define NEWEST                                                                                     \
  "(SELECT * FROM assist_list l WHERE version = (SELECT max (version) FROM assist_list"            \
  " WHERE period = l.period))"

static const QzVerifyQuery queries[] = {
  { "ASSIST-MONTHS", N_ ("Months of medical assistance stand where their last event put them"),
    "WITH e AS (SELECT period, stage, provider_id, county, list_id, state, max (id)"
    "   FROM assist_event GROUP BY period, stage, provider_id, county),"
    " f AS (SELECT period, stage, provider_id, county, list_id, state FROM e EXCEPT"
    "  SELECT period, stage, provider_id, county, list_id, state FROM assist_state),"
    " g AS (SELECT period, stage, provider_id, county, list_id, state FROM assist_state EXCEPT"
    "  SELECT period, stage, provider_id, county, list_id, state FROM e)"
    " SELECT count(*), min (period || ' ' || stage || ' ' || county)"
    " FROM (SELECT * FROM f UNION ALL SELECT * FROM g)" },
  { "ASSIST-LISTS", N_ ("Statements of medical assistance are the sums of their rows, and rows are "
                        "what their bills say"),
    "WITH s AS (SELECT list_id, count(*) AS n, min (id) AS a, max (id) AS z,"
    "   sum (kind = 'bill') AS bills, sum (maf_fen) AS maf, sum (deducted_fen) AS deducted"
    "  FROM assist_row GROUP BY list_id),"
    " f AS (SELECT l.period || ' v' || l.version AS t FROM assist_list l"
    "  LEFT JOIN s ON s.list_id = l.id WHERE coalesce (s.maf, 0) <> l.maf_fen"
    "   OR coalesce (s.deducted, 0) <> l.deducted_fen OR coalesce (s.bills, 0) <> l.n_bills"
    "   OR coalesce (s.a, 0) <> l.first_row_id OR coalesce (s.z, 0) <> l.last_row_id"
    "   OR coalesce (s.n, 0) <> iif (l.first_row_id = 0, 0, l.last_row_id - l.first_row_id + 1)"
    "  UNION ALL SELECT CAST (l.period AS TEXT) FROM assist_list l GROUP BY l.period"
    "   HAVING count(*) <> max (l.version) OR min (l.version) <> 1"
    "  UNION ALL SELECT l.period || ' ' || r.bill_id FROM assist_row r"
    "   JOIN " NEWEST " l ON l.id = r.list_id LEFT JOIN assist_bill b ON b.id = r.bill_id"
    "   WHERE r.kind = 'bill' AND (b.id IS NULL OR b.maf_fen <> r.maf_fen"
    "    OR b.medfee_fen <> r.medfee_fen OR b.basic_fen <> r.basic_fen OR b.ci_fen <> r.ci_fen"
    "    OR b.other_fen <> r.other_fen OR b.provider_id <> r.provider_id"
    "    OR b.county <> r.county OR b.cross_area <> r.cross_area))"
    " SELECT count(*), min (t) FROM f" },
  { "ASSIST-ONCE", N_ ("No bill of medical assistance stands in two months, and no more is taken "
                       "off than was found (DT-23a)"),
    "WITH r AS (SELECT r.* FROM assist_row r JOIN " NEWEST " l ON l.id = r.list_id),"
    " f AS (SELECT 'bill ' || bill_id AS t FROM r WHERE kind = 'bill' GROUP BY bill_id"
    "   HAVING count(*) > 1"
    "  UNION ALL SELECT 'deduction ' || r.deduction_id FROM r"
    "   LEFT JOIN assist_deduction d ON d.id = r.deduction_id WHERE r.kind = 'deduction'"
    "   GROUP BY r.deduction_id HAVING sum (r.deducted_fen) > coalesce (max (d.amount_fen), 0)"
    "  UNION ALL SELECT 'refunds ' || county FROM r WHERE kind = 'refund'"
    "   GROUP BY provider_id, county, cross_area HAVING sum (deducted_fen) > 0)"
    " SELECT count(*), min (t) FROM f" },
};

gboolean
qz_verify_assist_months (QzVerifier *self, GError **error)
{
  return qz_verifier_run (self, queries, G_N_ELEMENTS (queries), error);
}
