/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deadlines.h"

#include <stdlib.h>

#include "qz-advance-engine.h"
#include "qz-agenda-repo.h"
#include "qz-assist-deadlines.h"
#include "qz-book-private.h"
#include "qz-claim-days.h"
#include "qz-daily-engine.h"
#include "qz-nl-deadlines.h"
#include "qz-policies.h"
#include "qz-settlement-engine.h"

#define SOON_WORKDAYS 3

/* What deadlines are worked out from. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzCalendar *calendar;
  QzDay until;
  QzDay created;        /* the book set */
  GPtrArray *documents; /* QzAgendaDocument */
  GArray *months;       /* QzAgendaMonth */
  GArray *spans;        /* QzAgendaSpan */
  GArray *claim_days;   /* QzClaimDay */
  GHashTable *words;    /* key → QzAgendaWord */
  GPtrArray *found;     /* QzDeadline */
} Facts;

static void
facts_clear (Facts *self)
{
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->months, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->claim_days, g_array_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

void
qz_deadline_free (QzDeadline *self)
{
  qz_policy_unref (self->policy);
  g_free (self->key);
  g_free (self->subject);
  g_free (self->base_event);
  g_free (self->document);
  g_free (self->done_by);
  g_free (self->note);
  g_free (self);
}

/* ── counting ────────────────────────────────────────────────────────────────────────────────── */

QzDay
qz_deadline_count_document (QzPolicy *policy, QzCalendar *calendar, QzDocumentKind kind,
                            QzPeriod period, QzDay day, QzDay cutoff)
{
  const gboolean by_cutoff =
      qz_policy_get_settlement (policy)->deadline_from == QZ_DEADLINE_FROM_CUTOFF;
  QzDay audit_due, pay_due;

  if (kind == QZ_DOCUMENT_ADVANCE)
    return qz_policy_get_advance (policy) != NULL
               ? qz_advance_get_due_day (policy, calendar, period)
               : QZ_DAY_NONE;
  if (kind == QZ_DOCUMENT_DAILY)
    return qz_policy_get_daily (policy) != NULL ? qz_daily_get_due_day (policy, calendar, day)
                                                : QZ_DAY_NONE;
  if (by_cutoff && cutoff == QZ_DAY_NONE)
    return QZ_DAY_NONE;
  qz_settlement_get_deadlines (policy, calendar, period, cutoff, &audit_due, &pay_due);
  return pay_due;
}

/* The document that the due day of a rule is stored on; -1: none stores it. */
static int
get_kind (QzDue due)
{
  if (due == QZ_DUE_ADVANCE_DAY)
    return QZ_DOCUMENT_ADVANCE;
  if (due == QZ_DUE_DAILY_WORKDAYS)
    return QZ_DOCUMENT_DAILY;
  return due == QZ_DUE_AUDIT_WORKDAYS || due == QZ_DUE_PAY_WORKDAYS ? QZ_DOCUMENT_SETTLEMENT : -1;
}

static const QzAgendaMonth *
find_month (Facts *self, QzPeriod period)
{
  for (guint i = 0; i < self->months->len; i++)
    if (g_array_index (self->months, QzAgendaMonth, i).period == period)
      return &g_array_index (self->months, QzAgendaMonth, i);
  return NULL;
}

/* Counts the due day; FALSE when the month has none yet, because nobody declared and the pack does
 * not say when declarations close. */
static gboolean
count (Facts *self, QzDeadline *deadline)
{
  const QzSettlementTerms *terms = qz_policy_get_settlement (deadline->policy);
  const QzAgendaMonth *month = find_month (self, deadline->period);
  QzDay audit_due, pay_due;

  deadline->base = qz_period_get_first_day (deadline->period);
  deadline->kind = get_kind (deadline->rule->due);
  if (deadline->rule->due == QZ_DUE_QUARTER_END)
    {
      /* AMB-17: only Suqian's tenth is rolled. */
      deadline->counted = qz_period_get_last_day (deadline->period);
      return TRUE;
    }
  if (deadline->kind != QZ_DOCUMENT_SETTLEMENT)
    {
      if (deadline->kind == QZ_DOCUMENT_DAILY)
        deadline->base = deadline->day;
      deadline->counted = qz_deadline_count_document (deadline->policy, self->calendar,
                                                      (QzDocumentKind) deadline->kind,
                                                      deadline->period, deadline->day, QZ_DAY_NONE);
      return deadline->counted != QZ_DAY_NONE;
    }
  deadline->base = qz_period_get_last_day (deadline->period); /* AMB-30 */
  if (terms->deadline_from == QZ_DEADLINE_FROM_CUTOFF)
    {
      deadline->base_is_guess = month == NULL;
      if (month == NULL && terms->cutoff_mday == 0)
        return FALSE;
      deadline->base = month != NULL
                           ? month->first_cutoff
                           : qz_period_get_first_day (qz_period_add (deadline->period, 1))
                                 + (QzDay) terms->cutoff_mday - 1;
    }
  qz_settlement_get_deadlines (deadline->policy, self->calendar, deadline->period, deadline->base,
                               &audit_due, &pay_due);
  deadline->counted = deadline->rule->due == QZ_DUE_AUDIT_WORKDAYS ? audit_due : pay_due;
  return TRUE;
}

/* ── what proves it ──────────────────────────────────────────────────────────────────────────── */

static gboolean
is_proven (const QzAgendaDocument *document, QzProof proof)
{
  const QzDocumentState state = document->state;
  const gboolean sent = state == QZ_STATE_SENT || state == QZ_STATE_PART_PAID
                        || state == QZ_STATE_PAID || state == QZ_STATE_FAILED;

  /* SM-5: what was put off by a decision was approved before, and comes back in a later document,
   * which is handed over in its turn. But it was not paid until that one is. */
  if (state == QZ_STATE_DEFERRED)
    return proof != QZ_PROOF_PAID || !document->put_off_open;
  /* It was approved before, and nothing is left of it to be late with. */
  if (state == QZ_STATE_WITHDRAWN)
    return TRUE;
  if (proof == QZ_PROOF_REVIEWED)
    return state != QZ_STATE_MADE;
  if (proof == QZ_PROOF_APPROVED)
    return sent || state == QZ_STATE_APPROVED;
  if (proof == QZ_PROOF_HANDED_OVER)
    return sent || (document->pushed && document->handed_over);
  return proof == QZ_PROOF_PAID && state == QZ_STATE_PAID;
}

static gboolean
belongs (const QzAgendaDocument *document, const QzDeadline *deadline)
{
  return (int) document->kind == deadline->kind && document->period == deadline->period
         && (deadline->day == QZ_DAY_NONE || document->business_day == deadline->day);
}

/* Whether the documents are all there that must be: an advance of every insurance with spending to
 * go by, a settlement of every declaration, no claims left over. */
static gboolean
is_complete (Facts *self, const QzDeadline *deadline, guint insurances, gboolean *out,
             GError **error)
{
  const QzAgendaMonth *month = find_month (self, deadline->period);
  const gint64 year = deadline->period / 100;

  *out = insurances != 0;
  if (deadline->kind == QZ_DOCUMENT_SETTLEMENT)
    *out = *out && (month == NULL || month->n_unsettled == 0);
  for (guint i = 0; deadline->kind == QZ_DOCUMENT_DAILY && i < self->claim_days->len; i++)
    *out = *out && g_array_index (self->claim_days, QzClaimDay, i).day != deadline->day;
  for (int i = 0; deadline->kind == QZ_DOCUMENT_ADVANCE && i < QZ_N_INSURANCES; i++)
    {
      gboolean spent = FALSE;

      if ((insurances & (1u << i)) != 0 || !qz_policy_has_insurance (deadline->policy, i))
        continue;
      if (!qz_agenda_repo_has_spending (qz_book_get_store (self->book), i,
                                        year - qz_policy_get_advance (deadline->policy)->base_years,
                                        year - 1, &spent, error))
        return FALSE;
      *out = *out && !spent;
    }
  return TRUE;
}

static gboolean
prove_by_documents (Facts *self, QzDeadline *deadline, GError **error)
{
  const gboolean stores = deadline->rule->due != QZ_DUE_AUDIT_WORKDAYS;
  QzDay kept = QZ_DAY_NONE, last = QZ_DAY_NONE;
  guint insurances = 0;
  gboolean complete;

  for (guint i = 0; i < self->documents->len; i++)
    {
      const QzAgendaDocument *document = self->documents->pdata[i];

      if (!belongs (document, deadline))
        continue;
      insurances |= 1u << document->insurance;
      last = MAX (last, document->since);
      if (stores && document->due_day != QZ_DAY_NONE)
        kept = kept == QZ_DAY_NONE ? document->due_day : MIN (kept, document->due_day);
      if (deadline->document == NULL && !is_proven (document, deadline->rule->proof))
        deadline->document = g_strdup (document->number);
    }
  if (kept != QZ_DAY_NONE)
    deadline->due = kept;
  if (!is_complete (self, deadline, insurances, &complete, error))
    return FALSE;
  if (complete && deadline->document == NULL)
    deadline->met = last;
  return TRUE;
}

static void
prove_by_word (Facts *self, QzDeadline *deadline)
{
  const QzAgendaWord *word = g_hash_table_lookup (self->words, deadline->key);

  if (word == NULL || deadline->met != QZ_DAY_NONE)
    return;
  deadline->met = word->day;
  deadline->done_by = g_strdup (word->done_by);
  deadline->note = g_strdup (word->note);
}

/* ── one deadline ────────────────────────────────────────────────────────────────────────────── */

static char *
dup_key (const QzDeadlineRule *rule, QzPeriod period, QzDay day)
{
  g_autofree char *what = NULL;

  if (rule->due == QZ_DUE_QUARTER_END)
    what = g_strdup_printf ("%d-Q%d", period / 100, period % 100 / 3);
  else
    what = day != QZ_DAY_NONE ? qz_day_format (day) : qz_period_format (period);
  return g_strdup_printf ("%s/%s", rule->key, what);
}

static gboolean
add (Facts *self, QzPolicy *policy, const QzDeadlineRule *rule, QzPeriod period, QzDay day,
     GError **error)
{
  QzDeadline *deadline = g_new0 (QzDeadline, 1);

  deadline->policy = qz_policy_ref (policy);
  deadline->rule = rule;
  deadline->key = dup_key (rule, period, day);
  deadline->period = period;
  deadline->day = day;
  deadline->met = QZ_DAY_NONE;
  g_ptr_array_add (self->found, deadline);
  if (!count (self, deadline))
    {
      g_ptr_array_set_size (self->found, (int) self->found->len - 1);
      return TRUE;
    }
  deadline->due = deadline->counted;
  if (deadline->kind >= 0 && !prove_by_documents (self, deadline, error))
    return FALSE;
  prove_by_word (self, deadline);
  if (deadline->due > self->until)
    g_ptr_array_set_size (self->found, (int) self->found->len - 1);
  return TRUE;
}

/* The rules that hold on @day and whose due day is counted as @wanted says. */
typedef gboolean (*WantFunc) (Facts *self, QzDue due, QzPeriod period);

static gboolean
add_all (Facts *self, QzDay rule_day, WantFunc wanted, QzPeriod period, QzDay day, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 pack_id;
  g_autoptr (QzPolicy) policy = qz_policy_find (self->book, -1, rule_day, &pack_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (guint i = 0; policy != NULL && i < qz_policy_get_n_deadlines (policy); i++)
    {
      const QzDeadlineRule *rule = qz_policy_get_deadline (policy, i);

      if (wanted (self, rule->due, period) && !add (self, policy, rule, period, day, error))
        return FALSE;
    }
  return TRUE;
}

/* ── which months and days ───────────────────────────────────────────────────────────────────── */

static gboolean
wants_advance (Facts *self, QzDue due, QzPeriod period)
{
  return due == QZ_DUE_ADVANCE_DAY;
}

static gboolean
wants_day (Facts *self, QzDue due, QzPeriod period)
{
  return due == QZ_DUE_DAILY_WORKDAYS;
}

/* Whether the month has anything to settle: costs, or money that went out for them before. */
static gboolean
has_costs (Facts *self, QzPeriod period)
{
  const QzDay first = qz_period_get_first_day (period), last = qz_period_get_last_day (period);

  if (find_month (self, period) != NULL)
    return TRUE;
  for (guint i = 0; i < self->spans->len; i++)
    {
      const QzAgendaSpan *span = &g_array_index (self->spans, QzAgendaSpan, i);

      if (span->first <= last && span->last >= first)
        return TRUE;
    }
  for (guint i = 0; i < self->documents->len; i++)
    if (((const QzAgendaDocument *) self->documents->pdata[i])->period == period)
      return TRUE;
  return FALSE;
}

static gboolean
wants_month (Facts *self, QzDue due, QzPeriod period)
{
  if (due == QZ_DUE_QUARTER_END)
    return period % 100 % 3 == 0;
  return (due == QZ_DUE_AUDIT_WORKDAYS || due == QZ_DUE_PAY_WORKDAYS)
         && has_costs (self, period);
}

/* The month in which the book set begins: nobody is late with what was before. */
static QzPeriod
get_start (Facts *self)
{
  QzPeriod start = qz_period_of_day (self->context->clock.today);

  if (self->created != QZ_DAY_NONE)
    start = MIN (start, qz_period_of_day (self->created));
  if (self->months->len > 0)
    start = MIN (start, g_array_index (self->months, QzAgendaMonth, 0).period);
  if (self->spans->len > 0)
    start = MIN (start, qz_period_of_day (g_array_index (self->spans, QzAgendaSpan, 0).first));
  for (guint i = 0; i < self->documents->len; i++)
    start = MIN (start, ((const QzAgendaDocument *) self->documents->pdata[i])->period);
  return start;
}

static gboolean
add_months (Facts *self, GError **error)
{
  const QzPeriod last = MAX (qz_period_of_day (self->until),
                             qz_period_of_day (self->context->clock.today));

  for (QzPeriod period = get_start (self); period <= last; period = qz_period_add (period, 1))
    if (!add_all (self, qz_period_get_first_day (period), wants_advance, period, QZ_DAY_NONE,
                  error)
        || !add_all (self, qz_period_get_last_day (period), wants_month, period, QZ_DAY_NONE,
                     error))
      return FALSE;
  return TRUE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const QzDay left = *(const QzDay *) a, right = *(const QzDay *) b;

  return (left > right) - (left < right);
}

/* Days with a daily document or with claims that none has taken. */
static gboolean
add_days (Facts *self, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (QzDay));
  QzDay before = QZ_DAY_NONE;

  for (guint i = 0; i < self->documents->len; i++)
    {
      const QzAgendaDocument *document = self->documents->pdata[i];

      if (document->kind == QZ_DOCUMENT_DAILY)
        g_array_append_val (days, document->business_day);
    }
  for (guint i = 0; i < self->claim_days->len; i++)
    g_array_append_val (days, g_array_index (self->claim_days, QzClaimDay, i).day);
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    {
      const QzDay day = g_array_index (days, QzDay, i);

      if (day != before && !add_all (self, day, wants_day, qz_period_of_day (day), day, error))
        return FALSE;
      before = day;
    }
  return TRUE;
}

static int
compare_deadlines (gconstpointer a, gconstpointer b)
{
  const QzDeadline *left = *(const QzDeadline *const *) a;
  const QzDeadline *right = *(const QzDeadline *const *) b;

  if (left->due != right->due)
    return left->due < right->due ? -1 : 1;
  return g_strcmp0 (left->key, right->key);
}

static gboolean
facts_load (Facts *self, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);

  return qz_agenda_repo_get_first_day (store, &self->created, error)
         && (self->documents = qz_agenda_repo_get_documents (store, error)) != NULL
         && (self->months = qz_agenda_repo_get_months (store, error)) != NULL
         && (self->spans = qz_agenda_repo_get_claim_spans (store, error)) != NULL
         && (self->words = qz_agenda_repo_get_words (store, error)) != NULL
         && (self->claim_days = qz_claim_days_find (self->book, self->context, error)) != NULL;
}

/* A step of the month before the book set began is due after that, but here only when its costs are
 * in the book set; else it is done where they are. */
static gboolean
is_from_before (Facts *self, const QzDeadline *deadline)
{
  return self->created != QZ_DAY_NONE && deadline->met == QZ_DAY_NONE
         && deadline->period == qz_period_add (qz_period_of_day (self->created), -1)
         && deadline->base == qz_period_get_last_day (deadline->period)
         && !has_costs (self, deadline->period);
}

/* DL-NL-*; what is not proven by what happened may be by the word of a person. */
static gboolean
add_nonlocal (Facts *self, GError **error)
{
  const QzDay today = self->context->clock.today;
  const guint first = self->found->len;

  if (!qz_nl_deadlines_add (self->book, self->calendar,
                            self->created != QZ_DAY_NONE ? self->created : today, today,
                            self->until, self->found, error))
    return FALSE;
  for (guint i = self->found->len; i > first; i--)
    {
      QzDeadline *deadline = self->found->pdata[i - 1];

      prove_by_word (self, deadline);
      if (is_from_before (self, deadline))
        g_ptr_array_remove_index (self->found, i - 1);
    }
  return TRUE;
}

/* DL-DT-*. */
static gboolean
add_assistance (Facts *self, GError **error)
{
  const QzDay today = self->context->clock.today;
  const guint first = self->found->len;

  if (!qz_assist_deadlines_add (self->book, self->created != QZ_DAY_NONE ? self->created : today,
                                today, self->until, self->found, error))
    return FALSE;
  for (guint i = first; i < self->found->len; i++)
    prove_by_word (self, self->found->pdata[i]);
  return TRUE;
}

GPtrArray *
qz_deadlines_load_by (QzBook *book, const QzContext *context, QzCalendar *calendar, QzDay until,
                      GError **error)
{
  g_auto (Facts) self = {
    .book = book, .context = context, .calendar = calendar, .until = until
  };

  if (!facts_load (&self, error))
    return NULL;
  self.found = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_deadline_free);
  if (!add_months (&self, error) || !add_days (&self, error) || !add_nonlocal (&self, error)
      || !add_assistance (&self, error))
    return NULL;
  g_ptr_array_sort (self.found, compare_deadlines);
  return g_steal_pointer (&self.found);
}

GPtrArray *
qz_deadlines_load (QzBook *book, const QzContext *context, QzDay until, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (book, error);

  return calendar != NULL ? qz_deadlines_load_by (book, context, calendar, until, error) : NULL;
}

/* ── where it stands ─────────────────────────────────────────────────────────────────────────── */

const char *
qz_deadline_status_to_text (QzDeadlineStatus status)
{
  static const char *const words[] = { "overdue", "today", "soon", "open", "done" };

  g_assert ((guint) status < G_N_ELEMENTS (words));
  return words[status];
}

QzDeadlineStatus
qz_deadline_get_status (const QzDeadline *self, QzCalendar *calendar, QzDay today)
{
  if (self->met != QZ_DAY_NONE)
    return QZ_DEADLINE_DONE;
  if (self->due < today)
    return QZ_DEADLINE_OVERDUE;
  if (self->due == today)
    return QZ_DEADLINE_TODAY;
  return qz_calendar_count_workdays (calendar, today, self->due) <= SOON_WORKDAYS
             ? QZ_DEADLINE_SOON
             : QZ_DEADLINE_OPEN;
}

int
qz_deadline_get_days_left (const QzDeadline *self, QzCalendar *calendar, QzDay today)
{
  return self->due < today ? self->due - today
                           : qz_calendar_count_workdays (calendar, today, self->due);
}
