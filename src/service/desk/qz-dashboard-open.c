/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-dashboard-private.h"
#include "qz-dashboard-repo.h"
#include "qz-fen.h"
#include "qz-vouchers-private.h"

/* Open 暂付款—即时结算 by age (IC-3). It is kept by month of costs, and the settlement of that month
 * takes it, so its age is counted from the month's last day. */

#define ACCOUNT "TEMP_PAID.INSTANT"
/* The list behind it, filtered by the name of the account, "暂付款—即时结算", or by the age. */
#define PAGE       "balances"
#define COLUMN     "account_name"
#define AGE_COLUMN "age"

enum { AGE_0, AGE_31, AGE_61, AGE_91, N_AGES };

static const struct {
  int from_days;
  const char *name;
} ages[N_AGES] = {
  [AGE_0] = { 0, N_ ("0–30 days") },
  [AGE_31] = { 31, N_ ("31–60 days") },
  [AGE_61] = { 61, N_ ("61–90 days") },
  [AGE_91] = { 91, N_ ("over 90 days") },
};

typedef struct {
  gint64 provider_id;
  QzFen fen[N_AGES];
  QzFen sum;
} Provider;

static guint
find_age (QzPeriod period, QzDay today)
{
  const int days = today - qz_period_get_last_day (period);

  for (guint age = N_AGES - 1; age > 0; age--)
    if (days >= ages[age].from_days)
      return age;
  return AGE_0;
}

const char *
qz_dashboard_find_age (const char *account, QzPeriod item_period, QzFen balance, QzDay today)
{
  return g_strcmp0 (account, ACCOUNT) == 0 && item_period != 0 && balance != 0
             ? _ (ages[find_age (item_period, today)].name)
             : NULL;
}

static Provider *
get_provider (GHashTable *providers, gint64 id)
{
  Provider *provider = g_hash_table_lookup (providers, &id);

  if (provider == NULL)
    {
      provider = g_new0 (Provider, 1);
      provider->provider_id = id;
      g_hash_table_insert (providers, &provider->provider_id, provider);
    }
  return provider;
}

static GHashTable *
collect (QzDashboard *self, GError **error)
{
  g_autoptr (QzSheet) items = qz_sheet_new ("items");
  g_autoptr (GHashTable) providers =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  qz_sheet_add_column (items, "item_period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (items, "provider_id", _("Provider"), QZ_VALUE_COUNT);
  qz_sheet_add_column (items, "open", _("Open"), QZ_VALUE_FEN);
  if (!qz_dashboard_repo_fill_open (qz_book_get_store (self->book), items, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (items); row++)
    {
      const guint age = find_age ((QzPeriod) qz_sheet_get_number (items, row, 0),
                                  self->context->clock.today);
      const QzFen open = qz_sheet_get_number (items, row, 2);
      Provider *provider = get_provider (providers, qz_sheet_get_number (items, row, 1));

      if (!qz_fen_accumulate (&provider->fen[age], open, error)
          || !qz_fen_accumulate (&provider->sum, open, error))
        return NULL;
    }
  return g_steal_pointer (&providers);
}

/* ── by age ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_ageing (QzDashboard *self, GPtrArray *order, QzFen sums[N_AGES], GError **error)
{
  g_autoptr (QzSheet) ageing = qz_sheet_new ("ageing");

  qz_sheet_add_column (ageing, "bucket", _("Age"), QZ_VALUE_TEXT);
  qz_sheet_add_column (ageing, "from_days", _("From day"), QZ_VALUE_COUNT);
  qz_sheet_add_column (ageing, "n_providers", _("Providers"), QZ_VALUE_COUNT);
  qz_sheet_add_column (ageing, "open", _("Open"), QZ_VALUE_FEN);
  qz_sheet_add_column (ageing, "level", _("Level"), QZ_VALUE_TEXT);
  qz_dashboard_add_link_columns (ageing);
  for (guint age = 0; age < N_AGES; age++)
    {
      const guint row = qz_sheet_add_row (ageing);
      gint64 n = 0;

      for (guint i = 0; i < order->len; i++)
        {
          const Provider *provider = order->pdata[i];

          n += provider->fen[age] != 0;
          if (!qz_fen_accumulate (&sums[age], provider->fen[age], error))
            return FALSE;
        }
      qz_sheet_put_text (ageing, row, 0, _ (ages[age].name));
      qz_sheet_put_number (ageing, row, 1, ages[age].from_days);
      qz_sheet_put_number (ageing, row, 2, n);
      qz_sheet_put_number (ageing, row, 3, sums[age]);
      qz_sheet_put_text (ageing, row, 4, age == AGE_91 && sums[age] != 0 ? "yellow" : "");
      qz_dashboard_put_link (ageing, row, PAGE, AGE_COLUMN, _ (ages[age].name));
    }
  qz_sheet_add_child (self->sheet, ageing);
  return TRUE;
}

/* ── by provider ─────────────────────────────────────────────────────────────────────────────── */

/* Who has the oldest money, and the most of it. */
static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const Provider *x = *(const Provider *const *) a;
  const Provider *y = *(const Provider *const *) b;

  for (guint age = N_AGES; age > 0; age--)
    if (x->fen[age - 1] != y->fen[age - 1])
      return x->fen[age - 1] > y->fen[age - 1] ? -1 : 1;
  return x->provider_id < y->provider_id ? -1 : 1;
}

static gboolean
put_provider (QzDashboard *self, QzSheet *sheet, const Provider *provider, const char *account,
              GError **error)
{
  const guint row = qz_sheet_add_row (sheet);
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *wanted = NULL;

  if (!qz_dashboard_repo_get_provider (qz_book_get_store (self->book), provider->provider_id,
                                       &code, &name, error))
    return FALSE;
  qz_sheet_put_text (sheet, row, 0, code);
  qz_sheet_put_text (sheet, row, 1, name);
  for (guint age = 0; age < N_AGES; age++)
    qz_sheet_put_number (sheet, row, 2 + age, provider->fen[age]);
  qz_sheet_put_number (sheet, row, 2 + N_AGES, provider->sum);
  /* Of that provider, and of that account alone: others hold other money. */
  wanted = g_strdup_printf ("%s\n%s", account, code);
  qz_dashboard_put_link (sheet, row, PAGE, COLUMN, wanted);
  return TRUE;
}

static gboolean
add_providers (QzDashboard *self, GPtrArray *order, const char *account, GError **error)
{
  static const char *const names[N_AGES] = { "age_0", "age_31", "age_61", "age_91" };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("providers");

  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  for (guint age = 0; age < N_AGES; age++)
    qz_sheet_add_column (sheet, names[age], _ (ages[age].name), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "open", _("Open"), QZ_VALUE_FEN);
  qz_dashboard_add_link_columns (sheet);
  for (guint i = 0; i < order->len; i++)
    if (((Provider *) order->pdata[i])->sum != 0
        && !put_provider (self, sheet, order->pdata[i], account, error))
      return FALSE;
  qz_sheet_add_child (self->sheet, sheet);
  return TRUE;
}

/* As the list of balances calls the account. (transfer full) */
static char *
dup_account_name (QzDashboard *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("account");

  qz_sheet_add_column (sheet, "account", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "account_name", _("Account name"), QZ_VALUE_TEXT);
  qz_sheet_put_text (sheet, qz_sheet_add_row (sheet), 0, ACCOUNT);
  return qz_voucher_add_account_names (self->book, sheet, 0, 1, error)
             ? g_strdup (qz_sheet_get_text (sheet, 0, 1))
             : NULL;
}

static void
alert_old (QzDashboard *self, QzFen old_fen)
{
  g_autofree char *amount = qz_value_dup_display (QZ_VALUE_FEN, old_fen);

  qz_dashboard_alert (
      self, "yellow",
      g_strdup_printf (_("%s of temporary payments open over 90 days"), amount), PAGE, AGE_COLUMN,
      _ (ages[AGE_91].name));
}

gboolean
qz_dashboard_add_open (QzDashboard *self, GError **error)
{
  g_autoptr (GHashTable) providers = collect (self, error);
  g_autoptr (GPtrArray) order = NULL;
  QzFen sums[N_AGES] = { 0 };
  g_autofree char *account = NULL;
  QzFen open = 0;

  account = providers != NULL ? dup_account_name (self, error) : NULL;
  if (account == NULL)
    return FALSE;
  order = g_hash_table_get_values_as_ptr_array (providers);
  g_ptr_array_sort (order, compare_cb);
  if (!add_ageing (self, order, sums, error)
      || !add_providers (self, order, account, error))
    return FALSE;
  for (guint age = 0; age < N_AGES; age++)
    if (!qz_fen_accumulate (&open, sums[age], error))
      return FALSE;
  qz_sheet_set_number (self->sheet, "open", _("Open temporary payments"), QZ_VALUE_FEN, open);
  qz_sheet_set_number (self->sheet, "open_old", _("Older than 90 days"), QZ_VALUE_FEN,
                       sums[AGE_91]);
  qz_dashboard_link (self, "open", PAGE, COLUMN, account);
  if (sums[AGE_91] != 0)
    alert_old (self, sums[AGE_91]);
  return TRUE;
}
