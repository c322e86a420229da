/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NL-31-D4: a treat agency pays its hospitals by 5-1 and 8-1, when the money has come. */
#include "qz-nonlocal-pay.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-documents-private.h"
#include "qz-error.h"
#include "qz-nl-accounts.h"
#include "qz-nonlocal-days.h"
#include "qz-transfer-private.h"

/* ── what a hospital gets ───────────────────────────────────────────────────────────────────── */

typedef struct {
  gint64 provider_id;
  gint64 n_visits;
  gint64 n_refunds;
  QzFen declared, deducted;
  GArray *parts; /* QzNlPart, by the order of rows */
} Hospital;

static void
free_hospital (gpointer data)
{
  Hospital *self = data;

  g_array_unref (self->parts);
  g_free (self);
}

static Hospital *
find_hospital (GPtrArray *hospitals, gint64 provider_id)
{
  Hospital *made;

  for (guint i = 0; i < hospitals->len; i++)
    if (((Hospital *) hospitals->pdata[i])->provider_id == provider_id)
      return hospitals->pdata[i];
  made = g_new0 (Hospital, 1);
  made->provider_id = provider_id;
  made->parts = g_array_new (FALSE, FALSE, sizeof (QzNlPart));
  g_ptr_array_add (hospitals, made);
  return made;
}

static gboolean
add_part (GArray *parts, const char *party, QzFen fen, GError **error)
{
  const QzNlPart made = { party, fen };

  for (guint i = 0; i < parts->len; i++)
    {
      QzNlPart *part = &g_array_index (parts, QzNlPart, i);

      if (strcmp (part->party, party) == 0)
        return qz_fen_accumulate (&part->amount_fen, fen, error);
    }
  g_array_append_val (parts, made);
  return TRUE;
}

static gboolean
add_row (GPtrArray *hospitals, const QzClearingRow *row, GError **error)
{
  Hospital *hospital = find_hospital (hospitals, row->provider_id);
  const char *party = *row->insured_unit != '\0' ? row->insured_unit : row->other_province;

  if (row->is_deduction)
    return qz_fen_accumulate (&hospital->deducted, row->amount_fen, error)
           && add_part (hospital->parts, party, -row->amount_fen, error);
  hospital->n_visits += row->n_visits;
  return qz_fen_accumulate (&hospital->declared, row->amount_fen, error)
         && add_part (hospital->parts, party, row->amount_fen, error);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  return strcmp (((const QzNlPart *) a)->party, ((const QzNlPart *) b)->party);
}

/* What one place's refunds left below zero, the other places' money bears; the sum stays. */
static void
level (GArray *parts)
{
  QzFen owed = 0;

  g_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++)
    {
      QzNlPart *part = &g_array_index (parts, QzNlPart, i);

      owed += MAX (0, -part->amount_fen);
      part->amount_fen = MAX (0, part->amount_fen);
    }
  for (guint i = parts->len; i > 0; i--)
    {
      QzNlPart *part = &g_array_index (parts, QzNlPart, i - 1);
      const QzFen taken = MIN (owed, part->amount_fen);

      part->amount_fen -= taken;
      owed -= taken;
      if (part->amount_fen == 0)
        g_array_remove_index (parts, i - 1);
    }
}

/* The hospitals of the agency that @transfer paid, by the lists of its month; @provider_id 0: all.
 * (element-type Hospital) */
static GPtrArray *
load_hospitals (QzStore *store, QzAreaMap *map, const QzTransfer *transfer, gint64 provider_id,
                GError **error)
{
  g_autoptr (GPtrArray) hospitals = g_ptr_array_new_with_free_func (free_hospital);
  g_autoptr (GArray) rows = NULL;
  QzAreaPlace place = { "", "", "" };
  QzClearingList list;

  if (!qz_clearing_repo_get_list (store, transfer->period, transfer->scope, &list, error)
      || !qz_area_map_find_agency (map, transfer->payee, &place))
    return NULL;
  rows = qz_clearing_repo_load_rows (store, &list, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);

      if (row->is_payable || (int) row->insurance != transfer->insurance
          || strcmp (row->treat_agency, place.agency) != 0
          || (provider_id != 0 && row->provider_id != provider_id))
        continue;
      if (!add_row (hospitals, row, error))
        return NULL;
    }
  for (guint i = 0; i < hospitals->len; i++)
    level (((Hospital *) hospitals->pdata[i])->parts);
  return rows != NULL ? g_steal_pointer (&hospitals) : NULL;
}

/* ── the documents ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const QzProvider *provider;
  const Hospital *hospital;
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Line *) a)->provider->code, ((const Line *) b)->provider->code);
}

/* Nothing is taken from a hospital here: what it owes comes off a later month. */
static GArray *
choose_lines (QzDocumentRun *run, GPtrArray *hospitals)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < hospitals->len; i++)
    {
      const Hospital *hospital = hospitals->pdata[i];
      const Line line = { qz_provider_list_find (run->providers, hospital->provider_id),
                          hospital };
      const QzFen net = hospital->declared - hospital->deducted;

      if (line.provider == NULL)
        continue;
      if (net > 0)
        g_array_append_val (lines, line);
      else
        qz_documents_add_left_out (run->made, line.provider->code,
                                   _("nothing is left after refunds and deductions"),
                                   hospital->n_visits, net);
    }
  g_array_sort (lines, compare_lines);
  return lines;
}

static gboolean
write_lines (QzDocumentRun *run, const QzDocumentRecord *head, GArray *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *from = &g_array_index (lines, Line, i);
      QzDocumentLine line = {
        .line_no = i + 1,
        .provider_id = from->provider->id,
        .provider_code = from->provider->code,
        .period = head->period,
        .n_claims = from->hospital->n_visits,
        .pay_fen = from->hospital->declared - from->hospital->deducted,
      };

      line.figures[QZ_NONLOCAL_DECLARED] = from->hospital->declared;
      line.figures[QZ_NONLOCAL_DEDUCTED] = from->hospital->deducted;
      line.figures[QZ_NONLOCAL_NET] = line.pay_fen;
      if (!qz_document_repo_add_line (run->act, head, &line, error))
        return FALSE;
    }
  return TRUE;
}

static QzDocumentRecord *
make_head (QzDocumentRun *run, const QzTransfer *transfer, GArray *lines, GError **error)
{
  g_autoptr (QzDocumentRecord) head = qz_document_record_new ();
  QzCalendar *calendar = qz_book_get_calendar (run->book, error);

  if (calendar == NULL)
    return NULL;
  head->kind = QZ_DOCUMENT_NONLOCAL;
  head->agency = g_strdup (transfer->payee);
  head->insurance = (QzInsurance) transfer->insurance;
  head->period = transfer->period;
  head->business_day = run->context->clock.today;
  head->due_day = qz_nonlocal_get_hospital_due (qz_policy_get_nonlocal (run->policy), calendar,
                                                transfer->last_received);
  head->note = g_strdup (qz_nl_scope_get_paper_name (transfer->scope));
  head->n_lines = lines->len;
  for (guint i = 0; i < lines->len; i++)
    {
      const Hospital *hospital = g_array_index (lines, Line, i).hospital;

      if (!qz_fen_accumulate (&head->total_fen, hospital->declared - hospital->deducted, error))
        return NULL;
    }
  return g_steal_pointer (&head);
}

static gboolean
make_document (QzDocumentRun *run, QzAreaMap *map, const QzTransfer *transfer, GError **error)
{
  g_autoptr (GPtrArray) hospitals =
      load_hospitals (qz_book_get_store (run->book), map, transfer, 0, error);
  g_autoptr (GArray) lines = NULL;
  g_autoptr (QzDocumentRecord) head = NULL;

  if (hospitals == NULL)
    return FALSE;
  lines = choose_lines (run, hospitals);
  if (lines->len == 0)
    return TRUE;
  head = make_head (run, transfer, lines, error);
  return head != NULL && qz_documents_write_head (run, head, error)
         && write_lines (run, head, lines, error)
         && qz_transfer_repo_put_document (run->act, transfer->id, head->id, error);
}

/* The legs that brought the agency its money: D3, of 省本级 D2. */
static GPtrArray *
load_received (QzStore *store, QzPeriod period, QzNlScope scope, const char *agency,
               GError **error)
{
  const QzTransferQuery query = {
    .period = period, .scope = (int) scope, .leg = -1, .party = agency
  };
  g_autoptr (GPtrArray) legs = qz_transfer_repo_query (store, &query, error);

  for (guint i = legs != NULL ? legs->len : 0; i > 0; i--)
    {
      const QzTransfer *leg = legs->pdata[i - 1];

      if (strcmp (leg->payee, agency) != 0 || strcmp (leg->payee_account, "acc_out") != 0
          || (leg->leg != QZ_LEG_D2 && leg->leg != QZ_LEG_D3))
        g_ptr_array_remove_index (legs, i - 1);
    }
  return g_steal_pointer (&legs);
}

static gboolean
run_legs (QzDocumentRun *run, QzAreaMap *map, GPtrArray *legs, GError **error)
{
  guint n_missing = 0;

  for (guint i = 0; i < legs->len; i++)
    {
      const QzTransfer *leg = legs->pdata[i];
      GError *reason = NULL;
      g_autofree char *document =
          qz_transfer_repo_dup_document (qz_book_get_store (run->book), leg->id, &reason);

      if (reason != NULL)
        {
          g_propagate_error (error, reason);
          return FALSE;
        }
      if (leg->received_fen < leg->amount_fen)
        n_missing++;
      else if (document == NULL && !make_document (run, map, leg, error))
        return FALSE;
    }
  if (legs->len == 0)
    return qz_clearing_refuse (error, "nothing-to-pay", "NL-31-D4",
                               _("The agency has no hospitals to pay for this month and scope"));
  return n_missing < legs->len
         || qz_clearing_refuse (error, "money-not-received", "NL-31-D4",
                                _("The money for the hospitals has not come yet; it is confirmed "
                                  "with “qz transfer confirm-receipt”"));
}

QzSheet *
qz_nonlocal_pay_run (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                     const char *agency, GError **error)
{
  QzDocumentRun run = { book, context, .insurance = -1 };
  g_autoptr (QzAreaMap) map = NULL;
  g_autoptr (GPtrArray) legs = NULL;
  QzSheet *made = NULL;

  if (!qz_actor_check (book, context, agency, error))
    return NULL;
  map = qz_actors_load_map (book, error);
  legs = map != NULL
           ? load_received (qz_book_get_store (book), period, scope, agency, error)
           : NULL;
  if (legs == NULL)
    return NULL;
  run.policy = qz_policies_find_nonlocal (book, qz_period_get_last_day (period), &run.pack_id,
                                          error);
  run.made = qz_documents_new_sheet ("documents");
  if (run.policy != NULL && qz_documents_begin_run (&run, "transfer pay-hospitals", error)
      && run_legs (&run, map, legs, error))
    made = qz_documents_end_run (&run, error);
  qz_documents_clear_run (&run);
  return made;
}

/* ── EV-25 ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
load_transfer (QzStore *store, const QzDocumentRecord *document, QzTransfer **out, GError **error)
{
  gint64 id = 0;

  *out = NULL;
  if (!qz_transfer_repo_find_of_document (store, document->id, &id, error))
    return FALSE;
  *out = qz_transfer_repo_get (store, id, error);
  return *out != NULL;
}

static const QzPostingRule *
find_rule (QzPolicy *policy, const char *event, GError **error)
{
  const QzPostingCase asked = { .event = event,
                                .ledger = QZ_LEDGER_AGENCY,
                                .money = QZ_MONEY_CLEARING,
                                .flow = QZ_FLOW_OUT };
  const QzPostingRule *rule = qz_policy_find_posting_for (policy, &asked);

  if (rule == NULL)
    qz_clearing_refuse (error, "no-posting-rule", event,
                        _("Policy %s has no posting rule %s, which paying hospitals needs"),
                        qz_policy_get_id (policy), event);
  return rule;
}

/* Whose money the hospital gets: its claims of each place. */
static GArray *
load_parts (QzBook *book, const QzTransfer *transfer, gint64 provider_id, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (GPtrArray) hospitals = NULL;

  if (map == NULL)
    return NULL;
  hospitals = load_hospitals (qz_book_get_store (book), map, transfer, provider_id, error);
  if (hospitals == NULL)
    return NULL;
  g_return_val_if_fail (hospitals->len == 1, NULL);
  return g_array_ref (((Hospital *) hospitals->pdata[0])->parts);
}

QzVoucher *
qz_nonlocal_pay_make_voucher (QzBook *book, QzAct *act, QzPolicy *policy,
                              const QzNlHospitalPayment *payment, GError **error)
{
  g_autoptr (QzTransfer) transfer = NULL;
  g_autoptr (GArray) parts = NULL;
  const QzPostingRule *rule = find_rule (policy, payment->event, error);
  g_autofree char *ledger =
      qz_ledger_dup_name (payment->document->agency, payment->document->insurance);
  QzNlPostingInput input = { .ledger = ledger,
                             .day = payment->day,
                             .period = payment->line->period,
                             .payer_name = "",
                             .payee_name = payment->line->provider_name,
                             .amount_fen = payment->line->pay_fen,
                             .bank_account_id = payment->payer_account_id,
                             .provider_id = payment->line->provider_id };

  if (rule == NULL
      || !load_transfer (qz_book_get_store (book), payment->document, &transfer, error))
    return NULL;
  parts = load_parts (book, transfer, payment->line->provider_id, error);
  if (parts == NULL)
    return NULL;
  input.scope = transfer->scope;
  input.parts = (const QzNlPart *) (gpointer) parts->data;
  input.n_parts = parts->len;
  if (!qz_nl_accounts_ensure_all (act, book, rule, &input, error))
    return NULL;
  return qz_nl_posting_make (rule, &input, error);
}
