/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-notice-repo.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-sheet-fill.h"

/* HLJ6-230200-202605-001 (domain 2.0): form, area, month, number. */
static gboolean
take_number (QzAct *act, QzNotice *notice, GError **error)
{
  g_autofree char *scope = g_strdup_printf ("HLJ%s-%s-%06d", notice->form + strlen ("F-NL-"),
                                            notice->unit, notice->period);
  gint64 number = 0;

  if (!qz_act_next_number (act, scope, &number, error))
    return FALSE;
  g_snprintf (notice->number, sizeof notice->number, "%s-%03" PRId64, scope, number);
  return TRUE;
}

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text[0] != '\0' ? text : NULL);
}

static gboolean
put_lines (QzAct *act, const QzNotice *notice, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "notice_line", error);

  for (guint i = 0; writer != NULL && i < notice->lines->len; i++)
    {
      const QzNoticeLine *line = &g_array_index (notice->lines, QzNoticeLine, i);

      qz_table_writer_int (writer, notice->id);
      qz_table_writer_int (writer, i + 1);
      qz_table_writer_text (writer, line->agency);
      qz_table_writer_text (writer, qz_nl_scope_to_text (line->scope));
      qz_table_writer_text (writer, line->insurance < 0
                                        ? ""
                                        : qz_insurance_to_text ((QzInsurance) line->insurance));
      for (guint j = 0; j < QZ_NOTICE_N_FIGURES; j++)
        qz_table_writer_int (writer, line->figures[j]);
      if (qz_table_writer_end_row (writer, error) == 0)
        return FALSE;
    }
  return writer != NULL;
}

gboolean
qz_notice_repo_put (QzAct *act, QzNotice *notice, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "notice", error);

  if (writer == NULL || !take_number (act, notice, error))
    return FALSE;
  qz_table_writer_text (writer, notice->number);
  qz_table_writer_text (writer, notice->form);
  qz_table_writer_text (writer, notice->unit);
  qz_table_writer_text (writer,
                        notice->scope < 0 ? "" : qz_nl_scope_to_text ((QzNlScope) notice->scope));
  qz_table_writer_int (writer, notice->period);
  if (notice->list_id != 0)
    qz_table_writer_int (writer, notice->list_id);
  else
    qz_table_writer_null (writer);
  qz_table_writer_int (writer, notice->policy_pack_id);
  write_day (writer, notice->day);
  write_day (writer, notice->due_day);
  qz_table_writer_text (writer, notice->method != NULL ? notice->method : "");
  qz_table_writer_text (writer, notice->reason != NULL ? notice->reason : "");
  qz_table_writer_int (writer, notice->total_fen);
  qz_table_writer_text (writer, notice->made_by);
  qz_table_writer_text (writer, notice->published_by);
  notice->id = qz_table_writer_end_row (writer, error);
  return notice->id != 0 && put_lines (act, notice, error)
         && qz_notice_repo_put_event (act, notice->id, "PUBLISHED", notice->published_by, "",
                                      error);
}

gboolean
qz_notice_repo_put_event (QzAct *act, gint64 notice_id, const char *state, const char *actor,
                          const char *reason, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "notice_event", error);
  QzStatement *statement;

  if (writer == NULL)
    return FALSE;
  qz_table_writer_int (writer, notice_id);
  qz_table_writer_text (writer, state);
  qz_table_writer_text (writer, actor);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, reason);
  if (qz_table_writer_end_row (writer, error) == 0)
    return FALSE;
  statement = qz_store_prepare (qz_act_get_store (act),
                                "INSERT INTO notice_state (notice_id, state) VALUES (?1, ?2)"
                                " ON CONFLICT (notice_id) DO UPDATE SET state = ?2",
                                error);
  return statement != NULL && qz_statement_bind (statement, error, "it", notice_id, state)
         && qz_statement_run (statement, error);
}

gboolean
qz_notice_repo_find (QzStore *store, const char *form, const char *unit, QzPeriod period,
                     QzNoticeKey *out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT n.id, n.number, n.due_day FROM notice n JOIN notice_state s ON s.notice_id = n.id"
      " WHERE n.unit = ?1 AND n.period = ?2 AND n.form = ?3 AND s.state <> 'WITHDRAWN'"
      " ORDER BY n.id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  *out = (QzNoticeKey) { .due_day = QZ_DAY_NONE };
  if (row == NULL || !qz_statement_bind (row, error, "tit", unit, (gint64) period, form)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  out->id = qz_statement_get_int (row, 0);
  g_strlcpy (out->number, qz_statement_get_text (row, 1), sizeof out->number);
  if (!qz_statement_is_null (row, 2)
      && !qz_day_parse_plain (qz_statement_get_text (row, 2), 10, &out->due_day))
    out->due_day = QZ_DAY_NONE;
  qz_statement_reset (row);
  return TRUE;
}

QzSheet *
qz_notice_repo_list (QzStore *store, QzPeriod period, const char *unit, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("notices");
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT n.number, n.form, n.unit, n.scope, n.period, n.day, n.due_day, n.total_fen, s.state"
      " FROM notice n JOIN notice_state s ON s.notice_id = n.id WHERE (?1 = 0 OR n.period = ?1)"
      " AND (?2 IS NULL OR n.unit = ?2) ORDER BY n.period DESC, n.form, n.unit, n.id",
      error);

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "form", _("Form"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "day", _("Published on"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "total", _("Total"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  if (rows == NULL || !qz_statement_bind (rows, error, "it", (gint64) period, unit)
      || !qz_sheet_fill (sheet, rows, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
