/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-book-repo.h"

#include <string.h>

#include "qz-sheet-fill.h"

gboolean
qz_book_repo_put_setting (QzAct *act, const char *key, const char *value, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "setting", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, key);
  qz_table_writer_text (writer, value);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_book_repo_get_setting (QzStore *store, const char *key, char **out, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store, "SELECT value FROM setting WHERE key = ?1 ORDER BY id DESC LIMIT 1",
                        error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (statement == NULL || !qz_statement_bind (statement, error, "t", key)
      || !qz_statement_step_once (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *out = g_strdup (qz_statement_get_text (statement, 0));
  qz_statement_reset (statement);
  return TRUE;
}

/* ── users ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_user_record_free (QzUserRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->full_name);
  g_free (self->roles);
  g_free (self);
}

gboolean
qz_book_repo_put_user (QzAct *act, const QzUserRecord *user, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "user", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, user->name);
  qz_table_writer_text (writer, user->full_name);
  qz_table_writer_text (writer, user->roles);
  qz_table_writer_int (writer, user->active ? 1 : 0);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_book_repo_get_user (QzStore *store, const char *name, QzUserRecord **out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT name, full_name, roles, active FROM user WHERE name = ?1 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (statement == NULL || !qz_statement_bind (statement, error, "t", name)
      || !qz_statement_step_once (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out = g_new0 (QzUserRecord, 1);
      (*out)->name = g_strdup (qz_statement_get_text (statement, 0));
      (*out)->full_name = g_strdup (qz_statement_get_text (statement, 1));
      (*out)->roles = g_strdup (qz_statement_get_text (statement, 2));
      (*out)->active = qz_statement_get_int (statement, 3) != 0;
    }
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_book_repo_count_users (QzStore *store, const char *role, const char *except_name, gint64 *out,
                          GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT count(*) FROM user WHERE active = 1 AND name <> ?2 "
                        "AND instr (',' || roles || ',', ',' || ?1 || ',') > 0 "
                        "AND id IN (SELECT max (id) FROM user GROUP BY name)",
                        error);

  if (statement == NULL || !qz_statement_bind (statement, error, "tt", role, except_name)
      || !qz_statement_step (statement, error))
    return FALSE;
  *out = qz_statement_get_int (statement, 0);
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_book_repo_fill_users (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT name, full_name, roles, active FROM user "
                        "WHERE id IN (SELECT max (id) FROM user GROUP BY name) ORDER BY name",
                        error);

  return statement != NULL && qz_sheet_fill (sheet, statement, error);
}

/* ── accounts and days ──────────────────────────────────────────────────────────────────────── */

gboolean
qz_book_repo_put_account (QzAct *act, const QzAccount *account, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "account", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, account->symbol);
  qz_table_writer_text (writer, account->code);
  qz_table_writer_text (writer, account->name);
  qz_table_writer_text (writer, account->parent);
  qz_table_writer_text (writer, account->is_debit ? "D" : "C");
  qz_table_writer_int (writer, account->is_leaf ? 1 : 0);
  return qz_table_writer_end_row (writer, error) != 0;
}

static gboolean
add_day (QzStatement *statement, QzCalendar *calendar, GError **error)
{
  const char *kind = qz_statement_get_text (statement, 1);
  QzDay day = QZ_DAY_NONE;

  return qz_day_parse (qz_statement_get_text (statement, 0), &day, error)
         && qz_calendar_add (calendar, day,
                             g_str_equal (kind, "work") ? QZ_DAY_KIND_WORK : QZ_DAY_KIND_HOLIDAY,
                             qz_statement_get_text (statement, 2), error);
}

gboolean
qz_book_repo_load_calendar (QzStore *store, QzCalendar *calendar, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        /* 6.3: an import replaces the years that it names. */
                        "WITH last AS (SELECT substr (day, 1, 4) AS year,"
                        " max (import_id) AS import_id FROM calendar_day GROUP BY 1)"
                        " SELECT d.day, d.kind, d.name FROM last JOIN calendar_day d"
                        " ON d.import_id = last.import_id AND substr (d.day, 1, 4) = last.year"
                        " ORDER BY d.day",
                        error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  while (qz_statement_step (statement, &local))
    if (!add_day (statement, calendar, error))
      {
        qz_statement_reset (statement);
        return FALSE;
      }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ── the whole ──────────────────────────────────────────────────────────────────────────────── */

void
qz_book_counts_clear (QzBookCounts *self)
{
  g_clear_pointer (&self->last_change, g_free);
  g_clear_pointer (&self->last_hash, g_free);
}

gboolean
qz_book_repo_count (QzStore *store, QzBookCounts *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM document),"
      " (SELECT count(*) FROM voucher), (SELECT count(*) FROM import_file),"
      " (SELECT count(DISTINCT name) FROM user), (SELECT count(*) FROM change_log),"
      " coalesce ((SELECT business_time FROM change_log ORDER BY id DESC LIMIT 1), ''),"
      " coalesce ((SELECT hash FROM change_log ORDER BY id DESC LIMIT 1), '')",
      error);

  if (statement == NULL || !qz_statement_step (statement, error))
    return FALSE;
  out->n_claims = qz_statement_get_int (statement, 0);
  out->n_documents = qz_statement_get_int (statement, 1);
  out->n_vouchers = qz_statement_get_int (statement, 2);
  out->n_imports = qz_statement_get_int (statement, 3);
  out->n_users = qz_statement_get_int (statement, 4);
  out->n_changes = qz_statement_get_int (statement, 5);
  out->last_change = g_strdup (qz_statement_get_text (statement, 6));
  out->last_hash = g_strdup (qz_statement_get_text (statement, 7));
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_book_repo_get_last_day (QzStore *store, QzDay *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store, "SELECT substr (max (business_time), 1, 10), substr (max (real_time), 1, 10)"
             " FROM change_log", error);

  *out = QZ_DAY_NONE;
  if (statement == NULL || !qz_statement_step (statement, error))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      const char *text = qz_statement_get_text (statement, (int) i);
      QzDay day;

      if (text != NULL && qz_day_parse_plain (text, strlen (text), &day)
          && (*out == QZ_DAY_NONE || day > *out))
        *out = day;
    }
  qz_statement_reset (statement);
  return TRUE;
}

gboolean
qz_book_repo_fill_log (QzStore *store, guint limit, QzSheet *sheet, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT id, act, actor, business_time, real_time, detail,"
                        " (SELECT coalesce (sum (last_id - first_id + 1), 0) FROM change_range"
                        "  WHERE change_id = change_log.id), hash"
                        " FROM change_log ORDER BY id DESC LIMIT ?1",
                        error);

  return statement != NULL
         && qz_statement_bind (statement, error, "i", limit == 0 ? (gint64) -1 : (gint64) limit)
         && qz_sheet_fill (sheet, statement, error);
}
