/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-import-repo.h"

static void
write_origin (QzTableWriter *writer, const QzOrigin *origin)
{
  qz_table_writer_int (writer, origin->import_id);
  qz_table_writer_int (writer, (gint64) origin->line_no);
}

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text);
}

gint64
qz_nl_import_put_item (QzAct *act, const QzOrigin *origin, const QzNationalItem *item,
                       GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "national_item", error);

  if (writer == NULL)
    return 0;
  write_origin (writer, origin);
  qz_table_writer_int (writer, item->period);
  qz_table_writer_text (writer, item->is_deduction ? "deduct" : "pay");
  qz_table_writer_text (writer, item->setl_id);
  qz_table_writer_text (writer, item->treat_area);
  qz_table_writer_text (writer, item->hospital_code);
  qz_table_writer_text (writer, item->hospital_name);
  qz_table_writer_text (writer, item->insu_admdvs);
  qz_table_writer_text (writer, qz_insurance_to_text (item->insurance));
  qz_table_writer_text (writer, item->psn_no);
  write_day (writer, item->discharge_day);
  qz_table_writer_int (writer, item->orig_period);
  qz_table_writer_text (writer, item->reason);
  qz_table_writer_int (writer, item->medfee_fen);
  for (guint i = 0; i < QZ_N_FC; i++)
    qz_table_writer_int (writer, item->parts[i]);
  qz_table_writer_int (writer, item->fund_fen);
  qz_table_writer_int (writer, item->acct_fen);
  for (guint i = 0; i < QZ_N_CHARGE_TYPES; i++)
    qz_table_writer_int (writer, item->charges[i]);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_nl_import_find_period (QzStore *store, QzPeriod period, char **out_name, gint64 *out_import,
                          GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT i.file_name, i.id FROM national_item n JOIN import_file i ON i.id = n.import_id"
      " WHERE n.period = ?1 LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out_name = NULL;
  *out_import = 0;
  if (row == NULL || !qz_statement_bind (row, error, "i", (gint64) period)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out_name = g_strdup (qz_statement_get_text (row, 0));
      *out_import = qz_statement_get_int (row, 1);
      qz_statement_reset (row);
    }
  return TRUE;
}

gint64
qz_nl_import_put_category (QzAct *act, const QzOrigin *origin, const char *setl_id,
                           const char *chrgitm_type, const QzFen amounts[3], GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "claim_category", error);

  if (writer == NULL)
    return 0;
  write_origin (writer, origin);
  qz_table_writer_text (writer, setl_id);
  qz_table_writer_text (writer, chrgitm_type);
  for (guint i = 0; i < 3; i++)
    qz_table_writer_int (writer, amounts[i]);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_nl_import_has_category (QzStore *store, const char *setl_id, const char *chrgitm_type,
                           gboolean *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT count(*) FROM claim_category WHERE setl_id = ?1 AND chrgitm_type = ?2", error);
  gint64 n = 0;

  if (row == NULL || !qz_statement_bind (row, error, "tt", setl_id, chrgitm_type)
      || !qz_statement_get_number (row, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

gint64
qz_nl_import_put_deduction (QzAct *act, const QzOrigin *origin, const QzNlDeductionRow *deduction,
                            GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "nl_deduction", error);

  if (writer == NULL)
    return 0;
  if (origin != NULL)
    write_origin (writer, origin);
  else
    {
      qz_table_writer_null (writer);
      qz_table_writer_int (writer, 0);
    }
  qz_table_writer_int (writer, deduction->claim_id);
  qz_table_writer_text (writer, deduction->setl_id);
  qz_table_writer_int (writer, deduction->period);
  qz_table_writer_int (writer, deduction->orig_period);
  qz_table_writer_int (writer, deduction->amount_fen);
  qz_table_writer_text (writer, deduction->reason);
  write_day (writer, deduction->confirmed_day);
  if (deduction->inspection_id != 0)
    qz_table_writer_int (writer, deduction->inspection_id);
  else
    qz_table_writer_null (writer);
  return qz_table_writer_end_row (writer, error);
}

GHashTable *
qz_nl_import_load_refunds (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT refd_setl_id, min (id), sum (fund_pay_fen), sum (acct_fen) FROM claim"
      " WHERE refund = 1 AND refd_setl_id IS NOT NULL GROUP BY refd_setl_id",
      error);
  g_autoptr (GHashTable) refunds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzNlRefunds found = { qz_statement_get_int (rows, 1), qz_statement_get_int (rows, 2),
                                  qz_statement_get_int (rows, 3) };

      g_hash_table_insert (refunds, g_strdup (qz_statement_get_text (rows, 0)),
                           g_memdup2 (&found, sizeof found));
    }
  if (failure == NULL)
    return g_steal_pointer (&refunds);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

char *
qz_nl_import_dup_manager (QzStore *store, gint64 provider_id, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT managed_by FROM provider_fact WHERE provider_id = ?1 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char *code;

  if (row == NULL || !qz_statement_bind (row, error, "i", provider_id)
      || !qz_statement_step_once (row, &has_row, error))
    return NULL;
  code = g_strdup (has_row ? qz_statement_get_text (row, 0) : "");
  if (has_row)
    qz_statement_reset (row);
  return code;
}

GHashTable *
qz_nl_import_load_managers (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT provider_id, managed_by FROM provider_fact WHERE id IN (SELECT max (id)"
      " FROM provider_fact GROUP BY provider_id)",
      error);
  g_autoptr (GHashTable) managers =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      gint64 *id = g_new (gint64, 1);

      *id = qz_statement_get_int (rows, 0);
      g_hash_table_insert (managers, id, g_strdup (qz_statement_get_text (rows, 1)));
    }
  if (failure == NULL)
    return g_steal_pointer (&managers);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
