/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-repo.h"

#include <string.h>

void
qz_policy_pack_free (QzPolicyPack *self)
{
  if (self == NULL)
    return;
  g_free (self->policy_id);
  g_free (self->digest);
  g_free (self->text);
  g_free (self);
}

static QzDay
get_day (QzStatement *statement, int column)
{
  const char *text = qz_statement_get_text (statement, column);
  QzDay day = QZ_DAY_NONE;

  if (text != NULL && !qz_day_parse_plain (text, strlen (text), &day))
    return QZ_DAY_NONE;
  return day;
}

static QzPolicyPack *
read_pack (QzStatement *statement)
{
  QzPolicyPack *pack = g_new0 (QzPolicyPack, 1);

  pack->id = qz_statement_get_int (statement, 0);
  pack->policy_id = g_strdup (qz_statement_get_text (statement, 1));
  pack->version = (guint) qz_statement_get_int (statement, 2);
  pack->valid_from = get_day (statement, 3);
  pack->valid_to = get_day (statement, 4);
  pack->digest = g_strdup (qz_statement_get_text (statement, 5));
  pack->text = g_strdup (qz_statement_get_text (statement, 6));
  return pack;
}

GPtrArray *
qz_policy_repo_list (QzStore *store, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store,
                        "SELECT id, policy_id, version, valid_from, valid_to, digest, text"
                        " FROM policy_pack ORDER BY id",
                        error);
  g_autoptr (GPtrArray) packs =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_policy_pack_free);
  GError *reason = NULL;

  if (statement == NULL)
    return NULL;
  while (qz_statement_step (statement, &reason))
    g_ptr_array_add (packs, read_pack (statement));
  if (reason == NULL)
    return g_steal_pointer (&packs);
  g_propagate_error (error, reason);
  return NULL;
}

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text[0] != '\0' ? text : NULL);
}

gboolean
qz_policy_repo_put (QzAct *act, QzPolicyPack *pack, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "policy_pack", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, pack->policy_id);
  qz_table_writer_int (writer, pack->version);
  write_day (writer, pack->valid_from);
  write_day (writer, pack->valid_to);
  qz_table_writer_text (writer, pack->digest);
  qz_table_writer_text (writer, pack->text);
  pack->id = qz_table_writer_end_row (writer, error);
  return pack->id != 0;
}

char *
qz_policy_repo_dup_agency_area (QzStore *store, const char *agency, GError **error)
{
  QzStatement *statement =
      qz_store_prepare (store, "SELECT area FROM agency WHERE code = ?1 ORDER BY id DESC LIMIT 1",
                        error);
  GError *reason = NULL;
  char *area = NULL;

  if (statement == NULL || !qz_statement_bind (statement, error, "t", agency))
    return NULL;
  if (qz_statement_step (statement, &reason))
    {
      area = g_strdup (qz_statement_get_text (statement, 0));
      qz_statement_reset (statement);
    }
  if (reason != NULL)
    g_propagate_error (error, reason);
  return area;
}
