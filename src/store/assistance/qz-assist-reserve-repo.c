/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allotments, reserves and yearly clearings (DT-11, DT-12). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-money-repo.h"
#include "qz-sheet-fill.h"

#define NEWEST                                                                                     \
  "(SELECT * FROM assist_list l WHERE version = (SELECT max (version) FROM assist_list"            \
  " WHERE period = l.period))"
/* Movements that nobody took back. */
#define LIVING_MONEY                                                                               \
  "(SELECT m.*, e.act FROM assist_money m LEFT JOIN assist_money_event e ON e.money_id = m.id"     \
  " WHERE coalesce (e.act, '') <> 'cancel')"

/* ── allotments and reserves ────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_money_repo_find_allotment (QzStore *store, const char *document_no,
                                     QzAssistAllotment *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT id, year, county, document_no, allotted_day, amount_fen FROM assist_allotment"
      " WHERE document_no = ?1",
      error);
  gboolean found = FALSE;

  *out = (QzAssistAllotment){ 0 };
  if (rows == NULL || !qz_statement_bind (rows, error, "t", document_no)
      || !qz_statement_step_once (rows, &found, error))
    return FALSE;
  if (found)
    *out = (QzAssistAllotment){
      .id = qz_statement_get_int (rows, 0),
      .year = (int) qz_statement_get_int (rows, 1),
      .county = qz_statement_get_interned (rows, 2),
      .document_no = qz_statement_get_interned (rows, 3),
      .day = qz_statement_get_day (rows, 4),
      .amount_fen = qz_statement_get_int (rows, 5),
    };
  qz_statement_reset (rows);
  return TRUE;
}

gboolean
qz_assist_money_repo_sum_reserved (QzStore *store, int year, const char *county,
                                   QzFen *out_allotted, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT coalesce (sum (a.amount_fen), 0) FROM assist_allotment a WHERE a.year = ?1"
      " AND a.county = ?2 AND EXISTS (SELECT 1 FROM " LIVING_MONEY " m"
      "  WHERE m.allotment_id = a.id)",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "it", (gint64) year, county)
         && qz_statement_get_number (rows, out_allotted, error);
}

gboolean
qz_assist_money_repo_sum_allotted (QzStore *store, int year, const char *county, QzFen *out,
                                   GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT coalesce (sum (amount_fen), 0) FROM assist_allotment WHERE year = ?1"
      " AND county = ?2",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "it", (gint64) year, county)
         && qz_statement_get_number (rows, out, error);
}

gboolean
qz_assist_money_repo_fill_allotments (QzStore *store, int year, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT a.county, '', a.document_no, a.allotted_day, a.amount_fen, m.number,"
      " iif (m.kind = 'lower', - m.amount_fen, m.amount_fen),"
      " CASE WHEN m.id IS NULL THEN 'open' WHEN m.act IS NULL THEN 'recorded' ELSE 'confirmed' END"
      " FROM assist_allotment a LEFT JOIN " LIVING_MONEY " m"
      "  ON m.allotment_id = a.id WHERE a.year = ?1 ORDER BY a.county, a.allotted_day, a.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) year)
         && qz_sheet_fill (sheet, rows, error);
}

static void
take_stand (QzStatement *row, GArray *to)
{
  const QzAssistStand stand = { .county = qz_statement_get_interned (row, 0),
                                .allotted_fen = qz_statement_get_int (row, 1),
                                .recorded_fen = qz_statement_get_int (row, 2),
                                .used_fen = qz_statement_get_int (row, 3) };

  g_array_append_val (to, stand);
}

GArray *
qz_assist_money_repo_load_stands (QzStore *store, int year, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT county, sum (a), sum (r), sum (u) FROM ("
      " SELECT county, amount_fen AS a, 0 AS r, 0 AS u FROM assist_allotment WHERE year = ?1"
      " UNION ALL SELECT county, 0, iif (kind = 'lower', - amount_fen, amount_fen), 0"
      "  FROM " LIVING_MONEY " WHERE kind IN ('reserve', 'lower') AND year = ?1"
      " UNION ALL SELECT r.county, 0, 0, iif (r.cross_area = 1, r.maf_fen - r.deducted_fen, 0)"
      "  FROM assist_row r JOIN " NEWEST " l ON l.id = r.list_id WHERE l.period / 100 = ?1)"
      " GROUP BY county ORDER BY county",
      error);

  if (rows == NULL || !qz_statement_bind (rows, error, "i", (gint64) year))
    return NULL;
  return qz_statement_collect (rows, sizeof (QzAssistStand), take_stand, error);
}

static void
take_year (QzStatement *row, GArray *to)
{
  const gint64 year = qz_statement_get_int (row, 0);

  g_array_append_val (to, year);
}

GArray *
qz_assist_money_repo_list_years (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT year FROM assist_allotment UNION SELECT period / 100 FROM assist_list ORDER BY 1",
      error);

  return rows != NULL ? qz_statement_collect (rows, sizeof (gint64), take_year, error) : NULL;
}

/* ── yearly clearings ───────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_money_repo_get_clearing (QzStore *store, int year, QzAssistClearing *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT id, version, actor FROM assist_clearing WHERE year = ?1 ORDER BY version DESC"
      " LIMIT 1",
      error);
  gboolean found = FALSE;

  *out = (QzAssistClearing){ .year = year };
  if (rows == NULL || !qz_statement_bind (rows, error, "i", (gint64) year)
      || !qz_statement_step_once (rows, &found, error))
    return FALSE;
  if (found)
    {
      out->id = qz_statement_get_int (rows, 0);
      out->version = (guint) qz_statement_get_int (rows, 1);
      out->actor = qz_statement_get_interned (rows, 2);
    }
  qz_statement_reset (rows);
  return TRUE;
}

static gboolean
put_line (QzAct *act, gint64 clearing_id, const QzAssistStand *line, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_clearing_line", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, clearing_id);
  qz_table_writer_text (writer, line->county);
  qz_table_writer_int (writer, line->allotted_fen);
  qz_table_writer_int (writer, line->recorded_fen);
  qz_table_writer_int (writer, line->used_fen);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_assist_money_repo_put_clearing (QzAct *act, QzAssistClearing *clearing, gint64 policy_pack_id,
                                   const GArray *lines, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_clearing", error);
  QzAssistClearing last = { 0 };

  if (writer == NULL
      || !qz_assist_money_repo_get_clearing (qz_act_get_store (act), clearing->year, &last, error))
    return FALSE;
  clearing->version = last.version + 1;
  qz_table_writer_int (writer, clearing->year);
  qz_table_writer_int (writer, clearing->version);
  qz_table_writer_int (writer, policy_pack_id);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  clearing->id = qz_table_writer_end_row (writer, error);
  for (guint i = 0; clearing->id != 0 && i < lines->len; i++)
    if (!put_line (act, clearing->id, &g_array_index (lines, QzAssistStand, i), error))
      return FALSE;
  return clearing->id != 0;
}

gboolean
qz_assist_money_repo_put_clearing_event (QzAct *act, gint64 clearing_id, const char *county,
                                         const char *what, const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_clearing_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, clearing_id);
  qz_table_writer_text (writer, county);
  qz_table_writer_text (writer, what);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, reason != NULL ? reason : "");
  return qz_table_writer_end_row (writer, error) != 0;
}

static void
take_line (QzStatement *row, GArray *to)
{
  const QzAssistClearingLine line = { .county = qz_statement_get_interned (row, 0),
                                      .allotted_fen = qz_statement_get_int (row, 1),
                                      .reserve_fen = qz_statement_get_int (row, 2),
                                      .used_fen = qz_statement_get_int (row, 3),
                                      .state = qz_statement_get_interned (row, 4),
                                      .paid_fen = qz_statement_get_int (row, 5),
                                      .waiting_fen = qz_statement_get_int (row, 6) };

  g_array_append_val (to, line);
}

GArray *
qz_assist_money_repo_load_clearing (QzStore *store, gint64 clearing_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.county, l.allotted_fen, l.reserve_fen, l.used_fen, coalesce ((SELECT e.act"
      "  FROM assist_clearing_event e WHERE e.clearing_id = l.clearing_id AND e.county = l.county"
      "  ORDER BY e.id DESC LIMIT 1), ''),"
      " coalesce (sum (iif (m.act = 'confirm', m.amount_fen, 0)), 0),"
      " coalesce (sum (iif (m.act IS NULL, m.amount_fen, 0)), 0)"
      " FROM assist_clearing_line l LEFT JOIN " LIVING_MONEY " m"
      "  ON m.clearing_id = l.clearing_id AND m.county = l.county"
      " WHERE l.clearing_id = ?1 GROUP BY l.county ORDER BY l.county",
      error);

  if (rows == NULL || !qz_statement_bind (rows, error, "i", clearing_id))
    return NULL;
  return qz_statement_collect (rows, sizeof (QzAssistClearingLine), take_line, error);
}

/* Days of business times, 2026-03-30T10:00:00. */
static gboolean
find_last_act (QzStore *store, gint64 clearing_id, QzDay *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT substr (max (t), 1, 10) FROM ("
      " SELECT business_time AS t FROM assist_clearing_event WHERE clearing_id = ?1"
      "  AND act = 'confirm'"
      " UNION ALL SELECT e.business_time FROM assist_money m JOIN assist_money_event e"
      "  ON e.money_id = m.id AND e.act = 'confirm' WHERE m.clearing_id = ?1)",
      error);
  gboolean found = FALSE;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", clearing_id)
      || !qz_statement_step_once (rows, &found, error))
    return FALSE;
  if (found)
    *out = qz_statement_get_day (rows, 0);
  qz_statement_reset (rows);
  return TRUE;
}

gboolean
qz_assist_money_repo_find_cleared (QzStore *store, int year, QzDay *out, GError **error)
{
  QzAssistClearing clearing = { 0 };
  g_autoptr (GArray) lines = NULL;

  *out = QZ_DAY_NONE;
  if (!qz_assist_money_repo_get_clearing (store, year, &clearing, error))
    return FALSE;
  if (clearing.id == 0)
    return TRUE;
  lines = qz_assist_money_repo_load_clearing (store, clearing.id, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const QzAssistClearingLine *line = &g_array_index (lines, QzAssistClearingLine, i);

      if (strcmp (line->state, "confirm") != 0
          || line->paid_fen != ABS (line->reserve_fen - line->used_fen))
        return TRUE;
    }
  return lines != NULL && find_last_act (store, clearing.id, out, error);
}

gboolean
qz_assist_money_repo_is_settled (QzStore *store, int year, gboolean *out, GError **error)
{
  QzAssistClearing clearing = { 0 };
  g_autoptr (GArray) lines = NULL;

  *out = FALSE;
  if (!qz_assist_money_repo_get_clearing (store, year, &clearing, error))
    return FALSE;
  lines = qz_assist_money_repo_load_clearing (store, clearing.id, error);
  if (lines == NULL)
    return FALSE;
  *out = lines->len > 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const QzAssistClearingLine *line = &g_array_index (lines, QzAssistClearingLine, i);

      if (line->paid_fen > 0 || line->waiting_fen > 0)
        {
          *out = TRUE;
          return TRUE;
        }
      *out = *out && strcmp (line->state, "confirm") == 0
             && line->paid_fen == ABS (line->reserve_fen - line->used_fen);
    }
  return TRUE;
}
