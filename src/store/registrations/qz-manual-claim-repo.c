/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-manual-claim-repo.h"

#include "qz-sheet-fill.h"

gint64
qz_manual_claim_repo_put (QzAct *act, const QzManualClaimRow *row, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "manual_claim", error);
  char day[11];

  if (writer == NULL)
    return 0;
  qz_day_write (row->discharge_day, day);
  qz_table_writer_text (writer, row->number);
  if (row->registration_id != 0)
    qz_table_writer_int (writer, row->registration_id);
  else
    qz_table_writer_null (writer);
  qz_table_writer_text (writer, row->psn_no);
  qz_table_writer_text (writer, row->psn_name);
  qz_table_writer_text (writer, row->certno);
  qz_table_writer_text (writer, qz_insurance_to_text (row->insurance));
  qz_table_writer_text (writer, row->insured_area);
  qz_table_writer_text (writer, row->treat_area);
  qz_table_writer_text (writer, row->hospital_code);
  qz_table_writer_text (writer, row->hospital_name);
  qz_table_writer_text (writer, day);
  qz_table_writer_text (writer, row->reason);
  qz_table_writer_text (writer, row->reason_note);
  qz_table_writer_int (writer, row->medfee_fen);
  qz_table_writer_int (writer, row->fund_fen);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_manual_claim_repo_put_event (QzAct *act, gint64 id, const char *act_name, const char *actor,
                                QzFen fund_fen, const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "manual_claim_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, id);
  qz_table_writer_text (writer, act_name);
  qz_table_writer_text (writer, actor);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_int (writer, fund_fen);
  qz_table_writer_text (writer, reason != NULL ? reason : "");
  return qz_table_writer_end_row (writer, error) != 0;
}

char *
qz_manual_claim_repo_dup_next_number (QzStore *store, const char *prefix, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT max (CAST (substr (number, length (?1) + 1) AS INTEGER)) FROM manual_claim"
      " WHERE number > ?1 AND substr (number, 1, length (?1)) = ?1",
      error);
  gint64 last = 0;

  if (row == NULL || !qz_statement_bind (row, error, "t", prefix)
      || !qz_statement_get_number (row, &last, error))
    return NULL;
  return g_strdup_printf ("%s%03d", prefix, (int) last + 1);
}

void
qz_manual_claim_state_clear (QzManualClaimState *self)
{
  g_clear_pointer (&self->insured_area, g_free);
  g_clear_pointer (&self->decided_by, g_free);
}

gboolean
qz_manual_claim_repo_get (QzStore *store, const char *number, QzManualClaimState *out,
                          GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT c.id, c.insured_area, c.medfee_fen, e.fund_fen, e.act, e.actor FROM manual_claim c"
      " JOIN manual_claim_event e ON e.id = (SELECT max (id) FROM manual_claim_event"
      "  WHERE manual_claim_id = c.id) WHERE c.number = ?1",
      error);
  gboolean has_row = FALSE;

  *out = (QzManualClaimState) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "t", number)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->id = qz_statement_get_int (row, 0);
  out->insured_area = g_strdup (qz_statement_get_text (row, 1));
  out->medfee_fen = qz_statement_get_int (row, 2);
  out->fund_fen = qz_statement_get_int (row, 3);
  out->act = g_intern_string (qz_statement_get_text (row, 4));
  out->decided_by = g_strdup (qz_statement_get_text (row, 5));
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_manual_claim_repo_find_same (QzStore *store, const char *certno, const char *hospital_code,
                                QzDay discharge_day, char **out_number, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT c.number FROM manual_claim c WHERE c.certno = ?1 AND c.hospital_code = ?2"
      " AND c.discharge_day = ?3 AND NOT EXISTS (SELECT 1 FROM manual_claim_event e"
      "  WHERE e.manual_claim_id = c.id AND e.act = 'refuse') LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char day[11];

  *out_number = NULL;
  qz_day_write (discharge_day, day);
  if (row == NULL || !qz_statement_bind (row, error, "ttt", certno, hospital_code, day)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out_number = g_strdup (qz_statement_get_text (row, 0));
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_manual_claim_repo_fill (QzStore *store, const char *act_name, const char *number,
                           QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.number, e.act, c.psn_no, c.psn_name, c.certno, c.insurance, c.insured_area,"
      " c.treat_area, c.hospital_name, c.discharge_day, c.reason, c.medfee_fen, c.fund_fen,"
      " iif (e.act IN ('accept', 'pay'), e.fund_fen, NULL), r.number, c.hospital_code,"
      " c.reason_note FROM manual_claim c JOIN manual_claim_event e ON e.id = (SELECT max (id)"
      "  FROM manual_claim_event WHERE manual_claim_id = c.id)"
      " LEFT JOIN registration r ON r.id = c.registration_id"
      " WHERE (?1 IS NULL OR e.act = ?1) AND (?2 IS NULL OR c.number = ?2) ORDER BY c.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "tt", act_name, number)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_manual_claim_repo_fill_events (QzStore *store, gint64 id, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT business_time, act, iif (act IN ('accept', 'pay'), fund_fen, NULL), actor, reason"
      " FROM manual_claim_event WHERE manual_claim_id = ?1 ORDER BY id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", id)
         && qz_sheet_fill (sheet, rows, error);
}
