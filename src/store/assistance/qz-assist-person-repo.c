/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-person-repo.h"

#include <string.h>

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text[0] != '\0' ? text : NULL);
}

gint64
qz_assist_person_repo_put_roster (QzAct *act, gint64 import_id, const QzAssistOffice *office,
                                  QzDay list_day, guint n_persons, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_roster", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, import_id);
  qz_table_writer_text (writer, qz_assist_source_to_text (office->source));
  qz_table_writer_text (writer, office->county);
  write_day (writer, list_day);
  qz_table_writer_int (writer, n_persons);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_assist_person_repo_put_entry (QzAct *act, const QzOrigin *origin, gint64 roster_id,
                                 const QzAssistEntry *entry, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_roster_entry", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, origin->import_id);
  qz_table_writer_int (writer, (gint64) origin->line_no);
  qz_table_writer_int (writer, roster_id);
  qz_table_writer_text (writer, entry->certno);
  qz_table_writer_text (writer, entry->psn_name);
  qz_table_writer_text (writer, qz_assist_category_to_text (entry->category));
  qz_table_writer_text (writer, entry->subcategory);
  write_day (writer, entry->entry_day);
  write_day (writer, entry->exit_day);
  qz_table_writer_text (writer, entry->exit_reason);
  return qz_table_writer_end_row (writer, error);
}

gint64
qz_assist_person_repo_put_spell (QzAct *act, const QzAssistListed *listed,
                                 const QzAssistEntry *entry, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_spell", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, listed->import_id);
  qz_table_writer_int (writer, listed->roster_id);
  qz_table_writer_text (writer, entry->certno);
  qz_table_writer_text (writer, entry->psn_name);
  qz_table_writer_text (writer, qz_assist_source_to_text (listed->office.source));
  qz_table_writer_text (writer, listed->office.county);
  qz_table_writer_text (writer, qz_assist_category_to_text (entry->category));
  qz_table_writer_text (writer, entry->subcategory);
  write_day (writer, entry->entry_day);
  write_day (writer, listed->list_day);
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_assist_person_repo_put_end (QzAct *act, gint64 import_id, gint64 spell_id, QzDay exit_day,
                               const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "assist_spell_end", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, import_id);
  qz_table_writer_int (writer, spell_id);
  write_day (writer, exit_day);
  qz_table_writer_text (writer, reason);
  return qz_table_writer_end_row (writer, error) != 0;
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

static QzDay
get_day (QzStatement *row, int column)
{
  const char *text = qz_statement_get_text (row, column);
  QzDay day = QZ_DAY_NONE;

  return text != NULL && qz_day_parse_plain (text, strlen (text), &day) ? day : QZ_DAY_NONE;
}

static QzAssistCategory
get_category (QzStatement *row, int column)
{
  QzAssistCategory category;

  return qz_assist_category_parse (qz_statement_get_text (row, column), &category)
             ? category
             : QZ_ASSIST_NONE;
}

gboolean
qz_assist_person_repo_get_last_day (QzStore *store, const QzAssistOffice *office, QzDay *out,
                                    GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT max (list_day) FROM assist_roster WHERE source = ?1 AND county = ?2", error);
  gboolean has_row = FALSE;

  *out = QZ_DAY_NONE;
  if (row == NULL
      || !qz_statement_bind (row, error, "tt", qz_assist_source_to_text (office->source),
                             office->county)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out = get_day (row, 0);
      qz_statement_reset (row);
    }
  return TRUE;
}

static void
clear_running (gpointer data)
{
  QzAssistRunning *self = data;

  g_free (self->certno);
  g_free (self->psn_name);
}

GArray *
qz_assist_person_repo_load_running (QzStore *store, const QzAssistOffice *office, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.id, s.certno, s.psn_name, s.category, s.valid_from FROM assist_spell s"
      " WHERE s.source = ?1 AND s.county = ?2"
      " AND NOT EXISTS (SELECT 1 FROM assist_spell_end e WHERE e.spell_id = s.id) ORDER BY s.id",
      error);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (QzAssistRunning));
  g_autoptr (GError) failure = NULL;

  g_array_set_clear_func (list, clear_running);
  if (rows == NULL
      || !qz_statement_bind (rows, error, "tt", qz_assist_source_to_text (office->source),
                             office->county))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzAssistRunning one = { qz_statement_get_int (rows, 0),
                                    g_strdup (qz_statement_get_text (rows, 1)),
                                    g_strdup (qz_statement_get_text (rows, 2)),
                                    get_category (rows, 3), get_day (rows, 4) };

      g_array_append_val (list, one);
    }
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_assist_person_repo_dup_elsewhere (QzStore *store, const QzAssistOffice *office,
                                     const char *certno, char **out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT group_concat (s.source || ' ' || s.county || ' ' || s.category, ', ')"
      " FROM assist_spell s WHERE s.certno = ?3 AND (s.source <> ?1 OR s.county <> ?2)"
      " AND NOT EXISTS (SELECT 1 FROM assist_spell_end e WHERE e.spell_id = s.id)",
      error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (row == NULL
      || !qz_statement_bind (row, error, "ttt", qz_assist_source_to_text (office->source),
                             office->county, certno)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out = g_strdup (qz_statement_get_text (row, 0));
      qz_statement_reset (row);
    }
  return TRUE;
}

/* Adds @item to the array of @certno, whose items have @size bytes. */
static void
add_item (GHashTable *table, const char *certno, gconstpointer item, guint size)
{
  GArray *list = g_hash_table_lookup (table, certno);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, size);
      g_hash_table_insert (table, g_strdup (certno), list);
    }
  g_array_append_vals (list, item, 1);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

GHashTable *
qz_assist_person_repo_load_spells (QzStore *store, const char *certno, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.certno, s.category, s.valid_from, e.exit_day FROM assist_spell s"
      " LEFT JOIN assist_spell_end e ON e.spell_id = s.id WHERE ?1 IS NULL OR s.certno = ?1"
      " ORDER BY s.valid_from, s.id",
      error);
  g_autoptr (GHashTable) table = new_table ();
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "t", certno))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzAssistSpell spell = { get_category (rows, 1), get_day (rows, 2), get_day (rows, 3) };

      add_item (table, qz_statement_get_text (rows, 0), &spell, sizeof spell);
    }
  if (failure == NULL)
    return g_steal_pointer (&table);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GHashTable *
qz_assist_person_repo_load_holds (QzStore *store, const char *certno, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT certno, from_day, suspended FROM person_suspension"
      " WHERE ?1 IS NULL OR certno = ?1 ORDER BY from_day, id",
      error);
  g_autoptr (GHashTable) table = new_table ();
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "t", certno))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      const QzAssistHold hold = { get_day (rows, 1), qz_statement_get_int (rows, 2) != 0 };

      add_item (table, qz_statement_get_text (rows, 0), &hold, sizeof hold);
    }
  if (failure == NULL)
    return g_steal_pointer (&table);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_assist_holds_cover (const GArray *holds, QzDay day)
{
  gboolean suspended = FALSE;

  for (guint i = 0; holds != NULL && i < holds->len; i++)
    if (g_array_index (holds, QzAssistHold, i).from <= day)
      suspended = g_array_index (holds, QzAssistHold, i).suspended;
  return suspended;
}

gboolean
qz_assist_person_repo_dup_name (QzStore *store, const char *certno, char **out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT psn_name FROM assist_spell WHERE certno = ?1 ORDER BY id DESC LIMIT 1", error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (row == NULL || !qz_statement_bind (row, error, "t", certno)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out = g_strdup (qz_statement_get_text (row, 0));
      qz_statement_reset (row);
    }
  return TRUE;
}

gboolean
qz_assist_person_repo_dup_later (QzStore *store, gint64 import_id, char **out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT n.source || ' ' || n.county || ' ' || n.list_day FROM assist_roster r"
      " JOIN assist_roster n ON n.source = r.source AND n.county = r.county"
      "  AND n.list_day > r.list_day WHERE r.import_id = ?1 ORDER BY n.list_day LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (row == NULL || !qz_statement_bind (row, error, "i", import_id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out = g_strdup (qz_statement_get_text (row, 0));
      qz_statement_reset (row);
    }
  return TRUE;
}

gboolean
qz_assist_person_repo_get_entry_day (QzStore *store, const char *certno, QzAssistCategory category,
                                     QzDay day, QzDay *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT entry_day FROM assist_spell WHERE certno = ?1 AND category = ?2 AND valid_from <= ?3"
      " ORDER BY valid_from DESC, id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char text[11];

  *out = QZ_DAY_NONE;
  qz_day_write (day, text);
  if (row == NULL
      || !qz_statement_bind (row, error, "ttt", certno, qz_assist_category_to_text (category), text)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *out = get_day (row, 0);
      qz_statement_reset (row);
    }
  return TRUE;
}
