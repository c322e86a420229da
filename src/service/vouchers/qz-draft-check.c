/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a voucher that people wrote must be before it is posted (3.6 rules 1 to 7, IC-3). */
#include <glib/gi18n-lib.h>

#include "qz-assist-money-repo.h"
#include "qz-drafts-private.h"
#include "qz-error.h"
#include "qz-settle-repo.h"
#include "qz-transfer-repo.h"
#include "qz-voucher-repo.h"
#include "qz-vouchers-private.h"

#define INSTANT "TEMP_PAID.INSTANT"
#define RESULT  "BAL_GEN"
/* Later than any month: open items of every month count. */
#define ALL_PERIODS 999912

typedef struct {
  const char *id, *rule, *field; /* field nullable */
  guint line;                    /* from 1; 0: the voucher as a whole */
} Fault;

static gboolean refuse (GError **error, const Fault *fault, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error, const Fault *fault, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (fault->line > 0)
    qz_error_set (error, QZ_ERROR_REFUSED, fault->id, _("Line %u: %s"), fault->line, message);
  else
    qz_error_set (error, QZ_ERROR_REFUSED, fault->id, "%s", message);
  qz_error_add_rule (error, fault->rule);
  qz_error_add_place (error, NULL, fault->line, 0, fault->field);
  return FALSE;
}

/* ── lines ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_needs (const QzVoucherLine *line, guint number, GError **error)
{
  const QzAccountNeeds needs = qz_account_get_needs (line->account);

  if ((needs & QZ_NEEDS_PROVIDER) != 0 && line->provider_id == 0)
    return refuse (error, &(Fault) { "dimension-missing", "3.2", "provider", number },
                   _("this account is kept by provider. Choose one."));
  if ((needs & QZ_NEEDS_PERIOD) != 0 && line->item_period == 0)
    return refuse (error, &(Fault) { "dimension-missing", "3.2", "item_period", number },
                   _("this account is kept by month of costs. Write the month."));
  if ((needs & QZ_NEEDS_PATH) != 0 && line->path < 0)
    return refuse (error, &(Fault) { "dimension-missing", "3.2", "path", number },
                   _("this account is kept by path. Choose advance or daily."));
  return TRUE;
}

static gboolean
check_line (const QzDraftLineRecord *record, guint number, GError **error)
{
  if (*record->summary == '\0')
    return refuse (error, &(Fault) { "voucher-no-summary", "3.6-2", "summary", number },
                   _("it has no summary."));
  if (*record->line.account == '\0')
    return refuse (error, &(Fault) { "account-missing", "3.6-2", "account", number },
                   _("no account is chosen."));
  return check_needs (&record->line, number, error);
}

/* 3.6-7: result accounts against the balance of the fund, on the last day of a year. Whoever calls
 * a voucher a closing entry to do without attachments meets this. */
static gboolean
check_closing (const QzDraftRecord *draft, GError **error)
{
  const QzPeriod period = qz_period_of_day (draft->day);

  if (period % 100 != 12 || draft->day != qz_period_get_last_day (period))
    return refuse (error, &(Fault) { "closing-day", "3.6-7", "day", 0 },
                   _("A closing entry stands on the last day of a year."));
  for (guint i = 0; i < draft->lines->len; i++)
    {
      const QzDraftLineRecord *record = draft->lines->pdata[i];
      const char *account = record->line.account;

      if (!g_str_has_prefix (account, "REV_") && !g_str_has_prefix (account, "EXP_")
          && !g_str_equal (account, RESULT))
        return refuse (error, &(Fault) { "closing-account", "3.6-7", "account", i + 1 },
                       _("a closing entry has only income, expenses and the balance of the "
                         "fund."));
    }
  return TRUE;
}

static gboolean
check_kind (const QzDraftRecord *draft, GError **error)
{
  if (g_str_equal (draft->kind, "closing"))
    return check_closing (draft, error);
  if (g_str_equal (draft->kind, "correction") && *draft->reason == '\0')
    return refuse (error, &(Fault) { "reason-missing", "3.6-4", "reason", 0 },
                   _("A correction needs the reason; it stands in place of attachments."));
  return TRUE;
}

/* ── open items ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_same_item (const QzVoucherLine *a, const QzVoucherLine *b)
{
  return a->provider_id == b->provider_id && a->item_period == b->item_period
         && a->path == b->path;
}

static QzFen
find_free (GArray *items, const QzVoucherLine *line)
{
  for (guint i = 0; i < items->len; i++)
    {
      const QzProviderItem *item = &g_array_index (items, QzProviderItem, i);

      if (item->provider_id == line->provider_id && item->item.period == line->item_period
          && (int) item->item.path == line->path)
        return item->item.amount_fen;
    }
  return 0;
}

/* What the voucher as a whole does to the item of @line. */
static gboolean
sum_item (QzVoucher *voucher, const QzVoucherLine *line, QzFen *out, GError **error)
{
  *out = 0;
  for (guint i = 0; i < qz_voucher_get_n_lines (voucher); i++)
    {
      const QzVoucherLine *other = qz_voucher_get_line (voucher, i);

      if (g_str_equal (other->account, INSTANT) && is_same_item (line, other)
          && (!qz_fen_accumulate (out, other->debit_fen, error)
              || !qz_fen_accumulate (out, -other->credit_fen, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_item (QzVoucher *voucher, guint index, GArray *items, GError **error)
{
  const QzVoucherLine *line = qz_voucher_get_line (voucher, index);
  const QzFen left = find_free (items, line);
  g_autofree char *shown = NULL;
  QzFen change = 0;

  if (!sum_item (voucher, line, &change, error))
    return FALSE;
  if (change >= 0 || left >= -change)
    return TRUE;
  shown = qz_fen_format (left);
  return refuse (error, &(Fault) { "item-overdrawn", "IC-3", "credit", index + 1 },
                 _("of this provider, month and path only %s is open and not reserved by "
                   "settlements."),
                 shown);
}

/* IC-3: no more is taken off an item than is open, less what living settlements reserved. */
static gboolean
check_items (QzBook *book, QzVoucher *voucher, GError **error)
{
  const char *ledger = qz_voucher_get_ledger (voucher);
  g_autoptr (GArray) items = NULL;
  QzInsurance insurance = QZ_INS_EMP;

  for (guint i = 0; i < qz_voucher_get_n_lines (voucher); i++)
    {
      if (!g_str_equal (qz_voucher_get_line (voucher, i)->account, INSTANT))
        continue;
      if (items == NULL)
        {
          if (!qz_ledger_get_insurance (ledger, &insurance))
            {
              qz_error_set (error, QZ_ERROR_REFUSED, "account-foreign-ledger",
                            _("Line %u: a clearing account's ledger has no payments before "
                              "settlement; post it in the ledger of a fund."),
                            i + 1);
              qz_error_add_place (error, NULL, i + 1, 0, "account");
              return FALSE;
            }
          items = qz_settle_repo_get_open_items (qz_book_get_store (book), ledger, insurance,
                                                 ALL_PERIODS, error);
        }
      if (items == NULL || !check_item (voucher, i, items, error))
        return FALSE;
    }
  return TRUE;
}

/* ── the day ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_day (QzBook *book, const QzContext *context, const QzDraftRecord *draft, GError **error)
{
  if (draft->day > context->clock.today)
    return refuse (error, &(Fault) { "day-ahead", "3.6-2", "day", 0 },
                   _("The day of the voucher is not reached yet."));
  if (qz_voucher_repo_check_open (qz_book_get_store (book), draft->ledger,
                                  qz_period_of_day (draft->day), error))
    return TRUE;
  qz_error_add_place (error, NULL, 0, 0, "day");
  return FALSE;
}

/* ── reversals ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse_reversal (GError **error, const char *id, const char *rule, const char *format,
                 const char *name)
{
  g_autofree char *message = g_strdup_printf (format, name);

  return refuse (error, &(Fault) { id, rule, NULL, 0 }, "%s", message);
}

/* Money that the bank moved stays moved: taking its entry out of the books would let the month
 * settlement pay it a second time (7.3 rule 6, IC-1). */
static gboolean
check_origin (const QzVoucherOrigin *origin, const char *name, GError **error)
{
  if (origin->reverses_id != 0)
    return refuse_reversal (error, "voucher-is-reversal", "3.6-5",
                            _("%s is a reversal itself and cannot be reversed."), name);
  if (origin->bank_line_event_id != 0)
    return refuse_reversal (error, "voucher-of-bank", "7.3-6",
                            _("%s books what the bank did, so it cannot be reversed while the "
                              "money is moved. When the bank gives it back, take in its return "
                              "file (03)."),
                            name);
  return TRUE;
}

/* The same for what transfers moved: both sides confirmed it (NL-35). */
static gboolean
check_no_transfer (QzStore *store, const char *name, gint64 id, GError **error)
{
  gboolean moved = FALSE;

  if (!qz_transfer_repo_has_voucher (store, id, &moved, error))
    return FALSE;
  return !moved
         || refuse_reversal (error, "voucher-of-transfer", "NL-35",
                             _("%s books a transfer that was confirmed, so it cannot be reversed "
                               "while the money is moved."),
                             name);
}

/* The same for money of medical assistance that two people confirmed (DT-27). */
static gboolean
check_no_assist (QzStore *store, const char *name, gint64 id, GError **error)
{
  gboolean moved = FALSE;

  if (!qz_assist_money_repo_has_voucher (store, id, &moved, error))
    return FALSE;
  return !moved
         || refuse_reversal (error, "voucher-of-assistance", "DT-27",
                             _("%s books money of medical assistance that was confirmed, so it "
                               "cannot be reversed."),
                             name);
}

static gboolean
check_not_reversed (QzStore *store, const char *name, gint64 id, guint except, GError **error)
{
  gboolean reversed = FALSE;
  guint draft = 0;

  if (!qz_voucher_repo_is_reversed (store, id, &reversed, error)
      || !qz_draft_repo_find_reversing (store, id, except, &draft, error))
    return FALSE;
  if (reversed)
    return refuse_reversal (error, "already-reversed", "3.6-5",
                            _("Voucher %s was reversed before."), name);
  if (draft == 0)
    return TRUE;
  return refuse (error, &(Fault) { "reversal-under-way", "3.6-5", NULL, 0 },
                 _("Draft %u already reverses voucher %s. Check or withdraw that one."), draft,
                 name);
}

QzVoucher *
qz_draft_load_reversible (QzBook *book, const char *name, guint except, gint64 *id,
                          QzVoucherOrigin *origin, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzVoucher) voucher = NULL;
  g_autofree char *ledger = NULL;
  QzPeriod period = 0;
  guint number = 0;

  if (!qz_voucher_parse_name (name, &ledger, &period, &number, error))
    return NULL;
  voucher = qz_voucher_repo_get (store, ledger, period, number, id, error);
  if (voucher == NULL || !qz_voucher_repo_get_origin (store, *id, origin, error)
      || !check_origin (origin, name, error) || !check_no_transfer (store, name, *id, error)
      || !check_no_assist (store, name, *id, error)
      || !check_not_reversed (store, name, *id, except, error))
    return NULL;
  return g_steal_pointer (&voucher);
}

static QzVoucher *
make_reversal (QzBook *book, const QzDraftRecord *draft, QzVoucherOrigin *origin, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autofree char *name = qz_draft_repo_dup_voucher_name (store, draft->reverses_id, error);
  g_autoptr (QzVoucher) voucher = NULL;
  gint64 id = 0;

  if (name == NULL)
    return NULL;
  voucher = qz_draft_load_reversible (book, name, draft->number, &id, origin, error);
  if (voucher == NULL)
    return NULL;
  *origin = (QzVoucherOrigin) { origin->document_line_id, 0, id };
  return qz_voucher_new_reversal (voucher, draft->day, draft->reason, error);
}

/* ── the voucher ─────────────────────────────────────────────────────────────────────────────── */

static QzVoucher *
make_plain (const QzDraftRecord *draft, GError **error)
{
  const QzDraftLineRecord *first = draft->lines->len > 0 ? draft->lines->pdata[0] : NULL;
  g_autoptr (QzVoucher) voucher =
      qz_voucher_new (draft->ledger, draft->day, draft->kind, first != NULL ? first->summary : "");

  for (guint i = 0; i < draft->lines->len; i++)
    {
      const QzDraftLineRecord *record = draft->lines->pdata[i];

      if (!check_line (record, i + 1, error))
        return NULL;
      qz_voucher_add_line (voucher, &record->line);
    }
  qz_voucher_set_attachments (voucher, draft->n_attachments);
  if (!g_str_equal (draft->kind, "manual"))
    qz_voucher_set_no_attachments_needed (voucher);
  return check_kind (draft, error) ? g_steal_pointer (&voucher) : NULL;
}

QzVoucher *
qz_draft_make_voucher (QzBook *book, const QzContext *context, const QzDraftRecord *draft,
                       const char *checked_by, QzVoucherOrigin *origin, GError **error)
{
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);
  g_autoptr (QzVoucher) voucher = NULL;
  QzVoucherOrigin ignored = { 0 };

  if (chart == NULL)
    return NULL;
  if (origin == NULL)
    origin = &ignored;
  *origin = (QzVoucherOrigin) { 0 };
  voucher = draft->reverses_id != 0 ? make_reversal (book, draft, origin, error)
                                    : make_plain (draft, error);
  if (voucher == NULL)
    return NULL;
  qz_voucher_set_people (voucher, draft->made_by, checked_by,
                         context->user != NULL ? context->user : "");
  if (!qz_voucher_check (voucher, chart, error) || !check_items (book, voucher, error)
      || !check_day (book, context, draft, error))
    return NULL;
  return g_steal_pointer (&voucher);
}
