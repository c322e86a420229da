/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every act of a clearing period begins and ends with, and what happens by itself. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-private.h"
#include "qz-clearing-talk-repo.h"
#include "qz-error.h"
#include "qz-nonlocal-tick.h"
#include "qz-regions.h"
#include "qz-registration.h"

QzDay
qz_clearing_get_day (QzPeriod period, guint mday)
{
  const QzPeriod month = qz_period_add (period, 1);

  return mday == 0 ? qz_period_get_last_day (month)
                   : qz_period_get_first_day (month) + (QzDay) mday - 1;
}

gboolean
qz_clearing_get_auto_confirm_day (QzStore *store, const QzNonLocalTerms *terms, QzPeriod period,
                                  QzNlScope scope, QzDay *out, GError **error)
{
  QzDay made = QZ_DAY_NONE;

  *out = qz_clearing_get_day (period, terms->auto_confirm_mday);
  if (!qz_clearing_repo_get_day (store, period, scope, QZ_CLEARING_LISTS, "", &made, error))
    return FALSE;
  if (made != QZ_DAY_NONE && made >= *out)
    *out = made + (QzDay) terms->auto_confirm_mday - (QzDay) terms->list_mday;
  return TRUE;
}

/* ── the desk ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_clearing_desk_open (QzClearingDesk *self, QzBook *book, const QzContext *context,
                       QzPeriod period, GError **error)
{
  *self = (QzClearingDesk) { .book = book, .context = context, .period = period };
  self->store = qz_book_get_store (book);
  self->policy = qz_policies_find_nonlocal (book, qz_period_get_last_day (period), &self->pack_id,
                                            error);
  if (self->policy == NULL)
    return FALSE;
  self->terms = qz_policy_get_nonlocal (self->policy);
  self->map = qz_actors_load_map (book, error);
  return self->map != NULL;
}

void
qz_clearing_desk_clear (QzClearingDesk *self)
{
  g_clear_pointer (&self->act, qz_act_free);
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->policy, qz_policy_unref);
}

gboolean
qz_clearing_check_unit (QzClearingDesk *self, const char *unit, GError **error)
{
  const char *known;

  for (guint i = 0; (known = qz_area_map_get_unit (self->map, i)) != NULL; i++)
    if (strcmp (known, unit) == 0)
      return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "unit-unknown",
                _("“%s” is no city of the province and not its own level; give the area code of "
                  "one, such as 230200 or 239900"),
                unit);
  qz_error_add_rule (error, "NL-4");
  return FALSE;
}

static gboolean
check_actor (QzClearingDesk *self, const char *area, GError **error)
{
  const char *agency = qz_area_map_get_agency_code (self->map, area);

  return qz_actor_check (self->book, self->context, agency != NULL ? agency : area, error);
}

gboolean
qz_clearing_desk_begin (QzClearingDesk *self, QzBook *book, const QzContext *context,
                        const QzClearingAct *what, GError **error)
{
  if (!qz_clearing_desk_open (self, book, context, what->period, error)
      || (what->area != NULL && !qz_clearing_check_unit (self, what->area, error))
      || !check_actor (self,
                       what->area != NULL ? what->area : qz_area_map_get_province (self->map),
                       error))
    return FALSE;
  self->act =
      qz_book_begin_act (book, context, what->name, qz_right_get_roles (what->right), error);
  return self->act != NULL && qz_clearing_catch_up (book, context, self->act, NULL, NULL, error);
}

gboolean
qz_clearing_desk_end (QzClearingDesk *self, const char *detail, GError **error)
{
  qz_act_set_detail (self->act, detail);
  return qz_book_end_act (self->book, self->context, g_steal_pointer (&self->act), error);
}

gboolean
qz_clearing_put (QzClearingDesk *self, QzNlScope scope, QzClearingStage stage, const char *unit,
                 const char *state, const char *reason, GError **error)
{
  const QzClearingEvent event = { .period = self->period,
                                  .scope = scope,
                                  .unit = unit,
                                  .stage = stage,
                                  .state = state,
                                  .actor = self->context->user,
                                  .reason = reason };

  return qz_clearing_repo_put_event (self->act, &event, error);
}

gboolean
qz_clearing_is_published (QzStore *store, QzPeriod period, QzNlScope scope, gboolean *out,
                          GError **error)
{
  const char *state =
      qz_clearing_repo_get_state (store, period, scope, QZ_CLEARING_PUBLISH, "", error);

  *out = state != NULL && strcmp (state, QZ_PUBLISHED) == 0;
  return state != NULL;
}

QzClearingEngine *
qz_clearing_make_engine (QzStore *store, QzAreaMap *map, QzNlScope scope, gboolean clear_acct,
                         GError **error)
{
  g_autoptr (GHashTable) providers = qz_clearing_repo_load_providers (store, error);
  QzClearingEngine *engine;
  GHashTableIter iter;
  gpointer value;

  if (providers == NULL)
    return NULL;
  engine = qz_clearing_engine_new (map, scope, clear_acct);
  g_hash_table_iter_init (&iter, providers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const QzNlProvider *provider = value;

      qz_clearing_engine_add_provider (engine, provider->id, provider->code, provider->managed_by);
    }
  return engine;
}

/* ── what happens by itself ─────────────────────────────────────────────────────────────────── */

/* DL-NL-18 and DL-NL-24. */
typedef struct {
  QzDay day; /* at 00:00 */
  QzClearingStage stage;
  QzPeriod period;
  QzNlScope scope;
  gboolean overrides; /* AMB-07 */
} Automatic;

typedef struct {
  QzStore *store;
  QzAreaMap *map;
  QzAct *act;    /* nullable */
  QzSheet *done; /* nullable */
  guint n;
} CatchUp;

static gboolean
is_in (const char *state, const char *const *states)
{
  return state != NULL && g_strv_contains (states, state);
}

static void
tell (CatchUp *self, const QzClearingEvent *event)
{
  guint row;

  if (self->done == NULL)
    return;
  row = qz_sheet_add_row (self->done);
  qz_sheet_put_text (self->done, row, 0, event->nominal_time);
  qz_sheet_put_text (self->done, row, 1, qz_clearing_stage_to_text (event->stage));
  qz_sheet_put_number (self->done, row, 2, event->period);
  qz_sheet_put_text (self->done, row, 3, qz_nl_scope_to_text (event->scope));
  qz_sheet_put_text (self->done, row, 4, event->unit);
  qz_sheet_put_text (self->done, row, 5, qz_area_map_get_name (self->map, event->unit));
  qz_sheet_put_text (self->done, row, 6, event->state);
}

static gboolean
put_automatic (CatchUp *self, const Automatic *what, QzClearingStage stage, const char *unit,
               const char *state, GError **error)
{
  g_autofree char *day = qz_day_format (what->day);
  g_autofree char *nominal = g_strdup_printf ("%sT00:00", day);
  const QzClearingEvent event = { .period = what->period,
                                  .scope = what->scope,
                                  .unit = unit,
                                  .stage = stage,
                                  .state = state,
                                  .actor = QZ_SYSTEM_ACTOR,
                                  .nominal_time = nominal,
                                  .reason = "" };

  self->n++;
  tell (self, &event);
  return self->act == NULL || qz_clearing_repo_put_event (self->act, &event, error);
}

/* NL-31a: what was open when all was regarded as done is recorded as such. */
static gboolean
leave_mismatches_open (CatchUp *self, const Automatic *what, GError **error)
{
  g_autoptr (GArray) open =
      qz_clearing_talk_list_open (self->store, what->period, what->scope, NULL, error);

  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      const QzMismatchRow *mismatch = &g_array_index (open, QzMismatchRow, i);

      if (self->act != NULL
          && !qz_clearing_talk_put_mismatch_event (self->act, mismatch->id,
                                                   "MISMATCH_OPEN_AT_AUTO", QZ_SYSTEM_ACTOR, "",
                                                   error))
        return FALSE;
      if (!put_automatic (self, what, QZ_CLEARING_MISMATCH, mismatch->unit,
                          "MISMATCH_OPEN_AT_AUTO", error))
        return FALSE;
    }
  return TRUE;
}

/* NL-28b, NL-31b: the 18th. */
static gboolean
audit_all (CatchUp *self, const Automatic *what, GError **error)
{
  static const char *const finished[] = { QZ_AUDIT_AUDITED, QZ_AUDIT_AUTO, NULL };
  g_autoptr (GHashTable) states = qz_clearing_repo_load_states (
      self->store, what->period, what->scope, QZ_CLEARING_AUDIT, error);
  const char *unit;

  if (states == NULL)
    return FALSE;
  for (guint i = 0; (unit = qz_area_map_get_unit (self->map, i)) != NULL; i++)
    if (!is_in (g_hash_table_lookup (states, unit), finished)
        && !put_automatic (self, what, QZ_CLEARING_AUDIT, unit, QZ_AUDIT_AUTO, error))
      return FALSE;
  return leave_mismatches_open (self, what, error)
         && put_automatic (self, what, QZ_CLEARING_AUDIT, "", QZ_AUDIT_AUTO, error);
}

/* NL-31g: the 24th; an open objection stays open and does not hinder (AMB-07). */
static gboolean
confirm_all (CatchUp *self, const Automatic *what, GError **error)
{
  g_autoptr (GHashTable) states = qz_clearing_repo_load_states (
      self->store, what->period, what->scope, QZ_CLEARING_CONFIRM, error);
  const char *unit;

  if (states == NULL)
    return FALSE;
  for (guint i = 0; (unit = qz_area_map_get_unit (self->map, i)) != NULL; i++)
    {
      const char *state = g_hash_table_lookup (states, unit);
      const gboolean objected = g_strcmp0 (state, QZ_CONFIRM_OBJECTED) == 0;

      if ((!objected && g_strcmp0 (state, QZ_CONFIRM_GENERATED) != 0)
          || (objected && !what->overrides))
        continue;
      if (!put_automatic (self, what, QZ_CLEARING_CONFIRM, unit,
                          objected ? QZ_CONFIRM_AUTO_OBJECTED : QZ_CONFIRM_AUTO, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_automatic (GArray *list, QzStore *store, const Automatic *what, GError **error)
{
  const char *state;
  gboolean published = FALSE;

  if (what->stage == QZ_CLEARING_AUDIT)
    {
      state = qz_clearing_repo_get_state (store, what->period, what->scope, what->stage, "", error);
      if (state == NULL)
        return FALSE;
      published = strcmp (state, QZ_AUDIT_AUTO) == 0;
    }
  else if (!qz_clearing_is_published (store, what->period, what->scope, &published, error))
    {
      return FALSE;
    }
  if (!published)
    g_array_append_val (list, *what);
  return TRUE;
}

static gboolean
add_period (GArray *list, QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzPolicy) policy =
      qz_policies_peek_nonlocal (book, qz_period_get_last_day (period), NULL, &failure);
  const QzNonLocalTerms *terms = policy != NULL ? qz_policy_get_nonlocal (policy) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (guint i = 0; terms != NULL && i < 2 * QZ_N_NL_SCOPES; i++)
    {
      const gboolean is_audit = i < QZ_N_NL_SCOPES;
      Automatic what = {
        .day = qz_clearing_get_day (period, terms->auto_audit_mday),
        .stage = is_audit ? QZ_CLEARING_AUDIT : QZ_CLEARING_CONFIRM,
        .period = period,
        .scope = (QzNlScope) (i % QZ_N_NL_SCOPES),
        .overrides = terms->auto_overrides_objections,
      };

      if (!is_audit
          && !qz_clearing_get_auto_confirm_day (qz_book_get_store (book), terms, period, what.scope,
                                                &what.day, error))
        return FALSE;
      if (what.day <= context->clock.today
          && !add_automatic (list, qz_book_get_store (book), &what, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_automatic (gconstpointer a, gconstpointer b)
{
  const Automatic *one = a;
  const Automatic *two = b;

  if (one->day != two->day)
    return one->day < two->day ? -1 : 1;
  return (int) one->scope - (int) two->scope;
}

static GArray *
list_automatic (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (GArray) periods = qz_clearing_repo_list_periods (qz_book_get_store (book), error);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Automatic));

  if (periods == NULL)
    return NULL;
  for (guint i = 0; i < periods->len; i++)
    if (!add_period (list, book, context, g_array_index (periods, QzPeriod, i), error))
      return NULL;
  g_array_sort (list, compare_automatic);
  return g_steal_pointer (&list);
}

gboolean
qz_clearing_catch_up (QzBook *book, const QzContext *context, QzAct *act, QzSheet *done,
                      guint *out_n, GError **error)
{
  g_autoptr (GArray) list = list_automatic (book, context, error);
  g_autoptr (QzAreaMap) map = NULL;
  CatchUp self = { .store = qz_book_get_store (book), .act = act, .done = done };

  if (list == NULL)
    return FALSE;
  map = list->len > 0 ? qz_actors_load_map (book, error) : NULL;
  if (list->len > 0 && map == NULL)
    return FALSE;
  self.map = map;
  for (guint i = 0; i < list->len; i++)
    {
      const Automatic *what = &g_array_index (list, Automatic, i);

      if (!(what->stage == QZ_CLEARING_AUDIT ? audit_all (&self, what, error)
                                             : confirm_all (&self, what, error)))
        return FALSE;
    }
  if (out_n != NULL)
    *out_n = self.n;
  return TRUE;
}

static gboolean
is_audit_closed (QzBook *book, const QzContext *context, const char *unit, QzNlScope scope,
                 QzPeriod period, gboolean *out, GError **error)
{
  static const char *const closed[] = { QZ_AUDIT_AUDITED, QZ_AUDIT_AUTO, NULL };
  g_autoptr (QzPolicy) policy =
      qz_policies_find_nonlocal (book, qz_period_get_last_day (period), NULL, error);
  const char *state = policy == NULL ? NULL
                                     : qz_clearing_repo_get_state (qz_book_get_store (book), period,
                                                                   scope, QZ_CLEARING_AUDIT, unit,
                                                                   error);
  const char *all = state == NULL ? NULL
                                  : qz_clearing_repo_get_state (qz_book_get_store (book), period,
                                                                scope, QZ_CLEARING_AUDIT, "",
                                                                error);

  if (all == NULL)
    return FALSE;
  *out = is_in (state, closed) || is_in (all, closed)
         || context->clock.today
                >= qz_clearing_get_day (period, qz_policy_get_nonlocal (policy)->auto_audit_mday);
  return TRUE;
}

gboolean
qz_clearing_find_open_period (QzBook *book, const QzContext *context, const char *unit,
                              QzNlScope scope, QzPeriod from, QzPeriod *out, GError **error)
{
  gboolean closed = FALSE;

  /* The month of the business day is never closed, so this ends. */
  for (*out = from;; *out = qz_period_add (*out, 1))
    {
      if (!is_audit_closed (book, context, unit, scope, *out, &closed, error))
        return FALSE;
      if (!closed)
        return TRUE;
    }
}

/* ── the tick ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
make_done (void)
{
  QzSheet *sheet = qz_sheet_new ("tick");

  qz_sheet_add_column (sheet, "nominal_time", _("Due"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  return sheet;
}

/* With @act NULL only counted. */
static gboolean
apply_due (QzBook *book, const QzContext *context, QzAct *act, QzSheet *done, guint *out_n,
           GError **error)
{
  guint n_clearing = 0;
  guint n_regions = 0;
  guint n_referrals = 0;

  if (!qz_clearing_catch_up (book, context, act, done, &n_clearing, error)
      || !qz_region_tick (book, context, act, done, &n_regions, error)
      || !qz_registration_tick (book, act, done, &n_referrals, error))
    return FALSE;
  *out_n = n_clearing + n_regions + n_referrals;
  return TRUE;
}

gboolean
qz_nonlocal_tick (QzBook *book, const QzContext *context, QzSheet **out_done, GError **error)
{
  g_autoptr (QzSheet) done = make_done ();
  g_autoptr (QzAct) act = NULL;
  g_autofree char *detail = NULL;
  guint n = 0;

  /* A look first: a book set in which nothing is due gets no entry in its log. */
  if (!apply_due (book, context, NULL, NULL, &n, error))
    return FALSE;
  if (n > 0)
    {
      act = qz_book_begin_act (book, context, "agenda tick", 0, error);
      if (act == NULL || !apply_due (book, context, act, done, &n, error))
        return FALSE;
      detail = g_strdup_printf ("automatic=%u", n);
      qz_act_set_detail (act, detail);
      if (!qz_book_end_act (book, context, g_steal_pointer (&act), error))
        return FALSE;
    }
  qz_sheet_set_number (done, "applied", _("Applied"), QZ_VALUE_COUNT, n);
  if (out_done != NULL)
    *out_done = g_steal_pointer (&done);
  return TRUE;
}
