/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-talk-repo.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-error.h"
#include "qz-sheet-fill.h"

/* ── mismatches (NL-31a) ────────────────────────────────────────────────────────────────────── */

#define MISMATCH_COLUMNS                                                                           \
  "SELECT m.id, m.period, m.scope, m.unit, m.provider_id, m.insurance, m.our_fen, m.their_fen,"    \
  " coalesce ((SELECT state FROM clearing_mismatch_event e WHERE e.mismatch_id = m.id"             \
  "  ORDER BY e.id DESC LIMIT 1), 'MISMATCH_OPEN') AS state FROM clearing_mismatch m"

gint64
qz_clearing_talk_put_mismatch (QzAct *act, const QzMismatchRow *mismatch, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "clearing_mismatch", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, mismatch->period);
  qz_table_writer_text (writer, qz_nl_scope_to_text (mismatch->scope));
  qz_table_writer_text (writer, mismatch->unit);
  qz_table_writer_int (writer, mismatch->provider_id);
  qz_table_writer_text (writer, qz_insurance_to_text (mismatch->insurance));
  qz_table_writer_int (writer, mismatch->our_fen);
  qz_table_writer_int (writer, mismatch->their_fen);
  qz_table_writer_text (writer, mismatch->note != NULL ? mismatch->note : "");
  return qz_table_writer_end_row (writer, error);
}

static void
read_mismatch (QzStatement *row, QzMismatchRow *out)
{
  *out = (QzMismatchRow) { .id = qz_statement_get_int (row, 0),
                           .period = (QzPeriod) qz_statement_get_int (row, 1),
                           .unit = g_intern_string (qz_statement_get_text (row, 3)),
                           .provider_id = qz_statement_get_int (row, 4),
                           .our_fen = qz_statement_get_int (row, 6),
                           .their_fen = qz_statement_get_int (row, 7),
                           .state = g_intern_string (qz_statement_get_text (row, 8)) };
  if (!qz_nl_scope_parse (qz_statement_get_text (row, 2), &out->scope)
      || !qz_insurance_parse (qz_statement_get_text (row, 5), &out->insurance))
    g_assert_not_reached (); /* the table's CHECK */
}

gboolean
qz_clearing_talk_get_mismatch (QzStore *store, gint64 id, QzMismatchRow *out, GError **error)
{
  QzStatement *row = qz_store_prepare (store, MISMATCH_COLUMNS " WHERE m.id = ?1", error);
  gboolean has_row = FALSE;

  if (row == NULL || !qz_statement_bind (row, error, "i", id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      read_mismatch (row, out);
      qz_statement_reset (row);
      return TRUE;
    }
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-mismatch",
                _("There is no mismatch %" PRId64 "; “qz period mismatch” lists them"), id);
  return FALSE;
}

gboolean
qz_clearing_talk_put_mismatch_event (QzAct *act, gint64 mismatch_id, const char *state,
                                     const char *actor, const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "clearing_mismatch_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, mismatch_id);
  qz_table_writer_text (writer, state);
  qz_table_writer_text (writer, actor);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

GArray *
qz_clearing_talk_list_open (QzStore *store, QzPeriod period, QzNlScope scope, const char *unit,
                            GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      MISMATCH_COLUMNS " WHERE m.period = ?1 AND m.scope = ?2 AND (?3 IS NULL OR m.unit = ?3)"
                       " AND NOT EXISTS (SELECT 1 FROM clearing_mismatch_event e"
                       "  WHERE e.mismatch_id = m.id) ORDER BY m.id",
      error);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (QzMismatchRow));
  g_autoptr (GError) failure = NULL;
  QzMismatchRow mismatch;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "itt", (gint64) period, qz_nl_scope_to_text (scope),
                             unit))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      read_mismatch (rows, &mismatch);
      g_array_append_val (list, mismatch);
    }
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_clearing_talk_fill_mismatches (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT m.id, m.period, m.scope, m.unit, '', p.code, (SELECT name FROM provider_fact"
      "  WHERE provider_id = p.id ORDER BY id DESC LIMIT 1), m.insurance, m.our_fen, m.their_fen,"
      " m.their_fen - m.our_fen, coalesce (e.state, 'MISMATCH_OPEN'), m.note,"
      " coalesce (e.reason, '') FROM clearing_mismatch m JOIN provider p ON p.id = m.provider_id"
      " LEFT JOIN clearing_mismatch_event e ON e.id = (SELECT max (id)"
      "  FROM clearing_mismatch_event WHERE mismatch_id = m.id)"
      " WHERE ?1 = 0 OR m.period = ?1 ORDER BY m.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

/* ── objections (NL-31f) ────────────────────────────────────────────────────────────────────── */

gint64
qz_clearing_talk_put_objection (QzAct *act, const QzObjectionRow *objection, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "clearing_objection", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, objection->list_id);
  qz_table_writer_text (writer, objection->unit);
  qz_table_writer_text (writer, objection->form);
  qz_table_writer_int (writer, objection->line_no);
  qz_table_writer_text (writer, objection->line_key);
  qz_table_writer_int (writer, objection->amount_fen);
  if (objection->has_claimed)
    qz_table_writer_int (writer, objection->claimed_fen);
  else
    qz_table_writer_null (writer);
  qz_table_writer_text (writer, objection->reason);
  qz_table_writer_text (writer, objection->actor);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_clearing_talk_find_objection (QzStore *store, gint64 id, gboolean *out_found,
                                 gboolean *out_answered, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT EXISTS (SELECT 1 FROM clearing_answer WHERE objection_id = o.id)"
      " FROM clearing_objection o WHERE o.id = ?1",
      error);

  *out_answered = FALSE;
  if (row == NULL || !qz_statement_bind (row, error, "i", id)
      || !qz_statement_step_once (row, out_found, error))
    return FALSE;
  if (*out_found)
    {
      *out_answered = qz_statement_get_int (row, 0) != 0;
      qz_statement_reset (row);
    }
  return TRUE;
}

gboolean
qz_clearing_talk_put_answer (QzAct *act, gint64 objection_id, const char *result,
                             const char *reason, const char *actor, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "clearing_answer", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, objection_id);
  qz_table_writer_text (writer, result);
  qz_table_writer_text (writer, reason);
  qz_table_writer_text (writer, actor);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_clearing_talk_count_unanswered (QzStore *store, QzPeriod period, QzNlScope scope,
                                   const char *unit, gint64 *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count(*) FROM clearing_objection o JOIN clearing_list l ON l.id = o.list_id"
      " WHERE l.period = ?1 AND l.scope = ?2 AND o.unit = ?3"
      " AND NOT EXISTS (SELECT 1 FROM clearing_answer WHERE objection_id = o.id)",
      error);

  return row != NULL
         && qz_statement_bind (row, error, "itt", (gint64) period, qz_nl_scope_to_text (scope),
                               unit)
         && qz_statement_get_number (row, out, error);
}

gboolean
qz_clearing_talk_fill_objections (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT o.id, l.period, l.scope, l.version, o.unit, '', o.form, o.line_no, o.line_key,"
      " o.amount_fen, o.claimed_fen, o.reason, o.actor, o.business_time, coalesce (a.result, ''),"
      " coalesce (a.reason, ''), coalesce (a.actor, '') FROM clearing_objection o"
      " JOIN clearing_list l ON l.id = o.list_id LEFT JOIN clearing_answer a"
      " ON a.objection_id = o.id WHERE ?1 = 0 OR l.period = ?1 ORDER BY o.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}

/* ── uploads (NL-27) ────────────────────────────────────────────────────────────────────────── */

#define DUE_UPLOADS                                                                                \
  " FROM claim c WHERE c.pay_loc = '4' AND NOT EXISTS (SELECT 1 FROM national_upload u"            \
  "  WHERE u.claim_id = c.id)"

gboolean
qz_clearing_talk_fill_uploads (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.setl_id, substr (c.setl_time, 1, 10), NULL, NULL, (SELECT code FROM provider"
      "  WHERE id = c.provider_id), (SELECT name FROM provider_fact"
      "  WHERE provider_id = c.provider_id ORDER BY id DESC LIMIT 1), c.insu_admdvs,"
      " (SELECT count(*) FROM claim_category g WHERE g.setl_id = c.setl_id)" DUE_UPLOADS
      " ORDER BY c.setl_time, c.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "") && qz_sheet_fill (sheet, rows, error);
}

static gboolean
put_upload (QzAct *act, gint64 claim_id, QzDay day, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "national_upload", error);
  char text[11];

  if (writer == NULL)
    return FALSE;
  qz_day_write (day, text);
  qz_table_writer_int (writer, claim_id);
  qz_table_writer_text (writer, text);
  return qz_table_writer_end_row (writer, error) != 0;
}

static GArray *
list_due (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, "SELECT c.id" DUE_UPLOADS " ORDER BY c.id", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const gint64 id = qz_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  if (failure == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
find_due (QzStore *store, const char *setl_id, gint64 *out, GError **error)
{
  QzStatement *row =
      qz_store_prepare (store, "SELECT c.id" DUE_UPLOADS " AND c.setl_id = ?1", error);

  *out = 0;
  if (row == NULL || !qz_statement_bind (row, error, "t", setl_id)
      || !qz_statement_get_number (row, out, error))
    return FALSE;
  if (*out != 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "not-to-upload",
                _("No cross-province claim “%s” waits to be uploaded; “qz period uploads” lists "
                  "those that do"),
                setl_id);
  qz_error_add_rule (error, "NL-27");
  return FALSE;
}

gboolean
qz_clearing_talk_put_uploads (QzAct *act, const char *const *setl_ids, QzDay day, gint64 *out_n,
                              GError **error)
{
  g_autoptr (GArray) ids = NULL;
  gint64 id;

  *out_n = 0;
  if (setl_ids[0] == NULL)
    ids = list_due (qz_act_get_store (act), error);
  else
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; setl_ids[i] != NULL; i++)
    {
      if (!find_due (qz_act_get_store (act), setl_ids[i], &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len; i++)
    if (!put_upload (act, g_array_index (ids, gint64, i), day, error))
      return FALSE;
  *out_n = ids->len;
  return TRUE;
}
