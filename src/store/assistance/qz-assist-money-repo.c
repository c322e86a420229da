/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Movements of the assistance fund, and whose money hospitals got. */
#include "qz-assist-money-repo.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"
#include "qz-sheet-fill.h"

#define NEWEST                                                                                     \
  "(SELECT * FROM assist_list l WHERE version = (SELECT max (version) FROM assist_list"            \
  " WHERE period = l.period))"
#define LIVING                                                                                     \
  "NOT EXISTS (SELECT 1 FROM assist_money_event c WHERE c.money_id = m.id AND c.act = 'cancel')"

static void
write_id (QzTableWriter *writer, gint64 id)
{
  if (id != 0)
    qz_table_writer_int (writer, id);
  else
    qz_table_writer_null (writer);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* ── writing movements ──────────────────────────────────────────────────────────────────────── */

/* Movements are never taken away, so their count is the last number. */
static gboolean
take_number (QzStore *store, QzAssistMoney *money, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store, "SELECT count (*) + 1 FROM assist_money WHERE year = ?1", error);
  g_autofree char *number = NULL;
  gint64 next = 0;

  if (statement == NULL || !qz_statement_bind (statement, error, "i", (gint64) money->year)
      || !qz_statement_get_number (statement, &next, error))
    return FALSE;
  number = g_strdup_printf ("MAF-%04d-%04" PRId64, money->year, next);
  money->number = g_intern_string (number);
  return TRUE;
}

gboolean
qz_assist_money_repo_put (QzAct *act, QzAssistMoney *money, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_money", error);
  char day[11];

  if (writer == NULL || !take_number (qz_act_get_store (act), money, error))
    return FALSE;
  qz_day_write (money->day, day);
  qz_table_writer_text (writer, money->number);
  qz_table_writer_text (writer, money->kind);
  qz_table_writer_int (writer, money->year);
  qz_table_writer_int (writer, money->period);
  qz_table_writer_text (writer, or_empty (money->county));
  write_id (writer, money->allotment_id);
  write_id (writer, money->clearing_id);
  qz_table_writer_int (writer, money->amount_fen);
  qz_table_writer_text (writer, day);
  qz_table_writer_text (writer, or_empty (money->bank_name));
  qz_table_writer_text (writer, or_empty (money->serial));
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, or_empty (money->note));
  money->id = qz_table_writer_end_row (writer, error);
  return money->id != 0;
}

gboolean
qz_assist_money_repo_put_event (QzAct *act, gint64 money_id, const char *what, const char *reason,
                                GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_money_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, money_id);
  qz_table_writer_text (writer, what);
  qz_table_writer_text (writer, qz_act_get_actor (act));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, or_empty (reason));
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_assist_money_repo_put_voucher (QzAct *act, gint64 money_id, gint64 event_id, gint64 voucher_id,
                                  GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_voucher", error);

  if (writer == NULL)
    return FALSE;
  write_id (writer, money_id);
  write_id (writer, event_id);
  qz_table_writer_int (writer, voucher_id);
  return qz_table_writer_end_row (writer, error) != 0;
}

static gboolean
get_answer (QzStatement *rows, gboolean *out, GError **error)
{
  gint64 found = 0;

  if (!qz_statement_get_number (rows, &found, error))
    return FALSE;
  *out = found != 0;
  return TRUE;
}

gboolean
qz_assist_money_repo_has_voucher (QzStore *store, gint64 voucher_id, gboolean *out,
                                  GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store, "SELECT EXISTS (SELECT 1 FROM assist_voucher WHERE voucher_id = ?1)", error);

  return rows != NULL && qz_statement_bind (rows, error, "i", voucher_id)
         && get_answer (rows, out, error);
}

gboolean
qz_assist_money_repo_keeps_books (QzStore *store, const char *agency, const char *ledger,
                                  gboolean *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT EXISTS (SELECT 1 FROM bank_account WHERE owner_kind = 'agency' AND owner_code = ?1"
      "  AND insurance = 'MAF') OR EXISTS (SELECT 1 FROM account_balance WHERE ledger = ?2)",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "tt", agency, ledger)
         && get_answer (rows, out, error);
}

/* ── reading movements ──────────────────────────────────────────────────────────────────────── */

static void
read_money (QzStatement *row, QzAssistMoney *out)
{
  *out = (QzAssistMoney){
    .id = qz_statement_get_int (row, 0),
    .number = qz_statement_get_interned (row, 1),
    .kind = qz_statement_get_interned (row, 2),
    .year = (int) qz_statement_get_int (row, 3),
    .period = (QzPeriod) qz_statement_get_int (row, 4),
    .county = qz_statement_get_interned (row, 5),
    .allotment_id = qz_statement_get_int (row, 6),
    .clearing_id = qz_statement_get_int (row, 7),
    .amount_fen = qz_statement_get_int (row, 8),
    .day = qz_statement_get_day (row, 9),
    .bank_name = qz_statement_get_interned (row, 10),
    .serial = qz_statement_get_interned (row, 11),
    .note = qz_statement_get_interned (row, 12),
    .actor = qz_statement_get_interned (row, 13),
    .state = qz_statement_get_interned (row, 14),
  };
}

static void
take_money (QzStatement *row, GArray *to)
{
  QzAssistMoney money;

  read_money (row, &money);
  g_array_append_val (to, money);
}

#define MONEY_COLUMNS                                                                              \
  "SELECT m.id, m.number, m.kind, m.year, m.period, m.county, m.allotment_id, m.clearing_id,"      \
  " m.amount_fen, m.day, m.bank_name, m.bank_serial, m.note, m.actor,"

GArray *
qz_assist_money_repo_load_waiting (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      MONEY_COLUMNS
      " 'recorded' FROM assist_money m WHERE NOT EXISTS (SELECT 1 FROM assist_money_event e"
      "  WHERE e.money_id = m.id) ORDER BY m.id",
      error);

  return rows != NULL ? qz_statement_collect (rows, sizeof (QzAssistMoney), take_money, error)
                      : NULL;
}

gboolean
qz_assist_money_repo_find (QzStore *store, const char *number, QzAssistMoney *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      MONEY_COLUMNS
      " CASE (SELECT act FROM assist_money_event WHERE money_id = m.id) WHEN 'confirm'"
      "  THEN 'confirmed' WHEN 'cancel' THEN 'cancelled' ELSE 'recorded' END"
      " FROM assist_money m WHERE m.number = ?1",
      error);
  gboolean found = FALSE;

  if (rows == NULL || !qz_statement_bind (rows, error, "t", number)
      || !qz_statement_step_once (rows, &found, error))
    return FALSE;
  if (found)
    read_money (rows, out);
  qz_statement_reset (rows);
  if (!found)
    qz_error_set (error, QZ_ERROR_INPUT, "no-such-money",
                  _("There is no movement of assistance money “%s”; “qz assist money list” names "
                    "them"),
                  number);
  return found;
}

gboolean
qz_assist_money_repo_sum (QzStore *store, const QzAssistMoneyQuery *query, QzFen *out,
                          gint64 *out_n, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT coalesce (sum (m.amount_fen), 0), count (*) FROM assist_money m"
      " LEFT JOIN assist_money_event e ON e.money_id = m.id"
      " WHERE coalesce (e.act, '') <> 'cancel' AND (?1 IS NULL OR m.kind = ?1)"
      "  AND (?2 = 0 OR m.year = ?2) AND (?3 = 0 OR m.period = ?3)"
      "  AND (?4 IS NULL OR m.county = ?4) AND (?5 = 0 OR m.allotment_id = ?5)"
      "  AND (?6 = 0 OR m.clearing_id = ?6) AND (?7 = 0 OR e.act = 'confirm')"
      "  AND (?8 = 0 OR e.act IS NULL)",
      error);
  gboolean found = FALSE;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "tiitiiii", query->kind, (gint64) query->year,
                             (gint64) query->period, query->county, query->allotment_id,
                             query->clearing_id, (gint64) query->posted, (gint64) query->waiting)
      || !qz_statement_step_once (rows, &found, error))
    return FALSE;
  *out = found ? qz_statement_get_int (rows, 0) : 0;
  if (out_n != NULL)
    *out_n = found ? qz_statement_get_int (rows, 1) : 0;
  qz_statement_reset (rows);
  return TRUE;
}

/* The first column of the only row; NULL: there is none. */
static gboolean
dup_only_text (QzStatement *rows, char **out, GError **error)
{
  gboolean found = FALSE;

  *out = NULL;
  if (!qz_statement_step_once (rows, &found, error))
    return FALSE;
  if (found)
    *out = g_strdup (qz_statement_get_text (rows, 0));
  qz_statement_reset (rows);
  return TRUE;
}

gboolean
qz_assist_money_repo_find_serial (QzStore *store, const char *bank_name, const char *serial,
                                  char **out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT m.number FROM assist_money m WHERE m.bank_name = ?1 AND m.bank_serial = ?2"
      " AND " LIVING " LIMIT 1",
      error);

  *out = NULL;
  return rows != NULL && qz_statement_bind (rows, error, "tt", bank_name, serial)
         && dup_only_text (rows, out, error);
}

gboolean
qz_assist_money_repo_fill (QzStore *store, int year, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT m.number, m.kind, '', CAST (m.year AS TEXT), nullif (m.period, 0),"
      " m.county, '', m.amount_fen, m.day, m.bank_name, m.bank_serial,"
      " CASE e.act WHEN 'confirm' THEN 'confirmed' WHEN 'cancel' THEN 'cancelled'"
      "  ELSE 'recorded' END, m.actor, m.business_time, coalesce (e.actor, ''),"
      " (SELECT v.ledger || '/' || substr (v.period, 1, 4) || '-'"
      "  || substr (v.period, 5, 2) || '/' || v.number FROM assist_voucher x"
      "  JOIN voucher v ON v.id = x.voucher_id WHERE x.money_id = m.id"
      "  ORDER BY x.id LIMIT 1), m.note"
      " FROM assist_money m LEFT JOIN assist_money_event e ON e.money_id = m.id"
      " WHERE ?1 = 0 OR m.year = ?1 ORDER BY m.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) year)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_money_repo_get_balance (QzStore *store, const char *ledger, const char *account,
                                  QzFen *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT coalesce (sum (debit_fen) - sum (credit_fen), 0) FROM account_balance"
      " WHERE ledger = ?1 AND account = ?2",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "tt", ledger, account)
         && qz_statement_get_number (rows, out, error);
}

/* ── hospitals' money ───────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_money_repo_put_part (QzAct *act, gint64 document_line_id, const QzAssistShare *part,
                               GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_document_part", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, document_line_id);
  qz_table_writer_text (writer, part->county);
  qz_table_writer_int (writer, part->cross_area ? 1 : 0);
  qz_table_writer_int (writer, part->amount_fen);
  return qz_table_writer_end_row (writer, error) != 0;
}

GArray *
qz_assist_money_repo_load_parts (QzStore *store, gint64 document_line_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT county, cross_area, amount_fen FROM assist_document_part"
      " WHERE document_line_id = ?1 ORDER BY county, cross_area",
      error);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QzAssistShare));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", document_line_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzAssistShare part = { qz_statement_get_interned (rows, 0),
                                   qz_statement_get_int (rows, 1) != 0,
                                   qz_statement_get_int (rows, 2) };

      g_array_append_val (parts, part);
    }
  if (failure == NULL)
    return g_steal_pointer (&parts);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_assist_money_repo_find_document (QzStore *store, QzPeriod period, gint64 provider_id,
                                    char **out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT d.number FROM document d JOIN document_state s ON s.document_id = d.id"
      "  AND s.state NOT IN ('refused', 'cancelled')"
      " JOIN document_line l ON l.document_id = d.id AND l.provider_id = ?2 AND l.period = ?1"
      " WHERE d.kind = 'assist' LIMIT 1",
      error);

  *out = NULL;
  return rows != NULL && qz_statement_bind (rows, error, "ii", (gint64) period, provider_id)
         && dup_only_text (rows, out, error);
}

/* Lines whose money the bank moved and did not send back. */
#define PAID_LINES                                                                                 \
  "SELECT l.* FROM document d JOIN document_line l ON l.document_id = d.id"                        \
  " WHERE d.kind = 'assist' AND EXISTS (SELECT 1 FROM bank_line x JOIN bank_line_state s"          \
  "  ON s.bank_line_id = x.id AND s.status = '00' WHERE x.document_line_id = l.id)"

gboolean
qz_assist_money_repo_sum_owed (QzStore *store, QzFen *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT coalesce (sum (l.pay_fen), 0) FROM document d JOIN document_state s"
      "  ON s.document_id = d.id AND s.state NOT IN ('refused', 'cancelled')"
      " JOIN document_line l ON l.document_id = d.id WHERE d.kind = 'assist' AND NOT EXISTS ("
      "  SELECT 1 FROM bank_line x JOIN bank_line_state b ON b.bank_line_id = x.id"
      "  AND b.status = '00' WHERE x.document_line_id = l.id)",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "")
         && qz_statement_get_number (rows, out, error);
}

gboolean
qz_assist_money_repo_sum_lent (QzStore *store, QzPeriod period, const char *county, QzFen *out,
                               GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT coalesce (sum (p.amount_fen), 0) FROM (" PAID_LINES ") l JOIN assist_document_part p"
      " ON p.document_line_id = l.id WHERE l.period = ?1 AND p.county = ?2 AND p.cross_area = 0",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "it", (gint64) period, county)
         && qz_statement_get_number (rows, out, error);
}

gboolean
qz_assist_money_repo_fill_lent (QzStore *store, int year, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT l.period, p.county, '', sum (p.amount_fen), coalesce ((SELECT sum (m.amount_fen)"
      "   FROM assist_money m JOIN assist_money_event e ON e.money_id = m.id AND e.act = 'confirm'"
      "   WHERE m.kind = 'reimburse' AND m.period = l.period AND m.county = p.county), 0)"
      " FROM (" PAID_LINES ") l JOIN assist_document_part p ON p.document_line_id = l.id"
      " WHERE p.cross_area = 0 AND (?1 = 0 OR l.period / 100 = ?1)"
      " GROUP BY l.period, p.county ORDER BY l.period DESC, p.county",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) year)
         && qz_sheet_fill (sheet, rows, error);
}

static gboolean
find_month (QzStore *store, const char *sql, int year, QzPeriod *out, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, sql, error);
  gint64 found = 0;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", (gint64) year)
      || !qz_statement_get_number (rows, &found, error))
    return FALSE;
  *out = (QzPeriod) found;
  return TRUE;
}

gboolean
qz_assist_money_repo_find_unconfirmed (QzStore *store, int year, QzPeriod *out, GError **error)
{
  return find_month (
      store,
      "SELECT coalesce (min (period), 0) FROM (SELECT l.period FROM " NEWEST " l JOIN assist_row r"
      "   ON r.list_id = l.id WHERE l.period / 100 = ?1 AND NOT EXISTS (SELECT 1"
      "   FROM assist_state s WHERE s.period = l.period AND s.stage = 'county4'"
      "    AND s.county = r.county AND s.state = 'CONFIRMED')"
      " UNION ALL SELECT CAST (substr (setl_time, 1, 4) || substr (setl_time, 6, 2) AS INTEGER)"
      "  AS p FROM assist_bill WHERE setl_time >= ?1 || '-' AND setl_time < (?1 + 1) || '-'"
      "   AND setl_type = '2' AND maf_fen <> 0"
      "   AND p > coalesce ((SELECT max (period) FROM assist_list), 0)"
      "   AND NOT EXISTS (SELECT 1 FROM assist_clearing WHERE year = ?1))",
      year, out, error);
}

gboolean
qz_assist_money_repo_find_unpaid (QzStore *store, int year, QzPeriod *out, GError **error)
{
  return find_month (
      store,
      "WITH paid AS (SELECT period, provider_id, sum (pay_fen) AS fen FROM (" PAID_LINES ")"
      "  GROUP BY 1, 2),"
      " due AS (SELECT l.period, r.provider_id, sum (r.maf_fen - r.deducted_fen) AS fen"
      "  FROM " NEWEST " l JOIN assist_row r ON r.list_id = l.id WHERE l.period / 100 = ?1"
      "  GROUP BY 1, 2)"
      " SELECT coalesce (min (due.period), 0) FROM due LEFT JOIN paid USING (period, provider_id)"
      " WHERE due.fen > coalesce (paid.fen, 0)",
      year, out, error);
}

gboolean
qz_assist_money_repo_fill_sources (QzStore *store, gint64 list_id, gint64 provider_id,
                                   QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT r.kind, coalesce (b.setl_id, ''), coalesce (d.confirmed_day,"
      "  substr (b.setl_time, 1, 10)), coalesce (fd.file_name,"
      "  iif (d.id IS NULL, fb.file_name, '')),"
      " iif (d.id IS NULL, b.line_no, d.line_no), iif (r.kind = 'bill', r.maf_fen,"
      "  r.deducted_fen), r.cross_area FROM assist_row r"
      " LEFT JOIN assist_bill b ON b.id = r.bill_id"
      " LEFT JOIN assist_deduction d ON d.id = r.deduction_id AND r.kind = 'deduction'"
      " LEFT JOIN import_file fb ON fb.id = b.import_id"
      " LEFT JOIN import_file fd ON fd.id = d.import_id"
      " WHERE r.list_id = ?1 AND r.provider_id = ?2 ORDER BY r.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "ii", list_id, provider_id)
         && qz_sheet_fill (sheet, rows, error);
}
