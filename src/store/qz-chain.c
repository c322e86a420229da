/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-chain.h"

#include "qz-schema.h"

QzChainRange *
qz_chain_range_new (const char *table, gint64 first_id, gint64 last_id,
                    const guint8 digest[QZ_DIGEST_SIZE])
{
  QzChainRange *self = g_new0 (QzChainRange, 1);

  self->table = g_strdup (table);
  self->first_id = first_id;
  self->last_id = last_id;
  if (digest != NULL)
    self->digest = qz_digest_to_hex (digest);
  return self;
}

void
qz_chain_range_free (QzChainRange *self)
{
  g_free (self->table);
  g_free (self->digest);
  g_free (self);
}

char *
qz_chain_hash (const char *previous, const QzChainEntry *entry)
{
  g_autoptr (QzDigest) digest = qz_digest_new ();
  guint8 hash[QZ_DIGEST_SIZE];

  qz_digest_add_text (digest, previous, -1);
  qz_digest_add_int (digest, entry->id);
  qz_digest_add_text (digest, entry->act, -1);
  qz_digest_add_text (digest, entry->actor, -1);
  qz_digest_add_text (digest, entry->business_time, -1);
  qz_digest_add_text (digest, entry->real_time, -1);
  qz_digest_add_text (digest, entry->detail, -1);
  qz_digest_end_row (digest);
  for (guint i = 0; i < entry->ranges->len; i++)
    {
      const QzChainRange *range = g_ptr_array_index (entry->ranges, i);

      qz_digest_add_int (digest, range->id);
      qz_digest_add_text (digest, range->table, -1);
      qz_digest_add_int (digest, range->first_id);
      qz_digest_add_int (digest, range->last_id);
      qz_digest_add_text (digest, range->digest, -1);
      qz_digest_end_row (digest);
    }
  qz_digest_finish (digest, hash);
  return qz_digest_to_hex (hash);
}

static gboolean
read_end (QzStore *store, gint64 *last_id, char **last_hash, gint64 *last_range, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT coalesce ((SELECT max (id) FROM change_log), 0), "
                        "coalesce ((SELECT hash FROM change_log ORDER BY id DESC LIMIT 1), ?1), "
                        "coalesce ((SELECT max (id) FROM change_range), 0)",
                        error);

  if (statement == NULL || !qz_statement_bind (statement, error, "t", QZ_CHAIN_START)
      || !qz_statement_step (statement, error))
    return FALSE;
  *last_id = qz_statement_get_int (statement, 0);
  *last_hash = g_strdup (qz_statement_get_text (statement, 1));
  *last_range = qz_statement_get_int (statement, 2);
  qz_statement_reset (statement);
  return TRUE;
}

static gboolean
write_entry (QzStore *store, const QzChainEntry *entry, const char *previous, const char *hash,
             GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store, "INSERT INTO change_log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                        error);

  return statement != NULL
         && qz_statement_bind (statement, error, "ittttttt", entry->id, entry->act, entry->actor,
                               entry->business_time, entry->real_time, entry->detail, previous,
                               hash)
         && qz_statement_run (statement, error);
}

static gboolean
write_range (QzStore *store, gint64 change_id, const QzChainRange *range, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store, "INSERT INTO change_range VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);

  return statement != NULL
         && qz_statement_bind (statement, error, "iitiit", range->id, change_id, range->table,
                               range->first_id, range->last_id, range->digest)
         && qz_statement_run (statement, error);
}

gboolean
qz_chain_append (QzStore *store, QzChainEntry *entry, GError **error)
{
  g_autofree char *previous = NULL;
  g_autofree char *hash = NULL;
  gint64 last_range = 0;

  if (!read_end (store, &entry->id, &previous, &last_range, error))
    return FALSE;
  entry->id++;
  for (guint i = 0; i < entry->ranges->len; i++)
    ((QzChainRange *) g_ptr_array_index (entry->ranges, i))->id = ++last_range;
  hash = qz_chain_hash (previous, entry);
  if (!write_entry (store, entry, previous, hash, error))
    return FALSE;
  for (guint i = 0; i < entry->ranges->len; i++)
    if (!write_range (store, entry->id, g_ptr_array_index (entry->ranges, i), error))
      return FALSE;
  return TRUE;
}

gboolean
qz_chain_read_max_id (QzStore *store, guint table, gint64 *out, GError **error)
{
  /* The names are this layer's own literals (see make_insert in qz-table-writer.c). */
  g_autofree char *sql =
      g_strconcat ("SELECT coalesce (max (id), 0) FROM ", qz_schema_get_tables ()[table], NULL);
  QzStatement *statement = qz_store_prepare (store, sql, error);

  if (statement == NULL || !qz_statement_step (statement, error))
    return FALSE;
  *out = qz_statement_get_int (statement, 0);
  qz_statement_reset (statement);
  return TRUE;
}
