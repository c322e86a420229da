/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-daily-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"

#define MAX_PROVIDER_ID 0xffffff
#define NOT_YET         (-1)
#define MIXED           (-1)

QzDailyEngine *
qz_daily_engine_new (QzPolicy *policy, QzDay run_day, QzDay first_day)
{
  QzDailyEngine *self = g_new0 (QzDailyEngine, 1);

  self->policy = qz_policy_ref (policy);
  self->run_day = run_day;
  self->first_day = first_day;
  self->available_fen = -1;
  self->providers = g_array_new (FALSE, FALSE, sizeof (QzDailyProvider));
  self->index_by_id = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->blocks = g_array_new (FALSE, FALSE, sizeof (QzDailyBlock));
  self->carries = g_array_new (FALSE, FALSE, sizeof (QzDailyExtra));
  self->deferred = g_array_new (FALSE, FALSE, sizeof (QzDailyExtra));
  self->slabs = g_ptr_array_new_with_free_func (g_free);
  self->groups = g_array_new (FALSE, FALSE, sizeof (QzDailyGroup));
  self->batches = g_array_new (FALSE, FALSE, sizeof (QzDailyBatch));
  self->lines = g_array_new (FALSE, FALSE, sizeof (QzDailyLine));
  self->left_out = g_array_new (FALSE, FALSE, sizeof (QzDailyLeftOut));
  return self;
}

void
qz_daily_engine_free (QzDailyEngine *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->providers->len; i++)
    {
      g_free (g_array_index (self->providers, QzDailyProvider, i).code);
      g_free (g_array_index (self->providers, QzDailyProvider, i).level);
    }
  g_array_unref (self->providers);
  g_array_unref (self->index_by_id);
  g_array_unref (self->blocks);
  g_array_unref (self->carries);
  g_array_unref (self->deferred);
  g_ptr_array_unref (self->slabs);
  g_array_unref (self->groups);
  g_array_unref (self->batches);
  g_array_unref (self->lines);
  g_array_unref (self->left_out);
  qz_policy_unref (self->policy);
  g_free (self);
}

/* ids count from 1, so 0 in the table is "not added"; the table holds index + 1. */
static gboolean
find_provider (QzDailyEngine *self, gint64 provider_id, guint *out, GError **error)
{
  if (provider_id > 0 && provider_id < (gint64) self->index_by_id->len)
    {
      guint32 found = g_array_index (self->index_by_id, guint32, provider_id);

      if (found != 0)
        {
          *out = found - 1;
          return TRUE;
        }
    }
  qz_error_set (error, QZ_ERROR_INPUT, "provider-unknown",
                _("The provider with number %" PRId64 " is not known; import it first"),
                provider_id);
  return FALSE;
}

gboolean
qz_daily_engine_add_provider (QzDailyEngine *self, gint64 provider_id, const char *code,
                              const char *level, GError **error)
{
  QzDailyProvider provider = { .id = provider_id };

  g_assert (self->groups->len == 0 && !self->is_finished);
  if (provider_id < 1 || provider_id > MAX_PROVIDER_ID)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "provider-number",
                    _("The provider number %" PRId64 " is not between 1 and %d"), provider_id,
                    MAX_PROVIDER_ID);
      return FALSE;
    }
  if (provider_id >= (gint64) self->index_by_id->len)
    g_array_set_size (self->index_by_id, (guint) provider_id + 1);
  if (g_array_index (self->index_by_id, guint32, provider_id) != 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "provider-repeated",
                    _("The provider %s was given twice"),
                    code);
      return FALSE;
    }
  provider.code = g_strdup (code);
  provider.level = g_strdup (level);
  g_array_append_val (self->providers, provider);
  g_array_index (self->index_by_id, guint32, provider_id) = self->providers->len;
  return TRUE;
}

gboolean
qz_daily_engine_block (QzDailyEngine *self, gint64 provider_id, QzDay from, QzDay to,
                       GError **error)
{
  QzDailyBlock block = { .from = from, .to = to };
  QzDailyProvider *provider;
  guint index;

  if (!find_provider (self, provider_id, &index, error))
    return FALSE;
  provider = &g_array_index (self->providers, QzDailyProvider, index);
  if ((from == QZ_DAY_NONE || from <= self->run_day) && (to == QZ_DAY_NONE || self->run_day <= to))
    provider->is_out = TRUE;
  block.next = provider->first_block;
  g_array_append_val (self->blocks, block);
  provider->first_block = self->blocks->len;
  return TRUE;
}

gboolean
qz_daily_engine_add_carry (QzDailyEngine *self, QzInsurance insurance, gint64 provider_id,
                           QzPeriod period, QzFen amount_fen, GError **error)
{
  QzDailyExtra carry = { .insurance = insurance, .period = period, .amount_fen = amount_fen };

  if (!find_provider (self, provider_id, &carry.provider, error))
    return FALSE;
  if (amount_fen >= 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "carry-sign",
                    _("Only a negative amount is carried to the next batch"));
      qz_error_add_rule (error, "AMB-22");
      return FALSE;
    }
  g_array_append_val (self->carries, carry);
  return TRUE;
}

gboolean
qz_daily_engine_add_deferred (QzDailyEngine *self, QzInsurance insurance, gint64 provider_id,
                              QzPeriod period, QzFen amount_fen, gint64 source, GError **error)
{
  QzDailyExtra item = {
    .insurance = insurance, .period = period, .amount_fen = amount_fen, .source = source
  };

  if (!find_provider (self, provider_id, &item.provider, error))
    return FALSE;
  if (amount_fen <= 0 || source == 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "deferred-amount",
                    _("A deferred item needs a positive amount and the line it comes from"));
      qz_error_add_rule (error, "SM-5");
      return FALSE;
    }
  g_array_append_val (self->deferred, item);
  return TRUE;
}

void
qz_daily_engine_set_available (QzDailyEngine *self, QzFen available_fen)
{
  self->available_fen = available_fen;
}

/* AMB-32. Asked for every claim, so only the blocks of the provider itself are looked at: every
 * provider has one that ends before its admission. */
static gboolean
is_blocked (QzDailyEngine *self, guint index, QzDay day)
{
  const QzDailyProvider *provider = &g_array_index (self->providers, QzDailyProvider, index);

  if (provider->is_out)
    return TRUE;
  for (guint next = provider->first_block; next != 0;)
    {
      const QzDailyBlock *block = &g_array_index (self->blocks, QzDailyBlock, next - 1);

      /* What was not sent when the suspension began is never paid by the day, whatever its day. */
      if ((block->from == QZ_DAY_NONE || block->from <= MAX (day, self->run_day))
          && (block->to == QZ_DAY_NONE || day <= block->to))
        return TRUE;
      next = block->next;
    }
  return FALSE;
}

gboolean
qz_daily_leave_out (QzDailyEngine *self, guint index, gboolean blocked, QzScope scope,
                    guint n_claims, QzFen amount_fen, GError **error)
{
  const QzDailyProvider *provider = &g_array_index (self->providers, QzDailyProvider, index);
  QzDailyLeftOut *found = NULL;

  for (guint i = 0; found == NULL && i < self->left_out->len; i++)
    {
      QzDailyLeftOut *entry = &g_array_index (self->left_out, QzDailyLeftOut, i);

      if (entry->provider_id == provider->id && entry->is_blocked == blocked
          && entry->scope == scope)
        found = entry;
    }
  if (found == NULL)
    {
      QzDailyLeftOut entry = { provider->id, provider->code, blocked, scope, 0, 0 };

      g_array_append_val (self->left_out, entry);
      found = &g_array_index (self->left_out, QzDailyLeftOut, self->left_out->len - 1);
    }
  found->n_claims += n_claims;
  return qz_fen_accumulate (&found->base_fen, amount_fen, error);
}

/* The table of groups of one claim day: provider × insurance → group + 1. Days before the policy's
 * first were refused, so it counts from there. */
static guint32 *
get_slab (QzDailyEngine *self, QzDay day)
{
  guint at = (guint) (day - qz_policy_get_valid_from (self->policy));

  if (at >= self->slabs->len)
    g_ptr_array_set_size (self->slabs, (int) at + 1);
  if (self->slabs->pdata[at] == NULL)
    self->slabs->pdata[at] = g_new0 (guint32, self->providers->len * QZ_N_INSURANCES);
  return self->slabs->pdata[at];
}

static guint
get_group (QzDailyEngine *self, guint provider, const QzClaim *claim)
{
  guint32 *slab = get_slab (self, claim->day);
  guint32 *cell = &slab[provider * QZ_N_INSURANCES + claim->insurance];
  QzDailyGroup group = { .provider = provider, .day = claim->day, .insurance = claim->insurance };

  if (*cell != 0)
    return *cell - 1;
  for (guint i = 0; i < QZ_N_MED_GROUPS; i++)
    group.ratios[i] = NOT_YET;
  group.ratio = NOT_YET;
  g_array_append_val (self->groups, group);
  *cell = self->groups->len;
  return *cell - 1;
}

/* Looked up once per line and medical group, not once per claim. */
static gboolean
get_ratio (QzDailyEngine *self, QzDailyGroup *group, QzMedGroup med_group, QzPpm *out,
           GError **error)
{
  const QzDailyProvider *provider;

  if (group->ratios[med_group] == NOT_YET)
    {
      provider = &g_array_index (self->providers, QzDailyProvider, group->provider);
      if (!qz_policy_get_ratio (self->policy,
                                &(QzRatioCase) { QZ_PATH_DAILY, group->insurance, med_group,
                                                 provider->level, group->day },
                                out, NULL, error))
        return FALSE;
      group->ratios[med_group] = (gint32) *out;
    }
  *out = group->ratios[med_group];
  return TRUE;
}

/* JL-11b, AMB-21: each claim is rounded by itself. Below 40 billion yuan 64 bits are enough. */
static gboolean
get_share (QzFen base, QzPpm ratio, QzFen *out, GError **error)
{
  const QzFen small = G_GINT64_CONSTANT (4000000000000);

  if (base <= -small || base >= small)
    return qz_fen_apply_rate (base, ratio, QZ_ROUND_HALF_AWAY, out, error);
  if (base >= 0)
    *out = (2 * base * ratio + QZ_PPM_ONE) / (2 * QZ_PPM_ONE);
  else
    *out = -((-2 * base * ratio + QZ_PPM_ONE) / (2 * QZ_PPM_ONE));
  return TRUE;
}

/* Both within QZ_FEN_MAX, so the sum cannot wrap; FALSE when it leaves the range. */
static inline gboolean
add_fen (QzFen a, QzFen b, QzFen *out)
{
  *out = a + b;
  return *out >= -QZ_FEN_MAX && *out <= QZ_FEN_MAX;
}

/* One claim into its line: everything is checked before the line changes. */
static gboolean
add_to_group (QzDailyGroup *group, const QzClaim *claim, const QzFen *parts, QzFen amount,
              QzPpm ratio, GError **error)
{
  QzFen medfee = 0, sum = 0, sums[QZ_N_PARTS] = { 0 };
  gboolean ok = add_fen (group->medfee_fen, claim->amounts[QZ_CLAIM_MEDFEE], &medfee)
                && add_fen (group->amount_fen, amount, &sum);

  for (guint i = 0; i < QZ_N_PARTS; i++)
    ok = ok && add_fen (group->parts_fen[i], parts[i], &sums[i]);
  if (!ok)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "amount-overflow",
                    _("The amounts of one provider and day add up to more than 99,999,999,999,"
                       "999.99 yuan; check the claims"));
      return FALSE;
    }
  if (group->n_claims + group->n_refunds == 0)
    group->ratio = (gint32) ratio;
  else if (group->ratio != ratio)
    group->ratio = MIXED;
  group->medfee_fen = medfee;
  group->amount_fen = sum;
  for (guint i = 0; i < QZ_N_PARTS; i++)
    {
      group->parts_fen[i] = sums[i];
      group->weighted[i] += (__int128) parts[i] * ratio;
    }
  group->n_claims += !claim->refund;
  group->n_refunds += claim->refund;
  return TRUE;
}

static gboolean
check_claim (QzDailyEngine *self, const QzClaim *claim, GError **error)
{
  char day[11];

  g_assert (!self->is_finished && (guint) claim->insurance < QZ_N_INSURANCES);
  if (qz_policy_get_daily (self->policy) == NULL)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "path-not-used",
                    _("The policy “%s” has no daily disbursement"),
                    qz_policy_get_id (self->policy));
      return FALSE;
    }
  if (qz_policy_is_valid_on (self->policy, claim->day))
    return TRUE;
  qz_day_write (claim->day, day);
  qz_error_set (error, QZ_ERROR_REFUSED, "policy-not-valid",
                _("The policy “%s” version %u is not valid on the claim day %s; activate the "
                   "version that is"),
                qz_policy_get_id (self->policy), qz_policy_get_version (self->policy), day);
  return FALSE;
}

gboolean
qz_daily_engine_add_claim (QzDailyEngine *self, const QzClaim *claim, guint *out_group,
                           QzFen *out_amount_fen, GError **error)
{
  QzFen parts[QZ_N_PARTS];
  QzFen base, amount;
  QzMedGroup med_group;
  QzScope scope;
  QzPpm ratio;
  QzDailyGroup *group;
  guint provider;
  gboolean blocked;

  *out_group = QZ_DAILY_NO_GROUP;
  *out_amount_fen = 0;
  if (!check_claim (self, claim, error)
      || !find_provider (self, claim->provider_id, &provider, error))
    return FALSE;
  base = qz_policy_get_base (self->policy, claim, parts);
  scope = qz_policy_get_scope (self->policy, claim, &med_group);
  blocked = scope == QZ_SCOPE_IN && is_blocked (self, provider, claim->day);
  if (scope != QZ_SCOPE_IN || blocked)
    return qz_daily_leave_out (self, provider, blocked, scope, 1, base, error);
  *out_group = get_group (self, provider, claim);
  group = &g_array_index (self->groups, QzDailyGroup, *out_group);
  if (!get_ratio (self, group, med_group, &ratio, error) || !get_share (base, ratio, &amount, error)
      || !add_to_group (group, claim, parts, amount, ratio, error))
    return FALSE;
  *out_amount_fen = amount;
  return TRUE;
}

guint
qz_daily_engine_get_n_batches (QzDailyEngine *self)
{
  g_assert (self->is_finished);
  return self->batches->len;
}

const QzDailyBatch *
qz_daily_engine_get_batch (QzDailyEngine *self, guint index)
{
  g_assert (index < self->batches->len);
  return &g_array_index (self->batches, QzDailyBatch, index);
}

const QzDailyLine *
qz_daily_engine_get_line (QzDailyEngine *self, guint index)
{
  g_assert (index < self->lines->len);
  return &g_array_index (self->lines, QzDailyLine, index);
}

guint
qz_daily_engine_get_n_groups (QzDailyEngine *self)
{
  return self->groups->len;
}

guint
qz_daily_engine_get_n_left_out (QzDailyEngine *self)
{
  return self->left_out->len;
}

const QzDailyLeftOut *
qz_daily_engine_get_left_out (QzDailyEngine *self, guint index)
{
  g_assert (index < self->left_out->len);
  return &g_array_index (self->left_out, QzDailyLeftOut, index);
}

QzDay
qz_daily_get_due_day (QzPolicy *policy, QzCalendar *calendar, QzDay claim_day)
{
  const QzDailyTerms *terms = qz_policy_get_daily (policy);

  g_assert (terms != NULL);
  if (terms->due_workdays > 0)
    return qz_calendar_add_workdays (calendar, claim_day, terms->due_workdays);
  return qz_calendar_roll_forward (calendar, claim_day);
}
