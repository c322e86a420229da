/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-payments.h"

#include <glib/gi18n-lib.h>

#include <errno.h>
#include <glib/gstdio.h>

#include "qz-bank-repo.h"
#include "qz-book-private.h"
#include "qz-document-repo.h"
#include "qz-documents.h"
#include "qz-error.h"
#include "qz-pay-fitness.h"
#include "qz-pay-status.h"
#include "qz-policies.h"
#include "qz-purposes.h"
#include "qz-roles.h"
#include "qz-target.h"
#include "qz-withdrawal-repo.h"

#define MAX_BATCH_LINES 5000 /* domain 7.1: what banks' front ends take */
#define BATCH_ENCODING  "GB18030"

/* The documents of one call, and what is found out about them. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzAct *act;
  QzDocumentRecord *document; /* the one at hand */
  QzPurposes *purposes;
  QzSheet *made;
} Batching;

QzSheet *
qz_payment_orders (QzBook *book, const char *document, GError **error)
{
  g_autoptr (QzDocumentRecord) record = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("orders");

  record = qz_document_repo_find (qz_book_get_store (book), document, error);
  if (record == NULL)
    return NULL;
  open = qz_bank_repo_list_open (qz_book_get_store (book), record->id, error);
  if (open == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "document", _("Document"), record->number);
  qz_sheet_add_column (sheet, "line_no", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "payee_account", _("Payee account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "payee_name", _("Payee"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "bank_no", _("Bank number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "attempt", _("Attempt"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "pay_key", _("Payment key"), QZ_VALUE_TEXT);
  for (guint i = 0; i < open->len; i++)
    {
      const QzOpenPayment *payment = open->pdata[i];
      guint row = qz_sheet_add_row (sheet);
      qz_sheet_put_number (sheet, row, 0, payment->line_no);
      qz_sheet_put_text (sheet, row, 1, payment->provider_code);
      qz_sheet_put_text (sheet, row, 2, payment->provider_name);
      qz_sheet_put_text (sheet, row, 3, payment->payee_account);
      qz_sheet_put_text (sheet, row, 4, payment->payee_name);
      qz_sheet_put_text (sheet, row, 5, payment->bank_no);
      qz_sheet_put_number (sheet, row, 6, payment->amount_fen);
      qz_sheet_put_number (sheet, row, 7, payment->attempt);
      qz_sheet_put_text (sheet, row, 8, payment->pay_key);
    }
  return g_steal_pointer (&sheet);
}

static gboolean refuse (GError **error, const char *id, const char *rule, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
refuse (GError **error, const char *id, const char *rule, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  qz_error_set (error, QZ_ERROR_REFUSED, id, "%s", message);
  qz_error_add_rule (error, rule);
  return FALSE;
}

/* 7.3 rule 1, once more before money moves: signing already refuses it, this is the second path. */
static gboolean
check_three_persons (const QzDocumentRecord *document, GPtrArray *events, GError **error)
{
  const QzDocumentEvent *made = qz_document_events_find (events, "make");
  const QzDocumentEvent *reviewed = qz_document_events_find (events, "review");
  const QzDocumentEvent *approved = qz_document_events_find (events, "approve");

  if (made != NULL && reviewed != NULL && approved != NULL
      && !g_str_equal (made->actor, reviewed->actor) && !g_str_equal (made->actor, approved->actor)
      && !g_str_equal (reviewed->actor, approved->actor))
    return TRUE;
  return refuse (error, "three-persons", "7.3-1",
                 _("%s was not signed by three different persons, so it cannot be paid."),
                 document->number);
}

/* AMB-08: no money before the data were pushed and the signed sheet was handed over. */
static gboolean
check_hand_over (Batching *self, GPtrArray *events, GError **error)
{
  g_autoptr (QzPolicy) policy =
      qz_policy_for_pack (self->book, self->document->policy_pack_id, error);

  if (policy == NULL)
    return FALSE;
  if (self->document->kind != QZ_DOCUMENT_DAILY || qz_policy_get_daily (policy) == NULL
      || !qz_policy_get_daily (policy)->hand_over_required)
    return TRUE;
  if (qz_document_events_find (events, "push") == NULL)
    return refuse (error, "not-pushed", "JL-11d",
                   _("%s was not yet pushed to finance. “%s” comes first."),
                   self->document->number, qz_document_act_get_label (QZ_ACT_PUSH));
  if (qz_document_events_find (events, "hand-over") == NULL)
    return refuse (error, "not-handed-over", "JL-11e",
                   _("Finance has not yet received the signed summary sheet of %s. “%s” comes "
                      "first (AMB-08)."),
                   self->document->number, qz_document_act_get_label (QZ_ACT_HAND_OVER));
  return TRUE;
}

static gboolean
check_state (const QzDocumentRecord *document, GError **error)
{
  if (document->state == QZ_STATE_APPROVED || document->state == QZ_STATE_SENT
      || document->state == QZ_STATE_PART_PAID || document->state == QZ_STATE_FAILED)
    return TRUE;
  return refuse (error, "not-approved", "7.3-1",
                 _("%s is “%s”; only an approved document can be paid."), document->number,
                 qz_state_get_name (document->state));
}

static gboolean
check_payee (Batching *self, const QzOpenPayment *payment, GError **error)
{
  g_autofree char *batch = NULL;

  if (payment->payee_account_id == 0)
    return refuse (error, "no-payee-account", "7.3-1",
                   _("%s, line %u: provider %s %s has no bank account. Import it with "
                      "accounts.csv."),
                   payment->document, payment->line_no, payment->provider_code,
                   payment->provider_name);
  if (!qz_bank_repo_find_living_key (qz_book_get_store (self->book), payment->pay_key, &batch,
                                     error))
    return FALSE;
  if (batch == NULL)
    return TRUE;
  return refuse (error, "duplicate-pay-key", "7.3-1",
                 _("%s, line %u: the payment %s is already in bank batch %s; paying it again "
                    "would pay twice."),
                 payment->document, payment->line_no, payment->pay_key, batch);
}

/* AMB-32, JL-15a: what may no longer be sent is withdrawn for good, for the month settlement pays
 * those costs; what only waits is left for another day. @out_n: how many were withdrawn. */
static gboolean
withdraw_unfit (Batching *self, GPtrArray *open, guint *out_n, GError **error)
{
  for (guint i = open->len; i > 0; i--)
    {
      const QzOpenPayment *payment = open->pdata[i - 1];
      const QzPayQuestion question = { self->document->kind, payment->document_line_id,
                                       payment->provider_id, self->context->clock.today };
      g_autofree char *why = NULL;
      QzPayFitness fitness;
      if (!qz_pay_fitness_judge (qz_book_get_store (self->book), &question, &fitness, &why, error))
        return FALSE;
      if (fitness == QZ_PAY_DUE)
        continue;
      if (fitness == QZ_PAY_WITHDRAWN
          && !qz_withdrawal_repo_insert (self->act, payment->document_line_id,
                                         self->context->clock.today, why, error))
        return FALSE;
      *out_n += fitness == QZ_PAY_WITHDRAWN;
      g_ptr_array_remove_index (open, i - 1);
    }
  return TRUE;
}

/* The first line of a batch that may not be sent any more; 0: none. */
static gboolean
find_unfit (QzStore *store, const QzContext *context, const QzBankBatch *batch, GPtrArray *lines,
            guint *out_line, char **out_why, GError **error)
{
  QzPayQuestion question = { QZ_DOCUMENT_DAILY };

  *out_line = 0;
  qz_document_kind_from_biz_type (batch->biz_type, &question.kind);
  for (guint i = 0; i < lines->len && *out_line == 0; i++)
    {
      const QzBankLine *line = lines->pdata[i];
      QzPayFitness fitness;
      question.document_line_id = line->document_line_id;
      question.provider_id = line->provider_id;
      question.today = context->clock.today;
      if (!qz_pay_fitness_judge (store, &question, &fitness, out_why, error))
        return FALSE;
      if (fitness != QZ_PAY_DUE)
        *out_line = line->line_no;
    }
  return TRUE;
}

/* AMB-32: a batch that was made but never written, with a line that may not be sent any more, is
 * given up; its lines are open again. */
static gboolean
give_up_batch (Batching *self, const char *number, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);
  g_autoptr (QzBankBatch) batch = qz_bank_repo_find_batch (store, number, error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *why = NULL;
  QzBankFileRecord file;
  guint line = 0;

  lines = batch != NULL ? qz_bank_repo_list_lines (store, batch->id, error) : NULL;
  if (lines == NULL || !find_unfit (store, self->context, batch, lines, &line, &why, error))
    return FALSE;
  if (line == 0)
    return TRUE;
  file = (QzBankFileRecord) { batch->id, "in", "", "", "given-up", why };
  return qz_bank_repo_insert_file (self->act, &file, error) != 0
         && qz_bank_repo_set_batch_state (self->act, batch->id, "failed", error);
}

static gboolean
give_up_batches (Batching *self, GError **error)
{
  g_autoptr (GPtrArray) numbers =
      qz_bank_repo_list_unsent (qz_book_get_store (self->book), self->document->id, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      if (!give_up_batch (self, numbers->pdata[i], error))
        return FALSE;
    }
  return numbers != NULL;
}

static char *
make_batch_number (Batching *self, QzDay pay_day, GError **error)
{
  const char *biz = qz_document_kind_get_biz_type (self->document->kind);
  g_autofree char *scope = NULL;
  int y = 0, m = 0, d = 0;
  gint64 number = 0;

  /* The file is named by pay day and sequence (7.2): counted by another day, a batch made on a day
   * off and one made on the next working day would get the same name. */
  qz_day_to_ymd (pay_day, &y, &m, &d);
  scope =
      g_strdup_printf ("%.6s%s%02d%02d%02d", qz_book_get_agency (self->book), biz, y % 100, m, d);
  if (!qz_act_next_number (self->act, scope, &number, error))
    return NULL;
  return g_strdup_printf ("%s%04d", scope, (int) number);
}

static QzBankBatch *
prepare_batch (Batching *self, GPtrArray *open, guint from, guint n, GError **error)
{
  g_autoptr (QzBankBatch) batch = g_new0 (QzBankBatch, 1);
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);

  if (calendar == NULL)
    return NULL;
  batch->biz_type = g_strdup (qz_document_kind_get_biz_type (self->document->kind));
  batch->insurance = self->document->insurance;
  /* 7.3 rule 8: the bank works on the next working day; each line keeps its claim day. */
  batch->pay_day = qz_calendar_roll_forward (calendar, self->context->clock.today);
  batch->number = make_batch_number (self, batch->pay_day, error);
  if (batch->number == NULL)
    return NULL;
  batch->n_lines = n;
  for (guint i = from; i < from + n; i++)
    {
      const QzOpenPayment *payment = open->pdata[i];
      if (!qz_fen_accumulate (&batch->total_fen, payment->amount_fen, error))
        return NULL;
    }
  if (!qz_bank_repo_find_payer (qz_book_get_store (self->book), self->document->agency,
                                batch->insurance, &batch->payer_account_id, error))
    return NULL;
  if (batch->payer_account_id == 0)
    {
      refuse (error, "no-payer-account", "SQ-4.1",
              _("Agency %s has no expenditure account (acc_out) for %s. Import it with "
                 "accounts.csv."),
              self->document->agency, qz_insurance_get_name (batch->insurance));
      return NULL;
    }
  return g_steal_pointer (&batch);
}

static void
add_made_row (Batching *self, const QzBankBatch *batch)
{
  guint row = qz_sheet_add_row (self->made);

  qz_sheet_put_text (self->made, row, 0, batch->number);
  qz_sheet_put_text (self->made, row, 1, self->document->number);
  qz_sheet_put_text (self->made, row, 2, qz_insurance_to_text (batch->insurance));
  qz_sheet_put_number (self->made, row, 3, batch->pay_day);
  qz_sheet_put_number (self->made, row, 4, batch->n_lines);
  qz_sheet_put_number (self->made, row, 5, batch->total_fen);
}

/* The bytes of a batch's file; the same every time. (transfer full) */
static GBytes *
render_batch (const QzBankBatch *batch, GPtrArray *lines, GError **error)
{
  QzBankHead head = { batch->number,  batch->biz_type,  batch->payer_account, batch->payer_name,
                      batch->n_lines, batch->total_fen, batch->pay_day };
  g_autofree QzBankPayment *payments = g_new0 (QzBankPayment, lines->len + 1);

  for (guint i = 0; i < lines->len; i++)
    {
      const QzBankLine *line = lines->pdata[i];
      payments[i] = (QzBankPayment) { line->line_no,    line->pay_key, line->payee_account,
                                      line->payee_name, line->bank_no, line->bank_name,
                                      line->amount_fen, line->purpose, line->attempt };
    }
  return qz_bank_file_write (&head, payments, lines->len, BATCH_ENCODING, error);
}

/* What cannot be written (7.2: “|” in a name, a name too long) is found before the batch stands,
 * not when it should go out and can no longer be changed. */
static gboolean
check_writable (Batching *self, const QzBankBatch *made, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);
  g_autoptr (QzBankBatch) batch = qz_bank_repo_find_batch (store, made->number, error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GBytes) bytes = NULL;

  lines = batch != NULL ? qz_bank_repo_list_lines (store, batch->id, error) : NULL;
  bytes = lines != NULL ? render_batch (batch, lines, error) : NULL;
  return bytes != NULL;
}

static gboolean
write_batch (Batching *self, GPtrArray *open, guint from, guint n, GError **error)
{
  g_autoptr (QzBankBatch) batch = prepare_batch (self, open, from, n, error);

  if (batch == NULL || !qz_bank_repo_insert_batch (self->act, batch, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const QzOpenPayment *payment = open->pdata[from + i];
      g_autofree char *purpose =
          qz_purposes_dup (self->purposes, self->document->kind, self->document->insurance,
                           payment->period, payment->business_day);
      if (!check_payee (self, payment, error)
          || !qz_bank_repo_insert_line (self->act, batch->id, i + 1, payment, purpose, error))
        return FALSE;
    }
  add_made_row (self, batch);
  return check_writable (self, batch, error);
}

/* Says why nothing of a document is open. */
static gboolean
refuse_nothing_open (Batching *self, GError **error)
{
  QzPayCount count = { 0 };

  if (!qz_bank_repo_count_document (qz_book_get_store (self->book), self->document->id, &count,
                                    error))
    return FALSE;
  if (count.n_open > 0)
    return refuse (error, "at-the-bank", "7.3-4",
                   _("%s: %u lines are at the bank and not answered, or their outcome is unknown "
                      "(01, 09). Ask the bank and take in its return file; they are never sent "
                      "again by themselves."),
                   self->document->number, count.n_open);
  return refuse (error, "nothing-to-pay", "7.3-1", _("%s has no line left to pay."),
                 self->document->number);
}

static gboolean
batch_document (Batching *self, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) open = NULL;
  guint n_withdrawn = 0;

  events = qz_document_repo_get_events (store, self->document->id, error);
  if (events == NULL || !check_state (self->document, error)
      || !check_three_persons (self->document, events, error)
      || !check_hand_over (self, events, error) || !give_up_batches (self, error))
    return FALSE;
  open = qz_bank_repo_list_open (store, self->document->id, error);
  if (open == NULL)
    return FALSE;
  if (open->len == 0)
    return refuse_nothing_open (self, error);
  if (!withdraw_unfit (self, open, &n_withdrawn, error))
    return FALSE;
  if (open->len == 0 && n_withdrawn == 0)
    return refuse (error, "provider-out", "7.3-1",
                   _("%s: the money that came back waits until its providers take part again."),
                   self->document->number);
  for (guint from = 0; from < open->len; from += MAX_BATCH_LINES)
    {
      if (!write_batch (self, open, from, MIN (MAX_BATCH_LINES, open->len - from), error))
        return FALSE;
    }
  if (n_withdrawn > 0)
    return qz_pay_status_update (self->act, self->document->id, "withdraw",
                                 _("Lines were withdrawn: their providers are out (AMB-32) or "
                                    "their month is settled (JL-15a)."),
                                 error);
  return TRUE;
}

QzSheet *
qz_payment_batch (QzBook *book, const QzContext *context, const char *const *documents,
                  GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, "pay batch",
                                             qz_right_get_roles (QZ_RIGHT_BATCH), error);
  g_autoptr (QzSheet) made = qz_sheet_new ("batches");
  g_autoptr (QzPurposes) purposes = qz_purposes_load (book, error);
  Batching self = { book, context, act, NULL, purposes, made };

  if (act == NULL || purposes == NULL)
    return NULL;
  qz_sheet_add_column (made, "batch", _("Batch"), QZ_VALUE_TEXT);
  qz_sheet_add_column (made, "document", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (made, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (made, "pay_day", _("Pay day"), QZ_VALUE_DAY);
  qz_sheet_add_column (made, "lines", _("Lines"), QZ_VALUE_COUNT);
  qz_sheet_add_column (made, "total", _("Total"), QZ_VALUE_FEN);
  for (guint i = 0; documents[i] != NULL; i++)
    {
      g_autoptr (QzDocumentRecord) record =
          qz_document_repo_find (qz_book_get_store (book), documents[i], error);
      self.document = record;
      if (record == NULL || !batch_document (&self, error))
        return NULL;
    }
  if (!qz_book_end_act (book, context, g_steal_pointer (&act), error))
    return NULL;
  return g_steal_pointer (&made);
}

QzSheet *
qz_payment_list_batches (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("batches");

  qz_sheet_add_column (sheet, "batch", _("Batch"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "biz_type", _("Business"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "pay_day", _("Pay day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "lines", _("Lines"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "total", _("Total"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "paid_total", _("Paid"), QZ_VALUE_FEN);
  if (!qz_bank_repo_fill_batches (qz_book_get_store (book), sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static void
add_line_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "line_no", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "document", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "document_line", _("Its line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "payee_account", _("Payee account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "payee_name", _("Payee"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "bank_no", _("Bank number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "bank_name", _("Bank"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "purpose", _("Purpose"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "attempt", _("Attempt"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "status", _("Status"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "bank_message", _("Bank's message"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "bank_serial", _("Serial number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "trade_time", _("Trade time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "receipt_no", _("Receipt"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "pay_key", _("Payment key"), QZ_VALUE_TEXT);
}

/* What the bank has answered so far, and what it did not pay. */
static void
add_paid_facts (QzSheet *sheet, const QzBankBatch *batch)
{
  const guint amount = (guint) qz_sheet_find_column (sheet, "amount");
  const guint status = (guint) qz_sheet_find_column (sheet, "status");
  QzFen paid = 0;

  if (g_str_equal (batch->state, "made") || g_str_equal (batch->state, "exported"))
    return;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_sheet_get_text (sheet, row, status), "00") == 0)
      paid += qz_sheet_get_number (sheet, row, amount);
  qz_sheet_set_number (sheet, "paid_total", _("Paid"), QZ_VALUE_FEN, paid);
  qz_sheet_set_number (sheet, "unpaid_total", _("Not paid"), QZ_VALUE_FEN,
                       batch->total_fen - paid);
}

QzSheet *
qz_payment_show_batch (QzBook *book, const char *number, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("lines");
  g_autoptr (QzBankBatch) batch = qz_bank_repo_find_batch (qz_book_get_store (book), number, error);

  if (batch == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "batch", _("Batch"), batch->number);
  qz_sheet_set_text (sheet, "state", _("State"), batch->state);
  qz_sheet_set_text (sheet, "biz_type", _("Business"), batch->biz_type);
  qz_sheet_set_text (sheet, "insurance", _("Insurance"), qz_insurance_to_text (batch->insurance));
  qz_sheet_set_text (sheet, "payer_account", _("Paying account"), batch->payer_account);
  qz_sheet_set_text (sheet, "payer_name", _("Payer"), batch->payer_name);
  qz_sheet_set_number (sheet, "pay_day", _("Pay day"), QZ_VALUE_DAY, batch->pay_day);
  qz_sheet_set_number (sheet, "count", _("Lines"), QZ_VALUE_COUNT, batch->n_lines);
  qz_sheet_set_number (sheet, "total", _("Total"), QZ_VALUE_FEN, batch->total_fen);
  add_line_columns (sheet);
  if (!qz_bank_repo_fill_lines (qz_book_get_store (book), batch->id, sheet, error))
    return NULL;
  add_paid_facts (sheet, batch);
  return g_steal_pointer (&sheet);
}

static char *
make_file_name (const QzBankBatch *batch)
{
  int y = 0, m = 0, d = 0;
  const char *seq = batch->number + strlen (batch->number) - 4;

  qz_day_to_ymd (batch->pay_day, &y, &m, &d);
  return g_strdup_printf ("YB%.6s_%s_%04d%02d%02d_%s.txt", batch->number, batch->biz_type, y, m, d,
                          seq);
}

/* Moves every document of the batch on, once each. */
static gboolean
update_documents (QzAct *act, GPtrArray *lines, const char *act_name, const char *reason,
                  GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      QzBankLine *line = lines->pdata[i];
      if (!g_hash_table_add (done, &line->document_id))
        continue;
      if (!qz_pay_status_update (act, line->document_id, act_name, reason, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
record_export (QzAct *act, const QzBankBatch *batch, GPtrArray *lines, const char *file_name,
               GBytes *bytes, GError **error)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autofree char *digest = qz_digest_bytes (data, size);
  QzBankFileRecord file = { batch->id, "out", file_name, digest, "", "" };

  if (qz_bank_repo_insert_file (act, &file, error) == 0
      || !qz_bank_repo_set_batch_state (act, batch->id, "exported", error))
    return FALSE;
  return update_documents (act, lines, "send", batch->number, error);
}

/* Writing over another file, the book set itself among them, would destroy it; the same batch gives
 * the same bytes, so that an export can be repeated. */
static gboolean
check_target (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) there = NULL;
  g_autoptr (GError) ignored = NULL; /* what cannot be read is not this batch's file either */
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!qz_target_check (path, error))
    return FALSE;
  if (g_file_get_contents (path, &contents, &length, &ignored))
    {
      there = g_bytes_new_take (g_steal_pointer (&contents), length);
      if (g_bytes_equal (there, bytes))
        return TRUE;
    }
  return refuse (error, "file-exists", "7.3-1",
                 _("%s is there already and is not the file of this batch; choose another "
                    "name (--output)"),
                 path);
}

/* Everything is on disk before the book set says "sent", and the file takes its name only after; an
 * interrupted export can be repeated and gives the same bytes. */
static gboolean
write_and_commit (QzBook *book, const QzContext *context, QzAct *act, const char *path,
                  GBytes *bytes, GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (context->dry_run)
    return qz_book_end_act (book, context, act, error);
  if (!g_file_set_contents_full (partial, data, (gssize) size,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0640,
                                 error))
    {
      qz_act_free (act);
      return FALSE;
    }
  if (!qz_book_end_act (book, context, act, error))
    {
      g_unlink (partial);
      return FALSE;
    }
  if (g_rename (partial, path) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "export-rename",
                _("The batch file could not take its name %s: %s. Export the batch once "
                   "more."), path,
                g_strerror (errno));
  return FALSE;
}

/* 7.3 rule 1 once more: between batch and file a provider may have been suspended or its month have
 * been settled. A file that was written before may be with the bank, so it is not judged again. */
static gboolean
check_fit (QzBook *book, const QzContext *context, const QzBankBatch *batch, GPtrArray *lines,
           GError **error)
{
  g_autofree char *why = NULL;
  guint line = 0;

  if (!g_str_equal (batch->state, "made"))
    return TRUE;
  if (!find_unfit (qz_book_get_store (book), context, batch, lines, &line, &why, error))
    return FALSE;
  return line == 0
         || refuse (error, "line-unfit", "AMB-32",
                    _("Bank batch %s, line %u may not be sent any more: %s. Do “pay batch” for "
                       "its document again; that makes a new batch without it."),
                    batch->number, line, why);
}

QzSheet *
qz_payment_export (QzBook *book, const QzContext *context, const char *number, const char *path,
                   GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, "pay export",
                                             qz_right_get_roles (QZ_RIGHT_EXPORT), error);
  g_autoptr (QzBankBatch) batch = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("export");
  g_autofree char *file_name = NULL;
  g_autofree char *target = NULL;

  if (act == NULL)
    return NULL;
  batch = qz_bank_repo_find_batch (qz_book_get_store (book), number, error);
  if (batch == NULL)
    return NULL;
  if (!g_str_equal (batch->state, "made") && !g_str_equal (batch->state, "exported"))
    {
      refuse (error, "batch-answered", "7.3-3",
              _("Bank batch %s is “%s”: it was answered or given up, so it is not exported again. "
                 "Its open lines go into a new batch."),
              number, batch->state);
      return NULL;
    }
  lines = qz_bank_repo_list_lines (qz_book_get_store (book), batch->id, error);
  if (lines == NULL || !check_fit (book, context, batch, lines, error))
    return NULL;
  bytes = render_batch (batch, lines, error);
  if (bytes == NULL)
    return NULL;
  file_name = make_file_name (batch);
  target = path == NULL                             ? g_strdup (file_name)
           : g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, file_name, NULL)
                                                    : g_strdup (path);
  if (!check_target (target, bytes, error)
      || !record_export (act, batch, lines, file_name, bytes, error)
      || !write_and_commit (book, context, g_steal_pointer (&act), target, bytes, error))
    return NULL;
  qz_sheet_set_text (sheet, "batch", _("Batch"), batch->number);
  qz_sheet_set_text (sheet, "file", _("File"), target);
  qz_sheet_set_number (sheet, "count", _("Lines"), QZ_VALUE_COUNT, batch->n_lines);
  qz_sheet_set_number (sheet, "total", _("Total"), QZ_VALUE_FEN, batch->total_fen);
  return g_steal_pointer (&sheet);
}
