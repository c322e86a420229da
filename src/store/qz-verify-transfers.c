/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-verify-private.h"

/* Money of care away from home, and units that pay late: where things stand against what
 * happened. */

static const QzVerifyQuery queries[] = {
  { "TRANSFERS", N_ ("Transfers stand where their events put them"),
    "WITH e AS (SELECT t.id,"
    "   coalesce ((SELECT d.due_day FROM transfer_event d WHERE d.transfer_id = t.id"
    "    AND d.act = 'due' ORDER BY d.id DESC LIMIT 1), t.due_day) AS due_day,"
    "   coalesce (sum (CASE x.act WHEN 'pay' THEN x.amount_fen WHEN 'cancel'"
    "    THEN - x.amount_fen END), 0) AS paid,"
    "   coalesce (sum (iif (x.act = 'confirm-payment', x.amount_fen, 0)), 0) AS confirmed,"
    "   coalesce (sum (iif (x.act = 'confirm-receipt', x.amount_fen, 0)), 0) AS received,"
    "   max (iif (x.act = 'confirm-receipt', x.day, NULL)) AS last FROM transfer t"
    "  LEFT JOIN transfer_event x ON x.transfer_id = t.id GROUP BY t.id),"
    " f AS (SELECT t.number FROM transfer t JOIN e ON e.id = t.id"
    "   LEFT JOIN transfer_state s ON s.transfer_id = t.id"
    "   WHERE s.due_day IS NOT e.due_day OR s.paid_fen IS NOT e.paid"
    "    OR s.confirmed_fen IS NOT e.confirmed OR s.received_fen IS NOT e.received"
    "    OR s.open_fen IS NOT t.amount_fen - e.received"
    "    OR s.last_received IS NOT e.last OR e.paid > t.amount_fen OR e.confirmed > e.paid"
    "    OR e.received > e.confirmed"
    "  UNION ALL SELECT 'no transfer' FROM transfer_state"
    "   WHERE transfer_id NOT IN (SELECT id FROM transfer)"
    "  UNION ALL SELECT t.number FROM transfer t WHERE t.amount_fen"
    "   <> (SELECT coalesce (sum (amount_fen), 0) FROM transfer_part WHERE transfer_id = t.id))"
    " SELECT count(*), min (number) FROM f" },
  { "PAYMENTS", N_ ("Confirmations are those of a payment, each once and of its amount"),
    "WITH f AS (SELECT t.number FROM transfer_event c JOIN transfer t ON t.id = c.transfer_id"
    "   LEFT JOIN transfer_event p ON p.id = c.payment_id AND p.transfer_id = c.transfer_id"
    "    AND p.act = 'pay' AND p.id < c.id"
    "   WHERE c.act IN ('confirm-payment', 'confirm-receipt', 'cancel')"
    "    AND (p.id IS NULL OR p.amount_fen <> c.amount_fen OR p.actor = c.actor"
    "     AND c.act <> 'cancel')"
    "  UNION ALL SELECT t.number FROM transfer_event c JOIN transfer t ON t.id = c.transfer_id"
    "   WHERE c.payment_id IS NOT NULL GROUP BY c.payment_id, c.act HAVING count(*) > 1"
    "  UNION ALL SELECT t.number FROM transfer_event c JOIN transfer t ON t.id = c.transfer_id"
    "   WHERE c.act = 'cancel' AND EXISTS (SELECT 1 FROM transfer_event o"
    "    WHERE o.transfer_id = c.transfer_id AND o.payment_id = c.payment_id"
    "    AND o.act <> 'cancel')"
    /* A voucher moves what the event says, on its day. */
    "  UNION ALL SELECT t.number FROM transfer_voucher x"
    "   JOIN transfer_event e ON e.id = x.transfer_event_id JOIN transfer t ON t.id = e.transfer_id"
    "   JOIN voucher v ON v.id = x.voucher_id WHERE v.total_fen <> e.amount_fen OR v.day <> e.day)"
    " SELECT count(*), min (number) FROM f" },
  { "REGIONS", N_ ("Areas that pay late stand where their last event put them"),
    "WITH e AS (SELECT unit, state, substr (coalesce (nominal_time, business_time), 1, 10)"
    "   AS since, max (id) FROM region_event GROUP BY unit),"
    " f AS (SELECT unit FROM (SELECT unit, state, since FROM e"
    "   EXCEPT SELECT unit, state, since FROM region_state)"
    "  UNION ALL SELECT unit FROM (SELECT unit, state, since FROM region_state"
    "   EXCEPT SELECT unit, state, since FROM e))"
    " SELECT count(*), min (unit) FROM f" },
};

gboolean
qz_verify_transfers (QzVerifier *self, GError **error)
{
  return qz_verifier_run (self, queries, G_N_ELEMENTS (queries), error);
}
