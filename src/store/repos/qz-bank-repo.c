/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-bank-repo.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-sheet-fill.h"

void
qz_open_payment_free (QzOpenPayment *self)
{
  g_free (self->document);
  g_free (self->provider_code);
  g_free (self->provider_name);
  g_free (self->provider_status);
  g_free (self->pay_key);
  g_free (self->payee_account);
  g_free (self->payee_name);
  g_free (self->bank_no);
  g_free (self->bank_name);
  g_free (self);
}

void
qz_bank_batch_free (QzBankBatch *self)
{
  g_free (self->number);
  g_free (self->biz_type);
  g_free (self->payer_account);
  g_free (self->payer_name);
  g_free (self->state);
  g_free (self);
}

void
qz_bank_line_free (QzBankLine *self)
{
  g_free (self->pay_key);
  g_free (self->payee_account);
  g_free (self->payee_name);
  g_free (self->bank_no);
  g_free (self->bank_name);
  g_free (self->purpose);
  g_free (self->status);
  g_free (self);
}

static void
open_payment_free_cb (gpointer data)
{
  qz_open_payment_free (data);
}

static void
bank_line_free_cb (gpointer data)
{
  qz_bank_line_free (data);
}

static char *
dup_text (QzStatement *statement, int column)
{
  const char *text = qz_statement_get_text (statement, column);
  return g_strdup (text != NULL ? text : "");
}

static QzDay
get_day (QzStatement *statement, int column)
{
  const char *text = qz_statement_get_text (statement, column);
  QzDay day = QZ_DAY_NONE;

  if (text == NULL || !qz_day_parse_plain (text, 10, &day))
    return QZ_DAY_NONE;
  return day;
}

static QzOpenPayment *
read_open (QzStatement *st)
{
  QzOpenPayment *payment = g_new0 (QzOpenPayment, 1);

  payment->document_id = qz_statement_get_int (st, 0);
  payment->document_line_id = qz_statement_get_int (st, 1);
  payment->document = dup_text (st, 2);
  payment->line_no = (guint) qz_statement_get_int (st, 3);
  payment->provider_id = qz_statement_get_int (st, 4);
  payment->provider_code = dup_text (st, 5);
  payment->provider_name = dup_text (st, 6);
  payment->provider_status = dup_text (st, 7);
  payment->pay_key = dup_text (st, 8);
  payment->period = (QzPeriod) qz_statement_get_int (st, 9);
  payment->business_day = get_day (st, 10);
  payment->amount_fen = qz_statement_get_int (st, 11);
  payment->attempt = (guint) qz_statement_get_int (st, 12) + 1;
  payment->payee_account_id = qz_statement_get_int (st, 13);
  payment->payee_account = dup_text (st, 14);
  payment->payee_name = dup_text (st, 15);
  payment->bank_no = dup_text (st, 16);
  payment->bank_name = dup_text (st, 17);
  return payment;
}

GPtrArray *
qz_bank_repo_list_open (QzStore *store, gint64 document_id, GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (open_payment_free_cb);
  g_autoptr (GError) local = NULL;
  /* The payee account: the newest row of the provider, one for this insurance before a common
   * one. */
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT d.id, l.id, d.number, l.line_no, l.provider_id, p.code, f.name, f.status, l.pay_key,"
      "       l.period, d.business_day, l.pay_fen,"
      "       (SELECT count(*) FROM bank_line x WHERE x.document_line_id = l.id),"
      "       coalesce(a.id, 0), a.account_no, a.account_name, a.bank_no, a.bank_name"
      "  FROM document_line l"
      "  JOIN document d ON d.id = l.document_id"
      "  JOIN provider p ON p.id = l.provider_id"
      "  LEFT JOIN provider_fact f ON f.id ="
      "       (SELECT max(id) FROM provider_fact WHERE provider_id = l.provider_id)"
      "  LEFT JOIN bank_account a ON a.id ="
      "       (SELECT b.id FROM bank_account b WHERE b.owner_kind = 'provider'"
      "           AND b.owner_code = p.code AND b.account_kind = 'provider'"
      "           AND (b.insurance = d.insurance OR b.insurance IS NULL)"
      "         ORDER BY b.insurance IS NULL, b.id DESC LIMIT 1)"
      " WHERE l.document_id = ?1 AND l.pay_fen > 0"
      "   AND NOT EXISTS (SELECT 1 FROM line_withdrawal w WHERE w.document_line_id = l.id)"
      "   AND NOT EXISTS (SELECT 1 FROM bank_line x"
      "         JOIN bank_batch_state bs ON bs.batch_id = x.batch_id"
      "         JOIN bank_line_state ls ON ls.bank_line_id = x.id"
      "        WHERE x.document_line_id = l.id AND bs.state <> 'failed'"
      "          AND ls.status NOT IN ('02', '03'))"
      " ORDER BY l.line_no",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", document_id))
    return NULL;
  while (qz_statement_step (st, &local))
    g_ptr_array_add (open, read_open (st));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&open);
}

gboolean
qz_bank_repo_find_living_key (QzStore *store, const char *pay_key, char **out_batch, GError **error)
{
  gboolean has_row = FALSE;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT b.number FROM bank_line x"
      "  JOIN bank_batch b ON b.id = x.batch_id"
      "  JOIN bank_batch_state bs ON bs.batch_id = x.batch_id"
      "  JOIN bank_line_state ls ON ls.bank_line_id = x.id"
      " WHERE x.pay_key = ?1 AND bs.state <> 'failed' AND ls.status NOT IN ('02', '03')",
      error);

  *out_batch = NULL;
  if (st == NULL || !qz_statement_bind (st, error, "t", pay_key))
    return FALSE;
  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    *out_batch = dup_text (st, 0);
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_bank_repo_find_payer (QzStore *store, const char *agency, QzInsurance insurance, gint64 *out_id,
                         GError **error)
{
  gboolean has_row = FALSE;
  /* SQ-4.1: one expenditure account per insurance; a common one only where no own one is kept. The
   * assistance fund has its special account (DT-9), never theirs. */
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT id FROM bank_account WHERE owner_kind = 'agency' AND owner_code = ?1"
      "   AND account_kind = iif (?2 = 'MAF', 'acc_maf', 'acc_out')"
      "   AND (insurance = ?2 OR insurance IS NULL)"
      " ORDER BY insurance IS NULL, id DESC LIMIT 1",
      error);

  *out_id = 0;
  if (st == NULL || !qz_statement_bind (st, error, "tt", agency, qz_insurance_to_text (insurance)))
    return FALSE;
  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    *out_id = qz_statement_get_int (st, 0);
  qz_statement_reset (st);
  return TRUE;
}

/* Runs "(id, text)" upserts of the state tables. */
static gboolean
put_state (QzAct *act, const char *sql, gint64 id, const char *state, GError **error)
{
  QzStatement *st = qz_store_prepare (qz_act_get_store (act), sql, error);

  return st != NULL && qz_statement_bind (st, error, "it", id, state)
         && qz_statement_run (st, error);
}

gboolean
qz_bank_repo_set_batch_state (QzAct *act, gint64 batch_id, const char *state, GError **error)
{
  return put_state (act,
                    "INSERT INTO bank_batch_state (batch_id, state) VALUES (?1, ?2)"
                    " ON CONFLICT (batch_id) DO UPDATE SET state = excluded.state",
                    batch_id, state, error);
}

static gboolean
set_line_status (QzAct *act, gint64 bank_line_id, const char *status, GError **error)
{
  return put_state (act,
                    "INSERT INTO bank_line_state (bank_line_id, status) VALUES (?1, ?2)"
                    " ON CONFLICT (bank_line_id) DO UPDATE SET status = excluded.status",
                    bank_line_id, status, error);
}

gboolean
qz_bank_repo_insert_batch (QzAct *act, QzBankBatch *batch, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "bank_batch", error);
  char day[11];

  if (writer == NULL)
    return FALSE;
  qz_day_write (batch->pay_day, day);
  qz_table_writer_text (writer, batch->number);
  qz_table_writer_text (writer, batch->biz_type);
  qz_table_writer_text (writer, qz_insurance_to_text (batch->insurance));
  qz_table_writer_int (writer, batch->payer_account_id);
  qz_table_writer_text (writer, day);
  qz_table_writer_int (writer, batch->n_lines);
  qz_table_writer_int (writer, batch->total_fen);
  batch->id = qz_table_writer_end_row (writer, error);
  return batch->id != 0 && qz_bank_repo_set_batch_state (act, batch->id, "made", error);
}

gboolean
qz_bank_repo_insert_line (QzAct *act, gint64 batch_id, guint line_no, const QzOpenPayment *payment,
                          const char *purpose, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "bank_line", error);
  gint64 id = 0;

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, batch_id);
  qz_table_writer_int (writer, line_no);
  qz_table_writer_int (writer, payment->document_line_id);
  qz_table_writer_text (writer, payment->pay_key);
  qz_table_writer_int (writer, payment->payee_account_id);
  qz_table_writer_int (writer, payment->amount_fen);
  qz_table_writer_text (writer, purpose);
  qz_table_writer_int (writer, payment->attempt);
  id = qz_table_writer_end_row (writer, error);
  return id != 0 && set_line_status (act, id, "", error);
}

QzBankBatch *
qz_bank_repo_find_batch (QzStore *store, const char *number, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (QzBankBatch) batch = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT b.id, b.number, b.biz_type, b.insurance, b.payer_account_id, a.account_no,"
      "       a.account_name, b.pay_day, b.n_lines, b.total_fen, s.state,"
      "       (SELECT substr(c.business_time, 1, 10) FROM change_range r"
      "          JOIN change_log c ON c.id = r.change_id WHERE r.table_name = 'bank_batch'"
      "           AND r.last_id >= b.id ORDER BY r.last_id LIMIT 1)"
      "  FROM bank_batch b JOIN bank_account a ON a.id = b.payer_account_id"
      "  JOIN bank_batch_state s ON s.batch_id = b.id WHERE b.number = ?1",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "t", number))
    return NULL;
  if (!qz_statement_step (st, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        qz_error_set (error, QZ_ERROR_INPUT, "no-such-batch",
                      _("There is no bank batch “%s” in this book set."), number);
      return NULL;
    }
  batch = g_new0 (QzBankBatch, 1);
  batch->id = qz_statement_get_int (st, 0);
  batch->number = dup_text (st, 1);
  batch->biz_type = dup_text (st, 2);
  batch->payer_account_id = qz_statement_get_int (st, 4);
  batch->payer_account = dup_text (st, 5);
  batch->payer_name = dup_text (st, 6);
  batch->pay_day = get_day (st, 7);
  batch->n_lines = (guint) qz_statement_get_int (st, 8);
  batch->total_fen = qz_statement_get_int (st, 9);
  batch->state = dup_text (st, 10);
  batch->made_on = get_day (st, 11);
  if (!qz_fund_parse (qz_statement_get_text (st, 3), &batch->insurance))
    g_return_val_if_reached (NULL);
  qz_statement_reset (st);
  return g_steal_pointer (&batch);
}

GPtrArray *
qz_bank_repo_list_unsent (QzStore *store, gint64 document_id, GError **error)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  QzStatement *st =
      qz_store_prepare (store,
                        "SELECT DISTINCT b.number FROM document_line l"
                        "  JOIN bank_line x ON x.document_line_id = l.id"
                        "  JOIN bank_batch b ON b.id = x.batch_id"
                        "  JOIN bank_batch_state s ON s.batch_id = b.id"
                        " WHERE l.document_id = ?1 AND s.state = 'made' ORDER BY b.id",
                        error);

  if (st == NULL || !qz_statement_bind (st, error, "i", document_id))
    return NULL;
  while (qz_statement_step (st, &local))
    g_ptr_array_add (numbers, dup_text (st, 0));
  if (local == NULL)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static QzBankLine *
read_line (QzStatement *st)
{
  QzBankLine *line = g_new0 (QzBankLine, 1);

  line->id = qz_statement_get_int (st, 0);
  line->line_no = (guint) qz_statement_get_int (st, 1);
  line->document_id = qz_statement_get_int (st, 2);
  line->document_line_id = qz_statement_get_int (st, 3);
  line->provider_id = qz_statement_get_int (st, 4);
  line->pay_key = dup_text (st, 5);
  line->payee_account = dup_text (st, 6);
  line->payee_name = dup_text (st, 7);
  line->bank_no = dup_text (st, 8);
  line->bank_name = dup_text (st, 9);
  line->amount_fen = qz_statement_get_int (st, 10);
  line->purpose = dup_text (st, 11);
  line->attempt = (guint) qz_statement_get_int (st, 12);
  line->status = dup_text (st, 13);
  return line;
}

GPtrArray *
qz_bank_repo_list_lines (QzStore *store, gint64 batch_id, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (bank_line_free_cb);
  g_autoptr (GError) local = NULL;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT x.id, x.line_no, l.document_id, l.id, l.provider_id, x.pay_key, a.account_no,"
      "       a.account_name, a.bank_no, a.bank_name, x.amount_fen, x.purpose, x.attempt, s.status"
      "  FROM bank_line x JOIN document_line l ON l.id = x.document_line_id"
      "  JOIN bank_account a ON a.id = x.payee_account_id"
      "  JOIN bank_line_state s ON s.bank_line_id = x.id"
      " WHERE x.batch_id = ?1 ORDER BY x.line_no",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", batch_id))
    return NULL;
  while (qz_statement_step (st, &local))
    g_ptr_array_add (lines, read_line (st));
  if (local == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gint64
qz_bank_repo_insert_file (QzAct *act, const QzBankFileRecord *file, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "bank_file", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, file->batch_id);
  qz_table_writer_text (writer, file->direction);
  qz_table_writer_text (writer, file->file_name);
  qz_table_writer_text (writer, file->digest);
  qz_table_writer_text (writer, file->file_status);
  qz_table_writer_text (writer, file->message);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_bank_repo_has_file (QzStore *store, const char *digest, gboolean *out, GError **error)
{
  g_autoptr (GError) local = NULL;
  QzStatement *st =
      qz_store_prepare (store, "SELECT 1 FROM bank_file WHERE direction = 'in' AND digest = ?1",
                        error);

  if (st == NULL || !qz_statement_bind (st, error, "t", digest))
    return FALSE;
  *out = qz_statement_step (st, &local);
  qz_statement_reset (st);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gint64
qz_bank_repo_insert_result (QzAct *act, gint64 bank_line_id, gint64 file_id,
                            const QzBankResult *result, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "bank_line_event", error);
  gint64 id = 0;

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, bank_line_id);
  qz_table_writer_int (writer, file_id);
  qz_table_writer_text (writer, result->status);
  qz_table_writer_text (writer, result->bank_code);
  qz_table_writer_text (writer, result->bank_message);
  qz_table_writer_text (writer, result->bank_serial);
  qz_table_writer_text (writer, result->trade_time);
  qz_table_writer_text (writer, result->receipt_no);
  id = qz_table_writer_end_row (writer, error);
  if (id == 0 || !set_line_status (act, bank_line_id, result->status, error))
    return 0;
  return id;
}

gboolean
qz_bank_repo_count_document (QzStore *store, gint64 document_id, QzPayCount *out, GError **error)
{
  gboolean has_row = FALSE;
  /* Each line stands as its best attempt does: paid, else open, else failed. */
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT count(*), coalesce(sum(best = 3), 0), coalesce(sum(best = 1), 0),"
      "       coalesce(sum(best = 2), 0),"
      "       (SELECT count(*) FROM document_line l JOIN line_withdrawal w"
      "            ON w.document_line_id = l.id WHERE l.document_id = ?1),"
      "       coalesce(sum(pay_fen) FILTER (WHERE best IS NOT 3), 0) FROM ("
      "  SELECT l.pay_fen, (SELECT max(CASE WHEN s.status = '00' THEN 3"
      "                          WHEN s.status IN ('02', '03') OR b.state = 'failed' THEN 1"
      "                          ELSE 2 END)"
      "            FROM bank_line x JOIN bank_line_state s ON s.bank_line_id = x.id"
      "            JOIN bank_batch_state b ON b.batch_id = x.batch_id"
      "           WHERE x.document_line_id = l.id) AS best"
      "    FROM document_line l WHERE l.document_id = ?1 AND l.pay_fen > 0"
      "     AND NOT EXISTS (SELECT 1 FROM line_withdrawal w WHERE w.document_line_id = l.id))",
      error);

  if (st == NULL || !qz_statement_bind (st, error, "i", document_id))
    return FALSE;
  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    {
      out->n_due = (guint) qz_statement_get_int (st, 0);
      out->n_paid = (guint) qz_statement_get_int (st, 1);
      out->n_failed = (guint) qz_statement_get_int (st, 2);
      out->n_open = (guint) qz_statement_get_int (st, 3);
      out->n_withdrawn = (guint) qz_statement_get_int (st, 4);
      out->unpaid_fen = qz_statement_get_int (st, 5);
    }
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_bank_repo_get_pay_day (QzStore *store, gint64 document_id, QzDay *out, GError **error)
{
  gboolean has_row = FALSE;
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT min(b.pay_day) FROM document_line l JOIN bank_line x ON x.document_line_id = l.id"
      "  JOIN bank_batch b ON b.id = x.batch_id"
      "  JOIN bank_batch_state s ON s.batch_id = b.id AND s.state <> 'failed'"
      " WHERE l.document_id = ?1",
      error);

  *out = QZ_DAY_NONE;
  if (st == NULL || !qz_statement_bind (st, error, "i", document_id))
    return FALSE;
  if (!qz_statement_step_once (st, &has_row, error))
    return FALSE;
  if (has_row)
    *out = get_day (st, 0);
  qz_statement_reset (st);
  return TRUE;
}

gboolean
qz_bank_repo_fill_batches (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT b.number, b.biz_type, b.insurance, b.pay_day, b.n_lines, b.total_fen, s.state,"
      "       (SELECT coalesce(sum(x.amount_fen), 0) FROM bank_line x"
      "          JOIN bank_line_state ls ON ls.bank_line_id = x.id"
      "         WHERE x.batch_id = b.id AND ls.status = '00')"
      "  FROM bank_batch b JOIN bank_batch_state s ON s.batch_id = b.id ORDER BY b.id DESC",
      error);

  return st != NULL && qz_sheet_fill (sheet, st, error);
}

gboolean
qz_bank_repo_fill_lines (QzStore *store, gint64 batch_id, QzSheet *sheet, GError **error)
{
  QzStatement *st = qz_store_prepare (
      store,
      "SELECT x.line_no, d.number, l.line_no, p.code, f.name, a.account_no, a.account_name, "
      "a.bank_no,       a.bank_name, x.amount_fen, x.purpose, x.attempt, s.status, e.bank_message,"
      "       e.bank_serial, e.trade_time, e.receipt_no, x.pay_key"
      "  FROM bank_line x JOIN document_line l ON l.id = x.document_line_id"
      "  JOIN document d ON d.id = l.document_id"
      "  JOIN provider p ON p.id = l.provider_id"
      "  LEFT JOIN provider_fact f ON f.id ="
      "       (SELECT max(id) FROM provider_fact WHERE provider_id = l.provider_id)"
      "  JOIN bank_account a ON a.id = x.payee_account_id"
      "  JOIN bank_line_state s ON s.bank_line_id = x.id"
      "  LEFT JOIN bank_line_event e ON e.id ="
      "       (SELECT max(id) FROM bank_line_event WHERE bank_line_id = x.id)"
      " WHERE x.batch_id = ?1 ORDER BY x.line_no",
      error);

  return st != NULL && qz_statement_bind (st, error, "i", batch_id)
         && qz_sheet_fill (sheet, st, error);
}
