/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Usage of deposits, and the emergency raise (NL-21, AMB-05). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-clearing-private.h"
#include "qz-deposits-private.h"
#include "qz-error.h"
#include "qz-nonlocal-days.h"
#include "qz-notice-repo.h"

static const struct {
  const char *text;
  const char *name;
} methods[] = {
  [QZ_RAISE_MONTHS] = { "months", N_ ("Up to two months of this clearing") },
  [QZ_RAISE_GREEN] = { "green", N_ ("Just below yellow") },
  [QZ_RAISE_MANUAL] = { "manual", N_ ("By hand") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (methods) == QZ_N_RAISES);

const char *
qz_raise_method_to_text (QzRaiseMethod method)
{
  g_assert ((guint) method < QZ_N_RAISES);
  return methods[method].text;
}

const char *
qz_raise_method_get_name (QzRaiseMethod method)
{
  g_assert ((guint) method < QZ_N_RAISES);
  return _ (methods[method].name);
}

gboolean
qz_raise_method_parse (const char *text, QzRaiseMethod *out)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (methods); i++)
    if (strcmp (methods[i].text, text) == 0)
      {
        *out = (QzRaiseMethod) i;
        return TRUE;
      }
  return FALSE;
}

/* ── usage ──────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_deposit_compute_usage (const QzNonLocalTerms *terms, QzFen clearing_fen, QzFen quota_fen,
                          QzDepositUsage *out_usage, GError **error)
{
  return qz_deposit_usage_compute (terms, clearing_fen, MAX (0, quota_fen), out_usage, error);
}

void
qz_deposit_put_rate (QzSheet *sheet, guint row, guint column, const QzDepositUsage *usage)
{
  if (usage->has_rate)
    qz_sheet_put_number (sheet, row, column, usage->rate_ppm);
}

gboolean
qz_deposit_record_usage (QzAct *act, QzBook *book, QzPeriod period, QzNlScope scope,
                         const char *unit, QzFen clearing_fen, GError **error)
{
  QzStore *store = qz_act_get_store (act);
  const QzDay today = qz_act_get_clock (act)->today;
  g_autoptr (QzPolicy) policy = qz_policies_find_nonlocal (book, today, NULL, error);
  QzDepositUsageRow before;
  QzDepositUsageRow row = { .period = period, .clearing_fen = clearing_fen, .day = today };
  QzDepositState state;
  QzDepositUsage usage;

  if (policy == NULL || !qz_deposit_repo_get_state (store, unit, scope, &state, error)
      || !qz_deposit_repo_get_usage (store, unit, scope, qz_period_add (period, -1), &before,
                                     error)
      || !qz_deposit_compute_usage (qz_policy_get_nonlocal (policy), clearing_fen, state.quota_fen,
                                    &usage, error))
    return FALSE;
  row.quota_fen = state.quota_fen;
  row.level = qz_warning_level_to_text (usage.level);
  /* NL-21: a warning is told once, when the state changes; who has none yet starts from green. */
  row.changed = strcmp (row.level, before.id != 0 ? before.level
                                                  : qz_warning_level_to_text (QZ_WARNING_GREEN))
                != 0;
  return qz_deposit_repo_put_usage (act, unit, scope, &row, error);
}

/* ── the raise ──────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzDepositRaise asked;
  QzDepositUsageRow month;
  QzDepositState state;
  QzDepositUsage usage; /* of the month's clearing over the quota as it is now */
  QzFen raise_fen;
} Raise;

/* The month that is meant: the last one published. */
static gboolean
find_month (QzDepositDesk *self, Raise *raise, GError **error)
{
  const QzDepositRaise *asked = &raise->asked;
  const char *name = qz_area_map_get_name (self->map, asked->unit);
  QzWarningLevel level;

  if (!qz_deposit_repo_get_usage (self->store, asked->unit, asked->scope, 0, &raise->month, error))
    return FALSE;
  if (raise->month.id == 0)
    return qz_clearing_refuse (error, "raise-without-red", "NL-21d",
                               _("No clearing of %s (%s) is published yet"), name,
                               qz_nl_scope_get_name (asked->scope));
  if (asked->period != 0 && asked->period != raise->month.period)
    {
      g_autofree char *last = qz_period_format (raise->month.period);

      return qz_clearing_refuse (error, "raise-other-month", "NL-21d",
                                 _("A deposit is raised for the last month published, which is %s "
                                   "for %s"),
                                 last, name);
    }
  if (qz_warning_level_parse (raise->month.level, &level) && level == QZ_WARNING_RED)
    return TRUE;
  return qz_clearing_refuse (error, "raise-without-red", "NL-21d",
                             _("The deposit of %s (%s) is not red; only then it is raised before "
                               "the yearly adjustment"),
                             name, qz_nl_scope_get_name (asked->scope));
}

static gboolean
check_once (QzDepositDesk *self, const Raise *raise, GError **error)
{
  QzDepositNotice notice;

  if (!qz_deposit_repo_find_notice (self->store, QZ_FORM_RAISE, raise->asked.unit,
                                    (int) raise->asked.scope, raise->month.period, &notice, error))
    return FALSE;
  return notice.id == 0
         || qz_clearing_refuse (error, "raised-already", "NL-21d",
                                _("The deposit was raised for this month by the notice %s"),
                                notice.number);
}

/* AMB-05 */
static gboolean
take_amount (Raise *raise, GError **error)
{
  switch (raise->asked.method)
    {
    case QZ_RAISE_MONTHS:
      raise->raise_fen = raise->usage.raise_months_fen;
      break;
    case QZ_RAISE_GREEN:
      raise->raise_fen = raise->usage.raise_green_fen;
      break;
    case QZ_RAISE_MANUAL:
    case QZ_N_RAISES:
    default:
      raise->raise_fen = raise->asked.amount_fen;
      if (raise->asked.reason == NULL || raise->asked.reason[0] == '\0')
        {
          qz_error_set (error, QZ_ERROR_USAGE, "reason-missing",
                        _("Say why the deposit is raised by another amount (--reason)"));
          return FALSE;
        }
      break;
    }
  return raise->raise_fen > 0
         || qz_clearing_refuse (error, "raise-zero", "AMB-05",
                                _("There is nothing to raise: the amount is zero"));
}

static gboolean
open_raise (QzDepositDesk *self, Raise *raise, GError **error)
{
  return qz_deposit_check_unit (self->map, raise->asked.unit, error)
         && find_month (self, raise, error) && check_once (self, raise, error)
         && qz_deposit_repo_get_state (self->store, raise->asked.unit, raise->asked.scope,
                                       &raise->state, error)
         && qz_deposit_compute_usage (self->terms, raise->month.clearing_fen,
                                      raise->state.quota_fen, &raise->usage, error)
         && take_amount (raise, error);
}

static gboolean
has_weights (const GArray *shares)
{
  for (guint i = 0; i < shares->len; i++)
    if (g_array_index (shares, QzDepositShare, i).base_fen > 0)
      return TRUE;
  return FALSE;
}

/* Who pays which part: by last year's costs, as the quota; where they are not known, by the costs
 * of the month itself. */
static GArray *
load_shares (QzDepositDesk *self, const Raise *raise, GError **error)
{
  const int year = raise->month.period / 100 - 1;
  g_autoptr (GArray) base = qz_deposit_repo_load_base (self->store, year, error);
  g_autoptr (GArray) shares = NULL;
  gint64 n_months = 0;

  if (base == NULL)
    return NULL;
  shares = qz_deposit_pick_shares (base, raise->asked.unit, raise->asked.scope);
  if (has_weights (shares))
    return g_steal_pointer (&shares);
  g_clear_pointer (&base, g_array_unref);
  g_clear_pointer (&shares, g_array_unref);
  base = qz_deposit_repo_sum_base (self->store, raise->month.period, raise->month.period, &n_months,
                                   error);
  return base != NULL ? qz_deposit_pick_shares (base, raise->asked.unit, raise->asked.scope) : NULL;
}

static gboolean
put_figure (QzDepositPlan *plan, GArray *shares, QzFen total_fen, guint figure, GError **error)
{
  if (!qz_deposit_split (total_fen, (QzDepositShare *) shares->data, shares->len, error))
    return FALSE;
  for (guint i = 0; i < shares->len; i++)
    g_array_index (plan->lines, QzNoticeLine, i).figures[figure] =
        g_array_index (shares, QzDepositShare, i).share_fen;
  return TRUE;
}

/* Figures of the unit, divided; the rate is the unit's in every line. */
static gboolean
add_lines (QzDepositPlan *plan, const Raise *raise, GArray *shares, GError **error)
{
  for (guint i = 0; i < shares->len; i++)
    {
      const QzDepositShare *share = &g_array_index (shares, QzDepositShare, i);
      QzNoticeLine line = { .agency = share->agency,
                            .scope = raise->asked.scope,
                            .insurance = (int) share->insurance };

      line.figures[QZ_N23_RATE] = raise->usage.has_rate ? raise->usage.rate_ppm : -1;
      g_array_append_val (plan->lines, line);
    }
  if (!put_figure (plan, shares, raise->state.quota_fen, QZ_N23_QUOTA, error)
      || !put_figure (plan, shares, raise->month.clearing_fen, QZ_N23_CLEARING, error)
      || !put_figure (plan, shares, raise->raise_fen, QZ_N23_RAISE, error))
    return FALSE;
  for (guint i = 0; i < plan->lines->len; i++)
    {
      gint64 *figures = g_array_index (plan->lines, QzNoticeLine, i).figures;

      figures[QZ_N23_NEW_QUOTA] = figures[QZ_N23_QUOTA] + figures[QZ_N23_RAISE];
    }
  return TRUE;
}

static QzDepositPlan *
plan_raise (QzDepositDesk *self, const Raise *raise, GError **error)
{
  g_autoptr (QzDepositPlan) plan = qz_deposit_plan_new (
      QZ_FORM_RAISE, raise->asked.unit, (int) raise->asked.scope, raise->month.period);
  g_autoptr (GArray) shares = load_shares (self, raise, error);
  QzDepositFigures *figures = &plan->figures[raise->asked.scope];

  if (shares == NULL)
    return NULL;
  figures->is_in = TRUE;
  figures->last_quota_fen = raise->state.quota_fen;
  figures->to_pay_fen = raise->raise_fen;
  plan->total_fen = raise->raise_fen;
  plan->method = qz_raise_method_to_text (raise->asked.method);
  plan->reason = raise->asked.reason != NULL ? raise->asked.reason : "";
  if (!qz_fen_add (raise->state.quota_fen, raise->raise_fen, &figures->quota_fen, error)
      || !add_lines (plan, raise, shares, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/* ── what is told ───────────────────────────────────────────────────────────────────────────── */

static QzSheet *
make_parts (QzDepositDesk *self, const QzDepositPlan *plan)
{
  QzSheet *parts = qz_sheet_new ("parts");

  qz_sheet_add_column (parts, "agency", _("Agency"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "agency_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (parts, "raise", _("Raise"), QZ_VALUE_FEN);
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const QzNoticeLine *line = &g_array_index (plan->lines, QzNoticeLine, i);
      const guint row = qz_sheet_add_row (parts);

      qz_sheet_put_text (parts, row, 0, line->agency);
      qz_sheet_put_text (parts, row, 1,
                         qz_area_map_get_part_name (self->map, plan->unit, line->agency));
      qz_sheet_put_text (parts, row, 2, qz_insurance_to_text ((QzInsurance) line->insurance));
      qz_sheet_put_number (parts, row, 3, line->figures[QZ_N23_RAISE]);
    }
  return parts;
}

static void
set_rate (QzSheet *sheet, const char *name, const char *title, const QzDepositUsage *usage)
{
  if (usage->has_rate)
    qz_sheet_set_number (sheet, name, title, QZ_VALUE_PPM, usage->rate_ppm);
}

static void
set_facts (QzDepositDesk *self, const Raise *raise, const QzDepositPlan *plan,
           const QzDepositUsage *after, QzSheet *sheet)
{
  qz_sheet_set_text (sheet, "unit", _("Unit"), plan->unit);
  qz_sheet_set_text (sheet, "unit_name", _("Name"), qz_area_map_get_name (self->map, plan->unit));
  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text (raise->asked.scope));
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, plan->period);
  qz_sheet_set_number (sheet, "quota", _("Deposit"), QZ_VALUE_FEN, raise->state.quota_fen);
  qz_sheet_set_number (sheet, "clearing", _("Clearing"), QZ_VALUE_FEN, raise->month.clearing_fen);
  set_rate (sheet, "rate", _("Usage"), &raise->usage);
  qz_sheet_set_text (sheet, "level", _("Warning level"),
                     qz_warning_level_to_text (raise->usage.level));
  qz_sheet_set_number (sheet, "raise_months", _("Up to two months"), QZ_VALUE_FEN,
                       raise->usage.raise_months_fen);
  qz_sheet_set_number (sheet, "raise_green", _("Just below yellow"), QZ_VALUE_FEN,
                       raise->usage.raise_green_fen);
  qz_sheet_set_number (sheet, "raise", _("Raise"), QZ_VALUE_FEN, raise->raise_fen);
  qz_sheet_set_number (sheet, "new_quota", _("Deposit after"), QZ_VALUE_FEN,
                       plan->figures[raise->asked.scope].quota_fen);
  set_rate (sheet, "new_rate", _("Usage after"), after);
  qz_sheet_set_text (sheet, "new_level", _("Warning level after"),
                     qz_warning_level_to_text (after->level));
  qz_sheet_set_text (sheet, "method", _("Method"), plan->method);
  qz_sheet_set_text (sheet, "reason", _("Reason"), plan->reason);
}

static QzSheet *
tell_raise (QzDepositDesk *self, const Raise *raise, const QzDepositPlan *plan, GError **error)
{
  QzCalendar *calendar = qz_book_get_calendar (self->book, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("raise");
  g_autoptr (QzSheet) parts = make_parts (self, plan);
  QzDepositUsage after;

  if (calendar == NULL
      || !qz_deposit_compute_usage (self->terms, raise->month.clearing_fen,
                                    plan->figures[raise->asked.scope].quota_fen, &after, error))
    return NULL;
  set_facts (self, raise, plan, &after, sheet);
  /* NL-22b: if it were published today. */
  qz_sheet_set_number (sheet, "due_day", _("Due"), QZ_VALUE_DAY,
                       qz_nonlocal_get_notice_due (self->terms, calendar,
                                                   self->context->clock.today, TRUE));
  qz_sheet_add_child (sheet, parts);
  return g_steal_pointer (&sheet);
}

/* ── the acts ───────────────────────────────────────────────────────────────────────────────── */

QzSheet *
qz_deposit_propose_raise (QzBook *book, const QzContext *context, const QzDepositRaise *raise,
                          GError **error)
{
  g_auto (QzDepositDesk) desk = { 0 };
  g_autoptr (QzDepositPlan) plan = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  Raise self = { .asked = *raise };

  if (!qz_deposit_desk_begin (&desk, book, context, "deposit raise", QZ_RIGHT_DEPOSIT_PROPOSE,
                              error)
      || !open_raise (&desk, &self, error))
    return NULL;
  plan = plan_raise (&desk, &self, error);
  if (plan == NULL || !qz_deposit_put_proposal (&desk, plan, error))
    return NULL;
  sheet = tell_raise (&desk, &self, plan, error);
  if (sheet == NULL || !qz_deposit_desk_end (&desk, raise->unit, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* What is published is what was proposed: its method, amount and reason. */
static gboolean
take_proposal (QzDepositDesk *self, Raise *raise, QzDepositProposal *proposal, GError **error)
{
  QzDepositUsageRow month;

  if (!qz_deposit_check_unit (self->map, raise->asked.unit, error)
      || !qz_deposit_repo_get_usage (self->store, raise->asked.unit, raise->asked.scope, 0, &month,
                                     error))
    return FALSE;
  *proposal = (QzDepositProposal) { .form = QZ_FORM_RAISE,
                                    .unit = raise->asked.unit,
                                    .scope = (int) raise->asked.scope,
                                    .period =
                                        raise->asked.period != 0 ? raise->asked.period
                                                                 : month.period };
  if (!qz_deposit_repo_find_proposal (self->store, proposal, error))
    return FALSE;
  if (proposal->id == 0 || !qz_raise_method_parse (proposal->method, &raise->asked.method))
    return qz_clearing_refuse (error, "no-proposal", "NL-21d",
                               _("Nobody has proposed to raise the deposit of %s (%s)"),
                               qz_area_map_get_name (self->map, raise->asked.unit),
                               qz_nl_scope_get_name (raise->asked.scope));
  raise->asked.amount_fen = proposal->total_fen;
  raise->asked.reason = proposal->reason;
  return TRUE;
}

QzSheet *
qz_deposit_publish_raise (QzBook *book, const QzContext *context, const QzDepositRaise *raise,
                          GError **error)
{
  g_auto (QzDepositDesk) desk = { 0 };
  g_autoptr (QzDepositPlan) plan = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  Raise self = { .asked = *raise };
  QzDepositProposal proposal;

  if (!qz_deposit_desk_begin (&desk, book, context, "deposit publish", QZ_RIGHT_DEPOSIT_PUBLISH,
                              error)
      || !take_proposal (&desk, &self, &proposal, error) || !open_raise (&desk, &self, error))
    return NULL;
  plan = plan_raise (&desk, &self, error);
  if (plan == NULL || !qz_deposit_publish_plan (&desk, plan, &proposal, error))
    return NULL;
  sheet = qz_notice_list (book, plan->period, plan->unit, error);
  if (sheet == NULL || !qz_deposit_desk_end (&desk, raise->unit, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
