/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-transfer-repo.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

QzTransfer *
qz_transfer_new (void)
{
  QzTransfer *self = g_new0 (QzTransfer, 1);

  self->insurance = -1;
  self->unit = "";
  self->base_day = self->due_day = self->last_received = QZ_DAY_NONE;
  self->parts = g_array_new (FALSE, FALSE, sizeof (QzNlPart));
  return self;
}

void
qz_transfer_free (QzTransfer *self)
{
  g_free (self->number);
  g_free (self->base_event);
  g_array_unref (self->parts);
  g_free (self);
}

void
qz_transfer_add_part (QzTransfer *self, const char *party, QzFen amount_fen)
{
  const QzNlPart part = { g_intern_string (party), amount_fen };

  g_array_append_val (self->parts, part);
}

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text[0] != '\0' ? text : NULL);
}

static void
write_id (QzTableWriter *writer, gint64 id)
{
  if (id != 0)
    qz_table_writer_int (writer, id);
  else
    qz_table_writer_null (writer);
}

/* ── writing a transfer ─────────────────────────────────────────────────────────────────────── */

static gboolean
put_parts (QzAct *act, const QzTransfer *transfer, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "transfer_part", error);

  for (guint i = 0; writer != NULL && i < transfer->parts->len; i++)
    {
      const QzNlPart *part = &g_array_index (transfer->parts, QzNlPart, i);

      qz_table_writer_int (writer, transfer->id);
      qz_table_writer_int (writer, i + 1);
      qz_table_writer_text (writer, part->party);
      qz_table_writer_int (writer, part->amount_fen);
      if (qz_table_writer_end_row (writer, error) == 0)
        return FALSE;
    }
  return writer != NULL;
}

static gboolean
put_state (QzAct *act, const QzTransfer *transfer, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      qz_act_get_store (act),
      "INSERT INTO transfer_state (transfer_id, due_day, paid_fen, confirmed_fen, received_fen,"
      " last_received, open_fen) VALUES (?1, ?2, 0, 0, 0, NULL, ?3)",
      error);
  char due[11];

  qz_day_write (transfer->due_day, due);
  return statement != NULL
         && qz_statement_bind (statement, error, "iti", transfer->id,
                               due[0] != '\0' ? due : NULL, transfer->amount_fen)
         && qz_statement_run (statement, error);
}

gboolean
qz_transfer_repo_put (QzAct *act, QzTransfer *transfer, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "transfer", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, transfer->number);
  qz_table_writer_text (writer, qz_leg_to_text (transfer->leg));
  qz_table_writer_text (writer, qz_nl_scope_to_text (transfer->scope));
  qz_table_writer_int (writer, transfer->period);
  qz_table_writer_text (writer, transfer->payer);
  qz_table_writer_text (writer, transfer->payer_account);
  qz_table_writer_text (writer, transfer->payee);
  qz_table_writer_text (writer, transfer->payee_account);
  qz_table_writer_text (writer, transfer->insurance < 0
                                    ? ""
                                    : qz_insurance_to_text ((QzInsurance) transfer->insurance));
  qz_table_writer_text (writer, transfer->unit);
  qz_table_writer_int (writer, transfer->amount_fen);
  write_id (writer, transfer->notice_id);
  qz_table_writer_text (writer, transfer->base_event != NULL ? transfer->base_event : "");
  write_day (writer, transfer->base_day);
  write_day (writer, transfer->due_day);
  transfer->id = qz_table_writer_end_row (writer, error);
  return transfer->id != 0 && put_parts (act, transfer, error) && put_state (act, transfer, error);
}

/* ── reading transfers ──────────────────────────────────────────────────────────────────────── */

#define TRANSFER_COLUMNS                                                                           \
  "SELECT t.id, t.number, t.leg, t.scope, t.period, t.payer, t.payer_account, t.payee,"            \
  " t.payee_account, t.insurance, t.unit, t.amount_fen, t.notice_id, t.base_event,"                \
  " coalesce ((SELECT e.day FROM transfer_event e WHERE e.transfer_id = t.id AND e.act = 'due'"    \
  "  ORDER BY e.id DESC LIMIT 1), t.base_day), s.due_day, s.paid_fen, s.confirmed_fen,"            \
  " s.received_fen, s.last_received FROM transfer t"                                               \
  " JOIN transfer_state s ON s.transfer_id = t.id"

static QzDay
read_day (QzStatement *row, int column)
{
  QzDay day = QZ_DAY_NONE;

  if (!qz_statement_is_null (row, column)
      && !qz_day_parse_plain (qz_statement_get_text (row, column), 10, &day))
    return QZ_DAY_NONE;
  return day;
}

static int
read_insurance (QzStatement *row, int column)
{
  QzInsurance insurance = QZ_INS_EMP;

  return qz_insurance_parse (qz_statement_get_text (row, column), &insurance) ? (int) insurance
                                                                              : -1;
}

static const char *
read_word (QzStatement *row, int column)
{
  return g_intern_string (qz_statement_get_text (row, column));
}

static QzTransfer *
read_transfer (QzStatement *row)
{
  QzTransfer *self = qz_transfer_new ();

  self->id = qz_statement_get_int (row, 0);
  self->number = g_strdup (qz_statement_get_text (row, 1));
  if (!qz_leg_parse (qz_statement_get_text (row, 2), &self->leg)
      || !qz_nl_scope_parse (qz_statement_get_text (row, 3), &self->scope))
    g_assert_not_reached (); /* the table's CHECK */
  self->period = (QzPeriod) qz_statement_get_int (row, 4);
  self->payer = read_word (row, 5);
  self->payer_account = read_word (row, 6);
  self->payee = read_word (row, 7);
  self->payee_account = read_word (row, 8);
  self->insurance = read_insurance (row, 9);
  self->unit = read_word (row, 10);
  self->amount_fen = qz_statement_get_int (row, 11);
  self->notice_id = qz_statement_get_int (row, 12);
  self->base_event = g_strdup (qz_statement_get_text (row, 13));
  self->base_day = read_day (row, 14);
  self->due_day = read_day (row, 15);
  self->paid_fen = qz_statement_get_int (row, 16);
  self->confirmed_fen = qz_statement_get_int (row, 17);
  self->received_fen = qz_statement_get_int (row, 18);
  self->last_received = read_day (row, 19);
  return self;
}

static gboolean
load_parts (QzStore *store, QzTransfer *transfer, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT party, amount_fen FROM transfer_part WHERE transfer_id = ?1 ORDER BY line_no", error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", transfer->id))
    return FALSE;
  while (qz_statement_step (rows, &failure))
    qz_transfer_add_part (transfer, qz_statement_get_text (rows, 0),
                          qz_statement_get_int (rows, 1));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* @row is at its first row or its end, bound. */
static QzTransfer *
read_only (QzStore *store, QzStatement *row, const char *name, GError **error)
{
  g_autoptr (QzTransfer) transfer = NULL;
  gboolean has_row = FALSE;

  if (!qz_statement_step_once (row, &has_row, error))
    return NULL;
  if (has_row)
    {
      transfer = read_transfer (row);
      qz_statement_reset (row);
      return load_parts (store, transfer, error) ? g_steal_pointer (&transfer) : NULL;
    }
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-transfer",
                _("There is no transfer “%s”; “qz transfer list” shows them"), name);
  return NULL;
}

QzTransfer *
qz_transfer_repo_find (QzStore *store, const char *number, GError **error)
{
  QzStatement *row = qz_store_prepare (store, TRANSFER_COLUMNS " WHERE t.number = ?1", error);

  if (row == NULL || !qz_statement_bind (row, error, "t", number))
    return NULL;
  return read_only (store, row, number, error);
}

QzTransfer *
qz_transfer_repo_get (QzStore *store, gint64 id, GError **error)
{
  QzStatement *row = qz_store_prepare (store, TRANSFER_COLUMNS " WHERE t.id = ?1", error);
  g_autofree char *name = g_strdup_printf ("%d", (int) id);

  if (row == NULL || !qz_statement_bind (row, error, "i", id))
    return NULL;
  return read_only (store, row, name, error);
}

static void
free_transfer (gpointer data)
{
  qz_transfer_free (data);
}

static gboolean
load_all_parts (QzStore *store, GPtrArray *transfers, GError **error)
{
  for (guint i = 0; i < transfers->len; i++)
    if (!load_parts (store, transfers->pdata[i], error))
      return FALSE;
  return TRUE;
}

#define TRANSFER_FILTER                                                                            \
  " AND (?1 = 0 OR t.period = ?1) AND (?2 IS NULL OR t.scope = ?2)"                                \
  " AND (?3 IS NULL OR t.leg = ?3) AND (?4 IS NULL OR t.unit = ?4)"                                \
  " AND (?5 IS NULL OR t.payer = ?5 OR t.payee = ?5) AND (?6 = 0 OR t.notice_id = ?6)"             \
  " AND (?7 = 0 OR s.open_fen > 0) ORDER BY t.id"

/* By what is asked for that leaves the fewest: every act asks what is late, and must not look at
 * all that was paid in the years before. */
static const char *
get_query (const QzTransferQuery *query)
{
  if (query->notice_id != 0)
    return TRANSFER_COLUMNS " WHERE t.notice_id = ?6" TRANSFER_FILTER;
  if (query->period != 0)
    return TRANSFER_COLUMNS " WHERE t.period = ?1" TRANSFER_FILTER;
  if (query->open)
    return TRANSFER_COLUMNS " WHERE t.id IN (SELECT transfer_id FROM transfer_state"
                            "  WHERE open_fen > 0)" TRANSFER_FILTER;
  return TRANSFER_COLUMNS " WHERE TRUE" TRANSFER_FILTER;
}

GPtrArray *
qz_transfer_repo_query (QzStore *store, const QzTransferQuery *query, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, get_query (query), error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_transfer);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL
      || !qz_statement_bind (rows, error, "ittttii", (gint64) query->period,
                             query->scope < 0 ? NULL
                                              : qz_nl_scope_to_text ((QzNlScope) query->scope),
                             query->leg < 0 ? NULL : qz_leg_to_text ((QzLeg) query->leg),
                             query->unit, query->party, query->notice_id,
                             (gint64) query->open))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (list, read_transfer (rows));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return load_all_parts (store, list, error) ? g_steal_pointer (&list) : NULL;
}

/* ── events ─────────────────────────────────────────────────────────────────────────────────── */

static const char *const acts[QZ_N_TRANSFER_ACTS] = {
  [QZ_TRANSFER_DUE] = "due",
  [QZ_TRANSFER_PAY] = "pay",
  [QZ_TRANSFER_CONFIRM_PAYMENT] = "confirm-payment",
  [QZ_TRANSFER_CONFIRM_RECEIPT] = "confirm-receipt",
  [QZ_TRANSFER_CANCEL] = "cancel",
};

const char *
qz_transfer_act_to_text (QzTransferAct act)
{
  g_assert ((guint) act < QZ_N_TRANSFER_ACTS);
  return acts[act];
}

void
qz_transfer_event_free (QzTransferEvent *self)
{
  g_free (self->bank_name);
  g_free (self->serial);
  g_free (self->actor);
  g_free (self->business_time);
  g_free (self->reason);
  g_free (self);
}

/* As `book verify` counts it again. */
static gboolean
move_state (QzAct *act, const QzTransferEvent *event, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      qz_act_get_store (act),
      "UPDATE transfer_state SET due_day = iif (?2 = 'due', ?4, due_day),"
      " paid_fen = paid_fen + CASE ?2 WHEN 'pay' THEN ?3 WHEN 'cancel' THEN - ?3 ELSE 0 END,"
      " confirmed_fen = confirmed_fen + iif (?2 = 'confirm-payment', ?3, 0),"
      " received_fen = received_fen + iif (?2 = 'confirm-receipt', ?3, 0),"
      " open_fen = open_fen - iif (?2 = 'confirm-receipt', ?3, 0),"
      " last_received = iif (?2 = 'confirm-receipt', max (coalesce (last_received, ?5), ?5),"
      "  last_received) WHERE transfer_id = ?1",
      error);
  char due[11];
  char day[11];

  qz_day_write (event->due_day, due);
  qz_day_write (event->day, day);
  return statement != NULL
         && qz_statement_bind (statement, error, "ititt", event->transfer_id, acts[event->act],
                               event->amount_fen, due[0] != '\0' ? due : NULL, day)
         && qz_statement_run (statement, error);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

gboolean
qz_transfer_repo_put_event (QzAct *act, QzTransferEvent *event, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "transfer_event", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, event->transfer_id);
  qz_table_writer_text (writer, acts[event->act]);
  write_id (writer, event->payment_id);
  qz_table_writer_int (writer, event->amount_fen);
  write_day (writer, event->day);
  write_day (writer, event->due_day);
  qz_table_writer_text (writer, or_empty (event->bank_name));
  qz_table_writer_text (writer, or_empty (event->serial));
  qz_table_writer_text (writer, or_empty (event->actor));
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, or_empty (event->reason));
  event->id = qz_table_writer_end_row (writer, error);
  return event->id != 0 && move_state (act, event, error);
}

static QzTransferEvent *
read_event (QzStatement *row)
{
  QzTransferEvent *self = g_new0 (QzTransferEvent, 1);
  const char *act = qz_statement_get_text (row, 2);

  self->id = qz_statement_get_int (row, 0);
  self->transfer_id = qz_statement_get_int (row, 1);
  while (g_strcmp0 (acts[self->act], act) != 0 && self->act + 1 < QZ_N_TRANSFER_ACTS)
    self->act++;
  self->payment_id = qz_statement_get_int (row, 3);
  self->amount_fen = qz_statement_get_int (row, 4);
  self->day = read_day (row, 5);
  self->due_day = read_day (row, 6);
  self->bank_name = g_strdup (qz_statement_get_text (row, 7));
  self->serial = g_strdup (qz_statement_get_text (row, 8));
  self->actor = g_strdup (qz_statement_get_text (row, 9));
  self->business_time = g_strdup (qz_statement_get_text (row, 10));
  self->reason = g_strdup (qz_statement_get_text (row, 11));
  return self;
}

static void
free_event (gpointer data)
{
  qz_transfer_event_free (data);
}

GPtrArray *
qz_transfer_repo_list_events (QzStore *store, gint64 transfer_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT id, transfer_id, act, payment_id, amount_fen, day, due_day, bank_name, serial, actor,"
      " business_time, reason FROM transfer_event WHERE transfer_id = ?1 ORDER BY id",
      error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_event);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", transfer_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (list, read_event (rows));
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* The text in the first column of the only row; *out NULL without one. */
static gboolean
take_text (QzStatement *row, char **out, GError **error)
{
  gboolean has_row = FALSE;

  *out = NULL;
  if (!qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out = g_strdup (qz_statement_get_text (row, 0));
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_transfer_repo_find_serial (QzStore *store, const char *bank_name, const char *serial,
                              char **out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT t.number FROM transfer_event e JOIN transfer t ON t.id = e.transfer_id"
      " WHERE e.serial = ?2 AND e.serial <> '' AND e.bank_name = ?1 AND e.act IN ('pay', 'due')"
      " AND NOT EXISTS (SELECT 1 FROM transfer_event c WHERE c.transfer_id = e.transfer_id"
      "  AND c.payment_id = e.id AND c.act = 'cancel') LIMIT 1",
      error);

  *out = NULL;
  return row != NULL && qz_statement_bind (row, error, "tt", bank_name, serial)
         && take_text (row, out, error);
}

/* ── what hangs on it ───────────────────────────────────────────────────────────────────────── */

static gboolean
put_pair (QzAct *act, const char *table, gint64 one, gint64 other, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, table, error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, one);
  qz_table_writer_int (writer, other);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_transfer_repo_put_voucher (QzAct *act, gint64 event_id, gint64 voucher_id, GError **error)
{
  return put_pair (act, "transfer_voucher", event_id, voucher_id, error);
}

char *
qz_transfer_repo_dup_voucher (QzStore *store, gint64 event_id, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT v.ledger || '/' || substr (v.period, 1, 4) || '-' || substr (v.period, 5, 2) || '/'"
      " || v.number FROM transfer_voucher x JOIN voucher v ON v.id = x.voucher_id"
      " WHERE x.transfer_event_id = ?1",
      error);
  char *text = NULL;

  if (row == NULL || !qz_statement_bind (row, error, "i", event_id)
      || !take_text (row, &text, error))
    return NULL;
  return text != NULL ? text : g_strdup ("");
}

gboolean
qz_transfer_repo_has_voucher (QzStore *store, gint64 voucher_id, gboolean *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT count(*) FROM transfer_voucher WHERE voucher_id = ?1", error);
  gint64 n = 0;

  if (row == NULL || !qz_statement_bind (row, error, "i", voucher_id)
      || !qz_statement_get_number (row, &n, error))
    return FALSE;
  *out = n > 0;
  return TRUE;
}

gboolean
qz_transfer_repo_put_document (QzAct *act, gint64 transfer_id, gint64 document_id, GError **error)
{
  return put_pair (act, "transfer_document", transfer_id, document_id, error);
}

char *
qz_transfer_repo_dup_document (QzStore *store, gint64 transfer_id, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT d.number FROM transfer_document x JOIN document d ON d.id = x.document_id"
      " JOIN document_state s ON s.document_id = d.id WHERE x.transfer_id = ?1"
      " AND s.state NOT IN ('refused', 'cancelled') ORDER BY x.id DESC LIMIT 1",
      error);
  char *text = NULL;

  if (row == NULL || !qz_statement_bind (row, error, "i", transfer_id)
      || !take_text (row, &text, error))
    return NULL;
  return text;
}

gboolean
qz_transfer_repo_find_of_document (QzStore *store, gint64 document_id, gint64 *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT transfer_id FROM transfer_document WHERE document_id = ?1", error);

  *out = 0;
  return row != NULL && qz_statement_bind (row, error, "i", document_id)
         && qz_statement_get_number (row, out, error);
}

gboolean
qz_transfer_repo_find_account (QzStore *store, const char *owner, const char *kind, int insurance,
                               gint64 *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT id FROM bank_account WHERE owner_kind = 'agency' AND owner_code = ?1"
      " AND account_kind = ?2 AND (?3 IS NULL OR insurance IS NULL OR insurance IN ('', ?3))"
      " ORDER BY id DESC LIMIT 1",
      error);

  *out = 0;
  return row != NULL
         && qz_statement_bind (row, error, "ttt", owner, kind,
                               insurance < 0 ? NULL
                                             : qz_insurance_to_text ((QzInsurance) insurance))
         && qz_statement_get_number (row, out, error);
}

char *
qz_transfer_repo_dup_agency_name (QzStore *store, const char *code, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT name FROM agency WHERE code = ?1 ORDER BY id DESC LIMIT 1", error);
  char *text = NULL;

  if (row == NULL || !qz_statement_bind (row, error, "t", code) || !take_text (row, &text, error))
    return NULL;
  return text != NULL ? text : g_strdup (code);
}

/* ── notices ────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_transfer_repo_get_notice (QzStore *store, gint64 id, QzTransferNotice *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT number, form, unit, period, day, due_day, total_fen FROM notice WHERE id = ?1",
      error);
  gboolean has_row = FALSE;

  if (row == NULL || !qz_statement_bind (row, error, "i", id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-notice", _("There is no notice %d"), (int) id);
      return FALSE;
    }
  *out = (QzTransferNotice) { .id = id,
                              .form = read_word (row, 1),
                              .unit = read_word (row, 2),
                              .period = (QzPeriod) qz_statement_get_int (row, 3),
                              .day = read_day (row, 4),
                              .due_day = read_day (row, 5),
                              .total_fen = qz_statement_get_int (row, 6) };
  g_strlcpy (out->number, qz_statement_get_text (row, 0), sizeof out->number);
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_transfer_repo_find_open (QzStore *store, const char *agency, gint64 *out_n, char **out_first,
                            GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT count(*), min (t.number) FROM transfer t JOIN transfer_state s"
      " ON s.transfer_id = t.id WHERE ?1 IN (t.payer, t.payee) AND (s.received_fen < t.amount_fen"
      "  OR (t.payee = ?1 AND t.payee_account = 'acc_out' AND t.leg IN ('D2', 'D3')"
      "   AND NOT EXISTS (SELECT 1 FROM transfer_document x JOIN document_state d"
      "    ON d.document_id = x.document_id AND d.state = 'paid' WHERE x.transfer_id = t.id)))",
      error);
  gboolean has_row = FALSE;

  *out_first = NULL;
  if (row == NULL || !qz_statement_bind (row, error, "t", agency)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  *out_n = has_row ? qz_statement_get_int (row, 0) : 0;
  *out_first = has_row ? g_strdup (qz_statement_get_text (row, 1)) : NULL;
  if (has_row)
    qz_statement_reset (row);
  return TRUE;
}

char *
qz_transfer_repo_dup_unconfirmed (QzStore *store, const char *owner, const char *account,
                                  const char *insurance, QzDay until, gint64 *out_n,
                                  GError **error)
{
  g_autofree char *day = qz_day_format (until);
  QzStatement *row = qz_store_prepare (
      store,
      "WITH waiting AS (SELECT DISTINCT t.number FROM transfer_event e JOIN transfer t"
      "  ON t.id = e.transfer_id WHERE e.act = 'pay' AND e.day <= ?4"
      "  AND (?3 IS NULL OR t.insurance IN ('', ?3))"
      "  AND NOT EXISTS (SELECT 1 FROM transfer_event c WHERE c.transfer_id = t.id"
      "   AND c.payment_id = e.id AND c.act = 'cancel')"
      "  AND ((t.payer = ?1 AND t.payer_account = ?2 AND NOT EXISTS (SELECT 1"
      "     FROM transfer_event c WHERE c.transfer_id = t.id AND c.payment_id = e.id"
      "      AND c.act = 'confirm-payment'))"
      "   OR (t.payee = ?1 AND t.payee_account = ?2 AND NOT EXISTS (SELECT 1"
      "     FROM transfer_event c WHERE c.transfer_id = t.id AND c.payment_id = e.id"
      "      AND c.act = 'confirm-receipt')))"
      "  ORDER BY t.number)"
      " SELECT coalesce ((SELECT group_concat (number, ', ') FROM (SELECT number FROM waiting"
      "  LIMIT 10)), ''), (SELECT count(*) FROM waiting)",
      error);
  gboolean has_row = FALSE;
  char *numbers = NULL;

  *out_n = 0;
  if (row == NULL || !qz_statement_bind (row, error, "tttt", owner, account, insurance, day)
      || !qz_statement_step_once (row, &has_row, error) || !has_row)
    return NULL;
  numbers = g_strdup (qz_statement_get_text (row, 0));
  *out_n = qz_statement_get_int (row, 1);
  qz_statement_reset (row);
  return numbers;
}
