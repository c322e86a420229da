/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-region-repo.h"

#include "qz-sheet-fill.h"

static gboolean
put_state (QzAct *act, const QzRegionEvent *event, const char *since, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      qz_act_get_store (act),
      "INSERT INTO region_state (unit, state, since) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (unit) DO UPDATE SET state = ?2, since = ?3",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "ttt", event->unit,
                               qz_region_state_to_text (event->state), since)
         && qz_statement_run (statement, error);
}

gboolean
qz_region_repo_put_event (QzAct *act, const QzRegionEvent *event, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "region_event", error);
  const char *time = qz_act_get_clock (act)->business;
  /* Automatic acts count from the day on which they were due. */
  g_autofree char *since =
      g_strndup (event->nominal_time != NULL ? event->nominal_time : time, 10);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, event->unit);
  qz_table_writer_text (writer, qz_region_state_to_text (event->state));
  if (event->transfer_id != 0)
    qz_table_writer_int (writer, event->transfer_id);
  else
    qz_table_writer_null (writer);
  qz_table_writer_text (writer, event->actor);
  qz_table_writer_text (writer, event->nominal_time);
  qz_table_writer_text (writer, time);
  qz_table_writer_text (writer, event->reason != NULL ? event->reason : "");
  return qz_table_writer_end_row (writer, error) != 0 && put_state (act, event, since, error);
}

gboolean
qz_region_repo_get (QzStore *store, const char *unit, QzRegionState *out_state, QzDay *out_since,
                    GError **error)
{
  QzStatement *row =
      qz_store_prepare (store, "SELECT state, since FROM region_state WHERE unit = ?1", error);
  gboolean has_row = FALSE;

  *out_state = QZ_REGION_NORMAL;
  *out_since = QZ_DAY_NONE;
  if (row == NULL || !qz_statement_bind (row, error, "t", unit)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  if (!qz_region_state_parse (qz_statement_get_text (row, 0), out_state)
      || !qz_day_parse_plain (qz_statement_get_text (row, 1), 10, out_since))
    g_assert_not_reached (); /* only put_state() writes it */
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_region_repo_fill_events (QzStore *store, const char *unit, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT e.business_time, e.nominal_time, e.state, t.number, e.actor, e.reason"
      " FROM region_event e LEFT JOIN transfer t ON t.id = e.transfer_id WHERE e.unit = ?1"
      " ORDER BY e.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "t", unit)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_region_repo_fill_claims (QzStore *store, const char *areas, QzDay since, QzSheet *sheet,
                            GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.setl_id, substr (c.setl_time, 1, 10), p.code, (SELECT name FROM provider_fact"
      "  WHERE provider_id = p.id ORDER BY id DESC LIMIT 1), c.insu_admdvs FROM claim c"
      " JOIN provider p ON p.id = c.provider_id WHERE c.pay_loc IN ('3', '4') AND c.refund = 0"
      " AND substr (c.setl_time, 1, 10) >= ?2 AND instr (?1, ',' || c.insu_admdvs || ',') > 0"
      " ORDER BY c.setl_time, c.id",
      error);
  char day[11];

  qz_day_write (since, day);
  return rows != NULL && qz_statement_bind (rows, error, "tt", areas, day)
         && qz_sheet_fill (sheet, rows, error);
}
