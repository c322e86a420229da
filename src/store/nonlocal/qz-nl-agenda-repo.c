/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-agenda-repo.h"

static const char stages_sql[] =
    "SELECT period, scope, stage, sum (done), sum (open), max (day) FROM ("
    /* What the province does as a whole is done once it happened; units count one by one. */
    " SELECT period, scope, stage,"
    "  CASE stage WHEN 'audit' THEN state IN ('AUDITED', 'AUTO_AUDITED')"
    "   WHEN 'confirm' THEN state LIKE '%CONFIRMED%' ELSE 1 END AS done, 0 AS open,"
    "  (SELECT max (substr (e.business_time, 1, 10)) FROM clearing_event e"
    "    WHERE e.period = s.period AND e.scope = s.scope AND e.stage = s.stage"
    "     AND e.unit = s.unit) AS day"
    "  FROM clearing_state s WHERE stage <> 'mismatch'"
    " UNION ALL SELECT period, scope, 'mismatch', e.id IS NOT NULL, e.id IS NULL,"
    "  substr (e.business_time, 1, 10) FROM clearing_mismatch m"
    "  LEFT JOIN clearing_mismatch_event e ON e.mismatch_id = m.id)"
    " GROUP BY period, scope, stage";

/* Deposits (2-1, 2-2, 2-3), then the steps; a cancelled step is nobody's task. */
static const char money_sql[] =
    "SELECT n.number, n.form, '', n.scope, n.period, n.unit, NULL, NULL, n.day, n.due_day,"
    " (SELECT min (substr (e.business_time, 1, 10)) FROM notice_event e"
    "   WHERE e.notice_id = n.id AND e.state IN ('PAID', 'CLOSED'))"
    " FROM notice n JOIN notice_state s ON s.notice_id = n.id"
    " WHERE n.form IN ('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3') AND n.due_day IS NOT NULL"
    "  AND s.state <> 'WITHDRAWN'"
    " UNION ALL SELECT t.number, NULL, t.leg, t.scope, t.period, t.payer, t.payee, t.base_event,"
    "  coalesce ((SELECT e.day FROM transfer_event e WHERE e.transfer_id = t.id"
    "    AND e.act = 'due' ORDER BY e.id DESC LIMIT 1), t.base_day), s.due_day,"
    "  CASE WHEN s.received_fen >= t.amount_fen THEN s.last_received END"
    " FROM transfer t JOIN transfer_state s ON s.transfer_id = t.id"
    " WHERE s.due_day IS NOT NULL AND t.leg IN ('D1', 'D2', 'D3', 'U1', 'U2', 'U3', 'U4')"
    "  AND NOT EXISTS (SELECT 1 FROM transfer_event e WHERE e.transfer_id = t.id"
    "    AND e.act = 'cancel')"
    " ORDER BY 1";

void
qz_nl_agenda_money_free (QzNlAgendaMoney *self)
{
  g_free (self->number);
  g_free (self->form);
  g_free (self->payer);
  g_free (self->payee);
  g_free (self->base_event);
  g_free (self);
}

static gboolean
read_day (QzStatement *statement, guint column, QzDay *out, GError **error)
{
  const char *text = qz_statement_get_text (statement, column);

  *out = QZ_DAY_NONE;
  return text == NULL || *text == '\0' || qz_day_parse (text, out, error);
}

static gboolean
read_stage (QzStatement *statement, GArray *stages, GError **error)
{
  QzNlAgendaStage stage = { .period = (QzPeriod) qz_statement_get_int (statement, 0),
                            .n_done = (guint) qz_statement_get_int (statement, 3),
                            .n_open = (guint) qz_statement_get_int (statement, 4) };

  if (!qz_nl_scope_parse (qz_statement_get_text (statement, 1), &stage.scope)
      || !qz_clearing_stage_parse (qz_statement_get_text (statement, 2), &stage.stage))
    return TRUE; /* `book verify` tells */
  if (!read_day (statement, 5, &stage.last, error))
    return FALSE;
  g_array_append_val (stages, stage);
  return TRUE;
}

GArray *
qz_nl_agenda_repo_get_stages (QzStore *store, GError **error)
{
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (QzNlAgendaStage));
  g_autoptr (GError) failure = NULL;
  QzStatement *rows = qz_store_prepare (store, stages_sql, error);

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (failure == NULL && qz_statement_step (rows, &failure))
    if (!read_stage (rows, stages, &failure))
      qz_statement_reset (rows);
  if (failure == NULL)
    return g_steal_pointer (&stages);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
read_money (QzStatement *statement, GPtrArray *money, GError **error)
{
  QzNlAgendaMoney *item = g_new0 (QzNlAgendaMoney, 1);
  QzNlScope scope = QZ_NL_IN_PROV;

  g_ptr_array_add (money, item);
  item->number = g_strdup (qz_statement_get_text (statement, 0));
  item->form = g_strdup (qz_statement_get_text (statement, 1));
  item->leg = QZ_N_LEGS;
  if (item->form == NULL && !qz_leg_parse (qz_statement_get_text (statement, 2), &item->leg))
    item->leg = QZ_N_LEGS;
  item->scope = qz_nl_scope_parse (qz_statement_get_text (statement, 3), &scope) ? (int) scope : -1;
  item->period = (QzPeriod) qz_statement_get_int (statement, 4);
  item->payer = g_strdup (qz_statement_get_text (statement, 5));
  item->payee = g_strdup (qz_statement_get_text (statement, 6));
  item->base_event = g_strdup (qz_statement_get_text (statement, 7));
  return read_day (statement, 8, &item->base, error) && read_day (statement, 9, &item->due, error)
         && read_day (statement, 10, &item->met, error);
}

GPtrArray *
qz_nl_agenda_repo_get_money (QzStore *store, GError **error)
{
  g_autoptr (GPtrArray) money =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_nl_agenda_money_free);
  g_autoptr (GError) failure = NULL;
  QzStatement *rows = qz_store_prepare (store, money_sql, error);

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (failure == NULL && qz_statement_step (rows, &failure))
    if (!read_money (rows, money, &failure))
      qz_statement_reset (rows);
  if (failure == NULL)
    return g_steal_pointer (&money);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
