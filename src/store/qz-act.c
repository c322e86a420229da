/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-act.h"

#include <glib/gi18n-lib.h>

#include "qz-chain.h"
#include "qz-error.h"
#include "qz-schema.h"
#include "qz-store-private.h"
#include "qz-table-writer.h"

#define MAX_TABLES 128

struct _QzAct {
  QzStore *store; /* borrowed */
  char *name;
  char *actor;
  char *detail;
  QzClock clock;
  gint64 last_ids[MAX_TABLES];        /* of every covered table, as the change log knows them */
  QzTableWriter *writers[MAX_TABLES]; /* made on first use */
  QzTableWriter *last_writer;         /* of them, that was asked for last; nullable */
  gboolean is_open;
};

/* ── begin and end ──────────────────────────────────────────────────────────────────────────── */

static gboolean
read_last_ids (QzAct *self, GError **error)
{
  const char *const *tables = qz_schema_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    {
      QzStatement *statement = qz_store_prepare (
          self->store, "SELECT coalesce (max (last_id), 0) FROM change_range WHERE table_name = ?1",
          error);

      g_assert (i < MAX_TABLES);
      if (statement == NULL || !qz_statement_bind (statement, error, "t", tables[i])
          || !qz_statement_step (statement, error))
        return FALSE;
      self->last_ids[i] = qz_statement_get_int (statement, 0);
      qz_statement_reset (statement);
    }
  return TRUE;
}

static gboolean
check_may_begin (QzStore *store, GError **error)
{
  if (store->mode != QZ_STORE_WRITE)
    {
      qz_error_set (error, QZ_ERROR_STORE, "store-read-only", _("%s is open for reading only"),
                    store->path);
      return FALSE;
    }
  g_assert (!store->in_act);
  return TRUE;
}

QzAct *
qz_act_begin (QzStore *store, const char *name, const char *actor, const QzClock *clock,
              GError **error)
{
  g_autoptr (QzAct) self = NULL;

  if (!check_may_begin (store, error))
    return NULL;
  /* Reads that were left running would hold an older state under the act. */
  qz_store_reset_statements (store);
  /* What a file brought in is known when it has been read, so its row may follow those that refer
   * to it; the references are proven at the commit. */
  if (!qz_store_execute (store, "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON", "begin", error))
    return NULL;
  store->in_act = TRUE;
  self = g_new0 (QzAct, 1);
  self->store = store;
  self->name = g_strdup (name);
  self->actor = g_strdup (actor);
  self->detail = g_strdup ("");
  self->clock = *clock;
  self->is_open = TRUE;
  return read_last_ids (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
free_writers (QzAct *self)
{
  for (guint i = 0; i < MAX_TABLES; i++)
    g_clear_pointer (&self->writers[i], qz_table_writer_free);
  self->last_writer = NULL;
}

/* A failed COMMIT or a full disk may have rolled back by itself; the rest is rolled back here. */
static void
roll_back (QzAct *self)
{
  free_writers (self);
  qz_store_reset_statements (self->store);
  qz_store_set_cancellable (self->store, NULL);
  if (!sqlite3_get_autocommit (self->store->db))
    {
      int code = sqlite3_exec (self->store->db, "ROLLBACK", NULL, NULL, NULL);

      if (code != SQLITE_OK)
        g_debug ("rollback: %s", sqlite3_errmsg (self->store->db));
    }
  self->store->in_act = FALSE;
  self->is_open = FALSE;
}

void
qz_act_free (QzAct *self)
{
  if (self == NULL)
    return;
  if (self->is_open)
    roll_back (self);
  free_writers (self);
  g_free (self->name);
  g_free (self->actor);
  g_free (self->detail);
  g_free (self);
}

void
qz_act_set_detail (QzAct *self, const char *detail)
{
  g_set_str (&self->detail, detail);
}

QzStore *
qz_act_get_store (QzAct *self)
{
  return self->store;
}

const char *
qz_act_get_actor (QzAct *self)
{
  return self->actor;
}

const QzClock *
qz_act_get_clock (QzAct *self)
{
  return &self->clock;
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

static guint
find_table (const char *table)
{
  const char *const *tables = qz_schema_get_tables ();
  guint i = 0;

  while (tables[i] != NULL && !g_str_equal (tables[i], table))
    i++;
  g_assert (tables[i] != NULL);
  return i;
}

QzTableWriter *
qz_act_get_writer (QzAct *self, const char *table, GError **error)
{
  guint i;

  g_assert (self->is_open);
  /* Row after row of one table asks: there are millions of them. */
  if (self->last_writer != NULL
      && g_str_equal (table, qz_table_writer_get_table (self->last_writer)))
    return self->last_writer;
  i = find_table (table);
  if (self->writers[i] == NULL)
    self->writers[i] =
        qz_table_writer_new (self->store, qz_schema_get_tables ()[i], self->last_ids[i], error);
  self->last_writer = self->writers[i];
  return self->last_writer;
}

gboolean
qz_act_next_number (QzAct *self, const char *scope, gint64 *out, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (self->store,
                        "INSERT INTO number_counter (scope, last) VALUES (?1, 1) "
                        "ON CONFLICT (scope) DO UPDATE SET last = last + 1 RETURNING last",
                        error);

  g_assert (self->is_open);
  if (statement == NULL || !qz_statement_bind (statement, error, "t", scope)
      || !qz_statement_step (statement, error))
    return FALSE;
  *out = qz_statement_get_int (statement, 0);
  qz_statement_reset (statement);
  return TRUE;
}

/* ── the change log ─────────────────────────────────────────────────────────────────────────── */

/* Rows that came into a covered table by another way than its writer would be in no digest. */
static gboolean
check_no_other_rows (QzAct *self, GError **error)
{
  const char *const *tables = qz_schema_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    {
      gint64 expected = self->writers[i] != NULL ? qz_table_writer_get_last_id (self->writers[i])
                                                 : self->last_ids[i];
      gint64 found = 0;

      if (!qz_chain_read_max_id (self->store, i, &found, error))
        return FALSE;
      if (found > expected)
        {
          qz_error_set (error, QZ_ERROR_STORE, "store-stray-rows",
                        _("%s: rows were added to “%s” outside the change log"), self->store->path,
                        tables[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static GPtrArray *
collect_ranges (QzAct *self)
{
  GPtrArray *ranges = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_chain_range_free);

  for (guint i = 0; i < MAX_TABLES; i++)
    {
      QzTableWriter *writer = self->writers[i];
      guint8 digest[QZ_DIGEST_SIZE];

      if (writer == NULL
          || qz_table_writer_get_last_id (writer) < qz_table_writer_get_first_id (writer))
        continue;
      qz_table_writer_finish (writer, digest);
      g_ptr_array_add (ranges, qz_chain_range_new (qz_table_writer_get_table (writer),
                                                   qz_table_writer_get_first_id (writer),
                                                   qz_table_writer_get_last_id (writer), digest));
    }
  return ranges;
}

static gboolean
write_log (QzAct *self, GError **error)
{
  g_autoptr (GPtrArray) ranges = collect_ranges (self);
  QzChainEntry entry = {
    .act = self->name,
    .actor = self->actor,
    .business_time = self->clock.business,
    .real_time = self->clock.real,
    .detail = self->detail,
    .ranges = ranges,
  };

  return qz_chain_append (self->store, &entry, error);
}

gboolean
qz_act_commit (QzAct *self, gboolean dry_run, GError **error)
{
  gboolean done;

  g_assert (self->is_open);
  done = check_no_other_rows (self, error) && write_log (self, error);
  if (!done || dry_run)
    {
      roll_back (self);
      return done;
    }
  free_writers (self);
  qz_store_reset_statements (self->store);
  if (!qz_store_execute (self->store, "COMMIT", "commit", error))
    {
      roll_back (self);
      return FALSE;
    }
  self->store->in_act = FALSE;
  self->is_open = FALSE;
  return TRUE;
}
