/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-deadlines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-engine.h"
#include "qz-assist-money-private.h"
#include "qz-assist-month-repo.h"
#include "qz-book-private.h"
#include "qz-policies.h"

static const struct {
  QzDue due;
  QzAssistStage stage;
  const char *events[2]; /* stages of the store that must have no word awaited */
} stages[] = {
  { QZ_DUE_MA_STATEMENT, QZ_ASSIST_STATEMENT, { "statement", "statement" } },
  { QZ_DUE_MA_CONFIRM, QZ_ASSIST_CONFIRM, { "hospital", "county" } },
  { QZ_DUE_MA_DETAILS, QZ_ASSIST_DETAILS, { "details", "details" } },
  { QZ_DUE_MA_FORM4, QZ_ASSIST_FORM4, { "form4", "form4" } },
  { QZ_DUE_MA_FORM4_CONFIRM, QZ_ASSIST_FORM4_CONFIRM, { "county4", "county4" } },
};

typedef struct {
  QzPolicy *policy;
  GArray *open; /* QzAssistOpen */
  GPtrArray *found;
} Finder;

static void
finder_clear (Finder *self)
{
  g_clear_pointer (&self->policy, qz_policy_unref);
  g_clear_pointer (&self->open, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finder, finder_clear)

static const QzAssistOpen *
find_open (const Finder *self, QzPeriod period, const char *stage)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      const QzAssistOpen *open = &g_array_index (self->open, QzAssistOpen, i);

      if (open->period == period && strcmp (open->stage, stage) == 0)
        return open;
    }
  return NULL;
}

/* The day on which nothing was awaited any more; QZ_DAY_NONE while something is. A month without
 * bills has nobody to ask. */
static QzDay
get_met (const Finder *self, QzPeriod period, guint index)
{
  const QzAssistOpen *statement = find_open (self, period, "statement");
  const gboolean is_details = stages[index].stage == QZ_ASSIST_DETAILS;
  QzDay day;

  if (statement == NULL || strcmp (statement->state, "PUSHED") != 0)
    return QZ_DAY_NONE;
  day = is_details ? QZ_DAY_NONE : statement->day;
  for (guint i = 0; i < G_N_ELEMENTS (stages[index].events); i++)
    {
      const QzAssistOpen *open = find_open (self, period, stages[index].events[i]);

      if (open != NULL && open->n_open > 0)
        return QZ_DAY_NONE;
      if (open != NULL)
        day = MAX (day, open->day);
    }
  return day;
}

static const QzDeadlineRule *
find_rule (const Finder *self, QzDue due)
{
  for (guint i = 0; i < qz_policy_get_n_deadlines (self->policy); i++)
    if (qz_policy_get_deadline (self->policy, i)->due == due)
      return qz_policy_get_deadline (self->policy, i);
  return NULL;
}

static void
add_stage (Finder *self, QzPeriod period, guint index, QzDay from, QzDay until)
{
  const QzDeadlineRule *rule = find_rule (self, stages[index].due);
  const QzDay due = qz_assist_get_due (qz_policy_get_assistance (self->policy), period,
                                       stages[index].stage);
  g_autofree char *month = qz_period_format (period);
  QzDeadline *deadline;

  if (rule == NULL || due > until || due < from)
    return;
  deadline = g_new0 (QzDeadline, 1);
  deadline->policy = qz_policy_ref (self->policy);
  deadline->rule = rule;
  deadline->key = g_strdup_printf ("%s/%s", rule->key, month);
  deadline->period = period;
  deadline->day = QZ_DAY_NONE;
  deadline->base = qz_period_get_last_day (period);
  deadline->counted = due;
  deadline->due = due;
  deadline->met = get_met (self, period, index);
  deadline->kind = -1;
  deadline->subject = g_strdup_printf ("%s 医疗救助", month);
  deadline->base_event = g_strdup_printf (_("costs of %s"), month);
  g_ptr_array_add (self->found, deadline);
}

static gboolean
has_period (GArray *months, QzPeriod period)
{
  for (guint i = 0; i < months->len; i++)
    if (g_array_index (months, QzPeriod, i) == period)
      return TRUE;
  return FALSE;
}

/* The steps of the month before the book set began are due after that, but here only when the book
 * set has bills or statements of it; else they are done where those are. */
static gboolean
add_months (Finder *self, QzStore *store, QzDay from, QzDay until, GError **error)
{
  g_autoptr (GArray) months = qz_assist_month_repo_list_periods (store, error);
  const QzPeriod begun = qz_period_of_day (from);
  /* DT-30: months before the rules came have no such days. */
  const QzPeriod first = MAX (qz_period_add (begun, -1),
                              qz_period_of_day (qz_policy_get_valid_from (self->policy)));
  const QzPeriod last = qz_period_add (qz_period_of_day (until), -1);

  if (months == NULL)
    return FALSE;
  for (QzPeriod period = first; period <= last; period = qz_period_add (period, 1))
    for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
      if (period >= begun || has_period (months, period))
        add_stage (self, period, i, from, until);
  return TRUE;
}

gboolean
qz_assist_deadlines_add (QzBook *book, QzDay from, QzDay today, QzDay until, GPtrArray *found,
                         GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_auto (Finder) self = { .found = found };

  self.policy = qz_policies_peek_assistance (book, today, NULL, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (self.policy == NULL)
    return TRUE;
  self.open = qz_assist_month_repo_load_open (qz_book_get_store (book), error);
  if (self.open == NULL)
    return FALSE;
  if (!add_months (&self, qz_book_get_store (book), from, until, error))
    return FALSE;
  return qz_assist_clear_add_deadlines (book, from, until, found, error);
}

gboolean
qz_deadline_is_assistance (const QzDeadline *self)
{
  return qz_due_get_kind (self->rule->due) == QZ_POLICY_ASSISTANCE;
}

char *
qz_assist_deadline_dup_counting (const QzDeadline *self)
{
  g_autofree char *day = qz_day_format (self->counted);

  return g_strdup_printf (_("a day of the calendar, not moved for holidays = %s"), day);
}
