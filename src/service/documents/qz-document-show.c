/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-bank-repo.h"
#include "qz-book-private.h"
#include "qz-deadlines.h"
#include "qz-document-lists.h"
#include "qz-document-show-private.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-policy-words.h"

/* ── list ────────────────────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_document_list (QzBook *book, const QzDocumentFilter *filter, GError **error)
{
  const QzDocumentQuery query = { filter->kind,   filter->insurance, filter->state,
                                  filter->period, filter->search,    FALSE };
  QzStore *store = qz_book_get_store (book);
  g_autoptr (GPtrArray) records = qz_document_repo_query (store, &query, error);
  g_autoptr (QzSheet) sheet = qz_documents_new_sheet ("documents");

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      const QzDocumentRecord *record = records->pdata[i];
      g_autoptr (GPtrArray) events = qz_document_repo_get_events (store, record->id, error);
      const QzDocumentEvent *made;

      if (events == NULL)
        return NULL;
      made = qz_document_events_find (events, "make");
      qz_documents_add_row (sheet, record, made == NULL ? "" : made->actor,
                            made == NULL ? "" : made->full_name);
    }
  return g_steal_pointer (&sheet);
}

/* ── children ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *name;
  const char *title;
  QzValueType type;
} Column;

static QzSheet *
add_child (QzSheet *parent, const char *name, const Column *columns, guint n_columns)
{
  g_autoptr (QzSheet) child = qz_sheet_new (name);

  for (guint i = 0; i < n_columns; i++)
    qz_sheet_add_column (child, columns[i].name, _ (columns[i].title), columns[i].type);
  qz_sheet_add_child (parent, child);
  return qz_sheet_find_child (parent, name); /* the parent holds it */
}

static void
add_events (QzSheet *sheet, GPtrArray *events)
{
  static const Column columns[] = {
    { "act", N_ ("Act"), QZ_VALUE_TEXT },          { "state", N_ ("State"), QZ_VALUE_TEXT },
    { "actor", N_ ("By"), QZ_VALUE_TEXT },         { "full_name", N_ ("Name"), QZ_VALUE_TEXT },
    { "business_time", N_ ("At"), QZ_VALUE_TEXT }, { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
  };
  QzSheet *child = add_child (sheet, "events", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < events->len; i++)
    {
      const QzDocumentEvent *event = events->pdata[i];
      const guint row = qz_sheet_add_row (child);

      qz_sheet_put_text (child, row, 0, event->act);
      qz_sheet_put_text (child, row, 1, qz_state_to_text (event->state));
      qz_sheet_put_text (child, row, 2, event->actor);
      qz_sheet_put_text (child, row, 3, event->full_name);
      qz_sheet_put_text (child, row, 4, event->business_time);
      qz_sheet_put_text (child, row, 5, event->reason);
    }
}

/* Whether a sentence of a pack has a say in the figures of @kind. @path: of a ratio, nullable. */
static gboolean
bears_on (QzDocumentKind kind, const char *section, const char *path)
{
  static const char *const common[] = { "scope", "fund", "deferral", NULL };
  const char *own = kind == QZ_DOCUMENT_DAILY     ? "daily"
                    : kind == QZ_DOCUMENT_ADVANCE ? "mprepay"
                                                  : NULL;

  if (g_str_equal (section, "ratio"))
    return g_strcmp0 (path, own) == 0;
  return g_strv_contains (common, section)
         || g_str_equal (section, qz_document_kind_to_text (kind));
}

/* What the figures rest on: what the pack says and which rule makes it say so. */
static void
add_basis (QzSheet *sheet, QzDocumentKind kind, QzPolicy *policy)
{
  static const Column columns[] = {
    { "rule", N_ ("Rule"), QZ_VALUE_TEXT },
    { "what", N_ ("What"), QZ_VALUE_TEXT },
    { "value", N_ ("Value"), QZ_VALUE_TEXT },
  };
  enum { SECTION, SECTION_TITLE, KEY, TITLE, SENTENCE, VALUE, RULE, LINE, PATH };
  QzSheet *child = add_child (sheet, "basis", columns, G_N_ELEMENTS (columns));
  g_autoptr (QzSheet) words = qz_policy_words_new (policy);

  for (guint i = 0; i < qz_sheet_get_n_rows (words); i++)
    {
      const char *rule = qz_sheet_get_text (words, i, RULE);
      guint row;

      if (rule == NULL
          || !bears_on (kind, qz_sheet_get_text (words, i, SECTION),
                        qz_sheet_get_text (words, i, PATH)))
        continue;
      row = qz_sheet_add_row (child);
      qz_sheet_put_text (child, row, 0, rule);
      qz_sheet_put_text (child, row, 1, qz_sheet_get_text (words, i, SENTENCE));
      qz_sheet_put_text (child, row, 2, qz_sheet_get_text (words, i, VALUE));
    }
}

gboolean
qz_document_add_payments (QzStore *store, gint64 document_id, QzSheet *sheet, GError **error)
{
  static const Column columns[] = {
    { "line_no", N_ ("Line"), QZ_VALUE_COUNT },
    { "provider_code", N_ ("Provider code"), QZ_VALUE_TEXT },
    { "provider_name", N_ ("Provider"), QZ_VALUE_TEXT },
    { "batch", N_ ("Bank batch"), QZ_VALUE_TEXT },
    { "bank_line", N_ ("Bank line"), QZ_VALUE_COUNT },
    { "pay_day", N_ ("Pay day"), QZ_VALUE_DAY },
    { "amount", N_ ("Amount"), QZ_VALUE_FEN },
    { "attempt", N_ ("Attempt"), QZ_VALUE_COUNT },
    { "status", N_ ("Status"), QZ_VALUE_TEXT },
    { "bank_message", N_ ("Bank's message"), QZ_VALUE_TEXT },
    { "bank_serial", N_ ("Bank serial"), QZ_VALUE_TEXT },
    { "trade_time", N_ ("Trade time"), QZ_VALUE_TEXT },
    { "receipt_no", N_ ("Receipt"), QZ_VALUE_TEXT },
    { "payer_name", N_ ("Payer"), QZ_VALUE_TEXT },
    { "payer_account", N_ ("Payer's account"), QZ_VALUE_TEXT },
    { "payer_bank", N_ ("Payer's bank"), QZ_VALUE_TEXT },
    { "payer_bank_no", N_ ("Payer's bank number"), QZ_VALUE_TEXT },
    { "payee_name", N_ ("Payee"), QZ_VALUE_TEXT },
    { "payee_account", N_ ("Payee's account"), QZ_VALUE_TEXT },
    { "payee_bank", N_ ("Payee's bank"), QZ_VALUE_TEXT },
    { "payee_bank_no", N_ ("Payee's bank number"), QZ_VALUE_TEXT },
    { "purpose", N_ ("Purpose"), QZ_VALUE_TEXT },
  };
  QzSheet *child = add_child (sheet, "payments", columns, G_N_ELEMENTS (columns));

  return qz_document_lists_fill_payments (store, document_id, child, error);
}

static gboolean
add_vouchers (QzStore *store, gint64 document_id, QzSheet *sheet, GError **error)
{
  static const Column columns[] = {
    { "line_no", N_ ("Line"), QZ_VALUE_COUNT },
    { "provider_code", N_ ("Provider code"), QZ_VALUE_TEXT },
    { "event", N_ ("Event"), QZ_VALUE_TEXT },
    { "voucher", N_ ("Voucher"), QZ_VALUE_TEXT },
    { "day", N_ ("Day"), QZ_VALUE_DAY },
    { "summary", N_ ("Summary"), QZ_VALUE_TEXT },
    { "total", N_ ("Total"), QZ_VALUE_FEN },
    { "made_by", N_ ("Made by"), QZ_VALUE_TEXT },
    { "checked_by", N_ ("Checked by"), QZ_VALUE_TEXT },
    { "posted_by", N_ ("Posted by"), QZ_VALUE_TEXT },
  };
  QzSheet *child = add_child (sheet, "vouchers", columns, G_N_ELEMENTS (columns));

  return qz_document_lists_fill_vouchers (store, document_id, child, error);
}

static gboolean
add_deferred (QzStore *store, gint64 document_id, QzSheet *sheet, GError **error)
{
  static const Column columns[] = {
    { "line_no", N_ ("Line"), QZ_VALUE_COUNT }, { "provider_code", N_ ("Provider code"),
    QZ_VALUE_TEXT },
    { "amount", N_ ("Amount"), QZ_VALUE_FEN },  { "from_day", N_ ("Put off on"), QZ_VALUE_DAY },
    { "reason", N_ ("Reason"), QZ_VALUE_TEXT }, { "back_in", N_ ("Paid by"), QZ_VALUE_TEXT },
  };
  QzSheet *child = add_child (sheet, "deferred", columns, G_N_ELEMENTS (columns));

  return qz_document_lists_fill_deferrals (store, document_id, child, error);
}

/* ── lines ───────────────────────────────────────────────────────────────────────────────────── */

static QzValueType
figure_type (QzDocumentKind kind, guint figure)
{
  return kind == QZ_DOCUMENT_ADVANCE && figure == QZ_ADVANCE_RATIO ? QZ_VALUE_PPM : QZ_VALUE_FEN;
}

static void
add_line_columns (QzSheet *sheet, QzDocumentKind kind)
{
  qz_sheet_add_column (sheet, "line_no", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "n_claims", _("Claims"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "n_refunds", _("Refunds"), QZ_VALUE_COUNT);
  for (guint i = 0; i < qz_document_kind_get_n_figures (kind); i++)
    qz_sheet_add_column (sheet, qz_document_kind_get_figure_name (kind, i),
                         qz_document_kind_get_figure_title (kind, i), figure_type (kind, i));
  qz_sheet_add_column (sheet, "pay", _("Pay"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "pay_status", _("Bank"), QZ_VALUE_TEXT);
}

static void
add_line (QzSheet *sheet, QzDocumentKind kind, const QzDocumentLine *line)
{
  const guint row = qz_sheet_add_row (sheet);
  const guint n_figures = qz_document_kind_get_n_figures (kind);

  qz_sheet_put_number (sheet, row, 0, line->line_no);
  qz_sheet_put_text (sheet, row, 1, line->provider_code);
  qz_sheet_put_text (sheet, row, 2, line->provider_name);
  qz_sheet_put_number (sheet, row, 3, line->period);
  qz_sheet_put_number (sheet, row, 4, line->n_claims);
  qz_sheet_put_number (sheet, row, 5, line->n_refunds);
  for (guint i = 0; i < n_figures; i++)
    qz_sheet_put_number (sheet, row, 6 + i, line->figures[i]);
  qz_sheet_put_number (sheet, row, 6 + n_figures, line->pay_fen);
  qz_sheet_put_text (sheet, row, 7 + n_figures, line->withdrawn ? "withdrawn" : line->pay_status);
}

QzSheet *
qz_document_new_lines (const QzDocumentRecord *head, GPtrArray *lines)
{
  QzSheet *sheet = qz_sheet_new ("lines");

  add_line_columns (sheet, head->kind);
  for (guint i = 0; i < lines->len; i++)
    add_line (sheet, head->kind, lines->pdata[i]);
  return sheet;
}

/* ── show ────────────────────────────────────────────────────────────────────────────────────── */

static void
add_head (QzSheet *sheet, const QzDocumentRecord *head)
{
  qz_sheet_set_text (sheet, "number", _("Number"), head->number);
  qz_sheet_set_text (sheet, "kind", _("Kind"), qz_document_kind_to_text (head->kind));
  qz_sheet_set_text (sheet, "agency", _("Agency"), head->agency);
  qz_sheet_set_text (sheet, "insurance", _("Insurance"), qz_insurance_to_text (head->insurance));
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, head->period);
  qz_sheet_set_number (sheet, "business_day", _("Business day"), QZ_VALUE_DAY, head->business_day);
  if (head->due_day != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, "due_day", _("Due"), QZ_VALUE_DAY, head->due_day);
  qz_sheet_set_text (sheet, "state", _("State"), qz_state_to_text (head->state));
  qz_sheet_set_number (sheet, "n_lines", _("Lines"), QZ_VALUE_COUNT, head->n_lines);
  qz_sheet_set_number (sheet, "total", _("Total"), QZ_VALUE_FEN, head->total_fen);
  qz_sheet_set_text (sheet, "note", _("Note"), head->note);
}

/* 6.3: the count stands until the year's arrangement is known. */
static gboolean
add_due_note (QzBook *book, QzSheet *sheet, const QzDocumentRecord *head, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (book, error);
  g_autofree char *note = NULL;

  if (calendar == NULL)
    return FALSE;
  if (head->due_day == QZ_DAY_NONE)
    return TRUE;
  note = qz_calendar_dup_warning (calendar, head->business_day, head->due_day);
  if (*note != '\0')
    qz_sheet_set_text (sheet, "due_note", _("Due day"), note);
  return TRUE;
}

/* What the bank has answered and not paid, as the batch tells it of its own lines. Before the first
 * answer, all of the total is still to be paid. */
static gboolean
add_unpaid (QzStore *store, QzSheet *sheet, const QzDocumentRecord *head, GError **error)
{
  QzPayCount count = { 0 };

  if (!qz_bank_repo_count_document (store, head->id, &count, error))
    return FALSE;
  if (count.n_paid + count.n_failed > 0 && count.unpaid_fen > 0)
    qz_sheet_set_number (sheet, "unpaid_total", _("Not paid"), QZ_VALUE_FEN, count.unpaid_fen);
  return TRUE;
}

/* The other path to the same number: what was written as total is what the lines pay. */
static gboolean
check_total (const QzDocumentRecord *head, GPtrArray *lines, GError **error)
{
  QzFen total = 0;

  for (guint i = 0; i < lines->len; i++)
    if (!qz_fen_accumulate (&total, ((QzDocumentLine *) lines->pdata[i])->pay_fen, error))
      return FALSE;
  if (total == head->total_fen && lines->len == head->n_lines)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "document-damaged",
                _("The lines of %s do not add up to its total; run “qz book verify”"),
                head->number);
  return FALSE;
}

QzSheet *
qz_document_show (QzBook *book, const char *number, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzDocumentRecord) head = qz_document_repo_find (store, number, error);
  g_autoptr (QzPolicy) policy = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  if (head == NULL)
    return NULL;
  lines = qz_document_repo_get_lines (store, head->id, error);
  events = lines == NULL ? NULL : qz_document_repo_get_events (store, head->id, error);
  policy = events == NULL ? NULL : qz_policy_for_pack (book, head->policy_pack_id, error);
  if (policy == NULL || !check_total (head, lines, error))
    return NULL;
  sheet = qz_document_new_lines (head, lines);
  add_head (sheet, head);
  if (!add_unpaid (store, sheet, head, error) || !add_due_note (book, sheet, head, error))
    return NULL;
  qz_sheet_set_text (sheet, "policy", _("Policy"), qz_policy_get_id (policy));
  qz_sheet_set_text (sheet, "policy_title", _("Policy"), qz_policy_get_title (policy));
  qz_sheet_set_number (sheet, "policy_version", _("Version of the policy"), QZ_VALUE_COUNT,
                       qz_policy_get_version (policy));
  add_events (sheet, events);
  add_basis (sheet, head->kind, policy);
  if (!qz_document_add_payments (store, head->id, sheet, error)
      || !add_vouchers (store, head->id, sheet, error)
      || !add_deferred (store, head->id, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
