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
    "SELECT 0, n.number, n.form, '', n.scope, n.period, n.unit, NULL, NULL, n.day, n.due_day,"
    " (SELECT min (substr (e.business_time, 1, 10)) FROM notice_event e"
    "   WHERE e.notice_id = n.id AND e.state IN ('PAID', 'CLOSED'))"
    " FROM notice n JOIN notice_state s ON s.notice_id = n.id"
    " WHERE n.form IN ('F-NL-2-1', 'F-NL-2-2', 'F-NL-2-3') AND n.due_day IS NOT NULL"
    "  AND s.state <> 'WITHDRAWN'"
    " UNION ALL SELECT 1, t.number, NULL, t.leg, t.scope, t.period, t.payer, t.payee, t.base_event,"
    "  coalesce ((SELECT e.day FROM transfer_event e WHERE e.transfer_id = t.id"
    "    AND e.act = 'due' ORDER BY e.id DESC LIMIT 1), t.base_day), s.due_day,"
    "  CASE WHEN s.received_fen >= t.amount_fen THEN s.last_received END"
    " FROM transfer t JOIN transfer_state s ON s.transfer_id = t.id"
    " WHERE s.due_day IS NOT NULL AND t.leg IN ('D1', 'D2', 'D3', 'U1', 'U2', 'U3', 'U4')"
    "  AND NOT EXISTS (SELECT 1 FROM transfer_event e WHERE e.transfer_id = t.id"
    "    AND e.act = 'cancel')"
    /* Hospitals: done on the day on which the document was paid. */
    " UNION ALL SELECT 2, t.number, NULL, t.leg, t.scope, t.period, t.payee, NULL, NULL,"
    "  s.last_received, NULL, (SELECT max (substr (e.business_time, 1, 10))"
    "    FROM transfer_document x JOIN document_state d ON d.document_id = x.document_id"
    "     AND d.state = 'paid' JOIN document_event e ON e.document_id = x.document_id"
    "     AND e.state = 'paid' WHERE x.transfer_id = t.id)"
    "  FROM transfer t JOIN transfer_state s ON s.transfer_id = t.id"
    "  WHERE t.leg IN ('D2', 'D3') AND t.payee_account = 'acc_out'"
    "   AND s.received_fen >= t.amount_fen"
    " UNION ALL SELECT 3, substr (t.period, 1, 4) || '-' || substr (t.period, 5), NULL, 'D1',"
    "  'cross_prov', t.period, max (iif (t.leg = 'D1', t.payer, t.payee)), NULL, NULL,"
    "  max (s.last_received), NULL, NULL"
    "  FROM transfer t JOIN transfer_state s ON s.transfer_id = t.id"
    "  WHERE t.scope = 'cross_prov' AND t.leg IN ('D1', 'U4')"
    "  GROUP BY t.period HAVING min (s.received_fen >= t.amount_fen)"
    " ORDER BY 2, 1";

static const char papers_sql[] =
    "SELECT t.leg, t.scope, t.period, t.payer, sum (t.amount_fen),"
    " (SELECT max (substr (e.business_time, 1, 10)) FROM clearing_event e"
    "   WHERE e.period = t.period AND e.scope = t.scope AND e.stage = 'publish' AND e.unit = '')"
    " FROM transfer t JOIN transfer_state s ON s.transfer_id = t.id"
    " WHERE t.leg IN ('D1', 'U1') AND s.due_day IS NULL AND s.received_fen < t.amount_fen"
    " GROUP BY t.period, t.scope, t.leg, t.payer";

/* Files tell which days they hold, so that those of other months are not looked at. */
static const char uploads_sql[] =
    "SELECT substr (c.setl_time, 1, 10) AS day, sum (u.id IS NULL), max (u.day)"
    " FROM import_file f JOIN claim c ON c.id BETWEEN f.first_id AND f.last_id"
    " LEFT JOIN national_upload u ON u.claim_id = c.id"
    " WHERE f.kind = 'claims' AND f.last_day >= ?1 AND f.first_id > 0 AND c.pay_loc = '4'"
    "  AND c.setl_time >= ?1"
    "  AND NOT EXISTS (SELECT 1 FROM import_withdrawal w WHERE w.import_id = f.id)"
    " GROUP BY 1 ORDER BY 1";

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
  item->kind = (QzNlMoneyKind) qz_statement_get_int (statement, 0);
  item->number = g_strdup (qz_statement_get_text (statement, 1));
  item->form = g_strdup (qz_statement_get_text (statement, 2));
  item->leg = QZ_N_LEGS;
  if (item->form == NULL && !qz_leg_parse (qz_statement_get_text (statement, 3), &item->leg))
    item->leg = QZ_N_LEGS;
  item->scope = qz_nl_scope_parse (qz_statement_get_text (statement, 4), &scope) ? (int) scope : -1;
  item->period = (QzPeriod) qz_statement_get_int (statement, 5);
  item->payer = g_strdup (qz_statement_get_text (statement, 6));
  item->payee = g_strdup (qz_statement_get_text (statement, 7));
  item->base_event = g_strdup (qz_statement_get_text (statement, 8));
  return read_day (statement, 9, &item->base, error) && read_day (statement, 10, &item->due, error)
         && read_day (statement, 11, &item->met, error);
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

void
qz_nl_agenda_papers_free (QzNlAgendaPapers *self)
{
  g_free (self->payer);
  g_free (self);
}

static gboolean
read_papers (QzStatement *statement, GPtrArray *papers, GError **error)
{
  QzNlAgendaPapers *item = g_new0 (QzNlAgendaPapers, 1);

  g_ptr_array_add (papers, item);
  item->period = (QzPeriod) qz_statement_get_int (statement, 2);
  item->payer = g_strdup (qz_statement_get_text (statement, 3));
  item->amount_fen = qz_statement_get_int (statement, 4);
  /* The schema has no others. */
  if (!qz_leg_parse (qz_statement_get_text (statement, 0), &item->leg)
      || !qz_nl_scope_parse (qz_statement_get_text (statement, 1), &item->scope))
    g_assert_not_reached ();
  return read_day (statement, 5, &item->since, error);
}

GPtrArray *
qz_nl_agenda_repo_get_papers (QzStore *store, GError **error)
{
  g_autoptr (GPtrArray) papers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_nl_agenda_papers_free);
  g_autoptr (GError) failure = NULL;
  QzStatement *rows = qz_store_prepare (store, papers_sql, error);

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (failure == NULL && qz_statement_step (rows, &failure))
    if (!read_papers (rows, papers, &failure))
      qz_statement_reset (rows);
  if (failure == NULL)
    return g_steal_pointer (&papers);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GArray *
qz_nl_agenda_repo_get_uploads (QzStore *store, QzDay from, GError **error)
{
  g_autoptr (GArray) uploads = g_array_new (FALSE, FALSE, sizeof (QzNlAgendaUpload));
  g_autoptr (GError) failure = NULL;
  g_autofree char *first = qz_day_format (from);
  QzStatement *rows = qz_store_prepare (store, uploads_sql, error);

  if (rows == NULL || !qz_statement_bind (rows, error, "t", first))
    return NULL;
  while (failure == NULL && qz_statement_step (rows, &failure))
    {
      QzNlAgendaUpload upload = { .n_open = (guint) qz_statement_get_int (rows, 1) };

      if (read_day (rows, 0, &upload.day, &failure) && read_day (rows, 2, &upload.last, &failure))
        g_array_append_val (uploads, upload);
      else
        qz_statement_reset (rows);
    }
  if (failure == NULL)
    return g_steal_pointer (&uploads);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
