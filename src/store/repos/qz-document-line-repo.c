/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-document-line-repo.h"

#include <string.h>

#include "qz-error.h"

/* ── writing ─────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_document_repo_add_link (QzAct *act, gint64 claim_id, QzFen amount_fen, gint64 *first,
                           gint64 *last, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "document_link", error);
  gint64 id;

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, claim_id);
  qz_table_writer_int (writer, amount_fen);
  id = qz_table_writer_end_row (writer, error);
  if (id == 0)
    return FALSE;
  if (*first == 0)
    *first = id;
  *last = id;
  return TRUE;
}

/* Domain 7.2: provider, period, insurance, type and source id in 32 characters; the source is the
 * line itself, so that every attempt to pay it carries the same key and no two lines share one. */
static void
make_pay_key (const QzDocumentRecord *head, QzDocumentLine *line)
{
  g_snprintf (line->pay_key, sizeof line->pay_key, "%s%c%06d%s%011" G_GINT64_FORMAT,
              qz_document_kind_get_biz_type (head->kind), *qz_insurance_to_text (head->insurance),
              line->period, line->provider_code, line->id);
}

gboolean
qz_document_repo_add_line (QzAct *act, const QzDocumentRecord *head, QzDocumentLine *line,
                           GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "document_line", error);

  if (writer == NULL)
    return FALSE;
  line->document_id = head->id;
  line->id = qz_table_writer_get_next_id (writer);
  make_pay_key (head, line);
  qz_table_writer_int (writer, head->id);
  qz_table_writer_int (writer, line->line_no);
  qz_table_writer_int (writer, line->provider_id);
  qz_table_writer_int (writer, line->period);
  qz_table_writer_text (writer, line->pay_key);
  if (line->source_line_id == 0)
    qz_table_writer_null (writer);
  else
    qz_table_writer_int (writer, line->source_line_id);
  qz_table_writer_int (writer, line->n_claims);
  qz_table_writer_int (writer, line->n_refunds);
  qz_table_writer_int (writer, line->pay_fen);
  qz_table_writer_int (writer, line->first_link_id);
  qz_table_writer_int (writer, line->last_link_id);
  for (guint i = 0; i < QZ_MAX_FIGURES; i++)
    qz_table_writer_int (writer, line->figures[i]);
  return qz_table_writer_end_row (writer, error) == line->id;
}

gboolean
qz_document_repo_add_offset (QzAct *act, gint64 line_id, QzPath path, QzPeriod period,
                             QzFen amount_fen, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "document_offset", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, line_id);
  qz_table_writer_text (writer, qz_path_to_text (path));
  qz_table_writer_int (writer, period);
  qz_table_writer_int (writer, amount_fen);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_document_repo_add_deferral (QzAct *act, gint64 line_id, QzFen amount_fen, QzDay from,
                               const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "deferral", error);
  char day[11];

  if (writer == NULL)
    return FALSE;
  qz_day_write (from, day);
  qz_table_writer_int (writer, line_id);
  qz_table_writer_int (writer, amount_fen);
  qz_table_writer_text (writer, day);
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

/* ── reading lines ───────────────────────────────────────────────────────────────────────────── */

#define LINE_COLUMNS                                                                               \
  "l.id, l.document_id, l.line_no, l.provider_id, l.period, l.pay_key,"                            \
  " coalesce (l.source_line_id, 0), l.n_claims, l.n_refunds, l.pay_fen, l.first_link_id,"          \
  " l.last_link_id, p.code, coalesce ((SELECT f.name FROM provider_fact f"                         \
  " WHERE f.provider_id = l.provider_id ORDER BY f.id DESC LIMIT 1), ''),"                         \
  " coalesce ((SELECT s.status FROM bank_line b JOIN bank_line_state s ON s.bank_line_id = b.id"   \
  " WHERE b.document_line_id = l.id ORDER BY b.id DESC LIMIT 1), ''),"                             \
  " EXISTS (SELECT 1 FROM line_withdrawal w WHERE w.document_line_id = l.id),"                     \
  " l.f1, l.f2, l.f3, l.f4, l.f5, l.f6, l.f7, l.f8, l.f9, l.f10, l.f11, l.f12"                     \
  " FROM document_line l JOIN provider p ON p.id = l.provider_id"
#define FIRST_FIGURE 16

void
qz_document_line_free (QzDocumentLine *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->provider_code);
  g_free ((char *) self->provider_name);
  g_free (self);
}

static QzDocumentLine *
read_line (QzStatement *row)
{
  QzDocumentLine *line = g_new0 (QzDocumentLine, 1);

  line->id = qz_statement_get_int (row, 0);
  line->document_id = qz_statement_get_int (row, 1);
  line->line_no = qz_statement_get_int (row, 2);
  line->provider_id = qz_statement_get_int (row, 3);
  line->period = (QzPeriod) qz_statement_get_int (row, 4);
  g_strlcpy (line->pay_key, qz_statement_get_text (row, 5), sizeof line->pay_key);
  line->source_line_id = qz_statement_get_int (row, 6);
  line->n_claims = qz_statement_get_int (row, 7);
  line->n_refunds = qz_statement_get_int (row, 8);
  line->pay_fen = qz_statement_get_int (row, 9);
  line->first_link_id = qz_statement_get_int (row, 10);
  line->last_link_id = qz_statement_get_int (row, 11);
  line->provider_code = g_strdup (qz_statement_get_text (row, 12));
  line->provider_name = g_strdup (qz_statement_get_text (row, 13));
  g_strlcpy (line->pay_status, qz_statement_get_text (row, 14), sizeof line->pay_status);
  line->withdrawn = qz_statement_get_int (row, 15) != 0;
  for (int i = 0; i < QZ_MAX_FIGURES; i++)
    line->figures[i] = qz_statement_get_int (row, FIRST_FIGURE + i);
  return line;
}

static GPtrArray *
read_lines (QzStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_document_line_free);
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (lines, read_line (rows));
  qz_statement_reset (rows);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&lines);
}

GPtrArray *
qz_document_repo_get_lines (QzStore *store, gint64 document_id, GError **error)
{
  QzStatement *rows =
      qz_store_prepare (store,
                        "SELECT " LINE_COLUMNS " WHERE l.document_id = ?1 ORDER BY l.line_no",
                        error);

  if (rows == NULL || !qz_statement_bind (rows, error, "i", document_id))
    return NULL;
  return read_lines (rows, error);
}

QzDocumentLine *
qz_document_repo_get_line (QzStore *store, gint64 line_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, "SELECT " LINE_COLUMNS " WHERE l.id = ?1", error);
  g_autoptr (GPtrArray) lines = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", line_id))
    return NULL;
  lines = read_lines (rows, error);
  if (lines == NULL)
    return NULL;
  if (lines->len == 0)
    {
      qz_error_set (error, QZ_ERROR_STORE, "document-damaged",
                    "Document line %" G_GINT64_FORMAT " is missing", line_id);
      return NULL;
    }
  return g_ptr_array_steal_index (lines, 0);
}

GArray *
qz_document_repo_get_offsets (QzStore *store, gint64 line_id, GError **error)
{
  QzStatement *rows =
      qz_store_prepare (store,
                        "SELECT id, document_line_id, path, period, amount_fen FROM document_offset"
                        " WHERE document_line_id = ?1 ORDER BY id",
                        error);
  g_autoptr (GArray) offsets = g_array_new (FALSE, TRUE, sizeof (QzOffsetRecord));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", line_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzOffsetRecord record = { qz_statement_get_int (rows, 0), qz_statement_get_int (rows, 1) };

      g_assert (qz_path_parse (qz_statement_get_text (rows, 2), &record.path));
      record.period = (QzPeriod) qz_statement_get_int (rows, 3);
      record.amount_fen = qz_statement_get_int (rows, 4);
      g_array_append_val (offsets, record);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&offsets);
}

/* ── deferrals ───────────────────────────────────────────────────────────────────────────────── */

static void
deferral_free (gpointer data)
{
  QzDeferralRecord *record = data;

  g_free (record->reason);
  g_free (record);
}

static GPtrArray *
read_deferrals (QzStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (deferral_free);
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      QzDeferralRecord *record = g_new0 (QzDeferralRecord, 1);

      g_ptr_array_add (records, record);
      record->id = qz_statement_get_int (rows, 0);
      record->line_id = qz_statement_get_int (rows, 1);
      record->document_id = qz_statement_get_int (rows, 2);
      record->amount_fen = qz_statement_get_int (rows, 3);
      record->reason = g_strdup (qz_statement_get_text (rows, 6));
      record->whole = qz_statement_get_int (rows, 7) != 0;
      record->provider_id = qz_statement_get_int (rows, 8);
      if (!qz_day_parse (qz_statement_get_text (rows, 4), &record->from_day, &failure)
          || !qz_day_parse (qz_statement_get_text (rows, 5), &record->business_day, &failure))
        break;
    }
  qz_statement_reset (rows);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&records);
}

#define DEFERRAL_COLUMNS                                                                           \
  "x.id, x.document_line_id, d.id, x.amount_fen, x.from_day, d.business_day, x.reason,"            \
  " s.state = 'deferred', l.provider_id FROM deferral x"                                           \
  " JOIN document_line l ON l.id = x.document_line_id"                                             \
  " JOIN document d ON d.id = l.document_id JOIN document_state s ON s.document_id = d.id"

GPtrArray *
qz_document_repo_get_open_deferrals (QzStore *store, QzDocumentKind kind, QzInsurance insurance,
                                     GError **error)
{
  /* A line that came back names its source and has its provider, which has an index. */
  QzStatement *rows =
      qz_store_prepare (store,
                        "SELECT " DEFERRAL_COLUMNS " WHERE d.kind = ?1 AND d.insurance = ?2"
                        " AND s.state NOT IN ('refused', 'cancelled')"
                        " AND NOT EXISTS (SELECT 1 FROM document_line m JOIN document_state ms"
                        " ON ms.document_id = m.document_id WHERE m.provider_id = l.provider_id"
                        " AND m.source_line_id = l.id AND ms.state NOT IN ('refused', 'cancelled'))"
                        " ORDER BY x.id",
                        error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "tt", qz_document_kind_to_text (kind),
                             qz_insurance_to_text (insurance)))
    return NULL;
  return read_deferrals (rows, error);
}

GPtrArray *
qz_document_repo_get_deferrals (QzStore *store, gint64 document_id, GError **error)
{
  QzStatement *rows =
      qz_store_prepare (store, "SELECT " DEFERRAL_COLUMNS " WHERE d.id = ?1 ORDER BY x.id", error);

  if (rows == NULL || !qz_statement_bind (rows, error, "i", document_id))
    return NULL;
  return read_deferrals (rows, error);
}

/* ── carries ─────────────────────────────────────────────────────────────────────────────────── */

GArray *
qz_document_repo_get_carries (QzStore *store, QzInsurance insurance, QzPeriod period,
                              GError **error)
{
  /* SQLite gives the bare columns of the row that has the maximum. */
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT provider_id, id, carry FROM (SELECT l.provider_id, max (l.id) AS id, l.f9 AS carry"
      " FROM document d JOIN document_state s ON s.document_id = d.id"
      " JOIN document_line l ON l.document_id = d.id"
      " WHERE d.kind = 'daily' AND d.insurance = ?1 AND d.period = ?2"
      " AND s.state NOT IN ('refused', 'cancelled') AND l.source_line_id IS NULL"
      " GROUP BY l.provider_id) WHERE carry <> 0",
      error);
  g_autoptr (GArray) carries = g_array_new (FALSE, TRUE, sizeof (QzCarryRecord));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "ti", qz_insurance_to_text (insurance), (gint64) period))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzCarryRecord record = { qz_statement_get_int (rows, 0), qz_statement_get_int (rows, 1),
                               qz_statement_get_int (rows, 2) };

      g_array_append_val (carries, record);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&carries);
}

gboolean
qz_document_repo_find_carry_source (QzStore *store, const QzDocumentRecord *head,
                                    const QzDocumentLine *line, gint64 *out_line_id, GError **error)
{
  /* A document that was undone later may not be undone while its carry is used, so the line before
   * this one that lives today is the one that lived then (qz_document_repo_find_successor). A
   * document that is itself undone looks at what was there before it. */
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT coalesce (max (l.id), 0) FROM document_line l JOIN document d ON d.id = l.document_id"
      " JOIN document_state s ON s.document_id = d.id WHERE l.provider_id = ?1 AND l.period = ?2"
      " AND l.id < ?3 AND d.kind = 'daily' AND d.insurance = ?4 AND l.source_line_id IS NULL"
      " AND s.state NOT IN ('refused', 'cancelled') AND l.f9 = ?5",
      error);

  if (find == NULL
      || !qz_statement_bind (find, error, "iiiti", line->provider_id, (gint64) line->period,
                             line->id, qz_insurance_to_text (head->insurance),
                             (gint64) line->figures[QZ_DAILY_CARRY_IN])
      || !qz_statement_step (find, error))
    return FALSE;
  *out_line_id = qz_statement_get_int (find, 0);
  qz_statement_reset (find);
  return TRUE;
}

/* ── undoing in reverse order ────────────────────────────────────────────────────────────────── */

#define LATER_LIVING                                                                               \
  "SELECT y.number FROM document_line l JOIN document_line m ON m.provider_id = l.provider_id"     \
  " JOIN document y ON y.id = m.document_id JOIN document_state s ON s.document_id = y.id"         \
  " WHERE l.document_id = ?1 AND s.state NOT IN ('refused', 'cancelled')"

static const char deferral_taken[] =
    LATER_LIVING " AND m.source_line_id = l.id ORDER BY y.id DESC LIMIT 1";
/* A line that took or gives a carry holds its place in the chain of its month (AMB-22). */
static const char carry_taken[] =
    LATER_LIVING " AND m.id > l.id AND m.source_line_id IS NULL AND l.source_line_id IS NULL"
                 " AND y.kind = 'daily' AND y.insurance = ?2 AND y.period = l.period"
                 " AND (l.f7 <> 0 OR l.f9 <> 0) ORDER BY y.id DESC LIMIT 1";
/* Deductions and open 暂付款 are used up oldest first (AMB-02). */
static const char settled_later[] =
    LATER_LIVING " AND m.id > l.id AND m.source_line_id IS NULL AND l.source_line_id IS NULL"
                 " AND y.kind = 'settlement' AND y.insurance = ?2 ORDER BY y.id DESC LIMIT 1";

static gboolean
find_number (QzStore *store, const char *sql, const QzDocumentRecord *head, char **out,
             GError **error)
{
  QzStatement *find = qz_store_prepare (store, sql, error);
  const gboolean by_insurance = sql != deferral_taken;
  g_autoptr (GError) failure = NULL;

  if (find == NULL)
    return FALSE;
  if (by_insurance
          ? !qz_statement_bind (find, error, "it", head->id, qz_insurance_to_text (head->insurance))
          : !qz_statement_bind (find, error, "i", head->id))
    return FALSE;
  if (qz_statement_step (find, &failure))
    *out = g_strdup (qz_statement_get_text (find, 0));
  qz_statement_reset (find);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

char *
qz_document_repo_find_successor (QzStore *store, const QzDocumentRecord *head, GError **error)
{
  g_autofree char *number = NULL;

  if (!find_number (store, deferral_taken, head, &number, error))
    return NULL;
  if (number == NULL && head->kind == QZ_DOCUMENT_DAILY
      && !find_number (store, carry_taken, head, &number, error))
    return NULL;
  if (number == NULL && head->kind == QZ_DOCUMENT_SETTLEMENT
      && !find_number (store, settled_later, head, &number, error))
    return NULL;
  return g_steal_pointer (&number);
}
