/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-document-repo.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-error.h"

QzDocumentRecord *
qz_document_record_new (void)
{
  QzDocumentRecord *self = g_new0 (QzDocumentRecord, 1);

  self->due_day = QZ_DAY_NONE;
  return self;
}

void
qz_document_record_free (QzDocumentRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->agency);
  g_free (self->note);
  g_free (self);
}

static void
event_free (gpointer data)
{
  QzDocumentEvent *event = data;

  g_free (event->act);
  g_free (event->actor);
  g_free (event->full_name);
  g_free (event->business_time);
  g_free (event->reason);
  g_free (event);
}

/* ── writing ─────────────────────────────────────────────────────────────────────────────────── */

char *
qz_document_repo_take_number (QzAct *act, QzDocumentKind kind, const char *agency, QzDay day,
                              QzInsurance insurance, GError **error)
{
  int year, month, mday;
  gint64 sequence;
  g_autofree char *scope = NULL;

  qz_day_to_ymd (day, &year, &month, &mday);
  scope = g_strdup_printf ("%s-%s-%04d%02d%02d-%s", qz_document_kind_get_prefix (kind), agency,
                           year, month, mday, qz_insurance_to_text (insurance));
  if (!qz_act_next_number (act, scope, &sequence, error))
    return NULL;
  return g_strdup_printf ("%s-%03" PRId64, scope, sequence);
}

static void
put_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  if (day == QZ_DAY_NONE)
    {
      qz_table_writer_null (writer);
      return;
    }
  qz_day_write (day, text);
  qz_table_writer_text (writer, text);
}

static void
put_id (QzTableWriter *writer, gint64 id)
{
  if (id == 0)
    qz_table_writer_null (writer);
  else
    qz_table_writer_int (writer, id);
}

gboolean
qz_document_repo_insert (QzAct *act, QzDocumentRecord *record, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "document", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, record->number);
  qz_table_writer_text (writer, qz_document_kind_to_text (record->kind));
  qz_table_writer_text (writer, record->agency);
  qz_table_writer_text (writer, qz_insurance_to_text (record->insurance));
  qz_table_writer_int (writer, record->period);
  put_day (writer, record->business_day);
  put_day (writer, record->due_day);
  qz_table_writer_int (writer, record->policy_pack_id);
  qz_table_writer_int (writer, record->n_lines);
  qz_table_writer_int (writer, record->total_fen);
  put_id (writer, record->first_claim_id);
  put_id (writer, record->last_claim_id);
  put_id (writer, record->replaces_id);
  qz_table_writer_text (writer, record->note != NULL ? record->note : "");
  record->id = qz_table_writer_end_row (writer, error);
  if (record->id == 0)
    return FALSE;
  record->state = QZ_STATE_MADE;
  return qz_document_repo_add_event (act, record->id, "make", QZ_STATE_MADE, "", error);
}

static gboolean
put_state (QzStore *store, gint64 document_id, QzDocumentState state, GError **error)
{
  QzStatement *put =
      qz_store_prepare (store,
                        "INSERT INTO document_state (document_id, state) VALUES (?1, ?2)"
                        " ON CONFLICT (document_id) DO UPDATE SET state = excluded.state",
                        error);

  return put != NULL && qz_statement_bind (put, error, "it", document_id, qz_state_to_text (state))
         && qz_statement_run (put, error);
}

gboolean
qz_document_repo_add_event (QzAct *act, gint64 document_id, const char *act_name,
                            QzDocumentState state, const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "document_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, document_id);
  qz_table_writer_text (writer, act_name);
  qz_table_writer_text (writer, qz_state_to_text (state));
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, reason != NULL ? reason : "");
  return qz_table_writer_end_row (writer, error) != 0
         && put_state (qz_act_get_store (act), document_id, state, error);
}

/* ── reading ─────────────────────────────────────────────────────────────────────────────────── */

#define COLUMNS                                                                                    \
  "d.id, d.number, d.kind, d.agency, d.insurance, d.period, d.business_day,"                       \
  " coalesce ((SELECT c.due_day FROM deadline_change c WHERE c.document_id = d.id"                 \
  " ORDER BY c.id DESC LIMIT 1), d.due_day),"                                                      \
  " d.policy_pack_id, d.n_lines, d.total_fen, coalesce (d.first_claim_id, 0),"                     \
  " coalesce (d.last_claim_id, 0), coalesce (d.replaces_id, 0), d.note, s.state"                   \
  " FROM document d JOIN document_state s ON s.document_id = d.id"

static gboolean
read_day (QzStatement *row, int column, QzDay *out, GError **error)
{
  *out = QZ_DAY_NONE;
  return qz_statement_is_null (row, column)
         || qz_day_parse (qz_statement_get_text (row, column), out, error);
}

/* The other side of writing: what the store holds is checked again before anybody computes with
 * it. */
static gboolean
read_kinds (QzStatement *row, QzDocumentRecord *record, GError **error)
{
  if (qz_document_kind_parse (qz_statement_get_text (row, 2), &record->kind)
      && qz_fund_parse (qz_statement_get_text (row, 4), &record->insurance)
      && qz_state_parse (qz_statement_get_text (row, 15), &record->state))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "document-damaged",
                _("Document %s holds a kind, insurance or state that does not exist; run “qz book "
                   "verify”"),
                record->number);
  return FALSE;
}

static QzDocumentRecord *
read_record (QzStatement *row, GError **error)
{
  g_autoptr (QzDocumentRecord) record = qz_document_record_new ();

  record->id = qz_statement_get_int (row, 0);
  record->number = g_strdup (qz_statement_get_text (row, 1));
  record->agency = g_strdup (qz_statement_get_text (row, 3));
  record->period = (QzPeriod) qz_statement_get_int (row, 5);
  record->policy_pack_id = qz_statement_get_int (row, 8);
  record->n_lines = qz_statement_get_int (row, 9);
  record->total_fen = qz_statement_get_int (row, 10);
  record->first_claim_id = qz_statement_get_int (row, 11);
  record->last_claim_id = qz_statement_get_int (row, 12);
  record->replaces_id = qz_statement_get_int (row, 13);
  record->note = g_strdup (qz_statement_get_text (row, 14));
  if (!read_kinds (row, record, error) || !read_day (row, 6, &record->business_day, error)
      || !read_day (row, 7, &record->due_day, error))
    return NULL;
  return g_steal_pointer (&record);
}

QzDocumentRecord *
qz_document_repo_find (QzStore *store, const char *number, GError **error)
{
  QzStatement *find = qz_store_prepare (store, "SELECT " COLUMNS " WHERE d.number = ?1", error);
  g_autoptr (GError) failure = NULL;
  QzDocumentRecord *record;

  if (find == NULL || !qz_statement_bind (find, error, "t", number))
    return NULL;
  if (!qz_statement_step (find, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        qz_error_set (error, QZ_ERROR_INPUT, "no-such-document",
                      _("There is no document “%s”; “qz doc list” shows the numbers"), number);
      return NULL;
    }
  record = read_record (find, error);
  qz_statement_reset (find);
  return record;
}

QzDocumentRecord *
qz_document_repo_get (QzStore *store, gint64 id, GError **error)
{
  QzStatement *get = qz_store_prepare (store, "SELECT " COLUMNS " WHERE d.id = ?1", error);
  g_autoptr (GError) failure = NULL;
  QzDocumentRecord *record;

  if (get == NULL || !qz_statement_bind (get, error, "i", id))
    return NULL;
  if (!qz_statement_step (get, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        qz_error_set (error, QZ_ERROR_STORE, "document-damaged",
                      _("Document number %" PRId64 " of the book set is missing; run “qz "
                         "book verify”"),
                      id);
      return NULL;
    }
  record = read_record (get, error);
  qz_statement_reset (get);
  return record;
}

static GPtrArray *
read_records (QzStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_document_record_free);
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      QzDocumentRecord *record = read_record (rows, &failure);

      if (record == NULL)
        break;
      g_ptr_array_add (records, record);
    }
  qz_statement_reset (rows);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&records);
}

GPtrArray *
qz_document_repo_query (QzStore *store, const QzDocumentQuery *query, GError **error)
{
  QzStatement *rows =
      qz_store_prepare (store,
                        "SELECT " COLUMNS
                        " WHERE (?1 IS NULL OR d.kind = ?1) AND (?2 IS NULL OR d.insurance = ?2)"
                        " AND (?3 IS NULL OR s.state = ?3) AND (?4 = 0 OR d.period = ?4)"
                        " AND (?5 IS NULL OR instr (d.number, ?5) > 0 OR instr (d.note, ?5) > 0)"
                        " AND (?6 = 0 OR s.state NOT IN ('refused', 'cancelled'))"
                        " ORDER BY d.id DESC",
                        error);
  const char *kind = query->kind < 0 ? NULL : qz_document_kind_to_text (query->kind);
  const char *insurance = query->insurance < 0 ? NULL : qz_insurance_to_text (query->insurance);
  const char *state = query->state < 0 ? NULL : qz_state_to_text (query->state);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "tttiti", kind, insurance, state, (gint64) query->period,
                             query->search, (gint64) query->living))
    return NULL;
  return read_records (rows, error);
}

static QzDocumentEvent *
read_event (QzStatement *row)
{
  QzDocumentEvent *event = g_new0 (QzDocumentEvent, 1);

  event->id = qz_statement_get_int (row, 0);
  event->act = g_strdup (qz_statement_get_text (row, 1));
  if (!qz_state_parse (qz_statement_get_text (row, 2), &event->state))
    event->state = QZ_N_STATES;
  event->actor = g_strdup (qz_statement_get_text (row, 3));
  event->business_time = g_strdup (qz_statement_get_text (row, 4));
  event->reason = g_strdup (qz_statement_get_text (row, 5));
  event->full_name = g_strdup (qz_statement_get_text (row, 6));
  return event;
}

GPtrArray *
qz_document_repo_get_events (QzStore *store, gint64 document_id, GError **error)
{
  QzStatement *rows =
      qz_store_prepare (store,
                        "SELECT e.id, e.act, e.state, e.actor, e.business_time, e.reason,"
                        " coalesce ((SELECT u.full_name FROM user u WHERE u.name = e.actor ORDER "
                        "BY u.id DESC LIMIT 1),"
                        " '') FROM document_event e WHERE e.document_id = ?1 ORDER BY e.id",
                        error);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (event_free);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", document_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (events, read_event (rows));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&events);
}

const QzDocumentEvent *
qz_document_events_find (GPtrArray *events, const char *act_name)
{
  for (guint i = events->len; i > 0; i--)
    {
      const QzDocumentEvent *event = events->pdata[i - 1];

      if (g_str_equal (event->act, act_name))
        return event;
    }
  return NULL;
}

gboolean
qz_document_repo_get_bound (QzStore *store, gint64 document_id, const char *table, gint64 *out,
                            GError **error)
{
  QzStatement *get = qz_store_prepare (
      store,
      "SELECT coalesce (max (r.last_id), 0) FROM change_range r WHERE r.table_name = ?2"
      " AND r.change_id < coalesce ((SELECT d.change_id FROM change_range d"
      " WHERE d.table_name = 'document' AND ?1 BETWEEN d.first_id AND d.last_id),"
      " 9223372036854775807)",
      error);

  if (get == NULL || !qz_statement_bind (get, error, "it", document_id, table))
    return FALSE;
  if (!qz_statement_step (get, error))
    return FALSE;
  *out = qz_statement_get_int (get, 0);
  qz_statement_reset (get);
  return TRUE;
}

gboolean
qz_document_repo_get_ties (QzStore *store, gint64 document_id, QzDocumentTies *out, GError **error)
{
  QzStatement *get = qz_store_prepare (
      store,
      "SELECT (SELECT count (*) FROM document_line l JOIN bank_line b ON b.document_line_id = l.id"
      " JOIN bank_batch_state s ON s.batch_id = b.batch_id WHERE l.document_id = ?1"
      " AND s.state <> 'failed'),"
      " (SELECT count (*) FROM document_line l JOIN voucher v ON v.document_line_id = l.id"
      " WHERE l.document_id = ?1 AND v.reverses_id IS NULL"
      " AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.document_line_id = l.id"
      " AND r.reverses_id = v.id))",
      error);

  if (get == NULL || !qz_statement_bind (get, error, "i", document_id)
      || !qz_statement_step (get, error))
    return FALSE;
  out->n_bank_lines = qz_statement_get_int (get, 0);
  out->n_vouchers = qz_statement_get_int (get, 1);
  qz_statement_reset (get);
  return TRUE;
}
