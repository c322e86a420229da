/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-carry-repo.h"

/* A month counts once its money has a document, or when there was no money; until then what it
 * leaves is not known. */
static const char carry_sql[] =
    "WITH leg AS (SELECT t.id, t.period, (SELECT max (x.document_id) FROM transfer_document x"
    "    JOIN document_state s ON s.document_id = x.document_id"
    "    WHERE x.transfer_id = t.id AND s.state NOT IN ('refused', 'cancelled')) AS document_id"
    "   FROM transfer t WHERE t.scope = ?2 AND t.insurance = ?3 AND t.payee = ?4"
    "    AND t.payee_account = 'acc_out' AND t.leg IN ('D2', 'D3') AND t.period <> ?1),"
    " list AS (SELECT max (l.id) AS id FROM clearing_list l JOIN clearing_state s"
    "    ON s.period = l.period AND s.scope = l.scope AND s.stage = 'publish' AND s.unit = ''"
    "    AND s.state = 'PUBLISHED'"
    "   WHERE l.scope = ?2 AND l.period <> ?1 AND NOT EXISTS (SELECT 1 FROM leg"
    "    WHERE leg.period = l.period AND leg.document_id IS NULL)"
    "   GROUP BY l.period)"
    " SELECT provider_id, sum (fen) FROM ("
    "  SELECT r.provider_id, iif (r.is_deduction, - r.amount_fen, r.amount_fen) AS fen"
    "   FROM clearing_row r WHERE r.list_id IN (SELECT id FROM list) AND r.side = 'R'"
    "    AND r.treat_agency = ?5 AND r.insurance = ?3 AND r.provider_id <> 0"
    "  UNION ALL SELECT d.provider_id, - d.pay_fen FROM document_line d"
    "   WHERE d.document_id IN (SELECT document_id FROM leg))"
    " GROUP BY provider_id HAVING sum (fen) <> 0 ORDER BY provider_id";

GArray *
qz_nl_carry_repo_load (QzStore *store, const QzTransfer *transfer, const char *area,
                       GError **error)
{
  g_autoptr (GArray) carried = g_array_new (FALSE, FALSE, sizeof (QzNlCarry));
  g_autoptr (GError) failure = NULL;
  QzStatement *rows = qz_store_prepare (store, carry_sql, error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "itttt", (gint64) transfer->period,
                             qz_nl_scope_to_text (transfer->scope),
                             qz_insurance_to_text ((QzInsurance) transfer->insurance),
                             transfer->payee, area))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzNlCarry carry = { qz_statement_get_int (rows, 0), qz_statement_get_int (rows, 1) };

      g_array_append_val (carried, carry);
    }
  if (failure == NULL)
    return g_steal_pointer (&carried);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
