/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-verify-private.h"

/* The money of medical assistance against its vouchers and its documents. */

static const QzVerifyQuery queries[] = {
  { "ASSIST-MONEY", N_ ("Money of medical assistance is confirmed by another and booked once"),
    "WITH e AS (SELECT m.*, c.act, c.actor AS second FROM assist_money m"
    "   LEFT JOIN assist_money_event c ON c.money_id = m.id),"
    " f AS (SELECT number FROM e WHERE act = 'confirm' AND second = actor"
    /* Once in the city's books, and no more than once in the county's. */
    "  UNION ALL SELECT number FROM e WHERE (SELECT sum (v.event NOT IN ('EV-40c', 'EV-44c'))"
    "   FROM assist_voucher x JOIN voucher v ON v.id = x.voucher_id WHERE x.money_id = e.id)"
    "   IS NOT iif (act = 'confirm', 1, NULL)"
    "  UNION ALL SELECT number FROM e WHERE (SELECT count (*) FROM assist_voucher x"
    "   JOIN voucher v ON v.id = x.voucher_id WHERE x.money_id = e.id"
    "    AND v.event IN ('EV-40c', 'EV-44c')) > 1"
    "  UNION ALL SELECT e.number FROM e JOIN assist_voucher x ON x.money_id = e.id"
    "   LEFT JOIN voucher v ON v.id = x.voucher_id"
    "   WHERE v.total_fen IS NOT e.amount_fen OR v.day IS NOT e.day"
    /* 1, 2, 3 … in each year. */
    "  UNION ALL SELECT 'numbers of ' || year FROM e GROUP BY year"
    "   HAVING count(*) <> max (CAST (substr (number, 10) AS INTEGER))"
    "    OR min (CAST (substr (number, 10) AS INTEGER)) <> 1"
    /* An instalment is reserved once; what a clearing moves is what it left. */
    "  UNION ALL SELECT min (number) FROM e WHERE allotment_id IS NOT NULL"
    "   AND act IS NOT 'cancel' GROUP BY allotment_id HAVING count(*) > 1"
    "  UNION ALL SELECT min (e.number) FROM e JOIN assist_clearing_line l"
    "   ON l.clearing_id = e.clearing_id AND l.county = e.county WHERE e.act IS NOT 'cancel'"
    "   GROUP BY l.id HAVING sum (iif (e.kind = 'surplus', e.amount_fen, - e.amount_fen))"
    "    NOT BETWEEN min (0, l.reserve_fen - l.used_fen) AND max (0, l.reserve_fen - l.used_fen))"
    " SELECT count(*), min (number) FROM f" },
  { "ASSIST-PARTS", N_ ("What hospitals get from the assistance fund is wholly some county's"),
    "WITH p AS (SELECT document_line_id AS id, sum (amount_fen) AS fen FROM assist_document_part"
    "   GROUP BY 1),"
    " f AS (SELECT d.number FROM document d JOIN document_line l ON l.document_id = d.id"
    "   LEFT JOIN p ON p.id = l.id WHERE d.kind = 'assist' AND p.fen IS NOT l.pay_fen"
    "  UNION ALL SELECT 'line ' || id FROM p WHERE id NOT IN (SELECT l.id FROM document_line l"
    "   JOIN document d ON d.id = l.document_id AND d.kind = 'assist')"
    /* A hospital is paid once for a month. */
    "  UNION ALL SELECT min (d.number) FROM document d JOIN document_state s"
    "    ON s.document_id = d.id AND s.state NOT IN ('refused', 'cancelled')"
    "   JOIN document_line l ON l.document_id = d.id WHERE d.kind = 'assist'"
    "   GROUP BY l.provider_id, l.period HAVING count(*) > 1)"
    " SELECT count(*), min (number) FROM f" },
};

gboolean
qz_verify_assist_money (QzVerifier *self, GError **error)
{
  return qz_verifier_run (self, queries, G_N_ELEMENTS (queries), error);
}
