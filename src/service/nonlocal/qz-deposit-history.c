/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the months used, and what the next one may use (NL-21). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-deposit-forecast.h"
#include "qz-deposits-private.h"
#include "qz-error.h"

#define DEFAULT_MONTHS 24

static gboolean
compute_rate (QzFen clearing_fen, QzFen quota_fen, QzPpm *out, GError **error)
{
  return qz_fen_mul_div (MAX (0, clearing_fen), QZ_PPM_ONE, quota_fen, QZ_ROUND_TRUNCATE, out,
                         error);
}

static void
set_names (QzAreaMap *map, const char *unit, QzNlScope scope, QzSheet *sheet)
{
  qz_sheet_set_text (sheet, "unit", _("Unit"), unit);
  qz_sheet_set_text (sheet, "unit_name", _("Name"), qz_area_map_get_name (map, unit));
  qz_sheet_set_text (sheet, "scope", _("Scope"), qz_nl_scope_to_text (scope));
}

/* ── history ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_month (const QzDepositUsageRow *month, QzSheet *sheet, GError **error)
{
  const guint row = qz_sheet_add_row (sheet);
  QzPpm rate = 0;

  qz_sheet_put_number (sheet, row, 0, month->period);
  qz_sheet_put_number (sheet, row, 1, month->quota_fen);
  qz_sheet_put_number (sheet, row, 2, month->clearing_fen);
  if (month->quota_fen > 0)
    {
      if (!compute_rate (month->clearing_fen, month->quota_fen, &rate, error))
        return FALSE;
      qz_sheet_put_number (sheet, row, 3, rate);
    }
  qz_sheet_put_text (sheet, row, 4, month->level);
  qz_sheet_put_number (sheet, row, 5, month->changed);
  qz_sheet_put_number (sheet, row, 6, month->day);
  return TRUE;
}

QzSheet *
qz_deposit_history (QzBook *book, const char *unit, QzNlScope scope, guint months, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("history");
  g_autoptr (GArray) all = NULL;

  if (map == NULL || !qz_deposit_check_unit (map, unit, error))
    return NULL;
  all = qz_deposit_repo_load_usage (qz_book_get_store (book), unit, scope,
                                    months != 0 ? months : DEFAULT_MONTHS, error);
  if (all == NULL)
    return NULL;
  set_names (map, unit, scope, sheet);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "clearing", _("Clearing"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rate", _("Usage"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", _("Warning level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "changed", _("Changed"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "day", _("Published on"), QZ_VALUE_DAY);
  for (guint i = 0; i < all->len; i++)
    if (!add_month (&g_array_index (all, QzDepositUsageRow, i), sheet, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

/* ── forecast ───────────────────────────────────────────────────────────────────────────────── */

/* The clearings of the months that follow each other without a gap up to the last one. */
static GArray *
take_run (const GArray *all, QzPeriod *out_first)
{
  GArray *run = g_array_new (FALSE, FALSE, sizeof (QzFen));
  guint first = all->len;

  while (first > 0
         && (first == all->len
             || qz_period_add (g_array_index (all, QzDepositUsageRow, first - 1).period, 1)
                    == g_array_index (all, QzDepositUsageRow, first).period))
    first--;
  *out_first = first < all->len ? g_array_index (all, QzDepositUsageRow, first).period : 0;
  for (guint i = first; i < all->len; i++)
    g_array_append_val (run, g_array_index (all, QzDepositUsageRow, i).clearing_fen);
  return run;
}

typedef struct {
  QzSheet *sheet;
  const QzNonLocalTerms *terms;
  QzFen quota_fen;
} Teller;

/* An amount with its usage of the quota as it is now: "low", "low_rate", "low_level". */
static gboolean
tell_amount (const Teller *self, const char *name, const char *prefix, QzFen amount_fen,
             const char *const titles[3], GError **error)
{
  g_autofree char *rate = g_strconcat (prefix, "rate", NULL);
  g_autofree char *level = g_strconcat (prefix, "level", NULL);
  QzDepositUsage usage;

  qz_sheet_set_number (self->sheet, name, titles[0], QZ_VALUE_FEN, amount_fen);
  if (!qz_deposit_compute_usage (self->terms, amount_fen, self->quota_fen, &usage, error))
    return FALSE;
  if (usage.has_rate)
    qz_sheet_set_number (self->sheet, rate, titles[1], QZ_VALUE_PPM, usage.rate_ppm);
  qz_sheet_set_text (self->sheet, level, titles[2], qz_warning_level_to_text (usage.level));
  return TRUE;
}

static gboolean
tell_interval (const Teller *self, const QzForecast *forecast, GError **error)
{
  const char *const low[] = { _("At least"), _("Usage at least"), _("Warning level at least") };
  const char *const high[] = { _("At most"), _("Usage at most"), _("Warning level at most") };

  if (!tell_amount (self, "low", "low_", forecast->low_fen, low, error)
      || !tell_amount (self, "high", "high_", forecast->high_fen, high, error))
    return FALSE;
  qz_sheet_set_number (self->sheet, "covered", _("Past months within"), QZ_VALUE_COUNT,
                       (gint64) forecast->n_covered);
  return TRUE;
}

static gboolean
tell_forecast (const Teller *self, const QzForecast *forecast, GError **error)
{
  static const char *const states[] = { [QZ_FORECAST_NONE] = "none",
                                        [QZ_FORECAST_TOO_FEW] = "too-few",
                                        [QZ_FORECAST_FULL] = "enough" };
  const char *const amount[] = { _("Expected clearing"), _("Expected usage"),
                                 _("Expected warning level") };

  qz_sheet_set_text (self->sheet, "state", _("State"), states[forecast->state]);
  qz_sheet_set_number (self->sheet, "months", _("Months it rests on"), QZ_VALUE_COUNT,
                       (gint64) forecast->n_months);
  qz_sheet_set_number (self->sheet, "quota", _("Deposit"), QZ_VALUE_FEN, self->quota_fen);
  if (forecast->state == QZ_FORECAST_NONE)
    return TRUE;
  qz_sheet_set_text (self->sheet, "method", _("Method"),
                     qz_forecast_method_to_text (forecast->method));
  qz_sheet_set_number (self->sheet, "errors", _("Past months foretold"), QZ_VALUE_COUNT,
                       (gint64) forecast->n_errors);
  if (!tell_amount (self, "amount", "", forecast->amount_fen, amount, error))
    return FALSE;
  return forecast->state != QZ_FORECAST_FULL || tell_interval (self, forecast, error);
}

/* What it would have said of each past month, from those before it. */
static void
add_past (QzSheet *sheet, const QzForecast *forecast, const GArray *run, QzPeriod first)
{
  const QzFen *history = (const QzFen *) run->data;

  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "actual", _("Clearing"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "forecast", _("Foretold"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "error", _("Difference"), QZ_VALUE_FEN);
  for (guint i = QZ_FORECAST_LEAST; i < run->len; i++)
    {
      const QzFen foretold = qz_forecast_next (forecast->method, history, i);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_number (sheet, row, 0, qz_period_add (first, (int) i));
      qz_sheet_put_number (sheet, row, 1, history[i]);
      qz_sheet_put_number (sheet, row, 2, foretold);
      qz_sheet_put_number (sheet, row, 3, history[i] - foretold);
    }
}

QzSheet *
qz_deposit_forecast (QzBook *book, const QzContext *context, const char *unit, QzNlScope scope,
                     GError **error)
{
  g_auto (QzDepositDesk) desk = { 0 };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("forecast");
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) run = NULL;
  Teller teller = { .sheet = sheet };
  QzDepositState state;
  QzForecast forecast;
  QzPeriod first = 0;

  if (!qz_deposit_desk_open (&desk, book, context, error)
      || !qz_deposit_check_unit (desk.map, unit, error)
      || !qz_deposit_repo_get_state (desk.store, unit, scope, &state, error))
    return NULL;
  all = qz_deposit_repo_load_usage (desk.store, unit, scope, 0, error);
  if (all == NULL)
    return NULL;
  run = take_run (all, &first);
  qz_forecast_compute ((const QzFen *) run->data, run->len, &forecast);
  set_names (desk.map, unit, scope, sheet);
  if (run->len > 0)
    qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD,
                         qz_period_add (first, (int) run->len));
  teller.terms = desk.terms;
  teller.quota_fen = state.quota_fen;
  if (!tell_forecast (&teller, &forecast, error))
    return NULL;
  add_past (sheet, &forecast, run, first);
  return g_steal_pointer (&sheet);
}
