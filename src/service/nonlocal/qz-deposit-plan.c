/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What notices 2-1 and 2-2 will say. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-private.h"
#include "qz-deposits-private.h"
#include "qz-error.h"
#include "qz-notice-repo.h"

/* ── the desk ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_deposit_desk_open (QzDepositDesk *self, QzBook *book, const QzContext *context, GError **error)
{
  *self = (QzDepositDesk) { .book = book, .context = context };
  self->store = qz_book_get_store (book);
  self->policy = qz_policies_find_nonlocal (book, context->clock.today, &self->pack_id, error);
  if (self->policy == NULL)
    return FALSE;
  self->terms = qz_policy_get_nonlocal (self->policy);
  self->map = qz_actors_load_map (book, error);
  return self->map != NULL;
}

gboolean
qz_deposit_desk_begin (QzDepositDesk *self, QzBook *book, const QzContext *context,
                       const char *name, QzRight right, GError **error)
{
  guint roles = qz_right_get_roles (right);
  const char *agency;

  if (!qz_deposit_desk_open (self, book, context, error))
    return FALSE;
  /* NL-17, NL-20, NL-21d: the province fixes deposits. */
  agency = qz_area_map_get_agency_code (self->map, qz_area_map_get_province (self->map));
  if (!qz_actor_check (book, context,
                       agency != NULL ? agency : qz_area_map_get_province (self->map), error))
    return FALSE;
  /* Who publishes may look at what was proposed before. */
  if (context->dry_run)
    roles |= qz_right_get_roles (QZ_RIGHT_DEPOSIT_PUBLISH);
  self->act = qz_book_begin_act (book, context, name, roles, error);
  return self->act != NULL;
}

gboolean
qz_deposit_desk_end (QzDepositDesk *self, const char *detail, GError **error)
{
  qz_act_set_detail (self->act, detail);
  return qz_book_end_act (self->book, self->context, g_steal_pointer (&self->act), error);
}

void
qz_deposit_desk_clear (QzDepositDesk *self)
{
  g_clear_pointer (&self->act, qz_act_free);
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->policy, qz_policy_unref);
  g_clear_pointer (&self->base, g_array_unref);
}

gboolean
qz_deposit_check_unit (QzAreaMap *map, const char *unit, GError **error)
{
  const char *known;

  for (guint i = 0; (known = qz_area_map_get_unit (map, i)) != NULL; i++)
    if (strcmp (known, unit) == 0)
      return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "unit-unknown",
                _("“%s” is no city of the province and not its own level; give the area code of "
                  "one, such as 230200 or 239900"),
                unit);
  qz_error_add_rule (error, "NL-4");
  return FALSE;
}

QzDepositPlan *
qz_deposit_plan_new (const char *form, const char *unit, int scope, QzPeriod period)
{
  QzDepositPlan *self = g_new0 (QzDepositPlan, 1);

  self->form = form;
  self->unit = g_intern_string (unit);
  self->scope = scope;
  self->period = period;
  self->method = self->reason = "";
  self->lines = g_array_new (FALSE, TRUE, sizeof (QzNoticeLine));
  return self;
}

void
qz_deposit_plan_free (QzDepositPlan *self)
{
  g_array_unref (self->lines);
  g_free (self);
}

/* ── last year's costs ──────────────────────────────────────────────────────────────────────── */

gboolean
qz_deposit_check_year (QzDepositDesk *self, int year, GError **error)
{
  int today = 0;

  qz_day_to_ymd (self->context->clock.today, &today, NULL, NULL);
  return year == today
         || qz_clearing_refuse (error, "wrong-year", year > today ? "NL-17b" : "NL-20b",
                                _("Deposits are fixed for the year at hand, which is %d, from the "
                                  "costs of the year before"),
                                today);
}

#define JANUARY(year)  ((year) * 100 + 1)
#define DECEMBER(year) ((year) * 100 + 12)
#define N_MONTHS       12

gboolean
qz_deposit_load_base (QzDepositDesk *self, int year, GError **error)
{
  g_autoptr (GArray) base = qz_deposit_repo_load_base (self->store, year, error);
  gint64 n_months = 0;

  if (base == NULL)
    return FALSE;
  if (base->len == 0)
    {
      g_clear_pointer (&base, g_array_unref);
      base = qz_deposit_repo_sum_base (self->store, JANUARY (year), DECEMBER (year), &n_months,
                                       error);
      if (base == NULL)
        return FALSE;
      if (n_months < N_MONTHS)
        return qz_clearing_refuse (error, "no-base", "NL-17b",
                                   _("The costs of %d are not known: no file of them was imported "
                                     "(“qz import deposit-base”), and of its clearing periods %"
                                     PRId64 " of 12 are published here"),
                                   year, n_months);
    }
  g_clear_pointer (&self->base, g_array_unref);
  self->base = g_steal_pointer (&base);
  self->base_year = year;
  return TRUE;
}

GArray *
qz_deposit_pick_shares (const GArray *base, const char *unit, QzNlScope scope)
{
  GArray *shares = g_array_new (FALSE, TRUE, sizeof (QzDepositShare));

  for (guint i = 0; i < base->len; i++)
    {
      const QzDepositBase *from = &g_array_index (base, QzDepositBase, i);
      const QzDepositShare share = { .agency = from->agency,
                                     .insurance = from->insurance,
                                     .base_fen = from->amount_fen };

      if (from->scope == scope && strcmp (from->unit, unit) == 0)
        g_array_append_val (shares, share);
    }
  return shares;
}

/* ── figures and lines ──────────────────────────────────────────────────────────────────────── */

static gboolean
sum_base (const GArray *shares, QzFen *out, GError **error)
{
  *out = 0;
  for (guint i = 0; i < shares->len; i++)
    if (!qz_fen_accumulate (out, g_array_index (shares, QzDepositShare, i).base_fen, error))
      return FALSE;
  return TRUE;
}

/* Splits @total_fen and puts the parts to @figure of the lines from @first on. */
static gboolean
put_split (GArray *lines, guint first, GArray *shares, QzFen total_fen, guint figure,
           GError **error)
{
  if (!qz_deposit_split (total_fen, (QzDepositShare *) shares->data, shares->len, error))
    return FALSE;
  for (guint i = 0; i < shares->len; i++)
    g_array_index (lines, QzNoticeLine, first + i).figures[figure] =
        g_array_index (shares, QzDepositShare, i).share_fen;
  return TRUE;
}

static guint
add_lines (GArray *lines, const GArray *shares, QzNlScope scope)
{
  const guint first = lines->len;

  for (guint i = 0; i < shares->len; i++)
    {
      const QzDepositShare *share = &g_array_index (shares, QzDepositShare, i);
      const QzNoticeLine line = { .agency = share->agency,
                                  .scope = scope,
                                  .insurance = (int) share->insurance };

      g_array_append_val (lines, line);
    }
  return first;
}

static gboolean
add_quota_lines (QzDepositPlan *plan, GArray *shares, QzNlScope scope, GError **error)
{
  const guint first = add_lines (plan->lines, shares, scope);

  for (guint i = 0; i < shares->len; i++)
    g_array_index (plan->lines, QzNoticeLine, first + i).figures[QZ_N21_LAST_YEAR] =
        g_array_index (shares, QzDepositShare, i).base_fen;
  return put_split (plan->lines, first, shares, plan->figures[scope].quota_fen, QZ_N21_QUOTA,
                    error);
}

/* The deposit is the unit's (NL-17a), so agencies have no balances of their own: what each pays or
 * gets back is its part of the unit's, and its balance is what that leaves of its quota. */
static gboolean
add_adjustment_lines (QzDepositPlan *plan, GArray *shares, QzNlScope scope, GError **error)
{
  const QzDepositFigures *figures = &plan->figures[scope];
  const guint first = add_lines (plan->lines, shares, scope);

  if (!put_split (plan->lines, first, shares, figures->last_quota_fen, QZ_N22_LAST_QUOTA, error)
      || !put_split (plan->lines, first, shares, figures->quota_fen, QZ_N22_QUOTA, error)
      || !put_split (plan->lines, first, shares, figures->to_pay_fen, QZ_N22_TO_PAY, error)
      || !put_split (plan->lines, first, shares, figures->to_refund_fen, QZ_N22_TO_REFUND, error))
    return FALSE;
  for (guint i = first; i < plan->lines->len; i++)
    {
      gint64 *line = g_array_index (plan->lines, QzNoticeLine, i).figures;

      line[QZ_N22_BALANCE] = line[QZ_N22_QUOTA] - line[QZ_N22_TO_PAY] + line[QZ_N22_TO_REFUND];
    }
  return TRUE;
}

/* ── checks ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_quota_state (QzDepositDesk *self, const QzDepositPlan *plan, QzNlScope scope,
                   const QzDepositState *state, GError **error)
{
  const char *name = qz_area_map_get_name (self->map, plan->unit);
  g_autofree char *open = NULL;

  if (strcmp (plan->form, QZ_FORM_QUOTA) == 0)
    return !state->has_quota
           || qz_clearing_refuse (error, "quota-exists", "NL-20a",
                                  _("The deposit of %s (%s) was fixed before; adjust it with “qz "
                                    "deposit adjust” or raise it with “qz deposit raise”"),
                                  name, qz_nl_scope_get_name (scope));
  if (!plan->had_quota)
    return qz_clearing_refuse (error, "no-quota", "NL-20b",
                               _("%s (%s) has no deposit that could be adjusted; fix it with “qz "
                                 "deposit quota” or import it with “qz import deposit-opening”"),
                               name, qz_nl_scope_get_name (scope));
  /* Its money would be asked for twice. */
  if (!qz_deposit_repo_find_open_notice (self->store, plan->unit, scope,
                                         self->context->clock.today, &open, error))
    return FALSE;
  return open == NULL
         || qz_clearing_refuse (error, "deposit-open", "NL-17c",
                                _("The money of the notice %s has not moved in full, so the "
                                  "balance of %s is not known yet"),
                                open, name);
}

/* Of one scope at least: the other one may begin with an adjustment, from nothing. */
gboolean
qz_deposit_has_quota (QzDepositDesk *self, const char *unit, gboolean *out, GError **error)
{
  *out = FALSE;
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      QzDepositState state;

      if (!qz_deposit_repo_get_state (self->store, unit, (QzNlScope) i, &state, error))
        return FALSE;
      *out |= state.has_quota;
    }
  return TRUE;
}

gboolean
qz_deposit_find_year_notice (QzDepositDesk *self, const char *unit, QzPeriod period,
                             QzDepositNotice *out, GError **error)
{
  if (!qz_deposit_repo_find_notice (self->store, QZ_FORM_ADJUSTMENT, unit, -1, period, out, error))
    return FALSE;
  return out->id != 0
         || qz_deposit_repo_find_notice (self->store, QZ_FORM_QUOTA, unit, -1, period, out, error);
}

static gboolean
check_not_noticed (QzDepositDesk *self, const QzDepositPlan *plan, GError **error)
{
  QzDepositNotice notice;

  if (!qz_deposit_find_year_notice (self, plan->unit, plan->period, &notice, error))
    return FALSE;
  return notice.id == 0
         || qz_clearing_refuse (error, "adjusted-already", "NL-20b",
                                _("The deposit of %s was fixed for the year by the notice %s"),
                                qz_area_map_get_name (self->map, plan->unit), notice.number);
}

/* ── the plan ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
plan_figures (QzDepositDesk *self, QzDepositPlan *plan, QzNlScope scope, GArray *shares,
              GError **error)
{
  QzDepositFigures *figures = &plan->figures[scope];
  QzDepositState state;

  if (!sum_base (shares, &figures->base_fen, error)
      || !qz_deposit_repo_get_state (self->store, plan->unit, scope, &state, error))
    return FALSE;
  /* No costs and no deposit: this scope is nothing to the unit. */
  if (shares->len == 0 && !state.has_quota)
    return TRUE;
  figures->is_in = TRUE;
  if (!check_quota_state (self, plan, scope, &state, error)
      || !qz_deposit_quota_compute (self->terms, figures->base_fen, &figures->quota_fen, error))
    return FALSE;
  figures->last_quota_fen = state.quota_fen;
  /* NL-17c: what the old year leaves, with what a raise brought in since, which would be asked for
   * twice else; clearings that are under way come back by themselves. */
  figures->balance_fen = state.whole_fen;
  if (strcmp (plan->form, QZ_FORM_QUOTA) == 0)
    {
      figures->to_pay_fen = figures->quota_fen;
      return TRUE;
    }
  qz_deposit_adjust (figures->quota_fen, figures->balance_fen, &figures->to_pay_fen,
                     &figures->to_refund_fen);
  return TRUE;
}

static gboolean
plan_scope (QzDepositDesk *self, QzDepositPlan *plan, QzNlScope scope, GError **error)
{
  g_autoptr (GArray) shares = qz_deposit_pick_shares (self->base, plan->unit, scope);

  if (!plan_figures (self, plan, scope, shares, error))
    return FALSE;
  if (!plan->figures[scope].is_in)
    return TRUE;
  if (!qz_fen_accumulate (&plan->total_fen, plan->figures[scope].to_pay_fen, error))
    return FALSE;
  return strcmp (plan->form, QZ_FORM_QUOTA) == 0
             ? add_quota_lines (plan, shares, scope, error)
             : add_adjustment_lines (plan, shares, scope, error);
}

QzDepositPlan *
qz_deposit_plan_year (QzDepositDesk *self, const char *form, const char *unit, int year,
                      GError **error)
{
  g_autoptr (QzDepositPlan) plan = qz_deposit_plan_new (form, unit, -1, JANUARY (year));
  gboolean is_in = FALSE;

  if (!check_not_noticed (self, plan, error)
      || !qz_deposit_has_quota (self, unit, &plan->had_quota, error))
    return NULL;
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      if (!plan_scope (self, plan, (QzNlScope) i, error))
        return NULL;
      is_in |= plan->figures[i].is_in;
    }
  if (is_in)
    return g_steal_pointer (&plan);
  qz_clearing_refuse (error, "no-base", "NL-17b",
                      _("%s has no costs of %d; import them with “qz import deposit-base”"),
                      qz_area_map_get_name (self->map, unit), year - 1);
  return NULL;
}
