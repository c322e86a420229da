/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-ledger-pages.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-close.h"
#include "qz-dashboard.h"
#include "qz-document-page.h"
#include "qz-drafts.h"
#include "qz-nav.h"
#include "qz-payments.h"
#include "qz-reason-dialog.h"
#include "qz-record-page.h"
#include "qz-voucher-page.h"
#include "qz-window.h"

#define SECTION N_ ("Accounting")

/* ── cells ───────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_cell (QzSheet *sheet, guint row, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);
  const char *text = column >= 0 ? qz_sheet_get_text (sheet, row, (guint) column) : NULL;

  return text != NULL ? text : "";
}

static AdwNavigationPage *
open_voucher_of (QzSession *session, QzSheet *sheet, guint row)
{
  g_autofree char *month = qz_period_format ((QzPeriod) qz_cell_number (sheet, row, "period"));
  g_autofree char *key = g_strdup_printf ("%s/%s/%d", get_cell (sheet, row, "ledger"), month,
                                          (int) qz_cell_number (sheet, row, "number"));

  return qz_record_page_new (session, &qz_record_voucher, key);
}

/* ── vouchers and drafts ─────────────────────────────────────────────────────────────────────── */

static gpointer
load_vouchers (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_draft_list_with_vouchers (book, error);
}

static AdwNavigationPage *
open_voucher (QzSession *session, QzSheet *sheet, guint row)
{
  const guint draft = (guint) qz_cell_number (sheet, row, "draft");

  if (draft == 0)
    return open_voucher_of (session, sheet, row);
  return qz_voucher_page_new (session, draft);
}

static const char *const voucher_filters[] = { "state", "ledger", "period", NULL };
/* Their days say the month. */
static const char *const voucher_hidden[] = { "period", "document_line", "posted_by", NULL };

const QzPageSpec qz_vouchers_page = {
  .id = "vouchers",
  .section = SECTION,
  .title = N_ ("Vouchers"),
  .icon = "qz-voucher-symbolic",
  .load = { NULL, load_vouchers, FALSE, NULL, (GDestroyNotify) qz_sheet_unref },
  .layout = { "summary", "summary", "total", voucher_hidden, FALSE },
  .filters = voucher_filters,
  .total = "total",
  .empty_title = N_ ("No Vouchers Yet"),
  .empty_text = N_ ("Here stand the entries of the ledgers. They post themselves when the bank "
                    "says that a payment has succeeded; others are written by hand, checked by "
                    "somebody else and posted."),
  .action = "win.new-voucher",
  .action_label = N_ ("New Voucher"),
  .open = open_voucher,
};

static void
push (gpointer window, AdwNavigationPage *page)
{
  qz_nav_set_home (page, "vouchers");
  adw_navigation_view_push (qz_window_get_navigation (window), page);
}

void
qz_window_new_voucher_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  QzSession *session = qz_window_get_session (window);

  if (qz_session_get_path (session) != NULL)
    push (window, qz_voucher_page_new (session, 0));
}

void
qz_window_open_draft_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const char *text = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, &error))
    push (window, qz_voucher_page_new (qz_window_get_session (window), (guint) number));
}

/* ── entries of an account ───────────────────────────────────────────────────────────────────── */

static gpointer
load_entries (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzLedgerQuery *query = input;

  return qz_ledger_entries (book,
                            &(QzEntryFilter) { .ledger = query->ledger,
                                               .account = query->account,
                                               .provider = query->provider,
                                               .item_period = query->item_period,
                                               .path = query->path,
                                               .to = query->period },
                            error);
}

static char *
dup_entries_sentence (QzSheet *sheet, gboolean *good)
{
  g_autofree char *debit = qz_sheet_dup_fact_display (sheet, "debit_sum");
  g_autofree char *credit = qz_sheet_dup_fact_display (sheet, "credit_sum");

  *good = TRUE;
  return g_strdup_printf (_("%u entries: debits %s, credits %s"), qz_sheet_get_n_rows (sheet),
                          debit, credit);
}

static void
open_entry (QzLedgerPage *self, QzSheet *sheet, guint row)
{
  qz_nav_push (GTK_WIDGET (self),
               open_voucher_of (qz_ledger_page_get_session (self), sheet, row));
}

static const char *const entry_hidden[] = { "ledger", "period", "number", "account", NULL };

const QzLedgerSpec qz_ledger_entries_spec = {
  .title = N_ ("Account entries"),
  .load = { NULL, load_entries, FALSE, qz_ledger_query_free, (GDestroyNotify) qz_sheet_unref },
  .layout = { "voucher", "summary", "debit", entry_hidden, FALSE },
  .has_bar = TRUE,
  .dup_sentence = dup_entries_sentence,
  .open = open_entry,
};

/* ── balances ────────────────────────────────────────────────────────────────────────────────── */

/* Adds the rows of @from, with the ledger's name before them and how old they are behind them. */
static void
append_ledger (QzSheet *all, QzSheet *from, const char *ledger, QzDay today)
{
  const guint n_columns = qz_sheet_get_n_columns (from);

  if (qz_sheet_get_n_columns (all) == 0)
    {
      qz_sheet_add_column (all, "ledger", _("Ledger"), QZ_VALUE_TEXT);
      for (guint i = 0; i < n_columns; i++)
        qz_sheet_add_column (all, qz_sheet_get_column_name (from, i),
                             qz_sheet_get_column_title (from, i),
                             qz_sheet_get_column_type (from, i));
      qz_sheet_add_column (all, "age", _("Age"), QZ_VALUE_TEXT);
    }
  for (guint row = 0; row < qz_sheet_get_n_rows (from); row++)
    {
      const guint made = qz_sheet_add_row (all);

      qz_sheet_put_text (all, made, 0, ledger);
      qz_sheet_put_text (all, made, n_columns + 1,
                         qz_dashboard_find_age (qz_cell_text (from, row, "account"),
                                                (QzPeriod) qz_cell_number (from, row,
                                                                           "item_period"),
                                                qz_cell_number (from, row, "balance"), today));
      for (guint i = 0; i < n_columns; i++)
        if (qz_sheet_is_empty (from, row, i))
          continue;
        else if (qz_sheet_get_column_type (from, i) == QZ_VALUE_TEXT)
          qz_sheet_put_text (all, made, i + 1, qz_sheet_get_text (from, row, i));
        else
          qz_sheet_put_number (all, made, i + 1, qz_sheet_get_number (from, row, i));
    }
}

/* All balances up to today, ledger by ledger; the ledgers themselves never mix. */
static gpointer
load_balances (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) ledgers = qz_ledger_list (book, error);
  g_autoptr (QzSheet) all = qz_sheet_new ("balances");

  if (ledgers == NULL)
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (ledgers); row++)
    {
      const char *ledger = get_cell (ledgers, row, "ledger");
      g_autoptr (QzSheet) balance =
          qz_ledger_balance (book, ledger, qz_period_of_day (context->clock.today), NULL, error);

      if (balance == NULL)
        return NULL;
      append_ledger (all, balance, ledger, context->clock.today);
    }
  return g_steal_pointer (&all);
}

/* NULL for an empty cell, which does not narrow. */
static char *
dup_cell (QzSheet *sheet, guint row, const char *name)
{
  const char *text = get_cell (sheet, row, name);

  return *text != '\0' ? g_strdup (text) : NULL;
}

static AdwNavigationPage *
open_balance (QzSession *session, QzSheet *sheet, guint row)
{
  QzLedgerQuery *query = g_new0 (QzLedgerQuery, 1);
  AdwNavigationPage *page;

  query->ledger = dup_cell (sheet, row, "ledger");
  query->account = dup_cell (sheet, row, "account");
  query->provider = dup_cell (sheet, row, "provider_code");
  query->item_period = (QzPeriod) qz_cell_number (sheet, row, "item_period");
  query->path = dup_cell (sheet, row, "path");
  page = qz_ledger_page_new (session, &qz_ledger_entries_spec, query);
  adw_navigation_page_set_title (page, get_cell (sheet, row, "account_name"));
  qz_nav_set_home (page, "balances");
  qz_ledger_query_free (query);
  return page;
}

static const char *const balance_filters[] = { "ledger", "account_name", "age", NULL };
static const char *const balance_hidden[] = { "account", "age", NULL };

const QzPageSpec qz_balances_page = {
  .id = "balances",
  .section = SECTION,
  .title = N_ ("Account balances"),
  .icon = "qz-balance-symbolic",
  .load = { NULL, load_balances, FALSE, NULL, (GDestroyNotify) qz_sheet_unref },
  .layout = { "account_name", "account_name", "balance", balance_hidden, FALSE },
  .filters = balance_filters,
  .total = "debit credit balance",
  .empty_title = N_ ("No Balances Yet"),
  .empty_text = N_ ("Here stands what each account holds, by provider, month and path. The first "
                    "voucher fills it."),
  .open = open_balance,
};

/* ── the trial balance ───────────────────────────────────────────────────────────────────────── */

static gpointer
load_trial (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzLedgerQuery *query = input;

  return qz_ledger_trial (book, query->ledger, query->period, error);
}

static char *
dup_trial_sentence (QzSheet *sheet, gboolean *good)
{
  g_autofree char *debit = qz_sheet_dup_fact_display (sheet, "debit_sum");
  g_autofree char *credit = qz_sheet_dup_fact_display (sheet, "credit_sum");

  *good = qz_fact_number (sheet, "balanced") != 0;
  return g_strdup_printf (*good ? _("Even: debits of the month %s, credits %s")
                                : _("Not even: debits of the month %s, credits %s. Run the checks "
                                    "of internal control."),
                          debit, credit);
}

static void
open_trial_row (QzLedgerPage *self, QzSheet *sheet, guint row)
{
  QzLedgerQuery *query = qz_ledger_query_copy (qz_ledger_page_get_query (self));
  AdwNavigationPage *page;

  g_set_str (&query->account, get_cell (sheet, row, "account"));
  page = qz_ledger_page_new (qz_ledger_page_get_session (self), &qz_ledger_entries_spec, query);
  adw_navigation_page_set_title (page, get_cell (sheet, row, "account_name"));
  qz_nav_push (GTK_WIDGET (self), page);
  qz_ledger_query_free (query);
}

static const char *const trial_hidden[] = { "account", NULL };

const QzLedgerSpec qz_ledger_trial_spec = {
  .title = N_ ("Trial balance"),
  .load = { NULL, load_trial, FALSE, qz_ledger_query_free, (GDestroyNotify) qz_sheet_unref },
  .layout = { "account_name", "account_name", "closing", trial_hidden, FALSE },
  .has_choosers = TRUE,
  .has_bar = TRUE,
  .dup_sentence = dup_trial_sentence,
  .open = open_trial_row,
};

static AdwNavigationPage *
create_trial (QzSession *session)
{
  return qz_ledger_page_new (session, &qz_ledger_trial_spec, NULL);
}

const QzPageSpec qz_trial_page = {
  .id = "trial",
  .section = SECTION,
  .title = N_ ("Trial balance"),
  .icon = "qz-balance-symbolic",
  .create = create_trial,
};

/* ── closing a month ─────────────────────────────────────────────────────────────────────────── */

static gpointer
load_checklist (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzLedgerQuery *query = input;

  return qz_ledger_checklist (book, context, query->ledger, query->period, error);
}

static char *
dup_close_sentence (QzSheet *sheet, gboolean *good)
{
  guint n = 0;

  *good = qz_fact_number (sheet, "closed") != 0 || qz_fact_number (sheet, "can_close") != 0;
  if (qz_fact_number (sheet, "closed") != 0)
    return g_strdup (_("The month is closed. Nothing can be posted on its days."));
  if (*good)
    return g_strdup (_("Nothing hinders closing the month."));
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    n += qz_cell_number (sheet, row, "blocking") != 0 && qz_cell_number (sheet, row, "ok") == 0;
  return g_strdup_printf (ngettext ("%u item hinders closing the month.",
                                    "%u items hinder closing the month.", n),
                          n);
}

/* A trial balance or another month of the ledger that the page shows. */
static void
open_ledger_page (QzLedgerPage *self, const QzLedgerSpec *spec, const char *month)
{
  QzLedgerQuery *query = qz_ledger_query_copy (qz_ledger_page_get_query (self));
  g_autoptr (GError) error = NULL;

  /* The key of an item is a month only where there is one. */
  if (*month == '\0' || qz_period_parse (month, &query->period, &error))
    qz_nav_push (GTK_WIDGET (self),
                 qz_ledger_page_new (qz_ledger_page_get_session (self), spec, query));
  qz_ledger_query_free (query);
}

static void
show_page (QzLedgerPage *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", id);
}

static void
open_evidence (QzLedgerPage *self, QzSheet *sheet, guint row)
{
  QzSession *session = qz_ledger_page_get_session (self);
  const char *opens = get_cell (sheet, row, "opens");
  const char *key = get_cell (sheet, row, "key");

  if (g_str_equal (opens, "trial"))
    open_ledger_page (self, &qz_ledger_trial_spec, "");
  else if (g_str_equal (opens, "close") && *key != '\0')
    open_ledger_page (self, &qz_ledger_close_spec, key);
  else if (g_str_equal (opens, "drafts") && *key != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-draft", "s", key);
  else if (g_str_equal (opens, "batches") && *key != '\0')
    qz_nav_push (GTK_WIDGET (self), qz_record_page_new (session, &qz_record_batch, key));
  else if (g_str_equal (opens, "documents") && *key != '\0')
    qz_nav_push (GTK_WIDGET (self), qz_document_page_new (session, key));
  else if (g_str_equal (opens, "batches") || g_str_equal (opens, "checks")
           || g_str_equal (opens, "money"))
    show_page (self, opens);
  else if (g_str_equal (opens, "documents"))
    show_page (self, "daily");
  else if (*opens != '\0')
    show_page (self, "vouchers");
}

/* A reason may follow the ledger and the month. */
typedef struct {
  QzLedgerQuery *query;
  char *reason;
} Deed;

static Deed *
deed_new (QzLedgerPage *self, const char *reason)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->query = qz_ledger_query_copy (qz_ledger_page_get_query (self));
  deed->reason = g_strdup (reason);
  return deed;
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  qz_ledger_query_free (deed->query);
  g_free (deed->reason);
  g_free (deed);
}

static gpointer
close_month (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Deed *deed = input;

  return GINT_TO_POINTER (
      qz_ledger_close (book, context, deed->query->ledger, deed->query->period, error));
}

static gpointer
reopen_month (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Deed *deed = input;

  return GINT_TO_POINTER (qz_ledger_reopen (book, context, deed->query->ledger,
                                            deed->query->period, deed->reason, error));
}

static gpointer
propose_closing (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const Deed *deed = input;

  return qz_ledger_propose_closing (book, context, deed->query->ledger, deed->query->period / 100,
                                    error);
}

static const QzJobKind close_kind = { N_ ("Closing the month"), close_month, TRUE, deed_free,
                                      NULL };
static const QzJobKind reopen_kind = { N_ ("Reopening the month"), reopen_month, TRUE, deed_free,
                                       NULL };
static const QzJobKind closing_kind = { N_ ("Writing the closing entry"), propose_closing, TRUE,
                                        deed_free, (GDestroyNotify) qz_sheet_unref };

static void
do_close (QzLedgerPage *self)
{
  qz_ledger_page_do (self, &close_kind, deed_new (self, NULL), _("The Month Was Not Closed"));
}

static void
do_propose (QzLedgerPage *self)
{
  qz_ledger_page_do (self, &closing_kind, deed_new (self, NULL),
                     _("The Closing Entry Was Not Written"));
}

static void
reopen_reason_given (GtkWidget *owner, const char *reason, gpointer data)
{
  QzLedgerPage *self = QZ_LEDGER_PAGE (owner);

  qz_ledger_page_do (self, &reopen_kind, deed_new (self, reason),
                     _("The Month Was Not Reopened"));
}

static void
do_reopen (QzLedgerPage *self)
{
  g_autofree char *month = qz_period_format (qz_ledger_page_get_query (self)->period);

  qz_reason_dialog_present (GTK_WIDGET (self), _("Reopen"), month, reopen_reason_given, NULL);
}

static gboolean
can_close (QzSheet *sheet)
{
  return qz_fact_number (sheet, "can_close") != 0;
}

static gboolean
can_reopen (QzSheet *sheet)
{
  return qz_fact_number (sheet, "closed") != 0;
}

/* December, while income and expenses still stand. */
static gboolean
can_propose (QzSheet *sheet)
{
  if (qz_fact_number (sheet, "closed") != 0)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_str_equal (get_cell (sheet, row, "item"), "year-end"))
      return qz_cell_number (sheet, row, "ok") == 0;
  return FALSE;
}

static const char *const close_hidden[] = { "item", "ok", "blocking", "opens", "key", NULL };

const QzLedgerSpec qz_ledger_close_spec = {
  .title = N_ ("Period close"),
  .load = { NULL, load_checklist, FALSE, qz_ledger_query_free, (GDestroyNotify) qz_sheet_unref },
  .layout = { "what", "what", NULL, close_hidden, FALSE },
  .has_choosers = TRUE,
  .begins_open = TRUE,
  .dup_sentence = dup_close_sentence,
  .open = open_evidence,
  .actions = {
    { N_ ("_Write the Closing Entry"), can_propose, do_propose, FALSE,
      QZ_RIGHT_WRITE_DRAFT },
    { N_ ("_Close the Month"), can_close, do_close, TRUE, QZ_RIGHT_CLOSE_MONTH },
    { N_ ("_Reopen…"), can_reopen, do_reopen, FALSE, QZ_RIGHT_REOPEN_MONTH },
  },
};

static AdwNavigationPage *
create_close (QzSession *session)
{
  return qz_ledger_page_new (session, &qz_ledger_close_spec, NULL);
}

const QzPageSpec qz_close_page = {
  .id = "close",
  .section = SECTION,
  .title = N_ ("Period close"),
  .icon = "qz-calendar-symbolic",
  .create = create_close,
};

/* ── internal control ────────────────────────────────────────────────────────────────────────── */

AdwNavigationPage *
qz_check_open (QzSession *session, QzSheet *sheet, guint row)
{
  const char *opens = get_cell (sheet, row, "opens");
  const char *key = get_cell (sheet, row, "key");

  if (*key == '\0')
    {
      const QzPageSpec *spec = qz_pages_find (opens);

      return spec != NULL ? qz_page_new (session, spec) : NULL;
    }
  if (g_str_equal (opens, "batch"))
    return qz_record_page_new (session, &qz_record_batch, key);
  if (g_str_equal (opens, "voucher"))
    return qz_record_page_new (session, &qz_record_voucher, key);
  return qz_document_page_new (session, key);
}
