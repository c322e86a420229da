/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-advance-engine.h"
#include "qz-book-private.h"
#include "qz-documents-private.h"
#include "qz-error.h"
#include "qz-settle-repo.h"

/* One line to be written. */
typedef struct {
  const QzProvider *provider;
  QzAdvanceResult result;
} Standard;

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const Standard *left = a;
  const Standard *right = b;

  return strcmp (left->provider->code, right->provider->code);
}

static int
first_year (QzDocumentRun *run, QzPeriod period)
{
  return period / 100 - (int) qz_policy_get_advance (run->policy)->base_years;
}

/* SM-1: no new advance while the provider is out; a provider without audited spending of every base
 * year has no standard (AMB-01). */
static gboolean
leave_out (QzDocumentRun *run, const QzProvider *provider, guint n_years)
{
  const char *reason = NULL;

  if (qz_provider_is_blocked (provider, run->context->clock.today))
    reason = _("not admitted, suspended or stopped");
  else if (n_years < qz_policy_get_advance (run->policy)->base_years)
    reason = _("no audited spending of every base year; import it with “qz import spending”");
  if (reason != NULL)
    qz_documents_add_left_out (run->made, provider->code, reason, 0, 0);
  return reason != NULL;
}

/* SQ-3.2.3a: the settlement of the month deducts its advance; after it nothing is to advance. */
static gboolean
is_settled (QzDocumentRun *run, const QzProvider *provider, GHashTable *settled)
{
  if (!g_hash_table_contains (settled, GINT_TO_POINTER ((int) provider->id)))
    return FALSE;
  qz_documents_add_left_out (run->made, provider->code, _("the month is settled already"), 0, 0);
  return TRUE;
}

static gboolean
compute (QzDocumentRun *run, QzInsurance insurance, QzPeriod period, const QzProvider *provider,
         GArray *spending, GArray *standards, GError **error)
{
  Standard standard = { provider };
  const QzAdvanceInput input = { insurance, provider->level, period,
                                 (const QzFen *) (gpointer) spending->data, spending->len };

  if (leave_out (run, provider, spending->len))
    return TRUE;
  if (!qz_advance_compute (run->policy, &input, &standard.result, error))
    {
      g_prefix_error (error, "%s: ", provider->code);
      return FALSE;
    }
  if (standard.result.pay_fen > 0)
    g_array_append_val (standards, standard);
  return TRUE;
}

/* The spending rows come by provider and year. */
static gboolean
compute_all (QzDocumentRun *run, QzInsurance insurance, QzPeriod period, GPtrArray *rows,
             GArray *standards, GError **error)
{
  QzStore *store = qz_book_get_store (run->book);
  g_autoptr (GHashTable) done =
      qz_settle_repo_get_providers (store, QZ_DOCUMENT_ADVANCE, insurance, period, error);
  g_autoptr (GHashTable) settled = NULL;
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (QzFen));

  if (done != NULL)
    settled =
        qz_settle_repo_get_providers (store, QZ_DOCUMENT_SETTLEMENT, insurance, period, error);
  if (settled == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const QzSpendingRecord *row = rows->pdata[i];
      const QzSpendingRecord *next = i + 1 < rows->len ? rows->pdata[i + 1] : NULL;
      const QzProvider *provider = qz_provider_list_find (run->providers, row->provider_id);

      g_array_append_val (years, row->amount_fen);
      if (next != NULL && next->provider_id == row->provider_id)
        continue;
      if (provider != NULL
          && !g_hash_table_contains (done, GINT_TO_POINTER ((int) row->provider_id))
          && !is_settled (run, provider, settled)
          && !compute (run, insurance, period, provider, years, standards, error))
        return FALSE;
      g_array_set_size (years, 0);
    }
  g_array_sort (standards, compare_codes);
  return TRUE;
}

static gboolean
write_lines (QzDocumentRun *run, const QzDocumentRecord *head, GArray *standards,
             GPtrArray *deferrals, GError **error)
{
  for (guint i = 0; i < standards->len; i++)
    {
      const Standard *standard = &g_array_index (standards, Standard, i);
      QzDocumentLine line = {
        .line_no = i + 1,
        .provider_id = standard->provider->id,
        .provider_code = standard->provider->code,
        .period = head->period,
        .pay_fen = standard->result.pay_fen,
      };

      memcpy (line.figures, standard->result.figures, sizeof line.figures);
      if (!qz_document_repo_add_line (run->act, head, &line, error))
        return FALSE;
    }
  for (guint i = 0; i < deferrals->len; i++)
    if (!qz_documents_write_deferred (run, head, deferrals->pdata[i], standards->len + i + 1,
                                      error))
      return FALSE;
  return TRUE;
}

static gboolean
sum_up (QzDocumentRecord *head, GArray *standards, GPtrArray *deferrals, GError **error)
{
  head->n_lines = standards->len + deferrals->len;
  for (guint i = 0; i < standards->len; i++)
    if (!qz_fen_accumulate (&head->total_fen, g_array_index (standards, Standard, i).result.pay_fen,
                            error))
      return FALSE;
  for (guint i = 0; i < deferrals->len; i++)
    if (!qz_fen_accumulate (&head->total_fen,
                            ((QzDeferralRecord *) deferrals->pdata[i])->amount_fen, error))
      return FALSE;
  return TRUE;
}

/* SM-1: what comes back of a provider that is out by now waits on. */
static GPtrArray *
get_deferrals (QzDocumentRun *run, QzInsurance insurance, GError **error)
{
  g_autoptr (GPtrArray) deferrals =
      qz_document_repo_get_open_deferrals (qz_book_get_store (run->book), QZ_DOCUMENT_ADVANCE,
                                           insurance, error);

  for (guint i = deferrals == NULL ? 0 : deferrals->len; i > 0; i--)
    {
      const QzDeferralRecord *deferral = deferrals->pdata[i - 1];
      const QzProvider *provider = qz_provider_list_find (run->providers, deferral->provider_id);
      gboolean settled = FALSE;

      if (!qz_documents_is_deferral_over (run, deferral, &settled, error))
        return NULL;
      if (settled || provider == NULL || leave_out (run, provider, G_MAXUINT))
        g_ptr_array_remove_index (deferrals, i - 1);
    }
  return g_steal_pointer (&deferrals);
}

static gboolean
run_insurance (QzDocumentRun *run, QzInsurance insurance, QzPeriod period, GError **error)
{
  QzStore *store = qz_book_get_store (run->book);
  g_autoptr (GArray) standards = g_array_new (FALSE, FALSE, sizeof (Standard));
  g_autoptr (QzDocumentRecord) head = qz_document_record_new ();
  g_autoptr (GPtrArray) deferrals = get_deferrals (run, insurance, error);
  g_autoptr (GPtrArray) spending =
      qz_settle_repo_get_spending (store, 0, insurance, first_year (run, period), period / 100 - 1,
                                   error);
  QzCalendar *calendar = qz_book_get_calendar (run->book, error);

  if (deferrals == NULL || spending == NULL || calendar == NULL
      || !compute_all (run, insurance, period, spending, standards, error)
      || !sum_up (head, standards, deferrals, error))
    return FALSE;
  if (head->n_lines == 0)
    return TRUE;
  head->kind = QZ_DOCUMENT_ADVANCE;
  head->insurance = insurance;
  head->period = period;
  head->business_day = head->due_day = qz_advance_get_due_day (run->policy, calendar, period);
  return qz_documents_write_head (run, head, error)
         && write_lines (run, head, standards, deferrals, error);
}

static gboolean
run_all (QzDocumentRun *run, QzPeriod period, GError **error)
{
  gboolean any = FALSE;

  run->policy =
      qz_documents_need_policy (run->book, QZ_PATH_MPREPAY, qz_period_get_first_day (period),
                                "SQ-3.2.1", &run->pack_id, error);
  if (run->policy == NULL)
    return FALSE;
  for (int insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
    {
      if ((run->insurance >= 0 && run->insurance != insurance)
          || !qz_policy_has_insurance (run->policy, insurance))
        continue;
      any = TRUE;
      if (!run_insurance (run, insurance, period, error))
        return FALSE;
    }
  if (any)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "insurance-not-in-scope",
                _("The policy %s does not advance this insurance"),
                qz_policy_get_title (run->policy));
  return FALSE;
}

QzSheet *
qz_advance_run (QzBook *book, const QzContext *context, QzPeriod period, int insurance,
                GError **error)
{
  QzDocumentRun run = { book, context, .insurance = insurance };
  QzSheet *made = NULL;

  /* SQ-3.2.2a: the money of a month is advanced in that month, not before it. */
  if (!qz_documents_check_not_future (context, qz_period_get_first_day (period), error))
    return NULL;
  run.made = qz_documents_new_sheet ("documents");
  if (qz_documents_begin_run (&run, "advance run", error) && run_all (&run, period, error))
    made = qz_documents_end_run (&run, error);
  qz_documents_clear_run (&run);
  return made;
}
