/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-carry-repo.h"

#include "qz-sheet-fill.h"

static const char *const sources[] = { [QZ_NL_SOURCE_CLAIM] = "claim",
                                       [QZ_NL_SOURCE_ITEM] = "item",
                                       [QZ_NL_SOURCE_DEDUCTION] = "deduction" };

static QzNlSource
read_source (QzStatement *row, int column)
{
  const char first = qz_statement_get_text (row, column)[0];

  return first == 'c' ? QZ_NL_SOURCE_CLAIM : first == 'i' ? QZ_NL_SOURCE_ITEM
                                                          : QZ_NL_SOURCE_DEDUCTION;
}

gboolean
qz_clearing_carry_put (QzAct *act, gint64 list_id, QzPeriod to, const GArray *rests,
                       GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "clearing_carry", error);

  for (guint i = 0; writer != NULL && i < rests->len; i++)
    {
      const QzClearingRest *rest = &g_array_index (rests, QzClearingRest, i);

      qz_table_writer_int (writer, list_id);
      qz_table_writer_text (writer, sources[rest->source]);
      qz_table_writer_int (writer, rest->record_id);
      qz_table_writer_int (writer, to);
      qz_table_writer_int (writer, rest->amount_fen);
      if (qz_table_writer_end_row (writer, error) == 0)
        return FALSE;
    }
  return writer != NULL;
}

gboolean
qz_clearing_carry_find_month (QzStore *store, QzPeriod period, QzNlScope scope, QzPeriod *out,
                              GError **error)
{
  const char *state;

  for (*out = qz_period_add (period, 1);; *out = qz_period_add (*out, 1))
    {
      state = qz_clearing_repo_get_state (store, *out, scope, QZ_CLEARING_PUBLISH, "", error);
      if (state == NULL)
        return FALSE;
      if (state[0] == '\0')
        return TRUE;
    }
}

/* The lists that count. */
#define PUBLISHED                                                                                  \
  "WITH done AS (SELECT max (l.id) AS id FROM clearing_list l JOIN clearing_state s"               \
  " ON s.period = l.period AND s.scope = l.scope AND s.stage = 'publish' AND s.unit = ''"          \
  " AND s.state = 'PUBLISHED' WHERE l.scope = ?2 GROUP BY l.period) "

static QzClearingCarries *
read_carries (QzStatement *rows, GError **error)
{
  g_autoptr (QzClearingCarries) carries = qz_clearing_carries_new ();
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (rows, &failure))
    qz_clearing_carries_add (carries, read_source (rows, 0), qz_statement_get_int (rows, 1),
                             qz_statement_get_int (rows, 2));
  if (failure == NULL)
    return g_steal_pointer (&carries);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

QzClearingCarries *
qz_clearing_carry_load_past (QzStore *store, QzPeriod period, QzNlScope scope, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      PUBLISHED "SELECT k.source, k.record_id, k.amount_fen FROM clearing_carry due"
                " JOIN clearing_carry k ON k.source = due.source AND k.record_id = due.record_id"
                " AND k.id <= due.id WHERE due.to_period = ?1"
                " AND due.list_id IN (SELECT id FROM done) AND k.list_id IN (SELECT id FROM done)"
                " ORDER BY k.id",
      error);

  if (rows == NULL
      || !qz_statement_bind (rows, error, "it", (gint64) period, qz_nl_scope_to_text (scope)))
    return NULL;
  return read_carries (rows, error);
}

static const char list_sql[] = "SELECT source, record_id, amount_fen, to_period FROM clearing_carry"
                               " WHERE list_id = ?1 ORDER BY id";

QzClearingCarries *
qz_clearing_carry_load_left (QzStore *store, gint64 list_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, list_sql, error);

  return rows != NULL && qz_statement_bind (rows, error, "i", list_id) ? read_carries (rows, error)
                                                                       : NULL;
}

GArray *
qz_clearing_carry_load_rests (QzStore *store, gint64 list_id, QzPeriod *out_to, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, list_sql, error);
  g_autoptr (GArray) rests = g_array_new (FALSE, FALSE, sizeof (QzClearingRest));
  g_autoptr (GError) failure = NULL;

  *out_to = 0;
  if (rows == NULL || !qz_statement_bind (rows, error, "i", list_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzClearingRest rest = { read_source (rows, 0), qz_statement_get_int (rows, 1),
                                    qz_statement_get_int (rows, 2) };

      *out_to = (QzPeriod) qz_statement_get_int (rows, 3);
      g_array_append_val (rests, rest);
    }
  if (failure == NULL)
    return g_steal_pointer (&rests);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_clearing_carry_fill (QzStore *store, QzPeriod period, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH l AS (SELECT max (id) AS id, scope FROM clearing_list WHERE period = ?1 GROUP BY scope)"
      " SELECT l.scope, iif (k.source = 'deduction' OR n.kind = 'deduct', 'deduction', 'refund'),"
      " coalesce (c.setl_id, n.setl_id),"
      " coalesce ((SELECT code FROM provider WHERE id = c.provider_id), n.hospital_code),"
      " coalesce (c.insu_admdvs, n.insu_admdvs), coalesce (c.insurance, n.insurance),"
      " coalesce (d.orig_period, n.orig_period,"
      "  CAST (substr (c.setl_time, 1, 4) || substr (c.setl_time, 6, 2) AS INTEGER)),"
      " coalesce (d.reason, n.reason, ''), k.amount_fen, k.to_period"
      " FROM l JOIN clearing_carry k ON k.list_id = l.id"
      " LEFT JOIN nl_deduction d ON k.source = 'deduction' AND d.id = k.record_id"
      " LEFT JOIN national_item n ON k.source = 'item' AND n.id = k.record_id"
      " LEFT JOIN claim c ON c.id = CASE k.source WHEN 'claim' THEN k.record_id"
      "  WHEN 'deduction' THEN d.claim_id END ORDER BY k.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}
