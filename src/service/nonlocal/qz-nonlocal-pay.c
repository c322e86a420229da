/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NL-31-D4: a treat agency pays its hospitals by 5-1 and 8-1, when the money has come. */
#include "qz-nonlocal-pay.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-documents-private.h"
#include "qz-error.h"
#include "qz-nl-accounts.h"
#include "qz-nl-carry-repo.h"
#include "qz-nl-shares.h"
#include "qz-nonlocal-days.h"
#include "qz-transfer-private.h"

/* ── what a hospital gets ───────────────────────────────────────────────────────────────────── */

typedef struct {
  gint64 provider_id;
  gint64 n_visits;
  gint64 n_refunds;
  QzFen declared, deducted;
  QzFen carried; /* from other months (MS-1, NL-38) */
  QzFen pay;
  GArray *parts; /* QzNlPart: of the month, by place, of any sign */
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

/* Of the agency that @transfer paid. */
static const char *
get_area (QzAreaMap *map, const QzTransfer *transfer)
{
  QzAreaPlace place = { "", "", "" };

  return qz_area_map_find_agency (map, transfer->payee, &place) ? place.agency : transfer->payee;
}

/* The hospitals of the agency that @transfer paid, by the lists of its month.
 * (element-type Hospital) */
static GPtrArray *
load_hospitals (QzStore *store, const QzTransfer *transfer, const char *area, GError **error)
{
  g_autoptr (GPtrArray) hospitals = g_ptr_array_new_with_free_func (free_hospital);
  g_autoptr (GArray) rows = NULL;
  QzClearingList list;

  if (!qz_clearing_repo_get_list (store, transfer->period, transfer->scope, &list, error))
    return NULL;
  rows = qz_clearing_repo_load_rows (store, &list, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QzClearingRow *row = &g_array_index (rows, QzClearingRow, i);

      if (row->is_payable || (int) row->insurance != transfer->insurance
          || strcmp (row->treat_agency, area) != 0)
        continue;
      if (!add_row (hospitals, row, error))
        return NULL;
    }
  return rows != NULL ? g_steal_pointer (&hospitals) : NULL;
}

static gboolean
add_carried (GPtrArray *hospitals, QzStore *store, const QzTransfer *transfer, const char *area,
             GError **error)
{
  g_autoptr (GArray) carried = qz_nl_carry_repo_load (store, transfer, area, error);

  for (guint i = 0; carried != NULL && i < carried->len; i++)
    {
      const QzNlCarry *carry = &g_array_index (carried, QzNlCarry, i);

      find_hospital (hospitals, carry->provider_id)->carried = carry->fen;
    }
  return carried != NULL;
}

/* ── the documents ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const QzProvider *provider;
  Hospital *hospital;
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Line *) a)->provider->code, ((const Line *) b)->provider->code);
}

/* No hospital's money is left out in silence: without its provider nobody can be paid. */
static GArray *
choose_lines (QzDocumentRun *run, GPtrArray *hospitals, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < hospitals->len; i++)
    {
      Hospital *hospital = hospitals->pdata[i];
      const Line line = { qz_provider_list_find (run->providers, hospital->provider_id),
                          hospital };

      if (line.provider == NULL)
        {
          qz_clearing_refuse (error, "provider-unknown", "NL-31-D4",
                              _("The lists have a hospital (record %" PRId64 ") that the register "
                                "of providers does not have; run “qz book verify”"),
                              hospital->provider_id);
          return NULL;
        }
      g_array_append_val (lines, line);
    }
  g_array_sort (lines, compare_lines);
  return g_steal_pointer (&lines);
}

/* NL-31-D4, MS-1: no more goes out than came down. What a hospital owes after its refunds and
 * deductions the others wait for, each by its share; both are carried to the next document. */
static gboolean
set_payments (GArray *lines, const QzTransfer *transfer, GError **error)
{
  g_autofree QzFen *amounts = g_new0 (QzFen, lines->len + 1);
  g_autofree const char **codes = g_new0 (const char *, lines->len + 1);
  QzFen sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      codes[i] = line->provider->code;
      amounts[i] = line->hospital->declared - line->hospital->deducted + line->hospital->carried;
      if (!qz_fen_accumulate (&sum, amounts[i], error))
        return FALSE;
    }
  if (sum != transfer->amount_fen)
    return qz_clearing_refuse (error, "K10", "K10",
                               _("What the hospitals of %s get is not what %s brought; run “qz "
                                 "check”"),
                               transfer->payee, transfer->number);
  if (!qz_nl_shares_level (amounts, codes, lines->len, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    g_array_index (lines, Line, i).hospital->pay = amounts[i];
  return TRUE;
}

static QzFen
get_left (const Hospital *hospital)
{
  return hospital->declared - hospital->deducted + hospital->carried - hospital->pay;
}

static void
leave_out_unpaid (QzDocumentRun *run, GArray *lines)
{
  for (guint i = lines->len; i > 0; i--)
    {
      const Line line = g_array_index (lines, Line, i - 1);

      if (line.hospital->pay > 0)
        continue;
      qz_documents_add_left_out (run->made, line.provider->code,
                                 get_left (line.hospital) < 0
                                     ? _("after refunds and deductions it owes this; its next "
                                         "payment takes it off")
                                     : _("nothing is left after refunds and deductions"),
                                 line.hospital->n_visits, get_left (line.hospital));
      g_array_remove_index (lines, i - 1);
    }
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
        .pay_fen = from->hospital->pay,
      };

      line.figures[QZ_NONLOCAL_DECLARED] = from->hospital->declared;
      line.figures[QZ_NONLOCAL_DEDUCTED] = from->hospital->deducted;
      line.figures[QZ_NONLOCAL_NET] = from->hospital->declared - from->hospital->deducted;
      line.figures[QZ_NONLOCAL_CARRIED] = from->hospital->carried;
      line.figures[QZ_NONLOCAL_LEFT] = get_left (from->hospital);
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
    if (!qz_fen_accumulate (&head->total_fen, g_array_index (lines, Line, i).hospital->pay, error))
      return NULL;
  return g_steal_pointer (&head);
}

static gboolean
make_document (QzDocumentRun *run, QzAreaMap *map, const QzTransfer *transfer, GError **error)
{
  QzStore *store = qz_book_get_store (run->book);
  g_autoptr (GPtrArray) hospitals = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (QzDocumentRecord) head = NULL;
  const char *area = get_area (map, transfer);

  hospitals = load_hospitals (store, transfer, area, error);
  if (hospitals == NULL || !add_carried (hospitals, store, transfer, area, error))
    return FALSE;
  lines = choose_lines (run, hospitals, error);
  if (lines == NULL || !set_payments (lines, transfer, error))
    return FALSE;
  leave_out_unpaid (run, lines);
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

/* What a hospital's claims of each party of @transfer give. */
static void
fill_wanted (const Hospital *hospital, const QzTransfer *transfer, QzFen *wanted)
{
  for (guint i = 0; i < transfer->parts->len; i++)
    for (guint j = 0; j < hospital->parts->len; j++)
      if (strcmp (g_array_index (transfer->parts, QzNlPart, i).party,
                  g_array_index (hospital->parts, QzNlPart, j).party)
          == 0)
        wanted[i] = g_array_index (hospital->parts, QzNlPart, j).amount_fen;
}

/* The parts of the money that came down, as far as they go to the line @asked: all lines together
 * use up each of them (AMB-11). */
static GArray *
split_parts (GPtrArray *hospitals, GPtrArray *lines, const QzTransfer *transfer, gint64 asked)
{
  const guint n = transfer->parts->len;
  g_autofree QzFen *wanted = g_new0 (QzFen, lines->len * n + 1);
  g_autofree QzFen *cells = g_new0 (QzFen, lines->len * n + 1);
  g_autofree QzFen *rows = g_new0 (QzFen, lines->len + 1);
  g_autofree QzFen *columns = g_new0 (QzFen, n + 1);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (QzNlPart));

  for (guint i = 0; i < n; i++)
    columns[i] = g_array_index (transfer->parts, QzNlPart, i).amount_fen;
  for (guint i = 0; i < lines->len; i++)
    {
      const QzDocumentLine *line = lines->pdata[i];

      rows[i] = line->pay_fen;
      fill_wanted (find_hospital (hospitals, line->provider_id), transfer, wanted + i * n);
    }
  qz_nl_shares_fit (wanted, rows, lines->len, columns, n, cells);
  for (guint i = 0; i < lines->len * n; i++)
    {
      const QzNlPart part = { g_array_index (transfer->parts, QzNlPart, i % n).party, cells[i] };

      if (cells[i] > 0 && ((const QzDocumentLine *) lines->pdata[i / n])->id == asked)
        g_array_append_val (parts, part);
    }
  return parts;
}

/* Whose money the hospital gets. */
static GArray *
load_parts (QzBook *book, const QzTransfer *transfer, const QzDocumentLine *line, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (GPtrArray) hospitals = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  if (map == NULL)
    return NULL;
  hospitals = load_hospitals (store, transfer, get_area (map, transfer), error);
  lines = hospitals != NULL ? qz_document_repo_get_lines (store, line->document_id, error) : NULL;
  return lines != NULL ? split_parts (hospitals, lines, transfer, line->id) : NULL;
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
  parts = load_parts (book, transfer, payment->line, error);
  if (parts == NULL)
    return NULL;
  input.scope = transfer->scope;
  input.parts = (const QzNlPart *) (gpointer) parts->data;
  input.n_parts = parts->len;
  if (!qz_nl_accounts_ensure_all (act, book, rule, &input, error))
    return NULL;
  return qz_nl_posting_make (rule, &input, error);
}
