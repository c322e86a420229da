/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-actor-repo.h"

#include "qz-sheet-fill.h"

gboolean
qz_actor_repo_put (QzAct *act, const char *agency, gboolean active, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "actor", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, agency);
  qz_table_writer_int (writer, active);
  return qz_table_writer_end_row (writer, error) != 0;
}

gboolean
qz_actor_repo_is_active (QzStore *store, const char *agency, gboolean *out, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store, "SELECT active FROM actor WHERE agency = ?1 ORDER BY id DESC LIMIT 1", error);
  gint64 active = 0;

  if (statement == NULL || !qz_statement_bind (statement, error, "t", agency)
      || !qz_statement_get_number (statement, &active, error))
    return FALSE;
  *out = active != 0;
  return TRUE;
}

gboolean
qz_actor_repo_put_user (QzAct *act, const char *user, const char *agencies, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "user_actor", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, user);
  qz_table_writer_text (writer, agencies);
  return qz_table_writer_end_row (writer, error) != 0;
}

char *
qz_actor_repo_dup_user (QzStore *store, const char *user, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      store, "SELECT agencies FROM user_actor WHERE user_name = ?1 ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char *agencies = NULL;

  if (statement == NULL || !qz_statement_bind (statement, error, "t", user)
      || !qz_statement_step_once (statement, &has_row, error))
    return NULL;
  agencies = g_strdup (has_row ? qz_statement_get_text (statement, 0) : "");
  qz_statement_reset (statement);
  return agencies;
}

QzSheet *
qz_actor_repo_list (QzStore *store, const char *own, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("actors");
  QzStatement *statement = qz_store_prepare (
      store,
      "WITH kept (code, active) AS (SELECT ?1, 1 UNION SELECT agency, active FROM actor"
      " WHERE agency <> ?1 AND id IN (SELECT max (id) FROM actor GROUP BY agency))"
      " SELECT k.code, g.name, g.level, g.area, k.code = ?1, k.active FROM kept k"
      " LEFT JOIN agency g ON g.id = (SELECT max (id) FROM agency WHERE code = k.code)"
      " ORDER BY k.code <> ?1, k.code",
      error);

  qz_sheet_add_column (sheet, "agency", "agency", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", "name", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "level", "level", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "area", "area", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "own", "own", QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "active", "active", QZ_VALUE_BOOL);
  if (statement == NULL || !qz_statement_bind (statement, error, "t", own)
      || !qz_sheet_fill (sheet, statement, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── the map ────────────────────────────────────────────────────────────────────────────────── */

typedef void (*AddRow) (QzAreaMap *map, QzStatement *row);

static void
add_area (QzAreaMap *map, QzStatement *row)
{
  qz_area_map_add_area (map, qz_statement_get_text (row, 0), qz_statement_get_text (row, 1),
                        qz_statement_get_text (row, 2), qz_statement_get_text (row, 3));
}

static void
add_agency (QzAreaMap *map, QzStatement *row)
{
  qz_area_map_add_agency (map, qz_statement_get_text (row, 0), qz_statement_get_text (row, 1),
                          qz_statement_get_text (row, 2), qz_statement_get_text (row, 3));
}

static gboolean
add_rows (QzStore *store, const char *sql, QzAreaMap *map, AddRow add, GError **error)
{
  QzStatement *rows = qz_store_prepare (store, sql, error);
  g_autoptr (GError) reason = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, ""))
    return FALSE;
  while (qz_statement_step (rows, &reason))
    add (map, rows);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

QzAreaMap *
qz_actor_repo_load_map (QzStore *store, const char *province, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_area_map_new (province);

  if (!add_rows (store, "SELECT code, name, level, parent FROM area ORDER BY id", map, add_area,
                 error)
      || !add_rows (store, "SELECT code, name, area, level FROM agency ORDER BY id", map,
                    add_agency, error))
    return NULL;
  return g_steal_pointer (&map);
}
