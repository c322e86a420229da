/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-agenda-repo.h"
#include "qz-actors.h"
#include "qz-agenda.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-money.h"
#include "qz-bank-repo.h"
#include "qz-book-private.h"
#include "qz-claim-days.h"
#include "qz-deadlines.h"
#include "qz-deposits.h"
#include "qz-documents.h"
#include "qz-drafts.h"
#include "qz-nl-agenda-repo.h"
#include "qz-pay-fitness.h"
#include "qz-payments.h"
#include "qz-roles.h"

/* What the acting user can do now, gathered page by page. Whether an act is possible is asked of
 * the act itself, so that nothing waits here that would be refused there. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  guint roles;
  QzSheet *sheet;
} Desk;

typedef struct {
  const char *page;
  const char *act;
  const char *number;
  const char *title;
  QzDay since, due_day; /* QZ_DAY_NONE: none */
  gint64 amount_fen;    /* < 0: none */
} Item;

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("waiting");

  qz_sheet_add_column (sheet, "page", _("Page"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "since", _("Since"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  return sheet;
}

static void
add (Desk *self, const Item *item)
{
  const guint row = qz_sheet_add_row (self->sheet);

  qz_sheet_put_text (self->sheet, row, 0, item->page);
  qz_sheet_put_text (self->sheet, row, 1, item->act);
  qz_sheet_put_text (self->sheet, row, 2, item->number);
  qz_sheet_put_text (self->sheet, row, 3, item->title);
  if (item->since != QZ_DAY_NONE)
    qz_sheet_put_number (self->sheet, row, 4, item->since);
  if (item->due_day != QZ_DAY_NONE)
    qz_sheet_put_number (self->sheet, row, 5, item->due_day);
  if (item->amount_fen >= 0)
    qz_sheet_put_number (self->sheet, row, 6, item->amount_fen);
}

/* Nothing waits for somebody who may not act: unknown, inactive or not signed in. */
static guint
get_roles (QzBook *book, const QzContext *context)
{
  guint roles = 0;

  for (guint role = QZ_ROLE_MAKER; role <= QZ_ROLE_ADMINISTRATOR; role <<= 1)
    {
      g_autoptr (GError) ignored = NULL;

      if (qz_book_check_role (book, context, role, &ignored))
        roles |= role;
    }
  return roles;
}

/* ── documents ───────────────────────────────────────────────────────────────────────────────── */

static char *
dup_document_title (const QzAgendaDocument *document)
{
  g_autofree char *when = document->kind == QZ_DOCUMENT_DAILY
                              ? qz_day_format (document->business_day)
                              : qz_period_format (document->period);

  return g_strdup_printf ("%s %s · %s", when, qz_document_kind_get_name (document->kind),
                          qz_insurance_get_name (document->insurance));
}

static void
add_document (Desk *self, const QzAgendaDocument *document, const char *act, gint64 amount_fen)
{
  g_autofree char *title = dup_document_title (document);
  const Item item = { qz_document_kind_to_text (document->kind), act, document->number, title,
                      document->since, document->due_day, amount_fen };

  add (self, &item);
}

static gboolean
add_if_possible (Desk *self, const QzAgendaDocument *document, QzDocumentAct act)
{
  if (!qz_document_can (self->book, self->context, document->number, act, NULL))
    return FALSE;
  add_document (self, document, qz_document_act_to_text (act), document->total_fen);
  return TRUE;
}

/* What of the document's lines may be put into a bank batch now; 0: nothing. */
static gboolean
sum_payable (Desk *self, const QzAgendaDocument *document, QzFen *out, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);
  g_autoptr (GPtrArray) open = qz_bank_repo_list_open (store, document->id, error);

  *out = 0;
  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const QzOpenPayment *payment = open->pdata[i];
      const QzPayQuestion question = { document->kind, payment->document_line_id,
                                       payment->provider_id, self->context->clock.today };
      QzPayFitness fitness;

      if (!qz_pay_fitness_judge (store, &question, &fitness, NULL, error)
          || (fitness == QZ_PAY_DUE && !qz_fen_accumulate (out, payment->amount_fen, error)))
        return FALSE;
    }
  return open != NULL;
}

static gboolean
add_payable (Desk *self, const QzAgendaDocument *document, GError **error)
{
  const gboolean again =
      document->state == QZ_STATE_FAILED || document->state == QZ_STATE_PART_PAID;
  g_autoptr (GError) failure = NULL;
  QzFen payable;

  if ((self->roles & QZ_ROLE_FINANCE) == 0
      || (!again && document->state != QZ_STATE_APPROVED)
      || (!again && qz_document_get_next_act (self->book, document->number, &failure) >= 0))
    return TRUE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!sum_payable (self, document, &payable, error))
    return FALSE;
  if (payable > 0)
    add_document (self, document, again ? "retry" : "batch", payable);
  return TRUE;
}

/* JL-11d, JL-11e: two acts of two people, in any order. */
static gboolean
add_handing_over (Desk *self, const QzAgendaDocument *document, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const int next = qz_document_get_next_act (self->book, document->number, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (next >= 0)
    {
      add_if_possible (self, document, QZ_ACT_PUSH);
      add_if_possible (self, document, QZ_ACT_HAND_OVER);
    }
  return TRUE;
}

static gboolean
add_documents (Desk *self, GError **error)
{
  g_autoptr (GPtrArray) documents =
      qz_agenda_repo_get_documents (qz_book_get_store (self->book), error);

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const QzAgendaDocument *document = documents->pdata[i];

      if (document->state == QZ_STATE_MADE)
        add_if_possible (self, document, QZ_ACT_REVIEW);
      else if (document->state == QZ_STATE_REVIEWED)
        add_if_possible (self, document, QZ_ACT_APPROVE);
      else if (document->state == QZ_STATE_APPROVED && document->kind == QZ_DOCUMENT_DAILY
               && !add_handing_over (self, document, error))
        return FALSE;
      if (!add_payable (self, document, error))
        return FALSE;
    }
  return documents != NULL;
}

/* ── the bank ────────────────────────────────────────────────────────────────────────────────── */

/* What is next in a batch of this state; NULL: nothing. */
static const char *
get_batch_act (const char *state)
{
  if (g_str_equal (state, "made"))
    return "export";
  return g_str_equal (state, "exported") || g_str_equal (state, "answered") ? "return" : NULL;
}

static gboolean
add_batches (Desk *self, GError **error)
{
  g_autoptr (QzSheet) batches = NULL;
  guint number, day, lines, total, state;

  if ((self->roles & QZ_ROLE_FINANCE) == 0)
    return TRUE;
  batches = qz_payment_list_batches (self->book, error);
  if (batches == NULL)
    return FALSE;
  number = (guint) qz_sheet_find_column (batches, "batch");
  day = (guint) qz_sheet_find_column (batches, "pay_day");
  lines = (guint) qz_sheet_find_column (batches, "lines");
  total = (guint) qz_sheet_find_column (batches, "total");
  state = (guint) qz_sheet_find_column (batches, "state");
  for (guint row = 0; row < qz_sheet_get_n_rows (batches); row++)
    {
      const char *act = get_batch_act (qz_sheet_get_text (batches, row, state));
      const gint64 n = qz_sheet_get_number (batches, row, lines);
      g_autofree char *title = g_strdup_printf (
          ngettext ("bank batch, %" PRId64 " payment",
                       "bank batch, %" PRId64 " payments", (gulong) n),
          n);
      const Item item = { "batches", act, qz_sheet_get_text (batches, row, number), title,
                          (QzDay) qz_sheet_get_number (batches, row, day), QZ_DAY_NONE,
                          qz_sheet_get_number (batches, row, total) };

      if (act != NULL)
        add (self, &item);
    }
  return TRUE;
}

/* ── what is still to be made ────────────────────────────────────────────────────────────────── */

static gboolean
add_claim_days (Desk *self, GPtrArray *deadlines, GError **error)
{
  g_autoptr (GArray) days = qz_claim_days_find (self->book, self->context, error);

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const QzClaimDay *found = &g_array_index (days, QzClaimDay, i);
      g_autofree char *day = qz_day_format (found->day);
      g_autofree char *title = g_strdup_printf (
          _("claims of %s: %" PRIu64 " not yet in a daily run"), day, found->n_claims);
      Item item = { "daily", "run", day, title, found->day, QZ_DAY_NONE, -1 };

      for (guint k = 0; k < deadlines->len; k++)
        if (((const QzDeadline *) deadlines->pdata[k])->day == found->day)
          item.due_day = ((const QzDeadline *) deadlines->pdata[k])->due;
      add (self, &item);
    }
  return days != NULL;
}

static QzDay
find_month_due (GPtrArray *deadlines, QzPeriod period)
{
  for (guint i = 0; i < deadlines->len; i++)
    {
      const QzDeadline *deadline = deadlines->pdata[i];

      if (deadline->kind == QZ_DOCUMENT_SETTLEMENT && deadline->period == period)
        return deadline->due;
    }
  return QZ_DAY_NONE;
}

static gboolean
add_declarations (Desk *self, GPtrArray *deadlines, GError **error)
{
  g_autoptr (GArray) months =
      qz_agenda_repo_get_months (qz_book_get_store (self->book), error);

  for (guint i = 0; months != NULL && i < months->len; i++)
    {
      const QzAgendaMonth *month = &g_array_index (months, QzAgendaMonth, i);
      g_autofree char *period = qz_period_format (month->period);
      g_autofree char *title = g_strdup_printf (
          ngettext ("%s: %" PRId64 " declaration not yet settled",
                       "%s: %" PRId64 " declarations not yet settled",
                       (gulong) month->n_unsettled),
          period, month->n_unsettled);
      const Item item = { "settlement", "settle", period, title, month->first_cutoff,
                          find_month_due (deadlines, month->period), month->unsettled_fen };

      /* A month that is not over cannot be settled. */
      if (month->n_unsettled > 0
          && qz_period_get_last_day (month->period) < self->context->clock.today)
        add (self, &item);
    }
  return months != NULL;
}

static gboolean
add_to_make (Desk *self, GError **error)
{
  g_autoptr (GPtrArray) deadlines = NULL;

  if ((self->roles & QZ_ROLE_MAKER) == 0)
    return TRUE;
  deadlines =
      qz_deadlines_load (self->book, self->context, self->context->clock.today + 100, error);
  return deadlines != NULL && add_claim_days (self, deadlines, error)
         && add_declarations (self, deadlines, error);
}

/* ── vouchers ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_fact (QzSheet *sheet, const char *name)
{
  const int fact = qz_sheet_find_fact (sheet, name);

  return fact >= 0 && qz_sheet_get_fact_number (sheet, (guint) fact) != 0;
}

/* The next act on a draft, if it is the acting user's; NULL: it is not. */
static const char *
get_draft_act (Desk *self, QzSheet *draft)
{
  const char *made_by =
      qz_sheet_get_fact_text (draft, (guint) qz_sheet_find_fact (draft, "made_by"));

  if (has_fact (draft, "can_post"))
    return "post";
  if (has_fact (draft, "can_check"))
    return "check";
  return has_fact (draft, "can_submit") && g_strcmp0 (made_by, self->context->user) == 0 ? "submit"
                                                                                         : NULL;
}

static gboolean
add_draft (Desk *self, QzSheet *drafts, guint row, GError **error)
{
  const gint64 number =
      qz_sheet_get_number (drafts, row, (guint) qz_sheet_find_column (drafts, "draft"));
  const char *summary =
      qz_sheet_get_text (drafts, row, (guint) qz_sheet_find_column (drafts, "summary"));
  g_autoptr (QzSheet) draft =
      qz_draft_show (self->book, self->context, (guint) number, error);
  g_autofree char *key = g_strdup_printf ("%" PRId64, number);
  g_autofree char *title =
      g_strdup_printf (_("voucher draft %s · %s"), key, summary != NULL ? summary : "");
  Item item = { "vouchers", NULL, key, title, QZ_DAY_NONE, QZ_DAY_NONE, -1 };

  if (draft == NULL)
    return FALSE;
  item.act = get_draft_act (self, draft);
  item.since =
      (QzDay) qz_sheet_get_number (drafts, row, (guint) qz_sheet_find_column (drafts, "day"));
  item.amount_fen =
      qz_sheet_get_number (drafts, row, (guint) qz_sheet_find_column (drafts, "total"));
  if (item.act != NULL)
    add (self, &item);
  return TRUE;
}

static gboolean
add_drafts (Desk *self, GError **error)
{
  g_autoptr (QzSheet) drafts = qz_draft_list (self->book, TRUE, error);

  for (guint row = 0; drafts != NULL && row < qz_sheet_get_n_rows (drafts); row++)
    if (!add_draft (self, drafts, row, error))
      return FALSE;
  return drafts != NULL;
}

/* ── papers (NL-31-D1, NL-31-U1) ─────────────────────────────────────────────────────────────── */

static gboolean
may_pass (Desk *self, const QzNlAgendaPapers *papers)
{
  g_autoptr (GError) ignored = NULL;

  return qz_actor_check (self->book, self->context, papers->payer, &ignored);
}

/* Until they pass, no term runs and nothing is overdue, so that somebody must be told; there is no
 * day by which they have to. */
static gboolean
add_papers (Desk *self, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (QzAreaMap) map = NULL;

  if ((self->roles & qz_right_get_roles (QZ_RIGHT_TRANSFER_PAPERS)) == 0)
    return TRUE;
  found = qz_nl_agenda_repo_get_papers (qz_book_get_store (self->book), error);
  map = found != NULL && found->len > 0 ? qz_actors_load_map (self->book, error) : NULL;
  for (guint i = 0; map != NULL && i < found->len; i++)
    {
      const QzNlAgendaPapers *papers = found->pdata[i];
      QzAreaPlace place = { "", "", "" };
      const gboolean known = qz_area_map_find_agency (map, papers->payer, &place);
      const char *area = known && *place.agency != '\0' ? place.agency : papers->payer;
      g_autofree char *month = qz_period_format (papers->period);
      g_autofree char *since = qz_day_format (papers->since);
      g_autofree char *title =
          g_strdup_printf (_("%s %s %s: the finance office of %s has not passed the papers that "
                             "are there since %s"),
                           month, qz_nl_scope_get_paper_name (papers->scope),
                           qz_leg_to_text (papers->leg), qz_area_map_get_name (map, area), since);
      g_autofree char *number =
          g_strdup_printf ("%s/%s/%s/%s", month, qz_nl_scope_to_text (papers->scope),
                           qz_leg_to_text (papers->leg), papers->payer);
      const Item item = { "money", "pass-papers", number, title, papers->since, QZ_DAY_NONE,
                          papers->amount_fen };

      if (may_pass (self, papers))
        add (self, &item);
    }
  return found != NULL && (found->len == 0 || map != NULL);
}

/* 3.6 rule 5: what another person of finance recorded waits for this one. */
static gboolean
add_assist_money (Desk *self, GError **error)
{
  g_autoptr (GArray) found = NULL;

  if ((self->roles & qz_right_get_roles (QZ_RIGHT_ASSIST_MONEY_CONFIRM)) == 0)
    return TRUE;
  found = qz_assist_money_repo_load_waiting (qz_book_get_store (self->book), error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const QzAssistMoney *money = &g_array_index (found, QzAssistMoney, i);
      const char *what = qz_assist_money_get_kind_name (money->kind);
      const Item item = { "assist-reserve", "confirm-money", money->number, what, money->day,
                          QZ_DAY_NONE, money->amount_fen };

      if (g_strcmp0 (money->actor, self->context->user) != 0)
        add (self, &item);
    }
  return found != NULL;
}

QzSheet *
qz_agenda_list_waiting (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  Desk self = { book, context, 0, sheet };

  if (context->user == NULL)
    return g_steal_pointer (&sheet);
  self.roles = get_roles (book, context);
  if (self.roles != 0
      && (!add_to_make (&self, error) || !add_documents (&self, error)
          || !add_batches (&self, error) || !add_drafts (&self, error)
          || !add_papers (&self, error) || !add_assist_money (&self, error)))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── badges ──────────────────────────────────────────────────────────────────────────────────── */

/* The row of @page, made when it is not there. */
static guint
need_badge (QzSheet *badges, const char *page)
{
  guint row = 0;

  while (row < qz_sheet_get_n_rows (badges)
         && !g_str_equal (qz_sheet_get_text (badges, row, 0), page))
    row++;
  if (row < qz_sheet_get_n_rows (badges))
    return row;
  row = qz_sheet_add_row (badges);
  qz_sheet_put_text (badges, row, 0, page);
  qz_sheet_put_number (badges, row, 1, 0);
  qz_sheet_put_text (badges, row, 2, "");
  return row;
}

static void
count_badge (QzSheet *badges, const char *page)
{
  const guint row = need_badge (badges, page);

  qz_sheet_put_number (badges, row, 1, qz_sheet_get_number (badges, row, 1) + 1);
}

/* Red stays red. */
static void
raise_badge (QzSheet *badges, const char *page, QzDeadlineStatus status)
{
  const guint row = need_badge (badges, page);

  if (status == QZ_DEADLINE_OVERDUE)
    qz_sheet_put_text (badges, row, 2, "red");
  else if (!g_str_equal (qz_sheet_get_text (badges, row, 2), "red"))
    qz_sheet_put_text (badges, row, 2, "yellow");
}

static void
add_deadline_badges (QzSheet *badges, GPtrArray *deadlines, QzCalendar *calendar, QzDay today)
{
  for (guint i = 0; i < deadlines->len; i++)
    {
      const QzDeadline *deadline = deadlines->pdata[i];
      const QzDeadlineStatus status = qz_deadline_get_status (deadline, calendar, today);

      if (status != QZ_DEADLINE_OVERDUE && status != QZ_DEADLINE_TODAY)
        continue;
      count_badge (badges, "agenda");
      raise_badge (badges, "agenda", status);
      if (deadline->kind >= 0)
        raise_badge (badges, qz_document_kind_to_text ((QzDocumentKind) deadline->kind), status);
    }
}

/* Deposits of care away from home that are used too far (NL-21). */
static gboolean
add_deposit_badges (QzSheet *badges, QzBook *book, GError **error)
{
  g_autoptr (QzSheet) gauges = qz_deposit_gauges (book, error);
  const guint level =
      gauges != NULL ? (guint) qz_sheet_find_column (gauges, "level") : 0;

  for (guint row = 0; gauges != NULL && row < qz_sheet_get_n_rows (gauges); row++)
    {
      const char *text = qz_sheet_get_text (gauges, row, level);
      const gboolean red = g_strcmp0 (text, "red") == 0;

      if (!red && g_strcmp0 (text, "yellow") != 0)
        continue;
      count_badge (badges, "deposits");
      raise_badge (badges, "deposits", red ? QZ_DEADLINE_OVERDUE : QZ_DEADLINE_TODAY);
    }
  return gauges != NULL;
}

/* Reserves of medical assistance that are nearly used, or used up (EX-6). */
static gboolean
add_reserve_badges (QzSheet *badges, QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) warnings = qz_assist_reserve_list_warnings (book, context, error);
  const guint level =
      warnings != NULL ? (guint) qz_sheet_find_column (warnings, "level") : 0;

  for (guint row = 0; warnings != NULL && row < qz_sheet_get_n_rows (warnings); row++)
    {
      const gboolean red =
          g_strcmp0 (qz_sheet_get_text (warnings, row, level), "overdrawn") == 0;

      count_badge (badges, "assist-reserve");
      raise_badge (badges, "assist-reserve", red ? QZ_DEADLINE_OVERDUE : QZ_DEADLINE_TODAY);
    }
  return warnings != NULL;
}

QzSheet *
qz_agenda_list_badges (QzBook *book, const QzContext *context, GError **error)
{
  const QzDay today = context->clock.today;
  g_autoptr (QzSheet) badges = qz_sheet_new ("badges");
  g_autoptr (QzSheet) waiting = qz_agenda_list_waiting (book, context, error);
  g_autoptr (GPtrArray) deadlines =
      waiting != NULL ? qz_deadlines_load (book, context, today, error) : NULL;
  QzCalendar *calendar = deadlines != NULL ? qz_book_get_calendar (book, error) : NULL;

  if (calendar == NULL)
    return NULL;
  qz_sheet_add_column (badges, "page", _("Page"), QZ_VALUE_TEXT);
  qz_sheet_add_column (badges, "count", _("Count"), QZ_VALUE_COUNT);
  qz_sheet_add_column (badges, "level", _("Level"), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (waiting); row++)
    {
      count_badge (badges, qz_sheet_get_text (waiting, row, 0));
      count_badge (badges, "agenda");
    }
  add_deadline_badges (badges, deadlines, calendar, today);
  if (!add_deposit_badges (badges, book, error)
      || !add_reserve_badges (badges, book, context, error))
    return NULL;
  return g_steal_pointer (&badges);
}
