/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims of care away from home, what they were matched to, and which referrals that used up. */
#include "qz-registration-repo.h"

/* Inpatient settlements by the national list of med_type (NL-8, NL-10c). */
#define IS_INPATIENT(column) \
  "(substr (" column ", 1, 1) = '2' OR substr (" column ", 1, 2) IN ('52', '92'))"

static void
free_case (gpointer data)
{
  QzRegistrationCase *self = data;

  g_free (self->setl_id);
  g_free (self->time);
  g_free (self->insured_area);
  g_free (self->psn_no);
  g_free (self->certno);
  g_free (self->hospital_code);
  g_free (self->hospital_area);
  g_free (self->managed_by);
  g_free (self->refunded);
  g_free (self);
}

static char *
dup_text (QzStatement *row, int column)
{
  const char *text = qz_statement_get_text (row, column);

  return g_strdup (text != NULL ? text : "");
}

static QzRegistrationCase *
read_case (QzStatement *row)
{
  QzRegistrationCase *self = g_new0 (QzRegistrationCase, 1);

  self->claim_id = qz_statement_get_int (row, 0);
  self->item_id = qz_statement_get_int (row, 1);
  self->import_id = qz_statement_get_int (row, 2);
  self->setl_id = dup_text (row, 3);
  self->time = dup_text (row, 4);
  self->insured_area = dup_text (row, 5);
  self->psn_no = dup_text (row, 6);
  self->certno = dup_text (row, 7);
  self->hospital_code = dup_text (row, 8);
  self->hospital_area = dup_text (row, 9);
  self->managed_by = dup_text (row, 10);
  self->refunded = dup_text (row, 11);
  self->is_inpatient = qz_statement_get_int (row, 12) != 0;
  self->is_refund = qz_statement_get_int (row, 13) != 0;
  self->scope = qz_statement_get_int (row, 14) != 0 ? QZ_NL_CROSS_PROV : QZ_NL_IN_PROV;
  if (!qz_insurance_parse (qz_statement_get_text (row, 15), &self->insurance))
    g_assert_not_reached (); /* the table checks it */
  return self;
}

static GPtrArray *
list_cases (QzStatement *rows, gint64 first_id, gint64 last_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_case);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "ii", first_id, last_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (list, read_case (rows));
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
qz_registration_repo_list_claims (QzStore *store, gint64 first_id, gint64 last_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.id, 0, c.import_id, c.setl_id, c.setl_time, c.insu_admdvs, c.psn_no, c.certno,"
      " p.code, f.area, f.managed_by, iif (c.refund, c.refd_setl_id, ''),"
      " " IS_INPATIENT ("c.med_type") ", c.refund, 0, c.insurance FROM claim c JOIN provider p"
      "  ON p.id = c.provider_id JOIN provider_fact f ON f.id = (SELECT max (id)"
      "  FROM provider_fact WHERE provider_id = c.provider_id)"
      " WHERE c.id BETWEEN ?1 AND ?2 AND c.pay_loc IN ('3', '4') ORDER BY c.setl_time, c.id",
      error);

  return list_cases (rows, first_id, last_id, error);
}

/* NL-26: all of them are inpatient; a refund has negative fees and says nothing else. */
GPtrArray *
qz_registration_repo_list_items (QzStore *store, gint64 first_id, gint64 last_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT 0, id, import_id, setl_id, discharge_day, insu_admdvs, psn_no, '', hospital_code,"
      " treat_area, '', '', 1, medfee_fen < 0, 1, insurance FROM national_item"
      " WHERE id BETWEEN ?1 AND ?2"
      " AND kind = 'pay' ORDER BY discharge_day, id",
      error);

  return list_cases (rows, first_id, last_id, error);
}

static void
write_id (QzTableWriter *writer, gint64 id)
{
  if (id != 0)
    qz_table_writer_int (writer, id);
  else
    qz_table_writer_null (writer);
}

gboolean
qz_registration_repo_put_match (QzAct *act, const QzRegistrationCase *what,
                                gint64 registration_id, const char *result, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "claim_registration", error);

  if (writer == NULL)
    return FALSE;
  write_id (writer, what->claim_id);
  write_id (writer, what->item_id);
  qz_table_writer_int (writer, what->import_id);
  write_id (writer, registration_id);
  qz_table_writer_text (writer, result);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_registration_repo_find_match (QzStore *store, const char *setl_id, gint64 *out_registration,
                                 const char **out_result, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT m.registration_id, m.result FROM claim_registration m WHERE m.claim_id ="
      "  (SELECT id FROM claim WHERE setl_id = ?1)"
      " UNION ALL SELECT m.registration_id, m.result FROM claim_registration m WHERE m.item_id IN"
      "  (SELECT id FROM national_item WHERE setl_id = ?1 AND kind = 'pay') LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out_registration = 0;
  *out_result = NULL;
  if (row == NULL || !qz_statement_bind (row, error, "t", setl_id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out_registration = qz_statement_get_int (row, 0);
  *out_result = g_intern_string (qz_statement_get_text (row, 1));
  qz_statement_reset (row);
  return TRUE;
}

/* ── used up or not ─────────────────────────────────────────────────────────────────────────── */

static void
free_use (gpointer data)
{
  QzRegistrationUse *self = data;

  g_free (self->number);
  g_free (self->setl_id);
  g_free (self->time);
  g_free (self->insured_area);
  g_free (self);
}

GPtrArray *
qz_registration_repo_list_used (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH u AS (SELECT m.registration_id AS r, c.setl_id AS s, c.setl_time AS t"
      "   FROM claim_registration m JOIN claim c ON c.id = m.claim_id WHERE m.result = 'MATCHED'"
      "    AND c.refund = 0 AND " IS_INPATIENT ("c.med_type") " AND m.registration_id IN"
      "    (SELECT g.id FROM registration g JOIN registration_state x ON x.registration_id = g.id"
      "     WHERE g.kind = 'REFERRAL' AND x.state = 'VALID')"
      "  UNION ALL SELECT m.registration_id, i.setl_id, i.discharge_day"
      "   FROM claim_registration m JOIN national_item i ON i.id = m.item_id"
      "   WHERE m.result = 'MATCHED' AND i.medfee_fen >= 0)"
      " SELECT u.r, g.number, u.s, min (u.t), g.insured_area FROM u"
      "  JOIN registration g ON g.id = u.r JOIN registration_state x ON x.registration_id = u.r"
      "  WHERE g.kind = 'REFERRAL' AND x.state = 'VALID' GROUP BY u.r ORDER BY min (u.t), u.r",
      error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_use);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzRegistrationUse *use = g_new0 (QzRegistrationUse, 1);

      use->registration_id = qz_statement_get_int (rows, 0);
      use->number = dup_text (rows, 1);
      use->setl_id = dup_text (rows, 2);
      use->time = dup_text (rows, 3);
      use->insured_area = dup_text (rows, 4);
      g_ptr_array_add (list, use);
    }
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_registration_repo_is_used (QzStore *store, gint64 registration_id, gboolean *out,
                              GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count(*) FROM claim_registration WHERE registration_id = ?1 AND result = 'MATCHED'",
      error);
  gint64 n = 0;

  if (row == NULL || !qz_statement_bind (row, error, "i", registration_id)
      || !qz_statement_get_number (row, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}
