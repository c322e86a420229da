/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-days.h"

#include "qz-agenda-repo.h"
#include "qz-book-private.h"
#include "qz-claim-coverage.h"
#include "qz-claim-stream.h"
#include "qz-policies.h"
#include "qz-provider-list.h"
#include "qz-settle-repo.h"

#define CHECK_EVERY 8192 /* claims between two looks at cancel */

/* A day that has to be looked into; policy NULL: nothing is to be found. */
typedef struct {
  QzPolicy *policy;
  gboolean open[QZ_N_INSURANCES];
  guint64 n_claims;
} Cell;

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzDay first, last; /* of the claims there are */
  Cell *cells;
  QzClaimCoverage *coverage;
  QzProviderList *providers;
  GHashTable *settled; /* month × insurance → set of providers */
  guint64 n_read;
} Search;

static void
search_clear (Search *self)
{
  for (QzDay day = self->first; self->cells != NULL && day <= self->last; day++)
    g_clear_pointer (&self->cells[day - self->first].policy, qz_policy_unref);
  g_clear_pointer (&self->cells, g_free);
  g_clear_pointer (&self->coverage, qz_claim_coverage_free);
  g_clear_pointer (&self->providers, qz_provider_list_free);
  g_clear_pointer (&self->settled, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* ── which days ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
open_day (Search *self, QzDay day, GError **error)
{
  Cell *cell = &self->cells[day - self->first];
  g_autoptr (GError) failure = NULL;
  gint64 pack_id;

  if (cell->policy != NULL)
    return TRUE;
  cell->policy = qz_policy_find (self->book, QZ_PATH_DAILY, day, &pack_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (int i = 0; cell->policy != NULL && i < QZ_N_INSURANCES; i++)
    cell->open[i] = qz_policy_has_insurance (cell->policy, i);
  return TRUE;
}

static gboolean
open_spans (Search *self, GArray *spans, GError **error)
{
  self->first = g_array_index (spans, QzAgendaSpan, 0).first;
  self->last = self->first;
  for (guint i = 0; i < spans->len; i++)
    self->last = MAX (self->last, g_array_index (spans, QzAgendaSpan, i).last);
  self->last = MIN (self->last, self->context->clock.today);
  if (self->last < self->first)
    return TRUE;
  self->cells = g_new0 (Cell, (gsize) (self->last - self->first + 1));
  for (guint i = 0; i < spans->len; i++)
    {
      const QzAgendaSpan *span = &g_array_index (spans, QzAgendaSpan, i);

      for (QzDay day = span->first; day <= MIN (span->last, self->last); day++)
        if (!open_day (self, day, error))
          return FALSE;
    }
  return TRUE;
}

static void
close_seen (Search *self, GArray *seen)
{
  for (guint i = 0; i < seen->len; i++)
    {
      const QzAgendaSeenDay *day = &g_array_index (seen, QzAgendaSeenDay, i);

      if (day->day >= self->first && day->day <= self->last)
        self->cells[day->day - self->first].open[day->insurance] = FALSE;
    }
}

static gboolean
is_open (const Cell *cell)
{
  return cell->open[QZ_INS_EMP] || cell->open[QZ_INS_RES];
}

/* ── their claims ────────────────────────────────────────────────────────────────────────────── */

/* The providers whose @period is settled. (transfer none) */
static GHashTable *
get_settled (Search *self, QzInsurance insurance, QzPeriod period, GError **error)
{
  gpointer key = GINT_TO_POINTER (period * QZ_N_INSURANCES + (int) insurance);
  GHashTable *set = g_hash_table_lookup (self->settled, key);

  if (set != NULL)
    return set;
  set = qz_settle_repo_get_providers (qz_book_get_store (self->book), QZ_DOCUMENT_SETTLEMENT,
                                      insurance, period, error);
  if (set != NULL)
    g_hash_table_insert (self->settled, key, set);
  return set;
}

static gboolean
count_claim_cb (const QzClaim *claim, gpointer user_data, GError **error)
{
  Search *self = user_data;
  Cell *cell = &self->cells[claim->day - self->first];
  const QzProvider *provider;
  GHashTable *settled;

  if (++self->n_read % CHECK_EVERY == 0
      && !qz_check_cancelled (self->context->cancellable, error))
    return FALSE;
  if (!cell->open[claim->insurance]
      || qz_policy_get_scope (cell->policy, claim, NULL) != QZ_SCOPE_IN
      || qz_claim_coverage_find (self->coverage, claim->day, claim->insurance, claim->id) != 0)
    return TRUE;
  provider = qz_provider_list_find (self->providers, claim->provider_id);
  if (provider == NULL
      || qz_provider_is_out (provider, claim->day, self->context->clock.today))
    return TRUE;
  settled = get_settled (self, claim->insurance, qz_period_of_day (claim->day), error);
  if (settled == NULL)
    return FALSE;
  if (!g_hash_table_contains (settled, GINT_TO_POINTER ((int) claim->provider_id)))
    cell->n_claims++;
  return TRUE;
}

/* One run over the claims between the first and the last open day. */
static gboolean
read_claims (Search *self, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);
  QzClaimSpan span = { .from = self->first, .to = self->last, .insurance = -1,
                       .amounts = QZ_CLAIM_BIT (QZ_CLAIM_MEDFEE) };

  while (span.from <= span.to && !is_open (&self->cells[span.from - self->first]))
    span.from++;
  while (span.to > span.from && !is_open (&self->cells[span.to - self->first]))
    span.to--;
  if (span.from > span.to)
    return TRUE;
  self->settled = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->coverage = qz_claim_coverage_load (store, span.from, span.to, error);
  self->providers = self->coverage != NULL ? qz_provider_list_load (store, error) : NULL;
  return self->providers != NULL
         && qz_claim_stream_run (store, &span, count_claim_cb, self, error);
}

static GArray *
collect (Search *self)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (QzClaimDay));

  for (QzDay day = self->first; self->cells != NULL && day <= self->last; day++)
    {
      const QzClaimDay found = { day, self->cells[day - self->first].n_claims };

      if (found.n_claims > 0)
        g_array_append_val (days, found);
    }
  return days;
}

static GArray *
search (QzBook *book, const QzContext *context, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_auto (Search) self = { .book = book, .context = context };
  g_autoptr (GArray) spans = qz_agenda_repo_get_claim_spans (store, error);
  g_autoptr (GArray) seen =
      spans != NULL ? qz_agenda_repo_get_seen_days (store, error) : NULL;

  if (seen == NULL)
    return NULL;
  if (spans->len > 0)
    {
      if (!open_spans (&self, spans, error))
        return NULL;
      close_seen (&self, seen);
      if (!read_claims (&self, error))
        return NULL;
    }
  return collect (&self);
}

/* Several lists ask for the same between two changes. */
GArray *
qz_claim_days_find (QzBook *book, const QzContext *context, GError **error)
{
  const QzDay today = context->clock.today;
  gint64 change = 0;
  GArray *days;

  if (!qz_agenda_repo_get_last_change (qz_book_get_store (book), &change, error))
    return NULL;
  if (book->claim_days != NULL && book->claim_days_change == change
      && book->claim_days_today == today)
    return g_array_ref (book->claim_days);
  days = search (book, context, error);
  if (days == NULL)
    return NULL;
  g_clear_pointer (&book->claim_days, g_array_unref);
  book->claim_days = g_array_ref (days);
  book->claim_days_change = change;
  book->claim_days_today = today;
  return days;
}
