/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-deadlines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-book-private.h"
#include "qz-nl-agenda-repo.h"
#include "qz-nonlocal-days.h"
#include "qz-policies.h"

typedef struct {
  QzPolicy *policy;
  QzAreaMap *map;
  QzCalendar *calendar;
  gboolean is_province; /* the book set acts for the provincial agency */
  guint n_units;
  QzDay from, today, until;
  GArray *stages;       /* QzNlAgendaStage */
  GPtrArray *money;     /* QzNlAgendaMoney */
  GArray *uploads;      /* QzNlAgendaUpload */
  GPtrArray *found;
} Finder;

static void
finder_clear (Finder *self)
{
  g_clear_pointer (&self->policy, qz_policy_unref);
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->stages, g_array_unref);
  g_clear_pointer (&self->money, g_ptr_array_unref);
  g_clear_pointer (&self->uploads, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finder, finder_clear)

/* @tail, @subject, @base_event: (transfer full) */
static void
add (Finder *self, const QzDeadlineRule *rule, const QzDeadline *what, char *tail, char *subject,
     char *base_event)
{
  g_autofree char *owned_tail = tail;
  QzDeadline *deadline = g_new0 (QzDeadline, 1);

  *deadline = *what;
  deadline->policy = qz_policy_ref (self->policy);
  deadline->rule = rule;
  deadline->key = g_strdup_printf ("%s/%s", rule->key, owned_tail);
  deadline->subject = subject;
  deadline->base_event = base_event;
  deadline->kind = -1;
  deadline->day = QZ_DAY_NONE;
  deadline->due = deadline->counted;
  g_ptr_array_add (self->found, deadline);
}

static const QzDeadlineRule *
find_rule (Finder *self, QzDue due)
{
  for (guint i = 0; i < qz_policy_get_n_deadlines (self->policy); i++)
    if (qz_policy_get_deadline (self->policy, i)->due == due)
      return qz_policy_get_deadline (self->policy, i);
  return NULL;
}

/* ── stages ──────────────────────────────────────────────────────────────────────────────────── */

static const struct {
  QzDue due;
  QzClearingStage stage;
  gboolean by_province;
  gboolean only_cross;
} stage_dues[] = {
  { QZ_DUE_NL_AUDIT, QZ_CLEARING_AUDIT, FALSE, FALSE },
  { QZ_DUE_NL_MISMATCH, QZ_CLEARING_MISMATCH, FALSE, FALSE },
  { QZ_DUE_NL_LIST, QZ_CLEARING_LISTS, TRUE, FALSE },
  { QZ_DUE_NL_CONFIRM, QZ_CLEARING_CONFIRM, FALSE, FALSE },
  { QZ_DUE_NL_NATIONAL, QZ_CLEARING_NATIONAL, TRUE, TRUE },
  { QZ_DUE_NL_MONTH_END, QZ_CLEARING_PUBLISH, TRUE, FALSE },
};

static const QzNlAgendaStage *
find_stage (Finder *self, QzPeriod period, QzNlScope scope, QzClearingStage stage)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      const QzNlAgendaStage *found = &g_array_index (self->stages, QzNlAgendaStage, i);

      if (found->period == period && found->scope == scope && found->stage == stage)
        return found;
    }
  return NULL;
}

/* The day on which the stage was done; QZ_DAY_NONE while it is not. */
static QzDay
get_met (Finder *self, QzPeriod period, QzNlScope scope, QzClearingStage stage)
{
  const QzNlAgendaStage *own = find_stage (self, period, scope, stage);
  /* A later stage is not begun before the units have done theirs. */
  const QzNlAgendaStage *later = find_stage (
      self, period, scope, stage < QZ_CLEARING_LISTS ? QZ_CLEARING_LISTS : QZ_CLEARING_PUBLISH);

  if (later != NULL && stage != QZ_CLEARING_NATIONAL)
    return own != NULL && own->last != QZ_DAY_NONE ? own->last : later->last;
  if (stage == QZ_CLEARING_MISMATCH)
    return own == NULL || own->n_open > 0 ? QZ_DAY_NONE
                                          : get_met (self, period, scope, QZ_CLEARING_AUDIT);
  if (own == NULL)
    return QZ_DAY_NONE;
  return (stage != QZ_CLEARING_AUDIT && stage != QZ_CLEARING_CONFIRM)
                 || own->n_done >= self->n_units
             ? own->last
             : QZ_DAY_NONE;
}

static void
add_stage (Finder *self, guint index, QzPeriod period, QzNlScope scope)
{
  const QzDeadlineRule *rule = find_rule (self, stage_dues[index].due);
  const QzDay day = qz_nonlocal_get_stage_day (qz_policy_get_nonlocal (self->policy), period,
                                               stage_dues[index].stage);
  const QzDeadline what = {
    .period = period,
    .base = qz_period_get_last_day (period),
    .counted = day,
    .met = get_met (self, period, scope, stage_dues[index].stage),
  };
  g_autofree char *month = qz_period_format (period);

  if (rule == NULL || day > self->until || day < self->from
      || (stage_dues[index].by_province && !self->is_province)
      || (stage_dues[index].only_cross && scope != QZ_NL_CROSS_PROV))
    return;
  add (self, rule, &what, g_strdup_printf ("%s/%s", month, qz_nl_scope_to_text (scope)),
       g_strdup_printf ("%s %s", month, qz_nl_scope_get_paper_name (scope)),
       g_strdup_printf (_("costs of %s"), month));
}

static void
add_stages (Finder *self)
{
  const QzPeriod last = qz_period_add (qz_period_of_day (self->until), -1);

  for (QzPeriod period = qz_period_add (qz_period_of_day (self->from), -1); period <= last;
       period = qz_period_add (period, 1))
    for (guint scope = 0; scope < QZ_N_NL_SCOPES; scope++)
      for (guint i = 0; i < G_N_ELEMENTS (stage_dues); i++)
        add_stage (self, i, period, (QzNlScope) scope);
}

/* ── notices and steps ───────────────────────────────────────────────────────────────────────── */

static QzDue
get_due (const QzNlAgendaMoney *money)
{
  static const QzDue dues[] = {
    [QZ_LEG_D1] = QZ_DUE_NL_D1, [QZ_LEG_D2] = QZ_DUE_NL_D2, [QZ_LEG_D3] = QZ_DUE_NL_D3,
    [QZ_LEG_U1] = QZ_DUE_NL_U1, [QZ_LEG_U2] = QZ_DUE_NL_U2, [QZ_LEG_U3] = QZ_DUE_NL_U3,
    [QZ_LEG_U4] = QZ_DUE_NL_U4,
  };

  switch (money->kind)
    {
    case QZ_NL_MONEY_NOTICE:
      return strcmp (money->form, "F-NL-2-3") == 0 ? QZ_DUE_NL_RAISE : QZ_DUE_NL_NOTICE;
    case QZ_NL_MONEY_HOSPITALS:
      return QZ_DUE_NL_D4;
    case QZ_NL_MONEY_FEEDBACK:
      return QZ_DUE_NL_FEEDBACK;
    case QZ_NL_MONEY_LEG:
    default:
      return (guint) money->leg < G_N_ELEMENTS (dues) ? dues[money->leg] : QZ_N_DUES;
    }
}

static QzDay
count_due (Finder *self, const QzNlAgendaMoney *money)
{
  const QzNonLocalTerms *terms = qz_policy_get_nonlocal (self->policy);

  if (money->kind == QZ_NL_MONEY_HOSPITALS)
    return qz_nonlocal_get_hospital_due (terms, self->calendar, money->base);
  if (money->kind == QZ_NL_MONEY_FEEDBACK)
    return qz_nonlocal_get_feedback_due (terms, self->calendar, money->base);
  return money->due;
}

/* The area whose finance office @code is; NULL when it is none's. */
static const char *
find_area_of_finance (QzAreaMap *map, const char *code)
{
  const char *province = qz_area_map_get_province (map);
  const char *unit, *area;

  if (g_strcmp0 (qz_area_map_get_finance_code (map, province), code) == 0)
    return province;
  for (guint i = 0; (unit = qz_area_map_get_unit (map, i)) != NULL; i++)
    for (guint j = 0; (area = qz_area_map_get_agency (map, unit, j)) != NULL; j++)
      if (g_strcmp0 (qz_area_map_get_finance_code (map, area), code) == 0)
        return area;
  return NULL;
}

static const char *
get_name (Finder *self, const char *code)
{
  QzAreaPlace place;
  const char *area = qz_area_map_find_agency (self->map, code, &place) && *place.agency != '\0'
                         ? place.agency
                         : find_area_of_finance (self->map, code);

  return qz_area_map_get_name (self->map, area != NULL ? area : code);
}

static char *
dup_subject (Finder *self, const QzNlAgendaMoney *money)
{
  g_autofree char *month = qz_period_format (money->period);
  const char *scope =
      money->scope < 0 ? "" : qz_nl_scope_get_paper_name ((QzNlScope) money->scope);

  if (money->payee == NULL)
    return g_strdup_printf ("%s %s", month, get_name (self, money->payer));
  return g_strdup_printf ("%s %s %s → %s", month, scope, get_name (self, money->payer),
                          get_name (self, money->payee));
}

/* For people; (transfer full) */
static char *
dup_base_event (const QzNlAgendaMoney *money)
{
  switch (money->kind)
    {
    case QZ_NL_MONEY_NOTICE:
      return g_strdup_printf (_("publication of %s"), money->number);
    case QZ_NL_MONEY_HOSPITALS:
      return g_strdup_printf (_("receipt of %s"), money->number);
    case QZ_NL_MONEY_FEEDBACK:
      return g_strdup (_("the last cross-province money of the month"));
    case QZ_NL_MONEY_LEG:
    default:
      return g_strdup (money->base_event);
    }
}

static void
add_money (Finder *self)
{
  for (guint i = 0; i < self->money->len; i++)
    {
      const QzNlAgendaMoney *money = self->money->pdata[i];
      const QzDeadlineRule *rule = find_rule (self, get_due (money));
      const QzDeadline what = {
        .period = money->period, .base = money->base,
        .counted = count_due (self, money), .met = money->met,
      };

      if (rule != NULL && what.counted <= self->until)
        add (self, rule, &what, g_strdup (money->number), dup_subject (self, money),
             dup_base_event (money));
    }
}

/* ── what goes up to the national system ────────────────────────────────────────────────────── */

/* NL-27: a day of discharge settlements at a time. */
static void
add_uploads (Finder *self)
{
  const QzNonLocalTerms *terms = qz_policy_get_nonlocal (self->policy);
  const QzDeadlineRule *rule = find_rule (self, QZ_DUE_NL_UPLOAD);

  for (guint i = 0; rule != NULL && i < self->uploads->len; i++)
    {
      const QzNlAgendaUpload *upload = &g_array_index (self->uploads, QzNlAgendaUpload, i);
      const QzDeadline what = {
        .period = qz_period_of_day (upload->day),
        .base = upload->day,
        .counted = qz_nonlocal_get_upload_due (terms, upload->day),
        .met = upload->n_open == 0 ? upload->last : QZ_DAY_NONE,
      };
      g_autofree char *day = qz_day_format (upload->day);

      if (what.counted <= self->until)
        add (self, rule, &what, g_strdup (day),
             upload->n_open > 0
                 ? g_strdup_printf (ngettext ("%s: %u claim", "%s: %u claims", upload->n_open),
                                    day, upload->n_open)
                 : g_strdup (day),
             g_strdup_printf (_("discharge settlements of %s"), day));
    }
}

/* ── once a year ─────────────────────────────────────────────────────────────────────────────── */

static void
add_yearly (Finder *self, int year, QzDue due, QzDay base, QzDay day)
{
  const QzDeadlineRule *rule = find_rule (self, due);
  const QzDeadline what = { .period = qz_period_of_day (day), .base = base, .counted = day,
                            .met = QZ_DAY_NONE };

  if (rule != NULL && day <= self->until && day >= self->from)
    add (self, rule, &what, g_strdup_printf ("%d", year), g_strdup_printf ("%d", year),
         g_strdup_printf (_("year %d"), year));
}

/* NL-20b is the province's. */
static void
add_years (Finder *self)
{
  const QzNonLocalTerms *terms = qz_policy_get_nonlocal (self->policy);
  const int last = qz_period_of_day (self->until) / 100;

  for (int year = qz_period_of_day (self->from) / 100; year <= last; year++)
    {
      const QzDay end = qz_nonlocal_get_interest_day (year);
      QzDay from, due;

      qz_nonlocal_get_yearly (terms, year, &from, &due);
      if (self->is_province)
        add_yearly (self, year, QZ_DUE_NL_YEARLY, from, due);
      add_yearly (self, year, QZ_DUE_NL_YEAR_END, end, end);
    }
}

/* What is cleared this month and the next; older months went up with their lists (NL-31c). */
static QzDay
get_uploads_from (const Finder *self)
{
  const QzPeriod before = qz_period_add (qz_period_of_day (self->today), -1);

  return MAX (self->from, qz_period_get_first_day (before));
}

static gboolean
load (Finder *self, QzBook *book, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  const char *code;

  self->map = qz_actors_load_map (book, error);
  if (self->map == NULL || (self->stages = qz_nl_agenda_repo_get_stages (store, error)) == NULL
      || (self->money = qz_nl_agenda_repo_get_money (store, error)) == NULL
      || (self->uploads = qz_nl_agenda_repo_get_uploads (store, get_uploads_from (self), error))
             == NULL)
    return FALSE;
  while (qz_area_map_get_unit (self->map, self->n_units) != NULL)
    self->n_units++;
  code = qz_area_map_get_agency_code (self->map, qz_area_map_get_province (self->map));
  return code == NULL || qz_actor_is_kept (book, code, &self->is_province, error);
}

gboolean
qz_nl_deadlines_add (QzBook *book, QzCalendar *calendar, QzDay from, QzDay today, QzDay until,
                     GPtrArray *found, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_auto (Finder) self = { .calendar = calendar,
                           .from = from,
                           .today = today,
                           .until = until,
                           .found = found };

  self.policy = qz_policies_peek_nonlocal (book, today, NULL, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (self.policy == NULL)
    return TRUE;
  if (!load (&self, book, error))
    return FALSE;
  add_stages (&self);
  add_money (&self);
  add_uploads (&self);
  add_years (&self);
  return TRUE;
}

/* ── in words ────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_deadline_is_nonlocal (const QzDeadline *self)
{
  return qz_due_get_kind (self->rule->due) == QZ_POLICY_NONLOCAL;
}

char *
qz_nl_deadline_dup_counting (const QzDeadline *self)
{
  const QzDue due = self->rule->due;
  const gboolean is_day =
      due <= QZ_DUE_NL_UPLOAD || due == QZ_DUE_NL_YEARLY || due == QZ_DUE_NL_YEAR_END;
  g_autofree char *day = qz_day_format (self->counted);
  g_autofree char *base = qz_day_format (self->base);
  g_autofree char *counting =
      is_day ? g_strdup_printf (_("a day of the calendar, not moved for holidays = %s"), day)
             : g_strdup_printf (_("working days after %s = %s"), base, day);

  if (self->rule->effect == NULL)
    return g_steal_pointer (&counting);
  /* Domain 10: the counting ends with the day. */
  return g_strdup_printf (_("when it is missed: %s; %s"), self->rule->effect, counting);
}
