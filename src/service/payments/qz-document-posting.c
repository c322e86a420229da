/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-document-posting.h"

#include <glib/gi18n-lib.h>

#include "qz-assist-money-private.h"
#include "qz-book-private.h"
#include "qz-document-line-repo.h"
#include "qz-error.h"
#include "qz-nonlocal-pay.h"
#include "qz-pay-status.h"
#include "qz-policies.h"
#include "qz-posting.h"
#include "qz-summary-repo.h"
#include "qz-voucher-repo.h"

/* Money that came back and was paid out again. */
#define EVENT_RETURNED "EV-09"
#define EVENT_REPAID   "EV-09r"
#define EVENT_HOSPITAL "EV-25"
#define EVENT_RESERVE  "EV-42"
#define EVENT_OWN      "EV-43"

struct _QzDocumentPosting {
  QzBook *book;
  QzAct *act;
  QzVoucherPoster *poster;
  QzChart *chart;
  /* The document at hand: lines of one document come one after another. */
  QzDocumentRecord *document;
  QzPolicy *policy;
  char *made_by;
  char *checked_by;
};

QzDocumentPosting *
qz_document_posting_new (QzBook *book, QzAct *act, GError **error)
{
  g_autoptr (QzDocumentPosting) self = g_new0 (QzDocumentPosting, 1);

  self->book = book;
  self->act = act;
  self->poster = qz_voucher_poster_new (act, error);
  if (self->poster == NULL)
    return NULL;
  self->chart = qz_voucher_repo_load_chart (qz_act_get_store (act), error);
  return self->chart != NULL ? g_steal_pointer (&self) : NULL;
}

static void
forget_document (QzDocumentPosting *self)
{
  g_clear_pointer (&self->document, qz_document_record_free);
  g_clear_pointer (&self->policy, qz_policy_unref);
  g_clear_pointer (&self->made_by, g_free);
  g_clear_pointer (&self->checked_by, g_free);
}

void
qz_document_posting_free (QzDocumentPosting *self)
{
  forget_document (self);
  g_clear_pointer (&self->poster, qz_voucher_poster_free);
  g_clear_pointer (&self->chart, qz_chart_unref);
  g_free (self);
}

static gboolean
read_people (QzDocumentPosting *self, GError **error)
{
  g_autoptr (GPtrArray) events =
      qz_document_repo_get_events (qz_act_get_store (self->act), self->document->id, error);
  const QzDocumentEvent *made = NULL;
  const QzDocumentEvent *approved = NULL;

  if (events == NULL)
    return FALSE;
  made = qz_document_events_find (events, "make");
  approved = qz_document_events_find (events, "approve");
  if (made == NULL || approved == NULL)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "not-approved",
                    _("%s was not approved, so it cannot be posted."), self->document->number);
      return FALSE;
    }
  self->made_by = g_strdup (made->actor);
  self->checked_by = g_strdup (approved->actor);
  return TRUE;
}

static gboolean
turn_to (QzDocumentPosting *self, gint64 document_id, GError **error)
{
  if (self->document != NULL && self->document->id == document_id)
    return TRUE;
  forget_document (self);
  self->document = qz_document_repo_get (qz_act_get_store (self->act), document_id, error);
  if (self->document == NULL)
    return FALSE;
  self->policy = qz_policy_for_pack (self->book, self->document->policy_pack_id, error);
  return self->policy != NULL && read_people (self, error);
}

static const QzPostingRule *
find_rule (QzDocumentPosting *self, const char *event, GError **error)
{
  const QzPostingRule *rule = qz_policy_find_posting (self->policy, event);

  if (rule == NULL)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "no-posting-rule",
                    _("Policy %s has no posting rule %s, which %s needs. Add it to the pack."),
                    qz_policy_get_id (self->policy), event, self->document->number);
      qz_error_add_rule (error, event);
    }
  return rule;
}

static QzVoucher *
make_voucher (QzDocumentPosting *self, const QzPostingRule *rule, const QzPostingInput *input,
              const QzDocumentLine *line, QzDay day, GError **error)
{
  g_autofree char *ledger = qz_ledger_dup_name (self->document->agency, self->document->insurance);
  g_autofree char *summary =
      qz_posting_dup_summary (rule, line->provider_name, line->period, self->document->insurance);
  g_autoptr (QzVoucher) voucher = qz_voucher_new (ledger, day, rule->event, summary);

  /* The document's form and, where money moved, the bank's receipt. */
  qz_voucher_set_attachments (voucher, input->bank_account_id != 0 ? 2 : 1);
  qz_voucher_set_people (voucher, self->made_by, self->checked_by, qz_act_get_actor (self->act));
  if (!qz_posting_apply (rule, input, voucher, error)
      || !qz_voucher_check (voucher, self->chart, error))
    return NULL;
  return g_steal_pointer (&voucher);
}

static gboolean
post (QzDocumentPosting *self, const char *event, const QzPostingInput *input,
      const QzDocumentLine *line, QzDay day, gint64 bank_line_event_id, GError **error)
{
  QzVoucherOrigin origin = { line->id, bank_line_event_id, 0 };
  const QzPostingRule *rule = find_rule (self, event, error);
  g_autoptr (QzVoucher) voucher = NULL;

  if (rule == NULL)
    return FALSE;
  voucher = make_voucher (self, rule, input, line, day, error);
  return voucher != NULL && qz_voucher_poster_post (self->poster, voucher, &origin, error) != 0;
}

/* What a settlement line used up, oldest first. (element-type QzOpenItem) */
static GArray *
read_offsets (QzDocumentPosting *self, const QzDocumentLine *line, GError **error)
{
  g_autoptr (GArray) records = NULL;
  GArray *items = NULL;

  records = qz_document_repo_get_offsets (qz_act_get_store (self->act), line->id, error);
  if (records == NULL)
    return NULL;
  items = g_array_new (FALSE, FALSE, sizeof (QzOpenItem));
  for (guint i = 0; i < records->len; i++)
    {
      const QzOffsetRecord *record = &g_array_index (records, QzOffsetRecord, i);
      QzOpenItem item = { record->path, record->period, record->amount_fen };
      g_array_append_val (items, item);
    }
  return items;
}

/* A voucher that may have made accounts, so the chart is read anew. */
static gboolean
post_made (QzDocumentPosting *self, QzVoucher *voucher, const QzDocumentLine *line,
           const QzBankWord *word, GError **error)
{
  const QzVoucherOrigin origin = { line->id, word->bank_line_event_id, 0 };
  g_autoptr (QzChart) chart = NULL;

  qz_voucher_set_attachments (voucher, 1);
  qz_voucher_set_people (voucher, self->made_by, self->checked_by, qz_act_get_actor (self->act));
  chart = qz_voucher_repo_load_chart (qz_act_get_store (self->act), error);
  return chart != NULL && qz_voucher_check (voucher, chart, error)
         && qz_voucher_poster_post (self->poster, voucher, &origin, error) != 0;
}

/* EV-25, in the books of the agency that treats, by whose money it was (AMB-11). */
static gboolean
post_hospital (QzDocumentPosting *self, const char *event, const QzDocumentLine *line,
               const QzBankWord *word, GError **error)
{
  const QzNlHospitalPayment payment = { self->document, line, word->payer_account_id, word->day,
                                        event };
  g_autoptr (QzVoucher) voucher =
      qz_nonlocal_pay_make_voucher (self->book, self->act, self->policy, &payment, error);

  return voucher != NULL && post_made (self, voucher, line, word, error);
}

/* EV-42, EV-43, or a return: nothing where the line has no money of that kind (AMB-26). */
static gboolean
post_assist (QzDocumentPosting *self, const char *event, const QzDocumentLine *line,
             const QzBankWord *word, GError **error)
{
  const QzAssistPayment payment = { self->document, line, word->payer_account_id, word->day,
                                    event };
  g_autoptr (QzVoucher) voucher = NULL;

  if (!qz_assist_pay_make_voucher (self->book, self->act, self->policy, &payment, &voucher, error))
    return FALSE;
  return voucher == NULL || post_made (self, voucher, line, word, error);
}

static gboolean
post_line (QzDocumentPosting *self, const QzDocumentLine *line, const QzBankWord *word,
           GError **error)
{
  QzDocumentKind kind = self->document->kind;
  g_autoptr (GArray) offsets = read_offsets (self, line, error);
  QzPostingInput input = {
    .provider_id = line->provider_id,
    .period = line->period,
    .path = kind == QZ_DOCUMENT_ADVANCE ? QZ_PATH_MPREPAY : QZ_PATH_DAILY,
    .bank_account_id = word->payer_account_id,
    .pay_fen = word->amount_fen,
  };
  const char *event = NULL;

  if (offsets == NULL)
    return FALSE;
  if (kind == QZ_DOCUMENT_SETTLEMENT)
    input.payable_fen = line->figures[QZ_SETTLE_PAYABLE];
  input.offsets = (const QzOpenItem *) (void *) offsets->data;
  input.n_offsets = offsets->len;
  event = qz_posting_pick_event (kind, &input);
  if (event == NULL)
    return TRUE;
  return post (self, event, &input, line, word->day, word->bank_line_event_id, error);
}

/* EV-09 and its undoing move money between the account and 暂收款, nothing else. */
static gboolean
post_returned (QzDocumentPosting *self, const char *event, const QzDocumentLine *line,
               const QzBankWord *word, GError **error)
{
  QzPostingInput input = {
    .provider_id = line->provider_id,
    .period = line->period,
    .bank_account_id = word->payer_account_id,
    .pay_fen = word->amount_fen,
    .payable_fen = word->amount_fen,
  };

  if (self->document->kind == QZ_DOCUMENT_NONLOCAL)
    return post_hospital (self, event, line, word, error);
  if (self->document->kind == QZ_DOCUMENT_ASSIST)
    return post_assist (self, event, line, word, error);
  return post (self, event, &input, line, word->day, word->bank_line_event_id, error);
}

static QzDocumentLine *
read_line (QzDocumentPosting *self, const QzBankWord *word, GError **error)
{
  g_autoptr (QzDocumentLine) line = NULL;

  if (!turn_to (self, word->document_id, error))
    return NULL;
  line = qz_document_repo_get_line (qz_act_get_store (self->act), word->document_line_id, error);
  if (line == NULL)
    return NULL;
  if (line->pay_fen != word->amount_fen)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "K12",
                    _("%s, line %d: the bank moved another amount than the document says."),
                    self->document->number, (int) line->line_no);
      qz_error_add_rule (error, "K12");
      return NULL;
    }
  return g_steal_pointer (&line);
}

static gboolean
sum_up (QzDocumentPosting *self, const QzDocumentLine *line, const QzBankWord *word, QzFen out_fen,
        QzFen back_fen, GError **error)
{
  const QzMovedRecord moved = { word->document_id, line->period, word->day, out_fen, back_fen };

  return qz_summary_repo_add_moved (self->act, &moved, error);
}

gboolean
qz_document_posting_paid (QzDocumentPosting *self, const QzBankWord *word, GError **error)
{
  g_autoptr (QzDocumentLine) line = read_line (self, word, error);
  gint64 n_returned = 0;

  if (line == NULL
      || !qz_voucher_repo_count_open (qz_act_get_store (self->act), line->id, EVENT_RETURNED,
                                      EVENT_REPAID, &n_returned, error))
    return FALSE;
  if (!sum_up (self, line, word, word->amount_fen, 0, error))
    return FALSE;
  if (n_returned > 0)
    return post_returned (self, EVENT_REPAID, line, word, error);
  if (self->document->kind == QZ_DOCUMENT_NONLOCAL)
    return post_hospital (self, EVENT_HOSPITAL, line, word, error);
  if (self->document->kind == QZ_DOCUMENT_ASSIST)
    return post_assist (self, EVENT_RESERVE, line, word, error)
           && post_assist (self, EVENT_OWN, line, word, error);
  return post_line (self, line, word, error);
}

gboolean
qz_document_posting_returned (QzDocumentPosting *self, const QzBankWord *word, GError **error)
{
  g_autoptr (QzDocumentLine) line = read_line (self, word, error);

  return line != NULL && sum_up (self, line, word, 0, word->amount_fen, error)
         && post_returned (self, EVENT_RETURNED, line, word, error);
}

gboolean
qz_document_posting_finish (QzDocumentPosting *self, GError **error)
{
  return qz_voucher_poster_finish (self->poster, error);
}

static gboolean
post_lines_without_cash (QzDocumentPosting *self, const QzDocumentRecord *document, GError **error)
{
  g_autoptr (GPtrArray) lines =
      qz_document_repo_get_lines (qz_act_get_store (self->act), document->id, error);

  if (lines == NULL || !turn_to (self, document->id, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const QzDocumentLine *line = lines->pdata[i];
      QzBankWord word = { document->id, line->id, 0, 0, 0, qz_act_get_clock (self->act)->today };
      if (line->pay_fen == 0 && !post_line (self, line, &word, error))
        return FALSE;
    }
  return qz_document_posting_finish (self, error);
}

gboolean
qz_document_posting_on_approved (QzBook *book, QzAct *act, const QzDocumentRecord *document,
                                 GError **error)
{
  g_autoptr (QzDocumentPosting) self = NULL;

  if (document->kind == QZ_DOCUMENT_SETTLEMENT)
    {
      self = qz_document_posting_new (book, act, error);
      if (self == NULL || !post_lines_without_cash (self, document, error))
        return FALSE;
    }
  return document->total_fen > 0
         || qz_pay_status_update (act, document->id, "settle", _("Nothing is to be paid in cash."),
                                  error);
}
