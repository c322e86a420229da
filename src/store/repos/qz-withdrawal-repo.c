/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-withdrawal-repo.h"

gboolean
qz_withdrawal_repo_is_admitted (QzStore *store, gint64 provider_id, QzDay day, gboolean *out,
                                GError **error)
{
  gboolean has_row = FALSE;
  char text[11];
  QzStatement *st =
      qz_store_prepare (store,
                        "SELECT (status = 'ADMITTED'"
                        "        OR (status = 'SUSPENDED' AND suspended_from IS NOT NULL)"
                        "        OR (status = 'STOPPED' AND stopped_from IS NOT NULL))"
                        "   AND (admitted_from IS NULL OR admitted_from <= ?2)"
                        "   AND (suspended_from IS NULL OR suspended_from > ?2)"
                        "   AND (stopped_from IS NULL OR stopped_from > ?2)"
                        "  FROM provider_fact WHERE provider_id = ?1 ORDER BY id DESC LIMIT 1",
                        error);

  qz_day_write (day, text);
  *out = FALSE;
  if (st == NULL || !qz_statement_bind (st, error, "it", provider_id, text))
    return FALSE;
  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    *out = qz_statement_get_int (st, 0) != 0;
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_withdrawal_repo_was_hit (QzStore *store, gint64 document_line_id, QzDay day, gboolean *out,
                            GError **error)
{
  gboolean has_row = FALSE;
  char text[11];
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT EXISTS (SELECT 1 FROM document_line l"
      "    JOIN document_event e ON e.document_id = l.document_id AND e.act = 'make'"
      "    JOIN provider_fact f ON f.provider_id = l.provider_id"
      "     AND f.status IN ('SUSPENDED', 'STOPPED')"
      "   WHERE l.id = ?1 AND substr (e.business_time, 1, 10) <= CASE f.status"
      "       WHEN 'STOPPED' THEN f.stopped_from ELSE f.suspended_from END"
      "     AND CASE f.status WHEN 'STOPPED' THEN f.stopped_from ELSE f.suspended_from END <= ?2"
      "     AND NOT EXISTS (SELECT 1 FROM import_withdrawal w WHERE w.import_id = f.import_id))"
      "  AND NOT EXISTS (SELECT 1 FROM bank_line b JOIN bank_file s ON s.batch_id = b.batch_id"
      "     AND s.direction = 'out' WHERE b.document_line_id = ?1)",
      error);

  qz_day_write (day, text);
  *out = FALSE;
  if (st == NULL || !qz_statement_bind (st, error, "it", document_line_id, text))
    return FALSE;
  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    *out = qz_statement_get_int (st, 0) != 0;
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_withdrawal_repo_find_settlement (QzStore *store, gint64 document_line_id, char **out_number,
                                    GError **error)
{
  gboolean has_row = FALSE;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT y.number FROM document_line l JOIN document d ON d.id = l.document_id"
      "  JOIN document_line m ON m.provider_id = l.provider_id AND m.period = l.period"
      "  JOIN document y ON y.id = m.document_id AND y.kind = 'settlement'"
      "   AND y.insurance = d.insurance"
      "  JOIN document_state s ON s.document_id = y.id"
      "   AND s.state NOT IN ('refused', 'cancelled')"
      " WHERE l.id = ?1 ORDER BY y.id LIMIT 1",
      error);

  *out_number = NULL;
  if (st == NULL || !qz_statement_bind (st, error, "i", document_line_id))
    return FALSE;
  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    *out_number = g_strdup (qz_statement_get_text (st, 0));
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_withdrawal_repo_insert (QzAct *act, gint64 document_line_id, QzDay day, const char *reason,
                           GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "line_withdrawal", error);
  char text[11];

  if (writer == NULL)
    return FALSE;
  qz_day_write (day, text);
  qz_table_writer_int (writer, document_line_id);
  qz_table_writer_text (writer, text);
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}
