/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-verify-private.h"

/* Registrations of care away from home (SM-7), what claims were matched to, manual claims. */

static const QzVerifyQuery queries[] = {
  { "REGISTRATIONS", N_ ("Registrations stand where their events lead (SM-7)"),
    "WITH e AS (SELECT registration_id AS r, id, act, state, day,"
    "   lag (state) OVER w AS before, lag (day) OVER w AS day_before,"
    "   row_number () OVER (PARTITION BY registration_id ORDER BY id DESC) AS back"
    "  FROM registration_event WINDOW w AS (PARTITION BY registration_id ORDER BY id)),"
    " f AS (SELECT e.r FROM e JOIN registration g ON g.id = e.r WHERE NOT coalesce ("
    "   (e.before IS NULL AND e.act = 'register' AND e.state = 'VALID')"
    "   OR (e.day >= e.day_before AND ((e.before = 'VALID' AND e.state IN ('PAUSED', 'TERMINATED',"
    "     'CANCELLED_CHANGED')) OR (e.before = 'PAUSED' AND e.state IN ('VALID', 'TERMINATED'))"
    "    OR (e.before = 'VALID' AND g.kind = 'REFERRAL'"
    "     AND e.state IN ('EXPIRED_USED', 'CANCELLED_UNUSED')))), 0)"
    "  UNION ALL SELECT g.id FROM registration g LEFT JOIN e ON e.r = g.id AND e.back = 1"
    "   LEFT JOIN registration_state s ON s.registration_id = g.id"
    "   WHERE e.state IS NULL OR s.state IS NOT e.state OR s.since IS NOT e.day"
    /* A replaced one was cancelled by the change. */
    "  UNION ALL SELECT n.id FROM registration n WHERE n.replaces_id IS NOT NULL"
    "   AND NOT EXISTS (SELECT 1 FROM registration_event x WHERE x.registration_id = n.replaces_id"
    "    AND x.state = 'CANCELLED_CHANGED')"
    "  UNION ALL SELECT registration_id FROM registration_state"
    "   WHERE registration_id NOT IN (SELECT id FROM registration))"
    " SELECT count(*), (SELECT number FROM registration WHERE id = (SELECT min (r) FROM f))"
    " FROM f" },
  { "MATCHES", N_ ("Claims away from home are matched once, to registrations of the same person"),
    "WITH f AS (SELECT m.id AS i FROM claim_registration m LEFT JOIN claim c ON c.id = m.claim_id"
    "   LEFT JOIN national_item n ON n.id = m.item_id"
    "   LEFT JOIN registration g ON g.id = m.registration_id"
    "  WHERE coalesce (c.import_id, n.import_id) IS NOT m.import_id"
    "   OR (m.result = 'MATCHED' AND g.id IS NULL) OR (m.result = 'NONE' AND g.id IS NOT NULL)"
    "   OR (g.id IS NOT NULL AND g.psn_no IS NOT coalesce (c.psn_no, n.psn_no)"
    "    AND g.certno IS NOT upper (c.certno))"
    "  UNION ALL SELECT max (id) FROM claim_registration GROUP BY claim_id, item_id"
    "   HAVING count(*) > 1)"
    " SELECT count(*), min (i) FROM f" },
  { "MANUAL-CLAIMS",
    N_ ("Manual reimbursements are accepted before they are paid, within the fees"),
    "WITH e AS (SELECT v.manual_claim_id AS m, v.id, v.act, v.fund_fen AS fund,"
    "   lag (v.act) OVER w AS before, lag (v.fund_fen) OVER w AS fund_before"
    "  FROM manual_claim_event v WINDOW w AS (PARTITION BY v.manual_claim_id ORDER BY v.id)),"
    " f AS (SELECT e.m FROM e JOIN manual_claim c ON c.id = e.m WHERE e.fund > c.medfee_fen"
    "   OR NOT coalesce ((e.before IS NULL AND e.act = 'file')"
    "    OR (e.before = 'file' AND e.act IN ('accept', 'refuse'))"
    "    OR (e.before = 'accept' AND e.act = 'pay' AND e.fund = e.fund_before), 0)"
    "  UNION ALL SELECT id FROM manual_claim WHERE fund_fen > medfee_fen"
    "   OR id NOT IN (SELECT manual_claim_id FROM manual_claim_event))"
    " SELECT count(*), (SELECT number FROM manual_claim WHERE id = (SELECT min (m) FROM f))"
    " FROM f" },
};

gboolean
qz_verify_registrations (QzVerifier *self, GError **error)
{
  return qz_verifier_run (self, queries, G_N_ELEMENTS (queries), error);
}
