/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-impact-repo.h"

static gboolean
read_record (QzStatement *row, GArray *records, GError **error)
{
  QzMonthRecord record = { .provider_id = qz_statement_get_int (row, 0) };

  if (!qz_insurance_parse (qz_statement_get_text (row, 1), &record.insurance))
    return TRUE;
  record.declared_fen = qz_statement_get_int (row, 2);
  record.deduct_audit_fen = qz_statement_get_int (row, 3);
  record.deduct_inspect_fen = qz_statement_get_int (row, 4);
  g_array_append_val (records, record);
  return TRUE;
}

GArray *
qz_impact_repo_get_month (QzStore *store, QzPeriod period, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT r.provider_id, r.insurance, r.declared_fen,"
      " (SELECT coalesce (sum (amount_fen), 0) FROM deduction WHERE provider_id = r.provider_id"
      "  AND insurance = r.insurance AND period = r.period AND kind = '10'),"
      " (SELECT coalesce (sum (amount_fen), 0) FROM deduction WHERE provider_id = r.provider_id"
      "  AND insurance = r.insurance AND period = r.period AND kind = '20')"
      " FROM declaration r WHERE r.period = ?1 ORDER BY r.provider_id, r.insurance",
      error);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (QzMonthRecord));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", (gint64) period))
    return NULL;
  while (qz_statement_step (rows, &failure))
    if (!read_record (rows, records, error))
      return NULL;
  if (failure == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_impact_repo_find_last_month (QzStore *store, QzPeriod *out, GError **error)
{
  QzStatement *find = qz_store_prepare (
      store,
      "SELECT max (coalesce ((SELECT max (period) FROM declaration), 0), coalesce ("
      "(SELECT CAST (substr (max (last_day), 1, 4) || substr (max (last_day), 6, 2) AS INTEGER)"
      " FROM import_file f WHERE kind = 'claims' AND NOT EXISTS"
      " (SELECT 1 FROM import_withdrawal WHERE import_id = f.id)), 0))",
      error);
  gint64 period = 0;

  if (find == NULL || !qz_statement_bind (find, error, "")
      || !qz_statement_get_number (find, &period, error))
    return FALSE;
  *out = (QzPeriod) period;
  return TRUE;
}

gboolean
qz_impact_repo_count_documents (QzStore *store, QzDay day, gint64 *out, GError **error)
{
  QzStatement *count = qz_store_prepare (
      store,
      "SELECT count (*) FROM document d JOIN document_state s ON s.document_id = d.id"
      " WHERE s.state NOT IN ('refused', 'cancelled') AND CASE d.kind WHEN 'daily'"
      " THEN d.business_day ELSE substr (d.period, 1, 4) || '-' || substr (d.period, 5) || '-01'"
      " END >= ?1",
      error);
  char text[11];

  qz_day_write (day, text);
  return count != NULL && qz_statement_bind (count, error, "t", text)
         && qz_statement_get_number (count, out, error);
}
