/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposals and notices of deposits. */
#include <string.h>

#include "qz-deposit-repo.h"
#include "qz-notice-repo.h"
#include "qz-sheet-fill.h"

static const char *
scope_to_text (int scope)
{
  return scope < 0 ? "" : qz_nl_scope_to_text ((QzNlScope) scope);
}

static int
scope_from_text (const char *text)
{
  QzNlScope scope;

  return qz_nl_scope_parse (text, &scope) ? (int) scope : -1;
}

static const char *
get_interned (QzStatement *row, int column)
{
  return g_intern_string (qz_statement_get_text (row, column));
}

/* ── proposals ──────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_deposit_repo_put_proposal (QzAct *act, const QzDepositProposal *proposal, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deposit_proposal", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, proposal->form);
  qz_table_writer_text (writer, proposal->unit);
  qz_table_writer_text (writer, scope_to_text (proposal->scope));
  qz_table_writer_int (writer, proposal->period);
  qz_table_writer_text (writer, proposal->method);
  qz_table_writer_text (writer, proposal->reason);
  qz_table_writer_int (writer, proposal->total_fen);
  qz_table_writer_text (writer, proposal->digest);
  qz_table_writer_text (writer, proposal->made_by);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_deposit_repo_find_proposal (QzStore *store, QzDepositProposal *io, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT id, method, reason, total_fen, digest, made_by FROM deposit_proposal"
      " WHERE unit = ?1 AND form = ?2 AND period = ?3 AND scope = ?4 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  io->id = 0;
  if (row == NULL
      || !qz_statement_bind (row, error, "ttit", io->unit, io->form, (gint64) io->period,
                             scope_to_text (io->scope))
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  io->id = qz_statement_get_int (row, 0);
  io->method = get_interned (row, 1);
  io->reason = get_interned (row, 2);
  io->total_fen = qz_statement_get_int (row, 3);
  io->digest = get_interned (row, 4);
  io->made_by = get_interned (row, 5);
  qz_statement_reset (row);
  return TRUE;
}

/* One waits until a notice of its key is published. */
gboolean
qz_deposit_repo_fill_proposals (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT p.form, p.unit, p.scope, p.period, p.total_fen, p.method, p.reason, p.made_by"
      " FROM deposit_proposal p WHERE p.id = (SELECT max(id) FROM deposit_proposal"
      "  WHERE unit = p.unit AND form = p.form AND period = p.period AND scope = p.scope)"
      " AND NOT EXISTS (SELECT 1 FROM notice n JOIN notice_state s ON s.notice_id = n.id"
      "  WHERE n.unit = p.unit AND n.period = p.period AND n.form = p.form AND n.scope = p.scope"
      "  AND s.state <> 'WITHDRAWN') ORDER BY p.form DESC, p.period DESC, p.unit, p.scope",
      error);

  return rows != NULL && qz_sheet_fill (sheet, rows, error);
}

/* ── notices ────────────────────────────────────────────────────────────────────────────────── */

static QzDay
read_day (QzStatement *row, int column)
{
  QzDay day = QZ_DAY_NONE;

  if (!qz_statement_is_null (row, column)
      && !qz_day_parse_plain (qz_statement_get_text (row, column), 10, &day))
    day = QZ_DAY_NONE;
  return day;
}

#define NOTICE_COLUMNS                                                                             \
  "SELECT n.id, n.number, n.form, n.unit, n.scope, n.period, n.day, n.due_day, n.method,"          \
  " n.reason, n.total_fen, n.made_by, n.published_by, s.state, n.policy_pack_id"                   \
  " FROM notice n JOIN notice_state s ON s.notice_id = n.id"

static gboolean
read_notice (QzStatement *row, QzDepositNotice *out, GError **error)
{
  gboolean has_row = FALSE;

  *out = (QzDepositNotice) { .scope = -1, .day = QZ_DAY_NONE, .due_day = QZ_DAY_NONE };
  if (!qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->id = qz_statement_get_int (row, 0);
  g_strlcpy (out->number, qz_statement_get_text (row, 1), sizeof out->number);
  out->form = get_interned (row, 2);
  out->unit = get_interned (row, 3);
  out->scope = scope_from_text (qz_statement_get_text (row, 4));
  out->period = (QzPeriod) qz_statement_get_int (row, 5);
  out->day = read_day (row, 6);
  out->due_day = read_day (row, 7);
  out->method = get_interned (row, 8);
  out->reason = get_interned (row, 9);
  out->total_fen = qz_statement_get_int (row, 10);
  out->made_by = get_interned (row, 11);
  out->published_by = get_interned (row, 12);
  out->state = get_interned (row, 13);
  out->policy_pack_id = qz_statement_get_int (row, 14);
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_deposit_repo_find_notice (QzStore *store, const char *form, const char *unit, int scope,
                             QzPeriod period, QzDepositNotice *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      NOTICE_COLUMNS
      " WHERE n.unit = ?1 AND n.period = ?2 AND n.form = ?3 AND s.state <> 'WITHDRAWN'"
      " AND (?4 = '' OR n.scope = ?4) ORDER BY n.id DESC LIMIT 1",
      error);

  *out = (QzDepositNotice) { .scope = -1, .day = QZ_DAY_NONE, .due_day = QZ_DAY_NONE };
  return row != NULL
         && qz_statement_bind (row, error, "titt", unit, (gint64) period, form,
                               scope_to_text (scope))
         && read_notice (row, out, error);
}

gboolean
qz_deposit_repo_get_notice (QzStore *store, const char *number, QzDepositNotice *out,
                            GError **error)
{
  QzStatement *row = qz_store_prepare (store, NOTICE_COLUMNS " WHERE n.number = ?1", error);

  *out = (QzDepositNotice) { .scope = -1, .day = QZ_DAY_NONE, .due_day = QZ_DAY_NONE };
  return row != NULL && qz_statement_bind (row, error, "t", number)
         && read_notice (row, out, error);
}

gboolean
qz_deposit_repo_fill_notices (QzStore *store, const char *unit, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT n.number, n.form, n.scope, n.period, n.day, n.due_day, n.total_fen,"
      " (SELECT sum(abs(m.amount_fen)) FROM deposit_move m WHERE m.notice_id = n.id), s.state"
      " FROM notice n JOIN notice_state s ON s.notice_id = n.id WHERE n.unit = ?1"
      " AND n.form IN ('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3') ORDER BY n.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "t", unit)
         && qz_sheet_fill (sheet, rows, error);
}

GArray *
qz_deposit_repo_load_lines (QzStore *store, gint64 notice_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT agency, scope, insurance, f1, f2, f3, f4, f5, f6 FROM notice_line"
      " WHERE notice_id = ?1 ORDER BY line_no",
      error);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (QzNoticeLine));
  g_autoptr (GError) local = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", notice_id))
    return NULL;
  while (qz_statement_step (rows, &local))
    {
      QzNoticeLine line = { .agency = get_interned (rows, 0), .insurance = -1 };
      QzInsurance insurance;

      if (!qz_nl_scope_parse (qz_statement_get_text (rows, 1), &line.scope))
        continue;
      if (qz_insurance_parse (qz_statement_get_text (rows, 2), &insurance))
        line.insurance = (int) insurance;
      for (int i = 0; i < QZ_NOTICE_N_FIGURES; i++)
        line.figures[i] = qz_statement_get_int (rows, 3 + i);
      g_array_append_val (lines, line);
    }
  if (local == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* What a line of each form asks for: 2-1 the whole quota, 2-2 (4) less (5), 2-3 the raise. */
#define LINE_MONEY                                                                                 \
  "CASE n.form WHEN 'F-NL-2-1' THEN l.f2 WHEN 'F-NL-2-2' THEN l.f4 - l.f5 ELSE l.f4 END"

GArray *
qz_deposit_repo_load_parts (QzStore *store, gint64 notice_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.agency, l.scope, l.insurance, " LINE_MONEY
      " FROM notice n JOIN notice_line l ON l.notice_id = n.id WHERE n.id = ?1"
      " AND n.form IN ('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3') ORDER BY l.line_no",
      error);
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (QzDepositPart));
  g_autoptr (GError) local = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", notice_id))
    return NULL;
  while (qz_statement_step (rows, &local))
    {
      const gint64 money = qz_statement_get_int (rows, 3);
      QzDepositPart part = { .agency = get_interned (rows, 0),
                             .pay_fen = MAX (0, money),
                             .refund_fen = MAX (0, -money) };

      if (money != 0 && qz_nl_scope_parse (qz_statement_get_text (rows, 1), &part.scope)
          && qz_insurance_parse (qz_statement_get_text (rows, 2), &part.insurance))
        g_array_append_val (parts, part);
    }
  if (local == NULL)
    return g_steal_pointer (&parts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
qz_deposit_repo_find_open_notice (QzStore *store, const char *unit, QzNlScope scope, QzDay day,
                                  char **out_number, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT n.number FROM notice n JOIN notice_state s ON s.notice_id = n.id"
      " JOIN notice_line l ON l.notice_id = n.id WHERE n.unit = ?1 AND l.scope = ?2"
      " AND n.day <= ?3 AND n.form IN ('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3')"
      " AND s.state <> 'WITHDRAWN' GROUP BY n.id HAVING sum(" LINE_MONEY
      ") <> coalesce((SELECT sum(m.amount_fen) FROM deposit_move m WHERE m.notice_id = n.id"
      "  AND m.scope = ?2), 0) ORDER BY n.id LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char text[11];

  *out_number = NULL;
  qz_day_write (day, text);
  if (row == NULL
      || !qz_statement_bind (row, error, "ttt", unit, qz_nl_scope_to_text (scope), text)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out_number = g_strdup (qz_statement_get_text (row, 0));
      qz_statement_reset (row);
    }
  return TRUE;
}
