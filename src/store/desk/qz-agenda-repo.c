/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-agenda-repo.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

void
qz_agenda_document_free (QzAgendaDocument *self)
{
  g_free (self->number);
  g_free (self);
}

void
qz_agenda_word_free (QzAgendaWord *self)
{
  g_free (self->deadline);
  g_free (self->done_by);
  g_free (self->note);
  g_free (self);
}

typedef gboolean (*ReadFunc) (QzStatement *row, gpointer into, GError **error);

/* Every row of @sql, which has no parameters. */
static gboolean
read_rows (QzStore *store, const char *sql, ReadFunc read, gpointer into, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, sql, error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (qz_statement_step (rows, &failure) && read (rows, into, &failure))
    ;
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_day (QzStatement *row, int column, QzDay *out, GError **error)
{
  *out = QZ_DAY_NONE;
  return qz_statement_is_null (row, column)
         || qz_day_parse (qz_statement_get_text (row, column), out, error);
}

static gboolean
read_first_day (QzStatement *row, gpointer into, GError **error)
{
  return read_day (row, 0, into, error);
}

gboolean
qz_agenda_repo_get_first_day (QzStore *store, QzDay *out, GError **error)
{
  *out = QZ_DAY_NONE;
  return read_rows (store,
                    "SELECT substr (business_time, 1, 10) FROM change_log ORDER BY id LIMIT 1",
                    read_first_day, out, error);
}

gboolean
qz_agenda_repo_get_last_change (QzStore *store, gint64 *out, GError **error)
{
  QzStatement *last =
      qz_store_prepare (store, "SELECT coalesce (max (id), 0) FROM change_log", error);

  return last != NULL && qz_statement_get_number (last, out, error);
}

/* ── schemes ─────────────────────────────────────────────────────────────────────────────────── */

#define ANY(table) "EXISTS (SELECT 1 FROM " table ")"

static gboolean
read_schemes (QzStatement *row, gpointer into, GError **error)
{
  QzAgendaSchemes *schemes = into;

  schemes->nonlocal = qz_statement_get_int (row, 0) != 0;
  schemes->assistance = qz_statement_get_int (row, 1) != 0;
  schemes->supervision = qz_statement_get_int (row, 2) != 0;
  return TRUE;
}

/* Tables that others hang on tell for them. */
gboolean
qz_agenda_repo_get_schemes (QzStore *store, QzAgendaSchemes *out, GError **error)
{
  static const char sql[] =
      "SELECT " ANY ("registration") " OR " ANY ("claim_registration") " OR " ANY ("manual_claim")
      " OR " ANY ("national_item") " OR " ANY ("claim_category") " OR " ANY ("national_upload")
      " OR " ANY ("nl_deduction") " OR " ANY ("clearing_event") " OR " ANY ("clearing_list")
      " OR " ANY ("deposit_base") " OR " ANY ("deposit_proposal") " OR " ANY ("deposit_move")
      " OR " ANY ("deposit_quota") " OR " ANY ("notice") " OR " ANY ("transfer")
      " OR " ANY ("region_event") " OR " ANY ("person_suspension") " OR " ANY ("peer")
      " OR " ANY ("package") " OR " ANY ("provider_service WHERE service = 'nonlocal'") ","
      " " ANY ("provider_service WHERE service = 'assistance'") " OR " ANY ("assist_roster")
      " OR " ANY ("assist_bill") " OR " ANY ("assist_list") " OR " ANY ("assist_allotment")
      " OR " ANY ("assist_money") " OR " ANY ("assist_clearing") ","
      " " ANY ("inspection") " OR " ANY ("complaint");

  *out = (QzAgendaSchemes) { FALSE };
  return read_rows (store, sql, read_schemes, out, error);
}

/* ── documents ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_document (QzStatement *row, gpointer into, GError **error)
{
  QzAgendaDocument *document = g_new0 (QzAgendaDocument, 1);

  g_ptr_array_add (into, document);
  document->id = qz_statement_get_int (row, 0);
  document->number = g_strdup (qz_statement_get_text (row, 1));
  document->period = (QzPeriod) qz_statement_get_int (row, 4);
  document->policy_pack_id = qz_statement_get_int (row, 7);
  document->total_fen = qz_statement_get_int (row, 9);
  document->pushed = qz_statement_get_int (row, 10) != 0;
  document->handed_over = qz_statement_get_int (row, 11) != 0;
  if (!qz_document_kind_parse (qz_statement_get_text (row, 2), &document->kind)
      || !qz_fund_parse (qz_statement_get_text (row, 3), &document->insurance)
      || !qz_state_parse (qz_statement_get_text (row, 8), &document->state))
    {
      qz_error_set (error, QZ_ERROR_STORE, "document-damaged",
                    _("Document %s holds a kind, insurance or state that does not exist; run “qz "
                      "book verify”"),
                    document->number);
      return FALSE;
    }
  document->put_off_open = qz_statement_get_int (row, 13) != 0;
  return read_day (row, 5, &document->business_day, error)
         && read_day (row, 6, &document->due_day, error)
         && read_day (row, 12, &document->since, error);
}

/* Whether anything that was put off with document d (SM-5) is not paid yet: follows its lines to
 * where they came back, once or more often. A line that came back names its source and has its
 * provider, which has an index. */
#define PUT_OFF_OPEN                                                                               \
  "s.state = 'deferred' AND EXISTS ("                                                              \
  "WITH RECURSIVE line (id, document_id, provider_id, source_line_id) AS ("                        \
  " SELECT l.id, l.document_id, l.provider_id, NULL FROM deferral x"                               \
  " JOIN document_line l ON l.id = x.document_line_id WHERE l.document_id = d.id"                  \
  " UNION SELECT m.id, m.document_id, m.provider_id, m.source_line_id FROM line"                   \
  " JOIN document_line m ON m.provider_id = line.provider_id AND m.source_line_id = line.id"       \
  " JOIN document_state ms ON ms.document_id = m.document_id"                                      \
  " AND ms.state NOT IN ('refused', 'cancelled'))"                                                 \
  " SELECT 1 FROM line JOIN document_state ls ON ls.document_id = line.document_id"                \
  " WHERE ls.state <> 'paid' AND NOT EXISTS"                                                       \
  " (SELECT 1 FROM line n WHERE n.source_line_id = line.id))"

GPtrArray *
qz_agenda_repo_get_documents (QzStore *store, GError **error)
{
  static const char sql[] =
      "SELECT d.id, d.number, d.kind, d.insurance, d.period, d.business_day,"
      " coalesce ((SELECT c.due_day FROM deadline_change c WHERE c.document_id = d.id"
      " ORDER BY c.id DESC LIMIT 1), d.due_day), d.policy_pack_id, s.state, d.total_fen,"
      " EXISTS (SELECT 1 FROM document_event e WHERE e.document_id = d.id AND e.act = 'push'),"
      " EXISTS (SELECT 1 FROM document_event e WHERE e.document_id = d.id"
      " AND e.act = 'hand-over'),"
      " (SELECT substr (e.business_time, 1, 10) FROM document_event e WHERE e.document_id = d.id"
      " ORDER BY e.id DESC LIMIT 1), " PUT_OFF_OPEN
      " FROM document d JOIN document_state s ON s.document_id = d.id"
      " WHERE s.state NOT IN ('refused', 'cancelled') ORDER BY d.business_day, d.number";
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_agenda_document_free);

  if (!read_rows (store, sql, read_document, documents, error))
    return NULL;
  return g_steal_pointer (&documents);
}

/* ── declarations and claims ─────────────────────────────────────────────────────────────────── */

static gboolean
read_month (QzStatement *row, gpointer into, GError **error)
{
  QzAgendaMonth month = {
    .period = (QzPeriod) qz_statement_get_int (row, 0),
    .n_declarations = qz_statement_get_int (row, 1),
    .n_unsettled = qz_statement_get_int (row, 2),
    .unsettled_fen = qz_statement_get_int (row, 3),
  };

  if (!read_day (row, 4, &month.first_cutoff, error))
    return FALSE;
  g_array_append_val (into, month);
  return TRUE;
}

GArray *
qz_agenda_repo_get_months (QzStore *store, GError **error)
{
  static const char sql[] =
      "SELECT period, count (*), sum (open), sum (CASE open WHEN 1 THEN declared_fen ELSE 0 END),"
      " min (cutoff_day) FROM (SELECT c.period, c.cutoff_day, c.declared_fen,"
      " NOT EXISTS (SELECT 1 FROM document_line l JOIN document d ON d.id = l.document_id"
      " JOIN document_state s ON s.document_id = d.id WHERE l.provider_id = c.provider_id"
      " AND l.period = c.period AND d.kind = 'settlement' AND d.insurance = c.insurance"
      " AND s.state NOT IN ('refused', 'cancelled')) AS open FROM declaration c)"
      " GROUP BY period ORDER BY period";
  g_autoptr (GArray) months = g_array_new (FALSE, FALSE, sizeof (QzAgendaMonth));

  if (!read_rows (store, sql, read_month, months, error))
    return NULL;
  return g_steal_pointer (&months);
}

static gboolean
read_span (QzStatement *row, gpointer into, GError **error)
{
  QzAgendaSpan span;

  if (!read_day (row, 0, &span.first, error) || !read_day (row, 1, &span.last, error))
    return FALSE;
  g_array_append_val (into, span);
  return TRUE;
}

#define LIVING_CLAIMS                                                                              \
  "i.kind = 'claims' AND i.first_id > 0 AND i.first_day IS NOT NULL"                               \
  " AND NOT EXISTS (SELECT 1 FROM import_withdrawal w WHERE w.import_id = i.id)"

GArray *
qz_agenda_repo_get_claim_spans (QzStore *store, GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QzAgendaSpan));

  if (!read_rows (store,
                  "SELECT i.first_day, i.last_day FROM import_file i WHERE " LIVING_CLAIMS
                  " ORDER BY i.first_day",
                  read_span, spans, error))
    return NULL;
  return g_steal_pointer (&spans);
}

static gboolean
read_seen_day (QzStatement *row, gpointer into, GError **error)
{
  QzAgendaSeenDay seen;

  if (!read_day (row, 0, &seen.day, error))
    return FALSE;
  if (qz_fund_parse (qz_statement_get_text (row, 1), &seen.insurance))
    g_array_append_val (into, seen);
  return TRUE;
}

/* A daily run looks at every claim that there is. So a document that was made after the last file
 * that spans its day, and after the last time a document of that day let claims go, saw them
 * all. */
GArray *
qz_agenda_repo_get_seen_days (QzStore *store, GError **error)
{
  static const char sql[] =
      "SELECT d.business_day, d.insurance FROM document d"
      " JOIN document_state s ON s.document_id = d.id"
      " JOIN document_event m ON m.document_id = d.id AND m.act = 'make'"
      " JOIN change_range r ON r.table_name = 'document' AND r.last_id ="
      " (SELECT min (x.last_id) FROM change_range x WHERE x.table_name = 'document'"
      " AND x.last_id >= d.id)"
      " WHERE d.kind = 'daily' AND d.first_claim_id IS NOT NULL"
      " AND s.state NOT IN ('refused', 'cancelled')"
      " AND NOT EXISTS (SELECT 1 FROM document o JOIN document_event e ON e.document_id = o.id"
      " WHERE o.kind = 'daily' AND o.insurance = d.insurance AND o.period = d.period"
      " AND o.business_day = d.business_day AND e.act IN ('refuse', 'cancel') AND e.id > m.id)"
      " AND NOT EXISTS (SELECT 1 FROM import_file i JOIN change_range y"
      " ON y.table_name = 'import_file' AND i.id BETWEEN y.first_id AND y.last_id"
      " WHERE " LIVING_CLAIMS " AND d.business_day BETWEEN i.first_day AND i.last_day"
      " AND y.change_id > r.change_id) GROUP BY d.business_day, d.insurance";
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (QzAgendaSeenDay));

  if (!read_rows (store, sql, read_seen_day, seen, error))
    return NULL;
  return g_steal_pointer (&seen);
}

gboolean
qz_agenda_repo_has_spending (QzStore *store, QzInsurance insurance, gint64 from, gint64 to,
                             gboolean *out, GError **error)
{
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT EXISTS (SELECT 1 FROM spending WHERE insurance = ?1 AND year BETWEEN ?2 AND ?3)",
      error);
  gint64 found = 0;

  if (find == NULL
      || !qz_statement_bind (find, error, "tii", qz_insurance_to_text (insurance), from, to)
      || !qz_statement_get_number (find, &found, error))
    return FALSE;
  *out = found != 0;
  return TRUE;
}

/* ── what people said ────────────────────────────────────────────────────────────────────────── */

static gboolean
read_word (QzStatement *row, gpointer into, GError **error)
{
  QzAgendaWord *word = g_new0 (QzAgendaWord, 1);

  word->deadline = g_strdup (qz_statement_get_text (row, 0));
  word->done_by = g_strdup (qz_statement_get_text (row, 1));
  word->note = g_strdup (qz_statement_get_text (row, 2));
  g_hash_table_replace (into, word->deadline, word);
  return read_day (row, 3, &word->day, error);
}

GHashTable *
qz_agenda_repo_get_words (QzStore *store, GError **error)
{
  static const char sql[] =
      "SELECT x.deadline, x.done_by, x.note, (SELECT substr (c.business_time, 1, 10)"
      " FROM change_range r JOIN change_log c ON c.id = r.change_id"
      " WHERE r.table_name = 'deadline_done' AND x.id BETWEEN r.first_id AND r.last_id)"
      " FROM deadline_done x ORDER BY x.id";
  g_autoptr (GHashTable) words = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) qz_agenda_word_free);

  if (!read_rows (store, sql, read_word, words, error))
    return NULL;
  return g_steal_pointer (&words);
}

gboolean
qz_agenda_repo_put_word (QzAct *act, const char *deadline, const char *note, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deadline_done", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, deadline);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, note);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_agenda_repo_put_due_day (QzAct *act, gint64 document_id, QzDay due_day, const char *reason,
                            GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deadline_change", error);
  char text[11];

  if (writer == NULL)
    return FALSE;
  qz_day_write (due_day, text);
  qz_table_writer_int (writer, document_id);
  qz_table_writer_text (writer, text);
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}
