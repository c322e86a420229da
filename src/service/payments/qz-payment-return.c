/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what the bank says (domain 7.3 rules 2–6). */
#include <glib/gi18n-lib.h>

#include "qz-bank-repo.h"
#include "qz-book-private.h"
#include "qz-document-posting.h"
#include "qz-error.h"
#include "qz-pay-status.h"
#include "qz-payments.h"
#include "qz-roles.h"
#include "qz-target.h"

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzAct *act;
  char *file_name;
  char *digest;
  QzBankReturn *ret;
  QzBankBatch *batch;
  GPtrArray *lines; /* QzBankLine, line n at n - 1 */
  gint64 file_id;
  guint n_changed;
} Taking;

static void
taking_clear (Taking *self)
{
  g_free (self->file_name);
  g_free (self->digest);
  g_clear_pointer (&self->ret, qz_bank_return_free);
  g_clear_pointer (&self->batch, qz_bank_batch_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

static gboolean fail (Taking *self, guint line, const char *field, const char *id, GError **error,
                      const char *format, ...) G_GNUC_PRINTF (6, 7);

/* Every refusal names file and line and says that nothing was taken in. */
static gboolean
fail (Taking *self, guint line, const char *field, const char *id, GError **error,
      const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  qz_error_set (error, QZ_ERROR_INPUT, id,
                _("%s, line %u: %s Nothing was taken in; ask the bank."),
                self->file_name, line, what);
  qz_error_add_place (error, self->file_name, line, 0, field);
  qz_error_add_rule (error, "7.3-2");
  return FALSE;
}

static gboolean
load_file (Taking *self, const char *path, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  gsize length = 0;

  if (!qz_target_check_source (path, error))
    return FALSE;
  if (!g_file_get_contents (path, &contents, &length, &local))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "cannot-read", "%s", local->message);
      qz_error_add_place (error, path, 0, 0, NULL);
      return FALSE;
    }
  self->file_name = g_path_get_basename (path);
  self->digest = qz_digest_bytes (contents, length);
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  self->ret = qz_bank_return_parse (bytes, self->file_name, error);
  return self->ret != NULL;
}

/* @known: the file was taken in before, so the batch has moved on since. */
static gboolean
load_batch (Taking *self, gboolean known, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);

  self->batch = qz_bank_repo_find_batch (store, qz_bank_return_get_batch_no (self->ret), error);
  if (self->batch == NULL)
    {
      qz_error_add_place (error, self->file_name, 1, 3, "batch_no");
      return FALSE;
    }
  self->lines = qz_bank_repo_list_lines (store, self->batch->id, error);
  if (self->lines == NULL)
    return FALSE;
  if (known)
    return TRUE;
  if (g_str_equal (self->batch->state, "made"))
    return fail (self, 1, "batch_no", "batch-not-exported", error,
                 _("batch %s was never exported from this book set."), self->batch->number);
  if (g_str_equal (self->batch->state, "failed"))
    return fail (self, 1, "batch_no", "batch-failed", error,
                 _("the bank refused batch %s as a whole before; its lines went on in a new "
                    "batch."),
                 self->batch->number);
  return TRUE;
}

/* 7.3 rule 2: the same batch, count and total. */
static gboolean
check_head (Taking *self, GError **error)
{
  g_autofree char *ours = qz_fen_to_decimal (self->batch->total_fen);
  g_autofree char *theirs = qz_fen_to_decimal (qz_bank_return_get_total_fen (self->ret));

  if (qz_bank_return_get_count (self->ret) != (gint64) self->batch->n_lines)
    return fail (self, 1, "count", "return-totals", error,
                 _("the batch has %u lines, the file says %d."), self->batch->n_lines,
                 (int) qz_bank_return_get_count (self->ret));
  if (qz_bank_return_get_total_fen (self->ret) != self->batch->total_fen)
    return fail (self, 1, "total", "return-totals", error,
                 _("the batch total is %s, the file says %s."), ours, theirs);
  return TRUE;
}

static gboolean
check_result (Taking *self, const QzBankResult *result, GHashTable *seen, GError **error)
{
  const QzBankLine *line = NULL;
  QzDay day = QZ_DAY_NONE;

  if (result->line_no < 1 || result->line_no > self->lines->len)
    return fail (self, result->file_line, "line_no", "return-unknown-line", error,
                 _("batch %s has no line %u."), self->batch->number, result->line_no);
  line = self->lines->pdata[result->line_no - 1];
  if (!g_hash_table_add (seen, GUINT_TO_POINTER (result->line_no)))
    return fail (self, result->file_line, "line_no", "return-line-twice", error,
                 _("line %u stands in the file twice."), result->line_no);
  if (!g_str_equal (line->pay_key, result->pay_key))
    return fail (self, result->file_line, "pay_key", "return-pay-key", error,
                 _("line %u has the key %s in the batch, %s here."), result->line_no, line->pay_key,
                 result->pay_key);
  if (line->amount_fen != result->amount_fen)
    return fail (self, result->file_line, "amount", "return-amount", error,
                 _("the amount of line %u is another one than in the batch."), result->line_no);
  if (!g_str_equal (line->status, result->status)
      && !qz_bank_status_may_follow (line->status, result->status))
    return fail (self, result->file_line, "status", "return-status-order", error,
                 _("line %u is %s and cannot become %s."), result->line_no, line->status,
                 result->status);
  if (*result->trade_time != '\0' && qz_day_parse_plain (result->trade_time, 10, &day)
      && day > self->context->clock.today)
    return fail (self, result->file_line, "trade_time", "return-future", error,
                 _("its trade date lies after today."));
  if (day != QZ_DAY_NONE && self->batch->made_on != QZ_DAY_NONE && day < self->batch->made_on)
    return fail (self, result->file_line, "trade_time", "return-before-batch", error,
                 _("its trade date lies before the day on which the batch was made."));
  return TRUE;
}

static gboolean
check_results (Taking *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < qz_bank_return_get_n_results (self->ret); i++)
    {
      if (!check_result (self, qz_bank_return_get_result (self->ret, i), seen, error))
        return FALSE;
    }
  return TRUE;
}

static QzDay
get_voucher_day (Taking *self, const QzBankResult *result)
{
  QzDay day = QZ_DAY_NONE;

  /* A return (03) may come without a time: then it is known since today. */
  if (*result->trade_time != '\0' && qz_day_parse_plain (result->trade_time, 10, &day))
    return day;
  return self->context->clock.today;
}

/* EV-09 undoes a payment. When the bank's first word is that the money came back (03), it had gone
 * out before, so that is booked too; else the payment would be in no book when it is made again. */
static gboolean
post_back (QzDocumentPosting *posting, const QzBankWord *word, gboolean known_paid, GError **error)
{
  return (known_paid || qz_document_posting_paid (posting, word, error))
         && qz_document_posting_returned (posting, word, error);
}

static gboolean
take_result (Taking *self, QzDocumentPosting *posting, const QzBankResult *result, GError **error)
{
  QzBankLine *line = self->lines->pdata[result->line_no - 1];
  QzBankWord word = {
    line->document_id, line->document_line_id,        0, self->batch->payer_account_id,
    line->amount_fen,  get_voucher_day (self, result)
  };
  const gboolean known_paid = g_str_equal (line->status, "00");

  if (g_str_equal (line->status, result->status))
    return TRUE;
  word.bank_line_event_id =
      qz_bank_repo_insert_result (self->act, line->id, self->file_id, result, error);
  if (word.bank_line_event_id == 0)
    return FALSE;
  self->n_changed++;
  g_free (line->status);
  line->status = g_strdup (result->status);
  if (g_str_equal (result->status, "00"))
    return qz_document_posting_paid (posting, &word, error);
  if (g_str_equal (result->status, "03"))
    return post_back (posting, &word, known_paid, error);
  return TRUE;
}

static gboolean
take_results (Taking *self, GError **error)
{
  g_autoptr (QzDocumentPosting) posting = qz_document_posting_new (self->book, self->act, error);
  guint n = qz_bank_return_get_n_results (self->ret);

  if (posting == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!qz_check_cancelled (self->context->cancellable, error)
          || !take_result (self, posting, qz_bank_return_get_result (self->ret, i), error))
        return FALSE;
      qz_progress_report (self->context->progress, _("Taking in the bank's return"), i + 1, n);
    }
  return qz_document_posting_finish (posting, error);
}

/* 7.3 rule 6: paid when all lines are 00, part-paid when mixed. */
static const char *
get_batch_state (Taking *self)
{
  guint n_paid = 0;

  if (!g_str_equal (qz_bank_return_get_file_status (self->ret), "00"))
    return "failed";
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzBankLine *line = self->lines->pdata[i];
      n_paid += g_str_equal (line->status, "00");
    }
  return n_paid == self->lines->len ? "paid" : n_paid > 0 ? "part-paid" : "answered";
}

static gboolean
update_documents (Taking *self, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->lines->len; i++)
    {
      QzBankLine *line = self->lines->pdata[i];
      if (g_hash_table_add (done, &line->document_id)
          && !qz_pay_status_update (self->act, line->document_id, "return", self->batch->number,
                                    error))
        return FALSE;
    }
  return TRUE;
}

/* 7.3 rule 3: a refused file changes no line, only the batch. “Duplicate batch” (13) says that the
 * bank has the batch already, so what became of its lines is unknown, not failed (7.3 rule 4). */
static gboolean
check_refused_file (Taking *self, GError **error)
{
  if (g_str_equal (qz_bank_return_get_file_status (self->ret), "13"))
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "bank-has-batch",
                    _("The bank says that it has batch %s already (13): its payments may have "
                       "been made. Nothing was taken in; ask the bank for the return file of that "
                       "batch."),
                    self->batch->number);
      qz_error_add_place (error, self->file_name, 1, 0, "file_status");
      qz_error_add_rule (error, "7.3-4");
      return FALSE;
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzBankLine *line = self->lines->pdata[i];
      if (*line->status != '\0')
        return fail (self, 1, "file_status", "return-refused-late", error,
                     _("the file refuses batch %s as a whole, but the bank has answered its lines "
                        "before."),
                     self->batch->number);
    }
  return TRUE;
}

static gboolean
take (Taking *self, GError **error)
{
  gboolean accepted = g_str_equal (qz_bank_return_get_file_status (self->ret), "00");
  QzBankFileRecord file = { self->batch->id,
                            "in",
                            self->file_name,
                            self->digest,
                            qz_bank_return_get_file_status (self->ret),
                            qz_bank_return_get_message (self->ret) };

  if (accepted ? !(check_head (self, error) && check_results (self, error))
               : !check_refused_file (self, error))
    return FALSE;
  self->file_id = qz_bank_repo_insert_file (self->act, &file, error);
  if (self->file_id == 0 || (accepted && !take_results (self, error)))
    return FALSE;
  return qz_bank_repo_set_batch_state (self->act, self->batch->id, get_batch_state (self), error)
         && update_documents (self, error);
}

static QzSheet *
report (Taking *self, gboolean known)
{
  QzSheet *sheet = qz_sheet_new ("return");
  guint n_paid = 0, n_failed = 0, n_open = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzBankLine *line = self->lines->pdata[i];
      gboolean failed = g_str_equal (line->status, "02") || g_str_equal (line->status, "03");
      n_paid += g_str_equal (line->status, "00");
      n_failed += failed;
      n_open += !failed && !g_str_equal (line->status, "00");
    }
  qz_sheet_set_text (sheet, "batch", _("Batch"), self->batch->number);
  qz_sheet_set_number (sheet, "already_taken", _("Taken in before"), QZ_VALUE_BOOL, known);
  qz_sheet_set_text (sheet, "state",
                     _("State"), known ? self->batch->state : get_batch_state (self));
  qz_sheet_set_text (sheet, "file_status", _("File status"),
                     qz_bank_return_get_file_status (self->ret));
  qz_sheet_set_text (sheet, "message",
                     _("Bank's message"), qz_bank_return_get_message (self->ret));
  qz_sheet_set_number (sheet, "changed", _("Lines changed"), QZ_VALUE_COUNT, self->n_changed);
  qz_sheet_set_number (sheet, "paid", _("Paid"), QZ_VALUE_COUNT, n_paid);
  qz_sheet_set_number (sheet, "failed", _("Failed"), QZ_VALUE_COUNT, n_failed);
  qz_sheet_set_number (sheet, "open", _("Open"), QZ_VALUE_COUNT, n_open);
  return sheet;
}

QzSheet *
qz_payment_return (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  g_auto (Taking) self = { book, context };
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, "pay return",
                                             qz_right_get_roles (QZ_RIGHT_TAKE_RETURN), error);
  gboolean known = FALSE;

  self.act = act;
  if (act == NULL || !load_file (&self, path, error)
      || !qz_bank_repo_has_file (qz_book_get_store (book), self.digest, &known, error)
      || !load_batch (&self, known, error))
    return NULL;
  if (!known
      && (!take (&self, error) || !qz_book_end_act (book, context, g_steal_pointer (&act), error)))
    return NULL;
  return report (&self, known);
}
