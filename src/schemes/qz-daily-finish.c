/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-allocate.h"
#include "qz-daily-private.h"
#include "qz-error.h"

static QzFen
round_ppm (__int128 weighted)
{
  __int128 size = weighted < 0 ? -weighted : weighted;
  __int128 rounded = (2 * size + QZ_PPM_ONE) / (2 * QZ_PPM_ONE);

  return (QzFen) (weighted < 0 ? -rounded : rounded);
}

static QzFen
get_size (QzFen amount)
{
  return amount < 0 ? -amount : amount;
}

/* AMB-34: refunds in one fund beside payments in another cannot be shared by weight. Each part is
 * rounded by itself; the difference goes to the largest part, of equal ones to the first. */
static gboolean
split_mixed (QzFen amount, const QzFen parts[QZ_N_PARTS], const __int128 weighted[QZ_N_PARTS],
             QzFen out[QZ_N_PARTS], GError **error)
{
  QzFen rest = amount;
  guint largest = 0;

  for (guint i = 0; i < QZ_N_PARTS; i++)
    {
      out[i] = round_ppm (weighted[i]);
      if (!qz_fen_sub (rest, out[i], &rest, error))
        return FALSE;
      if (get_size (parts[i]) > get_size (parts[largest]))
        largest = i;
    }
  return qz_fen_accumulate (&out[largest], rest, error);
}

gboolean
qz_daily_split (QzFen amount_fen, const QzFen parts_fen[QZ_N_PARTS],
                const __int128 weighted[QZ_N_PARTS], QzFen out[QZ_N_PARTS], GError **error)
{
  static const char *const keys[QZ_N_PARTS] = { "1", "2", "3" }; /* ties: pool, acct, other */
  QzShare shares[QZ_N_PARTS];
  gboolean has_plus = amount_fen > 0, has_minus = amount_fen < 0, has_weight = FALSE;

  for (guint i = 0; i < QZ_N_PARTS; i++)
    {
      has_plus |= parts_fen[i] > 0;
      has_minus |= parts_fen[i] < 0;
      has_weight |= parts_fen[i] != 0;
      shares[i] = (QzShare) { keys[i], get_size (parts_fen[i]), 0 };
    }
  if ((has_plus && has_minus) || !has_weight)
    return split_mixed (amount_fen, parts_fen, weighted, out, error);
  if (!qz_allocate (amount_fen, shares, QZ_N_PARTS, error))
    return FALSE;
  for (guint i = 0; i < QZ_N_PARTS; i++)
    out[i] = shares[i].share_fen;
  return TRUE;
}

static const QzDailyProvider *
get_provider (QzDailyEngine *self, guint index)
{
  return &g_array_index (self->providers, QzDailyProvider, index);
}

/* Batches by day and insurance; in them the lines by provider code. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  QzDailyEngine *self = user_data;
  const QzDailyGroup *x = &g_array_index (self->groups, QzDailyGroup, *(const guint *) a);
  const QzDailyGroup *y = &g_array_index (self->groups, QzDailyGroup, *(const guint *) b);

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->insurance != y->insurance)
    return (int) x->insurance - (int) y->insurance;
  return get_provider (self, x->provider)->rank < get_provider (self, y->provider)->rank ? -1 : 1;
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  QzDailyEngine *self = user_data;

  return strcmp (get_provider (self, *(const guint *) a)->code,
                 get_provider (self, *(const guint *) b)->code);
}

/* Comparing two ranks is cheaper than comparing two codes, and there are many lines. */
static void
rank_providers (QzDailyEngine *self)
{
  guint n = self->providers->len;
  g_autofree guint *order = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof (guint), compare_codes, self);
  for (guint i = 0; i < n; i++)
    g_array_index (self->providers, QzDailyProvider, order[i]).rank = i;
}

static int
compare_extras (gconstpointer a, gconstpointer b, gpointer user_data)
{
  QzDailyEngine *self = user_data;
  const QzDailyExtra *x = a;
  const QzDailyExtra *y = b;
  int order;

  if (x->insurance != y->insurance)
    return (int) x->insurance - (int) y->insurance;
  order = strcmp (get_provider (self, x->provider)->code, get_provider (self, y->provider)->code);
  if (order != 0)
    return order;
  if (x->period != y->period)
    return x->period < y->period ? -1 : 1;
  return (x->source > y->source) - (x->source < y->source);
}

/* Key of the open negative of a provider, insurance and settlement month. */
static gint64
carry_key (guint provider, QzInsurance insurance, QzPeriod period)
{
  return ((gint64) provider * QZ_N_INSURANCES + insurance) * 1000000 + period;
}

static QzFen
get_carry (GHashTable *carries, gint64 key)
{
  const gint64 *found = g_hash_table_lookup (carries, &key);

  return found != NULL ? *found : 0;
}

static void
set_carry (GHashTable *carries, gint64 key, QzFen amount)
{
  g_hash_table_insert (carries, g_memdup2 (&key, sizeof key), g_memdup2 (&amount, sizeof amount));
}

static GHashTable *
make_carries (QzDailyEngine *self, GError **error)
{
  g_autoptr (GHashTable) carries =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < self->carries->len; i++)
    {
      const QzDailyExtra *extra = &g_array_index (self->carries, QzDailyExtra, i);
      gint64 key = carry_key (extra->provider, extra->insurance, extra->period);
      QzFen sum;

      if (!qz_fen_add (get_carry (carries, key), extra->amount_fen, &sum, error))
        return NULL;
      set_carry (carries, key, sum);
    }
  return g_steal_pointer (&carries);
}

static gboolean
fill_figures (const QzDailyGroup *group, QzDailyLine *line, GError **error)
{
  QzFen *f = line->figures;
  QzFen split[QZ_N_PARTS];

  if (!qz_daily_split (group->amount_fen, group->parts_fen, group->weighted, split, error))
    return FALSE;
  f[QZ_DAILY_MEDFEE] = group->medfee_fen;
  f[QZ_DAILY_BASE_POOL] = group->parts_fen[QZ_PART_POOL];
  f[QZ_DAILY_BASE_ACCT] = group->parts_fen[QZ_PART_ACCT];
  f[QZ_DAILY_BASE_OTHER] = group->parts_fen[QZ_PART_OTHER];
  for (guint i = 0; i < QZ_N_PARTS; i++)
    if (!qz_fen_accumulate (&f[QZ_DAILY_BASE], group->parts_fen[i], error))
      return FALSE;
  f[QZ_DAILY_POOL] = split[QZ_PART_POOL];
  f[QZ_DAILY_ACCT] = split[QZ_PART_ACCT];
  f[QZ_DAILY_OTHER] = split[QZ_PART_OTHER];
  f[QZ_DAILY_AMOUNT] = group->amount_fen;
  g_assert (f[QZ_DAILY_POOL] + f[QZ_DAILY_ACCT] + f[QZ_DAILY_OTHER] == f[QZ_DAILY_AMOUNT]);
  return TRUE;
}

/* F-JL-DAY (8) and (9), AMB-22: what is below zero waits for the month's next batch. */
static gboolean
add_claim_line (QzDailyEngine *self, guint index, GHashTable *carries, GError **error)
{
  const QzDailyGroup *group = &g_array_index (self->groups, QzDailyGroup, index);
  const QzDailyProvider *provider = get_provider (self, group->provider);
  QzPeriod period = qz_period_of_day (group->day);
  gint64 key = carry_key (group->provider, group->insurance, period);
  QzDailyLine line = {
    .provider_id = provider->id,
    .provider_code = provider->code,
    .period = period,
    .group = index,
    .n_claims = group->n_claims,
    .n_refunds = group->n_refunds,
    .ratio_ppm = group->ratio,
  };
  QzFen net;

  if (!fill_figures (group, &line, error))
    return FALSE;
  line.figures[QZ_DAILY_CARRY_IN] = get_carry (carries, key);
  if (!qz_fen_add (line.figures[QZ_DAILY_AMOUNT], line.figures[QZ_DAILY_CARRY_IN], &net, error))
    return FALSE;
  line.pay_fen = MAX (net, 0);
  line.figures[QZ_DAILY_CARRY_OUT] = MIN (net, 0);
  if (line.figures[QZ_DAILY_CARRY_IN] != line.figures[QZ_DAILY_CARRY_OUT])
    set_carry (carries, key, line.figures[QZ_DAILY_CARRY_OUT]);
  g_array_append_val (self->lines, line);
  return TRUE;
}

/* SM-5: an item comes back by itself, so that its trail stays visible. */
static void
add_deferred_line (QzDailyEngine *self, const QzDailyExtra *item)
{
  const QzDailyProvider *provider = get_provider (self, item->provider);
  QzDailyLine line = {
    .provider_id = provider->id,
    .provider_code = provider->code,
    .period = item->period,
    .group = QZ_DAILY_NO_GROUP,
    .source = item->source,
    .ratio_ppm = -1,
  };

  line.figures[QZ_DAILY_DEFERRED] = item->amount_fen;
  line.pay_fen = item->amount_fen;
  g_array_append_val (self->lines, line);
}

static void
begin_batch (QzDailyEngine *self, QzDay day, QzInsurance insurance)
{
  QzDailyBatch batch = { .day = day,
                         .insurance = insurance,
                         .period = qz_period_of_day (day),
                         .first_line = self->lines->len };

  g_array_append_val (self->batches, batch);
}

/* A provider's deferred items stand after its claims. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const QzDailyLine *x = a;
  const QzDailyLine *y = b;
  int order = strcmp (x->provider_code, y->provider_code);

  if (order != 0)
    return order;
  if ((x->source == 0) != (y->source == 0))
    return x->source == 0 ? -1 : 1;
  if (x->period != y->period)
    return x->period < y->period ? -1 : 1;
  return (x->source > y->source) - (x->source < y->source);
}

static gboolean
end_batch (QzDailyEngine *self, gboolean has_deferred, GError **error)
{
  QzDailyBatch *batch = &g_array_index (self->batches, QzDailyBatch, self->batches->len - 1);
  QzDailyLine *lines = &g_array_index (self->lines, QzDailyLine, 0);

  batch->n_lines = self->lines->len - batch->first_line;
  if (has_deferred)
    qsort (lines + batch->first_line, batch->n_lines, sizeof (QzDailyLine), compare_lines);
  for (guint i = 0; i < batch->n_lines; i++)
    if (!qz_fen_accumulate (&batch->pay_fen, lines[batch->first_line + i].pay_fen, error))
      return FALSE;
  return TRUE;
}

/* Appends the deferred items of @insurance. */
static gboolean
merge_deferred (QzDailyEngine *self, QzInsurance insurance, gboolean *out_any, GError **error)
{
  *out_any = FALSE;
  for (guint i = 0; i < self->deferred->len; i++)
    {
      const QzDailyExtra *item = &g_array_index (self->deferred, QzDailyExtra, i);

      if (item->insurance != insurance)
        continue;
      if (get_provider (self, item->provider)->is_out)
        {
          if (!qz_daily_leave_out (self, item->provider, TRUE, QZ_SCOPE_IN, 0, item->amount_fen,
                                   error))
            return FALSE;
          continue;
        }
      add_deferred_line (self, item);
      *out_any = TRUE;
    }
  return TRUE;
}

/* A batch for the deferred items of an insurance that has no claims. */
static gboolean
make_deferred_batch (QzDailyEngine *self, QzInsurance insurance, GError **error)
{
  gboolean any;

  begin_batch (self, self->first_day, insurance);
  if (!merge_deferred (self, insurance, &any, error))
    return FALSE;
  if (any)
    return end_batch (self, FALSE, error);
  g_array_set_size (self->batches, self->batches->len - 1);
  return TRUE;
}

static gboolean
make_claim_batches (QzDailyEngine *self, const guint *order, gboolean *has_batch, GError **error)
{
  g_autoptr (GHashTable) carries = make_carries (self, error);
  guint n = self->groups->len;

  for (guint i = 0; carries != NULL && i < n;)
    {
      const QzDailyGroup *first = &g_array_index (self->groups, QzDailyGroup, order[i]);
      QzDay day = first->day;
      QzInsurance insurance = first->insurance;
      gboolean any = FALSE;

      begin_batch (self, day, insurance);
      for (; i < n; i++)
        {
          const QzDailyGroup *group = &g_array_index (self->groups, QzDailyGroup, order[i]);

          if (group->day != day || group->insurance != insurance)
            break;
          if (!add_claim_line (self, order[i], carries, error))
            return FALSE;
        }
      if ((!has_batch[insurance] && !merge_deferred (self, insurance, &any, error))
          || !end_batch (self, any, error))
        return FALSE;
      has_batch[insurance] = TRUE;
    }
  return carries != NULL;
}

/* EX-2: too little money is shared by what each line is due; the rest is put off (SM-5). */
static gboolean
share_available (QzDailyEngine *self, GError **error)
{
  QzDailyBatch *batch = &g_array_index (self->batches, QzDailyBatch, 0);
  g_autofree QzShare *shares = NULL;

  if (self->available_fen >= batch->pay_fen)
    return TRUE;
  shares = g_new0 (QzShare, batch->n_lines);
  for (guint i = 0; i < batch->n_lines; i++)
    {
      const QzDailyLine *line = &g_array_index (self->lines, QzDailyLine, batch->first_line + i);

      shares[i].key = line->provider_code;
      shares[i].weight = line->pay_fen;
    }
  if (!qz_allocate (self->available_fen, shares, batch->n_lines, error))
    return FALSE;
  batch->put_off_fen = batch->pay_fen - self->available_fen;
  batch->pay_fen = self->available_fen;
  for (guint i = 0; i < batch->n_lines; i++)
    {
      QzDailyLine *line = &g_array_index (self->lines, QzDailyLine, batch->first_line + i);

      line->put_off_fen = line->pay_fen - shares[i].share_fen;
      line->pay_fen = shares[i].share_fen;
      g_assert (line->put_off_fen >= 0);
    }
  return TRUE;
}

static int
compare_batches (gconstpointer a, gconstpointer b)
{
  const QzDailyBatch *x = a;
  const QzDailyBatch *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (int) x->insurance - (int) y->insurance;
}

static guint *
order_groups (QzDailyEngine *self)
{
  guint *order = g_new (guint, MAX (self->groups->len, 1));

  for (guint i = 0; i < self->groups->len; i++)
    order[i] = i;
  g_sort_array (order, self->groups->len, sizeof (guint), compare_groups, self);
  return order;
}

gboolean
qz_daily_engine_finish (QzDailyEngine *self, GError **error)
{
  gboolean has_batch[QZ_N_INSURANCES] = { FALSE };
  g_autofree guint *order = NULL;

  g_assert (!self->is_finished);
  self->is_finished = TRUE;
  rank_providers (self);
  order = order_groups (self);
  g_array_sort_with_data (self->deferred, compare_extras, self);
  if (!make_claim_batches (self, order, has_batch, error))
    return FALSE;
  for (guint i = 0; i < QZ_N_INSURANCES; i++)
    if (!has_batch[i] && !make_deferred_batch (self, i, error))
      return FALSE;
  g_array_sort (self->batches, compare_batches);
  if (self->available_fen < 0 || self->batches->len == 0)
    return TRUE;
  if (self->batches->len == 1)
    return share_available (self, error);
  qz_error_set (error, QZ_ERROR_USAGE, "available-many-batches",
                _("Money at hand can be given for one claim day and one insurance only, but the "
                   "run makes %u batches"),
                self->batches->len);
  return FALSE;
}
