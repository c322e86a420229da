/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-claim-coverage.h"
#include "qz-claim-stream.h"
#include "qz-daily-engine.h"
#include "qz-documents-private.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-settle-repo.h"

#define REPORT_EVERY 8192 /* claims between two looks at cancel and progress */

/* A claim in scope as long as the run lasts: 24 bytes, so that a month of a million fits. */
typedef struct {
  gint64 id;
  QzFen amount_fen;
  guint group;
} Entry;

/* What one day and insurance looked at. */
typedef struct {
  gint64 first, last;
  GHashTable *settled; /* providers whose month is settled; borrowed, nullable */
} Seen;

/* The days of a run that one policy rules. */
typedef struct {
  QzDocumentRun *run;
  QzDay from, to;
  QzFen available_fen;
  QzDailyEngine *engine;
  QzClaimCoverage *coverage;
  GArray *entries;     /* element-type Entry, in the order of claims */
  guint *order;        /* indexes into entries, by group */
  guint *group_starts; /* n_groups + 1 */
  Seen *seen;          /* day × insurance */
  GPtrArray *settled;  /* owns the sets */
  guint64 n_read;
  guint64 n_settled_claims;
} Span;

static void
span_clear (Span *self)
{
  g_clear_pointer (&self->engine, qz_daily_engine_free);
  g_clear_pointer (&self->coverage, qz_claim_coverage_free);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->group_starts, g_free);
  g_clear_pointer (&self->seen, g_free);
  g_clear_pointer (&self->settled, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Span, span_clear)

static QzStore *
get_store (Span *self)
{
  return qz_book_get_store (self->run->book);
}

static gboolean
has_insurance (Span *self, int insurance)
{
  return self->run->insurance < 0 || self->run->insurance == insurance;
}

static Seen *
get_seen (Span *self, QzDay day, QzInsurance insurance)
{
  g_assert (day >= self->from && day <= self->to);
  return &self->seen[(guint) (day - self->from) * QZ_N_INSURANCES + insurance];
}

/* ── before the claims ───────────────────────────────────────────────────────────────────────── */

static gboolean
add_providers (Span *self, GError **error)
{
  QzProviderList *providers = self->run->providers;

  for (guint i = 0; i < qz_provider_list_get_n (providers); i++)
    {
      const QzProvider *provider = qz_provider_list_get (providers, i);

      if (!qz_daily_engine_add_provider (self->engine, provider->id, provider->code,
                                         provider->level, error))
        return FALSE;
      for (guint k = 0; provider->blocks != NULL && k < provider->blocks->len; k++)
        {
          const QzProviderBlock *block = &g_array_index (provider->blocks, QzProviderBlock, k);

          if (!qz_daily_engine_block (self->engine, provider->id, block->from, block->to, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_carries (Span *self, QzInsurance insurance, QzPeriod period, GError **error)
{
  g_autoptr (GArray) carries =
      qz_document_repo_get_carries (get_store (self), insurance, period, error);

  if (carries == NULL)
    return FALSE;
  for (guint i = 0; i < carries->len; i++)
    {
      const QzCarryRecord *carry = &g_array_index (carries, QzCarryRecord, i);

      if (!qz_daily_engine_add_carry (self->engine, insurance, carry->provider_id, period,
                                      carry->carry_fen, error))
        return FALSE;
    }
  return TRUE;
}

/* The claims of a month that is settled already are in that settlement: paying them again by the
 * day would pay them twice (JL-15a). */
static gboolean
add_settled (Span *self, QzInsurance insurance, QzPeriod period, GError **error)
{
  GHashTable *settled = qz_settle_repo_get_providers (get_store (self), QZ_DOCUMENT_SETTLEMENT,
                                                      insurance, period, error);
  const QzDay first = MAX (self->from, qz_period_get_first_day (period));
  const QzDay last = MIN (self->to, qz_period_get_last_day (period));

  if (settled == NULL)
    return FALSE;
  g_ptr_array_add (self->settled, settled);
  if (g_hash_table_size (settled) == 0)
    return TRUE;
  for (QzDay day = first; day <= last; day++)
    get_seen (self, day, insurance)->settled = settled;
  return TRUE;
}

/* A document that was put off as a whole comes back in the next run from its day on; the rest of a
 * line for which the money was not enough comes back with a later day, so that the same run twice
 * changes nothing. */
static gboolean
comes_back (Span *self, const QzDeferralRecord *deferral)
{
  return deferral->whole ? deferral->business_day <= self->to : deferral->business_day < self->to;
}

static gboolean
add_deferred (Span *self, QzInsurance insurance, GError **error)
{
  g_autoptr (GPtrArray) deferrals =
      qz_document_repo_get_open_deferrals (get_store (self), QZ_DOCUMENT_DAILY, insurance, error);

  for (guint i = 0; deferrals != NULL && i < deferrals->len; i++)
    {
      const QzDeferralRecord *deferral = deferrals->pdata[i];
      g_autoptr (QzDocumentLine) line = NULL;
      gboolean over = FALSE;

      if (!comes_back (self, deferral))
        continue;
      if (!qz_documents_is_deferral_over (self->run, deferral, &over, error))
        return FALSE;
      if (over)
        continue;
      line = qz_document_repo_get_line (get_store (self), deferral->line_id, error);
      if (line == NULL
          || !qz_daily_engine_add_deferred (self->engine, insurance, line->provider_id,
                                            line->period, deferral->amount_fen, line->id, error))
        return FALSE;
    }
  return deferrals != NULL;
}

static gboolean
prepare (Span *self, GError **error)
{
  QzDocumentRun *run = self->run;

  self->engine = qz_daily_engine_new (run->policy, run->context->clock.today, self->to);
  self->coverage = qz_claim_coverage_load (get_store (self), self->from, self->to, error);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->seen = g_new0 (Seen, (gsize) (self->to - self->from + 1) * QZ_N_INSURANCES);
  self->settled = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  if (self->coverage == NULL || !add_providers (self, error))
    return FALSE;
  for (int insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
    {
      if (!has_insurance (self, insurance))
        continue;
      for (QzPeriod period = qz_period_of_day (self->from); period <= qz_period_of_day (self->to);
           period = qz_period_add (period, 1))
        if (!add_carries (self, insurance, period, error)
            || !add_settled (self, insurance, period, error))
          return FALSE;
      if (!add_deferred (self, insurance, error))
        return FALSE;
    }
  if (self->available_fen >= 0)
    qz_daily_engine_set_available (self->engine, self->available_fen);
  return TRUE;
}

/* ── the claims ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
report (Span *self, GError **error)
{
  self->n_read++;
  if (self->n_read % REPORT_EVERY != 0)
    return TRUE;
  qz_progress_report (self->run->context->progress, _("Reading claims"), self->n_read, 0);
  return qz_check_cancelled (self->run->context->cancellable, error);
}

static gboolean
add_claim_cb (const QzClaim *claim, gpointer user_data, GError **error)
{
  Span *self = user_data;
  Seen *seen = get_seen (self, claim->day, claim->insurance);
  Entry entry = { claim->id };

  if (!report (self, error))
    return FALSE;
  if (qz_claim_coverage_find (self->coverage, claim->day, claim->insurance, claim->id) != 0)
    return TRUE;
  if (seen->first == 0)
    seen->first = claim->id;
  seen->last = claim->id;
  if (seen->settled != NULL
      && g_hash_table_contains (seen->settled, GINT_TO_POINTER ((int) claim->provider_id)))
    {
      self->n_settled_claims++;
      return TRUE;
    }
  if (!qz_daily_engine_add_claim (self->engine, claim, &entry.group, &entry.amount_fen, error))
    return FALSE;
  if (entry.group != QZ_DAILY_NO_GROUP)
    g_array_append_val (self->entries, entry);
  return TRUE;
}

/* Counting sort: the entries of a group stay in the order of claims. */
static void
sort_entries (Span *self)
{
  const guint n_groups = qz_daily_engine_get_n_groups (self->engine);
  g_autofree guint *next = g_new0 (guint, n_groups + 1);

  self->group_starts = g_new0 (guint, n_groups + 1);
  self->order = g_new (guint, MAX (self->entries->len, 1));
  for (guint i = 0; i < self->entries->len; i++)
    self->group_starts[g_array_index (self->entries, Entry, i).group + 1]++;
  for (guint group = 0; group < n_groups; group++)
    self->group_starts[group + 1] += self->group_starts[group];
  memcpy (next, self->group_starts, (n_groups + 1) * sizeof *next);
  for (guint i = 0; i < self->entries->len; i++)
    self->order[next[g_array_index (self->entries, Entry, i).group]++] = i;
}

/* ── the documents ───────────────────────────────────────────────────────────────────────────── */

static gboolean
write_links (Span *self, guint group, QzDocumentLine *line, GError **error)
{
  for (guint i = self->group_starts[group]; i < self->group_starts[group + 1]; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, self->order[i]);

      if (!qz_document_repo_add_link (self->run->act, entry->id, entry->amount_fen,
                                      &line->first_link_id, &line->last_link_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_line (Span *self, const QzDocumentRecord *head, guint line_no, const QzDailyLine *computed,
            GError **error)
{
  QzDocumentLine line = {
    .line_no = line_no,
    .provider_id = computed->provider_id,
    .provider_code = computed->provider_code,
    .period = computed->period,
    .source_line_id = computed->source,
    .n_claims = computed->n_claims,
    .n_refunds = computed->n_refunds,
    .pay_fen = computed->pay_fen,
  };

  memcpy (line.figures, computed->figures, sizeof line.figures);
  if (computed->group != QZ_DAILY_NO_GROUP && !write_links (self, computed->group, &line, error))
    return FALSE;
  if (!qz_document_repo_add_line (self->run->act, head, &line, error))
    return FALSE;
  /* EX-2: what the money of the day did not reach is put off, not lost (SM-5, HLJ-IS-18, JL-19). */
  return computed->put_off_fen == 0
         || qz_document_repo_add_deferral (self->run->act, line.id, computed->put_off_fen,
                                           head->business_day,
                                           _("The money at hand was not enough"),
                                           error);
}

static char *
make_note (const QzDailyBatch *batch, gboolean is_supplement)
{
  g_autofree char *put_off = qz_fen_format (batch->put_off_fen);
  GString *note = g_string_new (is_supplement ? _("Supplement: claims imported later.") : "");

  if (batch->put_off_fen > 0)
    {
      if (note->len > 0)
        g_string_append_c (note, ' ');
      g_string_append_printf (note, _("%s put off because the money was not enough."), put_off);
    }
  return g_string_free_and_steal (note);
}

static gboolean
is_supplement (Span *self, const QzDailyBatch *batch, gboolean *out, GError **error)
{
  const QzDocumentQuery query = {
    QZ_DOCUMENT_DAILY, batch->insurance, -1, batch->period, NULL, TRUE
  };
  g_autoptr (GPtrArray) documents = qz_document_repo_query (get_store (self), &query, error);

  *out = FALSE;
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const QzDocumentRecord *document = documents->pdata[i];

      *out |= document->business_day == batch->day && document->first_claim_id != 0;
    }
  return documents != NULL;
}

static gboolean
write_batch (Span *self, const QzDailyBatch *batch, GError **error)
{
  g_autoptr (QzDocumentRecord) head = qz_document_record_new ();
  const Seen *seen = get_seen (self, batch->day, batch->insurance);
  QzCalendar *calendar = qz_book_get_calendar (self->run->book, error);
  gboolean supplement;

  if (calendar == NULL || !is_supplement (self, batch, &supplement, error))
    return FALSE;
  head->kind = QZ_DOCUMENT_DAILY;
  head->insurance = batch->insurance;
  head->period = batch->period;
  head->business_day = batch->day;
  head->due_day = qz_daily_get_due_day (self->run->policy, calendar, batch->day);
  head->n_lines = batch->n_lines;
  head->total_fen = batch->pay_fen;
  head->first_claim_id = seen->first;
  head->last_claim_id = seen->last;
  head->note = make_note (batch, supplement && seen->first != 0);
  if (!qz_documents_write_head (self->run, head, error))
    return FALSE;
  for (guint i = 0; i < batch->n_lines; i++)
    if (!write_line (self, head, i + 1,
                     qz_daily_engine_get_line (self->engine, batch->first_line + i), error))
      return FALSE;
  return qz_check_cancelled (self->run->context->cancellable, error);
}

static void
report_left_out (Span *self)
{
  for (guint i = 0; i < qz_daily_engine_get_n_left_out (self->engine); i++)
    {
      const QzDailyLeftOut *left_out = qz_daily_engine_get_left_out (self->engine, i);

      qz_documents_add_left_out (self->run->made, left_out->provider_code,
                                 left_out->is_blocked
                                     ? _("not admitted, suspended or stopped; left to the month "
                                         "settlement")
                                     : qz_scope_get_reason (left_out->scope),
                                 left_out->n_claims, left_out->base_fen);
    }
  if (self->n_settled_claims > 0)
    qz_documents_add_left_out (self->run->made, "", _("the month is settled already"),
                               (gint64) self->n_settled_claims, 0);
}

static gboolean
run_span (Span *self, GError **error)
{
  const QzClaimSpan claims = { self->from, self->to, self->run->insurance,
                               .amounts = qz_documents_get_amounts (self->run->policy) };

  if (!prepare (self, error)
      || !qz_claim_stream_run (get_store (self), &claims, add_claim_cb, self, error)
      || !qz_daily_engine_finish (self->engine, error))
    return FALSE;
  sort_entries (self);
  for (guint i = 0; i < qz_daily_engine_get_n_batches (self->engine); i++)
    {
      const QzDailyBatch *batch = qz_daily_engine_get_batch (self->engine, i);

      qz_progress_report (self->run->context->progress, _("Writing documents"), i,
                          qz_daily_engine_get_n_batches (self->engine));
      if (batch->n_lines > 0 && !write_batch (self, batch, error))
        return FALSE;
    }
  report_left_out (self);
  return TRUE;
}

/* ── days without a policy ───────────────────────────────────────────────────────────────────── */

static gboolean
refuse_claim_cb (const QzClaim *claim, gpointer user_data, GError **error)
{
  QzClaimCoverage *coverage = user_data;
  g_autofree char *day = qz_day_format (claim->day);

  if (qz_claim_coverage_find (coverage, claim->day, claim->insurance, claim->id) != 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "no-policy",
                _("There are claims of %s, but no activated policy of this area pays by the day "
                   "on that day; activate one that is valid then with “qz policy activate”"),
                day);
  qz_error_add_rule (error, "JL-11a");
  return FALSE;
}

/* A claim outside every policy's validity is refused; a day without claims needs no policy. */
static gboolean
check_no_claims (QzDocumentRun *run, QzDay from, QzDay to, GError **error)
{
  QzStore *store = qz_book_get_store (run->book);
  const QzClaimSpan claims = { from, to, run->insurance };
  g_autoptr (QzClaimCoverage) coverage = qz_claim_coverage_load (store, from, to, error);

  return coverage != NULL && qz_claim_stream_run (store, &claims, refuse_claim_cb, coverage, error);
}

/* ── the use case ────────────────────────────────────────────────────────────────────────────── */

/* Takes the policy of @from and finds the last day that it rules. */
static gboolean
take_policy (QzDocumentRun *run, QzDay from, QzDay to, QzDay *last, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_clear_pointer (&run->policy, qz_policy_unref);
  run->policy = qz_policy_find (run->book, QZ_PATH_DAILY, from, &run->pack_id, &failure);
  for (*last = from; failure == NULL && *last < to; ++*last)
    {
      gint64 pack_id = 0;
      g_autoptr (QzPolicy) next =
          qz_policy_find (run->book, QZ_PATH_DAILY, *last + 1, &pack_id, &failure);

      if ((next == NULL) != (run->policy == NULL) || (next != NULL && pack_id != run->pack_id))
        break;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
run_days (QzDocumentRun *run, QzDay from, QzDay to, QzFen available_fen, GError **error)
{
  QzDay last;

  for (QzDay first = from; first <= to; first = last + 1)
    {
      if (!take_policy (run, first, to, &last, error))
        return FALSE;
      if (run->policy == NULL)
        {
          if (!check_no_claims (run, first, last, error))
            return FALSE;
        }
      else
        {
          g_auto (Span) span = { run, first, last, available_fen };

          if (!run_span (&span, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_call (const QzContext *context, QzDay from, QzDay to, int insurance, QzFen available_fen,
            GError **error)
{
  if (to < from)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "days-in-wrong-order",
                    _("The last day lies before the first one"));
      return FALSE;
    }
  if (available_fen >= 0 && (from != to || insurance < 0))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "available-needs-one-batch",
                    _("The money at hand is shared among the lines of one batch: name one day and "
                       "one insurance (--day, --insurance)"));
      return FALSE;
    }
  return qz_documents_check_not_future (context, from, error);
}

QzSheet *
qz_daily_run (QzBook *book, const QzContext *context, QzDay from, QzDay to, int insurance,
              QzFen available_fen, GError **error)
{
  QzDocumentRun run = { book, context, .insurance = insurance };
  QzSheet *made = NULL;

  if (!check_call (context, from, to, insurance, available_fen, error))
    return NULL;
  run.made = qz_documents_new_sheet ("documents");
  if (qz_documents_begin_run (&run, "daily run", error)
      && run_days (&run, from, MIN (to, context->clock.today), available_fen, error))
    made = qz_documents_end_run (&run, error);
  qz_documents_clear_run (&run);
  return made;
}
