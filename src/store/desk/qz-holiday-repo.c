/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-holiday-repo.h"

#include "qz-sheet-fill.h"

gboolean
qz_holiday_repo_fill (QzStore *store, int year, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "WITH last AS (SELECT substr (day, 1, 4) AS year, max (import_id) AS import_id"
      " FROM calendar_day GROUP BY 1)"
      " SELECT d.day, CASE strftime ('%w', d.day) WHEN '0' THEN '7'"
      " ELSE strftime ('%w', d.day) END,"
      " d.kind, d.name, d.source, i.file_name, d.line_no, last.year FROM last"
      " JOIN calendar_day d ON d.import_id = last.import_id AND substr (d.day, 1, 4) = last.year"
      " JOIN import_file i ON i.id = d.import_id"
      " WHERE ?1 = 0 OR CAST (last.year AS INTEGER) = ?1 ORDER BY d.day",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) year)
         && qz_sheet_fill (sheet, rows, error);
}
