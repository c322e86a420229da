/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

static const char *const kinds[] = {
  [QZ_DEPOSIT_OPENING] = "opening", [QZ_DEPOSIT_COLLECT] = "collect",
  [QZ_DEPOSIT_REFUND] = "refund",   [QZ_DEPOSIT_USE] = "use",
  [QZ_DEPOSIT_REFILL] = "refill",
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == QZ_N_DEPOSIT_MOVES);

const char *
qz_deposit_move_kind_to_text (QzDepositMoveKind kind)
{
  g_assert ((guint) kind < QZ_N_DEPOSIT_MOVES);
  return kinds[kind];
}

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text);
}

static void
write_reference (QzTableWriter *writer, gint64 id)
{
  if (id != 0)
    qz_table_writer_int (writer, id);
  else
    qz_table_writer_null (writer);
}

static QzDay
read_day (QzStatement *row, int column)
{
  QzDay day = QZ_DAY_NONE;

  if (!qz_statement_is_null (row, column)
      && !qz_day_parse_plain (qz_statement_get_text (row, column), 10, &day))
    day = QZ_DAY_NONE;
  return day;
}

/* ── moves ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_to_balance (QzAct *act, const QzDepositMove *move, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      qz_act_get_store (act),
      "INSERT INTO deposit_balance (unit, scope, balance_fen) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (unit, scope) DO UPDATE SET balance_fen = balance_fen + ?3",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "tti", move->unit,
                               qz_nl_scope_to_text (move->scope), move->amount_fen)
         && qz_statement_run (statement, error);
}

gint64
qz_deposit_repo_add_move (QzAct *act, const QzDepositMove *move, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deposit_move", error);
  const gboolean lowers = move->kind == QZ_DEPOSIT_REFUND || move->kind == QZ_DEPOSIT_USE;
  gint64 id;

  g_assert (lowers ? move->amount_fen <= 0 : move->amount_fen >= 0);
  if (writer == NULL)
    return 0;
  qz_table_writer_text (writer, move->unit);
  qz_table_writer_text (writer, qz_nl_scope_to_text (move->scope));
  qz_table_writer_text (writer, qz_deposit_move_kind_to_text (move->kind));
  write_day (writer, move->day);
  qz_table_writer_int (writer, move->period);
  qz_table_writer_int (writer, move->amount_fen);
  write_reference (writer, move->notice_id);
  write_reference (writer, move->transfer_id);
  id = qz_table_writer_end_row (writer, error);
  return id != 0 && add_to_balance (act, move, error) ? id : 0;
}

gboolean
qz_deposit_repo_has_moves (QzStore *store, const char *unit, QzNlScope scope, gboolean *out,
                           GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT count(*) FROM deposit_move WHERE unit = ?1 AND scope = ?2", error);
  gint64 n = 0;

  if (row == NULL || !qz_statement_bind (row, error, "tt", unit, qz_nl_scope_to_text (scope))
      || !qz_statement_get_number (row, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

gboolean
qz_deposit_repo_fill_moves (QzStore *store, const char *unit, QzNlScope scope, QzSheet *sheet,
                            GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT m.scope, m.kind, m.day, iif(m.period = 0, NULL, m.period), m.amount_fen, n.number,"
      " t.number FROM deposit_move m LEFT JOIN notice n ON n.id = m.notice_id"
      " LEFT JOIN transfer t ON t.id = m.transfer_id"
      " WHERE m.unit = ?1 AND m.scope = ?2 ORDER BY m.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "tt", unit, qz_nl_scope_to_text (scope))
         && qz_sheet_fill (sheet, rows, error);
}

/* ── last year's costs ──────────────────────────────────────────────────────────────────────── */

gint64
qz_deposit_repo_put_base (QzAct *act, const QzOrigin *origin, int year, const QzDepositBase *base,
                          GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deposit_base", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, origin->import_id);
  qz_table_writer_int (writer, (gint64) origin->line_no);
  qz_table_writer_int (writer, year);
  qz_table_writer_text (writer, qz_nl_scope_to_text (base->scope));
  qz_table_writer_text (writer, base->unit);
  qz_table_writer_text (writer, base->agency);
  qz_table_writer_text (writer, qz_insurance_to_text (base->insurance));
  qz_table_writer_int (writer, base->amount_fen);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_deposit_repo_has_base (QzStore *store, int year, const QzDepositBase *base, gboolean *out,
                          GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count(*) FROM deposit_base WHERE year = ?1 AND scope = ?2 AND agency = ?3"
      " AND insurance = ?4",
      error);
  gint64 n = 0;

  if (row == NULL
      || !qz_statement_bind (row, error, "ittt", (gint64) year, qz_nl_scope_to_text (base->scope),
                             base->agency, qz_insurance_to_text (base->insurance))
      || !qz_statement_get_number (row, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

/* unit scope agency insurance amount */
static GArray *
read_base (QzStatement *rows, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (QzDepositBase));
  g_autoptr (GError) local = NULL;

  while (qz_statement_step (rows, &local))
    {
      QzDepositBase base = { .unit = g_intern_string (qz_statement_get_text (rows, 0)),
                             .agency = g_intern_string (qz_statement_get_text (rows, 2)),
                             .amount_fen = qz_statement_get_int (rows, 4) };

      if (qz_nl_scope_parse (qz_statement_get_text (rows, 1), &base.scope)
          && qz_insurance_parse (qz_statement_get_text (rows, 3), &base.insurance))
        g_array_append_val (all, base);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GArray *
qz_deposit_repo_load_base (QzStore *store, int year, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT unit, scope, agency, insurance, amount_fen FROM deposit_base WHERE year = ?1"
      " ORDER BY unit, scope, agency, insurance",
      error);

  if (rows == NULL || !qz_statement_bind (rows, error, "i", (gint64) year))
    return NULL;
  return read_base (rows, error);
}

GArray *
qz_deposit_repo_sum_base (QzStore *store, QzPeriod from, QzPeriod to, gint64 *out_n_months,
                          GError **error)
{
  QzStatement *n = qz_store_prepare (
      store,
      "SELECT count(*) FROM (SELECT period FROM clearing_state WHERE stage = 'publish'"
      " AND unit = '' AND state = 'PUBLISHED' AND period BETWEEN ?1 AND ?2"
      " GROUP BY period HAVING count(DISTINCT scope) = 2)",
      error);
  QzStatement *rows;

  if (n == NULL || !qz_statement_bind (n, error, "ii", (gint64) from, (gint64) to)
      || !qz_statement_get_number (n, out_n_months, error))
    return NULL;
  rows = qz_store_prepare (
      store,
      "SELECT r.insured_unit, l.scope, r.insured_agency, r.insurance,"
      " sum(iif(r.is_deduction, -r.amount_fen, r.amount_fen))"
      " FROM clearing_state s JOIN clearing_list l ON l.period = s.period AND l.scope = s.scope"
      "  AND l.version = (SELECT max(version) FROM clearing_list WHERE period = l.period"
      "   AND scope = l.scope)"
      " JOIN clearing_row r ON r.list_id = l.id AND r.side = 'P'"
      " WHERE s.stage = 'publish' AND s.unit = '' AND s.state = 'PUBLISHED'"
      "  AND s.period BETWEEN ?1 AND ?2 AND r.insured_unit <> ''"
      " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
      error);
  if (rows == NULL || !qz_statement_bind (rows, error, "ii", (gint64) from, (gint64) to))
    return NULL;
  return read_base (rows, error);
}

/* ── where a deposit stands ─────────────────────────────────────────────────────────────────── */

gboolean
qz_deposit_repo_get_state (QzStore *store, const char *unit, QzNlScope scope, QzDepositState *out,
                           GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "WITH q AS (SELECT quota_fen, day FROM deposit_quota WHERE unit = ?1 AND scope = ?2"
      "  ORDER BY id DESC LIMIT 1)"
      " SELECT (SELECT quota_fen FROM q), (SELECT day FROM q),"
      " (SELECT balance_fen FROM deposit_balance WHERE unit = ?1 AND scope = ?2),"
      " (SELECT sum(amount_fen) FROM deposit_move WHERE unit = ?1 AND scope = ?2"
      "  AND kind NOT IN ('use', 'refill'))",
      error);
  gboolean has_row = FALSE;

  *out = (QzDepositState) { .since = QZ_DAY_NONE };
  if (row == NULL || !qz_statement_bind (row, error, "tt", unit, qz_nl_scope_to_text (scope))
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->has_quota = !qz_statement_is_null (row, 0);
  out->quota_fen = qz_statement_get_int (row, 0);
  out->since = read_day (row, 1);
  out->balance_fen = qz_statement_get_int (row, 2);
  out->whole_fen = qz_statement_get_int (row, 3);
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_deposit_repo_put_quota (QzAct *act, const QzDepositQuota *quota, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deposit_quota", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, quota->unit);
  qz_table_writer_text (writer, qz_nl_scope_to_text (quota->scope));
  write_day (writer, quota->day);
  qz_table_writer_int (writer, quota->quota_fen);
  write_reference (writer, quota->notice_id);
  qz_table_writer_text (writer, quota->reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_deposit_repo_fill_quotas (QzStore *store, const char *unit, QzNlScope scope, QzSheet *sheet,
                             GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT q.scope, q.day, q.quota_fen, n.number, q.reason FROM deposit_quota q"
      " LEFT JOIN notice n ON n.id = q.notice_id WHERE q.unit = ?1 AND q.scope = ?2"
      " ORDER BY q.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "tt", unit, qz_nl_scope_to_text (scope))
         && qz_sheet_fill (sheet, rows, error);
}

/* ── usage ──────────────────────────────────────────────────────────────────────────────────── */

static void
read_usage (QzStatement *row, QzDepositUsageRow *out)
{
  *out = (QzDepositUsageRow) {
    .id = qz_statement_get_int (row, 0),
    .period = (QzPeriod) qz_statement_get_int (row, 1),
    .quota_fen = qz_statement_get_int (row, 2),
    .clearing_fen = qz_statement_get_int (row, 3),
    .level = g_intern_string (qz_statement_get_text (row, 4)),
    .changed = qz_statement_get_int (row, 5) != 0,
    .day = read_day (row, 6),
  };
}

gboolean
qz_deposit_repo_get_usage (QzStore *store, const char *unit, QzNlScope scope, QzPeriod period,
                           QzDepositUsageRow *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT id, period, quota_fen, clearing_fen, level, changed, day FROM deposit_usage"
      " WHERE unit = ?1 AND scope = ?2 AND (?3 = 0 OR period <= ?3) ORDER BY period DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = (QzDepositUsageRow) { .day = QZ_DAY_NONE };
  if (row == NULL
      || !qz_statement_bind (row, error, "tti", unit, qz_nl_scope_to_text (scope),
                             (gint64) period)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      read_usage (row, out);
      qz_statement_reset (row);
    }
  return TRUE;
}

gboolean
qz_deposit_repo_put_usage (QzAct *act, const char *unit, QzNlScope scope,
                           const QzDepositUsageRow *usage, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deposit_usage", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, unit);
  qz_table_writer_text (writer, qz_nl_scope_to_text (scope));
  qz_table_writer_int (writer, usage->period);
  qz_table_writer_int (writer, usage->quota_fen);
  qz_table_writer_int (writer, usage->clearing_fen);
  qz_table_writer_text (writer, usage->level);
  qz_table_writer_int (writer, usage->changed);
  write_day (writer, usage->day);
  return qz_table_writer_end_row (writer, error) != 0;
}

GArray *
qz_deposit_repo_load_usage (QzStore *store, const char *unit, QzNlScope scope, guint n,
                            GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT * FROM (SELECT id, period, quota_fen, clearing_fen, level, changed, day"
      " FROM deposit_usage WHERE unit = ?1 AND scope = ?2 ORDER BY period DESC LIMIT ?3)"
      " ORDER BY period",
      error);
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (QzDepositUsageRow));
  g_autoptr (GError) local = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "tti", unit, qz_nl_scope_to_text (scope),
                             n == 0 ? (gint64) -1 : (gint64) n))
    return NULL;
  while (qz_statement_step (rows, &local))
    {
      QzDepositUsageRow usage;

      read_usage (rows, &usage);
      g_array_append_val (all, usage);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
qz_deposit_repo_fill_warnings (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT u.period, u.unit, u.scope, u.level,"
      " coalesce((SELECT level FROM deposit_usage b WHERE b.unit = u.unit AND b.scope = u.scope"
      "  AND b.period < u.period AND b.id < u.id ORDER BY b.period DESC LIMIT 1), 'green'),"
      " u.quota_fen, u.clearing_fen, u.day"
      " FROM deposit_usage u WHERE u.changed = 1 AND (?1 = 0 OR u.period = ?1)"
      " ORDER BY u.period DESC, CASE u.level WHEN 'red' THEN 0 WHEN 'yellow' THEN 1 ELSE 2 END,"
      " u.unit, u.scope",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}
