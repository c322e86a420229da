/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-advance-engine.h"
#include "qz-book-private.h"
#include "qz-claim-stream.h"
#include "qz-daily-engine.h"
#include "qz-error.h"
#include "qz-impact-repo.h"
#include "qz-policies.h"
#include "qz-policy-plan.h"
#include "qz-policy-words.h"
#include "qz-provider-list.h"
#include "qz-settle-repo.h"
#include "qz-settlement-engine.h"

#define REPORT_EVERY 8192 /* claims between two looks at cancel and progress */

enum { FIRST, SECOND, N_SIDES };
enum { WAY_ADVANCE, WAY_DAILY, WAY_SETTLEMENT, N_WAYS };
static const char *const way_texts[N_WAYS] = { "mprepay", "daily", "settlement" };

/* What one provider gets in one month. */
typedef struct {
  QzFen fen[QZ_N_INSURANCES][N_WAYS][N_SIDES];
} Amounts;

typedef struct {
  QzBook *book;
  const QzContext *context;
  QzPolicy *policies[N_SIDES];
  QzProviderList *providers;
  GHashTable *amounts; /* provider id → Amounts, of the month at hand */
  QzDailyEngine *engines[N_SIDES];
  QzSheet *sheet;
  QzSheet *totals;
  QzPeriod period;
  guint month, n_months;
  guint64 n_read;
} Impact;

static void
impact_clear (Impact *self)
{
  for (guint side = 0; side < N_SIDES; side++)
    {
      g_clear_pointer (&self->policies[side], qz_policy_unref);
      g_clear_pointer (&self->engines[side], qz_daily_engine_free);
    }
  g_clear_pointer (&self->providers, qz_provider_list_free);
  g_clear_pointer (&self->amounts, g_hash_table_unref);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->totals, qz_sheet_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Impact, impact_clear)

static Amounts *
get_amounts (Impact *self, gint64 provider_id)
{
  Amounts *amounts = g_hash_table_lookup (self->amounts, GINT_TO_POINTER ((int) provider_id));

  if (amounts != NULL)
    return amounts;
  amounts = g_new0 (Amounts, 1);
  g_hash_table_insert (self->amounts, GINT_TO_POINTER ((int) provider_id), amounts);
  return amounts;
}

/* ── monthly advances ────────────────────────────────────────────────────────────────────────── */

/* AMB-01: a provider without spending of every base year has no standard. */
static gboolean
advance_provider (Impact *self, guint side, QzInsurance insurance, const QzProvider *provider,
                  GArray *years, GError **error)
{
  QzPolicy *policy = self->policies[side];
  const QzAdvanceInput input = { insurance, provider->level, self->period,
                                 (const QzFen *) (gpointer) years->data, years->len };
  QzAdvanceResult result;

  if (years->len < qz_policy_get_advance (policy)->base_years
      || qz_provider_is_blocked (provider, qz_period_get_first_day (self->period)))
    return TRUE;
  if (!qz_advance_compute (policy, &input, &result, error))
    return FALSE;
  get_amounts (self, provider->id)->fen[insurance][WAY_ADVANCE][side] = result.pay_fen;
  return TRUE;
}

/* The spending rows come by provider and year. */
static gboolean
advance_insurance (Impact *self, guint side, QzInsurance insurance, GError **error)
{
  const int last = self->period / 100 - 1;
  const int first = last - (int) qz_policy_get_advance (self->policies[side])->base_years + 1;
  g_autoptr (GPtrArray) rows = qz_settle_repo_get_spending (qz_book_get_store (self->book), 0,
                                                            insurance, first, last, error);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (QzFen));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QzSpendingRecord *row = rows->pdata[i];
      const QzSpendingRecord *next = i + 1 < rows->len ? rows->pdata[i + 1] : NULL;
      const QzProvider *provider = qz_provider_list_find (self->providers, row->provider_id);

      g_array_append_val (years, row->amount_fen);
      if (next != NULL && next->provider_id == row->provider_id)
        continue;
      if (provider != NULL && !advance_provider (self, side, insurance, provider, years, error))
        return FALSE;
      g_array_set_size (years, 0);
    }
  return rows != NULL;
}

static gboolean
run_advances (Impact *self, guint side, GError **error)
{
  QzPolicy *policy = self->policies[side];

  if (!qz_policy_has_path (policy, QZ_PATH_MPREPAY))
    return TRUE;
  for (int insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
    if (qz_policy_has_insurance (policy, (QzInsurance) insurance)
        && !advance_insurance (self, side, (QzInsurance) insurance, error))
      return FALSE;
  return TRUE;
}

/* ── daily disbursements ─────────────────────────────────────────────────────────────────────── */

static gboolean
add_provider (QzDailyEngine *engine, const QzProvider *provider, GError **error)
{
  if (!qz_daily_engine_add_provider (engine, provider->id, provider->code, provider->level, error))
    return FALSE;
  for (guint i = 0; provider->blocks != NULL && i < provider->blocks->len; i++)
    {
      const QzProviderBlock *block = &g_array_index (provider->blocks, QzProviderBlock, i);

      if (!qz_daily_engine_block (engine, provider->id, block->from, block->to, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
start_engine (Impact *self, guint side, GError **error)
{
  const QzDay last = qz_period_get_last_day (self->period);

  g_clear_pointer (&self->engines[side], qz_daily_engine_free);
  if (!qz_policy_has_path (self->policies[side], QZ_PATH_DAILY))
    return TRUE;
  self->engines[side] = qz_daily_engine_new (self->policies[side], last, last);
  for (guint i = 0; i < qz_provider_list_get_n (self->providers); i++)
    if (!add_provider (self->engines[side], qz_provider_list_get (self->providers, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
report (Impact *self, GError **error)
{
  if (self->n_read++ % REPORT_EVERY != 0)
    return TRUE;
  qz_progress_report (self->context->progress, _("Computing under both policies"), self->month,
                      self->n_months);
  return qz_check_cancelled (self->context->cancellable, error);
}

static gboolean
add_claim_cb (const QzClaim *claim, gpointer user_data, GError **error)
{
  Impact *self = user_data;
  QzFen amount;
  guint group;

  if (!report (self, error))
    return FALSE;
  for (guint side = 0; side < N_SIDES; side++)
    if (self->engines[side] != NULL
        && !qz_daily_engine_add_claim (self->engines[side], claim, &group, &amount, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_batches (Impact *self, guint side, GError **error)
{
  QzDailyEngine *engine = self->engines[side];

  if (engine == NULL)
    return TRUE;
  if (!qz_daily_engine_finish (engine, error))
    return FALSE;
  for (guint i = 0; i < qz_daily_engine_get_n_batches (engine); i++)
    {
      const QzDailyBatch *batch = qz_daily_engine_get_batch (engine, i);

      for (guint k = 0; k < batch->n_lines; k++)
        {
          const QzDailyLine *line = qz_daily_engine_get_line (engine, batch->first_line + k);
          Amounts *amounts = get_amounts (self, line->provider_id);

          if (!qz_fen_accumulate (&amounts->fen[batch->insurance][WAY_DAILY][side], line->pay_fen,
                                  error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Both policies see each claim in one reading. */
static gboolean
run_days (Impact *self, GError **error)
{
  const QzClaimSpan span = { qz_period_get_first_day (self->period),
                             qz_period_get_last_day (self->period), -1 };

  for (guint side = 0; side < N_SIDES; side++)
    if (!start_engine (self, side, error))
      return FALSE;
  if (self->engines[FIRST] == NULL && self->engines[SECOND] == NULL)
    return TRUE;
  return qz_claim_stream_run (qz_book_get_store (self->book), &span, add_claim_cb, self, error)
         && take_batches (self, FIRST, error) && take_batches (self, SECOND, error);
}

/* ── month settlements ───────────────────────────────────────────────────────────────────────── */

static gboolean
settle (Impact *self, guint side, const QzMonthRecord *record, GError **error)
{
  static const QzPath paths[] = { QZ_PATH_MPREPAY, QZ_PATH_DAILY };
  Amounts *amounts = get_amounts (self, record->provider_id);
  QzFen (*fen)[N_SIDES] = amounts->fen[record->insurance];
  QzOpenItem open[G_N_ELEMENTS (paths)];
  QzSettlementInput input = { .period = self->period,
                              .declared_fen = record->declared_fen,
                              .deduct_audit_fen = record->deduct_audit_fen,
                              .deduct_inspect_fen = record->deduct_inspect_fen,
                              .open = open };
  g_auto (QzSettlementResult) result = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (fen[i][side] > 0)
      open[input.n_open++] = (QzOpenItem) { paths[i], self->period, fen[i][side] };
  if (!qz_settlement_compute (self->policies[side], &input, &result, error))
    return FALSE;
  fen[WAY_SETTLEMENT][side] = result.pay_fen;
  return TRUE;
}

static gboolean
run_settlements (Impact *self, GError **error)
{
  g_autoptr (GArray) records =
      qz_impact_repo_get_month (qz_book_get_store (self->book), self->period, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const QzMonthRecord *record = &g_array_index (records, QzMonthRecord, i);

      for (guint side = 0; side < N_SIDES; side++)
        if (!settle (self, side, record, error))
          return FALSE;
    }
  return records != NULL;
}

/* ── the sheet ───────────────────────────────────────────────────────────────────────────────── */

static void
add_amount_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "first", _("Under the first"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "second", _("Under the second"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "difference", _("Difference"), QZ_VALUE_FEN);
}

static void
new_sheets (Impact *self)
{
  self->sheet = qz_sheet_new ("impact");
  qz_sheet_add_column (self->sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (self->sheet, "path", _("Payment"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "provider_code", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (self->sheet, "provider_name", _("Name"), QZ_VALUE_TEXT);
  add_amount_columns (self->sheet);
  self->totals = qz_sheet_new ("totals");
  qz_sheet_add_column (self->totals, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (self->totals, "path", _("Payment"), QZ_VALUE_TEXT);
  add_amount_columns (self->totals);
}

static void
put_amounts (QzSheet *sheet, guint row, guint column, const QzFen fen[N_SIDES])
{
  qz_sheet_put_number (sheet, row, column, fen[FIRST]);
  qz_sheet_put_number (sheet, row, column + 1, fen[SECOND]);
  qz_sheet_put_number (sheet, row, column + 2, fen[SECOND] - fen[FIRST]);
}

static gboolean
add_row (Impact *self, guint way, guint insurance, const QzProvider *provider,
         const QzFen fen[N_SIDES], QzFen totals[N_SIDES], GError **error)
{
  const guint row = qz_sheet_add_row (self->sheet);

  qz_sheet_put_number (self->sheet, row, 0, self->period);
  qz_sheet_put_text (self->sheet, row, 1, way_texts[way]);
  qz_sheet_put_text (self->sheet, row, 2, qz_insurance_to_text ((QzInsurance) insurance));
  qz_sheet_put_text (self->sheet, row, 3, provider->code);
  qz_sheet_put_text (self->sheet, row, 4, provider->name);
  put_amounts (self->sheet, row, 5, fen);
  return qz_fen_accumulate (&totals[FIRST], fen[FIRST], error)
         && qz_fen_accumulate (&totals[SECOND], fen[SECOND], error);
}

/* Way by way, insurance by insurance, providers in their order. */
static gboolean
add_way (Impact *self, guint way, GError **error)
{
  QzFen totals[N_SIDES] = { 0 };
  guint row;

  for (guint insurance = 0; insurance < QZ_N_INSURANCES; insurance++)
    for (guint i = 0; i < qz_provider_list_get_n (self->providers); i++)
      {
        const QzProvider *provider = qz_provider_list_get (self->providers, i);
        const Amounts *amounts =
            g_hash_table_lookup (self->amounts, GINT_TO_POINTER ((int) provider->id));
        const QzFen *fen = amounts != NULL ? amounts->fen[insurance][way] : NULL;

        if (fen != NULL && (fen[FIRST] != 0 || fen[SECOND] != 0)
            && !add_row (self, way, insurance, provider, fen, totals, error))
          return FALSE;
      }
  if (totals[FIRST] == 0 && totals[SECOND] == 0)
    return TRUE;
  row = qz_sheet_add_row (self->totals);
  qz_sheet_put_number (self->totals, row, 0, self->period);
  qz_sheet_put_text (self->totals, row, 1, way_texts[way]);
  put_amounts (self->totals, row, 2, totals);
  return TRUE;
}

static gboolean
run_month (Impact *self, GError **error)
{
  g_hash_table_remove_all (self->amounts);
  if (!run_advances (self, FIRST, error) || !run_advances (self, SECOND, error)
      || !run_days (self, error) || !run_settlements (self, error))
    return FALSE;
  for (guint way = 0; way < N_WAYS; way++)
    if (!add_way (self, way, error))
      return FALSE;
  return TRUE;
}

/* ── the use case ────────────────────────────────────────────────────────────────────────────── */

/* Other regimes do not pay by claims alone, so they cannot be tried on them. */
static gboolean
check_regime (QzPolicy *policy, GError **error)
{
  if (policy == NULL)
    return FALSE;
  if (qz_policy_get_kind (policy) == QZ_POLICY_INSTANT)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "policy-without-payments",
                qz_policy_get_kind (policy) == QZ_POLICY_NONLOCAL
                    ? _("Policy %s rules care away from home; only policies of instant settlement "
                        "can be compared by what they pay")
                    : _("Policy %s rules medical assistance; only policies of instant settlement "
                        "can be compared by what they pay"),
                qz_policy_get_id (policy));
  return FALSE;
}

static gboolean
prepare (Impact *self, const char *const *names, QzPeriod first_period, GError **error)
{
  for (guint side = 0; side < N_SIDES; side++)
    {
      gboolean active = FALSE;
      g_autoptr (QzPolicy) policy = qz_policy_open (self->book, names[side], &active, error);

      if (!check_regime (policy, error))
        return FALSE;
      self->policies[side] =
          qz_policy_new_trial (policy, qz_period_get_first_day (first_period), error);
      if (self->policies[side] == NULL)
        return FALSE;
    }
  self->providers = qz_provider_list_load (qz_book_get_store (self->book), error);
  self->amounts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  new_sheets (self);
  return self->providers != NULL;
}

static gboolean
set_facts (Impact *self, const char *const *names, QzPeriod last, GError **error)
{
  QzSheet *sheet = self->sheet;
  gint64 totals[N_SIDES] = { 0 };
  g_autofree char *first = qz_policy_words_dup_name (self->policies[FIRST]);
  g_autofree char *second = qz_policy_words_dup_name (self->policies[SECOND]);

  if (!qz_sheet_sum (sheet, 5, &totals[FIRST], error)
      || !qz_sheet_sum (sheet, 6, &totals[SECOND], error))
    return FALSE;
  qz_sheet_set_text (sheet, "first", _("First"), names[FIRST]);
  qz_sheet_set_text (sheet, "second", _("Second"), names[SECOND]);
  qz_sheet_set_text (sheet, "first_name", _("First"), first);
  qz_sheet_set_text (sheet, "second_name", _("Second"), second);
  qz_sheet_set_number (sheet, "from", _("From"), QZ_VALUE_PERIOD,
                       qz_period_add (last, 1 - (int) self->n_months));
  qz_sheet_set_number (sheet, "to", _("Until"), QZ_VALUE_PERIOD, last);
  qz_sheet_set_number (sheet, "first_total", _("Under the first"), QZ_VALUE_FEN, totals[FIRST]);
  qz_sheet_set_number (sheet, "second_total", _("Under the second"), QZ_VALUE_FEN, totals[SECOND]);
  qz_sheet_set_number (sheet, "difference", _("Difference"), QZ_VALUE_FEN,
                       totals[SECOND] - totals[FIRST]);
  qz_sheet_add_child (sheet, self->totals);
  return TRUE;
}

static gboolean
find_last_month (QzBook *book, guint n_months, QzPeriod *out, GError **error)
{
  if (n_months == 0 || n_months > QZ_MAX_IMPACT_MONTHS)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "months-out-of-range",
                    _("An impact run looks back over 1 to %d months"), QZ_MAX_IMPACT_MONTHS);
      return FALSE;
    }
  if (!qz_impact_repo_find_last_month (qz_book_get_store (book), out, error))
    return FALSE;
  if (*out != 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "nothing-to-compare",
                _("The book set has no claims and no declarations to compute on"));
  return FALSE;
}

QzSheet *
qz_policy_impact (QzBook *book, const QzContext *context, const char *first, const char *second,
                  guint n_months, GError **error)
{
  const char *const names[N_SIDES] = { first, second };
  g_auto (Impact) self = { book, context, .n_months = n_months };
  QzPeriod last = 0;

  if (!find_last_month (book, n_months, &last, error)
      || !prepare (&self, names, qz_period_add (last, 1 - (int) n_months), error))
    return NULL;
  for (self.month = 0; self.month < n_months; self.month++)
    {
      self.period = qz_period_add (last, (int) self.month + 1 - (int) n_months);
      qz_progress_report (context->progress, _("Computing under both policies"), self.month,
                          n_months);
      if (!qz_check_cancelled (context->cancellable, error) || !run_month (&self, error))
        return NULL;
    }
  return set_facts (&self, names, last, error) ? g_steal_pointer (&self.sheet) : NULL;
}
