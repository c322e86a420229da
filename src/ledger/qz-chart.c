/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-chart.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-csv-reader.h"
#include "qz-error.h"

/* 一字线 between the levels of an account's name, as on paper: 暂付款—即时结算. */
#define LEVEL_DASH "—"

struct _QzChart {
  gatomicrefcount ref_count;
  GPtrArray *accounts;   /* QzAccount, in the order of adding */
  GHashTable *by_symbol; /* interned symbol → QzAccount */
  GHashTable *by_code;
};

static void
account_free (QzAccount *account)
{
  g_free ((char *) account->code);
  g_free ((char *) account->name);
  g_free (account);
}

QzChart *
qz_chart_new (void)
{
  QzChart *self = g_new0 (QzChart, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) account_free);
  self->by_symbol = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
qz_chart_unref (QzChart *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->by_symbol);
  g_hash_table_unref (self->by_code);
  g_ptr_array_unref (self->accounts);
  g_free (self);
}

static gboolean
fail_account (const QzAccount *account, const char *id, const char *field, const char *message,
              GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s: %s", account->symbol, message);
  qz_error_add_place (error, NULL, 0, 0, field);
  return FALSE;
}

gboolean
qz_chart_add (QzChart *self, const QzAccount *account, GError **error)
{
  QzAccount *copy;

  if (account->symbol == NULL || *account->symbol == '\0')
    return fail_account (account, "account-incomplete", "symbol", _("an account needs a symbol"),
                         error);
  if (account->code == NULL || *account->code == '\0' || account->name == NULL
      || *account->name == '\0')
    return fail_account (account, "account-incomplete", "name",
                         _("an account needs a code and a name"), error);
  if (g_hash_table_contains (self->by_symbol, account->symbol))
    return fail_account (account, "account-repeated", "symbol",
                         _("this symbol stands twice in the chart"), error);
  if (g_hash_table_contains (self->by_code, account->code))
    return fail_account (account, "account-repeated", "code",
                         _("another account has the same code"),
                         error);
  copy = g_new (QzAccount, 1);
  *copy = *account;
  copy->symbol = g_intern_string (account->symbol);
  copy->code = g_strdup (account->code);
  copy->name = g_strdup (account->name);
  copy->parent = account->parent == NULL || *account->parent == '\0'
                     ? NULL
                     : g_intern_string (account->parent);
  g_ptr_array_add (self->accounts, copy);
  g_hash_table_insert (self->by_symbol, (gpointer) copy->symbol, copy);
  g_hash_table_insert (self->by_code, (gpointer) copy->code, copy);
  return TRUE;
}

static gboolean
check_parent (QzChart *self, const QzAccount *account, GError **error)
{
  const QzAccount *parent = qz_chart_find (self, account->parent);

  if (account->parent == NULL)
    return TRUE;
  if (parent == NULL)
    return fail_account (account, "account-parent", "parent", _("its parent is not in the chart"),
                         error);
  if (parent->is_leaf)
    return fail_account (account, "account-parent", "parent",
                         _("its parent is a leaf; set leaf = 0 there"), error);
  if (parent->is_debit != account->is_debit)
    return fail_account (account, "account-parent", "side",
                         _("it is of the other side than its parent"), error);
  if (qz_chart_get_top (self, account->symbol) == NULL)
    return fail_account (account, "account-parent", "parent", _("its parents lead in a circle"),
                         error);
  return TRUE;
}

gboolean
qz_chart_check (QzChart *self, GError **error)
{
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      const QzAccount *account = self->accounts->pdata[i];

      if (!check_parent (self, account, error))
        return FALSE;
      if (account->parent != NULL)
        g_hash_table_add (parents, (gpointer) account->parent);
    }
  for (guint i = 0; i < self->accounts->len; i++)
    {
      const QzAccount *account = self->accounts->pdata[i];

      if (!account->is_leaf && !g_hash_table_contains (parents, account->symbol)
          && !qz_account_has_parties (account->symbol))
        return fail_account (account, "account-leaf", "leaf",
                             _("it has no accounts below it, so it must be a leaf"), error);
    }
  if (self->accounts->len > 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "chart-empty", _("The chart of accounts is empty"));
  return FALSE;
}

static gboolean
add_row (QzChart *self, const QzCsvField *fields, guint n_fields, GError **error)
{
  QzAccount account = { 0 };

  if (n_fields != 6)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "bad-row",
                    _("A row needs six fields: symbol,code,name,parent,side,leaf"));
      return FALSE;
    }
  account.symbol = fields[0].text;
  account.code = fields[1].text;
  account.name = fields[2].text;
  account.parent = fields[3].text;
  account.is_debit = strcmp (fields[4].text, "D") == 0;
  account.is_leaf = strcmp (fields[5].text, "1") == 0;
  if (!account.is_debit && strcmp (fields[4].text, "C") != 0)
    return fail_account (&account, "bad-side", "side", _("the side must be D or C"), error);
  if (!account.is_leaf && strcmp (fields[5].text, "0") != 0)
    return fail_account (&account, "bad-leaf", "leaf", _("leaf must be 0 or 1"), error);
  return qz_chart_add (self, &account, error);
}

static gboolean
check_header (const QzCsvField *fields, guint n_fields, GError **error)
{
  static const char *const header[] = { "symbol", "code", "name", "parent", "side", "leaf" };

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    if (n_fields != G_N_ELEMENTS (header) || strcmp (fields[i].text, header[i]) != 0)
      {
        qz_error_set (error, QZ_ERROR_INPUT, "bad-header",
                      _("The first line must be: symbol,code,name,parent,side,leaf"));
        return FALSE;
      }
  return TRUE;
}

QzChart *
qz_chart_new_from_csv (GBytes *csv, const char *file_name, GError **error)
{
  g_autoptr (QzChart) self = qz_chart_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (csv);
  g_autoptr (QzCsvReader) reader = qz_csv_reader_new (stream, file_name);
  g_autoptr (GError) reason = NULL;
  const QzCsvField *fields = NULL;
  guint n_fields = 0;
  gboolean is_first = TRUE;

  while (qz_csv_reader_next (reader, &fields, &n_fields, &reason))
    {
      gboolean ok = is_first ? check_header (fields, n_fields, &reason)
                             : add_row (self, fields, n_fields, &reason);

      if (!ok)
        {
          qz_error_add_place (&reason, file_name, qz_csv_reader_get_line (reader), 0, NULL);
          break;
        }
      is_first = FALSE;
    }
  if (reason == NULL && !qz_chart_check (self, &reason))
    qz_error_add_place (&reason, file_name, 0, 0, NULL);
  if (reason == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

guint
qz_chart_get_n_accounts (QzChart *self)
{
  return self->accounts->len;
}

const QzAccount *
qz_chart_get_account (QzChart *self, guint index)
{
  g_assert (index < self->accounts->len);
  return self->accounts->pdata[index];
}

const QzAccount *
qz_chart_find (QzChart *self, const char *symbol)
{
  return symbol == NULL ? NULL : g_hash_table_lookup (self->by_symbol, symbol);
}

const QzAccount *
qz_chart_get_top (QzChart *self, const char *symbol)
{
  const QzAccount *account = qz_chart_find (self, symbol);

  /* No path up is longer than the chart: a longer one is a circle. */
  for (guint i = 0; account != NULL && account->parent != NULL; i++)
    {
      if (i > self->accounts->len)
        return NULL;
      account = qz_chart_find (self, account->parent);
    }
  return account;
}

char *
qz_chart_dup_detail_name (QzChart *self, const char *symbol)
{
  const QzAccount *account = qz_chart_find (self, symbol);
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; account != NULL && account->parent != NULL && i <= self->accounts->len; i++)
    {
      if (name->len > 0)
        g_string_prepend (name, LEVEL_DASH);
      g_string_prepend (name, account->name);
      account = qz_chart_find (self, account->parent);
    }
  return g_string_free_and_steal (g_steal_pointer (&name));
}

QzAccountNeeds
qz_account_get_needs (const char *symbol)
{
  static const struct {
    const char *symbol;
    QzAccountNeeds needs;
  } needs[] = {
    { "TEMP_PAID.INSTANT", QZ_NEEDS_PROVIDER | QZ_NEEDS_PERIOD | QZ_NEEDS_PATH },
    { "TEMP_PAID.ADV", QZ_NEEDS_PROVIDER },
    { "TEMP_RECV.REFUND", QZ_NEEDS_PROVIDER | QZ_NEEDS_PERIOD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    if (g_strcmp0 (symbol, needs[i].symbol) == 0)
      return needs[i].needs;
  return 0;
}

gboolean
qz_account_has_parties (const char *symbol)
{
  static const char *const symbols[] = { "TEMP_RECV.NLCLR.IN", "TEMP_RECV.NLCLR.CROSS",
                                         "TEMP_RECV.NLDEP.IN", "TEMP_RECV.NLDEP.CROSS",
                                         "TEMP_RECV.RESERVE",  "TEMP_PAID.MAF",
                                         NULL };

  return symbol != NULL && g_strv_contains (symbols, symbol);
}
