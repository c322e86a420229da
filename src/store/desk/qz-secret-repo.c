/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-secret-repo.h"

gboolean
qz_secret_repo_put (QzAct *act, const char *user, const char *secret, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "user_secret", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, user);
  qz_table_writer_text (writer, secret);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_secret_repo_get (QzStore *store, const char *user, gint64 *out_id, char **out_secret,
                    GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store, "SELECT id, secret FROM user_secret WHERE user_name = ?1 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out_id = 0;
  if (out_secret != NULL)
    *out_secret = NULL;
  if (statement == NULL || !qz_statement_bind (statement, error, "t", user)
      || !qz_statement_step_once (statement, &has_row, error))
    return FALSE;
  if (has_row && *qz_statement_get_text (statement, 1) != '\0')
    {
      *out_id = qz_statement_get_int (statement, 0);
      if (out_secret != NULL)
        *out_secret = g_strdup (qz_statement_get_text (statement, 1));
    }
  qz_statement_reset (statement);
  return TRUE;
}

GPtrArray *
qz_secret_repo_list (QzStore *store, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT user_name FROM user_secret WHERE secret <> '' "
                        "AND id IN (SELECT max (id) FROM user_secret GROUP BY user_name) "
                        "ORDER BY user_name",
                        error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return NULL;
  while (qz_statement_step (statement, &local))
    g_ptr_array_add (names, g_strdup (qz_statement_get_text (statement, 0)));
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
qz_secret_repo_count_refusals (QzStore *store, const char *user, guint limit, guint *out_n,
                               char **out_last, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store,
      "SELECT act = '" QZ_ACT_SIGN_IN_REFUSED "', real_time FROM change_log WHERE actor = ?1 "
      "OR (act IN ('" QZ_ACT_PASSPHRASE "', '" QZ_ACT_NO_PASSPHRASE "') AND detail = ?1) "
      "ORDER BY id DESC LIMIT ?2",
      error);
  g_autoptr (GError) local = NULL;

  *out_n = 0;
  *out_last = NULL;
  if (statement == NULL || !qz_statement_bind (statement, error, "ti", user, (gint64) limit))
    return FALSE;
  while (qz_statement_step (statement, &local) && qz_statement_get_int (statement, 0) != 0)
    {
      if (*out_n == 0)
        *out_last = g_strdup (qz_statement_get_text (statement, 1));
      *out_n += 1;
    }
  qz_statement_reset (statement);
  if (local == NULL)
    return TRUE;
  g_clear_pointer (out_last, g_free);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
