/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-summary-repo.h"

gboolean
qz_summary_repo_add_moved (QzAct *act, const QzMovedRecord *moved, GError **error)
{
  QzStatement *put = qz_store_prepare (
      qz_act_get_store (act),
      "INSERT INTO document_paid (document_id, period, day, out_fen, back_fen)"
      " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (document_id, period, day) DO UPDATE"
      " SET out_fen = out_fen + excluded.out_fen, back_fen = back_fen + excluded.back_fen",
      error);
  char day[11];

  qz_day_write (moved->day, day);
  return put != NULL
         && qz_statement_bind (put, error, "iitii", moved->document_id, (gint64) moved->period, day,
                               moved->out_fen, moved->back_fen)
         && qz_statement_run (put, error);
}

gboolean
qz_summary_repo_put_settlement (QzAct *act, gint64 document_id, GError **error)
{
  QzStatement *put =
      qz_store_prepare (qz_act_get_store (act),
                        "INSERT INTO settlement_sum (document_id, period, payable_fen, offset_fen)"
                        " SELECT document_id, period, sum (f5), sum (f9) FROM document_line"
                        " WHERE document_id = ?1 GROUP BY period",
                        error);

  return put != NULL && qz_statement_bind (put, error, "i", document_id)
         && qz_statement_run (put, error);
}
