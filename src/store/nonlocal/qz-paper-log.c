/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-paper-log.h"

gboolean
qz_paper_log_count (QzStore *store, const char *form, const char *subject, guint *out,
                    GError **error)
{
  QzStatement *row = qz_store_prepare (
      store, "SELECT count(*) FROM paper_log WHERE form = ?1 AND subject = ?2", error);
  gboolean has_row = FALSE;

  if (row == NULL || !qz_statement_bind (row, error, "tt", form, subject)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  *out = has_row ? (guint) qz_statement_get_int (row, 0) : 0;
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_paper_log_put (QzAct *act, const char *form, const char *subject, const char *digest,
                  GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "paper_log", error);

  if (writer == NULL)
    return FALSE;
  qz_table_writer_text (writer, form);
  qz_table_writer_text (writer, subject);
  qz_table_writer_text (writer, digest);
  return qz_table_writer_end_row (writer, error) != 0;
}
