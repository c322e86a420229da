/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-person-repo.h"
#include "qz-sheet-fill.h"

#define COUNTY_NAME(county)                                                                        \
  "(SELECT a.name FROM area a WHERE a.code = " county " ORDER BY a.id DESC LIMIT 1)"

static gboolean
fill_days (QzSheet *sheet, QzStatement *rows, QzDay day, GError **error)
{
  char text[11];

  qz_day_write (day, text);
  return rows != NULL && qz_statement_bind (rows, error, "t", text[0] != '\0' ? text : NULL)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_person_repo_fill_persons (QzStore *store, QzDay day, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.certno, s.psn_name, s.category, s.subcategory, s.source, s.county,"
      " " COUNTY_NAME ("s.county") ", s.entry_day, s.valid_from, e.exit_day, e.reason,"
      " s.id, coalesce ((SELECT p.suspended FROM person_suspension p WHERE p.certno = s.certno"
      "  AND (?1 IS NULL OR p.from_day <= ?1) ORDER BY p.from_day DESC, p.id DESC LIMIT 1), 0)"
      " FROM assist_spell s LEFT JOIN assist_spell_end e ON e.spell_id = s.id"
      " WHERE ?1 IS NULL OR (s.valid_from <= ?1 AND (e.exit_day IS NULL OR e.exit_day > ?1))"
      " ORDER BY s.county, s.source, s.certno, s.id",
      error);

  return fill_days (sheet, rows, day, error);
}

gboolean
qz_assist_person_repo_dup_certno (QzStore *store, gint64 spell_id, char **out, GError **error)
{
  QzStatement *row = qz_store_prepare (store, "SELECT certno FROM assist_spell WHERE id = ?1",
                                       error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (row == NULL || !qz_statement_bind (row, error, "i", spell_id)
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
qz_assist_person_repo_fill_spells (QzStore *store, const char *certno, QzSheet *sheet,
                                   GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT s.source, s.county, " COUNTY_NAME ("s.county") ", s.category, s.subcategory,"
      " s.entry_day, s.valid_from, e.exit_day, e.reason, r.list_day, f.file_name,"
      " (SELECT n.line_no FROM assist_roster_entry n WHERE n.roster_id = r.id"
      "  AND n.certno = s.certno AND n.category = s.category)"
      " FROM assist_spell s JOIN assist_roster r ON r.id = s.roster_id"
      " JOIN import_file f ON f.id = s.import_id"
      " LEFT JOIN assist_spell_end e ON e.spell_id = s.id WHERE s.certno = ?1"
      " ORDER BY s.valid_from, s.id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "t", certno)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_person_repo_fill_holds (QzStore *store, const char *certno, QzSheet *sheet,
                                  GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT from_day, suspended, reported_day, reason FROM person_suspension WHERE certno = ?1"
      " ORDER BY from_day, id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "t", certno)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_assist_person_repo_fill_rosters (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT r.source, r.county, " COUNTY_NAME ("r.county") ", r.list_day, r.n_persons,"
      " (SELECT count(*) FROM assist_spell s WHERE s.roster_id = r.id),"
      " (SELECT count(*) FROM assist_spell_end e WHERE e.import_id = r.import_id),"
      " f.file_name, r.import_id FROM assist_roster r JOIN import_file f ON f.id = r.import_id"
      " ORDER BY r.list_day DESC, r.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "") && qz_sheet_fill (sheet, rows, error);
}
