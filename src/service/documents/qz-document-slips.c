/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-document-slips.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-bank-repo.h"
#include "qz-book-private.h"
#include "qz-chart.h"
#include "qz-document-lists.h"
#include "qz-document-show-private.h"
#include "qz-explain.h"
#include "qz-policies.h"
#include "qz-print.h"
#include "qz-settle-repo.h"

typedef struct {
  QzBook *book;
  QzStore *store;
  const QzDocumentRecord *head;
  GPtrArray *lines;
  GPtrArray *events;
  char *agency_name;
  char *pool_area;
  QzDay pay_day;        /* QZ_DAY_NONE: in no bank batch yet, so nobody knows */
  const char *provider; /* nullable */
  char *due_note;       /* that the due day was counted without a year's holidays; "" */
  GPtrArray *sheets;
} Filling;

static void
filling_clear (Filling *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->agency_name, g_free);
  g_clear_pointer (&self->pool_area, g_free);
  g_clear_pointer (&self->due_note, g_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

/* ── facts of all forms ──────────────────────────────────────────────────────────────────────── */

static void
set_signer (Filling *self, QzSheet *sheet, const char *fact, const char *title,
            const char *act_name)
{
  const QzDocumentEvent *event = qz_document_events_find (self->events, act_name);

  if (event != NULL)
    qz_sheet_set_text (sheet, fact, title,
                       *event->full_name != '\0' ? event->full_name : event->actor);
}

/* "2026-02-24T19:00:05" as people write it, its time cut after @n_time letters. */
static char *
dup_paper_time (const char *time, guint n_time)
{
  QzDay day;
  int year, month, mday;

  if (!qz_day_parse_plain (time, 10, &day) || strlen (time) < 11 + n_time)
    return g_strdup (time);
  qz_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%d年%d月%d日 %.*s", year, month, mday, (int) n_time, time + 11);
}

static void
set_time (Filling *self, QzSheet *sheet)
{
  const QzDocumentEvent *made = qz_document_events_find (self->events, "make");
  const QzDocumentEvent *received = qz_document_events_find (self->events, "hand-over");
  QzDay day;

  if (made != NULL && qz_day_parse_plain (made->business_time, 10, &day))
    qz_sheet_set_number (sheet, "made_day", _("Made on"), QZ_VALUE_DAY, day);
  if (received != NULL)
    {
      g_autofree char *at = dup_paper_time (received->business_time, 5);

      qz_sheet_set_text (sheet, "received_at", _("Received at"), at);
    }
}

static void
set_common (Filling *self, QzSheet *sheet)
{
  const QzDocumentRecord *head = self->head;
  g_autofree char *insurance =
      g_strconcat (qz_insurance_get_paper_name (head->insurance), "医保", NULL);

  qz_sheet_set_text (sheet, "document_no", _("Number"), head->number);
  qz_sheet_set_text (sheet, "pool_area", _("Pool area"), self->pool_area);
  qz_sheet_set_text (sheet, "agency_name", _("Agency"), self->agency_name);
  qz_sheet_set_text (sheet, "insurance", _("Insurance"), insurance);
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, head->period);
  qz_sheet_set_number (sheet, "claim_day", _("Claim day"), QZ_VALUE_DAY, head->business_day);
  if (self->pay_day != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, "pay_day", _("Pay day"), QZ_VALUE_DAY, self->pay_day);
  qz_sheet_set_text (sheet, "note", _("Note"), head->note);
  qz_sheet_set_text (sheet, "due_note", _("Due"), self->due_note);
  set_signer (self, sheet, "maker", _("Maker"), "make");
  set_signer (self, sheet, "reviewer", _("Reviewer"), "review");
  set_signer (self, sheet, "approver", _("Approver"), "approve");
  set_signer (self, sheet, "receiver", _("Receiver"), "hand-over");
  set_time (self, sheet);
}

/* The number of the document and of the line that the slip is about. (transfer full) */
static char *
dup_slip_number (Filling *self, gint64 line_no)
{
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, self->head->number, line_no);
}

static gboolean
is_wanted (Filling *self, const char *provider_code)
{
  return self->provider == NULL || g_strcmp0 (self->provider, provider_code) == 0;
}

/* ── one sheet for the whole document ────────────────────────────────────────────────────────── */

static gboolean
add_came_back (Filling *self, QzSheet *sheet, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("deferred");

  qz_sheet_add_column (child, "from_document", _("From document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "claim_day", _("Claim day"), QZ_VALUE_DAY);
  qz_sheet_add_column (child, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (child, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_child (sheet, child);
  return qz_document_lists_fill_came_back (self->store, self->head->id, child, error);
}

/* The ratio stands in the header when one ratio rules the whole insurance. */
static gboolean
set_ratio (Filling *self, QzSheet *sheet, GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policy_for_pack (self->book, self->head->policy_pack_id, error);
  g_autoptr (GError) several = NULL;
  QzPpm ratio;

  if (policy == NULL)
    return FALSE;
  if (qz_policy_get_ratio (policy,
                           &(QzRatioCase) { QZ_PATH_DAILY, self->head->insurance, QZ_MED_UNMAPPED,
                                            NULL, self->head->business_day },
                           &ratio, NULL, &several))
    qz_sheet_set_number (sheet, "ratio", _("Ratio"), QZ_VALUE_PPM, ratio);
  return TRUE;
}

static gboolean
fill_document (Filling *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_document_new_lines (self->head, self->lines);

  set_common (self, sheet);
  if (self->head->kind == QZ_DOCUMENT_DAILY
      && (!set_ratio (self, sheet, error) || !add_came_back (self, sheet, error)))
    return FALSE;
  g_ptr_array_add (self->sheets, g_steal_pointer (&sheet));
  return TRUE;
}

/* ── F-STMT: one sheet a provider ────────────────────────────────────────────────────────────── */

static QzSheet *
new_paid_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("paid");

  qz_sheet_add_column (sheet, "path", _("Path"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "document_no", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "paid", _("Paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "used", _("Used"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "left", _("Left"), QZ_VALUE_FEN);
  return sheet;
}

/* What is taken of @amount: at most what @left still has. */
static QzFen
take (QzFen *left, QzFen amount)
{
  const QzFen part = CLAMP (*left, 0, MAX (amount, 0));

  *left -= part;
  return part;
}

/* What the settlements before this one used of the path and month of @record. */
static QzFen
take_used (GPtrArray *used, const QzPaidRecord *record)
{
  QzFen taken = 0;

  for (guint i = 0; i < used->len; i++)
    {
      QzPaidRecord *before = used->pdata[i];
      QzFen left = -before->amount_fen;

      if (before->path == record->path && before->period == record->period)
        taken += take (&left, record->amount_fen - taken);
      before->amount_fen = -left;
    }
  return taken;
}

static QzFen
take_offset (GArray *offsets, const QzPaidRecord *record, QzFen open)
{
  QzFen taken = 0;

  for (guint i = 0; i < offsets->len; i++)
    {
      QzOffsetRecord *offset = &g_array_index (offsets, QzOffsetRecord, i);

      if (offset->path == record->path && offset->period == record->period)
        taken += take (&offset->amount_fen, open - taken);
    }
  return taken;
}

static void
add_paid_row (QzSheet *sheet, const QzPaidRecord *record, QzFen open, QzFen part)
{
  const guint row = qz_sheet_add_row (sheet);
  QzDay day;

  qz_sheet_put_text (sheet, row, 0,
                     qz_document_kind_get_paper_name (
                         record->path == QZ_PATH_DAILY ? QZ_DOCUMENT_DAILY : QZ_DOCUMENT_ADVANCE));
  qz_sheet_put_text (sheet, row, 1, record->number);
  if (qz_day_parse_plain (record->voucher_day, 10, &day))
    qz_sheet_put_number (sheet, row, 2, day);
  qz_sheet_put_number (sheet, row, 3, record->period);
  qz_sheet_put_number (sheet, row, 4, open);
  qz_sheet_put_number (sheet, row, 5, part);
  qz_sheet_put_number (sheet, row, 6, open - part);
}

/* MS-1, MS-2: every payment that was still open, oldest first; the sums of the columns are what the
 * statement calls (6)+(7)+(8), (9) and (11). */
static void
add_paid_rows (QzSheet *sheet, GPtrArray *paid, GPtrArray *used, GArray *offsets)
{
  for (guint i = 0; i < paid->len; i++)
    {
      const QzPaidRecord *record = paid->pdata[i];
      const QzFen open = record->amount_fen - take_used (used, record);

      if (open != 0)
        add_paid_row (sheet, record, open, take_offset (offsets, record, open));
    }
}

static gboolean
add_paid (Filling *self, QzSheet *sheet, const QzDocumentLine *line, GError **error)
{
  g_autofree char *ledger = qz_ledger_dup_name (self->head->agency, self->head->insurance);
  g_autoptr (GArray) offsets = qz_document_repo_get_offsets (self->store, line->id, error);
  g_autoptr (GPtrArray) used = NULL;
  g_autoptr (GPtrArray) paid = NULL;
  g_autoptr (QzSheet) child = new_paid_sheet ();
  QzPaidQuery query = { ledger, line->provider_id, -1, 0, line->period };

  if (offsets == NULL
      || !qz_document_repo_get_bound (self->store, self->head->id, "voucher",
                                      &query.last_voucher_id, error))
    return FALSE;
  paid = qz_settle_repo_get_paid (self->store, &query, error);
  used = paid == NULL
             ? NULL
             : qz_settle_repo_get_used (self->store, line->provider_id, self->head->insurance,
                                        self->head->id, qz_period_add (line->period, 1), error);
  if (used == NULL)
    return FALSE;
  add_paid_rows (child, paid, used, offsets);
  qz_sheet_add_child (sheet, child);
  return TRUE;
}

static gboolean
add_deductions (Filling *self, QzSheet *sheet, const QzDocumentLine *line, GError **error)
{
  g_autoptr (GPtrArray) rows =
      qz_settle_repo_get_line_deductions (self->store, self->head, line, error);
  g_autoptr (QzSheet) child = qz_sheet_new ("deductions");

  qz_sheet_add_column (child, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "reference", _("Reference"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (child, "reason", _("Reason"), QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "amount", _("Amount"), QZ_VALUE_FEN);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QzDeductionRecord *deduction = rows->pdata[i];
      const guint row = qz_sheet_add_row (child);

      qz_sheet_put_text (child, row, 0, deduction->inspection ? "稽核扣款" : "审核扣款");
      qz_sheet_put_text (child, row, 1, deduction->setl_id);
      qz_sheet_put_number (child, row, 2, deduction->period);
      qz_sheet_put_text (child, row, 3, deduction->reason);
      qz_sheet_put_number (child, row, 4, deduction->amount_fen);
    }
  qz_sheet_add_child (sheet, child);
  return rows != NULL;
}

static gboolean
set_payee (Filling *self, QzSheet *sheet, const char *provider_code, GError **error)
{
  g_autofree char *account = NULL;
  g_autofree char *bank = NULL;

  if (!qz_document_lists_find_payee (self->store, provider_code, self->head->insurance, &account,
                                     &bank, error))
    return FALSE;
  qz_sheet_set_text (sheet, "payee_account", _("Payee's account"), account);
  qz_sheet_set_text (sheet, "payee_bank", _("Payee's bank"), bank);
  return TRUE;
}

static gboolean
add_statement (Filling *self, const QzDocumentLine *line, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("statement");
  const QzDocumentKind kind = self->head->kind;
  g_autofree char *number = dup_slip_number (self, line->line_no);

  set_common (self, sheet);
  qz_sheet_set_text (sheet, "document_no", _("Number"), number);
  qz_sheet_set_text (sheet, "provider_code", _("Provider code"), line->provider_code);
  qz_sheet_set_text (sheet, "provider_name", _("Provider"), line->provider_name);
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, line->period);
  for (guint i = 0; i < qz_document_kind_get_n_figures (kind); i++)
    qz_sheet_set_number (sheet, qz_document_kind_get_figure_name (kind, i),
                         qz_document_kind_get_figure_title (kind, i), QZ_VALUE_FEN,
                         line->figures[i]);
  qz_sheet_set_number (sheet, "pay", _("Pay"), QZ_VALUE_FEN, line->pay_fen);
  if (!set_payee (self, sheet, line->provider_code, error) || !add_paid (self, sheet, line, error)
      || !add_deductions (self, sheet, line, error))
    return FALSE;
  g_ptr_array_add (self->sheets, g_steal_pointer (&sheet));
  return TRUE;
}

static gboolean
fill_statements (Filling *self, GError **error)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzDocumentLine *line = self->lines->pdata[i];

      if (is_wanted (self, line->provider_code) && !add_statement (self, line, error))
        return FALSE;
    }
  return TRUE;
}

/* ── F-PAY and F-RCPT: one sheet a payment ───────────────────────────────────────────────────── */

static const char *
state_word (const char *status)
{
  if (g_str_equal (status, "00"))
    return "成功";
  if (g_str_equal (status, "01"))
    return "处理中";
  if (g_str_equal (status, "02"))
    return "失败";
  return g_str_equal (status, "03") ? "退汇" : "未知";
}

static const char *
cell (QzSheet *payments, guint row, const char *column)
{
  const char *text =
      qz_sheet_get_text (payments, row, (guint) qz_sheet_find_column (payments, column));

  return text == NULL ? "" : text;
}

static gint64
number (QzSheet *payments, guint row, const char *column)
{
  return qz_sheet_get_number (payments, row, (guint) qz_sheet_find_column (payments, column));
}

static void
set_parties (QzSheet *sheet, QzSheet *payments, guint row)
{
  static const char *const names[] = { "payer_name",    "payer_account", "payer_bank",
                                       "payer_bank_no", "payee_name",    "payee_account",
                                       "payee_bank",    "payee_bank_no", "purpose" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    qz_sheet_set_text (sheet, names[i], names[i], cell (payments, row, names[i]));
  qz_sheet_set_number (sheet, "amount",
                       _("Amount"), QZ_VALUE_FEN, number (payments, row, "amount"));
  qz_sheet_set_text (sheet, "batch_no", _("Bank batch"), cell (payments, row, "batch"));
}

/* Who of finance sent the row's bank batch, or took in the bank's answer to it. */
static void
set_finance (Filling *self, QzSheet *sheet, const char *fact, const char *act_name,
             const char *batch)
{
  for (guint i = self->events->len; i > 0; i--)
    {
      const QzDocumentEvent *event = self->events->pdata[i - 1];

      if (!g_str_equal (event->act, act_name) || g_strcmp0 (event->reason, batch) != 0)
        continue;
      qz_sheet_set_text (sheet, fact, fact,
                         *event->full_name != '\0' ? event->full_name : event->actor);
      return;
    }
}

/* Only money that moved is in the books (7.3 rule 6). */
static gboolean
is_booked (const char *status)
{
  return g_str_equal (status, "00") || g_str_equal (status, "03");
}

static void
set_receipt (Filling *self, QzSheet *sheet, QzSheet *payments, guint row)
{
  g_autofree char *time = dup_paper_time (cell (payments, row, "trade_time"), 8);

  if (is_booked (cell (payments, row, "status")))
    set_finance (self, sheet, "poster", "return", cell (payments, row, "batch"));
  qz_sheet_set_text (sheet, "document_no", _("Number"), cell (payments, row, "receipt_no"));
  qz_sheet_set_text (sheet, "bank_time", _("Trade time"), time);
  qz_sheet_set_text (sheet, "bank_serial", _("Bank serial"), cell (payments, row, "bank_serial"));
  qz_sheet_set_text (sheet, "state", _("Status"), state_word (cell (payments, row, "status")));
  qz_sheet_set_text (sheet, "remark", _("Remark"), cell (payments, row, "bank_message"));
  qz_sheet_set_number (sheet, "line_no", _("Bank line"), QZ_VALUE_COUNT,
                       number (payments, row, "bank_line"));
}

/* What goes with an order: the document's own papers, and the provider's where it has one. */
static gint64
count_attachments (const Filling *self)
{
  QzFormOfKind form;
  gint64 n = 0;

  for (guint i = 0; qz_document_kind_get_form (self->head->kind, i, &form); i++)
    n += !g_str_equal (form.per, "payment");
  return n;
}

static void
set_order (Filling *self, QzSheet *sheet, QzSheet *payments, guint row)
{
  g_autofree char *slip = dup_slip_number (self, number (payments, row, "line_no"));

  set_finance (self, sheet, "finance_reviewer", "send", cell (payments, row, "batch"));
  qz_sheet_set_text (sheet, "document_no", _("Number"), slip);
  qz_sheet_set_number (sheet, "pay_day", _("Pay day"), QZ_VALUE_DAY,
                       number (payments, row, "pay_day"));
  qz_sheet_set_text (sheet, "business", _("Business"),
                     qz_document_kind_get_paper_name (self->head->kind));
  qz_sheet_set_number (sheet, "n_attachments", _("Attachments"), QZ_VALUE_COUNT,
                       count_attachments (self));
}

static gboolean
fill_payments (Filling *self, gboolean receipts, GError **error)
{
  g_autoptr (QzSheet) holder = qz_sheet_new ("holder");
  QzSheet *payments;

  if (!qz_document_add_payments (self->store, self->head->id, holder, error))
    return FALSE;
  payments = qz_sheet_find_child (holder, "payments");
  for (guint row = 0; row < qz_sheet_get_n_rows (payments); row++)
    {
      QzSheet *sheet;

      if (!is_wanted (self, cell (payments, row, "provider_code"))
          || (receipts && *cell (payments, row, "status") == '\0'))
        continue;
      sheet = qz_sheet_new ("slip");
      set_common (self, sheet);
      set_parties (sheet, payments, row);
      if (receipts)
        set_receipt (self, sheet, payments, row);
      else
        set_order (self, sheet, payments, row);
      g_ptr_array_add (self->sheets, sheet);
    }
  return TRUE;
}

/* ── the due day ─────────────────────────────────────────────────────────────────────────────── */

/* 6.3: paper is Chinese, whatever the language of the screen. */
static gboolean
set_due_note (Filling *self, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);
  const QzDay due = self->head->due_day;
  g_autofree char *shown = NULL;
  int year = 0;

  if (calendar == NULL)
    return FALSE;
  if (due != QZ_DAY_NONE)
    year = qz_calendar_find_missing_year (calendar, self->head->business_day, due);
  shown = year != 0 ? qz_day_format (due) : NULL;
  self->due_note = year == 0 ? g_strdup ("")
                             : g_strdup_printf ("拨付期限 %s 暂按周一至周五推算，%d年节假日未导入",
                                                shown, year);
  return TRUE;
}

/* ── all of them ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
fill (Filling *self, const char *form, GError **error)
{
  if (g_str_equal (form, "F-STMT"))
    return fill_statements (self, error);
  if (g_str_equal (form, "F-PAY"))
    return fill_payments (self, FALSE, error);
  if (g_str_equal (form, "F-RCPT"))
    return fill_payments (self, TRUE, error);
  return fill_document (self, error);
}

GPtrArray *
qz_document_fill_form (QzBook *book, const QzDocumentRecord *head, const char *form,
                       const char *provider, GError **error)
{
  g_auto (Filling) self = { book, qz_book_get_store (book), head };

  self.provider = provider;
  self.lines = qz_document_repo_get_lines (self.store, head->id, error);
  self.events =
      self.lines == NULL ? NULL : qz_document_repo_get_events (self.store, head->id, error);
  self.agency_name =
      self.events == NULL ? NULL : qz_print_dup_agency_name (book, head->agency, error);
  self.pool_area =
      self.agency_name == NULL ? NULL : qz_print_dup_area_name (book, head->agency, error);
  self.sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_unref);
  if (self.pool_area == NULL
      || !qz_bank_repo_get_pay_day (self.store, self.head->id, &self.pay_day, error)
      || !set_due_note (&self, error)
      || !fill (&self, form, error))
    return NULL;
  return g_steal_pointer (&self.sheets);
}
