/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

/* ── events and states ──────────────────────────────────────────────────────────────────────── */

static gboolean
put_state (QzAct *act, const QzClearingEvent *event, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      qz_act_get_store (act),
      "INSERT INTO clearing_state (period, scope, stage, unit, state) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (period, scope, stage, unit) DO UPDATE SET state = ?5",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "itttt", (gint64) event->period,
                               qz_nl_scope_to_text (event->scope),
                               qz_clearing_stage_to_text (event->stage), event->unit, event->state)
         && qz_statement_run (statement, error);
}

gboolean
qz_clearing_repo_put_event (QzAct *act, const QzClearingEvent *event, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "clearing_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, event->period);
  qz_table_writer_text (writer, qz_nl_scope_to_text (event->scope));
  qz_table_writer_text (writer, event->unit);
  qz_table_writer_text (writer, qz_clearing_stage_to_text (event->stage));
  qz_table_writer_text (writer, event->state);
  qz_table_writer_text (writer, event->actor);
  qz_table_writer_text (writer, event->nominal_time);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, event->reason != NULL ? event->reason : "");
  return qz_table_writer_end_row (writer, error) != 0 && put_state (act, event, error);
}

const char *
qz_clearing_repo_get_state (QzStore *store, QzPeriod period, QzNlScope scope,
                            QzClearingStage stage, const char *unit, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT state FROM clearing_state WHERE period = ?1 AND scope = ?2 AND stage = ?3"
      " AND unit = ?4",
      error);
  gboolean has_row = FALSE;
  const char *state;

  if (row == NULL
      || !qz_statement_bind (row, error, "ittt", (gint64) period, qz_nl_scope_to_text (scope),
                             qz_clearing_stage_to_text (stage), unit)
      || !qz_statement_step_once (row, &has_row, error))
    return NULL;
  state = has_row ? g_intern_string (qz_statement_get_text (row, 0)) : "";
  qz_statement_reset (row);
  return state;
}

GHashTable *
qz_clearing_repo_load_states (QzStore *store, QzPeriod period, QzNlScope scope,
                              QzClearingStage stage, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT unit, state FROM clearing_state WHERE period = ?1 AND scope = ?2 AND stage = ?3",
      error);
  g_autoptr (GHashTable) states = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "itt", (gint64) period, qz_nl_scope_to_text (scope),
                             qz_clearing_stage_to_text (stage)))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_hash_table_insert (states, (gpointer) g_intern_string (qz_statement_get_text (rows, 0)),
                         (gpointer) g_intern_string (qz_statement_get_text (rows, 1)));
  if (failure == NULL)
    return g_steal_pointer (&states);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_clearing_repo_get_day (QzStore *store, QzPeriod period, QzNlScope scope, QzClearingStage stage,
                          const char *unit, QzDay *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT coalesce (nominal_time, business_time) FROM clearing_event WHERE period = ?1"
      " AND scope = ?2 AND stage = ?3 AND unit = ?4 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = QZ_DAY_NONE;
  if (row == NULL
      || !qz_statement_bind (row, error, "ittt", (gint64) period, qz_nl_scope_to_text (scope),
                             qz_clearing_stage_to_text (stage), unit)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      const char *text = qz_statement_get_text (row, 0);

      if (!qz_day_parse_plain (text, strlen (text), out))
        *out = QZ_DAY_NONE;
      qz_statement_reset (row);
    }
  return TRUE;
}

char *
qz_clearing_repo_dup_actor (QzStore *store, QzPeriod period, QzNlScope scope,
                            QzClearingStage stage, const char *unit, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT actor FROM clearing_event WHERE period = ?1 AND scope = ?2 AND stage = ?3"
      " AND unit = ?4 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char *actor;

  if (row == NULL
      || !qz_statement_bind (row, error, "ittt", (gint64) period, qz_nl_scope_to_text (scope),
                             qz_clearing_stage_to_text (stage), unit)
      || !qz_statement_step_once (row, &has_row, error))
    return NULL;
  actor = g_strdup (has_row ? qz_statement_get_text (row, 0) : "");
  if (has_row)
    qz_statement_reset (row);
  return actor;
}

gboolean
qz_clearing_repo_fill_events (QzStore *store, QzPeriod period, QzNlScope scope, const char *unit,
                              QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT business_time, coalesce (nominal_time, ''), stage, unit, state, actor, reason"
      " FROM clearing_event WHERE period = ?1 AND scope = ?2 AND unit IN (?3, '') ORDER BY id",
      error);

  return rows != NULL
         && qz_statement_bind (rows, error, "itt", (gint64) period, qz_nl_scope_to_text (scope),
                               unit)
         && qz_sheet_fill (sheet, rows, error);
}

GArray *
qz_clearing_repo_list_periods (QzStore *store, GError **error)
{
  /* Files know the days they span; a month in such a span may have claims. */
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH RECURSIVE f AS (SELECT first_day AS a, last_day AS z FROM import_file i"
      "  WHERE kind = 'claims' AND first_day IS NOT NULL AND NOT EXISTS (SELECT 1"
      "   FROM import_withdrawal w WHERE w.import_id = i.id)),"
      " m (day, z) AS (SELECT date (min (a), 'start of month'), max (z) FROM f WHERE a IS NOT NULL"
      "  UNION ALL SELECT date (day, '+1 month'), z FROM m WHERE date (day, '+1 month') <= z),"
      " p AS (SELECT CAST (strftime ('%Y%m', day) AS INTEGER) AS period FROM m"
      "  WHERE EXISTS (SELECT 1 FROM f WHERE f.a < date (m.day, '+1 month') AND f.z >= m.day)"
      "  UNION SELECT period FROM national_item UNION SELECT period FROM nl_deduction"
      "  UNION SELECT period FROM clearing_state)"
      " SELECT period FROM p WHERE period IS NOT NULL ORDER BY period",
      error);
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (QzPeriod));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzPeriod period = (QzPeriod) qz_statement_get_int (rows, 0);

      g_array_append_val (periods, period);
    }
  if (failure == NULL)
    return g_steal_pointer (&periods);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* ── lists ──────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_clearing_repo_get_list (QzStore *store, QzPeriod period, QzNlScope scope, QzClearingList *out,
                           GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT id, version, policy_pack_id, last_claim_id, last_item_id, last_deduction_id,"
      " first_row_id, last_row_id, receivable_fen, payable_fen FROM clearing_list"
      " WHERE period = ?1 AND scope = ?2 ORDER BY version DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = (QzClearingList) { .period = period, .scope = scope };
  if (row == NULL
      || !qz_statement_bind (row, error, "it", (gint64) period, qz_nl_scope_to_text (scope))
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->id = qz_statement_get_int (row, 0);
  out->version = (guint) qz_statement_get_int (row, 1);
  out->policy_pack_id = qz_statement_get_int (row, 2);
  out->last_claim_id = qz_statement_get_int (row, 3);
  out->last_item_id = qz_statement_get_int (row, 4);
  out->last_deduction_id = qz_statement_get_int (row, 5);
  out->first_row_id = qz_statement_get_int (row, 6);
  out->last_row_id = qz_statement_get_int (row, 7);
  out->receivable_fen = qz_statement_get_int (row, 8);
  out->payable_fen = qz_statement_get_int (row, 9);
  qz_statement_reset (row);
  return TRUE;
}

static gboolean
put_row (QzTableWriter *writer, gint64 list_id, QzClearingRow *row, GError **error)
{
  qz_table_writer_int (writer, list_id);
  qz_table_writer_text (writer, row->is_payable ? "P" : "R");
  qz_table_writer_int (writer, row->is_deduction);
  qz_table_writer_text (writer, row->treat_unit);
  qz_table_writer_text (writer, row->treat_agency);
  qz_table_writer_int (writer, row->provider_id);
  qz_table_writer_text (writer, row->insured_unit);
  qz_table_writer_text (writer, row->insured_agency);
  qz_table_writer_text (writer, row->other_province);
  qz_table_writer_text (writer, qz_insurance_to_text (row->insurance));
  qz_table_writer_int (writer, row->orig_period);
  qz_table_writer_text (writer, row->reason);
  qz_table_writer_int (writer, row->n_visits);
  qz_table_writer_int (writer, row->medfee_fen);
  for (guint i = 0; i < QZ_N_FC; i++)
    qz_table_writer_int (writer, row->parts[i]);
  qz_table_writer_int (writer, row->fund_fen);
  qz_table_writer_int (writer, row->acct_fen);
  qz_table_writer_int (writer, row->amount_fen);
  row->id = qz_table_writer_end_row (writer, error);
  return row->id != 0;
}

/* Net of deductions, by side. */
static gboolean
add_up (QzClearingList *list, const GArray *rows, GError **error)
{
  list->receivable_fen = 0;
  list->payable_fen = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);
      QzFen *sum = row->is_payable ? &list->payable_fen : &list->receivable_fen;

      if (!qz_fen_accumulate (sum, row->is_deduction ? -row->amount_fen : row->amount_fen, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
qz_clearing_repo_put_list (QzAct *act, QzClearingList *list, GArray *rows, GError **error)
{
  QzTableWriter *lists = qz_act_get_writer (act, "clearing_list", error);
  QzTableWriter *writer = lists != NULL ? qz_act_get_writer (act, "clearing_row", error) : NULL;
  QzClearingList last;

  if (writer == NULL
      || !qz_clearing_repo_get_list (qz_act_get_store (act), list->period, list->scope, &last,
                                     error)
      || !add_up (list, rows, error))
    return FALSE;
  list->version = last.version + 1;
  list->first_row_id = rows->len > 0 ? qz_table_writer_get_next_id (writer) : 0;
  list->last_row_id = rows->len > 0 ? list->first_row_id + rows->len - 1 : 0;
  qz_table_writer_int (lists, list->period);
  qz_table_writer_text (lists, qz_nl_scope_to_text (list->scope));
  qz_table_writer_int (lists, list->version);
  qz_table_writer_int (lists, list->policy_pack_id);
  qz_table_writer_int (lists, list->last_claim_id);
  qz_table_writer_int (lists, list->last_item_id);
  qz_table_writer_int (lists, list->last_deduction_id);
  qz_table_writer_int (lists, list->first_row_id);
  qz_table_writer_int (lists, list->last_row_id);
  qz_table_writer_int (lists, list->receivable_fen);
  qz_table_writer_int (lists, list->payable_fen);
  list->id = qz_table_writer_end_row (lists, error);
  for (guint i = 0; list->id != 0 && i < rows->len; i++)
    if (!put_row (writer, list->id, &g_array_index (rows, QzClearingRow, i), error))
      return FALSE;
  return list->id != 0;
}

static void
read_row (QzStatement *row, QzClearingRow *out)
{
  out->id = qz_statement_get_int (row, 0);
  out->is_payable = qz_statement_get_text (row, 1)[0] == 'P';
  out->is_deduction = qz_statement_get_int (row, 2) != 0;
  out->treat_unit = qz_statement_get_interned (row, 3);
  out->treat_agency = qz_statement_get_interned (row, 4);
  out->provider_id = qz_statement_get_int (row, 5);
  out->insured_unit = qz_statement_get_interned (row, 6);
  out->insured_agency = qz_statement_get_interned (row, 7);
  out->other_province = qz_statement_get_interned (row, 8);
  out->insurance = qz_statement_get_text (row, 9)[0] == 'E' ? QZ_INS_EMP : QZ_INS_RES;
  out->orig_period = (QzPeriod) qz_statement_get_int (row, 10);
  out->reason = qz_statement_get_interned (row, 11);
  out->n_visits = qz_statement_get_int (row, 12);
  out->medfee_fen = qz_statement_get_int (row, 13);
  for (int i = 0; i < QZ_N_FC; i++)
    out->parts[i] = qz_statement_get_int (row, 14 + i);
  out->fund_fen = qz_statement_get_int (row, 14 + QZ_N_FC);
  out->acct_fen = qz_statement_get_int (row, 15 + QZ_N_FC);
  out->amount_fen = qz_statement_get_int (row, 16 + QZ_N_FC);
}

GArray *
qz_clearing_repo_load_rows (QzStore *store, const QzClearingList *list, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT id, side, is_deduction, treat_unit, treat_agency, provider_id, insured_unit,"
      " insured_agency, other_province, insurance, orig_period, reason, n_visits, medfee_fen,"
      " pool_fen, big_fen, cvlserv_fen, maf_fen, other_fen, fund_fen, acct_fen, amount_fen"
      " FROM clearing_row WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
      error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (QzClearingRow));
  g_autoptr (GError) failure = NULL;
  QzClearingRow row;

  if (rows == NULL || !qz_statement_bind (rows, error, "ii", list->first_row_id, list->last_row_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      read_row (rows, &row);
      g_array_append_val (found, row);
    }
  if (failure == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* ── what the forms need beside ─────────────────────────────────────────────────────────────── */

void
qz_nl_account_clear (QzNlAccount *self)
{
  g_clear_pointer (&self->account_name, g_free);
  g_clear_pointer (&self->account_no, g_free);
  g_clear_pointer (&self->bank_name, g_free);
}

gboolean
qz_clearing_repo_get_account (QzStore *store, const char *code, const char *kind,
                              QzNlAccount *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT account_name, account_no, bank_name FROM bank_account WHERE owner_kind = 'agency'"
      " AND owner_code = ?1 AND account_kind = ?2 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = (QzNlAccount) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "tt", code, kind)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  out->account_name = g_strdup (has_row ? qz_statement_get_text (row, 0) : "");
  out->account_no = g_strdup (has_row ? qz_statement_get_text (row, 1) : "");
  out->bank_name = g_strdup (has_row ? qz_statement_get_text (row, 2) : "");
  if (has_row)
    qz_statement_reset (row);
  return TRUE;
}

static void
free_provider (gpointer data)
{
  QzNlProvider *provider = data;

  g_free (provider->code);
  g_free (provider->name);
  g_free (provider->level);
  g_free (provider->managed_by);
  g_free (provider);
}

GHashTable *
qz_clearing_repo_load_providers (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT p.id, p.code, f.name, coalesce (f.level, ''), f.managed_by FROM provider p"
      " JOIN provider_fact f ON f.id = (SELECT max (id) FROM provider_fact"
      " WHERE provider_id = p.id)",
      error);
  g_autoptr (GHashTable) providers =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_provider);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzNlProvider *provider = g_new0 (QzNlProvider, 1);

      provider->id = qz_statement_get_int (rows, 0);
      provider->code = g_strdup (qz_statement_get_text (rows, 1));
      provider->name = g_strdup (qz_statement_get_text (rows, 2));
      provider->level = g_strdup (qz_statement_get_text (rows, 3));
      provider->managed_by = g_strdup (qz_statement_get_text (rows, 4));
      g_hash_table_insert (providers, &provider->id, provider);
    }
  if (failure == NULL)
    return g_steal_pointer (&providers);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_clearing_repo_get_deposit (QzStore *store, const char *unit, QzNlScope scope,
                              gboolean *out_found, QzFen *out_quota, QzFen *out_balance,
                              GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT (SELECT quota_fen FROM deposit_quota WHERE unit = ?1 AND scope = ?2"
      " ORDER BY id DESC LIMIT 1), (SELECT balance_fen FROM deposit_balance WHERE unit = ?1"
      " AND scope = ?2)",
      error);
  gboolean has_row = FALSE;

  *out_found = FALSE;
  *out_quota = *out_balance = 0;
  if (row == NULL || !qz_statement_bind (row, error, "tt", unit, qz_nl_scope_to_text (scope))
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out_found = !qz_statement_is_null (row, 0) || !qz_statement_is_null (row, 1);
  *out_quota = qz_statement_get_int (row, 0);
  *out_balance = qz_statement_get_int (row, 1);
  qz_statement_reset (row);
  return TRUE;
}
