/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-settle-repo.h"

#include "qz-error.h"

typedef gpointer (*ReadFunc) (QzStatement *row, GError **error);

/* Reads all rows of a bound statement. */
static GPtrArray *
read_all (QzStatement *rows, ReadFunc read, GDestroyNotify destroy, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (destroy);
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    {
      gpointer record = read (rows, &failure);

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

/* ── declarations ────────────────────────────────────────────────────────────────────────────── */

void
qz_declaration_record_free (QzDeclarationRecord *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->file_name);
  g_free (self);
}

static gpointer
read_declaration (QzStatement *row, GError **error)
{
  g_autoptr (QzDeclarationRecord) record = g_new0 (QzDeclarationRecord, 1);

  record->id = qz_statement_get_int (row, 0);
  record->provider_id = qz_statement_get_int (row, 1);
  record->period = (QzPeriod) qz_statement_get_int (row, 2);
  record->medfee_fen = qz_statement_get_int (row, 3);
  record->declared_fen = qz_statement_get_int (row, 4);
  record->file_name = g_strdup (qz_statement_get_text (row, 6));
  record->line_no = qz_statement_get_int (row, 7);
  if (!qz_day_parse (qz_statement_get_text (row, 5), &record->cutoff_day, error))
    return NULL;
  return g_steal_pointer (&record);
}

#define DECLARATION_COLUMNS                                                                        \
  "SELECT c.id, c.provider_id, c.period, c.medfee_fen, c.declared_fen, c.cutoff_day, i.file_name," \
  " c.line_no FROM declaration c JOIN import_file i ON i.id = c.import_id"
#define NOT_SETTLED                                                                                \
  " NOT EXISTS (SELECT 1 FROM document_line l JOIN document d ON d.id = l.document_id"             \
  " JOIN document_state s ON s.document_id = d.id WHERE l.provider_id = c.provider_id"             \
  " AND l.period = c.period AND d.kind = 'settlement' AND d.insurance = c.insurance"               \
  " AND s.state NOT IN ('refused', 'cancelled'))"

GPtrArray *
qz_settle_repo_get_declarations (QzStore *store, QzInsurance insurance, QzPeriod period,
                                 GError **error)
{
  QzStatement *rows = qz_store_prepare (store,
                                        DECLARATION_COLUMNS
                                        " WHERE c.insurance = ?1 AND c.period = ?2 AND" NOT_SETTLED
                                        " ORDER BY c.provider_id",
                                        error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "ti", qz_insurance_to_text (insurance), (gint64) period))
    return NULL;
  return read_all (rows, read_declaration, (GDestroyNotify) qz_declaration_record_free, error);
}

QzDeclarationRecord *
qz_settle_repo_find_declaration (QzStore *store, gint64 provider_id, QzInsurance insurance,
                                 QzPeriod period, GError **error)
{
  QzStatement *rows =
      qz_store_prepare (store,
                        DECLARATION_COLUMNS
                        " WHERE c.provider_id = ?1 AND c.insurance = ?2 AND c.period = ?3",
                        error);
  g_autoptr (GPtrArray) records = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "iti", provider_id, qz_insurance_to_text (insurance),
                             (gint64) period))
    return NULL;
  records = read_all (rows, read_declaration, (GDestroyNotify) qz_declaration_record_free, error);
  return records == NULL || records->len == 0 ? NULL : g_ptr_array_steal_index (records, 0);
}

gboolean
qz_settle_repo_find_unsettled (QzStore *store, QzInsurance insurance, QzPeriod period,
                               QzPeriod *out, GError **error)
{
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT coalesce (min (c.period), 0) FROM declaration c WHERE c.insurance = ?1"
      " AND c.period < ?2 AND" NOT_SETTLED,
      error);

  if (find == NULL
      || !qz_statement_bind (find, error, "ti", qz_insurance_to_text (insurance), (gint64) period)
      || !qz_statement_step (find, error))
    return FALSE;
  *out = (QzPeriod) qz_statement_get_int (find, 0);
  qz_statement_reset (find);
  return TRUE;
}

/* ── deductions ──────────────────────────────────────────────────────────────────────────────── */

static void
deduction_free (gpointer data)
{
  QzDeductionRecord *record = data;

  g_free (record->setl_id);
  g_free (record->reason);
  g_free (record->file_name);
  g_free (record);
}

static gpointer
read_deduction (QzStatement *row, GError **error)
{
  QzDeductionRecord *record = g_new0 (QzDeductionRecord, 1);

  record->id = qz_statement_get_int (row, 0);
  record->provider_id = qz_statement_get_int (row, 1);
  record->period = (QzPeriod) qz_statement_get_int (row, 2);
  record->inspection = g_str_equal (qz_statement_get_text (row, 3), "20");
  record->amount_fen = qz_statement_get_int (row, 4);
  record->setl_id = g_strdup (qz_statement_get_text (row, 5));
  record->reason = g_strdup (qz_statement_get_text (row, 6));
  record->file_name = g_strdup (qz_statement_get_text (row, 7));
  record->line_no = qz_statement_get_int (row, 8);
  return record;
}

#define DEDUCTION_COLUMNS                                                                          \
  "SELECT c.id, c.provider_id, c.period, c.kind, c.amount_fen, c.setl_id, c.reason, i.file_name,"  \
  " c.line_no FROM deduction c JOIN import_file i ON i.id = c.import_id"

/* A settlement uses every deduction of its months that was in the book set when it was made and
 * that no settlement before it had used. What was there then is told by the ranges of the change
 * log (see qz_document_repo_get_bound). ?3: the settlement whose eyes we look through, or all. */
#define USED_BY                                                                                    \
  "WITH settled (id, period, made, bound) AS MATERIALIZED ("                                       \
  "SELECT d.id, d.period, r.change_id, coalesce ((SELECT max (b.last_id) FROM change_range b"      \
  " WHERE b.table_name = 'deduction' AND b.change_id < r.change_id), 0)"                           \
  " FROM document d JOIN document_state s ON s.document_id = d.id"                                 \
  " JOIN change_range r ON r.table_name = 'document' AND d.id BETWEEN r.first_id AND r.last_id"    \
  " WHERE d.kind = 'settlement' AND d.insurance = ?1 AND d.id < ?3"                                \
  " AND s.state NOT IN ('refused', 'cancelled')) "
#define NOT_USED                                                                                   \
  " NOT EXISTS (SELECT 1 FROM document_line l JOIN settled x ON x.id = l.document_id"              \
  " WHERE l.provider_id = c.provider_id AND l.source_line_id IS NULL"                              \
  " AND x.period >= c.period AND x.bound >= c.id)"

GPtrArray *
qz_settle_repo_get_deductions (QzStore *store, QzInsurance insurance, QzPeriod period,
                               GError **error)
{
  QzStatement *rows = qz_store_prepare (store,
                                        USED_BY DEDUCTION_COLUMNS
                                        " WHERE c.insurance = ?1 AND c.period <= ?2 AND" NOT_USED
                                        " ORDER BY c.provider_id, c.id",
                                        error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "tii", qz_insurance_to_text (insurance), (gint64) period,
                             G_MAXINT64))
    return NULL;
  return read_all (rows, read_deduction, deduction_free, error);
}

GPtrArray *
qz_settle_repo_get_line_deductions (QzStore *store, const QzDocumentRecord *head,
                                    const QzDocumentLine *line, GError **error)
{
  gint64 bound;
  QzStatement *rows;

  if (!qz_document_repo_get_bound (store, head->id, "deduction", &bound, error))
    return NULL;
  rows = qz_store_prepare (store,
                           USED_BY DEDUCTION_COLUMNS
                           " WHERE c.insurance = ?1 AND c.period <= ?2 AND c.provider_id = ?4"
                           " AND c.id <= ?5 AND" NOT_USED " ORDER BY c.id",
                           error);
  if (rows == NULL
      || !qz_statement_bind (rows, error, "tiiii", qz_insurance_to_text (head->insurance),
                             (gint64) head->period, head->id, line->provider_id, bound))
    return NULL;
  return read_all (rows, read_deduction, deduction_free, error);
}

GArray *
qz_settle_repo_get_deduct_left (QzStore *store, QzInsurance insurance, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT provider_id, id, rest FROM (SELECT l.provider_id, max (l.id) AS id, l.f11 AS rest"
      " FROM document d JOIN document_state s ON s.document_id = d.id"
      " JOIN document_line l ON l.document_id = d.id"
      " WHERE d.kind = 'settlement' AND d.insurance = ?1"
      " AND s.state NOT IN ('refused', 'cancelled') AND l.source_line_id IS NULL"
      " GROUP BY l.provider_id) WHERE rest <> 0",
      error);
  g_autoptr (GArray) left = g_array_new (FALSE, TRUE, sizeof (QzLeftRecord));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "t", qz_insurance_to_text (insurance)))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzLeftRecord record = { qz_statement_get_int (rows, 0), qz_statement_get_int (rows, 1),
                              qz_statement_get_int (rows, 2) };

      g_array_append_val (left, record);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&left);
}

gboolean
qz_settle_repo_find_left_source (QzStore *store, const QzDocumentRecord *head,
                                 const QzDocumentLine *line, gint64 *out_line_id, GError **error)
{
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT coalesce (max (l.id), 0) FROM document_line l JOIN document d ON d.id = l.document_id"
      " JOIN document_state s ON s.document_id = d.id WHERE l.provider_id = ?1 AND l.id < ?2"
      " AND d.kind = 'settlement' AND d.insurance = ?3 AND l.source_line_id IS NULL AND l.f11 = ?4"
      " AND s.state NOT IN ('refused', 'cancelled')",
      error);

  if (find == NULL
      || !qz_statement_bind (find, error, "iiti", line->provider_id, line->id,
                             qz_insurance_to_text (head->insurance),
                             (gint64) line->figures[QZ_SETTLE_DEDUCT_CARRIED])
      || !qz_statement_step (find, error))
    return FALSE;
  *out_line_id = qz_statement_get_int (find, 0);
  qz_statement_reset (find);
  return TRUE;
}

/* ── open 暂付款 ─────────────────────────────────────────────────────────────────────────────── */

/* A voucher of the line that takes money off 暂付款—即时结算 and was not reversed: the offset stands
 * in the ledger, so it is no longer only reserved. */
#define POSTED                                                                                     \
  " EXISTS (SELECT 1 FROM voucher v JOIN voucher_line w ON w.voucher_id = v.id"                    \
  " WHERE v.document_line_id = l.id AND v.reverses_id IS NULL AND w.account = 'TEMP_PAID.INSTANT'" \
  " AND w.credit_fen > 0 AND NOT EXISTS (SELECT 1 FROM voucher u WHERE u.document_line_id = l.id"  \
  " AND u.reverses_id = v.id))"
#define CAME_BACK                                                                                  \
  " EXISTS (SELECT 1 FROM document_line m JOIN document_state t ON t.document_id = m.document_id"  \
  " WHERE m.provider_id = l.provider_id AND m.source_line_id = l.id"                               \
  " AND t.state NOT IN ('refused', 'cancelled'))"

GArray *
qz_settle_repo_get_open_items (QzStore *store, const char *ledger, QzInsurance insurance,
                               QzPeriod period, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT provider_id, path, item_period, sum (amount) FROM ("
      "SELECT provider_id, path, item_period, debit_fen - credit_fen AS amount FROM account_balance"
      " WHERE ledger = ?1 AND account = 'TEMP_PAID.INSTANT' AND item_period <= ?3 "
      "UNION ALL SELECT l.provider_id, o.path, o.period, -o.amount_fen FROM document d"
      " JOIN document_state s ON s.document_id = d.id JOIN document_line l ON l.document_id = d.id"
      " JOIN document_offset o ON o.document_line_id = l.id"
      " WHERE d.kind = 'settlement' AND d.insurance = ?2 AND o.period <= ?3"
      " AND s.state NOT IN ('refused', 'cancelled', 'paid', 'withdrawn') AND NOT" POSTED
      " AND NOT" CAME_BACK
      ") GROUP BY provider_id, path, item_period HAVING sum (amount) > 0"
      " ORDER BY provider_id, item_period, path DESC",
      error);
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (QzProviderItem));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "tti", ledger, qz_insurance_to_text (insurance),
                             (gint64) period))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzProviderItem item = { qz_statement_get_int (rows, 0) };

      g_assert (qz_path_parse (qz_statement_get_text (rows, 1), &item.item.path));
      item.item.period = (QzPeriod) qz_statement_get_int (rows, 2);
      item.item.amount_fen = qz_statement_get_int (rows, 3);
      g_array_append_val (items, item);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&items);
}

static void
unpaid_free (gpointer data)
{
  QzUnpaidRecord *record = data;

  g_free (record->number);
  g_free (record->status);
  g_free (record);
}

static gpointer
read_unpaid (QzStatement *row, GError **error)
{
  QzUnpaidRecord *record = g_new0 (QzUnpaidRecord, 1);

  record->line_id = qz_statement_get_int (row, 0);
  record->provider_id = qz_statement_get_int (row, 1);
  record->number = g_strdup (qz_statement_get_text (row, 2));
  record->amount_fen = qz_statement_get_int (row, 3);
  record->status = g_strdup (qz_statement_get_text (row, 4));
  return record;
}

GPtrArray *
qz_settle_repo_get_unpaid (QzStore *store, QzInsurance insurance, QzPeriod period, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.id, l.provider_id, d.number, l.pay_fen, coalesce (b.status, '') FROM document d"
      " JOIN document_state s ON s.document_id = d.id JOIN document_line l ON l.document_id = d.id"
      " LEFT JOIN (SELECT x.document_line_id, y.status, max (x.id) FROM bank_line x"
      " JOIN bank_line_state y ON y.bank_line_id = x.id GROUP BY x.document_line_id) b"
      " ON b.document_line_id = l.id"
      " WHERE d.kind IN ('daily', 'advance') AND d.insurance = ?1 AND d.period = ?2"
      " AND s.state IN ('made', 'reviewed', 'approved', 'sent', 'part-paid', 'failed')"
      " AND l.pay_fen > 0 AND coalesce (b.status, '') <> '00' AND NOT EXISTS"
      " (SELECT 1 FROM line_withdrawal w WHERE w.document_line_id = l.id) ORDER BY d.id, l.line_no",
      error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "ti", qz_insurance_to_text (insurance), (gint64) period))
    return NULL;
  return read_all (rows, read_unpaid, unpaid_free, error);
}

static void
paid_free (gpointer data)
{
  QzPaidRecord *record = data;

  g_free (record->number);
  g_free (record->voucher);
  g_free (record->voucher_day);
  g_free (record);
}

static gpointer
read_paid (QzStatement *row, GError **error)
{
  QzPaidRecord *record = g_new0 (QzPaidRecord, 1);

  record->line_id = qz_statement_get_int (row, 0);
  record->number = g_strdup (qz_statement_get_text (row, 1));
  record->line_no = qz_statement_get_int (row, 2);
  record->amount_fen = qz_statement_get_int (row, 3);
  record->voucher = g_strdup (qz_statement_get_text (row, 4));
  record->voucher_day = g_strdup (qz_statement_get_text (row, 5));
  g_assert (qz_path_parse (qz_statement_get_text (row, 6), &record->path));
  record->period = (QzPeriod) qz_statement_get_int (row, 7);
  return record;
}

GPtrArray *
qz_settle_repo_get_paid (QzStore *store, const QzPaidQuery *query, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.id, d.number, l.line_no, w.debit_fen - w.credit_fen,"
      " v.ledger || '/' || substr (v.period, 1, 4) || '-' || substr (v.period, 5) || '/' || "
      "v.number,"
      " v.day, w.path, w.item_period FROM document_line l JOIN document d ON d.id = l.document_id"
      " JOIN voucher v ON v.document_line_id = l.id JOIN voucher_line w ON w.voucher_id = v.id"
      " WHERE l.provider_id = ?2 AND l.period BETWEEN ?4 AND ?5 AND v.ledger = ?1 AND v.id <= ?6"
      " AND w.account = 'TEMP_PAID.INSTANT' AND w.provider_id = ?2 AND (?3 IS NULL OR w.path = ?3)"
      " AND w.item_period = l.period AND d.kind <> 'settlement' ORDER BY w.item_period, v.id",
      error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "titiii", query->ledger, query->provider_id,
                             query->path < 0 ? NULL : qz_path_to_text (query->path),
                             (gint64) query->from, (gint64) query->to, query->last_voucher_id))
    return NULL;
  return read_all (rows, read_paid, paid_free, error);
}

GPtrArray *
qz_settle_repo_get_used (QzStore *store, gint64 provider_id, QzInsurance insurance,
                         gint64 before_id, QzPeriod before, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.id, d.number, l.line_no, -o.amount_fen, '', '', o.path, o.period"
      " FROM document_line l JOIN document d ON d.id = l.document_id"
      " JOIN document_state s ON s.document_id = d.id"
      " JOIN document_offset o ON o.document_line_id = l.id"
      " WHERE l.provider_id = ?1 AND d.kind = 'settlement' AND d.insurance = ?2 AND d.id < ?3"
      " AND o.period < ?4 AND l.source_line_id IS NULL"
      " AND s.state NOT IN ('refused', 'cancelled') ORDER BY o.id",
      error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "itii", provider_id, qz_insurance_to_text (insurance),
                             before_id, (gint64) before))
    return NULL;
  return read_all (rows, read_paid, paid_free, error);
}

/* ── providers and spending ──────────────────────────────────────────────────────────────────── */

GHashTable *
qz_settle_repo_get_providers (QzStore *store, QzDocumentKind kind, QzInsurance insurance,
                              QzPeriod period, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT DISTINCT l.provider_id FROM document d JOIN document_state s ON s.document_id = d.id"
      " JOIN document_line l ON l.document_id = d.id WHERE d.kind = ?1 AND d.insurance = ?2"
      " AND d.period = ?3 AND s.state NOT IN ('refused', 'cancelled') AND l.source_line_id IS NULL",
      error);
  g_autoptr (GHashTable) providers = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "tti", qz_document_kind_to_text (kind),
                             qz_insurance_to_text (insurance), (gint64) period))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_hash_table_add (providers, GINT_TO_POINTER ((int) qz_statement_get_int (rows, 0)));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&providers);
}

static void
spending_free (gpointer data)
{
  QzSpendingRecord *record = data;

  g_free (record->file_name);
  g_free (record);
}

static gpointer
read_spending (QzStatement *row, GError **error)
{
  QzSpendingRecord *record = g_new0 (QzSpendingRecord, 1);

  record->provider_id = qz_statement_get_int (row, 0);
  record->year = qz_statement_get_int (row, 1);
  record->amount_fen = qz_statement_get_int (row, 2);
  record->file_name = g_strdup (qz_statement_get_text (row, 3));
  record->line_no = qz_statement_get_int (row, 4);
  return record;
}

GPtrArray *
qz_settle_repo_get_spending (QzStore *store, gint64 provider_id, QzInsurance insurance, gint64 from,
                             gint64 to, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.provider_id, c.year, c.amount_fen, i.file_name, c.line_no FROM spending c"
      " JOIN import_file i ON i.id = c.import_id WHERE (?1 = 0 OR c.provider_id = ?1)"
      " AND c.insurance = ?2 AND c.year BETWEEN ?3 AND ?4 ORDER BY c.provider_id, c.year",
      error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "itii", provider_id, qz_insurance_to_text (insurance),
                             from, to))
    return NULL;
  return read_all (rows, read_spending, spending_free, error);
}
