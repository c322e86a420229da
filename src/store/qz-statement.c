/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-statement.h"

#include <stdarg.h>

#include "qz-store-private.h"

static int
bind_one (sqlite3_stmt *handle, int index, char type, va_list *values)
{
  if (type == 'i')
    return sqlite3_bind_int64 (handle, index, va_arg (*values, gint64));
  g_assert (type == 't');
  return sqlite3_bind_text (handle, index, va_arg (*values, const char *), -1, SQLITE_TRANSIENT);
}

/**
 * qz_statement_bind:
 * @types: one letter a parameter in order: i for a gint64, t for a string (%NULL binds NULL)
 *
 * Gives the parameters, from the first on, all of them. Starts the statement anew.
 */
gboolean
qz_statement_bind (QzStatement *self, GError **error, const char *types, ...)
{
  va_list values;
  int code = SQLITE_OK;
  int index = 0;

  sqlite3_reset (self->handle);
  va_start (values, types);
  for (; types[index] != '\0' && code == SQLITE_OK; index++)
    code = bind_one (self->handle, index + 1, types[index], &values);
  va_end (values);
  if (code != SQLITE_OK)
    {
      qz_store_error_set (error, self->store->db, code, self->store->path, "bind");
      return FALSE;
    }
  g_assert (index == sqlite3_bind_parameter_count (self->handle));
  return TRUE;
}

gboolean
qz_statement_step (QzStatement *self, GError **error)
{
  int code = sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    qz_store_error_set (error, self->store->db, code, self->store->path,
                        sqlite3_sql (self->handle));
  sqlite3_reset (self->handle);
  return FALSE;
}

gboolean
qz_statement_step_once (QzStatement *self, gboolean *has_row, GError **error)
{
  g_autoptr (GError) local = NULL;

  *has_row = qz_statement_step (self, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
qz_statement_get_number (QzStatement *self, gint64 *out, GError **error)
{
  gboolean has_row = FALSE;

  if (!qz_statement_step_once (self, &has_row, error))
    return FALSE;
  *out = has_row ? qz_statement_get_int (self, 0) : 0;
  qz_statement_reset (self);
  return TRUE;
}

gboolean
qz_statement_run (QzStatement *self, GError **error)
{
  int code = sqlite3_step (self->handle);

  g_assert (code != SQLITE_ROW);
  if (code != SQLITE_DONE)
    qz_store_error_set (error, self->store->db, code, self->store->path,
                        sqlite3_sql (self->handle));
  sqlite3_reset (self->handle);
  return code == SQLITE_DONE;
}

gint64
qz_statement_get_int (QzStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

const char *
qz_statement_get_text (QzStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * qz_statement_get_bytes:
 * @length: (out): how many there are
 *
 * A text as it lies in the page, without a NUL at its end: asking for text copies each to put one
 * there. Valid until the next step.
 *
 * Returns: (nullable): %NULL for an empty text
 */
const char *
qz_statement_get_bytes (QzStatement *self, int column, int *length)
{
  const char *bytes = sqlite3_column_blob (self->handle, column);

  *length = sqlite3_column_bytes (self->handle, column);
  return bytes;
}

gboolean
qz_statement_is_null (QzStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

void
qz_statement_reset (QzStatement *self)
{
  sqlite3_reset (self->handle);
}

/* ── rows as records ────────────────────────────────────────────────────────────────────────── */

const char *
qz_statement_get_interned (QzStatement *self, int column)
{
  const char *text = qz_statement_get_text (self, column);

  return text != NULL && text[0] != '\0' ? g_intern_string (text) : "";
}

QzDay
qz_statement_get_day (QzStatement *self, int column)
{
  int length = 0;
  const char *text = qz_statement_get_bytes (self, column, &length);
  QzDay day = QZ_DAY_NONE;

  return text != NULL && length >= 10 && qz_day_parse_plain (text, 10, &day) ? day : QZ_DAY_NONE;
}

GArray *
qz_statement_collect (QzStatement *self, guint size, QzStatementTake take, GError **error)
{
  g_autoptr (GArray) to = g_array_new (FALSE, TRUE, size);
  g_autoptr (GError) failure = NULL;

  while (qz_statement_step (self, &failure))
    take (self, to);
  if (failure == NULL)
    return g_steal_pointer (&to);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
