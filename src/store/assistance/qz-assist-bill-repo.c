/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-bill-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

/* The columns of assist_bill in the order of the table. */
#define BILL                                                                                       \
  "SELECT b.id, b.import_id, b.line_no, b.setl_id, b.provider_id, b.insurance, b.insutype,"        \
  " b.med_type, b.setl_time, b.setl_type, b.pay_loc, b.county, b.refund, b.refd_setl_id,"          \
  " b.psn_no, b.psn_name, b.certno, b.begin_day, b.end_day, b.category, b.cross_area,"             \
  " b.cross_said, b.manual_reason, b.act_pay_dedc_fen, b.medfee_fen, b.fulamt_ownpay_fen,"         \
  " b.overlmt_selfpay_fen, b.preselfpay_fen, b.inscp_scp_fen, b.basic_fen, b.ci_fen,"              \
  " b.other_fen, b.maf_fen, b.fund_pay_fen, b.hosp_part_fen, b.psn_part_fen, b.acct_fen,"          \
  " b.psn_cash_fen FROM assist_bill b "
#define FIRST_AMOUNT 23
#define N_AMOUNTS    15

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text);
}

/* In the order of the columns; offsets, so that reading and writing cannot differ. */
static const gsize amounts[N_AMOUNTS] = {
  G_STRUCT_OFFSET (QzAssistBillRow, act_pay_dedc_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, medfee_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, fulamt_ownpay_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, overlmt_selfpay_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, preselfpay_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, inscp_scp_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, basic_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, ci_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, other_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, maf_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, fund_pay_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, hosp_part_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, psn_part_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, acct_fen),
  G_STRUCT_OFFSET (QzAssistBillRow, psn_cash_fen),
};

static void
write_person (QzTableWriter *writer, const QzAssistBillRow *row)
{
  qz_table_writer_text (writer, row->psn_no);
  qz_table_writer_text (writer, row->psn_name);
  qz_table_writer_text (writer, row->certno);
  write_day (writer, row->begin_day);
  write_day (writer, row->end_day);
  qz_table_writer_text (writer, qz_assist_category_to_text (row->category));
  qz_table_writer_int (writer, row->cross_area);
  if (row->cross_said >= 0)
    qz_table_writer_int (writer, row->cross_said);
  else
    qz_table_writer_null (writer);
  qz_table_writer_text (writer, row->manual_reason);
}

gint64
qz_assist_bill_repo_put (QzAct *act, const QzAssistBillRow *row, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_bill", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, row->import_id);
  qz_table_writer_int (writer, (gint64) row->line_no);
  qz_table_writer_text (writer, row->setl_id);
  qz_table_writer_int (writer, row->provider_id);
  qz_table_writer_text (writer, qz_insurance_to_text (row->insurance));
  qz_table_writer_text (writer, row->insutype);
  qz_table_writer_text (writer, row->med_type);
  qz_table_writer_text (writer, row->setl_time);
  qz_table_writer_text (writer, row->setl_type);
  qz_table_writer_text (writer, row->pay_loc);
  qz_table_writer_text (writer, row->county);
  qz_table_writer_int (writer, row->refund);
  qz_table_writer_text (writer, row->refd_setl_id);
  write_person (writer, row);
  for (guint i = 0; i < N_AMOUNTS; i++)
    qz_table_writer_int (writer, G_STRUCT_MEMBER (QzFen, row, amounts[i]));
  return qz_table_writer_end_row (writer, error);
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

static void
read_bill (QzStatement *st, QzAssistBillRow *row)
{
  row->id = qz_statement_get_int (st, 0);
  row->import_id = qz_statement_get_int (st, 1);
  row->line_no = (guint64) qz_statement_get_int (st, 2);
  row->setl_id = qz_statement_get_text (st, 3);
  row->provider_id = qz_statement_get_int (st, 4);
  row->insurance = qz_statement_get_text (st, 5)[0] == 'E' ? QZ_INS_EMP : QZ_INS_RES;
  row->insutype = qz_statement_get_text (st, 6);
  row->med_type = qz_statement_get_text (st, 7);
  row->setl_time = qz_statement_get_text (st, 8);
  row->settled = qz_statement_get_day (st, 8);
  row->setl_type = qz_statement_get_text (st, 9);
  row->pay_loc = qz_statement_get_text (st, 10);
  row->county = qz_statement_get_text (st, 11);
  row->refund = qz_statement_get_int (st, 12) != 0;
  row->refd_setl_id = qz_statement_get_text (st, 13);
  row->psn_no = qz_statement_get_text (st, 14);
  row->psn_name = qz_statement_get_text (st, 15);
  row->certno = qz_statement_get_text (st, 16);
  row->begin_day = qz_statement_get_day (st, 17);
  row->end_day = qz_statement_get_day (st, 18);
  if (!qz_assist_category_parse (qz_statement_get_text (st, 19), &row->category))
    row->category = QZ_ASSIST_NONE;
  row->cross_area = qz_statement_get_int (st, 20) != 0;
  row->cross_said = qz_statement_is_null (st, 21) ? -1 : (int) qz_statement_get_int (st, 21);
  row->manual_reason = qz_statement_get_text (st, 22);
  for (int i = 0; i < N_AMOUNTS; i++)
    G_STRUCT_MEMBER (QzFen, row, amounts[i]) = qz_statement_get_int (st, FIRST_AMOUNT + i);
}

static gboolean
stream (QzStatement *rows, QzAssistBillFunc func, gpointer user_data, guint64 *out_n,
        GError **error)
{
  g_autoptr (GError) failure = NULL;
  QzAssistBillRow row;

  while (qz_statement_step (rows, &failure))
    {
      read_bill (rows, &row);
      ++*out_n;
      if (!func (&row, user_data, &failure))
        break;
    }
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The day after @day as text: setl_time has a time of day behind the day. */
static void
write_bound (QzDay day, char text[11])
{
  qz_day_write (day + 1, text);
}

/* A refund never stands before what it takes back: at the same time it is the later one, and with a
 * day alone it is that day's last (AS-3). */
#define IN_TIME                                                                                    \
  "b.setl_time || iif (b.refund AND length (b.setl_time) = 10, ' 99', ''), b.refund, b.setl_id"

gboolean
qz_assist_bill_repo_stream (QzStore *store, const QzAssistBillSpan *span, QzAssistBillFunc func,
                            gpointer user_data, GError **error)
{
  static const char by_time[] = BILL "WHERE b.setl_time >= ?1 AND b.setl_time < ?2"
                                     " ORDER BY " IN_TIME;
  static const char by_person[] = BILL "WHERE b.setl_time >= ?1 AND b.setl_time < ?2"
                                       " ORDER BY b.certno, " IN_TIME;
  static const char of_person[] = BILL "WHERE b.setl_time >= ?1 AND b.setl_time < ?2"
                                       " AND b.certno = ?3 ORDER BY " IN_TIME;
  QzStatement *rows = qz_store_prepare (store,
                                        span->certno != NULL               ? of_person
                                        : span->order == QZ_ASSIST_BY_TIME ? by_time
                                                                           : by_person,
                                        error);
  char from[11], to[11];
  guint64 n = 0;

  qz_day_write (span->from, from);
  write_bound (span->to, to);
  if (rows == NULL
      || !qz_statement_bind (rows, error, span->certno != NULL ? "ttt" : "tt", from, to,
                             span->certno))
    return FALSE;
  return stream (rows, func, user_data, &n, error);
}

gboolean
qz_assist_bill_repo_get (QzStore *store, const char *setl_id, gint64 id, QzAssistBillFunc func,
                         gpointer user_data, gboolean *out_found, GError **error)
{
  QzStatement *rows = setl_id != NULL
                          ? qz_store_prepare (store, BILL "WHERE b.setl_id = ?1", error)
                          : qz_store_prepare (store, BILL "WHERE b.id = ?1", error);
  guint64 n = 0;

  *out_found = FALSE;
  if (rows == NULL
      || !(setl_id != NULL ? qz_statement_bind (rows, error, "t", setl_id)
                           : qz_statement_bind (rows, error, "i", id))
      || !stream (rows, func, user_data, &n, error))
    return FALSE;
  *out_found = n > 0;
  return TRUE;
}

gboolean
qz_assist_bill_repo_get_first_year (QzStore *store, QzDay from, QzDay to, int year, int *out,
                                    GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT CAST (substr (min (o.setl_time), 1, 4) AS INTEGER) FROM assist_bill r"
      " JOIN assist_bill o ON o.setl_id = r.refd_setl_id"
      " WHERE r.refund = 1 AND r.setl_time >= ?1 AND r.setl_time < ?2",
      error);
  char first[11], bound[11];
  gint64 found = 0;

  qz_day_write (from, first);
  write_bound (to, bound);
  if (row == NULL || !qz_statement_bind (row, error, "tt", first, bound)
      || !qz_statement_get_number (row, &found, error))
    return FALSE;
  *out = found > 0 ? MIN ((int) found, year) : year;
  return TRUE;
}

gboolean
qz_assist_bill_repo_sum_year (QzStore *store, const char *certno, const char *setl_time,
                              const char *setl_id, QzFen *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT coalesce (sum (maf_fen), 0) FROM assist_bill WHERE certno = ?1"
      " AND setl_time >= substr (?2, 1, 4) AND (setl_time, setl_id) <= (?2, ?3)",
      error);

  return row != NULL && qz_statement_bind (row, error, "ttt", certno, setl_time, setl_id)
         && qz_statement_get_number (row, out, error);
}

/* ── what a file is checked against ─────────────────────────────────────────────────────────── */

gboolean
qz_assist_bill_repo_count_refunds (QzStore *store, const char *certno, const char *setl_id,
                                   gint64 *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count(*) FROM assist_bill WHERE certno = ?1 AND refd_setl_id = ?2 AND refund = 1",
      error);

  return row != NULL && qz_statement_bind (row, error, "tt", certno, setl_id)
         && qz_statement_get_number (row, out, error);
}

#define NOT_REFUNDED(bill)                                                                         \
  " AND NOT EXISTS (SELECT 1 FROM assist_bill r WHERE r.certno = " bill ".certno"                  \
  "  AND r.refund = 1 AND r.refd_setl_id = " bill ".setl_id)"

gboolean
qz_assist_bill_repo_list_overlaps (QzStore *store, gint64 first_id, gint64 last_id,
                                   QzAssistOverlapFunc func, gpointer user_data, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT b.line_no, b.setl_id, b.med_type, o.setl_id, o.med_type FROM assist_bill b"
      " CROSS JOIN assist_bill o ON o.certno = b.certno AND o.id < b.id AND o.refund = 0"
      "  AND o.begin_day < b.end_day AND o.end_day > b.begin_day"
      " WHERE b.id BETWEEN ?1 AND ?2 AND b.refund = 0" NOT_REFUNDED ("b") NOT_REFUNDED ("o")
      " ORDER BY b.id, o.id",
      error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "ii", first_id, last_id))
    return FALSE;
  while (qz_statement_step (rows, &failure))
    {
      const QzAssistOverlap overlap = { .line_no = (guint64) qz_statement_get_int (rows, 0),
                                        .setl_id = qz_statement_get_text (rows, 1),
                                        .med_type = qz_statement_get_text (rows, 2),
                                        .other_setl_id = qz_statement_get_text (rows, 3),
                                        .other_med_type = qz_statement_get_text (rows, 4) };

      func (&overlap, user_data);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GHashTable *
qz_assist_bill_repo_load_places (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT provider_id, area FROM provider_fact f WHERE id = (SELECT max (id) FROM provider_fact"
      "  WHERE provider_id = f.provider_id)",
      error);
  g_autoptr (GHashTable) places =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const gint64 id = qz_statement_get_int (rows, 0);

      g_hash_table_insert (places, g_memdup2 (&id, sizeof id),
                           g_strdup (qz_statement_get_text (rows, 1)));
    }
  if (failure == NULL)
    return g_steal_pointer (&places);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_assist_bill_repo_dup_file (QzStore *store, gint64 import_id, char **out, GError **error)
{
  QzStatement *row =
      qz_store_prepare (store, "SELECT file_name FROM import_file WHERE id = ?1", error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (row == NULL || !qz_statement_bind (row, error, "i", import_id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out = g_strdup (qz_statement_get_text (row, 0));
      qz_statement_reset (row);
    }
  return TRUE;
}

/* ── what is taken off ──────────────────────────────────────────────────────────────────────── */

static void
write_reference (QzTableWriter *writer, gint64 id)
{
  if (id != 0)
    qz_table_writer_int (writer, id);
  else
    qz_table_writer_null (writer);
}

gint64
qz_assist_bill_repo_put_deduction (QzAct *act, const QzOrigin *origin,
                                   const QzAssistDeduction *deduction, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_deduction", error);

  if (writer == NULL)
    return 0;
  write_reference (writer, origin != NULL ? origin->import_id : 0);
  qz_table_writer_int (writer, origin != NULL ? (gint64) origin->line_no : 0);
  qz_table_writer_int (writer, deduction->bill_id);
  qz_table_writer_int (writer, deduction->period);
  qz_table_writer_text (writer, deduction->is_recovery ? "20" : "10");
  qz_table_writer_int (writer, deduction->amount_fen);
  qz_table_writer_text (writer, deduction->reason);
  write_day (writer, deduction->confirmed_day);
  write_reference (writer, deduction->dispute_id);
  write_reference (writer, deduction->inspection_id);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_assist_bill_repo_sum_deducted (QzStore *store, gint64 bill_id, QzFen *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT coalesce (sum (amount_fen), 0) FROM assist_deduction WHERE bill_id = ?1",
      error);

  return row != NULL && qz_statement_bind (row, error, "i", bill_id)
         && qz_statement_get_number (row, out, error);
}

static void
read_deduction (QzStatement *rows, QzAssistDeduction *deduction)
{
  deduction->id = qz_statement_get_int (rows, 0);
  deduction->bill_id = qz_statement_get_int (rows, 1);
  deduction->period = (QzPeriod) qz_statement_get_int (rows, 2);
  deduction->is_recovery = strcmp (qz_statement_get_text (rows, 3), "20") == 0;
  deduction->amount_fen = qz_statement_get_int (rows, 4);
  deduction->reason = qz_statement_get_text (rows, 5);
  deduction->confirmed_day = qz_statement_get_day (rows, 6);
  deduction->dispute_id = qz_statement_get_int (rows, 7);
  deduction->inspection_id = qz_statement_get_int (rows, 8);
}

gboolean
qz_assist_bill_repo_stream_deductions (QzStore *store, QzPeriod period, QzAssistDeductionFunc func,
                                       gpointer user_data, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT d.id, d.bill_id, d.period, d.kind, d.amount_fen, d.reason, d.confirmed_day,"
      " coalesce (d.dispute_id, 0), coalesce (d.inspection_id, 0) FROM assist_deduction d"
      " JOIN assist_bill b ON b.id = d.bill_id WHERE d.period = ?1"
      " ORDER BY d.confirmed_day, b.setl_id, d.id",
      error);
  g_autoptr (GError) failure = NULL;
  QzAssistDeduction deduction;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", (gint64) period))
    return FALSE;
  while (qz_statement_step (rows, &failure))
    {
      read_deduction (rows, &deduction);
      if (!func (&deduction, user_data, &failure))
        break;
    }
  qz_statement_reset (rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_assist_bill_repo_fill_deductions (QzStore *store, gint64 bill_id, QzSheet *sheet,
                                     GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT period, kind, amount_fen, reason, confirmed_day FROM assist_deduction"
      " WHERE bill_id = ?1 ORDER BY confirmed_day, id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", bill_id)
         && qz_sheet_fill (sheet, rows, error);
}

/* ── by hand ────────────────────────────────────────────────────────────────────────────────── */

void
qz_assist_manual_clear (QzAssistManual *self)
{
  g_clear_pointer (&self->actor, g_free);
  g_clear_pointer (&self->acceptor, g_free);
}

gboolean
qz_assist_bill_repo_get_manual (QzStore *store, gint64 bill_id, QzAssistManual *out,
                                GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT e.act, e.fund_fen, e.maf_fen, e.actor, (SELECT a.actor FROM assist_manual_event a"
      "  WHERE a.bill_id = ?1 AND a.act = 'accept' ORDER BY a.id DESC LIMIT 1)"
      " FROM assist_manual_event e WHERE e.bill_id = ?1 ORDER BY e.id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = (QzAssistManual){ 0 };
  if (row == NULL || !qz_statement_bind (row, error, "i", bill_id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  g_strlcpy (out->act, qz_statement_get_text (row, 0), sizeof out->act);
  out->fund_fen = qz_statement_get_int (row, 1);
  out->maf_fen = qz_statement_get_int (row, 2);
  out->actor = g_strdup (qz_statement_get_text (row, 3));
  out->acceptor = g_strdup (qz_statement_get_text (row, 4));
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_assist_bill_repo_put_manual (QzAct *act, gint64 bill_id, const char *what, QzFen fund_fen,
                                QzFen maf_fen, const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_manual_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, bill_id);
  qz_table_writer_text (writer, what);
  qz_table_writer_int (writer, fund_fen);
  qz_table_writer_int (writer, maf_fen);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_assist_bill_repo_stream_manual (QzStore *store, QzAssistBillFunc func, gpointer user_data,
                                   GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store, BILL "WHERE b.setl_type = '1' AND b.refund = 0 ORDER BY b.setl_time, b.setl_id",
      error);
  guint64 n = 0;

  return rows != NULL && qz_statement_bind (rows, error, "")
         && stream (rows, func, user_data, &n, error);
}

/* ── allotments ─────────────────────────────────────────────────────────────────────────────── */

gint64
qz_assist_bill_repo_put_allotment (QzAct *act, const QzOrigin *origin,
                                   const QzAssistAllotted *allotted, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_allotment", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, origin->import_id);
  qz_table_writer_int (writer, (gint64) origin->line_no);
  qz_table_writer_int (writer, allotted->year);
  qz_table_writer_text (writer, allotted->county);
  qz_table_writer_text (writer, allotted->document_no);
  write_day (writer, allotted->allotted_day);
  qz_table_writer_int (writer, allotted->amount_fen);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_assist_bill_repo_has_document (QzStore *store, const char *document_no, gboolean *out,
                                  GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT count(*) FROM assist_allotment WHERE document_no = ?1", error);
  gint64 n = 0;

  if (row == NULL || !qz_statement_bind (row, error, "t", document_no)
      || !qz_statement_get_number (row, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}
