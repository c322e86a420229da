/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-chain.h"
#include "qz-error.h"
#include "qz-schema.h"
#include "qz-verify-private.h"

/* The chain of the change log, and every row of every table that it covers. */

/* ── the chain ──────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  gint64 n_entries;
  gint64 next_range;
  char *hash;  /* of the entry before */
  char *fault; /* the first one */
  gint64 n_faults;
} Chain;

static void note_fault (gint64 *n_faults, char **fault, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
note_fault (gint64 *n_faults, char **fault, const char *format, ...)
{
  va_list arguments;

  if ((*n_faults)++ > 0)
    return;
  va_start (arguments, format);
  *fault = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static GPtrArray *
read_ranges_of (QzStore *store, gint64 change_id, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT id, table_name, first_id, last_id, digest FROM change_range "
                        "WHERE change_id = ?1 ORDER BY id",
                        error);
  g_autoptr (GPtrArray) ranges =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_chain_range_free);
  g_autoptr (GError) local = NULL;

  if (statement == NULL || !qz_statement_bind (statement, error, "i", change_id))
    return NULL;
  while (qz_statement_step (statement, &local))
    {
      QzChainRange *range = qz_chain_range_new (qz_statement_get_text (statement, 1),
                                                qz_statement_get_int (statement, 2),
                                                qz_statement_get_int (statement, 3), NULL);

      range->id = qz_statement_get_int (statement, 0);
      range->digest = g_strdup (qz_statement_get_text (statement, 4));
      g_ptr_array_add (ranges, range);
    }
  if (local == NULL)
    return g_steal_pointer (&ranges);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
check_ranges_numbered (Chain *chain, GPtrArray *ranges)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const QzChainRange *range = g_ptr_array_index (ranges, i);

      if (range->id != chain->next_range)
        note_fault (&chain->n_faults, &chain->fault,
                    _("range %" PRId64 " is missing or out of place"),
                    chain->next_range);
      chain->next_range = range->id + 1;
    }
}

static gboolean
check_entry (QzStore *store, Chain *chain, QzStatement *row, GError **error)
{
  g_autoptr (GPtrArray) ranges = NULL;
  g_autofree char *hash = NULL;
  QzChainEntry entry = {
    .id = qz_statement_get_int (row, 0),
    .act = qz_statement_get_text (row, 1),
    .actor = qz_statement_get_text (row, 2),
    .business_time = qz_statement_get_text (row, 3),
    .real_time = qz_statement_get_text (row, 4),
    .detail = qz_statement_get_text (row, 5),
  };

  ranges = read_ranges_of (store, entry.id, error);
  if (ranges == NULL)
    return FALSE;
  entry.ranges = ranges;
  chain->n_entries++;
  check_ranges_numbered (chain, ranges);
  hash = qz_chain_hash (chain->hash, &entry);
  if (entry.id != chain->n_entries || g_strcmp0 (qz_statement_get_text (row, 6), chain->hash) != 0
      || g_strcmp0 (qz_statement_get_text (row, 7), hash) != 0)
    note_fault (&chain->n_faults, &chain->fault,
                _("entry %" PRId64 " was changed, or one before it is missing"), entry.id);
  /* Going on from what is written finds the other faults too, not this one again and again. */
  g_set_str (&chain->hash, qz_statement_get_text (row, 7));
  return TRUE;
}

static gboolean
check_orphan_ranges (QzStore *store, Chain *chain, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store, "SELECT count(*) FROM change_range WHERE id >= ?1 OR id < 1", error);

  if (statement == NULL || !qz_statement_bind (statement, error, "i", chain->next_range)
      || !qz_statement_step (statement, error))
    return FALSE;
  if (qz_statement_get_int (statement, 0) != 0)
    note_fault (&chain->n_faults, &chain->fault, _("there are ranges without an entry"));
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_verify_chain (QzVerifier *self, GError **error)
{
  QzStatement *log = qz_store_prepare (
      self->store,
      "SELECT id, act, actor, business_time, real_time, detail, previous, hash FROM change_log "
      "ORDER BY id",
      error);
  Chain chain = { .next_range = 1, .hash = g_strdup (QZ_CHAIN_START) };
  g_autofree char *detail = NULL;
  g_autoptr (GError) local = NULL;
  gboolean done = log != NULL;

  while (done && qz_statement_step (log, &local))
    done = check_entry (self->store, &chain, log, error);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (done && check_orphan_ranges (self->store, &chain, error))
    {
      detail = g_strdup_printf (_("%" PRId64 " entries"), chain.n_entries);
      qz_verifier_report (self, "CHAIN", _("The change log is whole and in order"), chain.n_faults,
                          chain.fault != NULL ? chain.fault : detail);
      self->head = g_steal_pointer (&chain.hash);
    }
  g_free (chain.hash);
  g_free (chain.fault);
  return self->head != NULL;
}

/* ── the rows ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzVerifier *verifier;
  const char *table;
  GPtrArray *ranges; /* of QzChainRange, by first_id */
  GArray *withdrawn; /* of gint64: first_id of ranges whose import was withdrawn */
  sqlite3_stmt *rows;
  gboolean has_row; /* the statement stands on one */
  QzDigest *digest;
  gint64 *n_rows; /* of all tables so far */
  gint64 n_total;
  gint64 n_faults;
  char *fault;
} Table;

static GPtrArray *
read_ranges (QzStore *store, const char *table, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT id, first_id, last_id, digest FROM change_range WHERE table_name = ?1 ORDER BY id",
      error);
  g_autoptr (GPtrArray) ranges =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_chain_range_free);
  g_autoptr (GError) local = NULL;

  if (statement == NULL || !qz_statement_bind (statement, error, "t", table))
    return NULL;
  while (qz_statement_step (statement, &local))
    {
      QzChainRange *range = qz_chain_range_new (table, qz_statement_get_int (statement, 1),
                                                qz_statement_get_int (statement, 2), NULL);

      range->id = qz_statement_get_int (statement, 0);
      range->digest = g_strdup (qz_statement_get_text (statement, 3));
      g_ptr_array_add (ranges, range);
    }
  if (local == NULL)
    return g_steal_pointer (&ranges);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* What an act wrote beside the row of a file goes with that file. */
static GArray *
read_withdrawn (QzStore *store, const char *table, GError **error)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  QzStatement *statement;

  if (!qz_schema_can_withdraw (table))
    return g_steal_pointer (&starts);
  statement = qz_store_prepare (
      store,
      "SELECT r.first_id FROM change_range r JOIN change_range i ON i.change_id = r.change_id"
      " AND i.table_name = 'import_file' JOIN import_withdrawal w"
      " ON w.import_id BETWEEN i.first_id AND i.last_id WHERE r.table_name = ?1",
      error);
  if (statement == NULL || !qz_statement_bind (statement, error, "t", table))
    return NULL;
  while (qz_statement_step (statement, &local))
    {
      gint64 first_id = qz_statement_get_int (statement, 0);

      g_array_append_val (starts, first_id);
    }
  if (local == NULL)
    return g_steal_pointer (&starts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
is_withdrawn (Table *self, const QzChainRange *range)
{
  for (guint i = 0; i < self->withdrawn->len; i++)
    if (g_array_index (self->withdrawn, gint64, i) == range->first_id)
      return TRUE;
  return FALSE;
}

static gboolean
step_row (Table *self, GError **error)
{
  int code = sqlite3_step (self->rows);

  self->has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  qz_store_error_set (error, self->verifier->store->db, code, self->verifier->store->path,
                      self->table);
  return FALSE;
}

/* The same encoding as in qz-table-writer.c. */
static void
digest_row (Table *self)
{
  int n_columns = sqlite3_column_count (self->rows);

  for (int i = 0; i < n_columns; i++)
    switch (sqlite3_column_type (self->rows, i))
      {
      case SQLITE_INTEGER:
        qz_digest_add_int (self->digest, sqlite3_column_int64 (self->rows, i));
        break;
      case SQLITE_NULL:
        qz_digest_add_null (self->digest);
        break;
        default: {
          /* The bytes as they lie in the page: asking for text would copy each to end it in a NUL.
       * For an empty text there are none to point at. */
          const char *text = sqlite3_column_blob (self->rows, i);

          qz_digest_add_text (self->digest, text != NULL ? text : "",
                              sqlite3_column_bytes (self->rows, i));
          break;
        }
      }
  qz_digest_end_row (self->digest);
}

/* Rows before @first_id that stand in no range. */
static gboolean
skip_strays (Table *self, gint64 first_id, GError **error)
{
  while (self->has_row && sqlite3_column_int64 (self->rows, 0) < first_id)
    {
      note_fault (&self->n_faults, &self->fault,
                  _("%s %" PRId64 " was added outside the change log"),
                  self->table, (gint64) sqlite3_column_int64 (self->rows, 0));
      if (!step_row (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_withdrawn (Table *self, const QzChainRange *range, GError **error)
{
  while (self->has_row && sqlite3_column_int64 (self->rows, 0) <= range->last_id)
    {
      note_fault (&self->n_faults, &self->fault,
                  _("%s %" PRId64 " is still there, though its import was withdrawn"), self->table,
                  (gint64) sqlite3_column_int64 (self->rows, 0));
      if (!step_row (self, error))
        return FALSE;
    }
  return TRUE;
}

#define REPORT_EVERY 16384

static gboolean
digest_range (Table *self, const QzChainRange *range, GError **error)
{
  gint64 expected = range->first_id;

  for (; self->has_row && expected <= range->last_id; expected++)
    {
      if (sqlite3_column_int64 (self->rows, 0) != expected)
        break;
      digest_row (self);
      if (++*self->n_rows % REPORT_EVERY == 0)
        qz_progress_report (self->verifier->progress, _("Checking rows"), (guint64) *self->n_rows,
                            (guint64) self->n_total);
      if (!step_row (self, error))
        return FALSE;
    }
  if (expected <= range->last_id)
    note_fault (&self->n_faults, &self->fault,
                _("%s %" PRId64 " is missing"), self->table, expected);
  return TRUE;
}

static gboolean
check_present (Table *self, const QzChainRange *range, GError **error)
{
  guint8 digest[QZ_DIGEST_SIZE];
  g_autofree char *hex = NULL;
  gint64 n_before = self->n_faults;

  if (!digest_range (self, range, error))
    return FALSE;
  qz_digest_finish (self->digest, digest);
  hex = qz_digest_to_hex (digest);
  if (self->n_faults == n_before && g_strcmp0 (hex, range->digest) != 0)
    note_fault (&self->n_faults, &self->fault,
                _("a row of %s from %" PRId64 " to %" PRId64 " was changed"), self->table,
                range->first_id, range->last_id);
  /* What a fault left over of this range is not counted as rows from outside. */
  while (self->has_row && sqlite3_column_int64 (self->rows, 0) <= range->last_id)
    if (!step_row (self, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_range (Table *self, const QzChainRange *range, gint64 *next_id, GError **error)
{
  if (range->first_id != *next_id || range->last_id < range->first_id)
    note_fault (&self->n_faults, &self->fault, _("the ranges of %s leave a gap before %" PRId64),
                self->table, range->first_id);
  *next_id = range->last_id + 1;
  return skip_strays (self, range->first_id, error)
         && (is_withdrawn (self, range) ? check_withdrawn (self, range, error)
                                        : check_present (self, range, error));
}

static gboolean
check_ranges (Table *self, GError **error)
{
  gint64 next_id = 1;

  if (!step_row (self, error))
    return FALSE;
  for (guint i = 0; i < self->ranges->len; i++)
    if (!check_range (self, g_ptr_array_index (self->ranges, i), &next_id, error)
        || !qz_check_cancelled (self->verifier->cancellable, error))
      return FALSE;
  return skip_strays (self, G_MAXINT64, error);
}

static gboolean
open_rows (Table *self, GError **error)
{
  /* The names are this layer's own literals. */
  g_autofree char *sql = g_strconcat ("SELECT * FROM ", self->table, " ORDER BY id", NULL);
  QzStore *store = self->verifier->store;
  int code = sqlite3_prepare_v2 (store->db, sql, -1, &self->rows, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  qz_store_error_set (error, store->db, code, store->path, self->table);
  return FALSE;
}

static gboolean
verify_table (Table *self, GError **error)
{
  gboolean done;

  self->ranges = read_ranges (self->verifier->store, self->table, error);
  if (self->ranges == NULL)
    return FALSE;
  self->withdrawn = read_withdrawn (self->verifier->store, self->table, error);
  done = self->withdrawn != NULL && open_rows (self, error) && check_ranges (self, error);
  sqlite3_finalize (g_steal_pointer (&self->rows));
  g_clear_pointer (&self->ranges, g_ptr_array_unref);
  g_clear_pointer (&self->withdrawn, g_array_unref);
  return done;
}

static gboolean
count_all (QzStore *store, gint64 *out, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT coalesce (sum (last_id - first_id + 1), 0) FROM change_range",
                        error);

  if (statement == NULL || !qz_statement_step (statement, error))
    return FALSE;
  *out = qz_statement_get_int (statement, 0);
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_verify_rows (QzVerifier *self, GError **error)
{
  const char *const *tables = qz_schema_get_tables ();
  g_autoptr (QzDigest) digest = qz_digest_new ();
  gint64 n_rows = 0;
  Table table = { .verifier = self, .digest = digest, .n_rows = &n_rows };
  g_autofree char *detail = NULL;
  gboolean done = count_all (self->store, &table.n_total, error);

  for (guint i = 0; done && tables[i] != NULL; i++)
    {
      table.table = tables[i];
      done = verify_table (&table, error);
    }
  if (done)
    {
      detail = g_strdup_printf (_("%" PRId64 " rows"), n_rows);
      qz_verifier_report (self, "ROWS",
                          _("Every row is there and as it was written"), table.n_faults,
                          table.fault != NULL ? table.fault : detail);
    }
  g_free (table.fault);
  return done;
}
