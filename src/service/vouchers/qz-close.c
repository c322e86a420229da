/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-close.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-book-private.h"
#include "qz-draft-repo.h"
#include "qz-drafts.h"
#include "qz-error.h"
#include "qz-payments.h"
#include "qz-roles.h"
#include "qz-transfer-repo.h"
#include "qz-voucher-repo.h"
#include "qz-vouchers-private.h"

#define RESULT "BAL_GEN"

/* One month of one ledger being looked at. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  const char *ledger;
  QzPeriod period;
  QzSheet *sheet;
  const char *refusal; /* id of the first item that blocks; NULL: nothing does */
  char *why;           /* in words */
} Closing;

typedef struct {
  const char *item, *what; /* what: translated */
  gboolean blocking;
  const char *opens;
  const char *refusal; /* id of the error when it blocks */
} Item;

static void
closing_clear (Closing *self)
{
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->why, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Closing, closing_clear)

static const char *
get_verdict (gboolean ok, gboolean blocking)
{
  if (ok)
    return _("✓ In order");
  return blocking ? _("✗ Hinders closing") : _("! Worth knowing");
}

/* @detail and @key nullable. */
static void
add_item (Closing *self, const Item *item, gboolean ok, const char *detail, const char *key)
{
  const guint row = qz_sheet_add_row (self->sheet);

  qz_sheet_put_text (self->sheet, row, 0, item->item);
  qz_sheet_put_text (self->sheet, row, 1, item->what);
  qz_sheet_put_text (self->sheet, row, 2, get_verdict (ok, item->blocking));
  qz_sheet_put_number (self->sheet, row, 3, ok);
  qz_sheet_put_number (self->sheet, row, 4, item->blocking);
  qz_sheet_put_text (self->sheet, row, 5, detail != NULL ? detail : "");
  qz_sheet_put_text (self->sheet, row, 6, item->opens);
  qz_sheet_put_text (self->sheet, row, 7, key != NULL ? key : "");
  if (ok || !item->blocking || self->refusal != NULL)
    return;
  self->refusal = item->refusal;
  self->why = g_strdup (detail != NULL ? detail : item->what);
}

static gboolean
add_open (Closing *self, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);
  QzPeriod before = 0;
  gboolean closed = FALSE;
  g_autofree char *month = NULL;

  if (!qz_voucher_repo_is_closed (store, self->ledger, self->period, &closed, error)
      || !qz_voucher_repo_find_open_before (store, self->ledger, self->period, &before, error))
    return FALSE;
  qz_sheet_set_number (self->sheet, "closed", _("Closed"), QZ_VALUE_BOOL, closed);
  if (closed)
    {
      self->refusal = "already-closed";
      self->why = g_strdup (_("it is closed already."));
    }
  add_item (self,
            &(Item) { "over", _("The month is over"), TRUE, "", "month-not-over" },
            self->context->clock.today > qz_period_get_last_day (self->period),
            self->context->clock.today > qz_period_get_last_day (self->period)
                ? NULL
                : _("it is not over yet."),
            NULL);
  month = before != 0 ? qz_period_format (before) : NULL;
  add_item (self,
            &(Item) { "earlier", _("Earlier months are closed"), TRUE, "close", "earlier-open" },
            before == 0,
            before == 0 ? NULL : _("an earlier month is still open. Close that one first."), month);
  return TRUE;
}

static gboolean
add_drafts (Closing *self, GError **error)
{
  g_autofree char *detail = NULL;
  g_autofree char *key = NULL;
  gint64 n = 0, first = 0;

  if (!qz_draft_repo_count_living (qz_book_get_store (self->book), self->ledger, self->period, &n,
                                   &first, error))
    return FALSE;
  if (n > 0)
    {
      detail = g_strdup_printf (
          _("%" PRId64 " drafts are neither posted nor withdrawn, the first is draft %" PRId64
            "."),
          n, first);
      key = g_strdup_printf ("%" PRId64, first);
    }
  add_item (self,
            &(Item) { "drafts", _("No voucher is still a draft"), TRUE, "drafts", "drafts-left" },
            n == 0, detail, key);
  return TRUE;
}

static gboolean
add_numbers (Closing *self, GError **error)
{
  g_autofree char *detail = NULL;
  gint64 n = 0, last = 0;

  if (!qz_voucher_repo_count (qz_book_get_store (self->book), self->ledger, self->period, &n,
                              &last, error))
    return FALSE;
  if (last == 0)
    detail = g_strdup (_("it has no vouchers."));
  else if (n != last)
    detail = g_strdup (_("its numbers have a gap."));
  else
    detail = g_strdup_printf (_("%" PRId64 " vouchers, numbered 1 to %" PRId64 "."), n, last);
  add_item (self,
            &(Item) { "numbers", _("Vouchers are numbered without gaps"), TRUE, "vouchers",
                      last == 0 ? "no-vouchers" : "number-gap" },
            last > 0 && n == last, detail, NULL);
  return TRUE;
}

static gboolean
add_trial (Closing *self, GError **error)
{
  g_autoptr (QzSheet) trial = qz_ledger_trial (self->book, self->ledger, self->period, error);
  g_autofree char *debit = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *detail = NULL;
  gboolean balanced;

  if (trial == NULL)
    return FALSE;
  balanced = qz_sheet_get_fact_number (
                 trial, (guint) qz_sheet_find_fact (trial, "balanced"))
             != 0;
  debit = qz_sheet_dup_fact_display (trial, "debit_sum");
  credit = qz_sheet_dup_fact_display (trial, "credit_sum");
  detail = balanced ? g_strdup_printf (_("Debits %s, credits %s."), debit, credit)
                    : g_strdup (_("debits and credits differ. Run “check”."));
  add_item (self,
            &(Item) { "trial", _("The trial balance is even"), TRUE, "trial", "not-balanced" },
            balanced, detail, NULL);
  return TRUE;
}

static gboolean
add_checks (Closing *self, GError **error)
{
  gboolean ok = FALSE;
  g_autoptr (QzSheet) checks = qz_check_run (self->book, self->context, &ok, error);

  if (checks == NULL)
    return FALSE;
  add_item (self,
            &(Item) { "checks", _("The checks of internal control agree"), TRUE, "checks",
                      "checks-differ" },
            ok,
            ok ? NULL
               : _("the checks of internal control found differences. Run “check”."),
            NULL);
  return TRUE;
}

/* An answer that comes later is booked on the bank's day, which would lie in a closed month. */
static gboolean
add_bank (Closing *self, const char *insurance, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *detail = NULL;
  gint64 n = 0;

  if (!qz_draft_repo_count_unanswered (qz_book_get_store (self->book), insurance,
                                       qz_period_get_last_day (self->period), &n, &first, error))
    return FALSE;
  if (n > 0)
    detail = g_strdup_printf (
        _("the bank has not answered %" PRId64 " batches, the first is %s."), n, first);
  add_item (self,
            &(Item) { "bank", _("The bank has answered every batch"), TRUE, "batches",
                      "bank-unanswered" },
            n == 0, detail, first);
  return TRUE;
}

/* NL-35: the entry is made by the confirmation, on the bank's day, which would lie in a closed
 * month. */
static gboolean
add_transfers (Closing *self, const QzLedgerName *name, GError **error)
{
  static const char *const accounts[] = {
    [QZ_LEDGER_AGENCY] = "acc_out",      [QZ_LEDGER_CITY] = "acc_nl_city",
    [QZ_LEDGER_PROVINCE] = "acc_nl_prov", [QZ_LEDGER_FISCAL] = "acc_nl_fiscal",
    [QZ_LEDGER_FINANCE] = "acc_fiscal",
  };
  g_autofree char *numbers = NULL;
  g_autofree char *detail = NULL;
  gint64 n = 0;

  if (name->kind >= G_N_ELEMENTS (accounts) || accounts[name->kind] == NULL)
    return TRUE;
  numbers = qz_transfer_repo_dup_unconfirmed (
      qz_book_get_store (self->book), name->owner, accounts[name->kind],
      name->has_insurance ? qz_insurance_to_text (name->insurance) : NULL,
      qz_period_get_last_day (self->period), &n, error);
  if (numbers == NULL)
    return FALSE;
  if (n > 0)
    detail = g_strdup_printf (_("%" PRId64 " transfers were paid and not confirmed: %s."), n,
                              numbers);
  add_item (self,
            &(Item) { "transfers", _("Every transfer of care away from home is confirmed"), TRUE,
                      "money", "transfers-unconfirmed" },
            n == 0, detail, NULL);
  return TRUE;
}

static gboolean
add_documents (Closing *self, const char *insurance, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *detail = NULL;
  gint64 n = 0;

  if (!qz_draft_repo_count_in_flight (qz_book_get_store (self->book), insurance,
                                      qz_period_get_last_day (self->period), &n, &first, error))
    return FALSE;
  if (n > 0)
    detail = g_strdup_printf (
        _("%" PRId64 " documents are under way and will be booked in a later month, the first is "
          "%s."),
        n, first);
  add_item (self,
            &(Item) { "documents", _("No document is under way"), FALSE, "documents", NULL },
            n == 0, detail, first);
  return TRUE;
}

static gboolean
add_year_end (Closing *self, GError **error)
{
  g_autoptr (GArray) accounts = NULL;

  if (self->period % 100 != 12)
    return TRUE;
  accounts = qz_draft_repo_get_result_accounts (qz_book_get_store (self->book), self->ledger,
                                                self->period, error);
  if (accounts == NULL)
    return FALSE;
  add_item (self,
            &(Item) { "year-end", _("Income and expenses are closed into the balance"), FALSE,
                      "closing", NULL },
            accounts->len == 0,
            accounts->len == 0 ? NULL : _("The closing entry of the year is not posted yet."),
            NULL);
  return TRUE;
}

static gboolean
look_at (Closing *self, GError **error)
{
  g_auto (QzLedgerName) name = { 0 };
  const char *code;

  if (!qz_ledger_check_name (self->book, self->ledger, error))
    return FALSE;
  g_assert (qz_ledger_parse (self->ledger, &name));
  /* Only an agency's funds pay by documents and bank files. */
  code = name.kind == QZ_LEDGER_AGENCY ? qz_insurance_to_text (name.insurance) : "";
  self->sheet = qz_sheet_new ("checklist");
  qz_sheet_set_text (self->sheet, "ledger", _("Ledger"), self->ledger);
  qz_sheet_set_number (self->sheet, "period", _("Month"), QZ_VALUE_PERIOD, self->period);
  qz_sheet_add_column (self->sheet, "item", _("Item"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "what", _("What must be so"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "verdict", _("How it stands"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "ok", _("Is so"), QZ_VALUE_BOOL);
  qz_sheet_add_column (self->sheet, "blocking", _("Hinders closing"), QZ_VALUE_BOOL);
  qz_sheet_add_column (self->sheet, "detail", _("Detail"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "opens", _("Shown by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "key", _("First"), QZ_VALUE_TEXT);
  return add_open (self, error) && add_numbers (self, error) && add_drafts (self, error)
         && add_trial (self, error) && add_checks (self, error)
         && add_bank (self, code, error) && add_transfers (self, &name, error)
         && add_documents (self, code, error)
         && add_year_end (self, error);
}

QzSheet *
qz_ledger_checklist (QzBook *book, const QzContext *context, const char *ledger, QzPeriod period,
                     GError **error)
{
  g_auto (Closing) self = { book, context, ledger, period };
  g_autoptr (QzSheet) history = qz_sheet_new ("history");

  if (!look_at (&self, error))
    return NULL;
  qz_sheet_set_number (self.sheet, "can_close", _("Can be closed"), QZ_VALUE_BOOL,
                       self.refusal == NULL);
  qz_sheet_add_column (history, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (history, "actor", _("Who"), QZ_VALUE_TEXT);
  qz_sheet_add_column (history, "time", _("When"), QZ_VALUE_TEXT);
  qz_sheet_add_column (history, "reason", _("Reason"), QZ_VALUE_TEXT);
  if (!qz_draft_repo_fill_closings (qz_book_get_store (book), ledger, period, history, error))
    return NULL;
  qz_sheet_add_child (self.sheet, history);
  return g_steal_pointer (&self.sheet);
}

gboolean
qz_ledger_close (QzBook *book, const QzContext *context, const char *ledger, QzPeriod period,
                 GError **error)
{
  g_auto (Closing) self = { book, context, ledger, period };
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, "ledger close",
                                             qz_right_get_roles (QZ_RIGHT_CLOSE_MONTH), error);

  if (act == NULL || !look_at (&self, error))
    return FALSE;
  if (self.refusal != NULL)
    {
      g_autofree char *month = qz_period_format (period);

      qz_error_set (error, QZ_ERROR_REFUSED, self.refusal,
                    _("%s of ledger %s cannot be closed: %s"), month, ledger,
                    self.why);
      qz_error_add_rule (error, "3.6-6");
      return FALSE;
    }
  return qz_voucher_repo_set_closed (act, ledger, period, TRUE, "", error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

gboolean
qz_ledger_find_to_close (QzBook *book, const QzContext *context, const char *ledger,
                         QzPeriod *out, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  const QzPeriod present = qz_period_of_day (context->clock.today);
  QzPeriod last = 0, open = 0;

  if (!qz_voucher_repo_find_last_closed (store, ledger, &last, error)
      || !qz_voucher_repo_find_open_before (store, ledger, present, &open, error))
    return FALSE;
  /* A month without vouchers is not closed, unless it still gets some. */
  *out = open != 0 ? open : last != 0 ? MIN (present, qz_period_add (last, 1)) : present;
  return TRUE;
}

/* Months are closed one after another, and reopened from the last one on: what a closed month
 * begins with does not change. */
static gboolean
check_reopen (QzBook *book, const char *ledger, QzPeriod period, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autofree char *month = qz_period_format (period);
  g_autofree char *last_month = NULL;
  QzPeriod last = 0;
  gboolean closed = FALSE;

  if (!qz_voucher_repo_is_closed (store, ledger, period, &closed, error)
      || !qz_voucher_repo_find_last_closed (store, ledger, &last, error))
    return FALSE;
  if (closed && last == period)
    return TRUE;
  if (!closed)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "not-closed", _("%s of ledger %s is not closed."),
                    month, ledger);
      return FALSE;
    }
  last_month = qz_period_format (last);
  qz_error_set (error, QZ_ERROR_REFUSED, "later-closed",
                _("%s of ledger %s cannot be reopened while %s is closed. Reopen that one first."),
                month, ledger, last_month);
  qz_error_add_rule (error, "3.6-6");
  return FALSE;
}

gboolean
qz_ledger_reopen (QzBook *book, const QzContext *context, const char *ledger, QzPeriod period,
                  const char *reason, GError **error)
{
  g_autofree char *why = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autoptr (QzAct) act = NULL;

  if (*why == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing",
                    _("Reopening a month needs a reason."));
      return FALSE;
    }
  act = qz_book_begin_act (book, context, "ledger reopen",
                           qz_right_get_roles (QZ_RIGHT_REOPEN_MONTH), error);
  return act != NULL && check_reopen (book, ledger, period, error)
         && qz_voucher_repo_set_closed (act, ledger, period, FALSE, why, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

/* ── the year ────────────────────────────────────────────────────────────────────────────────── */

/* The line that empties @account, and on @result its counterpart's amount (credit > 0). */
static gboolean
add_closing_line (GArray *lines, const QzVoucherLine *account, const char *summary, QzFen *result,
                  GError **error)
{
  QzDraftLine line = { .summary = summary, .account = account->account,
                       .item_period = account->item_period };
  QzFen balance = 0;

  if (!qz_fen_sub (account->debit_fen, account->credit_fen, &balance, error)
      || !qz_fen_accumulate (result, -balance, error))
    return FALSE;
  line.path = account->path < 0 ? "" : qz_path_to_text ((QzPath) account->path);
  if (balance > 0)
    line.credit_fen = balance;
  else
    line.debit_fen = -balance;
  g_array_append_val (lines, line);
  return TRUE;
}

static gboolean
check_none_before (QzBook *book, const char *ledger, QzPeriod period, GError **error)
{
  guint draft = 0;

  if (!qz_draft_repo_find_kind (qz_book_get_store (book), ledger, period, "closing", &draft,
                                error))
    return FALSE;
  if (draft == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "closing-under-way",
                _("Draft %u closes the year of ledger %s already."), draft, ledger);
  qz_error_add_rule (error, "3.6-7");
  return FALSE;
}

/* Codes of the providers, in the order of the accounts. (element-type utf8) */
static gboolean
add_codes (QzStore *store, GArray *accounts, GArray *lines, GPtrArray *codes, GError **error)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      const QzVoucherLine *account = &g_array_index (accounts, QzVoucherLine, i);
      QzDraftLine *line = &g_array_index (lines, QzDraftLine, i);
      char *code = NULL;

      if (account->provider_id == 0)
        continue;
      code = qz_draft_repo_dup_provider_code (store, account->provider_id, error);
      if (code == NULL)
        return FALSE;
      g_ptr_array_add (codes, code);
      line->provider = code;
    }
  return TRUE;
}

static gboolean
refuse_empty_year (GError **error, const char *ledger, int year)
{
  qz_error_set (error, QZ_ERROR_REFUSED, "nothing-to-close",
                _("Income and expenses of ledger %s stand at zero at the end of %d."), ledger,
                year);
  qz_error_add_rule (error, "3.6-7");
  return FALSE;
}

static gboolean
make_closing_lines (QzBook *book, const char *ledger, int year, GArray *lines, GPtrArray *texts,
                    GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (GArray) accounts =
      qz_draft_repo_get_result_accounts (store, ledger, year * 100 + 12, error);
  /* Stored and printed as it stands, so in the language of the books, not the user's. */
  char *summary = g_strdup_printf ("结转%d年度收支", year);
  QzDraftLine last = { .summary = summary, .account = RESULT, .path = "" };
  QzFen result = 0;

  g_ptr_array_add (texts, summary);
  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    if (!add_closing_line (lines, &g_array_index (accounts, QzVoucherLine, i), summary, &result,
                           error))
      return FALSE;
  if (accounts->len == 0)
    return refuse_empty_year (error, ledger, year);
  if (!add_codes (store, accounts, lines, texts, error))
    return FALSE;
  last.credit_fen = MAX (result, 0);
  last.debit_fen = MAX (-result, 0);
  if (result != 0)
    g_array_append_val (lines, last);
  return TRUE;
}

QzSheet *
qz_ledger_propose_closing (QzBook *book, const QzContext *context, const char *ledger, int year,
                           GError **error)
{
  const QzPeriod december = year * 100 + 12;
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (QzDraftLine));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  QzDraft draft = { .kind = QZ_DRAFT_CLOSING, .ledger = ledger,
                    .day = qz_period_get_last_day (december) };

  if (!qz_ledger_check_name (book, ledger, error)
      || !check_none_before (book, ledger, december, error)
      || !make_closing_lines (book, ledger, year, lines, texts, error))
    return NULL;
  draft.lines = (const QzDraftLine *) (void *) lines->data;
  draft.n_lines = lines->len;
  return qz_draft_save (book, context, &draft, error);
}
