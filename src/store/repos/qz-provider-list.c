/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-provider-list.h"

#include <string.h>

struct _QzProviderList {
  GPtrArray *providers; /* element-type QzProvider */
};

/* One imported state of a provider; the last is valid, the earlier ones tell when it was out. */
typedef struct {
  char *status;
  QzDay admitted_from, suspended_from, stopped_from;
  QzDay known_on; /* business day of its import */
} Fact;

static void
fact_clear (gpointer data)
{
  Fact *fact = data;

  g_clear_pointer (&fact->status, g_free);
}

static void
provider_free (gpointer data)
{
  QzProvider *provider = data;

  g_free (provider->code);
  g_free (provider->name);
  g_free (provider->level);
  g_free (provider->status);
  g_clear_pointer (&provider->blocks, g_array_unref);
  g_free (provider);
}

static void
add_block (QzProvider *provider, QzDay from, QzDay to)
{
  QzProviderBlock block = { from, to };

  if (from != QZ_DAY_NONE && to != QZ_DAY_NONE && to < from)
    return;
  if (provider->blocks == NULL)
    provider->blocks = g_array_new (FALSE, FALSE, sizeof (QzProviderBlock));
  g_array_append_val (provider->blocks, block);
}

/* The first day of the state that ends a suspension: the day of admission that the new fact names
 * when it is later, else the day on which the new fact became known. */
static QzDay
resumed_on (const Fact *next, QzDay out_from)
{
  if (next->admitted_from != QZ_DAY_NONE
      && (out_from == QZ_DAY_NONE || next->admitted_from > out_from))
    return next->admitted_from;
  return next->known_on;
}

/* SM-1, HLJ-IS-4c, HLJ-IS-21: from when on the fact takes the provider out; FALSE when it is in. */
static gboolean
takes_out (const Fact *fact, QzDay *from)
{
  *from = QZ_DAY_NONE;
  if (g_str_equal (fact->status, "ADMITTED"))
    return FALSE;
  if (g_str_equal (fact->status, "SUSPENDED"))
    *from = fact->suspended_from;
  else if (g_str_equal (fact->status, "STOPPED"))
    *from = fact->stopped_from;
  return TRUE;
}

static void
build_blocks (QzProvider *provider, GArray *facts)
{
  QzDay admitted = QZ_DAY_NONE;

  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);
      QzDay from;

      if (admitted == QZ_DAY_NONE)
        admitted = fact->admitted_from;
      if (!takes_out (fact, &from))
        continue;
      if (i + 1 == facts->len)
        add_block (provider, from, QZ_DAY_NONE);
      else if (from != QZ_DAY_NONE)
        add_block (provider, from, resumed_on (fact + 1, from) - 1);
    }
  if (admitted != QZ_DAY_NONE)
    add_block (provider, QZ_DAY_NONE, admitted - 1);
}

static QzDay
read_day (QzStatement *row, int column)
{
  QzDay day = QZ_DAY_NONE;
  const char *text = qz_statement_get_text (row, column);

  if (text != NULL && !qz_day_parse_plain (text, strlen (text), &day))
    day = QZ_DAY_NONE;
  return day;
}

static void
read_fact (QzStatement *row, QzProvider *provider, GArray *facts)
{
  Fact fact = { g_strdup (qz_statement_get_text (row, 4)), read_day (row, 5), read_day (row, 6),
                read_day (row, 7), read_day (row, 8) };

  g_free (provider->name);
  g_free (provider->level);
  g_free (provider->status);
  provider->name = g_strdup (qz_statement_get_text (row, 2));
  provider->level = g_strdup (qz_statement_get_text (row, 3));
  provider->status = g_strdup (fact.status);
  g_array_append_val (facts, fact);
}

static QzProvider *
start_provider (QzProviderList *self, QzStatement *row)
{
  QzProvider *provider = g_new0 (QzProvider, 1);

  provider->id = qz_statement_get_int (row, 0);
  provider->code = g_strdup (qz_statement_get_text (row, 1));
  g_ptr_array_add (self->providers, provider);
  return provider;
}

static gboolean
load_rows (QzProviderList *self, QzStatement *rows, GError **error)
{
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (Fact));
  g_autoptr (GError) failure = NULL;
  QzProvider *provider = NULL;

  g_array_set_clear_func (facts, fact_clear);
  while (qz_statement_step (rows, &failure))
    {
      if (provider == NULL || provider->id != qz_statement_get_int (rows, 0))
        {
          if (provider != NULL)
            build_blocks (provider, facts);
          g_array_set_size (facts, 0);
          provider = start_provider (self, rows);
        }
      read_fact (rows, provider, facts);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (provider != NULL)
    build_blocks (provider, facts);
  return TRUE;
}

QzProviderList *
qz_provider_list_load (QzStore *store, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT p.id, p.code, f.name, f.level, f.status, f.admitted_from, f.suspended_from,"
      " f.stopped_from, (SELECT substr (c.business_time, 1, 10) FROM change_range r"
      " JOIN change_log c ON c.id = r.change_id WHERE r.table_name = 'provider_fact'"
      " AND r.last_id >= f.id ORDER BY r.last_id LIMIT 1)"
      " FROM provider p JOIN provider_fact f ON f.provider_id = p.id ORDER BY p.id, f.id",
      error);
  g_autoptr (QzProviderList) self = g_new0 (QzProviderList, 1);

  self->providers = g_ptr_array_new_with_free_func (provider_free);
  if (rows == NULL || !qz_statement_bind (rows, error, "") || !load_rows (self, rows, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
qz_provider_list_free (QzProviderList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->providers);
  g_free (self);
}

guint
qz_provider_list_get_n (QzProviderList *self)
{
  return self->providers->len;
}

const QzProvider *
qz_provider_list_get (QzProviderList *self, guint index)
{
  g_assert (index < self->providers->len);
  return self->providers->pdata[index];
}

const QzProvider *
qz_provider_list_find (QzProviderList *self, gint64 id)
{
  guint low = 0, high = self->providers->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const QzProvider *provider = self->providers->pdata[middle];

      if (provider->id == id)
        return provider;
      if (provider->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

gboolean
qz_provider_is_blocked (const QzProvider *provider, QzDay day)
{
  return qz_provider_is_out (provider, day, day);
}

gboolean
qz_provider_is_out (const QzProvider *provider, QzDay claim_day, QzDay run_day)
{
  for (guint i = 0; provider->blocks != NULL && i < provider->blocks->len; i++)
    {
      const QzProviderBlock *block = &g_array_index (provider->blocks, QzProviderBlock, i);

      if ((block->from == QZ_DAY_NONE || block->from <= MAX (claim_day, run_day))
          && (block->to == QZ_DAY_NONE || claim_day <= block->to))
        return TRUE;
    }
  return FALSE;
}
