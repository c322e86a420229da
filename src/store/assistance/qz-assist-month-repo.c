/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-month-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

/* The newest version of each month's list. */
#define NEWEST                                                                                     \
  "(SELECT * FROM assist_list l WHERE version = (SELECT max (version) FROM assist_list"            \
  " WHERE period = l.period))"

static void
put_day (QzTableWriter *writer, QzDay day)
{
  g_autofree char *text = qz_day_format (day);

  qz_table_writer_text (writer, text);
}

/* ── where a month stands ───────────────────────────────────────────────────────────────────── */

static gboolean
put_state (QzAct *act, const QzAssistEvent *event, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      qz_act_get_store (act),
      "INSERT INTO assist_state (period, stage, provider_id, county, list_id, state)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
      " ON CONFLICT (period, stage, provider_id, county) DO UPDATE SET list_id = ?5, state = ?6",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "ititit", (gint64) event->period, event->stage,
                               event->provider_id, event->county, event->list_id, event->state)
         && qz_statement_run (statement, error);
}

gboolean
qz_assist_month_repo_put_event (QzAct *act, const QzAssistEvent *event, gint64 *out_id,
                                GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_event", error);
  gint64 id;

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, event->period);
  qz_table_writer_text (writer, event->stage);
  qz_table_writer_int (writer, event->provider_id);
  qz_table_writer_text (writer, event->county);
  qz_table_writer_int (writer, event->list_id);
  qz_table_writer_text (writer, event->state);
  qz_table_writer_text (writer, event->signers != NULL ? event->signers : "");
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, event->reason != NULL ? event->reason : "");
  id = qz_table_writer_end_row (writer, error);
  if (out_id != NULL)
    *out_id = id;
  return id != 0 && put_state (act, event, error);
}

static void
take_standing (QzStatement *row, GArray *to)
{
  const QzAssistStanding standing = { .stage = qz_statement_get_interned (row, 0),
                                      .provider_id = qz_statement_get_int (row, 1),
                                      .county = qz_statement_get_interned (row, 2),
                                      .list_id = qz_statement_get_int (row, 3),
                                      .state = qz_statement_get_interned (row, 4),
                                      .day = qz_statement_get_day (row, 5),
                                      .actor = qz_statement_get_interned (row, 6),
                                      .signers = qz_statement_get_interned (row, 7) };

  g_array_append_val (to, standing);
}

GArray *
qz_assist_month_repo_load_standings (QzStore *store, QzPeriod period, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.stage, s.provider_id, s.county, s.list_id, s.state,"
      " substr (e.business_time, 1, 10), e.actor, e.signers"
      " FROM assist_state s JOIN assist_event e ON e.id = (SELECT max (id) FROM assist_event"
      "  WHERE period = s.period AND stage = s.stage AND provider_id = s.provider_id"
      "   AND county = s.county)"
      " WHERE s.period = ?1 ORDER BY 1, 2, 3",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
             ? qz_statement_collect (rows, sizeof (QzAssistStanding), take_standing, error)
             : NULL;
}

static void
take_open (QzStatement *row, GArray *to)
{
  const QzAssistOpen open = { .period = (QzPeriod) qz_statement_get_int (row, 0),
                              .stage = qz_statement_get_interned (row, 1),
                              .state = qz_statement_get_interned (row, 2),
                              .n_open = qz_statement_get_int (row, 3),
                              .day = qz_statement_get_day (row, 4) };

  g_array_append_val (to, open);
}

GArray *
qz_assist_month_repo_load_open (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.period, s.stage, max (s.state), sum (s.state IN ('ASKED', 'DISPUTED')),"
      " (SELECT max (substr (e.business_time, 1, 10)) FROM assist_event e"
      "  WHERE e.period = s.period AND e.stage = s.stage) FROM assist_state s GROUP BY 1, 2",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "")
             ? qz_statement_collect (rows, sizeof (QzAssistOpen), take_open, error)
             : NULL;
}

static void
take_period (QzStatement *row, GArray *to)
{
  const QzPeriod period = (QzPeriod) qz_statement_get_int (row, 0);

  g_array_append_val (to, period);
}

GArray *
qz_assist_month_repo_list_periods (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH RECURSIVE m (t) AS (SELECT min (setl_time) FROM assist_bill UNION ALL"
      "  SELECT (SELECT min (setl_time) FROM assist_bill"
      "   WHERE setl_time >= date (substr (m.t, 1, 10), 'start of month', '+1 month'))"
      "  FROM m WHERE t IS NOT NULL)"
      " SELECT CAST (substr (t, 1, 4) || substr (t, 6, 2) AS INTEGER) FROM m WHERE t IS NOT NULL"
      " UNION SELECT period FROM assist_list UNION SELECT period FROM assist_deduction ORDER BY 1",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "")
             ? qz_statement_collect (rows, sizeof (QzPeriod), take_period, error)
             : NULL;
}

gboolean
qz_assist_month_repo_has_made (QzStore *store, QzPeriod period, const char *actor, gboolean *out,
                               GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT EXISTS (SELECT 1 FROM assist_event e WHERE period = ?1 AND stage = 'statement'"
      " AND actor = ?2 AND reason = '' AND id >= (SELECT max (id) FROM assist_event"
      "  WHERE period = ?1 AND stage = 'statement' AND state = 'MADE' AND reason = ''))",
      error);
  gint64 found = 0;

  if (row == NULL || !qz_statement_bind (row, error, "it", (gint64) period, actor)
      || !qz_statement_get_number (row, &found, error))
    return FALSE;
  *out = found != 0;
  return TRUE;
}

gboolean
qz_assist_month_repo_fill_events (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT e.business_time, e.stage, coalesce (p.code, ''), e.county, e.state, e.signers,"
      " e.actor, e.reason FROM assist_event e LEFT JOIN provider p ON p.id = e.provider_id"
      " WHERE e.period = ?1 ORDER BY e.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

/* ── statements ─────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_month_repo_get_list (QzStore *store, QzPeriod period, QzAssistList *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT id, version, policy_pack_id, last_bill_id, last_deduction_id, first_row_id,"
      " last_row_id, n_bills, maf_fen, deducted_fen FROM assist_list WHERE period = ?1"
      " ORDER BY version DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = (QzAssistList) { .period = period };
  if (row == NULL || !qz_statement_bind (row, error, "i", (gint64) period)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->id = qz_statement_get_int (row, 0);
  out->version = (guint) qz_statement_get_int (row, 1);
  out->policy_pack_id = qz_statement_get_int (row, 2);
  out->last_bill_id = qz_statement_get_int (row, 3);
  out->last_deduction_id = qz_statement_get_int (row, 4);
  out->first_row_id = qz_statement_get_int (row, 5);
  out->last_row_id = qz_statement_get_int (row, 6);
  out->n_bills = qz_statement_get_int (row, 7);
  out->maf_fen = qz_statement_get_int (row, 8);
  out->deducted_fen = qz_statement_get_int (row, 9);
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_assist_month_repo_find_neighbours (QzStore *store, QzPeriod period, QzPeriod *out_before,
                                      QzPeriod *out_after, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT coalesce ((SELECT max (period) FROM assist_list WHERE period < ?1), 0),"
      " coalesce ((SELECT min (period) FROM assist_list WHERE period > ?1), 0)",
      error);
  gboolean has_row = FALSE;

  if (row == NULL || !qz_statement_bind (row, error, "i", (gint64) period)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  *out_before = (QzPeriod) qz_statement_get_int (row, 0);
  *out_after = (QzPeriod) qz_statement_get_int (row, 1);
  qz_statement_reset (row);
  return TRUE;
}

static const char *const row_kinds[] = { [QZ_ASSIST_ROW_BILL] = "bill",
                                         [QZ_ASSIST_ROW_DEDUCTION] = "deduction",
                                         [QZ_ASSIST_ROW_REFUND] = "refund" };

static gboolean
put_row (QzTableWriter *writer, gint64 list_id, QzAssistRow *row, GError **error)
{
  qz_table_writer_int (writer, list_id);
  qz_table_writer_text (writer, row_kinds[row->kind]);
  qz_table_writer_int (writer, row->bill_id);
  qz_table_writer_int (writer, row->deduction_id);
  qz_table_writer_int (writer, row->provider_id);
  qz_table_writer_text (writer, row->county);
  qz_table_writer_text (writer, qz_assist_category_to_text (row->category));
  qz_table_writer_int (writer, row->cross_area);
  qz_table_writer_int (writer, row->n_visits);
  qz_table_writer_int (writer, row->medfee_fen);
  qz_table_writer_int (writer, row->basic_fen);
  qz_table_writer_int (writer, row->ci_fen);
  qz_table_writer_int (writer, row->other_fen);
  qz_table_writer_int (writer, row->maf_fen);
  qz_table_writer_int (writer, row->deducted_fen);
  row->id = qz_table_writer_end_row (writer, error);
  return row->id != 0;
}

static gboolean
add_up (QzAssistList *list, const GArray *rows, GError **error)
{
  list->n_bills = 0;
  list->maf_fen = 0;
  list->deducted_fen = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const QzAssistRow *row = &g_array_index (rows, QzAssistRow, i);

      list->n_bills += row->kind == QZ_ASSIST_ROW_BILL;
      if (!qz_fen_accumulate (&list->maf_fen, row->maf_fen, error)
          || !qz_fen_accumulate (&list->deducted_fen, row->deducted_fen, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
qz_assist_month_repo_put_list (QzAct *act, QzAssistList *list, GArray *rows, GError **error)
{
  QzTableWriter *lists = qz_act_get_writer (act, "assist_list", error);
  QzTableWriter *writer = lists != NULL ? qz_act_get_writer (act, "assist_row", error) : NULL;
  QzAssistList last;

  if (writer == NULL
      || !qz_assist_month_repo_get_list (qz_act_get_store (act), list->period, &last, error)
      || !add_up (list, rows, error))
    return FALSE;
  list->version = last.version + 1;
  list->first_row_id = rows->len > 0 ? qz_table_writer_get_next_id (writer) : 0;
  list->last_row_id = rows->len > 0 ? list->first_row_id + rows->len - 1 : 0;
  qz_table_writer_int (lists, list->period);
  qz_table_writer_int (lists, list->version);
  qz_table_writer_int (lists, list->policy_pack_id);
  qz_table_writer_int (lists, list->last_bill_id);
  qz_table_writer_int (lists, list->last_deduction_id);
  qz_table_writer_int (lists, list->first_row_id);
  qz_table_writer_int (lists, list->last_row_id);
  qz_table_writer_int (lists, list->n_bills);
  qz_table_writer_int (lists, list->maf_fen);
  qz_table_writer_int (lists, list->deducted_fen);
  list->id = qz_table_writer_end_row (lists, error);
  for (guint i = 0; list->id != 0 && i < rows->len; i++)
    if (!put_row (writer, list->id, &g_array_index (rows, QzAssistRow, i), error))
      return FALSE;
  return list->id != 0;
}

static void
take_row (QzStatement *row, GArray *to)
{
  const char kind = qz_statement_get_text (row, 1)[0];
  QzAssistRow made = {
    .id = qz_statement_get_int (row, 0),
    .kind = kind == 'b'   ? QZ_ASSIST_ROW_BILL
            : kind == 'd' ? QZ_ASSIST_ROW_DEDUCTION
                          : QZ_ASSIST_ROW_REFUND,
    .bill_id = qz_statement_get_int (row, 2),
    .deduction_id = qz_statement_get_int (row, 3),
    .provider_id = qz_statement_get_int (row, 4),
    .county = qz_statement_get_interned (row, 5),
    .category = QZ_ASSIST_NONE,
    .cross_area = qz_statement_get_int (row, 7) != 0,
    .n_visits = qz_statement_get_int (row, 8),
    .medfee_fen = qz_statement_get_int (row, 9),
    .basic_fen = qz_statement_get_int (row, 10),
    .ci_fen = qz_statement_get_int (row, 11),
    .other_fen = qz_statement_get_int (row, 12),
    .maf_fen = qz_statement_get_int (row, 13),
    .deducted_fen = qz_statement_get_int (row, 14),
  };

  if (!qz_assist_category_parse (qz_statement_get_text (row, 6), &made.category))
    made.category = QZ_ASSIST_NONE;
  g_array_append_val (to, made);
}

GArray *
qz_assist_month_repo_load_rows (QzStore *store, const QzAssistList *list, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT id, kind, bill_id, deduction_id, provider_id, county, category, cross_area, n_visits,"
      " medfee_fen, basic_fen, ci_fen, other_fen, maf_fen, deducted_fen FROM assist_row"
      " WHERE id BETWEEN ?1 AND ?2 AND list_id = ?3 ORDER BY id",
      error);

  return rows != NULL
                 && qz_statement_bind (rows, error, "iii", list->first_row_id, list->last_row_id,
                                       list->id)
             ? qz_statement_collect (rows, sizeof (QzAssistRow), take_row, error)
             : NULL;
}

/* ── what a list is made of ─────────────────────────────────────────────────────────────────── */

GArray *
qz_assist_month_repo_load_bills (QzStore *store, const QzAssistList *list, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH before AS (SELECT last_bill_id FROM " NEWEST " WHERE period < ?1"
      "  ORDER BY period DESC LIMIT 1)"
      " SELECT 0, 'bill', b.id, 0, b.provider_id, b.county, b.category, b.cross_area,"
      " iif (b.refund, -1, 1), b.medfee_fen, b.basic_fen, b.ci_fen, b.other_fen, b.maf_fen, 0"
      " FROM assist_bill b WHERE b.id <= ?2 AND b.setl_time < ?4 AND b.setl_type = '2'"
      "  AND b.maf_fen <> 0"
      "  AND (b.setl_time >= ?3 OR b.id > coalesce ((SELECT last_bill_id FROM before), 0))"
      " ORDER BY b.provider_id, b.county, b.setl_time, b.setl_id",
      error);
  g_autofree char *first = qz_day_format (qz_period_get_first_day (list->period));
  g_autofree char *after = qz_day_format (qz_period_get_last_day (list->period) + 1);

  return rows != NULL
                 && qz_statement_bind (rows, error, "iitt", (gint64) list->period,
                                       list->last_bill_id, first, after)
             ? qz_statement_collect (rows, sizeof (QzAssistRow), take_row, error)
             : NULL;
}

static void
take_owed (QzStatement *row, GArray *to)
{
  QzAssistOwed owed = { .id = qz_statement_get_int (row, 0),
                        .bill_id = qz_statement_get_int (row, 1),
                        .provider_id = qz_statement_get_int (row, 2),
                        .county = qz_statement_get_interned (row, 3),
                        .category = QZ_ASSIST_NONE,
                        .cross_area = qz_statement_get_int (row, 5) != 0,
                        .left_fen = qz_statement_get_int (row, 6) };

  if (!qz_assist_category_parse (qz_statement_get_text (row, 4), &owed.category))
    owed.category = QZ_ASSIST_NONE;
  g_array_append_val (to, owed);
}

/* What was taken off a bill that is refunded since is given back; then come refunds that were put
 * off: they are older than what waits beside them. A list made anew for a dispute's sake has what
 * its papers take off and nothing else that came since, and leaves to later months what they have
 * taken. */
GArray *
qz_assist_month_repo_load_owed (QzStore *store, const QzAssistList *list, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH taken AS (SELECT r.* FROM assist_row r JOIN " NEWEST " l ON l.id = r.list_id"
      "  WHERE l.period <> ?1 AND r.kind <> 'bill'),"
      " owed AS (SELECT 0 AS id, 0 AS bill_id, provider_id, county, '' AS category, cross_area,"
      "   -sum (deducted_fen) AS left_fen, '' AS day, '' AS setl_id FROM taken"
      "   WHERE kind = 'refund' GROUP BY provider_id, county, cross_area"
      "  UNION ALL SELECT d.id, d.bill_id, b.provider_id, b.county, b.category, b.cross_area,"
      "   iif (EXISTS (SELECT 1 FROM assist_bill r WHERE r.refd_setl_id = b.setl_id AND r.refund"
      "     AND r.id <= ?3 AND r.setl_time < ?4 AND r.maf_fen = -b.maf_fen),"
      "    -coalesce ((SELECT sum (t.deducted_fen) FROM taken t WHERE t.deduction_id = d.id), 0),"
      "    d.amount_fen - coalesce ((SELECT sum (t.deducted_fen) FROM taken t"
      "     WHERE t.deduction_id = d.id AND t.deducted_fen > 0), 0)), d.confirmed_day, b.setl_id"
      "   FROM assist_deduction d JOIN assist_bill b ON b.id = d.bill_id"
      "   WHERE d.period <= ?1 AND (d.id <= ?2 OR d.dispute_id IS NOT NULL))"
      " SELECT id, bill_id, provider_id, county, category, cross_area, left_fen FROM owed"
      " WHERE left_fen > 0 OR (left_fen < 0 AND id <> 0)"
      " ORDER BY left_fen > 0, id <> 0, day, setl_id, id, provider_id, county, cross_area",
      error);
  g_autofree char *after = qz_day_format (qz_period_get_last_day (list->period) + 1);

  return rows != NULL
                 && qz_statement_bind (rows, error, "iiit", (gint64) list->period,
                                       list->last_deduction_id, list->last_bill_id, after)
             ? qz_statement_collect (rows, sizeof (QzAssistOwed), take_owed, error)
             : NULL;
}

gboolean
qz_assist_month_repo_get_bounds (QzStore *store, gint64 *out_last_bill_id,
                                 gint64 *out_last_deduction_id, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT coalesce ((SELECT max (id) FROM assist_bill), 0),"
      " coalesce ((SELECT max (id) FROM assist_deduction), 0)",
      error);
  gboolean has_row = FALSE;

  if (row == NULL || !qz_statement_bind (row, error, "")
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  *out_last_bill_id = qz_statement_get_int (row, 0);
  *out_last_deduction_id = qz_statement_get_int (row, 1);
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_assist_month_repo_is_cleared (QzStore *store, int year, gboolean *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT EXISTS (SELECT 1 FROM assist_clearing WHERE year = ?1)", error);
  gint64 found = 0;

  if (row == NULL || !qz_statement_bind (row, error, "i", (gint64) year)
      || !qz_statement_get_number (row, &found, error))
    return FALSE;
  *out = found != 0;
  return TRUE;
}

gboolean
qz_assist_month_repo_find_unlisted (QzStore *store, QzPeriod period, QzPeriod *out,
                                    GError **error)
{
  g_autoptr (GArray) periods = qz_assist_month_repo_list_periods (store, error);

  *out = 0;
  for (guint i = 0; periods != NULL && i < periods->len; i++)
    {
      const QzPeriod other = g_array_index (periods, QzPeriod, i);
      QzAssistList list;
      gboolean is_cleared = FALSE;

      if (other >= period)
        return TRUE;
      if (!qz_assist_month_repo_get_list (store, other, &list, error)
          || !qz_assist_month_repo_is_cleared (store, (int) (other / 100), &is_cleared, error))
        return FALSE;
      /* What came late for months before a listed one, or for a year that is cleared, is taken in
       * the next month that is made. */
      if (list.id != 0 || is_cleared)
        *out = 0;
      else if (*out == 0)
        *out = other;
    }
  return periods != NULL;
}

/* ── disputes (DT-16c) ──────────────────────────────────────────────────────────────────────── */

gint64
qz_assist_month_repo_put_dispute (QzAct *act, const QzAssistDispute *dispute, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_dispute", error);

  if (writer == NULL)
    return 0;
  if (dispute->import_id != 0)
    qz_table_writer_int (writer, dispute->import_id);
  else
    qz_table_writer_null (writer);
  qz_table_writer_int (writer, (gint64) dispute->line_no);
  qz_table_writer_int (writer, dispute->period);
  qz_table_writer_int (writer, dispute->provider_id);
  qz_table_writer_text (writer, dispute->county);
  qz_table_writer_text (writer, dispute->raised_by);
  put_day (writer, dispute->raised_day);
  qz_table_writer_text (writer, dispute->reason);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_assist_month_repo_get_dispute (QzStore *store, gint64 id, QzAssistDispute *out,
                                  gboolean *out_found, gboolean *out_solved, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT coalesce (d.import_id, 0), d.line_no, d.period, d.provider_id, d.county, d.raised_by,"
      " d.raised_day, d.reason, p.id IS NOT NULL FROM assist_dispute d"
      " LEFT JOIN assist_dispute_paper p ON p.dispute_id = d.id WHERE d.id = ?1",
      error);

  *out = (QzAssistDispute) { .id = id };
  *out_solved = FALSE;
  if (row == NULL || !qz_statement_bind (row, error, "i", id)
      || !qz_statement_step_once (row, out_found, error))
    return FALSE;
  if (!*out_found)
    return TRUE;
  out->import_id = qz_statement_get_int (row, 0);
  out->line_no = (guint64) qz_statement_get_int (row, 1);
  out->period = (QzPeriod) qz_statement_get_int (row, 2);
  out->provider_id = qz_statement_get_int (row, 3);
  out->county = qz_statement_get_interned (row, 4);
  out->raised_by = qz_statement_get_interned (row, 5);
  out->raised_day = qz_statement_get_day (row, 6);
  out->reason = qz_statement_get_interned (row, 7);
  *out_solved = qz_statement_get_int (row, 8) != 0;
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_assist_month_repo_find_dispute (QzStore *store, const QzAssistDispute *key, gint64 *out_id,
                                   const char **out_paper, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT d.id, p.paper_no FROM assist_dispute d"
      " LEFT JOIN assist_dispute_paper p ON p.dispute_id = d.id WHERE d.period = ?1"
      " AND d.provider_id = ?2 AND d.county = ?3 AND d.raised_by = ?4 AND d.raised_day = ?5"
      " ORDER BY d.id DESC LIMIT 1",
      error);
  g_autofree char *day = qz_day_format (key->raised_day);
  gboolean has_row = FALSE;

  *out_id = 0;
  *out_paper = NULL;
  if (row == NULL
      || !qz_statement_bind (row, error, "iittt", (gint64) key->period, key->provider_id,
                             key->county, key->raised_by, day)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out_id = qz_statement_get_int (row, 0);
      *out_paper = g_intern_string (qz_statement_get_text (row, 1));
    }
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_assist_month_repo_sum_taken_off (QzStore *store, gint64 dispute_id, const char *setl_id,
                                    QzFen *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT coalesce (sum (k.amount_fen), 0) FROM assist_deduction k"
      " JOIN assist_bill b ON b.id = k.bill_id WHERE k.dispute_id = ?1 AND b.setl_id = ?2",
      error);

  return row != NULL && qz_statement_bind (row, error, "it", dispute_id, setl_id)
         && qz_statement_get_number (row, out, error);
}

gboolean
qz_assist_month_repo_count_disputes (QzStore *store, QzPeriod period, gint64 provider_id,
                                     const char *county, gint64 *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count (*) FROM assist_dispute d WHERE period = ?1"
      " AND (?2 = 0 OR provider_id = ?2) AND (?3 IS NULL OR county = ?3)"
      " AND NOT EXISTS (SELECT 1 FROM assist_dispute_paper p WHERE p.dispute_id = d.id)",
      error);

  return row != NULL
         && qz_statement_bind (row, error, "iit", (gint64) period, provider_id, county)
         && qz_statement_get_number (row, out, error);
}

gboolean
qz_assist_month_repo_put_papers (QzAct *act, gint64 dispute_id, const QzAssistPapers *papers,
                                 GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_dispute_paper", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, dispute_id);
  qz_table_writer_text (writer, papers->paper_no);
  put_day (writer, papers->stamped_day);
  put_day (writer, papers->hospital_day);
  put_day (writer, papers->county_day);
  put_day (writer, papers->reported_day);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, papers->note != NULL ? papers->note : "");
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_assist_month_repo_fill_disputes (QzStore *store, QzPeriod period, QzSheet *sheet,
                                    GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT d.id, p.code, (SELECT name FROM provider_fact f WHERE f.provider_id = p.id"
      "  ORDER BY f.id DESC LIMIT 1), d.county, d.raised_by, d.raised_day, d.reason,"
      " iif (x.id IS NULL, 'DISPUTED', 'CONFIRMED'), x.paper_no, x.stamped_day, x.hospital_day,"
      " x.county_day, x.reported_day, (SELECT sum (amount_fen) FROM assist_deduction t"
      "  WHERE t.dispute_id = d.id)"
      " FROM assist_dispute d JOIN provider p ON p.id = d.provider_id"
      " LEFT JOIN assist_dispute_paper x ON x.dispute_id = d.id WHERE d.period = ?1 ORDER BY d.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

/* ── forms ──────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_month_repo_fill_bills (QzStore *store, const QzAssistList *list, gint64 provider_id,
                                 QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT b.psn_name, b.certno, r.category, r.county, b.begin_day, b.end_day, r.medfee_fen,"
      " b.inscp_scp_fen, r.basic_fen, r.ci_fen, r.other_fen, r.maf_fen, b.psn_part_fen,"
      " r.cross_area, b.setl_id, (SELECT sum (t.deducted_fen) FROM assist_row t"
      "  WHERE t.list_id = r.list_id AND t.bill_id = r.bill_id AND t.kind = 'deduction')"
      " FROM assist_row r JOIN assist_bill b ON b.id = r.bill_id"
      " WHERE r.list_id = ?1 AND r.provider_id = ?2 AND r.kind = 'bill'"
      " ORDER BY b.setl_time, b.setl_id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "ii", list->id, provider_id)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_month_repo_sum_used (QzStore *store, const QzAssistList *list, const char *county,
                               QzFen *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT sum (r.maf_fen - r.deducted_fen) FROM assist_row r JOIN " NEWEST " l"
      " ON l.id = r.list_id WHERE l.period BETWEEN ?1 AND ?2 AND r.county = ?3 AND r.cross_area",
      error);

  return row != NULL
         && qz_statement_bind (row, error, "iit", (gint64) (list->period / 100 * 100 + 1),
                               (gint64) list->period, county)
         && qz_statement_get_number (row, out, error);
}

gboolean
qz_assist_month_repo_sum_allotted (QzStore *store, int year, const char *county, QzDay day,
                                   QzFen *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT sum (amount_fen) FROM assist_allotment WHERE year = ?1 AND county = ?2"
      " AND allotted_day <= ?3",
      error);
  g_autofree char *text = qz_day_format (day);

  return row != NULL && qz_statement_bind (row, error, "itt", (gint64) year, county, text)
         && qz_statement_get_number (row, out, error);
}
