/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-table-writer.h"

#include <string.h>

#include "qz-error.h"
#include "qz-schema.h"
#include "qz-store-private.h"

/* Texts of one row are kept here until it is inserted; longer ones SQLite copies. */
#define ARENA_SIZE 16384

struct _QzTableWriter {
  QzStore *store; /* borrowed */
  const char *table;
  sqlite3_stmt *handle;
  QzDigest *digest;
  gboolean is_external;
  guint8 external[QZ_DIGEST_SIZE];
  gint64 first_id;
  gint64 next_id;
  int n_columns; /* with the id */
  int column;    /* the next to be given; 0 = no row begun */
  int code;      /* the first failure of a bind in this row */
  gsize used;
  char arena[ARENA_SIZE];
};

/* The names of tables are literals of this layer, checked against its own list, so putting one into
 * the text of the statement lets nothing in from outside. */
static char *
make_insert (const char *table, int n_columns)
{
  GString *sql = g_string_new ("INSERT INTO ");

  g_assert (qz_schema_has_table (table));
  g_string_append (sql, table);
  g_string_append (sql, " VALUES (?");
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static int
count_columns (QzStore *store, const char *table, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store, "SELECT count(*) FROM pragma_table_info (?1)", error);
  int n_columns;

  if (statement == NULL || !qz_statement_bind (statement, error, "t", table)
      || !qz_statement_step (statement, error))
    return 0;
  n_columns = (int) qz_statement_get_int (statement, 0);
  qz_statement_reset (statement);
  g_assert (n_columns > 1);
  return n_columns;
}

QzTableWriter *
qz_table_writer_new (QzStore *store, const char *table, gint64 last_id, GError **error)
{
  int n_columns = count_columns (store, table, error);
  g_autofree char *sql = NULL;
  sqlite3_stmt *handle = NULL;
  QzTableWriter *self;
  int code;

  if (n_columns == 0)
    return NULL;
  sql = make_insert (table, n_columns);
  code = sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK)
    {
      qz_store_error_set (error, store->db, code, store->path, sql);
      return NULL;
    }
  self = g_new0 (QzTableWriter, 1);
  self->store = store;
  self->table = table;
  self->handle = handle;
  self->digest = qz_digest_new ();
  self->first_id = last_id + 1;
  self->next_id = self->first_id;
  self->n_columns = n_columns;
  return self;
}

void
qz_table_writer_free (QzTableWriter *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->handle);
  qz_digest_free (self->digest);
  g_free (self);
}

const char *
qz_table_writer_get_table (QzTableWriter *self)
{
  return self->table;
}

gint64
qz_table_writer_get_first_id (QzTableWriter *self)
{
  return self->first_id;
}

gint64
qz_table_writer_get_last_id (QzTableWriter *self)
{
  return self->next_id - 1;
}

gint64
qz_table_writer_get_next_id (QzTableWriter *self)
{
  return self->next_id;
}

static inline void
begin_value (QzTableWriter *self)
{
  if (self->column == 0)
    {
      self->code = sqlite3_bind_int64 (self->handle, 1, self->next_id);
      if (!self->is_external)
        qz_digest_add_int (self->digest, self->next_id);
      self->column = 1;
      self->used = 0;
    }
  g_assert (self->column < self->n_columns);
  self->column++;
}

static inline void
end_value (QzTableWriter *self, int code)
{
  if (G_UNLIKELY (code != SQLITE_OK) && self->code == SQLITE_OK)
    self->code = code;
}

void
qz_table_writer_int (QzTableWriter *self, gint64 value)
{
  begin_value (self);
  end_value (self, sqlite3_bind_int64 (self->handle, self->column, value));
  if (!self->is_external)
    qz_digest_add_int (self->digest, value);
}

void
qz_table_writer_null (QzTableWriter *self)
{
  begin_value (self);
  end_value (self, sqlite3_bind_null (self->handle, self->column));
  if (!self->is_external)
    qz_digest_add_null (self->digest);
}

void
qz_table_writer_text (QzTableWriter *self, const char *value)
{
  if (value == NULL)
    qz_table_writer_null (self);
  else
    qz_table_writer_text_length (self, value, strlen (value));
}

void
qz_table_writer_text_length (QzTableWriter *self, const char *value, gsize length)
{
  begin_value (self);
  if (G_LIKELY (length <= ARENA_SIZE - self->used))
    {
      char *kept = self->arena + self->used;

      if (length > 0)
        memcpy (kept, value, length);
      self->used += length;
      end_value (self,
                 sqlite3_bind_text (self->handle, self->column, kept, (int) length, SQLITE_STATIC));
    }
  else
    end_value (self, sqlite3_bind_text64 (self->handle, self->column, value, length,
                                          SQLITE_TRANSIENT, SQLITE_UTF8));
  if (!self->is_external)
    qz_digest_add_text (self->digest, value, (gssize) length);
}

gint64
qz_table_writer_end_row (QzTableWriter *self, GError **error)
{
  int code = self->code;

  g_assert (self->column == self->n_columns);
  if (code == SQLITE_OK)
    {
      code = sqlite3_step (self->handle);
      g_assert (code != SQLITE_ROW);
    }
  if (G_UNLIKELY (code != SQLITE_DONE))
    {
      qz_store_error_set (error, self->store->db, code, self->store->path, self->table);
      sqlite3_reset (self->handle);
      self->column = 0; /* the caller may leave this row out */
      return 0;
    }
  sqlite3_reset (self->handle);
  if (!self->is_external)
    qz_digest_end_row (self->digest);
  self->column = 0;
  return self->next_id++;
}

void
qz_table_writer_set_external_digest (QzTableWriter *self, const guint8 *digest)
{
  /* Rows that were digested here already would be missing in the other digest. */
  g_assert (self->column == 0);
  g_assert (self->is_external || self->next_id == self->first_id);
  self->is_external = TRUE;
  if (digest != NULL)
    memcpy (self->external, digest, QZ_DIGEST_SIZE);
}

void
qz_table_writer_finish (QzTableWriter *self, guint8 digest[QZ_DIGEST_SIZE])
{
  g_assert (self->column == 0);
  if (self->is_external)
    memcpy (digest, self->external, QZ_DIGEST_SIZE);
  else
    qz_digest_finish (self->digest, digest);
}
