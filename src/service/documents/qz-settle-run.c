/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-chart.h"
#include "qz-claim-stream.h"
#include "qz-documents-private.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-settle-repo.h"
#include "qz-settlement-engine.h"
#include "qz-summary-repo.h"

/* What one provider brings to its month settlement, and what came of it. */
#define MAX_NAMED 10 /* providers in a note */

typedef struct {
  const QzProvider *provider;
  const QzDeclarationRecord *declaration; /* borrowed */
  QzSettlementInput input;
  GArray *open; /* element-type QzOpenItem; nullable */
  QzSettlementResult result;
  gboolean computed;
} Party;

typedef struct {
  QzDocumentRun *run;
  QzInsurance insurance;
  QzPeriod period;
  GPtrArray *declarations;
  GPtrArray *deferrals;
  GPtrArray *parties;      /* element-type Party, by provider code */
  GHashTable *by_provider; /* id → Party */
  QzDay due_day;
} Settling;

static void
party_free (gpointer data)
{
  Party *party = data;

  g_clear_pointer (&party->open, g_array_unref);
  if (party->computed)
    qz_settlement_result_clear (&party->result);
  g_free (party);
}

static void
settling_clear (Settling *self)
{
  g_clear_pointer (&self->declarations, g_ptr_array_unref);
  g_clear_pointer (&self->deferrals, g_ptr_array_unref);
  g_clear_pointer (&self->by_provider, g_hash_table_unref);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

static QzStore *
get_store (Settling *self)
{
  return qz_book_get_store (self->run->book);
}

static Party *
find_party (Settling *self, gint64 provider_id)
{
  return g_hash_table_lookup (self->by_provider, GINT_TO_POINTER ((int) provider_id));
}

/* ── what goes in ────────────────────────────────────────────────────────────────────────────── */

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const Party *left = *(const Party *const *) a;
  const Party *right = *(const Party *const *) b;

  return strcmp (left->provider->code, right->provider->code);
}

static gboolean
add_parties (Settling *self, GError **error)
{
  self->declarations =
      qz_settle_repo_get_declarations (get_store (self), self->insurance, self->period, error);
  if (self->declarations == NULL)
    return FALSE;
  self->parties = g_ptr_array_new_with_free_func (party_free);
  self->by_provider = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->declarations->len; i++)
    {
      const QzDeclarationRecord *declaration = self->declarations->pdata[i];
      Party *party = g_new0 (Party, 1);

      party->provider = qz_provider_list_find (self->run->providers, declaration->provider_id);
      g_assert (party->provider != NULL);
      party->declaration = declaration;
      party->input.period = self->period;
      party->input.declared_fen = declaration->declared_fen;
      g_ptr_array_add (self->parties, party);
      g_hash_table_insert (self->by_provider, GINT_TO_POINTER ((int) declaration->provider_id),
                           party);
    }
  g_ptr_array_sort (self->parties, compare_codes);
  return TRUE;
}

static gboolean
add_deductions (Settling *self, GError **error)
{
  g_autoptr (GPtrArray) deductions =
      qz_settle_repo_get_deductions (get_store (self), self->insurance, self->period, error);

  for (guint i = 0; deductions != NULL && i < deductions->len; i++)
    {
      const QzDeductionRecord *deduction = deductions->pdata[i];
      Party *party = find_party (self, deduction->provider_id);

      if (party != NULL
          && !qz_fen_accumulate (deduction->inspection ? &party->input.deduct_inspect_fen
                                                       : &party->input.deduct_audit_fen,
                                 deduction->amount_fen, error))
        return FALSE;
    }
  return deductions != NULL;
}

/* MS-1: an excess of deductions is a receivable of the next month. */
static gboolean
add_carried_deductions (Settling *self, GError **error)
{
  g_autoptr (GArray) left =
      qz_settle_repo_get_deduct_left (get_store (self), self->insurance, error);

  for (guint i = 0; left != NULL && i < left->len; i++)
    {
      const QzLeftRecord *record = &g_array_index (left, QzLeftRecord, i);
      Party *party = find_party (self, record->provider_id);

      if (party != NULL)
        party->input.deduct_carried_fen = record->amount_fen;
    }
  return left != NULL;
}

/* AMB-22: the negative rest of the month's last daily batch is not deducted again. */
static gboolean
add_day_carries (Settling *self, GError **error)
{
  g_autoptr (GArray) carries =
      qz_document_repo_get_carries (get_store (self), self->insurance, self->period, error);

  for (guint i = 0; carries != NULL && i < carries->len; i++)
    {
      const QzCarryRecord *carry = &g_array_index (carries, QzCarryRecord, i);
      Party *party = find_party (self, carry->provider_id);

      if (party != NULL)
        party->input.day_carry_fen = carry->carry_fen;
    }
  return carries != NULL;
}

/* Only what stands in the ledger counts: the bank reported it 00 (domain 7.3 rule 7). */
static gboolean
add_open_items (Settling *self, GError **error)
{
  g_autofree char *ledger =
      qz_ledger_dup_name (qz_book_get_agency (self->run->book), self->insurance);
  g_autoptr (GArray) items = qz_settle_repo_get_open_items (get_store (self), ledger,
                                                            self->insurance, self->period, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const QzProviderItem *item = &g_array_index (items, QzProviderItem, i);
      Party *party = find_party (self, item->provider_id);

      if (party == NULL)
        continue;
      if (party->open == NULL)
        party->open = g_array_new (FALSE, FALSE, sizeof (QzOpenItem));
      g_array_append_val (party->open, item->item);
    }
  return items != NULL;
}

static gboolean
add_base_cb (const QzClaim *claim, gpointer user_data, GError **error)
{
  Settling *self = user_data;
  Party *party = find_party (self, claim->provider_id);
  QzFen parts[QZ_N_PARTS];

  if (party == NULL || qz_policy_get_scope (self->run->policy, claim, NULL) != QZ_SCOPE_IN)
    return TRUE;
  return qz_fen_accumulate (&party->input.claims_base_fen,
                            qz_policy_get_base (self->run->policy, claim, parts), error);
}

/* HLJ-IS-11, JL-12: the declaration is compared with the claims of the month, when the policy
 * asks. */
static gboolean
add_claims_base (Settling *self, GError **error)
{
  const QzClaimSpan span = { qz_period_get_first_day (self->period),
                             qz_period_get_last_day (self->period), self->insurance,
                             .amounts = qz_documents_get_amounts (self->run->policy) };

  if (qz_policy_get_settlement (self->run->policy)->reconcile == QZ_RECONCILE_OFF)
    return TRUE;
  for (guint i = 0; i < self->parties->len; i++)
    ((Party *) self->parties->pdata[i])->input.has_claims_base = TRUE;
  return qz_claim_stream_run (get_store (self), &span, add_base_cb, self, error);
}

/* ── what comes out ──────────────────────────────────────────────────────────────────────────── */

/* HLJ-IS-16d, JL-15b, SQ-3.1a: the earliest of those that are in it binds the document. */
static gboolean
add_due_day (Settling *self, QzDay cutoff, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->run->book, error);
  QzDay audit_due, pay_due;

  if (calendar == NULL)
    return FALSE;
  qz_settlement_get_deadlines (self->run->policy, calendar, self->period, cutoff, &audit_due,
                               &pay_due);
  if (self->due_day == QZ_DAY_NONE || pay_due < self->due_day)
    self->due_day = pay_due;
  return TRUE;
}

static gboolean
compute_party (Settling *self, Party *party, GError **error)
{
  if (party->open != NULL)
    {
      party->input.open = (const QzOpenItem *) (gpointer) party->open->data;
      party->input.n_open = party->open->len;
    }
  if (!qz_settlement_compute (self->run->policy, &party->input, &party->result, error))
    {
      g_prefix_error (error, "%s: ", party->provider->code);
      qz_error_add_place (error, party->declaration->file_name,
                          (guint64) party->declaration->line_no, 0, "declared");
      return FALSE;
    }
  party->computed = TRUE;
  return add_due_day (self, party->declaration->cutoff_day, error);
}

/* SM-5: what comes back in its own month is due when it was due before: putting it off gives no
 * new time. What comes back in a later month does not make that month due any earlier. */
static gboolean
add_deferred_due_day (Settling *self, const QzDeferralRecord *deferral, GError **error)
{
  g_autoptr (QzDocumentLine) line =
      qz_document_repo_get_line (get_store (self), deferral->line_id, error);
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzDeclarationRecord) declaration = NULL;

  if (line == NULL)
    return FALSE;
  if (line->period != self->period)
    return TRUE;
  declaration = qz_settle_repo_find_declaration (get_store (self), line->provider_id,
                                                 self->insurance, line->period, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return declaration == NULL || add_due_day (self, declaration->cutoff_day, error);
}

/* Names the documents whose lines do not count yet; they come in the order of their making. */
static gboolean
add_unpaid_note (Settling *self, GString *note, GError **error)
{
  g_autoptr (GPtrArray) unpaid =
      qz_settle_repo_get_unpaid (get_store (self), self->insurance, self->period, error);
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autofree char *amount = NULL;
  QzFen sum = 0;
  guint n_lines = 0;

  for (guint i = 0; unpaid != NULL && i < unpaid->len; i++)
    {
      const QzUnpaidRecord *record = unpaid->pdata[i];

      if (find_party (self, record->provider_id) == NULL)
        continue;
      if (!qz_fen_accumulate (&sum, record->amount_fen, error))
        return FALSE;
      n_lines++;
      if (!g_str_has_suffix (numbers->str, record->number))
        g_string_append_printf (numbers, "%s%s", numbers->len > 0 ? ", " : "", record->number);
    }
  amount = qz_fen_format (sum);
  if (n_lines > 0)
    g_string_append_printf (note,
                            _("%u lines over %s are not reported paid and do not count: %s."),
                            n_lines, amount, numbers->str);
  return unpaid != NULL;
}

/* Names the first providers only: each line shows both sums, so none is lost. */
static void
add_differing_note (Settling *self, GString *note)
{
  g_autoptr (GString) codes = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->parties->len; i++)
    {
      const Party *party = self->parties->pdata[i];

      if (!party->result.differs)
        continue;
      if (n < MAX_NAMED)
        g_string_append_printf (codes, "%s%s", n > 0 ? ", " : "", party->provider->code);
      else if (n == MAX_NAMED)
        g_string_append (codes, " …");
      n++;
    }
  if (n > 0)
    g_string_append_printf (note, _("%s%u providers declared otherwise than their claims add up "
                                    "to: %s."),
                            note->len > 0 ? " " : "", n, codes->str);
}

static char *
make_note (Settling *self, GError **error)
{
  g_autoptr (GString) note = g_string_new (NULL);

  if (!add_unpaid_note (self, note, error))
    return NULL;
  add_differing_note (self, note);
  return g_string_free_and_steal (g_steal_pointer (&note));
}

static gboolean
write_party (Settling *self, const QzDocumentRecord *head, Party *party, guint line_no,
             GError **error)
{
  QzDocumentLine line = {
    .line_no = line_no,
    .provider_id = party->provider->id,
    .provider_code = party->provider->code,
    .period = self->period,
    .pay_fen = party->result.pay_fen,
  };

  memcpy (line.figures, party->result.figures, sizeof line.figures);
  if (!qz_document_repo_add_line (self->run->act, head, &line, error))
    return FALSE;
  for (guint i = 0; i < party->result.offsets->len; i++)
    {
      const QzOpenItem *used = &g_array_index (party->result.offsets, QzOpenItem, i);

      if (!qz_document_repo_add_offset (self->run->act, line.id, used->path, used->period,
                                        used->amount_fen, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sum_up (Settling *self, QzDocumentRecord *head, GError **error)
{
  head->n_lines = self->parties->len + self->deferrals->len;
  for (guint i = 0; i < self->parties->len; i++)
    if (!qz_fen_accumulate (&head->total_fen, ((Party *) self->parties->pdata[i])->result.pay_fen,
                            error))
      return FALSE;
  for (guint i = 0; i < self->deferrals->len; i++)
    if (!qz_fen_accumulate (&head->total_fen,
                            ((QzDeferralRecord *) self->deferrals->pdata[i])->amount_fen, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_document (Settling *self, GError **error)
{
  g_autoptr (QzDocumentRecord) head = qz_document_record_new ();

  if (!sum_up (self, head, error))
    return FALSE;
  if (head->n_lines == 0)
    return TRUE;
  head->kind = QZ_DOCUMENT_SETTLEMENT;
  head->insurance = self->insurance;
  head->period = self->period;
  head->business_day = self->run->context->clock.today;
  head->due_day = self->due_day;
  head->note = make_note (self, error);
  if (head->note == NULL || !qz_documents_write_head (self->run, head, error))
    return FALSE;
  for (guint i = 0; i < self->parties->len; i++)
    if (!write_party (self, head, self->parties->pdata[i], i + 1, error))
      return FALSE;
  for (guint i = 0; i < self->deferrals->len; i++)
    if (!qz_documents_write_deferred (self->run, head, self->deferrals->pdata[i],
                                      self->parties->len + i + 1, error))
      return FALSE;
  return qz_summary_repo_put_settlement (self->run->act, head->id, error);
}

/* ── is it still right ───────────────────────────────────────────────────────────────────────── */

static QzFen
find_open (GArray *items, gint64 provider_id, QzPolicy *policy)
{
  QzFen open = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const QzProviderItem *item = &g_array_index (items, QzProviderItem, i);

      if (item->provider_id == provider_id
          && qz_policy_get_settlement (policy)->offset_path[item->item.path])
        open = item->item.amount_fen;
    }
  return open;
}

static gboolean
refuse_stale (const QzDocumentRecord *head, const QzDocumentLine *line, QzFen open_fen,
              GError **error)
{
  g_autofree char *open = qz_fen_format (open_fen);

  qz_error_set (error, QZ_ERROR_REFUSED, "settlement-stale",
                _("%s, line %d (%s): %s were reported paid since it was made and are not "
                   "deducted. Refuse it and run the settlement again."),
                head->number, (int) line->line_no, line->provider_code, open);
  qz_error_add_rule (error, "JL-15a");
  return FALSE;
}

static gboolean
find_is_last (QzBook *book, const QzDocumentRecord *head, gboolean *out, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *later =
      qz_document_repo_find_successor (qz_book_get_store (book), head, &failure);

  *out = later == NULL;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
qz_documents_check_fresh (QzBook *book, const QzDocumentRecord *head, GError **error)
{
  g_autofree char *ledger = qz_ledger_dup_name (head->agency, head->insurance);
  g_autoptr (GArray) items = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (QzPolicy) policy = NULL;
  gboolean is_last = TRUE;

  if (head->kind != QZ_DOCUMENT_SETTLEMENT)
    return TRUE;
  if (!find_is_last (book, head, &is_last, error))
    return FALSE;
  /* A later settlement was made upon it, so it cannot be made anew; what is open goes on
   * (AMB-02). */
  if (!is_last)
    return TRUE;
  items = qz_settle_repo_get_open_items (qz_book_get_store (book), ledger, head->insurance,
                                         head->period, error);
  lines =
      items == NULL ? NULL : qz_document_repo_get_lines (qz_book_get_store (book), head->id, error);
  policy = lines == NULL ? NULL : qz_policy_for_pack (book, head->policy_pack_id, error);
  for (guint i = 0; policy != NULL && i < lines->len; i++)
    {
      const QzDocumentLine *line = lines->pdata[i];
      const QzFen open = find_open (items, line->provider_id, policy);

      /* A line that pays cash had used up all that was open. */
      if (line->pay_fen > 0 && open > 0)
        return refuse_stale (head, line, open, error);
    }
  return policy != NULL;
}

/* ── the use case ────────────────────────────────────────────────────────────────────────────── */

/* Open 暂付款 and deductions are used up oldest first (AMB-02), so months are settled in order. */
static gboolean
check_order (Settling *self, GError **error)
{
  QzPeriod before;
  g_autofree char *text = NULL;

  if (!qz_settle_repo_find_unsettled (get_store (self), self->insurance, self->period, &before,
                                      error))
    return FALSE;
  if (before == 0 || self->parties->len == 0)
    return TRUE;
  text = qz_period_format (before);
  qz_error_set (error, QZ_ERROR_REFUSED, "earlier-month-open",
                _("%s has declarations that are not settled yet; settle that month first (“qz "
                   "settle run --month %s”)"),
                text, text);
  qz_error_add_rule (error, "AMB-02");
  return FALSE;
}

static gboolean
run_insurance (QzDocumentRun *run, QzInsurance insurance, QzPeriod period, GError **error)
{
  g_auto (Settling) self = { run, insurance, period, .due_day = QZ_DAY_NONE };

  self.deferrals = qz_document_repo_get_open_deferrals (qz_book_get_store (run->book),
                                                        QZ_DOCUMENT_SETTLEMENT, insurance, error);
  if (self.deferrals == NULL || !add_parties (&self, error) || !check_order (&self, error)
      || !add_deductions (&self, error) || !add_carried_deductions (&self, error)
      || !add_day_carries (&self, error) || !add_open_items (&self, error)
      || !add_claims_base (&self, error))
    return FALSE;
  for (guint i = 0; i < self.parties->len; i++)
    if (!compute_party (&self, self.parties->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self.deferrals->len; i++)
    if (!add_deferred_due_day (&self, self.deferrals->pdata[i], error))
      return FALSE;
  return write_document (&self, error);
}

static gboolean
run_all (QzDocumentRun *run, QzPeriod period, GError **error)
{
  run->policy = qz_documents_need_policy (run->book, -1, qz_period_get_last_day (period),
                                          "HLJ-IS-16a", &run->pack_id, error);
  if (run->policy == NULL)
    return FALSE;
  for (int insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
    if ((run->insurance < 0 || run->insurance == insurance)
        && !run_insurance (run, insurance, period, error))
      return FALSE;
  return TRUE;
}

QzSheet *
qz_settle_run (QzBook *book, const QzContext *context, QzPeriod period, int insurance,
               GError **error)
{
  QzDocumentRun run = { book, context, .insurance = insurance };
  QzSheet *made = NULL;

  if (!qz_documents_check_not_future (context, qz_period_get_first_day (period), error))
    return NULL;
  run.made = qz_documents_new_sheet ("documents");
  if (qz_documents_begin_run (&run, "settle run", error) && run_all (&run, period, error))
    made = qz_documents_end_run (&run, error);
  qz_documents_clear_run (&run);
  return made;
}
