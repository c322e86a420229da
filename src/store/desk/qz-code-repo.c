/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-code-repo.h"

#include "qz-sheet-fill.h"

gint64
qz_code_repo_put (QzAct *act, const QzOrigin *origin, const QzCodeEntry *entry, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "code_entry", error);

  if (writer == NULL)
    return 0;
  qz_table_writer_int (writer, origin->import_id);
  qz_table_writer_int (writer, (gint64) origin->line_no);
  qz_table_writer_text (writer, entry->set);
  qz_table_writer_text (writer, entry->code);
  qz_table_writer_text (writer, entry->name);
  qz_table_writer_text (writer, entry->note != NULL ? entry->note : "");
  return qz_table_writer_end_row (writer, error);
}

gboolean
qz_code_repo_fill (QzStore *store, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.code_set, c.code, c.name, c.note, i.id, i.file_name, c.line_no FROM code_entry c"
      " JOIN import_file i ON i.id = c.import_id WHERE c.id = (SELECT max (id) FROM code_entry"
      " WHERE code_set = c.code_set AND code = c.code) ORDER BY c.code_set, c.code",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "") && qz_sheet_fill (sheet, rows, error);
}
