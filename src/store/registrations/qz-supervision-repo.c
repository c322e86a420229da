/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-supervision-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

char *
qz_supervision_repo_dup_next_number (QzStore *store, gboolean complaint, const char *prefix,
                                     GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT max (CAST (substr (number, length (?1) + 1) AS INTEGER)) FROM"
      " (SELECT number FROM inspection WHERE ?2 = 0"
      "  UNION ALL SELECT number FROM complaint WHERE ?2 = 1)"
      " WHERE substr (number, 1, length (?1)) = ?1",
      error);
  gint64 last = 0;

  if (row == NULL || !qz_statement_bind (row, error, "ti", prefix, (gint64) complaint)
      || !qz_statement_get_number (row, &last, error))
    return NULL;
  return g_strdup_printf ("%s%03d", prefix, (int) last + 1);
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text[0] != '\0' ? text : NULL);
}

static void
write_id (QzTableWriter *writer, gint64 id)
{
  if (id != 0)
    qz_table_writer_int (writer, id);
  else
    qz_table_writer_null (writer);
}

gint64
qz_supervision_repo_put_inspection (QzAct *act, const QzSupervisionCase *what, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "inspection", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_text (writer, what->number);
  qz_table_writer_int (writer, what->provider_id);
  write_day (writer, what->from_day);
  write_day (writer, what->to_day);
  qz_table_writer_text (writer, what->subject);
  qz_table_writer_text (writer, what->inspectors);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_supervision_repo_put_complaint (QzAct *act, const QzSupervisionCase *what, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "complaint", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_text (writer, what->number);
  write_day (writer, what->from_day);
  qz_table_writer_text (writer, what->complainant);
  qz_table_writer_text (writer, what->contact);
  write_id (writer, what->provider_id);
  qz_table_writer_text (writer, what->subject);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_supervision_repo_put_inspection_event (QzAct *act, const QzSupervisionEvent *event,
                                          GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "inspection_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, event->case_id);
  qz_table_writer_text (writer, event->act);
  write_id (writer, event->claim_id);
  qz_table_writer_int (writer, event->amount_fen);
  qz_table_writer_text (writer, event->actor);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, event->note != NULL ? event->note : "");
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_supervision_repo_put_complaint_event (QzAct *act, const QzSupervisionEvent *event,
                                         GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "complaint_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, event->case_id);
  qz_table_writer_text (writer, event->act);
  qz_table_writer_int (writer, event->major);
  qz_table_writer_text (writer, event->actor);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, event->note != NULL ? event->note : "");
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_supervision_repo_put_person (QzAct *act, const QzPersonSuspension *row, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "person_suspension", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, row->certno);
  qz_table_writer_text (writer, row->psn_name);
  qz_table_writer_text (writer, row->insured_area);
  qz_table_writer_int (writer, row->suspended);
  write_day (writer, row->from_day);
  write_day (writer, row->reported_day);
  qz_table_writer_text (writer, row->reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

gint64
qz_supervision_repo_get_next_person (QzAct *act, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "person_suspension", error);

  return writer != NULL ? qz_table_writer_get_next_id (writer) : 0;
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

static QzDay
get_day (QzStatement *row, int column)
{
  const char *text = qz_statement_get_text (row, column);
  QzDay day = QZ_DAY_NONE;

  return text != NULL && qz_day_parse_plain (text, strlen (text), &day) ? day : QZ_DAY_NONE;
}

gboolean
qz_supervision_repo_get_inspection (QzStore *store, const char *number, QzInspectionState *out,
                                    GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT i.id, i.provider_id, i.from_day, i.to_day, max (e.act = 'close'),"
      " sum (iif (e.act = 'penalty', e.amount_fen, 0)),"
      " sum (iif (e.act = 'penalty-paid', e.amount_fen, 0)) FROM inspection i"
      " JOIN inspection_event e ON e.inspection_id = i.id WHERE i.number = ?1 GROUP BY i.id",
      error);
  gboolean has_row = FALSE;

  *out = (QzInspectionState) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "t", number)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->id = qz_statement_get_int (row, 0);
  out->provider_id = qz_statement_get_int (row, 1);
  out->from_day = get_day (row, 2);
  out->to_day = get_day (row, 3);
  out->closed = qz_statement_get_int (row, 4) != 0;
  out->penalty_fen = qz_statement_get_int (row, 5);
  out->paid_fen = qz_statement_get_int (row, 6);
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_supervision_repo_get_complaint (QzStore *store, const char *number, QzComplaintState *out,
                                   GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT c.id, (SELECT act FROM complaint_event WHERE complaint_id = c.id ORDER BY id DESC"
      " LIMIT 1), max (e.major), max (e.act = 'report') FROM complaint c"
      " JOIN complaint_event e ON e.complaint_id = c.id WHERE c.number = ?1 GROUP BY c.id",
      error);
  gboolean has_row = FALSE;

  *out = (QzComplaintState) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "t", number)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->id = qz_statement_get_int (row, 0);
  out->act = g_intern_string (qz_statement_get_text (row, 1));
  out->major = qz_statement_get_int (row, 2) != 0;
  out->reported = qz_statement_get_int (row, 3) != 0;
  qz_statement_reset (row);
  return TRUE;
}

void
qz_person_state_clear (QzPersonState *self)
{
  g_clear_pointer (&self->psn_name, g_free);
  g_clear_pointer (&self->insured_area, g_free);
}

gboolean
qz_supervision_repo_get_person (QzStore *store, const char *certno, QzPersonState *out,
                                GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT suspended, psn_name, insured_area, from_day FROM person_suspension"
      " WHERE certno = ?1 ORDER BY id DESC LIMIT 1",
      error);

  *out = (QzPersonState) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "t", certno)
      || !qz_statement_step_once (row, &out->found, error))
    return FALSE;
  if (!out->found)
    return TRUE;
  out->suspended = qz_statement_get_int (row, 0) != 0;
  out->psn_name = g_strdup (qz_statement_get_text (row, 1));
  out->insured_area = g_strdup (qz_statement_get_text (row, 2));
  out->from_day = get_day (row, 3);
  qz_statement_reset (row);
  return TRUE;
}

/* ── tables ─────────────────────────────────────────────────────────────────────────────────── */

#define PROVIDER(id)                                                                               \
  "(SELECT code FROM provider WHERE id = " id "), (SELECT name FROM provider_fact"                 \
  " WHERE provider_id = " id " ORDER BY id DESC LIMIT 1)"

gboolean
qz_supervision_repo_fill_inspections (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT i.number, " PROVIDER ("i.provider_id") ", i.from_day, i.to_day, i.subject,"
      " i.inspectors, sum (e.act = 'finding'), sum (iif (e.act = 'finding', e.amount_fen, 0)),"
      " sum (iif (e.act = 'penalty', e.amount_fen, 0)),"
      " sum (iif (e.act = 'penalty-paid', e.amount_fen, 0)), max (e.act = 'close')"
      " FROM inspection i JOIN inspection_event e ON e.inspection_id = i.id GROUP BY i.id"
      " ORDER BY i.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "")
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_supervision_repo_fill_inspection_events (QzStore *store, gint64 id, QzSheet *sheet,
                                            GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT e.business_time, e.act, c.setl_id,"
      " iif (e.act IN ('finding', 'penalty', 'penalty-paid'), e.amount_fen, NULL),"
      " d.period, e.actor, e.note FROM inspection_event e LEFT JOIN claim c ON c.id = e.claim_id"
      " LEFT JOIN nl_deduction d ON d.inspection_id = e.inspection_id AND d.claim_id = e.claim_id"
      "  AND d.amount_fen = e.amount_fen AND e.act = 'finding'"
      " WHERE e.inspection_id = ?1 GROUP BY e.id ORDER BY e.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", id)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_supervision_repo_fill_complaints (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.number, c.received_day, c.complainant, c.contact, " PROVIDER ("c.provider_id") ","
      " c.subject, (SELECT act FROM complaint_event WHERE complaint_id = c.id ORDER BY id DESC"
      "  LIMIT 1), max (e.major), max (e.act = 'report'), max (e.act = 'tell') FROM complaint c"
      " JOIN complaint_event e ON e.complaint_id = c.id GROUP BY c.id ORDER BY c.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "")
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_supervision_repo_fill_complaint_events (QzStore *store, gint64 id, QzSheet *sheet,
                                           GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT business_time, act, major, actor, note FROM complaint_event WHERE complaint_id = ?1"
      " ORDER BY id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", id)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_supervision_repo_fill_persons (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT certno, psn_name, insured_area, suspended, from_day, reported_day, reason"
      " FROM person_suspension WHERE id IN (SELECT max (id) FROM person_suspension"
      "  GROUP BY certno) ORDER BY suspended DESC, id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "")
         && qz_sheet_fill (sheet, rows, error);
}
