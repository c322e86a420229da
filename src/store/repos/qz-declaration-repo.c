/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-declaration-repo.h"

static QzTableWriter *
begin_row (QzAct *act, const char *table, const QzOrigin *origin, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, table, error);

  if (writer == NULL)
    return NULL;
  qz_table_writer_int (writer, origin->import_id);
  qz_table_writer_int (writer, (gint64) origin->line_no);
  return writer;
}

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text);
}

gint64
qz_declaration_repo_put (QzAct *act, const QzOrigin *origin, const QzDeclaration *declaration,
                         GError **error)
{
  QzTableWriter *writer = begin_row (act, "declaration", origin, error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, declaration->provider_id);
  qz_table_writer_text (writer, qz_insurance_to_text (declaration->insurance));
  qz_table_writer_int (writer, declaration->period);
  qz_table_writer_int (writer, declaration->n_visits);
  qz_table_writer_int (writer, declaration->medfee_fen);
  qz_table_writer_int (writer, declaration->declared_fen);
  write_day (writer, declaration->cutoff_day);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_declaration_repo_put_deduction (QzAct *act, const QzOrigin *origin, const QzDeduction *deduction,
                                   GError **error)
{
  QzTableWriter *writer = begin_row (act, "deduction", origin, error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, deduction->provider_id);
  qz_table_writer_text (writer, qz_insurance_to_text (deduction->insurance));
  qz_table_writer_int (writer, deduction->period);
  qz_table_writer_text (writer, deduction->kind);
  qz_table_writer_int (writer, deduction->amount_fen);
  qz_table_writer_text (writer, deduction->setl_id);
  qz_table_writer_text (writer, deduction->reason);
  write_day (writer, deduction->confirmed_day);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_declaration_repo_put_spending (QzAct *act, const QzOrigin *origin, gint64 provider_id,
                                  QzInsurance insurance, int year, QzFen amount_fen, GError **error)
{
  QzTableWriter *writer = begin_row (act, "spending", origin, error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, provider_id);
  qz_table_writer_text (writer, qz_insurance_to_text (insurance));
  qz_table_writer_int (writer, year);
  qz_table_writer_int (writer, amount_fen);
  return qz_table_writer_end_row (writer, error);
}

/* Reads line and file name from a bound statement that may find nothing. */
static gboolean
read_place (QzStatement *statement, QzPlace *out, GError **error)
{
  GError *reason = NULL;

  *out = (QzPlace) { 0 };
  if (qz_statement_step (statement, &reason))
    {
      out->line_no = (guint64) qz_statement_get_int (statement, 0);
      out->file_name = g_strdup (qz_statement_get_text (statement, 1));
      qz_statement_reset (statement);
      return TRUE;
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return reason == NULL;
}

gboolean
qz_declaration_repo_find (QzStore *store, gint64 provider_id, QzInsurance insurance,
                          QzPeriod period, QzPlace *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT d.line_no, f.file_name FROM declaration d JOIN import_file f ON f.id = d.import_id"
      " WHERE d.provider_id = ?1 AND d.insurance = ?2 AND d.period = ?3",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "iti", provider_id,
                               qz_insurance_to_text (insurance), (gint64) period)
         && read_place (statement, out, error);
}

gboolean
qz_declaration_repo_find_spending (QzStore *store, gint64 provider_id, QzInsurance insurance,
                                   int year, QzPlace *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT s.line_no, f.file_name FROM spending s JOIN import_file f ON f.id = s.import_id"
      " WHERE s.provider_id = ?1 AND s.insurance = ?2 AND s.year = ?3",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "iti", provider_id,
                               qz_insurance_to_text (insurance), (gint64) year)
         && read_place (statement, out, error);
}

gboolean
qz_declaration_repo_find_deduction (QzStore *store, const QzDeduction *deduction, QzPlace *out,
                                    GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT d.line_no, f.file_name FROM deduction d JOIN import_file f ON f.id = d.import_id"
      " WHERE d.provider_id = ?1 AND d.insurance = ?2 AND d.period = ?3 AND d.kind = ?4"
      " AND d.amount_fen = ?5 AND d.setl_id IS ?6 AND d.reason = ?7 AND d.confirmed_day = ?8 LIMIT "
      "1",
      error);
  char day[11];

  qz_day_write (deduction->confirmed_day, day);
  return statement != NULL
         && qz_statement_bind (statement, error, "ititittt", deduction->provider_id,
                               qz_insurance_to_text (deduction->insurance),
                               (gint64) deduction->period, deduction->kind, deduction->amount_fen,
                               deduction->setl_id, deduction->reason, day)
         && read_place (statement, out, error);
}
